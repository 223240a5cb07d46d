//===- Passes.h - Passes of the machine tier --------------------*- C++ -*-===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef QNN_CODEGEN_PASSES_H
#define QNN_CODEGEN_PASSES_H

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Bufferization/IR/Bufferization.h"
#include "mlir/Dialect/LLVMIR/LLVMDialect.h"
#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/Dialect/Vector/IR/VectorOps.h"
#include "mlir/IR/BuiltinOps.h"
#include "mlir/Pass/Pass.h"
#include "qnn/CodeGen/Invoke.h"
#include "qnn/CodeGen/MemoryPlan.h"
#include "qnn/IR/Qnn.h"

namespace mlir::qnn {

#define GEN_PASS_DECL
#include "qnn/CodeGen/Passes.h.inc"

/// As the pass without options, and shows every plan to `observer`.
std::unique_ptr<Pass> createQnnPlanMemory(MemoryPlanObserver observer);

#define GEN_PASS_REGISTRATION
#include "qnn/CodeGen/Passes.h.inc"

} // namespace mlir::qnn

#endif // QNN_CODEGEN_PASSES_H
