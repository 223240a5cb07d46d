// RUN: quant-compile %s --target=aarch64-neon --emit=asm -o - | FileCheck %s

// A row of 64 bytes is four vectors, whatever the shape of what it holds. The rows
// remain a loop.
// CHECK: [[ROWS:\.LBB[0-9_]+]]:
// CHECK-NOT: {{ldr|str}}b
// CHECK-DAG: ldr [[A:q[0-9]+]], [x
// CHECK-DAG: ldr [[B:q[0-9]+]], [x
// CHECK-DAG: ldr [[C:q[0-9]+]], [x
// CHECK-DAG: ldr [[D:q[0-9]+]], [x
// CHECK-DAG: str [[A]], [x
// CHECK-DAG: str [[B]], [x
// CHECK-DAG: str [[C]], [x
// CHECK-DAG: str [[D]], [x
// CHECK: b.ne [[ROWS]]
// CHECK-NOT: {{ldr|str}}b
!x = !qnn.per_tensor<i8 : f32, scale = 0.5>

func.func @pad(%x: tensor<1x224x16x4x!x>) -> tensor<1x226x18x4x!x> {
  %y = qnn.pad %x low [0, 1, 1, 0] high [0, 1, 1, 0] interior [0, 0, 0, 0]
      value(0) : tensor<1x224x16x4x!x> to tensor<1x226x18x4x!x>
  return %y : tensor<1x226x18x4x!x>
}
