//===- ResizeOps.cpp - Evaluation of resizing -----------------------------===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Ops.h"
#include "qnn/Numerics/Resize.h"

using namespace mlir;
using namespace mlir::qnn;
using namespace mlir::qnn::reference;

/// The pixels along `axis` that each pixel of the output is made of.
static std::vector<numerics::ResizeCoefficients>
getCoefficients(ResizeBilinearOp op, int64_t axis) {
  numerics::ResizeMode mode;
  mode.alignCorners = op.getAlignCorners();
  mode.halfPixelCenters = op.getHalfPixelCenters();
  int64_t inputSize =
      cast<ShapedType>(op.getInput().getType()).getDimSize(axis);
  int64_t outputSize =
      cast<ShapedType>(op.getOutput().getType()).getDimSize(axis);
  std::vector<numerics::ResizeCoefficients> coefficients;
  for (int64_t i = 0; i < outputSize; ++i)
    coefficients.push_back(
        numerics::getBilinearCoefficients(i, inputSize, outputSize, mode));
  return coefficients;
}

LogicalResult reference::evaluateOp(ResizeBilinearOp op, Frame &frame) {
  const Tensor &input = frame.get(op.getInput());
  Tensor &output = frame.create(op.getOutput());
  std::vector<numerics::ResizeCoefficients> rows = getCoefficients(op, 1);
  std::vector<numerics::ResizeCoefficients> columns = getCoefficients(op, 2);
  ArrayRef<int64_t> shape = input.type.getShape();
  constexpr int64_t one = int64_t{1} << numerics::kResizeFractionalBits;

  size_t position = 0;
  for (int64_t n = 0; n < shape[0]; ++n)
    for (const numerics::ResizeCoefficients &row : rows)
      for (const numerics::ResizeCoefficients &column : columns)
        for (int64_t c = 0; c < shape[3]; ++c) {
          auto get = [&](int64_t h, int64_t w) {
            return input
                .integers[((n * shape[1] + h) * shape[2] + w) * shape[3] + c];
          };
          auto interpolate = [&](int64_t h) {
            return get(h, column.lower) * (one - column.weight) +
                   get(h, column.upper) * column.weight;
          };
          output.integers[position++] = numerics::divideBilinearSum(
              interpolate(row.lower) * (one - row.weight) +
              interpolate(row.upper) * row.weight);
        }
  return success();
}
