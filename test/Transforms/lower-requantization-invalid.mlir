// RUN: quant-opt %s --qnn-lower-requantization --split-input-file --verify-diagnostics

!acc = !qnn.per_tensor<i32 : f32, scale = 0.125>
!act = !qnn.per_tensor<i8 : f32, scale = 0.5>
func.func @no_rounding(%acc: tensor<4x!acc>) -> tensor<4x!act> {
  // expected-error @+1 {{'qnn.requantize' op expected a rounding mode; run qnn-assign-rounding first}}
  %0 = qnn.requantize %acc : tensor<4x!acc> to tensor<4x!act>
  return %0 : tensor<4x!act>
}

// -----

!acc = !qnn.per_tensor<i32 : f32, scale = 1073741824.0>
!act = !qnn.per_tensor<i8 : f32, scale = 1.0>
func.func @ratio_too_large(%acc: tensor<4x!acc>) -> tensor<4x!act> {
  // expected-error @+1 {{'qnn.requantize' op expected ratios of scales below 2^30, which have a fixed-point multiplier}}
  %0 = qnn.requantize %acc rounding(double_round)
      : tensor<4x!acc> to tensor<4x!act>
  return %0 : tensor<4x!act>
}

// -----

!acc = !qnn.per_axis<i32 : f32, axis = 0,
    scales = dense<[1.0, 1073741824.0]> : tensor<2xf64>,
    zero_points = dense<0> : tensor<2xi32>>
!act = !qnn.per_tensor<i8 : f32, scale = 1.0>
func.func @ratio_of_channel_too_large(%acc: tensor<2x!acc>) -> tensor<2x!act> {
  // expected-error @+1 {{expected ratios of scales below 2^30}}
  %0 = qnn.requantize %acc rounding(half_even_f32)
      : tensor<2x!acc> to tensor<2x!act>
  return %0 : tensor<2x!act>
}

// -----

!acc = !qnn.per_tensor<i32 : f32, scale = 1.0e300>
!act = !qnn.per_tensor<i8 : f32, scale = 1.0e-300>
func.func @ratio_is_infinite(%acc: tensor<4x!acc>) -> tensor<4x!act> {
  // expected-error @+1 {{expected ratios of scales below 2^30}}
  %0 = qnn.requantize %acc rounding(single_round)
      : tensor<4x!acc> to tensor<4x!act>
  return %0 : tensor<4x!act>
}

// -----

!i4 = !qnn.per_tensor<i4 : f32, scale = 0.5>
!act = !qnn.per_tensor<i8 : f32, scale = 1.0>
func.func @four_bits(%x: tensor<4x!i4>) -> tensor<4x!act> {
  // expected-error @+1 {{expected storage of at least 8 bits, but got 4 bits}}
  %0 = qnn.requantize %x rounding(double_round)
      : tensor<4x!i4> to tensor<4x!act>
  return %0 : tensor<4x!act>
}
