// RUN: quant-compile %s --target=aarch64-dotprod --emit=asm -o - > %t
// RUN: FileCheck %s --input-file=%t
// RUN: FileCheck %s --input-file=%t --check-prefix=LOOP --implicit-check-not="{{q[0-9]+, .*sp}}" --implicit-check-not="{{(ldp|stp)[[:space:]]+q}}"

// One instruction for the four products of each lane, whose factor is one of the
// four words of a register; nothing else but loads, each of one vector.

// CHECK-LABEL: contraction_invoke:
// CHECK-DAG: sdot v{{[0-9]+}}.4s, v{{[0-9]+}}.16b, v{{[0-9]+}}.4b[0]
// CHECK-DAG: sdot v{{[0-9]+}}.4s, v{{[0-9]+}}.16b, v{{[0-9]+}}.4b[3]
// CHECK-NOT: {{dup|ld1r}}
// CHECK: b.{{ne|lo}}

// Four steps of three panels, for six rows each, then the epilogue without 64-bit
// arithmetic. Narrowing clamps, and shares an instruction with the last shift.
// LOOP-LABEL: contraction_invoke:
// LOOP-COUNT-72: sdot
// LOOP-NOT: sdot
// LOOP: b.{{ne|lo}}
// LOOP-NOT: {{smull|smulh|smax|smin|\.2d, v}}
// LOOP: sqrdmulh v{{[0-9]+}}.4s
// LOOP-NOT: {{smull|smulh|smax|smin|\.2d, v}}
// LOOP: sqrshrn v{{[0-9]+}}.4h, v{{[0-9]+}}.4s, #1
// LOOP-NOT: {{smull|smulh|smax|smin|\.2d, v}}
// LOOP: ret
!act = !qnn.per_tensor<i8 : f32, scale = 0.5>
!wgt = !qnn.per_tensor<i8 : f32, scale = 0.25>
func.func @contraction(%x: tensor<12x256x!act>) -> tensor<12x64x!act> {
  %w = qnn.constant dense<-128> : tensor<64x256xi8> to tensor<64x256x!wgt>
  %0 = qnn.fully_connected %x, %w rounding(double_round)
      : tensor<12x256x!act>, tensor<64x256x!wgt> to tensor<12x64x!act>
  return %0 : tensor<12x64x!act>
}
