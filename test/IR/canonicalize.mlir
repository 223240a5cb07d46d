// RUN: quant-opt %s --canonicalize --split-input-file | FileCheck %s

!q = !qnn.per_tensor<i8 : f32, scale = 0.5>
!r = !qnn.per_tensor<i8 : f32, scale = 0.25>

// CHECK-LABEL: func @constants_are_shared(
// CHECK-DAG: %[[Q:.*]] = qnn.constant dense<[1, 2]> : tensor<2xi8> to tensor<2x!qi8>
// CHECK-DAG: %[[R:.*]] = qnn.constant dense<[1, 2]> : tensor<2xi8> to tensor<2x!qi8_1>
// CHECK: return %[[Q]], %[[Q]], %[[R]]
func.func @constants_are_shared() -> (tensor<2x!q>, tensor<2x!q>, tensor<2x!r>) {
  %0 = qnn.constant dense<[1, 2]> : tensor<2xi8> to tensor<2x!q>
  %1 = qnn.constant dense<[1, 2]> : tensor<2xi8> to tensor<2x!q>
  %2 = qnn.constant dense<[1, 2]> : tensor<2xi8> to tensor<2x!r>
  return %0, %1, %2 : tensor<2x!q>, tensor<2x!q>, tensor<2x!r>
}

// -----

!q = !qnn.per_tensor<i8 : f32, scale = 0.5>

// Folders of other dialects, which expect elements of the tensor's element type,
// leave quantized constants alone.
// CHECK-LABEL: func @constants_are_opaque(
// CHECK: %[[Q:.*]] = qnn.constant dense<[1, 2, 3, 4]>
// CHECK: tensor.expand_shape %[[Q]]
// CHECK: tensor.extract %[[Q]]
// CHECK: tensor.extract_slice %[[Q]]
func.func @constants_are_opaque() -> (tensor<2x2x!q>, !q, tensor<2x!q>) {
  %0 = qnn.constant dense<[1, 2, 3, 4]> : tensor<4xi8> to tensor<4x!q>
  %c0 = arith.constant 0 : index
  %1 = tensor.expand_shape %0 [[0, 1]] output_shape [2, 2]
      : tensor<4x!q> into tensor<2x2x!q>
  %2 = tensor.extract %0[%c0] : tensor<4x!q>
  %3 = tensor.extract_slice %0[1] [2] [1] : tensor<4x!q> to tensor<2x!q>
  return %1, %2, %3 : tensor<2x2x!q>, !q, tensor<2x!q>
}

// -----

!q = !qnn.per_tensor<i8 : f32, scale = 0.5>

// CHECK-LABEL: func @dead_ops(
// CHECK-NEXT: return
func.func @dead_ops(%x: tensor<2x2x!q>, %acc: tensor<2x2xi32>) {
  %0 = qnn.fully_connected %x, %x : tensor<2x2x!q>, tensor<2x2x!q> to tensor<2x2x!q>
  %1 = qnn.rescale double_round signed(%acc)
      multipliers(dense<1073741824> : tensor<1xi32>)
      shifts(dense<0> : tensor<1xi32>)
      zero_points(dense<0> : tensor<1xi32> to dense<0> : tensor<1xi32>)
      clamp<-128, 127> : tensor<2x2xi32> -> tensor<2x2xi8>
  return
}

// -----

//===----------------------------------------------------------------------===//
// qnn.requantize between equal types
//===----------------------------------------------------------------------===//

!i8 = !qnn.per_tensor<i8 : f32, scale = 0.5, zero_point = 3>
!i16 = !qnn.per_tensor<i16 : f32, scale = 0.5>
!channels = !qnn.per_axis<i8<-127:127> : f32, axis = 0,
    scales = dense<[0.5, 0.25]> : tensor<2xf64>,
    zero_points = dense<[0, 1]> : tensor<2xi32>>

// CHECK-LABEL: func @requantize_identity(
// CHECK-SAME: %[[A:.*]]: tensor<2x!{{.*}}>, %[[B:.*]]: tensor<2x!{{.*}}>, %[[C:.*]]: tensor<2x!{{.*}}>)
// CHECK-NEXT: return %[[A]], %[[A]], %[[B]], %[[C]]
func.func @requantize_identity(%a: tensor<2x!i8>, %b: tensor<2x!i16>,
                               %c: tensor<2x!channels>)
    -> (tensor<2x!i8>, tensor<2x!i8>, tensor<2x!i16>, tensor<2x!channels>) {
  %0 = qnn.requantize %a : tensor<2x!i8> to tensor<2x!i8>
  %1 = qnn.requantize %a rounding(double_round) clamp<-128, 127>
      : tensor<2x!i8> to tensor<2x!i8>
  %2 = qnn.requantize %b rounding(single_round) : tensor<2x!i16> to tensor<2x!i16>
  %3 = qnn.requantize %c rounding(half_even_f32) clamp<-127, 127>
      : tensor<2x!channels> to tensor<2x!channels>
  return %0, %1, %2, %3
      : tensor<2x!i8>, tensor<2x!i8>, tensor<2x!i16>, tensor<2x!channels>
}

// -----

!q = !qnn.per_tensor<i8 : f32, scale = 0.5>
!i32 = !qnn.per_tensor<i32 : f32, scale = 0.5>
!narrow = !qnn.per_tensor<i8<-127:127> : f32, scale = 0.5>

// A clamp that binds, rounding on i32 (see @requantize_i32 in fold.mlir), and a
// narrower range are no identity.
// CHECK-LABEL: func @requantize_no_identity(
// CHECK: qnn.requantize %{{.*}} clamp<-128, 126>
// CHECK: qnn.requantize %{{.*}} : tensor<2x!qi32> to tensor<2x!qi32>
// CHECK: qnn.requantize %{{.*}} : tensor<2x!qi8> to tensor<2x!qi8_1>
func.func @requantize_no_identity(%a: tensor<2x!q>, %b: tensor<2x!i32>)
    -> (tensor<2x!q>, tensor<2x!i32>, tensor<2x!narrow>) {
  %0 = qnn.requantize %a clamp<-128, 126> : tensor<2x!q> to tensor<2x!q>
  %1 = qnn.requantize %b : tensor<2x!i32> to tensor<2x!i32>
  %2 = qnn.requantize %a : tensor<2x!q> to tensor<2x!narrow>
  return %0, %1, %2 : tensor<2x!q>, tensor<2x!i32>, tensor<2x!narrow>
}

// -----

//===----------------------------------------------------------------------===//
// qnn.scast of qnn.scast
//===----------------------------------------------------------------------===//

!q = !qnn.per_tensor<i8 : f32, scale = 0.5>

// CHECK-LABEL: func @scast_of_scast(
// CHECK-SAME: %[[Q:.*]]: tensor<2x!qi8>, %[[BITS:.*]]: tensor<2xi8>)
// CHECK-NEXT: return %[[Q]], %[[BITS]]
func.func @scast_of_scast(%q: tensor<2x!q>, %bits: tensor<2xi8>)
    -> (tensor<2x!q>, tensor<2xi8>) {
  %0 = qnn.scast %q : tensor<2x!q> to tensor<2xi8>
  %1 = qnn.scast %0 : tensor<2xi8> to tensor<2x!q>
  %2 = qnn.scast %bits : tensor<2xi8> to tensor<2x!q>
  %3 = qnn.scast %2 : tensor<2x!q> to tensor<2xi8>
  return %1, %3 : tensor<2x!q>, tensor<2xi8>
}

// -----

!q = !qnn.per_tensor<i8 : f32, scale = 0.5>
!r = !qnn.per_tensor<i8 : f32, scale = 0.25>

// CHECK-LABEL: func @scast_to_another_type(
// CHECK: %[[BITS:.*]] = qnn.scast
// CHECK: qnn.scast %[[BITS]]
func.func @scast_to_another_type(%q: tensor<2x!q>) -> tensor<2x!r> {
  %0 = qnn.scast %q : tensor<2x!q> to tensor<2xi8>
  %1 = qnn.scast %0 : tensor<2xi8> to tensor<2x!r>
  return %1 : tensor<2x!r>
}

// -----

//===----------------------------------------------------------------------===//
// qnn.reshape
//===----------------------------------------------------------------------===//

!q = !qnn.per_tensor<i8 : f32, scale = 0.5>

// CHECK-LABEL: func @reshape_to_same(
// CHECK-SAME: %[[Q:.*]]: tensor<2x2x!qi8>)
// CHECK-NEXT: return %[[Q]]
func.func @reshape_to_same(%q: tensor<2x2x!q>) -> tensor<2x2x!q> {
  %0 = qnn.reshape %q : tensor<2x2x!q> to tensor<2x2x!q>
  return %0 : tensor<2x2x!q>
}

// CHECK-LABEL: func @reshape_of_reshape(
// CHECK-SAME: %[[Q:.*]]: tensor<2x3x!qi8>)
// CHECK-NEXT: %[[R:.*]] = qnn.reshape %[[Q]] : tensor<2x3x!qi8> to tensor<3x2x!qi8>
// CHECK-NEXT: return %[[R]]
func.func @reshape_of_reshape(%q: tensor<2x3x!q>) -> tensor<3x2x!q> {
  %0 = qnn.reshape %q : tensor<2x3x!q> to tensor<6x!q>
  %1 = qnn.reshape %0 : tensor<6x!q> to tensor<3x2x!q>
  return %1 : tensor<3x2x!q>
}

// CHECK-LABEL: func @reshape_and_back(
// CHECK-SAME: %[[Q:.*]]: tensor<2x3x!qi8>)
// CHECK-NEXT: return %[[Q]]
func.func @reshape_and_back(%q: tensor<2x3x!q>) -> tensor<2x3x!q> {
  %0 = qnn.reshape %q : tensor<2x3x!q> to tensor<6x!q>
  %1 = qnn.reshape %0 : tensor<6x!q> to tensor<2x3x!q>
  return %1 : tensor<2x3x!q>
}

// CHECK-LABEL: func @reshape_once(
// CHECK: qnn.reshape
func.func @reshape_once(%q: tensor<2x3x!q>) -> tensor<6x!q> {
  %0 = qnn.reshape %q : tensor<2x3x!q> to tensor<6x!q>
  return %0 : tensor<6x!q>
}

// -----

//===----------------------------------------------------------------------===//
// qnn.flip_sign
//===----------------------------------------------------------------------===//

// CHECK-LABEL: func @flip_twice(
// CHECK-SAME: %[[X:.*]]: tensor<4xi8>)
// CHECK-NEXT: return %[[X]]
func.func @flip_twice(%x: tensor<4xi8>) -> tensor<4xi8> {
  %0 = qnn.flip_sign %x : tensor<4xi8>
  %1 = qnn.flip_sign %0 : tensor<4xi8>
  return %1 : tensor<4xi8>
}

// CHECK-LABEL: func @flip_once(
// CHECK: qnn.flip_sign
func.func @flip_once(%x: tensor<4xi8>) -> tensor<4xi8> {
  %0 = qnn.flip_sign %x : tensor<4xi8>
  return %0 : tensor<4xi8>
}

// The sign of a table's results is the table's.
// CHECK-LABEL: func @flip_lookup(
// CHECK: %[[Y:.*]] = qnn.lookup %{{.*}} table(dense<-121> : tensor<256xi8>)
// CHECK-NEXT: return %[[Y]]
func.func @flip_lookup(%x: tensor<4xi8>) -> tensor<4xi8> {
  %0 = qnn.lookup %x table(dense<7> : tensor<256xi8>)
      : tensor<4xi8> -> tensor<4xi8>
  %1 = qnn.flip_sign %0 : tensor<4xi8>
  return %1 : tensor<4xi8>
}

// CHECK-LABEL: func @flip_shared_lookup(
// CHECK: qnn.lookup
// CHECK: qnn.flip_sign
func.func @flip_shared_lookup(%x: tensor<4xi8>)
    -> (tensor<4xi8>, tensor<4xi8>) {
  %0 = qnn.lookup %x table(dense<7> : tensor<256xi8>)
      : tensor<4xi8> -> tensor<4xi8>
  %1 = qnn.flip_sign %0 : tensor<4xi8>
  return %0, %1 : tensor<4xi8>, tensor<4xi8>
}

// The signed range moves up: 3 + 128, [-128, 127] + 128.
// CHECK-LABEL: func @flip_signed_rescale(
// CHECK-SAME: %[[ACC:.*]]: tensor<2x2xi32>)
// CHECK-NEXT: %[[Q:.*]] = qnn.rescale double_round unsigned(%[[ACC]]) multipliers(dense<1518500250> : tensor<1xi32>) shifts(dense<-7> : tensor<1xi32>) zero_points(dense<5> : tensor<1xi32> to dense<131> : tensor<1xi32>) clamp<0, 255>
// CHECK-NEXT: return %[[Q]]
func.func @flip_signed_rescale(%acc: tensor<2x2xi32>) -> tensor<2x2xi8> {
  %0 = qnn.rescale double_round unsigned(%acc)
      multipliers(dense<1518500250> : tensor<1xi32>)
      shifts(dense<-7> : tensor<1xi32>)
      zero_points(dense<5> : tensor<1xi32> to dense<3> : tensor<1xi32>)
      clamp<-128, 127> : tensor<2x2xi32> -> tensor<2x2xi8>
  %1 = qnn.flip_sign %0 : tensor<2x2xi8>
  return %1 : tensor<2x2xi8>
}

// The unsigned range moves down: [0, 255] - 128, [10, 200] - 128.
// CHECK-LABEL: func @flip_unsigned_rescale(
// CHECK-NEXT: qnn.rescale single_round signed(%{{.*}}) {{.*}} zero_points(dense<0> : tensor<1xi32> to dense<[-128, 127]> : tensor<2xi32>) axis(1) clamp<-118, 72>
// CHECK-NEXT: return
func.func @flip_unsigned_rescale(%acc: tensor<2x2xi32>) -> tensor<2x2xi8> {
  %0 = qnn.rescale single_round signed(%acc)
      multipliers(dense<[1518500250, 1073741824]> : tensor<2xi32>)
      shifts(dense<-7> : tensor<1xi32>)
      zero_points(dense<0> : tensor<1xi32> to dense<[0, 255]> : tensor<2xi32>)
      axis(1) clamp<10, 200> : tensor<2x2xi32> -> tensor<2x2xi8>
  %1 = qnn.flip_sign %0 : tensor<2x2xi8>
  return %1 : tensor<2x2xi8>
}

// Bits in [0, 127] mean the same signed and unsigned; xor 0x80 adds 128.
// CHECK-LABEL: func @flip_rescale_of_either_sign(
// CHECK-NEXT: qnn.rescale {{.*}} to dense<128> : tensor<1xi32>) clamp<128, 255>
// CHECK-NEXT: return
func.func @flip_rescale_of_either_sign(%acc: tensor<2x2xi32>) -> tensor<2x2xi8> {
  %0 = qnn.rescale double_round signed(%acc)
      multipliers(dense<1518500250> : tensor<1xi32>)
      shifts(dense<-7> : tensor<1xi32>)
      zero_points(dense<0> : tensor<1xi32> to dense<0> : tensor<1xi32>)
      clamp<0, 127> : tensor<2x2xi32> -> tensor<2x2xi8>
  %1 = qnn.flip_sign %0 : tensor<2x2xi8>
  return %1 : tensor<2x2xi8>
}

// CHECK-LABEL: func @flip_shared_rescale(
// CHECK: %[[Q:.*]] = qnn.rescale {{.*}} clamp<-128, 127>
// CHECK: %[[U:.*]] = qnn.flip_sign %[[Q]]
// CHECK: return %[[Q]], %[[U]]
func.func @flip_shared_rescale(%acc: tensor<2x2xi32>)
    -> (tensor<2x2xi8>, tensor<2x2xi8>) {
  %0 = qnn.rescale double_round signed(%acc)
      multipliers(dense<1518500250> : tensor<1xi32>)
      shifts(dense<-7> : tensor<1xi32>)
      zero_points(dense<0> : tensor<1xi32> to dense<3> : tensor<1xi32>)
      clamp<-128, 127> : tensor<2x2xi32> -> tensor<2x2xi8>
  %1 = qnn.flip_sign %0 : tensor<2x2xi8>
  return %0, %1 : tensor<2x2xi8>, tensor<2x2xi8>
}

// 2147483519 + 128 is the largest i32.
// CHECK-LABEL: func @flip_rescale_largest_zero_point(
// CHECK-NEXT: qnn.rescale {{.*}} to dense<2147483647> : tensor<1xi32>) clamp<0, 255>
// CHECK-NEXT: return
func.func @flip_rescale_largest_zero_point(%acc: tensor<2x2xi32>)
    -> tensor<2x2xi8> {
  %0 = qnn.rescale double_round signed(%acc)
      multipliers(dense<1518500250> : tensor<1xi32>)
      shifts(dense<-7> : tensor<1xi32>)
      zero_points(dense<0> : tensor<1xi32> to dense<2147483519> : tensor<1xi32>)
      clamp<-128, 127> : tensor<2x2xi32> -> tensor<2x2xi8>
  %1 = qnn.flip_sign %0 : tensor<2x2xi8>
  return %1 : tensor<2x2xi8>
}

// One zero point that would not fit keeps the op, upward and downward.
// CHECK-LABEL: func @flip_rescale_zero_point_overflow(
// CHECK: qnn.rescale {{.*}} clamp<-128, 127>
// CHECK: qnn.flip_sign
// CHECK: qnn.rescale {{.*}} clamp<0, 255>
// CHECK: qnn.flip_sign
func.func @flip_rescale_zero_point_overflow(%acc: tensor<2x2xi32>)
    -> (tensor<2x2xi8>, tensor<2x2xi8>) {
  %0 = qnn.rescale double_round signed(%acc)
      multipliers(dense<1518500250> : tensor<1xi32>)
      shifts(dense<-7> : tensor<1xi32>)
      zero_points(dense<0> : tensor<1xi32>
                  to dense<[0, 2147483520]> : tensor<2xi32>)
      axis(1) clamp<-128, 127> : tensor<2x2xi32> -> tensor<2x2xi8>
  %1 = qnn.flip_sign %0 : tensor<2x2xi8>
  %2 = qnn.rescale double_round signed(%acc)
      multipliers(dense<1518500250> : tensor<1xi32>)
      shifts(dense<-7> : tensor<1xi32>)
      zero_points(dense<0> : tensor<1xi32> to dense<-2147483648> : tensor<1xi32>)
      clamp<0, 255> : tensor<2x2xi32> -> tensor<2x2xi8>
  %3 = qnn.flip_sign %2 : tensor<2x2xi8>
  return %1, %3 : tensor<2x2xi8>, tensor<2x2xi8>
}
