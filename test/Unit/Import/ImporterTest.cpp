//===- ImporterTest.cpp - Tests of the TFLite importer --------------------===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// What the importer refuses. What it makes of good models is in
// test/Import/TFLite.
//
//===----------------------------------------------------------------------===//

#include "ReaderTestModel.h"

#include "mlir/IR/Diagnostics.h"
#include "mlir/IR/MLIRContext.h"
#include "qnn/Import/TFLite/Importer.h"

using namespace mlir::qnn::tflite;

using schema::TensorType;

namespace {
struct ImporterTest : ModelTest {
  ImporterTest() {
    // What the reader reads of weights, but no kernel heeds.
    tensor(w).quantization->zero_point = {0, 0, 0};
  }

  /// The errors with which the importer refuses the model, each with its
  /// location if `withLocation`; "" if it does not.
  std::string getImportError(bool withLocation = false);

  /// Makes the weights of one scale.
  void setPerTensorWeights() {
    setQuantization(tensor(w), {1.0f}, {0});
    setQuantization(tensor(b), {0.5f}, {0});
  }

  /// Adds a constant of integers.
  uint32_t addConstant(const char *name, TensorType type,
                       std::vector<int32_t> shape, std::vector<uint8_t> data);
};
} // namespace

std::string ImporterTest::getImportError(bool withLocation) {
  mlir::MLIRContext context;
  std::string errors;
  mlir::ScopedDiagnosticHandler handler(
      &context, [&](mlir::Diagnostic &diagnostic) {
        llvm::raw_string_ostream os(errors);
        if (withLocation)
          os << diagnostic.getLocation() << ": ";
        os << diagnostic;
      });
  File file(model);
  llvm::StringRef bytes(reinterpret_cast<const char *>(file.data()),
                        file.bytes().size());
  mlir::OwningOpRef<mlir::ModuleOp> module =
      importModel({bytes, "model.tflite"}, &context);
  EXPECT_EQ(!module, !errors.empty());
  return errors;
}

uint32_t ImporterTest::addConstant(const char *name, TensorType type,
                                   std::vector<int32_t> shape,
                                   std::vector<uint8_t> data) {
  schema::TensorT &tensor = addTensor(model, name, type, std::move(shape));
  tensor.buffer = model.buffers.size();
  model.buffers.push_back(std::make_unique<schema::BufferT>());
  model.buffers.back()->data = std::move(data);
  return graph.tensors.size() - 1;
}

TEST_F(ImporterTest, ImportsTheModel) {
  EXPECT_EQ(getImportError(), "");
  setPerTensorWeights();
  EXPECT_EQ(getImportError(), "");
}

TEST_F(ImporterTest, SaysWhere) {
  // The file as a whole, where the reader refuses it.
  graph.inputs = {77};
  EXPECT_EQ(getImportError(/*withLocation=*/true),
            "loc(\"model.tflite\":0:0): graph input #0: expected tensor index "
            "in [0, 7), but got 77");
  // The output of an operator.
  graph.inputs = {in};
  op(fullyConnected).inputs.pop_back();
  op(fullyConnected).inputs.pop_back();
  EXPECT_EQ(getImportError(/*withLocation=*/true),
            "loc(\"y\"(\"model.tflite\":0:0)): operator #1 (FULLY_CONNECTED): "
            "expected 2 or 3 inputs, but got 1");
  op(fullyConnected).outputs.clear();
  op(reshape).inputs = {x};
  EXPECT_EQ(getImportError(/*withLocation=*/true),
            "loc(\"model.tflite\":0:0): operator #1 (FULLY_CONNECTED): "
            "expected 2 or 3 inputs, but got 1");
}

//===----------------------------------------------------------------------===//
// Tensors
//===----------------------------------------------------------------------===//

TEST_F(ImporterTest, RefusesTypesThatAreNotQuantized) {
  graph.operators.clear();
  graph.outputs = {in};
  tensor(in).type = TensorType::FLOAT16;
  EXPECT_EQ(getImportError(),
            "tensor #0 'in': expected FLOAT32 or a quantized integer type of "
            "at most 32 bits, but got FLOAT16");
  tensor(in).type = TensorType::INT64;
  setQuantization(tensor(in), {1.0f}, {0});
  EXPECT_EQ(getImportError(), "tensor #0 'in': expected FLOAT32 or a quantized "
                              "integer type of at most 32 bits, but got INT64");
  tensor(in).type = TensorType::INT8;
  tensor(in).quantization.reset();
  EXPECT_EQ(getImportError(),
            "tensor #0 'in': expected FLOAT32 or a quantized integer type of "
            "at most 32 bits, but got INT8 without scales");
}

TEST_F(ImporterTest, RefusesOtherTypesOfOutputsAndConstants) {
  graph.operators.clear();
  graph.outputs = {b};
  tensor(b).quantization.reset();
  EXPECT_EQ(getImportError(),
            "tensor #3 'b': expected FLOAT32 or a quantized integer type of at "
            "most 32 bits, but got INT32 without scales");
}

//===----------------------------------------------------------------------===//
// Arity
//===----------------------------------------------------------------------===//

TEST_F(ImporterTest, RefusesOtherNumbersOfInputs) {
  op(dequantize).inputs = {};
  EXPECT_EQ(getImportError(),
            "operator #3 (DEQUANTIZE): expected 1 input, but got 0");
  op(reshape).inputs = {y, b, b};
  EXPECT_EQ(getImportError(),
            "operator #2 (RESHAPE): expected 1 or 2 inputs, but got 3");
  op(fullyConnected).inputs = {x, w, b, b};
  EXPECT_EQ(getImportError(),
            "operator #1 (FULLY_CONNECTED): expected 2 or 3 inputs, but got 4");
  op(quantize).inputs = {in, in};
  EXPECT_EQ(getImportError(),
            "operator #0 (QUANTIZE): expected 1 input, but got 2");
}

TEST_F(ImporterTest, RefusesAbsentInputs) {
  op(fullyConnected).inputs[1] = Operator::absent;
  EXPECT_EQ(getImportError(),
            "operator #1 (FULLY_CONNECTED): expected input #1, but got none");
}

TEST_F(ImporterTest, RefusesOtherNumbersOfOutputs) {
  addTensor(model, "more", TensorType::INT8, {1});
  op(quantize).outputs = {x, 7};
  EXPECT_EQ(getImportError(),
            "operator #0 (QUANTIZE): expected 1 output, but got 2");
  op(quantize).outputs = {};
  op(fullyConnected).inputs[0] = in;
  EXPECT_EQ(getImportError(),
            "operator #0 (QUANTIZE): expected 1 output, but got 0");
}

//===----------------------------------------------------------------------===//
// QUANTIZE, DEQUANTIZE
//===----------------------------------------------------------------------===//

TEST_F(ImporterTest, RefusesToQuantizeToOtherTypes) {
  tensor(x).type = TensorType::INT32;
  EXPECT_EQ(getImportError(),
            "operator #0 (QUANTIZE): expected tensor #1 'x' to have type INT8, "
            "INT16 or UINT8, but got INT32");
}

TEST_F(ImporterTest, RefusesToRequantizeOtherTypes) {
  tensor(in).type = TensorType::UINT16;
  setQuantization(tensor(in), {1.0f}, {0});
  EXPECT_EQ(getImportError(),
            "operator #0 (QUANTIZE): expected tensor #0 'in' to have type "
            "INT4, INT8, INT16, INT32 or UINT8, but got UINT16");
  tensor(in).type = TensorType::INT8;
  tensor(x).type = TensorType::FLOAT32;
  tensor(x).quantization.reset();
  EXPECT_EQ(getImportError(),
            "operator #0 (QUANTIZE): expected tensor #1 'x' to have type INT4, "
            "INT8, INT16, INT32 or UINT8, but got FLOAT32");
}

TEST_F(ImporterTest, RefusesToRequantizePerAxis) {
  tensor(in).type = TensorType::INT8;
  setQuantization(tensor(in), {1.0f, 2.0f}, {0, 0});
  EXPECT_EQ(getImportError(), "operator #0 (QUANTIZE): expected tensor #0 'in' "
                              "to have one scale, but got 2");
  setQuantization(tensor(in), {1.0f}, {0});
  setQuantization(tensor(x), {1.0f, 2.0f}, {0, 0});
  EXPECT_EQ(getImportError(), "operator #0 (QUANTIZE): expected tensor #1 'x' "
                              "to have one scale, but got 2");
}

TEST_F(ImporterTest, RefusesToQuantizeToAnotherShape) {
  tensor(in).shape = {2, 2, 2};
  EXPECT_EQ(getImportError(),
            "operator #0 (QUANTIZE): expected input and output of one shape, "
            "but got [2, 2, 2] and [2, 4]");
}

TEST_F(ImporterTest, RefusesToDequantizeOtherTypes) {
  tensor(z).type = TensorType::FLOAT32;
  tensor(z).quantization.reset();
  graph.inputs.push_back(z);
  graph.operators.erase(graph.operators.begin() + reshape);
  EXPECT_EQ(getImportError(),
            "operator #2 (DEQUANTIZE): expected tensor #5 'z' to have type "
            "INT4, INT8, INT16, INT32 or UINT8, but got FLOAT32");
}

TEST_F(ImporterTest, RefusesToDequantizeToOtherTypes) {
  tensor(out).type = TensorType::INT8;
  setQuantization(tensor(out), {1.0f}, {0});
  EXPECT_EQ(getImportError(), "operator #3 (DEQUANTIZE): expected tensor #6 "
                              "'out' to have type FLOAT32, but got INT8");
}

TEST_F(ImporterTest, RefusesToDequantizeToAnotherShape) {
  tensor(out).shape = {};
  EXPECT_EQ(getImportError(), "operator #3 (DEQUANTIZE): expected input and "
                              "output of one shape, but got [6] and []");
}

//===----------------------------------------------------------------------===//
// RESHAPE
//===----------------------------------------------------------------------===//

TEST_F(ImporterTest, RefusesToReshapeFloats) {
  op(reshape).inputs = {in};
  tensor(z).shape = {8};
  EXPECT_EQ(getImportError(),
            "operator #2 (RESHAPE): expected tensor #0 'in' to have type INT4, "
            "INT8, INT16, INT32 or UINT8, but got FLOAT32");
}

TEST_F(ImporterTest, RefusesToReshapePerAxis) {
  op(reshape).inputs = {w};
  tensor(z).shape = {12};
  EXPECT_EQ(getImportError(), "operator #2 (RESHAPE): expected tensor #2 'w' "
                              "to have one scale, but got 3");
  setPerTensorWeights();
  setQuantization(tensor(z), std::vector<float>(12, 1.0f), {});
  EXPECT_EQ(getImportError(), "operator #2 (RESHAPE): expected tensor #5 'z' "
                              "to have one scale, but got 12");
}

TEST_F(ImporterTest, RefusesToReshapeToAnotherType) {
  tensor(z).quantization->scale = {0.5f};
  EXPECT_EQ(getImportError(),
            "operator #2 (RESHAPE): expected tensor #5 'z' to have type "
            "'tensor<6x!qnn.per_tensor<i8 : f32, scale = 2.500000e-01, "
            "zero_point = 127>>', but got 'tensor<6x!qnn.per_tensor<i8 : f32, "
            "scale = 5.000000e-01, zero_point = 127>>'");
}

TEST_F(ImporterTest, RefusesToReshapeToAnotherSize) {
  tensor(z).shape = {7};
  EXPECT_EQ(getImportError(), "operator #2 (RESHAPE): expected as many "
                              "elements in input and output, but got 6 and 7");
}

TEST_F(ImporterTest, RefusesADifferentNewShape) {
  auto &newShape = op(reshape).builtin_options.AsReshapeOptions()->new_shape;
  newShape = {2, 3};
  EXPECT_EQ(getImportError(), "operator #2 (RESHAPE): expected a new shape of "
                              "rank 1, that of tensor #5 'z', but got rank 2");
  newShape = {5};
  EXPECT_EQ(getImportError(), "operator #2 (RESHAPE): expected the new shape "
                              "[6], that of tensor #5 'z', but got [5]");
}

TEST_F(ImporterTest, RefusesADifferentNewShapeAsOperand) {
  uint32_t shape = addConstant("shape", TensorType::INT32, {1}, {5, 0, 0, 0});
  op(reshape).inputs.push_back(shape);
  EXPECT_EQ(getImportError(), "operator #2 (RESHAPE): expected the new shape "
                              "[6], that of tensor #5 'z', but got [5]");
}

TEST_F(ImporterTest, RefusesOtherNewShapes) {
  op(reshape).inputs.push_back(w);
  EXPECT_EQ(getImportError(), "operator #2 (RESHAPE): expected tensor #2 'w' "
                              "to have type INT32 or INT64, but got INT8");
  addTensor(model, "shape", TensorType::INT32, {1});
  setQuantization(tensor(7), {1.0f}, {0});
  graph.inputs.push_back(7);
  op(reshape).inputs[1] = 7;
  EXPECT_EQ(getImportError(), "operator #2 (RESHAPE): expected the new shape, "
                              "tensor #7 'shape', to be a constant");
}

//===----------------------------------------------------------------------===//
// FULLY_CONNECTED
//===----------------------------------------------------------------------===//

TEST_F(ImporterTest, RefusesOtherTypesOfFullyConnected) {
  op(fullyConnected).inputs[0] = in;
  EXPECT_EQ(getImportError(),
            "operator #1 (FULLY_CONNECTED): expected tensor #0 'in' to have "
            "type INT8 or UINT8, but got FLOAT32");
  op(fullyConnected).inputs[0] = x;
  tensor(y).type = TensorType::UINT8;
  EXPECT_EQ(getImportError(), "operator #1 (FULLY_CONNECTED): expected tensor "
                              "#4 'y' to have type INT8, but got UINT8");
  tensor(y).type = TensorType::INT8;
  tensor(w).type = TensorType::UINT8;
  EXPECT_EQ(getImportError(),
            "operator #1 (FULLY_CONNECTED): expected tensor #2 'w' to have "
            "type INT8 or INT4, but got UINT8");
  for (uint32_t activation : {x, y})
    tensor(activation).type = TensorType::UINT8;
  tensor(x).quantization->zero_point = {0};
  tensor(w).type = TensorType::INT8;
  EXPECT_EQ(getImportError(), "operator #1 (FULLY_CONNECTED): expected tensor "
                              "#2 'w' to have type UINT8, but got INT8");
}

TEST_F(ImporterTest, RefusesFullyConnectedOfActivationsPerAxis) {
  setQuantization(tensor(x), {1.0f, 2.0f}, {0, 0});
  EXPECT_EQ(getImportError(), "operator #1 (FULLY_CONNECTED): expected tensor "
                              "#1 'x' to have one scale, but got 2");
  setQuantization(tensor(x), {0.5f}, {0});
  setQuantization(tensor(y), {1.0f, 2.0f}, {0, 0});
  EXPECT_EQ(getImportError(), "operator #1 (FULLY_CONNECTED): expected tensor "
                              "#4 'y' to have one scale, but got 2");
}

TEST_F(ImporterTest, RefusesOtherWeightsPerAxis) {
  setQuantization(tensor(w), {1, 1, 1, 1}, {}, /*axis=*/1);
  EXPECT_EQ(getImportError(),
            "operator #1 (FULLY_CONNECTED): expected tensor #2 'w' to have "
            "scales along dimension #0, but got #1");
  setQuantization(tensor(w), {1, 1, 1}, {0, 0, -1});
  EXPECT_EQ(getImportError(), "operator #1 (FULLY_CONNECTED): expected zero "
                              "point #2 of tensor #2 'w' to be 0, but got -1");
  for (uint32_t activation : {x, w, y}) {
    tensor(activation).type = TensorType::UINT8;
    tensor(activation).quantization->zero_point.clear();
  }
  EXPECT_EQ(getImportError(), "operator #1 (FULLY_CONNECTED): expected tensor "
                              "#2 'w' to have one scale, but got 3");
}

TEST_F(ImporterTest, RefusesOtherShapesOfFullyConnected) {
  tensor(y).shape = {3, 2};
  EXPECT_EQ(getImportError(),
            "operator #1 (FULLY_CONNECTED): expected tensor #4 'y' to have 2 "
            "rows of 3 elements, but got the shape [3, 2]");
  tensor(y).shape = {3, 3};
  EXPECT_EQ(getImportError(),
            "operator #1 (FULLY_CONNECTED): expected tensor #4 'y' to have 2 "
            "rows of 3 elements, but got the shape [3, 3]");
  tensor(y).shape = {};
  EXPECT_EQ(getImportError(),
            "operator #1 (FULLY_CONNECTED): expected tensor #4 'y' to have 2 "
            "rows of 3 elements, but got the shape []");
  for (uint32_t activation : {in, x})
    tensor(activation).shape = {2, 3};
  EXPECT_EQ(getImportError(),
            "operator #1 (FULLY_CONNECTED): expected tensor #1 'x' to have "
            "rows of 4 elements, but got 6 elements");
  tensor(w).shape = {3, 2, 2};
  EXPECT_EQ(getImportError(), "operator #1 (FULLY_CONNECTED): expected tensor "
                              "#2 'w' to have rank 2, but got rank 3");
}

TEST_F(ImporterTest, RefusesOtherBiases) {
  fullyConnectedOptions().quantized_bias_type = TensorType::INT64;
  EXPECT_EQ(
      getImportError(),
      "operator #1 (FULLY_CONNECTED): expected bias type INT32, but got INT64");
  fullyConnectedOptions().quantized_bias_type = TensorType::INT32;
  setQuantization(tensor(b), {1, 1, 1}, {0, 7, 0});
  EXPECT_EQ(getImportError(), "operator #1 (FULLY_CONNECTED): expected zero "
                              "point #1 of tensor #3 'b' to be 0, but got 7");
  op(fullyConnected).inputs[2] = w;
  EXPECT_EQ(getImportError(), "operator #1 (FULLY_CONNECTED): expected tensor "
                              "#2 'w' to have type INT32, but got INT8");
  op(fullyConnected).inputs[2] =
      addConstant("long", TensorType::INT32, {4}, std::vector<uint8_t>(16));
  EXPECT_EQ(getImportError(), "operator #1 (FULLY_CONNECTED): expected tensor "
                              "#7 'long' to have 3 elements, but got 4");
  addTensor(model, "variable", TensorType::INT32, {3});
  setQuantization(tensor(8), {1.0f}, {0});
  graph.inputs.push_back(8);
  op(fullyConnected).inputs[2] = 8;
  EXPECT_EQ(getImportError(), "operator #1 (FULLY_CONNECTED): expected the "
                              "bias, tensor #8 'variable', to be a constant");
}

TEST_F(ImporterTest, ChecksScalesOfBiasesAsTheKernelDoes) {
  // Scales: 0.5 of the input, 0.25 of the output.
  setPerTensorWeights();
  tensor(b).quantization->scale = {0.505f};
  EXPECT_EQ(getImportError(), "");
  tensor(b).quantization->scale = {0.506f};
  EXPECT_EQ(getImportError(),
            "operator #1 (FULLY_CONNECTED): expected tensor #3 'b' to have "
            "scale 5.000000e-01, but got 5.060000e-01");
  // The kernel does not look where weights have a scale for each output, nor
  // where a bias has none.
  setQuantization(tensor(w), {1, 2, 3}, {});
  EXPECT_EQ(getImportError(), "");
  setPerTensorWeights();
  tensor(b).quantization.reset();
  EXPECT_EQ(getImportError(), "");
}
