//===- ReaderTestModel.cpp - A model for tests to spoil -------------------===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ReaderTestModel.h"

using namespace mlir::qnn::tflite;

// In the namespace of the functions below, where they hide MLIR's names.
namespace mlir::qnn::tflite {
using schema::BuiltinOperator;
using schema::TensorType;
} // namespace mlir::qnn::tflite

//===----------------------------------------------------------------------===//
// Files
//===----------------------------------------------------------------------===//

File::File(const schema::ModelT &model) {
  flatbuffers::FlatBufferBuilder builder;
  schema::FinishModelBuffer(builder, schema::CreateModel(builder, &model));
  contents.assign(builder.GetBufferPointer(),
                  builder.GetBufferPointer() + builder.GetSize());
}

std::string mlir::qnn::tflite::getError(llvm::ArrayRef<uint8_t> file) {
  llvm::Expected<Model> model = readModel(file);
  return model ? "" : llvm::toString(model.takeError());
}

std::string mlir::qnn::tflite::getError(const schema::ModelT &model) {
  return getError(File(model).bytes());
}

//===----------------------------------------------------------------------===//
// Parts of models
//===----------------------------------------------------------------------===//

schema::TensorT &mlir::qnn::tflite::addTensor(schema::ModelT &model,
                                              const char *name, TensorType type,
                                              std::vector<int32_t> shape) {
  auto tensor = std::make_unique<schema::TensorT>();
  tensor->name = name;
  tensor->type = type;
  tensor->shape = std::move(shape);
  model.subgraphs[0]->tensors.push_back(std::move(tensor));
  return *model.subgraphs[0]->tensors.back();
}

void mlir::qnn::tflite::setQuantization(schema::TensorT &tensor,
                                        std::vector<float> scales,
                                        std::vector<int64_t> zeroPoints,
                                        int32_t axis) {
  tensor.quantization = std::make_unique<schema::QuantizationParametersT>();
  tensor.quantization->scale = std::move(scales);
  tensor.quantization->zero_point = std::move(zeroPoints);
  tensor.quantization->quantized_dimension = axis;
}

schema::OperatorT &
mlir::qnn::tflite::addOperator(schema::ModelT &model, BuiltinOperator kind,
                               std::vector<int32_t> inputs,
                               std::vector<int32_t> outputs) {
  auto code = std::make_unique<schema::OperatorCodeT>();
  code->deprecated_builtin_code = static_cast<int8_t>(kind);
  code->builtin_code = kind;
  auto op = std::make_unique<schema::OperatorT>();
  op->opcode_index = model.operator_codes.size();
  op->inputs = std::move(inputs);
  op->outputs = std::move(outputs);
  model.operator_codes.push_back(std::move(code));
  model.subgraphs[0]->operators.push_back(std::move(op));
  return *model.subgraphs[0]->operators.back();
}

//===----------------------------------------------------------------------===//
// The good model
//===----------------------------------------------------------------------===//

static schema::ModelT makeEmptyModel() {
  schema::ModelT model;
  model.version = 3;
  model.subgraphs.push_back(std::make_unique<schema::SubGraphT>());
  return model;
}

ModelTest::ModelTest() : model(makeEmptyModel()), graph(*model.subgraphs[0]) {
  graph.name = "main";
  graph.inputs = {in};
  graph.outputs = {out};

  addTensor(model, "in", TensorType::FLOAT32, {2, 4});
  addTensor(model, "x", TensorType::INT8, {2, 4});
  addTensor(model, "w", TensorType::INT8, {3, 4});
  addTensor(model, "b", TensorType::INT32, {3});
  addTensor(model, "y", TensorType::INT8, {2, 3});
  addTensor(model, "z", TensorType::INT8, {6});
  addTensor(model, "out", TensorType::FLOAT32, {6});
  setQuantization(tensor(x), {0.5f}, {-128});
  setQuantization(tensor(w), {1.0f, 2.0f, 3.0f}, {0, 1, -1}, /*axis=*/0);
  setQuantization(tensor(b), {0.5f, 1.0f, 1.5f}, {0, 0, 0}, /*axis=*/0);
  setQuantization(tensor(y), {0.25f}, {127});
  setQuantization(tensor(z), {0.25f}, {127});

  for (uint32_t i = 0; i <= b; ++i)
    model.buffers.push_back(std::make_unique<schema::BufferT>());
  tensor(w).buffer = w;
  tensor(b).buffer = b;
  model.buffers[w]->data = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12};
  model.buffers[b]->data.resize(12);

  addOperator(model, BuiltinOperator::QUANTIZE, {in}, {x});
  addOperator(model, BuiltinOperator::FULLY_CONNECTED, {x, w, b}, {y});
  addOperator(model, BuiltinOperator::RESHAPE, {y}, {z});
  addOperator(model, BuiltinOperator::DEQUANTIZE, {z}, {out});
  schema::FullyConnectedOptionsT options;
  options.fused_activation_function = schema::ActivationFunctionType::RELU6;
  options.keep_num_dims = true;
  op(fullyConnected).builtin_options.Set(options);
  schema::ReshapeOptionsT newShape;
  newShape.new_shape = {-1};
  op(reshape).builtin_options.Set(std::move(newShape));
}
