//===- ReadOptionsTest.cpp - Tests of reading TFLite options --------------===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ReaderTestModel.h"

using namespace mlir::qnn::tflite;

using schema::TensorType;

namespace {
struct ReadOptionsTest : ModelTest {};
} // namespace

TEST_F(ReadOptionsTest, ReadsTheDeclaredBiasType) {
  fullyConnectedOptions().quantized_bias_type = TensorType::INT64;
  File file(model);
  llvm::Expected<Model> read = readModel(file.bytes());
  ASSERT_TRUE(static_cast<bool>(read)) << llvm::toString(read.takeError());
  const auto *options = std::get_if<FullyConnectedOptions>(
      &read->operators[fullyConnected].options);
  ASSERT_TRUE(options);
  EXPECT_EQ(options->biasType, ElementType::Int64);
}

TEST_F(ReadOptionsTest, RefusesTheOptionsOfAnotherOperator) {
  op(reshape).builtin_options.Set(schema::SoftmaxOptionsT());
  EXPECT_EQ(getError(model), "operator #2 (RESHAPE): expected ReshapeOptions, "
                             "but got SoftmaxOptions");
  op(reshape).builtin_options.Reset();
  op(reshape).builtin_options.type = static_cast<schema::BuiltinOptions>(3);
  EXPECT_EQ(getError(model), "operator #2 (RESHAPE): expected ReshapeOptions, "
                             "but got number 3");
}

TEST_F(ReadOptionsTest, RefusesOtherActivations) {
  auto &activation = fullyConnectedOptions().fused_activation_function;
  activation = schema::ActivationFunctionType::TANH;
  EXPECT_EQ(getError(model),
            "operator #1 (FULLY_CONNECTED): expected fused activation NONE, "
            "RELU, RELU_N1_TO_1 or RELU6, but got TANH");
  activation = static_cast<schema::ActivationFunctionType>(77);
  EXPECT_EQ(getError(model),
            "operator #1 (FULLY_CONNECTED): expected fused activation NONE, "
            "RELU, RELU_N1_TO_1 or RELU6, but got number 77");
}

TEST_F(ReadOptionsTest, RefusesOtherWeightsFormats) {
  fullyConnectedOptions().weights_format =
      schema::FullyConnectedOptionsWeightsFormat::SHUFFLED4x16INT8;
  EXPECT_EQ(getError(model), "operator #1 (FULLY_CONNECTED): expected weights "
                             "format DEFAULT, but got SHUFFLED4x16INT8");
}

TEST_F(ReadOptionsTest, RefusesOtherBiasTypes) {
  fullyConnectedOptions().quantized_bias_type = TensorType::INT8;
  EXPECT_EQ(getError(model), "operator #1 (FULLY_CONNECTED): expected bias "
                             "type INT32 or INT64, but got INT8");
}

TEST_F(ReadOptionsTest, RefusesABadNewShape) {
  auto &newShape = op(reshape).builtin_options.AsReshapeOptions()->new_shape;
  newShape = {2, -2};
  EXPECT_EQ(getError(model), "operator #2 (RESHAPE): expected a new shape of "
                             "sizes and -1, but got -2");
  newShape.assign(9, 1);
  EXPECT_EQ(getError(model), "operator #2 (RESHAPE): expected a new shape of "
                             "at most 8 dimensions, but got 9");
}
