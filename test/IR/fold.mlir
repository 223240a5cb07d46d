// RUN: quant-opt %s --canonicalize --split-input-file | FileCheck %s

// Folds of constants. The expected numbers are computed by hand, from the formulas
// of the specification; bits of unsigned storage print as signed numbers.

//===----------------------------------------------------------------------===//
// qnn.quantize
//===----------------------------------------------------------------------===//

!q = !qnn.per_tensor<i8 : f32, scale = 0.5, zero_point = -1>

// x / 0.5:      0   0.5  -0.5   1.5   2.5
// half away:    0     1    -1     2     3
// half even:    0     0     0     2     2
// CHECK-LABEL: func @quantize_ties(
// CHECK-DAG: %[[AWAY:.*]] = qnn.constant dense<[-1, 0, -2, 1, 2]> : tensor<5xi8>
// CHECK-DAG: %[[EVEN:.*]] = qnn.constant dense<[-1, -1, -1, 1, 1]> : tensor<5xi8>
// CHECK: return %[[AWAY]], %[[EVEN]]
func.func @quantize_ties() -> (tensor<5x!q>, tensor<5x!q>) {
  %x = arith.constant dense<[0.0, 0.25, -0.25, 0.75, 1.25]> : tensor<5xf32>
  %0 = qnn.quantize %x half_away : tensor<5xf32> to tensor<5x!q>
  %1 = qnn.quantize %x half_even : tensor<5xf32> to tensor<5x!q>
  return %0, %1 : tensor<5x!q>, tensor<5x!q>
}

// -----

!q = !qnn.per_tensor<i8 : f32, scale = 0.5, zero_point = -1>

// 2x, ties away from zero, less 1 is 127, 128 and -129; then inf, -inf, NaN.
// CHECK-LABEL: func @quantize_saturates(
// CHECK: qnn.constant dense<[127, 127, -128, 127, -128, -128]> : tensor<6xi8>
func.func @quantize_saturates() -> tensor<6x!q> {
  %x = arith.constant dense<[64.0, 64.5, -63.75, 0x7F800000, 0xFF800000, 0x7FC00000]>
      : tensor<6xf32>
  %0 = qnn.quantize %x half_away : tensor<6xf32> to tensor<6x!q>
  return %0 : tensor<6x!q>
}

// -----

!low = !qnn.per_tensor<i8 : f32, scale = 1.0, zero_point = -128>
!high = !qnn.per_tensor<i8 : f32, scale = 1.0, zero_point = 127>
!unsigned = !qnn.per_tensor<u8 : f32, scale = 0.5, zero_point = 128>

// low: x - 128. high: x + 127. unsigned: 2x + 128 is 128, 126, 130, 638 and -382.
// CHECK-LABEL: func @quantize_zero_points(
// CHECK-DAG: %[[LOW:.*]] = qnn.constant dense<[-128, -128, -127, 127, -128]>
// CHECK-DAG: %[[HIGH:.*]] = qnn.constant dense<[127, 126, 127, 127, -128]>
// CHECK-DAG: %[[UNSIGNED:.*]] = qnn.constant dense<[-128, 126, -126, -1, 0]>
// CHECK: return %[[LOW]], %[[HIGH]], %[[UNSIGNED]]
func.func @quantize_zero_points()
    -> (tensor<5x!low>, tensor<5x!high>, tensor<5x!unsigned>) {
  %x = arith.constant dense<[0.0, -1.0, 1.0, 255.0, -255.0]> : tensor<5xf32>
  %0 = qnn.quantize %x half_away : tensor<5xf32> to tensor<5x!low>
  %1 = qnn.quantize %x half_away : tensor<5xf32> to tensor<5x!high>
  %2 = qnn.quantize %x half_away : tensor<5xf32> to tensor<5x!unsigned>
  return %0, %1, %2 : tensor<5x!low>, tensor<5x!high>, tensor<5x!unsigned>
}

// -----

!narrow = !qnn.per_tensor<i8<-127:127> : f32, scale = 1.0>
!i4 = !qnn.per_tensor<i4 : f32, scale = 1.0>
!u4 = !qnn.per_tensor<u4 : f32, scale = 1.0, zero_point = 15>
!i16 = !qnn.per_tensor<i16 : f32, scale = 0.00390625>

// u4: x + 15 is -113, 22, 11 and NaN. i16: 256x is -32768, 1792, -1024 and NaN.
// CHECK-LABEL: func @quantize_storage(
// CHECK-DAG: %[[NARROW:.*]] = qnn.constant dense<[-127, 7, -4, -127]> : tensor<4xi8>
// CHECK-DAG: %[[I4:.*]] = qnn.constant dense<[-8, 7, -4, -8]> : tensor<4xi4>
// CHECK-DAG: %[[U4:.*]] = qnn.constant dense<[0, -1, -5, 0]> : tensor<4xi4>
// CHECK-DAG: %[[I16:.*]] = qnn.constant dense<[-32768, 1792, -1024, -32768]> : tensor<4xi16>
// CHECK: return %[[NARROW]], %[[I4]], %[[U4]], %[[I16]]
func.func @quantize_storage()
    -> (tensor<4x!narrow>, tensor<4x!i4>, tensor<4x!u4>, tensor<4x!i16>) {
  %x = arith.constant dense<[-128.0, 7.0, -4.0, 0x7FC00000]> : tensor<4xf32>
  %0 = qnn.quantize %x half_away : tensor<4xf32> to tensor<4x!narrow>
  %1 = qnn.quantize %x half_away : tensor<4xf32> to tensor<4x!i4>
  %2 = qnn.quantize %x half_away : tensor<4xf32> to tensor<4x!u4>
  %3 = qnn.quantize %x half_away : tensor<4xf32> to tensor<4x!i16>
  return %0, %1, %2, %3
      : tensor<4x!narrow>, tensor<4x!i4>, tensor<4x!u4>, tensor<4x!i16>
}

// -----

!q = !qnn.per_tensor<i8 : f32, scale = 0.3>

// The scale is rounded to float32, to 0.300000012, and so is the quotient:
// 7.49999952, where the quotient by the double is 7.5 (thus 8).
// CHECK-LABEL: func @quantize_in_float32(
// CHECK: qnn.constant dense<7> : tensor<1xi8>
func.func @quantize_in_float32() -> tensor<1x!q> {
  %x = arith.constant dense<2.25> : tensor<1xf32>
  %0 = qnn.quantize %x half_away : tensor<1xf32> to tensor<1x!q>
  return %0 : tensor<1x!q>
}

// -----

!inner = !qnn.per_axis<i8 : f32, axis = 2,
    scales = dense<[0.5, 2.0]> : tensor<2xf64>,
    zero_points = dense<[0, -10]> : tensor<2xi32>>
!middle = !qnn.per_axis<i8 : f32, axis = 1,
    scales = dense<[0.5, 2.0]> : tensor<2xf64>,
    zero_points = dense<[0, -10]> : tensor<2xi32>>

// Channel 0: 2x. Channel 1: x / 2 - 10, where -1 / 2 rounds to -1.
// CHECK-LABEL: func @quantize_per_axis(
// CHECK-DAG: %[[INNER:.*]] = qnn.constant dense<{{\[\[\[}}2, -6], [-2, -11]]]>
// CHECK-DAG: %[[MIDDLE:.*]] = qnn.constant dense<{{\[\[\[}}2, 16], [-11, -11]]]>
// CHECK: return %[[INNER]], %[[MIDDLE]]
func.func @quantize_per_axis() -> (tensor<1x2x2x!inner>, tensor<1x2x2x!middle>) {
  %x = arith.constant dense<[[[1.0, 8.0], [-1.0, -2.0]]]> : tensor<1x2x2xf32>
  %0 = qnn.quantize %x half_away : tensor<1x2x2xf32> to tensor<1x2x2x!inner>
  %1 = qnn.quantize %x half_away : tensor<1x2x2xf32> to tensor<1x2x2x!middle>
  return %0, %1 : tensor<1x2x2x!inner>, tensor<1x2x2x!middle>
}

// -----

!q = !qnn.per_tensor<i8 : f32, scale = 0.5>
!channels = !qnn.per_axis<i8 : f32, axis = 0,
    scales = dense<[0.5, 0.25]> : tensor<2xf64>,
    zero_points = dense<0> : tensor<2xi32>>

// One value for all elements stays one; per axis it does not.
// CHECK-LABEL: func @quantize_splat(
// CHECK-DAG: %[[SPLAT:.*]] = qnn.constant dense<2> : tensor<1000x1000xi8>
// CHECK-DAG: %[[CHANNELS:.*]] = qnn.constant dense<[2, 4]> : tensor<2xi8>
// CHECK: return %[[SPLAT]], %[[CHANNELS]]
func.func @quantize_splat() -> (tensor<1000x1000x!q>, tensor<2x!channels>) {
  %x = arith.constant dense<1.0> : tensor<1000x1000xf32>
  %y = arith.constant dense<1.0> : tensor<2xf32>
  %0 = qnn.quantize %x half_away : tensor<1000x1000xf32> to tensor<1000x1000x!q>
  %1 = qnn.quantize %y half_away : tensor<2xf32> to tensor<2x!channels>
  return %0, %1 : tensor<1000x1000x!q>, tensor<2x!channels>
}

// -----

!q = !qnn.per_tensor<i8 : f32, scale = 0.5>

// CHECK-LABEL: func @quantize_empty(
// CHECK: qnn.constant dense<> : tensor<2x0xi8>
func.func @quantize_empty() -> tensor<2x0x!q> {
  %x = arith.constant dense<> : tensor<2x0xf32>
  %0 = qnn.quantize %x half_away : tensor<2x0xf32> to tensor<2x0x!q>
  return %0 : tensor<2x0x!q>
}

// -----

!q = !qnn.per_tensor<i8 : f32, scale = 0.5>

// CHECK-LABEL: func @quantize_unknown(
// CHECK: qnn.quantize
// CHECK: qnn.quantize
func.func @quantize_unknown(%x: tensor<2xf32>) -> (tensor<2x!q>, tensor<2x!q>) {
  %resource = arith.constant dense_resource<x> : tensor<2xf32>
  %0 = qnn.quantize %x half_away : tensor<2xf32> to tensor<2x!q>
  %1 = qnn.quantize %resource half_away : tensor<2xf32> to tensor<2x!q>
  return %0, %1 : tensor<2x!q>, tensor<2x!q>
}

// -----

//===----------------------------------------------------------------------===//
// qnn.dequantize
//===----------------------------------------------------------------------===//

!i8 = !qnn.per_tensor<i8 : f32, scale = 0.5, zero_point = -1>
!u8 = !qnn.per_tensor<u8 : f32, scale = 0.5, zero_point = 128>
!i4 = !qnn.per_tensor<i4 : f32, scale = 2.0, zero_point = 7>
!u4 = !qnn.per_tensor<u4 : f32, scale = 2.0>

// The bits -128, -1, 127 are 128, 255, 127 when unsigned, and -8, -1, 7 are 8,
// 15, 7.
// CHECK-LABEL: func @dequantize_storage(
// CHECK-DAG: %[[I8:.*]] = arith.constant dense<[-6.350000e+01, 0.000000e+00, 6.400000e+01]>
// CHECK-DAG: %[[U8:.*]] = arith.constant dense<[0.000000e+00, 6.350000e+01, -5.000000e-01]>
// CHECK-DAG: %[[I4:.*]] = arith.constant dense<[-3.000000e+01, -1.600000e+01, 0.000000e+00]>
// CHECK-DAG: %[[U4:.*]] = arith.constant dense<[1.600000e+01, 3.000000e+01, 1.400000e+01]>
// CHECK: return %[[I8]], %[[U8]], %[[I4]], %[[U4]]
func.func @dequantize_storage()
    -> (tensor<3xf32>, tensor<3xf32>, tensor<3xf32>, tensor<3xf32>) {
  %a = qnn.constant dense<[-128, -1, 127]> : tensor<3xi8> to tensor<3x!i8>
  %b = qnn.constant dense<[-128, -1, 127]> : tensor<3xi8> to tensor<3x!u8>
  %c = qnn.constant dense<[-8, -1, 7]> : tensor<3xi4> to tensor<3x!i4>
  %d = qnn.constant dense<[-8, -1, 7]> : tensor<3xi4> to tensor<3x!u4>
  %0 = qnn.dequantize %a : tensor<3x!i8> to tensor<3xf32>
  %1 = qnn.dequantize %b : tensor<3x!u8> to tensor<3xf32>
  %2 = qnn.dequantize %c : tensor<3x!i4> to tensor<3xf32>
  %3 = qnn.dequantize %d : tensor<3x!u4> to tensor<3xf32>
  return %0, %1, %2, %3
      : tensor<3xf32>, tensor<3xf32>, tensor<3xf32>, tensor<3xf32>
}

// -----

!q = !qnn.per_tensor<i8 : f32, scale = 0.1>

// 9 * 0.1 in double rounds to the float32 0.899999976; in float32 the product is
// 0.900000036.
// CHECK-LABEL: func @dequantize_in_double(
// CHECK: arith.constant dense<0.899999976> : tensor<1xf32>
func.func @dequantize_in_double() -> tensor<1xf32> {
  %q = qnn.constant dense<9> : tensor<1xi8> to tensor<1x!q>
  %0 = qnn.dequantize %q : tensor<1x!q> to tensor<1xf32>
  return %0 : tensor<1xf32>
}

// -----

!q = !qnn.per_tensor<i32 : f32, scale = 1.0, zero_point = -2147483648>

// 2147483647 + 2147483648 = 2^32 - 1 does not wrap; as a float32 it is 2^32.
// CHECK-LABEL: func @dequantize_i32(
// CHECK: arith.constant dense<4.2949673E+9> : tensor<1xf32>
func.func @dequantize_i32() -> tensor<1xf32> {
  %q = qnn.constant dense<2147483647> : tensor<1xi32> to tensor<1x!q>
  %0 = qnn.dequantize %q : tensor<1x!q> to tensor<1xf32>
  return %0 : tensor<1xf32>
}

// -----

!q = !qnn.per_axis<i8 : f32, axis = 0,
    scales = dense<[0.5, 2.0]> : tensor<2xf64>,
    zero_points = dense<[0, -10]> : tensor<2xi32>>

// Row 0: q / 2. Row 1: 2 (q + 10). One value for both: 1.5 and 26.
// CHECK-LABEL: func @dequantize_per_axis(
// CHECK-DAG: %[[ROWS:.*]] = arith.constant dense<{{\[\[}}5.000000e-01, -6.400000e+01], [2.000000e+01, -2.360000e+02]]>
// CHECK-DAG: %[[SPLAT:.*]] = arith.constant dense<[1.500000e+00, 2.600000e+01]>
// CHECK: return %[[ROWS]], %[[SPLAT]]
func.func @dequantize_per_axis() -> (tensor<2x2xf32>, tensor<2xf32>) {
  %a = qnn.constant dense<[[1, -128], [0, -128]]> : tensor<2x2xi8> to tensor<2x2x!q>
  %b = qnn.constant dense<3> : tensor<2xi8> to tensor<2x!q>
  %0 = qnn.dequantize %a : tensor<2x2x!q> to tensor<2x2xf32>
  %1 = qnn.dequantize %b : tensor<2x!q> to tensor<2xf32>
  return %0, %1 : tensor<2x2xf32>, tensor<2xf32>
}

// -----

//===----------------------------------------------------------------------===//
// qnn.requantize
//===----------------------------------------------------------------------===//

!from = !qnn.per_tensor<i32 : f32, scale = 0.25>
!to = !qnn.per_tensor<i8 : f32, scale = 1.0, zero_point = 3>

// d = 1/4 = 2^30 * 2^(-1 - 31).
//   x                     1     2    -2    -6     6    10   -10     5
//   x / 4              0.25   0.5  -0.5  -1.5   1.5   2.5  -2.5  1.25
//   double: x / 2 up      1     1    -1    -3     3     5    -5     3
//     / 2 away            1     1    -1    -2     2     3    -3     2
//   single: up            0     1     0    -1     2     3    -2     1
//   half even             0     0     0    -2     2     2    -2     1
// CHECK-LABEL: func @requantize_ties(
// CHECK-DAG: %[[DOUBLE:.*]] = qnn.constant dense<[4, 4, 2, 1, 5, 6, 0, 5]>
// CHECK-DAG: %[[SINGLE:.*]] = qnn.constant dense<[3, 4, 3, 2, 5, 6, 1, 4]>
// CHECK-DAG: %[[EVEN:.*]] = qnn.constant dense<[3, 3, 3, 1, 5, 5, 1, 4]>
// CHECK: return %[[DOUBLE]], %[[SINGLE]], %[[EVEN]]
func.func @requantize_ties() -> (tensor<8x!to>, tensor<8x!to>, tensor<8x!to>) {
  %q = qnn.constant dense<[1, 2, -2, -6, 6, 10, -10, 5]> : tensor<8xi32>
      to tensor<8x!from>
  %0 = qnn.requantize %q rounding(double_round) : tensor<8x!from> to tensor<8x!to>
  %1 = qnn.requantize %q rounding(single_round) : tensor<8x!from> to tensor<8x!to>
  %2 = qnn.requantize %q rounding(half_even_f32) : tensor<8x!from> to tensor<8x!to>
  return %0, %1, %2 : tensor<8x!to>, tensor<8x!to>, tensor<8x!to>
}

// -----

!from = !qnn.per_tensor<i8 : f32, scale = 1.0, zero_point = 127>
!to = !qnn.per_tensor<i8 : f32, scale = 0.5, zero_point = -128>
!u8 = !qnn.per_tensor<u8 : f32, scale = 1.0, zero_point = 128>
!i8 = !qnn.per_tensor<i8 : f32, scale = 1.0>

// to: 2 (q - 127) - 128 is -638, -128 and -382. i8: the bits of u8 less 128.
// CHECK-LABEL: func @requantize_zero_points(
// CHECK-DAG: %[[TO:.*]] = qnn.constant dense<-128> : tensor<3xi8>
// CHECK-DAG: %[[I8:.*]] = qnn.constant dense<[0, -128, 127]> : tensor<3xi8>
// CHECK: return %[[TO]], %[[I8]]
func.func @requantize_zero_points() -> (tensor<3x!to>, tensor<3x!i8>) {
  %a = qnn.constant dense<[-128, 127, 0]> : tensor<3xi8> to tensor<3x!from>
  %b = qnn.constant dense<[-128, 0, -1]> : tensor<3xi8> to tensor<3x!u8>
  %0 = qnn.requantize %a rounding(double_round) : tensor<3x!from> to tensor<3x!to>
  %1 = qnn.requantize %b rounding(double_round) : tensor<3x!u8> to tensor<3x!i8>
  return %0, %1 : tensor<3x!to>, tensor<3x!i8>
}

// -----

!from = !qnn.per_tensor<i8 : f32, scale = 1.0>
!to = !qnn.per_tensor<i8 : f32, scale = 0.5, zero_point = 1>

// 2q + 1 is -255, 255, -1, 1, 7; bounds are those of the clamp if there is one.
// CHECK-LABEL: func @requantize_bounds(
// CHECK-DAG: %[[FULL:.*]] = qnn.constant dense<[-128, 127, -1, 1, 7]>
// CHECK-DAG: %[[CLAMP:.*]] = qnn.constant dense<[0, 6, 0, 1, 6]>
// CHECK: return %[[FULL]], %[[CLAMP]]
func.func @requantize_bounds() -> (tensor<5x!to>, tensor<5x!to>) {
  %q = qnn.constant dense<[-128, 127, -1, 0, 3]> : tensor<5xi8> to tensor<5x!from>
  %0 = qnn.requantize %q rounding(single_round) : tensor<5x!from> to tensor<5x!to>
  %1 = qnn.requantize %q rounding(single_round) clamp<0, 6>
      : tensor<5x!from> to tensor<5x!to>
  return %0, %1 : tensor<5x!to>, tensor<5x!to>
}

// -----

!from = !qnn.per_tensor<i32 : f32, scale = 5.9604644775390625e-08, zero_point = 1>
!to = !qnn.per_tensor<i8 : f32, scale = 1.0>

// -2^31 - 1 wraps to 2^31 - 1; times 2^-24 that is 128 - 2^-24, thus 128.
// CHECK-LABEL: func @requantize_subtraction_wraps(
// CHECK: qnn.constant dense<127> : tensor<1xi8>
func.func @requantize_subtraction_wraps() -> tensor<1x!to> {
  %q = qnn.constant dense<-2147483648> : tensor<1xi32> to tensor<1x!from>
  %0 = qnn.requantize %q rounding(single_round) : tensor<1x!from> to tensor<1x!to>
  return %0 : tensor<1x!to>
}

// -----

!channels = !qnn.per_axis<i8 : f32, axis = 0,
    scales = dense<[0.5, 0.25]> : tensor<2xf64>,
    zero_points = dense<[0, 1]> : tensor<2xi32>>
!halves = !qnn.per_axis<i8 : f32, axis = 0,
    scales = dense<[0.25, 0.125]> : tensor<2xf64>,
    zero_points = dense<[-1, 0]> : tensor<2xi32>>
!q = !qnn.per_tensor<i8 : f32, scale = 0.25, zero_point = -1>

// Rows of `channels`, less their zero points, are [1, -2] and [2, -5].
//   to q:      times 2 and 1, less 1
//   to halves: times 2 and 2, less 1 and 0
// Rows of `q`, plus 1, are [2, 4] and [4, 0].
//   to channels: times 1/2 and 1, plus 0 and 1
// CHECK-LABEL: func @requantize_per_axis(
// CHECK-DAG: %[[Q:.*]] = qnn.constant dense<{{\[\[}}1, -5], [1, -6]]>
// CHECK-DAG: %[[HALVES:.*]] = qnn.constant dense<{{\[\[}}1, -5], [4, -10]]>
// CHECK-DAG: %[[CHANNELS:.*]] = qnn.constant dense<{{\[\[}}1, 2], [5, 1]]>
// CHECK: return %[[Q]], %[[HALVES]], %[[CHANNELS]]
func.func @requantize_per_axis()
    -> (tensor<2x2x!q>, tensor<2x2x!halves>, tensor<2x2x!channels>) {
  %a = qnn.constant dense<[[1, -2], [3, -4]]> : tensor<2x2xi8>
      to tensor<2x2x!channels>
  %b = qnn.constant dense<[[1, 3], [3, -1]]> : tensor<2x2xi8> to tensor<2x2x!q>
  %0 = qnn.requantize %a rounding(double_round)
      : tensor<2x2x!channels> to tensor<2x2x!q>
  %1 = qnn.requantize %a rounding(double_round)
      : tensor<2x2x!channels> to tensor<2x2x!halves>
  %2 = qnn.requantize %b rounding(double_round)
      : tensor<2x2x!q> to tensor<2x2x!channels>
  return %0, %1, %2
      : tensor<2x2x!q>, tensor<2x2x!halves>, tensor<2x2x!channels>
}

// -----

!q = !qnn.per_tensor<i32 : f32, scale = 0.5>

// Multiplication by 1 = 2^30 * 2^(1 - 31) is not the identity on i32.
//   double: 2^30 << 1 wraps to -2^31, half of which is -2^30
//   half even: 2^24 + 1 and 2^24 + 3 are no float32; ties go to 2^24 and 2^24 + 4
// CHECK-LABEL: func @requantize_i32(
// CHECK-DAG: %[[DOUBLE:.*]] = qnn.constant dense<[-1073741824, 16777217, 16777219]>
// CHECK-DAG: %[[SINGLE:.*]] = qnn.constant dense<[1073741824, 16777217, 16777219]>
// CHECK-DAG: %[[EVEN:.*]] = qnn.constant dense<[1073741824, 16777216, 16777220]>
// CHECK: return %[[DOUBLE]], %[[SINGLE]], %[[EVEN]]
func.func @requantize_i32() -> (tensor<3x!q>, tensor<3x!q>, tensor<3x!q>) {
  %q = qnn.constant dense<[1073741824, 16777217, 16777219]> : tensor<3xi32>
      to tensor<3x!q>
  %0 = qnn.requantize %q rounding(double_round) : tensor<3x!q> to tensor<3x!q>
  %1 = qnn.requantize %q rounding(single_round) : tensor<3x!q> to tensor<3x!q>
  %2 = qnn.requantize %q rounding(half_even_f32) : tensor<3x!q> to tensor<3x!q>
  return %0, %1, %2 : tensor<3x!q>, tensor<3x!q>, tensor<3x!q>
}

// -----

!from = !qnn.per_tensor<i8 : f32, scale = 1.0e+10>
!to = !qnn.per_tensor<i8 : f32, scale = 1.0>

// 10^10 needs the shift 34. Single rounding saturates to (2^31 - 1) * 2^(30 - 31),
// with which 0, 1, -1 become 0, 2^30, 1 - 2^30; the other modes have no answer.
// CHECK-LABEL: func @requantize_multiplier_too_large(
// CHECK-DAG: %[[SINGLE:.*]] = qnn.constant dense<[0, 127, -128]> : tensor<3xi8>
// CHECK: %[[DOUBLE:.*]] = qnn.requantize {{.*}} rounding(double_round)
// CHECK: %[[EVEN:.*]] = qnn.requantize {{.*}} rounding(half_even_f32)
// CHECK: return %[[SINGLE]], %[[DOUBLE]], %[[EVEN]]
func.func @requantize_multiplier_too_large()
    -> (tensor<3x!to>, tensor<3x!to>, tensor<3x!to>) {
  %q = qnn.constant dense<[0, 1, -1]> : tensor<3xi8> to tensor<3x!from>
  %0 = qnn.requantize %q rounding(single_round) : tensor<3x!from> to tensor<3x!to>
  %1 = qnn.requantize %q rounding(double_round) : tensor<3x!from> to tensor<3x!to>
  %2 = qnn.requantize %q rounding(half_even_f32) : tensor<3x!from> to tensor<3x!to>
  return %0, %1, %2 : tensor<3x!to>, tensor<3x!to>, tensor<3x!to>
}

// -----

!from = !qnn.per_tensor<i8 : f32, scale = 0.5>
!to = !qnn.per_tensor<i8 : f32, scale = 1.0>

// CHECK-LABEL: func @requantize_undecided(
// CHECK: qnn.requantize
func.func @requantize_undecided() -> tensor<2x!to> {
  %q = qnn.constant dense<[1, 2]> : tensor<2xi8> to tensor<2x!from>
  %0 = qnn.requantize %q : tensor<2x!from> to tensor<2x!to>
  return %0 : tensor<2x!to>
}

// -----

//===----------------------------------------------------------------------===//
// qnn.scast
//===----------------------------------------------------------------------===//

!q = !qnn.per_tensor<u8 : f32, scale = 0.5>

// CHECK-LABEL: func @scast(
// CHECK-DAG: %[[BITS:.*]] = arith.constant dense<[-1, 1]> : tensor<2xi8>
// CHECK-DAG: %[[Q:.*]] = qnn.constant dense<[-2, 2]> : tensor<2xi8> to tensor<2x!qu8>
// CHECK: return %[[BITS]], %[[Q]]
func.func @scast() -> (tensor<2xi8>, tensor<2x!q>) {
  %q = qnn.constant dense<[255, 1]> : tensor<2xi8> to tensor<2x!q>
  %bits = arith.constant dense<[254, 2]> : tensor<2xi8>
  %0 = qnn.scast %q : tensor<2x!q> to tensor<2xi8>
  %1 = qnn.scast %bits : tensor<2xi8> to tensor<2x!q>
  return %0, %1 : tensor<2xi8>, tensor<2x!q>
}

// -----

!q = !qnn.per_tensor<i8<-127:127> : f32, scale = 0.5>

// No constant of this type has the element -128.
// CHECK-LABEL: func @scast_out_of_range(
// CHECK-DAG: %[[IN:.*]] = qnn.constant dense<[0, -127]> : tensor<2xi8> to tensor<2x!qi8>
// CHECK-DAG: %[[OUT:.*]] = arith.constant dense<[0, -128]> : tensor<2xi8>
// CHECK: %[[Q:.*]] = qnn.scast %[[OUT]]
// CHECK: return %[[IN]], %[[Q]]
func.func @scast_out_of_range() -> (tensor<2x!q>, tensor<2x!q>) {
  %in = arith.constant dense<[0, -127]> : tensor<2xi8>
  %out = arith.constant dense<[0, -128]> : tensor<2xi8>
  %0 = qnn.scast %in : tensor<2xi8> to tensor<2x!q>
  %1 = qnn.scast %out : tensor<2xi8> to tensor<2x!q>
  return %0, %1 : tensor<2x!q>, tensor<2x!q>
}

// -----

!q = !qnn.per_tensor<i8 : f32, scale = 0.5>

// CHECK-LABEL: func @scast_unknown(
// CHECK: qnn.scast
// CHECK: qnn.scast
func.func @scast_unknown() -> (tensor<2x!q>, tensor<2x!q>) {
  %resource = arith.constant dense_resource<x> : tensor<2xi8>
  %poison = ub.poison : tensor<2xi8>
  %0 = qnn.scast %resource : tensor<2xi8> to tensor<2x!q>
  %1 = qnn.scast %poison : tensor<2xi8> to tensor<2x!q>
  return %0, %1 : tensor<2x!q>, tensor<2x!q>
}

// -----

//===----------------------------------------------------------------------===//
// qnn.reshape
//===----------------------------------------------------------------------===//

!q = !qnn.per_tensor<i8 : f32, scale = 0.5>

// CHECK-LABEL: func @reshape(
// CHECK-DAG: %[[ROW:.*]] = qnn.constant dense<[1, 2, 3, 4]> : tensor<4xi8> to tensor<4x!qi8>
// CHECK-DAG: %[[SPLAT:.*]] = qnn.constant dense<5> : tensor<1x4xi8> to tensor<1x4x!qi8>
// CHECK: return %[[ROW]], %[[SPLAT]]
func.func @reshape() -> (tensor<4x!q>, tensor<1x4x!q>) {
  %a = qnn.constant dense<[[1, 2], [3, 4]]> : tensor<2x2xi8> to tensor<2x2x!q>
  %b = qnn.constant dense<5> : tensor<2x2xi8> to tensor<2x2x!q>
  %0 = qnn.reshape %a : tensor<2x2x!q> to tensor<4x!q>
  %1 = qnn.reshape %b : tensor<2x2x!q> to tensor<1x4x!q>
  return %0, %1 : tensor<4x!q>, tensor<1x4x!q>
}

// -----

//===----------------------------------------------------------------------===//
// qnn.flip_sign
//===----------------------------------------------------------------------===//

// 0x80, 0xff, 0x00, 0x7f xor 0x80 are 0x00, 0x7f, 0x80, 0xff.
// CHECK-LABEL: func @flip_sign(
// CHECK-DAG: %[[BITS:.*]] = arith.constant dense<[0, 127, -128, -1]> : tensor<4xi8>
// CHECK-DAG: %[[SPLAT:.*]] = arith.constant dense<-125> : tensor<4xi8>
// CHECK: return %[[BITS]], %[[SPLAT]]
func.func @flip_sign() -> (tensor<4xi8>, tensor<4xi8>) {
  %a = arith.constant dense<[-128, -1, 0, 127]> : tensor<4xi8>
  %b = arith.constant dense<3> : tensor<4xi8>
  %0 = qnn.flip_sign %a : tensor<4xi8>
  %1 = qnn.flip_sign %b : tensor<4xi8>
  return %0, %1 : tensor<4xi8>, tensor<4xi8>
}

// -----

//===----------------------------------------------------------------------===//
// qnn.lookup
//===----------------------------------------------------------------------===//

// Entry i is 1000 + i; -1 and -128 are bytes 255 and 128.
#table = dense<[
     1000, 1001, 1002, 1003, 1004, 1005, 1006, 1007, 1008, 1009, 1010, 1011, 1012, 1013, 1014, 1015,
     1016, 1017, 1018, 1019, 1020, 1021, 1022, 1023, 1024, 1025, 1026, 1027, 1028, 1029, 1030, 1031,
     1032, 1033, 1034, 1035, 1036, 1037, 1038, 1039, 1040, 1041, 1042, 1043, 1044, 1045, 1046, 1047,
     1048, 1049, 1050, 1051, 1052, 1053, 1054, 1055, 1056, 1057, 1058, 1059, 1060, 1061, 1062, 1063,
     1064, 1065, 1066, 1067, 1068, 1069, 1070, 1071, 1072, 1073, 1074, 1075, 1076, 1077, 1078, 1079,
     1080, 1081, 1082, 1083, 1084, 1085, 1086, 1087, 1088, 1089, 1090, 1091, 1092, 1093, 1094, 1095,
     1096, 1097, 1098, 1099, 1100, 1101, 1102, 1103, 1104, 1105, 1106, 1107, 1108, 1109, 1110, 1111,
     1112, 1113, 1114, 1115, 1116, 1117, 1118, 1119, 1120, 1121, 1122, 1123, 1124, 1125, 1126, 1127,
     1128, 1129, 1130, 1131, 1132, 1133, 1134, 1135, 1136, 1137, 1138, 1139, 1140, 1141, 1142, 1143,
     1144, 1145, 1146, 1147, 1148, 1149, 1150, 1151, 1152, 1153, 1154, 1155, 1156, 1157, 1158, 1159,
     1160, 1161, 1162, 1163, 1164, 1165, 1166, 1167, 1168, 1169, 1170, 1171, 1172, 1173, 1174, 1175,
     1176, 1177, 1178, 1179, 1180, 1181, 1182, 1183, 1184, 1185, 1186, 1187, 1188, 1189, 1190, 1191,
     1192, 1193, 1194, 1195, 1196, 1197, 1198, 1199, 1200, 1201, 1202, 1203, 1204, 1205, 1206, 1207,
     1208, 1209, 1210, 1211, 1212, 1213, 1214, 1215, 1216, 1217, 1218, 1219, 1220, 1221, 1222, 1223,
     1224, 1225, 1226, 1227, 1228, 1229, 1230, 1231, 1232, 1233, 1234, 1235, 1236, 1237, 1238, 1239,
     1240, 1241, 1242, 1243, 1244, 1245, 1246, 1247, 1248, 1249, 1250, 1251, 1252, 1253, 1254, 1255
]> : tensor<256xi16>

// CHECK-LABEL: func @lookup(
// CHECK-DAG: %[[SCALAR:.*]] = arith.constant 1255 : i16
// CHECK-DAG: %[[VECTOR:.*]] = arith.constant dense<[1000, 1127, 1128]> : tensor<3xi16>
// CHECK: return %[[SCALAR]], %[[VECTOR]]
func.func @lookup() -> (i16, tensor<3xi16>) {
  %a = arith.constant -1 : i8
  %b = arith.constant dense<[0, 127, -128]> : tensor<3xi8>
  %0 = qnn.lookup %a table(#table) : i8 -> i16
  %1 = qnn.lookup %b table(#table) : tensor<3xi8> -> tensor<3xi16>
  return %0, %1 : i16, tensor<3xi16>
}
