//===- SoftmaxOps.cpp - Evaluation of softmax -----------------------------===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Ops.h"
#include "qnn/IR/Numerics.h"
#include "qnn/Numerics/Softmax.h"

using namespace mlir;
using namespace mlir::qnn;
using namespace mlir::qnn::reference;

/// Calls `softmaxRow` with `arguments`, which a flavour computes its
/// exponentials from, on each row of `input`.
template <typename ArgumentsT>
static void evaluateRows(const ArgumentsT &arguments, const Tensor &input,
                         Tensor &output) {
  auto size = static_cast<size_t>(input.type.getShape().back());
  numerics::StorageRange storage =
      toNumerics(getQuantizedElementType(output.type).getStorage());
  for (size_t i = 0; i < input.integers.size(); i += size)
    numerics::softmaxRow(arguments, &input.integers[i], size, storage,
                         &output.integers[i]);
}

LogicalResult reference::evaluateOp(SoftmaxOp op, Frame &frame) {
  const Tensor &input = frame.get(op.getInput());
  Tensor &output = frame.create(op.getOutput());
  double inputScale = getQuantizedElementType(input.type).getScale(0);
  double beta = op.getBeta().convertToDouble();

  if (op.getFlavour() == Flavour::TFLite) {
    evaluateRows(numerics::getSoftmaxTable(inputScale, beta), input, output);
    return success();
  }
  std::optional<numerics::SoftmaxParameters> parameters =
      numerics::getSoftmaxParameters(inputScale, beta);
  if (!parameters)
    return op.emitOpError("expected beta times input scale above 2^-26, but "
                          "got ")
           << beta * inputScale;
  evaluateRows(*parameters, input, output);
  return success();
}
