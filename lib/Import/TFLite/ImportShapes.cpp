//===- ImportShapes.cpp - Arithmetic on shapes ----------------------------===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Where the size of a batch was open in the original, converters leave the
// arithmetic of shapes in the file: SHAPE, STRIDED_SLICE, PACK, RESHAPE. Sizes
// are known here, so such integers are computed at once, and build no ops.
//
//===----------------------------------------------------------------------===//

#include "OperatorImporter.h"
#include "llvm/Support/CheckedArithmetic.h"

using namespace mlir;
using namespace mlir::qnn;
using namespace mlir::qnn::tflite;
using namespace mlir::qnn::tflite::detail;

/// Shapes are short; what is longer is data that no op takes.
static constexpr int64_t kMaxIntegers = 1024;

bool OperatorImporter::computesIntegers() const {
  if (op.outputs.size() != 1)
    return false;
  const Tensor &output = getTensor(op.outputs[0]);
  return !output.quantization && (output.type == ElementType::Int32 ||
                                  output.type == ElementType::Int64);
}

//===----------------------------------------------------------------------===//
// Other results of operators that have no other use
//===----------------------------------------------------------------------===//

LogicalResult OperatorImporter::refuseResult() const {
  if (failed(checkArity(1, 2)) ||
      failed(
          checkType(op.outputs[0], {ElementType::Int32, ElementType::Int64})))
    return failure();
  return emitError() << "expected " << describe(op.outputs[0])
                     << " to have no scales";
}

LogicalResult OperatorImporter::importOp(const CastOptions &) {
  return refuseResult();
}

LogicalResult OperatorImporter::importOp(const ReduceProdOptions &) {
  return refuseResult();
}

LogicalResult OperatorImporter::importOp(const ShapeOptions &) {
  return refuseResult();
}

//===----------------------------------------------------------------------===//
// Evaluation
//===----------------------------------------------------------------------===//

FailureOr<OperatorImporter::Integers>
OperatorImporter::getIntegerInput(size_t i) const {
  std::string what = "input #" + std::to_string(i);
  int32_t input = op.inputs[i];
  if (input == Operator::absent)
    return emitError() << "expected " << what << ", but got none";
  if (getNumElements(input) > kMaxIntegers)
    return emitError() << "expected at most " << kMaxIntegers << " integers in "
                       << describe(input) << ", but got "
                       << getNumElements(input);
  return getIntegers(input, what);
}

template <typename Options>
FailureOr<OperatorImporter::Integers>
OperatorImporter::evaluate(const Options &) const {
  return emitError() << "expected " << describe(op.outputs[0])
                     << " to have scales";
}

FailureOr<OperatorImporter::Integers>
OperatorImporter::evaluate(const ShapeOptions &) const {
  if (failed(checkArity(1, 1)))
    return failure();
  return Integers(getShape(op.inputs[0]));
}

FailureOr<OperatorImporter::Integers>
OperatorImporter::evaluate(const CastOptions &) const {
  if (failed(checkArity(1, 1)))
    return failure();
  return getIntegerInput(0);
}

// What the new shape is, the output says.
FailureOr<OperatorImporter::Integers>
OperatorImporter::evaluate(const ReshapeOptions &) const {
  if (failed(checkArity(1, 2)))
    return failure();
  return getIntegerInput(0);
}

FailureOr<OperatorImporter::Integers>
OperatorImporter::evaluate(const SqueezeOptions &) const {
  return evaluate(ReshapeOptions());
}

FailureOr<OperatorImporter::Integers>
OperatorImporter::concatenateInputs(int64_t axis) const {
  if (axis != 0)
    return emitError() << "expected integers without scales along axis 0, but "
                          "got axis "
                       << axis;
  Integers integers;
  for (size_t i = 0, e = op.inputs.size(); i < e; ++i) {
    FailureOr<Integers> part = getIntegerInput(i);
    if (failed(part))
      return failure();
    integers.append(*part);
  }
  return integers;
}

FailureOr<OperatorImporter::Integers>
OperatorImporter::evaluate(const ConcatenationOptions &options) const {
  if (failed(checkVariadic()))
    return failure();
  FailureOr<int64_t> axis =
      getAxis(options.axis, getShape(op.inputs[0]).size());
  if (failed(axis))
    return failure();
  return concatenateInputs(*axis);
}

FailureOr<OperatorImporter::Integers>
OperatorImporter::evaluate(const PackOptions &options) const {
  if (failed(checkVariadic()))
    return failure();
  FailureOr<int64_t> axis =
      getAxis(options.axis, getShape(op.inputs[0]).size() + 1);
  if (failed(axis))
    return failure();
  return concatenateInputs(*axis);
}

FailureOr<OperatorImporter::Integers>
OperatorImporter::evaluate(const GatherOptions &options) const {
  if (failed(checkArity(2, 2)) || failed(checkRank(op.inputs[0], 1)) ||
      failed(getAxis(options.axis, 1)))
    return failure();
  FailureOr<Integers> input = getIntegerInput(0);
  if (failed(input))
    return failure();
  FailureOr<Integers> indices = getIntegerInput(1);
  if (failed(indices))
    return failure();
  int64_t size = input->size();
  Integers integers;
  for (int64_t index : *indices) {
    if (index < 0 || index >= size)
      return emitError() << "expected indices in [0, " << size << "), but got "
                         << index;
    integers.push_back((*input)[index]);
  }
  return integers;
}

FailureOr<OperatorImporter::Integers>
OperatorImporter::evaluate(const StridedSliceOptions &options) const {
  if (failed(checkArity(4, 4)) || failed(checkRank(op.inputs[0], 1)))
    return failure();
  FailureOr<Integers> input = getIntegerInput(0);
  if (failed(input))
    return failure();
  FailureOr<SmallVector<AxisRange>> ranges = getRanges(options);
  if (failed(ranges))
    return failure();
  AxisRange range = ranges->front();
  Integers integers;
  for (int64_t i = 0; i < range.size; ++i)
    integers.push_back((*input)[range.start + i * range.stride]);
  return integers;
}

/// The result, if it is one of 64 bits.
static std::optional<int64_t> compute(ArithmeticFunction function, int64_t lhs,
                                      int64_t rhs) {
  switch (function) {
  case ArithmeticFunction::Add:
    return llvm::checkedAdd(lhs, rhs);
  case ArithmeticFunction::Sub:
    return llvm::checkedSub(lhs, rhs);
  case ArithmeticFunction::Mul:
    return llvm::checkedMul(lhs, rhs);
  }
  llvm_unreachable("unknown function");
}

FailureOr<OperatorImporter::Integers>
OperatorImporter::evaluate(const ArithmeticOptions &options) const {
  if (failed(checkArity(2, 2)))
    return failure();
  if (options.activation != tflite::Activation::None)
    return emitError() << "expected integers without scales to have no "
                          "activation";
  FailureOr<Integers> lhs = getIntegerInput(0);
  if (failed(lhs))
    return failure();
  FailureOr<Integers> rhs = getIntegerInput(1);
  if (failed(rhs))
    return failure();
  size_t size = std::max(lhs->size(), rhs->size());
  for (Integers *operand : {&*lhs, &*rhs})
    if (operand->size() == 1)
      operand->assign(size, operand->front());
  if (lhs->size() != rhs->size())
    return emitError() << "expected as many integers in both inputs, but got "
                       << lhs->size() << " and " << rhs->size();
  Integers integers;
  for (auto [a, b] : llvm::zip_equal(*lhs, *rhs)) {
    std::optional<int64_t> value = compute(options.function, a, b);
    if (!value)
      return emitError() << "expected results of 64 bits, but got more";
    integers.push_back(*value);
  }
  return integers;
}

FailureOr<OperatorImporter::Integers>
OperatorImporter::evaluate(const ReduceProdOptions &) const {
  if (failed(checkArity(2, 2)) || failed(checkRank(op.inputs[0], 1)) ||
      failed(getAxes(op.inputs[1], 1)))
    return failure();
  FailureOr<Integers> input = getIntegerInput(0);
  if (failed(input))
    return failure();
  std::optional<int64_t> product = 1;
  for (int64_t integer : *input) {
    product = llvm::checkedMul(*product, integer);
    if (!product)
      return emitError() << "expected a product of 64 bits, but got more";
  }
  return Integers{*product};
}

LogicalResult OperatorImporter::importIntegers() {
  int32_t output = op.outputs[0];
  int64_t numElements = getNumElements(output);
  if (numElements > kMaxIntegers)
    return emitError() << "expected at most " << kMaxIntegers
                       << " integers without scales, but got " << numElements;
  FailureOr<Integers> integers = std::visit(
      [&](const auto &options) { return evaluate(options); }, op.options);
  if (failed(integers))
    return failure();
  if (static_cast<int64_t>(integers->size()) != numElements)
    return emitError() << "expected " << describe(output) << " to have "
                       << integers->size() << " elements, but got "
                       << numElements;
  unsigned width = getStorageBits(getTensor(output).type);
  for (int64_t integer : *integers)
    if (!llvm::isIntN(width, integer))
      return emitError() << "expected integers of " << width
                         << " bits, but got " << integer;
  state.setIntegers(output, std::move(*integers));
  return success();
}
