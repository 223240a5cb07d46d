//===- MemoryPasses.td - From tensors to one arena ---------*- tablegen -*-===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef QNN_CODEGEN_MEMORYPASSES_TD
#define QNN_CODEGEN_MEMORYPASSES_TD

include "mlir/Pass/PassBase.td"

def QnnStripMine : Pass<"qnn-strip-mine"> {
  let summary = "Sums and their reader a few lines at a time";
  let description = [{
    Where only one elementwise `linalg.generic` reads the sums of an op with
    reduction loops, and each of them once, it becomes a loop over strips of its
    result, which computes the sums of a strip and reads them: accumulators of a
    whole layer would take four times the memory of its result. The elements of
    a strip, at most 512 if one line has no more, are all of the inner
    dimensions, and in the one outside of these, as many as divide it.

    Example:
    ```mlir
    #id = affine_map<(m, n) -> (m, n)>
    func.func @f(%a: tensor<40x8xi32>, %b: tensor<8x64xi32>) -> tensor<40x64xi8> {
      %c = arith.constant dense<1> : tensor<40x64xi32>
      %0 = linalg.matmul ins(%a, %b : tensor<40x8xi32>, tensor<8x64xi32>)
          outs(%c : tensor<40x64xi32>) -> tensor<40x64xi32>
      %1 = tensor.empty() : tensor<40x64xi8>
      %2 = linalg.generic
          {indexing_maps = [#id, #id], iterator_types = ["parallel", "parallel"]}
          ins(%0 : tensor<40x64xi32>) outs(%1 : tensor<40x64xi8>) {
      ^bb0(%sum: i32, %out: i8):
        %3 = arith.trunci %sum : i32 to i8
        linalg.yield %3 : i8
      } -> tensor<40x64xi8>
      return %2 : tensor<40x64xi8>
    }
    ```
    becomes
    ```mlir
    #id = affine_map<(m, n) -> (m, n)>
    func.func @f(%a: tensor<40x8xi32>, %b: tensor<8x64xi32>) -> tensor<40x64xi8> {
      %c0 = arith.constant 0 : index
      %c8 = arith.constant 8 : index
      %c40 = arith.constant 40 : index
      %c = arith.constant dense<1> : tensor<40x64xi32>
      %0 = tensor.empty() : tensor<40x64xi8>
      %1 = scf.for %m = %c0 to %c40 step %c8 iter_args(%y = %0)
          -> (tensor<40x64xi8>) {
        %lines = tensor.extract_slice %a[%m, 0] [8, 8] [1, 1]
            : tensor<40x8xi32> to tensor<8x8xi32>
        %acc = tensor.extract_slice %c[%m, 0] [8, 64] [1, 1]
            : tensor<40x64xi32> to tensor<8x64xi32>
        %2 = linalg.matmul ins(%lines, %b : tensor<8x8xi32>, tensor<8x64xi32>)
            outs(%acc : tensor<8x64xi32>) -> tensor<8x64xi32>
        %strip = tensor.extract_slice %y[%m, 0] [8, 64] [1, 1]
            : tensor<40x64xi8> to tensor<8x64xi8>
        %3 = linalg.generic
            {indexing_maps = [#id, #id],
             iterator_types = ["parallel", "parallel"]}
            ins(%2 : tensor<8x64xi32>) outs(%strip : tensor<8x64xi8>) {
        ^bb0(%sum: i32, %out: i8):
          %5 = arith.trunci %sum : i32 to i8
          linalg.yield %5 : i8
        } -> tensor<8x64xi8>
        %4 = tensor.insert_slice %3 into %y[%m, 0] [8, 64] [1, 1]
            : tensor<8x64xi8> into tensor<40x64xi8>
        scf.yield %4 : tensor<40x64xi8>
      }
      return %1 : tensor<40x64xi8>
    }
    ```
  }];
  let statistics = [
    Statistic<"numStripMined", "num-strip-mined",
              "Number of ops in loops over strips">];
  let dependentDialects = ["::mlir::affine::AffineDialect",
                           "::mlir::scf::SCFDialect"];
}

def QnnAssignDestinations : Pass<"qnn-assign-destinations"> {
  let summary = "Decide which results share memory with an operand";
  let description = [{
    A `linalg.generic` of parallel loops whose destination is empty takes an input
    as destination instead, if that has the type of the result, is read with the
    same indexing map, a permutation of the loops, and has no other reader. Its
    buffer is then the result's as well.

    This is exact. A permutation assigns every iteration an element of its own.
    So the destination's element, when the iteration reads it, has its initial
    value, which is the input's element. Whether what is written can share memory
    with what is read is not decided here, but proven by bufferization, which
    copies where it cannot. It can where no reader is left: reads of an element
    precede its write in the same iteration, and no other iteration touches it.
    Arguments and constants, which nothing may overwrite, are left alone.

    What a `tensor.pad` pads is computed in its place between the padding if its
    destination was empty: of a tensor that is filled with the padding before.

    All other destinations become allocations, one each. Unlike `tensor.empty`
    these are not merged by CSE: a merged one would be a buffer that lives from
    the first to the last use.

    Example:
    ```mlir
    #id = affine_map<(d0) -> (d0)>
    func.func @f(%x: tensor<8xf32>, %y: tensor<8xf32>) -> tensor<8xf32> {
      %empty = tensor.empty() : tensor<8xf32>
      %0 = linalg.exp ins(%x : tensor<8xf32>) outs(%empty : tensor<8xf32>)
          -> tensor<8xf32>
      %1 = linalg.generic
          {indexing_maps = [#id, #id, #id], iterator_types = ["parallel"]}
          ins(%0, %y : tensor<8xf32>, tensor<8xf32>)
          outs(%empty : tensor<8xf32>) {
      ^bb0(%a: f32, %b: f32, %out: f32):
        %2 = arith.addf %a, %b : f32
        linalg.yield %2 : f32
      } -> tensor<8xf32>
      return %1 : tensor<8xf32>
    }
    ```
    becomes
    ```mlir
    #id = affine_map<(d0) -> (d0)>
    func.func @f(%x: tensor<8xf32>, %y: tensor<8xf32>) -> tensor<8xf32> {
      %alloc = bufferization.alloc_tensor() : tensor<8xf32>
      %0 = linalg.exp ins(%x : tensor<8xf32>) outs(%alloc : tensor<8xf32>)
          -> tensor<8xf32>
      %1 = linalg.generic
          {indexing_maps = [#id, #id], iterator_types = ["parallel"]}
          ins(%y : tensor<8xf32>) outs(%0 : tensor<8xf32>) {
      ^bb0(%b: f32, %a: f32):
        %2 = arith.addf %a, %b : f32
        linalg.yield %2 : f32
      } -> tensor<8xf32>
      return %1 : tensor<8xf32>
    }
    ```
  }];
  let dependentDialects = ["::mlir::bufferization::BufferizationDialect",
                           "::mlir::linalg::LinalgDialect"];
}

def QnnBufferize : Pass<"qnn-bufferize", "::mlir::ModuleOp"> {
  let summary = "Tensors to buffers that the caller provides";
  let description = [{
    Upstream's one-shot bufferization, set up for functions that are called from
    outside: arguments are dense, row-major and never written, and results become
    further arguments, with attribute `bufferize.result`.

    Example:
    ```mlir
    func.func @f(%x: tensor<4xf32>) -> tensor<4xf32> {
      %empty = tensor.empty() : tensor<4xf32>
      %0 = linalg.exp ins(%x : tensor<4xf32>) outs(%empty : tensor<4xf32>)
          -> tensor<4xf32>
      return %0 : tensor<4xf32>
    }
    ```
    becomes
    ```mlir
    func.func @f(%x: memref<4xf32>, %y: memref<4xf32> {bufferize.result}) {
      linalg.exp ins(%x : memref<4xf32>) outs(%y : memref<4xf32>)
      return
    }
    ```
  }];
  let dependentDialects = [
    "::mlir::bufferization::BufferizationDialect",
    "::mlir::memref::MemRefDialect"];
}

def QnnLowerCopies : Pass<"qnn-lower-copies"> {
  let summary = "Copies of slices as copies of their rows";
  let description = [{
    `memref.copy` of buffers that are not contiguous becomes a call of a library
    on its way to LLVM; of contiguous ones, `memcpy`, for which LLVM has vectors
    of the target, or a call if it is long.

    So a copy from or to a slice becomes loops around copies of rows: of as many
    innermost axes as have no gaps on either side. Where elements that follow each
    other are apart, it becomes `linalg.copy`, and that loops over them.
    LLVM is kept from unrolling the loops: it takes a copy of a row for small,
    whatever it becomes.

    Example:
    ```mlir
    func.func @f(%a: memref<4x2x5xi8>,
                 %b: memref<4x2x5xi8, strided<[16, 5, 1]>>) {
      memref.copy %a, %b
          : memref<4x2x5xi8> to memref<4x2x5xi8, strided<[16, 5, 1]>>
      return
    }
    ```
    becomes
    ```mlir
    func.func @f(%a: memref<4x2x5xi8>,
                 %b: memref<4x2x5xi8, strided<[16, 5, 1]>>) {
      %end = arith.constant 4 : index
      %begin = arith.constant 0 : index
      %step = arith.constant 1 : index
      scf.for %i = %begin to %end step %step {
        %source = memref.subview %a[%i, 0, 0] [1, 2, 5] [1, 1, 1]
            : memref<4x2x5xi8> to memref<2x5xi8, strided<[5, 1], offset: ?>>
        %target = memref.subview %b[%i, 0, 0] [1, 2, 5] [1, 1, 1]
            : memref<4x2x5xi8, strided<[16, 5, 1]>>
           to memref<2x5xi8, strided<[5, 1], offset: ?>>
        memref.copy %source, %target
            : memref<2x5xi8, strided<[5, 1], offset: ?>>
           to memref<2x5xi8, strided<[5, 1], offset: ?>>
      } {loop_annotation = #llvm.loop_annotation<unroll = <count = 1 : i32>>}
      return
    }
    ```
  }];
  let dependentDialects = ["::mlir::LLVM::LLVMDialect",
                           "::mlir::arith::ArithDialect",
                           "::mlir::linalg::LinalgDialect",
                           "::mlir::memref::MemRefDialect",
                           "::mlir::scf::SCFDialect"];
}

def QnnPlanMemory : Pass<"qnn-plan-memory", "::mlir::ModuleOp"> {
  let summary = "Place all intermediate buffers in one arena";
  let description = [{
    Every `memref.alloc` of a public function becomes a view of the function's
    new last argument, the arena. A buffer lives from the first to the last
    operation of the function's body that touches it; buffers that live at the
    same time do not overlap. Offsets are multiples of 64 bytes, and so is the
    alignment that the arena needs.

    Buffers are placed one after the other, each at the lowest offset that is
    free. Several orders are tried (by size, by size times lifetime, by lifetime,
    by begin); the best is improved by moving forward what ends topmost.

    The attribute `qnn.arena_size` of the function is the arena's size in bytes.
    It is an error if a buffer has no static size, or is returned.

    `print-plan` prints to standard error a table of the buffers: offset, size in
    bytes, the first and last step in which they live, the name that their
    location gives, and type. A step is an operation that is the first or last to
    touch some buffer. `plan-svg` draws the same, for a module of one function.

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
  let options = [
    Option<"printPlan", "print-plan", "bool", /*default=*/"false",
           "Print a table of the buffers">,
    Option<"planSvg", "plan-svg", "std::string", /*default=*/"",
           "File to draw the plan to">];
  let dependentDialects = ["::mlir::arith::ArithDialect",
                           "::mlir::memref::MemRefDialect"];
  let statistics = [
    Statistic<"numBuffers", "buffers", "Buffers placed in an arena">,
    Statistic<"arenaBytes", "arena bytes", "Sum of the arenas' sizes">];
}

def QnnSplitFunctions : Pass<"qnn-split-functions", "::mlir::ModuleOp"> {
  let summary = "Cut long functions into parts";
  let description = [{
    LLVM takes time that grows faster than a function does. So the body of each
    function with `qnn.arena_size` that has more than `max-ops` operations becomes
    a sequence of calls of private functions. Each takes all arguments of the
    function, and has about `max-ops` operations, more where many values, or
    vectors, are in use. Those that are pass from part to part; constants, and views
    of the arena, are repeated in each part that uses them.

    Example, with `max-ops=1`:
    ```mlir
    func.func @f(%x: memref<4xi8>, %y: memref<4xi8>, %arena: memref<64xi8>)
        attributes {qnn.arena_size = 64 : i64} {
      %c0 = arith.constant 0 : index
      %0 = memref.view %arena[%c0][] : memref<64xi8> to memref<4xi8>
      memref.copy %x, %0 : memref<4xi8> to memref<4xi8>
      memref.copy %0, %y : memref<4xi8> to memref<4xi8>
      return
    }
    ```
    becomes
    ```mlir
    func.func private @f_0(
        %x: memref<4xi8> {llvm.noalias}, %y: memref<4xi8> {llvm.noalias},
        %arena: memref<64xi8> {llvm.align = 64 : i64, llvm.noalias})
        attributes {llvm.linkage = #llvm.linkage<internal>,
                    passthrough = ["noinline"]} {
      %c0 = arith.constant 0 : index
      %0 = memref.view %arena[%c0][] : memref<64xi8> to memref<4xi8>
      memref.copy %x, %0 : memref<4xi8> to memref<4xi8>
      return
    }
    func.func private @f_1(
        %x: memref<4xi8> {llvm.noalias}, %y: memref<4xi8> {llvm.noalias},
        %arena: memref<64xi8> {llvm.align = 64 : i64, llvm.noalias})
        attributes {llvm.linkage = #llvm.linkage<internal>,
                    passthrough = ["noinline"]} {
      %c0 = arith.constant 0 : index
      %0 = memref.view %arena[%c0][] : memref<64xi8> to memref<4xi8>
      memref.copy %0, %y : memref<4xi8> to memref<4xi8>
      return
    }
    func.func @f(%x: memref<4xi8>, %y: memref<4xi8>, %arena: memref<64xi8>)
        attributes {qnn.arena_size = 64 : i64} {
      %c0 = arith.constant 0 : index
      %0 = memref.view %arena[%c0][] : memref<64xi8> to memref<4xi8>
      call @f_0(%x, %y, %arena)
          : (memref<4xi8>, memref<4xi8>, memref<64xi8>) -> ()
      call @f_1(%x, %y, %arena)
          : (memref<4xi8>, memref<4xi8>, memref<64xi8>) -> ()
      return
    }
    ```
  }];
  let options = [
    Option<"maxOps", "max-ops", "int64_t", "1024",
           "Operations of a function that is left as it is">
  ];
  let dependentDialects = ["::mlir::func::FuncDialect",
                           "::mlir::LLVM::LLVMDialect"];
}

#endif // QNN_CODEGEN_MEMORYPASSES_TD
