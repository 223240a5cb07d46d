//===- OperatorImporter.h - TFLite operators to qnn ops ---------*- C++ -*-===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// An operator means what TFLite's reference kernel computes, or TFLite Micro's,
// by the flavour. Where the kernel does not heed what the model says, such as a
// zero point, the model is refused: neither reading of it would be right.
//
//===----------------------------------------------------------------------===//

#ifndef QNN_LIB_IMPORT_TFLITE_OPERATORIMPORTER_H
#define QNN_LIB_IMPORT_TFLITE_OPERATORIMPORTER_H

#include "ImporterDetail.h"
#include "qnn/IR/Qnn.h"

namespace mlir::qnn::tflite::detail {

/// Imports one operator. The tensors that functions take are indices.
class OperatorImporter {
public:
  OperatorImporter(ImportState &state, size_t index);

  // One function for each kind of operator.
  // ImportProducts.cpp
  LogicalResult importOp(const BatchMatMulOptions &options);
  LogicalResult importOp(const Conv2DOptions &options);
  LogicalResult importOp(const FullyConnectedOptions &options);
  LogicalResult importOp(const TransposeConvOptions &options);
  // ImportElementwise.cpp
  LogicalResult importOp(const ArithmeticOptions &options);
  LogicalResult importOp(const DequantizeOptions &options);
  LogicalResult importOp(const ExtremumOptions &options);
  LogicalResult importOp(const PReluOptions &options);
  LogicalResult importOp(const QuantizeOptions &options);
  LogicalResult importOp(const UnaryOptions &options);
  // ImportReductions.cpp
  LogicalResult importOp(const L2NormalizationOptions &options);
  LogicalResult importOp(const Pool2DOptions &options);
  LogicalResult importOp(const ReduceOptions &options);
  LogicalResult importOp(const SoftmaxOptions &options);
  // ImportBlocks.cpp
  LogicalResult importOp(const BatchSpaceOptions &options);
  LogicalResult importOp(const DepthSpaceOptions &options);
  // ImportMovement.cpp
  LogicalResult importOp(const ConcatenationOptions &options);
  LogicalResult importOp(const PackOptions &options);
  LogicalResult importOp(const PadOptions &options);
  LogicalResult importOp(const ReshapeOptions &options);
  LogicalResult importOp(const SliceOptions &options);
  LogicalResult importOp(const SplitOptions &options);
  LogicalResult importOp(const SqueezeOptions &options);
  LogicalResult importOp(const StridedSliceOptions &options);
  LogicalResult importOp(const TransposeOptions &options);
  LogicalResult importOp(const UnpackOptions &options);
  // ImportResampling.cpp
  LogicalResult importOp(const BroadcastToOptions &options);
  LogicalResult importOp(const GatherOptions &options);
  LogicalResult importOp(const MirrorPadOptions &options);
  LogicalResult importOp(const ResizeOptions &options);
  LogicalResult importOp(const ReverseOptions &options);
  LogicalResult importOp(const TileOptions &options);

  // ImportShapes.cpp
  LogicalResult importOp(const CastOptions &options);
  LogicalResult importOp(const ReduceProdOptions &options);
  LogicalResult importOp(const ShapeOptions &options);

  /// Whether the operator computes integers, such as a shape, which are known
  /// once sizes are; and the import of one that does.
  bool computesIntegers() const;
  LogicalResult importIntegers();

private:
  InFlightDiagnostic emitError() const;

  //===--------------------------------------------------------------------===//
  // Checks that emit an error (OperatorImporter.cpp)
  //===--------------------------------------------------------------------===//

  /// Checks the number of inputs, of which the first `minInputs` must be there,
  /// and that there is one output. The other checks take the arity to be
  /// checked.
  LogicalResult checkArity(size_t minInputs, size_t maxInputs) const;
  /// The same for any number of outputs.
  LogicalResult checkInputs(size_t minInputs, size_t maxInputs) const;
  /// Checks that there is an input, that all are there, and one output.
  LogicalResult checkVariadic() const;
  LogicalResult checkType(int32_t tensor, ArrayRef<ElementType> types) const;
  LogicalResult checkPerTensor(int32_t tensor) const;
  LogicalResult checkZeroPoints(int32_t tensor) const;
  LogicalResult checkRank(int32_t tensor, size_t rank) const;
  /// Checks that the first input and the output have the same shape.
  LogicalResult checkSameShape() const;
  /// Checks that scales and zero points are the same.
  LogicalResult checkSameQuantization(int32_t input, int32_t output) const;
  /// Checks that tensors have the same 8-bit type, and one scale each.
  LogicalResult checkActivations(ArrayRef<int32_t> tensors) const;

  //===--------------------------------------------------------------------===//
  // Constant operands; on failure an error has been emitted
  //===--------------------------------------------------------------------===//

  /// The integers of a constant, or of what is computed from shapes; `what`
  /// says which.
  FailureOr<SmallVector<int64_t>> getIntegers(int32_t tensor,
                                              StringRef what) const;
  /// The same, which are `size`.
  FailureOr<SmallVector<int64_t>> getIntegers(int32_t tensor, StringRef what,
                                              size_t size) const;
  /// The axis that `axis` names, which may count from behind.
  FailureOr<int64_t> getAxis(int64_t axis, size_t rank) const;
  /// The axes that a constant names, in increasing order.
  FailureOr<SmallVector<int64_t>> getAxes(int32_t tensor, size_t rank) const;

  //===--------------------------------------------------------------------===//
  // Products (ImportProducts.cpp)
  //===--------------------------------------------------------------------===//

  /// The operands of a product. No bias is `Operator::absent`.
  struct Product {
    int32_t input;
    int32_t weights;
    int32_t bias;
    int32_t output;
    /// Of the weights, that the scales run along.
    unsigned channelAxis;
  };
  /// The input as MxK, the weights as NxK, the output as MxN.
  struct MatrixShape {
    int64_t m, n, k;
  };
  int32_t getOptionalInput(size_t i) const {
    return i < op.inputs.size() ? op.inputs[i] : Operator::absent;
  }
  LogicalResult checkProduct(const Product &product) const;
  LogicalResult checkConvolution(const Product &product) const;
  LogicalResult checkBiasScales(const Product &product) const;
  FailureOr<MatrixShape> getMatrixShape(const Product &product) const;
  /// The bias of `size` elements; null if there is none.
  FailureOr<Value> getBias(const Product &product,
                           std::optional<ElementType> biasType, int64_t size);
  FailureOr<Value> getDepthwiseWeights(int32_t weights);
  /// `value` with its leading axes broadcast to the result's.
  FailureOr<Value> broadcastLeadingAxes(Value value, ArrayRef<int64_t> shape);

  //===--------------------------------------------------------------------===//
  // Movement of data (ImportMovement.cpp)
  //===--------------------------------------------------------------------===//

  /// Elements start, start + stride, ..., of an axis.
  struct AxisRange {
    int64_t start, stride, size;
  };
  /// How much is added to each axis.
  struct Paddings {
    SmallVector<int64_t> low, high;
  };

  /// The value of an input that is quantized per tensor.
  FailureOr<Value> getMovedInput(size_t i);
  /// The values of all inputs, which are alike outside of `axis`.
  FailureOr<SmallVector<Value>> getMovedInputs(std::optional<int64_t> axis);
  /// Gives an output its value, after a check of its type.
  LogicalResult setMoved(int32_t output, Value value);
  /// The same for all outputs: parts of `value` along `axis`, of sizes that
  /// `getSize` says.
  LogicalResult setParts(Value value, int64_t axis,
                         function_ref<int64_t(int32_t)> getSize);
  LogicalResult checkNewShape(ArrayRef<int64_t> newShape) const;
  FailureOr<Paddings> getPaddings(int32_t tensor, size_t numAxes) const;
  FailureOr<int64_t> getPaddingElement(int32_t tensor) const;
  FailureOr<SmallVector<AxisRange>>
  getRanges(const StridedSliceOptions &options) const;

  // Builders of ops. They build none where nothing moves.
  Value buildReshape(Value value, ArrayRef<int64_t> shape);
  Value buildTranspose(Value value, ArrayRef<int64_t> permutation);
  Value buildSlice(Value value, ArrayRef<int64_t> offsets,
                   ArrayRef<int64_t> strides, ArrayRef<int64_t> shape);
  Value buildSlice(Value value, int64_t axis, int64_t offset, int64_t size);
  /// Fails, after an error, where the output has fewer elements.
  FailureOr<Value> buildPad(Value value, const Paddings &paddings,
                            int64_t padding);
  Value buildConcat(ValueRange values, int64_t axis);
  /// Element i along `axis` is the input's `getIndex(i)`. Fails, after an
  /// error, where a model's lists of indices get too long
  /// (ImportResampling.cpp).
  FailureOr<Value> buildTake(Value value, int64_t axis, int64_t size,
                             function_ref<int64_t(int64_t)> getIndex);

  /// The sizes of blocks along the axes after the first (ImportBlocks.cpp).
  FailureOr<SmallVector<int64_t>> getBlockShape(int32_t tensor) const;
  FailureOr<Value> splitIntoBatches(Value value, ArrayRef<int64_t> blockShape);
  FailureOr<Value> mergeBatches(Value value, ArrayRef<int64_t> blockShape);

  //===--------------------------------------------------------------------===//
  // Integers that are known (ImportShapes.cpp)
  //===--------------------------------------------------------------------===//

  using Integers = SmallVector<int64_t>;

  FailureOr<Integers> evaluate(const ArithmeticOptions &options) const;
  FailureOr<Integers> evaluate(const CastOptions &options) const;
  FailureOr<Integers> evaluate(const ConcatenationOptions &options) const;
  FailureOr<Integers> evaluate(const GatherOptions &options) const;
  FailureOr<Integers> evaluate(const PackOptions &options) const;
  FailureOr<Integers> evaluate(const ReduceProdOptions &options) const;
  FailureOr<Integers> evaluate(const ReshapeOptions &options) const;
  FailureOr<Integers> evaluate(const ShapeOptions &options) const;
  FailureOr<Integers> evaluate(const SqueezeOptions &options) const;
  FailureOr<Integers> evaluate(const StridedSliceOptions &options) const;
  template <typename Options>
  FailureOr<Integers> evaluate(const Options &options) const;
  FailureOr<Integers> getIntegerInput(size_t i) const;
  FailureOr<Integers> concatenateInputs(int64_t axis) const;
  /// Says why an operator that is there for integers has no other result.
  LogicalResult refuseResult() const;

  //===--------------------------------------------------------------------===//
  // Other helpers
  //===--------------------------------------------------------------------===//

  /// Builds OpTy from the first inputs, as many as it takes, to the output.
  template <typename OpTy, typename... Args>
  LogicalResult build(size_t numInputs, Args &&...args) {
    SmallVector<Value> operands;
    for (int32_t input : ArrayRef(op.inputs).take_front(numInputs)) {
      FailureOr<Value> operand = state.getValue(input);
      if (failed(operand))
        return failure();
      operands.push_back(*operand);
    }
    return buildFrom<OpTy>(operands, std::forward<Args>(args)...);
  }
  /// The same from values.
  template <typename OpTy, typename... Args>
  LogicalResult buildFrom(ArrayRef<Value> operands, Args &&...args) {
    FailureOr<RankedTensorType> type = state.getType(op.outputs[0]);
    if (failed(type))
      return failure();
    OpTy built;
    if constexpr (OpTy::template hasTrait<OpTrait::OneOperand>())
      built = OpTy::create(state.builder, loc, *type, operands[0],
                           std::forward<Args>(args)...);
    else
      built = OpTy::create(state.builder, loc, *type, operands[0], operands[1],
                           std::forward<Args>(args)...);
    state.setValue(op.outputs[0], built);
    return success();
  }

  /// Padding before and after an axis.
  struct AxisPadding {
    int64_t low, high;
  };
  static AxisPadding getPadding(tflite::Padding padding, int64_t inputSize,
                                int64_t windowSize, int64_t stride,
                                int64_t dilation);
  /// [top, bottom, left, right] of a window of `size` over `input`.
  SmallVector<int64_t> getImagePadding(int32_t input,
                                       std::array<int64_t, 2> size,
                                       const WindowSteps &steps) const;
  ActivationAttr getActivation(tflite::Activation activation) const;

  const Tensor &getTensor(int32_t tensor) const {
    return state.model.tensors[tensor];
  }
  ArrayRef<int64_t> getShape(int32_t tensor) const {
    return getTensor(tensor).shape;
  }
  int64_t getNumElements(int32_t tensor) const {
    return ShapedType::getNumElements(getShape(tensor));
  }
  bool isPerAxis(int32_t tensor) const {
    const std::optional<Quantization> &quantization =
        getTensor(tensor).quantization;
    return quantization && quantization->axis;
  }
  std::string describe(int32_t tensor) const { return state.describe(tensor); }

  ImportState &state;
  const Operator &op;
  size_t index;
  Location loc;
};

/// The types whose quantized tensors qnn ops take; some ops take fewer.
inline constexpr ElementType quantizedTypes[] = {
    ElementType::Int4, ElementType::Int8, ElementType::Int16,
    ElementType::Int32, ElementType::UInt8};

} // namespace mlir::qnn::tflite::detail

#endif // QNN_LIB_IMPORT_TFLITE_OPERATORIMPORTER_H
