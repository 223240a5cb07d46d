// RUN: quant-opt %s --qnn-lower-batch-matmul | FileCheck %s

!s = !qnn.per_tensor<i8 : f32, scale = 0.5, zero_point = -128>
!u = !qnn.per_tensor<u8 : f32, scale = 0.25, zero_point = 3>

// 0.5 * 0.25 / 0.5 = 0.5 * 2^-1.
// CHECK-DAG: #[[LHS:.*]] = affine_map<(d0, d1, d2, d3) -> (d0, d1, d3)>
// CHECK-DAG: #[[RHS:.*]] = affine_map<(d0, d1, d2, d3) -> (d0, d2, d3)>
// CHECK-DAG: #[[OUT:.*]] = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2)>
// CHECK-LABEL: func @signedness(
// CHECK: %[[SUMS:.*]] = linalg.generic {indexing_maps = [#[[LHS]], #[[RHS]], #[[OUT]]], iterator_types = ["parallel", "parallel", "parallel", "reduction"]}
// CHECK: ^bb0(%[[X:.*]]: i8, %[[Y:.*]]: i8, %[[ACC:.*]]: i32):
// CHECK: arith.extsi %[[X]] : i8 to i16
// CHECK: arith.subi %{{.*}}, %c-128_i16
// CHECK: arith.extui %[[Y]] : i8 to i16
// CHECK: arith.subi %{{.*}}, %c3_i16
// CHECK: %[[PRODUCT:.*]] = arith.muli {{.*}} : i32
// CHECK: arith.addi %[[ACC]], %[[PRODUCT]]
// CHECK: qnn.rescale single_round signed(%[[SUMS]]) multipliers(dense<1073741824> : tensor<1xi32>) shifts(dense<-1> : tensor<1xi32>) zero_points(dense<0> : tensor<1xi32> to dense<-128> : tensor<1xi32>) clamp<-128, -100>
func.func @signedness(%a: tensor<2x3x4x!s>, %b: tensor<2x5x4x!u>)
    -> tensor<2x3x5x!s> {
  %0 = qnn.batch_matmul %a, %b clamp<-128, -100> rounding(single_round)
      : tensor<2x3x4x!s>, tensor<2x5x4x!u> to tensor<2x3x5x!s>
  return %0 : tensor<2x3x5x!s>
}
