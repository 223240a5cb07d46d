//===- ShapeOps.cpp - Evaluation of ops that move elements ----------------===//
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

LogicalResult reference::evaluateOp(ReshapeOp op, Frame &frame) {
  frame.create(op.getOutput()).integers = frame.get(op.getInput()).integers;
  return success();
}
