//===- StripMine.cpp - Contractions a few lines at a time -----------------===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "mlir/Dialect/Affine/IR/AffineOps.h"
#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/SCF/Transforms/TileUsingInterface.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/Dialect/Tensor/Transforms/Transforms.h"
#include "mlir/Transforms/GreedyPatternRewriteDriver.h"
#include "qnn/CodeGen/Passes.h"

namespace mlir::qnn {
#define GEN_PASS_DEF_QNNSTRIPMINE
#include "qnn/CodeGen/Passes.h.inc"
} // namespace mlir::qnn

using namespace mlir;
using namespace mlir::qnn;

/// Accumulators of a strip: some lines of most images, in the first-level cache
/// beside what they are computed from.
static constexpr int64_t kMaxStripElements = 512;

/// True for an op that adds up.
static bool isReduction(Operation *op) {
  auto reduction = dyn_cast_if_present<linalg::LinalgOp>(op);
  return reduction && reduction.getNumReductionLoops() > 0;
}

/// True if `op` reads each element of `value` once.
static bool readsOnce(linalg::GenericOp op, Value value) {
  SmallVector<OpOperand *> operands =
      llvm::filter_to_vector(op.getDpsInputOperands(), [&](OpOperand *operand) {
        return operand->get() == value;
      });
  return operands.size() == 1 &&
         op.getMatchingIndexingMap(operands.front()).isPermutation();
}

/// True for an elementwise op that reads sums which nobody else reads.
static bool readsSums(linalg::GenericOp op) {
  return op.hasPureTensorSemantics() && op->getNumResults() == 1 &&
         !op.hasDynamicShape() &&
         op.getNumParallelLoops() == op.getNumLoops() &&
         llvm::any_of(op.getInputs(), [&](Value input) {
           return isReduction(input.getDefiningOp()) && input.hasOneUse() &&
                  readsOnce(op, input);
         });
}

/// How many iterations of each loop of `op` belong to a strip: of the inner
/// ones all, of the outer ones one, and of that in between some that divide
/// all. Zero stands for all, as it does where tiles are made.
static SmallVector<int64_t> getStripSizes(linalg::GenericOp op) {
  SmallVector<int64_t> ranges = op.getStaticLoopRanges();
  SmallVector<int64_t> sizes(ranges.size(), 0);
  int64_t inner = ShapedType::getNumElements(ranges);
  for (auto [size, range] : llvm::zip_equal(sizes, ranges)) {
    if (inner <= kMaxStripElements)
      break;
    if (range == 1)
      continue;
    inner /= range;
    size = std::max<int64_t>(std::min(range, kMaxStripElements / inner), 1);
    while (range % size != 0)
      --size;
    if (size > 1)
      break;
  }
  return sizes;
}

/// Whether `slice` of what `producer` computes is computed in the loop around
/// what was `reader`: sums that no other strip and nobody else reads, and what
/// they begin with.
static bool isFused(tensor::ExtractSliceOp slice, OpResult producer,
                    linalg::GenericOp reader) {
  if (isReduction(producer.getOwner()))
    return readsOnce(reader, producer) &&
           llvm::all_of(producer.getUsers(), [&](Operation *user) {
             return user == reader || user == slice;
           });
  return llvm::any_of(slice->getUses(), [](OpOperand &use) {
    auto op = dyn_cast<DestinationStyleOpInterface>(use.getOwner());
    return op && op.isDpsInit(&use);
  });
}

/// Has the sums that `op` reads computed in a loop over strips of `op`.
static LogicalResult stripMine(RewriterBase &rewriter, linalg::GenericOp op) {
  scf::SCFTileAndFuseOptions options;
  options.tilingOptions.setTileSizes(
      getAsIndexOpFoldResult(op.getContext(), getStripSizes(op)));
  options.setFusionControlFn(
      [&](tensor::ExtractSliceOp slice, OpResult producer,
          bool) -> std::optional<scf::SCFTileAndFuseOptions::ControlFnResult> {
        if (!isFused(slice, producer, op))
          return std::nullopt;
        return scf::SCFTileAndFuseOptions::ControlFnResult();
      });
  rewriter.setInsertionPoint(op);
  FailureOr<scf::SCFTileAndFuseResult> result =
      scf::tileConsumerAndFuseProducersUsingSCF(
          rewriter, cast<TilingInterface>(op.getOperation()), options);
  if (failed(result))
    return op.emitOpError("cannot be computed in strips");
  rewriter.replaceOp(op, result->replacements.lookup(op.getResult(0)));
  return success();
}

namespace {

struct StripMine : public qnn::impl::QnnStripMineBase<StripMine> {
  void runOnOperation() override {
    SmallVector<linalg::GenericOp> ops;
    getOperation()->walk([&](linalg::GenericOp op) {
      if (readsSums(op) && ShapedType::getNumElements(
                               op.getStaticLoopRanges()) > kMaxStripElements)
        ops.push_back(op);
    });
    IRRewriter rewriter(&getContext());
    for (linalg::GenericOp op : ops) {
      if (failed(stripMine(rewriter, op)))
        return signalPassFailure();
      ++numStripMined;
    }
    // Slices of empty tensors are smaller empty tensors.
    RewritePatternSet patterns(&getContext());
    tensor::populateFoldTensorEmptyPatterns(patterns);
    if (failed(applyPatternsGreedily(getOperation(), std::move(patterns))))
      signalPassFailure();
  }
};

} // namespace
