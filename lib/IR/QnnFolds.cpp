//===- QnnFolds.cpp - Folds and canonicalizations of qnn ops ----*- C++ -*-===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "mlir/IR/Matchers.h"
#include "mlir/IR/PatternMatch.h"
#include "mlir/IR/TypeUtilities.h"
#include "qnn/IR/Numerics.h"
#include "qnn/IR/Qnn.h"

using namespace mlir;
using namespace mlir::qnn;

//===----------------------------------------------------------------------===//
// Constants
//===----------------------------------------------------------------------===//

/// The channel of row-major element `index` of `shape`, for parameters that
/// vary along `axis`.
static int64_t getChannel(int64_t index, ArrayRef<int64_t> shape,
                          std::optional<int64_t> axis) {
  if (!axis)
    return 0;
  int64_t inner = 1;
  for (int64_t size : shape.drop_front(*axis + 1))
    inner *= size;
  return (index / inner) % shape[*axis];
}

/// Calls `fn(element, index)` for each of `elements`: only for the first of a
/// splat, if `fn` treats all indices alike.
template <typename T, typename Fn>
static void forEachElement(DenseElementsAttr elements, bool alike, Fn fn) {
  if (alike && elements.isSplat())
    return fn(elements.getSplatValue<T>(), 0);
  for (auto [index, element] : llvm::enumerate(elements.getValues<T>()))
    fn(element, index);
}

/// Applies `fn(element, index)`, which returns storage integers of the
/// quantized tensor `type`, to constant `elements`.
template <typename T, typename Fn>
static QuantizedElementsAttr mapToStorage(DenseElementsAttr elements,
                                          ShapedType type, bool alike, Fn fn) {
  auto storageType = cast<ShapedType>(getStorageTensorType(type));
  unsigned width = storageType.getElementTypeBitWidth();
  SmallVector<APInt> values;
  forEachElement<T>(elements, alike, [&](const T &element, int64_t index) {
    values.emplace_back(width, static_cast<uint64_t>(fn(element, index)),
                        /*isSigned=*/false, /*implicitTrunc=*/true);
  });
  return QuantizedElementsAttr::get(
      type.getContext(),
      cast<DenseIntElementsAttr>(DenseElementsAttr::get(storageType, values)));
}

OpFoldResult ConstantOp::fold(FoldAdaptor) {
  return QuantizedElementsAttr::get(getContext(),
                                    cast<DenseIntElementsAttr>(getValue()));
}

OpFoldResult QuantizeOp::fold(FoldAdaptor adaptor) {
  auto input = dyn_cast_if_present<DenseElementsAttr>(adaptor.getInput());
  if (!input)
    return {};
  auto outputType = cast<ShapedType>(getOutput().getType());
  QuantizedTypeInterface type = getQuantizedElementType(outputType);
  Storage storage = type.getStorage();
  return mapToStorage<float>(
      input, outputType, type.isPerTensor(), [&](float value, int64_t index) {
        int64_t channel =
            getChannel(index, outputType.getShape(), type.getQuantizedAxis());
        return numerics::quantize(
            value, type.getScale(channel), type.getZeroPoint(channel),
            toNumerics(storage), toNumerics(getRounding()));
      });
}

OpFoldResult DequantizeOp::fold(FoldAdaptor adaptor) {
  auto input = dyn_cast_if_present<QuantizedElementsAttr>(adaptor.getInput());
  if (!input)
    return {};
  auto inputType = cast<ShapedType>(getInput().getType());
  QuantizedTypeInterface type = getQuantizedElementType(inputType);
  SmallVector<float> values;
  forEachElement<APInt>(
      input.getElements(), type.isPerTensor(),
      [&](const APInt &bits, int64_t index) {
        int64_t channel =
            getChannel(index, inputType.getShape(), type.getQuantizedAxis());
        values.push_back(numerics::dequantize(
            readInteger(bits, type.getStorage().isSigned),
            type.getScale(channel), type.getZeroPoint(channel)));
      });
  return DenseElementsAttr::get(cast<ShapedType>(getOutput().getType()),
                                ArrayRef<float>(values));
}

/// Folds a requantization of a constant whose rounding is decided and whose
/// multipliers exist.
static QuantizedElementsAttr
foldConstantRequantize(RequantizeOp op, DenseIntElementsAttr input) {
  auto outputType = cast<ShapedType>(op.getOutput().getType());
  QuantizedTypeInterface from =
      getQuantizedElementType(op.getInput().getType());
  QuantizedTypeInterface to = getQuantizedElementType(outputType);
  auto multipliers = getRequantizeMultipliers(from, to, *op.getRounding());
  if (failed(multipliers))
    return {};
  Storage storage = to.getStorage();
  ClampAttr clamp = op.getClamp().value_or(
      ClampAttr::get(op.getContext(), storage.min, storage.max));
  numerics::Rounding rounding = toNumerics(*op.getRounding());

  return mapToStorage<APInt>(
      input, outputType, from.isPerTensor() && to.isPerTensor(),
      [&](const APInt &bits, int64_t index) {
        auto channelOf = [&](QuantizedTypeInterface type) {
          return getChannel(index, outputType.getShape(),
                            type.getQuantizedAxis());
        };
        int64_t fromChannel = channelOf(from), toChannel = channelOf(to);
        auto centred =
            static_cast<int32_t>(readInteger(bits, from.getStorage().isSigned) -
                                 from.getZeroPoint(fromChannel));
        int64_t scaled = numerics::rescale(
            centred, (*multipliers)[std::max(fromChannel, toChannel)],
            rounding);
        return std::clamp(scaled + to.getZeroPoint(toChannel), clamp.getMin(),
                          clamp.getMax());
      });
}

OpFoldResult RequantizeOp::fold(FoldAdaptor adaptor) {
  QuantizedTypeInterface type = getQuantizedElementType(getOutput().getType());
  Storage storage = type.getStorage();
  // The multiplier of equal scales is 2^30 * 2^(1 - 31), and every mode takes
  // an integer times 1 to itself, with one exception: the left shift of
  // double_round wraps from 2^30 on, and half_even_f32 has 24 bits. So only
  // storage of at most 16 bits is the identity in all of them.
  bool clampsNothing = !getClamp() || (getClamp()->getMin() == storage.min &&
                                       getClamp()->getMax() == storage.max);
  if (getInput().getType() == getOutput().getType() && clampsNothing &&
      storage.width <= 16)
    return getInput();
  auto input = dyn_cast_if_present<QuantizedElementsAttr>(adaptor.getInput());
  if (!input || !getRounding())
    return {};
  return foldConstantRequantize(*this, input.getElements());
}

OpFoldResult StorageCastOp::fold(FoldAdaptor adaptor) {
  if (auto input =
          dyn_cast_if_present<QuantizedElementsAttr>(adaptor.getInput()))
    return input.getElements();
  if (auto input =
          dyn_cast_if_present<DenseIntElementsAttr>(adaptor.getInput()))
    // Undefined behaviour stays as it is: no constant could express it.
    if (!findOutOfStorageRange(
            input, getQuantizedElementType(getOutput().getType()).getStorage()))
      return QuantizedElementsAttr::get(getContext(), input);
  if (auto producer = getInput().getDefiningOp<StorageCastOp>())
    if (producer.getInput().getType() == getOutput().getType())
      return producer.getInput();
  return {};
}

OpFoldResult ReshapeOp::fold(FoldAdaptor adaptor) {
  if (getInput().getType() == getOutput().getType())
    return getInput();
  auto input = dyn_cast_if_present<QuantizedElementsAttr>(adaptor.getInput());
  if (!input)
    return {};
  auto type = cast<ShapedType>(getStorageTensorType(getOutput().getType()));
  return QuantizedElementsAttr::get(
      getContext(),
      cast<DenseIntElementsAttr>(input.getElements().reshape(type)));
}

OpFoldResult FlipSignOp::fold(FoldAdaptor adaptor) {
  if (auto producer = getInput().getDefiningOp<FlipSignOp>())
    return producer.getInput();
  if (auto input =
          dyn_cast_if_present<DenseIntElementsAttr>(adaptor.getInput()))
    return input.mapValues(input.getElementType(), [](const APInt &bits) {
      return bits ^ APInt::getSignMask(8);
    });
  return {};
}

OpFoldResult LookupOp::fold(FoldAdaptor adaptor) {
  auto table = cast<DenseIntElementsAttr>(getTable()).getValues<APInt>();
  if (auto input = dyn_cast_if_present<IntegerAttr>(adaptor.getInput()))
    return IntegerAttr::get(getOutput().getType(),
                            table[input.getValue().getZExtValue()]);
  if (auto input =
          dyn_cast_if_present<DenseIntElementsAttr>(adaptor.getInput()))
    return input.mapValues(
        getElementTypeOrSelf(getOutput().getType()),
        [&](const APInt &byte) { return table[byte.getZExtValue()]; });
  return {};
}

//===----------------------------------------------------------------------===//
// Canonicalization
//===----------------------------------------------------------------------===//

/// reshape(reshape(x)) -> reshape(x)
static LogicalResult composeReshapes(ReshapeOp op, PatternRewriter &rewriter) {
  auto producer = op.getInput().getDefiningOp<ReshapeOp>();
  if (!producer)
    return rewriter.notifyMatchFailure(op, "input is no reshape");
  rewriter.modifyOpInPlace(
      op, [&] { op.getInputMutable().assign(producer.getInput()); });
  return success();
}

void ReshapeOp::getCanonicalizationPatterns(RewritePatternSet &patterns,
                                            MLIRContext *) {
  patterns.add(composeReshapes);
}

/// flip_sign(rescale(x)) -> rescale(x) with bounds and zero points moved by
/// 128, which costs nothing, where nobody else reads the rescale and the zero
/// points stay in i32.
static LogicalResult flipRescale(FlipSignOp op, PatternRewriter &rewriter) {
  auto rescale = op.getInput().getDefiningOp<RescaleOp>();
  if (!rescale || !rescale->hasOneUse())
    return rewriter.notifyMatchFailure(op, "input is no rescale of one use");
  // From the signed range up, from the unsigned range down; a clamp in both
  // could come from either, and is taken as signed.
  ClampAttr clamp = rescale.getClamp();
  int32_t offset = clamp.getMax() <= 127 ? 128 : -128;
  auto zeroPoints = cast<DenseIntElementsAttr>(rescale.getOutputZeroPoints());
  if (!llvm::all_of(zeroPoints.getValues<int32_t>(), [&](int32_t zp) {
        return llvm::isInt<32>(int64_t{zp} + offset);
      }))
    return rewriter.notifyMatchFailure(op, "zero point would overflow i32");
  ElementsAttr moved =
      zeroPoints.mapValues(zeroPoints.getElementType(), [&](const APInt &zp) {
        return zp + APInt(32, offset, true);
      });
  rewriter.replaceOpWithNewOp<RescaleOp>(
      op, op.getType(), rescale.getInput(), rescale.getInputSignednessAttr(),
      rescale.getMultipliers(), rescale.getShifts(),
      rescale.getInputZeroPoints(), moved, rescale.getAxisAttr(),
      ClampAttr::get(op.getContext(), clamp.getMin() + offset,
                     clamp.getMax() + offset),
      rescale.getRoundingAttr());
  return success();
}

/// flip_sign(lookup(x)) -> lookup(x) with the entries flipped, where nobody
/// else reads the lookup.
static LogicalResult flipLookup(FlipSignOp op, PatternRewriter &rewriter) {
  auto lookup = op.getInput().getDefiningOp<LookupOp>();
  if (!lookup || !lookup->hasOneUse())
    return rewriter.notifyMatchFailure(op, "input is no lookup of one use");
  auto table = dyn_cast<DenseIntElementsAttr>(lookup.getTable());
  if (!table)
    return rewriter.notifyMatchFailure(op, "table is not of dense integers");
  ElementsAttr flipped =
      table.mapValues(table.getElementType(), [](const APInt &entry) {
        return entry ^ APInt::getSignMask(8);
      });
  rewriter.replaceOpWithNewOp<LookupOp>(op, op.getType(), lookup.getInput(),
                                        flipped);
  return success();
}

void FlipSignOp::getCanonicalizationPatterns(RewritePatternSet &patterns,
                                             MLIRContext *) {
  patterns.add(flipRescale);
  patterns.add(flipLookup);
}
