// RUN: quant-opt %s --split-input-file --verify-diagnostics

// Each function is named by the constraint that it violates: `pad_c1` by (pad C1)
// of the op's documentation.

!q = !qnn.per_tensor<i8 : f32, scale = 0.5, zero_point = 3>

func.func @pad_c1(%a: tensor<2x3x!q>) {
  // expected-error @+1 {{expected low as 2 numbers in [0, 2^31), but got [1]}}
  %0 = qnn.pad %a low [1] high [0, 2] interior [0, 0] value(3)
      : tensor<2x3x!q> to tensor<2x6x!q>
  return
}

// -----

!q = !qnn.per_tensor<i8 : f32, scale = 0.5, zero_point = 3>

func.func @pad_c1_high(%a: tensor<2x3x!q>) {
  // expected-error @+1 {{expected high as 2 numbers in [0, 2^31), but got [0, -1]}}
  %0 = qnn.pad %a low [0, 1] high [0, -1] interior [0, 0] value(3)
      : tensor<2x3x!q> to tensor<2x6x!q>
  return
}

// -----

!q = !qnn.per_tensor<i8 : f32, scale = 0.5, zero_point = 3>

func.func @pad_c1_interior(%a: tensor<2x3x!q>) {
  // expected-error @+1 {{expected interior as 2 numbers in [0, 2^31), but got [2147483648, 0]}}
  %0 = qnn.pad %a low [0, 1] high [0, 2] interior [2147483648, 0] value(3)
      : tensor<2x3x!q> to tensor<2x6x!q>
  return
}

// -----

!q = !qnn.per_tensor<i8 : f32, scale = 0.5, zero_point = 3>

func.func @pad_c2(%a: tensor<2x3x!q>) {
  // expected-error @+1 {{expected output of shape 2x6, but got}}
  %0 = qnn.pad %a low [0, 1] high [0, 2] interior [0, 0] value(3)
      : tensor<2x3x!q> to tensor<2x5x!q>
  return
}

// -----

!q = !qnn.per_tensor<i8 : f32, scale = 0.5, zero_point = 3>

func.func @pad_c2_interior(%a: tensor<2x3x!q>) {
  // expected-error @+1 {{expected output of shape 2x8, but got}}
  %0 = qnn.pad %a low [0, 1] high [0, 2] interior [0, 1] value(3)
      : tensor<2x3x!q> to tensor<2x6x!q>
  return
}

// -----

!q = !qnn.per_tensor<i8 : f32, scale = 0.5, zero_point = 3>

func.func @pad_c2_overflow(%a: tensor<2x4611686018427387904x!q>) {
  // expected-error @+1 {{expected sizes that fit in 64 bits}}
  %0 = qnn.pad %a low [0, 1] high [0, 2] interior [0, 4] value(3)
      : tensor<2x4611686018427387904x!q> to tensor<2x6x!q>
  return
}

// -----

!q = !qnn.per_tensor<i8 : f32, scale = 0.5, zero_point = 3>
!r = !qnn.per_tensor<i8 : f32, scale = 0.25>

func.func @pad_c3(%a: tensor<2x3x!q>) {
  // expected-error @+1 {{expected equal element types}}
  %0 = qnn.pad %a low [0, 1] high [0, 2] interior [0, 0] value(3)
      : tensor<2x3x!q> to tensor<2x6x!r>
  return
}

// -----

!c = !qnn.per_axis<i8 : f32, axis = 0,
    scales = dense<0.5> : tensor<2xf64>,
    zero_points = dense<0> : tensor<2xi32>>

func.func @pad_c3_axis(%a: tensor<2x3x!c>) {
  // expected-error @+1 {{expected elements quantized per tensor}}
  %0 = qnn.pad %a low [0, 1] high [0, 2] interior [0, 0] value(3)
      : tensor<2x3x!c> to tensor<2x6x!c>
  return
}

// -----

!n = !qnn.per_tensor<i8<-10:10> : f32, scale = 0.5>

func.func @pad_c4(%a: tensor<2x3x!n>) {
  // expected-error @+1 {{expected a value in the storage range [-10, 10], but got 11}}
  %0 = qnn.pad %a low [0, 1] high [0, 2] interior [0, 0] value(11)
      : tensor<2x3x!n> to tensor<2x6x!n>
  return
}

// -----

!q = !qnn.per_tensor<i8 : f32, scale = 0.5, zero_point = 3>

func.func @slice_c1(%a: tensor<2x6x!q>) {
  // expected-error @+1 {{expected input and output of one rank}}
  %0 = qnn.slice %a offsets [0, 1] strides [1, 2] : tensor<2x6x!q> to tensor<3x!q>
  return
}

// -----

!q = !qnn.per_tensor<i8 : f32, scale = 0.5, zero_point = 3>

func.func @slice_c1_offsets(%a: tensor<2x6x!q>) {
  // expected-error @+1 {{expected offsets as 2 numbers in [0, 2^31), but got [0]}}
  %0 = qnn.slice %a offsets [0] strides [1, 2] : tensor<2x6x!q> to tensor<2x3x!q>
  return
}

// -----

!q = !qnn.per_tensor<i8 : f32, scale = 0.5, zero_point = 3>

func.func @slice_c2(%a: tensor<2x6x!q>) {
  // expected-error @+1 {{expected strides as 2 numbers in [1, 2^31), but got [1, 0]}}
  %0 = qnn.slice %a offsets [0, 1] strides [1, 0] : tensor<2x6x!q> to tensor<2x3x!q>
  return
}

// -----

!q = !qnn.per_tensor<i8 : f32, scale = 0.5, zero_point = 3>

func.func @slice_c2_offsets(%a: tensor<2x6x!q>) {
  // expected-error @+1 {{expected offsets as 2 numbers in [0, 2^31), but got [0, -1]}}
  %0 = qnn.slice %a offsets [0, -1] strides [1, 2] : tensor<2x6x!q> to tensor<2x3x!q>
  return
}

// -----

!q = !qnn.per_tensor<i8 : f32, scale = 0.5, zero_point = 3>

func.func @slice_c3(%a: tensor<2x6x!q>) {
  // expected-error @+1 {{expected indices inside of the input along axis 1, but got offset 2 and stride 2}}
  %0 = qnn.slice %a offsets [0, 2] strides [1, 2] : tensor<2x6x!q> to tensor<2x3x!q>
  return
}

// -----

!q = !qnn.per_tensor<i8 : f32, scale = 0.5, zero_point = 3>
!r = !qnn.per_tensor<i8 : f32, scale = 0.25>

func.func @slice_c4(%a: tensor<2x6x!q>) {
  // expected-error @+1 {{expected equal element types}}
  %0 = qnn.slice %a offsets [0, 1] strides [1, 2] : tensor<2x6x!q> to tensor<2x3x!r>
  return
}

// -----

!q = !qnn.per_tensor<i8 : f32, scale = 0.5, zero_point = 3>

func.func @concat_c1(%a: tensor<2x3x!q>, %b: tensor<2x2x!q>) {
  // expected-error @+1 {{expected an axis in [0, 2), but got 2}}
  %0 = qnn.concat %a, %b axis(2) : tensor<2x3x!q>, tensor<2x2x!q> to tensor<2x5x!q>
  return
}

// -----

!q = !qnn.per_tensor<i8 : f32, scale = 0.5, zero_point = 3>

func.func @concat_c1_negative(%a: tensor<2x3x!q>, %b: tensor<2x2x!q>) {
  // expected-error @+1 {{expected an axis in [0, 2), but got -1}}
  %0 = qnn.concat %a, %b axis(-1) : tensor<2x3x!q>, tensor<2x2x!q> to tensor<2x5x!q>
  return
}

// -----

!q = !qnn.per_tensor<i8 : f32, scale = 0.5, zero_point = 3>

func.func @concat_c2(%a: tensor<2x3x!q>, %b: tensor<2x2x!q>) {
  // expected-error @+1 {{expected output of size 5 along axis 1, but got 6}}
  %0 = qnn.concat %a, %b axis(1) : tensor<2x3x!q>, tensor<2x2x!q> to tensor<2x6x!q>
  return
}

// -----

!q = !qnn.per_tensor<i8 : f32, scale = 0.5, zero_point = 3>

func.func @concat_c2_other(%a: tensor<2x3x!q>, %b: tensor<3x2x!q>) {
  // expected-error @+1 {{expected inputs that differ from the output along axis 1 only}}
  %0 = qnn.concat %a, %b axis(1) : tensor<2x3x!q>, tensor<3x2x!q> to tensor<2x5x!q>
  return
}

// -----

!q = !qnn.per_tensor<i8 : f32, scale = 0.5, zero_point = 3>

func.func @concat_c2_rank(%a: tensor<2x3x!q>, %b: tensor<2x!q>) {
  // expected-error @+1 {{expected inputs that differ from the output along axis 1 only}}
  %0 = qnn.concat %a, %b axis(1) : tensor<2x3x!q>, tensor<2x!q> to tensor<2x5x!q>
  return
}

// -----

!q = !qnn.per_tensor<i8 : f32, scale = 0.5, zero_point = 3>
!r = !qnn.per_tensor<i8 : f32, scale = 0.25>

func.func @concat_c3(%a: tensor<2x3x!q>, %b: tensor<2x2x!r>) {
  // expected-error @+1 {{expected equal element types}}
  %0 = qnn.concat %a, %b axis(1) : tensor<2x3x!q>, tensor<2x2x!r> to tensor<2x5x!q>
  return
}

// -----

!q = !qnn.per_tensor<i8 : f32, scale = 0.5, zero_point = 3>

func.func @concat_c1_empty() {
  // expected-error @+1 {{expected at least one input}}
  %0 = "qnn.concat"() <{axis = 0 : i64}> : () -> tensor<0x!q>
  return
}

// -----

!q = !qnn.per_tensor<i8 : f32, scale = 0.5, zero_point = 3>

func.func @transpose_c1(%a: tensor<2x3x!q>) {
  // expected-error @+1 {{expected a permutation of 2 axes, but got [1, 1]}}
  %0 = qnn.transpose %a permutation [1, 1] : tensor<2x3x!q> to tensor<3x2x!q>
  return
}

// -----

!q = !qnn.per_tensor<i8 : f32, scale = 0.5, zero_point = 3>

func.func @transpose_c1_size(%a: tensor<2x3x!q>) {
  // expected-error @+1 {{expected a permutation of 2 axes, but got [0]}}
  %0 = qnn.transpose %a permutation [0] : tensor<2x3x!q> to tensor<3x2x!q>
  return
}

// -----

!q = !qnn.per_tensor<i8 : f32, scale = 0.5, zero_point = 3>

func.func @transpose_c2(%a: tensor<2x3x!q>) {
  // expected-error @+1 {{expected output of shape 3x2}}
  %0 = qnn.transpose %a permutation [1, 0] : tensor<2x3x!q> to tensor<2x3x!q>
  return
}

// -----

!q = !qnn.per_tensor<i8 : f32, scale = 0.5, zero_point = 3>
!r = !qnn.per_tensor<i8 : f32, scale = 0.25>

func.func @transpose_c3(%a: tensor<2x3x!q>) {
  // expected-error @+1 {{expected equal element types}}
  %0 = qnn.transpose %a permutation [1, 0] : tensor<2x3x!q> to tensor<3x2x!r>
  return
}

// -----

!q = !qnn.per_tensor<i8 : f32, scale = 0.5, zero_point = 3>

func.func @take_c1(%a: tensor<2x3x!q>) {
  // expected-error @+1 {{expected an axis in [0, 2), but got 2}}
  %0 = qnn.take %a axis(2) indices [2, 0, 0, 1] : tensor<2x3x!q> to tensor<2x4x!q>
  return
}

// -----

!q = !qnn.per_tensor<i8 : f32, scale = 0.5, zero_point = 3>

func.func @take_c2(%a: tensor<2x3x!q>) {
  // expected-error @+1 {{expected indices in [0, 3), but got 3}}
  %0 = qnn.take %a axis(1) indices [2, 0, 0, 3] : tensor<2x3x!q> to tensor<2x4x!q>
  return
}

// -----

!q = !qnn.per_tensor<i8 : f32, scale = 0.5, zero_point = 3>

func.func @take_c2_negative(%a: tensor<2x3x!q>) {
  // expected-error @+1 {{expected indices in [0, 3), but got -1}}
  %0 = qnn.take %a axis(1) indices [2, 0, 0, -1] : tensor<2x3x!q> to tensor<2x4x!q>
  return
}

// -----

!q = !qnn.per_tensor<i8 : f32, scale = 0.5, zero_point = 3>

func.func @take_c3(%a: tensor<2x3x!q>) {
  // expected-error @+1 {{expected output of shape 2x4}}
  %0 = qnn.take %a axis(1) indices [2, 0, 0, 1] : tensor<2x3x!q> to tensor<2x3x!q>
  return
}

// -----

!q = !qnn.per_tensor<i8 : f32, scale = 0.5, zero_point = 3>
!r = !qnn.per_tensor<i8 : f32, scale = 0.25>

func.func @take_c4(%a: tensor<2x3x!q>) {
  // expected-error @+1 {{expected equal element types}}
  %0 = qnn.take %a axis(1) indices [2, 0, 0, 1] : tensor<2x3x!q> to tensor<2x4x!r>
  return
}

// -----

!q = !qnn.per_tensor<i8 : f32, scale = 0.5, zero_point = 3>

func.func @resize_bilinear_c1(%a: tensor<1x4x4x3x!q>) {
  // expected-error @+1 {{expected input and output of rank 4 and equal size along axes 0 and 3}}
  %0 = qnn.resize_bilinear %a : tensor<1x4x4x3x!q> to tensor<1x8x8x4x!q>
  return
}

// -----

!q = !qnn.per_tensor<i8 : f32, scale = 0.5, zero_point = 3>

func.func @resize_bilinear_c1_rank(%a: tensor<4x4x3x!q>) {
  // expected-error @+1 {{expected input and output of rank 4}}
  %0 = qnn.resize_bilinear %a : tensor<4x4x3x!q> to tensor<1x8x8x3x!q>
  return
}

// -----

!q = !qnn.per_tensor<i8 : f32, scale = 0.5, zero_point = 3>

func.func @resize_bilinear_c2(%a: tensor<1x0x4x3x!q>) {
  // expected-error @+1 {{expected images of sizes in [1, 32768]}}
  %0 = qnn.resize_bilinear %a : tensor<1x0x4x3x!q> to tensor<1x8x8x3x!q>
  return
}

// -----

!q = !qnn.per_tensor<i8 : f32, scale = 0.5, zero_point = 3>

func.func @resize_bilinear_c2_large(%a: tensor<1x4x4x3x!q>) {
  // expected-error @+1 {{expected images of sizes in [1, 32768]}}
  %0 = qnn.resize_bilinear %a : tensor<1x4x4x3x!q> to tensor<1x8x32769x3x!q>
  return
}

// -----

!q = !qnn.per_tensor<i8 : f32, scale = 0.5, zero_point = 3>
!r = !qnn.per_tensor<i8 : f32, scale = 0.25>

func.func @resize_bilinear_c3(%a: tensor<1x4x4x3x!q>) {
  // expected-error @+1 {{expected equal element types}}
  %0 = qnn.resize_bilinear %a : tensor<1x4x4x3x!q> to tensor<1x8x8x3x!r>
  return
}

// -----

!h = !qnn.per_tensor<i16 : f32, scale = 0.5>

func.func @resize_bilinear_c3_width(%a: tensor<1x4x4x3x!h>) {
  // expected-error @+1 {{expected input quantized per tensor with 8-bit storage}}
  %0 = qnn.resize_bilinear %a : tensor<1x4x4x3x!h> to tensor<1x8x8x3x!h>
  return
}

// -----

!q = !qnn.per_tensor<i8 : f32, scale = 0.5, zero_point = 3>

func.func @resize_bilinear_c4(%a: tensor<1x4x4x3x!q>) {
  // expected-error @+1 {{expected aligned corners or half-pixel centers, but got both}}
  %0 = qnn.resize_bilinear %a align_corners half_pixel_centers : tensor<1x4x4x3x!q> to tensor<1x8x8x3x!q>
  return
}
