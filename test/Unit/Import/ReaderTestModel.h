//===- ReaderTestModel.h - A model for tests to spoil ----------*- C++ -*-===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A test of the reader takes a good model, spoils it in one way, and looks for
// the one message that says so.
//
//===----------------------------------------------------------------------===//

#ifndef QNN_UNITTEST_IMPORT_READERTESTMODEL_H
#define QNN_UNITTEST_IMPORT_READERTESTMODEL_H

#include "qnn/Import/TFLite/Reader.h"
#include "tflite_generated.h"

#include "gtest/gtest.h"

namespace mlir::qnn::tflite {

/// The bytes of a file.
class File {
public:
  explicit File(llvm::ArrayRef<uint8_t> bytes) : contents(bytes.vec()) {}
  explicit File(const schema::ModelT &model);

  uint8_t *data() { return contents.data(); }
  llvm::ArrayRef<uint8_t> bytes() const { return contents; }

private:
  // From operator new, so aligned as the reader asks.
  static_assert(__STDCPP_DEFAULT_NEW_ALIGNMENT__ >= 8);
  std::vector<uint8_t> contents;
};

/// The message with which the reader refuses a file, or "" if it does not.
std::string getError(llvm::ArrayRef<uint8_t> file);
std::string getError(const schema::ModelT &model);

/// Adds a tensor of the only subgraph.
schema::TensorT &addTensor(schema::ModelT &model, const char *name,
                           schema::TensorType type, std::vector<int32_t> shape);

void setQuantization(schema::TensorT &tensor, std::vector<float> scales,
                     std::vector<int64_t> zeroPoints, int32_t axis = 0);

/// Adds an operator of the only subgraph, with an operator code of its own.
schema::OperatorT &addOperator(schema::ModelT &model,
                               schema::BuiltinOperator kind,
                               std::vector<int32_t> inputs,
                               std::vector<int32_t> outputs);

/// A good model and names for what is in it.
struct ModelTest : testing::Test {
  /// The tensors: `in` is quantized to x; with weights w and bias b it becomes
  /// y, which is reshaped to z and dequantized to `out`.  Names and, of
  /// constants, buffers are like the tensors.
  enum : uint32_t { in, x, w, b, y, z, out };

  /// The operators and, alike, their codes.
  enum : uint32_t { quantize, fullyConnected, reshape, dequantize };

  ModelTest();

  schema::TensorT &tensor(uint32_t index) { return *graph.tensors[index]; }
  schema::OperatorT &op(uint32_t index) { return *graph.operators[index]; }
  schema::OperatorCodeT &code(uint32_t index) {
    return *model.operator_codes[index];
  }
  schema::FullyConnectedOptionsT &fullyConnectedOptions() {
    return *op(fullyConnected).builtin_options.AsFullyConnectedOptions();
  }

  schema::ModelT model;
  schema::SubGraphT &graph;
};

} // namespace mlir::qnn::tflite

#endif // QNN_UNITTEST_IMPORT_READERTESTMODEL_H
