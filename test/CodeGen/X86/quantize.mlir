// RUN: quant-run %s --target=x86-avx2 --print-asm | FileCheck %s

// A division, the clamp in float32, and a conversion that cannot overflow, of
// whole registers.

!q = !qnn.per_tensor<i8 : f32, scale = 0.3, zero_point = 3>

// CHECK-LABEL: quantize_invoke:
// CHECK: [[LOOP:\.LBB[0-9]+_[0-9]+]]:
// CHECK-NOT: {{divss|cvttss2si}}
// CHECK-COUNT-4: vdivps {{.*}}, %ymm
// CHECK: vmaxps
// CHECK: vminps
// CHECK: vcvttps2dq
// CHECK: vpackuswb
// CHECK-NOT: {{divss|cvttss2si}}
// CHECK: {{j[a-z]+}} [[LOOP]]
// CHECK: retq
func.func @quantize(%x: tensor<2048xf32>) -> tensor<2048x!q> {
  %0 = qnn.quantize %x half_away : tensor<2048xf32> to tensor<2048x!q>
  return %0 : tensor<2048x!q>
}
