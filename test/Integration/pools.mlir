// RUN: %python %S/run_functions.py %s quant-run --reference
// RUN: %python %S/run_functions.py %s quant-run --target=generic --guard-pages
// RUN: %python %S/run_functions.py %s quant-run --target=generic --rounding=single
// RUN: %python %S/run_functions.py %s quant-run --target=generic --rounding=half-even

!s = !qnn.per_tensor<i8 : f32, scale = 0.5, zero_point = -128>
!u = !qnn.per_tensor<u8 : f32, scale = 0.7, zero_point = 3>

// Counts that differ at every border.
// INPUT i8: random
// INPUT u8: random
// OUTPUT i8: reference
// OUTPUT u8: reference
// OUTPUT i8: reference
// OUTPUT u8: reference
func.func @padded(%a: tensor<2x7x9x5x!s>, %b: tensor<1x7x9x35x!u>)
    -> (tensor<2x4x3x5x!s>, tensor<1x6x9x35x!u>, tensor<2x4x3x5x!s>,
        tensor<1x6x9x35x!u>) {
  %0 = qnn.average_pool2d %a window [3, 5] strides [2, 3] padding [1, 1, 1, 2]
      : tensor<2x7x9x5x!s> to tensor<2x4x3x5x!s>
  %1 = qnn.average_pool2d %b window [4, 3] strides [1, 1] padding [1, 1, 1, 1]
      activation(relu6) : tensor<1x7x9x35x!u> to tensor<1x6x9x35x!u>
  %2 = qnn.max_pool2d %a window [3, 5] strides [2, 3] padding [1, 1, 1, 2]
      clamp<-100, 100> : tensor<2x7x9x5x!s> to tensor<2x4x3x5x!s>
  %3 = qnn.max_pool2d %b window [4, 3] strides [1, 1] padding [1, 1, 1, 1]
      : tensor<1x7x9x35x!u> to tensor<1x6x9x35x!u>
  return %0, %1, %2, %3 : tensor<2x4x3x5x!s>, tensor<1x6x9x35x!u>,
      tensor<2x4x3x5x!s>, tensor<1x6x9x35x!u>
}

// One count: 181 and 196 are on both sides of where divisions are products.
// INPUT i8: random
// INPUT u8: random
// INPUT i8: random
// OUTPUT i8: reference
// OUTPUT u8: reference
// OUTPUT i8: reference
func.func @whole(%a: tensor<1x1x181x64x!s>, %b: tensor<1x14x14x40x!u>,
                 %c: tensor<1x14x14x3x!s>)
    -> (tensor<1x1x1x64x!s>, tensor<1x1x1x40x!u>, tensor<1x7x7x3x!s>) {
  %0 = qnn.average_pool2d %a window [1, 181] strides [1, 1]
      padding [0, 0, 0, 0] : tensor<1x1x181x64x!s> to tensor<1x1x1x64x!s>
  %1 = qnn.average_pool2d %b window [14, 14] strides [1, 1]
      padding [0, 0, 0, 0] : tensor<1x14x14x40x!u> to tensor<1x1x1x40x!u>
  %2 = qnn.average_pool2d %c window [27, 27] strides [2, 2]
      padding [13, 13, 13, 13] : tensor<1x14x14x3x!s> to tensor<1x7x7x3x!s>
  return %0, %1, %2 : tensor<1x1x1x64x!s>, tensor<1x1x1x40x!u>,
      tensor<1x7x7x3x!s>
}

// Halves, away from zero: sums are -3 -1 1 3 and -255 -253.
// INPUT i8: -2 -1 -1 0 0 1 1 2 -128 -127 -127 -126
// OUTPUT i8: -2 -1 1 2 -128 -127
func.func @ties(%a: tensor<1x1x12x1x!s>) -> tensor<1x1x6x1x!s> {
  %0 = qnn.average_pool2d %a window [1, 2] strides [1, 2] padding [0, 0, 0, 0]
      : tensor<1x1x12x1x!s> to tensor<1x1x6x1x!s>
  return %0 : tensor<1x1x6x1x!s>
}

// INPUT i8: random
// INPUT u8: random
// OUTPUT u8: reference
// OUTPUT u8: reference
// OUTPUT i8: reference
// OUTPUT i8: reference
// OUTPUT i8: reference
func.func @reductions(%a: tensor<2x5x7x33x!s>, %b: tensor<6x70x!u>)
    -> (tensor<2x33x!u>, tensor<2x5x1x33x!u>, tensor<6x!s>, tensor<!s>,
        tensor<1x70x!s>) {
  %0 = qnn.mean %a axes [1, 2] : tensor<2x5x7x33x!s> to tensor<2x33x!u>
  %1 = qnn.sum %a axes [2] : tensor<2x5x7x33x!s> to tensor<2x5x1x33x!u>
  %2 = qnn.mean %b axes [1] : tensor<6x70x!u> to tensor<6x!s>
  %3 = qnn.mean %b axes [0, 1] : tensor<6x70x!u> to tensor<!s>
  %4 = qnn.sum %b axes [0] : tensor<6x70x!u> to tensor<1x70x!s>
  return %0, %1, %2, %3, %4 : tensor<2x33x!u>, tensor<2x5x1x33x!u>,
      tensor<6x!s>, tensor<!s>, tensor<1x70x!s>
}

// Rows along the innermost axis: less than a vector, one, and some with elements
// left; several axes, and the sums of everything.
// INPUT i8: random
// INPUT u8: random
// INPUT i8: random
// OUTPUT i8: reference
// OUTPUT u8: reference
// OUTPUT i8: reference
// OUTPUT u8: reference
// OUTPUT i8: reference
// OUTPUT i8: reference
func.func @rows(%a: tensor<2x3x7x!s>, %b: tensor<4x32x!u>, %c: tensor<3x5x111x!s>)
    -> (tensor<2x3x1x!s>, tensor<4x!u>, tensor<3x5x!s>, tensor<1x1x!u>, tensor<3x!s>,
        tensor<5x!s>) {
  %0 = qnn.mean %a axes [2] : tensor<2x3x7x!s> to tensor<2x3x1x!s>
  %1 = qnn.mean %b axes [1] : tensor<4x32x!u> to tensor<4x!u>
  %2 = qnn.sum %c axes [2] : tensor<3x5x111x!s> to tensor<3x5x!s>
  %3 = qnn.mean %b axes [0, 1] : tensor<4x32x!u> to tensor<1x1x!u>
  %4 = qnn.mean %c axes [1, 2] : tensor<3x5x111x!s> to tensor<3x!s>
  %5 = qnn.sum %c axes [0, 2] : tensor<3x5x111x!s> to tensor<5x!s>
  return %0, %1, %2, %3, %4, %5 : tensor<2x3x1x!s>, tensor<4x!u>, tensor<3x5x!s>,
      tensor<1x1x!u>, tensor<3x!s>, tensor<5x!s>
}
