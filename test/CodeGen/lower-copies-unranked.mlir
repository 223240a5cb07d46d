// RUN: quant-opt %s --qnn-lower-copies | FileCheck %s

// Loops need a rank.
// CHECK-LABEL: func @unranked(
// CHECK-NEXT: memref.copy
func.func @unranked(%a: memref<*xi8>, %b: memref<*xi8>) {
  memref.copy %a, %b : memref<*xi8> to memref<*xi8>
  return
}
