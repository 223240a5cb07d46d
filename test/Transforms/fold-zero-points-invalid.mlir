// RUN: quant-opt %s --qnn-fold-zero-points --split-input-file --verify-diagnostics

//===----------------------------------------------------------------------===//
// Accumulators that can leave i32
//===----------------------------------------------------------------------===//

!low = !qnn.per_tensor<i8 : f32, scale = 0.5, zero_point = -128>
!w = !qnn.per_tensor<i8 : f32, scale = 0.25>

// 66312 * 255 * 127 = 2147514120. One column less, 2147481735, is below 2^31.
func.func @may_wrap(%x: tensor<1x66312x!low>) -> tensor<1x1x!low> {
  %w = qnn.constant dense<127> : tensor<1x66312xi8> to tensor<1x66312x!w>
  // expected-warning @+1 {{accumulator of channel 0 can reach magnitude 2147514120, beyond i32; its sums are modulo 2^32}}
  %y = qnn.fully_connected %x, %w
      : tensor<1x66312x!low>, tensor<1x66312x!w> to tensor<1x1x!low>
  return %y : tensor<1x1x!low>
}
func.func @may_not_wrap(%x: tensor<1x66311x!low>) -> tensor<1x1x!low> {
  %w = qnn.constant dense<127> : tensor<1x66311xi8> to tensor<1x66311x!w>
  %y = qnn.fully_connected %x, %w
      : tensor<1x66311x!low>, tensor<1x66311x!w> to tensor<1x1x!low>
  return %y : tensor<1x1x!low>
}

// -----

!x = !qnn.per_tensor<i8 : f32, scale = 0.5>
!w = !qnn.per_tensor<i8 : f32, scale = 0.25>

// Sums are in [-128, 127]: 2147483520 + 127 is the largest i32.
func.func @may_wrap_by_bias(%x: tensor<1x1x!x>) -> tensor<1x3x!x> {
  %w = qnn.constant dense<[[1], [1], [-1]]> : tensor<3x1xi8> to tensor<3x1x!w>
  %b = arith.constant dense<[2147483520, 2147483521, 2147483647]> : tensor<3xi32>
  // expected-warning @+1 {{accumulator of channel 1 can reach magnitude 2147483648,}}
  %y = qnn.fully_connected %x, %w bias(%b)
      : tensor<1x1x!x>, tensor<3x1x!w>, tensor<3xi32> to tensor<1x3x!x>
  return %y : tensor<1x3x!x>
}

// -----

!x = !qnn.per_tensor<u8 : f32, scale = 0.5, zero_point = 255>
!w = !qnn.per_axis<u8 : f32, axis = 0,
    scales = dense<0.25> : tensor<2xf64>,
    zero_points = dense<[0, 255]> : tensor<2xi32>>

// In storage integers: (0 - 255) * (255 - 0) and (0 - 255) * (0 - 255) have one
// magnitude, 65025; the bias takes only the negative one out of i32.
func.func @may_wrap_below(%x: tensor<1x1x!x>) -> tensor<1x2x!x> {
  %w = qnn.constant dense<[[255], [0]]> : tensor<2x1xi8> to tensor<2x1x!w>
  %b = arith.constant dense<-2147483000> : tensor<2xi32>
  // expected-warning @+1 {{accumulator of channel 0 can reach magnitude 2147548025,}}
  %y = qnn.fully_connected %x, %w bias(%b)
      : tensor<1x1x!x>, tensor<2x1x!w>, tensor<2xi32> to tensor<1x2x!x>
  return %y : tensor<1x2x!x>
}

// -----

//===----------------------------------------------------------------------===//
// What is refused
//===----------------------------------------------------------------------===//

!q = !qnn.per_tensor<i8 : f32, scale = 1.0e200>
func.func @scale_overflows(%x: tensor<1x2x!q>, %w: tensor<1x2x!q>)
    -> tensor<1x1x!q> {
  // expected-error @+1 {{'qnn.fully_connected' op expected the product of the scales of input and weights to be positive and finite}}
  %y = qnn.fully_connected %x, %w
      : tensor<1x2x!q>, tensor<1x2x!q> to tensor<1x1x!q>
  return %y : tensor<1x1x!q>
}

// -----

!q = !qnn.per_tensor<i8 : f32, scale = 1.0>
!w = !qnn.per_axis<i8 : f32, axis = 0,
    scales = dense<[1.0, 0x0000000000000001]> : tensor<2xf64>,
    zero_points = dense<0> : tensor<2xi32>>
!half = !qnn.per_tensor<i8 : f32, scale = 0.5>

// Half of the smallest double is a tie, and goes to the even 0.
func.func @scale_underflows(%x: tensor<1x2x!q>, %h: tensor<1x2x!half>,
                            %w: tensor<2x2x!w>)
    -> (tensor<1x2x!q>, tensor<1x2x!q>) {
  %0 = qnn.fully_connected %x, %w
      : tensor<1x2x!q>, tensor<2x2x!w> to tensor<1x2x!q>
  // expected-error @+1 {{expected the product of the scales of input and weights to be positive and finite}}
  %1 = qnn.fully_connected %h, %w
      : tensor<1x2x!half>, tensor<2x2x!w> to tensor<1x2x!q>
  return %0, %1 : tensor<1x2x!q>, tensor<1x2x!q>
}

// -----

!q = !qnn.per_tensor<i8 : f32, scale = 1.0e-30>

// 1e-60 is a double, but 0 in float32.
func.func @f32_scale_underflows(%x: tensor<1x2x!q>, %w: tensor<1x2x!q>)
    -> (tensor<1x1x!q>, tensor<1x1x!q>) {
  %0 = qnn.fully_connected %x, %w
      : tensor<1x2x!q>, tensor<1x2x!q> to tensor<1x1x!q>
  // expected-error @+1 {{expected the product of the scales of input and weights to be positive and finite}}
  %1 = qnn.fully_connected %x, %w f32_accumulator_scale
      : tensor<1x2x!q>, tensor<1x2x!q> to tensor<1x1x!q>
  return %0, %1 : tensor<1x1x!q>, tensor<1x1x!q>
}

// -----

!x = !qnn.per_tensor<i8 : f32, scale = 0.5>
!w = !qnn.per_tensor<i4 : f32, scale = 0.5>
func.func @variable_four_bit_weights(%x: tensor<1x2x!x>, %w: tensor<1x2x!w>)
    -> tensor<1x1x!x> {
  // expected-error @+1 {{'qnn.fully_connected' op expected constant weights, or weights with 8-bit storage, but got 4 bits}}
  %y = qnn.fully_connected %x, %w
      : tensor<1x2x!x>, tensor<1x2x!w> to tensor<1x1x!x>
  return %y : tensor<1x1x!x>
}

// -----

!act = !qnn.per_tensor<i8 : f32, scale = 0.5>

func.func @conv2d_variable_weights(%x: tensor<1x1x1x2x!act>, %w: tensor<1x1x1x2x!act>)
    -> tensor<1x1x1x1x!act> {
  // expected-error @+1 {{'qnn.conv2d' op expected constant weights}}
  %y = qnn.conv2d %x, %w strides [1, 1] dilations [1, 1] padding [0, 0, 0, 0]
      : tensor<1x1x1x2x!act>, tensor<1x1x1x2x!act> to tensor<1x1x1x1x!act>
  return %y : tensor<1x1x1x1x!act>
}
