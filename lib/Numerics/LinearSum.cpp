//===- LinearSum.cpp - Sums that need one rounding ------------------------===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "qnn/Numerics/LinearSum.h"

#include <algorithm>
#include <cmath>
#include <vector>

using namespace mlir::qnn::numerics;

static constexpr int kFactorBits = 30;
static constexpr int kMaxShift = 35;
static constexpr int kOffsetBits = 45;

static int64_t addProducts(const LinearSum &sum, int64_t a, int64_t b) {
  return sum.lhs * a + sum.rhs * b;
}

int64_t mlir::qnn::numerics::evaluateLinearSum(const LinearSum &sum, int32_t a,
                                               int32_t b) {
  return (addProducts(sum, a, b) + sum.offset) >> sum.shift;
}

/// The sum with the factors nearest to `lhs` and `rhs` that it has bits for.
static std::optional<LinearSum> getFactors(double lhs, double rhs) {
  int exponent;
  std::frexp(std::max(std::abs(lhs), std::abs(rhs)), &exponent);
  LinearSum sum;
  // One bit is for a factor that rounds up to a power of two.
  sum.shift = std::min(kFactorBits - 1 - exponent, kMaxShift);
  if (sum.shift < kLinearSumLowBits)
    return std::nullopt;
  sum.lhs = static_cast<int32_t>(std::llround(std::ldexp(lhs, sum.shift)));
  sum.rhs = static_cast<int32_t>(std::llround(std::ldexp(rhs, sum.shift)));
  return sum;
}

namespace {

/// A function of two bytes, tabulated.
struct Table {
  StorageRange lhs, rhs, results;
  std::vector<int16_t> values;
};

} // namespace

static Table tabulate(StorageRange lhs, StorageRange rhs, StorageRange results,
                      const ByteFunction &function) {
  Table table{lhs, rhs, results, {}};
  for (int64_t a = lhs.min; a <= lhs.max; ++a)
    for (int64_t b = rhs.min; b <= rhs.max; ++b)
      table.values.push_back(static_cast<int16_t>(
          function(static_cast<int32_t>(a), static_cast<int32_t>(b))));
  return table;
}

/// Of the numbers from `min` to `max`, one with the most zeros at its end:
/// parts that are 0 cost nothing.
static int64_t getRoundest(int64_t min, int64_t max) {
  auto roundDown = [&](int bits) {
    return (max >> bits) * (int64_t(1) << bits);
  };
  int bits = kOffsetBits;
  while (roundDown(bits) < min)
    --bits;
  return roundDown(bits);
}

/// The offset with which `sum` has all values of the table. Each of them leaves
/// an interval; at a bound of the results, the sum may lie beyond.
static std::optional<int64_t> findOffset(const LinearSum &sum,
                                         const Table &table) {
  int64_t max = (int64_t(1) << kOffsetBits) - 1, min = -max - 1;
  int64_t unit = int64_t(1) << sum.shift;
  auto value = table.values.begin();
  for (int64_t a = table.lhs.min; a <= table.lhs.max; ++a)
    for (int64_t b = table.rhs.min; b <= table.rhs.max; ++b, ++value) {
      int64_t products = addProducts(sum, a, b);
      if (*value > table.results.min)
        min = std::max(min, *value * unit - products);
      if (*value < table.results.max)
        max = std::min(max, (*value + 1) * unit - 1 - products);
      if (min > max)
        return std::nullopt;
    }
  return getRoundest(min, max);
}

std::optional<LinearSum>
mlir::qnn::numerics::fitLinearSum(double lhs, double rhs, StorageRange lhsRange,
                                  StorageRange rhsRange, StorageRange results,
                                  const ByteFunction &function) {
  Table table = tabulate(lhsRange, rhsRange, results, function);
  // Larger magnitudes take ties away from zero, if everything else is further
  // from a tie than what they grow by.
  for (double growth : {0.0, 0x1p-20, 0x1p-18}) {
    std::optional<LinearSum> sum =
        getFactors(lhs * (1 + growth), rhs * (1 + growth));
    if (!sum)
      return std::nullopt;
    if (std::optional<int64_t> offset = findOffset(*sum, table)) {
      sum->offset = *offset;
      return sum;
    }
  }
  return std::nullopt;
}
