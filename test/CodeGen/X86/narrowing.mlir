// RUN: quant-compile %s --target=x86-avx2 --emit=asm -o - \
// RUN:   | FileCheck %s --check-prefix=AVX2 --implicit-check-not="{{vpmaxsd|vpminsd|vpaddb}}"
// RUN: quant-compile %s --target=x86-avx512vnni --emit=asm -o - \
// RUN:   | FileCheck %s --check-prefix=AVX512 --implicit-check-not="{{vpmaxsd|vpminsd|vpaddb}}"

// The zero point is added before the last shift, and the clamp is the saturation
// of narrowing.

// AVX2: vpackssdw
// AVX2: vpacksswb
// AVX512: vpmovsdb

!x = !qnn.per_tensor<i8 : f32, scale = 0.5, zero_point = 3>
!w = !qnn.per_tensor<i8 : f32, scale = 0.25>
!y = !qnn.per_tensor<i8 : f32, scale = 16.0, zero_point = -5>
func.func @contraction(%x: tensor<8x64x!x>) -> tensor<8x64x!y> {
  %w = qnn.constant dense<3> : tensor<64x64xi8> to tensor<64x64x!w>
  %0 = qnn.fully_connected %x, %w rounding(double_round)
      : tensor<8x64x!x>, tensor<64x64x!w> to tensor<8x64x!y>
  return %0 : tensor<8x64x!y>
}
