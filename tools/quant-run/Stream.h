//===- Stream.h - Time to read the constants --------------------*- C++ -*-===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef QNN_TOOLS_QUANTRUN_STREAM_H
#define QNN_TOOLS_QUANTRUN_STREAM_H

#include "common/Compiled.h"

namespace mlir::qnn {

/// Name, in place of a target's, of the time that reading constants takes.
inline constexpr llvm::StringLiteral kStreamBaseline = "stream";

/// Bytes of all constants of a lowered module: weights, mostly.
int64_t getConstantBytes(ModuleOp lowered);

/// A function that reads as many bytes as `lowered` has constants, in vectors,
/// compiled for the same target. No function that uses each constant once can
/// be faster, wherever in the memory hierarchy they are.
FailureOr<Compiled>
createStream(ModuleOp lowered, std::optional<GuardedBuffer::Edge> guardedEdge);

} // namespace mlir::qnn

#endif // QNN_TOOLS_QUANTRUN_STREAM_H
