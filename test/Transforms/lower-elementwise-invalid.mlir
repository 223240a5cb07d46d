// RUN: quant-opt %s --qnn-lower-elementwise --split-input-file --verify-diagnostics

!q = !qnn.per_tensor<i8 : f32, scale = 0.5>
func.func @no_rounding(%x: tensor<4x!q>) -> tensor<4x!q> {
  // expected-error @+1 {{'qnn.add' op expected a rounding mode; run qnn-assign-rounding first}}
  %0 = qnn.add %x, %x : tensor<4x!q>, tensor<4x!q> to tensor<4x!q>
  return %0 : tensor<4x!q>
}

// -----

!q = !qnn.per_tensor<i8 : f32, scale = 1.0e10>
!r = !qnn.per_tensor<i8 : f32, scale = 1.0e-10>
func.func @no_multiplier(%x: tensor<4x!q>) -> tensor<4x!r> {
  // expected-error @+1 {{'qnn.mul' op expected ratios of scales below 2^30, which have a fixed-point multiplier}}
  %0 = qnn.mul %x, %x rounding(double_round)
      : tensor<4x!q>, tensor<4x!q> to tensor<4x!r>
  return %0 : tensor<4x!r>
}

// -----

!q = !qnn.per_tensor<i8 : f32, scale = 0.5>
func.func @no_rounding_of_unary(%x: tensor<4x!q>) -> tensor<4x!q> {
  // expected-error @+1 {{'qnn.unary' op expected a rounding mode; run qnn-assign-rounding first}}
  %0 = qnn.unary abs tflm %x : tensor<4x!q> to tensor<4x!q>
  return %0 : tensor<4x!q>
}

// -----

!q = !qnn.per_tensor<i8 : f32, scale = 0.5>
func.func @no_kernel(%x: tensor<4x!q>) -> tensor<4x!q> {
  // expected-error @+1 {{'qnn.unary' op expected types that the kernel of logistic in flavour tflm accepts, but got '!qnn.per_tensor<i8 : f32, scale = 5.000000e-01>' to '!qnn.per_tensor<i8 : f32, scale = 5.000000e-01>'}}
  %0 = qnn.unary logistic tflm %x rounding(double_round)
      : tensor<4x!q> to tensor<4x!q>
  return %0 : tensor<4x!q>
}
