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

// Rows that are less than a vector, one, several, and some with elements left.
// INPUT i8: random
// INPUT i8: random
// INPUT i8: random
// INPUT i8: random
// INPUT i8: random
// INPUT i8: random
// INPUT i8: random
// INPUT i8: random
// INPUT i8: random
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
func.func @rows_bytes(%a: tensor<3x1x!s>, %b: tensor<3x2x!s>, %c: tensor<3x7x!s>,
                      %d: tensor<3x31x!s>, %e: tensor<3x32x!s>, %f: tensor<3x33x!s>,
                      %g: tensor<3x63x!s>, %h: tensor<3x64x!s>,
                      %i: tensor<3x100x!s>, %j: tensor<3x1001x!s>)
    -> (tensor<3x1x!s8>, tensor<3x2x!s8>, tensor<3x7x!s8>, tensor<3x31x!s8>,
        tensor<3x32x!s8>, tensor<3x33x!s8>, tensor<3x63x!s8>, tensor<3x64x!s8>,
        tensor<3x100x!s8>, tensor<3x1001x!s8>) {
  %0 = qnn.softmax tflm %a beta(1.0) : tensor<3x1x!s> to tensor<3x1x!s8>
  %1 = qnn.softmax tflm %b beta(1.0) : tensor<3x2x!s> to tensor<3x2x!s8>
  %2 = qnn.softmax tflm %c beta(1.0) : tensor<3x7x!s> to tensor<3x7x!s8>
  %3 = qnn.softmax tflm %d beta(1.0) : tensor<3x31x!s> to tensor<3x31x!s8>
  %4 = qnn.softmax tflm %e beta(1.0) : tensor<3x32x!s> to tensor<3x32x!s8>
  %5 = qnn.softmax tflm %f beta(1.0) : tensor<3x33x!s> to tensor<3x33x!s8>
  %6 = qnn.softmax tflm %g beta(1.0) : tensor<3x63x!s> to tensor<3x63x!s8>
  %7 = qnn.softmax tflm %h beta(1.0) : tensor<3x64x!s> to tensor<3x64x!s8>
  %8 = qnn.softmax tflm %i beta(1.0) : tensor<3x100x!s> to tensor<3x100x!s8>
  %9 = qnn.softmax tflm %j beta(1.0) : tensor<3x1001x!s> to tensor<3x1001x!s8>
  return %0, %1, %2, %3, %4, %5, %6, %7, %8, %9
      : tensor<3x1x!s8>, tensor<3x2x!s8>, tensor<3x7x!s8>, tensor<3x31x!s8>,
      tensor<3x32x!s8>, tensor<3x33x!s8>, tensor<3x63x!s8>, tensor<3x64x!s8>,
      tensor<3x100x!s8>, tensor<3x1001x!s8>
}

// INPUT i8: random
// INPUT i8: random
// INPUT i8: random
// INPUT i8: random
// INPUT i8: random
// INPUT i8: random
// INPUT i8: random
// INPUT i8: random
// INPUT i8: random
// INPUT i8: random
// OUTPUT i16: reference
// OUTPUT i16: reference
// OUTPUT i16: reference
// OUTPUT i16: reference
// OUTPUT i16: reference
// OUTPUT i16: reference
// OUTPUT i16: reference
// OUTPUT i16: reference
// OUTPUT i16: reference
// OUTPUT i16: reference
func.func @rows_words(%a: tensor<3x1x!s>, %b: tensor<3x2x!s>, %c: tensor<3x7x!s>,
                      %d: tensor<3x31x!s>, %e: tensor<3x32x!s>, %f: tensor<3x33x!s>,
                      %g: tensor<3x63x!s>, %h: tensor<3x64x!s>,
                      %i: tensor<3x100x!s>, %j: tensor<3x1001x!s>)
    -> (tensor<3x1x!s16>, tensor<3x2x!s16>, tensor<3x7x!s16>, tensor<3x31x!s16>,
        tensor<3x32x!s16>, tensor<3x33x!s16>, tensor<3x63x!s16>, tensor<3x64x!s16>,
        tensor<3x100x!s16>, tensor<3x1001x!s16>) {
  %0 = qnn.softmax tflm %a beta(0.7) : tensor<3x1x!s> to tensor<3x1x!s16>
  %1 = qnn.softmax tflm %b beta(0.7) : tensor<3x2x!s> to tensor<3x2x!s16>
  %2 = qnn.softmax tflm %c beta(0.7) : tensor<3x7x!s> to tensor<3x7x!s16>
  %3 = qnn.softmax tflm %d beta(0.7) : tensor<3x31x!s> to tensor<3x31x!s16>
  %4 = qnn.softmax tflm %e beta(0.7) : tensor<3x32x!s> to tensor<3x32x!s16>
  %5 = qnn.softmax tflm %f beta(0.7) : tensor<3x33x!s> to tensor<3x33x!s16>
  %6 = qnn.softmax tflm %g beta(0.7) : tensor<3x63x!s> to tensor<3x63x!s16>
  %7 = qnn.softmax tflm %h beta(0.7) : tensor<3x64x!s> to tensor<3x64x!s16>
  %8 = qnn.softmax tflm %i beta(0.7) : tensor<3x100x!s> to tensor<3x100x!s16>
  %9 = qnn.softmax tflm %j beta(0.7) : tensor<3x1001x!s> to tensor<3x1001x!s16>
  return %0, %1, %2, %3, %4, %5, %6, %7, %8, %9
      : tensor<3x1x!s16>, tensor<3x2x!s16>, tensor<3x7x!s16>, tensor<3x31x!s16>,
      tensor<3x32x!s16>, tensor<3x33x!s16>, tensor<3x63x!s16>, tensor<3x64x!s16>,
      tensor<3x100x!s16>, tensor<3x1001x!s16>
}

// INPUT u8: random
// INPUT u8: random
// INPUT u8: random
// INPUT u8: random
// INPUT u8: random
// INPUT u8: random
// INPUT u8: random
// INPUT u8: random
// INPUT u8: random
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
func.func @rows_floats(%a: tensor<3x1x!u>, %b: tensor<3x2x!u>, %c: tensor<3x7x!u>,
                       %d: tensor<3x31x!u>, %e: tensor<3x32x!u>,
                       %f: tensor<3x33x!u>, %g: tensor<3x63x!u>,
                       %h: tensor<3x64x!u>, %i: tensor<3x100x!u>,
                       %j: tensor<3x1001x!u>)
    -> (tensor<3x1x!u8>, tensor<3x2x!u8>, tensor<3x7x!u8>, tensor<3x31x!u8>,
        tensor<3x32x!u8>, tensor<3x33x!u8>, tensor<3x63x!u8>, tensor<3x64x!u8>,
        tensor<3x100x!u8>, tensor<3x1001x!u8>) {
  %0 = qnn.softmax tflite %a beta(0.1) : tensor<3x1x!u> to tensor<3x1x!u8>
  %1 = qnn.softmax tflite %b beta(0.1) : tensor<3x2x!u> to tensor<3x2x!u8>
  %2 = qnn.softmax tflite %c beta(0.1) : tensor<3x7x!u> to tensor<3x7x!u8>
  %3 = qnn.softmax tflite %d beta(0.1) : tensor<3x31x!u> to tensor<3x31x!u8>
  %4 = qnn.softmax tflite %e beta(0.1) : tensor<3x32x!u> to tensor<3x32x!u8>
  %5 = qnn.softmax tflite %f beta(0.1) : tensor<3x33x!u> to tensor<3x33x!u8>
  %6 = qnn.softmax tflite %g beta(0.1) : tensor<3x63x!u> to tensor<3x63x!u8>
  %7 = qnn.softmax tflite %h beta(0.1) : tensor<3x64x!u> to tensor<3x64x!u8>
  %8 = qnn.softmax tflite %i beta(0.1) : tensor<3x100x!u> to tensor<3x100x!u8>
  %9 = qnn.softmax tflite %j beta(0.1) : tensor<3x1001x!u> to tensor<3x1001x!u8>
  return %0, %1, %2, %3, %4, %5, %6, %7, %8, %9
      : tensor<3x1x!u8>, tensor<3x2x!u8>, tensor<3x7x!u8>, tensor<3x31x!u8>,
      tensor<3x32x!u8>, tensor<3x33x!u8>, tensor<3x63x!u8>, tensor<3x64x!u8>,
      tensor<3x100x!u8>, tensor<3x1001x!u8>
}

// Of sums from 512 on, bytes have nothing left; from 8192 on, these need more than
// 32 bits, and one less has them all set but 19.
// INPUT i8: 5
// OUTPUT i8: -127
// OUTPUT i8: -128
// OUTPUT i16: -32761
// OUTPUT i16: reference
func.func @sums(%x: tensor<9000x!s>)
    -> (tensor<256x!s8>, tensor<9000x!s8>, tensor<9000x!s16>, tensor<8191x!s16>) {
  %0 = qnn.slice %x offsets [0] strides [1] : tensor<9000x!s> to tensor<256x!s>
  %1 = qnn.softmax tflm %0 beta(1.0) : tensor<256x!s> to tensor<256x!s8>
  %2 = qnn.softmax tflm %x beta(1.0) : tensor<9000x!s> to tensor<9000x!s8>
  %3 = qnn.softmax tflm %x beta(1.0) : tensor<9000x!s> to tensor<9000x!s16>
  %4 = qnn.slice %x offsets [0] strides [1] : tensor<9000x!s> to tensor<8191x!s>
  %5 = qnn.softmax tflm %4 beta(1.0) : tensor<8191x!s> to tensor<8191x!s16>
  return %1, %2, %3, %5 : tensor<256x!s8>, tensor<9000x!s8>, tensor<9000x!s16>,
      tensor<8191x!s16>
}
