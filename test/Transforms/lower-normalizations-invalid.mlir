// RUN: quant-opt %s --qnn-lower-normalizations --verify-diagnostics

!x = !qnn.per_tensor<i8 : f32, scale = 1.0e-10>
!y = !qnn.per_tensor<i8 : f32, scale = 0.00390625, zero_point = -128>
func.func @flat(%x: tensor<4x!x>) -> tensor<4x!y> {
  // expected-error @+1 {{'qnn.softmax' op expected beta times input scale above 2^-26, but got 2.000000e-10}}
  %0 = qnn.softmax tflm %x beta(2.0) : tensor<4x!x> to tensor<4x!y>
  return %0 : tensor<4x!y>
}
