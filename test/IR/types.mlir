// RUN: quant-opt %s | quant-opt | FileCheck %s
// RUN: quant-opt %s --emit-bytecode | quant-opt | FileCheck %s
// RUN: quant-opt %s --mlir-print-local-scope | FileCheck %s --check-prefix=LOCAL

// Each type is printed once, as an alias.

// CHECK-DAG: !qi4 = !qnn.per_tensor<i4 : f32, scale = 5.000000e-01, zero_point = -8>
// CHECK-DAG: !qu4 = !qnn.per_tensor<u4 : f32, scale = 5.000000e-01, zero_point = 15>
// CHECK-DAG: !qi8 = !qnn.per_tensor<i8 : f32, scale = 5.000000e-01, zero_point = -128>
// CHECK-DAG: !qu8 = !qnn.per_tensor<u8 : f32, scale = 5.000000e-01, zero_point = 255>
// CHECK-DAG: !qi16 = !qnn.per_tensor<i16 : f32, scale = 5.000000e-01, zero_point = 32767>
// CHECK-DAG: !qu16 = !qnn.per_tensor<u16 : f32, scale = 5.000000e-01, zero_point = 65535>
// CHECK-DAG: !qi32 = !qnn.per_tensor<i32 : f32, scale = 5.000000e-01, zero_point = -2147483648>

// CHECK-LABEL: func.func private @storage(
// CHECK-SAME: tensor<1x!qi4>, tensor<1x!qu4>, tensor<1x!qi8>, tensor<1x!qu8>, tensor<1x!qi16>, tensor<1x!qu16>, tensor<1x!qi32>)
// LOCAL-LABEL: func.func private @storage(tensor<1x!qnn.per_tensor<i4 : f32, scale = 5.000000e-01, zero_point = -8>>,
func.func private @storage(
  tensor<1x!qnn.per_tensor<i4 : f32, scale = 0.5, zero_point = -8>>,
  tensor<1x!qnn.per_tensor<u4 : f32, scale = 0.5, zero_point = 15>>,
  tensor<1x!qnn.per_tensor<i8 : f32, scale = 0.5, zero_point = -128>>,
  tensor<1x!qnn.per_tensor<u8 : f32, scale = 0.5, zero_point = 255>>,
  tensor<1x!qnn.per_tensor<i16 : f32, scale = 0.5, zero_point = 32767>>,
  tensor<1x!qnn.per_tensor<u16 : f32, scale = 0.5, zero_point = 65535>>,
  tensor<1x!qnn.per_tensor<i32 : f32, scale = 0.5, zero_point = -2147483648>>)

// A full range and a zero point of 0 are not printed.
// LOCAL-LABEL: func.func private @default(tensor<1x!qnn.per_tensor<i8 : f32, scale = 5.000000e-01>>)
func.func private @default(
  tensor<1x!qnn.per_tensor<i8<-128:127> : f32, scale = 0.5, zero_point = 0>>)

// LOCAL-LABEL: func.func private @narrow(
// LOCAL-SAME: !qnn.per_tensor<i8<-127:127> : f32, scale = 5.000000e-01>
// LOCAL-SAME: !qnn.per_tensor<u8<1:2> : f32, scale = 5.000000e-01, zero_point = 2>
func.func private @narrow(
  tensor<1x!qnn.per_tensor<i8<-127:127> : f32, scale = 0.5>>,
  tensor<1x!qnn.per_tensor<u8<1:2> : f32, scale = 0.5, zero_point = 2>>)

// LOCAL-LABEL: func.func private @expressed(
// LOCAL-SAME: !qnn.per_tensor<i8 : f16, scale = 5.000000e-01>
// LOCAL-SAME: !qnn.per_tensor<i8 : bf16, scale = 5.000000e-01>
// LOCAL-SAME: !qnn.per_tensor<i8 : f64, scale = 5.000000e-01>
func.func private @expressed(
  tensor<1x!qnn.per_tensor<i8 : f16, scale = 0.5>>,
  tensor<1x!qnn.per_tensor<i8 : bf16, scale = 0.5>>,
  tensor<1x!qnn.per_tensor<i8 : f64, scale = 0.5>>)

// A scale keeps every bit of a double: the nearest to 1/3, the double after 0.3,
// the largest, the smallest normal and the smallest denormal.
// LOCAL-LABEL: func.func private @scale(
// LOCAL-SAME: scale = 0.33333333333333331>
// LOCAL-SAME: scale = 0.30000000000000004>
// LOCAL-SAME: scale = 1.7976931348623157E+308>
// LOCAL-SAME: scale = 2.2250738585072014E-308>
// LOCAL-SAME: scale = 4.940660e-324>
func.func private @scale(
  tensor<1x!qnn.per_tensor<i8 : f32, scale = 0.3333333333333333>>,
  tensor<1x!qnn.per_tensor<i8 : f32, scale = 0x3FD3333333333334>>,
  tensor<1x!qnn.per_tensor<i8 : f32, scale = 0x7FEFFFFFFFFFFFFF>>,
  tensor<1x!qnn.per_tensor<i8 : f32, scale = 0x0010000000000000>>,
  tensor<1x!qnn.per_tensor<i8 : f32, scale = 0x0000000000000001>>)

// LOCAL-LABEL: func.func private @per_axis(
// LOCAL-SAME: !qnn.per_axis<i8<-127:127> : f32, axis = 1, scales = dense<[5.000000e-01, 2.500000e-01]> : tensor<2xf64>, zero_points = dense<[-127, 127]> : tensor<2xi32>>
// LOCAL-SAME: !qnn.per_axis<u4 : f32, axis = 0, scales = dense<5.000000e-01> : tensor<3xf64>, zero_points = dense<0> : tensor<3xi32>>
func.func private @per_axis(
  tensor<4x2x!qnn.per_axis<i8<-127:127> : f32, axis = 1,
      scales = dense<[0.5, 0.25]> : tensor<2xf64>,
      zero_points = dense<[-127, 127]> : tensor<2xi32>>>,
  tensor<3x2x!qnn.per_axis<u4 : f32, axis = 0,
      scales = dense<0.5> : tensor<3xf64>,
      zero_points = dense<0> : tensor<3xi32>>>)

// MLIR's own quantized types keep their place beside these.
// LOCAL-LABEL: func.func private @upstream(tensor<1x!quant.uniform<i8:f32, 5.000000e-01>>, tensor<1x!qnn.per_tensor<i8 : f32, scale = 5.000000e-01>>)
func.func private @upstream(
  tensor<1x!quant.uniform<i8:f32, 0.5>>,
  tensor<1x!qnn.per_tensor<i8 : f32, scale = 0.5>>)

// LOCAL-LABEL: func.func private @attributes()
// LOCAL-SAME: activation = #qnn.activation<relu_n1_to_1>
// LOCAL-SAME: clamp = #qnn.clamp<-9223372036854775808, 9223372036854775807>
// LOCAL-SAME: elements = #qnn.elements<dense<[1, -2]> : tensor<2xi8>>
// LOCAL-SAME: float_rounding = #qnn.float_rounding<half_even>
// LOCAL-SAME: rounding_mode = #qnn.rounding_mode<single_round>
// LOCAL-SAME: signedness = #qnn.signedness<unsigned>
func.func private @attributes() attributes {
  activation = #qnn.activation<relu_n1_to_1>,
  clamp = #qnn.clamp<-9223372036854775808, 9223372036854775807>,
  elements = #qnn.elements<dense<[1, -2]> : tensor<2xi8>>,
  float_rounding = #qnn.float_rounding<half_even>,
  rounding_mode = #qnn.rounding_mode<single_round>,
  signedness = #qnn.signedness<unsigned>}

// LOCAL-LABEL: module @target
// LOCAL-SAME: qnn.target = #qnn.target<"x86-avx2", triple = "x86_64-unknown-linux-gnu", features = "+avx2">
module @target attributes {
  qnn.target = #qnn.target<"x86-avx2", triple = "x86_64-unknown-linux-gnu",
                           features = "+avx2">} {}
