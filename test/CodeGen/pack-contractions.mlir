// RUN: quant-opt %s --qnn-pack-contractions --split-input-file \
// RUN:   --mlir-print-elementsattrs-with-hex-if-larger=-1 | FileCheck %s
// RUN: quant-opt %s --qnn-pack-contractions --split-input-file \
// RUN:   --remarks-filter=qnn-pack-contractions -o /dev/null 2>&1 \
// RUN:   | FileCheck %s --check-prefix=REMARK

//===----------------------------------------------------------------------===//
// Layout
//===----------------------------------------------------------------------===//

// w[n, k] = 3n + k, N = 33, K = 3; 8 lanes, depth 2. A panel is 8 pairs
// (w[n, 2s], w[n, 2s + 1]). K is padded with zeros to 2 steps, and N to 5 panels,
// of which the first 3 are a group: lines are (group, step, panel) (0, 0, 0) to
// (0, 0, 2), (0, 1, 0) to (0, 1, 2), (1, 0, 3), (1, 0, 4), (1, 1, 3), (1, 1, 4).
// CHECK-LABEL: func @layout(
// CHECK-SAME: %[[X:[^:]*]]: tensor<2x3xi8>, %[[B:.*]]: tensor<33xi32>)
// CHECK: %[[XPAD:.*]] = tensor.pad %[[X]] low[0, 0] high[0, 1]
// CHECK: %[[ZERO:.*]] = arith.constant 0 : i32
// CHECK: %[[BIAS:.*]] = tensor.pad %[[B]] low[0] high[7]
// CHECK: tensor.yield %[[ZERO]] : i32
// CHECK: %[[W:.*]] = arith.constant dense<[0, 1, 3, 4, 6, 7, 9, 10, 12, 13, 15, 16, 18, 19, 21, 22,
// CHECK-SAME: 24, 25, 27, 28, 30, 31, 33, 34, 36, 37, 39, 40, 42, 43, 45, 46,
// CHECK-SAME: 48, 49, 51, 52, 54, 55, 57, 58, 60, 61, 63, 64, 66, 67, 69, 70,
// CHECK-SAME: 2, 0, 5, 0, 8, 0, 11, 0, 14, 0, 17, 0, 20, 0, 23, 0,
// CHECK-SAME: 26, 0, 29, 0, 32, 0, 35, 0, 38, 0, 41, 0, 44, 0, 47, 0,
// CHECK-SAME: 50, 0, 53, 0, 56, 0, 59, 0, 62, 0, 65, 0, 68, 0, 71, 0,
// CHECK-SAME: 72, 73, 75, 76, 78, 79, 81, 82, 84, 85, 87, 88, 90, 91, 93, 94,
// CHECK-SAME: 96, 97, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
// CHECK-SAME: 74, 0, 77, 0, 80, 0, 83, 0, 86, 0, 89, 0, 92, 0, 95, 0,
// CHECK-SAME: 98, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]> : tensor<160xi16>
// CHECK: qnn.packed_dot "x86.vpmaddwd" panels 3 extend<signed> %[[XPAD]], %[[W]] channels(%[[BIAS]]) : (tensor<2x4xi8>, tensor<160xi16>, tensor<40xi32>) -> tensor<2x33xi32>
// CHECK: ^bb0(%[[ACC:.*]]: i32, %[[BN:.*]]: i32):
// CHECK: %[[SUM:.*]] = arith.addi %[[ACC]], %[[BN]] : i32
// CHECK: qnn.yield %[[SUM]] : i32
// REMARK: remark: [Passed] packed | Category:qnn-pack-contractions | Splits=0, Steps=10, Tile=x86.vpmaddwd
func.func @layout(%x: tensor<2x3xi8>, %b: tensor<33xi32>) -> tensor<2x33xi32> {
  %w = arith.constant dense<
        [[0, 1, 2], [3, 4, 5], [6, 7, 8], [9, 10, 11],
         [12, 13, 14], [15, 16, 17], [18, 19, 20], [21, 22, 23],
         [24, 25, 26], [27, 28, 29], [30, 31, 32], [33, 34, 35],
         [36, 37, 38], [39, 40, 41], [42, 43, 44], [45, 46, 47],
         [48, 49, 50], [51, 52, 53], [54, 55, 56], [57, 58, 59],
         [60, 61, 62], [63, 64, 65], [66, 67, 68], [69, 70, 71],
         [72, 73, 74], [75, 76, 77], [78, 79, 80], [81, 82, 83],
         [84, 85, 86], [87, 88, 89], [90, 91, 92], [93, 94, 95],
         [96, 97, 98]]> : tensor<33x3xi8>
  %0 = qnn.dot signed(%x), signed(%w) bias(%b) {qnn.tile = "x86.vpmaddwd"}
      : tensor<2x3xi8>, tensor<33x3xi8>, tensor<33xi32> -> tensor<2x33xi32>
  return %0 : tensor<2x33xi32>
}

// -----

// Two rows of 5 weights at depth 4, in one panel of 8 lanes.
// CHECK-LABEL: func @layout_of_depth_4(
// CHECK-DAG: arith.constant dense<[7, 8, 0, 0, 0, 0, 0, 0]> : tensor<8xi32>
// CHECK-DAG: arith.constant dense<[1, 2, 3, 4, 6, 7, 8, 9{{(, 0)+}}, 5, 0, 0, 0, 10, 0, 0, 0{{(, 0)+}}]> : tensor<64xi8>
// CHECK: qnn.packed_dot "x86.vpmaddubsw" panels 1 %{{.*}} : (tensor<1x8xi8>, tensor<64xi8>, tensor<8xi32>) -> tensor<1x2xi32>
// REMARK: Splits=0, Steps=2, Tile=x86.vpmaddubsw
func.func @layout_of_depth_4(%x: tensor<1x5xi8>) -> tensor<1x2xi32> {
  %w = arith.constant dense<[[1, 2, 3, 4, 5], [6, 7, 8, 9, 10]]> : tensor<2x5xi8>
  %b = arith.constant dense<[7, 8]> : tensor<2xi32>
  %0 = qnn.dot unsigned(%x), signed(%w) bias(%b) {qnn.tile = "x86.vpmaddubsw"}
      : tensor<1x5xi8>, tensor<2x5xi8>, tensor<2xi32> -> tensor<1x2xi32>
  return %0 : tensor<1x2xi32>
}

// -----

// Unsigned bytes become i16 as such, those of the input when they are read.
// CHECK-LABEL: func @unsigned_to_i16(
// CHECK-SAME: %[[X:.*]]: tensor<1x2xi8>
// CHECK: arith.constant dense<[255, 1, {{.*}}]> : tensor<16xi16>
// CHECK: qnn.packed_dot "x86.vpmaddwd" panels 1 extend<unsigned> %[[X]]
func.func @unsigned_to_i16(%x: tensor<1x2xi8>, %b: tensor<1xi32>)
    -> tensor<1x1xi32> {
  %w = arith.constant dense<[[255, 1]]> : tensor<1x2xi8>
  %0 = qnn.dot unsigned(%x), unsigned(%w) bias(%b) {qnn.tile = "x86.vpmaddwd"}
      : tensor<1x2xi8>, tensor<1x2xi8>, tensor<1xi32> -> tensor<1x1xi32>
  return %0 : tensor<1x1xi32>
}

// -----

//===----------------------------------------------------------------------===//
// Arranged steps
//===----------------------------------------------------------------------===//

// Times 255: 64 + 64 is 32640 and stays, 64 + 65 is 32895, beyond i16; likewise
// -64 - 64 is -32640 and -64 - 65 is -32895. Products of different signs do not
// add up, and a single one is within [-32640, 32385]. What is too much comes off
// the larger weight and is a step of its own: farthest first, 128 at columns 0, 4,
// 8 and 12, and 1 at columns 0, 4 and 12.
// CHECK-LABEL: func @split_pairs(
// CHECK-DAG: %[[W:.*]] = arith.constant dense<[64, 64, 64, 64, 0{{(, 0)+}}, -64, -64, -64, -64, 0{{(, 0)+}}, 127, -128, -128, 0{{(, 0)+}}, 127, 1, 126, 2, 0{{(, 0)+}}, 1{{(, 0)+}}, -1{{(, 0)+}}, 1, 0{{(, 0)+}}]> : tensor<224xi8>
// CHECK-DAG: %[[P:.*]] = arith.constant dense<[0, 4, 8, 12, 0, 4, 12]> : tensor<7xi32>
// CHECK-DAG: %[[S:.*]] = arith.constant dense<[0, 7]> : tensor<2xi32>
// CHECK: qnn.packed_dot "x86.vpmaddubsw" panels 1 %{{.*}}, %[[W]] arranged(%[[P]], %[[S]])
// REMARK: Splits=3, Steps=7, Tile=x86.vpmaddubsw
func.func @split_pairs(%x: tensor<1x16xi8>, %b: tensor<1xi32>)
    -> tensor<1x1xi32> {
  %w = arith.constant dense<[[64, 64, 64, 65, -64, -64, -64, -65,
                              127, -128, -128, 0, 127, 1, 127, 2]]>
      : tensor<1x16xi8>
  %0 = qnn.dot unsigned(%x), signed(%w) bias(%b) {qnn.tile = "x86.vpmaddubsw"}
      : tensor<1x16xi8>, tensor<1x16xi8>, tensor<1xi32> -> tensor<1x1xi32>
  return %0 : tensor<1x1xi32>
}

// -----

// Sums of three steps: the positive weights of a pair sum to 128 at most, and the
// negative ones to -128. Column 4 reaches farthest, 0 is too much beside it, 8 is
// not, and 12 makes them three. Of the second panel all but one step is zero, and
// left out.
// CHECK-LABEL: func @arrange(
// CHECK-DAG: %[[W:.*]] = arith.constant dense<[28, -128, 0{{(, 0)+}}, 100, 0{{(, 0)+}}, 28, 0{{(, 0)+}}, 100, -100, 0{{(, 0)+}}, 7, 0{{(, 0)+}}]> : tensor<160xi8>
// CHECK-DAG: %[[P:.*]] = arith.constant dense<[4, 8, 12, 0, 4]> : tensor<5xi32>
// CHECK-DAG: %[[S:.*]] = arith.constant dense<[0, 3, 3, 4, 4, 4, 5]> : tensor<7xi32>
// CHECK: qnn.packed_dot "x86.vpmaddubsw.3" panels 1 %{{.*}}, %[[W]] arranged(%[[P]], %[[S]])
// REMARK: Splits=0, Steps=5, Tile=x86.vpmaddubsw.3
func.func @arrange(%x: tensor<3x16xi8>, %b: tensor<9xi32>) -> tensor<3x9xi32> {
  %w = arith.constant dense<
        [[100, -100, 0, 0, 28, -128, 0, 0, 100, 0, 0, 0, 0, 0, 28, 0],
         [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
         [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
         [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
         [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
         [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
         [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
         [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
         [0, 0, 0, 0, 7, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]]> : tensor<9x16xi8>
  %0 = qnn.dot unsigned(%x), signed(%w) bias(%b)
      {qnn.tile = "x86.vpmaddubsw.3"}
      : tensor<3x16xi8>, tensor<9x16xi8>, tensor<9xi32> -> tensor<3x9xi32>
  return %0 : tensor<3x9xi32>
}

// -----

// A single row: two panels share an order. What the first lane of the second has too
// much is a step more for both.
// CHECK-LABEL: func @arrange_single_row(
// CHECK-DAG: %[[W:.*]] = arith.constant dense<[7, 0{{(, 0)+}}, 125, 3, 0{{(, 0)+}}, 8, 0{{(, 0)+}}, 2, 0{{(, 0)+}}]> : tensor<192xi8>
// CHECK-DAG: %[[P:.*]] = arith.constant dense<[0, 4, 0]> : tensor<3xi32>
// CHECK-DAG: %[[S:.*]] = arith.constant dense<[0, 3]> : tensor<2xi32>
// CHECK: qnn.packed_dot "x86.vpmaddubsw" panels 2 %{{.*}}, %[[W]] arranged(%[[P]], %[[S]])
// REMARK: Splits=2, Steps=6, Tile=x86.vpmaddubsw
func.func @arrange_single_row(%x: tensor<1x8xi8>, %b: tensor<9xi32>)
    -> tensor<1x9xi32> {
  %w = arith.constant dense<
        [[7, 0, 0, 0, 0, 0, 0, 0], [0, 0, 0, 0, 0, 0, 0, 0],
         [0, 0, 0, 0, 0, 0, 0, 0], [0, 0, 0, 0, 0, 0, 0, 0],
         [0, 0, 0, 0, 0, 0, 0, 0], [0, 0, 0, 0, 0, 0, 0, 0],
         [0, 0, 0, 0, 0, 0, 0, 0], [0, 0, 0, 0, 0, 0, 0, 0],
         [127, 3, 0, 0, 8, 0, 0, 0]]> : tensor<9x8xi8>
  %0 = qnn.dot unsigned(%x), signed(%w) bias(%b) {qnn.tile = "x86.vpmaddubsw"}
      : tensor<1x8xi8>, tensor<9x8xi8>, tensor<9xi32> -> tensor<1x9xi32>
  return %0 : tensor<1x9xi32>
}

// -----

// A window of two lines, which have seven bytes so that the last run of three can be
// read as four: the second is farther, then the first, then what was split.
// CHECK-LABEL: func @arrange_window(
// CHECK: } : tensor<1x3x6x1xi8> to tensor<1x3x7x1xi8>
// CHECK: arith.constant dense<[7, 0, 7]> : tensor<3xi32>
// CHECK: qnn.packed_dot "x86.vpmaddubsw" panels 1
func.func @arrange_window(%x: tensor<1x3x6x1xi8>, %b: tensor<1xi32>)
    -> tensor<1x2x4x1xi32> {
  %w = arith.constant dense<[[[[1], [2], [3]], [[100], [29], [0]]]]>
      : tensor<1x2x3x1xi8>
  %0 = qnn.conv unsigned(%x), %w bias(%b) strides [1, 1] dilations [1, 1]
      {qnn.tile = "x86.vpmaddubsw"}
      : tensor<1x3x6x1xi8>, tensor<1x2x3x1xi8>, tensor<1xi32>
     -> tensor<1x2x4x1xi32>
  return %0 : tensor<1x2x4x1xi32>
}

// -----

// In the order of the contraction these sums fit: of columns 0, 4 and 8, and of 12
// alone.
// CHECK-LABEL: func @in_order(
// CHECK-NOT: arranged
// CHECK: qnn.packed_dot "x86.vpmaddubsw.3" panels 1
// REMARK: Splits=0, Steps=4, Tile=x86.vpmaddubsw.3
func.func @in_order(%x: tensor<3x16xi8>, %b: tensor<1xi32>) -> tensor<3x1xi32> {
  %w = arith.constant dense<[[100, -100, 0, 0, 28, -28, 0, 0,
                              0, 0, 127, 1, 127, -128, 127, -128]]>
      : tensor<1x16xi8>
  %0 = qnn.dot unsigned(%x), signed(%w) bias(%b)
      {qnn.tile = "x86.vpmaddubsw.3"}
      : tensor<3x16xi8>, tensor<1x16xi8>, tensor<1xi32> -> tensor<3x1xi32>
  return %0 : tensor<3x1xi32>
}

// -----

// 127 + 127 times at most 129, the clamp of the first rescale moved up by 128; the
// range is known although that rescale is fused.
// CHECK-LABEL: func @range_of_fused_producer(
// CHECK-NOT: arranged
// CHECK: return
// REMARK: Splits=0, Steps=1,
// REMARK: Splits=0, Steps=1,
func.func @range_of_fused_producer(%x: tensor<1x4xi8>) -> tensor<1x1xi32> {
  %w = arith.constant dense<1> : tensor<4x4xi8>
  %v = arith.constant dense<127> : tensor<1x4xi8>
  %b = arith.constant dense<0> : tensor<4xi32>
  %c = arith.constant dense<0> : tensor<1xi32>
  %0 = qnn.dot unsigned(%x), signed(%w) bias(%b) {qnn.tile = "x86.vpmaddubsw"}
      : tensor<1x4xi8>, tensor<4x4xi8>, tensor<4xi32> -> tensor<1x4xi32>
  %1 = qnn.rescale double_round signed(%0)
      multipliers(dense<1518500250> : tensor<1xi32>)
      shifts(dense<-7> : tensor<1xi32>)
      zero_points(dense<0> : tensor<1xi32> to dense<0> : tensor<1xi32>)
      clamp<-128, 1> : tensor<1x4xi32> -> tensor<1x4xi8>
  %2 = qnn.flip_sign %1 : tensor<1x4xi8>
  %3 = qnn.dot unsigned(%2), signed(%v) bias(%c) {qnn.tile = "x86.vpmaddubsw"}
      : tensor<1x4xi8>, tensor<1x4xi8>, tensor<1xi32> -> tensor<1x1xi32>
  return %3 : tensor<1x1xi32>
}

// -----

//===----------------------------------------------------------------------===//
// Epilogue
//===----------------------------------------------------------------------===//

// What varies by channel is padded; what does not is a constant of the body.
// CHECK-LABEL: func @fused_rescale(
// CHECK-DAG: %[[B:.*]] = arith.constant dense<[10, 20, 0, 0, 0, 0, 0, 0]>
// CHECK-DAG: %[[M:.*]] = arith.constant dense<[1518500250, 1073741824, 0, 0, 0, 0, 0, 0]>
// CHECK: qnn.packed_dot {{.*}} channels(%[[B]], %[[M]]) : {{.*}} -> tensor<1x2xi8>
// CHECK: ^bb0(%[[ACC:.*]]: i32, %[[BN:.*]]: i32, %[[MN:.*]]: i32):
// CHECK: %[[SUM:.*]] = arith.addi %[[ACC]], %[[BN]]
// CHECK: %[[S:.*]] = arith.constant -7 : i32
// CHECK: %[[ZY:.*]] = arith.constant 3 : i32
// CHECK: qnn.apply_multiplier single_round %[[SUM]], %[[MN]], %[[S]] zero_point(%[[ZY]]) {bounded, negative_shift} : i32
// CHECK: %[[Y:.*]] = arith.trunci %{{.*}} : i32 to i8
// CHECK: qnn.yield %[[Y]] : i8
// CHECK-NOT: qnn.rescale
func.func @fused_rescale(%x: tensor<1x4xi8>) -> tensor<1x2xi8> {
  %w = arith.constant dense<1> : tensor<2x4xi8>
  %b = arith.constant dense<[10, 20]> : tensor<2xi32>
  %0 = qnn.dot unsigned(%x), signed(%w) bias(%b) {qnn.tile = "x86.vpmaddubsw"}
      : tensor<1x4xi8>, tensor<2x4xi8>, tensor<2xi32> -> tensor<1x2xi32>
  %1 = qnn.rescale single_round signed(%0)
      multipliers(dense<[1518500250, 1073741824]> : tensor<2xi32>)
      shifts(dense<-7> : tensor<1xi32>)
      zero_points(dense<0> : tensor<1xi32> to dense<3> : tensor<1xi32>)
      axis(1) clamp<-128, 127> : tensor<1x2xi32> -> tensor<1x2xi8>
  return %1 : tensor<1x2xi8>
}

// -----

// CHECK-LABEL: func @fused_row_sums(
// CHECK-SAME: %{{.*}}: tensor<3x4xi8>, %[[SUMS:.*]]: tensor<3xi32>)
// CHECK-DAG: %[[B:.*]] = arith.constant dense<[10, 20, 0, 0, 0, 0, 0, 0]>
// CHECK-DAG: %[[Z:.*]] = arith.constant dense<[5, 6, 0, 0, 0, 0, 0, 0]>
// CHECK: qnn.packed_dot {{.*}} channels(%[[B]], %[[Z]]) rows(%[[SUMS]]) : {{.*}} -> tensor<3x2xi8>
// CHECK: ^bb0(%[[ACC:.*]]: i32, %[[BN:.*]]: i32, %[[ZN:.*]]: i32, %[[SM:.*]]: i32):
// CHECK: %[[SUM:.*]] = arith.addi %[[ACC]], %[[BN]]
// CHECK: %[[TERM:.*]] = arith.muli %[[SM]], %[[ZN]]
// CHECK: %[[DIFFERENCE:.*]] = arith.subi %[[SUM]], %[[TERM]]
// CHECK: qnn.apply_multiplier double_round %[[DIFFERENCE]],
func.func @fused_row_sums(%x: tensor<3x4xi8>, %s: tensor<3xi32>)
    -> tensor<3x2xi8> {
  %w = arith.constant dense<1> : tensor<2x4xi8>
  %b = arith.constant dense<[10, 20]> : tensor<2xi32>
  %z = arith.constant dense<[5, 6]> : tensor<2xi32>
  %0 = qnn.dot unsigned(%x), signed(%w) bias(%b) row_sums(%s) zero_points(%z)
      {qnn.tile = "x86.vpmaddubsw"}
      : tensor<3x4xi8>, tensor<2x4xi8>, tensor<2xi32>, tensor<3xi32>,
        tensor<2xi32> -> tensor<3x2xi32>
  %1 = qnn.rescale double_round signed(%0)
      multipliers(dense<1518500250> : tensor<1xi32>)
      shifts(dense<-7> : tensor<1xi32>)
      zero_points(dense<0> : tensor<1xi32> to dense<3> : tensor<1xi32>)
      clamp<-128, 127> : tensor<3x2xi32> -> tensor<3x2xi8>
  return %1 : tensor<3x2xi8>
}

// -----

// Whoever else reads the accumulators needs them in memory.
// CHECK-LABEL: func @two_readers(
// CHECK: %[[ACC:.*]] = qnn.packed_dot {{.*}} -> tensor<1x2xi32>
// CHECK-NOT: qnn.apply_multiplier
// CHECK: %[[Y:.*]] = qnn.rescale double_round signed(%[[ACC]])
// CHECK: return %[[ACC]], %[[Y]]
func.func @two_readers(%x: tensor<1x4xi8>) -> (tensor<1x2xi32>, tensor<1x2xi8>) {
  %w = arith.constant dense<1> : tensor<2x4xi8>
  %b = arith.constant dense<[10, 20]> : tensor<2xi32>
  %0 = qnn.dot unsigned(%x), signed(%w) bias(%b) {qnn.tile = "x86.vpmaddubsw"}
      : tensor<1x4xi8>, tensor<2x4xi8>, tensor<2xi32> -> tensor<1x2xi32>
  %1 = qnn.rescale double_round signed(%0)
      multipliers(dense<1518500250> : tensor<1xi32>)
      shifts(dense<-7> : tensor<1xi32>)
      zero_points(dense<0> : tensor<1xi32> to dense<3> : tensor<1xi32>)
      clamp<-128, 127> : tensor<1x2xi32> -> tensor<1x2xi8>
  return %0, %1 : tensor<1x2xi32>, tensor<1x2xi8>
}

// -----

// A body has the parameters of its channel, not of its row.
// CHECK-LABEL: func @rescale_of_rows(
// CHECK: %[[ACC:.*]] = qnn.packed_dot {{.*}} -> tensor<2x2xi32>
// CHECK: qnn.rescale double_round signed(%[[ACC]]) {{.*}} axis(0)
func.func @rescale_of_rows(%x: tensor<2x4xi8>) -> tensor<2x2xi8> {
  %w = arith.constant dense<1> : tensor<2x4xi8>
  %b = arith.constant dense<[10, 20]> : tensor<2xi32>
  %0 = qnn.dot unsigned(%x), signed(%w) bias(%b) {qnn.tile = "x86.vpmaddubsw"}
      : tensor<2x4xi8>, tensor<2x4xi8>, tensor<2xi32> -> tensor<2x2xi32>
  %1 = qnn.rescale double_round signed(%0)
      multipliers(dense<[1518500250, 1073741824]> : tensor<2xi32>)
      shifts(dense<-7> : tensor<1xi32>)
      zero_points(dense<0> : tensor<1xi32> to dense<3> : tensor<1xi32>)
      axis(0) clamp<-128, 127> : tensor<2x2xi32> -> tensor<2x2xi8>
  return %1 : tensor<2x2xi8>
}

// -----

// CHECK-LABEL: func @no_tile(
// CHECK: qnn.dot
func.func @no_tile(%x: tensor<1x4xi8>, %b: tensor<1xi32>) -> tensor<1x1xi32> {
  %w = arith.constant dense<1> : tensor<1x4xi8>
  %0 = qnn.dot unsigned(%x), signed(%w) bias(%b)
      : tensor<1x4xi8>, tensor<1x4xi8>, tensor<1xi32> -> tensor<1x1xi32>
  return %0 : tensor<1x1xi32>
}

// -----

//===----------------------------------------------------------------------===//
// Depthwise convolutions
//===----------------------------------------------------------------------===//

// Of 3 rows, the first has two slots. For the third channel 100 and 101 could
// saturate as a pair: 27 fit beside 101, and 73 beside -7.
// CHECK-LABEL: func @depthwise(
// CHECK-DAG: %[[B:.*]] = arith.constant dense<[10, 20, 30, 0, {{.*}}]> : tensor<32xi32>
// CHECK-DAG: %[[W:.*]] = arith.constant dense<[1, 2, 3, 0, 4, 5, 6, 0, 27, 101, -7, 73, 0{{(, 0)+}}]> : tensor<128xi8>
// CHECK: qnn.packed_depthwise "x86.vpmaddubsw" unsigned(%{{.*}}), %[[W]] channels(%[[B]]) kernel [3, 1] strides [1, 1] dilations [1, 1] : {{.*}} -> tensor<1x2x1x3xi8> {
// CHECK: ^bb0(%[[ACC:.*]]: i32, %[[BN:.*]]: i32):
// CHECK: %[[SUM:.*]] = arith.addi %[[ACC]], %[[BN]]
// CHECK: qnn.apply_multiplier double_round %[[SUM]],
// CHECK: qnn.yield %{{.*}} : i8
// CHECK-NOT: qnn.rescale
func.func @depthwise(%x: tensor<1x4x1x3xi8>) -> tensor<1x2x1x3xi8> {
  %w = arith.constant dense<[[[[1]], [[2]], [[3]]], [[[4]], [[5]], [[6]]],
                             [[[100]], [[101]], [[-7]]]]> : tensor<3x3x1x1xi8>
  %b = arith.constant dense<[10, 20, 30]> : tensor<3xi32>
  %0 = qnn.conv unsigned(%x), %w bias(%b) strides [1, 1] dilations [1, 1]
      {qnn.tile = "x86.vpmaddubsw"}
      : tensor<1x4x1x3xi8>, tensor<3x3x1x1xi8>, tensor<3xi32>
     -> tensor<1x2x1x3xi32>
  %1 = qnn.rescale double_round signed(%0)
      multipliers(dense<1518500250> : tensor<1xi32>)
      shifts(dense<-7> : tensor<1xi32>)
      zero_points(dense<0> : tensor<1xi32> to dense<0> : tensor<1xi32>)
      clamp<-128, 127> : tensor<1x2x1x3xi32> -> tensor<1x2x1x3xi8>
  return %1 : tensor<1x2x1x3xi8>
}

// Two pixels of 5 channels are a unit, in the order of lanes: elements 0 to 3 and
// 8 to 11 first.
// CHECK-LABEL: func @depthwise_pixels(
// CHECK-DAG: arith.constant dense<[10, 20, 30, 40, 40, 50, 0, 0, 50, 10, 20, 30, 0, 0, 0, 0]> : tensor<16xi32>
// CHECK: qnn.packed_depthwise "x86.vpmaddwd" signed(%{{.*}}), %{{.*}} channels(%{{.*}}) kernel [1, 1]
func.func @depthwise_pixels(%x: tensor<1x1x2x5xi8>) -> tensor<1x1x2x5xi32> {
  %w = arith.constant dense<[[[[1]]], [[[2]]], [[[3]]], [[[4]]], [[[5]]]]>
      : tensor<5x1x1x1xi8>
  %b = arith.constant dense<[10, 20, 30, 40, 50]> : tensor<5xi32>
  %0 = qnn.conv signed(%x), %w bias(%b) strides [1, 1] dilations [1, 1]
      {qnn.tile = "x86.vpmaddwd"}
      : tensor<1x1x2x5xi8>, tensor<5x1x1x1xi8>, tensor<5xi32>
     -> tensor<1x1x2x5xi32>
  return %0 : tensor<1x1x2x5xi32>
}

// -----

// One row reads each weight once, and bytes are the fewest.
// CHECK-LABEL: func @one_row(
// CHECK: qnn.packed_dot "x86.vpmaddwd" {{.*}} : (tensor<1x2xi8>, tensor<16xi8>, tensor<8xi32>) -> tensor<1x1xi32>
// CHECK-LABEL: func @two_rows(
// CHECK: qnn.packed_dot "x86.vpmaddwd" {{.*}} : (tensor<2x2xi8>, tensor<16xi16>, tensor<8xi32>) -> tensor<2x1xi32>
func.func @one_row(%x: tensor<1x2xi8>) -> tensor<1x1xi32> {
  %w = arith.constant dense<[[-128, 127]]> : tensor<1x2xi8>
  %b = arith.constant dense<0> : tensor<1xi32>
  %0 = qnn.dot signed(%x), signed(%w) bias(%b) {qnn.tile = "x86.vpmaddwd"}
      : tensor<1x2xi8>, tensor<1x2xi8>, tensor<1xi32> -> tensor<1x1xi32>
  return %0 : tensor<1x1xi32>
}
func.func @two_rows(%x: tensor<2x2xi8>) -> tensor<2x1xi32> {
  %w = arith.constant dense<[[-128, 127]]> : tensor<1x2xi8>
  %b = arith.constant dense<0> : tensor<1xi32>
  %0 = qnn.dot signed(%x), signed(%w) bias(%b) {qnn.tile = "x86.vpmaddwd"}
      : tensor<2x2xi8>, tensor<1x2xi8>, tensor<1xi32> -> tensor<2x1xi32>
  return %0 : tensor<2x1xi32>
}

// -----

// A function of the result is part of the body.
// CHECK-LABEL: func @fused_lookup(
// CHECK: qnn.packed_dot {{.*}} -> tensor<1x1xi8> {
// CHECK: %[[BYTE:.*]] = arith.trunci %{{.*}} : i32 to i8
// CHECK: %[[Y:.*]] = qnn.lookup %[[BYTE]] table({{.*}}) : i8 -> i8
// CHECK: qnn.yield %[[Y]] : i8
// CHECK-NOT: qnn.lookup
func.func @fused_lookup(%x: tensor<1x4xi8>) -> tensor<1x1xi8> {
  %w = arith.constant dense<1> : tensor<1x4xi8>
  %b = arith.constant dense<10> : tensor<1xi32>
  %0 = qnn.dot unsigned(%x), signed(%w) bias(%b) {qnn.tile = "x86.vpmaddubsw"}
      : tensor<1x4xi8>, tensor<1x4xi8>, tensor<1xi32> -> tensor<1x1xi32>
  %1 = qnn.rescale single_round signed(%0)
      multipliers(dense<1518500250> : tensor<1xi32>)
      shifts(dense<-7> : tensor<1xi32>)
      zero_points(dense<0> : tensor<1xi32> to dense<3> : tensor<1xi32>)
      clamp<-128, 127> : tensor<1x1xi32> -> tensor<1x1xi8>
  %2 = qnn.lookup %1 table(dense<7> : tensor<256xi8>)
      : tensor<1x1xi8> -> tensor<1x1xi8>
  return %2 : tensor<1x1xi8>
}

// What else is read stays in memory.
// CHECK-LABEL: func @shared_rescale(
// CHECK: %[[Y:.*]] = qnn.packed_dot {{.*}} -> tensor<1x1xi8> {
// CHECK: %[[Z:.*]] = qnn.lookup %[[Y]]
// CHECK: return %[[Y]], %[[Z]]
func.func @shared_rescale(%x: tensor<1x4xi8>)
    -> (tensor<1x1xi8>, tensor<1x1xi8>) {
  %w = arith.constant dense<1> : tensor<1x4xi8>
  %b = arith.constant dense<10> : tensor<1xi32>
  %0 = qnn.dot unsigned(%x), signed(%w) bias(%b) {qnn.tile = "x86.vpmaddubsw"}
      : tensor<1x4xi8>, tensor<1x4xi8>, tensor<1xi32> -> tensor<1x1xi32>
  %1 = qnn.rescale single_round signed(%0)
      multipliers(dense<1518500250> : tensor<1xi32>)
      shifts(dense<-7> : tensor<1xi32>)
      zero_points(dense<0> : tensor<1xi32> to dense<3> : tensor<1xi32>)
      clamp<-128, 127> : tensor<1x1xi32> -> tensor<1x1xi8>
  %2 = qnn.lookup %1 table(dense<7> : tensor<256xi8>)
      : tensor<1x1xi8> -> tensor<1x1xi8>
  return %1, %2 : tensor<1x1xi8>, tensor<1x1xi8>
}

// -----

//===----------------------------------------------------------------------===//
// Elementwise epilogues
//===----------------------------------------------------------------------===//

// The sum at the end of a residual block reads the other operand where the
// result is written.
// CHECK-LABEL: func @residual(
// CHECK-SAME: %[[X:[^:]*]]: tensor<2x4xi8>, %[[R:.*]]: tensor<2x8xi8>)
// CHECK: %[[Y:.*]] = qnn.packed_dot "x86.vpmaddubsw" panels 1 %[[X]], %{{.*}} channels(%{{.*}}) elements(%[[R]])
// CHECK-NEXT: ^bb0(%{{.*}}: i32, %{{.*}}: i32, %[[E:.*]]: i8):
// CHECK: %[[Q:.*]] = arith.trunci
// CHECK-NEXT: %[[QW:.*]] = arith.extsi %[[Q]]
// CHECK-NEXT: %[[EW:.*]] = arith.extsi %[[E]]
// CHECK-NEXT: %[[SUM:.*]] = arith.addi %[[QW]], %[[EW]]
// CHECK-NEXT: %[[THREE:.*]] = arith.constant 3 : i32
// CHECK-NEXT: %[[HALF:.*]] = arith.divsi %[[SUM]], %[[THREE]]
// CHECK-NEXT: %[[BYTE:.*]] = arith.trunci %[[HALF]]
// CHECK-NEXT: qnn.yield %[[BYTE]]
// CHECK: return %[[Y]]
#id = affine_map<(d0, d1) -> (d0, d1)>
func.func @residual(%x: tensor<2x4xi8>, %r: tensor<2x8xi8>)
    -> tensor<2x8xi8> {
  %three = arith.constant 3 : i32
  %w = arith.constant dense<1> : tensor<8x4xi8>
  %b = arith.constant dense<0> : tensor<8xi32>
  %0 = qnn.dot unsigned(%x), signed(%w) bias(%b) {qnn.tile = "x86.vpmaddubsw"}
      : tensor<2x4xi8>, tensor<8x4xi8>, tensor<8xi32> -> tensor<2x8xi32>
  %1 = qnn.rescale single_round signed(%0)
      multipliers(dense<1073741824> : tensor<1xi32>)
      shifts(dense<0> : tensor<1xi32>)
      zero_points(dense<0> : tensor<1xi32> to dense<0> : tensor<1xi32>)
      clamp<-128, 127> : tensor<2x8xi32> -> tensor<2x8xi8>
  %2 = tensor.empty() : tensor<2x8xi8>
  %3 = linalg.generic
      {indexing_maps = [#id, #id, #id], iterator_types = ["parallel", "parallel"]}
      ins(%1, %r : tensor<2x8xi8>, tensor<2x8xi8>) outs(%2 : tensor<2x8xi8>) {
  ^bb0(%y: i8, %e: i8, %out: i8):
    %4 = arith.extsi %y : i8 to i32
    %5 = arith.extsi %e : i8 to i32
    %6 = arith.addi %4, %5 : i32
    %7 = arith.divsi %6, %three : i32
    %8 = arith.trunci %7 : i32 to i8
    linalg.yield %8 : i8
  } -> tensor<2x8xi8>
  return %3 : tensor<2x8xi8>
}

// -----

// Another order of elements, and a result that has another reader: no fusion.
// CHECK-LABEL: func @not_fused(
// CHECK-NOT: elements
// CHECK: qnn.packed_dot
// CHECK-NOT: elements
// CHECK: linalg.generic
// CHECK: qnn.packed_dot
// CHECK-NOT: elements
// CHECK: linalg.generic
#id = affine_map<(d0, d1) -> (d0, d1)>
#swap = affine_map<(d0, d1) -> (d1, d0)>
func.func @not_fused(%x: tensor<8x4xi8>, %r: tensor<8x8xi8>)
    -> (tensor<8x8xi8>, tensor<8x8xi8>, tensor<8x8xi8>) {
  %w = arith.constant dense<1> : tensor<8x4xi8>
  %v = arith.constant dense<1> : tensor<8x8xi8>
  %b = arith.constant dense<0> : tensor<8xi32>
  %0 = qnn.dot unsigned(%x), signed(%w) bias(%b) {qnn.tile = "x86.vpmaddubsw"}
      : tensor<8x4xi8>, tensor<8x4xi8>, tensor<8xi32> -> tensor<8x8xi32>
  %1 = qnn.rescale single_round signed(%0)
      multipliers(dense<1073741824> : tensor<1xi32>)
      shifts(dense<0> : tensor<1xi32>)
      zero_points(dense<0> : tensor<1xi32> to dense<0> : tensor<1xi32>)
      clamp<-128, 127> : tensor<8x8xi32> -> tensor<8x8xi8>
  %2 = tensor.empty() : tensor<8x8xi8>
  %3 = linalg.generic
      {indexing_maps = [#id, #swap, #id], iterator_types = ["parallel", "parallel"]}
      ins(%1, %r : tensor<8x8xi8>, tensor<8x8xi8>) outs(%2 : tensor<8x8xi8>) {
  ^bb0(%y: i8, %e: i8, %out: i8):
    %7 = arith.addi %y, %e : i8
    linalg.yield %7 : i8
  } -> tensor<8x8xi8>
  %4 = qnn.dot unsigned(%r), signed(%v) bias(%b) {qnn.tile = "x86.vpmaddubsw"}
      : tensor<8x8xi8>, tensor<8x8xi8>, tensor<8xi32> -> tensor<8x8xi32>
  %5 = qnn.rescale single_round signed(%4)
      multipliers(dense<1073741824> : tensor<1xi32>)
      shifts(dense<0> : tensor<1xi32>)
      zero_points(dense<0> : tensor<1xi32> to dense<0> : tensor<1xi32>)
      clamp<-128, 127> : tensor<8x8xi32> -> tensor<8x8xi8>
  %6 = linalg.generic
      {indexing_maps = [#id, #id, #id], iterator_types = ["parallel", "parallel"]}
      ins(%5, %r : tensor<8x8xi8>, tensor<8x8xi8>) outs(%2 : tensor<8x8xi8>) {
  ^bb0(%y: i8, %e: i8, %out: i8):
    %8 = arith.addi %y, %e : i8
    linalg.yield %8 : i8
  } -> tensor<8x8xi8>
  return %3, %5, %6 : tensor<8x8xi8>, tensor<8x8xi8>, tensor<8x8xi8>
}
