// RUN: quant-compile %s --target=aarch64-neon --emit=asm -o - --rounding=double \
// RUN:   | FileCheck %s --check-prefix=DOUBLE --implicit-check-not="{{smull|smulh|[.]2d|fmul}}"
// RUN: quant-compile %s --target=aarch64-neon --emit=asm -o - --rounding=single \
// RUN:   | FileCheck %s --check-prefix=SINGLE --implicit-check-not="{{smulh|sqrdmulh|fmul}}"
// RUN: quant-compile %s --target=aarch64-neon --emit=asm -o - --rounding=half-even \
// RUN:   | FileCheck %s --check-prefix=EVEN --implicit-check-not="{{smull|smulh|[.]2d}}"

// The rounding product; 1 off what is negative, for ties away from zero; the rounding
// shift.
// DOUBLE-LABEL: requantize_invoke:
// DOUBLE: sqrdmulh v{{[0-9]+}}.4s
// DOUBLE: ssra v{{[0-9]+}}.4s, v{{[0-9]+}}.4s, #31
// DOUBLE: srshr v{{[0-9]+}}.4s
// DOUBLE: ret

// Products of 64 bits, shifted and narrowed.
// SINGLE-LABEL: requantize_invoke:
// SINGLE-DAG: smull v{{[0-9]+}}.2d
// SINGLE-DAG: smull2 v{{[0-9]+}}.2d
// SINGLE: {{srshr|srshl|rshrn}}
// SINGLE: ret

// EVEN-LABEL: requantize_invoke:
// EVEN: scvtf v{{[0-9]+}}.4s
// EVEN: fmul v{{[0-9]+}}.4s
// EVEN: fcvtns v{{[0-9]+}}.4s
// EVEN: ret

!acc = !qnn.per_tensor<i32 : f32, scale = 0.03>
!act = !qnn.per_tensor<i8 : f32, scale = 0.5, zero_point = 3>
func.func @requantize(%x: tensor<2048x!acc>) -> tensor<2048x!act> {
  %0 = qnn.requantize %x : tensor<2048x!acc> to tensor<2048x!act>
  return %0 : tensor<2048x!act>
}
