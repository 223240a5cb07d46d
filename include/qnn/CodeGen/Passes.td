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
include "qnn/CodeGen/ContractionPasses.td"
include "qnn/CodeGen/MemoryPasses.td"
include "qnn/CodeGen/ParallelPasses.td"

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

def QnnCloneForTargets : Pass<"qnn-clone-for-targets", "::mlir::ModuleOp"> {
  let summary = "Make a copy of the module for each of several targets";
  let description = [{
    Each copy is a module in the module, with the name of its target and the
    attribute `qnn.target`. Passes that generate code run on these;
    `qnn-emit-dispatch` then makes one module of them. The copies are in the order
    of the table of targets, whatever the order of the names.

    It is an error if there is no target of a name, if one is named twice, and if
    targets are of several architectures. `generic` is of all.

    Example, with `targets=x86-avx2,generic`:
    ```mlir
    func.func @f(%x: i32) -> i32 {
      return %x : i32
    }
    ```
    becomes
    ```mlir
    module {
      module @generic attributes {qnn.target = #qnn.target<"generic",
          triple = "", features = "">} {
        func.func @f(%x: i32) -> i32 {
          return %x : i32
        }
      }
      module @"x86-avx2" attributes {qnn.target = #qnn.target<"x86-avx2",
          triple = "x86_64-unknown-linux-gnu", features = "+avx2">} {
        func.func @f(%x: i32) -> i32 {
          return %x : i32
        }
      }
    }
    ```
  }];
  let options = [ListOption<"targets", "targets", "std::string",
                            "Names of the targets">];
  let dependentDialects = ["::mlir::qnn::QnnDialect"];
}

def QnnFuseElementwise : Pass<"qnn-fuse-elementwise"> {
  let summary = "Compute elements where they are read";
  let description = [{
    Upstream's fusion of elementwise ops, where it adds no work: a `linalg.generic`
    of parallel loops moves into the body of its only reader, if that has no more
    iterations. A reader that has more would compute an element again each time
    that it reads it: for every tap of a window, or for every element of a row.
    What does nothing but convert numbers is fused all the same.

    In this example, `%0` is one op with the last. The quotient, of which there is
    one per row, is not.

    Example:
    ```mlir
    #id = affine_map<(d0, d1) -> (d0, d1)>
    #row = affine_map<(d0, d1) -> (d0)>
    #rows = affine_map<(d0) -> (d0)>
    func.func @f(%x: tensor<4x8xf32>, %a: tensor<4xf32>, %b: tensor<4xf32>)
        -> tensor<4x8xf32> {
      %empty = tensor.empty() : tensor<4x8xf32>
      %0 = linalg.generic {indexing_maps = [#id, #id],
                           iterator_types = ["parallel", "parallel"]}
          ins(%x : tensor<4x8xf32>) outs(%empty : tensor<4x8xf32>) {
      ^bb0(%in: f32, %out: f32):
        %3 = arith.mulf %in, %in : f32
        linalg.yield %3 : f32
      } -> tensor<4x8xf32>
      %row = tensor.empty() : tensor<4xf32>
      %1 = linalg.generic {indexing_maps = [#rows, #rows, #rows],
                           iterator_types = ["parallel"]}
          ins(%a, %b : tensor<4xf32>, tensor<4xf32>)
          outs(%row : tensor<4xf32>) {
      ^bb0(%p: f32, %q: f32, %out: f32):
        %3 = arith.divf %p, %q : f32
        linalg.yield %3 : f32
      } -> tensor<4xf32>
      %2 = linalg.generic {indexing_maps = [#id, #row, #id],
                           iterator_types = ["parallel", "parallel"]}
          ins(%0, %1 : tensor<4x8xf32>, tensor<4xf32>)
          outs(%empty : tensor<4x8xf32>) {
      ^bb0(%square: f32, %quotient: f32, %out: f32):
        %3 = arith.addf %square, %quotient : f32
        linalg.yield %3 : f32
      } -> tensor<4x8xf32>
      return %2 : tensor<4x8xf32>
    }
    ```
    becomes
    ```mlir
    #id = affine_map<(d0, d1) -> (d0, d1)>
    #row = affine_map<(d0, d1) -> (d0)>
    #rows = affine_map<(d0) -> (d0)>
    func.func @f(%x: tensor<4x8xf32>, %a: tensor<4xf32>, %b: tensor<4xf32>)
        -> tensor<4x8xf32> {
      %empty = tensor.empty() : tensor<4x8xf32>
      %row = tensor.empty() : tensor<4xf32>
      %0 = linalg.generic {indexing_maps = [#rows, #rows, #rows],
                           iterator_types = ["parallel"]}
          ins(%a, %b : tensor<4xf32>, tensor<4xf32>)
          outs(%row : tensor<4xf32>) {
      ^bb0(%p: f32, %q: f32, %out: f32):
        %2 = arith.divf %p, %q : f32
        linalg.yield %2 : f32
      } -> tensor<4xf32>
      %1 = linalg.generic {indexing_maps = [#id, #row, #id],
                           iterator_types = ["parallel", "parallel"]}
          ins(%x, %0 : tensor<4x8xf32>, tensor<4xf32>)
          outs(%empty : tensor<4x8xf32>) {
      ^bb0(%in: f32, %quotient: f32, %out: f32):
        %2 = arith.mulf %in, %in : f32
        %3 = arith.addf %2, %quotient : f32
        linalg.yield %3 : f32
      } -> tensor<4x8xf32>
      return %1 : tensor<4x8xf32>
    }
    ```
  }];
  let dependentDialects = [
    "::mlir::arith::ArithDialect", "::mlir::linalg::LinalgDialect",
    "::mlir::tensor::TensorDialect"];
}

def QnnVectorizeElementwise : Pass<"qnn-vectorize-elementwise"> {
  let summary = "Tile and vectorize elementwise linalg ops and reductions";
  let description = [{
    Each `linalg.generic` of parallel loops becomes a loop over vectors of 32
    elements, and one shorter vector for what is left; both compute the same
    bits. Does nothing for target `generic`.

    One that reduces, such as a pool, becomes the same if elements of the result
    that lie side by side are reduced from elements that do, or from the same one:
    a lane is a channel then. The loops that reduce are inside of the others and
    carry the vector. The others have the attribute `qnn.parallel`.

    Integers that are reduced along the innermost axis, such as those of a row of
    softmax, may be taken in any order. A loop carries a vector of 32, which a
    `vector.reduction` then reduces; another one takes what is left of the row,
    filled up with the neutral element to a power of two. Floats are reduced in
    order, by loops over scalars.

    Example, for target `x86-avx2`:
    ```mlir
    #id = affine_map<(d0) -> (d0)>
    func.func @f(%x: tensor<70xi32>) -> tensor<70xi32> {
      %empty = tensor.empty() : tensor<70xi32>
      %0 = linalg.generic
          {indexing_maps = [#id, #id], iterator_types = ["parallel"]}
          ins(%x : tensor<70xi32>) outs(%empty : tensor<70xi32>) {
      ^bb0(%in: i32, %out: i32):
        %1 = arith.addi %in, %in : i32
        linalg.yield %1 : i32
      } -> tensor<70xi32>
      return %0 : tensor<70xi32>
    }
    ```
    becomes
    ```mlir
    func.func @f(%x: tensor<70xi32>) -> tensor<70xi32> {
      %c0 = arith.constant 0 : index
      %c32 = arith.constant 32 : index
      %c64 = arith.constant 64 : index
      %no_i32 = ub.poison : i32
      %empty = tensor.empty() : tensor<70xi32>
      %in = tensor.extract_slice %x[0] [64] [1]
          : tensor<70xi32> to tensor<64xi32>
      %out = tensor.extract_slice %empty[0] [64] [1]
          : tensor<70xi32> to tensor<64xi32>
      %0 = scf.for %i = %c0 to %c64 step %c32 iter_args(%y = %out)
          -> (tensor<64xi32>) {
        %3 = tensor.extract_slice %in[%i] [32] [1]
            : tensor<64xi32> to tensor<32xi32>
        %4 = tensor.extract_slice %y[%i] [32] [1]
            : tensor<64xi32> to tensor<32xi32>
        %5 = vector.transfer_read %3[%c0], %no_i32 {in_bounds = [true]}
            : tensor<32xi32>, vector<32xi32>
        %6 = arith.addi %5, %5 : vector<32xi32>
        %7 = vector.transfer_write %6, %4[%c0] {in_bounds = [true]}
            : vector<32xi32>, tensor<32xi32>
        %8 = tensor.insert_slice %7 into %y[%i] [32] [1]
            : tensor<32xi32> into tensor<64xi32>
        scf.yield %8 : tensor<64xi32>
      } {qnn.parallel}
      %head = tensor.insert_slice %0 into %empty[0] [64] [1]
          : tensor<64xi32> into tensor<70xi32>
      %in_tail = tensor.extract_slice %x[64] [6] [1]
          : tensor<70xi32> to tensor<6xi32>
      %out_tail = tensor.extract_slice %head[64] [6] [1]
          : tensor<70xi32> to tensor<6xi32>
      %rest = vector.transfer_read %in_tail[%c0], %no_i32 {in_bounds = [true]}
          : tensor<6xi32>, vector<6xi32>
      %1 = arith.addi %rest, %rest : vector<6xi32>
      %2 = vector.transfer_write %1, %out_tail[%c0] {in_bounds = [true]}
          : vector<6xi32>, tensor<6xi32>
      %whole = tensor.insert_slice %2 into %head[64] [6] [1]
          : tensor<6xi32> into tensor<70xi32>
      return %whole : tensor<70xi32>
    }
    ```
  }];
  let dependentDialects = [
    "::mlir::arith::ArithDialect", "::mlir::qnn::QnnDialect",
    "::mlir::scf::SCFDialect", "::mlir::tensor::TensorDialect",
    "::mlir::vector::VectorDialect"];
}

def QnnLowerMultipliers : Pass<"qnn-lower-multipliers"> {
  let summary = "Lower multipliers to vector arithmetic";
  let description = [{
    Scalars, and vectors on targets without a sequence of their own, compute in
    64 bits. On x86 with AVX2, vectors of i32 stay in 32 and 64-bit lanes without
    a 64-bit arithmetic shift, which AVX2 lacks: the products of even and odd
    lanes are formed by `vpmuldq`, and only bits that survive are shifted. AArch64
    has instructions that round, `sqrdmulh` and `srshl`, and `fcvtns` for the
    mode in float32. `qnn.apply_float_multiplier` becomes fused multiply-adds of
    AVX-512, and is an error on other targets. docs/Numerics.md derives the
    identities.

    On x86, sums of two products of widened bytes by constants become `vpmaddwd`,
    which multiplies and adds pairs.

    On AArch64, vectors of i32 that are clamped and become bytes are narrowed by
    `sqxtn` or `sqxtun`, which clamp to the range of bytes themselves.

    Example:
    ```mlir
    func.func @f(%x: i32, %m: i32, %s: i32) -> i32 {
      %0 = qnn.apply_multiplier single_round %x, %m, %s : i32
      return %0 : i32
    }
    ```
    becomes
    ```mlir
    func.func @f(%x: i32, %m: i32, %s: i32) -> i32 {
      %c1 = arith.constant 1 : i64
      %c31 = arith.constant 31 : i64
      %0 = arith.extsi %x : i32 to i64
      %1 = arith.extsi %m : i32 to i64
      %product = arith.muli %0, %1 : i64
      %2 = arith.extsi %s : i32 to i64
      %shift = arith.subi %c31, %2 : i64
      %3 = arith.subi %shift, %c1 : i64
      %half = arith.shli %c1, %3 : i64
      %4 = arith.addi %product, %half : i64
      %5 = arith.shrsi %4, %shift : i64
      %6 = arith.trunci %5 : i64 to i32
      return %6 : i32
    }
    ```
  }];
  let dependentDialects = ["::mlir::arith::ArithDialect",
                           "::mlir::LLVM::LLVMDialect", "::mlir::math::MathDialect",
                           "::mlir::qnn::QnnDialect",
                           "::mlir::vector::VectorDialect"];
}

def QnnLowerLookups : Pass<"qnn-lower-lookups", "::mlir::ModuleOp"> {
  let summary = "Lower qnn.lookup to shuffles or loads";
  let description = [{
    A lookup is a load from a constant table, element by element for vectors, whose
    bytes are taken out of words of 64 bits. From bytes to bytes on x86 with AVX2,
    it is 16 `vpshufb`, of rows of the table, for each vector of 32: see
    lib/CodeGen/X86/LowerLookups.cpp. On AArch64 it is a `tbl` and three `tbx` for
    each vector of 16.

    Example:
    ```mlir
    module {
      func.func @f(%x: i8) -> i32 {
        %0 = qnn.lookup %x table(dense<7> : tensor<256xi32>) : i8 -> i32
        return %0 : i32
      }
    }
    ```
    becomes
    ```mlir
    module {
      memref.global "private" constant @qnn_table : memref<256xi32> = dense<7>
      func.func @f(%x: i8) -> i32 {
        %table = memref.get_global @qnn_table : memref<256xi32>
        %0 = arith.index_castui %x : i8 to index
        %1 = memref.load %table[%0] : memref<256xi32>
        return %1 : i32
      }
    }
    ```
  }];
  let dependentDialects = [
    "::mlir::arith::ArithDialect", "::mlir::LLVM::LLVMDialect",
    "::mlir::memref::MemRefDialect", "::mlir::vector::VectorDialect"];
}

def QnnLowerTiles : Pass<"qnn-lower-tiles", "::mlir::ModuleOp"> {
  let summary = "Keep tiles in the tile registers of x86";
  let description = [{
    `qnn.tile_dot` and `qnn.tile_read`, on memory, become AMX instructions. A tile
    of sums that loops carry has one register from its first value to the last.
    Sums begin with zeros and end in writes to memory: nothing else can be done
    with what is in these registers. There are four for sums, two for tiles of the
    input and two for tiles of weights.

    A configuration gives each register rows and columns. It is loaded ahead of
    the outermost op in which all tiles fit one configuration, and released
    behind it.

    Example:
    ```mlir
    func.func @f(%x: memref<16x64xi8>, %w: memref<1024xi8>,
                 %sums: memref<16x16xi32>) {
      %c0 = arith.constant 0 : index
      %zero = arith.constant dense<0> : vector<16x16xi32>
      %a = qnn.tile_read %x[%c0, %c0] steps [1, 0]
          : memref<16x64xi8> -> vector<16x64xi8>
      %b = qnn.tile_read %w[%c0] steps [64]
          : memref<1024xi8> -> vector<16x64xi8>
      %0 = qnn.tile_dot "x86.tdpbssd" %a, %b, %zero
          : vector<16x64xi8>, vector<16x64xi8>, vector<16x16xi32>
      vector.transfer_write %0, %sums[%c0, %c0] {in_bounds = [true, true]}
          : vector<16x16xi32>, memref<16x16xi32>
      return
    }
    ```
    becomes
    ```mlir
    module {
      memref.global "private" constant @qnn_tiles_16x64_16x64_64 : memref<64xi8> =
          dense<[1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
                 64, 0, 64, 0, 64, 0, 64, 0, 64, 0, 64, 0, 64, 0, 64, 0,
                 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
                 16, 16, 16, 16, 16, 16, 16, 16, 0, 0, 0, 0, 0, 0, 0, 0]> {alignment = 64 : i64}
      func.func @f(%arg0: memref<16x64xi8>, %arg1: memref<1024xi8>,
                   %arg2: memref<16x16xi32>) {
        %0 = llvm.mlir.constant(0 : i8) : i8
        %1 = llvm.mlir.constant(6 : i8) : i8
        %2 = llvm.mlir.constant(64 : i64) : i64
        %3 = llvm.mlir.constant(4 : i8) : i8
        %4 = memref.get_global @qnn_tiles_16x64_16x64_64 : memref<64xi8>
        %intptr = memref.extract_aligned_pointer_as_index %4 : memref<64xi8> -> index
        %5 = arith.index_cast %intptr : index to i64
        %6 = llvm.inttoptr %5 : i64 to !llvm.ptr
        llvm.call_intrinsic "llvm.x86.ldtilecfg"(%6) : (!llvm.ptr) -> ()
        %intptr_0 = memref.extract_aligned_pointer_as_index %arg0 : memref<16x64xi8> -> index
        %7 = arith.index_cast %intptr_0 : index to i64
        %8 = llvm.inttoptr %7 : i64 to !llvm.ptr
        llvm.call_intrinsic "llvm.x86.tileloadd64"(%3, %8, %2)
            : (i8, !llvm.ptr, i64) -> ()
        %intptr_1 = memref.extract_aligned_pointer_as_index %arg1 : memref<1024xi8> -> index
        %9 = arith.index_cast %intptr_1 : index to i64
        %10 = llvm.inttoptr %9 : i64 to !llvm.ptr
        llvm.call_intrinsic "llvm.x86.tileloadd64"(%1, %10, %2)
            : (i8, !llvm.ptr, i64) -> ()
        llvm.call_intrinsic "llvm.x86.tilezero"(%0) : (i8) -> ()
        llvm.call_intrinsic "llvm.x86.tdpbssd"(%0, %3, %1)
            : (i8, i8, i8) -> ()
        %intptr_2 = memref.extract_aligned_pointer_as_index %arg2 : memref<16x16xi32> -> index
        %11 = arith.index_cast %intptr_2 : index to i64
        %12 = llvm.inttoptr %11 : i64 to !llvm.ptr
        llvm.call_intrinsic "llvm.x86.tilestored64"(%0, %12, %2)
            : (i8, !llvm.ptr, i64) -> ()
        llvm.call_intrinsic "llvm.x86.tilerelease"() : () -> ()
        return
      }
    }
    ```
  }];
  let dependentDialects = [
    "::mlir::arith::ArithDialect", "::mlir::LLVM::LLVMDialect",
    "::mlir::memref::MemRefDialect"];
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

    Where functions of the module use tiles of AMX, entry points first ask Linux
    for them, and return 1 if it refuses. Once it has granted them, which a
    variable remembers, they ask no more.

    The target's triple and features are stated as LLVM's own attributes, so that
    any LLVM tool compiles the module for it.

    Example, for target `x86-avx2`:
    ```mlir
    llvm.func @f(%x: !llvm.ptr, %y: !llvm.ptr {bufferize.result},
                 %arena: !llvm.ptr) attributes {qnn.arena_size = 64 : i64} {
      llvm.return
    }
    ```
    becomes
    ```mlir
    module attributes {llvm.target_triple = "x86_64-unknown-linux-gnu"} {
      llvm.func internal @f(
          %x: !llvm.ptr {llvm.noalias}, %y: !llvm.ptr {llvm.noalias},
          %arena: !llvm.ptr {llvm.align = 64 : i64, llvm.noalias})
          attributes {target_features = #llvm.target_features<["+avx2"]>} {
        llvm.return
      }
      llvm.func @f_invoke(%inputs: !llvm.ptr, %outputs: !llvm.ptr,
                          %arena: !llvm.ptr) -> i32
          attributes {qnn.arena_size = 64 : i64,
                      target_features = #llvm.target_features<["+avx2"]>} {
        %0 = llvm.getelementptr %inputs[0] : (!llvm.ptr) -> !llvm.ptr, !llvm.ptr
        %x = llvm.load %0 : !llvm.ptr -> !llvm.ptr
        %1 = llvm.getelementptr %outputs[0]
            : (!llvm.ptr) -> !llvm.ptr, !llvm.ptr
        %y = llvm.load %1 : !llvm.ptr -> !llvm.ptr
        llvm.call @f(%x, %y, %arena) : (!llvm.ptr, !llvm.ptr, !llvm.ptr) -> ()
        %success = llvm.mlir.constant(0 : i32) : i32
        llvm.return %success : i32
      }
    }
    ```
  }];
  let dependentDialects = ["::mlir::LLVM::LLVMDialect",
                           "::mlir::qnn::QnnDialect"];
}

def QnnEmitDispatch : Pass<"qnn-emit-dispatch", "::mlir::ModuleOp"> {
  let summary = "Let entry points choose among the code for several targets";
  let description = [{
    The module holds one module for each target (`qnn-clone-for-targets`), all with
    the same entry points (`qnn-emit-invoke`). What those hold moves into the outer
    module, is internal, and has the name of the target behind its own. For each
    entry point NAME_invoke there are

    ```c
    int NAME_invoke(const void *const *inputs, void *const *outputs,
                    void *arena);
    const char *NAME_target(void);
    ```

    which choose the last target all of whose features the CPU has and the OS
    supports, at the first call of any of them. `NAME_invoke` calls the code for it,
    or returns 1 where there is no such target; `NAME_target` returns its name, or
    null. The arena is the largest that one of the targets needs.

    x86 tells its features by CPUID and XGETBV; tiles of AMX have to be asked for,
    of the kernel. AArch64 has registers that tell, `ID_AA64ISAR0_EL1` and others,
    which Linux has made readable since version 4.11.

    Example:
    ```mlir
    module {
      module @"aarch64-neon" attributes {qnn.target = #qnn.target<"aarch64-neon",
          triple = "aarch64-unknown-linux-gnu", features = "+neon">} {
        llvm.func @f_invoke(%inputs: !llvm.ptr, %outputs: !llvm.ptr,
                            %arena: !llvm.ptr) -> i32
            attributes {qnn.arena_size = 0 : i64} {
          %success = llvm.mlir.constant(0 : i32) : i32
          llvm.return %success : i32
        }
      }
      module @"aarch64-i8mm" attributes {qnn.target = #qnn.target<"aarch64-i8mm",
          triple = "aarch64-unknown-linux-gnu", features = "+i8mm">} {
        llvm.func @f_invoke(%inputs: !llvm.ptr, %outputs: !llvm.ptr,
                            %arena: !llvm.ptr) -> i32
            attributes {qnn.arena_size = 64 : i64} {
          %success = llvm.mlir.constant(0 : i32) : i32
          llvm.return %success : i32
        }
      }
    }
    ```
    becomes
    ```mlir
    module attributes {
        llvm.target_triple = "aarch64-unknown-linux-gnu",
        qnn.target = #qnn.target<"aarch64-neon,aarch64-i8mm",
            triple = "aarch64-unknown-linux-gnu", features = "">} {
      llvm.func internal @qnn.detect() -> i32 attributes {no_inline} {
        %none = llvm.mlir.constant(3 : i32) : i32
        %neon = llvm.mlir.constant(true) : i1
        %neon_number = llvm.mlir.constant(1 : i32) : i32
        %0 = llvm.select %neon, %neon_number, %none : i1, i32
        %register = llvm.inline_asm "mrs $0, ID_AA64ISAR1_EL1", "=r" : () -> i64
        %mask = llvm.mlir.constant(67553994410557440 : i64) : i64
        %field = llvm.and %register, %mask : i64
        %zero = llvm.mlir.constant(0 : i64) : i64
        %i8mm = llvm.icmp "ne" %field, %zero : i64
        %i8mm_number = llvm.mlir.constant(2 : i32) : i32
        %1 = llvm.select %i8mm, %i8mm_number, %0 : i1, i32
        llvm.return %1 : i32
      }
      llvm.mlir.global internal @qnn.choice(0 : i32) : i32
      llvm.func internal @qnn.choose() -> i32 {
        %address = llvm.mlir.addressof @qnn.choice : !llvm.ptr
        %known = llvm.load %address atomic monotonic {alignment = 4 : i64}
            : !llvm.ptr -> i32
        %zero = llvm.mlir.constant(0 : i32) : i32
        %is_known = llvm.icmp "ne" %known, %zero : i32
        llvm.cond_br %is_known, ^done(%known : i32), ^first
      ^first:
        %detected = llvm.call @qnn.detect() : () -> i32
        llvm.store %detected, %address atomic monotonic {alignment = 4 : i64}
            : i32, !llvm.ptr
        llvm.br ^done(%detected : i32)
      ^done(%choice: i32):
        llvm.return %choice : i32
      }
      llvm.mlir.global internal constant
          @"qnn.target_name.aarch64-neon"("aarch64-neon\00")
      llvm.mlir.global internal constant
          @"qnn.target_name.aarch64-i8mm"("aarch64-i8mm\00")
      llvm.func @f_invoke(%inputs: !llvm.ptr, %outputs: !llvm.ptr,
                          %arena: !llvm.ptr) -> i32
          attributes {qnn.arena_size = 64 : i64} {
        %choice = llvm.call @qnn.choose() : () -> i32
        llvm.switch %choice : i32, ^none [1: ^neon, 2: ^i8mm]
      ^neon:
        %0 = llvm.call @"f_invoke.aarch64-neon"(%inputs, %outputs, %arena)
            : (!llvm.ptr, !llvm.ptr, !llvm.ptr) -> i32
        llvm.return %0 : i32
      ^i8mm:
        %1 = llvm.call @"f_invoke.aarch64-i8mm"(%inputs, %outputs, %arena)
            : (!llvm.ptr, !llvm.ptr, !llvm.ptr) -> i32
        llvm.return %1 : i32
      ^none:
        %unsupported = llvm.mlir.constant(1 : i32) : i32
        llvm.return %unsupported : i32
      }
      llvm.func @f_target() -> !llvm.ptr {
        %choice = llvm.call @qnn.choose() : () -> i32
        llvm.switch %choice : i32, ^none [1: ^neon, 2: ^i8mm]
      ^neon:
        %0 = llvm.mlir.addressof @"qnn.target_name.aarch64-neon" : !llvm.ptr
        llvm.return %0 : !llvm.ptr
      ^i8mm:
        %1 = llvm.mlir.addressof @"qnn.target_name.aarch64-i8mm" : !llvm.ptr
        llvm.return %1 : !llvm.ptr
      ^none:
        %null = llvm.mlir.zero : !llvm.ptr
        llvm.return %null : !llvm.ptr
      }
      llvm.func internal @"f_invoke.aarch64-neon"(
          %inputs: !llvm.ptr, %outputs: !llvm.ptr, %arena: !llvm.ptr) -> i32 {
        %success = llvm.mlir.constant(0 : i32) : i32
        llvm.return %success : i32
      }
      llvm.func internal @"f_invoke.aarch64-i8mm"(
          %inputs: !llvm.ptr, %outputs: !llvm.ptr, %arena: !llvm.ptr) -> i32 {
        %success = llvm.mlir.constant(0 : i32) : i32
        llvm.return %success : i32
      }
    }
    ```
  }];
  let dependentDialects = ["::mlir::LLVM::LLVMDialect",
                           "::mlir::qnn::QnnDialect"];
}

#endif // QNN_CODEGEN_PASSES_TD
