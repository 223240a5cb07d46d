// RUN: quant-opt %s --qnn-lower-batch-matmul --verify-diagnostics

!q = !qnn.per_tensor<i8 : f32, scale = 0.5>
func.func @no_rounding(%x: tensor<4x4x!q>) -> tensor<4x4x!q> {
  // expected-error @+1 {{'qnn.batch_matmul' op expected a rounding mode; run qnn-assign-rounding first}}
  %0 = qnn.batch_matmul %x, %x : tensor<4x4x!q>, tensor<4x4x!q> to tensor<4x4x!q>
  return %0 : tensor<4x4x!q>
}
