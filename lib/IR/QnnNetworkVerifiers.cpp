//===- QnnNetworkVerifiers.cpp - Verifiers of whole-tensor ops ------------===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

// The verifiers of contractions, elementwise ops, pools and reductions. Each
// check names the constraint of the op's documentation that it enforces.

#include "VerifierUtils.h"
#include "mlir/Dialect/Traits.h"
#include "qnn/IR/Window.h"
#include <cmath>

using namespace mlir;
using namespace mlir::qnn;

//===----------------------------------------------------------------------===//
// Shared checks
//===----------------------------------------------------------------------===//

static LogicalResult verifyRank4(Operation *op, StringRef name,
                                 ShapedType type) {
  if (type.getRank() != 4)
    return op->emitOpError("expected ")
           << name << " of rank 4, but got " << type;
  return success();
}

/// `values` are `size` numbers in [min, 2^31).
static LogicalResult verifyNumbers(Operation *op, StringRef name,
                                   ArrayRef<int64_t> values, size_t size,
                                   int64_t min) {
  auto isInRange = [&](int64_t value) {
    return value >= min && value <= INT32_MAX;
  };
  if (values.size() == size && llvm::all_of(values, isInRange))
    return success();
  InFlightDiagnostic diag = op->emitOpError("expected ");
  diag << name << " as " << size << " numbers in [" << min
       << ", 2^31), but got [";
  llvm::interleaveComma(values, diag);
  return diag << "]";
}

/// The sizes along axes 1 and 2 that windows over `input` give.
static LogicalResult verifyWindows(Operation *op, ShapedType input,
                                   ShapedType output,
                                   ArrayRef<Window> windows) {
  for (auto [i, window] : llvm::enumerate(windows)) {
    int64_t axis = 1 + i;
    int64_t size = window.getOutputSize(input.getDimSize(axis));
    if (size < 1 || output.getDimSize(axis) != size)
      return op->emitOpError("expected ")
             << (size < 1 ? "windows inside of the padded input"
                          : "output of size " + Twine(size))
             << " along axis " << axis << ", but got " << output;
  }
  return success();
}

static LogicalResult verifyActivationTypes(Operation *op) {
  for (auto [i, value] : llvm::enumerate(op->getOperands()))
    if (failed(verifyActivationType(op, ("operand #" + Twine(i)).str(),
                                    cast<ShapedType>(value.getType()))))
      return failure();
  if (failed(verifyActivationType(
          op, "output", cast<ShapedType>(op->getResult(0).getType()))))
    return failure();
  SmallVector<Type> types(op->getOperandTypes());
  types.push_back(op->getResult(0).getType());
  return verifySameExpressedType(op, types);
}

static LogicalResult verifyBroadcast(Operation *op) {
  auto shapeOf = [](Value value) {
    return cast<ShapedType>(value.getType()).getShape();
  };
  SmallVector<int64_t> shape;
  ArrayRef<int64_t> output = shapeOf(op->getResult(0));
  if (!OpTrait::util::getBroadcastedShape(shapeOf(op->getOperand(0)),
                                          shapeOf(op->getOperand(1)), shape) ||
      output != ArrayRef(shape))
    return op->emitOpError("expected shapes that broadcast to the output's, "
                           "but got ")
           << op->getOperand(0).getType() << ", " << op->getOperand(1).getType()
           << " and " << op->getResult(0).getType();
  return success();
}

static LogicalResult verifyOutputClamp(FusedActivationOpInterface op) {
  return verifyClamp(
      op, op.getClamp(),
      getQuantizedElementType(op->getResult(0).getType()).getStorage());
}

template <typename OpTy>
static LogicalResult verifySameShape(OpTy op) {
  auto input = cast<ShapedType>(op.getInput().getType());
  auto output = cast<ShapedType>(op.getOutput().getType());
  if (input.getShape() != output.getShape())
    return op.emitOpError("expected input and output of one shape, but got ")
           << input << " and " << output;
  return success();
}

//===----------------------------------------------------------------------===//
// Convolutions and matrix products
//===----------------------------------------------------------------------===//

/// Channels divide into groups.
static LogicalResult verifyGroups(Operation *op, ShapedType input,
                                  ShapedType weights) {
  int64_t numInputs = input.getDimSize(3), numOutputs = weights.getDimSize(0);
  int64_t groupSize = weights.getDimSize(3);
  if (groupSize == 0 || numInputs == 0 || numOutputs == 0 ||
      numInputs % groupSize != 0 || numOutputs % (numInputs / groupSize) != 0)
    return op->emitOpError(
               "expected channels that divide into groups, but got ")
           << input << " and " << weights;
  return success();
}

/// `output` has the `input`'s images and the `weights`' channels.
static LogicalResult verifyImagesAndChannels(Operation *op, ShapedType input,
                                             ShapedType weights,
                                             ShapedType output) {
  if (output.getDimSize(0) != input.getDimSize(0) ||
      output.getDimSize(3) != weights.getDimSize(0))
    return op->emitOpError("expected output of ")
           << input.getDimSize(0) << " images and " << weights.getDimSize(0)
           << " channels, but got " << output;
  return success();
}

LogicalResult ConvOp::verify() {
  ShapedType input = getInput().getType(), weights = getWeights().getType();
  ShapedType output = getOutput().getType();
  if (failed(verifyRank4(*this, "input", input)) || // C1
      failed(verifyRank4(*this, "weights", weights)) ||
      failed(verifyRank4(*this, "output", output)) ||
      failed(verifyGroups(*this, input, weights)) ||                 // C2
      failed(verifyNumbers(*this, "strides", getStrides(), 2, 1)) || // C3
      failed(verifyNumbers(*this, "dilations", getDilations(), 2, 1)) ||
      failed(verifyImagesAndChannels(*this, input, weights, output)) || // C4
      failed(verifyWindows(*this, input, output, getWindows(*this))))
    return failure();
  return verifyVector(*this, "bias", getBias().getType(), // C5
                      weights.getDimSize(0));
}

LogicalResult Conv2DOp::verify() {
  auto input = cast<ShapedType>(getInput().getType());
  auto weights = cast<ShapedType>(getWeights().getType());
  auto output = cast<ShapedType>(getOutput().getType());
  if (failed(verifyRank4(*this, "input", input)) || // C1
      failed(verifyRank4(*this, "weights", weights)) ||
      failed(verifyRank4(*this, "output", output)))
    return failure();
  if (failed(verifyGroups(*this, input, weights))) // C2
    return failure();
  if (failed(verifyNumbers(*this, "strides", getStrides(), 2, 1)) || // C3
      failed(verifyNumbers(*this, "dilations", getDilations(), 2, 1)) ||
      failed(verifyNumbers(*this, "padding", getPadding(), 4, 0)))
    return failure();
  if (failed(verifyImagesAndChannels(*this, input, weights, output))) // C4
    return failure();
  if (failed(verifyWindows(*this, input, output, getWindows(*this)))) // C4
    return failure();
  if (getBias() &&
      failed(verifyVector(*this, "bias", cast<ShapedType>(getBias().getType()),
                          weights.getDimSize(0)))) // C5
    return failure();
  if (failed(verifyActivationType(*this, "input", input)) || // C6
      failed(verifyActivationType(*this, "output", output)) ||
      failed(verifyWeightsType(*this, weights)) || // C7
      failed(verifyActivationOrClamp(*this)) ||    // C8
      failed(verifyOutputClamp(*this)))            // C9
    return failure();
  return verifySameExpressedType(*this, {input, weights, output}); // C10
}

LogicalResult TransposeConv2DOp::verify() {
  auto input = cast<ShapedType>(getInput().getType());
  auto weights = cast<ShapedType>(getWeights().getType());
  auto output = cast<ShapedType>(getOutput().getType());
  if (failed(verifyRank4(*this, "input", input)) || // C1
      failed(verifyRank4(*this, "weights", weights)) ||
      failed(verifyRank4(*this, "output", output)))
    return failure();
  if (input.getDimSize(3) != weights.getDimSize(3) ||
      output.getDimSize(0) != input.getDimSize(0) ||
      output.getDimSize(3) != weights.getDimSize(0)) // C2
    return emitOpError("expected output of ")
           << input.getDimSize(0) << " images and " << weights.getDimSize(0)
           << " channels, and input and weights of equal size along axis 3, "
              "but got "
           << input << ", " << weights << " and " << output;
  if (failed(verifyNumbers(*this, "strides", getStrides(), 2, 1)) || // C3
      failed(verifyNumbers(*this, "padding", getPadding(), 2, 0)))
    return failure();
  for (int64_t i : {0, 1})
    if (getPadding()[i] >= weights.getDimSize(1 + i)) // C3
      return emitOpError("expected padding smaller than the kernel, but got ")
             << getPadding()[i] << " for size " << weights.getDimSize(1 + i);
  if (getBias() &&
      failed(verifyVector(*this, "bias", cast<ShapedType>(getBias().getType()),
                          weights.getDimSize(0)))) // C4
    return failure();
  if (failed(verifyActivationType(*this, "input", input)) || // C5
      failed(verifyActivationType(*this, "output", output)) ||
      failed(verifyWeightsType(*this, weights)) || // C6
      failed(verifyActivationOrClamp(*this)) ||    // C7
      failed(verifyOutputClamp(*this)))            // C8
    return failure();
  return verifySameExpressedType(*this, {input, weights, output}); // C9
}

LogicalResult BatchMatmulOp::verify() {
  auto lhs = cast<ShapedType>(getLhs().getType());
  auto rhs = cast<ShapedType>(getRhs().getType());
  auto output = cast<ShapedType>(getOutput().getType());
  int64_t rank = lhs.getRank();
  bool fits = rank >= 2 && rhs.getRank() == rank && output.getRank() == rank;
  if (fits) {
    SmallVector<int64_t> expected(lhs.getShape().drop_back());
    expected.push_back(rhs.getDimSize(rank - 2));
    fits = lhs.getShape().drop_back(2) == rhs.getShape().drop_back(2) &&
           lhs.getDimSize(rank - 1) == rhs.getDimSize(rank - 1) &&
           output.getShape() == ArrayRef(expected);
  }
  if (!fits) // C1
    return emitOpError("expected shapes ..xMxK, ..xNxK and ..xMxN, but got ")
           << lhs << ", " << rhs << " and " << output;
  if (failed(verifyActivationTypes(*this)) || // C2
      failed(verifyActivationOrClamp(*this))) // C3
    return failure();
  return verifyOutputClamp(*this); // C4
}

//===----------------------------------------------------------------------===//
// Elementwise ops
//===----------------------------------------------------------------------===//

template <typename OpTy>
static LogicalResult verifyArithmetic(OpTy op) {
  if (failed(verifyBroadcast(op)) ||       // C1
      failed(verifyActivationTypes(op)) || // C2
      failed(verifyActivationOrClamp(op))) // C3
    return failure();
  return verifyOutputClamp(op); // C4
}

LogicalResult AddOp::verify() { return verifyArithmetic(*this); }
LogicalResult SubOp::verify() { return verifyArithmetic(*this); }
LogicalResult MulOp::verify() { return verifyArithmetic(*this); }

template <typename OpTy>
static LogicalResult verifyExtremum(OpTy op) {
  if (failed(verifyBroadcast(op))) // C1
    return failure();
  auto elementOf = [](Value value) {
    return cast<ShapedType>(value.getType()).getElementType();
  };
  Type element = elementOf(op.getOutput());
  if (elementOf(op.getLhs()) != element ||
      elementOf(op.getRhs()) != element) // C2
    return op.emitOpError("expected equal element types, but got ")
           << elementOf(op.getLhs()) << ", " << elementOf(op.getRhs())
           << " and " << element;
  return verifyActivationTypes(op); // C2
}

LogicalResult MinimumOp::verify() { return verifyExtremum(*this); }
LogicalResult MaximumOp::verify() { return verifyExtremum(*this); }

LogicalResult UnaryOp::verify() {
  if (failed(verifySameShape(*this)) ||     // C1
      failed(verifyActivationTypes(*this))) // C2
    return failure();
  bool takesAlpha = getFunction() == UnaryFunction::LeakyRelu;
  if (takesAlpha != getAlpha().has_value() ||
      (takesAlpha && !getAlpha()->isFinite())) // C3
    return emitOpError("expected a finite alpha for leaky_relu, and for no "
                       "other function");
  return success();
}

LogicalResult PReluOp::verify() {
  if (failed(verifyBroadcast(*this)) || failed(verifySameShape(*this))) // C1
    return failure();
  return verifyActivationTypes(*this); // C2
}

LogicalResult SoftmaxOp::verify() {
  if (failed(verifySameShape(*this))) // C1
    return failure();
  auto input = cast<ShapedType>(getInput().getType());
  auto output = cast<ShapedType>(getOutput().getType());
  if (input.getRank() < 1) // C1
    return emitOpError("expected rank at least 1, but got ") << input;
  if (failed(verifyActivationType(*this, "input", input)) || // C2
      failed(verifySameExpressedType(*this, {input, output})))
    return failure();
  QuantizedTypeInterface element = getQuantizedElementType(output);
  if (!element.isPerTensor()) // C2
    return emitOpError("expected output quantized per tensor, but got ")
           << output.getElementType();
  Storage storage = element.getStorage();
  bool isSigned = getQuantizedElementType(input).getStorage().isSigned;
  bool isByte = storage == Storage::getFull(8, isSigned);
  bool isShort = getFlavour() == Flavour::TFLM &&
                 storage == Storage::getFull(16, /*isSigned=*/true);
  if ((!isByte && !isShort) ||
      element.getScale(0) != (isByte ? 0x1p-8 : 0x1p-16) ||
      element.getZeroPoint(0) != storage.min) // C3
    return emitOpError("expected probabilities in the output's type, but got ")
           << output.getElementType();
  if (!getBeta().isFinite() || getBeta().isNegative() ||
      getBeta().isZero()) // C4
    return emitOpError("expected beta to be finite and positive");
  return success();
}

LogicalResult L2NormalizationOp::verify() {
  if (failed(verifySameShape(*this))) // C1
    return failure();
  auto input = cast<ShapedType>(getInput().getType());
  if (input.getRank() < 1) // C1
    return emitOpError("expected rank at least 1, but got ") << input;
  if (failed(verifyActivationTypes(*this))) // C2
    return failure();
  QuantizedTypeInterface element =
      getQuantizedElementType(getOutput().getType());
  if (!element.getStorage().isSigned ||
      !getQuantizedElementType(input).getStorage().isSigned) // C2
    return emitOpError("expected signed storage, but got ")
           << input.getElementType() << " and " << element;
  if (element.getScale(0) != 0x1p-7 || element.getZeroPoint(0) != 0) // C3
    return emitOpError("expected output of scale 1/128 and zero point 0, but "
                       "got ")
           << element;
  if (input.getShape().back() > (1 << 15)) // C4
    return emitOpError("expected at most 32768 elements along the last axis, "
                       "but got ")
           << input.getShape().back();
  return success();
}

//===----------------------------------------------------------------------===//
// Pools and reductions
//===----------------------------------------------------------------------===//

template <typename OpTy>
static LogicalResult verifyPool(OpTy op) {
  auto input = cast<ShapedType>(op.getInput().getType());
  auto output = cast<ShapedType>(op.getOutput().getType());
  if (failed(verifyRank4(op, "input", input)) || // C1
      failed(verifyRank4(op, "output", output)) ||
      failed(verifyNumbers(op, "window", op.getWindow(), 2, 1)) || // C2
      failed(verifyNumbers(op, "strides", op.getStrides(), 2, 1)) ||
      failed(verifyNumbers(op, "padding", op.getPadding(), 4, 0)))
    return failure();
  SmallVector<Window> windows = getWindows(op);
  for (const Window &window : windows)
    if (window.low >= window.size || window.high >= window.size) // C2
      return op.emitOpError("expected paddings smaller than the window, but "
                            "got ")
             << std::max(window.low, window.high) << " for " << window.size;
  if (output.getDimSize(0) != input.getDimSize(0) ||
      output.getDimSize(3) != input.getDimSize(3)) // C3
    return op.emitOpError("expected input and output of equal size along axes "
                          "0 and 3, but got ")
           << input << " and " << output;
  if (failed(verifyWindows(op, input, output, windows))) // C3
    return failure();
  // Paddings being smaller than it, a window misses only what is empty.
  for (int64_t axis : {1, 2})
    if (input.getDimSize(axis) == 0) // C3
      return op.emitOpError("expected an element in every window, but the "
                            "image is empty along axis ")
             << axis;
  if (input.getElementType() != output.getElementType()) // C4
    return op.emitOpError("expected equal element types, but got ")
           << input.getElementType() << " and " << output.getElementType();
  if (failed(verifyActivationType(op, "input", input)) || // C4
      failed(verifyActivationOrClamp(op)))                // C5
    return failure();
  return verifyOutputClamp(op); // C6
}

LogicalResult AveragePool2DOp::verify() { return verifyPool(*this); }
LogicalResult MaxPool2DOp::verify() { return verifyPool(*this); }

template <typename OpTy>
static LogicalResult verifyReduction(OpTy op) {
  auto input = cast<ShapedType>(op.getInput().getType());
  auto output = cast<ShapedType>(op.getOutput().getType());
  ArrayRef<int64_t> axes = op.getAxes();
  if (axes.empty() || axes.front() < 0 || axes.back() >= input.getRank() ||
      !llvm::is_sorted(axes, std::less_equal<int64_t>())) { // C1
    InFlightDiagnostic diag =
        op.emitOpError("expected increasing axes of the input, but got [");
    llvm::interleaveComma(axes, diag);
    return diag << "]";
  }
  SmallVector<int64_t> dropped, kept;
  int64_t count = 1;
  for (auto [axis, size] : llvm::enumerate(input.getShape())) {
    bool isReduced = llvm::is_contained(axes, static_cast<int64_t>(axis));
    kept.push_back(isReduced ? 1 : size);
    if (!isReduced)
      dropped.push_back(size);
    else if (llvm::MulOverflow(count, size, count))
      count = INT64_MAX;
  }
  if (output.getShape() != ArrayRef(kept) &&
      output.getShape() != ArrayRef(dropped)) // C2
    return op.emitOpError("expected output without the reduced axes, or with "
                          "size 1 along them, but got ")
           << input << " and " << output;
  if (failed(verifyActivationTypes(op))) // C3
    return failure();
  if (count < 1 || count >= (1 << 23)) // C4
    return op.emitOpError("expected axes of at least 1 and fewer than 2^23 "
                          "elements, but got ")
           << count;
  return success();
}

LogicalResult MeanOp::verify() { return verifyReduction(*this); }
LogicalResult SumOp::verify() { return verifyReduction(*this); }
