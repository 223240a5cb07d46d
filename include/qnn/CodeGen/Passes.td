//===- Passes.td - Passes of the machine tier --------------*- tablegen -*-===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef QNN_CODEGEN_PASSES_TD
#define QNN_CODEGEN_PASSES_TD

include "mlir/Pass/PassBase.td"

def QnnSetTarget : Pass<"qnn-set-target", "::mlir::ModuleOp"> {
  let summary = "State in the IR the machine to generate code for";
  let description = [{
    Gives the module the attribute `qnn.target` of the named target. Later passes
    read it from there; without it they generate portable code.

    Example, with `target=x86-avx2`:
    ```mlir
    module {
    }
    ```
    becomes
    ```mlir
    module attributes {qnn.target = #qnn.target<"x86-avx2",
        triple = "x86_64-unknown-linux-gnu", features = "+avx2">} {
    }
    ```
  }];
  let options = [
    Option<"target", "target", "std::string", /*default=*/"\"generic\"",
           "Name of the target">];
  let dependentDialects = ["::mlir::qnn::QnnDialect"];
}

def QnnLowerMultipliers : Pass<"qnn-lower-multipliers"> {
  let summary = "Lower qnn.apply_multiplier to integer arithmetic";
  let description = [{
    Scalars, and vectors on targets without a sequence of their own, compute in
    64 bits. On x86 with AVX2, vectors of i32 stay in 32 and 64-bit lanes without
    a 64-bit arithmetic shift, which AVX2 lacks: the products of even and odd
    lanes are formed by `vpmuldq`, and only bits that survive are shifted.
    docs/Numerics.md derives the identities.

    Example:
    ```mlir
    %r = qnn.apply_multiplier single_round %x, %m, %s : i32
    ```
    becomes
    ```mlir
    %c31 = arith.constant 31 : i64
    %c1 = arith.constant 1 : i64
    %0 = arith.extsi %x : i32 to i64
    %1 = arith.extsi %m : i32 to i64
    %2 = arith.muli %0, %1 : i64
    %3 = arith.extsi %s : i32 to i64
    %4 = arith.subi %c31, %3 : i64
    %5 = arith.subi %4, %c1 : i64
    %6 = arith.shli %c1, %5 : i64
    %7 = arith.addi %2, %6 : i64
    %8 = arith.shrsi %7, %4 : i64
    %r = arith.trunci %8 : i64 to i32
    ```
  }];
  let dependentDialects = ["::mlir::arith::ArithDialect",
                           "::mlir::vector::VectorDialect"];
}

def QnnPlanMemory : Pass<"qnn-plan-memory", "::mlir::ModuleOp"> {
  let summary = "Place all intermediate buffers in one arena";
  let description = [{
    Every `memref.alloc` of a public function becomes a view of the function's
    new last argument, the arena. A buffer lives from its first to its last use,
    counted in the operations of the function's body; buffers that live at the
    same time do not overlap. The largest are placed first, each at the lowest
    offset that is free. Offsets are multiples of 64 bytes, and so is the
    alignment that the arena needs.

    The attribute `qnn.arena_size` of the function is the arena's size in bytes.
    It is an error if a buffer has no static size, or is returned.

    Example:
    ```mlir
    func.func @f(%x: memref<4xi8>, %y: memref<4xi8>) {
      %0 = memref.alloc() : memref<4xi8>
      linalg.copy ins(%x : memref<4xi8>) outs(%0 : memref<4xi8>)
      linalg.copy ins(%0 : memref<4xi8>) outs(%y : memref<4xi8>)
      return
    }
    ```
    becomes
    ```mlir
    func.func @f(%x: memref<4xi8>, %y: memref<4xi8>, %arena: memref<64xi8>)
        attributes {qnn.arena_size = 64 : i64} {
      %c0 = arith.constant 0 : index
      %0 = memref.view %arena[%c0][] : memref<64xi8> to memref<4xi8>
      linalg.copy ins(%x : memref<4xi8>) outs(%0 : memref<4xi8>)
      linalg.copy ins(%0 : memref<4xi8>) outs(%y : memref<4xi8>)
      return
    }
    ```
  }];
  let dependentDialects = ["::mlir::arith::ArithDialect",
                           "::mlir::memref::MemRefDialect"];
  let statistics = [
    Statistic<"numBuffers", "buffers", "Buffers placed in an arena">,
    Statistic<"arenaBytes", "arena bytes", "Sum of the arenas' sizes">];
}

def QnnEmitInvoke : Pass<"qnn-emit-invoke", "::mlir::ModuleOp"> {
  let summary = "Give every planned function a C entry point";
  let description = [{
    For each `llvm.func` with `qnn.arena_size`, called NAME, emits

    ```c
    int NAME_invoke(const void *const *inputs, void *const *outputs,
                    void *arena);
    ```

    which calls NAME with the pointers in the two arrays and the arena, and
    returns 0. Buffers are dense, row-major, and must not overlap; the arena is
    aligned to 64 bytes and has `qnn.arena_size` bytes, an attribute that moves
    to the entry point. NAME itself becomes internal.
  }];
  let dependentDialects = ["::mlir::LLVM::LLVMDialect"];
}

#endif // QNN_CODEGEN_PASSES_TD
