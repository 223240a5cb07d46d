// RUN: quant-opt %s --qnn-convert-to-linalg --split-input-file --verify-diagnostics

!q = !qnn.per_tensor<i8 : f32, scale = 0.5>
func.func @fully_connected(%x: tensor<1x4x!q>, %w: tensor<2x4x!q>)
    -> tensor<1x2x!q> {
  // expected-error @+1 {{'qnn.fully_connected' op expected integer contractions; run qnn-fold-zero-points first}}
  %0 = qnn.fully_connected %x, %w
      : tensor<1x4x!q>, tensor<2x4x!q> to tensor<1x2x!q>
  return %0 : tensor<1x2x!q>
}

// -----

!q = !qnn.per_tensor<i8 : f32, scale = 0.5>
!r = !qnn.per_tensor<i8 : f32, scale = 0.25>
func.func @requantize(%x: tensor<4x!q>) -> tensor<4x!r> {
  // expected-error @+1 {{'qnn.requantize' op expected integer multipliers; run qnn-lower-requantization first}}
  %0 = qnn.requantize %x rounding(double_round) : tensor<4x!q> to tensor<4x!r>
  return %0 : tensor<4x!r>
}

// -----

!q = !qnn.per_tensor<i8 : f32, scale = 0.5>
func.func @foreign_op(%x: tensor<4x!q>) -> tensor<2x!q> {
  // expected-error @+1 {{failed to legalize operation 'tensor.extract_slice'}}
  %0 = tensor.extract_slice %x[1] [2] [1] : tensor<4x!q> to tensor<2x!q>
  return %0 : tensor<2x!q>
}

// -----

!q = !qnn.per_tensor<i4 : f32, scale = 0.5>
func.func @four_bits(%x: tensor<4xf32>) -> tensor<4x!q> {
  // expected-error @+1 {{'qnn.quantize' op expected quantized storage of at least 8 bits}}
  %0 = qnn.quantize %x half_away : tensor<4xf32> to tensor<4x!q>
  return %0 : tensor<4x!q>
}

// -----

!q = !qnn.per_tensor<u4 : f32, scale = 0.5>
func.func @four_bits_untouched(%x: tensor<4x!q>) -> tensor<4x!q> {
  // expected-error @+1 {{'func.return' op expected quantized storage of at least 8 bits}}
  return %x : tensor<4x!q>
}

// -----

func.func @machine_tier(%x: tensor<3x4xi8>, %w: tensor<32xi8>) -> tensor<3x8xi32> {
  // expected-error @+1 {{failed to legalize operation 'qnn.packed_dot'}}
  %0 = qnn.packed_dot "x86.vpmaddubsw" panels 1 %x, %w
      : (tensor<3x4xi8>, tensor<32xi8>) -> tensor<3x8xi32> {
  ^bb0(%acc: i32):
    qnn.yield %acc : i32
  }
  return %0 : tensor<3x8xi32>
}

// -----

!q = !qnn.per_tensor<i8 : f32, scale = 0.5>
func.func @add(%x: tensor<4x!q>) -> tensor<4x!q> {
  // expected-error @+1 {{'qnn.add' op expected integer arithmetic; run qnn-lower-elementwise first}}
  %0 = qnn.add %x, %x : tensor<4x!q>, tensor<4x!q> to tensor<4x!q>
  return %0 : tensor<4x!q>
}

// -----

!q = !qnn.per_tensor<i8 : f32, scale = 0.5>
func.func @mean(%x: tensor<4x!q>) -> tensor<!q> {
  // expected-error @+1 {{'qnn.mean' op expected integer reductions; run qnn-lower-pools first}}
  %0 = qnn.mean %x axes [0] : tensor<4x!q> to tensor<!q>
  return %0 : tensor<!q>
}

// -----

!q = !qnn.per_tensor<i8 : f32, scale = 0.5>
func.func @batch_matmul(%x: tensor<4x4x!q>) -> tensor<4x4x!q> {
  // expected-error @+1 {{'qnn.batch_matmul' op expected integer contractions; run qnn-lower-batch-matmul first}}
  %0 = qnn.batch_matmul %x, %x : tensor<4x4x!q>, tensor<4x4x!q> to tensor<4x4x!q>
  return %0 : tensor<4x4x!q>
}
