//===- SumTest.cpp - Sums and differences of bytes, compiled --------------===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

// qnn.add and qnn.sub of all pairs of bytes, on every target that runs here,
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
  RoundingMode mode = RoundingMode::DoubleRound;

  std::string printType(Operand operand) const {
    return llvm::formatv("!qnn.per_tensor<{0}8 : f32, scale = {1}, "
                         "zero_point = {2}>",
                         isSigned ? "i" : "u",
                         llvm::format("%.17e", operand.scale),
                         operand.zeroPoint);
  }
  std::string printFunction() const;
};

class SumTest : public CompiledTest {
protected:
  void add(const Sum &sum);
};

} // namespace

static constexpr size_t kNumPairs = 256 * 256;

static char getLhs(size_t pair) { return static_cast<char>(pair / 256); }
static char getRhs(size_t pair) { return static_cast<char>(pair % 256); }

std::string Sum::printFunction() const {
  return llvm::formatv(
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
      printType(lhs), printType(rhs), printType(output), kNumPairs,
      stringifyRoundingMode(mode));
}

void SumTest::add(const Sum &sum) {
  auto module = parseSourceString<ModuleOp>(sum.printFunction(), &context);
  ASSERT_TRUE(module);
  std::vector<char> lhs, rhs;
  for (size_t i = 0; i < kNumPairs; ++i) {
    lhs.push_back(getLhs(i));
    rhs.push_back(getRhs(i));
  }
  CompiledTest::add(*module, {lhs, rhs}, {kNumPairs, kNumPairs});
}

static void check(const Sum &sum, ArrayRef<char> sums,
                  ArrayRef<char> differences) {
  Rounding rounding = toNumerics(sum.mode);
  AddMultipliers real =
      getAddMultipliers(sum.lhs.scale, sum.rhs.scale, sum.output.scale, false);
  auto toNumber = [&](char byte) -> int64_t {
    return sum.isSigned ? static_cast<int8_t>(byte)
                        : static_cast<uint8_t>(byte);
  };
  auto rescaleOperand = [&](char byte, int64_t zeroPoint, double factor) {
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
  for (size_t i = 0; i < kNumPairs; ++i) {
    int32_t l = rescaleOperand(getLhs(i), sum.lhs.zeroPoint, real.lhs);
    int32_t r = rescaleOperand(getRhs(i), sum.rhs.zeroPoint, real.rhs);
    ASSERT_EQ(toNumber(sums[i]), store(l + r)) << "pair " << i;
    ASSERT_EQ(toNumber(differences[i]), store(l - r)) << "pair " << i;
  }
}

TEST_P(SumTest, AllPairsOfBytes) {
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
  std::vector<Sum> cases;
  for (Sum sum : sums)
    for (RoundingMode mode :
         {RoundingMode::DoubleRound, RoundingMode::SingleRound,
          RoundingMode::HalfEvenF32}) {
      sum.mode = mode;
      cases.push_back(sum);
      add(sum);
      if (HasFatalFailure())
        return;
    }
  for (auto [sum, result] : llvm::zip_equal(cases, machine->run())) {
    SCOPED_TRACE(sum.printFunction());
    ASSERT_EQ(result.error, "");
    check(sum, result.outputs[0], result.outputs[1]);
  }
}

INSTANTIATE_TEST_SUITE_P(Targets, SumTest, testing::ValuesIn(getAllTargets()),
                         getTargetName);
