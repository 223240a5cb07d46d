//===- UnaryTest.cpp - Tests of functions of one number -------------------===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "EvaluatorTest.h"

using namespace mlir;
using namespace mlir::qnn;
using namespace mlir::qnn::reference;

namespace {
using UnaryTest = EvaluatorTest;
} // namespace

TEST_F(UnaryTest, TakesParametersFromBothTypes) {
  // x = (q - 128) / 2, so -3 and 4; unit 1/4 about 100.
  EXPECT_EQ(evaluate(R"mlir(
    !x = !qnn.per_tensor<u8 : f32, scale = 0.5, zero_point = 128>
    !y = !qnn.per_tensor<i8 : f32, scale = 0.25, zero_point = 100>
    func.func @f(%x: tensor<1x2x!x>) -> tensor<1x2x!y> {
      %0 = qnn.unary neg tflite %x : tensor<1x2x!x> to tensor<1x2x!y>
      return %0 : tensor<1x2x!y>
    })mlir",
                     {{122, 136}}),
            Integers({112, 84}));
}

TEST_F(UnaryTest, Alpha) {
  EXPECT_EQ(evaluate(R"mlir(
    !q = !qnn.per_tensor<i8 : f32, scale = 0.5>
    func.func @f(%x: tensor<3x!q>) -> tensor<3x!q> {
      %0 = qnn.unary leaky_relu tflm %x alpha(0.5) : tensor<3x!q> to tensor<3x!q>
      return %0 : tensor<3x!q>
    })mlir",
                     {{-128, 0, 127}}),
            Integers({-64, 0, 127}));
}

static constexpr StringLiteral kRelu(R"mlir(
  !x = !qnn.per_tensor<i8 : f32, scale = 0.25>
  !y = !qnn.per_tensor<i8 : f32, scale = 1.0>
  func.func @f(%x: tensor<3x!x>) -> tensor<3x!y> {
    %0 = qnn.unary relu tflite %x : tensor<3x!x> to tensor<3x!y>
    return %0 : tensor<3x!y>
  })mlir");

TEST_F(UnaryTest, RoundingFromOptions) {
  EXPECT_EQ(evaluate(kRelu, {{-6, 1, 2}}), Integers({0, 1, 1}));
  options.rounding = RoundingMode::SingleRound;
  EXPECT_EQ(evaluate(kRelu, {{-6, 1, 2}}), Integers({0, 0, 1}));
}

TEST_F(UnaryTest, FlavoursDiffer) {
  // At a scale of 8, fixed point takes 0 for the least input.
  std::string ir = R"mlir(
    !x = !qnn.per_tensor<i8 : f32, scale = 8.0>
    !y = !qnn.per_tensor<i8 : f32, scale = 0.00390625, zero_point = -128>
    func.func @f(%x: tensor<3x!x>) -> tensor<3x!y> {
      %0 = qnn.unary logistic FLAVOUR %x : tensor<3x!x> to tensor<3x!y>
      return %0 : tensor<3x!y>
    })mlir";
  size_t position = ir.find("FLAVOUR");
  EXPECT_EQ(
      evaluate(std::string(ir).replace(position, 7, "tflm"), {{-1, 0, 1}}),
      Integers({-128, -128, 127}));
  EXPECT_EQ(
      evaluate(std::string(ir).replace(position, 7, "tflite"), {{-1, 0, 1}}),
      Integers({-128, 0, 127}));
}

TEST_F(UnaryTest, EveryFunctionIsItsNumericsCounterpart) {
  // Zero, with a zero point of 7 on both sides, where the function has 0 or 1.
  std::pair<StringRef, int64_t> functions[] = {
      {"tanh", 7},         {"hard_swish", 7}, {"relu", 7}, {"relu6", 7},
      {"relu_n1_to_1", 7}, {"elu", 7},        {"gelu", 7}, {"gelu_tanh", 7},
      {"exp", 11},         {"log", -128},     {"sqrt", 7}, {"rsqrt", 127},
      {"square", 7},       {"abs", 7},        {"neg", 7},  {"sin", 7},
      {"cos", 11},         {"floor", 7},      {"ceil", 7}, {"round", 7},
      {"logistic", 9}};
  for (auto [function, expected] : functions)
    EXPECT_EQ(evaluate(R"mlir(
      !q = !qnn.per_tensor<i8 : f32, scale = 0.25, zero_point = 7>
      func.func @f(%x: tensor<1x!q>) -> tensor<1x!q> {
        %0 = qnn.unary )mlir" +
                           function.str() +
                           R"mlir( tflite %x : tensor<1x!q> to tensor<1x!q>
        return %0 : tensor<1x!q>
      })mlir",
                       {{7}}),
              Integers({expected}))
        << function.str();
}

TEST_F(UnaryTest, TypesThatTheKernelDoesNotAccept) {
  EXPECT_EQ(getError(R"mlir(
    !q = !qnn.per_tensor<i8 : f32, scale = 0.5>
    func.func @f(%x: tensor<1x!q>) -> tensor<1x!q> {
      %0 = qnn.unary tanh tflm %x : tensor<1x!q> to tensor<1x!q>
      return %0 : tensor<1x!q>
    })mlir",
                     {{0}}),
            "'qnn.unary' op expected types that the kernel of tanh in flavour "
            "tflm accepts, but got '!qnn.per_tensor<i8 : f32, scale = "
            "5.000000e-01>' to '!qnn.per_tensor<i8 : f32, scale = "
            "5.000000e-01>'");
}
