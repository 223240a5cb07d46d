// RUN: quant-opt %s --split-input-file --verify-diagnostics

// Each function is named by the constraint that it violates: `packed_dot_c1` by
// (packed_dot C1) of the op's documentation.

func.func @packed_dot_c1(%x: tensor<3x4xi8>, %w: tensor<32xi8>) {
  // expected-error @+1 {{expected input and output matrices of equal size along axis 0, but got 'tensor<3x4xi8>' and 'tensor<2x6xi32>'}}
  %0 = qnn.packed_dot "tile" panels 1 %x, %w
      : (tensor<3x4xi8>, tensor<32xi8>) -> tensor<2x6xi32> {
  ^bb0(%acc: i32):
    qnn.yield %acc : i32
  }
  return
}

// -----

func.func @packed_dot_c1_rank(%x: tensor<4xi8>, %w: tensor<32xi8>) {
  // expected-error @+1 {{expected input and output matrices of equal size along axis 0, but got 'tensor<4xi8>' and 'tensor<i32>'}}
  %0 = qnn.packed_dot "tile" panels 1 %x, %w
      : (tensor<4xi8>, tensor<32xi8>) -> tensor<i32> {
  ^bb0(%acc: i32):
    qnn.yield %acc : i32
  }
  return
}

// -----

func.func @packed_dot_c2(%x: tensor<3x4xi8>, %w: tensor<32xi8>,
                         %r: tensor<3xi32>, %s: tensor<6xi32>) {
  // expected-error @+1 {{expected row operand of shape 3, but got 'tensor<6xi32>'}}
  %0 = qnn.packed_dot "tile" panels 1 %x, %w rows(%r, %s)
      : (tensor<3x4xi8>, tensor<32xi8>, tensor<3xi32>, tensor<6xi32>)
     -> tensor<3x6xi32> {
  ^bb0(%acc: i32, %a: i32, %b: i32):
    qnn.yield %acc : i32
  }
  return
}

// -----

func.func @packed_dot_c3(%x: tensor<3x4xi8>, %w: tensor<32xi8>,
                         %positions: tensor<1xi32>) {
  // expected-error @+1 {{expected positions and sections, or none of them}}
  %0 = "qnn.packed_dot"(%x, %w, %positions) <{tile = "tile", panels = 1,
      operandSegmentSizes = array<i32: 1, 1, 1, 0, 0, 0, 0>}> ({
  ^bb0(%acc: i32):
    qnn.yield %acc : i32
  }) : (tensor<3x4xi8>, tensor<32xi8>, tensor<1xi32>) -> tensor<3x6xi32>
  return
}

// -----

func.func @packed_dot_c3_rank(%x: tensor<3x4xi8>, %w: tensor<32xi8>,
                              %positions: tensor<1x2xi32>,
                              %sections: tensor<2xi32>) {
  // expected-error @+1 {{expected positions of rank 1, but got 'tensor<1x2xi32>'}}
  %0 = qnn.packed_dot "tile" panels 1 %x, %w arranged(%positions, %sections)
      : (tensor<3x4xi8>, tensor<32xi8>, tensor<1x2xi32>, tensor<2xi32>)
     -> tensor<3x6xi32> {
  ^bb0(%acc: i32):
    qnn.yield %acc : i32
  }
  return
}

// -----

func.func @packed_dot_c4(%x: tensor<3x4xi8>, %w: tensor<32xi8>,
                         %e: tensor<3x5xi8>) {
  // expected-error @+1 {{expected element operands of the shape of 'tensor<3x6xi8>', but got 'tensor<3x5xi8>'}}
  %0 = qnn.packed_dot "tile" panels 1 %x, %w elements(%e)
      : (tensor<3x4xi8>, tensor<32xi8>, tensor<3x5xi8>) -> tensor<3x6xi8> {
  ^bb0(%acc: i32, %element: i8):
    qnn.yield %element : i8
  }
  return
}

// -----

func.func @packed_dot_c5(%x: tensor<3x4xi16>, %w: tensor<32xi16>) {
  // expected-error @+1 {{expected input of i8 to extend, but got 'tensor<3x4xi16>'}}
  %0 = qnn.packed_dot "tile" panels 1 extend<signed> %x, %w
      : (tensor<3x4xi16>, tensor<32xi16>) -> tensor<3x6xi32> {
  ^bb0(%acc: i32):
    qnn.yield %acc : i32
  }
  return
}

// -----

func.func @packed_dot_c6_element(%x: tensor<3x4xi8>, %w: tensor<32xi8>,
                                 %e: tensor<3x6xi8>) {
  // expected-error @+1 {{expected a body with arguments of types 'i32', 'i8', but got 'i32', 'i32'}}
  %0 = qnn.packed_dot "tile" panels 1 %x, %w elements(%e)
      : (tensor<3x4xi8>, tensor<32xi8>, tensor<3x6xi8>) -> tensor<3x6xi32> {
  ^bb0(%acc: i32, %element: i32):
    qnn.yield %element : i32
  }
  return
}

// -----

func.func @packed_dot_c6_count(%x: tensor<3x4xi8>, %w: tensor<32xi8>,
                               %b: tensor<8xi32>) {
  // expected-error @+1 {{expected a body with arguments of types 'i32', 'i32', but got 'i32'}}
  %0 = qnn.packed_dot "tile" panels 1 %x, %w channels(%b)
      : (tensor<3x4xi8>, tensor<32xi8>, tensor<8xi32>) -> tensor<3x6xi32> {
  ^bb0(%acc: i32):
    qnn.yield %acc : i32
  }
  return
}

// -----

func.func @packed_dot_c6_type(%x: tensor<3x4xi8>, %w: tensor<32xi8>) {
  // expected-error @+1 {{expected a body with arguments of types 'i32', but got 'i64'}}
  %0 = qnn.packed_dot "tile" panels 1 %x, %w
      : (tensor<3x4xi8>, tensor<32xi8>) -> tensor<3x6xi32> {
  ^bb0(%acc: i64):
    %sum = arith.trunci %acc : i64 to i32
    qnn.yield %sum : i32
  }
  return
}

// -----

func.func @packed_dot_c6_yield(%x: tensor<3x4xi8>, %w: tensor<32xi8>) {
  // expected-error @+1 {{expected the body to yield 'i8', but got 'i32'}}
  %0 = qnn.packed_dot "tile" panels 1 %x, %w
      : (tensor<3x4xi8>, tensor<32xi8>) -> tensor<3x6xi8> {
  ^bb0(%acc: i32):
    qnn.yield %acc : i32
  }
  return
}

// -----

func.func @packed_dot_c6_terminator(%x: tensor<3x4xi8>, %w: tensor<32xi8>) {
  // expected-error @+1 {{expected the body to end in qnn.yield, but got ub.unreachable}}
  %0 = qnn.packed_dot "tile" panels 1 %x, %w
      : (tensor<3x4xi8>, tensor<32xi8>) -> tensor<3x6xi32> {
  ^bb0(%acc: i32):
    ub.unreachable
  }
  return
}

// -----

func.func @packed_dot_empty_body(%x: tensor<3x4xi8>, %w: tensor<32xi8>) {
  // expected-error @+1 {{expects a non-empty block}}
  %0 = qnn.packed_dot "tile" panels 1 %x, %w
      : (tensor<3x4xi8>, tensor<32xi8>) -> tensor<3x6xi32> {
  ^bb0(%acc: i32):
  }
  return
}

// -----

func.func @packed_dot_panels(%x: tensor<3x4xi8>, %w: tensor<32xi8>) {
  // expected-error @+1 {{attribute 'panels' failed to satisfy constraint}}
  %0 = qnn.packed_dot "tile" panels 0 %x, %w
      : (tensor<3x4xi8>, tensor<32xi8>) -> tensor<3x6xi32> {
  ^bb0(%acc: i32):
    qnn.yield %acc : i32
  }
  return
}

// -----

func.func @yield_parent(%x: i32) {
  // expected-error @+1 {{expects parent op to be one of 'qnn.packed_dot, qnn.packed_depthwise'}}
  qnn.yield %x : i32
}

// -----

func.func @packed_dot_c1_lines(%x: tensor<4x8xi8>, %w: tensor<64xi8>) {
  // expected-error @+1 {{expected a window inside of the input}}
  %0 = qnn.packed_dot "x86.vpmaddubsw" panels 1
      window<image_lines = 4, line_stride = 1, column_stride = 2, lines = 2, line_dilation = 1, runs = 1, run_dilation = 0, length = 4>
      %x, %w : (tensor<4x8xi8>, tensor<64xi8>) -> tensor<1x4x3x8xi32> {
  ^bb0(%acc: i32):
    qnn.yield %acc : i32
  }
  return
}

// -----

func.func @packed_dot_c1_columns(%x: tensor<4x8xi8>, %w: tensor<64xi8>) {
  // expected-error @+1 {{expected a window inside of the input}}
  %0 = qnn.packed_dot "x86.vpmaddubsw" panels 1
      window<image_lines = 4, line_stride = 1, column_stride = 2, lines = 2, line_dilation = 1, runs = 1, run_dilation = 0, length = 4>
      %x, %w : (tensor<4x8xi8>, tensor<64xi8>) -> tensor<1x3x4x8xi32> {
  ^bb0(%acc: i32):
    qnn.yield %acc : i32
  }
  return
}

// -----

func.func @packed_dot_c1_images(%x: tensor<4x8xi8>, %w: tensor<64xi8>) {
  // expected-error @+1 {{expected a window inside of the input}}
  %0 = qnn.packed_dot "x86.vpmaddubsw" panels 1
      window<image_lines = 4, line_stride = 1, column_stride = 2, lines = 2, line_dilation = 1, runs = 1, run_dilation = 0, length = 4>
      %x, %w : (tensor<4x8xi8>, tensor<64xi8>) -> tensor<2x3x3x8xi32> {
  ^bb0(%acc: i32):
    qnn.yield %acc : i32
  }
  return
}

// -----

func.func @packed_dot_c1_negative(%x: tensor<4x8xi8>, %w: tensor<64xi8>) {
  // expected-error @+1 {{expected a window inside of the input}}
  %0 = qnn.packed_dot "x86.vpmaddubsw" panels 1
      window<image_lines = 4, line_stride = 1, column_stride = -2, lines = 2, line_dilation = 1, runs = 1, run_dilation = 0, length = 4>
      %x, %w : (tensor<4x8xi8>, tensor<64xi8>) -> tensor<1x3x3x8xi32> {
  ^bb0(%acc: i32):
    qnn.yield %acc : i32
  }
  return
}

// -----

func.func @packed_depthwise_c1_channels(%x: tensor<1x5x5x3xi8>, %w: tensor<144xi16>) {
  // expected-error @+1 {{expected input and output of rank 4 and equal sizes along axes 0 and 3, but got }}
  %0 = qnn.packed_depthwise "tile" signed(%x), %w
      kernel [3, 3] strides [1, 1] dilations [1, 1]
      : (tensor<1x5x5x3xi8>, tensor<144xi16>) -> tensor<1x3x3x4xi32> {
  ^bb0(%acc: i32):
    qnn.yield %acc : i32
  }
  return
}

// -----

func.func @packed_depthwise_c1_images(%x: tensor<1x5x5x3xi8>, %w: tensor<144xi16>) {
  // expected-error @+1 {{expected input and output of rank 4 and equal sizes along axes 0 and 3, but got }}
  %0 = qnn.packed_depthwise "tile" signed(%x), %w
      kernel [3, 3] strides [1, 1] dilations [1, 1]
      : (tensor<1x5x5x3xi8>, tensor<144xi16>) -> tensor<2x3x3x3xi32> {
  ^bb0(%acc: i32):
    qnn.yield %acc : i32
  }
  return
}

// -----

func.func @packed_depthwise_c1_rank(%x: tensor<5x5x3xi8>, %w: tensor<144xi16>) {
  // expected-error @+1 {{expected input and output of rank 4 and equal sizes along axes 0 and 3, but got }}
  %0 = qnn.packed_depthwise "tile" signed(%x), %w
      kernel [3, 3] strides [1, 1] dilations [1, 1]
      : (tensor<5x5x3xi8>, tensor<144xi16>) -> tensor<3x3x3xi32> {
  ^bb0(%acc: i32):
    qnn.yield %acc : i32
  }
  return
}

// -----

func.func @packed_depthwise_c2_count(%x: tensor<1x5x5x3xi8>, %w: tensor<144xi16>) {
  // expected-error @+1 {{expected two numbers in [1, 2^31) as kernel, strides and dilations, but got [3]}}
  %0 = qnn.packed_depthwise "tile" signed(%x), %w
      kernel [3] strides [1, 1] dilations [1, 1]
      : (tensor<1x5x5x3xi8>, tensor<144xi16>) -> tensor<1x3x3x3xi32> {
  ^bb0(%acc: i32):
    qnn.yield %acc : i32
  }
  return
}

// -----

func.func @packed_depthwise_c2_stride(%x: tensor<1x5x5x3xi8>, %w: tensor<144xi16>) {
  // expected-error @+1 {{expected two numbers in [1, 2^31) as kernel, strides and dilations, but got [1, 0]}}
  %0 = qnn.packed_depthwise "tile" signed(%x), %w
      kernel [3, 3] strides [1, 0] dilations [1, 1]
      : (tensor<1x5x5x3xi8>, tensor<144xi16>) -> tensor<1x3x3x3xi32> {
  ^bb0(%acc: i32):
    qnn.yield %acc : i32
  }
  return
}

// -----

func.func @packed_depthwise_c2_dilation(%x: tensor<1x5x5x3xi8>, %w: tensor<144xi16>) {
  // expected-error @+1 {{expected two numbers in [1, 2^31) as kernel, strides and dilations, but got [2147483648, 1]}}
  %0 = qnn.packed_depthwise "tile" signed(%x), %w
      kernel [3, 3] strides [1, 1] dilations [2147483648, 1]
      : (tensor<1x5x5x3xi8>, tensor<144xi16>) -> tensor<1x3x3x3xi32> {
  ^bb0(%acc: i32):
    qnn.yield %acc : i32
  }
  return
}

// -----

func.func @packed_depthwise_c2_size(%x: tensor<1x5x5x3xi8>, %w: tensor<144xi16>) {
  // expected-error @+1 {{expected output of size 2 along axis 2, but got 3}}
  %0 = qnn.packed_depthwise "tile" signed(%x), %w
      kernel [3, 3] strides [1, 2] dilations [1, 1]
      : (tensor<1x5x5x3xi8>, tensor<144xi16>) -> tensor<1x3x3x3xi32> {
  ^bb0(%acc: i32):
    qnn.yield %acc : i32
  }
  return
}

// -----

func.func @packed_depthwise_c2_outside(%x: tensor<1x5x5x3xi8>, %w: tensor<144xi16>) {
  // expected-error @+1 {{expected a kernel that fits into the input along axis 1, but got 'tensor<1x5x5x3xi8>'}}
  %0 = qnn.packed_depthwise "tile" signed(%x), %w
      kernel [6, 3] strides [1, 1] dilations [1, 1]
      : (tensor<1x5x5x3xi8>, tensor<144xi16>) -> tensor<1x0x3x3xi32> {
  ^bb0(%acc: i32):
    qnn.yield %acc : i32
  }
  return
}

// -----

func.func @packed_depthwise_c3_count(%x: tensor<1x5x5x3xi8>,
                                     %w: tensor<144xi16>, %b: tensor<16xi32>) {
  // expected-error @+1 {{expected a body with arguments of types 'i32', 'i32', but got 'i32'}}
  %0 = qnn.packed_depthwise "tile" signed(%x), %w channels(%b)
      kernel [3, 3] strides [1, 1] dilations [1, 1]
      : (tensor<1x5x5x3xi8>, tensor<144xi16>, tensor<16xi32>)
     -> tensor<1x3x3x3xi32> {
  ^bb0(%acc: i32):
    qnn.yield %acc : i32
  }
  return
}

// -----

func.func @packed_depthwise_c3_yield(%x: tensor<1x5x5x3xi8>,
                                     %w: tensor<144xi16>) {
  // expected-error @+1 {{expected the body to yield 'i8', but got 'i32'}}
  %0 = qnn.packed_depthwise "tile" signed(%x), %w
      kernel [3, 3] strides [1, 1] dilations [1, 1]
      : (tensor<1x5x5x3xi8>, tensor<144xi16>) -> tensor<1x3x3x3xi8> {
  ^bb0(%acc: i32):
    qnn.yield %acc : i32
  }
  return
}

// -----

func.func @tile_read_c1(%x: memref<16x64xi8, strided<[128, 2]>>, %i: index) {
  // expected-error @+1 {{'qnn.tile_read' op expected a source of static shape, and strides 1 along the last axis, but got 'memref<16x64xi8, strided<[128, 2]>>'}}
  %0 = qnn.tile_read %x[%i, %i] steps [1, 0]
      : memref<16x64xi8, strided<[128, 2]>> -> vector<16x32xi8>
  return
}

// -----

func.func @tile_read_c1_shape(%x: tensor<?x64xi8>, %i: index) {
  // expected-error @+1 {{expected a source of static shape, and strides 1 along the last axis, but got 'tensor<?x64xi8>'}}
  %0 = qnn.tile_read %x[%i, %i] steps [1, 0] : tensor<?x64xi8> -> vector<16x32xi8>
  return
}

// -----

func.func @tile_read_c2(%x: tensor<16x64xi8>, %i: index) {
  // expected-error @+1 {{expected one index and one step, not negative, for each axis, but got 1 indices and steps [1, 0] for 'tensor<16x64xi8>'}}
  %0 = qnn.tile_read %x[%i] steps [1, 0] : tensor<16x64xi8> -> vector<16x32xi8>
  return
}

// -----

func.func @tile_read_c2_negative(%x: tensor<64xi8>, %i: index) {
  // expected-error @+1 {{expected one index and one step, not negative, for each axis, but got 1 indices and steps [-1] for 'tensor<64xi8>'}}
  %0 = qnn.tile_read %x[%i] steps [-1] : tensor<64xi8> -> vector<16x32xi8>
  return
}

// -----

func.func @tile_read_c3(%x: tensor<15x64xi8>, %i: index) {
  // expected-error @+1 {{expected a source of at least 16 elements along axis 0, but got 'tensor<15x64xi8>'}}
  %0 = qnn.tile_read %x[%i, %i] steps [1, 0] : tensor<15x64xi8> -> vector<16x64xi8>
  return
}

// -----

func.func @tile_read_c3_columns(%x: tensor<1x123xi8>, %i: index) {
  // expected-error @+1 {{expected a source of at least 124 elements along axis 1, but got 'tensor<1x123xi8>'}}
  %0 = qnn.tile_read %x[%i, %i] steps [0, 4] : tensor<1x123xi8> -> vector<16x64xi8>
  return
}

// -----

func.func @tile_dot_c1(%a: vector<16x64xi8>, %b: vector<15x64xi8>,
                       %c: vector<16x16xi32>) {
  // expected-error @+1 {{'qnn.tile_dot' op expected rows x steps*D of input and steps x lanes*D of weights for rows x lanes of sums, but got 'vector<16x64xi8>', 'vector<15x64xi8>', 'vector<16x16xi32>'}}
  %0 = qnn.tile_dot "x86.tdpbssd" %a, %b, %c
      : vector<16x64xi8>, vector<15x64xi8>, vector<16x16xi32>
  return
}

// -----

func.func @apply_float_multiplier_c1(%x: vector<4xi32>, %f: vector<4xf32>,
                                     %g: vector<5xf32>) {
  // expected-error @+1 {{failed to verify that floats and integers of one shape}}
  %0 = "qnn.apply_float_multiplier"(%x, %f, %g, %f)
      : (vector<4xi32>, vector<4xf32>, vector<5xf32>, vector<4xf32>) -> vector<4xi32>
  return
}

// -----

func.func @apply_float_multiplier_c1_tensor(%x: tensor<4xi32>, %f: f32) {
  // expected-error @+1 {{'output' must be i32 or vector of i32, but got 'tensor<4xi32>'}}
  %0 = qnn.apply_float_multiplier %x, %f, %f, %f : tensor<4xi32>
  return
}
