//===- SumTest.cpp - Sums and differences of bytes, compiled --------------===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

// qnn.add and qnn.sub of all pairs of bytes, on every target of this machine,
// are what docs/Numerics.md defines.

#include "CompiledTest.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Parser/Parser.h"
#include "qnn/Numerics/Arithmetic.h"
#include "llvm/Support/FormatVariadic.h"

using namespace mlir;
using namespace mlir::qnn;
using namespace mlir::qnn::numerics;

namespace {

struct Operand {
  double scale;
  int64_t zeroPoint;
};

/// Of signed bytes, or of unsigned ones.
struct Sum {
  bool isSigned;
  Operand lhs, rhs, output;

  std::string printType(Operand operand) const {
    return llvm::formatv("!qnn.per_tensor<{0}8 : f32, scale = {1}, "
                         "zero_point = {2}>",
                         isSigned ? "i" : "u",
                         llvm::format("%.17e", operand.scale),
                         operand.zeroPoint);
  }
};

class SumTest : public CompiledTest {
protected:
  void check(const Sum &sum, RoundingMode mode);
};

} // namespace

static constexpr int64_t kNumPairs = 256 * 256;

void SumTest::check(const Sum &sum, RoundingMode mode) {
  std::string source = llvm::formatv(
      R"(!a = {0}
!b = {1}
!c = {2}
func.func @f(%a: tensor<{3}x!a>, %b: tensor<{3}x!b>)
    -> (tensor<{3}x!c>, tensor<{3}x!c>) {{
  %0 = qnn.add %a, %b rounding({4})
      : tensor<{3}x!a>, tensor<{3}x!b> to tensor<{3}x!c>
  %1 = qnn.sub %a, %b rounding({4})
      : tensor<{3}x!a>, tensor<{3}x!b> to tensor<{3}x!c>
  return %0, %1 : tensor<{3}x!c>, tensor<{3}x!c>
})",
      sum.printType(sum.lhs), sum.printType(sum.rhs), sum.printType(sum.output),
      kNumPairs, stringifyRoundingMode(mode));
  SCOPED_TRACE(source);
  auto module = parseSourceString<ModuleOp>(source, &context);
  ASSERT_TRUE(module);

  std::vector<int8_t> lhs, rhs, sums(kNumPairs), differences(kNumPairs);
  for (int64_t i = 0; i < kNumPairs; ++i) {
    lhs.push_back(static_cast<int8_t>(i / 256));
    rhs.push_back(static_cast<int8_t>(i % 256));
  }
  run(*module, {lhs.data(), rhs.data()}, {sums.data(), differences.data()});
  if (HasFatalFailure())
    return;

  Rounding rounding = toNumerics(mode);
  AddMultipliers real =
      getAddMultipliers(sum.lhs.scale, sum.rhs.scale, sum.output.scale, false);
  auto toNumber = [&](int8_t byte) -> int64_t {
    return sum.isSigned ? byte : static_cast<uint8_t>(byte);
  };
  auto rescaleOperand = [&](int8_t byte, int64_t zeroPoint, double factor) {
    int64_t shifted = (toNumber(byte) - zeroPoint) * (1 << kAddLeftShift);
    return rescale(static_cast<int32_t>(shifted),
                   *quantizeMultiplier(factor, rounding), rounding);
  };
  auto store = [&](int32_t value) {
    int64_t result =
        sum.output.zeroPoint +
        rescale(value, *quantizeMultiplier(real.output, rounding), rounding);
    return std::clamp<int64_t>(result, sum.isSigned ? -128 : 0,
                               sum.isSigned ? 127 : 255);
  };
  for (int64_t i = 0; i < kNumPairs; ++i) {
    int32_t l = rescaleOperand(lhs[i], sum.lhs.zeroPoint, real.lhs);
    int32_t r = rescaleOperand(rhs[i], sum.rhs.zeroPoint, real.rhs);
    ASSERT_EQ(toNumber(sums[i]), store(l + r)) << "pair " << i;
    ASSERT_EQ(toNumber(differences[i]), store(l - r)) << "pair " << i;
  }
}

TEST_P(SumTest, AllPairsOfBytes) {
  if (!runsHere)
    GTEST_SKIP() << "this machine cannot run " << GetParam()->name.str();
  // Scales as they come from training; decimals and powers of two, which have
  // ties; saturation; factors far apart.
  const Sum sums[] = {
      {true,
       {0.0235294122248888, -128},
       {0.0190224647521973, 4},
       {0.0312, 127}},
      {true, {0.6, 3}, {0.35, -7}, {1.0, 5}},
      {true, {0.5, 0}, {0.25, -128}, {1.0, 0}},
      {true, {0.31, 0}, {0.51, 1}, {0.66, -1}},
      {true, {0.7, 127}, {0.7, -128}, {0.01, 0}},
      {true, {0.9, 11}, {1e-5, 0}, {1.3, 0}},
      {true, {1e-4, 0}, {3e-5, 0}, {1e4, -128}},
      {false, {0.0235294122248888, 0}, {0.0190224647521973, 131}, {0.03, 255}},
      {false, {0.125, 128}, {0.5, 127}, {0.5, 0}},
  };
  for (const Sum &sum : sums)
    for (RoundingMode mode :
         {RoundingMode::DoubleRound, RoundingMode::SingleRound,
          RoundingMode::HalfEvenF32})
      check(sum, mode);
}

INSTANTIATE_TEST_SUITE_P(Targets, SumTest, testing::ValuesIn(getAllTargets()),
                         getTargetName);
