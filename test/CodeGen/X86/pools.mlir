// RUN: quant-run %s --target=x86-avx2 --print-asm --entry=max | FileCheck %s --check-prefix=MAX
// RUN: quant-run %s --target=x86-avx2 --print-asm --entry=average | FileCheck %s --check-prefix=AVERAGE

!act = !qnn.per_tensor<i8 : f32, scale = 0.5, zero_point = -128>

// The maximum of 32 channels stays in a register, of bytes that are not widened.
// MAX-LABEL: max_invoke:
// MAX: [[LOOP:\.LBB[0-9]+_[0-9]+]]:
// MAX-NOT: vpmovsx
// MAX: vmovdqu {{.*}}, %[[ACC:ymm[0-9]+]]
// MAX-COUNT-4: vpmaxsb {{.*}}, %[[ACC]], %[[ACC]]
// MAX-NEXT: vmovdqu %[[ACC]],
// MAX: {{j[a-z]+}} [[LOOP]]
// MAX: retq
func.func @max(%x: tensor<1x32x32x32x!act>) -> tensor<1x16x16x32x!act> {
  %0 = qnn.max_pool2d %x window [2, 2] strides [2, 2] padding [0, 0, 0, 0]
      : tensor<1x32x32x32x!act> to tensor<1x16x16x32x!act>
  return %0 : tensor<1x16x16x32x!act>
}

// Sums in four registers, then divisions as multiplications.
// AVERAGE-LABEL: average_invoke:
// AVERAGE: [[SUM:\.LBB[0-9]+_[0-9]+]]:
// AVERAGE-COUNT-4: vpmovsxbd
// AVERAGE-COUNT-4: vpaddd
// AVERAGE: {{j[a-z]+}} [[SUM]]
// AVERAGE-NOT: idiv
// AVERAGE: vpmulld
// AVERAGE: retq
func.func @average(%x: tensor<1x7x7x64x!act>) -> tensor<1x1x1x64x!act> {
  %0 = qnn.average_pool2d %x window [7, 7] strides [1, 1] padding [0, 0, 0, 0]
      : tensor<1x7x7x64x!act> to tensor<1x1x1x64x!act>
  return %0 : tensor<1x1x1x64x!act>
}
