//===- IntegerLowering.cpp - What lowerings to integers share -------------===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "IntegerLowering.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"

using namespace mlir;
using namespace mlir::qnn;

//===----------------------------------------------------------------------===//
// Between the tiers
//===----------------------------------------------------------------------===//

Value qnn::castToStorage(OpBuilder &builder, Location loc, Value value) {
  return StorageCastOp::create(builder, loc,
                               getStorageTensorType(value.getType()), value);
}

void qnn::replaceWithStorage(Operation *op, Value storage) {
  OpBuilder builder(op);
  Value result = op->getResult(0);
  result.replaceAllUsesWith(
      StorageCastOp::create(builder, op->getLoc(), result.getType(), storage));
  op->erase();
}

LogicalResult qnn::verifyRounding(RoundingOpInterface op) {
  if (op.getRounding())
    return success();
  return op->emitOpError(
      "expected a rounding mode; run qnn-assign-rounding first");
}

FailureOr<numerics::FixedPointMultiplier>
qnn::getMultiplier(RoundingOpInterface op,
                   std::optional<numerics::FixedPointMultiplier> multiplier) {
  if (multiplier)
    return *multiplier;
  return op->emitOpError("expected ratios of scales below 2^30, which have a "
                         "fixed-point multiplier");
}

FailureOr<numerics::FixedPointMultiplier>
qnn::getMultiplier(RoundingOpInterface op, double real) {
  if (failed(verifyRounding(op)))
    return failure();
  return getMultiplier(
      op, numerics::quantizeMultiplier(real, toNumerics(*op.getRounding())));
}

Value qnn::createRescale(OpBuilder &builder, Location loc, Value input,
                         int64_t inputZeroPoint,
                         numerics::FixedPointMultiplier multiplier,
                         RoundingMode rounding,
                         QuantizedTypeInterface outputType, ClampAttr bounds) {
  auto parameter = [&](int64_t value) {
    return builder.getI32TensorAttr(static_cast<int32_t>(value));
  };
  Type type = cast<RankedTensorType>(input.getType())
                  .clone(outputType.getStorageType());
  return RescaleOp::create(
      builder, loc, type, input, Signedness::Signed,
      parameter(multiplier.multiplier), parameter(multiplier.shift),
      parameter(inputZeroPoint), parameter(outputType.getZeroPoint(0)),
      /*axis=*/nullptr, bounds, rounding);
}

Value qnn::createLookup(OpBuilder &builder, Location loc, Value bytes,
                        bool isSigned,
                        llvm::function_ref<int64_t(int32_t)> function) {
  SmallVector<int8_t> table;
  for (int32_t byte = 0; byte < 256; ++byte)
    table.push_back(static_cast<int8_t>(
        function(isSigned ? static_cast<int8_t>(byte) : byte)));
  auto type = RankedTensorType::get({256}, builder.getI8Type());
  return LookupOp::create(
      builder, loc, bytes.getType(), bytes,
      DenseElementsAttr::get(type, ArrayRef<int8_t>(table)));
}

//===----------------------------------------------------------------------===//
// Loops
//===----------------------------------------------------------------------===//

/// The map from the indices of a result of rank `rank` to an operand that
/// broadcasts to it.
static AffineMap getBroadcastMap(MLIRContext *context, int64_t rank,
                                 ArrayRef<int64_t> resultShape,
                                 RankedTensorType operand) {
  int64_t first = rank - operand.getRank();
  SmallVector<AffineExpr> indices;
  for (auto [axis, size] : llvm::enumerate(operand.getShape())) {
    bool isRepeated = size == 1 && resultShape[first + axis] != 1;
    indices.push_back(isRepeated ? getAffineConstantExpr(0, context)
                                 : getAffineDimExpr(first + axis, context));
  }
  return AffineMap::get(rank, 0, indices, context);
}

static Value createGeneric(OpBuilder &builder, Location loc, Value init,
                           ValueRange inputs, ArrayRef<AffineMap> maps,
                           ArrayRef<utils::IteratorType> iterators, Body body) {
  auto generic = linalg::GenericOp::create(
      builder, loc, init.getType(), inputs, init, maps, iterators,
      [&](OpBuilder &nested, Location l, ValueRange args) {
        LaneBuilder b(nested, l);
        linalg::YieldOp::create(nested, l, body(b, args));
      });
  return generic.getResult(0);
}

Value qnn::createElementwise(OpBuilder &builder, Location loc,
                             RankedTensorType type, ValueRange inputs,
                             ArrayRef<AffineMap> maps, Body body) {
  int64_t rank = type.getRank();
  SmallVector<AffineMap> allMaps(maps);
  allMaps.push_back(
      AffineMap::getMultiDimIdentityMap(rank, builder.getContext()));
  Value empty = tensor::EmptyOp::create(builder, loc, type.getShape(),
                                        type.getElementType());
  SmallVector<utils::IteratorType> iterators(rank,
                                             utils::IteratorType::parallel);
  return createGeneric(builder, loc, empty, inputs, allMaps, iterators,
                       [&](LaneBuilder &b, ValueRange args) {
                         return body(b, args.drop_back());
                       });
}

Value qnn::createElementwise(OpBuilder &builder, Location loc,
                             RankedTensorType type, ValueRange inputs,
                             Body body) {
  SmallVector<AffineMap> maps;
  for (Value input : inputs)
    maps.push_back(getBroadcastMap(builder.getContext(), type.getRank(),
                                   type.getShape(),
                                   cast<RankedTensorType>(input.getType())));
  return createElementwise(builder, loc, type, inputs, maps, body);
}

Value qnn::createReduction(OpBuilder &builder, Location loc,
                           RankedTensorType type, int64_t init,
                           ValueRange inputs, ArrayRef<AffineMap> maps,
                           Body body) {
  LaneBuilder b(builder, loc);
  Value empty = tensor::EmptyOp::create(builder, loc, type.getShape(),
                                        type.getElementType());
  Type element = type.getElementType();
  Value first = element.isF32()
                    ? b.constantF32(element, static_cast<float>(init))
                    : b.constant(element, init);
  Value filled =
      linalg::FillOp::create(builder, loc, first, empty).getResult(0);
  SmallVector<utils::IteratorType> iterators;
  for (unsigned dim = 0, e = maps.back().getNumDims(); dim < e; ++dim)
    iterators.push_back(maps.back().isFunctionOfDim(dim)
                            ? utils::IteratorType::parallel
                            : utils::IteratorType::reduction);
  return createGeneric(builder, loc, filled, inputs, maps, iterators, body);
}

//===----------------------------------------------------------------------===//
// Bodies
//===----------------------------------------------------------------------===//

Value qnn::emitCentred(LaneBuilder &b, Value element,
                       QuantizedTypeInterface type) {
  Value value = b.extendToI32(element, type.getStorage().isSigned);
  int64_t zeroPoint = type.getZeroPoint(0);
  return zeroPoint == 0 ? value : b.sub(value, zeroPoint);
}

Value qnn::emitStore(LaneBuilder &b, Value value, QuantizedTypeInterface type,
                     ClampAttr bounds) {
  // The clamp first, to bounds less the zero point, so that nothing overflows:
  // storage of at most 16 bits is far from the bounds of i32.
  int64_t zeroPoint = type.getZeroPoint(0);
  value = b.maxS(value, bounds.getMin() - zeroPoint);
  value = b.minS(value, bounds.getMax() - zeroPoint);
  if (zeroPoint != 0)
    value = b.add(value, zeroPoint);
  return b.truncate(value, type.getStorageType());
}

ClampAttr qnn::getStorageBounds(QuantizedTypeInterface type) {
  Storage storage = type.getStorage();
  return ClampAttr::get(type.getContext(), storage.min, storage.max);
}
