//===- QnnTileOps.cpp - Ops on tiles of registers ---------------*- C++ -*-===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "mlir/Dialect/Utils/IndexingUtils.h"
#include "mlir/IR/PatternMatch.h"
#include "qnn/IR/Qnn.h"

using namespace mlir;
using namespace mlir::qnn;

std::optional<int64_t> TileReadOp::getRowStride() {
  auto source = cast<ShapedType>(getSource().getType());
  SmallVector<int64_t> strides = computeStrides(source.getShape());
  int64_t offset = 0;
  if (auto buffer = dyn_cast<MemRefType>(source))
    if (failed(buffer.getStridesAndOffset(strides, offset)) ||
        llvm::is_contained(strides, ShapedType::kDynamic))
      return std::nullopt;
  if (!strides.empty() && strides.back() != 1)
    return std::nullopt;
  int64_t rowStride = 0;
  for (auto [step, stride] : llvm::zip_equal(getSteps(), strides))
    rowStride += step * stride;
  return rowStride;
}

LogicalResult TileReadOp::verify() {
  auto source = cast<ShapedType>(getSource().getType());
  size_t rank = source.getRank();
  if (getIndices().size() != rank || getSteps().size() != rank ||
      llvm::any_of(getSteps(), [](int64_t step) { return step < 0; })) // C2
    return emitOpError("expected one index and one step, not negative, for "
                       "each axis, but got ")
           << getIndices().size() << " indices and steps [" << getSteps()
           << "] for " << source;
  if (!source.hasStaticShape() || !getRowStride()) // C1
    return emitOpError("expected a source of static shape, and strides 1 along "
                       "the last axis, but got ")
           << source;
  ArrayRef<int64_t> tile = getOutput().getType().getShape();
  for (size_t axis = 0; axis < rank; ++axis) { // C3
    int64_t reach =
        (tile[0] - 1) * getSteps()[axis] + (axis + 1 == rank ? tile[1] : 1);
    if (source.getDimSize(axis) < reach)
      return emitOpError("expected a source of at least ")
             << reach << " elements along axis " << axis << ", but got "
             << source;
  }
  return success();
}

bool TileReadOp::bufferizesToMemoryRead(OpOperand &,
                                        const bufferization::AnalysisState &) {
  return true;
}

bool TileReadOp::bufferizesToMemoryWrite(OpOperand &,
                                         const bufferization::AnalysisState &) {
  return false;
}

bufferization::AliasingValueList
TileReadOp::getAliasingValues(OpOperand &,
                              const bufferization::AnalysisState &) {
  return {};
}

LogicalResult
TileReadOp::bufferize(RewriterBase &rewriter,
                      const bufferization::BufferizationOptions &options,
                      bufferization::BufferizationState &state) {
  FailureOr<Value> buffer =
      bufferization::getBuffer(rewriter, getSource(), options, state);
  if (failed(buffer))
    return failure();
  bufferization::replaceOpWithNewBufferizedOp<TileReadOp>(
      rewriter, *this, getOutput().getType(), *buffer, getIndices(),
      getStepsAttr());
  return success();
}

LogicalResult TileDotOp::verify() {
  ArrayRef<int64_t> input = getInput().getType().getShape();
  ArrayRef<int64_t> weights = getWeights().getType().getShape();
  ArrayRef<int64_t> acc = getAcc().getType().getShape();
  if (input[0] != acc[0] || input[1] * acc[1] != weights[0] * weights[1] ||
      weights[1] % acc[1] != 0) // C1
    return emitOpError(
               "expected rows x steps*D of input and steps x lanes*D of "
               "weights for rows x lanes of sums, but got ")
           << getInput().getType() << ", " << getWeights().getType() << ", "
           << getAcc().getType();
  return success();
}
