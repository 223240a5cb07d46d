// RUN: quant-opt %s --qnn-convert-to-linalg | FileCheck %s

!q = !qnn.per_tensor<u8 : f32, scale = 0.5, zero_point = 128>

// The last axis has no padding, so three rows of 4 * 3 go into five of 7 * 3.
// CHECK-LABEL: func @pad(
// CHECK-SAME: %[[X:.*]]: tensor<3x4x3xi8>
// CHECK: %[[ROWS:.*]] = tensor.collapse_shape %[[X]] {{\[\[}}0], [1, 2]] : tensor<3x4x3xi8> into tensor<3x12xi8>
// CHECK: %[[VALUE:.*]] = arith.constant -56 : i8
// CHECK: %[[EMPTY:.*]] = tensor.empty() : tensor<5x21xi8>
// CHECK: %[[FILLED:.*]] = linalg.fill ins(%[[VALUE]] : i8) outs(%[[EMPTY]] : tensor<5x21xi8>)
// CHECK: %[[PADDED:.*]] = tensor.insert_slice %[[ROWS]] into %[[FILLED]][2, 3] [3, 12] [1, 1]
// CHECK: tensor.expand_shape %[[PADDED]] {{\[\[}}0], [1, 2]] output_shape [5, 7, 3]
func.func @pad(%x: tensor<3x4x3x!q>) -> tensor<5x7x3x!q> {
  %0 = qnn.pad %x low [2, 1, 0] high [0, 2, 0] interior [0, 0, 0] value(200)
      : tensor<3x4x3x!q> to tensor<5x7x3x!q>
  return %0 : tensor<5x7x3x!q>
}

// What has padding between elements is no row with the axis after it.
// CHECK-LABEL: func @pad_interior(
// CHECK-SAME: %[[X:.*]]: tensor<2x3x4xi8>
// CHECK: linalg.fill {{.*}} tensor<2x8x4xi8>
// CHECK: tensor.insert_slice %[[X]] into %{{.*}}[0, 1, 0] [2, 3, 4] [1, 3, 1]
func.func @pad_interior(%x: tensor<2x3x4x!q>) -> tensor<2x8x4x!q> {
  %0 = qnn.pad %x low [0, 1, 0] high [0, 0, 0] interior [0, 2, 0] value(0)
      : tensor<2x3x4x!q> to tensor<2x8x4x!q>
  return %0 : tensor<2x8x4x!q>
}

// CHECK-LABEL: func @slice(
// CHECK-SAME: %[[X:.*]]: tensor<4x6xi8>
// CHECK: %[[VIEW:.*]] = tensor.extract_slice %[[X]][1, 2] [2, 3] [2, 1]
// CHECK: return %[[VIEW]]
func.func @slice(%x: tensor<4x6x!q>) -> tensor<2x3x!q> {
  %0 = qnn.slice %x offsets [1, 2] strides [2, 1]
      : tensor<4x6x!q> to tensor<2x3x!q>
  return %0 : tensor<2x3x!q>
}

// Vectors are read from consecutive elements, so these are copied.
// CHECK-LABEL: func @slice_strided_row(
// CHECK-SAME: %[[X:.*]]: tensor<4x6xi8>
// CHECK: %[[VIEW:.*]] = tensor.extract_slice %[[X]][0, 1] [4, 3] [1, 2]
// CHECK: %[[EMPTY:.*]] = tensor.empty() : tensor<4x3xi8>
// CHECK: %[[COPY:.*]] = tensor.insert_slice %[[VIEW]] into %[[EMPTY]][0, 0] [4, 3] [1, 1]
// CHECK: return %[[COPY]]
func.func @slice_strided_row(%x: tensor<4x6x!q>) -> tensor<4x3x!q> {
  %0 = qnn.slice %x offsets [0, 1] strides [1, 2]
      : tensor<4x6x!q> to tensor<4x3x!q>
  return %0 : tensor<4x3x!q>
}

// CHECK-LABEL: func @concat(
// CHECK-SAME: %[[A:.*]]: tensor<2x3xi8>, %[[B:.*]]: tensor<2x2xi8>
// CHECK: %[[EMPTY:.*]] = tensor.empty() : tensor<2x5xi8>
// CHECK: %[[LEFT:.*]] = tensor.insert_slice %[[A]] into %[[EMPTY]][0, 0] [2, 3] [1, 1]
// CHECK: tensor.insert_slice %[[B]] into %[[LEFT]][0, 3] [2, 2] [1, 1]
func.func @concat(%a: tensor<2x3x!q>, %b: tensor<2x2x!q>) -> tensor<2x5x!q> {
  %0 = qnn.concat %a, %b axis(1)
      : tensor<2x3x!q>, tensor<2x2x!q> to tensor<2x5x!q>
  return %0 : tensor<2x5x!q>
}

// CHECK-LABEL: func @transpose(
// CHECK-SAME: %[[X:.*]]: tensor<2x3x4xi8>
// CHECK: %[[EMPTY:.*]] = tensor.empty() : tensor<4x2x3xi8>
// CHECK: linalg.transpose ins(%[[X]] : tensor<2x3x4xi8>) outs(%[[EMPTY]] : tensor<4x2x3xi8>) permutation = [2, 0, 1]
func.func @transpose(%x: tensor<2x3x4x!q>) -> tensor<4x2x3x!q> {
  %0 = qnn.transpose %x permutation [2, 0, 1]
      : tensor<2x3x4x!q> to tensor<4x2x3x!q>
  return %0 : tensor<4x2x3x!q>
}

// CHECK-LABEL: func @take(
// CHECK-SAME: %[[X:.*]]: tensor<2x3xi8>
// CHECK-DAG: %[[INDICES:.*]] = arith.constant dense<[2, 0, 0, 1]> : tensor<4xindex>
// CHECK-DAG: %[[END:.*]] = arith.constant 4 : index
// CHECK: scf.for %[[I:.*]] = %{{.*}} to %[[END]] {{.*}} iter_args(%[[Y:.*]] = %{{.*}}) -> (tensor<2x4xi8>)
// CHECK: %[[INDEX:.*]] = tensor.extract %[[INDICES]][%[[I]]]
// CHECK: %[[TAKEN:.*]] = tensor.extract_slice %[[X]][0, %[[INDEX]]] [2, 1] [1, 1]
// CHECK: tensor.insert_slice %[[TAKEN]] into %[[Y]][0, %[[I]]] [2, 1] [1, 1]
func.func @take(%x: tensor<2x3x!q>) -> tensor<2x4x!q> {
  %0 = qnn.take %x axis(1) indices [2, 0, 0, 1]
      : tensor<2x3x!q> to tensor<2x4x!q>
  return %0 : tensor<2x4x!q>
}
