//===- RandomValues.h - Random numbers and tensors --------------*- C++ -*-===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef QNN_TEST_UNIT_INTEGRATION_RANDOMVALUES_H
#define QNN_TEST_UNIT_INTEGRATION_RANDOMVALUES_H

#include "qnn/IR/Storage.h"
#include "llvm/ADT/ArrayRef.h"
#include <cmath>
#include <cstdint>
#include <initializer_list>
#include <random>

namespace mlir::qnn {

/// Random numbers, the same with every standard library: its distributions
/// differ, its engines do not. Nor may two of these calls be arguments of one
/// call, as compilers choose the order in which they evaluate those.
class Random {
public:
  explicit Random(uint64_t seed) : engine(seed) {}

  /// In [min, max].
  int64_t integer(int64_t min, int64_t max) {
    return min + int64_t(engine() % uint64_t(max - min + 1));
  }
  /// In [min, max).
  double real(double min, double max) {
    return min + (max - min) * double(engine() >> 11) * 0x1p-53;
  }
  /// In [2^min, 2^(max + 1)), every octave as likely as the others.
  double power(int min, int max) {
    int exponent = integer(min, max);
    return std::ldexp(real(1, 2), exponent);
  }
  bool chance(int percent) { return integer(1, 100) <= percent; }

  template <typename T>
  T pick(std::initializer_list<T> values) {
    return values.begin()[integer(0, values.size() - 1)];
  }

private:
  std::mt19937_64 engine;
};

// Values are drawn so that each special case occurs often: ends of ranges,
// powers of two (whose rescales have ties), saturation.

/// Storage of 8 bits, mostly of full range.
Storage createByteStorage(Random &random);

/// Storage of constant weights: of 4 or 8 bits.
Storage createWeightStorage(Random &random);

int64_t createZeroPoint(Random &random, const Storage &storage);

/// A scale in [2^min, 2^(max + 1)): a power of two, a float32 or a double.
double createScale(Random &random, int min, int max);

/// Real numbers that a rescale multiplies by where accumulators are about as
/// large as `spread`. Most bring those into the range of a byte; others are
/// left shifts, powers of two, or so small that they may count as 0.
double createMultiplier(Random &random, double spread);

/// Fills `values` in one of several patterns: evenly spread, near the zero
/// point, at the ends of the range, all of them at one end.
void fillActivations(Random &random, const Storage &storage, int64_t zeroPoint,
                     llvm::MutableArrayRef<int64_t> values);

/// Fills the rows of `depth` weights, with one zero point or one for each row:
/// evenly spread or bell-shaped about the zero point, with no, few or many runs
/// of the ends of the range, whose products saturate instructions that add in
/// 16 bits.
void fillWeights(Random &random, const Storage &storage,
                 llvm::ArrayRef<int32_t> zeroPoints, int64_t depth,
                 llvm::MutableArrayRef<int64_t> values);

/// Fills `values` with numbers about the steps of a quantization, ties among
/// them, and a few that no range holds or that are none.
void fillReals(Random &random, const Storage &storage, double scale,
               int64_t zeroPoint, llvm::MutableArrayRef<float> values);

} // namespace mlir::qnn

#endif // QNN_TEST_UNIT_INTEGRATION_RANDOMVALUES_H
