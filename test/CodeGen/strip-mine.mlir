// RUN: quant-opt %s --qnn-strip-mine --canonicalize --split-input-file | FileCheck %s

#id = affine_map<(m, n) -> (m, n)>

// 20 lines of 256 sums, two at a time. What the sums begin with is filled in for
// two lines, too.
// CHECK-LABEL: func @matmul(
// CHECK-SAME: %[[A:[^:]*]]: tensor<20x8xi32>, %[[B:[^:]*]]: tensor<8x256xi32>
// CHECK-DAG: %[[C0:.*]] = arith.constant 0 : index
// CHECK-DAG: %[[C2:.*]] = arith.constant 2 : index
// CHECK-DAG: %[[C20:.*]] = arith.constant 20 : index
// CHECK: %[[EMPTY:.*]] = tensor.empty() : tensor<20x256xi8>
// CHECK: scf.for %[[M:.*]] = %[[C0]] to %[[C20]] step %[[C2]] iter_args(%[[Y:.*]] = %[[EMPTY]]) -> (tensor<20x256xi8>) {
// CHECK: %[[LINES:.*]] = tensor.extract_slice %[[A]][%[[M]], 0] [2, 8] [1, 1]
// CHECK: %[[STRIP:.*]] = tensor.empty() : tensor<2x256xi32>
// CHECK: %[[ZEROS:.*]] = linalg.fill ins(%{{.*}}) outs(%[[STRIP]] : tensor<2x256xi32>)
// CHECK: %[[SUMS:.*]] = linalg.matmul ins(%[[LINES]], %[[B]] : {{.*}}) outs(%[[ZEROS]] :
// CHECK: %[[OUT:.*]] = tensor.extract_slice %[[Y]][%[[M]], 0] [2, 256] [1, 1]
// CHECK: %[[RESULT:.*]] = linalg.generic {{.*}} ins(%[[SUMS]] : {{.*}}) outs(%[[OUT]] :
// CHECK: tensor.insert_slice %[[RESULT]] into %[[Y]][%[[M]], 0] [2, 256] [1, 1]
// CHECK-NOT: linalg.matmul
// CHECK: return
func.func @matmul(%a: tensor<20x8xi32>, %b: tensor<8x256xi32>)
    -> tensor<20x256xi8> {
  %zero = arith.constant 0 : i32
  %0 = tensor.empty() : tensor<20x256xi32>
  %1 = linalg.fill ins(%zero : i32) outs(%0 : tensor<20x256xi32>)
      -> tensor<20x256xi32>
  %2 = linalg.matmul ins(%a, %b : tensor<20x8xi32>, tensor<8x256xi32>)
      outs(%1 : tensor<20x256xi32>) -> tensor<20x256xi32>
  %3 = tensor.empty() : tensor<20x256xi8>
  %4 = linalg.generic
      {indexing_maps = [#id, #id], iterator_types = ["parallel", "parallel"]}
      ins(%2 : tensor<20x256xi32>) outs(%3 : tensor<20x256xi8>) {
  ^bb0(%sum: i32, %out: i8):
    %5 = arith.trunci %sum : i32 to i8
    linalg.yield %5 : i8
  } -> tensor<20x256xi8>
  return %4 : tensor<20x256xi8>
}

// -----

// A line is more than a strip may have: 341 of its 1,023 elements are the most
// that divide it. An axis of one element has no loop.
// CHECK-LABEL: func @line(
// CHECK-DAG: %[[C3:.*]] = arith.constant 3 : index
// CHECK-DAG: %[[C341:.*]] = arith.constant 341 : index
// CHECK-DAG: %[[C1023:.*]] = arith.constant 1023 : index
// CHECK: scf.for {{.*}} to %[[C3]]
// CHECK-NEXT: scf.for {{.*}} to %[[C1023]] step %[[C341]]
// CHECK-NOT: scf.for
// CHECK: linalg.reduce {{.*}} outs(%{{.*}} : tensor<1x1x341xi32>)
#id3 = affine_map<(a, b, c) -> (a, b, c)>
func.func @line(%x: tensor<3x1x1023x2xi32>, %sums: tensor<3x1x1023xi32>)
    -> tensor<3x1x1023xi8> {
  %0 = linalg.reduce ins(%x : tensor<3x1x1023x2xi32>)
      outs(%sums : tensor<3x1x1023xi32>) dimensions = [3]
    (%in: i32, %acc: i32) {
      %3 = arith.addi %in, %acc : i32
      linalg.yield %3 : i32
    }
  %1 = tensor.empty() : tensor<3x1x1023xi8>
  %2 = linalg.generic
      {indexing_maps = [#id3, #id3],
       iterator_types = ["parallel", "parallel", "parallel"]}
      ins(%0 : tensor<3x1x1023xi32>) outs(%1 : tensor<3x1x1023xi8>) {
  ^bb0(%sum: i32, %out: i8):
    %3 = arith.trunci %sum : i32 to i8
    linalg.yield %3 : i8
  } -> tensor<3x1x1023xi8>
  return %2 : tensor<3x1x1023xi8>
}

// -----

#id = affine_map<(m, n) -> (m, n)>

// Two sums and something else are read: the sums are computed in the loop.
// CHECK-LABEL: func @two_sums(
// CHECK-NOT: linalg.
// CHECK: scf.for
// CHECK-COUNT-2: linalg.matmul
// CHECK: linalg.generic
// CHECK: scf.yield
func.func @two_sums(%a: tensor<20x8xi32>, %b: tensor<8x256xi32>,
                    %c: tensor<20x256xi32>) -> tensor<20x256xi32> {
  %0 = linalg.matmul ins(%a, %b : tensor<20x8xi32>, tensor<8x256xi32>)
      outs(%c : tensor<20x256xi32>) -> tensor<20x256xi32>
  %1 = linalg.matmul ins(%a, %b : tensor<20x8xi32>, tensor<8x256xi32>)
      outs(%c : tensor<20x256xi32>) -> tensor<20x256xi32>
  %2 = tensor.empty() : tensor<20x256xi32>
  %3 = linalg.generic
      {indexing_maps = [#id, #id, #id, #id],
       iterator_types = ["parallel", "parallel"]}
      ins(%0, %1, %c : tensor<20x256xi32>, tensor<20x256xi32>, tensor<20x256xi32>)
      outs(%2 : tensor<20x256xi32>) {
  ^bb0(%x: i32, %y: i32, %z: i32, %out: i32):
    %4 = arith.addi %x, %y : i32
    %5 = arith.addi %4, %z : i32
    linalg.yield %5 : i32
  } -> tensor<20x256xi32>
  return %3 : tensor<20x256xi32>
}

// -----

#id = affine_map<(m, n) -> (m, n)>

// Few sums, and sums that others read, too, are computed at once.
// CHECK-LABEL: func @few(
// CHECK-NOT: scf.for
// CHECK: return
func.func @few(%a: tensor<2x8xi32>, %b: tensor<8x256xi32>, %c: tensor<2x256xi32>)
    -> tensor<2x256xi8> {
  %0 = linalg.matmul ins(%a, %b : tensor<2x8xi32>, tensor<8x256xi32>)
      outs(%c : tensor<2x256xi32>) -> tensor<2x256xi32>
  %1 = tensor.empty() : tensor<2x256xi8>
  %2 = linalg.generic
      {indexing_maps = [#id, #id], iterator_types = ["parallel", "parallel"]}
      ins(%0 : tensor<2x256xi32>) outs(%1 : tensor<2x256xi8>) {
  ^bb0(%sum: i32, %out: i8):
    %3 = arith.trunci %sum : i32 to i8
    linalg.yield %3 : i8
  } -> tensor<2x256xi8>
  return %2 : tensor<2x256xi8>
}

// CHECK-LABEL: func @others_read(
// CHECK-NOT: scf.for
// CHECK: return
func.func @others_read(%a: tensor<20x8xi32>, %b: tensor<8x256xi32>,
                       %c: tensor<20x256xi32>)
    -> (tensor<20x256xi8>, tensor<20x256xi32>) {
  %0 = linalg.matmul ins(%a, %b : tensor<20x8xi32>, tensor<8x256xi32>)
      outs(%c : tensor<20x256xi32>) -> tensor<20x256xi32>
  %1 = tensor.empty() : tensor<20x256xi8>
  %2 = linalg.generic
      {indexing_maps = [#id, #id], iterator_types = ["parallel", "parallel"]}
      ins(%0 : tensor<20x256xi32>) outs(%1 : tensor<20x256xi8>) {
  ^bb0(%sum: i32, %out: i8):
    %3 = arith.trunci %sum : i32 to i8
    linalg.yield %3 : i8
  } -> tensor<20x256xi8>
  return %2, %0 : tensor<20x256xi8>, tensor<20x256xi32>
}

// -----

#id = affine_map<(m, n) -> (m, n)>
#row = affine_map<(m, n) -> (m)>

// A sum that a whole line reads would be computed for each strip of the line.
// CHECK-LABEL: func @sum_of_line(
// CHECK-NOT: scf.for
// CHECK: return
func.func @sum_of_line(%x: tensor<4x4096xi32>, %zeros: tensor<4xi32>)
    -> tensor<4x4096xi32> {
  %0 = linalg.reduce ins(%x : tensor<4x4096xi32>) outs(%zeros : tensor<4xi32>)
      dimensions = [1]
    (%in: i32, %acc: i32) {
      %3 = arith.addi %in, %acc : i32
      linalg.yield %3 : i32
    }
  %1 = tensor.empty() : tensor<4x4096xi32>
  %2 = linalg.generic
      {indexing_maps = [#id, #row, #id], iterator_types = ["parallel", "parallel"]}
      ins(%x, %0 : tensor<4x4096xi32>, tensor<4xi32>)
      outs(%1 : tensor<4x4096xi32>) {
  ^bb0(%in: i32, %sum: i32, %out: i32):
    %3 = arith.subi %in, %sum : i32
    linalg.yield %3 : i32
  } -> tensor<4x4096xi32>
  return %2 : tensor<4x4096xi32>
}

// Nor is it in a loop over strips that other sums are computed in.
// CHECK-LABEL: func @sums_and_sum_of_line(
// CHECK: linalg.reduce
// CHECK: scf.for
// CHECK-NOT: linalg.reduce
// CHECK: linalg.matmul
// CHECK-NOT: linalg.reduce
// CHECK: return
func.func @sums_and_sum_of_line(%a: tensor<4x8xi32>, %b: tensor<8x4096xi32>,
                                %c: tensor<4x4096xi32>, %zeros: tensor<4xi32>)
    -> tensor<4x4096xi32> {
  %0 = linalg.reduce ins(%a : tensor<4x8xi32>) outs(%zeros : tensor<4xi32>)
      dimensions = [1]
    (%in: i32, %acc: i32) {
      %4 = arith.addi %in, %acc : i32
      linalg.yield %4 : i32
    }
  %1 = linalg.matmul ins(%a, %b : tensor<4x8xi32>, tensor<8x4096xi32>)
      outs(%c : tensor<4x4096xi32>) -> tensor<4x4096xi32>
  %2 = tensor.empty() : tensor<4x4096xi32>
  %3 = linalg.generic
      {indexing_maps = [#id, #row, #id], iterator_types = ["parallel", "parallel"]}
      ins(%1, %0 : tensor<4x4096xi32>, tensor<4xi32>)
      outs(%2 : tensor<4x4096xi32>) {
  ^bb0(%in: i32, %sum: i32, %out: i32):
    %4 = arith.subi %in, %sum : i32
    linalg.yield %4 : i32
  } -> tensor<4x4096xi32>
  return %3 : tensor<4x4096xi32>
}
