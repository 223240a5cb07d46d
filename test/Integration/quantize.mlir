// RUN: %python %S/run_functions.py %s quant-run --reference
// RUN: %python %S/run_functions.py %s quant-run --target=generic --guard-pages

// 75 elements are two vectors and a tail on x86-avx2; see
// run_functions-x86-avx2.test.

!q = !qnn.per_tensor<i8 : f32, scale = 0.5, zero_point = -1>

// x / 0.5 is 0.5, 1.5, 2.5, then 0.49999997 (rounded up only by adding 0.5 to it)
// and 1.4999999; one less for the zero point.
// INPUT f32: 0.25 0.75 1.25 -0.25 -0.75 -1.25 0.249999985 -0.249999985 0.74999994
// OUTPUT i8: 0 1 2 -2 -3 -4 -1 -1 0
// OUTPUT i8: -1 1 1 -1 -3 -3 -1 -1 0
func.func @ties(%x: tensor<75xf32>) -> (tensor<75x!q>, tensor<75x!q>) {
  %0 = qnn.quantize %x half_away : tensor<75xf32> to tensor<75x!q>
  %1 = qnn.quantize %x half_even : tensor<75xf32> to tensor<75x!q>
  return %0, %1 : tensor<75x!q>, tensor<75x!q>
}

// 2x - 1 at the ends, beyond them, beyond i32 and beyond float32; a NaN is the lower
// bound.
// INPUT f32: 64.0 64.24 64.25 1000.0 3.0e9 3.0e38 inf -63.5 -63.75 -1.0e10 -3.0e38 -inf nan -nan -0.0 1.0e-45
// OUTPUT i8: 127 127 127 127 127 127 127 -128 -128 -128 -128 -128 -128 -128 -1 -1
// OUTPUT i8: 127 127 127 127 127 127 127 -128 -128 -128 -128 -128 -128 -128 -1 -1
func.func @saturation(%x: tensor<75xf32>) -> (tensor<75x!q>, tensor<75x!q>) {
  %0 = qnn.quantize %x half_away : tensor<75xf32> to tensor<75x!q>
  %1 = qnn.quantize %x half_even : tensor<75xf32> to tensor<75x!q>
  return %0, %1 : tensor<75x!q>, tensor<75x!q>
}

!low = !qnn.per_tensor<i8 : f32, scale = 1.0, zero_point = -128>
!high = !qnn.per_tensor<i8<-127:127> : f32, scale = 1.0, zero_point = 127>
!u8 = !qnn.per_tensor<u8 : f32, scale = 1.0, zero_point = 128>
!i16 = !qnn.per_tensor<i16 : f32, scale = 1.0, zero_point = -32768>
!u16 = !qnn.per_tensor<u16 : f32, scale = 1.0, zero_point = 65535>

// INPUT f32: 0.0 1.0 -1.0 255.0 256.0 -127.6 -254.0 -255.0 65534.5 nan
// OUTPUT i8: -128 -127 -128 127 127 -128 -128 -128 127 -128
// OUTPUT i8: 127 127 126 127 127 -1 -127 -127 127 -127
// OUTPUT u8: 128 129 127 255 255 0 0 0 255 0
// OUTPUT i16: -32768 -32767 -32768 -32513 -32512 -32768 -32768 -32768 32767 -32768
// OUTPUT u16: 65535 65535 65534 65535 65535 65407 65281 65280 65535 0
func.func @storage(%x: tensor<75xf32>)
    -> (tensor<75x!low>, tensor<75x!high>, tensor<75x!u8>, tensor<75x!i16>,
        tensor<75x!u16>) {
  %0 = qnn.quantize %x half_away : tensor<75xf32> to tensor<75x!low>
  %1 = qnn.quantize %x half_away : tensor<75xf32> to tensor<75x!high>
  %2 = qnn.quantize %x half_away : tensor<75xf32> to tensor<75x!u8>
  %3 = qnn.quantize %x half_away : tensor<75xf32> to tensor<75x!i16>
  %4 = qnn.quantize %x half_away : tensor<75xf32> to tensor<75x!u16>
  return %0, %1, %2, %3, %4
      : tensor<75x!low>, tensor<75x!high>, tensor<75x!u8>, tensor<75x!i16>,
        tensor<75x!u16>
}

!channels = !qnn.per_axis<i8 : f32, axis = 1,
    scales = dense<[1.0, 0.5, 1.0e-300]> : tensor<3xf64>,
    zero_points = dense<[-128, 127, 0]> : tensor<3xi32>>

// x - 128, 2x + 127, and x over 2^-149, which overflows unless x is 0.
// INPUT f32: 3.0 -3.0 0.0 3.0 -3.0 1.0 nan nan -1.0
// OUTPUT i8: -125 121 0 -125 121 127 -128 -128 -128
func.func @channels(%x: tensor<25x3xf32>) -> tensor<25x3x!channels> {
  %0 = qnn.quantize %x half_away : tensor<25x3xf32> to tensor<25x3x!channels>
  return %0 : tensor<25x3x!channels>
}

!rows = !qnn.per_axis<u8 : f32, axis = 0,
    scales = dense<[1.0, 0.5]> : tensor<2xf64>,
    zero_points = dense<[0, 255]> : tensor<2xi32>>

// INPUT f32: 3.0
// OUTPUT u8: 3 3 3 3 3 255 255 255 255 255
func.func @rows(%x: tensor<2x5xf32>) -> tensor<2x5x!rows> {
  %0 = qnn.quantize %x half_even : tensor<2x5xf32> to tensor<2x5x!rows>
  return %0 : tensor<2x5x!rows>
}

!tenth = !qnn.per_tensor<i8 : f32, scale = 0.1>

// The quotients are 1.5, 3.5 and 8.5 in float32, and no ties in double. Random bits
// are also infinities, quiet NaNs and signaling ones.
// INPUT f32: 0.15 0.35 0.85 -0.15 -0.35 -0.85
// INPUT f32: random
// OUTPUT i8: reference
// OUTPUT i8: reference
// OUTPUT i8: reference
func.func @divisions(%x: tensor<75xf32>, %y: tensor<777xf32>)
    -> (tensor<75x!tenth>, tensor<777x!tenth>, tensor<777x!tenth>) {
  %0 = qnn.quantize %x half_away : tensor<75xf32> to tensor<75x!tenth>
  %1 = qnn.quantize %y half_away : tensor<777xf32> to tensor<777x!tenth>
  %2 = qnn.quantize %y half_even : tensor<777xf32> to tensor<777x!tenth>
  return %0, %1, %2 : tensor<75x!tenth>, tensor<777x!tenth>, tensor<777x!tenth>
}
