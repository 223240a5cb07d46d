// RUN: quant-run %s --target=x86-avx2 --print-asm \
// RUN:   | FileCheck %s --implicit-check-not=imul --implicit-check-not=vpmulld

// A second loop adds what was split off, by the same instruction, to the same
// accumulator.

// CHECK-LABEL: contraction_invoke:
// CHECK: [[STEPS:\.LBB[0-9]+_[0-9]+]]:
// CHECK-COUNT-4: vpmaddubsw
// CHECK: vpaddd {{.*}}, [[ACC:%ymm[0-9]+]]{{$}}
// CHECK: jne [[STEPS]]
// CHECK: [[OUTLIERS:\.LBB[0-9]+_[0-9]+]]:
// CHECK: vpmaddubsw
// CHECK: vpmaddwd
// CHECK: vpaddd {{.*}}[[ACC]]
// CHECK: {{j[a-z]+}} [[OUTLIERS]]
// CHECK: retq
func.func @contraction(%x: tensor<1x256xi8>, %w: tensor<2048xi8>,
                       %ow: tensor<160xi8>, %steps: tensor<5xi32>,
                       %begin: tensor<2xi32>) -> tensor<1x8xi32> {
  %0 = qnn.packed_dot "x86.vpmaddubsw" panels 1 %x, %w
      outliers(%ow, %steps, %begin)
      : (tensor<1x256xi8>, tensor<2048xi8>, tensor<160xi8>, tensor<5xi32>,
         tensor<2xi32>) -> tensor<1x8xi32> {
  ^bb0(%acc: i32):
    qnn.yield %acc : i32
  }
  return %0 : tensor<1x8xi32>
}
