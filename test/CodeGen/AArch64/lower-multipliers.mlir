// RUN: quant-opt %s --qnn-set-target="target=aarch64-neon" --qnn-lower-multipliers | FileCheck %s

// Ties of what is negative, and shifted, are rounded up from one less.
// CHECK-LABEL: func @double_round(
// CHECK-SAME: %[[X:.*]]: vector<4xi32>, %[[M:.*]]: vector<4xi32>, %[[S:.*]]: vector<4xi32>)
// CHECK-DAG: %[[ZERO:.*]] = arith.constant dense<0> : vector<4xi32>
// CHECK-DAG: %[[C31:.*]] = arith.constant dense<31> : vector<4xi32>
// CHECK: %[[LEFT:.*]] = arith.maxsi %[[S]], %[[ZERO]]
// CHECK: %[[RIGHT:.*]] = arith.minsi %[[S]], %[[ZERO]]
// CHECK: %[[SHIFTED:.*]] = arith.shli %[[X]], %[[LEFT]]
// CHECK: %[[HIGH:.*]] = llvm.call_intrinsic "llvm.aarch64.neon.sqrdmulh.v4i32"(%[[SHIFTED]], %[[M]])
// CHECK: %[[BOTH:.*]] = arith.andi %[[HIGH]], %[[RIGHT]]
// CHECK: %[[SIGN:.*]] = arith.shrsi %[[BOTH]], %[[C31]]
// CHECK: %[[SUM:.*]] = arith.addi %[[HIGH]], %[[SIGN]]
// CHECK: %[[RESULT:.*]] = llvm.call_intrinsic "llvm.aarch64.neon.srshl.v4i32"(%[[SUM]], %[[RIGHT]])
// CHECK: return %[[RESULT]]
func.func @double_round(%x: vector<4xi32>, %m: vector<4xi32>, %s: vector<4xi32>)
    -> vector<4xi32> {
  %0 = qnn.apply_multiplier double_round %x, %m, %s : vector<4xi32>
  return %0 : vector<4xi32>
}

// CHECK-LABEL: func @non_negative(
// CHECK-SAME: %[[X:.*]]: vector<4xi32>, %[[M:.*]]: vector<4xi32>, %[[S:.*]]: vector<4xi32>)
// CHECK-NEXT: %[[HIGH:.*]] = llvm.call_intrinsic "llvm.aarch64.neon.sqrdmulh.v4i32"(%[[X]], %[[M]])
// CHECK-NEXT: %[[RESULT:.*]] = llvm.call_intrinsic "llvm.aarch64.neon.srshl.v4i32"(%[[HIGH]], %[[S]])
// CHECK-NEXT: return %[[RESULT]]
func.func @non_negative(%x: vector<4xi32>, %m: vector<4xi32>, %s: vector<4xi32>)
    -> vector<4xi32> {
  %0 = qnn.apply_multiplier double_round %x, %m, %s
      {negative_shift, non_negative} : vector<4xi32>
  return %0 : vector<4xi32>
}

// Ties of negative numbers make no difference.
// CHECK-LABEL: func @clamped_at_zero(
// CHECK-SAME: %[[X:.*]]: vector<4xi32>, %[[M:.*]]: vector<4xi32>, %[[S:.*]]: vector<4xi32>)
// CHECK-NEXT: %[[HIGH:.*]] = llvm.call_intrinsic "llvm.aarch64.neon.sqrdmulh.v4i32"(%[[X]], %[[M]])
// CHECK-NEXT: %[[RESULT:.*]] = llvm.call_intrinsic "llvm.aarch64.neon.srshl.v4i32"(%[[HIGH]], %[[S]])
// CHECK-NEXT: return %[[RESULT]]
func.func @clamped_at_zero(%x: vector<4xi32>, %m: vector<4xi32>, %s: vector<4xi32>)
    -> vector<4xi32> {
  %0 = qnn.apply_multiplier double_round %x, %m, %s
      {clamped_at_zero, negative_shift} : vector<4xi32>
  return %0 : vector<4xi32>
}

// CHECK-LABEL: func @single_round(
// CHECK: %[[PRODUCT:.*]] = arith.muli %{{.*}} : vector<4xi64>
// CHECK: %[[LOW:.*]] = vector.extract_strided_slice %[[PRODUCT]] {offsets = [0]
// CHECK: llvm.call_intrinsic "llvm.aarch64.neon.srshl.v2i64"(%[[LOW]], %{{.*}})
// CHECK: %[[HIGH:.*]] = vector.extract_strided_slice %[[PRODUCT]] {offsets = [2]
// CHECK: llvm.call_intrinsic "llvm.aarch64.neon.srshl.v2i64"(%[[HIGH]], %{{.*}})
// CHECK: arith.trunci %{{.*}} : vector<4xi64> to vector<4xi32>
func.func @single_round(%x: vector<4xi32>, %m: vector<4xi32>, %s: vector<4xi32>)
    -> vector<4xi32> {
  %0 = qnn.apply_multiplier single_round %x, %m, %s : vector<4xi32>
  return %0 : vector<4xi32>
}

// CHECK-LABEL: func @half_even(
// CHECK: %[[PRODUCT:.*]] = arith.mulf %{{.*}} : vector<4xf32>
// CHECK: %[[PRODUCT:.*]] = arith.mulf %{{.*}} : vector<4xf32>
// CHECK: %[[RESULT:.*]] = llvm.call_intrinsic "llvm.aarch64.neon.fcvtns.v4i32.v4f32"(%[[PRODUCT]])
// CHECK: return %[[RESULT]]
func.func @half_even(%x: vector<4xi32>, %m: vector<4xi32>, %s: vector<4xi32>)
    -> vector<4xi32> {
  %0 = qnn.apply_multiplier half_even_f32 %x, %m, %s : vector<4xi32>
  return %0 : vector<4xi32>
}

// Two registers, of which the last is filled up. Scalars are left to the generic
// lowering.
// CHECK-LABEL: func @odd_sizes(
// CHECK: vector.insert_strided_slice %{{.*}} : vector<5xi32> into vector<8xi32>
// CHECK-COUNT-2: llvm.aarch64.neon.sqrdmulh.v4i32
// CHECK: vector.extract_strided_slice %{{.*}} {offsets = [0], sizes = [5], strides = [1]}
// CHECK: arith.muli %{{.*}} : i64
func.func @odd_sizes(%a: vector<5xi32>, %b: i32) -> (vector<5xi32>, i32) {
  %0 = qnn.apply_multiplier double_round %a, %a, %a : vector<5xi32>
  %1 = qnn.apply_multiplier double_round %b, %b, %b : i32
  return %0, %1 : vector<5xi32>, i32
}
