// RUN: quant-run %s --target=x86-avx2 --print-asm | FileCheck %s

// A panel of weights is read once for two rows.

// CHECK-LABEL: contraction_invoke:
// CHECK: [[LOOP:\.LBB[0-9]+_[0-9]+]]:
// CHECK-COUNT-4: vmovd{{q[au]}} {{.*}}(%r{{.*}}), %ymm
// CHECK: vpbroadcastd
// CHECK-COUNT-8: vpmaddubsw %ymm
// CHECK-NOT: vpmaddubsw
// CHECK: {{j[a-z]+}} [[LOOP]]
// CHECK: retq
func.func @contraction(%x: tensor<2x256xi8>, %w: tensor<8192xi8>)
    -> tensor<2x32xi32> {
  %0 = qnn.packed_dot "x86.vpmaddubsw" panels 4 %x, %w
      : (tensor<2x256xi8>, tensor<8192xi8>) -> tensor<2x32xi32> {
  ^bb0(%acc: i32):
    qnn.yield %acc : i32
  }
  return %0 : tensor<2x32xi32>
}
