// RUN: quant-opt %s --qnn-lower-requantization --split-input-file | FileCheck %s

// real = f * 2^s with f in [0.5, 1): the multiplier is f * 2^31, to the nearest
// integer, and the shift s.

!acc = !qnn.per_tensor<i32 : f32, scale = 0.125>
!act = !qnn.per_tensor<i8 : f32, scale = 0.5, zero_point = 3>

// 0.125 / 0.5 = 0.5 * 2^-1.
// CHECK-LABEL: func @per_tensor(
// CHECK-SAME: %[[ACC:.*]]: tensor<4x!qi32>
// CHECK: %[[ACC_BITS:.*]] = qnn.scast %[[ACC]] : tensor<4x!qi32> to tensor<4xi32>
// CHECK: %[[RESCALED:.*]] = qnn.rescale double_round signed(%[[ACC_BITS]]) multipliers(dense<1073741824> : tensor<1xi32>) shifts(dense<-1> : tensor<1xi32>) zero_points(dense<0> : tensor<1xi32> to dense<3> : tensor<1xi32>) clamp<-128, 127> : tensor<4xi32> -> tensor<4xi8>
// CHECK: %[[Q:.*]] = qnn.scast %[[RESCALED]] : tensor<4xi8> to tensor<4x!qi8>
// CHECK: return %[[Q]]
func.func @per_tensor(%acc: tensor<4x!acc>) -> tensor<4x!act> {
  %0 = qnn.requantize %acc rounding(double_round)
      : tensor<4x!acc> to tensor<4x!act>
  return %0 : tensor<4x!act>
}

// -----

!tenth = !qnn.per_tensor<i8 : f32, scale = 0.1>
!three_tenths = !qnn.per_tensor<i16 : f32, scale = 0.3>

// 0.1 / 0.3 = 0.6666666666666667 * 2^-1 and 0.3 / 0.1 = 0.75 * 2^2, less 2^-51.
// In float32 both have 24 bits, and so multipliers end in seven zeros.
// CHECK-LABEL: func @modes(
// CHECK: qnn.rescale double_round {{.*}} multipliers(dense<1431655765> {{.*}} shifts(dense<-1>
// CHECK: qnn.rescale single_round {{.*}} multipliers(dense<1610612736> {{.*}} shifts(dense<2>
// CHECK: qnn.rescale half_even_f32 {{.*}} multipliers(dense<1431655808> {{.*}} shifts(dense<-1>
func.func @modes(%q: tensor<4x!tenth>) -> tensor<4x!three_tenths> {
  %0 = qnn.requantize %q rounding(double_round)
      : tensor<4x!tenth> to tensor<4x!three_tenths>
  %1 = qnn.requantize %0 rounding(single_round)
      : tensor<4x!three_tenths> to tensor<4x!tenth>
  %2 = qnn.requantize %1 rounding(half_even_f32)
      : tensor<4x!tenth> to tensor<4x!three_tenths>
  return %2 : tensor<4x!three_tenths>
}

// -----

!u8 = !qnn.per_tensor<u8 : f32, scale = 0.5, zero_point = 128>
!i16 = !qnn.per_tensor<i16 : f32, scale = 0.5, zero_point = -5>
!narrow = !qnn.per_tensor<i8<-127:127> : f32, scale = 0.5, zero_point = -127>

// Each storage with its signedness, zero point and range; equal scales are
// 0.5 * 2^1.
// CHECK-LABEL: func @storage(
// CHECK: qnn.rescale double_round unsigned(%{{.*}}) multipliers(dense<1073741824> : tensor<1xi32>) shifts(dense<1> : tensor<1xi32>) zero_points(dense<128> : tensor<1xi32> to dense<-5> : tensor<1xi32>) clamp<-32768, 32767> : tensor<4xi8> -> tensor<4xi16>
// CHECK: qnn.rescale double_round signed(%{{.*}}) {{.*}} zero_points(dense<-5> : tensor<1xi32> to dense<-127> : tensor<1xi32>) clamp<-127, 127> : tensor<4xi16> -> tensor<4xi8>
// CHECK: qnn.rescale double_round unsigned(%{{.*}}) {{.*}} zero_points(dense<128> : tensor<1xi32> to dense<-5> : tensor<1xi32>) clamp<10, 200> : tensor<4xi8> -> tensor<4xi16>
func.func @storage(%q: tensor<4x!u8>) -> (tensor<4x!narrow>, tensor<4x!i16>) {
  %0 = qnn.requantize %q rounding(double_round)
      : tensor<4x!u8> to tensor<4x!i16>
  %1 = qnn.requantize %0 rounding(double_round)
      : tensor<4x!i16> to tensor<4x!narrow>
  %2 = qnn.requantize %q rounding(double_round) clamp<10, 200>
      : tensor<4x!u8> to tensor<4x!i16>
  return %1, %2 : tensor<4x!narrow>, tensor<4x!i16>
}

// -----

!s8 = !qnn.per_tensor<i8 : f32, scale = 0.5, zero_point = -1>
!u8 = !qnn.per_tensor<u8 : f32, scale = 1.0, zero_point = 128>

// From bytes to bytes, by a table whose index is the unsigned byte. Entries of the
// first one begin with 128 + 1/2 and 128 + 2/2, and those of its upper half with
// 128 - 127/2 and 128 - 126/2; without a shift, ties go up. Of the second one,
// byte 0 stands for 2 * -128 - 1, and 255 for 2 * 127 - 1, before the clamp.
// CHECK-LABEL: func @bytes(
// CHECK: %[[Q:.*]] = qnn.scast %{{.*}} to tensor<4xi8>
// CHECK: %[[U:.*]] = qnn.lookup %[[Q]] table(dense<"0x8181828283{{.*}}C0C041414242
// CHECK: qnn.lookup %{{.*}} table(dense<"0xF6F6F6{{.*}}646464"> : tensor<256xi8>) : tensor<4xi8> -> tensor<4xi8>
func.func @bytes(%q: tensor<4x!s8>) -> tensor<4x!s8> {
  %0 = qnn.requantize %q rounding(double_round)
      : tensor<4x!s8> to tensor<4x!u8>
  %1 = qnn.requantize %0 rounding(double_round) clamp<-10, 100>
      : tensor<4x!u8> to tensor<4x!s8>
  return %1 : tensor<4x!s8>
}

// -----

!acc = !qnn.per_axis<i32 : f32, axis = 1,
    scales = dense<[0.125, 0.75]> : tensor<2xf64>,
    zero_points = dense<0> : tensor<2xi32>>
!channels = !qnn.per_axis<i8 : f32, axis = 1,
    scales = dense<[0.5, 0.25]> : tensor<2xf64>,
    zero_points = dense<[-128, 127]> : tensor<2xi32>>
!act = !qnn.per_tensor<i8 : f32, scale = 0.5, zero_point = 3>

// [0.125, 0.75] / 0.5 = [0.5 * 2^-1, 0.75 * 2^1], / [0.5, 0.25] is 3 in channel 1;
// 0.5 / [0.5, 0.25] = [1, 2]. A parameter that does not vary has one element.
// CHECK-LABEL: func @per_axis(
// CHECK: qnn.rescale {{.*}} multipliers(dense<[1073741824, 1610612736]> : tensor<2xi32>) shifts(dense<[-1, 1]> : tensor<2xi32>) zero_points(dense<0> : tensor<1xi32> to dense<3> : tensor<1xi32>) axis(1)
// CHECK: qnn.rescale {{.*}} multipliers(dense<[1073741824, 1610612736]> : tensor<2xi32>) shifts(dense<[-1, 2]> : tensor<2xi32>) zero_points(dense<0> : tensor<1xi32> to dense<[-128, 127]> : tensor<2xi32>) axis(1)
// CHECK: qnn.rescale {{.*}} multipliers(dense<1073741824> : tensor<1xi32>) shifts(dense<[1, 2]> : tensor<2xi32>) zero_points(dense<3> : tensor<1xi32> to dense<[-128, 127]> : tensor<2xi32>) axis(1)
func.func @per_axis(%acc: tensor<3x2x!acc>)
    -> (tensor<3x2x!act>, tensor<3x2x!channels>, tensor<3x2x!channels>) {
  %0 = qnn.requantize %acc rounding(double_round)
      : tensor<3x2x!acc> to tensor<3x2x!act>
  %1 = qnn.requantize %acc rounding(double_round)
      : tensor<3x2x!acc> to tensor<3x2x!channels>
  %2 = qnn.requantize %0 rounding(double_round)
      : tensor<3x2x!act> to tensor<3x2x!channels>
  return %0, %1, %2
      : tensor<3x2x!act>, tensor<3x2x!channels>, tensor<3x2x!channels>
}

// -----

!one = !qnn.per_tensor<i32 : f32, scale = 1.0>
!large = !qnn.per_tensor<i32 : f32, scale = 1073741823.0>
!above = !qnn.per_tensor<i32 : f32, scale = 1073741824.0>

// (2^30 - 1) / 1 is the largest shift. Single rounding has a largest multiplier
// for what is above. 1 / 2^30 = 0.5 * 2^-29, and less than 2^-32 is 0.
// CHECK-LABEL: func @extremes(
// CHECK: qnn.rescale double_round {{.*}} multipliers(dense<2147483646> {{.*}} shifts(dense<30>
// CHECK: qnn.rescale single_round {{.*}} multipliers(dense<2147483647> {{.*}} shifts(dense<30>
// CHECK: qnn.rescale double_round {{.*}} multipliers(dense<1073741824> {{.*}} shifts(dense<-29>
// CHECK: qnn.rescale double_round {{.*}} multipliers(dense<0> {{.*}} shifts(dense<0>
func.func @extremes(%large: tensor<4x!large>, %above: tensor<4x!above>,
                    %tiny: tensor<4x!qnn.per_tensor<i32 : f32, scale = 0.1>>)
    -> (tensor<4x!one>, tensor<4x!one>, tensor<4x!above>, tensor<4x!above>) {
  %0 = qnn.requantize %large rounding(double_round)
      : tensor<4x!large> to tensor<4x!one>
  %1 = qnn.requantize %above rounding(single_round)
      : tensor<4x!above> to tensor<4x!one>
  %2 = qnn.requantize %0 rounding(double_round)
      : tensor<4x!one> to tensor<4x!above>
  %3 = qnn.requantize %tiny rounding(double_round)
      : tensor<4x!qnn.per_tensor<i32 : f32, scale = 0.1>> to tensor<4x!above>
  return %0, %1, %2, %3
      : tensor<4x!one>, tensor<4x!one>, tensor<4x!above>, tensor<4x!above>
}

// -----

!act = !qnn.per_tensor<i8 : f32, scale = 0.5>

// CHECK-LABEL: func @nothing_to_lower(
// CHECK-NEXT: qnn.quantize
// CHECK-NEXT: qnn.dequantize
// CHECK-NEXT: return
func.func @nothing_to_lower(%x: tensor<4xf32>) -> tensor<4xf32> {
  %q = qnn.quantize %x half_away : tensor<4xf32> to tensor<4x!act>
  %y = qnn.dequantize %q : tensor<4x!act> to tensor<4xf32>
  return %y : tensor<4xf32>
}
