// RUN: %python %S/run_functions.py %s quant-run --reference
// RUN: %python %S/run_functions.py %s quant-run --target=generic --guard-pages
// RUN: %python %S/run_functions.py %s quant-run --target=generic --rounding=single

// Every function in both flavours, on every byte: whole vectors, and the last
// elements behind them.

!s = !qnn.per_tensor<i8 : f32, scale = 0.05, zero_point = -3>
!s_logistic = !qnn.per_tensor<i8 : f32, scale = 0.00390625, zero_point = -128>
!s_tanh = !qnn.per_tensor<i8 : f32, scale = 0.0078125, zero_point = 0>
!u = !qnn.per_tensor<u8 : f32, scale = 0.04, zero_point = 100>
!u_logistic = !qnn.per_tensor<u8 : f32, scale = 0.00390625, zero_point = 0>
!u_tanh = !qnn.per_tensor<u8 : f32, scale = 0.0078125, zero_point = 128>

!S = tensor<2x1031x!s>
!SL = tensor<2x1031x!s_logistic>
!ST = tensor<2x1031x!s_tanh>
!U = tensor<2x1031x!u>
!UL = tensor<2x1031x!u_logistic>
!UT = tensor<2x1031x!u_tanh>

// INPUT i8: random
// OUTPUT i8: reference
// OUTPUT i8: reference
// OUTPUT i8: reference
// OUTPUT i8: reference
// OUTPUT i8: reference
// OUTPUT i8: reference
// OUTPUT i8: reference
// OUTPUT i8: reference
// OUTPUT i8: reference
// OUTPUT i8: reference
// OUTPUT i8: reference
// OUTPUT i8: reference
// OUTPUT i8: reference
// OUTPUT i8: reference
// OUTPUT i8: reference
// OUTPUT i8: reference
// OUTPUT i8: reference
// OUTPUT i8: reference
// OUTPUT i8: reference
// OUTPUT i8: reference
// OUTPUT i8: reference
// OUTPUT i8: reference
func.func @tflm_signed(%x: tensor<2x1031x!s>)
    -> (!SL, !ST, !S, !S, !S, !S, !S, !S, !S, !S, !S, !S, !S, !S, !S, !S, !S,
        !S, !S, !S, !S, !S) {
  %0 = qnn.unary logistic tflm %x : !S to !SL
  %1 = qnn.unary tanh tflm %x : !S to !ST
  %2 = qnn.unary hard_swish tflm %x : !S to !S
  %3 = qnn.unary leaky_relu tflm %x alpha(0.3) : !S to !S
  %4 = qnn.unary relu tflm %x : !S to !S
  %5 = qnn.unary relu6 tflm %x : !S to !S
  %6 = qnn.unary relu_n1_to_1 tflm %x : !S to !S
  %7 = qnn.unary elu tflm %x : !S to !S
  %8 = qnn.unary gelu tflm %x : !S to !S
  %9 = qnn.unary gelu_tanh tflm %x : !S to !S
  %10 = qnn.unary exp tflm %x : !S to !S
  %11 = qnn.unary log tflm %x : !S to !S
  %12 = qnn.unary sqrt tflm %x : !S to !S
  %13 = qnn.unary rsqrt tflm %x : !S to !S
  %14 = qnn.unary square tflm %x : !S to !S
  %15 = qnn.unary abs tflm %x : !S to !S
  %16 = qnn.unary neg tflm %x : !S to !S
  %17 = qnn.unary sin tflm %x : !S to !S
  %18 = qnn.unary cos tflm %x : !S to !S
  %19 = qnn.unary floor tflm %x : !S to !S
  %20 = qnn.unary ceil tflm %x : !S to !S
  %21 = qnn.unary round tflm %x : !S to !S
  return %0, %1, %2, %3, %4, %5, %6, %7, %8, %9, %10, %11, %12, %13, %14, %15,
      %16, %17, %18, %19, %20, %21
      : !SL, !ST, !S, !S, !S, !S, !S, !S, !S, !S, !S, !S, !S, !S, !S, !S, !S,
        !S, !S, !S, !S, !S
}

// INPUT u8: random
// OUTPUT u8: reference
// OUTPUT u8: reference
// OUTPUT u8: reference
// OUTPUT u8: reference
// OUTPUT u8: reference
// OUTPUT u8: reference
// OUTPUT u8: reference
// OUTPUT u8: reference
// OUTPUT u8: reference
// OUTPUT u8: reference
// OUTPUT u8: reference
// OUTPUT u8: reference
// OUTPUT u8: reference
// OUTPUT u8: reference
// OUTPUT u8: reference
// OUTPUT u8: reference
// OUTPUT u8: reference
// OUTPUT u8: reference
// OUTPUT u8: reference
// OUTPUT u8: reference
// OUTPUT u8: reference
// OUTPUT u8: reference
func.func @tflm_unsigned(%x: tensor<2x1031x!u>)
    -> (!UL, !UT, !U, !U, !U, !U, !U, !U, !U, !U, !U, !U, !U, !U, !U, !U, !U,
        !U, !U, !U, !U, !U) {
  %0 = qnn.unary logistic tflm %x : !U to !UL
  %1 = qnn.unary tanh tflm %x : !U to !UT
  %2 = qnn.unary hard_swish tflm %x : !U to !U
  %3 = qnn.unary leaky_relu tflm %x alpha(0.3) : !U to !U
  %4 = qnn.unary relu tflm %x : !U to !U
  %5 = qnn.unary relu6 tflm %x : !U to !U
  %6 = qnn.unary relu_n1_to_1 tflm %x : !U to !U
  %7 = qnn.unary elu tflm %x : !U to !U
  %8 = qnn.unary gelu tflm %x : !U to !U
  %9 = qnn.unary gelu_tanh tflm %x : !U to !U
  %10 = qnn.unary exp tflm %x : !U to !U
  %11 = qnn.unary log tflm %x : !U to !U
  %12 = qnn.unary sqrt tflm %x : !U to !U
  %13 = qnn.unary rsqrt tflm %x : !U to !U
  %14 = qnn.unary square tflm %x : !U to !U
  %15 = qnn.unary abs tflm %x : !U to !U
  %16 = qnn.unary neg tflm %x : !U to !U
  %17 = qnn.unary sin tflm %x : !U to !U
  %18 = qnn.unary cos tflm %x : !U to !U
  %19 = qnn.unary floor tflm %x : !U to !U
  %20 = qnn.unary ceil tflm %x : !U to !U
  %21 = qnn.unary round tflm %x : !U to !U
  return %0, %1, %2, %3, %4, %5, %6, %7, %8, %9, %10, %11, %12, %13, %14, %15,
      %16, %17, %18, %19, %20, %21
      : !UL, !UT, !U, !U, !U, !U, !U, !U, !U, !U, !U, !U, !U, !U, !U, !U, !U,
        !U, !U, !U, !U, !U
}

// INPUT i8: random
// OUTPUT i8: reference
// OUTPUT i8: reference
// OUTPUT i8: reference
// OUTPUT i8: reference
// OUTPUT i8: reference
// OUTPUT i8: reference
// OUTPUT i8: reference
// OUTPUT i8: reference
// OUTPUT i8: reference
// OUTPUT i8: reference
// OUTPUT i8: reference
// OUTPUT i8: reference
// OUTPUT i8: reference
// OUTPUT i8: reference
// OUTPUT i8: reference
// OUTPUT i8: reference
// OUTPUT i8: reference
// OUTPUT i8: reference
// OUTPUT i8: reference
// OUTPUT i8: reference
// OUTPUT i8: reference
// OUTPUT i8: reference
func.func @tflite_signed(%x: tensor<2x1031x!s>)
    -> (!SL, !ST, !S, !S, !S, !S, !S, !S, !S, !S, !S, !S, !S, !S, !S, !S, !S,
        !S, !S, !S, !S, !S) {
  %0 = qnn.unary logistic tflite %x : !S to !SL
  %1 = qnn.unary tanh tflite %x : !S to !ST
  %2 = qnn.unary hard_swish tflite %x : !S to !S
  %3 = qnn.unary leaky_relu tflite %x alpha(0.3) : !S to !S
  %4 = qnn.unary relu tflite %x : !S to !S
  %5 = qnn.unary relu6 tflite %x : !S to !S
  %6 = qnn.unary relu_n1_to_1 tflite %x : !S to !S
  %7 = qnn.unary elu tflite %x : !S to !S
  %8 = qnn.unary gelu tflite %x : !S to !S
  %9 = qnn.unary gelu_tanh tflite %x : !S to !S
  %10 = qnn.unary exp tflite %x : !S to !S
  %11 = qnn.unary log tflite %x : !S to !S
  %12 = qnn.unary sqrt tflite %x : !S to !S
  %13 = qnn.unary rsqrt tflite %x : !S to !S
  %14 = qnn.unary square tflite %x : !S to !S
  %15 = qnn.unary abs tflite %x : !S to !S
  %16 = qnn.unary neg tflite %x : !S to !S
  %17 = qnn.unary sin tflite %x : !S to !S
  %18 = qnn.unary cos tflite %x : !S to !S
  %19 = qnn.unary floor tflite %x : !S to !S
  %20 = qnn.unary ceil tflite %x : !S to !S
  %21 = qnn.unary round tflite %x : !S to !S
  return %0, %1, %2, %3, %4, %5, %6, %7, %8, %9, %10, %11, %12, %13, %14, %15,
      %16, %17, %18, %19, %20, %21
      : !SL, !ST, !S, !S, !S, !S, !S, !S, !S, !S, !S, !S, !S, !S, !S, !S, !S,
        !S, !S, !S, !S, !S
}

// INPUT u8: random
// OUTPUT u8: reference
// OUTPUT u8: reference
// OUTPUT u8: reference
// OUTPUT u8: reference
// OUTPUT u8: reference
// OUTPUT u8: reference
// OUTPUT u8: reference
// OUTPUT u8: reference
// OUTPUT u8: reference
// OUTPUT u8: reference
// OUTPUT u8: reference
// OUTPUT u8: reference
// OUTPUT u8: reference
// OUTPUT u8: reference
// OUTPUT u8: reference
// OUTPUT u8: reference
// OUTPUT u8: reference
// OUTPUT u8: reference
// OUTPUT u8: reference
// OUTPUT u8: reference
// OUTPUT u8: reference
// OUTPUT u8: reference
func.func @tflite_unsigned(%x: tensor<2x1031x!u>)
    -> (!UL, !UT, !U, !U, !U, !U, !U, !U, !U, !U, !U, !U, !U, !U, !U, !U, !U,
        !U, !U, !U, !U, !U) {
  %0 = qnn.unary logistic tflite %x : !U to !UL
  %1 = qnn.unary tanh tflite %x : !U to !UT
  %2 = qnn.unary hard_swish tflite %x : !U to !U
  %3 = qnn.unary leaky_relu tflite %x alpha(0.3) : !U to !U
  %4 = qnn.unary relu tflite %x : !U to !U
  %5 = qnn.unary relu6 tflite %x : !U to !U
  %6 = qnn.unary relu_n1_to_1 tflite %x : !U to !U
  %7 = qnn.unary elu tflite %x : !U to !U
  %8 = qnn.unary gelu tflite %x : !U to !U
  %9 = qnn.unary gelu_tanh tflite %x : !U to !U
  %10 = qnn.unary exp tflite %x : !U to !U
  %11 = qnn.unary log tflite %x : !U to !U
  %12 = qnn.unary sqrt tflite %x : !U to !U
  %13 = qnn.unary rsqrt tflite %x : !U to !U
  %14 = qnn.unary square tflite %x : !U to !U
  %15 = qnn.unary abs tflite %x : !U to !U
  %16 = qnn.unary neg tflite %x : !U to !U
  %17 = qnn.unary sin tflite %x : !U to !U
  %18 = qnn.unary cos tflite %x : !U to !U
  %19 = qnn.unary floor tflite %x : !U to !U
  %20 = qnn.unary ceil tflite %x : !U to !U
  %21 = qnn.unary round tflite %x : !U to !U
  return %0, %1, %2, %3, %4, %5, %6, %7, %8, %9, %10, %11, %12, %13, %14, %15,
      %16, %17, %18, %19, %20, %21
      : !UL, !UT, !U, !U, !U, !U, !U, !U, !U, !U, !U, !U, !U, !U, !U, !U, !U,
        !U, !U, !U, !U, !U
}

!n = !qnn.per_tensor<i8<-127:127> : f32, scale = 0.03, zero_point = 127>

// Storage without the byte -128, a function of a function, and fewer elements
// than a vector has.
// INPUT i8: -127 -3 126 127 0 -126
// OUTPUT i8: reference
// OUTPUT i8: reference
func.func @narrow(%x: tensor<7x!n>) -> (tensor<7x!n>, tensor<7x!s>) {
  %0 = qnn.unary leaky_relu tflm %x alpha(-0.7) : tensor<7x!n> to tensor<7x!n>
  %1 = qnn.unary sqrt tflite %0 : tensor<7x!n> to tensor<7x!s>
  return %0, %1 : tensor<7x!n>, tensor<7x!s>
}

!product_x = !qnn.per_tensor<i8 : f32, scale = 0.05, zero_point = 5>
!product_w = !qnn.per_tensor<i8 : f32, scale = 0.01>
!product_y = !qnn.per_tensor<i8 : f32, scale = 0.05, zero_point = -10>

// In the epilogue of a product, between two, and of a depthwise convolution.
// INPUT i8: random
// OUTPUT i8: reference
func.func @products(%x: tensor<1x4x5x40x!product_x>)
    -> tensor<1x4x5x9x!product_y> {
  %w = qnn.constant dense<57> : tensor<40x3x3x1xi8>
      to tensor<40x3x3x1x!product_w>
  %b = arith.constant dense<100> : tensor<40xi32>
  %0 = qnn.conv2d %x, %w bias(%b) strides [1, 1] dilations [1, 1]
      padding [1, 1, 1, 1]
      : tensor<1x4x5x40x!product_x>, tensor<40x3x3x1x!product_w>, tensor<40xi32>
     to tensor<1x4x5x40x!product_y>
  %1 = qnn.unary hard_swish tflm %0
      : tensor<1x4x5x40x!product_y> to tensor<1x4x5x40x!product_y>
  %v = qnn.constant dense<-3> : tensor<9x1x1x40xi8>
      to tensor<9x1x1x40x!product_w>
  %c = arith.constant dense<-50> : tensor<9xi32>
  %2 = qnn.conv2d %1, %v bias(%c) strides [1, 1] dilations [1, 1]
      padding [0, 0, 0, 0]
      : tensor<1x4x5x40x!product_y>, tensor<9x1x1x40x!product_w>, tensor<9xi32>
     to tensor<1x4x5x9x!product_y>
  %3 = qnn.unary leaky_relu tflm %2 alpha(0.3)
      : tensor<1x4x5x9x!product_y> to tensor<1x4x5x9x!product_y>
  return %3 : tensor<1x4x5x9x!product_y>
}
