// RUN: %python %S/run_functions.py %s quant-run --reference
// RUN: %python %S/run_functions.py %s quant-run --target=generic --guard-pages

// scale * (q - zero point) in double, rounded to float32 once.

!low = !qnn.per_tensor<i8 : f32, scale = 0.5, zero_point = -128>
!high = !qnn.per_tensor<i8 : f32, scale = 0.5, zero_point = 127>
!u8 = !qnn.per_tensor<u8 : f32, scale = 0.5, zero_point = 255>

// INPUT i8: -128 -1 0 1 127
// INPUT i8: -128 -1 0 1 127
// INPUT u8: 0 1 127 128 255
// OUTPUT f32: 0.0 63.5 64.0 64.5 127.5
// OUTPUT f32: -127.5 -64.0 -63.5 -63.0 0.0
// OUTPUT f32: -127.5 -127.0 -64.0 -63.5 0.0
func.func @zero_points(%a: tensor<75x!low>, %b: tensor<75x!high>,
                       %c: tensor<75x!u8>)
    -> (tensor<75xf32>, tensor<75xf32>, tensor<75xf32>) {
  %0 = qnn.dequantize %a : tensor<75x!low> to tensor<75xf32>
  %1 = qnn.dequantize %b : tensor<75x!high> to tensor<75xf32>
  %2 = qnn.dequantize %c : tensor<75x!u8> to tensor<75xf32>
  return %0, %1, %2 : tensor<75xf32>, tensor<75xf32>, tensor<75xf32>
}

!third = !qnn.per_tensor<i8 : f32, scale = 0.3333333333333333>

// A third is no float32: 5 and 127 times the nearest one, rounded, are not the numbers
// nearest to 5 / 3 and 127 / 3.
// INPUT i8: 1 3 -3 5 -5 127 -128
// OUTPUT f32: 0.3333333333333333 1.0 -1.0 1.6666666666666667 -1.6666666666666667 42.333333333333336 -42.666666666666664
func.func @double_scale(%x: tensor<75x!third>) -> tensor<75xf32> {
  %0 = qnn.dequantize %x : tensor<75x!third> to tensor<75xf32>
  return %0 : tensor<75xf32>
}

!least = !qnn.per_tensor<i32 : f32, scale = 1.0, zero_point = -2147483648>
!most = !qnn.per_tensor<i32 : f32, scale = 1.0, zero_point = 2147483647>
!one = !qnn.per_tensor<i32 : f32, scale = 1.0>

// Differences of 33 bits, and 2^24 + 1, which rounds.
// INPUT i32: -2147483648 -1 0 1 16777217 2147483647
// INPUT i32: -2147483648 -1 0 1 16777217 2147483647
// INPUT i32: -2147483648 -1 0 1 16777217 2147483647
// OUTPUT f32: 0.0 2147483647.0 2147483648.0 2147483649.0 2164260865.0 4294967295.0
// OUTPUT f32: -4294967295.0 -2147483648.0 -2147483647.0 -2147483646.0 -2130706430.0 0.0
// OUTPUT f32: -2147483648.0 -1.0 0.0 1.0 16777216.0 2147483648.0
func.func @i32(%a: tensor<75x!least>, %b: tensor<75x!most>, %c: tensor<75x!one>)
    -> (tensor<75xf32>, tensor<75xf32>, tensor<75xf32>) {
  %0 = qnn.dequantize %a : tensor<75x!least> to tensor<75xf32>
  %1 = qnn.dequantize %b : tensor<75x!most> to tensor<75xf32>
  %2 = qnn.dequantize %c : tensor<75x!one> to tensor<75xf32>
  return %0, %1, %2 : tensor<75xf32>, tensor<75xf32>, tensor<75xf32>
}

!huge = !qnn.per_tensor<i8 : f32, scale = 3.0e38>
!tiny = !qnn.per_tensor<i8 : f32, scale = 1.0e-45>
!tinier = !qnn.per_tensor<i8 : f32, scale = 1.0e-300>

// Infinities, denormals, and what is too small even for those.
// INPUT i8: 1 2 -2 0
// INPUT i8: 1 2 -2 0
// INPUT i8: 1 127 -128 0
// OUTPUT f32: 3.0e38 inf -inf 0.0
// OUTPUT f32: 1.0e-45 2.0e-45 -2.0e-45 0.0
// OUTPUT f32: 0.0 0.0 -0.0 0.0
func.func @ends(%a: tensor<75x!huge>, %b: tensor<75x!tiny>, %c: tensor<75x!tinier>)
    -> (tensor<75xf32>, tensor<75xf32>, tensor<75xf32>) {
  %0 = qnn.dequantize %a : tensor<75x!huge> to tensor<75xf32>
  %1 = qnn.dequantize %b : tensor<75x!tiny> to tensor<75xf32>
  %2 = qnn.dequantize %c : tensor<75x!tinier> to tensor<75xf32>
  return %0, %1, %2 : tensor<75xf32>, tensor<75xf32>, tensor<75xf32>
}

!channels = !qnn.per_axis<u16 : f32, axis = 1,
    scales = dense<[0.5, 0.1, 2.0]> : tensor<3xf64>,
    zero_points = dense<[0, 3, 65535]> : tensor<3xi32>>

// INPUT u16: 0 4 65535 65535 2 0
// OUTPUT f32: 0.0 0.1 0.0 32767.5 -0.1 -131070.0
func.func @channels(%x: tensor<25x3x!channels>) -> tensor<25x3xf32> {
  %0 = qnn.dequantize %x : tensor<25x3x!channels> to tensor<25x3xf32>
  return %0 : tensor<25x3xf32>
}
