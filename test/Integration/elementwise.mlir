// RUN: %python %S/run_functions.py %s quant-run --reference
// RUN: %python %S/run_functions.py %s quant-run --target=generic --guard-pages
// RUN: %python %S/run_functions.py %s quant-run --target=generic --rounding=single
// RUN: %python %S/run_functions.py %s quant-run --target=generic --rounding=half-even

!s = !qnn.per_tensor<i8 : f32, scale = 0.5, zero_point = -128>
!u = !qnn.per_tensor<u8 : f32, scale = 0.7, zero_point = 3>
!n = !qnn.per_tensor<i8<-127:127> : f32, scale = 0.11, zero_point = 127>

// INPUT i8: random
// INPUT u8: random
// OUTPUT i8: reference
// OUTPUT i8: reference
// OUTPUT u8: reference
func.func @arithmetic(%a: tensor<3x7x5x!s>, %b: tensor<3x7x5x!u>)
    -> (tensor<3x7x5x!n>, tensor<3x7x5x!s>, tensor<3x7x5x!u>) {
  %0 = qnn.add %a, %b activation(relu)
      : tensor<3x7x5x!s>, tensor<3x7x5x!u> to tensor<3x7x5x!n>
  %1 = qnn.sub %a, %b f32_scales
      : tensor<3x7x5x!s>, tensor<3x7x5x!u> to tensor<3x7x5x!s>
  %2 = qnn.mul %b, %a clamp<5, 250>
      : tensor<3x7x5x!u>, tensor<3x7x5x!s> to tensor<3x7x5x!u>
  return %0, %1, %2 : tensor<3x7x5x!n>, tensor<3x7x5x!s>, tensor<3x7x5x!u>
}

// Along all axes, along none, of less rank, and where the axis has one element.
// INPUT u8: random
// INPUT i8: random
// INPUT u8: random
// INPUT i8: random
// OUTPUT u8: reference
// OUTPUT i8: reference
// OUTPUT u8: reference
// OUTPUT i8: reference
func.func @broadcast(%a: tensor<2x1x70x!u>, %b: tensor<3x1x!s>,
                     %c: tensor<!u>, %d: tensor<70x!s>)
    -> (tensor<2x3x70x!u>, tensor<3x70x!s>, tensor<2x1x70x!u>, tensor<2x1x70x!s>) {
  %0 = qnn.add %a, %b
      : tensor<2x1x70x!u>, tensor<3x1x!s> to tensor<2x3x70x!u>
  %1 = qnn.mul %b, %d : tensor<3x1x!s>, tensor<70x!s> to tensor<3x70x!s>
  %2 = qnn.maximum %a, %c
      : tensor<2x1x70x!u>, tensor<!u> to tensor<2x1x70x!u>
  %3 = qnn.prelu %a, %d : tensor<2x1x70x!u>, tensor<70x!s> to tensor<2x1x70x!s>
  return %0, %1, %2, %3 : tensor<2x3x70x!u>, tensor<3x70x!s>,
      tensor<2x1x70x!u>, tensor<2x1x70x!s>
}

// One element of a slice with a stride, along all of the other operand.
// INPUT i8: random
// OUTPUT u8: reference
func.func @broadcast_slice(%x: tensor<70x!s>) -> tensor<70x!u> {
  %0 = qnn.slice %x offsets [67] strides [3] : tensor<70x!s> to tensor<1x!s>
  %1 = qnn.mul %0, %x : tensor<1x!s>, tensor<70x!s> to tensor<70x!u>
  return %1 : tensor<70x!u>
}

// INPUT u8: 0 1 127 128 254 255
// INPUT u8: 128 127 255 0 1
// OUTPUT u8: reference
// OUTPUT u8: reference
// OUTPUT u8: reference
func.func @extremum(%a: tensor<90x!u>, %b: tensor<90x!u>)
    -> (tensor<90x!u>, tensor<90x!u>, tensor<90x!u>) {
  %0 = qnn.minimum %a, %b : tensor<90x!u>, tensor<90x!u> to tensor<90x!u>
  %1 = qnn.maximum %a, %b : tensor<90x!u>, tensor<90x!u> to tensor<90x!u>
  %2 = qnn.prelu %a, %b : tensor<90x!u>, tensor<90x!u> to tensor<90x!u>
  return %0, %1, %2 : tensor<90x!u>, tensor<90x!u>, tensor<90x!u>
}
