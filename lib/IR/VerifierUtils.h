//===- VerifierUtils.h - Checks that verifiers share ------------*- C++ -*-===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef QNN_LIB_IR_VERIFIERUTILS_H
#define QNN_LIB_IR_VERIFIERUTILS_H

#include "qnn/IR/Qnn.h"

namespace mlir::qnn {

/// `clamp`, if any, lies in the range of `storage`, the output's.
LogicalResult verifyClamp(Operation *op, std::optional<ClampAttr> clamp,
                          const Storage &storage);

/// `type` has rank 1 and `size` elements.
LogicalResult verifyVector(Operation *op, StringRef name, ShapedType type,
                           int64_t size);

/// `type` is quantized per tensor, with 8-bit storage.
LogicalResult verifyActivationType(Operation *op, StringRef name,
                                   ShapedType type);

/// `type` has storage of at most 8 bits, quantized per tensor or along axis 0.
LogicalResult verifyWeightsType(Operation *op, ShapedType type);

/// Quantized `types` have one expressed type.
LogicalResult verifySameExpressedType(Operation *op, TypeRange types);

/// Not both an activation and a clamp are given.
LogicalResult verifyActivationOrClamp(FusedActivationOpInterface op);

} // namespace mlir::qnn

#endif // QNN_LIB_IR_VERIFIERUTILS_H
