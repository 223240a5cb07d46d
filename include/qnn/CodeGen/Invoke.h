//===- Invoke.h - The C entry point of compiled code ------------*- C++ -*-===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef QNN_CODEGEN_INVOKE_H
#define QNN_CODEGEN_INVOKE_H

#include "llvm/ADT/StringRef.h"
#include <cstdint>

namespace mlir::qnn {

/// Attribute of a function: bytes of arena it needs.
inline constexpr llvm::StringLiteral kArenaSizeAttrName = "qnn.arena_size";

/// Attribute of an argument that is a result: upstream's name for it.
inline constexpr llvm::StringLiteral kResultAttrName = "bufferize.result";

/// Attributes of a function that runs tasks: the function that it calls for
/// each, and how many there are.
inline constexpr llvm::StringLiteral kTaskAttrName = "qnn.task";
inline constexpr llvm::StringLiteral kNumTasksAttrName = "qnn.num_tasks";

/// Operations on registers that a task has at least, unless an option says
/// otherwise. They take some 10 us: a thread that sleeps takes about as long to
/// wake up.
inline constexpr uint64_t kWorkPerTask = 1 << 16;

/// Alignment of the arena and of every buffer in it: a cache line, and the
/// widest vector register.
inline constexpr int64_t kArenaAlignment = 64;

/// Suffix of the entry point's name.
inline constexpr llvm::StringLiteral kInvokeSuffix = "_invoke";

/// Suffix of the function that names the target whose code runs, where there is
/// code for several.
inline constexpr llvm::StringLiteral kTargetSuffix = "_target";

/// What the entry point returns where the CPU supports none of them.
inline constexpr int32_t kUnsupportedCPU = 1;

} // namespace mlir::qnn

#endif // QNN_CODEGEN_INVOKE_H
