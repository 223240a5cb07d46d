// RUN: quant-opt %s --qnn-lower-resizes --canonicalize | FileCheck %s

!s = !qnn.per_tensor<i8 : f32, scale = 0.5, zero_point = 4>
!u = !qnn.per_tensor<u8 : f32, scale = 0.5, zero_point = 3>

// Two rows become three, at 0, 683/1024 (2/3) and 1, as the last lies beyond; five
// columns become two, at 0 and 5/2.
// CHECK-DAG: #[[ROW:.*]] = affine_map<(d0, d1, d2, d3) -> (d1)>
// CHECK-DAG: #[[COLUMN:.*]] = affine_map<(d0, d1, d2, d3) -> (d2)>
// CHECK-LABEL: func @corners(
// CHECK-DAG: %[[Y0:.*]] = arith.constant dense<[0, 0, 1]> : tensor<3xindex>
// CHECK-DAG: %[[Y1:.*]] = arith.constant dense<[0, 1, 1]> : tensor<3xindex>
// CHECK-DAG: %[[WY:.*]] = arith.constant dense<[0, 683, 0]> : tensor<3xi32>
// CHECK-DAG: %[[X0:.*]] = arith.constant dense<[0, 2]> : tensor<2xindex>
// CHECK-DAG: %[[X1:.*]] = arith.constant dense<[0, 3]> : tensor<2xindex>
// CHECK-DAG: %[[WX:.*]] = arith.constant dense<[0, 512]> : tensor<2xi32>
// CHECK: %[[IMAGE:.*]] = qnn.scast
// CHECK: linalg.generic {indexing_maps = [#[[ROW]], #[[ROW]], #[[ROW]], #[[COLUMN]], #[[COLUMN]], #[[COLUMN]], {{.*}} ins(%[[Y0]], %[[Y1]], %[[WY]], %[[X0]], %[[X1]], %[[WX]] :
// CHECK: tensor.extract %[[IMAGE]]
// CHECK: arith.extsi
func.func @corners(%x: tensor<2x2x5x1x!s>) -> tensor<2x3x2x1x!s> {
  %0 = qnn.resize_bilinear %x : tensor<2x2x5x1x!s> to tensor<2x3x2x1x!s>
  return %0 : tensor<2x3x2x1x!s>
}

// Rows at 0, 1/2, 1; unsigned bytes.
// CHECK-LABEL: func @aligned(
// CHECK: arith.constant dense<[0, 512, 0]> : tensor<3xi32>
// CHECK: tensor.extract
// CHECK: arith.extui
func.func @aligned(%x: tensor<1x2x1x1x!u>) -> tensor<1x3x1x1x!u> {
  %0 = qnn.resize_bilinear %x align_corners
      : tensor<1x2x1x1x!u> to tensor<1x3x1x1x!u>
  return %0 : tensor<1x3x1x1x!u>
}

// Rows at -1/4, 1/4, 3/4 and 5/4, of which what lies outside is at the border.
// CHECK-LABEL: func @centers(
// CHECK: arith.constant dense<[0, 256, 768, 0]> : tensor<4xi32>
func.func @centers(%x: tensor<1x2x1x1x!u>) -> tensor<1x4x1x1x!u> {
  %0 = qnn.resize_bilinear %x half_pixel_centers
      : tensor<1x2x1x1x!u> to tensor<1x4x1x1x!u>
  return %0 : tensor<1x4x1x1x!u>
}

// CHECK-LABEL: func @nothing(
// CHECK-NEXT: qnn.take
func.func @nothing(%x: tensor<1x2x1x1x!u>) -> tensor<1x4x1x1x!u> {
  %0 = qnn.take %x axis(1) indices [0, 0, 1, 1]
      : tensor<1x2x1x1x!u> to tensor<1x4x1x1x!u>
  return %0 : tensor<1x4x1x1x!u>
}
