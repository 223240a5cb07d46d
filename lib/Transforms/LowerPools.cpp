//===- LowerPools.cpp - Pools and reductions to integers ------------------===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "IntegerLowering.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/Dialect/Tensor/Utils/Utils.h"
#include "qnn/IR/Window.h"
#include "qnn/Numerics/Arithmetic.h"
#include "qnn/Transforms/Passes.h"

namespace mlir::qnn {
#define GEN_PASS_DEF_QNNLOWERPOOLS
#include "qnn/Transforms/Passes.h.inc"
} // namespace mlir::qnn

using namespace mlir;
using namespace mlir::qnn;

//===----------------------------------------------------------------------===//
// Windows
//===----------------------------------------------------------------------===//

/// The image of storage integers, with `value` as its border.
static Value createPadded(OpBuilder &builder, Location loc, Value image,
                          ArrayRef<Window> windows, int64_t value) {
  SmallVector<int64_t> low = {0, windows[0].low, windows[1].low, 0};
  SmallVector<int64_t> high = {0, windows[0].high, windows[1].high, 0};
  auto type = cast<RankedTensorType>(image.getType());
  SmallVector<int64_t> shape(type.getShape());
  for (auto [size, before, after] : llvm::zip_equal(shape, low, high))
    size += before + after;
  if (shape == type.getShape())
    return image;
  LaneBuilder b(builder, loc);
  return tensor::PadOp::create(
      builder, loc, type.clone(shape), image,
      getAsIndexOpFoldResult(builder.getContext(), low),
      getAsIndexOpFoldResult(builder.getContext(), high),
      b.constant(type.getElementType(), value));
}

/// Reduces the elements of each window, with `value` where there is no image,
/// to elements of `elementType` that begin as `init`.
template <typename OpTy>
static Value reduceWindows(OpBuilder &builder, OpTy op, Type elementType,
                           int64_t value, int64_t init, Body body) {
  Location loc = op.getLoc();
  SmallVector<Window> windows = getWindows(op);
  Value image = createPadded(
      builder, loc, castToStorage(builder, loc, op.getInput()), windows, value);
  // Nothing but the sizes of the window's loops is taken from this.
  Value taps = tensor::EmptyOp::create(
      builder, loc, {windows[0].size, windows[1].size}, builder.getI1Type());

  AffineExpr n, oh, ow, c, kh, kw;
  bindDims(builder.getContext(), n, oh, ow, c, kh, kw);
  SmallVector<AffineMap> maps = AffineMap::inferFromExprList(
      ArrayRef<ArrayRef<AffineExpr>>{
          {n, oh * windows[0].stride + kh, ow * windows[1].stride + kw, c},
          {kh, kw},
          {n, oh, ow, c}},
      builder.getContext());
  auto type = cast<RankedTensorType>(op.getOutput().getType());
  return createReduction(
      builder, loc, cast<RankedTensorType>(type.clone(elementType)), init,
      {image, taps}, maps, [&](LaneBuilder &b, ValueRange args) {
        return body(b, ValueRange{args[0], args[2]});
      });
}

/// How many elements of the image each position of a window holds.
static SmallVector<int64_t> getCounts(const Window &window, int64_t inputSize,
                                      int64_t outputSize) {
  SmallVector<int64_t> counts;
  for (int64_t o = 0; o < outputSize; ++o) {
    int64_t begin = o * window.stride - window.low;
    counts.push_back(std::min(begin + window.size, inputSize) -
                     std::max<int64_t>(begin, 0));
  }
  return counts;
}

//===----------------------------------------------------------------------===//
// Average
//===----------------------------------------------------------------------===//

/// A sum of n bytes plus n/2 is at most 256*n. With m = ceil(2^k / n), that is
/// (2^k + e) / n for some e < n, and s <= 256*n,
///
///   s * m / 2^k = s / n + (s / n) * e / 2^k
///
/// exceeds s / n by less than 256*n / 2^k, which is at most 1 / n if
/// 256*n*n <= 2^k, and so both have the same integer part. For k = 23 that is
/// n <= 181, and s * m <= 2^31 + 256*n fits in 32 bits.
static constexpr int kReciprocalShift = 23;
static constexpr int64_t kMaxReciprocalCount = 181;

namespace {

/// Emits divisions by the number of elements in a window: the same number
/// everywhere, or one per position, of which some i32 tensors then tell.
class CountDivision {
public:
  explicit CountDivision(ArrayRef<int64_t> counts)
      : counts(llvm::map_to_vector(
            counts, [](int64_t n) { return static_cast<int32_t>(n); })),
        useReciprocal(*llvm::max_element(counts) <= kMaxReciprocalCount) {}

  /// The tensors, of shape OHxOWx1, to broadcast.
  SmallVector<Value> createTensors(OpBuilder &builder, Location loc,
                                   int64_t height, int64_t width) const {
    if (llvm::all_equal(counts))
      return {};
    auto create = [&](ArrayRef<int32_t> values) -> Value {
      auto type =
          RankedTensorType::get({height, width, 1}, builder.getI32Type());
      return arith::ConstantOp::create(builder, loc,
                                       DenseElementsAttr::get(type, values));
    };
    return {create(llvm::map_to_vector(counts, getHalf)),
            create(llvm::map_to_vector(
                counts, [&](int32_t n) { return getFactor(n); }))};
  }

  /// `sum` / count, rounded half away from zero; `args` are the elements of the
  /// tensors.
  Value emit(LaneBuilder &b, Value sum, ValueRange args, bool isSigned) const {
    bool isConstant = args.empty();
    Value half = isConstant ? b.constant(sum.getType(), getHalf(counts.front()))
                            : args[0];
    Value factor = isConstant
                       ? b.constant(sum.getType(), getFactor(counts.front()))
                       : args[1];
    Value magnitude = isSigned ? b.abs(sum) : sum;
    Value dividend = b.add(magnitude, half);
    Value quotient = useReciprocal
                         ? b.lsr(b.mul(dividend, factor), kReciprocalShift)
                         : b.divU(dividend, factor);
    if (!isSigned)
      return quotient;
    Value isNegative = b.compare(arith::CmpIPredicate::slt, sum, 0);
    return b.select(isNegative, b.sub(int64_t(0), quotient), quotient);
  }

private:
  static int32_t getHalf(int32_t count) { return count / 2; }
  int32_t getFactor(int32_t count) const {
    return useReciprocal
               ? llvm::divideCeil(int64_t{1} << kReciprocalShift, count)
               : count;
  }

  SmallVector<int32_t> counts;
  bool useReciprocal;
};

} // namespace

static CountDivision getCountDivision(AveragePool2DOp op) {
  SmallVector<Window> windows = getWindows(op);
  ArrayRef<int64_t> input =
      cast<ShapedType>(op.getInput().getType()).getShape();
  ArrayRef<int64_t> output =
      cast<ShapedType>(op.getOutput().getType()).getShape();
  SmallVector<int64_t> counts;
  for (int64_t rows : getCounts(windows[0], input[1], output[1]))
    for (int64_t columns : getCounts(windows[1], input[2], output[2]))
      counts.push_back(rows * columns);
  return CountDivision(counts);
}

static LogicalResult lower(AveragePool2DOp op) {
  OpBuilder builder(op);
  Location loc = op.getLoc();
  QuantizedTypeInterface type =
      getQuantizedElementType(op.getOutput().getType());
  bool isSigned = type.getStorage().isSigned;
  ClampAttr bounds = getResultBounds(op);
  CountDivision division = getCountDivision(op);

  Value sums =
      reduceWindows(builder, op, builder.getI32Type(), /*value=*/0, /*init=*/0,
                    [&](LaneBuilder &b, ValueRange args) {
                      return b.add(args[1], b.extendToI32(args[0], isSigned));
                    });
  auto outputType =
      cast<RankedTensorType>(getStorageTensorType(op.getOutput().getType()));
  SmallVector<Value> inputs = {sums};
  llvm::append_range(inputs, division.createTensors(builder, loc,
                                                    outputType.getDimSize(1),
                                                    outputType.getDimSize(2)));
  Value result = createElementwise(
      builder, loc, outputType, inputs, [&](LaneBuilder &b, ValueRange args) {
        Value mean =
            division.emit(b, args.front(), args.drop_front(), isSigned);
        mean = b.maxS(mean, bounds.getMin());
        mean = b.minS(mean, bounds.getMax());
        return b.truncate(mean, outputType.getElementType());
      });
  replaceWithStorage(op, result);
  return success();
}

//===----------------------------------------------------------------------===//
// Maximum
//===----------------------------------------------------------------------===//

static LogicalResult lower(MaxPool2DOp op) {
  OpBuilder builder(op);
  QuantizedTypeInterface type =
      getQuantizedElementType(op.getOutput().getType());
  Storage storage = type.getStorage();
  ClampAttr bounds = getResultBounds(op);
  // The lower bound is the least that a maximum can be.
  Value result =
      reduceWindows(builder, op, type.getStorageType(), storage.min,
                    bounds.getMin(), [&](LaneBuilder &b, ValueRange args) {
                      return b.max(args[0], args[1], storage.isSigned);
                    });
  if (bounds.getMax() < storage.max)
    result = createElementwise(
        builder, op.getLoc(), cast<RankedTensorType>(result.getType()), result,
        [&](LaneBuilder &b, ValueRange args) {
          Value max = b.constant(args[0].getType(), bounds.getMax());
          return b.min(args[0], max, storage.isSigned);
        });
  replaceWithStorage(op, result);
  return success();
}

//===----------------------------------------------------------------------===//
// Reductions
//===----------------------------------------------------------------------===//

/// Sums over the op's axes, less `count` zero points, times the multiplier.
template <typename OpTy>
static LogicalResult
lowerReduction(OpTy op, int64_t count,
               std::optional<numerics::FixedPointMultiplier> real) {
  auto multiplier = getMultiplier(op, real);
  if (failed(multiplier))
    return failure();
  OpBuilder builder(op);
  Location loc = op.getLoc();
  MLIRContext *context = op.getContext();
  QuantizedTypeInterface inputType =
      getQuantizedElementType(op.getInput().getType());
  QuantizedTypeInterface outputType =
      getQuantizedElementType(op.getOutput().getType());
  Value input = castToStorage(builder, loc, op.getInput());
  ArrayRef<int64_t> shape = cast<ShapedType>(input.getType()).getShape();

  SmallVector<int64_t> keptShape;
  SmallVector<AffineExpr> kept;
  for (auto [axis, size] : llvm::enumerate(shape))
    if (!llvm::is_contained(op.getAxes(), static_cast<int64_t>(axis))) {
      keptShape.push_back(size);
      kept.push_back(getAffineDimExpr(axis, context));
    }
  int64_t rank = shape.size();
  SmallVector<AffineMap> maps = {
      AffineMap::getMultiDimIdentityMap(rank, context),
      AffineMap::get(rank, 0, kept, context)};
  bool isSigned = inputType.getStorage().isSigned;
  Value sums = createReduction(
      builder, loc, RankedTensorType::get(keptShape, builder.getI32Type()),
      /*init=*/0, input, maps, [&](LaneBuilder &b, ValueRange args) {
        return b.add(args[1], b.extendToI32(args[0], isSigned));
      });
  Value result = createRescale(
      builder, loc, sums, count * inputType.getZeroPoint(0), *multiplier,
      *op.getRounding(), outputType, getStorageBounds(outputType));

  Type reducedType = RankedTensorType::get(keptShape, outputType);
  result = StorageCastOp::create(builder, loc, reducedType, result);
  if (reducedType != op.getOutput().getType())
    result = ReshapeOp::create(builder, loc, op.getOutput().getType(), result);
  op.getOutput().replaceAllUsesWith(result);
  op.erase();
  return success();
}

template <typename OpTy>
static int64_t getReducedCount(OpTy op) {
  auto type = cast<ShapedType>(op.getInput().getType());
  int64_t count = 1;
  for (int64_t axis : op.getAxes())
    count *= type.getDimSize(axis);
  return count;
}

template <typename OpTy>
static double getScaleRatio(OpTy op) {
  return getQuantizedElementType(op.getInput().getType()).getScale(0) /
         getQuantizedElementType(op.getOutput().getType()).getScale(0);
}

static LogicalResult lower(MeanOp op) {
  if (failed(verifyRounding(op)))
    return failure();
  int64_t count = getReducedCount(op);
  return lowerReduction(
      op, count,
      numerics::getMeanMultiplier(getScaleRatio(op), count,
                                  toNumerics(*op.getRounding())));
}

static LogicalResult lower(SumOp op) {
  if (failed(verifyRounding(op)))
    return failure();
  return lowerReduction(op, getReducedCount(op),
                        numerics::quantizeMultiplier(
                            getScaleRatio(op), toNumerics(*op.getRounding())));
}

//===----------------------------------------------------------------------===//
// Pass
//===----------------------------------------------------------------------===//

namespace {

struct LowerPools : public qnn::impl::QnnLowerPoolsBase<LowerPools> {
  void runOnOperation() override {
    if (failed(lowerAll<AveragePool2DOp, MaxPool2DOp, MeanOp, SumOp>(
            getOperation(), numLowered, [](auto op) { return lower(op); })))
      signalPassFailure();
  }
};

} // namespace
