// RUN: quant-compile %s --entry=bytes --target=aarch64-neon --emit=asm -o - \
// RUN:   | FileCheck %s --check-prefix=BYTES --implicit-check-not="{{q[0-9]+, .*sp}}" --implicit-check-not=sdot
// RUN: quant-compile %s --entry=sums --target=aarch64-neon --emit=asm -o - \
// RUN:   | FileCheck %s --check-prefix=SUMS --implicit-check-not="{{q[0-9]+, .*sp}}" --implicit-check-not=sdot
// RUN: quant-compile %s --entry=shorts --target=aarch64-dotprod --emit=asm -o - \
// RUN:   | FileCheck %s --check-prefix=SHORTS --implicit-check-not="{{q[0-9]+, .*sp}}"

// Products in 16 bits, of which pairs are added to 32; four steps of four panels,
// for four rows.
// BYTES-LABEL: bytes_invoke:
// BYTES: dup v{{[0-9]+}}.4h, v{{[0-9]+}}.h[
// BYTES: smull [[PRODUCT:v[0-9]+]].8h, v{{[0-9]+}}.8b, v{{[0-9]+}}.8b
// BYTES: sadalp v{{[0-9]+}}.4s, [[PRODUCT]].8h
// BYTES-COUNT-63: sadalp
// BYTES-NOT: {{sadalp|saddlp}}
// BYTES: b.{{ne|lo}}
// BYTES: ret
!act = !qnn.per_tensor<i8 : f32, scale = 0.5>
!wgt = !qnn.per_tensor<i8 : f32, scale = 0.25>
func.func @bytes(%x: tensor<12x256x!act>) -> tensor<12x64x!act> {
  %w = qnn.constant dense<-128> : tensor<64x256xi8> to tensor<64x256x!wgt>
  %0 = qnn.fully_connected %x, %w rounding(single_round)
      : tensor<12x256x!act>, tensor<64x256x!wgt> to tensor<12x64x!act>
  return %0 : tensor<12x64x!act>
}

// Without pairs of -128, products of two steps are added in 16 bits: two times two
// steps of four panels, for three rows.
// SUMS-LABEL: sums_invoke:
// SUMS: smull [[PRODUCT:v[0-9]+]].8h, v{{[0-9]+}}.8b, v{{[0-9]+}}.8b
// SUMS: smlal [[PRODUCT]].8h, v{{[0-9]+}}.8b, v{{[0-9]+}}.8b
// SUMS: sadalp v{{[0-9]+}}.4s, [[PRODUCT]].8h
// SUMS-COUNT-23: sadalp
// SUMS-NOT: {{sadalp|saddlp}}
// SUMS: b.{{ne|lo}}
// SUMS: ret
func.func @sums(%x: tensor<12x256x!act>) -> tensor<12x64x!act> {
  %w = qnn.constant dense<-127> : tensor<64x256xi8> to tensor<64x256x!wgt>
  %0 = qnn.fully_connected %x, %w rounding(single_round)
      : tensor<12x256x!act>, tensor<64x256x!wgt> to tensor<12x64x!act>
  return %0 : tensor<12x64x!act>
}

// SHORTS-LABEL: shorts_invoke:
// SHORTS-DAG: smull v{{[0-9]+}}.4s, v{{[0-9]+}}.4h, v{{[0-9]+}}.4h
// SHORTS-DAG: smull2 v{{[0-9]+}}.4s, v{{[0-9]+}}.8h, v{{[0-9]+}}.8h
// SHORTS: addp v{{[0-9]+}}.4s
// SHORTS: b.{{ne|lo}}
// SHORTS: ret
func.func @shorts(%x: tensor<1x256xi16>, %w: tensor<4096xi16>)
    -> tensor<1x16xi32> {
  %0 = qnn.packed_dot "aarch64.smull.4s" panels 4 %x, %w
      : (tensor<1x256xi16>, tensor<4096xi16>) -> tensor<1x16xi32> {
  ^bb0(%acc: i32):
    qnn.yield %acc : i32
  }
  return %0 : tensor<1x16xi32>
}
