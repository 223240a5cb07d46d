//===- VerifierUtils.cpp - Checks that verifiers share --------------------===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "VerifierUtils.h"

using namespace mlir;
using namespace mlir::qnn;

LogicalResult qnn::verifyClamp(Operation *op, std::optional<ClampAttr> clamp,
                               const Storage &storage) {
  if (clamp && (!storage.contains(clamp->getMin()) ||
                !storage.contains(clamp->getMax())))
    return op->emitOpError("expected clamp bounds in the output's storage "
                           "range [")
           << storage.min << ", " << storage.max << "], but got "
           << clamp->getMin() << " and " << clamp->getMax();
  return success();
}

LogicalResult qnn::verifyVector(Operation *op, StringRef name, ShapedType type,
                                int64_t size) {
  if (type.getRank() != 1 || type.getDimSize(0) != size)
    return op->emitOpError("expected ")
           << name << " of shape " << size << ", but got " << type;
  return success();
}

LogicalResult qnn::verifyActivationType(Operation *op, StringRef name,
                                        ShapedType type) {
  QuantizedTypeInterface element = getQuantizedElementType(type);
  if (!element.isPerTensor() || element.getStorage().width != 8)
    return op->emitOpError("expected ")
           << name << " quantized per tensor with 8-bit storage, but got "
           << type.getElementType();
  return success();
}

LogicalResult qnn::verifyWeightsType(Operation *op, ShapedType type) {
  QuantizedTypeInterface weights = getQuantizedElementType(type);
  if (weights.getStorage().width > 8 ||
      (!weights.isPerTensor() && *weights.getQuantizedAxis() != 0))
    return op->emitOpError("expected weights with storage of at most 8 bits, "
                           "quantized per tensor or along axis 0, but got ")
           << type.getElementType();
  return success();
}

LogicalResult qnn::verifySameExpressedType(Operation *op, TypeRange types) {
  auto getExpressed = [](Type type) -> Type {
    return getQuantizedElementType(type).getExpressedType();
  };
  if (llvm::all_equal(llvm::map_range(types, getExpressed)))
    return success();
  InFlightDiagnostic diag =
      op->emitOpError("expected equal expressed types, but got ");
  llvm::interleaveComma(llvm::map_range(types, getExpressed), diag);
  return diag;
}

LogicalResult qnn::verifyActivationOrClamp(FusedActivationOpInterface op) {
  if (op.getActivation() && op.getClamp())
    return op->emitOpError("expected an activation or a clamp, but got both");
  return success();
}
