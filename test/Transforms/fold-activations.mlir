// RUN: quant-opt %s --qnn-fold-activations | FileCheck %s

// A real bound b becomes zp + round(b / scale), ties away from zero, within the
// storage range.

!q = !qnn.per_tensor<i8 : f32, scale = 0.05, zero_point = -100>

// q(0) = -100, q(6) = -100 + 120, q(-1) = -100 - 20 and q(1) = -100 + 20.
// CHECK-LABEL: func @each_activation(
// CHECK-NOT: activation
// CHECK: %[[RELU:.*]] = qnn.fully_connected %{{.*}} clamp<-100, 127> :
// CHECK: %[[RELU6:.*]] = qnn.fully_connected %{{.*}} clamp<-100, 20> :
// CHECK: %[[N1_TO_1:.*]] = qnn.fully_connected %{{.*}} clamp<-120, -80> :
// CHECK: return %[[RELU]], %[[RELU6]], %[[N1_TO_1]]
func.func @each_activation(%x: tensor<1x4x!q>, %w: tensor<2x4x!q>)
    -> (tensor<1x2x!q>, tensor<1x2x!q>, tensor<1x2x!q>) {
  %0 = qnn.fully_connected %x, %w activation(relu)
      : tensor<1x4x!q>, tensor<2x4x!q> to tensor<1x2x!q>
  %1 = qnn.fully_connected %x, %w activation(relu6)
      : tensor<1x4x!q>, tensor<2x4x!q> to tensor<1x2x!q>
  %2 = qnn.fully_connected %x, %w activation(relu_n1_to_1)
      : tensor<1x4x!q>, tensor<2x4x!q> to tensor<1x2x!q>
  return %0, %1, %2 : tensor<1x2x!q>, tensor<1x2x!q>, tensor<1x2x!q>
}

!low = !qnn.per_tensor<i8 : f32, scale = 0.05, zero_point = -128>
!mid = !qnn.per_tensor<i8 : f32, scale = 0.05>
!high = !qnn.per_tensor<i8 : f32, scale = 0.05, zero_point = 127>

// -128 + 120, 0 + 120, and 127 + 120, which saturates.
// CHECK-LABEL: func @zero_points(
// CHECK: qnn.fully_connected %{{.*}} clamp<-128, -8> :
// CHECK: qnn.fully_connected %{{.*}} clamp<0, 120> :
// CHECK: qnn.fully_connected %{{.*}} clamp<127, 127> :
func.func @zero_points(%x: tensor<1x4x!q>, %w: tensor<2x4x!q>)
    -> (tensor<1x2x!low>, tensor<1x2x!mid>, tensor<1x2x!high>) {
  %0 = qnn.fully_connected %x, %w activation(relu6)
      : tensor<1x4x!q>, tensor<2x4x!q> to tensor<1x2x!low>
  %1 = qnn.fully_connected %x, %w activation(relu6)
      : tensor<1x4x!q>, tensor<2x4x!q> to tensor<1x2x!mid>
  %2 = qnn.fully_connected %x, %w activation(relu6)
      : tensor<1x4x!q>, tensor<2x4x!q> to tensor<1x2x!high>
  return %0, %1, %2 : tensor<1x2x!low>, tensor<1x2x!mid>, tensor<1x2x!high>
}

!u8 = !qnn.per_tensor<u8 : f32, scale = 0.5, zero_point = 128>
!narrow = !qnn.per_tensor<i8<-5:127> : f32, scale = 0.1, zero_point = 3>
!tie = !qnn.per_tensor<i8 : f32, scale = 2.0, zero_point = 1>

// u8: 128 + 12. Narrow: 3 - 10 saturates to -5. Tie: +-1/2 become +-1.
// CHECK-LABEL: func @storage(
// CHECK: qnn.fully_connected %{{.*}} clamp<128, 140> :
// CHECK: qnn.fully_connected %{{.*}} clamp<-5, 13> :
// CHECK: qnn.fully_connected %{{.*}} clamp<0, 2> :
func.func @storage(%x: tensor<1x4x!q>, %w: tensor<2x4x!q>)
    -> (tensor<1x2x!u8>, tensor<1x2x!narrow>, tensor<1x2x!tie>) {
  %0 = qnn.fully_connected %x, %w activation(relu6)
      : tensor<1x4x!q>, tensor<2x4x!q> to tensor<1x2x!u8>
  %1 = qnn.fully_connected %x, %w activation(relu_n1_to_1)
      : tensor<1x4x!q>, tensor<2x4x!q> to tensor<1x2x!narrow>
  %2 = qnn.fully_connected %x, %w activation(relu_n1_to_1)
      : tensor<1x4x!q>, tensor<2x4x!q> to tensor<1x2x!tie>
  return %0, %1, %2 : tensor<1x2x!u8>, tensor<1x2x!narrow>, tensor<1x2x!tie>
}

// CHECK-LABEL: func @no_activation(
// CHECK: qnn.fully_connected %{{[^ ]*}}, %{{[^ ]*}} clamp<-1, 11> :
// CHECK: qnn.fully_connected %{{[^ ]*}}, %{{[^ ]*}} :
func.func @no_activation(%x: tensor<1x4x!q>, %w: tensor<2x4x!q>)
    -> (tensor<1x2x!q>, tensor<1x2x!q>) {
  %0 = qnn.fully_connected %x, %w clamp<-1, 11>
      : tensor<1x4x!q>, tensor<2x4x!q> to tensor<1x2x!q>
  %1 = qnn.fully_connected %x, %w
      : tensor<1x4x!q>, tensor<2x4x!q> to tensor<1x2x!q>
  return %0, %1 : tensor<1x2x!q>, tensor<1x2x!q>
}
