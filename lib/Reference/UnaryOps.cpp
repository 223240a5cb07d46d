//===- UnaryOps.cpp - Evaluation of functions of one number ---------------===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Ops.h"
#include "qnn/IR/Numerics.h"
#include "qnn/Numerics/Unary.h"

using namespace mlir;
using namespace mlir::qnn;
using namespace mlir::qnn::reference;

LogicalResult reference::evaluateOp(UnaryOp op, Frame &frame) {
  const Tensor &input = frame.get(op.getInput());
  Tensor &output = frame.create(op.getOutput());
  numerics::UnaryFunction function = toNumerics(op.getFunction());
  numerics::UnaryParameters parameters =
      getUnaryParameters(op, frame.getRounding(op));
  if (!numerics::isUnarySupported(function, parameters))
    return op.emitOpError("expected types that the kernel of ")
           << stringifyUnaryFunction(op.getFunction()) << " in flavour "
           << stringifyFlavour(op.getFlavour()) << " accepts, but got "
           << input.type.getElementType() << " to "
           << output.type.getElementType();

  for (auto [q, result] : llvm::zip_equal(input.integers, output.integers))
    result = numerics::evaluateUnary(function, parameters, int32_t(q));
  return success();
}
