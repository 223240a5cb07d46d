//===- ConstantOps.cpp - Evaluation of constants --------------------------===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Ops.h"

using namespace mlir;
using namespace mlir::qnn;
using namespace mlir::qnn::reference;

static LogicalResult evaluateConstant(Operation *op, Attribute value,
                                      Frame &frame) {
  Value result = op->getResult(0);
  FailureOr<Tensor> tensor = fromElements(
      cast<RankedTensorType>(result.getType()), cast<ElementsAttr>(value),
      [op] { return op->emitOpError(); });
  if (failed(tensor))
    return failure();
  frame.set(result, std::move(*tensor));
  return success();
}

LogicalResult reference::evaluateOp(arith::ConstantOp op, Frame &frame) {
  return evaluateConstant(op, op.getValue(), frame);
}

LogicalResult reference::evaluateOp(ConstantOp op, Frame &frame) {
  return evaluateConstant(op, op.getValue(), frame);
}
