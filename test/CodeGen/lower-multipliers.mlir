// RUN: quant-opt %s --qnn-lower-multipliers | FileCheck %s
// RUN: quant-opt %s --qnn-set-target="target=x86-avx2" --qnn-lower-multipliers | FileCheck %s

// Scalars, and vectors where there is no better way, compute in 64 bits: the same
// for all targets. X86/lower-multipliers.mlir has the vectors of AVX2.

// (x * 2^L * m + 2^30) >> 31, then the rounding shift by R.
// CHECK-LABEL: func @double_round(
// CHECK-SAME: %[[X:.*]]: i32, %[[M:.*]]: i32, %[[S:.*]]: i32)
// CHECK-DAG: %[[C0:.*]] = arith.constant 0 : i32
// CHECK-DAG: %[[C1:.*]] = arith.constant 1 : i32
// CHECK-DAG: %[[C31:.*]] = arith.constant 31 : i32
// CHECK-DAG: %[[C31L:.*]] = arith.constant 31 : i64
// CHECK-DAG: %[[HALF:.*]] = arith.constant 1073741824 : i64
// CHECK: %[[LEFT:.*]] = arith.maxsi %[[S]], %[[C0]]
// CHECK: %[[NEGATED:.*]] = arith.subi %[[C0]], %[[S]]
// CHECK: %[[RIGHT:.*]] = arith.maxsi %[[NEGATED]], %[[C0]]
// CHECK: %[[SHIFTED:.*]] = arith.shli %[[X]], %[[LEFT]] : i32
// CHECK: arith.extsi %[[SHIFTED]] : i32 to i64
// CHECK: %[[PRODUCT:.*]] = arith.muli %{{.*}} : i64
// CHECK: %[[ROUNDED:.*]] = arith.addi %[[PRODUCT]], %[[HALF]]
// CHECK: arith.shrsi %[[ROUNDED]], %[[C31L]]
// CHECK: %[[HIGH:.*]] = arith.trunci %{{.*}} : i64 to i32
// CHECK: %[[SIGN:.*]] = arith.shrsi %[[HIGH]], %[[C31]]
// CHECK: %[[T:.*]] = arith.addi %[[HIGH]], %[[SIGN]]
// CHECK: arith.subi %[[RIGHT]], %[[C1]]
// CHECK: arith.minui %{{.*}}, %[[C31]]
// CHECK-DAG: arith.shrsi %[[T]], %[[RIGHT]]
// CHECK-DAG: arith.andi %{{.*}}, %[[C1]]
// CHECK: %[[Y:.*]] = arith.addi
// CHECK: return %[[Y]]
func.func @double_round(%x: i32, %m: i32, %s: i32) -> i32 {
  %0 = qnn.apply_multiplier double_round %x, %m, %s : i32
  return %0 : i32
}

// (x * m + 2^(r - 1)) >> r with r = 31 - s.
// CHECK-LABEL: func @single_round(
// CHECK-SAME: %[[X:.*]]: i32, %[[M:.*]]: i32, %[[S:.*]]: i32)
// CHECK-DAG: %[[C1:.*]] = arith.constant 1 : i64
// CHECK-DAG: %[[C31:.*]] = arith.constant 31 : i64
// CHECK: %[[PRODUCT:.*]] = arith.muli %{{.*}} : i64
// CHECK: %[[SL:.*]] = arith.extsi %[[S]] : i32 to i64
// CHECK: %[[R:.*]] = arith.subi %[[C31]], %[[SL]]
// CHECK: %[[LESS:.*]] = arith.subi %[[R]], %[[C1]]
// CHECK: %[[HALF:.*]] = arith.shli %[[C1]], %[[LESS]]
// CHECK: %[[SUM:.*]] = arith.addi %[[PRODUCT]], %[[HALF]]
// CHECK: %[[SHIFTED:.*]] = arith.shrsi %[[SUM]], %[[R]]
// CHECK: %[[Y:.*]] = arith.trunci %[[SHIFTED]] : i64 to i32
// CHECK: return %[[Y]]
func.func @single_round(%x: i32, %m: i32, %s: i32) -> i32 {
  %0 = qnn.apply_multiplier single_round %x, %m, %s : i32
  return %0 : i32
}

// 2^(s - 31) has the exponent field s - 31 + 127. 0x4B000000 is 2^23.
// CHECK-LABEL: func @half_even_f32(
// CHECK-SAME: %[[X:.*]]: i32, %[[M:.*]]: i32, %[[S:.*]]: i32)
// CHECK-DAG: %[[MAX:.*]] = arith.constant 2147483647 : i32
// CHECK-DAG: %[[BIAS:.*]] = arith.constant 96 : i32
// CHECK-DAG: %[[C23:.*]] = arith.constant 23 : i32
// CHECK-DAG: %[[TWO23:.*]] = arith.constant 0x4B000000 : f32
// CHECK: %[[EXPONENT:.*]] = arith.addi %[[S]], %[[BIAS]]
// CHECK: %[[BITS:.*]] = arith.shli %[[EXPONENT]], %[[C23]]
// CHECK: %[[POWER:.*]] = arith.bitcast %[[BITS]] : i32 to f32
// CHECK: %[[MF:.*]] = arith.sitofp %[[M]] : i32 to f32
// CHECK: %[[SCALE:.*]] = arith.mulf %[[MF]], %[[POWER]]
// CHECK: %[[XF:.*]] = arith.sitofp %[[X]] : i32 to f32
// CHECK: %[[PRODUCT:.*]] = arith.mulf %[[XF]], %[[SCALE]]
// CHECK: arith.addf %[[PRODUCT]]
// CHECK: %[[NEAREST:.*]] = arith.subf
// CHECK: %[[HAS_FRACTION:.*]] = arith.cmpf olt, %{{.*}}, %[[TWO23]]
// CHECK: %[[ROUNDED:.*]] = arith.select %[[HAS_FRACTION]], %[[NEAREST]], %[[PRODUCT]]
// CHECK: arith.cmpf olt, %[[ROUNDED]]
// CHECK: %[[TOO_LARGE:.*]] = arith.cmpf oge, %[[ROUNDED]]
// CHECK: %[[INTEGER:.*]] = arith.fptosi %{{.*}} : f32 to i32
// CHECK: %[[Y:.*]] = arith.select %[[TOO_LARGE]], %[[MAX]], %[[INTEGER]]
// CHECK: return %[[Y]]
func.func @half_even_f32(%x: i32, %m: i32, %s: i32) -> i32 {
  %0 = qnn.apply_multiplier half_even_f32 %x, %m, %s : i32
  return %0 : i32
}

// CHECK-LABEL: func @vectors(
// CHECK: arith.muli %{{.*}} : vector<2x4xi64>
// CHECK: arith.muli %{{.*}} : vector<[4]xi64>
// CHECK: arith.mulf %{{.*}} : vector<8xf32>
// CHECK-NOT: qnn.apply_multiplier
// CHECK: return
func.func @vectors(%a: vector<2x4xi32>, %b: vector<[4]xi32>, %c: vector<8xi32>)
    -> (vector<2x4xi32>, vector<[4]xi32>, vector<8xi32>) {
  %0 = qnn.apply_multiplier double_round %a, %a, %a : vector<2x4xi32>
  %1 = qnn.apply_multiplier single_round %b, %b, %b : vector<[4]xi32>
  %2 = qnn.apply_multiplier half_even_f32 %c, %c, %c : vector<8xi32>
  return %0, %1, %2 : vector<2x4xi32>, vector<[4]xi32>, vector<8xi32>
}

// CHECK-LABEL: func @nothing_to_lower(
// CHECK-NEXT: %[[Y:.*]] = arith.muli %{{.*}} : i32
// CHECK-NEXT: return %[[Y]]
func.func @nothing_to_lower(%x: i32) -> i32 {
  %0 = arith.muli %x, %x : i32
  return %0 : i32
}
