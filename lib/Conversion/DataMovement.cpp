//===- DataMovement.cpp - Ops that move data to tensor ops ------*- C++ -*-===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Patterns.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/Dialect/Utils/ReshapeOpsUtils.h"
#include "qnn/IR/Qnn.h"

using namespace mlir;
using namespace mlir::qnn;

//===----------------------------------------------------------------------===//
// Helpers
//===----------------------------------------------------------------------===//

static RankedTensorType getResultType(const TypeConverter *converter,
                                      Value output) {
  return cast<RankedTensorType>(converter->convertType(output.getType()));
}

static Value createEmpty(OpBuilder &builder, Location loc,
                         RankedTensorType type) {
  return tensor::EmptyOp::create(builder, loc, type.getShape(),
                                 type.getElementType());
}

/// A slice, by what the tensor ops that take or put it need.
struct Slice {
  SmallVector<OpFoldResult> offsets, sizes, strides;

  Slice(MLIRContext *context, ArrayRef<int64_t> offsets,
        ArrayRef<int64_t> sizes, ArrayRef<int64_t> strides)
      : offsets(getAsIndexOpFoldResult(context, offsets)),
        sizes(getAsIndexOpFoldResult(context, sizes)),
        strides(getAsIndexOpFoldResult(context, strides)) {}

  /// All of `shape`.
  Slice(MLIRContext *context, ArrayRef<int64_t> shape)
      : Slice(context, SmallVector<int64_t>(shape.size(), 0), shape,
              SmallVector<int64_t>(shape.size(), 1)) {}
};

static Value insertSlice(OpBuilder &builder, Location loc, Value value,
                         Value into, const Slice &slice) {
  return tensor::InsertSliceOp::create(builder, loc, value, into, slice.offsets,
                                       slice.sizes, slice.strides);
}

//===----------------------------------------------------------------------===//
// Patterns
//===----------------------------------------------------------------------===//

namespace {

/// Fills the result with the value, and puts the input in. Rows are as long as
/// can be: axes without padding are one with the axis before them.
struct ConvertPad : OpConversionPattern<PadOp> {
  using OpConversionPattern::OpConversionPattern;
  LogicalResult
  matchAndRewrite(PadOp op, OpAdaptor adaptor,
                  ConversionPatternRewriter &rewriter) const override {
    Location loc = op.getLoc();
    RankedTensorType type = getResultType(getTypeConverter(), op.getOutput());
    SmallVector<ReassociationIndices> groups = getRows(op);
    Value input = adaptor.getInput();
    bool areJoined = static_cast<int64_t>(groups.size()) < type.getRank();
    if (areJoined)
      input = tensor::CollapseShapeOp::create(rewriter, loc, input, groups);

    SmallVector<int64_t> shape, offsets, strides;
    for (const ReassociationIndices &group : groups) {
      int64_t rowSize = 1;
      for (int64_t axis : ArrayRef(group).drop_front())
        rowSize *= type.getDimSize(axis);
      shape.push_back(type.getDimSize(group.front()) * rowSize);
      offsets.push_back(op.getLow()[group.front()] * rowSize);
      strides.push_back(op.getInterior()[group.front()] + 1);
    }
    Slice slice(rewriter.getContext(), offsets,
                cast<RankedTensorType>(input.getType()).getShape(), strides);
    Value result =
        insertSlice(rewriter, loc, input,
                    createFilled(rewriter, op, type.clone(shape)), slice);
    if (areJoined)
      result =
          tensor::ExpandShapeOp::create(rewriter, loc, type, result, groups);
    rewriter.replaceOp(op, result);
    return success();
  }

private:
  /// The axes, with those joined that are a row.
  static SmallVector<ReassociationIndices> getRows(PadOp op) {
    SmallVector<ReassociationIndices> groups;
    for (auto [axis, low, high, interior] :
         llvm::enumerate(op.getLow(), op.getHigh(), op.getInterior())) {
      bool isWhole = low == 0 && high == 0 && interior == 0;
      if (groups.empty() || !isWhole ||
          op.getInterior()[groups.back().front()] != 0)
        groups.emplace_back();
      groups.back().push_back(axis);
    }
    return groups;
  }

  static Value createFilled(OpBuilder &builder, PadOp op,
                            RankedTensorType type) {
    APInt bits(type.getElementTypeBitWidth(), op.getValue(),
               /*isSigned=*/false, /*implicitTrunc=*/true);
    Value value = arith::ConstantOp::create(
        builder, op.getLoc(),
        builder.getIntegerAttr(type.getElementType(), bits));
    Value empty = createEmpty(builder, op.getLoc(), type);
    return linalg::FillOp::create(builder, op.getLoc(), value, empty)
        .getResult(0);
  }
};

/// A slice is a view of its input, except where neighbours in it are none in
/// the input: vectors are read from consecutive elements.
struct ConvertSlice : OpConversionPattern<SliceOp> {
  using OpConversionPattern::OpConversionPattern;
  LogicalResult
  matchAndRewrite(SliceOp op, OpAdaptor adaptor,
                  ConversionPatternRewriter &rewriter) const override {
    Location loc = op.getLoc();
    MLIRContext *context = rewriter.getContext();
    RankedTensorType type = getResultType(getTypeConverter(), op.getOutput());
    Slice slice(context, op.getOffsets(), type.getShape(), op.getStrides());
    Value result = tensor::ExtractSliceOp::create(
        rewriter, loc, type, adaptor.getInput(), slice.offsets, slice.sizes,
        slice.strides);
    if (type.getRank() > 0 && op.getStrides().back() != 1)
      result =
          insertSlice(rewriter, loc, result, createEmpty(rewriter, loc, type),
                      Slice(context, type.getShape()));
    rewriter.replaceOp(op, result);
    return success();
  }
};

struct ConvertConcat : OpConversionPattern<ConcatOp> {
  using OpConversionPattern::OpConversionPattern;
  LogicalResult
  matchAndRewrite(ConcatOp op, OpAdaptor adaptor,
                  ConversionPatternRewriter &rewriter) const override {
    Location loc = op.getLoc();
    MLIRContext *context = rewriter.getContext();
    RankedTensorType type = getResultType(getTypeConverter(), op.getOutput());
    Value result = createEmpty(rewriter, loc, type);
    int64_t axis = op.getAxis(), offset = 0;
    for (Value input : adaptor.getInputs()) {
      ArrayRef<int64_t> shape =
          cast<RankedTensorType>(input.getType()).getShape();
      Slice slice(context, shape);
      slice.offsets[axis] = rewriter.getIndexAttr(offset);
      result = insertSlice(rewriter, loc, input, result, slice);
      offset += shape[axis];
    }
    rewriter.replaceOp(op, result);
    return success();
  }
};

struct ConvertTranspose : OpConversionPattern<TransposeOp> {
  using OpConversionPattern::OpConversionPattern;
  LogicalResult
  matchAndRewrite(TransposeOp op, OpAdaptor adaptor,
                  ConversionPatternRewriter &rewriter) const override {
    RankedTensorType type = getResultType(getTypeConverter(), op.getOutput());
    rewriter.replaceOpWithNewOp<linalg::TransposeOp>(
        op, adaptor.getInput(), createEmpty(rewriter, op.getLoc(), type),
        op.getPermutation());
    return success();
  }
};

/// A loop over the indices, which are a constant.
struct ConvertTake : OpConversionPattern<TakeOp> {
  using OpConversionPattern::OpConversionPattern;
  LogicalResult
  matchAndRewrite(TakeOp op, OpAdaptor adaptor,
                  ConversionPatternRewriter &rewriter) const override {
    Location loc = op.getLoc();
    RankedTensorType type = getResultType(getTypeConverter(), op.getOutput());
    int64_t axis = op.getAxis();
    auto createIndex = [&](int64_t value) -> Value {
      return arith::ConstantIndexOp::create(rewriter, loc, value);
    };
    Value indices = arith::ConstantOp::create(
        rewriter, loc, rewriter.getIndexTensorAttr(op.getIndices()));
    Slice slice(rewriter.getContext(), type.getShape());
    slice.sizes[axis] = rewriter.getIndexAttr(1);
    Value begin = createIndex(0);
    Value end = createIndex(op.getIndices().size());
    Value step = createIndex(1);
    Value empty = createEmpty(rewriter, loc, type);
    auto loop = scf::ForOp::create(
        rewriter, loc, begin, end, step, empty,
        [&](OpBuilder &b, Location l, Value i, ValueRange results) {
          Slice from = slice, to = slice;
          from.offsets[axis] =
              tensor::ExtractOp::create(b, l, indices, i).getResult();
          to.offsets[axis] = i;
          Value taken = tensor::ExtractSliceOp::create(
              b, l, adaptor.getInput(), from.offsets, from.sizes, from.strides);
          scf::YieldOp::create(b, l,
                               insertSlice(b, l, taken, results.front(), to));
        });
    rewriter.replaceOp(op, loop.getResults());
    return success();
  }
};

} // namespace

void qnn::populateDataMovementPatterns(const TypeConverter &converter,
                                       RewritePatternSet &patterns) {
  patterns.add<ConvertConcat, ConvertPad, ConvertSlice, ConvertTake,
               ConvertTranspose>(converter, patterns.getContext());
}
