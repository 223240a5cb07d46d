// RUN: %python %S/run_functions.py %s quant-run --reference
// RUN: %python %S/run_functions.py %s quant-run --target=generic --guard-pages

!s = !qnn.per_tensor<i8 : f32, scale = 0.05, zero_point = -3>
!u = !qnn.per_tensor<u8 : f32, scale = 0.3, zero_point = 130>
!s8 = !qnn.per_tensor<i8 : f32, scale = 0.00390625, zero_point = -128>
!u8 = !qnn.per_tensor<u8 : f32, scale = 0.00390625, zero_point = 0>
!s16 = !qnn.per_tensor<i16 : f32, scale = 0.0000152587890625, zero_point = -32768>

// INPUT i8: random
// OUTPUT i8: reference
// OUTPUT i16: reference
// OUTPUT i8: reference
func.func @signed(%x: tensor<2x3x45x!s>)
    -> (tensor<2x3x45x!s8>, tensor<2x3x45x!s16>, tensor<2x3x45x!s8>) {
  %0 = qnn.softmax tflm %x beta(1.0) : tensor<2x3x45x!s> to tensor<2x3x45x!s8>
  %1 = qnn.softmax tflm %x beta(2.0) : tensor<2x3x45x!s> to tensor<2x3x45x!s16>
  %2 = qnn.softmax tflite %x beta(0.7) : tensor<2x3x45x!s> to tensor<2x3x45x!s8>
  return %0, %1, %2
      : tensor<2x3x45x!s8>, tensor<2x3x45x!s16>, tensor<2x3x45x!s8>
}

// A single row, without an axis for rows.
// INPUT u8: random
// OUTPUT u8: reference
// OUTPUT u8: reference
func.func @unsigned(%x: tensor<70x!u>) -> (tensor<70x!u8>, tensor<70x!u8>) {
  %0 = qnn.softmax tflm %x beta(0.01) : tensor<70x!u> to tensor<70x!u8>
  %1 = qnn.softmax tflite %x beta(0.5) : tensor<70x!u> to tensor<70x!u8>
  return %0, %1 : tensor<70x!u8>, tensor<70x!u8>
}

// A single element is certain: 256/256, saturated.
// INPUT i8: -128 0 127
// OUTPUT i8: 127
// OUTPUT i16: 32767
// OUTPUT i8: 127
func.func @one(%x: tensor<3x1x!s>)
    -> (tensor<3x1x!s8>, tensor<3x1x!s16>, tensor<3x1x!s8>) {
  %0 = qnn.softmax tflm %x beta(1.0) : tensor<3x1x!s> to tensor<3x1x!s8>
  %1 = qnn.softmax tflm %x beta(1.0) : tensor<3x1x!s> to tensor<3x1x!s16>
  %2 = qnn.softmax tflite %x beta(1.0) : tensor<3x1x!s> to tensor<3x1x!s8>
  return %0, %1, %2 : tensor<3x1x!s8>, tensor<3x1x!s16>, tensor<3x1x!s8>
}

// Equal elements, and those farthest apart.
// INPUT u8: 0 0 255 255 0 255 255 0 128 127
// OUTPUT u8: 128 128 128 128 128 128 128 128 128 128
// OUTPUT u8: reference
// OUTPUT u8: reference
func.func @two(%x: tensor<5x2x!u>)
    -> (tensor<5x2x!u8>, tensor<5x2x!u8>, tensor<5x2x!u8>) {
  %0 = qnn.softmax tflm %x beta(0.0000002) : tensor<5x2x!u> to tensor<5x2x!u8>
  %1 = qnn.softmax tflm %x beta(1000.0) : tensor<5x2x!u> to tensor<5x2x!u8>
  %2 = qnn.softmax tflite %x beta(0.005) : tensor<5x2x!u> to tensor<5x2x!u8>
  return %0, %1, %2 : tensor<5x2x!u8>, tensor<5x2x!u8>, tensor<5x2x!u8>
}

// Rows of equal elements at both ends of the range, then others.
// INPUT i8: -128 -128 -128 -128 -128 -128 -128 -128 -128 -128 -128 -128 127 127 127 127 127 127 127 127 127 127 127 127 -128 127 0 1 2 3 4 5 6 7 8 9
// OUTPUT i8: reference
// OUTPUT i16: reference
// OUTPUT i8: reference
func.func @equal(%x: tensor<3x12x!s>)
    -> (tensor<3x12x!s8>, tensor<3x12x!s16>, tensor<3x12x!s8>) {
  %0 = qnn.softmax tflm %x beta(1.0) : tensor<3x12x!s> to tensor<3x12x!s8>
  %1 = qnn.softmax tflm %x beta(1.0) : tensor<3x12x!s> to tensor<3x12x!s16>
  %2 = qnn.softmax tflite %x beta(1.0) : tensor<3x12x!s> to tensor<3x12x!s8>
  return %0, %1, %2 : tensor<3x12x!s8>, tensor<3x12x!s16>, tensor<3x12x!s8>
}

// INPUT i8: random
// OUTPUT i8: reference
// OUTPUT i16: reference
// OUTPUT i8: reference
func.func @long(%x: tensor<3x1000x!s>)
    -> (tensor<3x1000x!s8>, tensor<3x1000x!s16>, tensor<3x1000x!s8>) {
  %0 = qnn.softmax tflm %x beta(1.0) : tensor<3x1000x!s> to tensor<3x1000x!s8>
  %1 = qnn.softmax tflm %x beta(0.1) : tensor<3x1000x!s> to tensor<3x1000x!s16>
  %2 = qnn.softmax tflite %x beta(1.0) : tensor<3x1000x!s> to tensor<3x1000x!s8>
  return %0, %1, %2
      : tensor<3x1000x!s8>, tensor<3x1000x!s16>, tensor<3x1000x!s8>
}

// Of sums from 512 on, bytes have nothing left; from 4096 on, these need more than
// 32 bits.
// INPUT i8: 5
// OUTPUT i8: -127
// OUTPUT i8: -128
// OUTPUT i16: -32761
func.func @sums(%x: tensor<9000x!s>)
    -> (tensor<256x!s8>, tensor<9000x!s8>, tensor<9000x!s16>) {
  %0 = qnn.slice %x offsets [0] strides [1] : tensor<9000x!s> to tensor<256x!s>
  %1 = qnn.softmax tflm %0 beta(1.0) : tensor<256x!s> to tensor<256x!s8>
  %2 = qnn.softmax tflm %x beta(1.0) : tensor<9000x!s> to tensor<9000x!s8>
  %3 = qnn.softmax tflm %x beta(1.0) : tensor<9000x!s> to tensor<9000x!s16>
  return %1, %2, %3 : tensor<256x!s8>, tensor<9000x!s8>, tensor<9000x!s16>
}
