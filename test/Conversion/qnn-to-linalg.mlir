// RUN: quant-opt %s --qnn-convert-to-linalg --split-input-file | FileCheck %s

//===----------------------------------------------------------------------===//
// Types
//===----------------------------------------------------------------------===//

!u8 = !qnn.per_tensor<u8 : f32, scale = 0.5, zero_point = 128>

// Storage takes the place of quantized types in signatures, calls and constants.
// CHECK-LABEL: func private @callee(
// CHECK-SAME: %[[Q:.*]]: tensor<4xi8>) -> (tensor<4xi8>, tensor<4xi8>)
// CHECK: %[[C:.*]] = arith.constant dense<[-1, 0, 1, 127]> : tensor<4xi8>
// CHECK: return %[[Q]], %[[C]]
func.func private @callee(%q: tensor<4x!u8>)
    -> (tensor<4xi8>, tensor<4x!u8>) {
  %bits = qnn.scast %q : tensor<4x!u8> to tensor<4xi8>
  %c = qnn.constant dense<[255, 0, 1, 127]> : tensor<4xi8> to tensor<4x!u8>
  return %bits, %c : tensor<4xi8>, tensor<4x!u8>
}

// CHECK-LABEL: func @caller(
// CHECK-SAME: %[[BITS:.*]]: tensor<4xi8>) -> tensor<4xi8>
// CHECK: %[[R:.*]]:2 = call @callee(%[[BITS]]) : (tensor<4xi8>) -> (tensor<4xi8>, tensor<4xi8>)
// CHECK: return %[[R]]#1
func.func @caller(%bits: tensor<4xi8>) -> tensor<4x!u8> {
  %q = qnn.scast %bits : tensor<4xi8> to tensor<4x!u8>
  %0:2 = call @callee(%q) : (tensor<4x!u8>) -> (tensor<4xi8>, tensor<4x!u8>)
  return %0#1 : tensor<4x!u8>
}

// Plain tensors stay.
// CHECK-LABEL: func @unquantized(
// CHECK-NEXT: arith.addi
// CHECK-NEXT: return
func.func @unquantized(%x: tensor<4xi32>) -> tensor<4xi32> {
  %0 = arith.addi %x, %x : tensor<4xi32>
  return %0 : tensor<4xi32>
}

// -----

//===----------------------------------------------------------------------===//
// qnn.quantize
//===----------------------------------------------------------------------===//

!q = !qnn.per_tensor<i8 : f32, scale = 0.5, zero_point = 3>

// Twice the quotient, within the bounds less the zero point, is truncated; the sum
// with 2 * 3 + 1, and with -1 of what is negative, halved.
// CHECK: #[[ID:.*]] = affine_map<(d0, d1) -> (d0, d1)>
// CHECK-LABEL: func @quantize_half_away(
// CHECK-SAME: %[[X:.*]]: tensor<3x2xf32>) -> tensor<3x2xi8>
// CHECK: %[[EMPTY:.*]] = tensor.empty() : tensor<3x2xi8>
// CHECK: %[[Q:.*]] = linalg.generic {indexing_maps = [#[[ID]], #[[ID]]], iterator_types = ["parallel", "parallel"]} ins(%[[X]] : tensor<3x2xf32>) outs(%[[EMPTY]] : tensor<3x2xi8>)
// CHECK: ^bb0(%[[IN:.*]]: f32, %{{.*}}: i8):
// CHECK: %[[SCALE:.*]] = arith.constant 2.500000e-01 : f32
// CHECK: %[[ZP:.*]] = arith.constant 3 : i32
// CHECK: %[[QUOTIENT:.*]] = arith.divf %[[IN]], %[[SCALE]]
// CHECK: %[[MIN:.*]] = arith.constant -128 : i32
// CHECK: %[[LOW:.*]] = arith.subi %[[MIN]], %[[ZP]]
// CHECK: %[[TWICE_LOW:.*]] = arith.shli %[[LOW]]
// CHECK: %[[LOWER:.*]] = arith.sitofp %[[TWICE_LOW]]
// CHECK: %[[MAX:.*]] = arith.constant 127 : i32
// CHECK: %[[HIGH:.*]] = arith.subi %[[MAX]], %[[ZP]]
// CHECK: %[[TWICE_HIGH:.*]] = arith.shli %[[HIGH]]
// CHECK: %[[UPPER:.*]] = arith.sitofp %[[TWICE_HIGH]]
// CHECK: %[[IS_ABOVE:.*]] = arith.cmpf ogt, %[[QUOTIENT]], %[[LOWER]]
// CHECK: %[[ABOVE:.*]] = arith.select %[[IS_ABOVE]], %[[QUOTIENT]], %[[LOWER]]
// CHECK: %[[IS_BELOW:.*]] = arith.cmpf olt, %[[ABOVE]], %[[UPPER]]
// CHECK: %[[CLAMPED:.*]] = arith.select %[[IS_BELOW]], %[[ABOVE]], %[[UPPER]]
// CHECK: %[[T:.*]] = arith.fptosi %[[CLAMPED]] : f32 to i32
// CHECK: %[[SIGN:.*]] = arith.shrsi %[[T]], %{{.*}} : i32
// CHECK: %[[TWICE_ZP:.*]] = arith.shli %[[ZP]], %{{.*}} : i32
// CHECK: %[[OFFSET:.*]] = arith.addi %[[TWICE_ZP]], %{{.*}} : i32
// CHECK: %[[SIGNED:.*]] = arith.addi %[[T]], %[[SIGN]] : i32
// CHECK: %[[SUM:.*]] = arith.addi %[[SIGNED]], %[[OFFSET]] : i32
// CHECK: %[[ROUNDED:.*]] = arith.shrsi %[[SUM]], %{{.*}} : i32
// CHECK: %[[LEAST:.*]] = arith.constant -128 : i32
// CHECK: %[[FROM_LEAST:.*]] = arith.maxsi %[[ROUNDED]], %[[LEAST]]
// CHECK: %[[GREATEST:.*]] = arith.constant 127 : i32
// CHECK: %[[SATURATED:.*]] = arith.minsi %[[FROM_LEAST]], %[[GREATEST]]
// CHECK: %[[BITS:.*]] = arith.trunci %[[SATURATED]] : i32 to i8
// CHECK: linalg.yield %[[BITS]] : i8
// CHECK: return %[[Q]]
func.func @quantize_half_away(%x: tensor<3x2xf32>) -> tensor<3x2x!q> {
  %0 = qnn.quantize %x half_away : tensor<3x2xf32> to tensor<3x2x!q>
  return %0 : tensor<3x2x!q>
}

// 0x4B400000 is 1.5 * 2^23: its unit in the last place is 1. As an integer it is
// 1262485504.
// CHECK-LABEL: func @quantize_half_even(
// CHECK: %[[ZP:.*]] = arith.constant 3 : i32
// CHECK: arith.cmpf olt
// CHECK: %[[CLAMPED:.*]] = arith.select
// CHECK: %[[MAGIC:.*]] = arith.constant 0x4B400000 : f32
// CHECK: %[[ROUNDED:.*]] = arith.addf %[[CLAMPED]], %[[MAGIC]] : f32
// CHECK: %[[BITS:.*]] = arith.bitcast %[[ROUNDED]] : f32 to i32
// CHECK: %[[MAGIC_BITS:.*]] = arith.constant 1262485504 : i32
// CHECK: %[[OFFSET:.*]] = arith.subi %[[ZP]], %[[MAGIC_BITS]]
// CHECK: arith.addi %[[BITS]], %[[OFFSET]]
// CHECK: arith.trunci %{{.*}} : i32 to i8
func.func @quantize_half_even(%x: tensor<f32>) -> tensor<!q> {
  %0 = qnn.quantize %x half_even : tensor<f32> to tensor<!q>
  return %0 : tensor<!q>
}

// -----

!channels = !qnn.per_axis<u8 : f32, axis = 1,
    scales = dense<[0.5, 1.0e-300]> : tensor<2xf64>,
    zero_points = dense<[0, 255]> : tensor<2xi32>>
!equal = !qnn.per_axis<i16 : f32, axis = 0,
    scales = dense<0.5> : tensor<3xf64>,
    zero_points = dense<0> : tensor<3xi32>>

// Parameters of channels are operands. A scale below float32 becomes its least
// positive number, 2^-149, which has no half: quotients are added to themselves.
// CHECK-DAG: #[[ID:.*]] = affine_map<(d0, d1) -> (d0, d1)>
// CHECK-DAG: #[[COLUMN:.*]] = affine_map<(d0, d1) -> (d1)>
// CHECK-DAG: #[[ROW:.*]] = affine_map<(d0, d1) -> (d0)>
// CHECK-LABEL: func @quantize_channels(
// CHECK-SAME: %[[X:.*]]: tensor<3x2xf32>)
// CHECK: %[[SCALES:.*]] = arith.constant dense<[5.000000e-01, 1.401300e-45]> : tensor<2xf32>
// CHECK: %[[ZPS:.*]] = arith.constant dense<[0, 255]> : tensor<2xi32>
// CHECK: linalg.generic {indexing_maps = [#[[ID]], #[[COLUMN]], #[[COLUMN]], #[[ID]]]
// CHECK-SAME: ins(%[[X]], %[[SCALES]], %[[ZPS]] :
// CHECK: ^bb0(%[[IN:.*]]: f32, %[[SCALE:.*]]: f32, %[[ZP:.*]]: i32, %{{.*}}: i8):
// CHECK: %[[QUOTIENT:.*]] = arith.divf %[[IN]], %[[SCALE]]
// CHECK: arith.addf %[[QUOTIENT]], %[[QUOTIENT]]
// CHECK: %[[MAX:.*]] = arith.constant 255 : i32
// CHECK: arith.subi %[[MAX]], %[[ZP]]
// CHECK: linalg.generic {indexing_maps = [#[[ID]], #[[ROW]], #[[ROW]], #[[ID]]]
// CHECK: arith.trunci %{{.*}} : i32 to i16
func.func @quantize_channels(%x: tensor<3x2xf32>)
    -> (tensor<3x2x!channels>, tensor<3x2x!equal>) {
  %0 = qnn.quantize %x half_away : tensor<3x2xf32> to tensor<3x2x!channels>
  %1 = qnn.quantize %x half_away : tensor<3x2xf32> to tensor<3x2x!equal>
  return %0, %1 : tensor<3x2x!channels>, tensor<3x2x!equal>
}

// -----

!tenth = !qnn.per_tensor<i8 : f32, scale = 0.1>
!equal = !qnn.per_axis<i8 : f32, axis = 0, scales = dense<0.1> : tensor<4xf64>,
    zero_points = dense<0> : tensor<4xi32>>
!least = !qnn.per_tensor<i8 : f32, scale = 1.0e-30>

// With fused multiply-adds, products by 1 / 0.1, which is 10 - 1.49e-7 for the
// float32, of numbers that were clamped first: from 12.65 and -12.75 on they
// saturate. By twice that, where ties go away from zero, and then in 16 bits.
module attributes {qnn.target = #qnn.target<"aarch64-neon", triple = "",
                                            features = "+neon">} {
  // CHECK-LABEL: func @reciprocal(
  // CHECK-NOT: arith.divf
  // CHECK: ^bb0(%[[IN:.*]]: f32, %{{.*}}: i8):
  // CHECK-DAG: %[[MIN:.*]] = arith.constant -2.550000e+01 : f32
  // CHECK-DAG: %[[MAX:.*]] = arith.constant 25.3000011 : f32
  // CHECK-DAG: %[[HIGH:.*]] = arith.constant 5.000000e+00 : f32
  // CHECK-DAG: %[[LOW:.*]] = arith.constant -7.4{{.*}}E-8 : f32
  // CHECK: %[[DOUBLE:.*]] = arith.addf %[[IN]], %[[IN]]
  // CHECK: %[[IS_ABOVE:.*]] = arith.cmpf ogt, %[[DOUBLE]], %[[MIN]]
  // CHECK: %[[ABOVE:.*]] = arith.select %[[IS_ABOVE]], %[[DOUBLE]], %[[MIN]]
  // CHECK: %[[IS_BELOW:.*]] = arith.cmpf olt, %[[ABOVE]], %[[MAX]]
  // CHECK: %[[CLAMPED:.*]] = arith.select %[[IS_BELOW]], %[[ABOVE]], %[[MAX]]
  // CHECK: %[[REST:.*]] = arith.mulf %[[CLAMPED]], %[[LOW]]
  // CHECK: %[[QUOTIENT:.*]] = math.fma %[[CLAMPED]], %[[HIGH]], %[[REST]]
  // CHECK: arith.addf %[[QUOTIENT]]
  // CHECK: arith.constant 1.000000e+01 : f32
  // CHECK: %[[TWICE:.*]] = math.fma
  // CHECK: arith.fptosi %[[TWICE]] : f32 to i32
  // CHECK: arith.maxsi
  // CHECK: arith.minsi
  // CHECK: %[[T:.*]] = arith.trunci %{{.*}} : i32 to i16
  // CHECK: arith.shrsi %[[T]], %{{.*}} : i16
  // CHECK: arith.trunci %{{.*}} : i16 to i8
  func.func @reciprocal(%x: tensor<4xf32>)
      -> (tensor<4x!tenth>, tensor<4x!tenth>) {
    %0 = qnn.quantize %x half_even : tensor<4xf32> to tensor<4x!tenth>
    %1 = qnn.quantize %x half_away : tensor<4xf32> to tensor<4x!tenth>
    return %0, %1 : tensor<4x!tenth>, tensor<4x!tenth>
  }

  // Not per axis, nor at the ends of float32.
  // CHECK-LABEL: func @no_reciprocal(
  // CHECK: arith.divf
  // CHECK: arith.divf
  func.func @no_reciprocal(%x: tensor<4xf32>)
      -> (tensor<4x!equal>, tensor<4x!least>) {
    %0 = qnn.quantize %x half_away : tensor<4xf32> to tensor<4x!equal>
    %1 = qnn.quantize %x half_away : tensor<4xf32> to tensor<4x!least>
    return %0, %1 : tensor<4x!equal>, tensor<4x!least>
  }
}

// -----

//===----------------------------------------------------------------------===//
// qnn.dequantize
//===----------------------------------------------------------------------===//

!i8 = !qnn.per_tensor<i8 : f32, scale = 0.5, zero_point = 3>
!u16 = !qnn.per_tensor<u16 : f32, scale = 0.1, zero_point = 3>
!i32 = !qnn.per_tensor<i32 : f32, scale = 0.5, zero_point = -2147483648>

// 0.5 is a float32, and so the product is; 0.1 is a double.
// CHECK-LABEL: func @dequantize(
// CHECK: ^bb0(%[[IN:.*]]: i8, %{{.*}}: f32):
// CHECK: %[[SCALE:.*]] = arith.constant 5.000000e-01 : f32
// CHECK: %[[ZP:.*]] = arith.constant 3 : i32
// CHECK: %[[WIDE:.*]] = arith.extsi %[[IN]] : i8 to i32
// CHECK: %[[CENTRED:.*]] = arith.subi %[[WIDE]], %[[ZP]]
// CHECK: %[[REAL:.*]] = arith.sitofp %[[CENTRED]] : i32 to f32
// CHECK: arith.mulf %[[REAL]], %[[SCALE]] : f32
// CHECK: ^bb0(%[[IN:.*]]: i16, %{{.*}}: f32):
// CHECK: %[[SCALE:.*]] = arith.constant 1.000000e-01 : f64
// CHECK: arith.extui %[[IN]] : i16 to i32
// CHECK: %[[REAL:.*]] = arith.sitofp %{{.*}} : i64 to f64
// CHECK: %[[PRODUCT:.*]] = arith.mulf %[[SCALE]], %[[REAL]] : f64
// CHECK: arith.truncf %[[PRODUCT]] : f64 to f32
func.func @dequantize(%a: tensor<4x!i8>, %b: tensor<!u16>)
    -> (tensor<4xf32>, tensor<f32>) {
  %0 = qnn.dequantize %a : tensor<4x!i8> to tensor<4xf32>
  %1 = qnn.dequantize %b : tensor<!u16> to tensor<f32>
  return %0, %1 : tensor<4xf32>, tensor<f32>
}

// An i32 less its zero point has 33 bits.
// CHECK-LABEL: func @dequantize_i32(
// CHECK: ^bb0(%[[IN:.*]]: i32, %{{.*}}: f32):
// CHECK: arith.extsi %[[IN]] : i32 to i64
// CHECK: %[[CENTRED:.*]] = arith.subi {{.*}} : i64
// CHECK: arith.sitofp %[[CENTRED]] : i64 to f64
func.func @dequantize_i32(%a: tensor<4x!i32>) -> tensor<4xf32> {
  %0 = qnn.dequantize %a : tensor<4x!i32> to tensor<4xf32>
  return %0 : tensor<4xf32>
}

// -----

!channels = !qnn.per_axis<i8 : f32, axis = 0,
    scales = dense<[0.5, 0.1]> : tensor<2xf64>,
    zero_points = dense<0> : tensor<2xi32>>

// One scale that is no float32 makes all of them doubles.
// CHECK: #[[ROW:.*]] = affine_map<(d0, d1, d2) -> (d0)>
// CHECK-LABEL: func @dequantize_channels(
// CHECK: %[[SCALES:.*]] = arith.constant dense<[5.000000e-01, 1.000000e-01]> : tensor<2xf64>
// CHECK: linalg.generic {indexing_maps = [#{{.*}}, #[[ROW]], #[[ROW]], #{{.*}}]
// CHECK: ^bb0(%{{.*}}: i8, %[[SCALE:.*]]: f64, %{{.*}}: i32, %{{.*}}: f32):
// CHECK: arith.mulf %[[SCALE]], %{{.*}} : f64
func.func @dequantize_channels(%q: tensor<2x3x4x!channels>) -> tensor<2x3x4xf32> {
  %0 = qnn.dequantize %q : tensor<2x3x4x!channels> to tensor<2x3x4xf32>
  return %0 : tensor<2x3x4xf32>
}

// -----

//===----------------------------------------------------------------------===//
// qnn.reshape
//===----------------------------------------------------------------------===//

!q = !qnn.per_tensor<i8 : f32, scale = 0.5, zero_point = 3>

// Through one dimension, unless that is where it begins or ends.
// CHECK-LABEL: func @reshape(
// CHECK-SAME: %[[CUBE:.*]]: tensor<2x3x4xi8>, %[[ROW:.*]]: tensor<24xi8>)
// CHECK: %[[FLAT:.*]] = tensor.collapse_shape %[[CUBE]] {{\[\[}}0, 1, 2]] : tensor<2x3x4xi8> into tensor<24xi8>
// CHECK: %[[MATRIX:.*]] = tensor.expand_shape %[[FLAT]] {{\[\[}}0, 1]] output_shape [4, 6]
// CHECK: %[[LINE:.*]] = tensor.collapse_shape %[[CUBE]] {{\[\[}}0, 1, 2]]
// CHECK: %[[BOX:.*]] = tensor.expand_shape %[[ROW]] {{\[\[}}0, 1, 2]] output_shape [4, 3, 2]
// CHECK: return %[[MATRIX]], %[[LINE]], %[[BOX]]
func.func @reshape(%cube: tensor<2x3x4x!q>, %row: tensor<24x!q>)
    -> (tensor<4x6x!q>, tensor<24x!q>, tensor<4x3x2x!q>) {
  %0 = qnn.reshape %cube : tensor<2x3x4x!q> to tensor<4x6x!q>
  %1 = qnn.reshape %cube : tensor<2x3x4x!q> to tensor<24x!q>
  %2 = qnn.reshape %row : tensor<24x!q> to tensor<4x3x2x!q>
  return %0, %1, %2 : tensor<4x6x!q>, tensor<24x!q>, tensor<4x3x2x!q>
}

// CHECK-LABEL: func @reshape_rank_0(
// CHECK-SAME: %[[SCALAR:.*]]: tensor<i8>, %[[MATRIX:.*]]: tensor<1x1xi8>)
// CHECK: %[[ONE:.*]] = tensor.expand_shape %[[SCALAR]] [] output_shape [1]
// CHECK: %[[UP:.*]] = tensor.expand_shape %[[ONE]] {{\[\[}}0, 1]] output_shape [1, 1]
// CHECK: %[[FLAT:.*]] = tensor.collapse_shape %[[MATRIX]] {{\[\[}}0, 1]]
// CHECK: %[[DOWN:.*]] = tensor.collapse_shape %[[FLAT]] [] : tensor<1xi8> into tensor<i8>
// CHECK: return %[[UP]], %[[DOWN]]
func.func @reshape_rank_0(%scalar: tensor<!q>, %matrix: tensor<1x1x!q>)
    -> (tensor<1x1x!q>, tensor<!q>) {
  %0 = qnn.reshape %scalar : tensor<!q> to tensor<1x1x!q>
  %1 = qnn.reshape %matrix : tensor<1x1x!q> to tensor<!q>
  return %0, %1 : tensor<1x1x!q>, tensor<!q>
}

// -----

//===----------------------------------------------------------------------===//
// qnn.dot, qnn.row_sum and qnn.flip_sign
//===----------------------------------------------------------------------===//

// CHECK-DAG: #[[MN:.*]] = affine_map<(d0, d1) -> (d0, d1)>
// CHECK-DAG: #[[N:.*]] = affine_map<(d0, d1) -> (d1)>
// CHECK-DAG: #[[INPUT:.*]] = affine_map<(d0, d1, d2) -> (d0, d2)>
// CHECK-DAG: #[[WEIGHTS:.*]] = affine_map<(d0, d1, d2) -> (d1, d2)>
// CHECK-DAG: #[[OUTPUT:.*]] = affine_map<(d0, d1, d2) -> (d0, d1)>
// CHECK-LABEL: func @dot(
// CHECK-SAME: %[[X:.*]]: tensor<3x4xi8>, %[[W:.*]]: tensor<2x4xi8>, %[[B:.*]]: tensor<2xi32>)
// CHECK: %[[EMPTY:.*]] = tensor.empty() : tensor<3x2xi32>
// CHECK: %[[INIT:.*]] = linalg.generic {indexing_maps = [#[[N]], #[[MN]]], {{.*}} ins(%[[B]] : tensor<2xi32>) outs(%[[EMPTY]]
// CHECK: %[[DOT:.*]] = linalg.generic {indexing_maps = [#[[INPUT]], #[[WEIGHTS]], #[[OUTPUT]]], iterator_types = ["parallel", "parallel", "reduction"]} ins(%[[X]], %[[W]] : tensor<3x4xi8>, tensor<2x4xi8>) outs(%[[INIT]] : tensor<3x2xi32>)
// CHECK: ^bb0(%[[XE:.*]]: i8, %[[WE:.*]]: i8, %[[ACC:.*]]: i32):
// CHECK: %[[XI:.*]] = arith.extsi %[[XE]] : i8 to i32
// CHECK: %[[WI:.*]] = arith.extui %[[WE]] : i8 to i32
// CHECK: %[[PRODUCT:.*]] = arith.muli %[[XI]], %[[WI]] : i32
// CHECK: %[[SUM:.*]] = arith.addi %[[ACC]], %[[PRODUCT]] : i32
// CHECK: linalg.yield %[[SUM]]
// CHECK: return %[[DOT]]
func.func @dot(%x: tensor<3x4xi8>, %w: tensor<2x4xi8>, %b: tensor<2xi32>)
    -> tensor<3x2xi32> {
  %0 = qnn.dot signed(%x), unsigned(%w) bias(%b)
      : tensor<3x4xi8>, tensor<2x4xi8>, tensor<2xi32> -> tensor<3x2xi32>
  return %0 : tensor<3x2xi32>
}

// -----

// CHECK-DAG: #[[MN:.*]] = affine_map<(d0, d1) -> (d0, d1)>
// CHECK-DAG: #[[M:.*]] = affine_map<(d0, d1) -> (d0)>
// CHECK-DAG: #[[N:.*]] = affine_map<(d0, d1) -> (d1)>
// CHECK-LABEL: func @dot_row_sums(
// CHECK-SAME: %[[X:.*]]: tensor<3x4xi8>, %[[W:.*]]: tensor<2x4xi8>, %[[B:.*]]: tensor<2xi32>, %[[Z:.*]]: tensor<2xi32>)
// CHECK: %[[ZEROS:.*]] = arith.constant dense<0> : tensor<3xi32>
// CHECK: %[[SUMS:.*]] = linalg.generic {indexing_maps = [#[[MN]], #[[M]]], iterator_types = ["parallel", "reduction"]} ins(%[[X]] : tensor<3x4xi8>) outs(%[[ZEROS]] : tensor<3xi32>)
// CHECK: arith.extui %{{.*}} : i8 to i32
// CHECK: %[[INIT:.*]] = linalg.generic {indexing_maps = [#[[N]], #[[M]], #[[N]], #[[MN]]], {{.*}} ins(%[[B]], %[[SUMS]], %[[Z]] :
// CHECK: ^bb0(%[[BIAS:.*]]: i32, %[[SUM:.*]]: i32, %[[ZP:.*]]: i32, %{{.*}}: i32):
// CHECK: %[[TERM:.*]] = arith.muli %[[SUM]], %[[ZP]]
// CHECK: arith.subi %[[BIAS]], %[[TERM]]
// CHECK: linalg.generic {{.*}} ins(%[[X]], %[[W]] : {{.*}}) outs(%[[INIT]] :
func.func @dot_row_sums(%x: tensor<3x4xi8>, %w: tensor<2x4xi8>, %b: tensor<2xi32>,
                        %z: tensor<2xi32>) -> tensor<3x2xi32> {
  %s = qnn.row_sum unsigned(%x) : tensor<3x4xi8> -> tensor<3xi32>
  %0 = qnn.dot unsigned(%x), signed(%w) bias(%b) row_sums(%s) zero_points(%z)
      : tensor<3x4xi8>, tensor<2x4xi8>, tensor<2xi32>, tensor<3xi32>,
        tensor<2xi32> -> tensor<3x2xi32>
  return %0 : tensor<3x2xi32>
}

// CHECK-LABEL: func @row_sum_signed(
// CHECK: arith.extsi %{{.*}} : i8 to i32
func.func @row_sum_signed(%x: tensor<3x4xi8>) -> tensor<3xi32> {
  %0 = qnn.row_sum signed(%x) : tensor<3x4xi8> -> tensor<3xi32>
  return %0 : tensor<3xi32>
}

// CHECK-LABEL: func @flip_sign(
// CHECK: ^bb0(%[[IN:.*]]: i8, %{{.*}}: i8):
// CHECK: %[[SIGN:.*]] = arith.constant -128 : i8
// CHECK: arith.xori %[[IN]], %[[SIGN]] : i8
func.func @flip_sign(%x: tensor<2x3x4xi8>) -> tensor<2x3x4xi8> {
  %0 = qnn.flip_sign %x : tensor<2x3x4xi8>
  return %0 : tensor<2x3x4xi8>
}

// -----

//===----------------------------------------------------------------------===//
// qnn.rescale
//===----------------------------------------------------------------------===//

// The clamp is first, to [-128 - 3, 127 - 3], so that the addition stays in i32.
// CHECK-LABEL: func @rescale(
// CHECK: ^bb0(%[[IN:.*]]: i32, %{{.*}}: i8):
// CHECK: %[[M:.*]] = arith.constant 1518500250 : i32
// CHECK: %[[S:.*]] = arith.constant -7 : i32
// CHECK: %[[ZX:.*]] = arith.constant 5 : i32
// CHECK: %[[CENTRED:.*]] = arith.subi %[[IN]], %[[ZX]]
// CHECK: %[[SCALED:.*]] = qnn.apply_multiplier double_round %[[CENTRED]], %[[M]], %[[S]] {negative_shift} : i32
// CHECK: %[[LOW:.*]] = arith.constant -131 : i32
// CHECK: %[[ABOVE:.*]] = arith.maxsi %[[SCALED]], %[[LOW]]
// CHECK: %[[HIGH:.*]] = arith.constant 124 : i32
// CHECK: %[[CLAMPED:.*]] = arith.minsi %[[ABOVE]], %[[HIGH]]
// CHECK: %[[ZY:.*]] = arith.constant 3 : i32
// CHECK: %[[SUM:.*]] = arith.addi %[[CLAMPED]], %[[ZY]]
// CHECK: arith.trunci %[[SUM]] : i32 to i8
func.func @rescale(%acc: tensor<3x2xi32>) -> tensor<3x2xi8> {
  %0 = qnn.rescale double_round signed(%acc)
      multipliers(dense<1518500250> : tensor<1xi32>)
      shifts(dense<-7> : tensor<1xi32>)
      zero_points(dense<5> : tensor<1xi32> to dense<3> : tensor<1xi32>)
      clamp<-128, 127> : tensor<3x2xi32> -> tensor<3x2xi8>
  return %0 : tensor<3x2xi8>
}

// Bytes are bounded, and so is their sum with a zero point, which the clamp then
// follows.
// CHECK-LABEL: func @rescale_bytes(
// CHECK: %[[ZY:.*]] = arith.constant 3 : i32
// CHECK: %[[SUM:.*]] = qnn.apply_multiplier double_round %{{.*}} zero_point(%[[ZY]]) {bounded, negative_shift} : i32
// CHECK: %[[LOW:.*]] = arith.constant -128 : i32
// CHECK: %[[ABOVE:.*]] = arith.maxsi %[[SUM]], %[[LOW]]
// CHECK: %[[HIGH:.*]] = arith.constant 127 : i32
// CHECK: %[[CLAMPED:.*]] = arith.minsi %[[ABOVE]], %[[HIGH]]
// CHECK: arith.trunci %[[CLAMPED]] : i32 to i8
func.func @rescale_bytes(%q: tensor<3x2xi8>) -> tensor<3x2xi8> {
  %0 = qnn.rescale double_round signed(%q)
      multipliers(dense<1518500250> : tensor<1xi32>)
      shifts(dense<-1> : tensor<1xi32>)
      zero_points(dense<5> : tensor<1xi32> to dense<3> : tensor<1xi32>)
      clamp<-128, 127> : tensor<3x2xi8> -> tensor<3x2xi8>
  return %0 : tensor<3x2xi8>
}

// What is below the zero point becomes the lower bound.
// CHECK-LABEL: func @rescale_relu(
// CHECK: qnn.apply_multiplier double_round {{.*}} {bounded, clamped_at_zero, negative_shift} : i32
func.func @rescale_relu(%q: tensor<2xi8>) -> tensor<2xi8> {
  %0 = qnn.rescale double_round signed(%q)
      multipliers(dense<1518500250> : tensor<1xi32>)
      shifts(dense<-1> : tensor<1xi32>)
      zero_points(dense<5> : tensor<1xi32> to dense<3> : tensor<1xi32>)
      clamp<3, 127> : tensor<2xi8> -> tensor<2xi8>
  return %0 : tensor<2xi8>
}

// (2 * 3 + 1) * 2^27 is less than 2^30, (2 * 4 + 1) * 2^27 is not.
// CHECK-LABEL: func @rescale_zero_points(
// CHECK: qnn.apply_multiplier {{.*}} zero_point(
// CHECK: qnn.apply_multiplier
// CHECK-NOT: zero_point
// CHECK: arith.addi
func.func @rescale_zero_points(%q: tensor<2xi8>) -> (tensor<2xi8>, tensor<2xi8>) {
  %0 = qnn.rescale single_round signed(%q)
      multipliers(dense<1518500250> : tensor<1xi32>)
      shifts(dense<-28> : tensor<1xi32>)
      zero_points(dense<0> : tensor<1xi32> to dense<-3> : tensor<1xi32>)
      clamp<-128, 127> : tensor<2xi8> -> tensor<2xi8>
  %1 = qnn.rescale single_round signed(%q)
      multipliers(dense<1518500250> : tensor<1xi32>)
      shifts(dense<-28> : tensor<1xi32>)
      zero_points(dense<0> : tensor<1xi32> to dense<4> : tensor<1xi32>)
      clamp<-128, 127> : tensor<2xi8> -> tensor<2xi8>
  return %0, %1 : tensor<2xi8>, tensor<2xi8>
}

// Zero points of 0 and bounds of i32 take no operations.
// CHECK-LABEL: func @rescale_least(
// CHECK: ^bb0(%[[IN:.*]]: i8, %{{.*}}: i32):
// CHECK: %[[WIDE:.*]] = arith.extui %[[IN]] : i8 to i32
// CHECK-NEXT: %[[SCALED:.*]] = qnn.apply_multiplier half_even_f32 %[[WIDE]],
// CHECK-NEXT: linalg.yield %[[SCALED]] : i32
func.func @rescale_least(%q: tensor<3x2xi8>) -> tensor<3x2xi32> {
  %0 = qnn.rescale half_even_f32 unsigned(%q)
      multipliers(dense<1518500352> : tensor<1xi32>)
      shifts(dense<-7> : tensor<1xi32>)
      zero_points(dense<0> : tensor<1xi32> to dense<0> : tensor<1xi32>)
      clamp<-2147483648, 2147483647> : tensor<3x2xi8> -> tensor<3x2xi32>
  return %0 : tensor<3x2xi32>
}

// -----

// What varies by channel is an operand, in the order multiplier, shift, zero
// point of the input, of the output. The latter is added in 64 bits.
// CHECK-DAG: #[[ID:.*]] = affine_map<(d0, d1) -> (d0, d1)>
// CHECK-DAG: #[[N:.*]] = affine_map<(d0, d1) -> (d1)>
// CHECK-LABEL: func @rescale_channels(
// CHECK-DAG: %[[MS:.*]] = arith.constant dense<[1518500250, 1073741824]>
// CHECK-DAG: %[[SS:.*]] = arith.constant dense<[-7, 2]>
// CHECK-DAG: %[[ZXS:.*]] = arith.constant dense<[1, 2]>
// CHECK-DAG: %[[ZYS:.*]] = arith.constant dense<[0, 255]>
// CHECK: linalg.generic {indexing_maps = [#[[ID]], #[[N]], #[[N]], #[[N]], #[[N]], #[[ID]]], {{.*}} ins(%{{[^,]*}}, %[[MS]], %[[SS]], %[[ZXS]], %[[ZYS]] :
// CHECK: ^bb0(%[[IN:.*]]: i8, %[[M:.*]]: i32, %[[S:.*]]: i32, %[[ZX:.*]]: i32, %[[ZY:.*]]: i32, %{{.*}}: i8):
// CHECK: %[[WIDE:.*]] = arith.extsi %[[IN]] : i8 to i32
// CHECK: %[[CENTRED:.*]] = arith.subi %[[WIDE]], %[[ZX]]
// CHECK: %[[SCALED:.*]] = qnn.apply_multiplier single_round %[[CENTRED]], %[[M]], %[[S]]
// CHECK-DAG: %[[SCALED64:.*]] = arith.extsi %[[SCALED]] : i32 to i64
// CHECK-DAG: %[[ZY64:.*]] = arith.extsi %[[ZY]] : i32 to i64
// CHECK: arith.addi %[[SCALED64]], %[[ZY64]] : i64
// CHECK: arith.constant 10 : i64
// CHECK: arith.maxsi
// CHECK: arith.constant 200 : i64
// CHECK: arith.minsi
// CHECK: arith.trunci {{.*}} : i32 to i8
func.func @rescale_channels(%q: tensor<3x2xi8>) -> tensor<3x2xi8> {
  %0 = qnn.rescale single_round signed(%q)
      multipliers(dense<[1518500250, 1073741824]> : tensor<2xi32>)
      shifts(dense<[-7, 2]> : tensor<2xi32>)
      zero_points(dense<[1, 2]> : tensor<2xi32> to dense<[0, 255]> : tensor<2xi32>)
      axis(1) clamp<10, 200> : tensor<3x2xi8> -> tensor<3x2xi8>
  return %0 : tensor<3x2xi8>
}

// -----

// The lower bound less the zero point is 2^31, which no i32 is.
// CHECK-LABEL: func @rescale_bounds_out_of_reach(
// CHECK: %[[SCALED:.*]] = qnn.apply_multiplier
// CHECK: %[[SCALED64:.*]] = arith.extsi %[[SCALED]] : i32 to i64
// CHECK: arith.addi %[[SCALED64]], %{{.*}} : i64
func.func @rescale_bounds_out_of_reach(%q: tensor<4xi8>) -> tensor<4xi32> {
  %0 = qnn.rescale single_round signed(%q)
      multipliers(dense<1073741824> : tensor<1xi32>)
      shifts(dense<0> : tensor<1xi32>)
      zero_points(dense<0> : tensor<1xi32> to dense<-2147483648> : tensor<1xi32>)
      clamp<0, 127> : tensor<4xi8> -> tensor<4xi32>
  return %0 : tensor<4xi32>
}

// -----

//===----------------------------------------------------------------------===//
// qnn.conv
//===----------------------------------------------------------------------===//

// Two groups: axis 3 of the input and axis 0 of the weights begin with them.
// CHECK-DAG: #[[X:.*]] = affine_map<(d0, d1, d2, d3, d4, d5, d6, d7) -> (d0, d1 * 2 + d5 * 3, d2 + d6, d3, d7)>
// CHECK-DAG: #[[W:.*]] = affine_map<(d0, d1, d2, d3, d4, d5, d6, d7) -> (d3, d4, d5, d6, d7)>
// CHECK-DAG: #[[Y:.*]] = affine_map<(d0, d1, d2, d3, d4, d5, d6, d7) -> (d0, d1, d2, d3, d4)>
// CHECK-LABEL: func @conv(
// CHECK: tensor.expand_shape %{{.*}} : tensor<1x6x3x4xi8> into tensor<1x6x3x2x2xi8>
// CHECK: tensor.expand_shape %{{.*}} : tensor<6x2x2x2xi8> into tensor<2x3x2x2x2xi8>
// CHECK: linalg.generic {indexing_maps = [#[[X]], #[[W]], #[[Y]]]
// CHECK-SAME: ["parallel", "parallel", "parallel", "parallel", "parallel", "reduction", "reduction", "reduction"]
// CHECK: arith.extui %{{.*}} : i8 to i32
// CHECK: arith.extsi %{{.*}} : i8 to i32
// CHECK: tensor.collapse_shape %{{.*}} : tensor<1x2x2x2x3xi32> into tensor<1x2x2x6xi32>
func.func @conv(%x: tensor<1x6x3x4xi8>, %w: tensor<6x2x2x2xi8>, %b: tensor<6xi32>)
    -> tensor<1x2x2x6xi32> {
  %0 = qnn.conv unsigned(%x), %w bias(%b) strides [2, 1] dilations [3, 1]
      : tensor<1x6x3x4xi8>, tensor<6x2x2x2xi8>, tensor<6xi32>
     -> tensor<1x2x2x6xi32>
  return %0 : tensor<1x2x2x6xi32>
}
