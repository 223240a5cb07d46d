// RUN: quant-opt %s --qnn-decompose-transpose-conv | FileCheck %s

!act = !qnn.per_tensor<u8 : f32, scale = 0.5, zero_point = 7>
!wgt = !qnn.per_axis<i8 : f32, axis = 0,
    scales = dense<[0.5, 0.25]> : tensor<2xf64>,
    zero_points = dense<[0, 1]> : tensor<2xi32>>

// Taps in reverse, channels not. Along axis 1, of 3 inputs and stride 2, there are
// 5 elements, 3 - 1 - 2 before, and of the 5 that 3 outputs need all; along axis
// 2, 2 - 1 - 1 before 2 of stride 3, which are 4, and one is too much.
// CHECK-LABEL: func @flip(
// CHECK-SAME: %[[X:.*]]: tensor<1x3x2x2x!qu8>, %[[B:.*]]: tensor<2xi32>
// CHECK: %[[W:.*]] = qnn.constant dense<
// CHECK-SAME{LITERAL}: [[[[11, 12], [9, 10]], [[7, 8], [5, 6]], [[3, 4], [1, 2]]], [[[23, 24], [21, 22]], [[19, 20], [17, 18]], [[15, 16], [13, 14]]]]
// CHECK: %[[PADDED:.*]] = qnn.pad %[[X]] low [0, 0, 0, 0] high [0, 0, 0, 0] interior [0, 1, 2, 0] value(7) : tensor<1x3x2x2x!qu8> to tensor<1x5x4x2x!qu8>
// CHECK: %[[CUT:.*]] = qnn.slice %[[PADDED]] offsets [0, 0, 0, 0] strides [1, 1, 1, 1] : tensor<1x5x4x2x!qu8> to tensor<1x5x3x2x!qu8>
// CHECK: qnn.conv2d %[[CUT]], %[[W]] bias(%[[B]]) strides [1, 1] dilations [1, 1] padding [0, 0, 0, 0] clamp<7, 100> rounding(single_round)
func.func @flip(%x: tensor<1x3x2x2x!act>, %b: tensor<2xi32>)
    -> tensor<1x3x2x2x!act> {
  %w = qnn.constant dense<
      [[[[1, 2], [3, 4]], [[5, 6], [7, 8]], [[9, 10], [11, 12]]],
       [[[13, 14], [15, 16]], [[17, 18], [19, 20]], [[21, 22], [23, 24]]]]>
      : tensor<2x3x2x2xi8> to tensor<2x3x2x2x!wgt>
  %0 = qnn.transpose_conv2d %x, %w bias(%b) strides [2, 3] padding [2, 1]
      clamp<7, 100> rounding(single_round)
      : tensor<1x3x2x2x!act>, tensor<2x3x2x2x!wgt>, tensor<2xi32>
     to tensor<1x3x2x2x!act>
  return %0 : tensor<1x3x2x2x!act>
}
