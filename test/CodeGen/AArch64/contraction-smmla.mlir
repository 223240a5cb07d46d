// RUN: quant-compile %s --target=aarch64-i8mm --entry=signed --emit=asm -o - | FileCheck %s --check-prefixes=CHECK,SIGNED --implicit-check-not="{{q[0-9]+, .*sp}}"
// RUN: quant-compile %s --target=aarch64-i8mm --entry=unsigned --emit=asm -o - | FileCheck %s --check-prefixes=CHECK,UNSIGNED --implicit-check-not="{{q[0-9]+, .*sp}}"
// RUN: quant-compile %s --target=aarch64-i8mm --entry=narrow --emit=asm -o - | FileCheck %s --check-prefix=NARROW --implicit-check-not="{{q[0-9]+, .*sp}}"
// RUN: quant-compile %s --target=aarch64-i8mm --entry=row --emit=asm -o - | FileCheck %s --check-prefix=ROW
// RUN: quant-compile %s --target=aarch64-i8mm --entry=short --emit=asm -o - | FileCheck %s --check-prefix=ROW

// Four steps of four panels, for three pairs of rows, which were brought together ahead;
// there is nothing else but loads.

// CHECK-LABEL: _invoke:
// CHECK: zip1 v{{[0-9]+}}.2d
// CHECK: b.ne
// SIGNED: {{^[[:space:]]}}smmla v{{[0-9]+}}.4s, v{{[0-9]+}}.16b, v{{[0-9]+}}.16b
// UNSIGNED: usmmla v{{[0-9]+}}.4s, v{{[0-9]+}}.16b, v{{[0-9]+}}.16b
// CHECK-NOT: {{zip|mov v|ins}}
// CHECK-COUNT-95: smmla
// CHECK-NOT: {{smmla|zip|mov v|ins}}
// CHECK: b.{{ne|lo}}
// CHECK-NOT: {{smmla|smull|smulh}}
// CHECK: sqrdmulh v{{[0-9]+}}.4s

// For 8 outputs, two pairs for two steps are brought together by four instructions.
// NARROW-LABEL: _invoke:
// NARROW-NOT: {{zip|mov v}}
// NARROW: ldr q
// NARROW: {{zip1|mov|ins}} v{{[0-9]+}}.{{d|2d}}
// NARROW: smmla
// NARROW: b.{{ne|lo}}

// A single row has half of the products that smmla computes, and so has a depth of 4.
// ROW-LABEL: _invoke:
// ROW-NOT: mmla
// ROW: sdot
// ROW-NOT: mmla
!act = !qnn.per_tensor<i8 : f32, scale = 0.5>
!uact = !qnn.per_tensor<u8 : f32, scale = 0.5>
!wgt = !qnn.per_tensor<i8 : f32, scale = 0.25>
func.func @signed(%x: tensor<12x256x!act>) -> tensor<12x64x!act> {
  %w = qnn.constant dense<-128> : tensor<64x256xi8> to tensor<64x256x!wgt>
  %0 = qnn.fully_connected %x, %w rounding(double_round)
      : tensor<12x256x!act>, tensor<64x256x!wgt> to tensor<12x64x!act>
  return %0 : tensor<12x64x!act>
}

func.func @unsigned(%x: tensor<12x256x!uact>) -> tensor<12x64x!act> {
  %w = qnn.constant dense<-128> : tensor<64x256xi8> to tensor<64x256x!wgt>
  %0 = qnn.fully_connected %x, %w rounding(double_round)
      : tensor<12x256x!uact>, tensor<64x256x!wgt> to tensor<12x64x!act>
  return %0 : tensor<12x64x!act>
}

func.func @narrow(%x: tensor<12x256x!act>) -> tensor<12x8x!act> {
  %w = qnn.constant dense<-128> : tensor<8x256xi8> to tensor<8x256x!wgt>
  %0 = qnn.fully_connected %x, %w rounding(double_round)
      : tensor<12x256x!act>, tensor<8x256x!wgt> to tensor<12x8x!act>
  return %0 : tensor<12x8x!act>
}

func.func @row(%x: tensor<1x256x!act>) -> tensor<1x64x!act> {
  %w = qnn.constant dense<-128> : tensor<64x256xi8> to tensor<64x256x!wgt>
  %0 = qnn.fully_connected %x, %w rounding(double_round)
      : tensor<1x256x!act>, tensor<64x256x!wgt> to tensor<1x64x!act>
  return %0 : tensor<1x64x!act>
}

func.func @short(%x: tensor<12x4x!act>) -> tensor<12x64x!act> {
  %w = qnn.constant dense<-128> : tensor<64x4xi8> to tensor<64x4x!wgt>
  %0 = qnn.fully_connected %x, %w rounding(double_round)
      : tensor<12x4x!act>, tensor<64x4x!wgt> to tensor<12x64x!act>
  return %0 : tensor<12x64x!act>
}
