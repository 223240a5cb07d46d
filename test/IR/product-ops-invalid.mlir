// RUN: quant-opt %s --split-input-file --verify-diagnostics

// Each function is named by the constraint that it violates: `conv2d_c1` by (conv2d C1)
// of the op's documentation.

!q = !qnn.per_tensor<i8 : f32, scale = 0.5, zero_point = 3>
!r = !qnn.per_tensor<i8 : f32, scale = 0.25>

func.func @conv2d_c1(%a: tensor<3x3x4x!q>, %b: tensor<2x2x2x4x!r>) {
  // expected-error @+1 {{expected input of rank 4}}
  %0 = qnn.conv2d %a, %b strides [1, 1] dilations [1, 1]
      padding [0, 0, 0, 0]
      : tensor<3x3x4x!q>, tensor<2x2x2x4x!r> to tensor<1x2x2x2x!q>
  return
}

// -----

!q = !qnn.per_tensor<i8 : f32, scale = 0.5, zero_point = 3>
!r = !qnn.per_tensor<i8 : f32, scale = 0.25>

func.func @conv2d_c1_weights(%a: tensor<1x3x3x4x!q>, %b: tensor<2x4x!r>) {
  // expected-error @+1 {{expected weights of rank 4}}
  %0 = qnn.conv2d %a, %b strides [1, 1] dilations [1, 1]
      padding [0, 0, 0, 0]
      : tensor<1x3x3x4x!q>, tensor<2x4x!r> to tensor<1x2x2x2x!q>
  return
}

// -----

!q = !qnn.per_tensor<i8 : f32, scale = 0.5, zero_point = 3>
!r = !qnn.per_tensor<i8 : f32, scale = 0.25>

func.func @conv2d_c1_output(%a: tensor<1x3x3x4x!q>, %b: tensor<2x2x2x4x!r>) {
  // expected-error @+1 {{expected output of rank 4}}
  %0 = qnn.conv2d %a, %b strides [1, 1] dilations [1, 1]
      padding [0, 0, 0, 0]
      : tensor<1x3x3x4x!q>, tensor<2x2x2x4x!r> to tensor<2x2x!q>
  return
}

// -----

!q = !qnn.per_tensor<i8 : f32, scale = 0.5, zero_point = 3>
!r = !qnn.per_tensor<i8 : f32, scale = 0.25>

func.func @conv2d_c2(%a: tensor<1x3x3x4x!q>, %b: tensor<2x2x2x3x!r>) {
  // expected-error @+1 {{expected channels that divide into groups}}
  %0 = qnn.conv2d %a, %b strides [1, 1] dilations [1, 1]
      padding [0, 0, 0, 0]
      : tensor<1x3x3x4x!q>, tensor<2x2x2x3x!r> to tensor<1x2x2x2x!q>
  return
}

// -----

!q = !qnn.per_tensor<i8 : f32, scale = 0.5, zero_point = 3>
!r = !qnn.per_tensor<i8 : f32, scale = 0.25>

func.func @conv2d_c2_outputs(%a: tensor<1x3x3x4x!q>, %b: tensor<3x2x2x2x!r>) {
  // expected-error @+1 {{expected channels that divide into groups}}
  %0 = qnn.conv2d %a, %b strides [1, 1] dilations [1, 1]
      padding [0, 0, 0, 0]
      : tensor<1x3x3x4x!q>, tensor<3x2x2x2x!r> to tensor<1x2x2x3x!q>
  return
}

// -----

!q = !qnn.per_tensor<i8 : f32, scale = 0.5, zero_point = 3>
!r = !qnn.per_tensor<i8 : f32, scale = 0.25>

func.func @conv2d_c3(%a: tensor<1x3x3x4x!q>, %b: tensor<2x2x2x4x!r>) {
  // expected-error @+1 {{expected strides as 2 numbers in [1, 2^31), but got [0, 1]}}
  %0 = qnn.conv2d %a, %b strides [0, 1] dilations [1, 1]
      padding [0, 0, 0, 0]
      : tensor<1x3x3x4x!q>, tensor<2x2x2x4x!r> to tensor<1x2x2x2x!q>
  return
}

// -----

!q = !qnn.per_tensor<i8 : f32, scale = 0.5, zero_point = 3>
!r = !qnn.per_tensor<i8 : f32, scale = 0.25>

func.func @conv2d_c3_dilations(%a: tensor<1x3x3x4x!q>, %b: tensor<2x2x2x4x!r>) {
  // expected-error @+1 {{expected dilations as 2 numbers in [1, 2^31), but got [1, 1, 1]}}
  %0 = qnn.conv2d %a, %b strides [1, 1] dilations [1, 1, 1]
      padding [0, 0, 0, 0]
      : tensor<1x3x3x4x!q>, tensor<2x2x2x4x!r> to tensor<1x2x2x2x!q>
  return
}

// -----

!q = !qnn.per_tensor<i8 : f32, scale = 0.5, zero_point = 3>
!r = !qnn.per_tensor<i8 : f32, scale = 0.25>

func.func @conv2d_c3_padding(%a: tensor<1x3x3x4x!q>, %b: tensor<2x2x2x4x!r>) {
  // expected-error @+1 {{expected padding as 4 numbers in [0, 2^31), but got [0, 0, 0, -1]}}
  %0 = qnn.conv2d %a, %b strides [1, 1] dilations [1, 1]
      padding [0, 0, 0, -1]
      : tensor<1x3x3x4x!q>, tensor<2x2x2x4x!r> to tensor<1x2x2x2x!q>
  return
}

// -----

!q = !qnn.per_tensor<i8 : f32, scale = 0.5, zero_point = 3>
!r = !qnn.per_tensor<i8 : f32, scale = 0.25>

func.func @conv2d_c3_large(%a: tensor<1x3x3x4x!q>, %b: tensor<2x2x2x4x!r>) {
  // expected-error @+1 {{expected padding as 4 numbers in [0, 2^31), but got [2147483648, 0, 0, 0]}}
  %0 = qnn.conv2d %a, %b strides [1, 1] dilations [1, 1]
      padding [2147483648, 0, 0, 0]
      : tensor<1x3x3x4x!q>, tensor<2x2x2x4x!r> to tensor<1x2x2x2x!q>
  return
}

// -----

!q = !qnn.per_tensor<i8 : f32, scale = 0.5, zero_point = 3>
!r = !qnn.per_tensor<i8 : f32, scale = 0.25>

func.func @conv2d_c4(%a: tensor<1x3x3x4x!q>, %b: tensor<2x2x2x4x!r>) {
  // expected-error @+1 {{expected output of size 2 along axis 1}}
  %0 = qnn.conv2d %a, %b strides [1, 1] dilations [1, 1]
      padding [0, 0, 0, 0]
      : tensor<1x3x3x4x!q>, tensor<2x2x2x4x!r> to tensor<1x3x2x2x!q>
  return
}

// -----

!q = !qnn.per_tensor<i8 : f32, scale = 0.5, zero_point = 3>
!r = !qnn.per_tensor<i8 : f32, scale = 0.25>

func.func @conv2d_c4_padding(%a: tensor<1x3x3x4x!q>, %b: tensor<2x2x2x4x!r>) {
  // expected-error @+1 {{expected output of size 3 along axis 2}}
  %0 = qnn.conv2d %a, %b strides [1, 1] dilations [1, 1]
      padding [0, 0, 1, 0]
      : tensor<1x3x3x4x!q>, tensor<2x2x2x4x!r> to tensor<1x2x2x2x!q>
  return
}

// -----

!q = !qnn.per_tensor<i8 : f32, scale = 0.5, zero_point = 3>
!r = !qnn.per_tensor<i8 : f32, scale = 0.25>

func.func @conv2d_c4_channels(%a: tensor<1x3x3x4x!q>, %b: tensor<2x2x2x4x!r>) {
  // expected-error @+1 {{expected output of 1 images and 2 channels}}
  %0 = qnn.conv2d %a, %b strides [1, 1] dilations [1, 1]
      padding [0, 0, 0, 0]
      : tensor<1x3x3x4x!q>, tensor<2x2x2x4x!r> to tensor<1x2x2x3x!q>
  return
}

// -----

!q = !qnn.per_tensor<i8 : f32, scale = 0.5, zero_point = 3>
!r = !qnn.per_tensor<i8 : f32, scale = 0.25>

func.func @conv2d_c4_images(%a: tensor<1x3x3x4x!q>, %b: tensor<2x2x2x4x!r>) {
  // expected-error @+1 {{expected output of 1 images and 2 channels}}
  %0 = qnn.conv2d %a, %b strides [1, 1] dilations [1, 1]
      padding [0, 0, 0, 0]
      : tensor<1x3x3x4x!q>, tensor<2x2x2x4x!r> to tensor<2x2x2x2x!q>
  return
}

// -----

!q = !qnn.per_tensor<i8 : f32, scale = 0.5, zero_point = 3>
!r = !qnn.per_tensor<i8 : f32, scale = 0.25>

func.func @conv2d_c4_window(%a: tensor<1x3x3x4x!q>, %b: tensor<2x2x2x4x!r>) {
  // expected-error @+1 {{expected windows inside of the padded input along axis 1}}
  %0 = qnn.conv2d %a, %b strides [1, 1] dilations [3, 1]
      padding [0, 0, 0, 0]
      : tensor<1x3x3x4x!q>, tensor<2x2x2x4x!r> to tensor<1x1x2x2x!q>
  return
}

// -----

!q = !qnn.per_tensor<i8 : f32, scale = 0.5, zero_point = 3>
!r = !qnn.per_tensor<i8 : f32, scale = 0.25>

func.func @conv2d_c5(%a: tensor<1x3x3x4x!q>, %b: tensor<2x2x2x4x!r>, %c: tensor<3xi32>) {
  // expected-error @+1 {{expected bias of shape 2}}
  %0 = qnn.conv2d %a, %b bias(%c) strides [1, 1] dilations [1, 1]
      padding [0, 0, 0, 0]
      : tensor<1x3x3x4x!q>, tensor<2x2x2x4x!r>, tensor<3xi32> to tensor<1x2x2x2x!q>
  return
}

// -----

!h = !qnn.per_tensor<i16 : f32, scale = 0.5>
!r = !qnn.per_tensor<i8 : f32, scale = 0.25>
!q = !qnn.per_tensor<i8 : f32, scale = 0.5, zero_point = 3>

func.func @conv2d_c6(%a: tensor<1x3x3x4x!h>, %b: tensor<2x2x2x4x!r>) {
  // expected-error @+1 {{expected input quantized per tensor with 8-bit storage}}
  %0 = qnn.conv2d %a, %b strides [1, 1] dilations [1, 1]
      padding [0, 0, 0, 0]
      : tensor<1x3x3x4x!h>, tensor<2x2x2x4x!r> to tensor<1x2x2x2x!q>
  return
}

// -----

!q = !qnn.per_tensor<i8 : f32, scale = 0.5, zero_point = 3>
!r = !qnn.per_tensor<i8 : f32, scale = 0.25>
!c3 = !qnn.per_axis<i8 : f32, axis = 3,
    scales = dense<0.5> : tensor<2xf64>,
    zero_points = dense<0> : tensor<2xi32>>

func.func @conv2d_c6_output(%a: tensor<1x3x3x4x!q>, %b: tensor<2x2x2x4x!r>) {
  // expected-error @+1 {{expected output quantized per tensor with 8-bit storage}}
  %0 = qnn.conv2d %a, %b strides [1, 1] dilations [1, 1]
      padding [0, 0, 0, 0]
      : tensor<1x3x3x4x!q>, tensor<2x2x2x4x!r> to tensor<1x2x2x2x!c3>
  return
}

// -----

!q = !qnn.per_tensor<i8 : f32, scale = 0.5, zero_point = 3>
!h = !qnn.per_tensor<i16 : f32, scale = 0.5>

func.func @conv2d_c7(%a: tensor<1x3x3x4x!q>, %b: tensor<2x2x2x4x!h>) {
  // expected-error @+1 {{expected weights with storage of at most 8 bits, quantized per tensor or along axis 0}}
  %0 = qnn.conv2d %a, %b strides [1, 1] dilations [1, 1]
      padding [0, 0, 0, 0]
      : tensor<1x3x3x4x!q>, tensor<2x2x2x4x!h> to tensor<1x2x2x2x!q>
  return
}

// -----

!q = !qnn.per_tensor<i8 : f32, scale = 0.5, zero_point = 3>
!c1 = !qnn.per_axis<i8 : f32, axis = 1,
    scales = dense<0.5> : tensor<2xf64>,
    zero_points = dense<0> : tensor<2xi32>>

func.func @conv2d_c7_axis(%a: tensor<1x3x3x4x!q>, %b: tensor<2x2x2x4x!c1>) {
  // expected-error @+1 {{expected weights with storage of at most 8 bits, quantized per tensor or along axis 0}}
  %0 = qnn.conv2d %a, %b strides [1, 1] dilations [1, 1]
      padding [0, 0, 0, 0]
      : tensor<1x3x3x4x!q>, tensor<2x2x2x4x!c1> to tensor<1x2x2x2x!q>
  return
}

// -----

!q = !qnn.per_tensor<i8 : f32, scale = 0.5, zero_point = 3>
!r = !qnn.per_tensor<i8 : f32, scale = 0.25>

func.func @conv2d_c8(%a: tensor<1x3x3x4x!q>, %b: tensor<2x2x2x4x!r>) {
  // expected-error @+1 {{expected an activation or a clamp, but got both}}
  %0 = qnn.conv2d %a, %b strides [1, 1] dilations [1, 1]
      padding [0, 0, 0, 0] activation(relu) clamp<0, 1>
      : tensor<1x3x3x4x!q>, tensor<2x2x2x4x!r> to tensor<1x2x2x2x!q>
  return
}

// -----

!q = !qnn.per_tensor<i8 : f32, scale = 0.5, zero_point = 3>
!r = !qnn.per_tensor<i8 : f32, scale = 0.25>

func.func @conv2d_c9(%a: tensor<1x3x3x4x!q>, %b: tensor<2x2x2x4x!r>) {
  // expected-error @+1 {{expected clamp bounds in the output's storage range [-128, 127], but got 0 and 128}}
  %0 = qnn.conv2d %a, %b strides [1, 1] dilations [1, 1]
      padding [0, 0, 0, 0] clamp<0, 128>
      : tensor<1x3x3x4x!q>, tensor<2x2x2x4x!r> to tensor<1x2x2x2x!q>
  return
}

// -----

!q = !qnn.per_tensor<i8 : f32, scale = 0.5, zero_point = 3>
!d = !qnn.per_tensor<i8 : f64, scale = 0.5>

func.func @conv2d_c10(%a: tensor<1x3x3x4x!q>, %b: tensor<2x2x2x4x!d>) {
  // expected-error @+1 {{expected equal expressed types}}
  %0 = qnn.conv2d %a, %b strides [1, 1] dilations [1, 1]
      padding [0, 0, 0, 0]
      : tensor<1x3x3x4x!q>, tensor<2x2x2x4x!d> to tensor<1x2x2x2x!q>
  return
}

// -----

!q = !qnn.per_tensor<i8 : f32, scale = 0.5, zero_point = 3>
!r = !qnn.per_tensor<i8 : f32, scale = 0.25>

func.func @transpose_conv2d_c1(%a: tensor<2x2x4x!q>, %b: tensor<2x3x3x4x!r>) {
  // expected-error @+1 {{expected input of rank 4}}
  %0 = qnn.transpose_conv2d %a, %b strides [2, 2] padding [0, 0]
      : tensor<2x2x4x!q>, tensor<2x3x3x4x!r> to tensor<1x5x5x2x!q>
  return
}

// -----

!q = !qnn.per_tensor<i8 : f32, scale = 0.5, zero_point = 3>
!r = !qnn.per_tensor<i8 : f32, scale = 0.25>

func.func @transpose_conv2d_c1_weights(%a: tensor<1x2x2x4x!q>, %b: tensor<2x4x!r>) {
  // expected-error @+1 {{expected weights of rank 4}}
  %0 = qnn.transpose_conv2d %a, %b strides [2, 2] padding [0, 0]
      : tensor<1x2x2x4x!q>, tensor<2x4x!r> to tensor<1x5x5x2x!q>
  return
}

// -----

!q = !qnn.per_tensor<i8 : f32, scale = 0.5, zero_point = 3>
!r = !qnn.per_tensor<i8 : f32, scale = 0.25>

func.func @transpose_conv2d_c1_output(%a: tensor<1x2x2x4x!q>, %b: tensor<2x3x3x4x!r>) {
  // expected-error @+1 {{expected output of rank 4}}
  %0 = qnn.transpose_conv2d %a, %b strides [2, 2] padding [0, 0]
      : tensor<1x2x2x4x!q>, tensor<2x3x3x4x!r> to tensor<5x2x!q>
  return
}

// -----

!q = !qnn.per_tensor<i8 : f32, scale = 0.5, zero_point = 3>
!r = !qnn.per_tensor<i8 : f32, scale = 0.25>

func.func @transpose_conv2d_c2(%a: tensor<1x2x2x4x!q>, %b: tensor<2x3x3x3x!r>) {
  // expected-error @+1 {{expected output of 1 images and 2 channels, and input and weights of equal size along axis 3}}
  %0 = qnn.transpose_conv2d %a, %b strides [2, 2] padding [0, 0]
      : tensor<1x2x2x4x!q>, tensor<2x3x3x3x!r> to tensor<1x5x5x2x!q>
  return
}

// -----

!q = !qnn.per_tensor<i8 : f32, scale = 0.5, zero_point = 3>
!r = !qnn.per_tensor<i8 : f32, scale = 0.25>

func.func @transpose_conv2d_c2_output(%a: tensor<1x2x2x4x!q>, %b: tensor<2x3x3x4x!r>) {
  // expected-error @+1 {{expected output of 1 images and 2 channels}}
  %0 = qnn.transpose_conv2d %a, %b strides [2, 2] padding [0, 0]
      : tensor<1x2x2x4x!q>, tensor<2x3x3x4x!r> to tensor<1x5x5x3x!q>
  return
}

// -----

!q = !qnn.per_tensor<i8 : f32, scale = 0.5, zero_point = 3>
!r = !qnn.per_tensor<i8 : f32, scale = 0.25>

func.func @transpose_conv2d_c3(%a: tensor<1x2x2x4x!q>, %b: tensor<2x3x3x4x!r>) {
  // expected-error @+1 {{expected strides as 2 numbers in [1, 2^31), but got [2, 0]}}
  %0 = qnn.transpose_conv2d %a, %b strides [2, 0] padding [0, 0]
      : tensor<1x2x2x4x!q>, tensor<2x3x3x4x!r> to tensor<1x5x5x2x!q>
  return
}

// -----

!q = !qnn.per_tensor<i8 : f32, scale = 0.5, zero_point = 3>
!r = !qnn.per_tensor<i8 : f32, scale = 0.25>

func.func @transpose_conv2d_c3_padding(%a: tensor<1x2x2x4x!q>, %b: tensor<2x3x3x4x!r>) {
  // expected-error @+1 {{expected padding as 2 numbers in [0, 2^31), but got [0]}}
  %0 = qnn.transpose_conv2d %a, %b strides [2, 2] padding [0]
      : tensor<1x2x2x4x!q>, tensor<2x3x3x4x!r> to tensor<1x5x5x2x!q>
  return
}

// -----

!q = !qnn.per_tensor<i8 : f32, scale = 0.5, zero_point = 3>
!r = !qnn.per_tensor<i8 : f32, scale = 0.25>

func.func @transpose_conv2d_c3_kernel(%a: tensor<1x2x2x4x!q>, %b: tensor<2x3x3x4x!r>) {
  // expected-error @+1 {{expected padding smaller than the kernel, but got 3 for size 3}}
  %0 = qnn.transpose_conv2d %a, %b strides [2, 2] padding [0, 3]
      : tensor<1x2x2x4x!q>, tensor<2x3x3x4x!r> to tensor<1x5x5x2x!q>
  return
}

// -----

!q = !qnn.per_tensor<i8 : f32, scale = 0.5, zero_point = 3>
!r = !qnn.per_tensor<i8 : f32, scale = 0.25>

func.func @transpose_conv2d_c4(%a: tensor<1x2x2x4x!q>, %b: tensor<2x3x3x4x!r>, %c: tensor<1xi32>) {
  // expected-error @+1 {{expected bias of shape 2}}
  %0 = qnn.transpose_conv2d %a, %b bias(%c) strides [2, 2] padding [0, 0]
      : tensor<1x2x2x4x!q>, tensor<2x3x3x4x!r>, tensor<1xi32> to tensor<1x5x5x2x!q>
  return
}

// -----

!h = !qnn.per_tensor<i16 : f32, scale = 0.5>
!r = !qnn.per_tensor<i8 : f32, scale = 0.25>
!q = !qnn.per_tensor<i8 : f32, scale = 0.5, zero_point = 3>

func.func @transpose_conv2d_c5(%a: tensor<1x2x2x4x!h>, %b: tensor<2x3x3x4x!r>) {
  // expected-error @+1 {{expected input quantized per tensor with 8-bit storage}}
  %0 = qnn.transpose_conv2d %a, %b strides [2, 2] padding [0, 0]
      : tensor<1x2x2x4x!h>, tensor<2x3x3x4x!r> to tensor<1x5x5x2x!q>
  return
}

// -----

!q = !qnn.per_tensor<i8 : f32, scale = 0.5, zero_point = 3>
!r = !qnn.per_tensor<i8 : f32, scale = 0.25>
!h = !qnn.per_tensor<i16 : f32, scale = 0.5>

func.func @transpose_conv2d_c5_output(%a: tensor<1x2x2x4x!q>, %b: tensor<2x3x3x4x!r>) {
  // expected-error @+1 {{expected output quantized per tensor with 8-bit storage}}
  %0 = qnn.transpose_conv2d %a, %b strides [2, 2] padding [0, 0]
      : tensor<1x2x2x4x!q>, tensor<2x3x3x4x!r> to tensor<1x5x5x2x!h>
  return
}

// -----

!q = !qnn.per_tensor<i8 : f32, scale = 0.5, zero_point = 3>
!h = !qnn.per_tensor<i16 : f32, scale = 0.5>

func.func @transpose_conv2d_c6(%a: tensor<1x2x2x4x!q>, %b: tensor<2x3x3x4x!h>) {
  // expected-error @+1 {{expected weights with storage of at most 8 bits}}
  %0 = qnn.transpose_conv2d %a, %b strides [2, 2] padding [0, 0]
      : tensor<1x2x2x4x!q>, tensor<2x3x3x4x!h> to tensor<1x5x5x2x!q>
  return
}

// -----

!q = !qnn.per_tensor<i8 : f32, scale = 0.5, zero_point = 3>
!r = !qnn.per_tensor<i8 : f32, scale = 0.25>

func.func @transpose_conv2d_c7(%a: tensor<1x2x2x4x!q>, %b: tensor<2x3x3x4x!r>) {
  // expected-error @+1 {{expected an activation or a clamp, but got both}}
  %0 = qnn.transpose_conv2d %a, %b strides [2, 2] padding [0, 0] activation(relu6) clamp<0, 1>
      : tensor<1x2x2x4x!q>, tensor<2x3x3x4x!r> to tensor<1x5x5x2x!q>
  return
}

// -----

!q = !qnn.per_tensor<i8 : f32, scale = 0.5, zero_point = 3>
!r = !qnn.per_tensor<i8 : f32, scale = 0.25>

func.func @transpose_conv2d_c8(%a: tensor<1x2x2x4x!q>, %b: tensor<2x3x3x4x!r>) {
  // expected-error @+1 {{expected clamp bounds in the output's storage range}}
  %0 = qnn.transpose_conv2d %a, %b strides [2, 2] padding [0, 0] clamp<-129, 0>
      : tensor<1x2x2x4x!q>, tensor<2x3x3x4x!r> to tensor<1x5x5x2x!q>
  return
}

// -----

!q = !qnn.per_tensor<i8 : f32, scale = 0.5, zero_point = 3>
!d = !qnn.per_tensor<i8 : f64, scale = 0.5>

func.func @transpose_conv2d_c9(%a: tensor<1x2x2x4x!q>, %b: tensor<2x3x3x4x!d>) {
  // expected-error @+1 {{expected equal expressed types}}
  %0 = qnn.transpose_conv2d %a, %b strides [2, 2] padding [0, 0]
      : tensor<1x2x2x4x!q>, tensor<2x3x3x4x!d> to tensor<1x5x5x2x!q>
  return
}

// -----

!q = !qnn.per_tensor<i8 : f32, scale = 0.5, zero_point = 3>
!r = !qnn.per_tensor<i8 : f32, scale = 0.25>

func.func @batch_matmul_c1(%a: tensor<2x3x4x!q>, %b: tensor<2x4x5x!r>) {
  // expected-error @+1 {{expected shapes ..xMxK, ..xNxK and ..xMxN}}
  %0 = qnn.batch_matmul %a, %b
      : tensor<2x3x4x!q>, tensor<2x4x5x!r> to tensor<2x3x5x!q>
  return
}

// -----

!q = !qnn.per_tensor<i8 : f32, scale = 0.5, zero_point = 3>
!r = !qnn.per_tensor<i8 : f32, scale = 0.25>

func.func @batch_matmul_c1_rank(%a: tensor<4x!q>, %b: tensor<4x!r>) {
  // expected-error @+1 {{expected shapes ..xMxK, ..xNxK and ..xMxN}}
  %0 = qnn.batch_matmul %a, %b
      : tensor<4x!q>, tensor<4x!r> to tensor<4x!q>
  return
}

// -----

!q = !qnn.per_tensor<i8 : f32, scale = 0.5, zero_point = 3>
!r = !qnn.per_tensor<i8 : f32, scale = 0.25>

func.func @batch_matmul_c1_batch(%a: tensor<2x3x4x!q>, %b: tensor<1x5x4x!r>) {
  // expected-error @+1 {{expected shapes ..xMxK, ..xNxK and ..xMxN}}
  %0 = qnn.batch_matmul %a, %b
      : tensor<2x3x4x!q>, tensor<1x5x4x!r> to tensor<2x3x5x!q>
  return
}

// -----

!q = !qnn.per_tensor<i8 : f32, scale = 0.5, zero_point = 3>
!r = !qnn.per_tensor<i8 : f32, scale = 0.25>

func.func @batch_matmul_c1_output(%a: tensor<2x3x4x!q>, %b: tensor<2x5x4x!r>) {
  // expected-error @+1 {{expected shapes ..xMxK, ..xNxK and ..xMxN}}
  %0 = qnn.batch_matmul %a, %b
      : tensor<2x3x4x!q>, tensor<2x5x4x!r> to tensor<2x5x3x!q>
  return
}

// -----

!q = !qnn.per_tensor<i8 : f32, scale = 0.5, zero_point = 3>
!h = !qnn.per_tensor<i16 : f32, scale = 0.5>

func.func @batch_matmul_c2(%a: tensor<2x3x4x!q>, %b: tensor<2x5x4x!h>) {
  // expected-error @+1 {{expected operand #1 quantized per tensor with 8-bit storage}}
  %0 = qnn.batch_matmul %a, %b
      : tensor<2x3x4x!q>, tensor<2x5x4x!h> to tensor<2x3x5x!q>
  return
}

// -----

!q = !qnn.per_tensor<i8 : f32, scale = 0.5, zero_point = 3>
!r = !qnn.per_tensor<i8 : f32, scale = 0.25>
!h = !qnn.per_tensor<i16 : f32, scale = 0.5>

func.func @batch_matmul_c2_output(%a: tensor<2x3x4x!q>, %b: tensor<2x5x4x!r>) {
  // expected-error @+1 {{expected output quantized per tensor with 8-bit storage}}
  %0 = qnn.batch_matmul %a, %b
      : tensor<2x3x4x!q>, tensor<2x5x4x!r> to tensor<2x3x5x!h>
  return
}

// -----

!q = !qnn.per_tensor<i8 : f32, scale = 0.5, zero_point = 3>
!d = !qnn.per_tensor<i8 : f64, scale = 0.5>

func.func @batch_matmul_c2_expressed(%a: tensor<2x3x4x!q>, %b: tensor<2x5x4x!d>) {
  // expected-error @+1 {{expected equal expressed types, but got 'f32', 'f64', 'f32'}}
  %0 = qnn.batch_matmul %a, %b
      : tensor<2x3x4x!q>, tensor<2x5x4x!d> to tensor<2x3x5x!q>
  return
}

// -----

!q = !qnn.per_tensor<i8 : f32, scale = 0.5, zero_point = 3>
!r = !qnn.per_tensor<i8 : f32, scale = 0.25>

func.func @batch_matmul_c3(%a: tensor<2x3x4x!q>, %b: tensor<2x5x4x!r>) {
  // expected-error @+1 {{expected an activation or a clamp, but got both}}
  %0 = qnn.batch_matmul %a, %b activation(relu) clamp<0, 1>
      : tensor<2x3x4x!q>, tensor<2x5x4x!r> to tensor<2x3x5x!q>
  return
}

// -----

!q = !qnn.per_tensor<i8 : f32, scale = 0.5, zero_point = 3>
!r = !qnn.per_tensor<i8 : f32, scale = 0.25>

func.func @batch_matmul_c4(%a: tensor<2x3x4x!q>, %b: tensor<2x5x4x!r>) {
  // expected-error @+1 {{expected clamp bounds in the output's storage range}}
  %0 = qnn.batch_matmul %a, %b clamp<0, 128>
      : tensor<2x3x4x!q>, tensor<2x5x4x!r> to tensor<2x3x5x!q>
  return
}
