// RUN: %python %S/run_functions.py %s quant-run --reference
// RUN: %python %S/run_functions.py %s quant-run --target=generic --guard-pages
// RUN: %python %S/run_functions.py %s quant-run --target=generic --rounding=single
// RUN: %python %S/run_functions.py %s quant-run --target=generic --rounding=half-even

!s = !qnn.per_tensor<i8 : f32, scale = 0.5, zero_point = -128>
!u = !qnn.per_tensor<u8 : f32, scale = 0.01, zero_point = 3>
!o = !qnn.per_tensor<i8 : f32, scale = 2.0, zero_point = 9>
!w = !qnn.per_axis<i8 : f32, axis = 0,
    scales = dense<[0.5, 0.25]> : tensor<2xf64>,
    zero_points = dense<0> : tensor<2xi32>>

// INPUT i8: random
// INPUT u8: random
// OUTPUT i8: reference
func.func @batch_matmul(%a: tensor<2x3x5x70x!s>, %b: tensor<2x3x4x70x!u>)
    -> tensor<2x3x5x4x!o> {
  %0 = qnn.batch_matmul %a, %b activation(relu)
      : tensor<2x3x5x70x!s>, tensor<2x3x4x70x!u> to tensor<2x3x5x4x!o>
  return %0 : tensor<2x3x5x4x!o>
}

// Strides beyond the kernel, and a result that ends before the last input does.
// INPUT i8: random
// OUTPUT i8: reference
// OUTPUT i8: reference
// OUTPUT i8: reference
func.func @transpose_conv2d(%x: tensor<2x3x4x2x!s>)
    -> (tensor<2x9x9x2x!o>, tensor<2x4x5x2x!o>, tensor<2x3x5x2x!o>) {
  %w = qnn.constant dense<[[[[1, 2], [3, -4]], [[5, 6], [-7, 8]], [[9, 1], [2, 3]]],
                           [[[-1, 0], [7, 9]], [[3, 2], [1, 4]], [[5, -6], [7, 8]]]]>
      : tensor<2x3x2x2xi8> to tensor<2x3x2x2x!w>
  %b = arith.constant dense<[100, -100]> : tensor<2xi32>
  %0 = qnn.transpose_conv2d %x, %w bias(%b) strides [3, 2] padding [0, 0]
      : tensor<2x3x4x2x!s>, tensor<2x3x2x2x!w>, tensor<2xi32>
     to tensor<2x9x9x2x!o>
  %1 = qnn.transpose_conv2d %x, %w strides [2, 2] padding [2, 1]
      : tensor<2x3x4x2x!s>, tensor<2x3x2x2x!w> to tensor<2x4x5x2x!o>
  %2 = qnn.transpose_conv2d %x, %w strides [1, 1] padding [1, 0]
      : tensor<2x3x4x2x!s>, tensor<2x3x2x2x!w> to tensor<2x3x5x2x!o>
  return %0, %1, %2 : tensor<2x9x9x2x!o>, tensor<2x4x5x2x!o>,
      tensor<2x3x5x2x!o>
}
