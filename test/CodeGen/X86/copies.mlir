// RUN: quant-run %s --target=x86-avx2 --print-asm | FileCheck %s

// A row of 51 bytes is two vectors, which overlap, whatever the shape of what it
// holds. The rows remain a loop.
// CHECK: [[ROWS:\.LBB[0-9_]+]]:
// CHECK-NEXT: vmovups (%r{{[a-z0-9]+}}), [[A:%ymm[0-9]+]]
// CHECK-NEXT: vmovups 19(%r{{[a-z0-9]+}}), [[B:%ymm[0-9]+]]
// CHECK-NEXT: vmovups [[B]],
// CHECK-NEXT: vmovups [[A]],
// CHECK-NEXT: addq $57,
// CHECK-NEXT: addq $51,
// CHECK-NEXT: cmpq
// CHECK-NEXT: jne [[ROWS]]
// CHECK-NOT: mov{{.*}}(
!x = !qnn.per_tensor<i8 : f32, scale = 0.5>

func.func @pad(%x: tensor<1x224x17x3x!x>) -> tensor<1x226x19x3x!x> {
  %y = qnn.pad %x low [0, 1, 1, 0] high [0, 1, 1, 0] interior [0, 0, 0, 0]
      value(0) : tensor<1x224x17x3x!x> to tensor<1x226x19x3x!x>
  return %y : tensor<1x226x19x3x!x>
}
