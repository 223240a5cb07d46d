// RUN: quant-run %s --target=x86-avx2 --print-asm | FileCheck %s --implicit-check-not=vpmovsx

// A single row and three panels: the magnitudes of its inputs are made once for
// each step, of which four are unrolled.

// CHECK-LABEL: contraction_invoke:
// CHECK: [[STEPS:\.LBB[0-9]+_[0-9]+]]:
// CHECK-NOT: {{j[a-z]+}} [[STEPS]]
// CHECK: vpabsb
// CHECK: vpsignb
// CHECK: vpmaddubsw
// CHECK: vpmaddwd
// CHECK: vpabsb
// CHECK: vpabsb
// CHECK: vpabsb
// CHECK-NOT: vpabsb
// CHECK: {{j[a-z]+}} [[STEPS]]
// CHECK-NOT: vpabsb
// CHECK: retq
func.func @contraction(%x: tensor<1x256xi8>, %w: tensor<6144xi8>)
    -> tensor<1x24xi32> {
  %0 = qnn.packed_dot "x86.vpsignb" panels 3 %x, %w
      : (tensor<1x256xi8>, tensor<6144xi8>) -> tensor<1x24xi32> {
  ^bb0(%acc: i32):
    qnn.yield %acc : i32
  }
  return %0 : tensor<1x24xi32>
}
