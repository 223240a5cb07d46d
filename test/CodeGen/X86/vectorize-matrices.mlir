// RUN: quant-opt %s --qnn-vectorize-contractions --canonicalize --split-input-file | FileCheck %s

// Two blocks of one tile of 9 rows, the second from row 8 on as there are 17. Chunks
// of 9 steps; the second begins at step 8 of 17. The results of a block are computed
// while the next one is multiplied.

// CHECK-LABEL: func @product(
// CHECK-SAME: %[[X:[^:]*]]: tensor<17x68xi8>, %[[W:[^:]*]]: tensor<4608xi8>, %[[B:[^:]*]]: tensor<64xi32>)
// CHECK-DAG: %[[ZERO:.*]] = arith.constant dense<0> : vector<9x16xi32>
// CHECK-DAG: %[[SUMS:.*]] = tensor.empty() : tensor<2x9x64xi32>
// CHECK: %[[FIRST:.*]]:4 = scf.for %[[C:.*]] = %c0 to %c2 step %c1 iter_args(%[[A0:[^ ]*]] = %[[ZERO]], %[[A1:[^ ]*]] = %[[ZERO]], %[[A2:[^ ]*]] = %[[ZERO]], %[[A3:[^ ]*]] = %[[ZERO]])
// CHECK: %[[STEP:.*]] = arith.muli %[[C]], %c9
// CHECK: %[[MIN:.*]] = arith.minui %[[STEP]], %c8
// CHECK: %[[COLUMN:.*]] = arith.muli %[[MIN]], %c4
// CHECK: %[[INPUT:.*]] = qnn.tile_read %[[X]][%c0, %[[COLUMN]]] steps [1, 0] : tensor<17x68xi8> -> vector<9x36xi8>
// CHECK: %[[OFFSET:.*]] = arith.muli %[[C]], %c2304
// CHECK: %[[W0:.*]] = qnn.tile_read %[[W]][%[[OFFSET]]] steps [256] : tensor<4608xi8> -> vector<9x64xi8>
// CHECK: qnn.tile_dot "x86.tdpbssd" %[[INPUT]], %[[W0]], %[[A0]]
// CHECK-COUNT-3: qnn.tile_dot
// CHECK: }
// CHECK-COUNT-4: vector.transfer_write %[[FIRST]]#{{.*}} : vector<9x16xi32>, tensor<2x9x64xi32>
// CHECK: scf.for
// CHECK: qnn.tile_read %[[X]][%c8, %{{.*}}] steps [1, 0]
// CHECK-COUNT-4: qnn.tile_dot
// CHECK: scf.for %[[ROW:[^ ]*]] =
// CHECK: vector.transfer_read %{{.*}}[%c0, %[[ROW]], %c0]
// CHECK: vector.transfer_write %{{.*}} : vector<64xi32>, tensor<17x64xi32>
// CHECK: }
// CHECK: }
// CHECK-COUNT-4: vector.transfer_write {{.*}} : vector<9x16xi32>, tensor<2x9x64xi32>
// CHECK: scf.for %[[LAST:[^ ]*]] = %c0 to %c9
// CHECK: vector.transfer_read %{{.*}}[%c1, %[[LAST]], %c0]
func.func @product(%x: tensor<17x68xi8>, %w: tensor<4608xi8>, %b: tensor<64xi32>)
    -> tensor<17x64xi32> {
  %0 = qnn.packed_dot "x86.tdpbssd" panels 4 %x, %w channels(%b)
      : (tensor<17x68xi8>, tensor<4608xi8>, tensor<64xi32>) -> tensor<17x64xi32> {
  ^bb0(%acc: i32, %bias: i32):
    %1 = arith.addi %acc, %bias : i32
    qnn.yield %1 : i32
  }
  return %0 : tensor<17x64xi32>
}

// -----

// Rows of the tile are neighbours on a line, 3 columns apart. Of the one panel, 5
// lanes are outputs.

// CHECK-LABEL: func @window(
// CHECK-SAME: %[[X:[^:]*]]: tensor<8x51xi8>,
// CHECK: scf.for %[[Y:[^ ]*]] = %c0 to %c2
// CHECK: qnn.tile_read %[[X]][%[[Y]], %c0] steps [0, 3] : tensor<8x51xi8> -> vector<14x12xi8>
// CHECK: qnn.tile_read %{{.*}}[%{{.*}}] steps [64] : tensor<384xi8> -> vector<3x64xi8>
// CHECK: vector.transfer_write %{{.*}} : vector<5xi32>, tensor<1x7x14x5xi32>
func.func @window(%x: tensor<8x51xi8>, %w: tensor<384xi8>)
    -> tensor<1x7x14x5xi32> {
  %0 = qnn.packed_dot "x86.tdpbusd" panels 1
      window<image_lines = 8, line_stride = 1, column_stride = 3, lines = 2,
             line_dilation = 1, runs = 1, run_dilation = 0, length = 9> %x, %w
      : (tensor<8x51xi8>, tensor<384xi8>) -> tensor<1x7x14x5xi32> {
  ^bb0(%acc: i32):
    qnn.yield %acc : i32
  }
  return %0 : tensor<1x7x14x5xi32>
}

// -----

// Four blocks of 32 rows that read 64 kB each, which no first-level cache holds: the
// second and the fourth go through their 16 chunks backwards.

// CHECK-LABEL: func @turns(
// CHECK-SAME: %[[X:[^:]*]]: tensor<128x1024xi8>
// CHECK: scf.for %[[C:[^ ]*]] = %c0 to %c16
// CHECK: %[[COLUMN:.*]] = arith.muli %[[C]], %c64
// CHECK: qnn.tile_read %[[X]][%c0, %[[COLUMN]]]
// CHECK: scf.for %[[C:[^ ]*]] = %c0 to %c16
// CHECK: %[[BACK:.*]] = arith.subi %c15, %[[C]]
// CHECK: %[[COLUMN:.*]] = arith.muli %[[BACK]], %c64
// CHECK: qnn.tile_read %[[X]][%c32, %[[COLUMN]]]
// CHECK: arith.muli %[[C]], %c2
// CHECK: scf.for %[[C:[^ ]*]] = %c0 to %c16
// CHECK: %[[COLUMN:.*]] = arith.muli %[[C]], %c64
// CHECK: qnn.tile_read %[[X]][%c64, %[[COLUMN]]]
// CHECK: scf.for %[[C:[^ ]*]] = %c0 to %c16
// CHECK: %[[BACK:.*]] = arith.subi %c15, %[[C]]
func.func @turns(%x: tensor<128x1024xi8>, %w: tensor<32768xi8>,
                 %b: tensor<32xi32>) -> tensor<128x32xi32> {
  %0 = qnn.packed_dot "x86.tdpbssd" panels 2 %x, %w channels(%b)
      : (tensor<128x1024xi8>, tensor<32768xi8>, tensor<32xi32>) -> tensor<128x32xi32> {
  ^bb0(%acc: i32, %bn: i32):
    %sum = arith.addi %acc, %bn : i32
    qnn.yield %sum : i32
  }
  return %0 : tensor<128x32xi32>
}
