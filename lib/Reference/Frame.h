//===- Frame.h - State of an evaluation -------------------------*- C++ -*-===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef QNN_LIB_REFERENCE_FRAME_H
#define QNN_LIB_REFERENCE_FRAME_H

#include "qnn/Numerics/FixedPoint.h"
#include "qnn/Numerics/Quantization.h"
#include "qnn/Reference/Evaluator.h"
#include <memory>

namespace mlir::qnn::reference {

/// The values that a function has computed so far, and what its ops need to
/// know beside them.
class Frame {
public:
  explicit Frame(RoundingMode defaultRounding)
      : defaultRounding(defaultRounding) {}

  const Tensor &get(Value value) const { return *values.at(value); }

  /// Gives `value` the tensor, which stays where it is.
  Tensor &set(Value value, Tensor tensor) {
    std::unique_ptr<Tensor> &slot = values[value];
    slot = std::make_unique<Tensor>(std::move(tensor));
    return *slot;
  }

  /// Gives `value` a tensor of zeros, to be filled.
  Tensor &create(Value value) {
    return set(value,
               Tensor::getZeros(cast<RankedTensorType>(value.getType())));
  }

  /// The mode of `op`: its own, or else the evaluation's.
  RoundingMode getRounding(RoundingOpInterface op) const {
    return op.getRounding().value_or(defaultRounding);
  }

private:
  RoundingMode defaultRounding;
  DenseMap<Value, std::unique_ptr<Tensor>> values;
};

//===----------------------------------------------------------------------===//
// What several ops share
//===----------------------------------------------------------------------===//

/// The channel of element `index`, in row-major order, of a tensor of quantized
/// `type`: its index along the quantized axis, or 0 if there is none.
int64_t getChannel(RankedTensorType type, int64_t index);

/// The channel of parameters of `type` that belongs to index `c` along the
/// quantized axis: 0 for all if there is one parameter set.
inline int64_t broadcastChannel(QuantizedTypeInterface type, int64_t c) {
  return type.isPerTensor() ? 0 : c;
}

/// The fixed-point multiplier nearest to `real`. Emits an error at `op`, about
/// channel `channel`, where there is none.
FailureOr<numerics::FixedPointMultiplier> quantizeMultiplier(Operation *op,
                                                             double real,
                                                             RoundingMode mode,
                                                             int64_t channel);

/// `clamp` or else the storage range of `type`.
numerics::StorageRange getBounds(std::optional<ClampAttr> clamp,
                                 QuantizedTypeInterface type);

/// The bounds of the result of `op`, whose element type is `type`: those of the
/// activation, `clamp`, or else the storage range.
numerics::StorageRange getBounds(FusedActivationOpInterface op,
                                 QuantizedTypeInterface type);

} // namespace mlir::qnn::reference

#endif // QNN_LIB_REFERENCE_FRAME_H
