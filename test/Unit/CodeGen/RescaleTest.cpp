//===- RescaleTest.cpp - Rescale, compiled --------------------------------===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

// The code that qnn.rescale becomes, on every target that runs here, computes
// what the numerics library does, which is proven by tests of its own.

#include "CompiledTest.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include <random>

using namespace mlir;
using namespace mlir::qnn;
using numerics::FixedPointMultiplier;

namespace {

/// Signed bytes.
struct ByteRange {
  int64_t min, max;
};

/// A column of the parameters: one rescale of all inputs to i32, or to bytes.
struct Rescale {
  RoundingMode mode;
  SmallVector<int32_t> multipliers, shifts; // of one element, or one per input
  /// Promise that inputs are bounded and shifts negative.
  bool isBounded = false;
  /// Of bounded ones: none, or one for each input. Of bytes: one.
  SmallVector<int32_t> zeroPoints = {};
  /// Promise that no input is negative and all shifts are.
  bool isNonNegative = false;
  /// Of bytes.
  std::optional<ByteRange> clamp = std::nullopt;
  /// Of promises: that results below the zero point are the same.
  bool isClampedAtZero = false;
};

/// A loop of `qnn.apply_multiplier`, with the promises.
static Value createPromised(OpBuilder &builder, Location loc, Value input,
                            const Rescale &rescale) {
  auto type = cast<RankedTensorType>(input.getType());
  auto constant = [&](ArrayRef<int32_t> values) -> Value {
    return arith::ConstantOp::create(builder, loc,
                                     DenseElementsAttr::get(type, values));
  };
  Value multipliers = constant(rescale.multipliers);
  SmallVector<Value> inputs = {input, multipliers, constant(rescale.shifts)};
  if (!rescale.zeroPoints.empty())
    inputs.push_back(constant(rescale.zeroPoints));
  Value empty = tensor::EmptyOp::create(builder, loc, type.getShape(),
                                        type.getElementType());
  SmallVector<AffineMap> maps(inputs.size() + 1,
                              builder.getMultiDimIdentityMap(1));
  return linalg::GenericOp::create(
             builder, loc, type, inputs, empty, maps,
             utils::IteratorType::parallel,
             [&](OpBuilder &b, Location l, ValueRange args) {
               Value zeroPoint = inputs.size() == 4 ? args[3] : nullptr;
               Value result = ApplyMultiplierOp::create(
                   b, l, args[0], args[1], args[2], zeroPoint, rescale.mode,
                   rescale.isBounded, /*negative_shift=*/true,
                   rescale.isNonNegative, rescale.isClampedAtZero);
               linalg::YieldOp::create(b, l, result);
             })
      .getResult(0);
}

class RescaleTest : public CompiledTest {
protected:
  /// One function that computes all `rescales` of its argument.
  OwningOpRef<ModuleOp> build(int64_t size, ArrayRef<Rescale> rescales) {
    OpBuilder builder(&context);
    Location loc = builder.getUnknownLoc();
    OwningOpRef<ModuleOp> module = ModuleOp::create(builder, loc);
    builder.setInsertionPointToEnd(module->getBody());
    auto type = RankedTensorType::get({size}, builder.getI32Type());
    auto byteType = RankedTensorType::get({size}, builder.getI8Type());
    SmallVector<Type> results;
    for (const Rescale &rescale : rescales)
      results.push_back(rescale.clamp ? byteType : type);
    auto function = func::FuncOp::create(
        builder, loc, "f", builder.getFunctionType(type, results));
    builder.setInsertionPointToStart(function.addEntryBlock());
    ElementsAttr zero = builder.getI32TensorAttr({0});
    SmallVector<Value> values;
    for (auto [rescale, result] : llvm::zip_equal(rescales, results)) {
      if (rescale.isBounded || rescale.isNonNegative) {
        values.push_back(
            createPromised(builder, loc, function.getArgument(0), rescale));
        continue;
      }
      auto clamp = rescale.clamp.value_or(ByteRange{INT32_MIN, INT32_MAX});
      values.push_back(RescaleOp::create(
          builder, loc, result, function.getArgument(0), Signedness::Signed,
          builder.getI32TensorAttr(rescale.multipliers),
          builder.getI32TensorAttr(rescale.shifts), zero,
          rescale.clamp ? builder.getI32TensorAttr(rescale.zeroPoints) : zero,
          builder.getI64IntegerAttr(0),
          ClampAttr::get(&context, clamp.min, clamp.max), rescale.mode));
    }
    func::ReturnOp::create(builder, loc, values);
    return module;
  }

  void check(ArrayRef<int32_t> inputs, ArrayRef<Rescale> rescales) {
    OwningOpRef<ModuleOp> module = build(inputs.size(), rescales);
    auto *bytes = reinterpret_cast<const char *>(inputs.data());
    size_t size = inputs.size() * sizeof(int32_t);
    std::vector<size_t> sizes;
    for (const Rescale &rescale : rescales)
      sizes.push_back(rescale.clamp ? inputs.size() : size);
    add(*module, {{bytes, bytes + size}}, sizes);
    if (HasFatalFailure())
      return;
    CallResult result = machine->run().front();
    ASSERT_EQ(result.error, "");

    auto at = [](ArrayRef<int32_t> values, size_t i) {
      return values[values.size() == 1 ? 0 : i];
    };
    for (auto [rescale, output] : llvm::zip_equal(rescales, result.outputs)) {
      auto *words = reinterpret_cast<const int32_t *>(output.data());
      auto *bytes = reinterpret_cast<const int8_t *>(output.data());
      for (size_t i = 0; i < inputs.size(); ++i) {
        FixedPointMultiplier m{at(rescale.multipliers, i),
                               at(rescale.shifts, i)};
        int32_t zeroPoint =
            rescale.zeroPoints.empty() ? 0 : at(rescale.zeroPoints, i);
        int64_t expected =
            int64_t(zeroPoint) +
            numerics::rescale(inputs[i], m, toNumerics(rescale.mode));
        if (rescale.clamp)
          expected =
              std::clamp(expected, rescale.clamp->min, rescale.clamp->max);
        int64_t actual = rescale.clamp ? bytes[i] : words[i];
        if (rescale.isClampedAtZero) {
          actual = std::max<int64_t>(actual, zeroPoint);
          expected = std::max<int64_t>(expected, zeroPoint);
        }
        ASSERT_EQ(actual, expected)
            << "input " << inputs[i] << ", multiplier " << m.multiplier
            << ", shift " << m.shift << ", zero point " << zeroPoint << ", "
            << stringifyRoundingMode(rescale.mode).str();
      }
    }
  }
};

} // namespace

static constexpr RoundingMode kModes[] = {RoundingMode::DoubleRound,
                                          RoundingMode::SingleRound,
                                          RoundingMode::HalfEvenF32};

/// Powers of two and their neighbours with both signs, which are the ties of
/// every shift, and random numbers; an odd count, so that there is a tail.
static SmallVector<int32_t> getInputs(std::mt19937 &random) {
  SmallVector<int32_t> inputs = {INT32_MIN, INT32_MIN + 1, INT32_MAX, 0};
  for (int k = 0; k < 31; ++k)
    for (int64_t delta : {-1, 0, 1})
      for (int64_t factor : {-3, -1, 1, 3})
        inputs.push_back(static_cast<int32_t>(std::clamp<int64_t>(
            factor * (int64_t(1) << k) + delta, INT32_MIN, INT32_MAX)));
  while (inputs.size() < 1003)
    inputs.push_back(static_cast<int32_t>(random()));
  return inputs;
}

static int32_t getMultiplier(std::mt19937 &random, RoundingMode mode) {
  int32_t multiplier;
  switch (random() % 8) {
  case 0:
    multiplier = 1 << 30;
    break;
  case 1:
    multiplier = INT32_MAX;
    break;
  case 2:
    multiplier = 3 << 29;
    break;
  case 3:
    multiplier = 0;
    break;
  default:
    multiplier = static_cast<int32_t>((random() >> 2) | (1u << 30));
  }
  return mode == RoundingMode::HalfEvenF32 ? multiplier & ~127 : multiplier;
}

/// `count` rescales in each mode, with a random multiplier and the shift
/// `getShift(i, c)` for the `c`-th of `numInputs` inputs of the `i`-th.
static SmallVector<Rescale>
getRescales(std::mt19937 &random, size_t numInputs, size_t count,
            bool isBounded,
            llvm::function_ref<int32_t(size_t i, size_t c)> getShift) {
  SmallVector<Rescale> rescales;
  for (RoundingMode mode : kModes)
    for (size_t i = 0; i < count; ++i) {
      Rescale &rescale =
          rescales.emplace_back(Rescale{mode, {}, {}, isBounded});
      for (size_t c = 0; c < numInputs; ++c) {
        rescale.multipliers.push_back(getMultiplier(random, mode));
        rescale.shifts.push_back(getShift(i, c));
      }
    }
  return rescales;
}

/// Each negative shift in turn, but not the last `numLeftOut`.
static SmallVector<Rescale> getNegativeShifts(std::mt19937 &random,
                                              size_t numInputs, bool isBounded,
                                              size_t numLeftOut = 0) {
  size_t numShifts = 31 - numLeftOut;
  return getRescales(random, numInputs, numShifts, isBounded,
                     [&](size_t i, size_t c) {
                       return -1 - static_cast<int32_t>((i + c) % numShifts);
                     });
}

TEST_P(RescaleTest, MultipliersPerChannel) {
  std::mt19937 random(1);
  SmallVector<int32_t> inputs = getInputs(random);
  check(inputs, getRescales(random, inputs.size(), 8, /*isBounded=*/false,
                            [&](size_t, size_t) {
                              return static_cast<int32_t>(random() % 62) - 31;
                            }));
}

/// As above, and less than 2^30.
static SmallVector<int32_t> getBoundedInputs(std::mt19937 &random) {
  SmallVector<int32_t> inputs = getInputs(random);
  constexpr int32_t limit = (1 << 30) - 1;
  for (int32_t &input : inputs)
    input = std::clamp(input / 2, -limit, limit);
  return inputs;
}

TEST_P(RescaleTest, NegativeShiftsOfBoundedInputs) {
  std::mt19937 random(3);
  SmallVector<int32_t> inputs = getBoundedInputs(random);
  check(inputs, getNegativeShifts(random, inputs.size(), /*isBounded=*/true));
}

TEST_P(RescaleTest, NegativeShiftsOfNonNegativeInputs) {
  std::mt19937 random(6);
  SmallVector<int32_t> inputs = getInputs(random);
  for (int32_t &input : inputs)
    input &= INT32_MAX;
  SmallVector<Rescale> rescales =
      getNegativeShifts(random, inputs.size(), /*isBounded=*/false);
  for (Rescale &rescale : rescales)
    rescale.isNonNegative = true;
  check(inputs, rescales);
}

/// Zero points up to the largest that can be added before the last shift, of
/// which (2 * largest + 1) * 2^(-shift - 1) < 2^30; there is none for -31.
TEST_P(RescaleTest, ZeroPointsOfBoundedInputs) {
  std::mt19937 random(5);
  SmallVector<int32_t> inputs = getBoundedInputs(random);
  SmallVector<Rescale> rescales = getNegativeShifts(
      random, inputs.size(), /*isBounded=*/true, /*numLeftOut=*/1);
  for (Rescale &rescale : rescales)
    for (auto [c, shift] : llvm::enumerate(rescale.shifts)) {
      int32_t largest = (1 << (30 + shift)) - 1;
      const int32_t choices[] = {largest, -largest, std::min(largest, 7)};
      rescale.zeroPoints.push_back(choices[c % 3]);
    }
  check(inputs, rescales);
  for (Rescale &rescale : rescales)
    rescale.isClampedAtZero = true;
  check(inputs, rescales);
}

TEST_P(RescaleTest, NegativeShiftsPerChannel) {
  std::mt19937 random(4);
  SmallVector<int32_t> inputs = getInputs(random);
  check(inputs, getNegativeShifts(random, inputs.size(), /*isBounded=*/false));
}

TEST_P(RescaleTest, EveryConstantShift) {
  std::mt19937 random(2);
  SmallVector<int32_t> inputs = getInputs(random);
  for (RoundingMode mode : kModes) {
    SmallVector<Rescale> rescales;
    for (int32_t shift = -31; shift <= 30; ++shift)
      rescales.push_back({mode, {getMultiplier(random, mode)}, {shift}});
    check(inputs, rescales);
  }
}

/// Bytes, at each threshold between two of them: the whole range, and two whose
/// least byte is the zero point.
TEST_P(RescaleTest, Bytes) {
  constexpr ByteRange all = {INT8_MIN, INT8_MAX}, positive = {3, INT8_MAX};
  const std::pair<int32_t, ByteRange> choices[] = {
      {5, all}, {INT8_MIN, all}, {3, positive}};
  std::mt19937 random(7);
  for (RoundingMode mode : kModes) {
    SmallVector<int32_t> inputs = getInputs(random);
    SmallVector<Rescale> rescales;
    for (int32_t shift = -1; shift >= -15; --shift) {
      auto [zeroPoint, clamp] = choices[-shift % 3];
      Rescale &rescale = rescales.emplace_back(
          Rescale{mode, {getMultiplier(random, mode)}, {shift}});
      rescale.zeroPoints = {zeroPoint};
      rescale.clamp = clamp;
      double real = std::ldexp(rescale.multipliers.front(), shift - 31);
      for (int64_t k = clamp.min; real > 0 && k <= clamp.max + 1; ++k) {
        auto tie = static_cast<int32_t>((k - zeroPoint - 0.5) / real);
        for (int32_t i = -1; i <= 1; ++i)
          inputs.push_back(tie + i);
      }
    }
    check(inputs, rescales);
  }
}

INSTANTIATE_TEST_SUITE_P(Targets, RescaleTest,
                         testing::ValuesIn(getAllTargets()), getTargetName);
