//===- RandomGraph.h - A random network in the making -----------*- C++ -*-===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef QNN_TEST_UNIT_INTEGRATION_RANDOMGRAPH_H
#define QNN_TEST_UNIT_INTEGRATION_RANDOMGRAPH_H

#include "Network.h"
#include "RandomValues.h"
#include "qnn/IR/Qnn.h"

namespace mlir::qnn {

/// A function to which ops are appended, and its values that later ops may
/// read: the pool. Values of 8 bits in the pool have scales in [2^-10, 2^8), so
/// that all ratios and products of their scales have multipliers.
class RandomGraph {
public:
  RandomGraph(MLIRContext *context, uint64_t seed);

  /// The network, which returns what no op reads.
  Network finish();

  Random random;
  OpBuilder builder;
  Location loc;
  FloatType f32;

  // The pool.

  /// Lets later ops read `value`.
  void add(Value value) { pool.push_back(value); }
  /// The last value of the pool that `fits`, or any other; null if none does.
  Value pick(function_ref<bool(Value)> fits);
  /// A value with 8 bits, quantized per tensor, of which there always is one.
  Value pickActivation();
  /// One with at least one axis; null if there is none.
  Value pickActivationWithAxes();
  /// One of `rank`, which may be another one, reshaped.
  Value pickActivation(int64_t rank);

  // Sizes, small ones mostly, and often next to an edge of a tile.

  int64_t createSize(int64_t max);
  SmallVector<int64_t> createShape(int64_t rank);
  /// As many elements in another shape.
  SmallVector<int64_t> createShape(int64_t rank, int64_t numElements);
  /// False for more elements than a value should have.
  static bool isSmall(ArrayRef<int64_t> shape);

  // Element types and attributes.

  double createActivationScale() { return createScale(random, -7, 1); }
  /// A type of 8 bits, per tensor.
  PerTensorType createActivationType(double scale);
  PerTensorType createActivationType() {
    double scale = createActivationScale();
    return createActivationType(scale);
  }
  /// A type for numbers that are about as large as a byte times `scale`; or one
  /// whose scale is extreme, so that a value of it must not be added.
  PerTensorType createResultType(double scale);
  /// Adds `value` to the pool unless its scale is extreme.
  void addUnlessExtreme(Value value);
  RoundingModeAttr createRounding();
  ClampAttr createClamp(const Storage &storage);

  /// What bounds the result of an op: one of the two at most.
  struct Bounds {
    ActivationAttr activation;
    ClampAttr clamp;
  };
  Bounds createBounds(const Storage &storage);

  // Operands of the network or its constants.

  using Fill = function_ref<void(reference::Tensor &)>;
  Value createArgument(RankedTensorType type, Fill fill);
  Value createConstant(RankedTensorType type, Fill fill);
  /// An argument or a constant of a quantized type.
  Value createOperand(RankedTensorType type);

  // Ops.

  Value createReshape(Value input, ArrayRef<int64_t> shape);
  Value createRequantize(Value input, Type elementType);

private:
  SmallVector<Value> createResults();

  Network network;
  Block *body;
  SmallVector<Value> pool;
};

/// The element type of `value`, which is quantized per tensor.
inline PerTensorType getPerTensorType(Value value) {
  return cast<PerTensorType>(getQuantizedElementType(value.getType()));
}

inline ArrayRef<int64_t> getShape(Value value) {
  return cast<RankedTensorType>(value.getType()).getShape();
}

inline int64_t getRank(Value value) { return getShape(value).size(); }

/// True for what most ops read: 8 bits, quantized per tensor.
inline bool isActivation(Value value) {
  QuantizedTypeInterface type = getQuantizedElementType(value.getType());
  return type && type.isPerTensor() && type.getStorage().width == 8;
}

} // namespace mlir::qnn

#endif // QNN_TEST_UNIT_INTEGRATION_RANDOMGRAPH_H
