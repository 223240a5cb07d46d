// RUN: quant-run %s --target=x86-avx2 --print-asm | FileCheck %s --check-prefixes=CHECK,AVX2
// RUN: quant-run %s --target=x86-avx512vnni --print-asm | FileCheck %s --check-prefixes=CHECK,AVX512

// Two multiplications of pairs of operands for each register of sums, and what
// narrows them clamps.

!lhs = !qnn.per_tensor<i8 : f32, scale = 0.6, zero_point = 3>
!rhs = !qnn.per_tensor<i8 : f32, scale = 0.35, zero_point = -5>
!sum = !qnn.per_tensor<i8 : f32, scale = 1.0, zero_point = 7>

// CHECK-LABEL: add_invoke:
// CHECK: [[LOOP:\.LBB[0-9]+_[0-9]+]]:
// CHECK-NOT: {{vpmuldq|vpmulld|vpmaxs|vpmins}}
// AVX2: vpunpcklbw
// AVX2: vpmovsxbw
// AVX2-COUNT-8: vpmaddwd
// AVX2-NOT: vpmaddwd
// AVX2: vpacksswb
// AVX512-COUNT-4: {{vpmaddwd|vpdpwssd}} {{.*}}%zmm
// AVX512-NOT: {{vpmaddwd|vpdpwssd}}
// AVX512: vpmovsdb
// CHECK-NOT: {{vpmuldq|vpmulld|vpmaxs|vpmins}}
// CHECK: {{j[a-z]+}} [[LOOP]]
// CHECK: retq
func.func @add(%x: tensor<2048x!lhs>, %y: tensor<2048x!rhs>)
    -> tensor<2048x!sum> {
  %0 = qnn.add %x, %y
      : tensor<2048x!lhs>, tensor<2048x!rhs> to tensor<2048x!sum>
  return %0 : tensor<2048x!sum>
}
