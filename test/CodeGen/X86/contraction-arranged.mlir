// RUN: quant-run %s --target=x86-avx2 --print-asm \
// RUN:   | FileCheck %s --implicit-check-not=imul --implicit-check-not=vpmulld

// Ten rows: of each, three products are added in i16, then pairs of those in i32.
// Loops for sums of two steps and of one follow.

// CHECK-LABEL: contraction_invoke:
// CHECK: [[TRIPLES:\.LBB[0-9]+_[0-9]+]]:
// CHECK-COUNT-3: vpmaddubsw
// CHECK: vpmaddwd
// CHECK-COUNT-27: vpmaddubsw
// CHECK-NOT: {{vpmaddubsw|ymm[0-9]+, .*rsp}}
// CHECK: {{j[a-z]+}} [[TRIPLES]]
// CHECK-COUNT-20: vpmaddubsw
// CHECK-NOT: vpmaddubsw
// CHECK: {{j[a-z]+}} .LBB
// CHECK-COUNT-10: vpmaddubsw
// CHECK-NOT: vpmaddubsw
// CHECK: {{j[a-z]+}} .LBB
// CHECK: retq
func.func @contraction(%x: tensor<10x256xi8>, %w: tensor<2560xi8>,
                       %positions: tensor<80xi32>,
                       %sections: tensor<4xi32>) -> tensor<10x8xi32> {
  %0 = qnn.packed_dot "x86.vpmaddubsw.3" panels 1 %x, %w
      arranged(%positions, %sections)
      : (tensor<10x256xi8>, tensor<2560xi8>, tensor<80xi32>, tensor<4xi32>)
     -> tensor<10x8xi32> {
  ^bb0(%acc: i32):
    qnn.yield %acc : i32
  }
  return %0 : tensor<10x8xi32>
}
