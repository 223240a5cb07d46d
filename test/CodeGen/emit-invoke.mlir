// RUN: quant-opt %s --qnn-emit-invoke | FileCheck %s --implicit-check-not=target_
// RUN: quant-opt %s --qnn-set-target="target=x86-avx2" --qnn-emit-invoke | FileCheck %s --check-prefix=AVX2

// A target is stated as LLVM does. The generic one is whatever machine compiles.
// AVX2: module attributes {
// AVX2-SAME: llvm.target_triple = "x86_64-unknown-linux-gnu"
// AVX2-LABEL: llvm.func internal @model(
// AVX2-SAME: target_features = #llvm.target_features<["+avx2"]>
// AVX2-LABEL: llvm.func @model_invoke(
// AVX2-SAME: target_features = #llvm.target_features<["+avx2"]>

// Arguments come from the two arrays in order, results being marked, and the arena
// last. The function promises LLVM what the contract of the entry point says.
// CHECK-LABEL: llvm.func internal @model(
// CHECK-SAME: %{{.*}}: !llvm.ptr {llvm.noalias}, %{{.*}}: !llvm.ptr {llvm.noalias}, %{{.*}}: !llvm.ptr {llvm.noalias}, %{{.*}}: !llvm.ptr {llvm.align = 64 : i64, llvm.noalias})
// CHECK-NOT: qnn.arena_size
// CHECK-LABEL: llvm.func @model_invoke(
// CHECK-SAME: %[[INPUTS:[^:]*]]: !llvm.ptr, %[[OUTPUTS:[^:]*]]: !llvm.ptr, %[[ARENA:[^:]*]]: !llvm.ptr) -> i32
// CHECK-SAME: qnn.arena_size = 192 : i64
// CHECK: %[[IN0_AT:.*]] = llvm.getelementptr %[[INPUTS]][0] : (!llvm.ptr) -> !llvm.ptr, !llvm.ptr
// CHECK: %[[IN0:.*]] = llvm.load %[[IN0_AT]] : !llvm.ptr -> !llvm.ptr
// CHECK: %[[OUT0_AT:.*]] = llvm.getelementptr %[[OUTPUTS]][0]
// CHECK: %[[OUT0:.*]] = llvm.load %[[OUT0_AT]]
// CHECK: %[[IN1_AT:.*]] = llvm.getelementptr %[[INPUTS]][1]
// CHECK: %[[IN1:.*]] = llvm.load %[[IN1_AT]]
// CHECK: llvm.call @model(%[[IN0]], %[[OUT0]], %[[IN1]], %[[ARENA]])
// CHECK: %[[SUCCESS:.*]] = llvm.mlir.constant(0 : i32) : i32
// CHECK: llvm.return %[[SUCCESS]]
llvm.func @model(%in0: !llvm.ptr, %out0: !llvm.ptr {bufferize.result},
                 %in1: !llvm.ptr, %arena: !llvm.ptr)
    attributes {qnn.arena_size = 192 : i64} {
  llvm.return
}

// CHECK-LABEL: llvm.func internal @no_arguments(
// CHECK-LABEL: llvm.func @no_arguments_invoke(
// CHECK-SAME: %[[ARENA:[^:]*]]: !llvm.ptr) -> i32
// CHECK-NEXT: llvm.call @no_arguments(%[[ARENA]])
llvm.func @no_arguments(%arena: !llvm.ptr) attributes {qnn.arena_size = 0 : i64} {
  llvm.return
}

// Functions without a plan stay.
// CHECK-LABEL: llvm.func @unplanned(
// CHECK-SAME: %{{.*}}: !llvm.ptr {llvm.nocapture})
// CHECK-NOT: @unplanned_invoke
llvm.func @unplanned(%x: !llvm.ptr {llvm.nocapture}) {
  llvm.return
}
