//===- ImporterDetail.h - Parts of the TFLite importer ----------*- C++ -*-===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef QNN_LIB_IMPORT_TFLITE_IMPORTERDETAIL_H
#define QNN_LIB_IMPORT_TFLITE_IMPORTERDETAIL_H

#include "mlir/IR/Builders.h"
#include "mlir/IR/BuiltinTypes.h"
#include "mlir/IR/Diagnostics.h"
#include "qnn/IR/Qnn.h"
#include "qnn/Import/TFLite/Model.h"

namespace mlir::qnn::tflite::detail {

/// A model and the function it becomes, as far as that has been built. Tensors
/// are given by their index in the model.
class ImportState {
public:
  ImportState(const Model &model, Flavour flavour, StringRef fileName,
              MLIRContext *context);

  const Model &model;
  const Flavour flavour;
  OpBuilder builder;
  /// The file as a whole.
  Location fileLoc;

  std::string describe(int32_t tensor) const {
    return describeTensor(tensor, model.tensors[tensor].name);
  }
  Location getLoc(int32_t tensor) const;

  /// The type of values of a tensor. Fails, after an error, where there is
  /// none.
  FailureOr<RankedTensorType> getType(int32_t tensor);

  /// The elements of a constant, in their order. `type` has the tensor's number
  /// of elements, and elements of its width.
  DenseElementsAttr getElements(int32_t tensor, ShapedType type) const;

  /// The value of a tensor; that of a constant is built where it is first used.
  FailureOr<Value> getValue(int32_t tensor);
  void setValue(int32_t tensor, Value value) { values[tensor] = value; }

  /// What is computed of an integer tensor without scales, in row-major order;
  /// null for any other tensor.
  const SmallVector<int64_t> *getIntegers(int32_t tensor) const {
    auto it = integers.find(tensor);
    return it == integers.end() ? nullptr : &it->second;
  }
  void setIntegers(int32_t tensor, SmallVector<int64_t> values) {
    integers[tensor] = std::move(values);
  }

  /// How many indices ops hold.
  int64_t numIndices = 0;

private:
  FailureOr<Type> getElementType(int32_t tensor);

  /// Null where there is none yet.
  std::vector<Value> values;
  DenseMap<int32_t, SmallVector<int64_t>> integers;
};

/// Builds what an operator of the model does (OperatorImporter.cpp).
LogicalResult importOperator(ImportState &state, size_t index);

} // namespace mlir::qnn::tflite::detail

#endif // QNN_LIB_IMPORT_TFLITE_IMPORTERDETAIL_H
