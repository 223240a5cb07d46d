//===- LowerCopies.cpp - Copies as rows -----------------------------------===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Unrolling.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "qnn/CodeGen/Passes.h"

namespace mlir::qnn {
#define GEN_PASS_DEF_QNNLOWERCOPIES
#include "qnn/CodeGen/Passes.h.inc"
} // namespace mlir::qnn

using namespace mlir;
using namespace mlir::qnn;

/// The part of `buffer` at `outer` along its first axes, without axes of one
/// element.
static Value getRow(OpBuilder &builder, Location loc, Value buffer,
                    ValueRange outer) {
  auto type = cast<MemRefType>(buffer.getType());
  SmallVector<OpFoldResult> offsets(outer);
  SmallVector<OpFoldResult> sizes(outer.size(), builder.getIndexAttr(1));
  SmallVector<int64_t> shape;
  for (int64_t size : type.getShape().drop_front(outer.size())) {
    offsets.push_back(builder.getIndexAttr(0));
    sizes.push_back(builder.getIndexAttr(size));
    if (size != 1)
      shape.push_back(size);
  }
  SmallVector<OpFoldResult> strides(sizes.size(), builder.getIndexAttr(1));
  MemRefType rowType = memref::SubViewOp::inferRankReducedResultType(
      shape, type, offsets, sizes, strides);
  return memref::SubViewOp::create(builder, loc, rowType, buffer, offsets,
                                   sizes, strides);
}

/// Copies one row after the other: the elements of the last `numRowAxes` axes.
static void copyRows(memref::CopyOp copy, int64_t numRowAxes) {
  OpBuilder builder(copy);
  Location loc = copy.getLoc();
  auto type = cast<MemRefType>(copy.getSource().getType());
  auto constant = [&](int64_t value) -> Value {
    return arith::ConstantIndexOp::create(builder, loc, value);
  };
  SmallVector<Value> ends =
      llvm::map_to_vector(type.getShape().drop_back(numRowAxes), constant);
  SmallVector<Value> begins(ends.size(), constant(0));
  SmallVector<Value> steps(ends.size(), constant(1));
  scf::LoopNest nest = scf::buildLoopNest(
      builder, loc, begins, ends, steps,
      [&](OpBuilder &builder, Location loc, ValueRange indices) {
        Value source = getRow(builder, loc, copy.getSource(), indices);
        Value target = getRow(builder, loc, copy.getTarget(), indices);
        memref::CopyOp::create(builder, loc, source, target);
      });
  // LLVM takes a copy of a row for small, whatever it becomes.
  for (scf::ForOp loop : nest.loops)
    setUnrolling(loop, /*times=*/1);
  copy.erase();
}

/// Copies one element after the other.
static void copyElements(memref::CopyOp copy) {
  OpBuilder builder(copy);
  linalg::CopyOp::create(builder, copy.getLoc(), copy.getSource(),
                         copy.getTarget());
  copy.erase();
}

static void lowerCopy(memref::CopyOp copy) {
  auto source = dyn_cast<MemRefType>(copy.getSource().getType());
  auto target = dyn_cast<MemRefType>(copy.getTarget().getType());
  // Loops need a rank.
  if (!source || !target)
    return;
  if (source.getLayout().isIdentity() && target.getLayout().isIdentity())
    return;
  int64_t numRowAxes = std::min(source.getNumContiguousTrailingDims(),
                                target.getNumContiguousTrailingDims());
  ArrayRef<int64_t> row = source.getShape().take_back(numRowAxes);
  if (!source.hasStaticShape() || !target.hasStaticShape() ||
      ShapedType::getNumElements(row) <= 1)
    copyElements(copy);
  else
    copyRows(copy, numRowAxes);
}

namespace {

struct LowerCopies : public qnn::impl::QnnLowerCopiesBase<LowerCopies> {
  void runOnOperation() override { getOperation()->walk(lowerCopy); }
};

} // namespace
