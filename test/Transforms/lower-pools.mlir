// RUN: quant-opt %s --qnn-lower-pools | FileCheck %s

!s = !qnn.per_tensor<i8 : f32, scale = 0.5, zero_point = 4>
!u = !qnn.per_tensor<u8 : f32, scale = 0.5, zero_point = 3>

// The border is less than any other integer, or as little; the bounds of the
// activation are where the maximum begins, and where it ends.
// CHECK-DAG: #[[IMAGE:.*]] = affine_map<(d0, d1, d2, d3, d4, d5) -> (d0, d1 * 2 + d4, d2 + d5, d3)>
// CHECK-LABEL: func @max(
// CHECK: %[[BORDER:.*]] = arith.constant 0 : i8
// CHECK: %[[PADDED:.*]] = tensor.pad %{{.*}} low[0, 1, 0, 0] high[0, 0, 1, 0]
// CHECK: tensor.yield %[[BORDER]]
// CHECK: %[[LEAST:.*]] = arith.constant 3 : i8
// CHECK: linalg.fill ins(%[[LEAST]] : i8)
// CHECK: linalg.generic {indexing_maps = [#[[IMAGE]], {{.*}} ins(%[[PADDED]], %{{.*}} : tensor<1x6x6x8xi8>, tensor<2x2xi1>)
// CHECK: arith.maxui
// CHECK: linalg.generic
// CHECK: %[[MOST:.*]] = arith.constant 15 : i8
// CHECK: arith.minui %{{.*}}, %[[MOST]]
func.func @max(%x: tensor<1x5x5x8x!u>) -> tensor<1x3x5x8x!u> {
  %0 = qnn.max_pool2d %x window [2, 2] strides [2, 1] padding [1, 0, 0, 1]
      activation(relu6) : tensor<1x5x5x8x!u> to tensor<1x3x5x8x!u>
  return %0 : tensor<1x3x5x8x!u>
}

// 4 everywhere: 2^23 / 4.
// CHECK-LABEL: func @average(
// CHECK-NOT: tensor.pad
// CHECK: linalg.generic
// CHECK: arith.extsi
// CHECK: linalg.generic
// CHECK: ^bb0(%[[SUM:.*]]: i32, %{{.*}}: i8)
// CHECK: %[[MAGNITUDE:.*]] = arith.maxsi %[[SUM]], %{{.*}}
// CHECK: %[[DIVIDEND:.*]] = arith.addi %[[MAGNITUDE]], %c2_i32
// CHECK: %[[PRODUCT:.*]] = arith.muli %[[DIVIDEND]], %c2097152_i32
// CHECK: %[[QUOTIENT:.*]] = arith.shrui %[[PRODUCT]], %c23_i32
// CHECK: %[[NEGATIVE:.*]] = arith.cmpi slt, %[[SUM]]
// CHECK: %[[MINUS:.*]] = arith.subi %{{.*}}, %[[QUOTIENT]]
// CHECK: arith.select %[[NEGATIVE]], %[[MINUS]], %[[QUOTIENT]]
func.func @average(%x: tensor<1x4x4x8x!s>) -> tensor<1x2x2x8x!s> {
  %0 = qnn.average_pool2d %x window [2, 2] strides [2, 2] padding [0, 0, 0, 0]
      : tensor<1x4x4x8x!s> to tensor<1x2x2x8x!s>
  return %0 : tensor<1x2x2x8x!s>
}

// 1, 2 and 2 elements: their halves, and 2^23 divided by them.
// CHECK-LABEL: func @average_borders(
// CHECK: tensor.pad
// CHECK: %[[HALVES:.*]] = arith.constant dense<{{\[\[\[}}0], [1], [1]]]> : tensor<1x3x1xi32>
// CHECK: %[[FACTORS:.*]] = arith.constant dense<{{\[\[\[}}8388608], [4194304], [4194304]]]> : tensor<1x3x1xi32>
// CHECK: linalg.generic {{.*}} ins(%{{.*}}, %[[HALVES]], %[[FACTORS]] :
func.func @average_borders(%x: tensor<1x1x3x8x!u>) -> tensor<1x1x3x8x!u> {
  %0 = qnn.average_pool2d %x window [1, 2] strides [1, 1] padding [0, 0, 1, 0]
      : tensor<1x1x3x8x!u> to tensor<1x1x3x8x!u>
  return %0 : tensor<1x1x3x8x!u>
}

// More than 181 elements are divided.
// CHECK-LABEL: func @average_many(
// CHECK: arith.divui %{{.*}}, %c182_i32
func.func @average_many(%x: tensor<1x1x182x8x!u>) -> tensor<1x1x1x8x!u> {
  %0 = qnn.average_pool2d %x window [1, 182] strides [1, 1]
      padding [0, 0, 0, 0] : tensor<1x1x182x8x!u> to tensor<1x1x1x8x!u>
  return %0 : tensor<1x1x1x8x!u>
}

// 16 zero points of 4. A sixteenth is 0.5 * 2^-3, with four bits that are free.
// CHECK-LABEL: func @mean(
// CHECK: %[[SUMS:.*]] = linalg.generic {{.*}} iterator_types = ["parallel", "reduction", "reduction", "parallel"]
// CHECK: %[[MEANS:.*]] = qnn.rescale double_round signed(%[[SUMS]]) multipliers(dense<1073741824> : tensor<1xi32>) shifts(dense<-3> : tensor<1xi32>) zero_points(dense<64> : tensor<1xi32> to dense<4> : tensor<1xi32>) clamp<-128, 127> : tensor<1x8xi32> -> tensor<1x8xi8>
// CHECK: %[[Q:.*]] = qnn.scast %[[MEANS]]
// CHECK: qnn.reshape %[[Q]] : tensor<1x8x!qi8> to tensor<1x1x1x8x!qi8>
func.func @mean(%x: tensor<1x4x4x8x!s>) -> tensor<1x1x1x8x!s> {
  %0 = qnn.mean %x axes [1, 2] rounding(double_round)
      : tensor<1x4x4x8x!s> to tensor<1x1x1x8x!s>
  return %0 : tensor<1x1x1x8x!s>
}

// CHECK-LABEL: func @sum(
// CHECK: qnn.rescale single_round signed(%{{.*}}) multipliers(dense<1073741824> : tensor<1xi32>) shifts(dense<1> : tensor<1xi32>) zero_points(dense<24> : tensor<1xi32> to dense<4> : tensor<1xi32>) clamp<-128, 127> : tensor<4xi32> -> tensor<4xi8>
func.func @sum(%x: tensor<4x8x!u>) -> tensor<4x!s> {
  %0 = qnn.sum %x axes [1] rounding(single_round)
      : tensor<4x8x!u> to tensor<4x!s>
  return %0 : tensor<4x!s>
}
