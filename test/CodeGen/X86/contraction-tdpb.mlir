// RUN: quant-run %s --target=x86-amx --print-asm | FileCheck %s

// What remembers the system's answer needs no relocation in code, and no symbol of
// others.
// RUN: quant-compile %s --target=x86-amx -o %t.o
// RUN: llvm-nm --undefined-only %t.o | FileCheck %s --check-prefix=UNDEFINED --allow-empty --implicit-check-not={{.}}
// RUN: %host_cc -shared -Wl,-z,text,-z,defs %t.o -o %t.so
// UNDEFINED-NOT: {{^}} U mem{{cpy|set}}{{$}}

// The loop over columns multiplies two tiles of rows with two of weights, and
// requantizes some rows of the block before. Sums stay in their registers, and the
// configuration is loaded once, after a look whether the system has granted the
// registers; it is asked for them out of the way.

// CHECK-LABEL: contraction_invoke:
// CHECK: qnn.has_tiles(%rip)
// CHECK-NOT: syscall
// CHECK: ldtilecfg
// CHECK-NOT: ldtilecfg
// CHECK: tilezero %tmm0
// CHECK: tilestored
// CHECK: tilezero %tmm3
// CHECK: [[LOOP:.LBB[0-9_]+]]:
// CHECK-NOT: {{tilestored|tilezero|rsp|call}}
// CHECK: tileloadd {{.*}}, %tmm[[A0:[45]]]
// CHECK: tileloadd {{.*}}, %tmm[[B0:[67]]]
// CHECK: tdpbusd %tmm[[B0]], %tmm[[A0]], %tmm0
// CHECK: tileloadd {{.*}}, %tmm[[B1:[67]]]
// CHECK: tdpbusd %tmm[[B1]], %tmm[[A0]], %tmm1
// CHECK: tileloadd {{.*}}, %tmm[[A1:[45]]]
// CHECK: tdpbusd %tmm[[B0]], %tmm[[A1]], %tmm2
// CHECK: tdpbusd %tmm[[B1]], %tmm[[A1]], %tmm3
// CHECK-NOT: {{tilestored|tilezero|call}}
// CHECK: vfmadd{{.*}} {rz-sae}
// CHECK-NOT: {{tilestored|tilezero|call}}
// CHECK: jne [[LOOP]]
// CHECK: tilestored %tmm0
// CHECK-NOT: ldtilecfg
// CHECK: tilerelease
// CHECK: retq
// CHECK: syscall
// CHECK: qnn.has_tiles(%rip)
!act = !qnn.per_tensor<u8 : f32, scale = 0.5>
!wgt = !qnn.per_tensor<i8 : f32, scale = 0.25>
func.func @contraction(%x: tensor<96x1024x!act>) -> tensor<96x64x!act> {
  %w = qnn.constant dense<-128> : tensor<64x1024xi8> to tensor<64x1024x!wgt>
  %0 = qnn.fully_connected %x, %w rounding(single_round)
      : tensor<96x1024x!act>, tensor<64x1024x!wgt> to tensor<96x64x!act>
  return %0 : tensor<96x64x!act>
}
