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

// An entry has all panels of a group.
func.func @outlier_weights(%x: tensor<1x4xi8>, %w: tensor<64xi8>,
                           %ow: tensor<32xi8>, %steps: tensor<1xi32>,
                           %begin: tensor<2xi32>) -> tensor<1x9xi32> {
  // expected-error @+1 {{expected outlier weights of type 'tensor<64xi8>'}}
  %0 = qnn.packed_dot "x86.vpmaddubsw" panels 2 %x, %w
      outliers(%ow, %steps, %begin)
      : (tensor<1x4xi8>, tensor<64xi8>, tensor<32xi8>, tensor<1xi32>,
         tensor<2xi32>) -> tensor<1x9xi32> {
  ^bb0(%acc: i32):
    qnn.yield %acc : i32
  }
  return %0 : tensor<1x9xi32>
}

// -----

// Two groups of one panel.
func.func @outlier_begin(%x: tensor<1x4xi8>, %w: tensor<64xi8>,
                         %ow: tensor<32xi8>, %steps: tensor<1xi32>,
                         %begin: tensor<2xi32>) -> tensor<1x9xi32> {
  // expected-error @+1 {{expected outlier begins of type 'tensor<3xi32>'}}
  %0 = qnn.packed_dot "x86.vpmaddubsw" panels 1 %x, %w
      outliers(%ow, %steps, %begin)
      : (tensor<1x4xi8>, tensor<64xi8>, tensor<32xi8>, tensor<1xi32>,
         tensor<2xi32>) -> tensor<1x9xi32> {
  ^bb0(%acc: i32):
    qnn.yield %acc : i32
  }
  return %0 : tensor<1x9xi32>
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
