// RUN: quant-opt %s --qnn-fold-zero-points --split-input-file \
// RUN:   --mlir-print-local-scope | FileCheck %s

// bias'[n] = bias[n] - Zx * sum_k (w[n,k] - Zw[n]). The rows of [[1, 2], [3, -4]]
// have the sums 3 and -1.

//===----------------------------------------------------------------------===//
// Input zero points
//===----------------------------------------------------------------------===//

!x = !qnn.per_tensor<i8 : f32, scale = 0.5, zero_point = 3>
!w = !qnn.per_tensor<i8 : f32, scale = 0.25>

// [10 - 3 * 3, 20 + 3 * 1], and an accumulator of scale 0.5 * 0.25.
// CHECK-LABEL: func @constants(
// CHECK-SAME: %[[X:.*]]: tensor<3x2x!qnn.per_tensor
// CHECK-NOT: qnn.constant
// CHECK: %[[W:.*]] = arith.constant dense<{{\[\[}}1, 2], [3, -4]]> : tensor<2x2xi8>
// CHECK: %[[B:.*]] = arith.constant dense<[1, 23]> : tensor<2xi32>
// CHECK: %[[XS:.*]] = qnn.scast %[[X]] : {{.*}} to tensor<3x2xi8>
// CHECK: %[[DOT:.*]] = qnn.dot signed(%[[XS]]), signed(%[[W]]) bias(%[[B]]) : tensor<3x2xi8>, tensor<2x2xi8>, tensor<2xi32> -> tensor<3x2xi32>
// CHECK: %[[ACC:.*]] = qnn.scast %[[DOT]] : tensor<3x2xi32> to tensor<3x2x!qnn.per_tensor<i32 : f32, scale = 1.250000e-01>>
// CHECK: %[[Y:.*]] = qnn.requantize %[[ACC]] : {{.*}} to tensor<3x2x!qnn.per_tensor<i8 : f32, scale = 5.000000e-01, zero_point = 3>>
// CHECK: return %[[Y]]
func.func @constants(%x: tensor<3x2x!x>) -> tensor<3x2x!x> {
  %w = qnn.constant dense<[[1, 2], [3, -4]]> : tensor<2x2xi8> to tensor<2x2x!w>
  %b = arith.constant dense<[10, 20]> : tensor<2xi32>
  %y = qnn.fully_connected %x, %w bias(%b)
      : tensor<3x2x!x>, tensor<2x2x!w>, tensor<2xi32> to tensor<3x2x!x>
  return %y : tensor<3x2x!x>
}

// -----

!low = !qnn.per_tensor<i8 : f32, scale = 0.5, zero_point = -128>
!zero = !qnn.per_tensor<i8 : f32, scale = 0.5>
!high = !qnn.per_tensor<i8 : f32, scale = 0.5, zero_point = 127>
!w = !qnn.per_tensor<i8 : f32, scale = 0.25>

// Without a bias: 128 * [3, -1], 0, and -127 * [3, -1].
// CHECK-LABEL: func @zero_points(
// CHECK: %[[LOW:.*]] = arith.constant dense<[384, -128]> : tensor<2xi32>
// CHECK: qnn.dot {{.*}} bias(%[[LOW]]) :
// CHECK: %[[ZERO:.*]] = arith.constant dense<0> : tensor<2xi32>
// CHECK: qnn.dot {{.*}} bias(%[[ZERO]]) :
// CHECK: %[[HIGH:.*]] = arith.constant dense<[-381, 127]> : tensor<2xi32>
// CHECK: qnn.dot {{.*}} bias(%[[HIGH]]) :
func.func @zero_points(%low: tensor<1x2x!low>, %zero: tensor<1x2x!zero>,
                       %high: tensor<1x2x!high>)
    -> (tensor<1x2x!zero>, tensor<1x2x!zero>, tensor<1x2x!zero>) {
  %w = qnn.constant dense<[[1, 2], [3, -4]]> : tensor<2x2xi8> to tensor<2x2x!w>
  %0 = qnn.fully_connected %low, %w
      : tensor<1x2x!low>, tensor<2x2x!w> to tensor<1x2x!zero>
  %1 = qnn.fully_connected %zero, %w
      : tensor<1x2x!zero>, tensor<2x2x!w> to tensor<1x2x!zero>
  %2 = qnn.fully_connected %high, %w
      : tensor<1x2x!high>, tensor<2x2x!w> to tensor<1x2x!zero>
  return %0, %1, %2 : tensor<1x2x!zero>, tensor<1x2x!zero>, tensor<1x2x!zero>
}

// -----

!x = !qnn.per_tensor<u8 : f32, scale = 0.5, zero_point = 255>
!w = !qnn.per_tensor<i8 : f32, scale = 0.25>

// CHECK-LABEL: func @unsigned_input(
// CHECK: %[[B:.*]] = arith.constant dense<[-765, 255]> : tensor<2xi32>
// CHECK: qnn.dot unsigned(%{{.*}}), signed(%{{.*}}) bias(%[[B]])
func.func @unsigned_input(%x: tensor<1x2x!x>) -> tensor<1x2x!x> {
  %w = qnn.constant dense<[[1, 2], [3, -4]]> : tensor<2x2xi8> to tensor<2x2x!w>
  %y = qnn.fully_connected %x, %w
      : tensor<1x2x!x>, tensor<2x2x!w> to tensor<1x2x!x>
  return %y : tensor<1x2x!x>
}

// -----

!x = !qnn.per_tensor<i8 : f32, scale = 0.5, zero_point = 3>
!zero = !qnn.per_tensor<i8 : f32, scale = 0.5>
!w = !qnn.per_tensor<i8 : f32, scale = 0.25>

// A bias that is known at run time: one addition, or none.
// CHECK-LABEL: func @bias_argument(
// CHECK-SAME: %[[B:[^:]*]]: tensor<2xi32>)
// CHECK: %[[DELTA:.*]] = arith.constant dense<[-9, 3]> : tensor<2xi32>
// CHECK: %[[SUM:.*]] = arith.addi %[[B]], %[[DELTA]]
// CHECK: qnn.dot {{.*}} bias(%[[SUM]]) :
// CHECK-NOT: arith.addi
// CHECK: qnn.dot {{.*}} bias(%[[B]]) :
func.func @bias_argument(%x: tensor<1x2x!x>, %zero: tensor<1x2x!zero>,
                         %b: tensor<2xi32>) -> (tensor<1x2x!x>, tensor<1x2x!x>) {
  %w = qnn.constant dense<[[1, 2], [3, -4]]> : tensor<2x2xi8> to tensor<2x2x!w>
  %0 = qnn.fully_connected %x, %w bias(%b)
      : tensor<1x2x!x>, tensor<2x2x!w>, tensor<2xi32> to tensor<1x2x!x>
  %1 = qnn.fully_connected %zero, %w bias(%b)
      : tensor<1x2x!zero>, tensor<2x2x!w>, tensor<2xi32> to tensor<1x2x!x>
  return %0, %1 : tensor<1x2x!x>, tensor<1x2x!x>
}

// -----

//===----------------------------------------------------------------------===//
// Weight zero points that constant weights absorb
//===----------------------------------------------------------------------===//

!x = !qnn.per_tensor<i8 : f32, scale = 0.5, zero_point = 2>
!w = !qnn.per_tensor<i8 : f32, scale = 0.25, zero_point = 1>

// The sums of w - 1 are 3 and -3; -2 times those.
// CHECK-LABEL: func @absorbed(
// CHECK: %[[W:.*]] = arith.constant dense<{{\[\[}}1, 2], [0, -3]]> : tensor<2x2xi8>
// CHECK: %[[B:.*]] = arith.constant dense<[-6, 6]> : tensor<2xi32>
// CHECK-NOT: qnn.row_sum
// CHECK: qnn.dot signed(%{{.*}}), signed(%[[W]]) bias(%[[B]]) :
func.func @absorbed(%x: tensor<1x2x!x>) -> tensor<1x2x!x> {
  %w = qnn.constant dense<[[2, 3], [1, -2]]> : tensor<2x2xi8> to tensor<2x2x!w>
  %y = qnn.fully_connected %x, %w
      : tensor<1x2x!x>, tensor<2x2x!w> to tensor<1x2x!x>
  return %y : tensor<1x2x!x>
}

// -----

!x = !qnn.per_tensor<i8 : f32, scale = 0.5, zero_point = 2>
!w = !qnn.per_tensor<u8 : f32, scale = 0.25, zero_point = 128>

// Unsigned weights become signed: [0, 255] - 128 and [128, 130] - 128.
// CHECK-LABEL: func @absorbed_unsigned(
// CHECK: %[[W:.*]] = arith.constant dense<{{\[\[}}-128, 127], [0, 2]]> : tensor<2x2xi8>
// CHECK: %[[B:.*]] = arith.constant dense<[2, -4]> : tensor<2xi32>
// CHECK-NOT: qnn.row_sum
// CHECK: qnn.dot signed(%{{.*}}), signed(%[[W]]) bias(%[[B]]) :
func.func @absorbed_unsigned(%x: tensor<1x2x!x>) -> tensor<1x2x!x> {
  %w = qnn.constant dense<[[0, 255], [128, 130]]> : tensor<2x2xi8>
      to tensor<2x2x!w>
  %y = qnn.fully_connected %x, %w
      : tensor<1x2x!x>, tensor<2x2x!w> to tensor<1x2x!x>
  return %y : tensor<1x2x!x>
}

// -----

!x = !qnn.per_tensor<i8 : f32, scale = 0.5>
!i4 = !qnn.per_tensor<i4 : f32, scale = 0.25, zero_point = -8>
!u4 = !qnn.per_tensor<u4 : f32, scale = 0.25, zero_point = 15>

// Four bits have room for any zero point: [-8, 7] + 8 and [0, 15] - 15.
// CHECK-LABEL: func @absorbed_four_bits(
// CHECK: arith.constant dense<{{\[\[}}0, 15]]> : tensor<1x2xi8>
// CHECK: arith.constant dense<{{\[\[}}-15, 0]]> : tensor<1x2xi8>
// CHECK-NOT: qnn.row_sum
func.func @absorbed_four_bits(%x: tensor<1x2x!x>)
    -> (tensor<1x1x!x>, tensor<1x1x!x>) {
  %i4 = qnn.constant dense<[[-8, 7]]> : tensor<1x2xi4> to tensor<1x2x!i4>
  %u4 = qnn.constant dense<[[0, 15]]> : tensor<1x2xi4> to tensor<1x2x!u4>
  %0 = qnn.fully_connected %x, %i4
      : tensor<1x2x!x>, tensor<1x2x!i4> to tensor<1x1x!x>
  %1 = qnn.fully_connected %x, %u4
      : tensor<1x2x!x>, tensor<1x2x!u4> to tensor<1x1x!x>
  return %0, %1 : tensor<1x1x!x>, tensor<1x1x!x>
}

// -----

!x = !qnn.per_tensor<i8 : f32, scale = 0.5, zero_point = 2>
!w = !qnn.per_axis<i8 : f32, axis = 0,
    scales = dense<[0.5, 0.25]> : tensor<2xf64>,
    zero_points = dense<[-1, 5]> : tensor<2xi32>>

// Each row by its own zero point; the accumulator's channels lie along axis 1.
// CHECK-LABEL: func @absorbed_per_axis(
// CHECK: %[[W:.*]] = arith.constant dense<{{\[\[}}2, 3], [-4, -7]]> : tensor<2x2xi8>
// CHECK: %[[B:.*]] = arith.constant dense<[-10, 22]> : tensor<2xi32>
// CHECK: %[[DOT:.*]] = qnn.dot signed(%{{.*}}), signed(%[[W]]) bias(%[[B]]) :
// CHECK: qnn.scast %[[DOT]] : {{.*}} to tensor<1x2x!qnn.per_axis<i32 : f32, axis = 1, scales = dense<[2.500000e-01, 1.250000e-01]> : tensor<2xf64>, zero_points = dense<0> : tensor<2xi32>>>
func.func @absorbed_per_axis(%x: tensor<1x2x!x>) -> tensor<1x2x!x> {
  %w = qnn.constant dense<[[1, 2], [1, -2]]> : tensor<2x2xi8> to tensor<2x2x!w>
  %y = qnn.fully_connected %x, %w
      : tensor<1x2x!x>, tensor<2x2x!w> to tensor<1x2x!x>
  return %y : tensor<1x2x!x>
}

// -----

//===----------------------------------------------------------------------===//
// Weight zero points that leave a row sum
//===----------------------------------------------------------------------===//

!x = !qnn.per_tensor<i8 : f32, scale = 0.5, zero_point = 2>
!w = !qnn.per_tensor<u8 : f32, scale = 0.25, zero_point = 3>

// Only c = 128 takes [0, 255] to i8, and leaves 3 - 128; [10, 20] - 3 is i8.
// The sums of w - 3 are 249 and 24.
// CHECK-LABEL: func @row_sum(
// CHECK-SAME: %[[X:.*]]: tensor<3x2x
// CHECK: %[[W:.*]] = arith.constant dense<{{\[\[}}-128, 127], [7, 17]]> : tensor<2x2xi8>
// CHECK: %[[B:.*]] = arith.constant dense<[-498, -48]> : tensor<2xi32>
// CHECK: %[[Z:.*]] = arith.constant dense<[-125, 0]> : tensor<2xi32>
// CHECK: %[[XS:.*]] = qnn.scast %[[X]]
// CHECK: %[[SUMS:.*]] = qnn.row_sum signed(%[[XS]]) : tensor<3x2xi8> -> tensor<3xi32>
// CHECK: qnn.dot signed(%[[XS]]), signed(%[[W]]) bias(%[[B]]) row_sums(%[[SUMS]]) zero_points(%[[Z]]) :
func.func @row_sum(%x: tensor<3x2x!x>) -> tensor<3x2x!x> {
  %w = qnn.constant dense<[[0, 255], [10, 20]]> : tensor<2x2xi8>
      to tensor<2x2x!w>
  %y = qnn.fully_connected %x, %w
      : tensor<3x2x!x>, tensor<2x2x!w> to tensor<3x2x!x>
  return %y : tensor<3x2x!x>
}

// -----

!x = !qnn.per_tensor<u8 : f32, scale = 0.5>
!low = !qnn.per_tensor<i8 : f32, scale = 0.25, zero_point = -128>
!high = !qnn.per_tensor<i8 : f32, scale = 0.25, zero_point = 127>

// -128 is nearest to itself in [126 - 127, -1 + 128], that is -1; 127 is in it.
// CHECK-LABEL: func @row_sum_of_least_zero_point(
// CHECK: arith.constant dense<{{\[\[}}0, 127]]> : tensor<1x2xi8>
// CHECK: arith.constant dense<-127> : tensor<1xi32>
// CHECK: qnn.row_sum unsigned(
// CHECK: arith.constant dense<{{\[\[}}-128, -1]]> : tensor<1x2xi8>
// CHECK-NOT: qnn.row_sum
func.func @row_sum_of_least_zero_point(%x: tensor<1x2x!x>)
    -> (tensor<1x1x!x>, tensor<1x1x!x>) {
  %low = qnn.constant dense<[[-1, 126]]> : tensor<1x2xi8> to tensor<1x2x!low>
  %high = qnn.constant dense<[[-1, 126]]> : tensor<1x2xi8> to tensor<1x2x!high>
  %0 = qnn.fully_connected %x, %low
      : tensor<1x2x!x>, tensor<1x2x!low> to tensor<1x1x!x>
  %1 = qnn.fully_connected %x, %high
      : tensor<1x2x!x>, tensor<1x2x!high> to tensor<1x1x!x>
  return %0, %1 : tensor<1x1x!x>, tensor<1x1x!x>
}

// -----

//===----------------------------------------------------------------------===//
// Weights that are not constant
//===----------------------------------------------------------------------===//

!x = !qnn.per_tensor<i8 : f32, scale = 0.5, zero_point = 3>
!w = !qnn.per_axis<u8 : f32, axis = 0,
    scales = dense<0.25> : tensor<2xf64>,
    zero_points = dense<[5, 255]> : tensor<2xi32>>

// bias - 3 * row_sum(w) + 4 * 3 * [5, 255].
// CHECK-LABEL: func @variable_weights(
// CHECK-SAME: %[[X:[^:]*]]: tensor<1x4x!qnn.per_tensor<{{[^>]*}}>>, %[[W:[^:]*]]: tensor<2x4x
// CHECK-SAME: %[[B:[^:]*]]: tensor<2xi32>)
// CHECK: %[[WS:.*]] = qnn.scast %[[W]] : {{.*}} to tensor<2x4xi8>
// CHECK: %[[CONST:.*]] = arith.constant dense<[60, 3060]> : tensor<2xi32>
// CHECK: %[[SUM:.*]] = arith.addi %[[B]], %[[CONST]]
// CHECK: %[[WSUMS:.*]] = qnn.row_sum unsigned(%[[WS]]) : tensor<2x4xi8> -> tensor<2xi32>
// CHECK: %[[ZX:.*]] = arith.constant dense<3> : tensor<2xi32>
// CHECK: %[[TERM:.*]] = arith.muli %[[WSUMS]], %[[ZX]]
// CHECK: %[[BIAS:.*]] = arith.subi %[[SUM]], %[[TERM]]
// CHECK: %[[ZW:.*]] = arith.constant dense<[5, 255]> : tensor<2xi32>
// CHECK: %[[XS:.*]] = qnn.scast %[[X]]
// CHECK: %[[XSUMS:.*]] = qnn.row_sum signed(%[[XS]]) : tensor<1x4xi8> -> tensor<1xi32>
// CHECK: qnn.dot signed(%[[XS]]), unsigned(%[[WS]]) bias(%[[BIAS]]) row_sums(%[[XSUMS]]) zero_points(%[[ZW]]) :
func.func @variable_weights(%x: tensor<1x4x!x>, %w: tensor<2x4x!w>,
                            %b: tensor<2xi32>) -> tensor<1x2x!x> {
  %y = qnn.fully_connected %x, %w bias(%b)
      : tensor<1x4x!x>, tensor<2x4x!w>, tensor<2xi32> to tensor<1x2x!x>
  return %y : tensor<1x2x!x>
}

// -----

!x = !qnn.per_tensor<i8 : f32, scale = 0.5>
!w = !qnn.per_tensor<i8 : f32, scale = 0.25>

// Nothing to fold where all zero points are 0.
// CHECK-LABEL: func @variable_weights_symmetric(
// CHECK-NOT: qnn.row_sum
// CHECK: %[[B:.*]] = arith.constant dense<0> : tensor<2xi32>
// CHECK-NOT: qnn.row_sum
// CHECK: qnn.dot signed(%{{.*}}), signed(%{{.*}}) bias(%[[B]]) :
func.func @variable_weights_symmetric(%x: tensor<1x4x!x>, %w: tensor<2x4x!w>)
    -> tensor<1x2x!x> {
  %y = qnn.fully_connected %x, %w
      : tensor<1x4x!x>, tensor<2x4x!w> to tensor<1x2x!x>
  return %y : tensor<1x2x!x>
}

// -----

//===----------------------------------------------------------------------===//
// The rest of the op
//===----------------------------------------------------------------------===//

!x = !qnn.per_tensor<i8 : f32, scale = 0.5, zero_point = 3>
!w = !qnn.per_tensor<i8 : f32, scale = 0.25>

// Relu is [3, 127].
// CHECK-LABEL: func @bounds_and_rounding(
// CHECK: qnn.requantize %{{.*}} clamp<-1, 11> :
// CHECK: qnn.requantize %{{.*}} rounding(single_round) clamp<3, 127> :
func.func @bounds_and_rounding(%x: tensor<1x2x!x>, %w: tensor<1x2x!w>)
    -> (tensor<1x1x!x>, tensor<1x1x!x>) {
  %0 = qnn.fully_connected %x, %w clamp<-1, 11>
      : tensor<1x2x!x>, tensor<1x2x!w> to tensor<1x1x!x>
  %1 = qnn.fully_connected %x, %w activation(relu) rounding(single_round)
      : tensor<1x2x!x>, tensor<1x2x!w> to tensor<1x1x!x>
  return %0, %1 : tensor<1x1x!x>, tensor<1x1x!x>
}

// -----

!q = !qnn.per_tensor<i8 : f32, scale = 0.1>

// 0.1 * 0.1 as a double and as a float32, written as the double that it is.
// CHECK-LABEL: func @accumulator_scale(
// CHECK: qnn.requantize {{.*}}<i32 : f32, scale = 0.010000000000000002>>
// CHECK: qnn.requantize {{.*}}<i32 : f32, scale = 0.010000000707805157>>
func.func @accumulator_scale(%x: tensor<1x2x!q>, %w: tensor<1x2x!q>)
    -> (tensor<1x1x!q>, tensor<1x1x!q>) {
  %0 = qnn.fully_connected %x, %w
      : tensor<1x2x!q>, tensor<1x2x!q> to tensor<1x1x!q>
  %1 = qnn.fully_connected %x, %w f32_accumulator_scale
      : tensor<1x2x!q>, tensor<1x2x!q> to tensor<1x1x!q>
  return %0, %1 : tensor<1x1x!q>, tensor<1x1x!q>
}

// -----

!x = !qnn.per_tensor<i8 : f32, scale = 0.5, zero_point = 3>
!w = !qnn.per_tensor<i8 : f32, scale = 0.25, zero_point = 1>

// CHECK-LABEL: func @weights_of_two_readers(
// CHECK: %[[W:.*]] = qnn.constant dense<{{\[\[}}2, 3]]>
// CHECK: %[[FOLDED:.*]] = arith.constant dense<{{\[\[}}1, 2]]>
// CHECK: qnn.dot signed(%{{.*}}), signed(%[[FOLDED]])
// CHECK: return %{{.*}}, %[[W]]
func.func @weights_of_two_readers(%x: tensor<1x2x!x>)
    -> (tensor<1x1x!x>, tensor<1x2x!w>) {
  %w = qnn.constant dense<[[2, 3]]> : tensor<1x2xi8> to tensor<1x2x!w>
  %y = qnn.fully_connected %x, %w
      : tensor<1x2x!x>, tensor<1x2x!w> to tensor<1x1x!x>
  return %y, %w : tensor<1x1x!x>, tensor<1x2x!w>
}

// -----

!x = !qnn.per_tensor<i8 : f32, scale = 0.5, zero_point = 3>
!w = !qnn.per_tensor<u8 : f32, scale = 0.25, zero_point = 3>

// A sum of no products.
// CHECK-LABEL: func @no_columns(
// CHECK: %[[W:.*]] = arith.constant dense<> : tensor<2x0xi8>
// CHECK: %[[B:.*]] = arith.constant dense<[7, 8]> : tensor<2xi32>
// CHECK: qnn.dot signed(%{{.*}}), signed(%[[W]]) bias(%[[B]]) :
func.func @no_columns(%x: tensor<1x0x!x>) -> tensor<1x2x!x> {
  %w = qnn.constant dense<> : tensor<2x0xi8> to tensor<2x0x!w>
  %b = arith.constant dense<[7, 8]> : tensor<2xi32>
  %y = qnn.fully_connected %x, %w bias(%b)
      : tensor<1x0x!x>, tensor<2x0x!w>, tensor<2xi32> to tensor<1x2x!x>
  return %y : tensor<1x2x!x>
}

// -----

!q = !qnn.per_tensor<i8 : f32, scale = 0.5, zero_point = 3>

// CHECK-LABEL: func @no_contraction(
// CHECK-NEXT: qnn.quantize
// CHECK-NEXT: qnn.requantize
// CHECK-NEXT: return
func.func @no_contraction(%x: tensor<4xf32>) -> tensor<4x!q> {
  %0 = qnn.quantize %x half_away : tensor<4xf32> to tensor<4x!q>
  %1 = qnn.requantize %0 : tensor<4x!q> to tensor<4x!q>
  return %1 : tensor<4x!q>
}

// -----

//===----------------------------------------------------------------------===//
// Convolutions
//===----------------------------------------------------------------------===//

!act = !qnn.per_tensor<i8 : f32, scale = 0.5, zero_point = -3>
!wgt = !qnn.per_axis<i8 : f32, axis = 0, scales = dense<[0.25, 0.5]> : tensor<2xf64>,
                     zero_points = dense<0> : tensor<2xi32>>

// The padding is the input's zero point, and each channel's bias takes it back
// for all taps: 10 + 3 * (1 + 2 + 3 + 4), 20 + 3 * (5 - 6 + 7 - 8).
// CHECK-LABEL: func @conv2d(
// CHECK-SAME: %[[X:.*]]: tensor<1x3x4x1x!
// CHECK-DAG: %[[BIAS:.*]] = arith.constant dense<[40, 14]> : tensor<2xi32>
// CHECK-DAG: %[[ZX:.*]] = arith.constant -3 : i8
// CHECK-DAG: %[[S:.*]] = qnn.scast %[[X]]
// CHECK: %[[PADDED:.*]] = tensor.pad %[[S]] low[0, 1, 0, 0] high[0, 0, 0, 0]
// CHECK: tensor.yield %[[ZX]] : i8
// CHECK: %[[W:.*]] = arith.constant dense<{{.*}}> : tensor<2x2x2x1xi8>
// CHECK: %[[DOT:.*]] = qnn.conv signed(%[[PADDED]]), %[[W]] bias(%[[BIAS]]) strides [1, 2] dilations [1, 1]
// CHECK: %[[ACCUMULATOR:.*]] = qnn.scast %[[DOT]] : tensor<1x3x2x2xi32> to tensor<1x3x2x2x!{{.*}}>
// CHECK: qnn.requantize %[[ACCUMULATOR]] rounding(single_round) clamp<0, 10>
func.func @conv2d(%x: tensor<1x3x4x1x!act>) -> tensor<1x3x2x2x!act> {
  %w = qnn.constant dense<[[[[1], [2]], [[3], [4]]], [[[5], [-6]], [[7], [-8]]]]>
      : tensor<2x2x2x1xi8> to tensor<2x2x2x1x!wgt>
  %b = arith.constant dense<[10, 20]> : tensor<2xi32>
  %y = qnn.conv2d %x, %w bias(%b) strides [1, 2] dilations [1, 1]
           padding [1, 0, 0, 0] clamp<0, 10> rounding(single_round)
      : tensor<1x3x4x1x!act>, tensor<2x2x2x1x!wgt>, tensor<2xi32>
     to tensor<1x3x2x2x!act>
  return %y : tensor<1x3x2x2x!act>
}

// -----

!act = !qnn.per_tensor<u8 : f32, scale = 0.5, zero_point = 7>
!wgt = !qnn.per_tensor<u8 : f32, scale = 0.25, zero_point = 128>

// w - Zw in 8 bits, and no bias.
// CHECK-LABEL: func @centred(
// CHECK-DAG: %[[W:.*]] = arith.constant dense<{{\[\[\[\[}}-127, 127]]]]> : tensor<1x1x1x2xi8>
// CHECK-DAG: %[[BIAS:.*]] = arith.constant dense<0> : tensor<1xi32>
// CHECK: qnn.conv unsigned(%{{.*}}), %[[W]] bias(%[[BIAS]])
func.func @centred(%x: tensor<1x1x1x2x!act>) -> tensor<1x1x1x1x!act> {
  %w = qnn.constant dense<[[[[1, 255]]]]> : tensor<1x1x1x2xi8>
      to tensor<1x1x1x2x!wgt>
  %y = qnn.conv2d %x, %w strides [1, 1] dilations [1, 1] padding [0, 0, 0, 0]
      : tensor<1x1x1x2x!act>, tensor<1x1x1x2x!wgt> to tensor<1x1x1x1x!act>
  return %y : tensor<1x1x1x1x!act>
}

// -----

!act = !qnn.per_tensor<u8 : f32, scale = 0.5, zero_point = 7>
!wgt = !qnn.per_tensor<u8 : f32, scale = 0.25, zero_point = 3>

// 255 - 3 needs 16.
// CHECK-LABEL: func @wide(
// CHECK-DAG: %[[W:.*]] = arith.constant dense<{{\[\[\[\[}}-2, 252]]]]> : tensor<1x1x1x2xi16>
// CHECK-DAG: %[[BIAS:.*]] = arith.constant dense<-1750> : tensor<1xi32>
// CHECK: qnn.conv unsigned(%{{.*}}), %[[W]] bias(%[[BIAS]])
func.func @wide(%x: tensor<1x1x1x2x!act>) -> tensor<1x1x1x1x!act> {
  %w = qnn.constant dense<[[[[1, 255]]]]> : tensor<1x1x1x2xi8>
      to tensor<1x1x1x2x!wgt>
  %y = qnn.conv2d %x, %w strides [1, 1] dilations [1, 1] padding [0, 0, 0, 0]
      : tensor<1x1x1x2x!act>, tensor<1x1x1x2x!wgt> to tensor<1x1x1x1x!act>
  return %y : tensor<1x1x1x1x!act>
}
