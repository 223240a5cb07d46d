// RUN: %python %S/run_functions.py %s quant-run --reference
// RUN: %python %S/run_functions.py %s quant-run --target=generic --guard-pages

// Each mode on ties, and on numbers beside them. 75 elements are two vectors and a
// tail on x86-avx2; see run_functions-x86-avx2.test.

!acc = !qnn.per_tensor<i32 : f32, scale = 0.25>
!q = !qnn.per_tensor<i8 : f32, scale = 1.0>

// x / 4, by x / 2 with ties up, and again / 2 with ties away from zero.
// INPUT i32: 1 2 3 5 6 7 10 -1 -2 -3 -5 -6 -7 -10
// OUTPUT i8: 1 1 1 2 2 2 3 0 -1 -1 -1 -2 -2 -3
func.func @double_round(%x: tensor<75x!acc>) -> tensor<75x!q> {
  %0 = qnn.requantize %x rounding(double_round) : tensor<75x!acc> to tensor<75x!q>
  return %0 : tensor<75x!q>
}

// x / 4, ties up.
// INPUT i32: 1 2 3 5 6 7 10 -1 -2 -3 -5 -6 -7 -10
// OUTPUT i8: 0 1 1 1 2 2 3 0 0 -1 -1 -1 -2 -2
func.func @single_round(%x: tensor<75x!acc>) -> tensor<75x!q> {
  %0 = qnn.requantize %x rounding(single_round) : tensor<75x!acc> to tensor<75x!q>
  return %0 : tensor<75x!q>
}

// x / 4, ties to even.
// INPUT i32: 1 2 3 5 6 7 10 -1 -2 -3 -5 -6 -7 -10
// OUTPUT i8: 0 0 1 1 2 2 2 0 0 -1 -1 -2 -2 -2
func.func @half_even_f32(%x: tensor<75x!acc>) -> tensor<75x!q> {
  %0 = qnn.requantize %x rounding(half_even_f32) : tensor<75x!acc> to tensor<75x!q>
  return %0 : tensor<75x!q>
}

!times3 = !qnn.per_tensor<i32 : f32, scale = 3.0>
!wide = !qnn.per_tensor<i32 : f32, scale = 1.0>

// 3 = 0.75 * 2^2. Times 2^2, 2^29 wraps to -2^31, and 2^30 and -2^31 to 0.
// INPUT i32: 1 -7 16777217 536870911 536870912 1073741824 -2147483648
// OUTPUT i32: 3 -21 50331651 1610612733 -1610612736 0 0
func.func @double_round_left(%x: tensor<75x!times3>) -> tensor<75x!wide> {
  %0 = qnn.requantize %x rounding(double_round)
      : tensor<75x!times3> to tensor<75x!wide>
  return %0 : tensor<75x!wide>
}

// The low 32 bits: 3 * 2^30 - 2^32 and -3 * 2^31 + 2^32.
// INPUT i32: 1 -7 16777217 536870911 536870912 1073741824 -2147483648
// OUTPUT i32: 3 -21 50331651 1610612733 1610612736 -1073741824 -2147483648
func.func @single_round_left(%x: tensor<75x!times3>) -> tensor<75x!wide> {
  %0 = qnn.requantize %x rounding(single_round)
      : tensor<75x!times3> to tensor<75x!wide>
  return %0 : tensor<75x!wide>
}

// 2^24 + 1 is a tie between float32 numbers, and 2^29 - 1 nearer to 2^29; 50331648
// is exact. What does not fit saturates.
// INPUT i32: 1 -7 16777217 536870911 536870912 1073741824 -2147483648
// OUTPUT i32: 3 -21 50331648 1610612736 1610612736 2147483647 -2147483648
func.func @half_even_f32_left(%x: tensor<75x!times3>) -> tensor<75x!wide> {
  %0 = qnn.requantize %x rounding(half_even_f32)
      : tensor<75x!times3> to tensor<75x!wide>
  return %0 : tensor<75x!wide>
}

!tiny = !qnn.per_tensor<i32 : f32, scale = 1.0>
!huge = !qnn.per_tensor<i32 : f32, scale = 1073741824.0>

// By 2^30: ties at 2^29 and 3 * 2^29. Two roundings make the tie of 2^29 - 1 first.
// INPUT i32: 536870911 536870912 1610612735 1610612736 2147483647 -536870912 -536870913 -1610612736 -2147483648
// OUTPUT i32: 1 1 2 2 2 -1 -1 -2 -2
// OUTPUT i32: 0 1 1 2 2 0 -1 -1 -2
// OUTPUT i32: 0 0 2 2 2 0 0 -2 -2
func.func @right(%x: tensor<75x!tiny>)
    -> (tensor<75x!huge>, tensor<75x!huge>, tensor<75x!huge>) {
  %0 = qnn.requantize %x rounding(double_round)
      : tensor<75x!tiny> to tensor<75x!huge>
  %1 = qnn.requantize %x rounding(single_round)
      : tensor<75x!tiny> to tensor<75x!huge>
  %2 = qnn.requantize %x rounding(half_even_f32)
      : tensor<75x!tiny> to tensor<75x!huge>
  return %0, %1, %2 : tensor<75x!huge>, tensor<75x!huge>, tensor<75x!huge>
}
