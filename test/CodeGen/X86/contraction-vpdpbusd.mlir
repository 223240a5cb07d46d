// RUN: quant-run %s --target=x86-avxvnni --print-asm | FileCheck %s -DR=ymm
// RUN: quant-run %s --target=x86-avx512vnni --print-asm | FileCheck %s -DR=zmm
// RUN: quant-run %s --target=x86-avx512vnni --print-asm | FileCheck %s --check-prefix=EPILOGUE

// One instruction for the four products of each lane, and nothing else but loads;
// accumulators stay in registers.

// CHECK-LABEL: contraction_invoke:
// CHECK: vpbroadcastd {{.*}}, %[[R]]
// CHECK: vpdpbusd %[[R]]{{[0-9]+}}, %[[R]]
// CHECK-NOT: {{vpaddd|vpmadd|rsp}}
// CHECK: jne
// CHECK: retq

// Sums are rescaled in float32, by two multiply-adds that truncate; the bounds of u8
// leave their sign out of account.
// EPILOGUE-NOT: {{vpmuldq|vpternlog}}
// EPILOGUE: vcvtdq2ps
// EPILOGUE: vfmadd{{.*}} {rz-sae}
// EPILOGUE: vfmadd{{.*}} {rz-sae}
// EPILOGUE: vcvttps2dq
// EPILOGUE-NOT: {{vpmuldq|vpternlog}}
// EPILOGUE: vpmovusdb
!act = !qnn.per_tensor<u8 : f32, scale = 0.5>
!wgt = !qnn.per_tensor<i8 : f32, scale = 0.25>
func.func @contraction(%x: tensor<12x256x!act>) -> tensor<12x64x!act> {
  %w = qnn.constant dense<-128> : tensor<64x256xi8> to tensor<64x256x!wgt>
  %0 = qnn.fully_connected %x, %w rounding(single_round)
      : tensor<12x256x!act>, tensor<64x256x!wgt> to tensor<12x64x!act>
  return %0 : tensor<12x64x!act>
}
