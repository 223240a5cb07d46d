// RUN: quant-run %s --target=x86-avx2 --print-asm \
// RUN:   | FileCheck %s --implicit-check-not=%rsp --implicit-check-not=imul --implicit-check-not=vpmulld --implicit-check-not=vpmaddubsw

// 16 weights at a time against two inputs.

// CHECK-LABEL: contraction_invoke:
// CHECK: [[LOOP:\.LBB[0-9]+_[0-9]+]]:
// CHECK: vpbroadcastd {{.*}}, [[X:%ymm[0-9]+]]
// CHECK: vpmaddwd {{.*}}(%r{{.*}}), [[X]], [[SUMS:%ymm[0-9]+]]
// CHECK: vpaddd {{.*}}[[SUMS]]
// CHECK-COUNT-15: vpmaddwd {{.*}}(%r{{.*}}), %ymm
// CHECK-NOT: vpmaddwd
// CHECK: jne [[LOOP]]
// CHECK: retq
func.func @contraction(%x: tensor<1x256xi16>, %w: tensor<8192xi16>)
    -> tensor<1x32xi32> {
  %0 = qnn.packed_dot "x86.vpmaddwd" panels 4 %x, %w
      : (tensor<1x256xi16>, tensor<8192xi16>) -> tensor<1x32xi32> {
  ^bb0(%acc: i32):
    qnn.yield %acc : i32
  }
  return %0 : tensor<1x32xi32>
}
