// RUN: quant-opt %s --qnn-lower-copies | FileCheck %s

// CHECK-LABEL: func @copies(
// CHECK-SAME: %[[A:[^:]*]]: memref<4xi8>, %[[B:[^:]*]]: memref<4xi8>, %[[C:[^:]*]]: memref<4xi8, strided<[2], offset: ?>>, %[[D:.*]]: memref<i32>)
// CHECK-NEXT: linalg.copy ins(%[[A]] : memref<4xi8>) outs(%[[B]] : memref<4xi8>)
// CHECK-NEXT: linalg.copy ins(%[[C]] : memref<4xi8, strided<[2], offset: ?>>) outs(%[[A]] : memref<4xi8>)
// CHECK-NEXT: linalg.copy ins(%[[D]] : memref<i32>) outs(%[[D]] : memref<i32>)
// CHECK-NEXT: return
func.func @copies(%a: memref<4xi8>, %b: memref<4xi8>,
                  %c: memref<4xi8, strided<[2], offset: ?>>, %d: memref<i32>) {
  memref.copy %a, %b : memref<4xi8> to memref<4xi8>
  memref.copy %c, %a : memref<4xi8, strided<[2], offset: ?>> to memref<4xi8>
  memref.copy %d, %d : memref<i32> to memref<i32>
  return
}

// Loops need a rank.
// CHECK-LABEL: func @unranked(
// CHECK-NEXT: memref.copy
func.func @unranked(%a: memref<*xi8>, %b: memref<*xi8>) {
  memref.copy %a, %b : memref<*xi8> to memref<*xi8>
  return
}
