// RUN: quant-opt %s --qnn-lower-pools --split-input-file --verify-diagnostics

!q = !qnn.per_tensor<i8 : f32, scale = 0.5>
func.func @no_rounding(%x: tensor<4x!q>) -> tensor<!q> {
  // expected-error @+1 {{'qnn.mean' op expected a rounding mode; run qnn-assign-rounding first}}
  %0 = qnn.mean %x axes [0] : tensor<4x!q> to tensor<!q>
  return %0 : tensor<!q>
}

// -----

!q = !qnn.per_tensor<i8 : f32, scale = 1.0e10>
!r = !qnn.per_tensor<i8 : f32, scale = 1.0e-10>
func.func @no_multiplier(%x: tensor<4x!q>) -> tensor<!r> {
  // expected-error @+1 {{'qnn.sum' op expected ratios of scales below 2^30, which have a fixed-point multiplier}}
  %0 = qnn.sum %x axes [0] rounding(double_round) : tensor<4x!q> to tensor<!r>
  return %0 : tensor<!r>
}
