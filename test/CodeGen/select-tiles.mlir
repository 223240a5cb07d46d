// RUN: quant-opt %s --qnn-set-target="target=x86-avx2" --qnn-select-tiles --split-input-file | FileCheck %s
// RUN: quant-opt %s --qnn-set-target="target=generic" --qnn-select-tiles --split-input-file | FileCheck %s --check-prefix=GENERIC
// RUN: quant-opt %s --qnn-set-target="target=x86-avx2" --qnn-select-tiles=tiles=x86.vpmaddwd,aarch64.sdot --split-input-file | FileCheck %s --check-prefix=NAMED --implicit-check-not=x86.vpmaddubsw
// RUN: not quant-opt %s --qnn-set-target="target=x86-avx2" --qnn-select-tiles=tiles=x86.fma --split-input-file 2>&1 | FileCheck %s --check-prefix=UNKNOWN

// GENERIC-NOT: qnn.tile
// GENERIC-NOT: qnn.flip_sign

// Of tiles that are named, those that the target has.
// NAMED: qnn.tile = "x86.vpmaddwd"
// NAMED-NOT: aarch64
// UNKNOWN: error: expected the name of a tile, but got 'x86.fma'

//===----------------------------------------------------------------------===//
// Signedness
//===----------------------------------------------------------------------===//

// The input moves up by 128, and the bias down by 128 * (1 + 2 + 3 - 4).
// CHECK-LABEL: func @signed_input(
// CHECK-SAME: %[[X:.*]]: tensor<1x4xi8>)
// CHECK: %[[W:.*]] = arith.constant dense<{{\[\[}}1, 2, 3, -4]]>
// CHECK: %[[B:.*]] = arith.constant dense<-246> : tensor<1xi32>
// CHECK: %[[U:.*]] = qnn.flip_sign %[[X]]
// CHECK: qnn.dot unsigned(%[[U]]), signed(%[[W]]) bias(%[[B]]) {qnn.tile = "x86.vpmaddubsw"}
func.func @signed_input(%x: tensor<1x4xi8>) -> tensor<1x1xi32> {
  %w = arith.constant dense<[[1, 2, 3, -4]]> : tensor<1x4xi8>
  %b = arith.constant dense<10> : tensor<1xi32>
  %0 = qnn.dot signed(%x), signed(%w) bias(%b)
      : tensor<1x4xi8>, tensor<1x4xi8>, tensor<1xi32> -> tensor<1x1xi32>
  return %0 : tensor<1x1xi32>
}

// CHECK-LABEL: func @unsigned_input(
// CHECK-SAME: %[[X:.*]]: tensor<1x4xi8>, %[[B:.*]]: tensor<1xi32>)
// CHECK-NOT: qnn.flip_sign
// CHECK: qnn.dot unsigned(%[[X]]), signed(%{{.*}}) bias(%[[B]]) {qnn.tile = "x86.vpmaddubsw"}
func.func @unsigned_input(%x: tensor<1x4xi8>, %b: tensor<1xi32>)
    -> tensor<1x1xi32> {
  %w = arith.constant dense<[[1, 2, 3, -4]]> : tensor<1x4xi8>
  %0 = qnn.dot unsigned(%x), signed(%w) bias(%b)
      : tensor<1x4xi8>, tensor<1x4xi8>, tensor<1xi32> -> tensor<1x1xi32>
  return %0 : tensor<1x1xi32>
}

// -128 times the sums 3 and -1. Row sums are of the signed input still.
// CHECK-LABEL: func @bias_and_row_sums(
// CHECK-SAME: %[[X:[^:]*]]: tensor<3x4xi8>, %[[B:[^:]*]]: tensor<2xi32>, %[[Z:[^:]*]]: tensor<2xi32>)
// CHECK: %[[SUMS:.*]] = qnn.row_sum signed(%[[X]])
// CHECK: %[[DELTA:.*]] = arith.constant dense<[-384, 128]> : tensor<2xi32>
// CHECK: %[[BIAS:.*]] = arith.addi %[[B]], %[[DELTA]]
// CHECK: %[[U:.*]] = qnn.flip_sign %[[X]]
// CHECK: qnn.dot unsigned(%[[U]]), signed(%{{.*}}) bias(%[[BIAS]]) row_sums(%[[SUMS]]) zero_points(%[[Z]]) {qnn.tile = "x86.vpmaddubsw"}
func.func @bias_and_row_sums(%x: tensor<3x4xi8>, %b: tensor<2xi32>,
                             %z: tensor<2xi32>) -> tensor<3x2xi32> {
  %w = arith.constant dense<[[1, 2, 0, 0], [0, 0, 3, -4]]>
      : tensor<2x4xi8>
  %s = qnn.row_sum signed(%x) : tensor<3x4xi8> -> tensor<3xi32>
  %0 = qnn.dot signed(%x), signed(%w) bias(%b) row_sums(%s) zero_points(%z)
      : tensor<3x4xi8>, tensor<2x4xi8>, tensor<2xi32>, tensor<3xi32>,
        tensor<2xi32> -> tensor<3x2xi32>
  return %0 : tensor<3x2xi32>
}

// -----

//===----------------------------------------------------------------------===//
// Weights
//===----------------------------------------------------------------------===//

// 255 * (127 + 127) is beyond i16. A single row, whose weights are read once, is
// signed: 128 * (127 + 127) is in i16, but 128 * (128 + 128) is not.
// CHECK-LABEL: func @saturating(
// CHECK-SAME: %[[X:.*]]: tensor<16x4xi8>, %[[Y:.*]]: tensor<1x4xi8>, %[[B:.*]]: tensor<8xi32>)
// CHECK-NOT: qnn.flip_sign
// CHECK: qnn.dot signed(%[[X]]), signed(%{{.*}}) bias(%[[B]]) {qnn.tile = "x86.vpmaddwd"}
// CHECK: qnn.dot signed(%[[Y]]), signed(%{{.*}}) bias(%[[B]]) {qnn.tile = "x86.vpsignb"}
// CHECK: qnn.dot signed(%[[Y]]), signed(%{{.*}}) bias(%[[B]]) {qnn.tile = "x86.vpmaddwd"}
func.func @saturating(%x: tensor<16x4xi8>, %y: tensor<1x4xi8>, %b: tensor<8xi32>)
    -> (tensor<16x8xi32>, tensor<1x8xi32>, tensor<1x8xi32>) {
  %w = arith.constant dense<127> : tensor<8x4xi8>
  %v = arith.constant dense<-128> : tensor<8x4xi8>
  %0 = qnn.dot signed(%x), signed(%w) bias(%b)
      : tensor<16x4xi8>, tensor<8x4xi8>, tensor<8xi32> -> tensor<16x8xi32>
  %1 = qnn.dot signed(%y), signed(%w) bias(%b)
      : tensor<1x4xi8>, tensor<8x4xi8>, tensor<8xi32> -> tensor<1x8xi32>
  %2 = qnn.dot signed(%y), signed(%v) bias(%b)
      : tensor<1x4xi8>, tensor<8x4xi8>, tensor<8xi32> -> tensor<1x8xi32>
  return %0, %1, %2 : tensor<16x8xi32>, tensor<1x8xi32>, tensor<1x8xi32>
}

// Three pairs of 20 sum to 120, so that three steps fit one sum, and two pairs of 30
// to 120, for which steps are arranged. Of pairs of 60 no two fit. No pair of 127
// does: all steps twice cost more than the other instruction.
// CHECK-LABEL: func @sums_of_steps(
// CHECK: qnn.dot unsigned({{.*}} {qnn.tile = "x86.vpmaddubsw.3"}
// CHECK: qnn.dot unsigned({{.*}} {qnn.tile = "x86.vpmaddubsw.3"}
// CHECK: qnn.dot unsigned({{.*}} {qnn.tile = "x86.vpmaddubsw"}
// CHECK: qnn.dot unsigned({{.*}} {qnn.tile = "x86.vpmaddwd"}
func.func @sums_of_steps(%x: tensor<16x128xi8>, %b: tensor<16xi32>)
    -> (tensor<16x16xi32>, tensor<16x16xi32>, tensor<16x16xi32>,
        tensor<16x16xi32>) {
  %w20 = arith.constant dense<20> : tensor<16x128xi8>
  %w30 = arith.constant dense<30> : tensor<16x128xi8>
  %w60 = arith.constant dense<60> : tensor<16x128xi8>
  %w127 = arith.constant dense<127> : tensor<16x128xi8>
  %0 = qnn.dot unsigned(%x), signed(%w20) bias(%b)
      : tensor<16x128xi8>, tensor<16x128xi8>, tensor<16xi32>
     -> tensor<16x16xi32>
  %1 = qnn.dot unsigned(%x), signed(%w30) bias(%b)
      : tensor<16x128xi8>, tensor<16x128xi8>, tensor<16xi32>
     -> tensor<16x16xi32>
  %2 = qnn.dot unsigned(%x), signed(%w60) bias(%b)
      : tensor<16x128xi8>, tensor<16x128xi8>, tensor<16xi32>
     -> tensor<16x16xi32>
  %3 = qnn.dot unsigned(%x), signed(%w127) bias(%b)
      : tensor<16x128xi8>, tensor<16x128xi8>, tensor<16xi32>
     -> tensor<16x16xi32>
  return %0, %1, %2, %3 : tensor<16x16xi32>, tensor<16x16xi32>,
      tensor<16x16xi32>, tensor<16x16xi32>
}

// 200 is no i8.
// CHECK-LABEL: func @unsigned_weights(
// CHECK: qnn.dot unsigned(%{{.*}}), unsigned(%{{.*}}) {{.*}} {qnn.tile = "x86.vpmaddwd"}
func.func @unsigned_weights(%x: tensor<1x4xi8>, %b: tensor<1xi32>)
    -> tensor<1x1xi32> {
  %w = arith.constant dense<[[1, 2, 3, 200]]> : tensor<1x4xi8>
  %0 = qnn.dot unsigned(%x), unsigned(%w) bias(%b)
      : tensor<1x4xi8>, tensor<1x4xi8>, tensor<1xi32> -> tensor<1x1xi32>
  return %0 : tensor<1x1xi32>
}

// CHECK-LABEL: func @variable_weights(
// CHECK-NEXT: qnn.dot
// CHECK-NOT: qnn.tile
// CHECK: return
func.func @variable_weights(%x: tensor<1x4xi8>, %w: tensor<1x4xi8>,
                            %b: tensor<1xi32>) -> tensor<1x1xi32> {
  %0 = qnn.dot unsigned(%x), signed(%w) bias(%b)
      : tensor<1x4xi8>, tensor<1x4xi8>, tensor<1xi32> -> tensor<1x1xi32>
  return %0 : tensor<1x1xi32>
}

// -----

//===----------------------------------------------------------------------===//
// The range of the input
//===----------------------------------------------------------------------===//

// 129 * (127 + 127) = 32766 is in i16, 130 * (127 + 127) is not.
// CHECK-LABEL: func @clamped_input(
// CHECK: qnn.dot {{.*}} {qnn.tile = "x86.vpmaddubsw"}
// CHECK: qnn.dot {{.*}} {qnn.tile = "x86.vpmaddwd"}
func.func @clamped_input(%acc: tensor<16x4xi32>, %b: tensor<1xi32>)
    -> (tensor<16x1xi32>, tensor<16x1xi32>) {
  %w = arith.constant dense<127> : tensor<1x4xi8>
  %x = qnn.rescale double_round signed(%acc)
      multipliers(dense<1518500250> : tensor<1xi32>)
      shifts(dense<-7> : tensor<1xi32>)
      zero_points(dense<0> : tensor<1xi32> to dense<0> : tensor<1xi32>)
      clamp<0, 129> : tensor<16x4xi32> -> tensor<16x4xi8>
  %y = qnn.rescale double_round signed(%acc)
      multipliers(dense<1518500250> : tensor<1xi32>)
      shifts(dense<-7> : tensor<1xi32>)
      zero_points(dense<0> : tensor<1xi32> to dense<0> : tensor<1xi32>)
      clamp<0, 130> : tensor<16x4xi32> -> tensor<16x4xi8>
  %0 = qnn.dot unsigned(%x), signed(%w) bias(%b)
      : tensor<16x4xi8>, tensor<1x4xi8>, tensor<1xi32> -> tensor<16x1xi32>
  %1 = qnn.dot unsigned(%y), signed(%w) bias(%b)
      : tensor<16x4xi8>, tensor<1x4xi8>, tensor<1xi32> -> tensor<16x1xi32>
  return %0, %1 : tensor<16x1xi32>, tensor<16x1xi32>
}

// Moved up by 128, [-128, 1] is [0, 129] and [-128, 2] is [0, 130].
// CHECK-LABEL: func @clamped_signed_input(
// CHECK: qnn.dot unsigned({{.*}} {qnn.tile = "x86.vpmaddubsw"}
// CHECK: qnn.dot signed({{.*}} {qnn.tile = "x86.vpmaddwd"}
func.func @clamped_signed_input(%acc: tensor<16x4xi32>, %b: tensor<1xi32>)
    -> (tensor<16x1xi32>, tensor<16x1xi32>) {
  %w = arith.constant dense<127> : tensor<1x4xi8>
  %x = qnn.rescale double_round signed(%acc)
      multipliers(dense<1518500250> : tensor<1xi32>)
      shifts(dense<-7> : tensor<1xi32>)
      zero_points(dense<0> : tensor<1xi32> to dense<0> : tensor<1xi32>)
      clamp<-128, 1> : tensor<16x4xi32> -> tensor<16x4xi8>
  %y = qnn.rescale double_round signed(%acc)
      multipliers(dense<1518500250> : tensor<1xi32>)
      shifts(dense<-7> : tensor<1xi32>)
      zero_points(dense<0> : tensor<1xi32> to dense<0> : tensor<1xi32>)
      clamp<-128, 2> : tensor<16x4xi32> -> tensor<16x4xi8>
  %0 = qnn.dot signed(%x), signed(%w) bias(%b)
      : tensor<16x4xi8>, tensor<1x4xi8>, tensor<1xi32> -> tensor<16x1xi32>
  %1 = qnn.dot signed(%y), signed(%w) bias(%b)
      : tensor<16x4xi8>, tensor<1x4xi8>, tensor<1xi32> -> tensor<16x1xi32>
  return %0, %1 : tensor<16x1xi32>, tensor<16x1xi32>
}

// -----

module attributes {qnn.target = #qnn.target<"x86-avx2",
    triple = "x86_64-unknown-linux-gnu", features = "+avx2">} {

// The sign is flipped in front of the padding, whose number flips as well:
// -125 = 3 xor 0x80.
// CHECK-LABEL: func @conv(
// CHECK-SAME: %[[X:.*]]: tensor<1x3x3x4xi8>
// CHECK-DAG: %[[ZX:.*]] = arith.constant -125 : i8
// CHECK-DAG: %[[BIAS:.*]] = arith.constant dense<[-4599, -9196]> : tensor<2xi32>
// CHECK-DAG: %[[FLIPPED:.*]] = qnn.flip_sign %[[X]] : tensor<1x3x3x4xi8>
// CHECK: %[[PADDED:.*]] = tensor.pad %[[FLIPPED]] low[0, 1, 1, 0] high[0, 1, 1, 0]
// CHECK: tensor.yield %[[ZX]] : i8
// CHECK: qnn.conv unsigned(%[[PADDED]]), {{.*}} bias(%[[BIAS]]) {{.*}} {qnn.tile = "x86.vpmaddubsw.3"}
func.func @conv(%x: tensor<1x3x3x4xi8>) -> tensor<1x3x3x2xi32> {
  %zx = arith.constant 3 : i8
  %w = arith.constant dense<"0x010101010101010101010101010101010101010101010101010101010101010101010101020202020202020202020202020202020202020202020202020202020202020202020202"> : tensor<2x3x3x4xi8>
  %b = arith.constant dense<[9, 20]> : tensor<2xi32>
  %p = tensor.pad %x low[0, 1, 1, 0] high[0, 1, 1, 0] {
  ^bb0(%n: index, %i: index, %j: index, %c: index):
    tensor.yield %zx : i8
  } : tensor<1x3x3x4xi8> to tensor<1x5x5x4xi8>
  %0 = qnn.conv signed(%p), %w bias(%b) strides [1, 1] dilations [1, 1]
      : tensor<1x5x5x4xi8>, tensor<2x3x3x4xi8>, tensor<2xi32>
     -> tensor<1x3x3x2xi32>
  return %0 : tensor<1x3x3x2xi32>
}

// Two groups have no tile.
// CHECK-LABEL: func @groups(
// CHECK-NOT: qnn.tile
func.func @groups(%x: tensor<1x3x3x4xi8>, %b: tensor<2xi32>)
    -> tensor<1x3x3x2xi32> {
  %w = arith.constant dense<1> : tensor<2x1x1x2xi8>
  %0 = qnn.conv signed(%x), %w bias(%b) strides [1, 1] dilations [1, 1]
      : tensor<1x3x3x4xi8>, tensor<2x1x1x2xi8>, tensor<2xi32>
     -> tensor<1x3x3x2xi32>
  return %0 : tensor<1x3x3x2xi32>
}

// Weights of more than 8 bits need a tile of 16.
// CHECK-LABEL: func @wide_weights(
// CHECK: qnn.conv signed({{.*}} {qnn.tile = "x86.vpmaddwd"}
func.func @wide_weights(%x: tensor<1x3x3x4xi8>, %b: tensor<1xi32>)
    -> tensor<1x3x3x1xi32> {
  %w = arith.constant dense<[[[[1, 2, 3, -255]]]]> : tensor<1x1x1x4xi16>
  %0 = qnn.conv signed(%x), %w bias(%b) strides [1, 1] dilations [1, 1]
      : tensor<1x3x3x4xi8>, tensor<1x1x1x4xi16>, tensor<1xi32>
     -> tensor<1x3x3x1xi32>
  return %0 : tensor<1x3x3x1xi32>
}

}

// The first tap of each column is read twice; 127 + 127 + 127 fits into neither
// two pairs, but the same times at most 128 does.
// CHECK-LABEL: func @depthwise(
// CHECK: qnn.conv unsigned({{.*}} {qnn.tile = "x86.vpmaddubsw"}
// CHECK: qnn.conv signed({{.*}} {qnn.tile = "x86.vpsignb"}
func.func @depthwise(%x: tensor<1x3x3x2xi8>)
    -> (tensor<1x1x1x2xi32>, tensor<1x1x1x2xi32>) {
  %w = arith.constant dense<[[[[100], [0], [0]], [[100], [0], [0]], [[56], [0], [0]]],
                             [[[1], [2], [3]], [[4], [5], [6]], [[7], [8], [9]]]]>
      : tensor<2x3x3x1xi8>
  %v = arith.constant dense<127> : tensor<2x3x3x1xi8>
  %b = arith.constant dense<0> : tensor<2xi32>
  %0 = qnn.conv signed(%x), %w bias(%b) strides [1, 1] dilations [1, 1]
      : tensor<1x3x3x2xi8>, tensor<2x3x3x1xi8>, tensor<2xi32>
     -> tensor<1x1x1x2xi32>
  %1 = qnn.conv signed(%x), %v bias(%b) strides [1, 1] dilations [1, 1]
      : tensor<1x3x3x2xi8>, tensor<2x3x3x1xi8>, tensor<2xi32>
     -> tensor<1x1x1x2xi32>
  return %0, %1 : tensor<1x1x1x2xi32>, tensor<1x1x1x2xi32>
}

// The layout of a bias that is computed is not known here.
// CHECK-LABEL: func @depthwise_bias(
// CHECK-NOT: qnn.tile
func.func @depthwise_bias(%x: tensor<1x3x3x2xi8>, %b: tensor<2xi32>)
    -> tensor<1x1x1x2xi32> {
  %w = arith.constant dense<1> : tensor<2x3x3x1xi8>
  %0 = qnn.conv signed(%x), %w bias(%b) strides [1, 1] dilations [1, 1]
      : tensor<1x3x3x2xi8>, tensor<2x3x3x1xi8>, tensor<2xi32>
     -> tensor<1x1x1x2xi32>
  return %0 : tensor<1x1x1x2xi32>
}
