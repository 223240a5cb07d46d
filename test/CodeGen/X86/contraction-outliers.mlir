// RUN: quant-run %s --target=x86-avx2 --print-asm \
// RUN:   | FileCheck %s --implicit-check-not=imul --implicit-check-not=vpmulld

// A first loop sums up what was split off, in i16; the accumulator begins with
// that.

// CHECK-LABEL: contraction_invoke:
// CHECK: [[OUTLIERS:\.LBB[0-9]+_[0-9]+]]:
// CHECK: vpmaddubsw
// CHECK-NOT: vpmaddwd
// CHECK: vpaddw
// CHECK-NOT: vpmaddwd
// CHECK: {{j[a-z]+}} [[OUTLIERS]]
// CHECK: vpmaddwd
// CHECK: [[STEPS:\.LBB[0-9]+_[0-9]+]]:
// CHECK-COUNT-4: vpmaddubsw
// CHECK: vpaddd
// CHECK: jne [[STEPS]]
// CHECK: retq
func.func @contraction(%x: tensor<1x256xi8>, %w: tensor<2048xi8>,
                       %ow: tensor<160xi8>, %positions: tensor<5x2xi32>,
                       %begin: tensor<2xi32>) -> tensor<1x8xi32> {
  %0 = qnn.packed_dot "x86.vpmaddubsw" panels 1 %x, %w
      outliers(%ow, %positions, %begin)
      : (tensor<1x256xi8>, tensor<2048xi8>, tensor<160xi8>, tensor<5x2xi32>,
         tensor<2xi32>) -> tensor<1x8xi32> {
  ^bb0(%acc: i32):
    qnn.yield %acc : i32
  }
  return %0 : tensor<1x8xi32>
}
