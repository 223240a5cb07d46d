// RUN: quant-opt %s --qnn-vectorize-contractions --split-input-file --verify-diagnostics

func.func @unknown_tile(%x: tensor<1x4xi8>, %w: tensor<32xi8>) -> tensor<1x8xi32> {
  // expected-error @+1 {{'qnn.packed_dot' op expected the name of a tile, but got 'x86.fma'}}
  %0 = qnn.packed_dot "x86.fma" panels 1 %x, %w
      : (tensor<1x4xi8>, tensor<32xi8>) -> tensor<1x8xi32> {
  ^bb0(%acc: i32):
    qnn.yield %acc : i32
  }
  return %0 : tensor<1x8xi32>
}

// -----

func.func @extended_bytes(%x: tensor<1x4xi8>, %w: tensor<32xi8>)
    -> tensor<1x8xi32> {
  // expected-error @+1 {{expected nothing to extend for tile 'x86.vpmaddubsw', which takes bytes}}
  %0 = qnn.packed_dot "x86.vpmaddubsw" panels 1 extend<signed> %x, %w
      : (tensor<1x4xi8>, tensor<32xi8>) -> tensor<1x8xi32> {
  ^bb0(%acc: i32):
    qnn.yield %acc : i32
  }
  return %0 : tensor<1x8xi32>
}

// -----

func.func @input_type(%x: tensor<1x4xi8>, %w: tensor<32xi16>) -> tensor<1x8xi32> {
  // expected-error @+1 {{expected input of 'i16' with rows of a multiple of 2 for tile 'x86.vpmaddwd', but got 'tensor<1x4xi8>'}}
  %0 = qnn.packed_dot "x86.vpmaddwd" panels 1 %x, %w
      : (tensor<1x4xi8>, tensor<32xi16>) -> tensor<1x8xi32> {
  ^bb0(%acc: i32):
    qnn.yield %acc : i32
  }
  return %0 : tensor<1x8xi32>
}

// -----

func.func @input_depth(%x: tensor<1x6xi8>, %w: tensor<64xi8>) -> tensor<1x8xi32> {
  // expected-error @+1 {{expected input of 'i8' with rows of a multiple of 4 for tile 'x86.vpmaddubsw', but got 'tensor<1x6xi8>'}}
  %0 = qnn.packed_dot "x86.vpmaddubsw" panels 1 %x, %w
      : (tensor<1x6xi8>, tensor<64xi8>) -> tensor<1x8xi32> {
  ^bb0(%acc: i32):
    qnn.yield %acc : i32
  }
  return %0 : tensor<1x8xi32>
}

// -----

// 9 outputs are two panels.
func.func @weights(%x: tensor<1x4xi8>, %w: tensor<32xi8>) -> tensor<1x9xi32> {
  // expected-error @+1 {{expected weights of type 'tensor<64xi8>' for tile 'x86.vpmaddubsw', but got 'tensor<32xi8>'}}
  %0 = qnn.packed_dot "x86.vpmaddubsw" panels 2 %x, %w
      : (tensor<1x4xi8>, tensor<32xi8>) -> tensor<1x9xi32> {
  ^bb0(%acc: i32):
    qnn.yield %acc : i32
  }
  return %0 : tensor<1x9xi32>
}

// -----

func.func @channels(%x: tensor<1x4xi8>, %w: tensor<32xi8>, %b: tensor<5xi32>)
    -> tensor<1x5xi32> {
  // expected-error @+1 {{expected channel operand of type 'tensor<8xi32>' for tile 'x86.vpmaddubsw', but got 'tensor<5xi32>'}}
  %0 = qnn.packed_dot "x86.vpmaddubsw" panels 1 %x, %w channels(%b)
      : (tensor<1x4xi8>, tensor<32xi8>, tensor<5xi32>) -> tensor<1x5xi32> {
  ^bb0(%acc: i32, %bn: i32):
    qnn.yield %acc : i32
  }
  return %0 : tensor<1x5xi32>
}

// -----

// Each step has the weights of two panels.
func.func @arranged_weights(%x: tensor<1x4xi8>, %w: tensor<64xi8>,
                            %positions: tensor<2xi32>,
                            %sections: tensor<3xi32>) -> tensor<1x17xi32> {
  // expected-error @+1 {{expected weights of type 'tensor<128xi8>'}}
  %0 = qnn.packed_dot "x86.vpmaddubsw" panels 2 %x, %w
      arranged(%positions, %sections)
      : (tensor<1x4xi8>, tensor<64xi8>, tensor<2xi32>, tensor<3xi32>)
     -> tensor<1x17xi32> {
  ^bb0(%acc: i32):
    qnn.yield %acc : i32
  }
  return %0 : tensor<1x17xi32>
}

// -----

// Two panels, each with sums of three, two and one steps.
func.func @sections(%x: tensor<1x4xi8>, %w: tensor<32xi8>,
                    %positions: tensor<1xi32>, %sections: tensor<3xi32>)
    -> tensor<1x9xi32> {
  // expected-error @+1 {{expected sections of type 'tensor<7xi32>' for tile 'x86.vpmaddubsw.3', but got 'tensor<3xi32>'}}
  %0 = qnn.packed_dot "x86.vpmaddubsw.3" panels 1 %x, %w
      arranged(%positions, %sections)
      : (tensor<1x4xi8>, tensor<32xi8>, tensor<1xi32>, tensor<3xi32>)
     -> tensor<1x9xi32> {
  ^bb0(%acc: i32):
    qnn.yield %acc : i32
  }
  return %0 : tensor<1x9xi32>
}

// -----

func.func @arranged_without_narrow_sums(%x: tensor<1x4xi16>, %w: tensor<32xi16>,
                                        %positions: tensor<2xi32>,
                                        %sections: tensor<2xi32>)
    -> tensor<1x8xi32> {
  // expected-error @+1 {{expected no positions for tile 'x86.vpmaddwd'}}
  %0 = qnn.packed_dot "x86.vpmaddwd" panels 1 %x, %w
      arranged(%positions, %sections)
      : (tensor<1x4xi16>, tensor<32xi16>, tensor<2xi32>, tensor<2xi32>)
     -> tensor<1x8xi32> {
  ^bb0(%acc: i32):
    qnn.yield %acc : i32
  }
  return %0 : tensor<1x8xi32>
}

// -----

// A run of 3 is read as a step of 4, which the last one does not have.
func.func @short_lines(%x: tensor<2x6xi8>, %w: tensor<64xi8>)
    -> tensor<1x1x2x8xi32> {
  // expected-error @+1 {{expected lines of at least 7 columns for tile 'x86.vpmaddubsw', but got 6}}
  %0 = qnn.packed_dot "x86.vpmaddubsw" panels 1
      window<image_lines = 2, line_stride = 1, column_stride = 3, lines = 2,
             line_dilation = 1, runs = 1, run_dilation = 0, length = 3>
      %x, %w : (tensor<2x6xi8>, tensor<64xi8>) -> tensor<1x1x2x8xi32> {
  ^bb0(%acc: i32):
    qnn.yield %acc : i32
  }
  return %0 : tensor<1x1x2x8xi32>
}

// -----

// 9 taps are 3 groups of 4, for 32 channels.
func.func @depthwise_weights(%x: tensor<1x3x3x32xi8>, %w: tensor<288xi8>)
    -> tensor<1x1x1x32xi32> {
  // expected-error @+1 {{expected weights of type 'tensor<384xi8>' for tile 'x86.vpmaddubsw', but got 'tensor<288xi8>'}}
  %0 = qnn.packed_depthwise "x86.vpmaddubsw" unsigned(%x), %w
      kernel [3, 3] strides [1, 1] dilations [1, 1]
      : (tensor<1x3x3x32xi8>, tensor<288xi8>) -> tensor<1x1x1x32xi32> {
  ^bb0(%acc: i32):
    qnn.yield %acc : i32
  }
  return %0 : tensor<1x1x1x32xi32>
}

// -----

// One unit is 16 channels.
func.func @depthwise_channels(%x: tensor<1x2x1x3xi8>, %w: tensor<32xi16>,
                              %b: tensor<3xi32>) -> tensor<1x1x1x3xi32> {
  // expected-error @+1 {{expected channel operand of type 'tensor<16xi32>' for tile 'x86.vpmaddwd', but got 'tensor<3xi32>'}}
  %0 = qnn.packed_depthwise "x86.vpmaddwd" signed(%x), %w channels(%b)
      kernel [2, 1] strides [1, 1] dilations [1, 1]
      : (tensor<1x2x1x3xi8>, tensor<32xi16>, tensor<3xi32>)
     -> tensor<1x1x1x3xi32> {
  ^bb0(%acc: i32, %bias: i32):
    qnn.yield %acc : i32
  }
  return %0 : tensor<1x1x1x3xi32>
}

// -----

// vpmaddubsw takes bytes without sign.
func.func @depthwise_signedness(%x: tensor<1x1x4x32xi8>, %w: tensor<128xi8>)
    -> tensor<1x1x1x32xi32> {
  // expected-error @+1 {{expected unsigned input for tile 'x86.vpmaddubsw'}}
  %0 = qnn.packed_depthwise "x86.vpmaddubsw" signed(%x), %w
      kernel [1, 4] strides [1, 1] dilations [1, 1]
      : (tensor<1x1x4x32xi8>, tensor<128xi8>) -> tensor<1x1x1x32xi32> {
  ^bb0(%acc: i32):
    qnn.yield %acc : i32
  }
  return %0 : tensor<1x1x1x32xi32>
}

// -----

// Taps are unrolled.
func.func @depthwise_taps(%x: tensor<1x1x65x16xi8>, %w: tensor<2112xi8>)
    -> tensor<1x1x1x16xi32> {
  // expected-error @+1 {{expected a kernel of at most 64 taps, but got [1, 65]}}
  %0 = qnn.packed_depthwise "x86.vpmaddubsw" unsigned(%x), %w
      kernel [1, 65] strides [1, 1] dilations [1, 1]
      : (tensor<1x1x65x16xi8>, tensor<2112xi8>) -> tensor<1x1x1x16xi32> {
  ^bb0(%acc: i32):
    qnn.yield %acc : i32
  }
  return %0 : tensor<1x1x1x16xi32>
}

// -----

// 17 steps are two chunks of 9.
func.func @chunks(%x: tensor<16x68xi8>, %w: tensor<1088xi8>) -> tensor<16x8xi32> {
  // expected-error @+1 {{expected weights of type 'tensor<1152xi8>' for tile 'x86.tdpbssd', but got 'tensor<1088xi8>'}}
  %0 = qnn.packed_dot "x86.tdpbssd" panels 1 %x, %w
      : (tensor<16x68xi8>, tensor<1088xi8>) -> tensor<16x8xi32> {
  ^bb0(%acc: i32):
    qnn.yield %acc : i32
  }
  return %0 : tensor<16x8xi32>
}

// -----

func.func @panels(%x: tensor<16x4xi8>, %w: tensor<320xi8>) -> tensor<16x80xi32> {
  // expected-error @+1 {{expected at most 4 panels for tile 'x86.tdpbssd', but got 5}}
  %0 = qnn.packed_dot "x86.tdpbssd" panels 5 %x, %w
      : (tensor<16x4xi8>, tensor<320xi8>) -> tensor<16x80xi32> {
  ^bb0(%acc: i32):
    qnn.yield %acc : i32
  }
  return %0 : tensor<16x80xi32>
}

// -----

func.func @paired_columns(%x: tensor<1x32xi8>, %w: tensor<64xi8>)
    -> tensor<1x1x3x4xi32> {
  // expected-error @+1 {{expected columns in multiples of 8 for tile 'aarch64.smmla.paired', but got #qnn.window<}}
  %0 = qnn.packed_dot "aarch64.smmla.paired" panels 1
      window<image_lines = 1, line_stride = 1, column_stride = 4, lines = 1,
             line_dilation = 1, runs = 1, run_dilation = 0, length = 16> %x, %w
      : (tensor<1x32xi8>, tensor<64xi8>) -> tensor<1x1x3x4xi32> {
  ^bb0(%acc: i32):
    qnn.yield %acc : i32
  }
  return %0 : tensor<1x1x3x4xi32>
}
