//===- ParallelPasses.td - Loops that callers' threads run --*- tablegen -*-===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef QNN_CODEGEN_PARALLELPASSES_TD
#define QNN_CODEGEN_PARALLELPASSES_TD

include "mlir/Pass/PassBase.td"

def QnnParallelizeLoops : Pass<"qnn-parallelize-loops", "::mlir::ModuleOp"> {
  let summary = "Divide loops into tasks";
  let description = [{
    In functions with `qnn.arena_size`, a loop with `qnn.parallel` becomes a call of
    a function that runs tasks, one after the other. Each of them is a call of another
    function, which runs some of the iterations. `qnn-emit-parallel-for` then lets
    others run the tasks.

    A loop that is all that such a loop repeats becomes one with it, if it is parallel
    too, until there are iterations for half of the tasks. There are as many of these
    as give each `work-per-task` operations, but no more than iterations or
    `max-tasks`; their iterations differ by one at most. Operations are counted in registers of 256 bits.
    So tasks depend neither on the machine nor on the threads that will run them.

    Where there would be less than two tasks, loops that are in the loop are tried.
    Loops that hand on values, or whose bounds are not constants, stay, and those with
    a buffer in the arena that every iteration would need for itself. Ops of `linalg`
    become loops first, of which the parallel ones are marked.

    Both functions take the arguments of the function around the loop, and values that
    are computed outside of it. What reads no memory is computed anew.

    Example, with `work-per-task=1 max-tasks=2`:
    ```mlir
    func.func @f(%x: memref<4xi8>, %y: memref<4xi8>, %arena: memref<64xi8>)
        attributes {qnn.arena_size = 64 : i64} {
      %c0 = arith.constant 0 : index
      %c1 = arith.constant 1 : index
      %c4 = arith.constant 4 : index
      scf.for %i = %c0 to %c4 step %c1 {
        %0 = memref.load %x[%i] : memref<4xi8>
        memref.store %0, %y[%i] : memref<4xi8>
      } {qnn.parallel}
      return
    }
    ```
    becomes
    ```mlir
    func.func private @f_0(
        %x: memref<4xi8> {llvm.noalias}, %y: memref<4xi8> {llvm.noalias},
        %arena: memref<64xi8> {llvm.align = 64 : i64, llvm.noalias},
        %task: index)
        attributes {llvm.linkage = #llvm.linkage<internal>,
                    passthrough = ["noinline"]} {
      %c1 = arith.constant 1 : index
      %c2 = arith.constant 2 : index
      %c4 = arith.constant 4 : index
      %0 = arith.muli %task, %c4 : index
      %begin = arith.divui %0, %c2 : index
      %next = arith.addi %task, %c1 : index
      %1 = arith.muli %next, %c4 : index
      %end = arith.divui %1, %c2 : index
      scf.for %i = %begin to %end step %c1 {
        %2 = memref.load %x[%i] : memref<4xi8>
        memref.store %2, %y[%i] : memref<4xi8>
      }
      return
    }
    func.func private @f_1(
        %x: memref<4xi8> {llvm.noalias}, %y: memref<4xi8> {llvm.noalias},
        %arena: memref<64xi8> {llvm.align = 64 : i64, llvm.noalias})
        attributes {llvm.linkage = #llvm.linkage<internal>,
                    passthrough = ["noinline"],
                    qnn.num_tasks = 2 : i64, qnn.task = @f_0} {
      %c0 = arith.constant 0 : index
      %c1 = arith.constant 1 : index
      %c2 = arith.constant 2 : index
      scf.for %task = %c0 to %c2 step %c1 {
        func.call @f_0(%x, %y, %arena, %task)
            : (memref<4xi8>, memref<4xi8>, memref<64xi8>, index) -> ()
      }
      return
    }
    func.func @f(%x: memref<4xi8>, %y: memref<4xi8>, %arena: memref<64xi8>)
        attributes {qnn.arena_size = 64 : i64} {
      call @f_1(%x, %y, %arena)
          : (memref<4xi8>, memref<4xi8>, memref<64xi8>) -> ()
      return
    }
    ```
  }];
  let options = [
    Option<"workPerTask", "work-per-task", "uint64_t",
           "::mlir::qnn::kWorkPerTask",
           "Operations on registers that a task has at least">,
    Option<"maxTasks", "max-tasks", "uint64_t", "64",
           "Tasks that a loop is divided into at most">];
  let statistics = [
    Statistic<"numLoops", "loops", "Loops that were divided">];
  let dependentDialects = [
    "::mlir::arith::ArithDialect", "::mlir::func::FuncDialect",
    "::mlir::linalg::LinalgDialect", "::mlir::LLVM::LLVMDialect",
    "::mlir::memref::MemRefDialect", "::mlir::scf::SCFDialect"];
}

def QnnEmitParallelFor : Pass<"qnn-emit-parallel-for", "::mlir::ModuleOp"> {
  let summary = "Let callers run tasks";
  let description = [{
    Gives every entry point (a function with `qnn.arena_size`) a last argument, and
    every function that calls one with `qnn.task` or hands the argument on. That is
    null, or points to a `QnnParallelFor` of the headers that `quant-compile` writes:
    a function and its first argument. If it is not null, the function with `qnn.task`
    has that run the `qnn.num_tasks` tasks. A function that takes a pointer to the
    arguments, which are on the stack, and the number of a task, stands between.

    Example:
    ```mlir
    llvm.func internal @task(%x: !llvm.ptr, %i: i64) {
      llvm.return
    }
    llvm.func internal @tasks(%x: !llvm.ptr)
        attributes {qnn.num_tasks = 2 : i64, qnn.task = @task} {
      %first = llvm.mlir.constant(0 : i64) : i64
      llvm.call @task(%x, %first) : (!llvm.ptr, i64) -> ()
      %second = llvm.mlir.constant(1 : i64) : i64
      llvm.call @task(%x, %second) : (!llvm.ptr, i64) -> ()
      llvm.return
    }
    llvm.func @f_invoke(%x: !llvm.ptr) attributes {qnn.arena_size = 64 : i64} {
      llvm.call @tasks(%x) : (!llvm.ptr) -> ()
      llvm.return
    }
    ```
    becomes
    ```mlir
    llvm.func internal @task(%x: !llvm.ptr, %i: i64) {
      llvm.return
    }
    llvm.func internal @task_entry(%context: !llvm.ptr, %i: i64) {
      %address = llvm.getelementptr %context[0, 0]
          : (!llvm.ptr) -> !llvm.ptr, !llvm.struct<(ptr)>
      %x = llvm.load %address : !llvm.ptr -> !llvm.ptr
      llvm.call @task(%x, %i) : (!llvm.ptr, i64) -> ()
      llvm.return
    }
    llvm.func internal @tasks(%x: !llvm.ptr, %parallel_for: !llvm.ptr) {
      %first = llvm.mlir.constant(0 : i64) : i64
      %num_tasks = llvm.mlir.constant(2 : i64) : i64
      %entry = llvm.mlir.addressof @task_entry : !llvm.ptr
      %second = llvm.mlir.constant(1 : i64) : i64
      %null = llvm.mlir.zero : !llvm.ptr
      %is_serial = llvm.icmp "eq" %parallel_for, %null : !llvm.ptr
      llvm.cond_br %is_serial, ^serial, ^parallel
    ^parallel:
      %context = llvm.alloca %second x !llvm.struct<(ptr)> : (i64) -> !llvm.ptr
      %address = llvm.getelementptr %context[0, 0]
          : (!llvm.ptr) -> !llvm.ptr, !llvm.struct<(ptr)>
      llvm.store %x, %address : !llvm.ptr, !llvm.ptr
      %0 = llvm.getelementptr %parallel_for[0, 0]
          : (!llvm.ptr) -> !llvm.ptr, !llvm.struct<(ptr, ptr)>
      %run = llvm.load %0 : !llvm.ptr -> !llvm.ptr
      %1 = llvm.getelementptr %parallel_for[0, 1]
          : (!llvm.ptr) -> !llvm.ptr, !llvm.struct<(ptr, ptr)>
      %self = llvm.load %1 : !llvm.ptr -> !llvm.ptr
      llvm.call %run(%self, %entry, %context, %num_tasks)
          : !llvm.ptr, (!llvm.ptr, !llvm.ptr, !llvm.ptr, i64) -> ()
      llvm.return
    ^serial:
      llvm.call @task(%x, %first) : (!llvm.ptr, i64) -> ()
      llvm.call @task(%x, %second) : (!llvm.ptr, i64) -> ()
      llvm.return
    }
    llvm.func @f_invoke(%x: !llvm.ptr, %parallel_for: !llvm.ptr)
        attributes {qnn.arena_size = 64 : i64} {
      llvm.call @tasks(%x, %parallel_for) : (!llvm.ptr, !llvm.ptr) -> ()
      llvm.return
    }
    ```
  }];
  let dependentDialects = ["::mlir::LLVM::LLVMDialect"];
}

#endif // QNN_CODEGEN_PARALLELPASSES_TD
