// RUN: quant-opt %s --qnn-split-functions=max-ops=2 --split-input-file | FileCheck %s
// RUN: quant-opt %s --qnn-split-functions=max-ops=0 --split-input-file

// Views and constants are repeated, in regions too; other values are handed on.
// CHECK-LABEL: func private @parts_0(
// CHECK-SAME: %[[X:.*]]: memref<4xi8> {llvm.noalias}, %[[Y:.*]]: memref<4xi8> {llvm.noalias}, %[[ARENA:.*]]: memref<64xi8> {llvm.align = 64 : i64, llvm.noalias}) attributes {llvm.linkage = #llvm.linkage<internal>, passthrough = ["noinline"]}
// CHECK: %[[A:.*]] = memref.view %[[ARENA]]
// CHECK: memref.copy %[[X]], %[[A]]
// CHECK: memref.copy %[[A]], %[[Y]]
// CHECK-NEXT: return
// CHECK-LABEL: func private @parts_1(
// CHECK-SAME: -> i8 attributes
// CHECK: %[[VALUE:.*]] = memref.load
// CHECK: memref.copy
// CHECK: return %[[VALUE]] : i8
// CHECK-LABEL: func private @parts_2(
// CHECK-SAME: %[[VALUE:[a-z0-9]*]]: i8)
// CHECK: %[[A:.*]] = memref.view
// CHECK: memref.store %[[VALUE]], %[[A]]
// CHECK: scf.for
// CHECK: memref.store %{{.*}}, %[[A]]
// CHECK-LABEL: func @parts(
// CHECK-SAME: %[[X:.*]]: memref<4xi8>, %[[Y:.*]]: memref<4xi8> {bufferize.result}, %[[ARENA:.*]]: memref<64xi8>) attributes {qnn.arena_size = 64 : i64}
// CHECK: call @parts_0(%[[X]], %[[Y]], %[[ARENA]])
// CHECK-NEXT: %[[VALUE:.*]] = call @parts_1(%[[X]], %[[Y]], %[[ARENA]])
// CHECK-NEXT: call @parts_2(%[[X]], %[[Y]], %[[ARENA]], %[[VALUE]])
// CHECK-NEXT: return
func.func @parts(%x: memref<4xi8>, %y: memref<4xi8> {bufferize.result},
                 %arena: memref<64xi8>) attributes {qnn.arena_size = 64 : i64} {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %c4 = arith.constant 4 : index
  %c7 = arith.constant 7 : i8
  %a = memref.view %arena[%c0][] : memref<64xi8> to memref<4xi8>
  memref.copy %x, %a : memref<4xi8> to memref<4xi8>
  memref.copy %a, %y : memref<4xi8> to memref<4xi8>
  %value = memref.load %y[%c1] : memref<4xi8>
  memref.copy %y, %a : memref<4xi8> to memref<4xi8>
  memref.store %value, %a[%c0] : memref<4xi8>
  scf.for %i = %c0 to %c4 step %c1 {
    memref.store %c7, %a[%i] : memref<4xi8>
  }
  return
}

// -----

// CHECK-NOT: func private
// CHECK-LABEL: func @short(
// CHECK: memref.copy
// CHECK: memref.copy
func.func @short(%x: memref<4xi8>, %y: memref<4xi8>, %arena: memref<64xi8>)
    attributes {qnn.arena_size = 64 : i64} {
  memref.copy %x, %y : memref<4xi8> to memref<4xi8>
  memref.copy %y, %y : memref<4xi8> to memref<4xi8>
  return
}

// -----

// No cut between a vector and who writes it: tiles of sums are in registers there.
// CHECK-LABEL: func private @vectors_0(
// CHECK: vector.transfer_read
// CHECK: vector.transfer_write
// CHECK-LABEL: func private @vectors_1(
// CHECK: memref.copy
func.func @vectors(%x: memref<4xi8>, %y: memref<4xi8>, %arena: memref<64xi8>)
    attributes {qnn.arena_size = 64 : i64} {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %zero = arith.constant 0 : i8
  %v = vector.transfer_read %x[%c0], %zero {in_bounds = [true]} : memref<4xi8>, vector<4xi8>
  memref.store %zero, %y[%c0] : memref<4xi8>
  memref.store %zero, %y[%c1] : memref<4xi8>
  vector.transfer_write %v, %y[%c0] {in_bounds = [true]} : vector<4xi8>, memref<4xi8>
  memref.copy %x, %y : memref<4xi8> to memref<4xi8>
  return
}

// -----

// Its memory is not planned.
// CHECK-NOT: func private
// CHECK-LABEL: func @unplanned(
func.func @unplanned(%x: memref<4xi8>, %y: memref<4xi8>) {
  memref.copy %x, %y : memref<4xi8> to memref<4xi8>
  memref.copy %x, %y : memref<4xi8> to memref<4xi8>
  memref.copy %x, %y : memref<4xi8> to memref<4xi8>
  return
}

// -----

// Nor are these what planning leaves.
// CHECK-NOT: func private
// CHECK-LABEL: func @no_arena(
// CHECK-LABEL: func @result(
func.func @no_arena() attributes {qnn.arena_size = 64 : i64} {
  %0 = arith.constant 1 : i32
  %1 = arith.addi %0, %0 : i32
  %2 = arith.addi %1, %1 : i32
  %3 = arith.addi %2, %2 : i32
  return
}
func.func @result(%x: memref<4xi8>, %i: index, %arena: memref<64xi8>) -> i8
    attributes {qnn.arena_size = 64 : i64} {
  %0 = memref.load %x[%i] : memref<4xi8>
  %1 = arith.addi %0, %0 : i8
  %2 = arith.addi %1, %1 : i8
  return %2 : i8
}

// -----

// A view whose offset is computed stays with what it is for.
// CHECK-LABEL: func private @view_0(
// CHECK: memref.subview
// CHECK: memref.store
// CHECK: memref.store
// CHECK: memref.store
// CHECK-LABEL: func private @view_1(
// CHECK-LABEL: func @view(
func.func @view(%x: memref<4xindex>, %y: memref<9xi8>, %arena: memref<64xi8>)
    attributes {qnn.arena_size = 64 : i64} {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %c7 = arith.constant 7 : i8
  %i = memref.load %x[%c0] : memref<4xindex>
  %v = memref.subview %y[%i] [4] [1]
      : memref<9xi8> to memref<4xi8, strided<[1], offset: ?>>
  memref.store %c7, %v[%c0] : memref<4xi8, strided<[1], offset: ?>>
  memref.store %c7, %v[%c1] : memref<4xi8, strided<[1], offset: ?>>
  memref.store %c7, %v[%i] : memref<4xi8, strided<[1], offset: ?>>
  memref.store %c7, %y[%c0] : memref<9xi8>
  return
}
