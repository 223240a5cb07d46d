// RUN: quant-run %s --target=x86-avx2 --print-asm | FileCheck %s --check-prefixes=CHECK,AVX2
// RUN: quant-run %s --target=x86-avxvnni --print-asm | FileCheck %s --check-prefixes=CHECK,VNNI -DR=ymm
// RUN: quant-run %s --target=x86-avx512vnni --print-asm | FileCheck %s --check-prefixes=CHECK,VNNI -DR=zmm

// Rows are interleaved in registers; on AVX2, results are narrowed by packing.

// CHECK-LABEL: depthwise_invoke:
// AVX2: vpunpcklbw
// AVX2: vpunpckhbw
// AVX2: vpmaddubsw
// AVX2: vpackssdw
// AVX2: vpacksswb
// VNNI: vpunpcklbw {{.*}}, %[[R]]
// VNNI: vpdpbusd {{.*}}, %[[R]]
// CHECK-NOT: imul
// CHECK: retq
!act = !qnn.per_tensor<i8 : f32, scale = 0.5>
!wgt = !qnn.per_tensor<i8 : f32, scale = 0.25>
func.func @depthwise(%x: tensor<1x8x16x128x!act>) -> tensor<1x6x14x128x!act> {
  %w = qnn.constant dense<-80> : tensor<128x3x3x1xi8> to tensor<128x3x3x1x!wgt>
  %b = arith.constant dense<3> : tensor<128xi32>
  %0 = qnn.conv2d %x, %w bias(%b) strides [1, 1] dilations [1, 1]
      padding [0, 0, 0, 0] rounding(single_round)
      : tensor<1x8x16x128x!act>, tensor<128x3x3x1x!wgt>, tensor<128xi32>
     to tensor<1x6x14x128x!act>
  return %0 : tensor<1x6x14x128x!act>
}
