//===- Numerics.h - Numerics of qnn types and ops ---------------*- C++ -*-===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef QNN_IR_NUMERICS_H
#define QNN_IR_NUMERICS_H

#include "qnn/IR/Qnn.h"
#include "qnn/Numerics/FixedPoint.h"
#include "qnn/Numerics/Quantization.h"
#include "qnn/Numerics/Unary.h"

namespace mlir::qnn {

numerics::Rounding toNumerics(RoundingMode mode);
numerics::FloatRounding toNumerics(FloatRounding rounding);
numerics::Activation toNumerics(Activation activation);
numerics::Flavour toNumerics(Flavour flavour);
numerics::UnaryFunction toNumerics(UnaryFunction function);
inline numerics::StorageRange toNumerics(const Storage &storage) {
  return {storage.min, storage.max};
}

/// The fixed-point multipliers of `input scale[c] / output scale[c]`, one, or
/// one per channel if either type is per axis. Fails without a diagnostic where
/// a ratio has no multiplier in this mode (see `quantizeMultiplier`).
FailureOr<SmallVector<numerics::FixedPointMultiplier>>
getRequantizeMultipliers(QuantizedTypeInterface input,
                         QuantizedTypeInterface output, RoundingMode mode);

/// What surrounds the function of `op`, whose integer kernels rescale in `mode`.
numerics::UnaryParameters getUnaryParameters(UnaryOp op, RoundingMode mode);

/// The bounds that `activation` sets to elements of the per-tensor `type`.
ClampAttr getActivationClamp(Activation activation,
                             QuantizedTypeInterface type);

/// The bounds of an op's result: those of its activation, its clamp, or else
/// its storage range.
ClampAttr getResultBounds(FusedActivationOpInterface op);

} // namespace mlir::qnn

#endif // QNN_IR_NUMERICS_H
