// RUN: quant-run %s --target=x86-avx2 --print-asm | FileCheck %s
// RUN: quant-compile %s --target=x86-avx512vnni --emit=asm -o - \
// RUN:   | FileCheck %s --check-prefix=FMA

// A division, the clamp in float32, a conversion that cannot overflow, and rounding
// in 16 bits, of whole registers.

!q = !qnn.per_tensor<i8 : f32, scale = 0.3, zero_point = 3>

// CHECK-LABEL: quantize_invoke:
// CHECK: [[LOOP:\.LBB[0-9]+_[0-9]+]]:
// CHECK-NOT: {{divss|cvttss2si}}
// CHECK-COUNT-4: vdivps {{.*}}, %ymm
// CHECK: vmaxps
// CHECK: vminps
// CHECK: vcvttps2dq
// CHECK: vpackssdw
// CHECK: vpsraw $15
// CHECK: vpsraw $1,
// CHECK-NOT: vpminsw
// CHECK: vpacksswb
// CHECK-NOT: {{divss|cvttss2si}}
// CHECK: {{j[a-z]+}} [[LOOP]]
// CHECK: retq

// No division, but a product and a fused multiply-add.
// FMA-LABEL: quantize_invoke:
// FMA: [[LOOP:\.LBB[0-9]+_[0-9]+]]:
// FMA-NOT: vdivps
// FMA: vmulps {{.*}}, %zmm
// FMA-NOT: call
// FMA: vfmadd{{.*}}, %zmm
// FMA: vcvttps2dq
// FMA: vpmovswb
// FMA: {{j[a-z]+}} [[LOOP]]
// FMA: retq
func.func @quantize(%x: tensor<2048xf32>) -> tensor<2048x!q> {
  %0 = qnn.quantize %x half_away : tensor<2048xf32> to tensor<2048x!q>
  return %0 : tensor<2048x!q>
}
