//===- VectorizeElementwise.cpp - Elementwise ops to vectors --------------===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "mlir/Analysis/SliceAnalysis.h"
#include "mlir/Dialect/Linalg/Transforms/Transforms.h"
#include "mlir/Dialect/SCF/Transforms/TileUsingInterface.h"
#include "mlir/Dialect/Vector/Transforms/LoweringPatterns.h"
#include "mlir/Dialect/Vector/Transforms/VectorRewritePatterns.h"
#include "mlir/Transforms/GreedyPatternRewriteDriver.h"
#include "mlir/Transforms/LoopInvariantCodeMotionUtils.h"
#include "qnn/CodeGen/Passes.h"
#include "qnn/CodeGen/Target.h"
#include "qnn/IR/LaneBuilder.h"

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
  return op.hasPureTensorSemantics() && op.getNumLoops() > 0 &&
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

/// Whether iterations of loop `dim` can become lanes.
static bool canBeLanes(linalg::GenericOp op, unsigned dim) {
  return op.getStaticLoopRanges()[dim] > 1 &&
         llvm::all_of(op.getIndexingMapsArray(), [&](AffineMap map) {
           return isContiguousAlong(map, dim);
         });
}

/// Whether results do not depend on the order in which elements are reduced to
/// them: they are integers.
static bool isAssociative(linalg::GenericOp op) {
  Type element = getElementTypeOrSelf(op.getResultTypes().front());
  SmallVector<Operation *> combiners;
  return element.isInteger() &&
         matchReduction(op.getRegionOutputArgs(), 0, combiners) &&
         combiners.size() == 1 &&
         arith::getNeutralElement(combiners.front()).has_value();
}

static bool isReductionLoop(linalg::GenericOp op, unsigned dim) {
  return op.getIteratorTypesArray()[dim] == utils::IteratorType::reduction;
}

/// The loop whose iterations become lanes: that of the result's innermost axis,
/// such as the channels of a pool, or else the innermost one, which reduces.
static std::optional<unsigned> getVectorLoop(linalg::GenericOp op) {
  if (!isSupported(op))
    return std::nullopt;
  if (isElementwise(op))
    return op.getNumLoops() - 1;
  if (op.getNumDpsInits() != 1)
    return std::nullopt;
  AffineMap result = op.getIndexingMapsArray().back();
  if (result.getNumResults() > 0)
    if (auto dim = dyn_cast<AffineDimExpr>(result.getResults().back());
        dim && canBeLanes(op, dim.getPosition()))
      return dim.getPosition();
  unsigned innermost = op.getNumLoops() - 1;
  if (isReductionLoop(op, innermost) && canBeLanes(op, innermost) &&
      isAssociative(op))
    return innermost;
  return std::nullopt;
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

/// An op without loops but that of its lanes, and the loops around it that
/// reduce.
struct TiledOp {
  linalg::GenericOp op;
  SmallVector<LoopLikeOpInterface> reductionLoops;
};

/// Tiles to `size` iterations of `vectorLoop`.
static FailureOr<TiledOp> tileToLanes(RewriterBase &rewriter,
                                      linalg::GenericOp op, unsigned vectorLoop,
                                      int64_t size) {
  // Operands of several loops can be larger than what these read of them.
  bool isWhole = size == op.getStaticLoopRanges()[vectorLoop];
  if (op.getNumLoops() == 1 && isWhole)
    return TiledOp{op, {}};
  SmallVector<int64_t> sizes(op.getNumLoops(), 1);
  sizes[vectorLoop] = isWhole ? 0 : size; // 0 makes no loop.
  size_t numReductions = op.getNumReductionLoops();
  if (isReductionLoop(op, vectorLoop))
    --numReductions;
  FailureOr<scf::SCFTilingResult> tiled = tile(rewriter, op, sizes);
  if (failed(tiled))
    return failure();
  rewriter.replaceOp(op, tiled->replacements);
  auto loops = ArrayRef(tiled->loops);
  for (LoopLikeOpInterface loop : loops.drop_back(numReductions))
    loop->setAttr(kParallelAttrName, rewriter.getUnitAttr());
  FailureOr<linalg::GenericOp> lanes = dropLoops(
      rewriter, cast<linalg::GenericOp>(tiled->tiledOps.front()), vectorLoop);
  if (failed(lanes))
    return failure();
  return TiledOp{*lanes, llvm::to_vector(loops.take_back(numReductions))};
}

/// Keeps in registers what loops that reduce read, update and write.
static void hoist(RewriterBase &rewriter,
                  ArrayRef<LoopLikeOpInterface> reductionLoops) {
  for (LoopLikeOpInterface loop : llvm::reverse(reductionLoops)) {
    moveLoopInvariantCode(loop); // Indices of what is hoisted next.
    hoistLoopInvariantSubsets(rewriter, loop);
  }
}

static LogicalResult replaceWithVectors(RewriterBase &rewriter, Operation *op) {
  rewriter.setInsertionPoint(op);
  FailureOr<linalg::VectorizationResult> vectors =
      linalg::vectorize(rewriter, op);
  if (failed(vectors))
    return failure();
  rewriter.replaceOp(op, vectors->replacements);
  return success();
}

/// Tiles to single vectors and vectorizes those. What is reduced to stays in
/// registers.
static LogicalResult tileAndVectorize(RewriterBase &rewriter,
                                      linalg::GenericOp op,
                                      unsigned vectorLoop) {
  int64_t size = std::min(op.getStaticLoopRanges()[vectorLoop], kVectorSize);
  FailureOr<TiledOp> tiled = tileToLanes(rewriter, op, vectorLoop, size);
  if (failed(tiled) || failed(replaceWithVectors(rewriter, tiled->op)))
    return failure();
  hoist(rewriter, tiled->reductionLoops);
  return success();
}

/// Whole vectors of `vectorLoop`, and a last one of the size that is left.
static SmallVector<linalg::GenericOp>
split(RewriterBase &rewriter, linalg::GenericOp op, unsigned vectorLoop) {
  int64_t size = op.getStaticLoopRanges()[vectorLoop];
  int64_t whole = size - size % kVectorSize;
  if (whole == 0 || whole == size)
    return {op};
  rewriter.setInsertionPoint(op);
  auto [head, tail] =
      linalg::splitOp(rewriter, cast<TilingInterface>(op.getOperation()),
                      vectorLoop, rewriter.getIndexAttr(whole));
  return {cast<linalg::GenericOp>(head), cast<linalg::GenericOp>(tail)};
}

static LogicalResult vectorizeElementwise(RewriterBase &rewriter,
                                          linalg::GenericOp op,
                                          unsigned vectorLoop) {
  linalg::GenericOp collapsed = collapseLoops(rewriter, op);
  if (collapsed != op)
    vectorLoop = collapsed.getNumLoops() - 1;
  for (linalg::GenericOp part : split(rewriter, collapsed, vectorLoop))
    if (failed(tileAndVectorize(rewriter, part, vectorLoop)))
      return failure();
  return success();
}

/// Reduces the elements of a row to as many as a vector has, in a loop that
/// carries them, and those to one.
static LogicalResult vectorizeRow(RewriterBase &rewriter,
                                  linalg::GenericOp row) {
  if (row.getStaticLoopRanges().front() <= kVectorSize)
    return replaceWithVectors(rewriter, row);
  rewriter.setInsertionPoint(row);
  FailureOr<scf::SCFTilingResult> tiled = scf::tileReductionUsingScf(
      rewriter, cast<PartialReductionOpInterface>(row.getOperation()),
      OpFoldResult(rewriter.getIndexAttr(kVectorSize)));
  if (failed(tiled))
    return failure();
  rewriter.replaceOp(row, tiled->replacements);
  SmallVector<Operation *> ops = {tiled->initialValues.front().getDefiningOp(),
                                  tiled->tiledOps.front(),
                                  tiled->mergeOps.front()};
  for (Operation *op : ops)
    if (failed(replaceWithVectors(rewriter, op)))
      return failure();
  hoist(rewriter, tiled->loops);
  return success();
}

/// Vectorizes an op whose innermost loop reduces, row by row.
static LogicalResult vectorizeReduction(RewriterBase &rewriter,
                                        linalg::GenericOp op) {
  unsigned innermost = op.getNumLoops() - 1;
  FailureOr<TiledOp> tiled =
      tileToLanes(rewriter, op, innermost, op.getStaticLoopRanges()[innermost]);
  if (failed(tiled))
    return failure();
  for (linalg::GenericOp part : split(rewriter, tiled->op, /*vectorLoop=*/0))
    if (failed(vectorizeRow(rewriter, part)))
      return failure();
  hoist(rewriter, tiled->reductionLoops);
  return success();
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

/// Fills up vectors that are reduced with the neutral element: LLVM takes apart
/// those whose size is no power of two.
struct PadReduction : OpRewritePattern<vector::ReductionOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(vector::ReductionOp op,
                                PatternRewriter &rewriter) const override {
    VectorType type = op.getSourceVectorType();
    int64_t size = type.getNumElements();
    std::optional<APInt> neutral = getNeutralElement(op);
    if (llvm::isPowerOf2_64(size) || !neutral)
      return rewriter.notifyMatchFailure(op, "has a size that LLVM reduces");
    Location loc = op.getLoc();
    auto paddedType =
        VectorType::get(llvm::PowerOf2Ceil(size), type.getElementType());
    Value padding = LaneBuilder(rewriter, loc).constant(paddedType, *neutral);
    Value padded = vector::InsertStridedSliceOp::create(
        rewriter, loc, op.getVector(), padding, ArrayRef<int64_t>{0},
        ArrayRef<int64_t>{1});
    rewriter.modifyOpInPlace(op, [&] { op.getVectorMutable().assign(padded); });
    return success();
  }

private:
  static std::optional<APInt> getNeutralElement(vector::ReductionOp op) {
    auto type = dyn_cast<IntegerType>(op.getType());
    if (!type)
      return std::nullopt;
    unsigned width = type.getWidth();
    switch (op.getKind()) {
    case vector::CombiningKind::ADD:
    case vector::CombiningKind::MAXUI:
      return APInt::getZero(width);
    case vector::CombiningKind::MINUI:
      return APInt::getMaxValue(width);
    case vector::CombiningKind::MAXSI:
      return APInt::getSignedMinValue(width);
    case vector::CombiningKind::MINSI:
      return APInt::getSignedMaxValue(width);
    default:
      return std::nullopt;
    }
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
      if (failed(isReductionLoop(op, vectorLoop)
                     ? vectorizeReduction(rewriter, op)
                     : vectorizeElementwise(rewriter, op, vectorLoop))) {
        emitError(loc, "expected elementwise arithmetic that has vectors");
        return signalPassFailure();
      }
    }

    RewritePatternSet patterns(&getContext());
    vector::populateVectorTransferPermutationMapLoweringPatterns(patterns);
    vector::populateCastAwayVectorLeadingOneDimPatterns(patterns);
    vector::populateVectorMultiReductionLoweringPatterns(
        patterns, vector::VectorMultiReductionLowering::InnerReduction);
    patterns.add<ReadScalar, PadReduction>(&getContext());
    if (failed(applyPatternsGreedily(getOperation(), std::move(patterns))))
      signalPassFailure();
  }
};

} // namespace
