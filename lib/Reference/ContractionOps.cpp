//===- ContractionOps.cpp - Evaluation of contractions --------------------===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Ops.h"
#include "qnn/IR/Numerics.h"

using namespace mlir;
using namespace mlir::qnn;
using namespace mlir::qnn::reference;

LogicalResult reference::evaluateOp(FullyConnectedOp op, Frame &frame) {
  const Tensor &input = frame.get(op.getInput());
  const Tensor &weights = frame.get(op.getWeights());
  const Tensor *bias = op.getBias() ? &frame.get(op.getBias()) : nullptr;
  Tensor &output = frame.create(op.getOutput());

  int64_t sizeM = input.type.getDimSize(0);
  int64_t sizeK = input.type.getDimSize(1);
  int64_t sizeN = weights.type.getDimSize(0);
  QuantizedTypeInterface inputType = getQuantizedElementType(input.type);
  QuantizedTypeInterface weightsType = getQuantizedElementType(weights.type);
  QuantizedTypeInterface outputType = getQuantizedElementType(output.type);
  int64_t inputZeroPoint = inputType.getZeroPoint(0);
  RoundingMode mode = frame.getRounding(op);
  numerics::StorageRange bounds = getBounds(op, outputType);

  for (int64_t n = 0; n < sizeN; ++n) {
    int64_t c = broadcastChannel(weightsType, n);
    double s = numerics::accumulatorScale(inputType.getScale(0),
                                          weightsType.getScale(c),
                                          op.getF32AccumulatorScale());
    FailureOr<numerics::FixedPointMultiplier> multiplier =
        quantizeMultiplier(op, s / outputType.getScale(0), mode, n);
    if (failed(multiplier))
      return failure();

    int64_t weightsZeroPoint = weightsType.getZeroPoint(c);
    for (int64_t m = 0; m < sizeM; ++m) {
      // Unsigned, because sums are modulo 2^32.
      uint32_t acc = bias ? uint32_t(bias->integers[n]) : 0;
      for (int64_t k = 0; k < sizeK; ++k)
        acc += uint32_t((input.integers[m * sizeK + k] - inputZeroPoint) *
                        (weights.integers[n * sizeK + k] - weightsZeroPoint));
      int64_t v =
          numerics::rescale(int32_t(acc), *multiplier, toNumerics(mode));
      output.integers[m * sizeN + n] =
          std::clamp(v + outputType.getZeroPoint(0), bounds.min, bounds.max);
    }
  }
  return success();
}
