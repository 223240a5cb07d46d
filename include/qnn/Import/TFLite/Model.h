//===- Model.h - Checked description of a TFLite model ---------*- C++ -*-===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// What the reader (see Reader.h) makes of a TFLite file.  The description can
// only say what is supported, and what it says has been checked:
//
//  - every index is in range;
//  - operators are in order of execution, every tensor gets its value once, and
//    before it is used;
//  - shapes are static and sizes do not overflow;
//  - payloads of constants have the size that type and shape ask for;
//  - scales are finite and positive, zero points can be stored.
//
// Not checked is what takes knowledge of one operator: how many operands it
// has, and which of their types and shapes fit together.
//
//===----------------------------------------------------------------------===//

#ifndef QNN_IMPORT_TFLITE_MODEL_H
#define QNN_IMPORT_TFLITE_MODEL_H

#include "qnn/Import/TFLite/ElementType.h"
#include "qnn/Import/TFLite/Options.h"

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace mlir::qnn::tflite {

//===----------------------------------------------------------------------===//
// Tensors
//===----------------------------------------------------------------------===//

/// real = scale * (stored - zeroPoint)
struct Quantization {
  /// One for the whole tensor, or one per index along `axis`.
  std::vector<float> scales;
  /// As many as there are scales.
  std::vector<int64_t> zeroPoints;
  /// Absent if there is one scale, even if some axis has length one: TFLite's
  /// kernels choose between their per-tensor and per-axis arithmetic, which
  /// round differently, by the number of scales.
  std::optional<unsigned> axis;
};

struct Tensor {
  /// May be empty, need not be unique, and may hold any bytes.
  llvm::StringRef name;
  ElementType type;
  /// All dimensions are at least 1; a scalar has none.
  std::vector<int64_t> shape;
  std::optional<Quantization> quantization;
  /// The value of a constant: elements in row-major order, little-endian, at
  /// any alignment.  Empty if the tensor is not constant.
  llvm::ArrayRef<uint8_t> data;

  bool isConstant() const { return !data.empty(); }
};

//===----------------------------------------------------------------------===//
// Operators
//===----------------------------------------------------------------------===//

struct Operator {
  /// Stands for an optional input that is not there.
  static constexpr int32_t absent = -1;

  /// TFLite's name for the operator, such as "FULLY_CONNECTED".
  llvm::StringRef name;
  OperatorOptions options;
  /// Indices into Model::tensors.
  std::vector<int32_t> inputs;
  std::vector<int32_t> outputs;
};

//===----------------------------------------------------------------------===//
// Model
//===----------------------------------------------------------------------===//

/// The model.  Names and payloads are references into the file it was read
/// from.
struct Model {
  llvm::StringRef name;
  std::vector<Tensor> tensors;
  /// In order of execution.
  std::vector<Operator> operators;
  /// Indices into `tensors`.  The inputs are distinct and not constant.
  std::vector<int32_t> inputs;
  std::vector<int32_t> outputs;
};

//===----------------------------------------------------------------------===//
// Names in messages
//===----------------------------------------------------------------------===//

/// A name from a file in the form it can be printed in: quoted, bytes that are
/// not printable ASCII escaped, and cut off if long.
std::string quoteName(llvm::StringRef name);

/// "tensor #5 'conv1'", or "tensor #5" if it has no name.
std::string describeTensor(size_t index, llvm::StringRef name);

} // namespace mlir::qnn::tflite

#endif // QNN_IMPORT_TFLITE_MODEL_H
