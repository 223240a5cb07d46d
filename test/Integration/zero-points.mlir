// RUN: %python %S/run_functions.py %s quant-run --reference
// RUN: %python %S/run_functions.py %s quant-run --target=generic --guard-pages

// Zero points at both ends and in the middle, saturation, and -128 * -128.

//===----------------------------------------------------------------------===//
// qnn.requantize
//===----------------------------------------------------------------------===//

!low = !qnn.per_tensor<i8 : f32, scale = 1.0, zero_point = -128>
!zero = !qnn.per_tensor<i8 : f32, scale = 1.0>
!high = !qnn.per_tensor<i8 : f32, scale = 1.0, zero_point = 127>
!u8 = !qnn.per_tensor<u8 : f32, scale = 1.0, zero_point = 255>

// x + 128, saturated, then - 255; the other way x - 255 is below.
// INPUT i8: -128 -127 -1 0 1 126 127
// OUTPUT i8: 0 1 127 127 127 127 127
// OUTPUT i8: 127 127 127 127 127 127 127
// OUTPUT u8: 255 255 255 255 255 255 255
func.func @from_low(%x: tensor<75x!low>)
    -> (tensor<75x!zero>, tensor<75x!high>, tensor<75x!u8>) {
  %0 = qnn.requantize %x : tensor<75x!low> to tensor<75x!zero>
  %1 = qnn.requantize %x : tensor<75x!low> to tensor<75x!high>
  %2 = qnn.requantize %x : tensor<75x!low> to tensor<75x!u8>
  return %0, %1, %2 : tensor<75x!zero>, tensor<75x!high>, tensor<75x!u8>
}

// INPUT i8: -128 -127 -1 0 1 126 127
// OUTPUT i8: -128 -128 -128 -128 -127 -2 -1
// OUTPUT i8: -1 0 126 127 127 127 127
// OUTPUT u8: 127 128 254 255 255 255 255
func.func @from_zero(%x: tensor<75x!zero>)
    -> (tensor<75x!low>, tensor<75x!high>, tensor<75x!u8>) {
  %0 = qnn.requantize %x : tensor<75x!zero> to tensor<75x!low>
  %1 = qnn.requantize %x : tensor<75x!zero> to tensor<75x!high>
  %2 = qnn.requantize %x : tensor<75x!zero> to tensor<75x!u8>
  return %0, %1, %2 : tensor<75x!low>, tensor<75x!high>, tensor<75x!u8>
}

// x - 127 is from -255 to 0.
// INPUT i8: -128 -127 -1 0 1 126 127
// OUTPUT i8: -128 -128 -128 -128 -128 -128 -128
// OUTPUT i8: -128 -128 -128 -127 -126 -1 0
// OUTPUT u8: 0 1 127 128 129 254 255
func.func @from_high(%x: tensor<75x!high>)
    -> (tensor<75x!low>, tensor<75x!zero>, tensor<75x!u8>) {
  %0 = qnn.requantize %x : tensor<75x!high> to tensor<75x!low>
  %1 = qnn.requantize %x : tensor<75x!high> to tensor<75x!zero>
  %2 = qnn.requantize %x : tensor<75x!high> to tensor<75x!u8>
  return %0, %1, %2 : tensor<75x!low>, tensor<75x!zero>, tensor<75x!u8>
}

!least = !qnn.per_tensor<i32 : f32, scale = 1.0, zero_point = -2147483648>
!most = !qnn.per_tensor<i32 : f32, scale = 1.0, zero_point = 2147483647>

// x - 2^31 and x + 2^31 - 1 leave i32 on one side, and the bounds of the clamps
// are beyond what an i32 plus that zero point reaches.
// INPUT i8: -128 -1 0 1 127
// OUTPUT i32: -2147483648 -2147483648 -2147483648 -2147483647 -2147483521
// OUTPUT i32: 2147483519 2147483646 2147483647 2147483647 2147483647
// OUTPUT i32: 0 0 0 0 0
// OUTPUT i32: -127 -127 -127 -127 -127
func.func @i32_zero_points(%x: tensor<75x!zero>)
    -> (tensor<75x!least>, tensor<75x!most>, tensor<75x!least>, tensor<75x!most>) {
  %0 = qnn.requantize %x : tensor<75x!zero> to tensor<75x!least>
  %1 = qnn.requantize %x : tensor<75x!zero> to tensor<75x!most>
  %2 = qnn.requantize %x clamp<0, 127> : tensor<75x!zero> to tensor<75x!least>
  %3 = qnn.requantize %x clamp<-128, -127> : tensor<75x!zero> to tensor<75x!most>
  return %0, %1, %2, %3
      : tensor<75x!least>, tensor<75x!most>, tensor<75x!least>, tensor<75x!most>
}

!channels = !qnn.per_axis<i8 : f32, axis = 1,
    scales = dense<[1.0, 0.5, 2.0]> : tensor<3xf64>,
    zero_points = dense<[-128, 0, 127]> : tensor<3xi32>>
!u8_channels = !qnn.per_axis<u8 : f32, axis = 1,
    scales = dense<[1.0, 0.5, 2.0]> : tensor<3xf64>,
    zero_points = dense<[0, 128, 255]> : tensor<3xi32>>

// In each channel 1, 2 and 3, over the scale 1, 4 and 1.5, a tie that goes up to 2:
// less 128, as it is, and saturated. Likewise -1, -4 and -1.5, which goes up to -1.
// INPUT i8: 1 2 3 -1 -2 -3
// OUTPUT i8: -127 4 127 -128 -4 126
// OUTPUT u8: 1 132 255 0 124 254
func.func @to_channels(%x: tensor<25x3x!zero>)
    -> (tensor<25x3x!channels>, tensor<25x3x!u8_channels>) {
  %0 = qnn.requantize %x : tensor<25x3x!zero> to tensor<25x3x!channels>
  %1 = qnn.requantize %x : tensor<25x3x!zero> to tensor<25x3x!u8_channels>
  return %0, %1 : tensor<25x3x!channels>, tensor<25x3x!u8_channels>
}
