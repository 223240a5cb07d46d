// RUN: quant-opt %s --qnn-pack-contractions --split-input-file --verify-diagnostics

func.func @unknown_tile(%x: tensor<1x4xi8>, %b: tensor<1xi32>) -> tensor<1x1xi32> {
  %w = arith.constant dense<1> : tensor<1x4xi8>
  // expected-error @+1 {{'qnn.dot' op expected attribute 'qnn.tile' to name a tile}}
  %0 = qnn.dot unsigned(%x), signed(%w) bias(%b) {qnn.tile = "x86.fma"}
      : tensor<1x4xi8>, tensor<1x4xi8>, tensor<1xi32> -> tensor<1x1xi32>
  return %0 : tensor<1x1xi32>
}

// -----

func.func @tile_is_no_string(%x: tensor<1x4xi8>, %b: tensor<1xi32>)
    -> tensor<1x1xi32> {
  %w = arith.constant dense<1> : tensor<1x4xi8>
  // expected-error @+1 {{expected attribute 'qnn.tile' to name a tile}}
  %0 = qnn.dot unsigned(%x), signed(%w) bias(%b) {qnn.tile = 3}
      : tensor<1x4xi8>, tensor<1x4xi8>, tensor<1xi32> -> tensor<1x1xi32>
  return %0 : tensor<1x1xi32>
}

// -----

func.func @signedness(%x: tensor<1x4xi8>, %b: tensor<1xi32>) -> tensor<1x1xi32> {
  %w = arith.constant dense<1> : tensor<1x4xi8>
  // expected-error @+1 {{expected the input signedness of tile "x86.vpmaddubsw"}}
  %0 = qnn.dot signed(%x), signed(%w) bias(%b) {qnn.tile = "x86.vpmaddubsw"}
      : tensor<1x4xi8>, tensor<1x4xi8>, tensor<1xi32> -> tensor<1x1xi32>
  return %0 : tensor<1x1xi32>
}

// -----

func.func @variable_weights(%x: tensor<1x4xi8>, %w: tensor<1x4xi8>,
                            %b: tensor<1xi32>) -> tensor<1x1xi32> {
  // expected-error @+1 {{expected constant weights, of one group, for tile "x86.vpmaddwd"}}
  %0 = qnn.dot signed(%x), signed(%w) bias(%b) {qnn.tile = "x86.vpmaddwd"}
      : tensor<1x4xi8>, tensor<1x4xi8>, tensor<1xi32> -> tensor<1x1xi32>
  return %0 : tensor<1x1xi32>
}

// -----

// 200 is no i8.
func.func @unsigned_weights(%x: tensor<1x4xi8>, %b: tensor<1xi32>)
    -> tensor<1x1xi32> {
  %w = arith.constant dense<200> : tensor<1x4xi8>
  // expected-error @+1 {{expected weights of 8 bits for tile "x86.vpmaddubsw"}}
  %0 = qnn.dot unsigned(%x), unsigned(%w) bias(%b) {qnn.tile = "x86.vpmaddubsw"}
      : tensor<1x4xi8>, tensor<1x4xi8>, tensor<1xi32> -> tensor<1x1xi32>
  return %0 : tensor<1x1xi32>
}

// -----

func.func @groups(%x: tensor<1x3x3x4xi8>, %b: tensor<2xi32>)
    -> tensor<1x3x3x2xi32> {
  %w = arith.constant dense<1> : tensor<2x1x1x2xi8>
  // expected-error @+1 {{expected constant weights, of one group, for tile "x86.vpmaddwd"}}
  %0 = qnn.conv signed(%x), %w bias(%b) strides [1, 1] dilations [1, 1]
      {qnn.tile = "x86.vpmaddwd"}
      : tensor<1x3x3x4xi8>, tensor<2x1x1x2xi8>, tensor<2xi32>
     -> tensor<1x3x3x2xi32>
  return %0 : tensor<1x3x3x2xi32>
}

// -----

// -128 * -128 twice is 2^15.
func.func @sum_of_two_steps(%x: tensor<1x4xi8>, %b: tensor<1xi32>)
    -> tensor<1x1xi32> {
  %w = arith.constant dense<[[-128, 1, -128, 2]]> : tensor<1x4xi8>
  // expected-error @+1 {{expected products whose sums fit 16 bits for tile "aarch64.smlal.8h"}}
  %0 = qnn.dot signed(%x), signed(%w) bias(%b) {qnn.tile = "aarch64.smlal.8h"}
      : tensor<1x4xi8>, tensor<1x4xi8>, tensor<1xi32> -> tensor<1x1xi32>
  return %0 : tensor<1x1xi32>
}

// -----

// 3 rows have 4 slots, so that one weight can be divided: into two that do not
// suffice.
func.func @depthwise_saturates(%x: tensor<1x3x1x2xi8>) -> tensor<1x1x1x2xi32> {
  %w = arith.constant dense<127> : tensor<2x3x1x1xi8>
  %b = arith.constant dense<0> : tensor<2xi32>
  // expected-error @+1 {{expected weights of which no pairs saturate or overflow for tile x86.vpmaddubsw}}
  %0 = qnn.conv unsigned(%x), %w bias(%b) strides [1, 1] dilations [1, 1]
      {qnn.tile = "x86.vpmaddubsw"}
      : tensor<1x3x1x2xi8>, tensor<2x3x1x1xi8>, tensor<2xi32>
     -> tensor<1x1x1x2xi32>
  return %0 : tensor<1x1x1x2xi32>
}

// -----

// The third row of the kernel makes a step with the first, whose weights are zero
// there, and is added to that of the first two.
func.func @depthwise_sum_of_two_steps(%x: tensor<1x3x1x2xi8>)
    -> tensor<1x1x1x2xi32> {
  %w = arith.constant dense<-128> : tensor<2x3x1x1xi8>
  %b = arith.constant dense<0> : tensor<2xi32>
  // expected-error @+1 {{expected weights of which no pairs saturate or overflow for tile aarch64.smlal.8h}}
  %0 = qnn.conv signed(%x), %w bias(%b) strides [1, 1] dilations [1, 1]
      {qnn.tile = "aarch64.smlal.8h"}
      : tensor<1x3x1x2xi8>, tensor<2x3x1x1xi8>, tensor<2xi32>
     -> tensor<1x1x1x2xi32>
  return %0 : tensor<1x1x1x2xi32>
}

// -----

func.func @depthwise_bias(%x: tensor<1x3x1x2xi8>, %b: tensor<2xi32>)
    -> tensor<1x1x1x2xi32> {
  %w = arith.constant dense<1> : tensor<2x3x1x1xi8>
  // expected-error @+1 {{expected a constant bias for tile x86.vpmaddubsw}}
  %0 = qnn.conv unsigned(%x), %w bias(%b) strides [1, 1] dilations [1, 1]
      {qnn.tile = "x86.vpmaddubsw"}
      : tensor<1x3x1x2xi8>, tensor<2x3x1x1xi8>, tensor<2xi32>
     -> tensor<1x1x1x2xi32>
  return %0 : tensor<1x1x1x2xi32>
}
