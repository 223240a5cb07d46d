// REQUIRES: host-avx2
// RUN: quant-run %s --target=aarch64-neon --print-asm | FileCheck %s --check-prefix=ASM
// RUN: not quant-run %s --target=aarch64-neon --benchmark=1 2>&1 \
// RUN:   | FileCheck %s --implicit-check-not=error:

// Code for another machine can be read, but not run.
// ASM: sadalp
// CHECK: error: target aarch64-neon needs aarch64, but this machine is x86_64
func.func @f(%x: tensor<1x8xi8>) -> tensor<1x4xi32> {
  %w = arith.constant dense<7> : tensor<4x8xi8>
  %b = arith.constant dense<0> : tensor<4xi32>
  %0 = qnn.dot signed(%x), signed(%w) bias(%b)
      : tensor<1x8xi8>, tensor<4x8xi8>, tensor<4xi32> -> tensor<1x4xi32>
  return %0 : tensor<1x4xi32>
}
