// RUN: quant-opt %s --qnn-lower-elementwise | FileCheck %s

!s = !qnn.per_tensor<i8 : f32, scale = 0.5, zero_point = -128>
!u = !qnn.per_tensor<u8 : f32, scale = 0.25, zero_point = 3>

// In units of the result, 2 * (a + 128) + (b - 3) + 3; all that the result is
// rounded from is an integer.
// CHECK-DAG: #[[ID:.*]] = affine_map<(d0, d1) -> (d0, d1)>
// CHECK-DAG: #[[COLUMN:.*]] = affine_map<(d0, d1) -> (d0, 0)>
// CHECK-LABEL: func @add(
// CHECK-SAME: %[[A:.*]]: tensor<2x4x!qi8>, %[[B:.*]]: tensor<2x1x!qu8>
// CHECK-DAG: %[[LHS:.*]] = qnn.scast %[[A]]
// CHECK-DAG: %[[RHS:.*]] = qnn.scast %[[B]]
// CHECK: linalg.generic {indexing_maps = [#[[ID]], #[[COLUMN]], #[[ID]]], iterator_types = ["parallel", "parallel"]} ins(%[[LHS]], %[[RHS]] : tensor<2x4xi8>, tensor<2x1xi8>)
// CHECK-NEXT: ^bb0(%[[X:.*]]: i8, %[[Y:.*]]: i8, %{{.*}}: i8):
// CHECK-DAG: %[[L:.*]] = arith.extsi %[[X]]
// CHECK-DAG: %[[R:.*]] = arith.extui %[[Y]]
// CHECK: %[[LP:.*]] = arith.muli %[[L]], %c8192_i32
// CHECK: %[[RP:.*]] = arith.muli %[[R]], %c4096_i32
// CHECK: %[[PRODUCTS:.*]] = arith.addi %[[LP]], %[[RP]]
// CHECK: %[[HIGH:.*]] = arith.addi %[[PRODUCTS]], %c1048576_i32
// CHECK: %[[LOW:.*]] = arith.shrsi %{{.*}}, %c15_i32
// CHECK: %[[SUM:.*]] = arith.addi %[[HIGH]], %[[LOW]]
// CHECK: %[[V:.*]] = arith.shrsi %[[SUM]], %c12_i32
// CHECK: %[[AT_LEAST:.*]] = arith.maxsi %[[V]], %c0_i32
// CHECK: arith.minsi %[[AT_LEAST]], %c255_i32
func.func @add(%a: tensor<2x4x!s>, %b: tensor<2x1x!u>) -> tensor<2x4x!u> {
  %0 = qnn.add %a, %b rounding(single_round)
      : tensor<2x4x!s>, tensor<2x1x!u> to tensor<2x4x!u>
  return %0 : tensor<2x4x!u>
}

// CHECK-LABEL: func @sub(
// CHECK: arith.muli %{{.*}}, %c8192_i32
// CHECK: arith.muli %{{.*}}, %c-8192_i32
func.func @sub(%a: tensor<4x!s>, %b: tensor<4x!s>) -> tensor<4x!s> {
  %0 = qnn.sub %a, %b rounding(double_round)
      : tensor<4x!s>, tensor<4x!s> to tensor<4x!s>
  return %0 : tensor<4x!s>
}

// Ties to even are not linear. t = 2 * 0.5: factors 0.25 = 0.5 * 2^-1 and
// 0.5 = 0.5 * 2^0, and for the result 1 / (2^20 * 0.5) = 0.5 * 2^-18.
// CHECK-LABEL: func @sub_half_even(
// CHECK: ^bb0(%[[X:.*]]: i8, %[[Y:.*]]: i8, %{{.*}}: i8):
// CHECK: arith.extui %[[X]]
// CHECK: arith.subi %{{.*}}, %c3_i32
// CHECK: %[[XS:.*]] = arith.shli %{{.*}}, %c20_i32
// CHECK: %[[L:.*]] = qnn.apply_multiplier half_even_f32 %[[XS]], %c1073741824_i32{{.*}}, %c-1_i32
// CHECK: arith.extsi %[[Y]]
// CHECK: arith.subi %{{.*}}, %c-128_i32
// CHECK: %[[YS:.*]] = arith.shli %{{.*}}, %c20_i32
// CHECK: %[[R:.*]] = qnn.apply_multiplier half_even_f32 %[[YS]], %c1073741824_i32{{.*}}, %c0_i32
// CHECK: %[[DIFFERENCE:.*]] = arith.subi %[[L]], %[[R]]
// CHECK: %[[V:.*]] = qnn.apply_multiplier half_even_f32 %[[DIFFERENCE]], %c1073741824_i32{{.*}}, %c-18_i32
// CHECK: %[[LOW:.*]] = arith.maxsi %[[V]], %c0_i32
// CHECK: %[[HIGH:.*]] = arith.minsi %[[LOW]], %c255_i32
// CHECK: arith.addi %[[HIGH]], %c-128_i32
func.func @sub_half_even(%a: tensor<4x!u>, %b: tensor<4x!s>) -> tensor<4x!s> {
  %0 = qnn.sub %a, %b rounding(half_even_f32)
      : tensor<4x!u>, tensor<4x!s> to tensor<4x!s>
  return %0 : tensor<4x!s>
}

// The signedness of the storage is that of the comparison.
// CHECK-LABEL: func @extrema(
// CHECK: arith.minui
// CHECK: arith.maxsi
func.func @extrema(%a: tensor<4x!u>, %b: tensor<4x!s>)
    -> (tensor<4x!u>, tensor<4x!s>) {
  %0 = qnn.minimum %a, %a : tensor<4x!u>, tensor<4x!u> to tensor<4x!u>
  %1 = qnn.maximum %b, %b : tensor<4x!s>, tensor<4x!s> to tensor<4x!s>
  return %0, %1 : tensor<4x!u>, tensor<4x!s>
}

// 0.5 / 0.5 = 0.5 * 2^1, and with alpha 0.25 = 0.5 * 2^-1.
// CHECK-LABEL: func @prelu(
// CHECK: %[[POSITIVE:.*]] = arith.cmpi sge, %[[X:.*]], %c0_i32
// CHECK: %[[PRODUCT:.*]] = arith.muli %[[X]], %{{.*}}
// CHECK: %[[FACTOR:.*]] = arith.select %[[POSITIVE]], %[[X]], %[[PRODUCT]]
// CHECK: %[[SHIFT:.*]] = arith.select %[[POSITIVE]], %c1_i32{{.*}}, %c-1_i32
// CHECK: qnn.apply_multiplier double_round %[[FACTOR]], %{{.*}}, %[[SHIFT]]
func.func @prelu(%x: tensor<4x!s>, %alpha: tensor<4x!u>) -> tensor<4x!s> {
  %0 = qnn.prelu %x, %alpha rounding(double_round)
      : tensor<4x!s>, tensor<4x!u> to tensor<4x!s>
  return %0 : tensor<4x!s>
}

// Other ops stay.
// CHECK-LABEL: func @others(
// CHECK-NEXT: qnn.reshape
// CHECK-NEXT: return
func.func @others(%x: tensor<4x!s>) -> tensor<2x2x!s> {
  %0 = qnn.reshape %x : tensor<4x!s> to tensor<2x2x!s>
  return %0 : tensor<2x2x!s>
}

// Byte 0 stands for -0.75, which is 1.5 units of the result; ties are rounded up.
// CHECK-LABEL: func @unary(
// CHECK-SAME: %[[X:.*]]: tensor<4x!qu8
// CHECK: %[[BYTES:.*]] = qnn.scast %[[X]] : {{.*}} to tensor<4xi8>
// CHECK: %[[RESULTS:.*]] = qnn.lookup %[[BYTES]] table(dense<"0x82818180818182828383{{.*}}> : tensor<256xi8>) : tensor<4xi8> -> tensor<4xi8>
// CHECK: qnn.scast %[[RESULTS]]
func.func @unary(%x: tensor<4x!u>) -> tensor<4x!s> {
  %0 = qnn.unary abs tflm %x rounding(double_round)
      : tensor<4x!u> to tensor<4x!s>
  return %0 : tensor<4x!s>
}
