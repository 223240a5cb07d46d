// RUN: quant-opt %s --qnn-set-target="target=x86-amx" --qnn-select-tiles --split-input-file | FileCheck %s
// RUN: quant-opt %s --qnn-set-target="target=x86-avx512vnni" --qnn-select-tiles --split-input-file | FileCheck %s --check-prefix=VNNI

// VNNI-NOT: tdpb

// Every signedness has an instruction.
// CHECK-LABEL: func @signedness(
// CHECK-NOT: qnn.flip_sign
// CHECK: qnn.dot signed{{.*}}, signed{{.*}} {qnn.tile = "x86.tdpbssd"}
// CHECK: qnn.dot unsigned{{.*}}, signed{{.*}} {qnn.tile = "x86.tdpbusd"}
// CHECK: qnn.dot signed{{.*}}, unsigned{{.*}} {qnn.tile = "x86.tdpbsud"}
// CHECK: qnn.dot unsigned{{.*}}, unsigned{{.*}} {qnn.tile = "x86.tdpbuud"}
func.func @signedness(%x: tensor<64x256xi8>, %b: tensor<64xi32>)
    -> (tensor<64x64xi32>, tensor<64x64xi32>, tensor<64x64xi32>, tensor<64x64xi32>) {
  %w = arith.constant dense<-1> : tensor<64x256xi8>
  %0 = qnn.dot signed(%x), signed(%w) bias(%b)
      : tensor<64x256xi8>, tensor<64x256xi8>, tensor<64xi32> -> tensor<64x64xi32>
  %1 = qnn.dot unsigned(%x), signed(%w) bias(%b)
      : tensor<64x256xi8>, tensor<64x256xi8>, tensor<64xi32> -> tensor<64x64xi32>
  %2 = qnn.dot signed(%x), unsigned(%w) bias(%b)
      : tensor<64x256xi8>, tensor<64x256xi8>, tensor<64xi32> -> tensor<64x64xi32>
  %3 = qnn.dot unsigned(%x), unsigned(%w) bias(%b)
      : tensor<64x256xi8>, tensor<64x256xi8>, tensor<64xi32> -> tensor<64x64xi32>
  return %0, %1, %2, %3
      : tensor<64x64xi32>, tensor<64x64xi32>, tensor<64x64xi32>, tensor<64x64xi32>
}

// -----

// One row, or little to do: a tile of one row, which wants its sign.
// CHECK-LABEL: func @rows(
// CHECK: qnn.dot {{.*}} {qnn.tile = "x86.vpdpbusd.512"}
// CHECK: qnn.dot {{.*}} {qnn.tile = "x86.vpdpbusd.512"}
func.func @rows(%x: tensor<1x256xi8>, %y: tensor<3x16xi8>, %b: tensor<64xi32>)
    -> (tensor<1x64xi32>, tensor<3x64xi32>) {
  %w = arith.constant dense<-1> : tensor<64x256xi8>
  %v = arith.constant dense<-1> : tensor<64x16xi8>
  %0 = qnn.dot signed(%x), signed(%w) bias(%b)
      : tensor<1x256xi8>, tensor<64x256xi8>, tensor<64xi32> -> tensor<1x64xi32>
  %1 = qnn.dot signed(%y), signed(%v) bias(%b)
      : tensor<3x16xi8>, tensor<64x16xi8>, tensor<64xi32> -> tensor<3x64xi32>
  return %0, %1 : tensor<1x64xi32>, tensor<3x64xi32>
}

// -----

// Rows of a slice may be anywhere in memory.
// CHECK-LABEL: func @slice(
// CHECK: qnn.dot {{.*}} {qnn.tile = "x86.vpdpbusd.512"}
func.func @slice(%x: tensor<64x512xi8>, %b: tensor<64xi32>) -> tensor<64x64xi32> {
  %w = arith.constant dense<-1> : tensor<64x256xi8>
  %part = tensor.extract_slice %x[0, 0] [64, 256] [1, 2]
      : tensor<64x512xi8> to tensor<64x256xi8>
  %0 = qnn.dot signed(%part), signed(%w) bias(%b)
      : tensor<64x256xi8>, tensor<64x256xi8>, tensor<64xi32> -> tensor<64x64xi32>
  return %0 : tensor<64x64xi32>
}
