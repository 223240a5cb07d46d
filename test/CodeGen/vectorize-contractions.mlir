// RUN: quant-opt %s --qnn-vectorize-contractions --canonicalize --cse --split-input-file | FileCheck %s

//===----------------------------------------------------------------------===//
// One step
//===----------------------------------------------------------------------===//

// Bytes of the input, as i32, in all lanes; pairs of products, saturating; pairs
// of pairs.
// CHECK-LABEL: func @vpmaddubsw(
// CHECK-SAME: %[[X:.*]]: tensor<1x4xi8>, %[[W:.*]]: tensor<32xi8>)
// CHECK-DAG: %[[C0:.*]] = arith.constant 0 : index
// CHECK-DAG: %[[ONES:.*]] = arith.constant dense<1> : vector<16xi16>
// CHECK: %[[EMPTY:.*]] = tensor.empty() : tensor<1x8xi32>
// CHECK: %[[PANEL:.*]] = vector.transfer_read %[[W]][%[[C0]]], %{{.*}} {in_bounds = [true]} : tensor<32xi8>, vector<32xi8>
// CHECK: %[[BYTES:.*]] = vector.transfer_read %[[X]][%[[C0]], %[[C0]]], %{{.*}} {in_bounds = [true]} : tensor<1x4xi8>, vector<4xi8>
// CHECK: vector.bitcast %[[BYTES]] : vector<4xi8> to vector<1xi32>
// CHECK: vector.broadcast %{{.*}} : i32 to vector<8xi32>
// CHECK: %[[LANES:.*]] = vector.bitcast %{{.*}} : vector<8xi32> to vector<32xi8>
// CHECK: %[[PAIRS:.*]] = llvm.call_intrinsic "llvm.x86.avx2.pmadd.ub.sw"(%[[LANES]], %[[PANEL]])
// CHECK: %[[SUMS:.*]] = llvm.call_intrinsic "llvm.x86.avx2.pmadd.wd"(%[[PAIRS]], %[[ONES]])
// CHECK: vector.transfer_write %[[SUMS]], %[[EMPTY]][%[[C0]], %[[C0]]] {in_bounds = [true]} : vector<8xi32>, tensor<1x8xi32>
func.func @vpmaddubsw(%x: tensor<1x4xi8>, %w: tensor<32xi8>) -> tensor<1x8xi32> {
  %0 = qnn.packed_dot "x86.vpmaddubsw" panels 1 %x, %w
      : (tensor<1x4xi8>, tensor<32xi8>) -> tensor<1x8xi32> {
  ^bb0(%acc: i32):
    qnn.yield %acc : i32
  }
  return %0 : tensor<1x8xi32>
}

// CHECK-LABEL: func @vpmaddwd(
// CHECK-SAME: %[[X:.*]]: tensor<1x2xi16>, %[[W:.*]]: tensor<16xi16>)
// CHECK: %[[PANEL:.*]] = vector.transfer_read %[[W]]
// CHECK: vector.transfer_read %[[X]]{{.*}} : tensor<1x2xi16>, vector<2xi16>
// CHECK: %[[LANES:.*]] = vector.bitcast %{{.*}} : vector<8xi32> to vector<16xi16>
// CHECK: llvm.call_intrinsic "llvm.x86.avx2.pmadd.wd"(%[[LANES]], %[[PANEL]])
func.func @vpmaddwd(%x: tensor<1x2xi16>, %w: tensor<16xi16>) -> tensor<1x8xi32> {
  %0 = qnn.packed_dot "x86.vpmaddwd" panels 1 %x, %w
      : (tensor<1x2xi16>, tensor<16xi16>) -> tensor<1x8xi32> {
  ^bb0(%acc: i32):
    qnn.yield %acc : i32
  }
  return %0 : tensor<1x8xi32>
}

// A channel operand that the body adds is what sums begin with.
// CHECK-LABEL: func @bias(
// CHECK-SAME: %[[B:[^:]*]]: tensor<8xi32>)
// CHECK: %[[FIRST:.*]] = vector.transfer_read %[[B]]{{.*}} : tensor<8xi32>, vector<8xi32>
// CHECK: %[[PRODUCTS:.*]] = llvm.call_intrinsic "llvm.x86.avx2.pmadd.wd"
// CHECK: %[[SUMS:.*]] = arith.addi %[[FIRST]], %[[PRODUCTS]]
// CHECK-NEXT: vector.transfer_write %[[SUMS]]
func.func @bias(%x: tensor<1x2xi16>, %w: tensor<16xi16>, %b: tensor<8xi32>)
    -> tensor<1x8xi32> {
  %0 = qnn.packed_dot "x86.vpmaddwd" panels 1 %x, %w channels(%b)
      : (tensor<1x2xi16>, tensor<16xi16>, tensor<8xi32>) -> tensor<1x8xi32> {
  ^bb0(%acc: i32, %bias: i32):
    %sum = arith.addi %bias, %acc : i32
    qnn.yield %sum : i32
  }
  return %0 : tensor<1x8xi32>
}

// Not if the sums without it are used, too.
// CHECK-LABEL: func @used_twice(
// CHECK: %[[SUMS:.*]] = llvm.call_intrinsic "llvm.x86.avx2.pmadd.wd"
// CHECK: %[[WITH_BIAS:.*]] = arith.addi %[[SUMS]], %{{.*}}
// CHECK: arith.muli %[[WITH_BIAS]], %[[SUMS]]
func.func @used_twice(%x: tensor<1x2xi16>, %w: tensor<16xi16>, %b: tensor<8xi32>)
    -> tensor<1x8xi32> {
  %0 = qnn.packed_dot "x86.vpmaddwd" panels 1 %x, %w channels(%b)
      : (tensor<1x2xi16>, tensor<16xi16>, tensor<8xi32>) -> tensor<1x8xi32> {
  ^bb0(%acc: i32, %bias: i32):
    %sum = arith.addi %acc, %bias : i32
    %product = arith.muli %sum, %acc : i32
    qnn.yield %product : i32
  }
  return %0 : tensor<1x8xi32>
}

// Weights that are stored as bytes.
// CHECK-LABEL: func @vpmaddwd_bytes(
// CHECK: %[[BYTES:.*]] = vector.transfer_read {{.*}} : tensor<16xi8>, vector<16xi8>
// CHECK: %[[PANEL:.*]] = arith.extsi %[[BYTES]] : vector<16xi8> to vector<16xi16>
// CHECK: llvm.call_intrinsic "llvm.x86.avx2.pmadd.wd"(%{{.*}}, %[[PANEL]])
func.func @vpmaddwd_bytes(%x: tensor<1x2xi16>, %w: tensor<16xi8>)
    -> tensor<1x8xi32> {
  %0 = qnn.packed_dot "x86.vpmaddwd" panels 1 %x, %w
      : (tensor<1x2xi16>, tensor<16xi8>) -> tensor<1x8xi32> {
  ^bb0(%acc: i32):
    qnn.yield %acc : i32
  }
  return %0 : tensor<1x8xi32>
}

// -----

//===----------------------------------------------------------------------===//
// Steps, rows, groups
//===----------------------------------------------------------------------===//

// 9 steps of one row, which LLVM is told to unroll by four.
// CHECK: #[[UNROLL:.*]] = #llvm.loop_unroll<count = 4 : i32>
// CHECK: #[[ANNOTATION:.*]] = #llvm.loop_annotation<unroll = #[[UNROLL]]>
// CHECK-LABEL: func @steps(
// CHECK-DAG: %[[C0:.*]] = arith.constant 0 : index
// CHECK-DAG: %[[C1:.*]] = arith.constant 1 : index
// CHECK-DAG: %[[C9:.*]] = arith.constant 9 : index
// CHECK-DAG: %[[ZERO:.*]] = arith.constant dense<0> : vector<8xi32>
// CHECK: scf.for %{{.*}} = %[[C0]] to %[[C9]] step %[[C1]] iter_args(%{{.*}} = %[[ZERO]]) -> (vector<8xi32>)
// CHECK-COUNT-1: llvm.call_intrinsic "llvm.x86.avx2.pmadd.ub.sw"
// CHECK-NOT: pmadd.ub.sw
// CHECK: } {loop_annotation = #[[ANNOTATION]]}
// CHECK: return
func.func @steps(%x: tensor<1x36xi8>, %w: tensor<288xi8>) -> tensor<1x8xi32> {
  %0 = qnn.packed_dot "x86.vpmaddubsw" panels 1 %x, %w
      : (tensor<1x36xi8>, tensor<288xi8>) -> tensor<1x8xi32> {
  ^bb0(%acc: i32):
    qnn.yield %acc : i32
  }
  return %0 : tensor<1x8xi32>
}

// Of 16 registers, 3 are scratch and 4 hold weights; so 2 rows with 4 panels fit
// at a time, twice, and of 5 rows one is left. A panel is read once per block.
// CHECK-LABEL: func @rows(
// CHECK-DAG: %[[C0:.*]] = arith.constant 0 : index
// CHECK-DAG: %[[C1:.*]] = arith.constant 1 : index
// CHECK-DAG: %[[C2:.*]] = arith.constant 2 : index
// CHECK-DAG: %[[C4:.*]] = arith.constant 4 : index
// CHECK: %[[BLOCKS:.*]] = scf.for %[[BLOCK:.*]] = %[[C0]] to %[[C2]] step %[[C1]] iter_args({{.*}}) -> (tensor<5x32xi32>)
// CHECK: %[[ROW:.*]] = arith.muli %[[BLOCK]], %[[C2]]
// CHECK-COUNT-4: : tensor<128xi8>, vector<32xi8>
// CHECK-NOT: tensor<128xi8>
// CHECK: vector.transfer_read %{{.*}}[%[[ROW]], %[[C0]]], {{.*}} : tensor<5x4xi8>, vector<4xi8>
// CHECK-COUNT-4: llvm.call_intrinsic "llvm.x86.avx2.pmadd.ub.sw"
// CHECK: %[[NEXT:.*]] = arith.addi %[[ROW]], %[[C1]]
// CHECK: vector.transfer_read %{{.*}}[%[[NEXT]], %[[C0]]], {{.*}} : tensor<5x4xi8>, vector<4xi8>
// CHECK-COUNT-4: llvm.call_intrinsic "llvm.x86.avx2.pmadd.ub.sw"
// CHECK: vector.transfer_write %{{.*}}[%[[ROW]], %[[C0]]] {in_bounds = [true]} : vector<32xi32>, tensor<5x32xi32>
// CHECK: vector.transfer_write %{{.*}}[%[[NEXT]], %[[C0]]] {in_bounds = [true]} : vector<32xi32>, tensor<5x32xi32>
// CHECK: scf.yield
// CHECK-COUNT-4: llvm.call_intrinsic "llvm.x86.avx2.pmadd.ub.sw"
// CHECK-NOT: pmadd.ub.sw
// CHECK: vector.transfer_write %{{.*}}, %[[BLOCKS]][%[[C4]], %[[C0]]]
func.func @rows(%x: tensor<5x4xi8>, %w: tensor<128xi8>) -> tensor<5x32xi32> {
  %0 = qnn.packed_dot "x86.vpmaddubsw" panels 4 %x, %w
      : (tensor<5x4xi8>, tensor<128xi8>) -> tensor<5x32xi32> {
  ^bb0(%acc: i32):
    qnn.yield %acc : i32
  }
  return %0 : tensor<5x32xi32>
}

// 77 outputs: two groups of 4 panels, and one of 2 that ends after 13. Weights of
// group g begin at 128 * g, its outputs at 32 * g.
// CHECK-LABEL: func @groups(
// CHECK-DAG: %[[C0:.*]] = arith.constant 0 : index
// CHECK-DAG: %[[C1:.*]] = arith.constant 1 : index
// CHECK-DAG: %[[C2:.*]] = arith.constant 2 : index
// CHECK-DAG: %[[C32:.*]] = arith.constant 32 : index
// CHECK-DAG: %[[C64:.*]] = arith.constant 64 : index
// CHECK-DAG: %[[C128:.*]] = arith.constant 128 : index
// CHECK-DAG: %[[C256:.*]] = arith.constant 256 : index
// CHECK-DAG: %[[C288:.*]] = arith.constant 288 : index
// CHECK: %[[WHOLE:.*]] = scf.for %[[G:.*]] = %[[C0]] to %[[C2]] step %[[C1]] iter_args(%[[OUT:.*]] = %{{.*}}) -> (tensor<1x77xi32>)
// CHECK: %[[BEGIN:.*]] = arith.muli %[[G]], %[[C128]]
// CHECK: vector.transfer_read %{{.*}}[%[[BEGIN]]]
// CHECK: %[[COLUMN:.*]] = arith.muli %[[G]], %[[C32]]
// CHECK: vector.transfer_write %{{.*}}, %[[OUT]][%[[C0]], %[[COLUMN]]] {in_bounds = [true]} : vector<32xi32>
// CHECK: scf.yield
// CHECK: vector.transfer_read %{{.*}}[%[[C256]]]
// CHECK: vector.transfer_read %{{.*}}[%[[C288]]]
// CHECK: %[[REST:.*]] = vector.extract_strided_slice %{{.*}} {offsets = [0], sizes = [13], strides = [1]} : vector<16xi32> to vector<13xi32>
// CHECK: vector.transfer_write %[[REST]], %[[WHOLE]][%[[C0]], %[[C64]]] {in_bounds = [true]} : vector<13xi32>, tensor<1x77xi32>
func.func @groups(%x: tensor<1x4xi8>, %w: tensor<320xi8>) -> tensor<1x77xi32> {
  %0 = qnn.packed_dot "x86.vpmaddubsw" panels 4 %x, %w
      : (tensor<1x4xi8>, tensor<320xi8>) -> tensor<1x77xi32> {
  ^bb0(%acc: i32):
    qnn.yield %acc : i32
  }
  return %0 : tensor<1x77xi32>
}

// -----

// An input of more than 256 KiB, all panels for one half of its rows after the
// other: 10 blocks of 12 rows each, and one of 9.
// CHECK-LABEL: func @cached_strips(
// CHECK: scf.for %[[STRIP:.*]] = %c0 to %c2 step %c1
// CHECK: %[[ROW:.*]] = arith.muli %[[STRIP]], %c129
// CHECK: scf.for %[[PANEL:.*]] = %c0 to %c2 step %c1
// CHECK: scf.for %[[BLOCK:.*]] = %c0 to %c10 step %c1
// CHECK: %[[ROWS:.*]] = arith.muli %[[BLOCK]], %c12
// CHECK: arith.addi %[[ROW]], %[[ROWS]]
func.func @cached_strips(%x: tensor<258x1024xi8>, %w: tensor<16384xi8>)
    -> tensor<258x16xi32> {
  %0 = qnn.packed_dot "x86.vpmaddubsw" panels 1 %x, %w
      : (tensor<258x1024xi8>, tensor<16384xi8>) -> tensor<258x16xi32> {
  ^bb0(%acc: i32):
    qnn.yield %acc : i32
  }
  return %0 : tensor<258x16xi32>
}

// Nothing is gained where one group of panels reads it.
// CHECK-LABEL: func @one_group(
// CHECK-NOT: %c129
// CHECK: return
func.func @one_group(%x: tensor<258x1024xi8>, %w: tensor<16384xi8>)
    -> tensor<258x16xi32> {
  %0 = qnn.packed_dot "x86.vpmaddubsw" panels 2 %x, %w
      : (tensor<258x1024xi8>, tensor<16384xi8>) -> tensor<258x16xi32> {
  ^bb0(%acc: i32):
    qnn.yield %acc : i32
  }
  return %0 : tensor<258x16xi32>
}

//===----------------------------------------------------------------------===//
// Arranged steps
//===----------------------------------------------------------------------===//

// The only panel has sums of three steps, of two and of one. Here are those of
// two, whose sums of pairs are added in i16.
// CHECK-LABEL: func @arranged(
// CHECK-SAME: %[[X:[^:]*]]: tensor<1x8xi8>, %[[W:[^:]*]]: tensor<192xi8>, %[[POSITIONS:[^:]*]]: tensor<6xi32>, %[[SECTIONS:.*]]: tensor<4xi32>)
// CHECK-DAG: %[[C0:.*]] = arith.constant 0 : index
// CHECK-DAG: %[[C1:.*]] = arith.constant 1 : index
// CHECK-DAG: %[[C2:.*]] = arith.constant 2 : index
// CHECK-DAG: %[[C3:.*]] = arith.constant 3 : index
// CHECK-DAG: %[[C32:.*]] = arith.constant 32 : index
// CHECK: %[[ELEMENTS:.*]] = tensor.collapse_shape %[[X]] {{.*}} into tensor<8xi8>
// CHECK: %[[FIRST32:.*]] = tensor.extract %[[SECTIONS]][%[[C1]]]
// CHECK: %[[FIRST:.*]] = arith.index_cast %[[FIRST32]]
// CHECK: %[[TRIPLES:.*]] = scf.for {{.*}} to %[[FIRST]] step %[[C3]]
// CHECK-COUNT-3: llvm.call_intrinsic "llvm.x86.avx2.pmadd.ub.sw"
// CHECK: llvm.call_intrinsic "llvm.x86.avx2.pmadd.wd"
// CHECK: %[[LAST32:.*]] = tensor.extract %[[SECTIONS]][%[[C2]]]
// CHECK: %[[LAST:.*]] = arith.index_cast %[[LAST32]]
// CHECK: %[[PAIRS:.*]] = scf.for %[[STEP:.*]] = %[[FIRST]] to %[[LAST]] step %[[C2]] iter_args(%[[ACC:.*]] = %[[TRIPLES]])
// CHECK: %[[OFFSET:.*]] = arith.muli %[[STEP]], %[[C32]]
// CHECK: %[[K32:.*]] = tensor.extract %[[POSITIONS]][%[[STEP]]]
// CHECK: %[[K:.*]] = arith.index_cast %[[K32]]
// CHECK: %[[NEXT:.*]] = arith.addi %[[STEP]], %[[C1]]
// CHECK: tensor.extract %[[POSITIONS]][%[[NEXT]]]
// CHECK: vector.transfer_read %[[W]][%[[OFFSET]]]
// CHECK: vector.transfer_read %[[ELEMENTS]][%[[K]]]
// CHECK: %[[A:.*]] = llvm.call_intrinsic "llvm.x86.avx2.pmadd.ub.sw"
// CHECK: %[[B:.*]] = llvm.call_intrinsic "llvm.x86.avx2.pmadd.ub.sw"
// CHECK: %[[SUM:.*]] = arith.addi %[[A]], %[[B]] : vector<16xi16>
// CHECK: %[[WIDE:.*]] = llvm.call_intrinsic "llvm.x86.avx2.pmadd.wd"(%[[SUM]],
// CHECK: %[[TOTAL:.*]] = arith.addi %[[ACC]], %[[WIDE]] : vector<8xi32>
// CHECK: scf.yield %[[TOTAL]]
// CHECK: scf.for {{.*}} step %[[C1]] iter_args(%{{.*}} = %[[PAIRS]])
// CHECK: vector.transfer_write
func.func @arranged(%x: tensor<1x8xi8>, %w: tensor<192xi8>,
                    %positions: tensor<6xi32>, %sections: tensor<4xi32>)
    -> tensor<1x8xi32> {
  %0 = qnn.packed_dot "x86.vpmaddubsw.3" panels 1 %x, %w
      arranged(%positions, %sections)
      : (tensor<1x8xi8>, tensor<192xi8>, tensor<6xi32>, tensor<4xi32>)
     -> tensor<1x8xi32> {
  ^bb0(%acc: i32):
    qnn.yield %acc : i32
  }
  return %0 : tensor<1x8xi32>
}

// -----

//===----------------------------------------------------------------------===//
// Body
//===----------------------------------------------------------------------===//

// On both panels at once; channels are vectors, a row's value is splat.
// CHECK-LABEL: func @body(
// CHECK-SAME: %[[B:[^:]*]]: tensor<16xi32>, %[[S:.*]]: tensor<1xi32>)
// CHECK-DAG: %[[THREE:.*]] = arith.constant dense<3> : vector<16xi32>
// CHECK: %[[LOWER:.*]] = vector.insert_strided_slice %{{.*}} {offsets = [0], strides = [1]} : vector<8xi32> into vector<16xi32>
// CHECK: %[[ACC:.*]] = vector.insert_strided_slice %{{.*}}, %[[LOWER]] {offsets = [8], strides = [1]}
// CHECK: %[[BN:.*]] = vector.transfer_read %[[B]]{{.*}} : tensor<16xi32>, vector<16xi32>
// CHECK: %[[SM:.*]] = tensor.extract %[[S]]
// CHECK: %[[SUMS:.*]] = vector.broadcast %[[SM]] : i32 to vector<16xi32>
// CHECK: %[[TERM:.*]] = arith.muli %[[SUMS]], %[[BN]] : vector<16xi32>
// CHECK: %[[V:.*]] = arith.subi %[[ACC]], %[[TERM]]
// CHECK: %[[Y:.*]] = qnn.apply_multiplier double_round %[[V]], %[[THREE]], %[[THREE]] : vector<16xi32>
// CHECK: %[[BITS:.*]] = arith.trunci %[[Y]] : vector<16xi32> to vector<16xi8>
// CHECK: vector.transfer_write %[[BITS]]
func.func @body(%x: tensor<1x4xi8>, %w: tensor<64xi8>, %b: tensor<16xi32>,
                %s: tensor<1xi32>) -> tensor<1x16xi8> {
  %0 = qnn.packed_dot "x86.vpmaddubsw" panels 2 %x, %w channels(%b) rows(%s)
      : (tensor<1x4xi8>, tensor<64xi8>, tensor<16xi32>, tensor<1xi32>)
      -> tensor<1x16xi8> {
  ^bb0(%acc: i32, %bn: i32, %sm: i32):
    %c3 = arith.constant 3 : i32
    %1 = arith.muli %sm, %bn : i32
    %2 = arith.subi %acc, %1 : i32
    %3 = qnn.apply_multiplier double_round %2, %c3, %c3 : i32
    %4 = arith.trunci %3 : i32 to i8
    qnn.yield %4 : i8
  }
  return %0 : tensor<1x16xi8>
}

// -----

// CHECK-LABEL: func @no_rows(
// CHECK-NEXT: %[[EMPTY:.*]] = tensor.empty() : tensor<0x8xi32>
// CHECK-NEXT: return %[[EMPTY]]
func.func @no_rows(%x: tensor<0x4xi8>, %w: tensor<32xi8>) -> tensor<0x8xi32> {
  %0 = qnn.packed_dot "x86.vpmaddubsw" panels 1 %x, %w
      : (tensor<0x4xi8>, tensor<32xi8>) -> tensor<0x8xi32> {
  ^bb0(%acc: i32):
    qnn.yield %acc : i32
  }
  return %0 : tensor<0x8xi32>
}

// A sum of no products.
// CHECK-LABEL: func @no_steps(
// CHECK: %[[ZERO:.*]] = arith.constant dense<0> : vector<8xi32>
// CHECK-NOT: pmadd
// CHECK: vector.transfer_write %[[ZERO]]
func.func @no_steps(%x: tensor<1x0xi8>, %w: tensor<0xi8>) -> tensor<1x8xi32> {
  %0 = qnn.packed_dot "x86.vpmaddubsw" panels 1 %x, %w
      : (tensor<1x0xi8>, tensor<0xi8>) -> tensor<1x8xi32> {
  ^bb0(%acc: i32):
    qnn.yield %acc : i32
  }
  return %0 : tensor<1x8xi32>
}

// -----

//===----------------------------------------------------------------------===//
// Windows
//===----------------------------------------------------------------------===//

// Lines of the image, and in each one block of all 7 positions, which are 8
// columns apart. Of each window 3 lines, every second one, and 2 runs in a line;
// one step in a run.
// CHECK-LABEL: func @window(
// CHECK-SAME: %[[X:[^:]*]]: tensor<7x60xi8>, %[[W:[^:]*]]: tensor<192xi8>)
// CHECK-DAG: %[[C0:.*]] = arith.constant 0 : index
// CHECK-DAG: %[[C1:.*]] = arith.constant 1 : index
// CHECK-DAG: %[[C2:.*]] = arith.constant 2 : index
// CHECK-DAG: %[[C3:.*]] = arith.constant 3 : index
// CHECK-DAG: %[[C4:.*]] = arith.constant 4 : index
// CHECK-DAG: %[[C8:.*]] = arith.constant 8 : index
// CHECK: scf.for %[[LINE:.*]] = %[[C0]] to %[[C3]] step %[[C1]] iter_args(%{{.*}}) -> (tensor<1x3x7x8xi32>)
// CHECK: scf.for %[[Y:.*]] = %[[C0]] to %[[C3]] step %[[C1]]
// CHECK: scf.for %[[RUN_X:.*]] = %[[C0]] to %[[C2]] step %[[C1]]
// CHECK-DAG: %[[DOWN:.*]] = arith.muli %[[Y]], %[[C2]]
// CHECK-DAG: %[[READ:.*]] = arith.addi %[[LINE]], %[[DOWN]]
// CHECK-DAG: %[[COLUMN:.*]] = arith.muli %[[RUN_X]], %[[C4]]
// CHECK: vector.transfer_read %[[W]]
// CHECK: vector.transfer_read %[[X]][%[[READ]], %[[COLUMN]]], {{.*}} : tensor<7x60xi8>, vector<4xi8>
// CHECK: %[[NEXT:.*]] = arith.addi %[[COLUMN]], %[[C8]]
// CHECK: vector.transfer_read %[[X]][%[[READ]], %[[NEXT]]]
// CHECK: vector.transfer_write %{{.*}}[%[[C0]], %[[LINE]], %[[C0]], %[[C0]]] {in_bounds = [true]} : vector<8xi32>, tensor<1x3x7x8xi32>
func.func @window(%x: tensor<7x60xi8>, %w: tensor<192xi8>)
    -> tensor<1x3x7x8xi32> {
  %0 = qnn.packed_dot "x86.vpmaddubsw" panels 1
      window<image_lines = 7, line_stride = 1, column_stride = 8, lines = 3,
             line_dilation = 2, runs = 2, run_dilation = 4, length = 4>
      %x, %w : (tensor<7x60xi8>, tensor<192xi8>) -> tensor<1x3x7x8xi32> {
  ^bb0(%acc: i32):
    qnn.yield %acc : i32
  }
  return %0 : tensor<1x3x7x8xi32>
}

// -----

//===----------------------------------------------------------------------===//
// Depthwise convolutions
//===----------------------------------------------------------------------===//

// A column of 3 rows has 4 slots, the last of which reads the first row again.
// Rows are interleaved once, and multiplied for each output that reads them.
// CHECK-LABEL: func @depthwise(
// CHECK-SAME: %[[X:[^:]*]]: tensor<1x3x2x32xi8>, %[[W:[^:]*]]: tensor<128xi8>, %[[B:[^:]*]]: tensor<32xi32>)
// CHECK-DAG: %[[C0:.*]] = arith.constant 0 : index
// CHECK-DAG: %[[C1:.*]] = arith.constant 1 : index
// CHECK-DAG: %[[C2:.*]] = arith.constant 2 : index
// CHECK-DAG: %[[C32:.*]] = arith.constant 32 : index
// CHECK: %[[LINES:.*]] = tensor.collapse_shape %[[X]] {{\[}}[0], [1], [2, 3]]
// Sums begin with the bias, in the order of lanes.
// CHECK: %[[B0:.*]] = vector.transfer_read %[[B]][%[[C0]]], {{.*}} : tensor<32xi32>, vector<8xi32>
// CHECK: %[[R0:.*]] = vector.transfer_read %[[LINES]][%[[C0]], %[[C0]], %[[C0]]]
// CHECK: %[[R1:.*]] = vector.transfer_read %[[LINES]][%[[C0]], %[[C1]], %[[C0]]]
// CHECK: %[[R2:.*]] = vector.transfer_read %[[LINES]][%[[C0]], %[[C2]], %[[C0]]]
// CHECK: %[[LOW01:.*]] = vector.shuffle %[[R0]], %[[R1]] [0, 32, 1, 33, 2, 34, 3, 35, 4, 36, 5, 37, 6, 38, 7, 39, 16, 48,
// CHECK: %[[HIGH01:.*]] = vector.shuffle %[[R0]], %[[R1]] [8, 40, 9, 41,
// CHECK: %[[LOW20:.*]] = vector.shuffle %[[R2]], %[[R0]] [0, 32, 1, 33,
// CHECK: %[[HIGH20:.*]] = vector.shuffle %[[R2]], %[[R0]] [8, 40, 9, 41,
// CHECK: %[[FIRST:.*]] = vector.shuffle %[[LOW01]], %[[LOW20]] [0, 1, 32, 33, 2, 3, 34, 35,
// CHECK: %[[W0:.*]] = vector.transfer_read %[[W]][%[[C0]]]
// CHECK: llvm.call_intrinsic "llvm.x86.avx2.pmadd.ub.sw"(%[[FIRST]], %[[W0]])
// CHECK: arith.addi %[[B0]], %{{.*}} : vector<8xi32>
// CHECK-COUNT-3: llvm.call_intrinsic "llvm.x86.avx2.pmadd.ub.sw"
// The result is in the order of channels.
// CHECK: %[[Y:.*]] = vector.shuffle {{.*}} [0, 1, 2, 3, 8, 9, 10, 11, 16, 17, 18, 19, 24, 25, 26, 27, 4, 5, 6, 7,
// CHECK: vector.transfer_write %[[Y]], %{{.*}}[%[[C0]], %[[C0]], %[[C0]]]
// CHECK: vector.transfer_read %[[LINES]][%[[C0]], %[[C0]], %[[C32]]]
// CHECK: vector.transfer_write %{{.*}}[%[[C0]], %[[C0]], %[[C32]]]
// CHECK: tensor.expand_shape %{{.*}} {{\[}}[0], [1], [2, 3]]
func.func @depthwise(%x: tensor<1x3x2x32xi8>, %w: tensor<128xi8>,
                     %b: tensor<32xi32>) -> tensor<1x1x2x32xi8> {
  %0 = qnn.packed_depthwise "x86.vpmaddubsw" unsigned(%x), %w channels(%b)
      kernel [3, 1] strides [1, 1] dilations [1, 1]
      : (tensor<1x3x2x32xi8>, tensor<128xi8>, tensor<32xi32>)
     -> tensor<1x1x2x32xi8> {
  ^bb0(%acc: i32, %bias: i32):
    %sum = arith.addi %acc, %bias : i32
    %y = arith.trunci %sum : i32 to i8
    qnn.yield %y : i8
  }
  return %0 : tensor<1x1x2x32xi8>
}

// Units of 16 channels: the second begins at the fifth, to end with the last.
// CHECK-LABEL: func @depthwise_overlap(
// CHECK-DAG: %[[C4:.*]] = arith.constant 4 : index
// CHECK-DAG: %[[C16:.*]] = arith.constant 16 : index
// CHECK: scf.for %[[U:.*]] = %{{.*}} to %{{.*}} step
// CHECK: %[[BEGIN:.*]] = arith.muli %[[U]], %[[C16]]
// CHECK: %[[FIRST:.*]] = arith.minsi %[[BEGIN]], %[[C4]]
// CHECK: vector.transfer_read %{{.*}}[%{{.*}}, %{{.*}}, %[[FIRST]]], {{.*}} : tensor<1x2x20xi8>, vector<16xi8>
// CHECK: arith.extsi %{{.*}} : vector<16xi8> to vector<16xi16>
// CHECK: llvm.call_intrinsic "llvm.x86.avx2.pmadd.wd"
func.func @depthwise_overlap(%x: tensor<1x2x1x20xi8>, %w: tensor<64xi16>)
    -> tensor<1x1x1x20xi32> {
  %0 = qnn.packed_depthwise "x86.vpmaddwd" signed(%x), %w
      kernel [2, 1] strides [1, 1] dilations [1, 1]
      : (tensor<1x2x1x20xi8>, tensor<64xi16>) -> tensor<1x1x1x20xi32> {
  ^bb0(%acc: i32):
    qnn.yield %acc : i32
  }
  return %0 : tensor<1x1x1x20xi32>
}

// Three pixels of ten channels are one unit. Of 5 pixels in a line, the second
// block begins at the third.
// CHECK-LABEL: func @depthwise_pixels(
// CHECK-DAG: %[[C2:.*]] = arith.constant 2 : index
// CHECK-DAG: %[[C3:.*]] = arith.constant 3 : index
// CHECK-DAG: %[[C10:.*]] = arith.constant 10 : index
// CHECK: scf.for %[[BLOCK:.*]] = %{{.*}} to %[[C2]] step
// CHECK: %[[BEGIN:.*]] = arith.muli %[[BLOCK]], %[[C3]]
// CHECK: %[[PIXEL:.*]] = arith.minsi %[[BEGIN]], %[[C2]]
// CHECK: %[[COLUMN:.*]] = arith.muli %[[PIXEL]], %[[C10]]
// CHECK: vector.transfer_read %{{.*}}[%{{.*}}, %{{.*}}, %[[COLUMN]]], {{.*}} : tensor<1x4x50xi8>, vector<30xi8>
// CHECK: vector.transfer_write %{{.*}}[%{{.*}}, %{{.*}}, %[[COLUMN]]] {in_bounds = [true]} : vector<30xi32>, tensor<1x1x50xi32>
func.func @depthwise_pixels(%x: tensor<1x4x5x10xi8>, %w: tensor<128xi8>)
    -> tensor<1x1x5x10xi32> {
  %0 = qnn.packed_depthwise "x86.vpmaddubsw" unsigned(%x), %w
      kernel [4, 1] strides [1, 1] dilations [1, 1]
      : (tensor<1x4x5x10xi8>, tensor<128xi8>) -> tensor<1x1x5x10xi32> {
  ^bb0(%acc: i32):
    qnn.yield %acc : i32
  }
  return %0 : tensor<1x1x5x10xi32>
}

// -----

// The last group's elements end where the output does.
// CHECK-LABEL: func @elements(
// CHECK-SAME: %[[E:[^:]*]]: tensor<1x6xi8>)
// CHECK: %[[READ:.*]] = vector.transfer_read %[[E]]{{.*}} : tensor<1x6xi8>, vector<6xi8>
// CHECK: %[[ELEMENTS:.*]] = vector.insert_strided_slice %[[READ]], %{{.*}} : vector<6xi8> into vector<8xi8>
// CHECK: %[[BYTES:.*]] = arith.trunci
// CHECK: %[[SUM:.*]] = arith.addi %[[BYTES]], %[[ELEMENTS]] : vector<8xi8>
// CHECK: %[[OUT:.*]] = vector.extract_strided_slice %[[SUM]] {offsets = [0], sizes = [6]
// CHECK: vector.transfer_write %[[OUT]]
func.func @elements(%x: tensor<1x4xi8>, %w: tensor<32xi8>, %e: tensor<1x6xi8>)
    -> tensor<1x6xi8> {
  %0 = qnn.packed_dot "x86.vpmaddubsw" panels 1 %x, %w elements(%e)
      : (tensor<1x4xi8>, tensor<32xi8>, tensor<1x6xi8>) -> tensor<1x6xi8> {
  ^bb0(%acc: i32, %element: i8):
    %byte = arith.trunci %acc : i32 to i8
    %sum = arith.addi %byte, %element : i8
    qnn.yield %sum : i8
  }
  return %0 : tensor<1x6xi8>
}

// -----

//===----------------------------------------------------------------------===//
// Inputs of bytes for a tile of 16 bits
//===----------------------------------------------------------------------===//

// Little is extended at once, the odd columns as the end of a vector.
// CHECK-LABEL: func @extended_matrix(
// CHECK-SAME: %[[X:[^:]*]]: tensor<2x34xi8>
// CHECK-DAG: %[[C0:.*]] = arith.constant 0 : index
// CHECK-DAG: %[[C1:.*]] = arith.constant 1 : index
// CHECK-DAG: %[[C2:.*]] = arith.constant 2 : index
// CHECK: %[[COPY:.*]] = tensor.empty() : tensor<2x34xi16>
// CHECK: %[[LINES:.*]] = scf.for %[[LINE:.*]] = %[[C0]] to %[[C2]] step %[[C1]] iter_args(%[[OUT:.*]] = %[[COPY]]) -> (tensor<2x34xi16>) {
// CHECK: %[[BYTES:.*]] = vector.transfer_read %[[X]][%[[LINE]], %[[C0]]], {{.*}} : tensor<2x34xi8>, vector<32xi8>
// CHECK: %[[INTEGERS:.*]] = arith.extui %[[BYTES]] : vector<32xi8> to vector<32xi16>
// CHECK: %[[SOME:.*]] = vector.transfer_write %[[INTEGERS]], %[[OUT]][%[[LINE]], %[[C0]]]
// CHECK: vector.transfer_read %[[X]][%[[LINE]], %[[C2]]]
// CHECK: vector.transfer_write %{{.*}}, %[[SOME]][%[[LINE]], %[[C2]]]
// CHECK: vector.transfer_read %[[LINES]][%[[C0]], %{{.*}}], {{.*}} : tensor<2x34xi16>, vector<2xi16>
func.func @extended_matrix(%x: tensor<2x34xi8>, %w: tensor<272xi16>)
    -> tensor<2x8xi32> {
  %0 = qnn.packed_dot "x86.vpmaddwd" panels 1 extend<unsigned> %x, %w
      : (tensor<2x34xi8>, tensor<272xi16>) -> tensor<2x8xi32> {
  ^bb0(%acc: i32):
    qnn.yield %acc : i32
  }
  return %0 : tensor<2x8xi32>
}

// There is nothing to extend in rows without columns.
// CHECK-LABEL: func @extended_nothing(
// CHECK-NOT: arith.extsi
// CHECK: vector.transfer_write %{{.*}} : vector<8xi32>, tensor<2x8xi32>
func.func @extended_nothing(%x: tensor<2x0xi8>, %w: tensor<0xi16>)
    -> tensor<2x8xi32> {
  %0 = qnn.packed_dot "x86.vpmaddwd" panels 1 extend<signed> %x, %w
      : (tensor<2x0xi8>, tensor<0xi16>) -> tensor<2x8xi32> {
  ^bb0(%acc: i32):
    qnn.yield %acc : i32
  }
  return %0 : tensor<2x8xi32>
}

// Four strips of 33 rows, of which the last begins with the 96th of 129.
// CHECK-LABEL: func @extended_rows(
// CHECK-DAG: %[[C0:.*]] = arith.constant 0 : index
// CHECK-DAG: %[[C1:.*]] = arith.constant 1 : index
// CHECK-DAG: %[[C4:.*]] = arith.constant 4 : index
// CHECK-DAG: %[[C33:.*]] = arith.constant 33 : index
// CHECK-DAG: %[[C96:.*]] = arith.constant 96 : index
// CHECK: scf.for %[[I:.*]] = %[[C0]] to %[[C4]] step %[[C1]]
// CHECK: %[[BEGIN:.*]] = arith.muli %[[I]], %[[C33]]
// CHECK: %[[ROW:.*]] = arith.minsi %[[BEGIN]], %[[C96]]
// CHECK: tensor.empty() : tensor<33x128xi16>
// CHECK: scf.for %[[LINE:.*]] = %[[C0]] to %[[C33]] step %[[C1]]
// CHECK: arith.addi %[[ROW]], %[[LINE]]
// CHECK: arith.extsi
func.func @extended_rows(%x: tensor<129x128xi8>, %w: tensor<1024xi16>)
    -> tensor<129x8xi32> {
  %0 = qnn.packed_dot "x86.vpmaddwd" panels 1 extend<signed> %x, %w
      : (tensor<129x128xi8>, tensor<1024xi16>) -> tensor<129x8xi32> {
  ^bb0(%acc: i32):
    qnn.yield %acc : i32
  }
  return %0 : tensor<129x8xi32>
}

// Three strips of 4, 4 and 2 of 10 lines, which are two lines apart and read three,
// in each of two images of 21 lines.
// CHECK-LABEL: func @extended_lines(
// CHECK-SAME: %[[X:[^:]*]]: tensor<42x640xi8>
// CHECK-DAG: %[[C0:.*]] = arith.constant 0 : index
// CHECK-DAG: %[[C1:.*]] = arith.constant 1 : index
// CHECK-DAG: %[[C2:.*]] = arith.constant 2 : index
// CHECK-DAG: %[[C3:.*]] = arith.constant 3 : index
// CHECK-DAG: %[[C4:.*]] = arith.constant 4 : index
// CHECK-DAG: %[[C10:.*]] = arith.constant 10 : index
// CHECK-DAG: %[[C21:.*]] = arith.constant 21 : index
// CHECK: scf.for %[[IMAGE:.*]] = %[[C0]] to %[[C2]] step %[[C1]]
// CHECK: scf.for %[[I:.*]] = %[[C0]] to %[[C3]] step %[[C1]]
// CHECK: %[[BEGIN:.*]] = arith.muli %[[I]], %[[C4]]
// CHECK: %[[REST:.*]] = arith.subi %[[C10]], %[[BEGIN]]
// CHECK: %[[COUNT:.*]] = arith.minsi %[[REST]], %[[C4]]
// CHECK: %[[OFFSET:.*]] = arith.muli %[[I]], %{{.*}}
// CHECK: %[[IMAGE_LINE:.*]] = arith.muli %[[IMAGE]], %[[C21]]
// CHECK: %[[FIRST:.*]] = arith.addi %[[OFFSET]], %[[IMAGE_LINE]]
// CHECK: %[[STEPS:.*]] = arith.muli %[[COUNT]], %[[C2]]
// CHECK: %[[NUM_LINES:.*]] = arith.addi %[[STEPS]], %[[C1]]
// CHECK: tensor.empty() : tensor<9x640xi16>
// CHECK: scf.for %[[LINE:.*]] = %[[C0]] to %[[NUM_LINES]] step %[[C1]]
// CHECK: %[[SOURCE:.*]] = arith.addi %[[FIRST]], %[[LINE]]
// CHECK: vector.transfer_read %[[X]][%[[SOURCE]], %{{.*}}]
// CHECK: scf.for %[[Y:.*]] = %[[C0]] to %[[COUNT]] step %[[C1]]
// CHECK: %[[OUT_LINE:.*]] = arith.addi %[[BEGIN]], %[[Y]]
// CHECK: arith.muli %[[Y]], %[[C2]]
// CHECK: vector.transfer_write %{{.*}}[%[[IMAGE]], %[[OUT_LINE]], %{{.*}}, %[[C0]]]
func.func @extended_lines(%x: tensor<42x640xi8>, %w: tensor<96xi16>)
    -> tensor<2x10x10x8xi32> {
  %0 = qnn.packed_dot "x86.vpmaddwd" panels 1
      window<image_lines = 21, lines = 3, runs = 1, length = 4, line_dilation = 1, run_dilation = 4, line_stride = 2, column_stride = 64>
      extend<signed> %x, %w
      : (tensor<42x640xi8>, tensor<96xi16>) -> tensor<2x10x10x8xi32> {
  ^bb0(%acc: i32):
    qnn.yield %acc : i32
  }
  return %0 : tensor<2x10x10x8xi32>
}
