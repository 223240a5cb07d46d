// RUN: quant-opt %s --qnn-assign-rounding | FileCheck %s --check-prefixes=CHECK,DOUBLE
// RUN: quant-opt %s --qnn-assign-rounding="mode=double_round" | FileCheck %s --check-prefixes=CHECK,DOUBLE
// RUN: quant-opt %s --qnn-assign-rounding="mode=single_round" | FileCheck %s --check-prefixes=CHECK,SINGLE
// RUN: quant-opt %s --qnn-assign-rounding="mode=half_even_f32" | FileCheck %s --check-prefixes=CHECK,EVEN

!acc = !qnn.per_tensor<i32 : f32, scale = 0.125>
!act = !qnn.per_tensor<i8 : f32, scale = 0.5>

// CHECK-LABEL: func @open(
// DOUBLE: qnn.requantize %{{.*}} rounding(double_round) :
// DOUBLE: qnn.fully_connected {{.*}} rounding(double_round) :
// SINGLE: qnn.requantize %{{.*}} rounding(single_round) :
// SINGLE: qnn.fully_connected {{.*}} rounding(single_round) :
// EVEN: qnn.requantize %{{.*}} rounding(half_even_f32) :
// EVEN: qnn.fully_connected {{.*}} rounding(half_even_f32) :
func.func @open(%acc: tensor<2x4x!acc>, %w: tensor<3x4x!act>)
    -> tensor<2x3x!act> {
  %x = qnn.requantize %acc : tensor<2x4x!acc> to tensor<2x4x!act>
  %y = qnn.fully_connected %x, %w
      : tensor<2x4x!act>, tensor<3x4x!act> to tensor<2x3x!act>
  return %y : tensor<2x3x!act>
}

// A stated mode stays, and what else the op says.
// CHECK-LABEL: func @stated(
// CHECK: qnn.requantize %{{.*}} rounding(double_round) clamp<0, 9> :
// CHECK: qnn.fully_connected {{.*}} activation(relu) rounding(single_round) f32_accumulator_scale :
// CHECK: qnn.requantize %{{.*}} rounding(half_even_f32) :
func.func @stated(%acc: tensor<2x4x!acc>, %w: tensor<3x4x!act>)
    -> tensor<2x3x!act> {
  %x = qnn.requantize %acc rounding(double_round) clamp<0, 9>
      : tensor<2x4x!acc> to tensor<2x4x!act>
  %y = qnn.fully_connected %x, %w activation(relu) rounding(single_round)
      f32_accumulator_scale
      : tensor<2x4x!act>, tensor<3x4x!act> to tensor<2x3x!act>
  %z = qnn.requantize %y rounding(half_even_f32)
      : tensor<2x3x!act> to tensor<2x3x!act>
  return %z : tensor<2x3x!act>
}

// Floats become integers by a rounding of another kind.
// CHECK-LABEL: func @floats(
// CHECK: qnn.quantize %{{.*}} half_even :
// CHECK: qnn.dequantize %{{.*}} :
func.func @floats(%x: tensor<4xf32>) -> tensor<4xf32> {
  %q = qnn.quantize %x half_even : tensor<4xf32> to tensor<4x!act>
  %y = qnn.dequantize %q : tensor<4x!act> to tensor<4xf32>
  return %y : tensor<4xf32>
}
