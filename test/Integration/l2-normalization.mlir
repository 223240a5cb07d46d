// RUN: %python %S/run_functions.py %s quant-run --reference
// RUN: %python %S/run_functions.py %s quant-run --target=generic --guard-pages
// RUN: %python %S/run_functions.py %s quant-run --target=generic --rounding=single

!s = !qnn.per_tensor<i8 : f32, scale = 0.05, zero_point = -3>
!low = !qnn.per_tensor<i8 : f32, scale = 0.05, zero_point = -128>
!high = !qnn.per_tensor<i8 : f32, scale = 0.05, zero_point = 127>
!y = !qnn.per_tensor<i8 : f32, scale = 0.0078125>
!n = !qnn.per_tensor<i8<-127:127> : f32, scale = 0.0078125>

// Rows of many lengths have sums of every size.
// INPUT i8: random
// INPUT i8: random
// INPUT i8: random
// OUTPUT i8: reference
// OUTPUT i8: reference
// OUTPUT i8: reference
func.func @rows(%a: tensor<2x50x3x!s>, %b: tensor<3x70x!low>,
                %c: tensor<1000x!high>)
    -> (tensor<2x50x3x!y>, tensor<3x70x!n>, tensor<1000x!y>) {
  %0 = qnn.l2_normalization %a : tensor<2x50x3x!s> to tensor<2x50x3x!y>
  %1 = qnn.l2_normalization %b : tensor<3x70x!low> to tensor<3x70x!n>
  %2 = qnn.l2_normalization %c : tensor<1000x!high> to tensor<1000x!y>
  return %0, %1, %2 : tensor<2x50x3x!y>, tensor<3x70x!n>, tensor<1000x!y>
}

// Rows of one vector, and of some with 1, 4 and 31 elements left.
// INPUT i8: random
// INPUT i8: random
// INPUT i8: random
// INPUT i8: random
// OUTPUT i8: reference
// OUTPUT i8: reference
// OUTPUT i8: reference
// OUTPUT i8: reference
func.func @vectors(%a: tensor<3x32x!s>, %b: tensor<3x33x!low>, %c: tensor<3x100x!s>,
                   %d: tensor<3x63x!high>)
    -> (tensor<3x32x!y>, tensor<3x33x!y>, tensor<3x100x!n>, tensor<3x63x!y>) {
  %0 = qnn.l2_normalization %a : tensor<3x32x!s> to tensor<3x32x!y>
  %1 = qnn.l2_normalization %b : tensor<3x33x!low> to tensor<3x33x!y>
  %2 = qnn.l2_normalization %c : tensor<3x100x!s> to tensor<3x100x!n>
  %3 = qnn.l2_normalization %d : tensor<3x63x!high> to tensor<3x63x!y>
  return %0, %1, %2, %3
      : tensor<3x32x!y>, tensor<3x33x!y>, tensor<3x100x!n>, tensor<3x63x!y>
}

// The least sums: 0, 1, 2, 4, 5, 8 and so on. Zeros stay zeros, and a row with one
// element that is not has 1 for it, saturated.
// INPUT i8: -3 -3 -2 -3 -4 -3 -2 -2 -1 -3 -1 -2 -1 -1 0 -3 0 -2 0 -1 1 1 -7 -3
// OUTPUT i8: reference
// OUTPUT i8: 0 0 127 0 -128 0
func.func @small(%x: tensor<12x2x!s>) -> (tensor<12x2x!y>, tensor<3x2x!y>) {
  %0 = qnn.l2_normalization %x : tensor<12x2x!s> to tensor<12x2x!y>
  %1 = qnn.slice %0 offsets [0, 0] strides [1, 1]
      : tensor<12x2x!y> to tensor<3x2x!y>
  return %0, %1 : tensor<12x2x!y>, tensor<3x2x!y>
}

// The longest rows, of the largest elements: a sum of 65025 * 2^15.
// INPUT i8: 127
// INPUT i8: -128
// OUTPUT i8: 1
// OUTPUT i8: -1
func.func @large(%a: tensor<32768x!low>, %b: tensor<32768x!high>)
    -> (tensor<32768x!y>, tensor<32768x!y>) {
  %0 = qnn.l2_normalization %a : tensor<32768x!low> to tensor<32768x!y>
  %1 = qnn.l2_normalization %b : tensor<32768x!high> to tensor<32768x!y>
  return %0, %1 : tensor<32768x!y>, tensor<32768x!y>
}
