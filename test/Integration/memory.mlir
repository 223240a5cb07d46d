// RUN: %python %S/run_functions.py %s quant-run --reference
// RUN: %python %S/run_functions.py %s quant-run --target=generic --guard-pages

// Intermediates that share memory: with each other, with what they are computed
// from, and with results.

!x = !qnn.per_tensor<i8 : f32, scale = 0.5, zero_point = 3>
!y = !qnn.per_tensor<i8 : f32, scale = 0.7, zero_point = -5>
!w = !qnn.per_tensor<i8 : f32, scale = 0.25>

// Every requantization can be computed in place. Vectors have a tail.
// INPUT i8: random
// OUTPUT i8: reference
func.func @chain(%x: tensor<2x4x!x>) -> tensor<2x70x!x> {
  %w0 = qnn.constant dense<[[1, -2, 3, -4]]> : tensor<1x4xi8> to tensor<1x4x!w>
  %b0 = arith.constant dense<10> : tensor<1xi32>
  %w1 = qnn.constant dense<3> : tensor<70x1xi8> to tensor<70x1x!w>
  %w2 = qnn.constant dense<2> : tensor<70x70xi8> to tensor<70x70x!w>
  %b = arith.constant dense<-100> : tensor<70xi32>
  %0 = qnn.fully_connected %x, %w0 bias(%b0)
      : tensor<2x4x!x>, tensor<1x4x!w>, tensor<1xi32> to tensor<2x1x!x>
  %1 = qnn.requantize %0 : tensor<2x1x!x> to tensor<2x1x!y>
  %2 = qnn.fully_connected %1, %w1 bias(%b)
      : tensor<2x1x!y>, tensor<70x1x!w>, tensor<70xi32> to tensor<2x70x!y>
  %3 = qnn.requantize %2 : tensor<2x70x!y> to tensor<2x70x!x>
  %4 = qnn.fully_connected %3, %w2 bias(%b)
      : tensor<2x70x!x>, tensor<70x70x!w>, tensor<70xi32> to tensor<2x70x!y>
  %5 = qnn.requantize %4 : tensor<2x70x!y> to tensor<2x70x!x>
  return %5 : tensor<2x70x!x>
}

// What is read again stays: by another op, and as a result.
// INPUT i8: random
// OUTPUT i8: reference
// OUTPUT i8: reference
// OUTPUT i8: reference
func.func @read_again(%x: tensor<2x4x!x>)
    -> (tensor<2x6x!x>, tensor<2x6x!y>, tensor<2x6x!y>) {
  %w = qnn.constant dense<[[1, -2, 3, -4], [5, 6, 7, 8], [0, 0, 1, 0],
                           [-128, 127, 1, 1], [9, 0, 0, 9], [0, 1, 0, 1]]>
      : tensor<6x4xi8> to tensor<6x4x!w>
  %w2 = qnn.constant dense<-7> : tensor<6x6xi8> to tensor<6x6x!w>
  %b = arith.constant dense<10> : tensor<6xi32>
  %0 = qnn.fully_connected %x, %w bias(%b)
      : tensor<2x4x!x>, tensor<6x4x!w>, tensor<6xi32> to tensor<2x6x!x>
  %1 = qnn.requantize %0 : tensor<2x6x!x> to tensor<2x6x!y>
  %2 = qnn.fully_connected %0, %w2 bias(%b)
      : tensor<2x6x!x>, tensor<6x6x!w>, tensor<6xi32> to tensor<2x6x!y>
  return %0, %1, %2 : tensor<2x6x!x>, tensor<2x6x!y>, tensor<2x6x!y>
}

// A result in another shape than it is computed in, another twice, once in another
// shape.
// INPUT i8: random
// INPUT f32: -3 -1.5 -0.25 0 0.25 0.5 1 2 3.75
// OUTPUT i8: reference
// OUTPUT i8: reference
// OUTPUT i8: reference
func.func @reshaped_results(%x: tensor<1x6x7x!x>, %f: tensor<75xf32>)
    -> (tensor<42x!y>, tensor<75x!x>, tensor<3x25x!x>) {
  %0 = qnn.requantize %x : tensor<1x6x7x!x> to tensor<1x6x7x!y>
  %1 = qnn.reshape %0 : tensor<1x6x7x!y> to tensor<42x!y>
  %2 = qnn.quantize %f half_away : tensor<75xf32> to tensor<75x!x>
  %3 = qnn.reshape %2 : tensor<75x!x> to tensor<3x25x!x>
  return %1, %2, %3 : tensor<42x!y>, tensor<75x!x>, tensor<3x25x!x>
}
