// RUN: quant-opt %s --qnn-vectorize-contractions --canonicalize --cse --split-input-file | FileCheck %s

// Four steps read 16 bytes of a row at once; each takes a word of them.
// CHECK-LABEL: func @sdot(
// CHECK-SAME: %[[X:.*]]: tensor<1x16xi8>, %[[W:.*]]: tensor<64xi8>)
// CHECK-DAG: %[[C0:.*]] = arith.constant 0 : index
// CHECK-DAG: %[[ZERO:.*]] = arith.constant dense<0> : vector<4xi32>
// CHECK: %[[PANEL:.*]] = vector.transfer_read %[[W]][%[[C0]]], %{{.*}} : tensor<64xi8>, vector<16xi8>
// CHECK: %[[BYTES:.*]] = vector.transfer_read %[[X]][%[[C0]], %[[C0]]], %{{.*}} : tensor<1x16xi8>, vector<16xi8>
// CHECK: %[[WORDS:.*]] = vector.bitcast %[[BYTES]] : vector<16xi8> to vector<4xi32>
// CHECK: %[[WORD:.*]] = vector.extract %[[WORDS]][0]
// CHECK: %[[LANES:.*]] = vector.broadcast %[[WORD]] : i32 to vector<4xi32>
// CHECK: %[[FACTOR:.*]] = vector.bitcast %[[LANES]] : vector<4xi32> to vector<16xi8>
// CHECK: %[[SUMS:.*]] = llvm.call_intrinsic "llvm.aarch64.neon.sdot.v4i32.v16i8"(%[[ZERO]], %[[PANEL]], %[[FACTOR]])
// CHECK: vector.extract %[[WORDS]][1]
// CHECK: llvm.call_intrinsic "llvm.aarch64.neon.sdot.v4i32.v16i8"(%[[SUMS]], %{{.*}})
// CHECK: vector.extract %[[WORDS]][3]
// CHECK-NOT: transfer_read %[[X]]
func.func @sdot(%x: tensor<1x16xi8>, %w: tensor<64xi8>) -> tensor<1x4xi32> {
  %0 = qnn.packed_dot "aarch64.sdot" panels 1 %x, %w
      : (tensor<1x16xi8>, tensor<64xi8>) -> tensor<1x4xi32> {
  ^bb0(%acc: i32):
    qnn.yield %acc : i32
  }
  return %0 : tensor<1x4xi32>
}

// CHECK-LABEL: func @smull_8h(
// CHECK-SAME: %[[X:.*]]: tensor<1x2xi8>, %[[W:.*]]: tensor<8xi8>)
// CHECK: %[[PANEL:.*]] = vector.transfer_read %[[W]]
// CHECK: %[[BYTES:.*]] = vector.transfer_read %[[X]]
// CHECK: vector.bitcast %[[BYTES]] : vector<2xi8> to vector<1xi16>
// CHECK: vector.broadcast %{{.*}} : i16 to vector<4xi16>
// CHECK: %[[FACTOR:.*]] = vector.bitcast %{{.*}} : vector<4xi16> to vector<8xi8>
// CHECK: %[[PRODUCTS:.*]] = llvm.call_intrinsic "llvm.aarch64.neon.smull.v8i16"(%[[FACTOR]], %[[PANEL]])
// CHECK: llvm.call_intrinsic "llvm.aarch64.neon.saddlp.v4i32.v8i16"(%[[PRODUCTS]])
func.func @smull_8h(%x: tensor<1x2xi8>, %w: tensor<8xi8>) -> tensor<1x4xi32> {
  %0 = qnn.packed_dot "aarch64.smull.8h" panels 1 %x, %w
      : (tensor<1x2xi8>, tensor<8xi8>) -> tensor<1x4xi32> {
  ^bb0(%acc: i32):
    qnn.yield %acc : i32
  }
  return %0 : tensor<1x4xi32>
}

// Products of two steps are added in 16 bits; the third step is alone.
// CHECK-LABEL: func @smlal_8h(
// CHECK-SAME: %[[X:.*]]: tensor<1x6xi8>, %[[W:.*]]: tensor<24xi8>)
// CHECK: vector.transfer_read %[[X]][%c0, %c0]{{.*}} vector<4xi8>
// CHECK: %[[FACTOR0:.*]] = vector.bitcast %{{.*}} : vector<4xi16> to vector<8xi8>
// CHECK: %[[FACTOR1:.*]] = vector.bitcast %{{.*}} : vector<4xi16> to vector<8xi8>
// CHECK: %[[PANEL0:.*]] = vector.transfer_read %[[W]][%c0]
// CHECK: %[[PANEL1:.*]] = vector.transfer_read %[[W]][%c8]
// CHECK: %[[PRODUCTS0:.*]] = llvm.call_intrinsic "llvm.aarch64.neon.smull.v8i16"(%[[FACTOR0]], %[[PANEL0]])
// CHECK: %[[PRODUCTS1:.*]] = llvm.call_intrinsic "llvm.aarch64.neon.smull.v8i16"(%[[FACTOR1]], %[[PANEL1]])
// CHECK: %[[PAIRS:.*]] = arith.addi %[[PRODUCTS0]], %[[PRODUCTS1]] : vector<8xi16>
// CHECK: %[[SUMS:.*]] = llvm.call_intrinsic "llvm.aarch64.neon.saddlp.v4i32.v8i16"(%[[PAIRS]])
// CHECK: %[[PANEL2:.*]] = vector.transfer_read %[[W]][%c16]
// CHECK: vector.transfer_read %[[X]][%c0, %c4]{{.*}} vector<2xi8>
// CHECK: %[[PRODUCTS2:.*]] = llvm.call_intrinsic "llvm.aarch64.neon.smull.v8i16"(%{{.*}}, %[[PANEL2]])
// CHECK: %[[SUMS2:.*]] = llvm.call_intrinsic "llvm.aarch64.neon.saddlp.v4i32.v8i16"(%[[PRODUCTS2]])
// CHECK: arith.addi %[[SUMS]], %[[SUMS2]] : vector<4xi32>
func.func @smlal_8h(%x: tensor<1x6xi8>, %w: tensor<24xi8>) -> tensor<1x4xi32> {
  %0 = qnn.packed_dot "aarch64.smlal.8h" panels 1 %x, %w
      : (tensor<1x6xi8>, tensor<24xi8>) -> tensor<1x4xi32> {
  ^bb0(%acc: i32):
    qnn.yield %acc : i32
  }
  return %0 : tensor<1x4xi32>
}

// CHECK-LABEL: func @smull_4s(
// CHECK-SAME: %[[X:.*]]: tensor<1x2xi16>, %[[W:.*]]: tensor<8xi16>)
// CHECK: %[[PANEL:.*]] = vector.transfer_read %[[W]]
// CHECK: %[[FACTOR:.*]] = vector.bitcast %{{.*}} : vector<4xi32> to vector<8xi16>
// CHECK: %[[X_LOW:.*]] = vector.extract_strided_slice %[[FACTOR]] {offsets = [0]
// CHECK: %[[W_LOW:.*]] = vector.extract_strided_slice %[[PANEL]] {offsets = [0]
// CHECK: %[[LOW:.*]] = llvm.call_intrinsic "llvm.aarch64.neon.smull.v4i32"(%[[X_LOW]], %[[W_LOW]])
// CHECK: %[[HIGH:.*]] = llvm.call_intrinsic "llvm.aarch64.neon.smull.v4i32"
// CHECK: llvm.call_intrinsic "llvm.aarch64.neon.addp.v4i32"(%[[LOW]], %[[HIGH]])
func.func @smull_4s(%x: tensor<1x2xi16>, %w: tensor<8xi16>) -> tensor<1x4xi32> {
  %0 = qnn.packed_dot "aarch64.smull.4s" panels 1 %x, %w
      : (tensor<1x2xi16>, tensor<8xi16>) -> tensor<1x4xi32> {
  ^bb0(%acc: i32):
    qnn.yield %acc : i32
  }
  return %0 : tensor<1x4xi32>
}

// -----

// 11 steps: a loop of twice four, which LLVM leaves as it is, then two and one. No
// byte beyond the row is read.
// CHECK: #[[UNROLL:.*]] = #llvm.loop_unroll<count = 1 : i32>
// CHECK: #[[ANNOTATION:.*]] = #llvm.loop_annotation<unroll = #[[UNROLL]]>
// CHECK-LABEL: func @steps(
// CHECK-SAME: %[[X:.*]]: tensor<1x44xi8>,
// CHECK-DAG: %[[C0:.*]] = arith.constant 0 : index
// CHECK-DAG: %[[C4:.*]] = arith.constant 4 : index
// CHECK-DAG: %[[C8:.*]] = arith.constant 8 : index
// CHECK-DAG: %[[C32:.*]] = arith.constant 32 : index
// CHECK-DAG: %[[C40:.*]] = arith.constant 40 : index
// CHECK: scf.for %{{.*}} = %[[C0]] to %[[C8]] step %[[C4]]
// CHECK: vector.transfer_read %[[X]]{{.*}} vector<16xi8>
// CHECK: } {loop_annotation = #[[ANNOTATION]]}
// CHECK: vector.transfer_read %[[X]][%[[C0]], %[[C32]]]{{.*}} vector<8xi8>
// CHECK: vector.transfer_read %[[X]][%[[C0]], %[[C40]]]{{.*}} vector<4xi8>
func.func @steps(%x: tensor<1x44xi8>, %w: tensor<176xi8>) -> tensor<1x4xi32> {
  %0 = qnn.packed_dot "aarch64.sdot" panels 1 %x, %w
      : (tensor<1x44xi8>, tensor<176xi8>) -> tensor<1x4xi32> {
  ^bb0(%acc: i32):
    qnn.yield %acc : i32
  }
  return %0 : tensor<1x4xi32>
}

// -----

// A row takes four accumulators and its inputs; so 5 rows fit beside four panels.
// CHECK-LABEL: func @rows(
// CHECK-DAG: %[[ZERO:.*]] = arith.constant dense<0> : vector<4xi32>
// CHECK-DAG: %[[C5:.*]] = arith.constant 5 : index
// CHECK: arith.muli %{{.*}}, %[[C5]]
// CHECK-COUNT-20: llvm.call_intrinsic "llvm.aarch64.neon.sdot.v4i32.v16i8"(%[[ZERO]],
// CHECK-NOT: (%[[ZERO]],
func.func @rows(%x: tensor<10x16xi8>, %w: tensor<256xi8>) -> tensor<10x16xi32> {
  %0 = qnn.packed_dot "aarch64.sdot" panels 4 %x, %w
      : (tensor<10x16xi8>, tensor<256xi8>) -> tensor<10x16xi32> {
  ^bb0(%acc: i32):
    qnn.yield %acc : i32
  }
  return %0 : tensor<10x16xi32>
}

// The inputs of two rows and the weights of half a panel make a matrix of two rows and
// two lanes. The last of three rows makes a pair with itself, of which one is dropped.
// CHECK-LABEL: func @smmla(
// CHECK-SAME: %[[X:.*]]: tensor<3x8xi8>, %[[W:.*]]: tensor<32xi8>)
// CHECK-DAG: %[[ZERO:.*]] = arith.constant dense<0> : vector<4xi32>
// CHECK: %[[ROW0:.*]] = vector.transfer_read %[[X]]{{.*}} : tensor<3x8xi8>, vector<8xi8>
// CHECK: %[[ROW1:.*]] = vector.transfer_read %[[X]]{{.*}} : tensor<3x8xi8>, vector<8xi8>
// CHECK: %[[ROW2:.*]] = vector.transfer_read %[[X]]{{.*}} : tensor<3x8xi8>, vector<8xi8>
// CHECK: %[[FIRST:.*]] = vector.insert_strided_slice %[[ROW0]], %{{.*}} {offsets = [0]
// CHECK: %[[PAIR:.*]] = vector.insert_strided_slice %[[ROW1]], %[[FIRST]] {offsets = [8]
// CHECK: %[[THIRD:.*]] = vector.insert_strided_slice %[[ROW2]], %{{.*}} {offsets = [0]
// CHECK: vector.insert_strided_slice %[[ROW2]], %[[THIRD]] {offsets = [8]
// CHECK: %[[W_LOW:.*]] = vector.transfer_read %[[W]][%c0]{{.*}} : tensor<32xi8>, vector<16xi8>
// CHECK: %[[W_HIGH:.*]] = vector.transfer_read %[[W]][%c16]{{.*}} : tensor<32xi8>, vector<16xi8>
// CHECK: %[[LOW:.*]] = llvm.call_intrinsic "llvm.aarch64.neon.smmla.v4i32.v16i8"(%[[ZERO]], %[[PAIR]], %[[W_LOW]])
// CHECK: %[[HIGH:.*]] = llvm.call_intrinsic "llvm.aarch64.neon.smmla.v4i32.v16i8"(%[[ZERO]], %[[PAIR]], %[[W_HIGH]])
// CHECK-NOT: vector.transfer_read
// CHECK: %[[LOW_OF_0:.*]] = vector.extract_strided_slice %[[LOW]] {offsets = [0], sizes = [2]
// CHECK: %[[HIGH_OF_0:.*]] = vector.extract_strided_slice %[[HIGH]] {offsets = [0], sizes = [2]
// CHECK: %[[SUMS:.*]] = vector.insert_strided_slice %[[LOW_OF_0]], %{{.*}} {offsets = [0]
// CHECK: vector.insert_strided_slice %[[HIGH_OF_0]], %[[SUMS]] {offsets = [2]
// CHECK-COUNT-3: vector.transfer_write
// CHECK-NOT: vector.transfer_write
func.func @smmla(%x: tensor<3x8xi8>, %w: tensor<32xi8>) -> tensor<3x4xi32> {
  %0 = qnn.packed_dot "aarch64.smmla" panels 1 %x, %w
      : (tensor<3x8xi8>, tensor<32xi8>) -> tensor<3x4xi32> {
  ^bb0(%acc: i32):
    qnn.yield %acc : i32
  }
  return %0 : tensor<3x4xi32>
}

// -----

// The rows of a matrix are paired two by two, in vectors of two steps of which the
// last overlaps the one before, and the third row with itself. Each vector that is
// read then is an operand.
// CHECK-LABEL: func @smmla_paired(
// CHECK-SAME: %[[X:.*]]: tensor<3x24xi8>, %[[W:.*]]: tensor<96xi8>)
// CHECK: %[[EMPTY:.*]] = tensor.empty() : tensor<2x48xi8>
// CHECK: %[[PAIRS:.*]] = scf.for %[[LINE:.*]] = %c0 to %c2 step %c1 iter_args(%[[LINES:.*]] = %[[EMPTY]])
// CHECK: %[[ROW:.*]] = arith.muli %[[LINE]], %c2
// CHECK: %[[NEXT:.*]] = arith.addi %[[ROW]], %c1
// CHECK: %[[SECOND:.*]] = arith.minsi %[[NEXT]], %c2
// CHECK: %[[A:.*]] = vector.transfer_read %[[X]][%[[ROW]], %c0]{{.*}} vector<16xi8>
// CHECK: %[[B:.*]] = vector.transfer_read %[[X]][%[[SECOND]], %c0]{{.*}} vector<16xi8>
// CHECK: %[[A0:.*]] = vector.extract_strided_slice %[[A]] {offsets = [0]
// CHECK: %[[B0:.*]] = vector.extract_strided_slice %[[B]] {offsets = [0]
// CHECK: %[[A1:.*]] = vector.extract_strided_slice %[[A]] {offsets = [8]
// CHECK: %[[B1:.*]] = vector.extract_strided_slice %[[B]] {offsets = [8]
// CHECK: vector.insert_strided_slice %[[A0]], %{{.*}} {offsets = [0]
// CHECK: vector.insert_strided_slice %[[B0]], %{{.*}} {offsets = [8]
// CHECK: vector.insert_strided_slice %[[A1]], %{{.*}} {offsets = [16]
// CHECK: %[[FOUR:.*]] = vector.insert_strided_slice %[[B1]], %{{.*}} {offsets = [24]
// CHECK: vector.transfer_write %[[FOUR]], %[[LINES]][%[[LINE]], %c0]
// CHECK: vector.transfer_read %[[X]][%[[ROW]], %c8]{{.*}} vector<16xi8>
// CHECK: vector.transfer_write %{{.*}}[%[[LINE]], %c16]
// CHECK: %[[X0:.*]] = vector.transfer_read %[[PAIRS]][%c0, %c0]{{.*}} vector<16xi8>
// CHECK: %[[X1:.*]] = vector.transfer_read %[[PAIRS]][%c1, %c0]{{.*}} vector<16xi8>
// CHECK: %[[W_LOW:.*]] = vector.transfer_read %[[W]][%c0]
// CHECK: %[[W_HIGH:.*]] = vector.transfer_read %[[W]][%c16]
// CHECK: llvm.call_intrinsic "llvm.aarch64.neon.smmla.v4i32.v16i8"(%{{.*}}, %[[X0]], %[[W_LOW]])
// CHECK: llvm.call_intrinsic "llvm.aarch64.neon.smmla.v4i32.v16i8"(%{{.*}}, %[[X0]], %[[W_HIGH]])
// CHECK: llvm.call_intrinsic "llvm.aarch64.neon.smmla.v4i32.v16i8"(%{{.*}}, %[[X1]], %[[W_LOW]])
// CHECK: llvm.call_intrinsic "llvm.aarch64.neon.smmla.v4i32.v16i8"(%{{.*}}, %[[X1]], %[[W_HIGH]])
// CHECK: vector.transfer_read %[[PAIRS]][%c0, %c16]
// CHECK-COUNT-3: vector.transfer_write
// CHECK-NOT: vector.transfer_write
func.func @smmla_paired(%x: tensor<3x24xi8>, %w: tensor<96xi8>) -> tensor<3x4xi32> {
  %0 = qnn.packed_dot "aarch64.smmla.paired" panels 1 %x, %w
      : (tensor<3x24xi8>, tensor<96xi8>) -> tensor<3x4xi32> {
  ^bb0(%acc: i32):
    qnn.yield %acc : i32
  }
  return %0 : tensor<3x4xi32>
}

// Columns of an image are paired with those that the next row reads, 8 further. The
// last row on a line has no next.
// CHECK-LABEL: func @smmla_paired_window(
// CHECK-SAME: %[[X:.*]]: tensor<2x32xi8>, %[[W:.*]]: tensor<64xi8>)
// CHECK: %[[PAIRS:.*]] = scf.for %[[LINE:.*]] = %c0 to %c2 step %c1
// CHECK: vector.transfer_read %[[X]][%[[LINE]], %c0]{{.*}} vector<16xi8>
// CHECK: vector.transfer_read %[[X]][%[[LINE]], %c8]{{.*}} vector<16xi8>
// CHECK: vector.transfer_write %{{.*}}[%[[LINE]], %c0]{{.*}} vector<32xi8>, tensor<2x64xi8>
// CHECK: vector.transfer_read %[[X]][%[[LINE]], %c16]{{.*}} vector<16xi8>
// CHECK: vector.transfer_write %{{.*}}[%[[LINE]], %c16]{{.*}} vector<32xi8>, tensor<2x64xi8>
// CHECK: %[[LAST:.*]] = vector.transfer_read %[[X]][%[[LINE]], %c24]{{.*}} vector<8xi8>
// CHECK: %[[ONE:.*]] = vector.insert_strided_slice %[[LAST]], %{{.*}} {offsets = [0]
// CHECK: %[[TWO:.*]] = vector.insert_strided_slice %[[LAST]], %[[ONE]] {offsets = [8]
// CHECK: vector.transfer_write %[[TWO]], %{{.*}}[%[[LINE]], %c48]
// CHECK: scf.for %[[Y:.*]] = %c0 to %c2 step %c1
// CHECK: vector.transfer_read %[[PAIRS]][%[[Y]], %c0]{{.*}} vector<16xi8>
// CHECK: vector.transfer_read %[[PAIRS]][%[[Y]], %c32]{{.*}} vector<16xi8>
// CHECK: vector.transfer_read %[[PAIRS]][%[[Y]], %c16]{{.*}} vector<16xi8>
// CHECK: vector.transfer_read %[[PAIRS]][%[[Y]], %c48]{{.*}} vector<16xi8>
func.func @smmla_paired_window(%x: tensor<2x32xi8>, %w: tensor<64xi8>)
    -> tensor<1x2x3x4xi32> {
  %0 = qnn.packed_dot "aarch64.smmla.paired" panels 1
      window<image_lines = 2, line_stride = 1, column_stride = 8, lines = 1,
             line_dilation = 1, runs = 1, run_dilation = 0, length = 16> %x, %w
      : (tensor<2x32xi8>, tensor<64xi8>) -> tensor<1x2x3x4xi32> {
  ^bb0(%acc: i32):
    qnn.yield %acc : i32
  }
  return %0 : tensor<1x2x3x4xi32>
}

// -----

// 40 rows of the 80 are paired at once; there are two of these strips.
// CHECK-LABEL: func @smmla_strips(
// CHECK: scf.for %[[STRIP:.*]] = %c0 to %c2 step %c1
// CHECK: %[[BEGIN:.*]] = arith.muli %[[STRIP]], %c40
// CHECK: tensor.empty() : tensor<20x512xi8>
// CHECK: scf.for %[[LINE:.*]] = %c0 to %c20
func.func @smmla_strips(%x: tensor<80x256xi8>, %w: tensor<1024xi8>)
    -> tensor<80x4xi32> {
  %0 = qnn.packed_dot "aarch64.smmla.paired" panels 1 %x, %w
      : (tensor<80x256xi8>, tensor<1024xi8>) -> tensor<80x4xi32> {
  ^bb0(%acc: i32):
    qnn.yield %acc : i32
  }
  return %0 : tensor<80x4xi32>
}
