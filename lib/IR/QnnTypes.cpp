//===- QnnTypes.cpp - Types and attributes of the qnn dialect ---*- C++ -*-===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "mlir/IR/Builders.h"
#include "mlir/IR/DialectImplementation.h"
#include "qnn/IR/Qnn.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSwitch.h"
#include "llvm/ADT/TypeSwitch.h"

using namespace mlir;
using namespace mlir::qnn;

#include "qnn/IR/QnnEnums.cpp.inc"
#include "qnn/IR/QnnTypeInterfaces.cpp.inc"

//===----------------------------------------------------------------------===//
// Custom directives
//===----------------------------------------------------------------------===//

/// storage ::= (`i` | `u`) width (`<` min `:` max `>`)?
static ParseResult parseStorage(AsmParser &parser, Storage &storage) {
  SMLoc loc = parser.getCurrentLocation();
  StringRef keyword;
  if (parser.parseKeyword(&keyword))
    return failure();
  StringRef digits = keyword;
  bool isSigned = digits.consume_front("i");
  unsigned width;
  if ((!isSigned && !digits.consume_front("u")) || digits.starts_with("0") ||
      digits.getAsInteger(10, width) || width > 32)
    return parser.emitError(loc)
           << "expected a storage type such as i8 or u8, but got '" << keyword
           << "'";
  storage = Storage::getFull(width, isSigned);
  if (failed(parser.parseOptionalLess()))
    return success();
  return failure(parser.parseInteger(storage.min) || parser.parseColon() ||
                 parser.parseInteger(storage.max) || parser.parseGreater());
}

static void printStorage(AsmPrinter &printer, const Storage &storage) {
  printer << (storage.isSigned ? 'i' : 'u') << storage.width;
  if (!storage.isFull())
    printer << '<' << storage.min << ':' << storage.max << '>';
}

/// float (`,` `zero_point` `=` integer)?
static ParseResult parseScaleAndZeroPoint(AsmParser &parser,
                                          FailureOr<APFloat> &scale,
                                          int64_t &zeroPoint) {
  double value;
  if (parser.parseFloat(value))
    return failure();
  scale = APFloat(value);
  zeroPoint = 0;
  if (failed(parser.parseOptionalComma()))
    return success();
  return failure(parser.parseKeyword("zero_point") || parser.parseEqual() ||
                 parser.parseInteger(zeroPoint));
}

static void printScaleAndZeroPoint(AsmPrinter &printer, const APFloat &scale,
                                   int64_t zeroPoint) {
  printer.printFloat(scale);
  if (zeroPoint != 0)
    printer << ", zero_point = " << zeroPoint;
}

#define GET_ATTRDEF_CLASSES
#include "qnn/IR/QnnAttrs.cpp.inc"

#define GET_TYPEDEF_CLASSES
#include "qnn/IR/QnnTypes.cpp.inc"

//===----------------------------------------------------------------------===//
// Verification
//===----------------------------------------------------------------------===//

/// PT1, PT2; PA1, PA2.
static LogicalResult verifyStorage(function_ref<InFlightDiagnostic()> emitError,
                                   const Storage &storage) {
  bool supported = storage.isSigned
                       ? llvm::is_contained({4u, 8u, 16u, 32u}, storage.width)
                       : llvm::is_contained({4u, 8u, 16u}, storage.width);
  if (!supported)
    return emitError() << "expected storage i4, u4, i8, u8, i16, u16 or i32, "
                          "but got "
                       << (storage.isSigned ? 'i' : 'u') << storage.width;
  Storage full = Storage::getFull(storage.width, storage.isSigned);
  if (!full.contains(storage.min) || !full.contains(storage.max) ||
      storage.min >= storage.max)
    return emitError() << "expected a storage range within [" << full.min
                       << ", " << full.max
                       << "] of at least two values, but got [" << storage.min
                       << ", " << storage.max << "]";
  return success();
}

static bool isValidScale(const APFloat &scale) {
  return scale.isFinite() && !scale.isZero() && !scale.isNegative();
}

LogicalResult
PerTensorType::verify(function_ref<InFlightDiagnostic()> emitError,
                      Storage storage, FloatType expressedType, APFloat scale,
                      int64_t zeroPoint) {
  if (&scale.getSemantics() != &APFloat::IEEEdouble())
    return emitError() << "expected the scale as an IEEE double";
  if (failed(verifyStorage(emitError, storage)))
    return failure();
  if (!isValidScale(scale)) // PT3
    return emitError() << "expected a finite positive scale, but got "
                       << scale.convertToDouble();
  if (!storage.contains(zeroPoint)) // PT4
    return emitError() << "expected a zero point in the storage range ["
                       << storage.min << ", " << storage.max << "], but got "
                       << zeroPoint;
  return success();
}

LogicalResult PerAxisType::verify(function_ref<InFlightDiagnostic()> emitError,
                                  Storage storage, FloatType expressedType,
                                  int64_t axis, DenseElementsAttr scales,
                                  DenseElementsAttr zeroPoints) {
  if (failed(verifyStorage(emitError, storage)))
    return failure();
  if (axis < 0) // PA3
    return emitError() << "expected an axis of at least 0, but got " << axis;

  // PA4
  auto scalesType = dyn_cast<RankedTensorType>(scales.getType());
  if (!scalesType || scalesType.getRank() != 1 ||
      !scalesType.getElementType().isF64() || scalesType.getDimSize(0) == 0)
    return emitError() << "expected scales as a rank-1 f64 tensor of at least "
                          "one element, but got "
                       << scales.getType();
  for (auto [index, scale] : llvm::enumerate(scales.getValues<APFloat>()))
    if (!isValidScale(scale))
      return emitError() << "expected finite positive scales, but got "
                         << scale.convertToDouble() << " at index " << index;

  // PA5
  auto zeroPointsType = dyn_cast<RankedTensorType>(zeroPoints.getType());
  if (!zeroPointsType || zeroPointsType.getShape() != scalesType.getShape() ||
      !zeroPointsType.getElementType().isSignlessInteger(32))
    return emitError() << "expected zero points as a rank-1 i32 tensor of "
                       << scalesType.getDimSize(0)
                       << " elements, one per scale, but got "
                       << zeroPoints.getType();
  for (auto [index, zeroPoint] :
       llvm::enumerate(zeroPoints.getValues<int32_t>()))
    if (!storage.contains(zeroPoint))
      return emitError() << "expected zero points in the storage range ["
                         << storage.min << ", " << storage.max << "], but got "
                         << zeroPoint << " at index " << index;
  return success();
}

LogicalResult ClampAttr::verify(function_ref<InFlightDiagnostic()> emitError,
                                int64_t min, int64_t max) {
  if (min > max) // CL1
    return emitError() << "expected clamp bounds min <= max, but got " << min
                       << " and " << max;
  return success();
}

//===----------------------------------------------------------------------===//
// QuantizedTypeInterface
//===----------------------------------------------------------------------===//

std::optional<int64_t> PerTensorType::getQuantizedAxis() const {
  return std::nullopt;
}

int64_t PerTensorType::getNumChannels() const { return 1; }

double PerTensorType::getScale(int64_t) const {
  return getScaleValue().convertToDouble();
}

int64_t PerTensorType::getZeroPoint(int64_t) const {
  return getZeroPointValue();
}

DenseIntElementsAttr PerTensorType::getZeroPoints() const {
  return Builder(getContext())
      .getI32TensorAttr({static_cast<int32_t>(getZeroPointValue())});
}

PerAxisType PerAxisType::get(Storage storage, FloatType expressedType,
                             int64_t axis, ArrayRef<double> scales,
                             ArrayRef<int32_t> zeroPoints) {
  Builder builder(expressedType.getContext());
  int64_t size = scales.size();
  auto scalesAttr = DenseElementsAttr::get(
      RankedTensorType::get({size}, builder.getF64Type()), scales);
  auto zeroPointsAttr = DenseElementsAttr::get(
      RankedTensorType::get({size}, builder.getI32Type()), zeroPoints);
  return get(builder.getContext(), storage, expressedType, axis, scalesAttr,
             zeroPointsAttr);
}

std::optional<int64_t> PerAxisType::getQuantizedAxis() const {
  return getAxis();
}

int64_t PerAxisType::getNumChannels() const {
  return getScales().getNumElements();
}

double PerAxisType::getScale(int64_t channel) const {
  return getScales().getValues<double>()[channel];
}

int64_t PerAxisType::getZeroPoint(int64_t channel) const {
  return getZeroPointsValue().getValues<int32_t>()[channel];
}

DenseIntElementsAttr PerAxisType::getZeroPoints() const {
  return cast<DenseIntElementsAttr>(getZeroPointsValue());
}

void QnnDialect::registerTypes() {
  addTypes<
#define GET_TYPEDEF_LIST
#include "qnn/IR/QnnTypes.cpp.inc"
      >();
}

void QnnDialect::registerAttributes() {
  addAttributes<
#define GET_ATTRDEF_LIST
#include "qnn/IR/QnnAttrs.cpp.inc"
      >();
}
