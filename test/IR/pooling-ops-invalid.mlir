// RUN: quant-opt %s --split-input-file --verify-diagnostics

// Each function is named by the constraint that it violates: `mean_c1` by (mean C1)
// of the op's documentation.

!q = !qnn.per_tensor<i8 : f32, scale = 0.5, zero_point = 3>

func.func @average_pool2d_c1(%a: tensor<4x4x3x!q>) {
  // expected-error @+1 {{expected input of rank 4}}
  %0 = qnn.average_pool2d %a window [2, 2] strides [2, 2] padding [0, 0, 0, 0]
      : tensor<4x4x3x!q> to tensor<1x2x2x3x!q>
  return
}

// -----

!q = !qnn.per_tensor<i8 : f32, scale = 0.5, zero_point = 3>

func.func @average_pool2d_c1_output(%a: tensor<1x4x4x3x!q>) {
  // expected-error @+1 {{expected output of rank 4}}
  %0 = qnn.average_pool2d %a window [2, 2] strides [2, 2] padding [0, 0, 0, 0]
      : tensor<1x4x4x3x!q> to tensor<2x2x3x!q>
  return
}

// -----

!q = !qnn.per_tensor<i8 : f32, scale = 0.5, zero_point = 3>

func.func @average_pool2d_c2(%a: tensor<1x4x4x3x!q>) {
  // expected-error @+1 {{expected window as 2 numbers in [1, 2^31), but got [2]}}
  %0 = qnn.average_pool2d %a window [2] strides [2, 2] padding [0, 0, 0, 0]
      : tensor<1x4x4x3x!q> to tensor<1x2x2x3x!q>
  return
}

// -----

!q = !qnn.per_tensor<i8 : f32, scale = 0.5, zero_point = 3>

func.func @average_pool2d_c2_strides(%a: tensor<1x4x4x3x!q>) {
  // expected-error @+1 {{expected strides as 2 numbers in [1, 2^31), but got [0, 2]}}
  %0 = qnn.average_pool2d %a window [2, 2] strides [0, 2] padding [0, 0, 0, 0]
      : tensor<1x4x4x3x!q> to tensor<1x2x2x3x!q>
  return
}

// -----

!q = !qnn.per_tensor<i8 : f32, scale = 0.5, zero_point = 3>

func.func @average_pool2d_c2_padding(%a: tensor<1x4x4x3x!q>) {
  // expected-error @+1 {{expected padding as 4 numbers in [0, 2^31), but got [0, 0]}}
  %0 = qnn.average_pool2d %a window [2, 2] strides [2, 2] padding [0, 0]
      : tensor<1x4x4x3x!q> to tensor<1x2x2x3x!q>
  return
}

// -----

!q = !qnn.per_tensor<i8 : f32, scale = 0.5, zero_point = 3>

func.func @average_pool2d_c2_large(%a: tensor<1x4x4x3x!q>) {
  // expected-error @+1 {{expected paddings smaller than the window, but got 2 for 2}}
  %0 = qnn.average_pool2d %a window [2, 2] strides [2, 2] padding [0, 2, 0, 0]
      : tensor<1x4x4x3x!q> to tensor<1x3x2x3x!q>
  return
}

// -----

!q = !qnn.per_tensor<i8 : f32, scale = 0.5, zero_point = 3>

func.func @average_pool2d_c3(%a: tensor<1x4x4x3x!q>) {
  // expected-error @+1 {{expected output of size 2 along axis 2}}
  %0 = qnn.average_pool2d %a window [2, 2] strides [2, 2] padding [0, 0, 0, 0]
      : tensor<1x4x4x3x!q> to tensor<1x2x3x3x!q>
  return
}

// -----

!q = !qnn.per_tensor<i8 : f32, scale = 0.5, zero_point = 3>

func.func @average_pool2d_c3_channels(%a: tensor<1x4x4x3x!q>) {
  // expected-error @+1 {{expected input and output of equal size along axes 0 and 3}}
  %0 = qnn.average_pool2d %a window [2, 2] strides [2, 2] padding [0, 0, 0, 0]
      : tensor<1x4x4x3x!q> to tensor<1x2x2x4x!q>
  return
}

// -----

!q = !qnn.per_tensor<i8 : f32, scale = 0.5, zero_point = 3>

func.func @average_pool2d_c3_window(%a: tensor<1x4x4x3x!q>) {
  // expected-error @+1 {{expected windows inside of the padded input along axis 1}}
  %0 = qnn.average_pool2d %a window [5, 2] strides [2, 2] padding [0, 0, 0, 0]
      : tensor<1x4x4x3x!q> to tensor<1x1x2x3x!q>
  return
}

// -----

!q = !qnn.per_tensor<i8 : f32, scale = 0.5, zero_point = 3>

func.func @average_pool2d_c3_outside(%a: tensor<1x0x4x3x!q>) {
  // expected-error @+1 {{expected an element in every window, but the image is empty along axis 1}}
  %0 = qnn.average_pool2d %a window [2, 2] strides [2, 2] padding [1, 1, 0, 0]
      : tensor<1x0x4x3x!q> to tensor<1x1x2x3x!q>
  return
}

// -----

!q = !qnn.per_tensor<i8 : f32, scale = 0.5, zero_point = 3>
!r = !qnn.per_tensor<i8 : f32, scale = 0.25>

func.func @average_pool2d_c4(%a: tensor<1x4x4x3x!q>) {
  // expected-error @+1 {{expected equal element types}}
  %0 = qnn.average_pool2d %a window [2, 2] strides [2, 2] padding [0, 0, 0, 0]
      : tensor<1x4x4x3x!q> to tensor<1x2x2x3x!r>
  return
}

// -----

!h = !qnn.per_tensor<i16 : f32, scale = 0.5>

func.func @average_pool2d_c4_width(%a: tensor<1x4x4x3x!h>) {
  // expected-error @+1 {{expected input quantized per tensor with 8-bit storage}}
  %0 = qnn.average_pool2d %a window [2, 2] strides [2, 2] padding [0, 0, 0, 0]
      : tensor<1x4x4x3x!h> to tensor<1x2x2x3x!h>
  return
}

// -----

!q = !qnn.per_tensor<i8 : f32, scale = 0.5, zero_point = 3>

func.func @average_pool2d_c5(%a: tensor<1x4x4x3x!q>) {
  // expected-error @+1 {{expected an activation or a clamp, but got both}}
  %0 = qnn.average_pool2d %a window [2, 2] strides [2, 2] padding [0, 0, 0, 0] activation(relu) clamp<0, 1>
      : tensor<1x4x4x3x!q> to tensor<1x2x2x3x!q>
  return
}

// -----

!q = !qnn.per_tensor<i8 : f32, scale = 0.5, zero_point = 3>

func.func @average_pool2d_c6(%a: tensor<1x4x4x3x!q>) {
  // expected-error @+1 {{expected clamp bounds in the output's storage range}}
  %0 = qnn.average_pool2d %a window [2, 2] strides [2, 2] padding [0, 0, 0, 0] clamp<0, 128>
      : tensor<1x4x4x3x!q> to tensor<1x2x2x3x!q>
  return
}

// -----

!q = !qnn.per_tensor<i8 : f32, scale = 0.5, zero_point = 3>

func.func @max_pool2d_c1(%a: tensor<4x4x3x!q>) {
  // expected-error @+1 {{expected input of rank 4}}
  %0 = qnn.max_pool2d %a window [2, 2] strides [2, 2] padding [0, 0, 0, 0]
      : tensor<4x4x3x!q> to tensor<1x2x2x3x!q>
  return
}

// -----

!q = !qnn.per_tensor<i8 : f32, scale = 0.5, zero_point = 3>

func.func @max_pool2d_c1_output(%a: tensor<1x4x4x3x!q>) {
  // expected-error @+1 {{expected output of rank 4}}
  %0 = qnn.max_pool2d %a window [2, 2] strides [2, 2] padding [0, 0, 0, 0]
      : tensor<1x4x4x3x!q> to tensor<2x2x3x!q>
  return
}

// -----

!q = !qnn.per_tensor<i8 : f32, scale = 0.5, zero_point = 3>

func.func @max_pool2d_c2(%a: tensor<1x4x4x3x!q>) {
  // expected-error @+1 {{expected window as 2 numbers in [1, 2^31), but got [2]}}
  %0 = qnn.max_pool2d %a window [2] strides [2, 2] padding [0, 0, 0, 0]
      : tensor<1x4x4x3x!q> to tensor<1x2x2x3x!q>
  return
}

// -----

!q = !qnn.per_tensor<i8 : f32, scale = 0.5, zero_point = 3>

func.func @max_pool2d_c2_strides(%a: tensor<1x4x4x3x!q>) {
  // expected-error @+1 {{expected strides as 2 numbers in [1, 2^31), but got [0, 2]}}
  %0 = qnn.max_pool2d %a window [2, 2] strides [0, 2] padding [0, 0, 0, 0]
      : tensor<1x4x4x3x!q> to tensor<1x2x2x3x!q>
  return
}

// -----

!q = !qnn.per_tensor<i8 : f32, scale = 0.5, zero_point = 3>

func.func @max_pool2d_c2_padding(%a: tensor<1x4x4x3x!q>) {
  // expected-error @+1 {{expected padding as 4 numbers in [0, 2^31), but got [0, 0]}}
  %0 = qnn.max_pool2d %a window [2, 2] strides [2, 2] padding [0, 0]
      : tensor<1x4x4x3x!q> to tensor<1x2x2x3x!q>
  return
}

// -----

!q = !qnn.per_tensor<i8 : f32, scale = 0.5, zero_point = 3>

func.func @max_pool2d_c2_large(%a: tensor<1x4x4x3x!q>) {
  // expected-error @+1 {{expected paddings smaller than the window, but got 2 for 2}}
  %0 = qnn.max_pool2d %a window [2, 2] strides [2, 2] padding [0, 2, 0, 0]
      : tensor<1x4x4x3x!q> to tensor<1x3x2x3x!q>
  return
}

// -----

!q = !qnn.per_tensor<i8 : f32, scale = 0.5, zero_point = 3>

func.func @max_pool2d_c3(%a: tensor<1x4x4x3x!q>) {
  // expected-error @+1 {{expected output of size 2 along axis 2}}
  %0 = qnn.max_pool2d %a window [2, 2] strides [2, 2] padding [0, 0, 0, 0]
      : tensor<1x4x4x3x!q> to tensor<1x2x3x3x!q>
  return
}

// -----

!q = !qnn.per_tensor<i8 : f32, scale = 0.5, zero_point = 3>

func.func @max_pool2d_c3_channels(%a: tensor<1x4x4x3x!q>) {
  // expected-error @+1 {{expected input and output of equal size along axes 0 and 3}}
  %0 = qnn.max_pool2d %a window [2, 2] strides [2, 2] padding [0, 0, 0, 0]
      : tensor<1x4x4x3x!q> to tensor<1x2x2x4x!q>
  return
}

// -----

!q = !qnn.per_tensor<i8 : f32, scale = 0.5, zero_point = 3>

func.func @max_pool2d_c3_window(%a: tensor<1x4x4x3x!q>) {
  // expected-error @+1 {{expected windows inside of the padded input along axis 1}}
  %0 = qnn.max_pool2d %a window [5, 2] strides [2, 2] padding [0, 0, 0, 0]
      : tensor<1x4x4x3x!q> to tensor<1x1x2x3x!q>
  return
}

// -----

!q = !qnn.per_tensor<i8 : f32, scale = 0.5, zero_point = 3>

func.func @max_pool2d_c3_outside(%a: tensor<1x0x4x3x!q>) {
  // expected-error @+1 {{expected an element in every window, but the image is empty along axis 1}}
  %0 = qnn.max_pool2d %a window [2, 2] strides [2, 2] padding [1, 1, 0, 0]
      : tensor<1x0x4x3x!q> to tensor<1x1x2x3x!q>
  return
}

// -----

!q = !qnn.per_tensor<i8 : f32, scale = 0.5, zero_point = 3>
!r = !qnn.per_tensor<i8 : f32, scale = 0.25>

func.func @max_pool2d_c4(%a: tensor<1x4x4x3x!q>) {
  // expected-error @+1 {{expected equal element types}}
  %0 = qnn.max_pool2d %a window [2, 2] strides [2, 2] padding [0, 0, 0, 0]
      : tensor<1x4x4x3x!q> to tensor<1x2x2x3x!r>
  return
}

// -----

!h = !qnn.per_tensor<i16 : f32, scale = 0.5>

func.func @max_pool2d_c4_width(%a: tensor<1x4x4x3x!h>) {
  // expected-error @+1 {{expected input quantized per tensor with 8-bit storage}}
  %0 = qnn.max_pool2d %a window [2, 2] strides [2, 2] padding [0, 0, 0, 0]
      : tensor<1x4x4x3x!h> to tensor<1x2x2x3x!h>
  return
}

// -----

!q = !qnn.per_tensor<i8 : f32, scale = 0.5, zero_point = 3>

func.func @max_pool2d_c5(%a: tensor<1x4x4x3x!q>) {
  // expected-error @+1 {{expected an activation or a clamp, but got both}}
  %0 = qnn.max_pool2d %a window [2, 2] strides [2, 2] padding [0, 0, 0, 0] activation(relu) clamp<0, 1>
      : tensor<1x4x4x3x!q> to tensor<1x2x2x3x!q>
  return
}

// -----

!q = !qnn.per_tensor<i8 : f32, scale = 0.5, zero_point = 3>

func.func @max_pool2d_c6(%a: tensor<1x4x4x3x!q>) {
  // expected-error @+1 {{expected clamp bounds in the output's storage range}}
  %0 = qnn.max_pool2d %a window [2, 2] strides [2, 2] padding [0, 0, 0, 0] clamp<0, 128>
      : tensor<1x4x4x3x!q> to tensor<1x2x2x3x!q>
  return
}

// -----

!q = !qnn.per_tensor<i8 : f32, scale = 0.5, zero_point = 3>
!r = !qnn.per_tensor<i8 : f32, scale = 0.25>

func.func @mean_c1(%a: tensor<1x4x4x3x!q>) {
  // expected-error @+1 {{expected increasing axes of the input, but got []}}
  %0 = qnn.mean %a axes [] : tensor<1x4x4x3x!q> to tensor<1x3x!r>
  return
}

// -----

!q = !qnn.per_tensor<i8 : f32, scale = 0.5, zero_point = 3>
!r = !qnn.per_tensor<i8 : f32, scale = 0.25>

func.func @mean_c1_order(%a: tensor<1x4x4x3x!q>) {
  // expected-error @+1 {{expected increasing axes of the input, but got [2, 1]}}
  %0 = qnn.mean %a axes [2, 1] : tensor<1x4x4x3x!q> to tensor<1x3x!r>
  return
}

// -----

!q = !qnn.per_tensor<i8 : f32, scale = 0.5, zero_point = 3>
!r = !qnn.per_tensor<i8 : f32, scale = 0.25>

func.func @mean_c1_twice(%a: tensor<1x4x4x3x!q>) {
  // expected-error @+1 {{expected increasing axes of the input, but got [1, 1]}}
  %0 = qnn.mean %a axes [1, 1] : tensor<1x4x4x3x!q> to tensor<1x3x!r>
  return
}

// -----

!q = !qnn.per_tensor<i8 : f32, scale = 0.5, zero_point = 3>
!r = !qnn.per_tensor<i8 : f32, scale = 0.25>

func.func @mean_c1_rank(%a: tensor<1x4x4x3x!q>) {
  // expected-error @+1 {{expected increasing axes of the input, but got [1, 4]}}
  %0 = qnn.mean %a axes [1, 4] : tensor<1x4x4x3x!q> to tensor<1x3x!r>
  return
}

// -----

!q = !qnn.per_tensor<i8 : f32, scale = 0.5, zero_point = 3>
!r = !qnn.per_tensor<i8 : f32, scale = 0.25>

func.func @mean_c1_negative(%a: tensor<1x4x4x3x!q>) {
  // expected-error @+1 {{expected increasing axes of the input, but got [-1, 2]}}
  %0 = qnn.mean %a axes [-1, 2] : tensor<1x4x4x3x!q> to tensor<1x3x!r>
  return
}

// -----

!q = !qnn.per_tensor<i8 : f32, scale = 0.5, zero_point = 3>
!r = !qnn.per_tensor<i8 : f32, scale = 0.25>

func.func @mean_c2(%a: tensor<1x4x4x3x!q>) {
  // expected-error @+1 {{expected output without the reduced axes, or with size 1 along them}}
  %0 = qnn.mean %a axes [1, 2] : tensor<1x4x4x3x!q> to tensor<1x1x3x!r>
  return
}

// -----

!h = !qnn.per_tensor<i16 : f32, scale = 0.5>
!r = !qnn.per_tensor<i8 : f32, scale = 0.25>

func.func @mean_c3(%a: tensor<1x4x4x3x!h>) {
  // expected-error @+1 {{expected operand #0 quantized per tensor with 8-bit storage}}
  %0 = qnn.mean %a axes [1, 2] : tensor<1x4x4x3x!h> to tensor<1x3x!r>
  return
}

// -----

!q = !qnn.per_tensor<i8 : f32, scale = 0.5, zero_point = 3>
!r = !qnn.per_tensor<i8 : f32, scale = 0.25>

func.func @mean_c4(%a: tensor<1x8388608x3x!q>) {
  // expected-error @+1 {{expected axes of at least 1 and fewer than 2^23 elements, but got 8388608}}
  %0 = qnn.mean %a axes [1] : tensor<1x8388608x3x!q> to tensor<1x3x!r>
  return
}

// -----

!q = !qnn.per_tensor<i8 : f32, scale = 0.5, zero_point = 3>
!r = !qnn.per_tensor<i8 : f32, scale = 0.25>

func.func @mean_c4_empty(%a: tensor<1x0x3x!q>) {
  // expected-error @+1 {{expected axes of at least 1 and fewer than 2^23 elements, but got 0}}
  %0 = qnn.mean %a axes [1] : tensor<1x0x3x!q> to tensor<1x3x!r>
  return
}

// -----

!q = !qnn.per_tensor<i8 : f32, scale = 0.5, zero_point = 3>
!r = !qnn.per_tensor<i8 : f32, scale = 0.25>

func.func @sum_c1(%a: tensor<1x4x4x3x!q>) {
  // expected-error @+1 {{expected increasing axes of the input, but got []}}
  %0 = qnn.sum %a axes [] : tensor<1x4x4x3x!q> to tensor<1x3x!r>
  return
}

// -----

!q = !qnn.per_tensor<i8 : f32, scale = 0.5, zero_point = 3>
!r = !qnn.per_tensor<i8 : f32, scale = 0.25>

func.func @sum_c1_order(%a: tensor<1x4x4x3x!q>) {
  // expected-error @+1 {{expected increasing axes of the input, but got [2, 1]}}
  %0 = qnn.sum %a axes [2, 1] : tensor<1x4x4x3x!q> to tensor<1x3x!r>
  return
}

// -----

!q = !qnn.per_tensor<i8 : f32, scale = 0.5, zero_point = 3>
!r = !qnn.per_tensor<i8 : f32, scale = 0.25>

func.func @sum_c1_twice(%a: tensor<1x4x4x3x!q>) {
  // expected-error @+1 {{expected increasing axes of the input, but got [1, 1]}}
  %0 = qnn.sum %a axes [1, 1] : tensor<1x4x4x3x!q> to tensor<1x3x!r>
  return
}

// -----

!q = !qnn.per_tensor<i8 : f32, scale = 0.5, zero_point = 3>
!r = !qnn.per_tensor<i8 : f32, scale = 0.25>

func.func @sum_c1_rank(%a: tensor<1x4x4x3x!q>) {
  // expected-error @+1 {{expected increasing axes of the input, but got [1, 4]}}
  %0 = qnn.sum %a axes [1, 4] : tensor<1x4x4x3x!q> to tensor<1x3x!r>
  return
}

// -----

!q = !qnn.per_tensor<i8 : f32, scale = 0.5, zero_point = 3>
!r = !qnn.per_tensor<i8 : f32, scale = 0.25>

func.func @sum_c1_negative(%a: tensor<1x4x4x3x!q>) {
  // expected-error @+1 {{expected increasing axes of the input, but got [-1, 2]}}
  %0 = qnn.sum %a axes [-1, 2] : tensor<1x4x4x3x!q> to tensor<1x3x!r>
  return
}

// -----

!q = !qnn.per_tensor<i8 : f32, scale = 0.5, zero_point = 3>
!r = !qnn.per_tensor<i8 : f32, scale = 0.25>

func.func @sum_c2(%a: tensor<1x4x4x3x!q>) {
  // expected-error @+1 {{expected output without the reduced axes, or with size 1 along them}}
  %0 = qnn.sum %a axes [1, 2] : tensor<1x4x4x3x!q> to tensor<1x1x3x!r>
  return
}

// -----

!h = !qnn.per_tensor<i16 : f32, scale = 0.5>
!r = !qnn.per_tensor<i8 : f32, scale = 0.25>

func.func @sum_c3(%a: tensor<1x4x4x3x!h>) {
  // expected-error @+1 {{expected operand #0 quantized per tensor with 8-bit storage}}
  %0 = qnn.sum %a axes [1, 2] : tensor<1x4x4x3x!h> to tensor<1x3x!r>
  return
}

// -----

!q = !qnn.per_tensor<i8 : f32, scale = 0.5, zero_point = 3>
!r = !qnn.per_tensor<i8 : f32, scale = 0.25>

func.func @sum_c4(%a: tensor<1x8388608x3x!q>) {
  // expected-error @+1 {{expected axes of at least 1 and fewer than 2^23 elements, but got 8388608}}
  %0 = qnn.sum %a axes [1] : tensor<1x8388608x3x!q> to tensor<1x3x!r>
  return
}

// -----

!q = !qnn.per_tensor<i8 : f32, scale = 0.5, zero_point = 3>
!r = !qnn.per_tensor<i8 : f32, scale = 0.25>

func.func @sum_c4_empty(%a: tensor<1x0x3x!q>) {
  // expected-error @+1 {{expected axes of at least 1 and fewer than 2^23 elements, but got 0}}
  %0 = qnn.sum %a axes [1] : tensor<1x0x3x!q> to tensor<1x3x!r>
  return
}
