//===- QnnDataVerifiers.cpp - Verifiers of ops that move data -------------===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

// Each check names the constraint of the op's documentation that it enforces.

#include "VerifierUtils.h"

using namespace mlir;
using namespace mlir::qnn;

/// `input` and `output` have one element type, quantized per tensor.
static LogicalResult verifyElementTypes(Operation *op, Type input,
                                        Type output) {
  Type inputElement = cast<ShapedType>(input).getElementType();
  Type outputElement = cast<ShapedType>(output).getElementType();
  if (inputElement != outputElement)
    return op->emitOpError("expected equal element types, but got ")
           << inputElement << " and " << outputElement;
  if (!getQuantizedElementType(output).isPerTensor())
    return op->emitOpError("expected elements quantized per tensor, but got ")
           << outputElement;
  return success();
}

/// `values` has one element per axis, in [min, 2^31).
static LogicalResult verifyPerAxis(Operation *op, StringRef name,
                                   ArrayRef<int64_t> values, int64_t rank,
                                   int64_t min) {
  auto isInRange = [&](int64_t value) {
    return value >= min && value <= INT32_MAX;
  };
  if (static_cast<int64_t>(values.size()) == rank &&
      llvm::all_of(values, isInRange))
    return success();
  InFlightDiagnostic diag = op->emitOpError("expected ");
  diag << name << " as " << rank << " numbers in [" << min
       << ", 2^31), but got [";
  llvm::interleaveComma(values, diag);
  return diag << "]";
}

static LogicalResult verifyShape(Operation *op, ShapedType output,
                                 ArrayRef<int64_t> expected) {
  if (output.getShape() == expected)
    return success();
  InFlightDiagnostic diag = op->emitOpError("expected output of shape ");
  llvm::interleave(expected, diag, "x");
  return diag << ", but got " << output;
}

LogicalResult PadOp::verify() {
  auto input = cast<ShapedType>(getInput().getType());
  auto output = cast<ShapedType>(getOutput().getType());
  int64_t rank = input.getRank();
  if (failed(verifyPerAxis(*this, "low", getLow(), rank, 0)) || // C1
      failed(verifyPerAxis(*this, "high", getHigh(), rank, 0)) ||
      failed(verifyPerAxis(*this, "interior", getInterior(), rank, 0)))
    return failure();
  SmallVector<int64_t> expected;
  for (auto [size, low, high, interior] :
       llvm::zip_equal(input.getShape(), getLow(), getHigh(), getInterior())) {
    int64_t between;
    if (llvm::MulOverflow(std::max<int64_t>(size - 1, 0), interior, between) ||
        llvm::AddOverflow(between, low + high, between) ||
        llvm::AddOverflow(between, size, between)) // C2
      return emitOpError("expected sizes that fit in 64 bits");
    expected.push_back(between);
  }
  if (failed(verifyShape(*this, output, expected)) ||   // C2
      failed(verifyElementTypes(*this, input, output))) // C3
    return failure();
  Storage storage = getQuantizedElementType(output).getStorage();
  auto value = static_cast<int64_t>(getValue());
  if (!storage.contains(value)) // C4
    return emitOpError("expected a value in the storage range [")
           << storage.min << ", " << storage.max << "], but got " << value;
  return success();
}

LogicalResult SliceOp::verify() {
  auto input = cast<ShapedType>(getInput().getType());
  auto output = cast<ShapedType>(getOutput().getType());
  int64_t rank = input.getRank();
  if (output.getRank() != rank) // C1
    return emitOpError("expected input and output of one rank, but got ")
           << input << " and " << output;
  if (failed(
          verifyPerAxis(*this, "offsets", getOffsets(), rank, 0)) || // C1, C2
      failed(verifyPerAxis(*this, "strides", getStrides(), rank, 1)))
    return failure();
  for (auto [axis, offset, stride] :
       llvm::enumerate(getOffsets(), getStrides())) {
    int64_t size = output.getDimSize(axis);
    int64_t room = input.getDimSize(axis) - 1 - offset;
    if (size > 0 && (room < 0 || size - 1 > room / stride)) // C3
      return emitOpError("expected indices inside of the input along axis ")
             << axis << ", but got offset " << offset << " and stride "
             << stride << " for " << input << " and " << output;
  }
  return verifyElementTypes(*this, input, output); // C4
}

LogicalResult ConcatOp::verify() {
  auto output = cast<ShapedType>(getOutput().getType());
  int64_t axis = getAxis();
  if (getInputs().empty()) // C1
    return emitOpError("expected at least one input");
  if (axis < 0 || axis >= output.getRank()) // C1
    return emitOpError("expected an axis in [0, ")
           << output.getRank() << "), but got " << axis;
  int64_t sum = 0;
  for (Value value : getInputs()) {
    auto input = cast<ShapedType>(value.getType());
    SmallVector<int64_t> shape(input.getShape());
    bool hasRank = input.getRank() == output.getRank();
    if (hasRank)
      shape[axis] = output.getDimSize(axis);
    if (!hasRank || output.getShape() != ArrayRef(shape) ||
        llvm::AddOverflow(sum, input.getDimSize(axis), sum)) // C2
      return emitOpError("expected inputs that differ from the output along "
                         "axis ")
             << axis << " only, but got " << input << " and " << output;
  }
  if (sum != output.getDimSize(axis)) // C2
    return emitOpError("expected output of size ")
           << sum << " along axis " << axis << ", but got "
           << output.getDimSize(axis);
  for (Value value : getInputs())
    if (failed(verifyElementTypes(*this, value.getType(), output))) // C3
      return failure();
  return success();
}

LogicalResult TransposeOp::verify() {
  auto input = cast<ShapedType>(getInput().getType());
  auto output = cast<ShapedType>(getOutput().getType());
  int64_t rank = input.getRank();
  SmallVector<int64_t> sorted(getPermutation());
  llvm::sort(sorted);
  if (sorted != llvm::to_vector(llvm::seq<int64_t>(0, rank))) { // C1
    InFlightDiagnostic diag = emitOpError("expected a permutation of ");
    diag << rank << " axes, but got [";
    llvm::interleaveComma(getPermutation(), diag);
    return diag << "]";
  }
  SmallVector<int64_t> expected;
  for (int64_t axis : getPermutation())
    expected.push_back(input.getDimSize(axis));
  if (failed(verifyShape(*this, output, expected))) // C2
    return failure();
  return verifyElementTypes(*this, input, output); // C3
}

LogicalResult TakeOp::verify() {
  auto input = cast<ShapedType>(getInput().getType());
  auto output = cast<ShapedType>(getOutput().getType());
  int64_t axis = getAxis();
  if (axis < 0 || axis >= input.getRank()) // C1
    return emitOpError("expected an axis in [0, ")
           << input.getRank() << "), but got " << axis;
  for (int64_t index : getIndices())
    if (index < 0 || index >= input.getDimSize(axis)) // C2
      return emitOpError("expected indices in [0, ")
             << input.getDimSize(axis) << "), but got " << index;
  SmallVector<int64_t> expected(input.getShape());
  expected[axis] = getIndices().size();
  if (failed(verifyShape(*this, output, expected))) // C3
    return failure();
  return verifyElementTypes(*this, input, output); // C4
}

LogicalResult ResizeBilinearOp::verify() {
  auto input = cast<ShapedType>(getInput().getType());
  auto output = cast<ShapedType>(getOutput().getType());
  if (input.getRank() != 4 || output.getRank() != 4 ||
      input.getDimSize(0) != output.getDimSize(0) ||
      input.getDimSize(3) != output.getDimSize(3)) // C1
    return emitOpError("expected input and output of rank 4 and equal size "
                       "along axes 0 and 3, but got ")
           << input << " and " << output;
  for (ShapedType type : {input, output})
    for (int64_t axis : {1, 2})
      if (type.getDimSize(axis) < 1 || type.getDimSize(axis) > (1 << 15)) // C2
        return emitOpError("expected images of sizes in [1, 32768], but got ")
               << type;
  if (failed(verifyElementTypes(*this, input, output)) || // C3
      failed(verifyActivationType(*this, "input", input)))
    return failure();
  if (getAlignCorners() && getHalfPixelCenters()) // C4
    return emitOpError("expected aligned corners or half-pixel centers, but "
                       "got both");
  return success();
}
