// RUN: quant-opt %s --qnn-set-target="target=aarch64-neon" --qnn-select-tiles | FileCheck %s
// RUN: quant-opt %s --qnn-set-target="target=aarch64-dotprod" --qnn-select-tiles | FileCheck %s --check-prefix=DOTPROD

// RUN: quant-opt %s --qnn-set-target="target=aarch64-i8mm" --qnn-select-tiles | FileCheck %s --check-prefix=I8MM

// Where four products of bytes make one instruction, no sum has 16 bits.
// DOTPROD-NOT: smlal

//===----------------------------------------------------------------------===//
// Weights
//===----------------------------------------------------------------------===//

// -128 * (-127 - 127) = 32512.
// CHECK-LABEL: func @no_lowest(
// CHECK: qnn.dot signed({{.*}} {qnn.tile = "aarch64.smlal.8h"}
func.func @no_lowest(%x: tensor<3x4xi8>, %b: tensor<2xi32>) -> tensor<3x2xi32> {
  %w = arith.constant dense<[[-127, -127, -127, -127], [127, 127, 127, 127]]>
      : tensor<2x4xi8>
  %0 = qnn.dot signed(%x), signed(%w) bias(%b)
      : tensor<3x4xi8>, tensor<2x4xi8>, tensor<2xi32> -> tensor<3x2xi32>
  return %0 : tensor<3x2xi32>
}

// The second columns of two steps are added: -128 * (-128 - 128) = 32768.
// CHECK-LABEL: func @two_lowest(
// CHECK: qnn.dot signed({{.*}} {qnn.tile = "aarch64.smull.8h"}
func.func @two_lowest(%x: tensor<3x4xi8>, %b: tensor<2xi32>) -> tensor<3x2xi32> {
  %w = arith.constant dense<[[1, 2, 3, 4], [5, -128, 6, -128]]> : tensor<2x4xi8>
  %0 = qnn.dot signed(%x), signed(%w) bias(%b)
      : tensor<3x4xi8>, tensor<2x4xi8>, tensor<2xi32> -> tensor<3x2xi32>
  return %0 : tensor<3x2xi32>
}

// Those of one step are added in 32 bits. -128 * (-128 - 127) = 32640.
// CHECK-LABEL: func @lowest_beside_others(
// CHECK: qnn.dot signed({{.*}} {qnn.tile = "aarch64.smlal.8h"}
func.func @lowest_beside_others(%x: tensor<3x4xi8>, %b: tensor<2xi32>)
    -> tensor<3x2xi32> {
  %w = arith.constant dense<[[-128, -128, -127, 127], [127, -127, -128, -128]]>
      : tensor<2x4xi8>
  %0 = qnn.dot signed(%x), signed(%w) bias(%b)
      : tensor<3x4xi8>, tensor<2x4xi8>, tensor<2xi32> -> tensor<3x2xi32>
  return %0 : tensor<3x2xi32>
}

// The second and the third step make no pair, and the fifth is alone.
// CHECK-LABEL: func @lowest_of_other_pairs(
// CHECK: qnn.dot signed({{.*}} {qnn.tile = "aarch64.smlal.8h"}
func.func @lowest_of_other_pairs(%x: tensor<3x9xi8>, %b: tensor<1xi32>)
    -> tensor<3x1xi32> {
  %w = arith.constant dense<[[1, 2, -128, -128, -128, -128, 3, 4, -128]]>
      : tensor<1x9xi8>
  %0 = qnn.dot signed(%x), signed(%w) bias(%b)
      : tensor<3x9xi8>, tensor<1x9xi8>, tensor<1xi32> -> tensor<3x1xi32>
  return %0 : tensor<3x1xi32>
}

// A line of the image makes steps of its own, of which there are three here.
// CHECK-LABEL: func @lowest_of_other_lines(
// CHECK: qnn.conv signed({{.*}} {qnn.tile = "aarch64.smlal.8h"}
func.func @lowest_of_other_lines(%x: tensor<1x4x4x2xi8>, %b: tensor<1xi32>)
    -> tensor<1x3x2x1xi32> {
  %w = arith.constant dense<[[[[1, 2], [3, 4], [-128, -128]],
                              [[-128, -128], [5, 6], [-128, -128]]]]>
      : tensor<1x2x3x2xi8>
  %0 = qnn.conv signed(%x), %w bias(%b) strides [1, 1] dilations [1, 1]
      : tensor<1x4x4x2xi8>, tensor<1x2x3x2xi8>, tensor<1xi32>
     -> tensor<1x3x2x1xi32>
  return %0 : tensor<1x3x2x1xi32>
}

// CHECK-LABEL: func @two_lowest_of_a_line(
// CHECK: qnn.conv signed({{.*}} {qnn.tile = "aarch64.smull.8h"}
func.func @two_lowest_of_a_line(%x: tensor<1x4x4x2xi8>, %b: tensor<1xi32>)
    -> tensor<1x3x2x1xi32> {
  %w = arith.constant dense<[[[[1, 2], [3, 4], [5, 6]],
                              [[-128, 1], [-128, 2], [3, 4]]]]>
      : tensor<1x2x3x2xi8>
  %0 = qnn.conv signed(%x), %w bias(%b) strides [1, 1] dilations [1, 1]
      : tensor<1x4x4x2xi8>, tensor<1x2x3x2xi8>, tensor<1xi32>
     -> tensor<1x3x2x1xi32>
  return %0 : tensor<1x3x2x1xi32>
}

// Columns of a dilated window are runs of their own, of one step each.
// CHECK-LABEL: func @lowest_of_other_runs(
// CHECK: qnn.conv signed({{.*}} {qnn.tile = "aarch64.smlal.8h"}
func.func @lowest_of_other_runs(%x: tensor<1x4x5x2xi8>, %b: tensor<1xi32>)
    -> tensor<1x2x3x1xi32> {
  %w = arith.constant dense<-128> : tensor<1x2x2x2xi8>
  %0 = qnn.conv signed(%x), %w bias(%b) strides [1, 1] dilations [2, 2]
      : tensor<1x4x5x2xi8>, tensor<1x2x2x2xi8>, tensor<1xi32>
     -> tensor<1x2x3x1xi32>
  return %0 : tensor<1x2x3x1xi32>
}

// No two steps are there.
// CHECK-LABEL: func @no_columns(
// CHECK: qnn.dot signed({{.*}} {qnn.tile = "aarch64.smlal.8h"}
func.func @no_columns(%x: tensor<3x0xi8>, %b: tensor<1xi32>) -> tensor<3x1xi32> {
  %w = arith.constant dense<> : tensor<1x0xi8>
  %0 = qnn.dot signed(%x), signed(%w) bias(%b)
      : tensor<3x0xi8>, tensor<1x0xi8>, tensor<1xi32> -> tensor<3x1xi32>
  return %0 : tensor<3x1xi32>
}

// Of each channel and column, the first and the third row are added.
// CHECK-LABEL: func @depthwise(
// CHECK: qnn.conv signed({{.*}} {qnn.tile = "aarch64.smlal.8h"}
// CHECK: qnn.conv signed({{.*}} {qnn.tile = "aarch64.smull.8h"}
func.func @depthwise(%x: tensor<1x3x3x2xi8>)
    -> (tensor<1x1x1x2xi32>, tensor<1x1x1x2xi32>) {
  %w = arith.constant dense<[[[[-128], [-128], [1]], [[-128], [-128], [2]], [[3], [4], [-128]]],
                             [[[5], [6], [7]], [[-128], [-128], [-128]], [[-128], [-128], [-128]]]]>
      : tensor<2x3x3x1xi8>
  %v = arith.constant dense<[[[[1], [2], [3]], [[4], [5], [6]], [[7], [8], [9]]],
                             [[[1], [-128], [2]], [[3], [4], [5]], [[6], [-128], [7]]]]>
      : tensor<2x3x3x1xi8>
  %b = arith.constant dense<0> : tensor<2xi32>
  %0 = qnn.conv signed(%x), %w bias(%b) strides [1, 1] dilations [1, 1]
      : tensor<1x3x3x2xi8>, tensor<2x3x3x1xi8>, tensor<2xi32>
     -> tensor<1x1x1x2xi32>
  %1 = qnn.conv signed(%x), %v bias(%b) strides [1, 1] dilations [1, 1]
      : tensor<1x3x3x2xi8>, tensor<2x3x3x1xi8>, tensor<2xi32>
     -> tensor<1x1x1x2xi32>
  return %0, %1 : tensor<1x1x1x2xi32>, tensor<1x1x1x2xi32>
}

//===----------------------------------------------------------------------===//
// The range of the input
//===----------------------------------------------------------------------===//

// -127 * (-128 - 128) = 32512.
// CHECK-LABEL: func @clamped_input(
// CHECK: qnn.dot signed({{.*}} {qnn.tile = "aarch64.smlal.8h"}
// CHECK: qnn.dot signed({{.*}} {qnn.tile = "aarch64.smull.8h"}
func.func @clamped_input(%acc: tensor<1x4xi32>, %b: tensor<1xi32>)
    -> (tensor<1x1xi32>, tensor<1x1xi32>) {
  %w = arith.constant dense<-128> : tensor<1x4xi8>
  %x = qnn.rescale double_round signed(%acc)
      multipliers(dense<1518500250> : tensor<1xi32>)
      shifts(dense<-7> : tensor<1xi32>)
      zero_points(dense<0> : tensor<1xi32> to dense<0> : tensor<1xi32>)
      clamp<-127, 127> : tensor<1x4xi32> -> tensor<1x4xi8>
  %y = qnn.rescale double_round signed(%acc)
      multipliers(dense<1518500250> : tensor<1xi32>)
      shifts(dense<-7> : tensor<1xi32>)
      zero_points(dense<0> : tensor<1xi32> to dense<0> : tensor<1xi32>)
      clamp<-128, 127> : tensor<1x4xi32> -> tensor<1x4xi8>
  %0 = qnn.dot signed(%x), signed(%w) bias(%b)
      : tensor<1x4xi8>, tensor<1x4xi8>, tensor<1xi32> -> tensor<1x1xi32>
  %1 = qnn.dot signed(%y), signed(%w) bias(%b)
      : tensor<1x4xi8>, tensor<1x4xi8>, tensor<1xi32> -> tensor<1x1xi32>
  return %0, %1 : tensor<1x1xi32>, tensor<1x1xi32>
}

// Moved down by 128, [1, 255] is [-127, 127], and 0 is -128.
// CHECK-LABEL: func @clamped_unsigned_input(
// CHECK: qnn.dot signed({{.*}} {qnn.tile = "aarch64.smlal.8h"}
// CHECK: qnn.dot signed({{.*}} {qnn.tile = "aarch64.smull.8h"}
func.func @clamped_unsigned_input(%acc: tensor<1x4xi32>, %b: tensor<1xi32>)
    -> (tensor<1x1xi32>, tensor<1x1xi32>) {
  %w = arith.constant dense<-128> : tensor<1x4xi8>
  %x = qnn.rescale double_round signed(%acc)
      multipliers(dense<1518500250> : tensor<1xi32>)
      shifts(dense<-7> : tensor<1xi32>)
      zero_points(dense<0> : tensor<1xi32> to dense<0> : tensor<1xi32>)
      clamp<1, 255> : tensor<1x4xi32> -> tensor<1x4xi8>
  %y = qnn.rescale double_round signed(%acc)
      multipliers(dense<1518500250> : tensor<1xi32>)
      shifts(dense<-7> : tensor<1xi32>)
      zero_points(dense<0> : tensor<1xi32> to dense<0> : tensor<1xi32>)
      clamp<0, 255> : tensor<1x4xi32> -> tensor<1x4xi8>
  %0 = qnn.dot unsigned(%x), signed(%w) bias(%b)
      : tensor<1x4xi8>, tensor<1x4xi8>, tensor<1xi32> -> tensor<1x1xi32>
  %1 = qnn.dot unsigned(%y), signed(%w) bias(%b)
      : tensor<1x4xi8>, tensor<1x4xi8>, tensor<1xi32> -> tensor<1x1xi32>
  return %0, %1 : tensor<1x1xi32>, tensor<1x1xi32>
}

//===----------------------------------------------------------------------===//
// Pairs of rows
//===----------------------------------------------------------------------===//

// 32 outputs read the inputs of a row often enough that it pays to pair them ahead; 8
// read them once.
// I8MM-LABEL: func @outputs(
// I8MM: {qnn.tile = "aarch64.smmla.paired"}
// I8MM: {qnn.tile = "aarch64.smmla"}
func.func @outputs(%x: tensor<12x64xi8>, %b: tensor<32xi32>, %c: tensor<8xi32>)
    -> (tensor<12x32xi32>, tensor<12x8xi32>) {
  %w = arith.constant dense<1> : tensor<32x64xi8>
  %v = arith.constant dense<1> : tensor<8x64xi8>
  %0 = qnn.dot signed(%x), signed(%w) bias(%b)
      : tensor<12x64xi8>, tensor<32x64xi8>, tensor<32xi32> -> tensor<12x32xi32>
  %1 = qnn.dot signed(%x), signed(%v) bias(%c)
      : tensor<12x64xi8>, tensor<8x64xi8>, tensor<8xi32> -> tensor<12x8xi32>
  return %0, %1 : tensor<12x32xi32>, tensor<12x8xi32>
}

// Each line is read for three lines of the output. Columns have to begin at multiples
// of 8: with 8 channels they do, with 12 every second one.
// I8MM-LABEL: func @columns(
// I8MM: {qnn.tile = "aarch64.smmla.paired"}
// I8MM: {qnn.tile = "aarch64.smmla"}
// I8MM: {qnn.tile = "aarch64.smmla.paired"}
func.func @columns(%x: tensor<1x18x18x8xi8>, %y: tensor<1x18x18x12xi8>,
    %b: tensor<16xi32>, %c: tensor<64xi32>)
    -> (tensor<1x16x16x16xi32>, tensor<1x16x16x16xi32>, tensor<1x8x8x64xi32>) {
  %w = arith.constant dense<1> : tensor<16x3x3x8xi8>
  %v = arith.constant dense<1> : tensor<16x3x3x12xi8>
  %u = arith.constant dense<1> : tensor<64x3x3x12xi8>
  %0 = qnn.conv signed(%x), %w bias(%b) strides [1, 1] dilations [1, 1]
      : tensor<1x18x18x8xi8>, tensor<16x3x3x8xi8>, tensor<16xi32>
     -> tensor<1x16x16x16xi32>
  %1 = qnn.conv signed(%y), %v bias(%b) strides [1, 1] dilations [1, 1]
      : tensor<1x18x18x12xi8>, tensor<16x3x3x12xi8>, tensor<16xi32>
     -> tensor<1x16x16x16xi32>
  %2 = qnn.conv signed(%y), %u bias(%c) strides [2, 2] dilations [1, 1]
      : tensor<1x18x18x12xi8>, tensor<64x3x3x12xi8>, tensor<64xi32>
     -> tensor<1x8x8x64xi32>
  return %0, %1, %2 : tensor<1x16x16x16xi32>, tensor<1x16x16x16xi32>,
                      tensor<1x8x8x64xi32>
}
