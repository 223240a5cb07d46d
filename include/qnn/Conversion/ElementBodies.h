//===- ElementBodies.h - Scalar bodies of elementwise ops -------*- C++ -*-===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The arithmetic of one element, emitted into the body of a linalg.generic or
// into the epilogue of a contraction. It is written on scalars; an epilogue
// turns it into vectors.
//
//===----------------------------------------------------------------------===//

#ifndef QNN_CONVERSION_ELEMENTBODIES_H
#define QNN_CONVERSION_ELEMENTBODIES_H

#include "mlir/IR/Builders.h"
#include "qnn/IR/Qnn.h"
#include "qnn/Numerics/Reciprocal.h"

namespace mlir::qnn {

/// The parameters of a rescale, of i32, each of one element, or of as many as
/// the op has channels.
struct RescaleParameters {
  /// Multipliers and shifts of `qnn.apply_multiplier`; or high, low and offset
  /// of `qnn.apply_float_multiplier`, by the bits of the floats.
  SmallVector<DenseIntElementsAttr, 3> multipliers;
  DenseIntElementsAttr inputZeroPoints, outputZeroPoints;

  bool areFloats() const { return multipliers.size() == 3; }
  /// Those that differ between channels, in a fixed order.
  SmallVector<DenseIntElementsAttr> getChannels() const;
};

/// Parameters for `emitRescale`, for a target that may be null: floats if that
/// has instructions for them, and results are proven to be the same.
RescaleParameters getRescaleParameters(RescaleOp op, TargetAttr target);

/// Emits the rescaling of one `element` of the op's input. `channels` are the
/// i32 values of `parameters.getChannels()` for the element's channel.
/// `magnitude` is what |element| is known not to exceed; else its type says.
Value emitRescale(OpBuilder &builder, Location loc, RescaleOp op, Value element,
                  const RescaleParameters &parameters, ValueRange channels,
                  std::optional<int64_t> magnitude = std::nullopt);

/// The parameters of a quantized type as the bodies below take them: scales
/// (f32 or f64) and i32 zero points, of one element or one per channel.
struct QuantizationParameters {
  DenseElementsAttr scales;
  DenseElementsAttr zeroPoints;
};

/// The parameters of `emitQuantize`, which has f32 scales.
struct QuantizeParameters : QuantizationParameters {
  /// Whether `scales` are the halves of the type's.
  bool areScalesHalved = false;
  /// Whether bytes are rounded in 16 bits, in half as many registers.
  bool usesI16 = false;
  /// Where there is one, nothing is divided.
  std::optional<numerics::Reciprocal> reciprocal;
};

/// Parameters for `emitQuantize`, for a target that may be null.
QuantizeParameters getQuantizeParameters(QuantizedTypeInterface type,
                                         FloatRounding rounding,
                                         TargetAttr target);

/// Parameters for `emitDequantize`: f32 scales if every scale is a float32, so
/// that one float32 product gives the right bits, else f64 scales.
QuantizationParameters getDequantizeParameters(QuantizedTypeInterface type);

/// Emits float32 `element` quantized to `type`, given the scale and zero point
/// of its channel in `parameters`.
Value emitQuantize(OpBuilder &builder, Location loc, Value element,
                   const QuantizeParameters &parameters, Value scale,
                   Value zeroPoint, QuantizedTypeInterface type,
                   FloatRounding rounding);

/// Emits the float32 that storage integer `element` stands for, given the
/// `scale` and `zeroPoint` of its channel.
Value emitDequantize(OpBuilder &builder, Location loc, Value element,
                     bool isSigned, Value scale, Value zeroPoint);

} // namespace mlir::qnn

#endif // QNN_CONVERSION_ELEMENTBODIES_H
