// RUN: quant-compile %s --target=aarch64-neon --emit=llvm -o - \
// RUN:   | FileCheck %s --implicit-check-not="store <3 x i8>"

// LLVM 22 would lose the second of three bytes that are truncated from 64 bits.
// CHECK-LABEL: define {{.*}}@to_channels_invoke(
// CHECK: %[[BYTES:.*]] = trunc {{.*}}<3 x i64> %{{.*}} to <3 x i8>
// CHECK: %[[SECOND:.*]] = extractelement <3 x i8> %[[BYTES]], i64 1
// CHECK: store i8 %[[SECOND]], ptr %{{.*}}, align 1
!x = !qnn.per_tensor<i8 : f32, scale = 0.5>
!channels = !qnn.per_axis<i8 : f32, axis = 1,
    scales = dense<[1.0, 0.5, 2.0]> : tensor<3xf64>,
    zero_points = dense<[-128, 0, 127]> : tensor<3xi32>>
func.func @to_channels(%x: tensor<25x3x!x>) -> tensor<25x3x!channels> {
  %0 = qnn.requantize %x : tensor<25x3x!x> to tensor<25x3x!channels>
  return %0 : tensor<25x3x!channels>
}
