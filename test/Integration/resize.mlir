// RUN: %python %S/run_functions.py %s quant-run --reference
// RUN: %python %S/run_functions.py %s quant-run --target=generic --guard-pages

!s = !qnn.per_tensor<i8 : f32, scale = 0.5, zero_point = -3>
!u = !qnn.per_tensor<u8 : f32, scale = 0.5, zero_point = 255>

// INPUT i8: random
// OUTPUT i8: reference
// OUTPUT i8: reference
// OUTPUT i8: reference
func.func @larger(%x: tensor<2x5x7x3x!s>)
    -> (tensor<2x13x11x3x!s>, tensor<2x13x11x3x!s>, tensor<2x13x11x3x!s>) {
  %0 = qnn.resize_bilinear %x : tensor<2x5x7x3x!s> to tensor<2x13x11x3x!s>
  %1 = qnn.resize_bilinear %x align_corners
      : tensor<2x5x7x3x!s> to tensor<2x13x11x3x!s>
  %2 = qnn.resize_bilinear %x half_pixel_centers
      : tensor<2x5x7x3x!s> to tensor<2x13x11x3x!s>
  return %0, %1, %2
      : tensor<2x13x11x3x!s>, tensor<2x13x11x3x!s>, tensor<2x13x11x3x!s>
}

// Channels are whole vectors and a rest.
// INPUT u8: random
// OUTPUT u8: reference
// OUTPUT u8: reference
// OUTPUT u8: reference
func.func @smaller(%x: tensor<1x13x11x37x!u>)
    -> (tensor<1x5x7x37x!u>, tensor<1x5x7x37x!u>, tensor<1x5x7x37x!u>) {
  %0 = qnn.resize_bilinear %x : tensor<1x13x11x37x!u> to tensor<1x5x7x37x!u>
  %1 = qnn.resize_bilinear %x align_corners
      : tensor<1x13x11x37x!u> to tensor<1x5x7x37x!u>
  %2 = qnn.resize_bilinear %x half_pixel_centers
      : tensor<1x13x11x37x!u> to tensor<1x5x7x37x!u>
  return %0, %1, %2
      : tensor<1x5x7x37x!u>, tensor<1x5x7x37x!u>, tensor<1x5x7x37x!u>
}

// Halves are rounded away from zero: -127.5, -0.5 and 0.5, 126.5; then what is
// between four.
// INPUT i8: -128 -127 0 -1 0 1 126 127
// OUTPUT i8: -128 -128 -127 -127 0 -1 -1 -1 0 1 1 1 126 127 127 127
// OUTPUT i8: reference
func.func @ties(%x: tensor<4x1x2x1x!s>)
    -> (tensor<4x1x4x1x!s>, tensor<4x3x3x1x!s>) {
  %0 = qnn.resize_bilinear %x : tensor<4x1x2x1x!s> to tensor<4x1x4x1x!s>
  %1 = qnn.resize_bilinear %x align_corners
      : tensor<4x1x2x1x!s> to tensor<4x3x3x1x!s>
  return %0, %1 : tensor<4x1x4x1x!s>, tensor<4x3x3x1x!s>
}

// From one pixel, to one, and to the same size.
// INPUT u8: random
// OUTPUT u8: reference
// OUTPUT u8: reference
// OUTPUT u8: reference
func.func @one(%x: tensor<1x9x8x2x!u>)
    -> (tensor<1x1x1x2x!u>, tensor<1x4x5x2x!u>, tensor<1x9x8x2x!u>) {
  %0 = qnn.resize_bilinear %x half_pixel_centers
      : tensor<1x9x8x2x!u> to tensor<1x1x1x2x!u>
  %1 = qnn.resize_bilinear %0 align_corners
      : tensor<1x1x1x2x!u> to tensor<1x4x5x2x!u>
  %2 = qnn.resize_bilinear %x : tensor<1x9x8x2x!u> to tensor<1x9x8x2x!u>
  return %0, %1, %2
      : tensor<1x1x1x2x!u>, tensor<1x4x5x2x!u>, tensor<1x9x8x2x!u>
}

// A single plane.
// INPUT u8: 77
// OUTPUT u8: reference
func.func @plane(%x: tensor<1x1x1x1x!u>) -> tensor<1x5x8x1x!u> {
  %0 = qnn.resize_bilinear %x : tensor<1x1x1x1x!u> to tensor<1x5x8x1x!u>
  return %0 : tensor<1x5x8x1x!u>
}
