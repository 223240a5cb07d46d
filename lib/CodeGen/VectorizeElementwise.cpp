//===- VectorizeElementwise.cpp - Elementwise ops to vectors --------------===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "mlir/Dialect/Linalg/Transforms/Transforms.h"
#include "mlir/Dialect/SCF/Transforms/TileUsingInterface.h"
#include "mlir/Dialect/Vector/Transforms/LoweringPatterns.h"
#include "mlir/Dialect/Vector/Transforms/VectorRewritePatterns.h"
#include "mlir/Transforms/GreedyPatternRewriteDriver.h"
#include "qnn/CodeGen/Passes.h"
#include "qnn/CodeGen/Target.h"

namespace mlir::qnn {
#define GEN_PASS_DEF_QNNVECTORIZEELEMENTWISE
#include "qnn/CodeGen/Passes.h.inc"
} // namespace mlir::qnn

using namespace mlir;
using namespace mlir::qnn;

/// Elements per iteration: a 256-bit register of bytes, four of the i32
/// between.
static constexpr int64_t kVectorSize = 32;

/// All loops parallel and not empty, operands read at the loops' own indices
/// or, like the parameters of channels, at some of them, and nothing else read.
static bool isElementwise(linalg::GenericOp op) {
  return op.hasPureTensorSemantics() && op.getNumParallelLoops() > 0 &&
         op.getNumParallelLoops() == op.getNumLoops() &&
         !op.hasDynamicShape() && !op.hasIndexSemantics() &&
         op.getBody()->getOps<tensor::ExtractOp>().empty() &&
         !llvm::is_contained(op.getStaticLoopRanges(), 0) &&
         llvm::all_of(op.getIndexingMapsArray(), [](AffineMap map) {
           return map.isProjectedPermutation();
         });
}

/// One loop instead of several, where every operand has the same shape.
static linalg::GenericOp collapseLoops(RewriterBase &rewriter,
                                       linalg::GenericOp op) {
  bool sameShape = llvm::all_of(op.getIndexingMapsArray(),
                                [](AffineMap map) { return map.isIdentity(); });
  if (op.getNumLoops() == 1 || !sameShape)
    return op;
  ReassociationIndices all =
      llvm::to_vector<2>(llvm::seq<int64_t>(0, op.getNumLoops()));
  rewriter.setInsertionPoint(op);
  FailureOr<linalg::CollapseResult> collapsed =
      linalg::collapseOpIterationDims(op, all, rewriter);
  if (failed(collapsed))
    return op;
  rewriter.replaceOp(op, collapsed->results);
  return cast<linalg::GenericOp>(collapsed->collapsedOp);
}

/// Tiles to single vectors and vectorizes those.
static LogicalResult tileAndVectorize(RewriterBase &rewriter,
                                      linalg::GenericOp op) {
  SmallVector<int64_t> ranges = op.getStaticLoopRanges();
  SmallVector<int64_t> sizes(ranges.size(), 1);
  sizes.back() = std::min(ranges.back(), kVectorSize);
  linalg::GenericOp tile = op;
  if (sizes != ranges) {
    scf::SCFTilingOptions options;
    options.setTileSizes(getAsIndexOpFoldResult(op.getContext(), sizes));
    rewriter.setInsertionPoint(op);
    FailureOr<scf::SCFTilingResult> tiled = scf::tileUsingSCF(
        rewriter, cast<TilingInterface>(op.getOperation()), options);
    if (failed(tiled))
      return failure();
    rewriter.replaceOp(op, tiled->replacements);
    tile = cast<linalg::GenericOp>(tiled->tiledOps.front());
  }
  rewriter.setInsertionPoint(tile);
  FailureOr<linalg::VectorizationResult> vectors =
      linalg::vectorize(rewriter, tile);
  if (failed(vectors))
    return failure();
  rewriter.replaceOp(tile, vectors->replacements);
  return success();
}

static LogicalResult vectorizeElementwise(RewriterBase &rewriter,
                                          linalg::GenericOp op) {
  op = collapseLoops(rewriter, op);
  int64_t size = op.getStaticLoopRanges().back();
  int64_t whole = size - size % kVectorSize;
  if (whole == 0 || whole == size)
    return tileAndVectorize(rewriter, op);
  // Whole vectors, and a last one of the size that is left.
  rewriter.setInsertionPoint(op);
  auto [head, tail] =
      linalg::splitOp(rewriter, cast<TilingInterface>(op.getOperation()),
                      op.getNumLoops() - 1, rewriter.getIndexAttr(whole));
  return success(
      succeeded(tileAndVectorize(rewriter, cast<linalg::GenericOp>(head))) &&
      succeeded(tileAndVectorize(rewriter, cast<linalg::GenericOp>(tail))));
}

namespace {

struct VectorizeElementwise
    : public qnn::impl::QnnVectorizeElementwiseBase<VectorizeElementwise> {
  void runOnOperation() override {
    // Without a target's vectors, LLVM knows best how wide they should be.
    if (getTargetOf(getOperation()).getFeatures().empty())
      return;
    SmallVector<linalg::GenericOp> ops;
    getOperation()->walk([&](linalg::GenericOp op) {
      if (isElementwise(op))
        ops.push_back(op);
    });
    IRRewriter rewriter(&getContext());
    for (linalg::GenericOp op : ops) {
      Location loc = op.getLoc(); // Parts of it may be replaced on failure.
      if (failed(vectorizeElementwise(rewriter, op))) {
        emitError(loc, "expected elementwise arithmetic that has vectors");
        return signalPassFailure();
      }
    }

    RewritePatternSet patterns(&getContext());
    vector::populateVectorTransferPermutationMapLoweringPatterns(patterns);
    vector::populateCastAwayVectorLeadingOneDimPatterns(patterns);
    if (failed(applyPatternsGreedily(getOperation(), std::move(patterns))))
      signalPassFailure();
  }
};

} // namespace
