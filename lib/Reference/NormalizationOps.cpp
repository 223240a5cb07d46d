//===- NormalizationOps.cpp - Evaluation of normalizations ----------------===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Ops.h"
#include "qnn/Numerics/Normalization.h"

using namespace mlir;
using namespace mlir::qnn;
using namespace mlir::qnn::reference;

LogicalResult reference::evaluateOp(L2NormalizationOp op, Frame &frame) {
  const Tensor &input = frame.get(op.getInput());
  Tensor &output = frame.create(op.getOutput());
  int64_t zeroPoint = getQuantizedElementType(input.type).getZeroPoint(0);
  numerics::StorageRange storage =
      getBounds(/*clamp=*/std::nullopt, getQuantizedElementType(output.type));
  auto size = static_cast<size_t>(input.type.getShape().back());

  for (size_t row = 0; row < input.integers.size(); row += size) {
    ArrayRef<int64_t> elements = ArrayRef(input.integers).slice(row, size);
    int64_t sumOfSquares = 0;
    for (int64_t q : elements)
      sumOfSquares += (q - zeroPoint) * (q - zeroPoint);
    numerics::FixedPointMultiplier multiplier =
        numerics::getL2NormalizationMultiplier(int32_t(sumOfSquares));
    for (auto [i, q] : llvm::enumerate(elements)) {
      int64_t v =
          numerics::rescaleDoubleRound(int32_t(q - zeroPoint), multiplier);
      output.integers[row + i] = std::clamp(v, storage.min, storage.max);
    }
  }
  return success();
}
