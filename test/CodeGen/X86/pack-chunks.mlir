// RUN: quant-opt %s --qnn-pack-contractions | FileCheck %s

// 17 steps of 4 columns are read as two chunks of 9: the second begins one step
// earlier, and weights of the step that is read twice are zero the second time.

// CHECK-LABEL: func @chunks(
// CHECK-SAME: %[[X:.*]]: tensor<16x68xi8>
// CHECK: %[[W:.*]] = arith.constant dense<"0x{{((01010101(00000000){15}){9}(00000000){16}(01010101(00000000){15}){8})}}"> : tensor<1152xi8>
// CHECK: qnn.packed_dot "x86.tdpbssd" panels 1 %[[X]], %[[W]] channels(
func.func @chunks(%x: tensor<16x68xi8>, %b: tensor<1xi32>) -> tensor<16x1xi32> {
  %w = arith.constant dense<1> : tensor<1x68xi8>
  %0 = qnn.dot signed(%x), signed(%w) bias(%b) {qnn.tile = "x86.tdpbssd"}
      : tensor<16x68xi8>, tensor<1x68xi8>, tensor<1xi32> -> tensor<16x1xi32>
  return %0 : tensor<16x1xi32>
}
