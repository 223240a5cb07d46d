//===- TileRequest.h - Permission to use tile registers ---------*- C++ -*-===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef QNN_LIB_CODEGEN_X86_TILEREQUEST_H
#define QNN_LIB_CODEGEN_X86_TILEREQUEST_H

#include "mlir/Dialect/LLVMIR/LLVMDialect.h"
#include "mlir/IR/Builders.h"
#include "mlir/IR/BuiltinOps.h"

namespace mlir::qnn {

/// True if functions of `module`, in the LLVM dialect, use tile registers.
bool usesTiles(ModuleOp module);

/// Asks Linux for the use of tile registers, 8 kB of state in each thread,
/// which it grants to processes that ask (Documentation/arch/x86/xstate.rst).
/// An i1, true if it does. Kernels and CPUs without tiles refuse.
Value emitTileRequest(OpBuilder &builder, Location loc);

/// Emits an internal function that returns an i32: 0 if Linux refuses tile
/// registers. What it grants is granted to all threads, for good: it is asked
/// only until then.
LLVM::LLVMFuncOp emitTileRequestFunction(ModuleOp module);

} // namespace mlir::qnn

#endif // QNN_LIB_CODEGEN_X86_TILEREQUEST_H
