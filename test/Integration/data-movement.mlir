// RUN: %python %S/run_functions.py %s quant-run --reference
// RUN: %python %S/run_functions.py %s quant-run --target=generic --guard-pages

!q = !qnn.per_tensor<u8 : f32, scale = 0.5, zero_point = 128>

// INPUT u8: 1 2 3 4 5 6
// OUTPUT u8: 200 200 200 200 200 200 1 2 3 200 200 4 5 6 200
func.func @pad(%x: tensor<2x3x!q>) -> tensor<3x5x!q> {
  %0 = qnn.pad %x low [1, 1] high [0, 1] interior [0, 0] value(200)
      : tensor<2x3x!q> to tensor<3x5x!q>
  return %0 : tensor<3x5x!q>
}

// Rows of 51 bytes, which are no whole vectors, into a larger image and out of one.
// INPUT u8: random
// OUTPUT u8: reference
// OUTPUT u8: reference
func.func @rows(%x: tensor<5x17x3x!q>)
    -> (tensor<7x19x3x!q>, tensor<4x13x3x!q>) {
  %0 = qnn.pad %x low [1, 1, 0] high [1, 1, 0] interior [0, 0, 0] value(0)
      : tensor<5x17x3x!q> to tensor<7x19x3x!q>
  %1 = qnn.slice %x offsets [1, 4, 0] strides [1, 1, 1]
      : tensor<5x17x3x!q> to tensor<4x13x3x!q>
  return %0, %1 : tensor<7x19x3x!q>, tensor<4x13x3x!q>
}

// Pixels of two channels, with two black ones between any two in a row.
// INPUT u8: 1 2 3 4 5 6 7 8
// OUTPUT u8: 0 0 1 2 0 0 0 0 3 4 0 0 5 6 0 0 0 0 7 8
func.func @pad_interior(%x: tensor<2x2x2x!q>) -> tensor<2x5x2x!q> {
  %0 = qnn.pad %x low [0, 1, 0] high [0, 0, 0] interior [0, 2, 0] value(0)
      : tensor<2x2x2x!q> to tensor<2x5x2x!q>
  return %0 : tensor<2x5x2x!q>
}

// INPUT u8: 1 2 3 4 5 6 7 8 9 10 11 12
// OUTPUT u8: 2 3 10 11
// OUTPUT u8: 1 3 9 11
// OUTPUT u8: 5 6 7 8
func.func @slice(%x: tensor<3x4x!q>)
    -> (tensor<2x2x!q>, tensor<2x2x!q>, tensor<1x4x!q>) {
  %0 = qnn.slice %x offsets [0, 1] strides [2, 1]
      : tensor<3x4x!q> to tensor<2x2x!q>
  %1 = qnn.slice %x offsets [0, 0] strides [2, 2]
      : tensor<3x4x!q> to tensor<2x2x!q>
  %2 = qnn.slice %x offsets [1, 0] strides [1, 1]
      : tensor<3x4x!q> to tensor<1x4x!q>
  return %0, %1, %2 : tensor<2x2x!q>, tensor<2x2x!q>, tensor<1x4x!q>
}

// A slice that is not contiguous, reshaped.
// INPUT u8: 1 2 3 4 5 6 7 8 9 10 11 12
// OUTPUT u8: 2 3 6 7 10 11
func.func @slice_reshape(%x: tensor<3x4x!q>) -> tensor<6x!q> {
  %0 = qnn.slice %x offsets [0, 1] strides [1, 1]
      : tensor<3x4x!q> to tensor<3x2x!q>
  %1 = qnn.reshape %0 : tensor<3x2x!q> to tensor<6x!q>
  return %1 : tensor<6x!q>
}

// Arithmetic on elements that are apart in memory: x + x - 128.
// INPUT u8: 101 102 103 104 105 106 107 108 109 110 111 112
// OUTPUT u8: 76 80 92 96
func.func @slice_add(%x: tensor<3x4x!q>) -> tensor<2x2x!q> {
  %0 = qnn.slice %x offsets [0, 1] strides [2, 2]
      : tensor<3x4x!q> to tensor<2x2x!q>
  %1 = qnn.add %0, %0 : tensor<2x2x!q>, tensor<2x2x!q> to tensor<2x2x!q>
  return %1 : tensor<2x2x!q>
}

// INPUT u8: 1 2 3 4 5 6
// INPUT u8: 7 8 9 10
// OUTPUT u8: 1 2 3 7 8 1 2 3 4 5 6 9 10 4 5 6
func.func @concat(%a: tensor<2x3x!q>, %b: tensor<2x2x!q>) -> tensor<2x8x!q> {
  %0 = qnn.concat %a, %b, %a axis(1)
      : tensor<2x3x!q>, tensor<2x2x!q>, tensor<2x3x!q> to tensor<2x8x!q>
  return %0 : tensor<2x8x!q>
}

// Element i, j, k moves to k, i, j.
// INPUT u8: 1 2 3 4 5 6 7 8 9 10 11 12
// OUTPUT u8: 1 3 5 7 9 11 2 4 6 8 10 12
func.func @transpose(%x: tensor<2x3x2x!q>) -> tensor<2x2x3x!q> {
  %0 = qnn.transpose %x permutation [2, 0, 1]
      : tensor<2x3x2x!q> to tensor<2x2x3x!q>
  return %0 : tensor<2x2x3x!q>
}

// Reversal, and rows that are repeated.
// INPUT u8: 1 2 3 4 5 6
// OUTPUT u8: 3 2 1 6 5 4
// OUTPUT u8: 4 5 6 4 5 6 1 2 3
func.func @take(%x: tensor<2x3x!q>) -> (tensor<2x3x!q>, tensor<3x3x!q>) {
  %0 = qnn.take %x axis(1) indices [2, 1, 0] : tensor<2x3x!q> to tensor<2x3x!q>
  %1 = qnn.take %x axis(0) indices [1, 1, 0] : tensor<2x3x!q> to tensor<3x3x!q>
  return %0, %1 : tensor<2x3x!q>, tensor<3x3x!q>
}
