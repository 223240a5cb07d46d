// RUN: quant-opt %s --qnn-emit-dispatch --split-input-file | FileCheck %s

// All that targets define has a name of its own, and is internal; what they declare
// is shared. The arena is the largest.
// CHECK: module attributes {
// CHECK-SAME: llvm.target_triple = "x86_64-unknown-linux-gnu"
// CHECK-SAME: qnn.target = #qnn.target<"generic,x86-avxvnni", triple = "x86_64-unknown-linux-gnu", features = "">
module {
  module @generic attributes {
      qnn.target = #qnn.target<"generic", triple = "", features = "">} {
    llvm.mlir.global private constant @table(1 : i32) : i32
    llvm.func @memcpy(!llvm.ptr, !llvm.ptr, i64)
    llvm.func @f_invoke(%inputs: !llvm.ptr, %outputs: !llvm.ptr, %arena: !llvm.ptr)
        -> i32 attributes {qnn.arena_size = 128 : i64} {
      %address = llvm.mlir.addressof @table : !llvm.ptr
      %size = llvm.mlir.constant(4 : i64) : i64
      llvm.call @memcpy(%outputs, %address, %size) : (!llvm.ptr, !llvm.ptr, i64) -> ()
      %success = llvm.mlir.constant(0 : i32) : i32
      llvm.return %success : i32
    }
    llvm.func @g_invoke(%inputs: !llvm.ptr, %outputs: !llvm.ptr, %arena: !llvm.ptr)
        -> i32 attributes {qnn.arena_size = 0 : i64} {
      %success = llvm.mlir.constant(0 : i32) : i32
      llvm.return %success : i32
    }
  }
  module @"x86-avxvnni" attributes {
      qnn.target = #qnn.target<"x86-avxvnni", triple = "x86_64-unknown-linux-gnu",
                               features = "+avx2,+avxvnni">} {
    llvm.mlir.global private constant @table(2 : i32) : i32
    llvm.func @memcpy(!llvm.ptr, !llvm.ptr, i64)
    llvm.func @part(%outputs: !llvm.ptr) {
      %address = llvm.mlir.addressof @table : !llvm.ptr
      %size = llvm.mlir.constant(4 : i64) : i64
      llvm.call @memcpy(%outputs, %address, %size) : (!llvm.ptr, !llvm.ptr, i64) -> ()
      llvm.return
    }
    llvm.func @f_invoke(%inputs: !llvm.ptr, %outputs: !llvm.ptr, %arena: !llvm.ptr)
        -> i32 attributes {qnn.arena_size = 64 : i64} {
      llvm.call @part(%outputs) : (!llvm.ptr) -> ()
      %success = llvm.mlir.constant(0 : i32) : i32
      llvm.return %success : i32
    }
    llvm.func @g_invoke(%inputs: !llvm.ptr, %outputs: !llvm.ptr, %arena: !llvm.ptr)
        -> i32 attributes {qnn.arena_size = 64 : i64} {
      %success = llvm.mlir.constant(0 : i32) : i32
      llvm.return %success : i32
    }
  }
}

// XGETBV runs only where CPUID says that it can.
// CHECK-LABEL: llvm.func internal @qnn.detect() -> i32
// CHECK: %[[LEAF1:.*]] = llvm.inline_asm has_side_effects "cpuid", "={ax},={bx},={cx},={dx},0,2" %{{.*}}, %{{.*}}
// CHECK: %[[BIT27:.*]] = llvm.mlir.constant(134217728 : i32)
// CHECK: %[[OSXSAVE:.*]] = llvm.icmp "eq" %{{.*}}, %{{.*}} : i32
// CHECK: llvm.cond_br %[[OSXSAVE]], ^[[READ:.*]], ^[[JOIN:.*]](%{{.*}} : i32)
// CHECK: ^[[READ]]:
// CHECK: %[[XCR0:.*]] = llvm.inline_asm has_side_effects "xgetbv", "={ax},{cx},~{dx}"
// CHECK: llvm.br ^[[JOIN]](%[[XCR0]] : i32)
// CHECK: ^[[JOIN]](%[[STATE:.*]]: i32):
// CHECK-NOT: syscall

// One choice serves all entry points.
// CHECK: llvm.mlir.global internal @qnn.choice(0 : i32)
// CHECK-LABEL: llvm.func internal @qnn.choose() -> i32
// CHECK-LABEL: llvm.func @f_invoke(
// CHECK-SAME: -> i32 attributes {qnn.arena_size = 128 : i64}
// CHECK: llvm.call @qnn.choose()
// CHECK: llvm.call @f_invoke.generic(
// CHECK: llvm.call @"f_invoke.x86-avxvnni"(
// CHECK-LABEL: llvm.func @f_target() -> !llvm.ptr
// CHECK: llvm.call @qnn.choose()
// CHECK-LABEL: llvm.func @g_invoke(
// CHECK-SAME: -> i32 attributes {qnn.arena_size = 64 : i64}
// CHECK: llvm.call @qnn.choose()
// CHECK-LABEL: llvm.func @g_target() -> !llvm.ptr

// CHECK: llvm.mlir.global private constant @table.generic(1 : i32)
// CHECK: llvm.func @memcpy(
// CHECK-LABEL: llvm.func internal @f_invoke.generic(
// CHECK-NOT: qnn.arena_size
// CHECK: llvm.mlir.addressof @table.generic
// CHECK: llvm.call @memcpy(
// CHECK: llvm.mlir.global private constant @"table.x86-avxvnni"(2 : i32)
// CHECK-NOT: llvm.func @memcpy(
// CHECK-LABEL: llvm.func internal @"part.x86-avxvnni"(
// CHECK: llvm.mlir.addressof @"table.x86-avxvnni"
// CHECK-LABEL: llvm.func internal @"f_invoke.x86-avxvnni"(
// CHECK: llvm.call @"part.x86-avxvnni"(

// -----

// A module for one target stays.
// CHECK-LABEL: llvm.func @one_invoke() attributes {qnn.arena_size = 0 : i64}
// CHECK-NOT: qnn.choose
llvm.func @one_invoke() attributes {qnn.arena_size = 0 : i64} {
  llvm.return
}

// -----

// The kernel is asked for tiles, once.
// CHECK-LABEL: llvm.func internal @qnn.detect() -> i32
// CHECK: %[[CALL:.*]] = llvm.mlir.constant(158 : i64)
// CHECK: %[[REQUEST:.*]] = llvm.mlir.constant(4131 : i64)
// CHECK: %[[FEATURE:.*]] = llvm.mlir.constant(18 : i64)
// CHECK: llvm.inline_asm has_side_effects "syscall", "={ax},0,{di},{si},~{rcx},~{r11},~{memory}" %[[CALL]], %[[REQUEST]], %[[FEATURE]]
// CHECK-NOT: syscall
module {
  module @tiles attributes {
      qnn.target = #qnn.target<"tiles", triple = "x86_64-unknown-linux-gnu",
                               features = "+amx-tile,+amx-int8">} {
  }
}

// -----

// A word of AArch64 for each feature that not all CPUs have.
// CHECK-LABEL: llvm.func internal @qnn.detect() -> i32
// CHECK: %[[ISAR0:.*]] = llvm.inline_asm "mrs $0, ID_AA64ISAR0_EL1", "=r"
// CHECK: %[[DP:.*]] = llvm.mlir.constant(263882790666240 : i64)
// CHECK: llvm.and %[[ISAR0]], %[[DP]]
// CHECK: llvm.inline_asm "mrs $0, ID_AA64ISAR1_EL1", "=r"
module {
  module @arm attributes {
      qnn.target = #qnn.target<"arm", triple = "aarch64-unknown-linux-gnu",
                               features = "+neon,+dotprod,+i8mm">} {
  }
}
