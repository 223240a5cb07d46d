//===- LowerResizes.cpp - Resizing of images to integers ------------------===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "IntegerLowering.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "qnn/Numerics/Resize.h"
#include "qnn/Transforms/Passes.h"

namespace mlir::qnn {
#define GEN_PASS_DEF_QNNLOWERRESIZES
#include "qnn/Transforms/Passes.h.inc"
} // namespace mlir::qnn

using namespace mlir;
using namespace mlir::qnn;

/// Where the output's pixels along `axis` come from: tensors of the lower and
/// the upper index, and of the weight of the upper, each with an element per
/// pixel.
static SmallVector<Value>
createCoefficients(OpBuilder &builder, ResizeBilinearOp op, int64_t axis) {
  int64_t inputSize =
      cast<ShapedType>(op.getInput().getType()).getDimSize(axis);
  int64_t outputSize =
      cast<ShapedType>(op.getOutput().getType()).getDimSize(axis);
  numerics::ResizeMode mode;
  mode.alignCorners = op.getAlignCorners();
  mode.halfPixelCenters = op.getHalfPixelCenters();
  SmallVector<int64_t> lower, upper;
  SmallVector<int32_t> weights;
  for (int64_t i = 0; i < outputSize; ++i) {
    numerics::ResizeCoefficients coefficients =
        numerics::getBilinearCoefficients(i, inputSize, outputSize, mode);
    lower.push_back(coefficients.lower);
    upper.push_back(coefficients.upper);
    weights.push_back(coefficients.weight);
  }
  auto create = [&](TypedAttr values) -> Value {
    return arith::ConstantOp::create(builder, op.getLoc(), values);
  };
  return {create(builder.getIndexTensorAttr(lower)),
          create(builder.getIndexTensorAttr(upper)),
          create(builder.getI32TensorAttr(weights))};
}

/// The number between `lower` and `upper`, with kResizeFractionalBits more
/// bits.
static Value emitLerp(LaneBuilder &b, Value lower, Value upper, Value weight) {
  Value start = b.shl(lower, numerics::kResizeFractionalBits);
  return b.add(start, b.mul(b.sub(upper, lower), weight));
}

/// value / 2^(2 * kResizeFractionalBits), rounded to nearest, ties away from
/// zero. Nothing overflows: bytes with 20 more bits have 28.
static Value emitRound(LaneBuilder &b, Value value) {
  constexpr int64_t kBits = 2 * numerics::kResizeFractionalBits;
  Value half = b.add(b.asr(value, 31), int64_t(1) << (kBits - 1));
  return b.asr(b.add(value, half), kBits);
}

static void lower(ResizeBilinearOp op) {
  OpBuilder builder(op);
  Location loc = op.getLoc();
  bool isSigned =
      getQuantizedElementType(op.getInput().getType()).getStorage().isSigned;
  Value image = castToStorage(builder, loc, op.getInput());
  auto type =
      cast<RankedTensorType>(getStorageTensorType(op.getOutput().getType()));

  SmallVector<Value> inputs;
  SmallVector<AffineMap> maps;
  for (int64_t axis : {1, 2}) {
    llvm::append_range(inputs, createCoefficients(builder, op, axis));
    AffineExpr dim = builder.getAffineDimExpr(axis);
    maps.append(3, AffineMap::get(type.getRank(), 0, dim));
  }
  Value result = createElementwise(
      builder, loc, type, inputs, maps, [&](LaneBuilder &b, ValueRange args) {
        Value n = b.create<linalg::IndexOp>(0),
              c = b.create<linalg::IndexOp>(3);
        auto interpolateRow = [&](Value y) {
          auto get = [&](Value x) {
            Value element =
                b.create<tensor::ExtractOp>(image, ValueRange{n, y, x, c});
            return b.extendToI32(element, isSigned);
          };
          Value left = get(args[3]);
          Value right = get(args[4]);
          return emitLerp(b, left, right, args[5]);
        };
        Value top = interpolateRow(args[0]);
        Value bottom = interpolateRow(args[1]);
        Value sum = emitLerp(b, top, bottom, args[2]);
        return b.truncate(emitRound(b, sum), type.getElementType());
      });
  replaceWithStorage(op, result);
}

namespace {

struct LowerResizes : public qnn::impl::QnnLowerResizesBase<LowerResizes> {
  void runOnOperation() override {
    getOperation()->walk([&](ResizeBilinearOp op) {
      lower(op);
      ++numLowered;
    });
  }
};

} // namespace
