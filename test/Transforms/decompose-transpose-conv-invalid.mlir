// RUN: quant-opt %s --qnn-decompose-transpose-conv --verify-diagnostics

!q = !qnn.per_tensor<i8 : f32, scale = 0.5>
func.func @variable_weights(%x: tensor<1x3x3x2x!q>, %w: tensor<2x3x3x2x!q>)
    -> tensor<1x5x5x2x!q> {
  // expected-error @+1 {{'qnn.transpose_conv2d' op expected constant weights}}
  %0 = qnn.transpose_conv2d %x, %w strides [1, 1] padding [0, 0]
      : tensor<1x3x3x2x!q>, tensor<2x3x3x2x!q> to tensor<1x5x5x2x!q>
  return %0 : tensor<1x5x5x2x!q>
}
