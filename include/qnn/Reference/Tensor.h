//===- Tensor.h - Tensors of the reference evaluator ------------*- C++ -*-===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef QNN_REFERENCE_TENSOR_H
#define QNN_REFERENCE_TENSOR_H

#include "mlir/IR/BuiltinAttributes.h"
#include "mlir/IR/BuiltinTypes.h"
#include "mlir/IR/Diagnostics.h"
#include "qnn/IR/Storage.h"
#include <cstdint>
#include <optional>
#include <vector>

namespace mlir::qnn::reference {

/// A tensor's elements in row-major order: `reals` if they are f32, otherwise
/// `integers`.
///
/// Every integer is held as the number it stands for: storage integers as their
/// quantized type says, signless integers as signed ones.
struct Tensor {
  RankedTensorType type;
  std::vector<int64_t> integers;
  std::vector<float> reals;

  static Tensor getZeros(RankedTensorType type);
};

/// How an element is laid out in buffers and files: little-endian, in the least
/// number of whole bytes. A 4-bit integer thus takes a byte of its own.
struct ElementFormat {
  enum class Kind { Real, Signed, Unsigned, Signless };
  Kind kind;
  unsigned numBytes;
};

/// The format of elements of `type`; nullopt if the evaluator has no such
/// elements. It has f32, quantized types and signless integers.
std::optional<ElementFormat> getElementFormat(Type type);

/// The integers that elements of `type`, which is no f32, may be.
Storage getElementRange(Type type);

/// Checks that `type` is a tensor that the evaluator can hold: of static shape,
/// with elements that have a format, and of a size that memory is likely to
/// have.
LogicalResult verifyTensorType(Type type,
                               function_ref<InFlightDiagnostic()> emitError);

/// Checks that `tensor` has as many elements as its type and that they are in
/// the range of the element type.
LogicalResult verifyTensor(const Tensor &tensor,
                           function_ref<InFlightDiagnostic()> emitError);

/// Number of bytes of a tensor of `type` in the layout of its `ElementFormat`.
int64_t getNumBytes(RankedTensorType type);

/// The tensor of `type` in `bytes`, of which there are `getNumBytes(type)`.
Tensor fromBytes(RankedTensorType type, ArrayRef<char> bytes);

/// The inverse of `fromBytes`.
std::vector<char> toBytes(const Tensor &tensor);

/// The tensor of `type`, possibly quantized, whose elements, or storage
/// integers, are `elements`.
FailureOr<Tensor> fromElements(RankedTensorType type, ElementsAttr elements,
                               function_ref<InFlightDiagnostic()> emitError);

} // namespace mlir::qnn::reference

#endif // QNN_REFERENCE_TENSOR_H
