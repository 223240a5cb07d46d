// RUN: quant-opt %s --split-input-file --verify-diagnostics

// Each function is named by the constraint that it violates: `rescale_c4` by
// (rescale C4) of the op's documentation.

func.func @dot_c1_rank(%x: tensor<4xi8>, %w: tensor<4xi8>, %b: tensor<i32>) {
  // expected-error @+1 {{expected input, weights and output of rank 2, but got ranks 1, 1 and 0}}
  %0 = qnn.dot signed(%x), signed(%w) bias(%b)
      : tensor<4xi8>, tensor<4xi8>, tensor<i32> -> tensor<i32>
  return
}

// -----

func.func @dot_c1_depth(%x: tensor<3x4xi8>, %w: tensor<2x0xi8>, %b: tensor<2xi32>) {
  // expected-error @+1 {{expected input and weights of equal size along axis 1, but got 4 and 0}}
  %0 = qnn.dot signed(%x), signed(%w) bias(%b)
      : tensor<3x4xi8>, tensor<2x0xi8>, tensor<2xi32> -> tensor<3x2xi32>
  return
}

// -----

func.func @dot_c1_output(%x: tensor<3x4xi8>, %w: tensor<2x4xi8>, %b: tensor<2xi32>) {
  // expected-error @+1 {{expected output of shape 3x2, but got 2x2}}
  %0 = qnn.dot signed(%x), signed(%w) bias(%b)
      : tensor<3x4xi8>, tensor<2x4xi8>, tensor<2xi32> -> tensor<2x2xi32>
  return
}

// -----

func.func @dot_c2(%x: tensor<3x4xi8>, %w: tensor<2x4xi8>, %b: tensor<1xi32>) {
  // expected-error @+1 {{expected bias of shape 2, but got 'tensor<1xi32>'}}
  %0 = qnn.dot signed(%x), signed(%w) bias(%b)
      : tensor<3x4xi8>, tensor<2x4xi8>, tensor<1xi32> -> tensor<3x2xi32>
  return
}

// -----

func.func @dot_c3_row_sums(%x: tensor<3x4xi8>, %w: tensor<2x4xi8>, %b: tensor<2xi32>,
                           %s: tensor<2xi32>, %z: tensor<2xi32>) {
  // expected-error @+1 {{expected row sums of shape 3, but got 'tensor<2xi32>'}}
  %0 = qnn.dot signed(%x), signed(%w) bias(%b) row_sums(%s) zero_points(%z)
      : tensor<3x4xi8>, tensor<2x4xi8>, tensor<2xi32>,
        tensor<2xi32>, tensor<2xi32> -> tensor<3x2xi32>
  return
}

// -----

func.func @dot_c3_zero_points(%x: tensor<3x4xi8>, %w: tensor<2x4xi8>, %b: tensor<2xi32>,
                              %s: tensor<3xi32>, %z: tensor<3xi32>) {
  // expected-error @+1 {{expected weight zero points of shape 2, but got 'tensor<3xi32>'}}
  %0 = qnn.dot signed(%x), signed(%w) bias(%b) row_sums(%s) zero_points(%z)
      : tensor<3x4xi8>, tensor<2x4xi8>, tensor<2xi32>,
        tensor<3xi32>, tensor<3xi32> -> tensor<3x2xi32>
  return
}

// -----

func.func @dot_c3_row_sums_only(%x: tensor<3x4xi8>, %w: tensor<2x4xi8>,
                                %b: tensor<2xi32>, %s: tensor<3xi32>) {
  // expected-error @+1 {{expected both row sums and weight zero points, or neither}}
  %0 = "qnn.dot"(%x, %w, %b, %s)
      <{input_signedness = #qnn.signedness<signed>,
        weights_signedness = #qnn.signedness<signed>,
        operandSegmentSizes = array<i32: 1, 1, 1, 1, 0>}>
      : (tensor<3x4xi8>, tensor<2x4xi8>, tensor<2xi32>, tensor<3xi32>)
     -> tensor<3x2xi32>
  return
}

// -----

func.func @dot_c3_zero_points_only(%x: tensor<3x4xi8>, %w: tensor<2x4xi8>,
                                   %b: tensor<2xi32>, %s: tensor<2xi32>) {
  // expected-error @+1 {{expected both row sums and weight zero points, or neither}}
  %0 = "qnn.dot"(%x, %w, %b, %s)
      <{input_signedness = #qnn.signedness<signed>,
        weights_signedness = #qnn.signedness<signed>,
        operandSegmentSizes = array<i32: 1, 1, 1, 0, 1>}>
      : (tensor<3x4xi8>, tensor<2x4xi8>, tensor<2xi32>, tensor<2xi32>)
     -> tensor<3x2xi32>
  return
}

// -----

func.func @dot_input_type(%x: tensor<3x4xi4>, %w: tensor<2x4xi8>, %b: tensor<2xi32>) {
  // expected-error @+1 {{operand #0 must be statically shaped tensor of 8-bit signless integer values, but got 'tensor<3x4xi4>'}}
  %0 = qnn.dot signed(%x), signed(%w) bias(%b)
      : tensor<3x4xi4>, tensor<2x4xi8>, tensor<2xi32> -> tensor<3x2xi32>
  return
}

// -----

func.func @dot_signedness(%x: tensor<3x4xi8>) {
  // expected-error @+1 {{expected keyword for reading of signless integers}}
  %0 = qnn.dot %x
  return
}

// -----

func.func @row_sum_c1(%x: tensor<3x4xi8>) {
  // expected-error @+1 {{expected output of shape 3, but got 'tensor<4xi32>'}}
  %0 = qnn.row_sum signed(%x) : tensor<3x4xi8> -> tensor<4xi32>
  return
}

// -----

func.func @row_sum_c1_rank(%x: tensor<i8>) {
  // expected-error @+1 {{expected input of rank 2, but got rank 0}}
  %0 = qnn.row_sum signed(%x) : tensor<i8> -> tensor<i32>
  return
}

// -----

func.func @flip_sign_types(%x: tensor<3xi8>) {
  // expected-error @+1 {{requires the same type for all operands and results}}
  %0 = "qnn.flip_sign"(%x) : (tensor<3xi8>) -> tensor<4xi8>
  return
}

// -----

func.func @flip_sign_i16(%x: tensor<3xi16>) {
  // expected-error @+1 {{operand #0 must be statically shaped tensor of 8-bit signless integer values, but got 'tensor<3xi16>'}}
  %0 = qnn.flip_sign %x : tensor<3xi16>
  return
}

// -----

func.func @rescale_c1(%x: tensor<3x2xi32>) {
  // expected-error @+1 {{expected input and output of one shape, but got 'tensor<3x2xi32>' and 'tensor<2x3xi8>'}}
  %0 = qnn.rescale double_round signed(%x)
      multipliers(dense<1073741824> : tensor<1xi32>)
      shifts(dense<0> : tensor<1xi32>)
      zero_points(dense<0> : tensor<1xi32> to dense<0> : tensor<1xi32>)
      clamp<-128, 127> : tensor<3x2xi32> -> tensor<2x3xi8>
  return
}

// -----

func.func @rescale_c2_no_axis(%x: tensor<3x2xi32>) {
  // expected-error @+1 {{expected multipliers as a rank-1 i32 tensor of one element, but got 'tensor<2xi32>'}}
  %0 = qnn.rescale double_round signed(%x)
      multipliers(dense<1> : tensor<2xi32>)
      shifts(dense<0> : tensor<1xi32>)
      zero_points(dense<0> : tensor<1xi32> to dense<0> : tensor<1xi32>)
      clamp<-128, 127> : tensor<3x2xi32> -> tensor<3x2xi8>
  return
}

// -----

func.func @rescale_c2_other_axis(%x: tensor<3x2xi32>) {
  // expected-error @+1 {{expected shifts as a rank-1 i32 tensor of one element or of 3, but got 'tensor<2xi32>'}}
  %0 = qnn.rescale double_round signed(%x)
      multipliers(dense<1073741824> : tensor<1xi32>)
      shifts(dense<1> : tensor<2xi32>)
      zero_points(dense<0> : tensor<1xi32> to dense<0> : tensor<1xi32>)
      axis(0) clamp<-128, 127> : tensor<3x2xi32> -> tensor<3x2xi8>
  return
}

// -----

func.func @rescale_c2_empty(%x: tensor<0xi32>) {
  // expected-error @+1 {{expected multipliers as a rank-1 i32 tensor of one element, but got 'tensor<0xi32>'}}
  %0 = qnn.rescale double_round signed(%x)
      multipliers(dense<> : tensor<0xi32>)
      shifts(dense<0> : tensor<1xi32>)
      zero_points(dense<0> : tensor<1xi32> to dense<0> : tensor<1xi32>)
      axis(0) clamp<-128, 127> : tensor<0xi32> -> tensor<0xi8>
  return
}

// -----

func.func @rescale_c2_rank(%x: tensor<3x2xi32>) {
  // expected-error @+1 {{expected input zero points as a rank-1 i32 tensor of one element, but got 'tensor<i32>'}}
  %0 = qnn.rescale double_round signed(%x)
      multipliers(dense<1073741824> : tensor<1xi32>)
      shifts(dense<0> : tensor<1xi32>)
      zero_points(dense<0> : tensor<i32> to dense<0> : tensor<1xi32>)
      clamp<-128, 127> : tensor<3x2xi32> -> tensor<3x2xi8>
  return
}

// -----

func.func @rescale_c2_type(%x: tensor<3x2xi32>) {
  // expected-error @+1 {{expected output zero points as a rank-1 i32 tensor of one element, but got 'tensor<1xi64>'}}
  %0 = qnn.rescale double_round signed(%x)
      multipliers(dense<1073741824> : tensor<1xi32>)
      shifts(dense<0> : tensor<1xi32>)
      zero_points(dense<0> : tensor<1xi32> to dense<0> : tensor<1xi64>)
      clamp<-128, 127> : tensor<3x2xi32> -> tensor<3x2xi8>
  return
}

// -----

func.func @rescale_c2_float(%x: tensor<3x2xi32>) {
  // expected-error @+1 {{expected multipliers as a rank-1 i32 tensor of one element, but got 'tensor<1xf32>'}}
  %0 = qnn.rescale double_round signed(%x)
      multipliers(dense<0.5> : tensor<1xf32>)
      shifts(dense<0> : tensor<1xi32>)
      zero_points(dense<0> : tensor<1xi32> to dense<0> : tensor<1xi32>)
      clamp<-128, 127> : tensor<3x2xi32> -> tensor<3x2xi8>
  return
}

// -----

func.func @rescale_c2_vector(%x: tensor<3x2xi32>) {
  // expected-error @+1 {{expected multipliers as a rank-1 i32 tensor of one element, but got 'vector<1xi32>'}}
  %0 = qnn.rescale double_round signed(%x)
      multipliers(dense<1> : vector<1xi32>)
      shifts(dense<0> : tensor<1xi32>)
      zero_points(dense<0> : tensor<1xi32> to dense<0> : tensor<1xi32>)
      clamp<-128, 127> : tensor<3x2xi32> -> tensor<3x2xi8>
  return
}

// -----

func.func @rescale_c2_resource(%x: tensor<3x2xi32>) {
  // expected-error @+1 {{expected multipliers as dense elements, but got builtin.dense_resource}}
  %0 = qnn.rescale double_round signed(%x)
      multipliers(dense_resource<m> : tensor<1xi32>)
      shifts(dense<0> : tensor<1xi32>)
      zero_points(dense<0> : tensor<1xi32> to dense<0> : tensor<1xi32>)
      clamp<-128, 127> : tensor<3x2xi32> -> tensor<3x2xi8>
  return
}

// -----

func.func @rescale_c3_negative(%x: tensor<3x2xi32>) {
  // expected-error @+1 {{expected an axis in [0, 2), but got -1}}
  %0 = qnn.rescale double_round signed(%x)
      multipliers(dense<1073741824> : tensor<1xi32>)
      shifts(dense<0> : tensor<1xi32>)
      zero_points(dense<0> : tensor<1xi32> to dense<0> : tensor<1xi32>)
      axis(-1) clamp<-128, 127> : tensor<3x2xi32> -> tensor<3x2xi8>
  return
}

// -----

func.func @rescale_c3_beyond(%x: tensor<3x2xi32>) {
  // expected-error @+1 {{expected an axis in [0, 2), but got 2}}
  %0 = qnn.rescale double_round signed(%x)
      multipliers(dense<1073741824> : tensor<1xi32>)
      shifts(dense<0> : tensor<1xi32>)
      zero_points(dense<0> : tensor<1xi32> to dense<0> : tensor<1xi32>)
      axis(2) clamp<-128, 127> : tensor<3x2xi32> -> tensor<3x2xi8>
  return
}

// -----

func.func @rescale_c3_rank_0(%x: tensor<i32>) {
  // expected-error @+1 {{expected an axis in [0, 0), but got 0}}
  %0 = qnn.rescale double_round signed(%x)
      multipliers(dense<1073741824> : tensor<1xi32>)
      shifts(dense<0> : tensor<1xi32>)
      zero_points(dense<0> : tensor<1xi32> to dense<0> : tensor<1xi32>)
      axis(0) clamp<-128, 127> : tensor<i32> -> tensor<i8>
  return
}

// -----

func.func @rescale_c4_multiplier(%x: tensor<3x2xi32>) {
  // expected-error @+1 {{expected multipliers in [0, 2^31), but got -1}}
  %0 = qnn.rescale double_round signed(%x)
      multipliers(dense<[1, -1]> : tensor<2xi32>)
      shifts(dense<0> : tensor<1xi32>)
      zero_points(dense<0> : tensor<1xi32> to dense<0> : tensor<1xi32>)
      axis(1) clamp<-128, 127> : tensor<3x2xi32> -> tensor<3x2xi8>
  return
}

// -----

func.func @rescale_c4_shift_below(%x: tensor<3x2xi32>) {
  // expected-error @+1 {{expected shifts in [-31, 30], but got -32}}
  %0 = qnn.rescale double_round signed(%x)
      multipliers(dense<1073741824> : tensor<1xi32>)
      shifts(dense<-32> : tensor<1xi32>)
      zero_points(dense<0> : tensor<1xi32> to dense<0> : tensor<1xi32>)
      clamp<-128, 127> : tensor<3x2xi32> -> tensor<3x2xi8>
  return
}

// -----

func.func @rescale_c4_shift_above(%x: tensor<3x2xi32>) {
  // expected-error @+1 {{expected shifts in [-31, 30], but got 31}}
  %0 = qnn.rescale double_round signed(%x)
      multipliers(dense<1073741824> : tensor<1xi32>)
      shifts(dense<31> : tensor<1xi32>)
      zero_points(dense<0> : tensor<1xi32> to dense<0> : tensor<1xi32>)
      clamp<-128, 127> : tensor<3x2xi32> -> tensor<3x2xi8>
  return
}

// -----

func.func @rescale_c5(%x: tensor<3x2xi32>) {
  // expected-error @+1 {{expected multipliers whose low 7 bits are 0 in mode half_even_f32, but got 1073741825}}
  %0 = qnn.rescale half_even_f32 signed(%x)
      multipliers(dense<1073741825> : tensor<1xi32>)
      shifts(dense<0> : tensor<1xi32>)
      zero_points(dense<0> : tensor<1xi32> to dense<0> : tensor<1xi32>)
      clamp<-128, 127> : tensor<3x2xi32> -> tensor<3x2xi8>
  return
}

// -----

func.func @rescale_c6_i8(%x: tensor<3x2xi32>) {
  // expected-error @+1 {{expected clamp bounds in the signed or the unsigned range of 'i8', but got -1 and 128}}
  %0 = qnn.rescale double_round signed(%x)
      multipliers(dense<1073741824> : tensor<1xi32>)
      shifts(dense<0> : tensor<1xi32>)
      zero_points(dense<0> : tensor<1xi32> to dense<0> : tensor<1xi32>)
      clamp<-1, 128> : tensor<3x2xi32> -> tensor<3x2xi8>
  return
}

// -----

func.func @rescale_c6_i16(%x: tensor<3x2xi32>) {
  // expected-error @+1 {{expected clamp bounds in the signed or the unsigned range of 'i16', but got 0 and 65536}}
  %0 = qnn.rescale double_round signed(%x)
      multipliers(dense<1073741824> : tensor<1xi32>)
      shifts(dense<0> : tensor<1xi32>)
      zero_points(dense<0> : tensor<1xi32> to dense<0> : tensor<1xi32>)
      clamp<0, 65536> : tensor<3x2xi32> -> tensor<3x2xi16>
  return
}

// -----

func.func @rescale_c6_i32(%x: tensor<3x2xi32>) {
  // expected-error @+1 {{expected clamp bounds in the signed range of 'i32', but got 0 and 4294967295}}
  %0 = qnn.rescale double_round signed(%x)
      multipliers(dense<1073741824> : tensor<1xi32>)
      shifts(dense<0> : tensor<1xi32>)
      zero_points(dense<0> : tensor<1xi32> to dense<0> : tensor<1xi32>)
      clamp<0, 4294967295> : tensor<3x2xi32> -> tensor<3x2xi32>
  return
}

// -----

func.func @rescale_generic(%x: tensor<2xi32>) {
  // expected-error @+1 {{'qnn.rescale' op requires attribute 'clamp'}}
  %0 = "qnn.rescale"(%x) : (tensor<2xi32>) -> tensor<2xi8>
  return
}

// -----

func.func @apply_multiplier_c1(%x: i64) {
  // expected-error @+1 {{operand #0 must be i32 or vector of i32, but got 'i64'}}
  %0 = qnn.apply_multiplier single_round %x, %x, %x : i64
  return
}

// -----

func.func @apply_multiplier_c1_tensor(%x: tensor<2xi32>) {
  // expected-error @+1 {{operand #0 must be i32 or vector of i32, but got 'tensor<2xi32>'}}
  %0 = qnn.apply_multiplier single_round %x, %x, %x : tensor<2xi32>
  return
}

// -----

func.func @apply_multiplier_c2(%x: i32) {
  // expected-error @+1 {{expected 'bounded' and 'negative_shift' where there is a zero point}}
  %0 = qnn.apply_multiplier double_round %x, %x, %x zero_point(%x) {bounded} : i32
  return
}

// -----

func.func @apply_multiplier_c1_types(%x: vector<2xi32>, %y: i32) {
  // expected-error @+1 {{requires the same type for all operands and results}}
  %0 = "qnn.apply_multiplier"(%x, %y, %y)
      <{rounding = #qnn.rounding_mode<single_round>}>
      : (vector<2xi32>, i32, i32) -> vector<2xi32>
  return
}

// -----

func.func @conv_c1(%x: tensor<3x3x4xi8>, %w: tensor<2x2x2x4xi8>, %b: tensor<2xi32>) {
  // expected-error @+1 {{expected input of rank 4, but got 'tensor<3x3x4xi8>'}}
  %0 = qnn.conv signed(%x), %w bias(%b) strides [1, 1] dilations [1, 1]
      : tensor<3x3x4xi8>, tensor<2x2x2x4xi8>, tensor<2xi32> -> tensor<1x2x2x2xi32>
  return
}

// -----

func.func @conv_c1_weights(%x: tensor<1x3x3x4xi8>, %w: tensor<2x4xi8>, %b: tensor<2xi32>) {
  // expected-error @+1 {{expected weights of rank 4, but got 'tensor<2x4xi8>'}}
  %0 = qnn.conv signed(%x), %w bias(%b) strides [1, 1] dilations [1, 1]
      : tensor<1x3x3x4xi8>, tensor<2x4xi8>, tensor<2xi32> -> tensor<1x2x2x2xi32>
  return
}

// -----

func.func @conv_c1_output(%x: tensor<1x3x3x4xi8>, %w: tensor<2x2x2x4xi8>, %b: tensor<2xi32>) {
  // expected-error @+1 {{expected output of rank 4, but got 'tensor<2x2xi32>'}}
  %0 = qnn.conv signed(%x), %w bias(%b) strides [1, 1] dilations [1, 1]
      : tensor<1x3x3x4xi8>, tensor<2x2x2x4xi8>, tensor<2xi32> -> tensor<2x2xi32>
  return
}

// -----

func.func @conv_c2(%x: tensor<1x3x3x4xi8>, %w: tensor<2x2x2x3xi8>, %b: tensor<2xi32>) {
  // expected-error @+1 {{expected channels that divide into groups, but got 'tensor<1x3x3x4xi8>' and 'tensor<2x2x2x3xi8>'}}
  %0 = qnn.conv signed(%x), %w bias(%b) strides [1, 1] dilations [1, 1]
      : tensor<1x3x3x4xi8>, tensor<2x2x2x3xi8>, tensor<2xi32> -> tensor<1x2x2x2xi32>
  return
}

// -----

func.func @conv_c2_outputs(%x: tensor<1x3x3x4xi8>, %w: tensor<3x2x2x2xi8>, %b: tensor<3xi32>) {
  // expected-error @+1 {{expected channels that divide into groups}}
  %0 = qnn.conv signed(%x), %w bias(%b) strides [1, 1] dilations [1, 1]
      : tensor<1x3x3x4xi8>, tensor<3x2x2x2xi8>, tensor<3xi32> -> tensor<1x2x2x3xi32>
  return
}

// -----

func.func @conv_c2_empty(%x: tensor<1x3x3x0xi8>, %w: tensor<2x2x2x0xi8>, %b: tensor<2xi32>) {
  // expected-error @+1 {{expected channels that divide into groups}}
  %0 = qnn.conv signed(%x), %w bias(%b) strides [1, 1] dilations [1, 1]
      : tensor<1x3x3x0xi8>, tensor<2x2x2x0xi8>, tensor<2xi32> -> tensor<1x2x2x2xi32>
  return
}

// -----

func.func @conv_c3(%x: tensor<1x3x3x4xi8>, %w: tensor<2x2x2x4xi8>, %b: tensor<2xi32>) {
  // expected-error @+1 {{expected strides as 2 numbers in [1, 2^31), but got [1, 0]}}
  %0 = qnn.conv signed(%x), %w bias(%b) strides [1, 0] dilations [1, 1]
      : tensor<1x3x3x4xi8>, tensor<2x2x2x4xi8>, tensor<2xi32> -> tensor<1x2x2x2xi32>
  return
}

// -----

func.func @conv_c3_dilations(%x: tensor<1x3x3x4xi8>, %w: tensor<2x2x2x4xi8>, %b: tensor<2xi32>) {
  // expected-error @+1 {{expected dilations as 2 numbers in [1, 2^31), but got [1]}}
  %0 = qnn.conv signed(%x), %w bias(%b) strides [1, 1] dilations [1]
      : tensor<1x3x3x4xi8>, tensor<2x2x2x4xi8>, tensor<2xi32> -> tensor<1x2x2x2xi32>
  return
}

// -----

func.func @conv_c3_large(%x: tensor<1x3x3x4xi8>, %w: tensor<2x2x2x4xi8>, %b: tensor<2xi32>) {
  // expected-error @+1 {{expected dilations as 2 numbers in [1, 2^31), but got [2147483648, 1]}}
  %0 = qnn.conv signed(%x), %w bias(%b) strides [1, 1] dilations [2147483648, 1]
      : tensor<1x3x3x4xi8>, tensor<2x2x2x4xi8>, tensor<2xi32> -> tensor<1x2x2x2xi32>
  return
}

// -----

func.func @conv_c4(%x: tensor<1x3x3x4xi8>, %w: tensor<2x2x2x4xi8>, %b: tensor<2xi32>) {
  // expected-error @+1 {{expected output of size 2 along axis 1, but got 'tensor<1x3x2x2xi32>'}}
  %0 = qnn.conv signed(%x), %w bias(%b) strides [1, 1] dilations [1, 1]
      : tensor<1x3x3x4xi8>, tensor<2x2x2x4xi8>, tensor<2xi32> -> tensor<1x3x2x2xi32>
  return
}

// -----

func.func @conv_c4_channels(%x: tensor<1x3x3x4xi8>, %w: tensor<2x2x2x4xi8>, %b: tensor<2xi32>) {
  // expected-error @+1 {{expected output of 1 images and 2 channels, but got 'tensor<1x2x2x3xi32>'}}
  %0 = qnn.conv signed(%x), %w bias(%b) strides [1, 1] dilations [1, 1]
      : tensor<1x3x3x4xi8>, tensor<2x2x2x4xi8>, tensor<2xi32> -> tensor<1x2x2x3xi32>
  return
}

// -----

func.func @conv_c4_window(%x: tensor<1x3x3x4xi8>, %w: tensor<2x2x2x4xi8>, %b: tensor<2xi32>) {
  // expected-error @+1 {{expected windows inside of the padded input along axis 2}}
  %0 = qnn.conv signed(%x), %w bias(%b) strides [1, 1] dilations [1, 3]
      : tensor<1x3x3x4xi8>, tensor<2x2x2x4xi8>, tensor<2xi32> -> tensor<1x2x1x2xi32>
  return
}

// -----

func.func @conv_c5(%x: tensor<1x3x3x4xi8>, %w: tensor<2x2x2x4xi8>, %b: tensor<3xi32>) {
  // expected-error @+1 {{expected bias of shape 2, but got 'tensor<3xi32>'}}
  %0 = qnn.conv signed(%x), %w bias(%b) strides [1, 1] dilations [1, 1]
      : tensor<1x3x3x4xi8>, tensor<2x2x2x4xi8>, tensor<3xi32> -> tensor<1x2x2x2xi32>
  return
}

// -----

func.func @lookup_c1_size(%x: tensor<4xi8>) {
  // expected-error @+1 {{expected a table of 256 elements of type 'i8', but got 'tensor<255xi8>'}}
  %0 = qnn.lookup %x table(dense<0> : tensor<255xi8>)
      : tensor<4xi8> -> tensor<4xi8>
  return
}

// -----

func.func @lookup_c1_type(%x: vector<4xi8>) {
  // expected-error @+1 {{expected a table of 256 elements of type 'i16', but got 'tensor<256xi8>'}}
  %0 = qnn.lookup %x table(dense<0> : tensor<256xi8>)
      : vector<4xi8> -> vector<4xi16>
  return
}

// -----

func.func @lookup_c1_dense(%x: i8) {
  // expected-error @+1 {{expected table as dense elements, but got builtin.dense_resource}}
  %0 = qnn.lookup %x table(dense_resource<table> : tensor<256xi8>) : i8 -> i8
  return
}
