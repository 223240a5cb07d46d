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
#include "mlir/Transforms/LoopInvariantCodeMotionUtils.h"
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

/// Whether nothing but operands at their maps is read, and loops are not empty.
static bool isSupported(linalg::GenericOp op) {
  return op.hasPureTensorSemantics() && op.getNumParallelLoops() > 0 &&
         !op.hasDynamicShape() && !op.hasIndexSemantics() &&
         op.getBody()->getOps<tensor::ExtractOp>().empty() &&
         !llvm::is_contained(op.getStaticLoopRanges(), 0);
}

/// All loops parallel, and operands read at the loops' own indices or, like the
/// parameters of channels, at some of them.
static bool isElementwise(linalg::GenericOp op) {
  return op.getNumParallelLoops() == op.getNumLoops() &&
         llvm::all_of(op.getIndexingMapsArray(), [](AffineMap map) {
           return map.isProjectedPermutation();
         });
}

/// Whether the elements of an operand that iterations of loop `dim` read lie
/// side by side, or are one element.
static bool isContiguousAlong(AffineMap map, unsigned dim) {
  if (!map.isFunctionOfDim(dim))
    return true;
  return map.getResults().back() == getAffineDimExpr(dim, map.getContext()) &&
         llvm::none_of(map.getResults().drop_back(), [&](AffineExpr index) {
           return index.isFunctionOfDim(dim);
         });
}

/// The loop whose iterations become lanes: that of the result's innermost axis,
/// such as the channels of a pool.
static std::optional<unsigned> getVectorLoop(linalg::GenericOp op) {
  if (!isSupported(op))
    return std::nullopt;
  if (isElementwise(op))
    return op.getNumLoops() - 1;
  SmallVector<AffineMap> maps = op.getIndexingMapsArray();
  if (op.getNumDpsInits() != 1 || maps.back().getNumResults() == 0)
    return std::nullopt;
  auto dim = dyn_cast<AffineDimExpr>(maps.back().getResults().back());
  if (!dim || op.getStaticLoopRanges()[dim.getPosition()] == 1 ||
      !llvm::all_of(maps, [&](AffineMap map) {
        return isContiguousAlong(map, dim.getPosition());
      }))
    return std::nullopt;
  return dim.getPosition();
}

/// How many innermost axes of `value` lie in memory without gaps: all, but in a
/// slice only those inside of the first that is cut.
static int64_t getNumContiguousAxes(Value value) {
  auto type = cast<RankedTensorType>(value.getType());
  auto slice = value.getDefiningOp<tensor::ExtractSliceOp>();
  if (!slice)
    return type.getRank();
  if (slice.getSourceType().getRank() != type.getRank())
    return 1;
  int64_t axis = type.getRank() - 1;
  while (axis > 0 &&
         type.getDimSize(axis) == slice.getSourceType().getDimSize(axis))
    --axis;
  return type.getRank() - axis;
}

/// One loop instead of several innermost ones, where every operand has the same
/// shape, and no gaps in these axes.
static linalg::GenericOp collapseLoops(RewriterBase &rewriter,
                                       linalg::GenericOp op) {
  bool sameShape = llvm::all_of(op.getIndexingMapsArray(),
                                [](AffineMap map) { return map.isIdentity(); });
  if (op.getNumLoops() == 1 || !sameShape)
    return op;
  int64_t numLoops = op.getNumLoops(), numCollapsed = numLoops;
  for (Value operand : op->getOperands())
    numCollapsed = std::min(numCollapsed, getNumContiguousAxes(operand));
  if (numCollapsed == 1)
    return op;
  ReassociationIndices innermost =
      llvm::to_vector<2>(llvm::seq(numLoops - numCollapsed, numLoops));
  rewriter.setInsertionPoint(op);
  FailureOr<linalg::CollapseResult> collapsed =
      linalg::collapseOpIterationDims(op, innermost, rewriter);
  if (failed(collapsed))
    return op;
  rewriter.replaceOp(op, collapsed->results);
  return cast<linalg::GenericOp>(collapsed->collapsedOp);
}

/// Tiles to single vectors, with loops that reduce inside of the others.
static FailureOr<scf::SCFTilingResult>
tile(RewriterBase &rewriter, linalg::GenericOp op, ArrayRef<int64_t> sizes) {
  SmallVector<unsigned> parallel, reduction;
  op.getParallelDims(parallel);
  op.getReductionDims(reduction);
  SmallVector<int64_t> order(parallel.begin(), parallel.end());
  llvm::append_range(order, reduction);
  scf::SCFTilingOptions options;
  options.setTileSizes(getAsIndexOpFoldResult(op.getContext(), sizes));
  options.setInterchange(order);
  rewriter.setInsertionPoint(op);
  return scf::tileUsingSCF(rewriter, cast<TilingInterface>(op.getOperation()),
                           options);
}

/// Leaves a tile no loop but that of its lanes.
static FailureOr<linalg::GenericOp>
dropLoops(RewriterBase &rewriter, linalg::GenericOp op, unsigned vectorLoop) {
  if (op.getNumLoops() == 1)
    return op;
  linalg::ControlDropUnitDims control;
  control.rankReductionStrategy =
      linalg::ControlDropUnitDims::RankReductionStrategy::ExtractInsertSlice;
  control.controlFn = [&](Operation *) {
    auto loops = llvm::to_vector(llvm::seq<unsigned>(0, op.getNumLoops()));
    loops.erase(loops.begin() + vectorLoop);
    return loops;
  };
  rewriter.setInsertionPoint(op);
  FailureOr<linalg::DropUnitDimsResult> dropped =
      linalg::dropUnitDims(rewriter, op, control);
  if (failed(dropped))
    return failure();
  rewriter.replaceOp(op, dropped->replacements);
  return cast<linalg::GenericOp>(dropped->resultOp.getOperation());
}

/// Tiles to single vectors and vectorizes those. What is reduced to stays in
/// registers.
static LogicalResult tileAndVectorize(RewriterBase &rewriter,
                                      linalg::GenericOp op,
                                      unsigned vectorLoop) {
  SmallVector<int64_t> ranges = op.getStaticLoopRanges();
  SmallVector<int64_t> sizes(ranges.size(), 1);
  sizes[vectorLoop] = std::min(ranges[vectorLoop], kVectorSize);
  size_t numReductions = op.getNumReductionLoops();
  SmallVector<LoopLikeOpInterface> reductionLoops;
  // Operands of several loops can be larger than what these read of them.
  if (op.getNumLoops() > 1 || sizes != ranges) {
    FailureOr<scf::SCFTilingResult> tiled = tile(rewriter, op, sizes);
    if (failed(tiled))
      return failure();
    rewriter.replaceOp(op, tiled->replacements);
    op = cast<linalg::GenericOp>(tiled->tiledOps.front());
    reductionLoops =
        llvm::to_vector(ArrayRef(tiled->loops).take_back(numReductions));
    for (LoopLikeOpInterface loop :
         ArrayRef(tiled->loops).drop_back(numReductions))
      loop->setAttr(kParallelAttrName, rewriter.getUnitAttr());
  }
  FailureOr<linalg::GenericOp> row = dropLoops(rewriter, op, vectorLoop);
  if (failed(row))
    return failure();
  rewriter.setInsertionPoint(*row);
  FailureOr<linalg::VectorizationResult> vectors =
      linalg::vectorize(rewriter, *row);
  if (failed(vectors))
    return failure();
  rewriter.replaceOp(*row, vectors->replacements);
  for (LoopLikeOpInterface loop : llvm::reverse(reductionLoops)) {
    moveLoopInvariantCode(loop); // Indices of what is hoisted next.
    hoistLoopInvariantSubsets(rewriter, loop);
  }
  return success();
}

static LogicalResult vectorizeElementwise(RewriterBase &rewriter,
                                          linalg::GenericOp op,
                                          unsigned vectorLoop) {
  linalg::GenericOp collapsed = collapseLoops(rewriter, op);
  if (collapsed != op)
    vectorLoop = collapsed.getNumLoops() - 1;
  op = collapsed;
  int64_t size = op.getStaticLoopRanges()[vectorLoop];
  int64_t whole = size - size % kVectorSize;
  if (whole == 0 || whole == size)
    return tileAndVectorize(rewriter, op, vectorLoop);
  // Whole vectors, and a last one of the size that is left.
  rewriter.setInsertionPoint(op);
  auto [head, tail] =
      linalg::splitOp(rewriter, cast<TilingInterface>(op.getOperation()),
                      vectorLoop, rewriter.getIndexAttr(whole));
  return success(succeeded(tileAndVectorize(
                     rewriter, cast<linalg::GenericOp>(head), vectorLoop)) &&
                 succeeded(tileAndVectorize(
                     rewriter, cast<linalg::GenericOp>(tail), vectorLoop)));
}

namespace {

/// Reads the one element of a vector without axes as such: vector reads need
/// elements that lie side by side, even if they are one element of a slice with
/// a stride.
struct ReadScalar : OpRewritePattern<vector::TransferReadOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(vector::TransferReadOp op,
                                PatternRewriter &rewriter) const override {
    if (op.getVectorType().getRank() != 0)
      return rewriter.notifyMatchFailure(op, "reads several elements");
    Value element = tensor::ExtractOp::create(rewriter, op.getLoc(),
                                              op.getBase(), op.getIndices());
    rewriter.replaceOpWithNewOp<vector::BroadcastOp>(op, op.getVectorType(),
                                                     element);
    return success();
  }
};

struct VectorizeElementwise
    : public qnn::impl::QnnVectorizeElementwiseBase<VectorizeElementwise> {
  void runOnOperation() override {
    // Without a target's vectors, LLVM knows best how wide they should be.
    if (getTargetOf(getOperation()).getFeatures().empty())
      return;
    SmallVector<std::pair<linalg::GenericOp, unsigned>> ops;
    getOperation()->walk([&](linalg::GenericOp op) {
      if (std::optional<unsigned> loop = getVectorLoop(op))
        ops.push_back({op, *loop});
    });
    IRRewriter rewriter(&getContext());
    for (auto [op, vectorLoop] : ops) {
      Location loc = op.getLoc(); // Parts of it may be replaced on failure.
      if (failed(vectorizeElementwise(rewriter, op, vectorLoop))) {
        emitError(loc, "expected elementwise arithmetic that has vectors");
        return signalPassFailure();
      }
    }

    RewritePatternSet patterns(&getContext());
    vector::populateVectorTransferPermutationMapLoweringPatterns(patterns);
    vector::populateCastAwayVectorLeadingOneDimPatterns(patterns);
    patterns.add<ReadScalar>(&getContext());
    if (failed(applyPatternsGreedily(getOperation(), std::move(patterns))))
      signalPassFailure();
  }
};

} // namespace
