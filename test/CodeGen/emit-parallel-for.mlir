// RUN: quant-opt %s --qnn-emit-parallel-for --split-input-file | FileCheck %s

// The argument goes through the functions on the way, and to no others.
// CHECK-LABEL: llvm.func @task(
// CHECK-SAME: %{{.*}}: !llvm.ptr, %{{.*}}: i32, %{{.*}}: i64)
// CHECK-LABEL: llvm.func internal @task_entry(
// CHECK-SAME: %[[CONTEXT:.*]]: !llvm.ptr, %[[I:.*]]: i64)
// CHECK-SAME: target_features = #llvm.target_features<["+avx2"]>
// CHECK: %[[FIRST:.*]] = llvm.getelementptr %[[CONTEXT]][0, 0] : (!llvm.ptr) -> !llvm.ptr, !llvm.struct<(ptr, i32)>
// CHECK: %[[X:.*]] = llvm.load %[[FIRST]] : !llvm.ptr -> !llvm.ptr
// CHECK: %[[SECOND:.*]] = llvm.getelementptr %[[CONTEXT]][0, 1]
// CHECK: %[[N:.*]] = llvm.load %[[SECOND]] : !llvm.ptr -> i32
// CHECK: llvm.call @task(%[[X]], %[[N]], %[[I]])
llvm.func @task(%x: !llvm.ptr, %n: i32, %i: i64) attributes {
    target_features = #llvm.target_features<["+avx2"]>} {
  llvm.return
}

// CHECK-LABEL: llvm.func @tasks(
// CHECK-SAME: %[[X:.*]]: !llvm.ptr, %[[N:.*]]: i32, %[[PARALLEL_FOR:.*]]: !llvm.ptr) {
// CHECK: %[[NULL:.*]] = llvm.mlir.zero : !llvm.ptr
// CHECK: %[[IS_SERIAL:.*]] = llvm.icmp "eq" %[[PARALLEL_FOR]], %[[NULL]]
// CHECK: llvm.cond_br %[[IS_SERIAL]], ^[[SERIAL:.*]], ^[[PARALLEL:.*]]
// CHECK: ^[[PARALLEL]]:
// CHECK: %[[CONTEXT:.*]] = llvm.alloca %{{.*}} x !llvm.struct<(ptr, i32)>
// CHECK: %[[FIRST:.*]] = llvm.getelementptr %[[CONTEXT]][0, 0]
// CHECK: llvm.store %[[X]], %[[FIRST]]
// CHECK: %[[SECOND:.*]] = llvm.getelementptr %[[CONTEXT]][0, 1]
// CHECK: llvm.store %[[N]], %[[SECOND]]
// CHECK: %[[FUNCTION_ADDRESS:.*]] = llvm.getelementptr %[[PARALLEL_FOR]][0, 0]
// CHECK: %[[FUNCTION:.*]] = llvm.load %[[FUNCTION_ADDRESS]]
// CHECK: %[[SELF_ADDRESS:.*]] = llvm.getelementptr %[[PARALLEL_FOR]][0, 1]
// CHECK: %[[SELF:.*]] = llvm.load %[[SELF_ADDRESS]]
// CHECK: %[[ENTRY:.*]] = llvm.mlir.addressof @task_entry
// CHECK: %[[COUNT:.*]] = llvm.mlir.constant(7 : i64) : i64
// CHECK: llvm.call %[[FUNCTION]](%[[SELF]], %[[ENTRY]], %[[CONTEXT]], %[[COUNT]]) : !llvm.ptr, (!llvm.ptr, !llvm.ptr, !llvm.ptr, i64) -> ()
// CHECK: llvm.return
// CHECK: ^[[SERIAL]]:
// CHECK: llvm.call @task(
llvm.func @tasks(%x: !llvm.ptr, %n: i32)
    attributes {qnn.num_tasks = 7 : i64, qnn.task = @task} {
  %i = llvm.mlir.constant(0 : i64) : i64
  llvm.call @task(%x, %n, %i) : (!llvm.ptr, i32, i64) -> ()
  llvm.return
}

// CHECK-LABEL: llvm.func @part(
// CHECK-SAME: %[[X:.*]]: !llvm.ptr, %[[PARALLEL_FOR:.*]]: !llvm.ptr)
// CHECK: llvm.call @tasks(%[[X]], %{{.*}}, %[[PARALLEL_FOR]])
llvm.func @part(%x: !llvm.ptr) {
  %n = llvm.mlir.constant(3 : i32) : i32
  llvm.call @tasks(%x, %n) : (!llvm.ptr, i32) -> ()
  llvm.return
}

// CHECK-LABEL: llvm.func @other(
// CHECK-SAME: %{{[a-z0-9]*}}: !llvm.ptr) {
llvm.func @other(%x: !llvm.ptr) {
  llvm.return
}

// CHECK-LABEL: llvm.func @f_invoke(
// CHECK-SAME: %[[X:[a-z0-9]*]]: !llvm.ptr, %[[PARALLEL_FOR:.*]]: !llvm.ptr) attributes {qnn.arena_size = 0 : i64}
// CHECK: llvm.call @other(%[[X]]) :
// CHECK: llvm.call @part(%[[X]], %[[PARALLEL_FOR]]) :
llvm.func @f_invoke(%x: !llvm.ptr) attributes {qnn.arena_size = 0 : i64} {
  llvm.call @other(%x) : (!llvm.ptr) -> ()
  llvm.call @part(%x) : (!llvm.ptr) -> ()
  llvm.return
}

// -----

// An entry point takes the argument where there are no tasks, too.
// CHECK-LABEL: llvm.func @g_invoke(
// CHECK-SAME: !llvm.ptr, %{{.*}}: !llvm.ptr)
llvm.func @g_invoke(%x: !llvm.ptr) attributes {qnn.arena_size = 0 : i64} {
  llvm.return
}
