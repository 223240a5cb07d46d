//===- IntegerLowering.h - What lowerings to integers share -----*- C++ -*-===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Ops of the quantized tier become loops over storage integers: linalg.generic
// with arithmetic on i32 in its body.
//
//===----------------------------------------------------------------------===//

#ifndef QNN_LIB_TRANSFORMS_INTEGERLOWERING_H
#define QNN_LIB_TRANSFORMS_INTEGERLOWERING_H

#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Pass/Pass.h"
#include "qnn/IR/LaneBuilder.h"
#include "qnn/IR/Numerics.h"
#include "llvm/ADT/TypeSwitch.h"

namespace mlir::qnn {

//===----------------------------------------------------------------------===//
// Between the tiers
//===----------------------------------------------------------------------===//

inline Signedness getSignedness(QuantizedTypeInterface type) {
  return type.getStorage().isSigned ? Signedness::Signed : Signedness::Unsigned;
}

/// The tensor of the storage integers of `value`.
Value castToStorage(OpBuilder &builder, Location loc, Value value);

/// Replaces `op`, which has one result, by the tensor of its storage integers.
void replaceWithStorage(Operation *op, Value storage);

/// The multiplier for `real` in the mode of `op`; an error of `op` if it has no
/// mode, or if there is no such multiplier.
FailureOr<numerics::FixedPointMultiplier> getMultiplier(RoundingOpInterface op,
                                                        double real);

/// The same for a multiplier that has been computed, or not.
FailureOr<numerics::FixedPointMultiplier>
getMultiplier(RoundingOpInterface op,
              std::optional<numerics::FixedPointMultiplier> multiplier);

/// Fails with an error of `op` if its rounding mode is not decided.
LogicalResult verifyRounding(RoundingOpInterface op);

/// The qnn.rescale of `input`, per tensor, to the storage of `outputType`.
Value createRescale(OpBuilder &builder, Location loc, Value input,
                    int64_t inputZeroPoint,
                    numerics::FixedPointMultiplier multiplier,
                    RoundingMode rounding, QuantizedTypeInterface outputType,
                    ClampAttr bounds);

/// Each of `bytes`, signed or not, replaced by `function` of it.
Value createLookup(OpBuilder &builder, Location loc, Value bytes, bool isSigned,
                   llvm::function_ref<int64_t(int32_t)> function);

//===----------------------------------------------------------------------===//
// Passes
//===----------------------------------------------------------------------===//

/// Calls `lower`, which returns a LogicalResult, for every op in `root` that is
/// of one of the types, counts them, and stops at the first failure.
template <typename... OpTs, typename LowerT>
LogicalResult lowerAll(Operation *root, Pass::Statistic &numLowered,
                       LowerT lower) {
  auto lowerOne = [&](auto op) -> WalkResult {
    if (failed(lower(op)))
      return WalkResult::interrupt();
    ++numLowered;
    return WalkResult::advance();
  };
  WalkResult result = root->walk([&](Operation *op) {
    return TypeSwitch<Operation *, WalkResult>(op)
        .template Case<OpTs...>(lowerOne)
        .Default(WalkResult::advance());
  });
  return failure(result.wasInterrupted());
}

//===----------------------------------------------------------------------===//
// Loops
//===----------------------------------------------------------------------===//

using Body = llvm::function_ref<Value(LaneBuilder &, ValueRange)>;

/// A tensor of `type` whose element is `body` of one element of each input,
/// read as `maps` say, or else broadcast as in NumPy.
Value createElementwise(OpBuilder &builder, Location loc, RankedTensorType type,
                        ValueRange inputs, ArrayRef<AffineMap> maps, Body body);
Value createElementwise(OpBuilder &builder, Location loc, RankedTensorType type,
                        ValueRange inputs, Body body);

/// A reduction of `inputs`, read as `maps` say, into a tensor of `type` whose
/// elements begin as `init` and are updated by `body`, which receives them
/// last. The last map is the result's, and iterates over what is not reduced.
Value createReduction(OpBuilder &builder, Location loc, RankedTensorType type,
                      int64_t init, ValueRange inputs, ArrayRef<AffineMap> maps,
                      Body body);

//===----------------------------------------------------------------------===//
// Bodies
//===----------------------------------------------------------------------===//

/// A storage integer as i32, less the zero point of its type.
Value emitCentred(LaneBuilder &b, Value element, QuantizedTypeInterface type);

/// clamp(value + zero point of `type`, bounds) as storage integer of `type`.
/// Does not overflow.
Value emitStore(LaneBuilder &b, Value value, QuantizedTypeInterface type,
                ClampAttr bounds);

/// The full storage range of `type`.
ClampAttr getStorageBounds(QuantizedTypeInterface type);

} // namespace mlir::qnn

#endif // QNN_LIB_TRANSFORMS_INTEGERLOWERING_H
