// RUN: quant-opt %s --qnn-lower-normalizations --canonicalize | FileCheck %s

!x = !qnn.per_tensor<i8 : f32, scale = 0.5>
!u = !qnn.per_tensor<u8 : f32, scale = 0.5, zero_point = 7>
!s16 = !qnn.per_tensor<i16 : f32, scale = 0.0000152587890625, zero_point = -32768>
!l2 = !qnn.per_tensor<i8 : f32, scale = 0.5, zero_point = 5>
!unit = !qnn.per_tensor<i8<-127:127> : f32, scale = 0.0078125>
!u8 = !qnn.per_tensor<u8 : f32, scale = 0.00390625>

// The first entry of a table is exp(0), 2^31 - 1 in Q0.31; the last is
// exp(-1/2), 0x4DA2CBF2 up to the error of gemmlowp's function. Sums have 19
// fractional bits. One of 1, where clz is 44, makes the shift 31 - 16 = 59 - 44.
// CHECK-DAG: #[[ELEMENT:.*]] = affine_map<(d0, d1, d2) -> (d0, d1, d2)>
// CHECK-DAG: #[[ROW:.*]] = affine_map<(d0, d1, d2) -> (d0, d1)>
// CHECK-LABEL: func @fixed_point(
// CHECK: %[[X:.*]] = qnn.scast
// CHECK: %[[LEAST:.*]] = linalg.fill ins(%c-128_i8
// CHECK: %[[MAX:.*]] = linalg.generic {indexing_maps = [#[[ELEMENT]], #[[ROW]]], iterator_types = ["parallel", "parallel", "reduction"]} ins(%[[X]] : tensor<2x3x4xi8>) outs(%[[LEAST]] : tensor<2x3xi8>)
// CHECK: arith.maxsi
// CHECK: %[[SUM:.*]] = linalg.generic {indexing_maps = [#[[ELEMENT]], #[[ROW]], #[[ROW]]], iterator_types = ["parallel", "parallel", "reduction"]} ins(%[[X]], %[[MAX]] :
// CHECK-NEXT: ^bb0(%[[Q:.*]]: i8, %[[M:.*]]: i8, %[[ACC:.*]]: i32)
// CHECK-NEXT: %[[D:.*]] = arith.subi %[[Q]], %[[M]]
// CHECK-NEXT: %[[EXP:.*]] = qnn.lookup %[[D]] table(dense<"0x00000800{{0*}}
// CHECK-NEXT: arith.addi %[[ACC]], %[[EXP]]
// CHECK: %[[RECIPROCAL:.*]] = linalg.generic {{.*}} ins(%[[SUM]] : tensor<2x3xi32>)
// CHECK: %[[WIDE:.*]] = arith.extui %{{.*}} : i32 to i64
// CHECK: math.ctlz %[[WIDE]]
// CHECK: %[[SHIFT:.*]] = linalg.generic {{.*}} ins(%[[SUM]] : tensor<2x3xi32>)
// CHECK: math.ctlz %{{.*}} : i64
// CHECK: arith.subi %c59_i32
// CHECK: linalg.generic {indexing_maps = [#[[ELEMENT]], #[[ROW]], #[[ROW]], #[[ROW]], #[[ELEMENT]]], iterator_types = ["parallel", "parallel", "parallel"]} ins(%[[X]], %[[MAX]], %[[RECIPROCAL]], %[[SHIFT]] :
// CHECK-NEXT: ^bb0(%[[Q:.*]]: i8, %[[M:.*]]: i8, %[[R:.*]]: i32, %[[S:.*]]: i32, %{{.*}}: i16)
// CHECK-NEXT: %[[D:.*]] = arith.subi %[[Q]], %[[M]]
// CHECK-NEXT: %[[EXP:.*]] = qnn.lookup %[[D]] table(dense<"0xFFFFFF7F{{.*}}CDA24D">
// CHECK-NEXT: %[[P:.*]] = qnn.apply_multiplier double_round %[[EXP]], %[[R]], %[[S]] {negative_shift, non_negative}
// CHECK-NEXT: %[[CLAMPED:.*]] = arith.minui %[[P]], %c65535_i32
// CHECK-NEXT: %[[NARROW:.*]] = arith.trunci %[[CLAMPED]] : i32 to i16
// CHECK-NEXT: arith.addi %[[NARROW]], %c-32768_i16
func.func @fixed_point(%x: tensor<2x3x4x!x>) -> tensor<2x3x4x!s16> {
  %0 = qnn.softmax tflm %x beta(1.0) : tensor<2x3x4x!x> to tensor<2x3x4x!s16>
  return %0 : tensor<2x3x4x!s16>
}

// 8191 summands of 2^19 are below 2^32.
// CHECK-LABEL: func @long(
// CHECK: linalg.fill ins(%c0_i32 : i32)
// CHECK: linalg.fill ins(%c0_i64 : i64)
// CHECK: qnn.lookup
// CHECK-NEXT: %[[WIDE:.*]] = arith.extui %{{.*}} : i32 to i64
// CHECK-NEXT: arith.addi %{{.*}}, %[[WIDE]] : i64
func.func @long(%x: tensor<8191x!x>, %y: tensor<8192x!x>)
    -> (tensor<8191x!s16>, tensor<8192x!s16>) {
  %0 = qnn.softmax tflm %x beta(1.0) : tensor<8191x!x> to tensor<8191x!s16>
  %1 = qnn.softmax tflm %y beta(1.0) : tensor<8192x!x> to tensor<8192x!s16>
  return %0, %1 : tensor<8191x!s16>, tensor<8192x!s16>
}

// A single row is of rank 0. Of unsigned integers, the maximum is, too. exp(0) is
// 1.0, exp(-1/2) 0x3F1B4598.
// CHECK-LABEL: func @float(
// CHECK: linalg.generic
// CHECK: arith.maxui
// CHECK: linalg.fill ins(%{{.*}} : f32) outs(%{{.*}} : tensor<f32>)
// CHECK: qnn.lookup %{{.*}} table(dense<"0x0000803F{{.*}}98451B3F">
// CHECK: arith.addf
// CHECK: linalg.generic
// CHECK: arith.divf
// CHECK: linalg.generic
// CHECK: qnn.lookup
// CHECK: arith.mulf
func.func @float(%x: tensor<4x!u>) -> tensor<4x!u8> {
  %0 = qnn.softmax tflite %x beta(1.0) : tensor<4x!u> to tensor<4x!u8>
  return %0 : tensor<4x!u8>
}

// Beta counts like the scale.
// CHECK-LABEL: func @beta(
// CHECK: qnn.lookup %{{.*}} table(dense<"0x0000803F{{.*}}98451B3F">
func.func @beta(%x: tensor<4x!u8>) -> tensor<4x!u8> {
  %0 = qnn.softmax tflite %x beta(128.0) : tensor<4x!u8> to tensor<4x!u8>
  return %0 : tensor<4x!u8>
}

// A sum of 2^27 to 2^29 is right as it is: clz 3 and 4 make the exponent 0. Five
// steps have four products each, of which three in the first are constants; one
// product follows.
// CHECK-LABEL: func @l2(
// CHECK: %[[X:.*]] = qnn.scast
// CHECK: %[[SUM:.*]] = linalg.generic {{.*}} iterator_types = ["parallel", "reduction"]} ins(%[[X]] : tensor<2x4xi8>)
// CHECK: %[[C:.*]] = arith.subi %{{.*}}, %c5_i32
// CHECK-NEXT: arith.muli %[[C]], %[[C]]
// CHECK: %[[MULTIPLIER:.*]] = linalg.generic {{.*}} ins(%[[SUM]] : tensor<2xi32>)
// CHECK: %[[ZEROS:.*]] = math.ctlz
// CHECK: %[[EXCESS:.*]] = arith.subi %[[ZEROS]], %c3_i32
// CHECK: arith.shrsi %[[EXCESS]], %c1_i32
// CHECK-COUNT-18: arith.muli
// CHECK: %[[SMALL:.*]] = arith.cmpi sle, %{{.*}}, %c1_i32
// CHECK: arith.select %[[SMALL]], %c2147483647_i32
// CHECK: %[[SHIFT:.*]] = linalg.generic {{.*}} ins(%[[SUM]] : tensor<2xi32>)
// CHECK: linalg.generic {{.*}} ins(%[[X]], %[[MULTIPLIER]], %[[SHIFT]] :
// CHECK: %[[C:.*]] = arith.subi %{{.*}}, %c5_i32
// CHECK: %[[V:.*]] = qnn.apply_multiplier double_round %[[C]]
// CHECK: arith.maxsi %[[V]], %c-127_i32
func.func @l2(%x: tensor<2x4x!l2>) -> tensor<2x4x!unit> {
  %0 = qnn.l2_normalization %x : tensor<2x4x!l2> to tensor<2x4x!unit>
  return %0 : tensor<2x4x!unit>
}

// CHECK-LABEL: func @nothing(
// CHECK-NEXT: qnn.requantize
func.func @nothing(%x: tensor<4x!u>) -> tensor<4x!x> {
  %0 = qnn.requantize %x : tensor<4x!u> to tensor<4x!x>
  return %0 : tensor<4x!x>
}
