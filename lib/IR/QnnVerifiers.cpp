//===- QnnVerifiers.cpp - Verifiers of qnn ops ------------------*- C++ -*-===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

// Each check names the constraint of the op's documentation that it enforces.

#include "VerifierUtils.h"
#include "mlir/IR/TypeUtilities.h"
#include "qnn/IR/Window.h"

using namespace mlir;
using namespace mlir::qnn;

//===----------------------------------------------------------------------===//
// Shared checks
//===----------------------------------------------------------------------===//

template <typename OpTy>
static LogicalResult verifySameShape(OpTy op) {
  ArrayRef<int64_t> input = op.getInput().getType().getShape();
  ArrayRef<int64_t> output = op.getOutput().getType().getShape();
  if (input != output)
    return op.emitOpError("expected input and output of one shape, but got ")
           << op.getInput().getType() << " and " << op.getOutput().getType();
  return success();
}

/// The matrix shapes MxK, NxK and MxN of fully_connected C1 and dot C1.
static LogicalResult verifyMatrixProduct(Operation *op, ShapedType input,
                                         ShapedType weights,
                                         ShapedType output) {
  if (input.getRank() != 2 || weights.getRank() != 2 || output.getRank() != 2)
    return op->emitOpError("expected input, weights and output of rank 2, but "
                           "got ranks ")
           << input.getRank() << ", " << weights.getRank() << " and "
           << output.getRank();
  if (input.getDimSize(1) != weights.getDimSize(1))
    return op->emitOpError("expected input and weights of equal size along "
                           "axis 1, but got ")
           << input.getDimSize(1) << " and " << weights.getDimSize(1);
  if (output.getDimSize(0) != input.getDimSize(0) ||
      output.getDimSize(1) != weights.getDimSize(0))
    return op->emitOpError("expected output of shape ")
           << input.getDimSize(0) << "x" << weights.getDimSize(0)
           << ", but got " << output.getDimSize(0) << "x"
           << output.getDimSize(1);
  return success();
}

/// No part of the compiler looks into elements of another kind, such as
/// resources.
static LogicalResult verifyDense(Operation *op, StringRef name,
                                 ElementsAttr elements) {
  if (!isa<DenseElementsAttr>(elements))
    return op->emitOpError("expected ")
           << name << " as dense elements, but got "
           << elements.getAbstractAttribute().getName();
  return success();
}

//===----------------------------------------------------------------------===//
// Quantized tier
//===----------------------------------------------------------------------===//

LogicalResult ConstantOp::verify() {
  auto type = cast<RankedTensorType>(getOutput().getType());
  if (failed(verifyDense(*this, "value", getValue()))) // C1
    return failure();
  if (getValue().getType() != getStorageTensorType(type)) // C1
    return emitOpError("expected a value of type ")
           << getStorageTensorType(type) << ", but got "
           << getValue().getType();
  auto value = cast<DenseIntElementsAttr>(getValue());
  Storage storage = getQuantizedElementType(type).getStorage();
  if (std::optional<int64_t> index =
          findOutOfStorageRange(value, storage)) // C2
    return emitOpError("expected elements in the storage range [")
           << storage.min << ", " << storage.max << "], but got "
           << readInteger(value.getValues<APInt>()[*index], storage.isSigned)
           << " at row-major index " << *index;
  return success();
}

LogicalResult QuantizeOp::verify() {
  if (failed(verifySameShape(*this))) // C1
    return failure();
  QuantizedTypeInterface type = getQuantizedElementType(getOutput().getType());
  if (type.getStorage().width > 16) // C2
    return emitOpError("expected output storage of at most 16 bits, but got ")
           << type.getStorage().width;
  if (type.getExpressedType() != getInput().getType().getElementType()) // C3
    return emitOpError("expected input elements of the expressed type ")
           << type.getExpressedType() << ", but got "
           << getInput().getType().getElementType();
  return success();
}

LogicalResult DequantizeOp::verify() {
  if (failed(verifySameShape(*this))) // C1
    return failure();
  QuantizedTypeInterface type = getQuantizedElementType(getInput().getType());
  if (type.getExpressedType() != getOutput().getType().getElementType()) // C2
    return emitOpError("expected output elements of the expressed type ")
           << type.getExpressedType() << ", but got "
           << getOutput().getType().getElementType();
  return success();
}

LogicalResult RequantizeOp::verify() {
  if (failed(verifySameShape(*this))) // C1
    return failure();
  QuantizedTypeInterface input = getQuantizedElementType(getInput().getType());
  QuantizedTypeInterface output =
      getQuantizedElementType(getOutput().getType());
  if (!input.isPerTensor() && !output.isPerTensor() &&
      input.getQuantizedAxis() != output.getQuantizedAxis()) // C2
    return emitOpError("expected per-axis types of one axis, but got axes ")
           << *input.getQuantizedAxis() << " and "
           << *output.getQuantizedAxis();
  if (failed(verifyClamp(*this, getClamp(), output.getStorage()))) // C3
    return failure();
  if (input.getExpressedType() != output.getExpressedType()) // C4
    return emitOpError("expected equal expressed types, but got ")
           << input.getExpressedType() << " and " << output.getExpressedType();
  return success();
}

LogicalResult StorageCastOp::verify() {
  if (failed(verifySameShape(*this))) // C1
    return failure();
  QuantizedTypeInterface input = getQuantizedElementType(getInput().getType());
  QuantizedTypeInterface output =
      getQuantizedElementType(getOutput().getType());
  if (!input == !output) // C2
    return emitOpError("expected one quantized side, but got ")
           << getInput().getType() << " and " << getOutput().getType();
  Type plain = (input ? getOutput() : getInput()).getType().getElementType();
  Type storage = (input ? input : output).getStorageType();
  if (plain != storage) // C3
    return emitOpError("expected elements of the storage type ")
           << storage << ", but got " << plain;
  return success();
}

LogicalResult ReshapeOp::verify() {
  RankedTensorType input = cast<RankedTensorType>(getInput().getType());
  RankedTensorType output = cast<RankedTensorType>(getOutput().getType());
  if (input.getNumElements() != output.getNumElements()) // C1
    return emitOpError("expected as many elements in input and output, but "
                       "got ")
           << input.getNumElements() << " and " << output.getNumElements();
  if (input.getElementType() != output.getElementType()) // C2
    return emitOpError("expected input and output of one element type, but "
                       "got ")
           << input.getElementType() << " and " << output.getElementType();
  if (!getQuantizedElementType(input).isPerTensor()) // C3
    return emitOpError("expected elements quantized per tensor, but got ")
           << input.getElementType();
  return success();
}

LogicalResult FullyConnectedOp::verify() {
  auto inputType = cast<ShapedType>(getInput().getType());
  auto weightsType = cast<ShapedType>(getWeights().getType());
  auto outputType = cast<ShapedType>(getOutput().getType());
  if (failed(verifyMatrixProduct(*this, inputType, weightsType,
                                 outputType))) // C1
    return failure();
  if (getBias() && // C2
      failed(verifyVector(*this, "bias", cast<ShapedType>(getBias().getType()),
                          weightsType.getDimSize(0))))
    return failure();

  if (failed(verifyActivationType(*this, "input", inputType)) || // C3
      failed(verifyActivationType(*this, "output", outputType)))
    return failure();
  if (failed(verifyWeightsType(*this, weightsType)) || // C4
      failed(verifyActivationOrClamp(*this)))          // C5
    return failure();
  Storage storage = getQuantizedElementType(outputType).getStorage();
  if (failed(verifyClamp(*this, getClamp(), storage))) // C6
    return failure();
  return verifySameExpressedType( // C7
      *this, {inputType, weightsType, outputType});
}

//===----------------------------------------------------------------------===//
// Integer tier
//===----------------------------------------------------------------------===//

LogicalResult DotOp::verify() {
  ShapedType input = getInput().getType(), weights = getWeights().getType();
  if (failed(verifyMatrixProduct(*this, input, weights,
                                 getOutput().getType()))) // C1
    return failure();
  int64_t m = input.getDimSize(0), n = weights.getDimSize(0);
  if (failed(verifyVector(*this, "bias", getBias().getType(), n))) // C2
    return failure();
  if (!getRowSums() != !getWeightZeroPoints()) // C3
    return emitOpError("expected both row sums and weight zero points, or "
                       "neither");
  if (!getRowSums())
    return success();
  return success(
      succeeded(verifyVector(*this, "row sums", getRowSums().getType(), m)) &&
      succeeded(verifyVector(*this, "weight zero points",
                             getWeightZeroPoints().getType(), n)));
}

LogicalResult RowSumOp::verify() {
  ShapedType input = getInput().getType();
  if (input.getRank() != 2) // C1
    return emitOpError("expected input of rank 2, but got rank ")
           << input.getRank();
  return verifyVector(*this, "output", getOutput().getType(),
                      input.getDimSize(0));
}

LogicalResult RescaleOp::verify() {
  if (failed(verifySameShape(*this))) // C1
    return failure();

  ShapedType inputType = getInput().getType();
  std::optional<int64_t> axis = getAxis();
  if (axis && (*axis < 0 || *axis >= inputType.getRank())) // C3
    return emitOpError("expected an axis in [0, ")
           << inputType.getRank() << "), but got " << *axis;

  auto verifyParameter = [&](StringRef name,
                             ElementsAttr values) -> LogicalResult {
    if (failed(verifyDense(*this, name, values))) // C2
      return failure();
    int64_t channels = axis ? inputType.getDimSize(*axis) : 1;
    auto type = dyn_cast<RankedTensorType>(values.getShapedType());
    if (type && type.getRank() == 1 &&
        type.getElementType().isSignlessInteger(32) && type.getDimSize(0) > 0 &&
        (type.getDimSize(0) == 1 || type.getDimSize(0) == channels))
      return success();
    InFlightDiagnostic diag = emitOpError("expected "); // C2
    diag << name << " as a rank-1 i32 tensor of one element";
    if (channels > 1)
      diag << " or of " << channels;
    return diag << ", but got " << values.getType();
  };
  if (failed(verifyParameter("multipliers", getMultipliers())) ||
      failed(verifyParameter("shifts", getShifts())) ||
      failed(verifyParameter("input zero points", getInputZeroPoints())) ||
      failed(verifyParameter("output zero points", getOutputZeroPoints())))
    return failure();

  for (int32_t multiplier : getMultipliers().getValues<int32_t>()) {
    if (multiplier < 0) // C4
      return emitOpError("expected multipliers in [0, 2^31), but got ")
             << multiplier;
    if (getRounding() == RoundingMode::HalfEvenF32 && multiplier % 128) // C5
      return emitOpError("expected multipliers whose low 7 bits are 0 in "
                         "mode half_even_f32, but got ")
             << multiplier;
  }
  for (int32_t shift : getShifts().getValues<int32_t>())
    if (shift < -31 || shift > 30) // C4
      return emitOpError("expected shifts in [-31, 30], but got ") << shift;

  unsigned width = getOutput().getType().getElementTypeBitWidth();
  ClampAttr clamp = getClamp();
  auto clampIsIn = [&](const Storage &range) {
    return range.contains(clamp.getMin()) && range.contains(clamp.getMax());
  };
  bool mayBeUnsigned = width < 32;
  if (!clampIsIn(Storage::getFull(width, /*isSigned=*/true)) &&
      !(mayBeUnsigned &&
        clampIsIn(Storage::getFull(width, /*isSigned=*/false)))) // C6
    return emitOpError("expected clamp bounds in the signed ")
           << (mayBeUnsigned ? "or the unsigned " : "") << "range of "
           << getOutput().getType().getElementType() << ", but got "
           << clamp.getMin() << " and " << clamp.getMax();
  return success();
}

//===----------------------------------------------------------------------===//
// Machine tier
//===----------------------------------------------------------------------===//

/// True if all that `window` reads for `output` is inside of `input`.
static bool isInside(WindowAttr window, ShapedType input, ShapedType output) {
  for (int64_t number :
       {window.getImageLines(), window.getLineStride(),
        window.getColumnStride(), window.getLines(), window.getLineDilation(),
        window.getRuns(), window.getRunDilation(), window.getLength()})
    if (number < 0 || number > INT32_MAX)
      return false;
  if (input.getDimSize(0) % std::max<int64_t>(window.getImageLines(), 1) != 0 ||
      output.getDimSize(0) * window.getImageLines() != input.getDimSize(0) ||
      window.getLines() < 1 || window.getRuns() < 1)
    return false;
  int64_t lastLine = (output.getDimSize(1) - 1) * window.getLineStride() +
                     (window.getLines() - 1) * window.getLineDilation();
  int64_t end = (output.getDimSize(2) - 1) * window.getColumnStride() +
                (window.getRuns() - 1) * window.getRunDilation() +
                window.getLength();
  return lastLine < window.getImageLines() && end <= input.getDimSize(1);
}

/// Checks that the body of `op` takes the accumulator and `numOperands` values,
/// and yields an element of the result.
template <typename OpTy>
static LogicalResult verifyBody(OpTy op, size_t numOperands,
                                ValueRange elements = {}) {
  Type element = op.getOutput().getType().getElementType();
  Block &body = op.getBody().front();
  SmallVector<Type> types(1 + numOperands,
                          IntegerType::get(op.getContext(), 32));
  for (Value operand : elements)
    types.push_back(getElementTypeOrSelf(operand));
  if (body.getArgumentTypes() != TypeRange(types))
    return op.emitOpError("expected a body with arguments of types ")
           << TypeRange(types) << ", but got " << body.getArgumentTypes();
  auto yield = dyn_cast<YieldOp>(body.getTerminator());
  if (!yield)
    return op.emitOpError("expected the body to end in qnn.yield, but got ")
           << body.getTerminator()->getName();
  if (yield.getValue().getType() != element)
    return op.emitOpError("expected the body to yield ")
           << element << ", but got " << yield.getValue().getType();
  return success();
}

LogicalResult PackedDotOp::verify() {
  ShapedType input = getInput().getType(), output = getOutput().getType();
  std::optional<WindowAttr> window = getWindow();
  if (input.getRank() != 2 || output.getRank() != (window ? 4 : 2) ||
      (!window && input.getDimSize(0) != output.getDimSize(0))) // C1
    return emitOpError("expected input and output matrices of equal size along "
                       "axis 0, but got ")
           << input << " and " << output;
  if (window && !isInside(*window, input, output)) // C1
    return emitOpError("expected a window inside of the input, but got ")
           << *window << " for " << input << " and " << output;
  for (Value row : getRows()) // C2
    if (failed(verifyVector(*this, "row operand",
                            cast<ShapedType>(row.getType()),
                            input.getDimSize(0))))
      return failure();
  if (!getPositions() != !getSections()) // C3
    return emitOpError("expected positions and sections, or none of them");
  if (getPositions()) { // C3
    auto positions = cast<ShapedType>(getPositions().getType());
    if (positions.getRank() != 1)
      return emitOpError("expected positions of rank 1, but got ") << positions;
  }
  for (Value operand : getElements()) // C4
    if (cast<ShapedType>(operand.getType()).getShape() != output.getShape())
      return emitOpError("expected element operands of the shape of ")
             << output << ", but got " << operand.getType();
  if (getInputSignedness() && !input.getElementType().isInteger(8)) // C5
    return emitOpError("expected input of i8 to extend, but got ") << input;
  return verifyBody(*this, getChannels().size() + getRows().size(),
                    getElements()); // C6
}

LogicalResult PackedDepthwiseOp::verify() {
  ShapedType input = getInput().getType(), output = getOutput().getType();
  if (input.getRank() != 4 || output.getRank() != 4 ||
      input.getDimSize(0) != output.getDimSize(0) ||
      input.getDimSize(3) != output.getDimSize(3)) // C1
    return emitOpError("expected input and output of rank 4 and equal sizes "
                       "along axes 0 and 3, but got ")
           << input << " and " << output;
  for (ArrayRef<int64_t> numbers : {getKernel(), getStrides(), getDilations()})
    if (numbers.size() != 2 || llvm::any_of(numbers, [](int64_t number) {
          return number < 1 || number > INT32_MAX;
        })) // C2
      return emitOpError("expected two numbers in [1, 2^31) as kernel, strides "
                         "and dilations, but got [")
             << numbers << "]";
  for (auto [i, window] : llvm::enumerate(getWindows(*this))) {
    int64_t axis = i + 1, size = window.getOutputSize(input.getDimSize(axis));
    if (size < 1) // C2
      return emitOpError("expected a kernel that fits into the input along "
                         "axis ")
             << axis << ", but got " << input;
    if (output.getDimSize(axis) != size) // C2
      return emitOpError("expected output of size ")
             << size << " along axis " << axis << ", but got "
             << output.getDimSize(axis);
  }
  return verifyBody(*this, getChannels().size()); // C3
}

LogicalResult ApplyMultiplierOp::verify() {
  if (getZeroPoint() && !(getBounded() && getNegativeShift())) // C2
    return emitOpError("expected 'bounded' and 'negative_shift' where there is "
                       "a zero point");
  return success();
}

LogicalResult LookupOp::verify() {
  if (failed(verifyDense(*this, "table", getTable()))) // C1
    return failure();
  ShapedType type = getTable().getShapedType();
  Type element = getElementTypeOrSelf(getOutput().getType());
  if (type.getRank() == 1 && type.getDimSize(0) == 256 &&
      type.getElementType() == element) // C1
    return success();
  return emitOpError("expected a table of 256 elements of type ")
         << element << ", but got " << getTable().getType();
}
