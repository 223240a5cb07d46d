// RUN: quant-opt %s --qnn-lower-copies --canonicalize --cse | FileCheck %s
// RUN: quant-opt %s --qnn-buffers-to-llvm | FileCheck %s --check-prefix=LLVM --implicit-check-not=memrefCopy

// CHECK: #[[ONCE:.*]] = #llvm.loop_unroll<count = 1 : i32>
// CHECK: #[[NOT_UNROLLED:.*]] = #llvm.loop_annotation<unroll = #[[ONCE]]>

// Without gaps there are no rows.
// CHECK-LABEL: func @contiguous(
// CHECK-SAME: %[[A:[^:]*]]: memref<4xi8>, %[[B:[^:]*]]: memref<4xi8>, %[[C:[^:]*]]: memref<i32>, %[[D:.*]]: memref<i32>)
// CHECK-NEXT: memref.copy %[[A]], %[[B]] : memref<4xi8> to memref<4xi8>
// CHECK-NEXT: memref.copy %[[C]], %[[D]] : memref<i32> to memref<i32>
// CHECK-NEXT: return
func.func @contiguous(%a: memref<4xi8>, %b: memref<4xi8>, %c: memref<i32>,
                      %d: memref<i32>) {
  memref.copy %a, %b : memref<4xi8> to memref<4xi8>
  memref.copy %c, %d : memref<i32> to memref<i32>
  return
}

// The interior of a padded image: its columns and channels have no gaps, but its
// lines do, and its images.
// CHECK-LABEL: func @image(
// CHECK-SAME: %[[A:[^:]*]]: memref<2x49x10x3xi8>, %[[B:.*]]: memref<2x49x10x3xi8, strided<[1836, 36, 3, 1], offset: 39>>)
// CHECK-DAG: %[[C0:.*]] = arith.constant 0 : index
// CHECK-DAG: %[[C1:.*]] = arith.constant 1 : index
// CHECK-DAG: %[[C2:.*]] = arith.constant 2 : index
// CHECK-DAG: %[[C49:.*]] = arith.constant 49 : index
// CHECK: scf.for %[[IMAGE:.*]] = %[[C0]] to %[[C2]] step %[[C1]] {
// CHECK-NEXT: scf.for %[[LINE:.*]] = %[[C0]] to %[[C49]] step %[[C1]] {
// CHECK-NEXT: %[[SOURCE:.*]] = memref.subview %[[A]][%[[IMAGE]], %[[LINE]], 0, 0] [1, 1, 10, 3] [1, 1, 1, 1] : memref<2x49x10x3xi8> to memref<10x3xi8, strided<[3, 1], offset: ?>>
// CHECK-NEXT: %[[TARGET:.*]] = memref.subview %[[B]][%[[IMAGE]], %[[LINE]], 0, 0] [1, 1, 10, 3] [1, 1, 1, 1] : memref<2x49x10x3xi8, strided<[1836, 36, 3, 1], offset: 39>> to memref<10x3xi8, strided<[3, 1], offset: ?>>
// CHECK-NEXT: memref.copy %[[SOURCE]], %[[TARGET]] : memref<10x3xi8, strided<[3, 1], offset: ?>> to memref<10x3xi8, strided<[3, 1], offset: ?>>
// CHECK-NEXT: } {loop_annotation = #[[NOT_UNROLLED]]}
// CHECK-NEXT: } {loop_annotation = #[[NOT_UNROLLED]]}
// CHECK-NEXT: return

// LLVM-LABEL: llvm.func @image(
// LLVM: llvm.intr.memcpy
// LLVM-NOT: llvm.load
// LLVM: llvm.return
func.func @image(%a: memref<2x49x10x3xi8>,
                 %b: memref<2x49x10x3xi8, strided<[1836, 36, 3, 1], offset: 39>>) {
  memref.copy %a, %b : memref<2x49x10x3xi8>
      to memref<2x49x10x3xi8, strided<[1836, 36, 3, 1], offset: 39>>
  return
}

// Gaps on one side suffice, here on the other for each axis.
// CHECK-LABEL: func @both_sides(
// CHECK: scf.for
// CHECK-NEXT: scf.for
// CHECK: memref.copy {{.*}} : memref<4xi16, strided<[1], offset: ?>> to memref<4xi16, strided<[1], offset: ?>>
func.func @both_sides(%a: memref<2x3x4xi16, strided<[100, 4, 1]>>,
                      %b: memref<2x3x4xi16, strided<[15, 5, 1]>>) {
  memref.copy %a, %b : memref<2x3x4xi16, strided<[100, 4, 1]>>
      to memref<2x3x4xi16, strided<[15, 5, 1]>>
  return
}

// The stride of an axis of one element says nothing.
// CHECK-LABEL: func @unit_axes(
// CHECK-NOT: scf.for
// CHECK: memref.copy {{.*}} : memref<3x8xi8, strided<[8, 1], offset: 2>> to memref<3x8xi8, strided<[8, 1]>>
// LLVM-LABEL: llvm.func @unit_axes(
// LLVM: llvm.intr.memcpy
// LLVM-NOT: llvm.load
// LLVM: llvm.return
func.func @unit_axes(%a: memref<1x3x1x8x1xi8, strided<[5, 8, 3, 1, 7], offset: 2>>,
                     %b: memref<1x3x1x8x1xi8>) {
  memref.copy %a, %b : memref<1x3x1x8x1xi8, strided<[5, 8, 3, 1, 7], offset: 2>>
      to memref<1x3x1x8x1xi8>
  return
}

// Elements that are apart, and none at all.
// CHECK-LABEL: func @elements(
// CHECK-SAME: %[[A:[^:]*]]: memref<4xi8, strided<[2], offset: ?>>, %[[B:[^:]*]]: memref<4xi8>, %[[C:[^:]*]]: memref<4x1xi8, strided<[2, 1]>>, %[[D:.*]]: memref<4x1xi8>)
// CHECK-NEXT: linalg.copy ins(%[[A]] : memref<4xi8, strided<[2], offset: ?>>) outs(%[[B]] : memref<4xi8>)
// CHECK-NEXT: linalg.copy ins(%[[C]] : memref<4x1xi8, strided<[2, 1]>>) outs(%[[D]] : memref<4x1xi8>)
// CHECK-NEXT: return
func.func @elements(%a: memref<4xi8, strided<[2], offset: ?>>, %b: memref<4xi8>,
                    %c: memref<4x1xi8, strided<[2, 1]>>, %d: memref<4x1xi8>) {
  memref.copy %a, %b : memref<4xi8, strided<[2], offset: ?>> to memref<4xi8>
  memref.copy %c, %d : memref<4x1xi8, strided<[2, 1]>> to memref<4x1xi8>
  return
}

// CHECK-LABEL: func @dynamic(
// CHECK-NEXT: linalg.copy
func.func @dynamic(%a: memref<?x4xi8, strided<[8, 1]>>, %b: memref<?x4xi8>) {
  memref.copy %a, %b : memref<?x4xi8, strided<[8, 1]>> to memref<?x4xi8>
  return
}
