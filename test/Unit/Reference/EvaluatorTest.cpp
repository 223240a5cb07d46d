//===- EvaluatorTest.cpp - Tests of the evaluator -------------------------===//
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

static constexpr StringLiteral kReshape(R"mlir(
  !q = !qnn.per_tensor<i8<-127:127> : f32, scale = 1.0>
  func.func @f(%x: tensor<2x2x!q>) -> tensor<4x!q> {
    %0 = qnn.reshape %x : tensor<2x2x!q> to tensor<4x!q>
    return %0 : tensor<4x!q>
  })mlir");

TEST_F(EvaluatorTest, Reshape) {
  EXPECT_EQ(evaluate(kReshape, {{1, 2, 3, 4}}), Integers({1, 2, 3, 4}));
}

TEST_F(EvaluatorTest, Constants) {
  EXPECT_EQ(evaluate(R"mlir(
    func.func @f() -> tensor<2xi32> {
      %0 = arith.constant dense<[-1, 7]> : tensor<2xi32>
      return %0 : tensor<2xi32>
    })mlir"),
            Integers({-1, 7}));
  EXPECT_EQ(evaluate(R"mlir(
    !q = !qnn.per_tensor<u8 : f32, scale = 1.0>
    func.func @f() -> tensor<3x!q> {
      %0 = qnn.constant dense<-1> : tensor<3xi8> to tensor<3x!q>
      return %0 : tensor<3x!q>
    })mlir"),
            Integers({255, 255, 255}));
}

TEST_F(EvaluatorTest, RealConstants) {
  func::FuncOp function = parse(R"mlir(
    func.func @f() -> tensor<2xf32> {
      %0 = arith.constant dense<[0.5, -2.0]> : tensor<2xf32>
      return %0 : tensor<2xf32>
    })mlir");
  EXPECT_EQ(getResult(reference::evaluate(function, {})).reals,
            Reals({0.5f, -2.0f}));
}

TEST_F(EvaluatorTest, Resources) {
  EXPECT_EQ(evaluate(R"mlir(
    func.func @f() -> tensor<2xi16> {
      %0 = arith.constant dense_resource<values> : tensor<2xi16>
      return %0 : tensor<2xi16>
    }
    {-# dialect_resources: { builtin: { values: "0x020000000100FFFF" } } #-}
  )mlir"),
            Integers({1, -1}));
}

TEST_F(EvaluatorTest, ResourceOfAnotherSize) {
  EXPECT_EQ(getError(R"mlir(
    func.func @f() -> tensor<3xi16> {
      %0 = arith.constant dense_resource<values> : tensor<3xi16>
      return %0 : tensor<3xi16>
    }
    {-# dialect_resources: { builtin: { values: "0x020000000100FFFF" } } #-}
  )mlir"),
            "'arith.constant' op expected 6 bytes in resource 'values', but "
            "got 4");
}

TEST_F(EvaluatorTest, ResourceWithoutData) {
  EXPECT_EQ(getError(R"mlir(
    func.func @f() -> tensor<2xi16> {
      %0 = arith.constant dense_resource<missing> : tensor<2xi16>
      return %0 : tensor<2xi16>
    })mlir"),
            "'arith.constant' op expected the data of resource 'missing' to be "
            "present");
}

TEST_F(EvaluatorTest, ObserverSeesResultsInOrder) {
  std::vector<std::pair<std::string, Integers>> seen;
  options.observer = [&](OpResult result, const Tensor &tensor) {
    seen.emplace_back(result.getOwner()->getName().getStringRef().str(),
                      tensor.integers);
  };
  evaluate(R"mlir(
    !q = !qnn.per_tensor<i8 : f32, scale = 1.0>
    func.func @f(%x: tensor<1x!q>) -> tensor<1xi8> {
      %0 = qnn.requantize %x clamp<0, 1> : tensor<1x!q> to tensor<1x!q>
      %1 = qnn.scast %0 : tensor<1x!q> to tensor<1xi8>
      return %1 : tensor<1xi8>
    })mlir",
           {{9}});
  ASSERT_EQ(seen.size(), 2u);
  EXPECT_EQ(seen[0], std::pair(std::string("qnn.requantize"), Integers({1})));
  EXPECT_EQ(seen[1], std::pair(std::string("qnn.scast"), Integers({1})));
}

TEST_F(EvaluatorTest, Calls) {
  // x * 2 + (-1 - x), where the inner function has two results.
  EXPECT_EQ(evaluate(R"mlir(
    !q = !qnn.per_tensor<i8 : f32, scale = 1.0>
    func.func private @swap(%a: tensor<2x!q>, %b: tensor<2x!q>)
        -> (tensor<2x!q>, tensor<2x!q>) {
      return %b, %a : tensor<2x!q>, tensor<2x!q>
    }
    func.func private @difference(%a: tensor<2x!q>, %b: tensor<2x!q>)
        -> tensor<2x!q> {
      %0:2 = call @swap(%a, %b)
          : (tensor<2x!q>, tensor<2x!q>) -> (tensor<2x!q>, tensor<2x!q>)
      %1 = qnn.sub %0#1, %0#0
          : tensor<2x!q>, tensor<2x!q> to tensor<2x!q>
      return %1 : tensor<2x!q>
    }
    func.func @f(%x: tensor<2x!q>) -> tensor<2x!q> {
      %c = qnn.constant dense<-1> : tensor<2xi8> to tensor<2x!q>
      %0 = qnn.add %x, %x : tensor<2x!q>, tensor<2x!q> to tensor<2x!q>
      %1 = call @difference(%c, %x)
          : (tensor<2x!q>, tensor<2x!q>) -> tensor<2x!q>
      %2 = qnn.add %0, %1 : tensor<2x!q>, tensor<2x!q> to tensor<2x!q>
      return %2 : tensor<2x!q>
    })mlir",
                     {{5, -7}}),
            Integers({4, -8}));
}

TEST_F(EvaluatorTest, FunctionsMayBeCalledAgain) {
  EXPECT_EQ(evaluate(R"mlir(
    !q = !qnn.per_tensor<i8 : f32, scale = 1.0>
    func.func private @twice(%x: tensor<1x!q>) -> tensor<1x!q> {
      %0 = qnn.add %x, %x : tensor<1x!q>, tensor<1x!q> to tensor<1x!q>
      return %0 : tensor<1x!q>
    }
    func.func @f(%x: tensor<1x!q>) -> tensor<1x!q> {
      %0 = call @twice(%x) : (tensor<1x!q>) -> tensor<1x!q>
      %1 = call @twice(%0) : (tensor<1x!q>) -> tensor<1x!q>
      return %1 : tensor<1x!q>
    })mlir",
                     {{-9}}),
            Integers({-36}));
}

//===----------------------------------------------------------------------===//
// Errors
//===----------------------------------------------------------------------===//

TEST_F(EvaluatorTest, Recursion) {
  EXPECT_EQ(getError(R"mlir(
    func.func private @g(%x: tensor<1xi8>) -> tensor<1xi8> {
      %0 = call @f(%x) : (tensor<1xi8>) -> tensor<1xi8>
      return %0 : tensor<1xi8>
    }
    func.func @f(%x: tensor<1xi8>) -> tensor<1xi8> {
      %0 = call @g(%x) : (tensor<1xi8>) -> tensor<1xi8>
      return %0 : tensor<1xi8>
    })mlir",
                     {{1}}),
            "'func.call' op expected a function that does not call itself");
}

TEST_F(EvaluatorTest, CallOfDeclaration) {
  EXPECT_EQ(getError(R"mlir(
    func.func private @g()
    func.func @f() {
      call @g() : () -> ()
      return
    })mlir"),
            "expected a function with a body");
}

TEST_F(EvaluatorTest, NumberOfInputs) {
  EXPECT_EQ(getError(kReshape), "expected 1 inputs, but got 0");
}

TEST_F(EvaluatorTest, SizeOfInput) {
  EXPECT_EQ(getError(kReshape, {{1, 2, 3}}),
            "input #0: expected 4 elements, but got 3");
}

TEST_F(EvaluatorTest, RangeOfInput) {
  EXPECT_EQ(getError(kReshape, {{1, 2, -128, 4}}),
            "input #0: expected elements in [-127, 127], but got -128 at "
            "row-major index 2");
}

TEST_F(EvaluatorTest, TypeOfInput) {
  func::FuncOp function = parse(kReshape);
  Tensor input = Tensor::getZeros(
      RankedTensorType::get({4}, IntegerType::get(&context, 8)));
  EXPECT_TRUE(failed(reference::evaluate(function, input)));
  ASSERT_EQ(errors.size(), 1u);
  EXPECT_EQ(errors[0], "input #0: expected 'tensor<2x2x!qnn.per_tensor<i8<-127:"
                       "127> : f32, scale = 1.000000e+00>>', but got "
                       "'tensor<4xi8>'");
}

TEST_F(EvaluatorTest, UnsupportedOp) {
  EXPECT_EQ(getError(R"mlir(
    func.func @f(%x: tensor<1x1xi8>) -> tensor<1xi32> {
      %0 = qnn.row_sum signed(%x) : tensor<1x1xi8> -> tensor<1xi32>
      return %0 : tensor<1xi32>
    })mlir",
                     {{1}}),
            "'qnn.row_sum' op is not supported by the reference evaluator");
}

TEST_F(EvaluatorTest, UnsupportedTypes) {
  EXPECT_EQ(getError(R"mlir(
    func.func @f() {
      %0 = arith.constant 1 : i32
      return
    })mlir"),
            "'arith.constant' op expected a tensor of static shape, but got "
            "'i32'");
  errors.clear();
  EXPECT_EQ(getError(R"mlir(
    func.func @f() {
      %0 = arith.constant dense<0.0> : tensor<1xf64>
      return
    })mlir"),
            "'arith.constant' op expected elements of type f32, i4, i8, i16, "
            "i32 or quantized, but got 'tensor<1xf64>'");
  errors.clear();
  EXPECT_EQ(getError(R"mlir(
    func.func @f() {
      %0 = arith.constant dense<0> : tensor<4294967296x4294967296xi8>
      return
    })mlir"),
            "'arith.constant' op expected a tensor of at most 1073741824 "
            "elements, but got 'tensor<4294967296x4294967296xi8>'");
}

TEST_F(EvaluatorTest, Declaration) {
  EXPECT_EQ(getError("func.func private @f()"),
            "expected a function with a body");
}
