// RUN: quant-opt %s --qnn-set-target="target=x86-avx2" --qnn-lower-multipliers | FileCheck %s
// RUN: quant-opt %s --qnn-lower-multipliers | FileCheck %s --check-prefix=GENERIC

// Products of the even and of the odd lanes, with factors of 32 bits: vpmuldq.
// Only logical shifts of 64 bits.

// GENERIC-LABEL: func @double_round(
// GENERIC-NOT: vector.shuffle
// GENERIC: arith.muli %{{.*}} : vector<8xi64>
// CHECK-LABEL: func @double_round(
// CHECK-SAME: %[[X:.*]]: vector<8xi32>, %[[M:.*]]: vector<8xi32>, %[[S:.*]]: vector<8xi32>)
// CHECK-DAG: %[[HALF:.*]] = arith.constant dense<1073741824> : vector<4xi64>
// CHECK-DAG: %[[C31:.*]] = arith.constant dense<31> : vector<4xi64>
// CHECK-DAG: %[[C32:.*]] = arith.constant dense<32> : vector<4xi64>
// CHECK: %[[LEFT:.*]] = arith.maxsi %[[S]], %{{.*}}
// CHECK: %[[SHIFTED:.*]] = arith.shli %[[X]], %[[LEFT]] : vector<8xi32>
// CHECK: vector.bitcast %[[SHIFTED]] : vector<8xi32> to vector<4xi64>
// CHECK: %[[EVEN:.*]] = arith.muli %{{.*}} : vector<4xi64>
// CHECK: %[[ODD:.*]] = arith.muli %{{.*}} : vector<4xi64>
// CHECK: %[[EVEN_SUM:.*]] = arith.addi %[[EVEN]], %[[HALF]]
// CHECK: %[[EVEN_HIGH:.*]] = arith.shrui %[[EVEN_SUM]], %[[C31]]
// CHECK: %[[ODD_SUM:.*]] = arith.addi %[[ODD]], %[[HALF]]
// CHECK: %[[ODD_HIGH:.*]] = arith.shrui %[[ODD_SUM]], %[[C31]]
// CHECK: %[[EVEN_LANES:.*]] = vector.bitcast %[[EVEN_HIGH]] : vector<4xi64> to vector<8xi32>
// CHECK: %[[ODD_LANES:.*]] = vector.bitcast %[[ODD_HIGH]] : vector<4xi64> to vector<8xi32>
// CHECK: vector.shuffle %[[EVEN_LANES]], %[[ODD_LANES]] [0, 8, 2, 10, 4, 12, 6, 14]
// CHECK: arith.minui
// CHECK: return
func.func @double_round(%x: vector<8xi32>, %m: vector<8xi32>, %s: vector<8xi32>)
    -> vector<8xi32> {
  %0 = qnn.apply_multiplier double_round %x, %m, %s : vector<8xi32>
  return %0 : vector<8xi32>
}

// The sum plus 2^63, shifted, less 2^(63 - r).
// CHECK-LABEL: func @single_round(
// CHECK-DAG: %[[TWO63:.*]] = arith.constant dense<-9223372036854775808> : vector<4xi64>
// CHECK-DAG: %[[C63:.*]] = arith.constant dense<63> : vector<4xi64>
// CHECK-NOT: arith.shrsi %{{.*}}, %{{.*}} : vector<8xi64>
// CHECK: %[[EVEN:.*]] = arith.muli %{{.*}} : vector<4xi64>
// CHECK: %[[ODD:.*]] = arith.muli %{{.*}} : vector<4xi64>
// CHECK: %[[EVEN_BIAS:.*]] = arith.addi %{{.*}}, %[[TWO63]]
// CHECK: %[[EVEN_SUM:.*]] = arith.addi %[[EVEN]], %[[EVEN_BIAS]]
// CHECK: arith.shrui %[[EVEN_SUM]], %{{.*}} : vector<4xi64>
// CHECK: %[[ODD_BIAS:.*]] = arith.addi %{{.*}}, %[[TWO63]]
// CHECK: %[[ODD_SUM:.*]] = arith.addi %[[ODD]], %[[ODD_BIAS]]
// CHECK: arith.shrui %[[ODD_SUM]], %{{.*}} : vector<4xi64>
// CHECK: %[[RESULT:.*]] = vector.shuffle
// CHECK: arith.subi %[[C63]], %{{.*}}
// CHECK: %[[CORRECTION:.*]] = vector.shuffle
// CHECK: arith.subi %[[RESULT]], %[[CORRECTION]]
func.func @single_round(%x: vector<8xi32>, %m: vector<8xi32>, %s: vector<8xi32>)
    -> vector<8xi32> {
  %0 = qnn.apply_multiplier single_round %x, %m, %s : vector<8xi32>
  return %0 : vector<8xi32>
}

// 2 * z + 1 in place of the 1 that would round, shifted by one less than the sum.
// CHECK-LABEL: func @zero_point(
// CHECK-SAME: %[[X:.*]]: vector<8xi32>, %[[M:.*]]: vector<8xi32>, %[[S:.*]]: vector<8xi32>, %[[Z:.*]]: vector<8xi32>)
// CHECK: %[[TWICE:.*]] = arith.shli %[[Z]], %{{.*}} : vector<8xi32>
// CHECK: %[[ADDEND:.*]] = arith.addi %[[TWICE]], %{{.*}} : vector<8xi32>
// CHECK: %[[HIGH:.*]] = vector.shuffle %{{.*}} [1, 9, 3, 11, 5, 13, 7, 15]
// CHECK: %[[ROUNDING:.*]] = arith.shli %[[ADDEND]], %{{.*}} : vector<8xi32>
// CHECK: %[[SIGN:.*]] = arith.shrsi %[[HIGH]], %{{.*}} : vector<8xi32>
// CHECK: %[[SUM:.*]] = arith.addi %[[HIGH]], %[[SIGN]] : vector<8xi32>
// CHECK: %[[ROUNDED:.*]] = arith.addi %[[SUM]], %[[ROUNDING]] : vector<8xi32>
// CHECK: %[[RESULT:.*]] = arith.shrsi %[[ROUNDED]], %{{.*}} : vector<8xi32>
// CHECK: return %[[RESULT]]
func.func @zero_point(%x: vector<8xi32>, %m: vector<8xi32>, %s: vector<8xi32>,
                      %z: vector<8xi32>) -> vector<8xi32> {
  %0 = qnn.apply_multiplier double_round %x, %m, %s zero_point(%z)
      {bounded, negative_shift} : vector<8xi32>
  return %0 : vector<8xi32>
}

// Ties of negative numbers make no difference.
// CHECK-LABEL: func @clamped_at_zero(
// CHECK: %[[HIGH:.*]] = vector.shuffle %{{.*}} [1, 9, 3, 11, 5, 13, 7, 15]
// CHECK: %[[ROUNDING:.*]] = arith.shli
// CHECK: %[[ROUNDED:.*]] = arith.addi %[[HIGH]], %[[ROUNDING]] : vector<8xi32>
// CHECK: %[[RESULT:.*]] = arith.shrsi %[[ROUNDED]], %{{.*}} : vector<8xi32>
// CHECK: return %[[RESULT]]
func.func @clamped_at_zero(%x: vector<8xi32>, %m: vector<8xi32>, %s: vector<8xi32>,
                           %z: vector<8xi32>) -> vector<8xi32> {
  %0 = qnn.apply_multiplier double_round %x, %m, %s zero_point(%z)
      {bounded, clamped_at_zero, negative_shift} : vector<8xi32>
  return %0 : vector<8xi32>
}

// Ties to even are generic code, to which the zero point is added.
// CHECK-LABEL: func @zero_point_after(
// CHECK-SAME: %[[Z:[a-z0-9]+]]: vector<8xi32>)
// CHECK: %[[SUM:.*]] = arith.addi %{{.*}}, %[[Z]] : vector<8xi32>
// CHECK: return %[[SUM]]
func.func @zero_point_after(%x: vector<8xi32>, %m: vector<8xi32>, %s: vector<8xi32>,
                            %z: vector<8xi32>) -> vector<8xi32> {
  %0 = qnn.apply_multiplier half_even_f32 %x, %m, %s zero_point(%z)
      {bounded, negative_shift} : vector<8xi32>
  return %0 : vector<8xi32>
}

// The multipliers of odd lanes are repeated, and moved by no shift.
// CHECK-LABEL: func @odd_multipliers(
// CHECK-SAME: %[[X:.*]]: vector<8xi32>, %[[M:.*]]: vector<8xi32>, %[[S:.*]]: vector<8xi32>)
// CHECK: %[[REPEATED:.*]] = vector.shuffle %[[M]], %[[M]] [1, 1, 3, 3, 5, 5, 7, 7]
// CHECK: %[[PAIRS:.*]] = vector.bitcast %[[REPEATED]] : vector<8xi32> to vector<4xi64>
// CHECK: %[[HIGH:.*]] = arith.shli %[[PAIRS]]
// CHECK: %[[ODD:.*]] = arith.shrsi %[[HIGH]]
// CHECK: arith.muli %{{.*}}, %[[ODD]]
func.func @odd_multipliers(%x: vector<8xi32>, %m: vector<8xi32>, %s: vector<8xi32>)
    -> vector<8xi32> {
  %0 = qnn.apply_multiplier double_round %x, %m, %s : vector<8xi32>
  return %0 : vector<8xi32>
}

// Without signs: the high half of x * 2m + 2^31, and a shift that rounds.
// CHECK-LABEL: func @non_negative(
// CHECK-SAME: %[[X:.*]]: vector<8xi32>, %[[M:.*]]: vector<8xi32>, %[[S:.*]]: vector<8xi32>)
// CHECK: %[[TWICE:.*]] = arith.shli %[[M]]
// CHECK-NOT: arith.shrsi
// CHECK: %[[HIGH:.*]] = vector.shuffle %{{.*}} [1, 9, 3, 11, 5, 13, 7, 15]
// CHECK: %[[SUM:.*]] = arith.addi %[[HIGH]], %{{.*}} : vector<8xi32>
// CHECK: %[[RESULT:.*]] = arith.shrui %[[SUM]], %{{.*}} : vector<8xi32>
// CHECK: return %[[RESULT]]
func.func @non_negative(%x: vector<8xi32>, %m: vector<8xi32>, %s: vector<8xi32>)
    -> vector<8xi32> {
  %0 = qnn.apply_multiplier double_round %x, %m, %s
      {negative_shift, non_negative} : vector<8xi32>
  return %0 : vector<8xi32>
}

// Whole registers: 5 lanes are padded to 8, and 20 to 24.
// CHECK-LABEL: func @odd_sizes(
// CHECK: vector.insert_strided_slice %{{.*}} : vector<5xi32> into vector<8xi32>
// CHECK: arith.muli %{{.*}} : vector<4xi64>
// CHECK: vector.extract_strided_slice %{{.*}} {offsets = [0], sizes = [5], strides = [1]}
// CHECK: vector.insert_strided_slice %{{.*}} : vector<20xi32> into vector<24xi32>
// CHECK: arith.muli %{{.*}} : vector<12xi64>
// CHECK: vector.extract_strided_slice %{{.*}} {offsets = [0], sizes = [20], strides = [1]}
func.func @odd_sizes(%a: vector<5xi32>, %b: vector<20xi32>)
    -> (vector<5xi32>, vector<20xi32>) {
  %0 = qnn.apply_multiplier double_round %a, %a, %a : vector<5xi32>
  %1 = qnn.apply_multiplier single_round %b, %b, %b : vector<20xi32>
  return %0, %1 : vector<5xi32>, vector<20xi32>
}
