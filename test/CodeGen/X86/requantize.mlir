// RUN: quant-run %s --target=x86-avx2 --print-asm --rounding=double \
// RUN:   | FileCheck %s --check-prefixes=CHECK,DOUBLE --implicit-check-not=imul --implicit-check-not=vpmulld --implicit-check-not=vcvt --implicit-check-not=vmulps
// RUN: quant-run %s --target=x86-avx2 --print-asm --rounding=single \
// RUN:   | FileCheck %s --check-prefixes=CHECK,SINGLE --implicit-check-not=imul --implicit-check-not=vpmulld --implicit-check-not=vcvt --implicit-check-not=vmulps
// RUN: quant-run %s --target=x86-avx2 --print-asm --rounding=half-even \
// RUN:   | FileCheck %s --check-prefixes=EVEN --implicit-check-not=imul --implicit-check-not=vpmuldq

// Both integer modes multiply even and odd lanes to 64 bits, shift those logically
// and put the low halves together; there is no 64-bit arithmetic shift to emulate.
// Ties away from zero take one bit more.

// CHECK-LABEL: requantize_invoke:
// CHECK: [[LOOP:\.LBB[0-9]+_[0-9]+]]:
// CHECK: vpmuldq
// CHECK: vpsrlq
// CHECK: vpblendd
// DOUBLE: vpsrad
// SINGLE-NOT: vpsrad
// CHECK: vpmaxsd
// CHECK: vpminsd
// CHECK: vpackusdw
// CHECK: vpackuswb
// CHECK: {{j[a-z]+}} [[LOOP]]
// CHECK: retq

// EVEN-LABEL: requantize_invoke:
// EVEN: vcvtdq2ps
// EVEN: vmulps
// EVEN: vcvttps2dq
// EVEN: vpackuswb
// EVEN: retq

!acc = !qnn.per_tensor<i32 : f32, scale = 0.3>
!act = !qnn.per_tensor<i8 : f32, scale = 0.5, zero_point = 3>
func.func @requantize(%x: tensor<2048x!acc>) -> tensor<2048x!act> {
  %0 = qnn.requantize %x : tensor<2048x!acc> to tensor<2048x!act>
  return %0 : tensor<2048x!act>
}
