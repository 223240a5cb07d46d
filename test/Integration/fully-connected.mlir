// RUN: %python %S/run_functions.py %s quant-run --reference
// RUN: %python %S/run_functions.py %s quant-run --target=generic --guard-pages
// RUN: %python %S/run_functions.py %s quant-run --target=generic --rounding=single
// RUN: %python %S/run_functions.py %s quant-run --target=generic --rounding=half-even

// Contractions of numbers at the ends of the range and of weights of each kind, in
// sizes that are no multiple of 8 lanes, 32 outputs, depths 2 and 4, or 4 steps.

//===----------------------------------------------------------------------===//
// Ends of the range
//===----------------------------------------------------------------------===//

!low = !qnn.per_tensor<i8 : f32, scale = 0.5, zero_point = -128>
!zero = !qnn.per_tensor<i8 : f32, scale = 0.5>
!high = !qnn.per_tensor<i8 : f32, scale = 0.5, zero_point = 127>
!coarse = !qnn.per_tensor<i8 : f32, scale = 512.0>
!fine = !qnn.per_tensor<i8 : f32, scale = 256.0>
!sum = !qnn.per_tensor<i8 : f32, scale = 1024.0, zero_point = -127>

// Rows of 5 are all -128, all 127, or take turns. The sums of (x + 128) * w are
//   0, 0, 0; -163200, 161925, -33150; -65280, 64770, 64770.
// Over 2048, and over 1024, where some saturate:
// INPUT i8: -128 -128 -128 -128 -128 127 127 127 127 127 -128 127 -128 127 -128
// OUTPUT i8: 0 0 0 -80 79 -16 -32 32 32
// OUTPUT i8: 0 0 0 -128 127 -32 -64 63 63
func.func @low(%x: tensor<3x5x!low>) -> (tensor<3x3x!coarse>, tensor<3x3x!fine>) {
  %w = qnn.constant dense<[[-128, -128, -128, -128, -128],
                           [127, 127, 127, 127, 127],
                           [-128, 127, -128, 127, -128]]> : tensor<3x5xi8>
      to tensor<3x5x!zero>
  %0 = qnn.fully_connected %x, %w rounding(double_round)
      : tensor<3x5x!low>, tensor<3x5x!zero> to tensor<3x3x!coarse>
  %1 = qnn.fully_connected %x, %w rounding(double_round)
      : tensor<3x5x!low>, tensor<3x5x!zero> to tensor<3x3x!fine>
  return %0, %1 : tensor<3x3x!coarse>, tensor<3x3x!fine>
}

// Rows of 5 are all -128, all 127, or take turns. The sums of x * w are
//   81920, -81280, 16640; -81280, 80645, -16510; 16640, -16510, 81410.
// Over 2048, and over 1024, where some saturate:
// INPUT i8: -128 -128 -128 -128 -128 127 127 127 127 127 -128 127 -128 127 -128
// OUTPUT i8: 40 -40 8 -40 39 -8 8 -8 40
// OUTPUT i8: 80 -79 16 -79 79 -16 16 -16 80
func.func @zero(%x: tensor<3x5x!zero>) -> (tensor<3x3x!coarse>, tensor<3x3x!fine>) {
  %w = qnn.constant dense<[[-128, -128, -128, -128, -128],
                           [127, 127, 127, 127, 127],
                           [-128, 127, -128, 127, -128]]> : tensor<3x5xi8>
      to tensor<3x5x!zero>
  %0 = qnn.fully_connected %x, %w rounding(double_round)
      : tensor<3x5x!zero>, tensor<3x5x!zero> to tensor<3x3x!coarse>
  %1 = qnn.fully_connected %x, %w rounding(double_round)
      : tensor<3x5x!zero>, tensor<3x5x!zero> to tensor<3x3x!fine>
  return %0, %1 : tensor<3x3x!coarse>, tensor<3x3x!fine>
}

// Rows of 5 are all -128, all 127, or take turns. The sums of (x - 127) * w are
//   163200, -161925, 33150; 0, 0, 0; 97920, -97155, 97920.
// Over 2048, and over 1024, where some saturate:
// INPUT i8: -128 -128 -128 -128 -128 127 127 127 127 127 -128 127 -128 127 -128
// OUTPUT i8: 80 -79 16 0 0 0 48 -47 48
// OUTPUT i8: 127 -128 32 0 0 0 96 -95 96
func.func @high(%x: tensor<3x5x!high>) -> (tensor<3x3x!coarse>, tensor<3x3x!fine>) {
  %w = qnn.constant dense<[[-128, -128, -128, -128, -128],
                           [127, 127, 127, 127, 127],
                           [-128, 127, -128, 127, -128]]> : tensor<3x5xi8>
      to tensor<3x5x!zero>
  %0 = qnn.fully_connected %x, %w rounding(double_round)
      : tensor<3x5x!high>, tensor<3x5x!zero> to tensor<3x3x!coarse>
  %1 = qnn.fully_connected %x, %w rounding(double_round)
      : tensor<3x5x!high>, tensor<3x5x!zero> to tensor<3x3x!fine>
  return %0, %1 : tensor<3x3x!coarse>, tensor<3x3x!fine>
}

!u8 = !qnn.per_tensor<u8 : f32, scale = 0.5, zero_point = 255>

// x - 255 is -255, -254, -1 and 0. -128 times that, over 1024, is 31.875, 31.75,
// 0.125 and 0; 127 times it -31.63, -31.50, -0.12 and 0. Clamped to [-20, 20].
// INPUT u8: 0 1 254 255
// OUTPUT i8: 20 -20 20 -20 0 0 0 0
func.func @unsigned(%x: tensor<4x1x!u8>) -> tensor<4x2x!fine> {
  %w = qnn.constant dense<[[-128], [127]]> : tensor<2x1xi8> to tensor<2x1x!zero>
  %y = qnn.fully_connected %x, %w clamp<-20, 20> rounding(double_round)
      : tensor<4x1x!u8>, tensor<2x1x!zero> to tensor<4x2x!fine>
  return %y : tensor<4x2x!fine>
}

//===----------------------------------------------------------------------===//
// Sizes
//===----------------------------------------------------------------------===//

!x = !qnn.per_tensor<i8 : f32, scale = 0.1, zero_point = -128>
!y = !qnn.per_tensor<i8 : f32, scale = 9.0, zero_point = 5>
!uy = !qnn.per_tensor<u8 : f32, scale = 9.0, zero_point = 130>
!w = !qnn.per_tensor<i8 : f32, scale = 0.2>
!w_channels = !qnn.per_axis<i8<-127:127> : f32, axis = 0,
    scales = dense<[0.10, 0.11, 0.12, 0.13, 0.14, 0.15, 0.16, 0.17,
                   0.18, 0.19, 0.20, 0.21, 0.22, 0.23, 0.24, 0.25,
                   0.26, 0.27, 0.28, 0.29, 0.30, 0.31, 0.32, 0.33,
                   0.34, 0.35, 0.36, 0.37, 0.38, 0.39, 0.40, 0.41,
                   0.42]> : tensor<33xf64>,
    zero_points = dense<0> : tensor<33xi32>>

// 33 outputs: a group of four panels, and one lane of another.
// INPUT i8: random
// OUTPUT i8: reference
func.func @groups(%x: tensor<3x5x!x>) -> tensor<3x33x!y> {
  %w = qnn.constant dense<
      [[-19, -41, -10, 23, -54],
       [-51, 45, 8, -48, -14],
       [14, -53, 56, 4, -33],
       [-56, -49, -5, -7, -52],
       [-30, -49, 10, -6, -53],
       [45, 12, -45, -32, 20],
       [20, 14, -53, 13, 14],
       [-10, -54, -32, -55, 11],
       [49, -43, -23, -7, -42],
       [9, -45, 13, -21, 11],
       [44, 27, -37, -47, 14],
       [13, 21, -36, -13, -48],
       [10, 31, -52, 12, -53],
       [19, -34, 3, 27, 8],
       [-6, 39, -20, -1, 14],
       [58, -2, -14, -22, -29],
       [41, -37, 29, 39, -29],
       [-50, 13, -22, 7, 3],
       [52, -17, 33, -3, -24],
       [17, -51, -45, 5, -7],
       [-39, 36, -17, -41, 59],
       [2, -7, -55, 25, -51],
       [37, 11, 13, 41, 52],
       [44, -20, -17, 28, -16],
       [16, 3, 14, 42, -2],
       [-52, 47, -49, 60, -26],
       [0, 29, 25, -52, -53],
       [33, 29, -21, 22, 13],
       [27, 45, -3, -24, 31],
       [-11, 53, 25, -16, -58],
       [60, -1, -15, -39, 18],
       [-46, 3, -53, -33, 38],
       [-24, -44, 34, -29, -10]]>
      : tensor<33x5xi8> to tensor<33x5x!w_channels>
  %b = arith.constant dense<[-100, 884, 116, -735, -560, 19, -78, 225, -331, -620,
                            777, -19, 869, 226, -330, 546, -50, -166, 498, -121,
                            -428, -591, -731, -540, -591, -425, 448, -423, -876, 93,
                            802, 306, -527]> : tensor<33xi32>
  %y = qnn.fully_connected %x, %w bias(%b)
      : tensor<3x5x!x>, tensor<33x5x!w_channels>, tensor<33xi32>
     to tensor<3x33x!y>
  return %y : tensor<3x33x!y>
}

// 37 inputs: two loops of four steps, and a step and a quarter. 13 rows: two blocks
// of five, and three.
// INPUT i8: random
// OUTPUT u8: reference
func.func @steps(%x: tensor<13x37x!x>) -> tensor<13x9x!uy> {
  %w = qnn.constant dense<
      [[-27, -24, -60, -42, -7, 8, -13, 18, 12, -20, -44, 28, 49, 5, 19, 23, 26, 34,
        -54, -2, 55, 51, 39, 51, 27, 42, 11, -10, -10, -9, -10, -47, 1, 21, -9, -53,
        -36],
       [-52, -34, -4, -40, -46, -17, 16, -54, -47, -60, 12, -41, 8, -48, -14, 18,
        -57, -51, 51, -34, 18, -12, -41, 21, -28, -16, 17, -14, 0, -45, -46, 48, 2,
        -1, 1, 1, -21],
       [-50, -42, -47, 35, -17, 34, -27, 1, 46, 28, -40, 6, -58, -34, 7, -14, -42,
        28, 9, 57, -57, 37, 7, -22, 22, 50, -49, 29, 48, -27, 6, -14, 56, -39, -15,
        38, -32],
       [8, 9, 39, 4, -18, 21, -32, 18, 43, 40, 37, 49, -36, 43, -30, 44, -9, 34, 42,
        -31, -35, 6, 3, -15, 33, -57, -57, 41, -25, 0, -27, -36, 28, 17, -16, -3, 43],
       [59, 32, -16, -14, -50, -32, -47, -31, 0, -35, -17, -34, 1, 19, 55, 18, 47,
        -60, 1, 56, 23, -16, 42, 22, -50, 46, 24, -45, 56, -11, 40, 31, 36, -35, 1,
        53, -38],
       [-5, 41, 21, -18, -49, 42, 32, -10, -1, -9, 35, -50, 32, -40, -39, -44, -57,
        -41, 15, 55, -1, 43, 23, -42, 18, 45, 16, 0, 24, 59, -16, -41, 10, 10, -44,
        -58, -59],
       [42, 32, 23, -47, 7, 35, 59, -43, -5, 51, -36, 45, 51, -33, -57, -28, -33,
        -23, 4, -30, 37, 15, -19, -27, 9, -7, 46, -44, -53, 56, 34, -15, 54, -2, 24,
        14, 44],
       [55, 6, -7, 45, 57, 52, 4, -44, 8, -41, 7, 5, -58, 51, -4, 39, -37, 17, -60,
        39, 42, -41, -38, -42, 0, 19, 32, -45, 11, -53, -19, 27, 6, 7, 11, 1, 40],
       [39, -47, 53, 11, -53, -29, -36, -25, -55, 38, -48, 4, -3, 11, -57, 37, 54,
        56, -52, -4, -19, 18, 4, 17, 5, -35, 28, -25, -3, 5, 8, 43, 1, 4, 60, -29,
        29]]>
      : tensor<9x37xi8> to tensor<9x37x!w>
  %y = qnn.fully_connected %x, %w activation(relu)
      : tensor<13x37x!x>, tensor<9x37x!w> to tensor<13x9x!uy>
  return %y : tensor<13x9x!uy>
}

// Some pairs saturate and are split: [127, 127], [-128, -128], ...
// INPUT i8: 127 -128 127 127 127 -1 0 1
// OUTPUT i8: reference
func.func @outliers(%x: tensor<3x37x!x>) -> tensor<3x9x!y> {
  %w = qnn.constant dense<
      [[127, 127, 52, 60, 58, -27, 58, 11, 54, 60, -35, 47, -3, -43, -7, -45, -10,
        -4, -20, -51, -128, -128, -6, -51, -33, 25, -22, 40, -45, 54, 39, -41, 60,
        31, 22, 24, -14],
       [-42, -28, 53, -43, -1, -32, 35, -48, -10, 53, 2, -40, 25, 46, -32, -40, 30,
        -5, 5, -9, -17, -7, -35, -15, -20, -49, 32, -14, -58, -17, 10, -2, -4, 30,
        -58, -11, -18],
       [6, 19, -23, 5, -52, -46, 57, 40, -31, 52, -47, -50, -27, -26, -55, 55, 39,
        -37, -26, 36, -44, 44, -6, 48, 56, 26, 44, -27, -9, -41, 8, 57, 5, 13, 3,
        29, -19],
       [-49, -25, -53, 42, 28, -37, 100, 101, -51, -26, 60, -58, 21, -49, 42, -27,
        -50, 17, 49, -32, -52, -27, 50, -45, -2, -59, -17, 10, -7, 58, 57, -26, 19,
        -44, -55, 7, 30],
       [-30, 60, -46, -40, -27, -54, -37, -35, 59, -21, 20, -21, 7, 37, -34, -23,
        -3, 4, 26, -38, -26, -16, 42, -58, -28, -56, -59, -58, 33, 4, 10, -36, 5, 0,
        -29, 59, -3],
       [-47, 24, 44, 23, -5, 24, 3, 9, 46, 53, -10, 4, -21, 28, -33, -31, -17, -35,
        46, 52, 30, 33, 21, -43, -9, -16, -54, 47, -44, -59, -51, 20, 34, 52, -28,
        -5, -40],
       [-53, -50, 25, 47, -12, 51, 4, 25, -24, 16, -29, 28, -23, -55, -2, -37, -40,
        -26, -3, -60, -27, -14, -18, 10, -19, -29, -56, 52, -21, -33, -15, -37, -60,
        -18, -12, -50, 0],
       [-25, 4, 23, -35, -29, 4, 39, -60, -49, -27, 44, -49, -42, -9, 15, -55, -10,
        -58, -22, -22, 20, -31, -50, 14, 7, 49, 36, -41, 24, 54, 31, 40, 52, 16,
        -11, 37, -19],
       [32, 3, 127, 2, 32, 19, 22, -42, -55, 45, 46, 31, 54, 5, 20, -6, 33, 29, 43,
        4, -43, 56, 7, 36, 4, 12, 46, 44, 42, -58, 45, 27, 14, 42, -127, -2, 27]]>
      : tensor<9x37xi8> to tensor<9x37x!w>
  %y = qnn.fully_connected %x, %w
      : tensor<3x37x!x>, tensor<9x37x!w> to tensor<3x9x!y>
  return %y : tensor<3x9x!y>
}

// Most steps would have to be split: 16-bit products.
// INPUT i8: random
// OUTPUT i8: reference
func.func @large_weights(%x: tensor<3x19x!x>) -> tensor<3x10x!y> {
  %w = qnn.constant dense<
      [[-11, -85, -113, -107, -60, 56, -75, 64, 103, -103, -119, -3, 122, 7, -127,
        105, -93, -81, -95],
       [114, 1, -90, 7, -8, -23, -10, 107, 124, 67, -89, 117, 19, -105, -27, -89,
        -53, 41, 2],
       [27, -60, -122, 118, -97, 120, 9, -78, -17, 122, 20, 18, 109, 110, 110, -68,
        -26, 31, -85],
       [114, -120, 20, 106, -89, 102, 9, 70, -21, -21, -90, -82, -56, 6, 56, -61,
        15, -71, 58],
       [-10, 126, 120, 73, -116, -47, -127, 123, 102, 79, 26, -56, 85, 48, 64, 33,
        -67, 41, -128],
       [38, 45, 75, -67, -28, -122, 20, 1, 62, -95, 73, 71, -89, 56, 91, 12, -104,
        15, -76],
       [-102, 18, -52, -1, 8, 95, 33, -31, 63, 91, -114, 76, -24, -87, -103, 82,
        102, -58, 18],
       [120, -103, -63, -41, 113, 84, 47, 16, 24, 2, 5, 79, -6, 26, 119, 73, -67,
        -43, -46],
       [-90, -22, 126, -16, 103, 42, 102, 90, -57, -30, -4, -82, -39, 47, -82, 35,
        -6, 60, 4],
       [-25, -118, 83, 68, 83, -21, 64, 10, 45, -97, 127, 14, 56, -64, -18, -81, 10,
        -1, 68]]>
      : tensor<10x19xi8> to tensor<10x19x!w>
  %y = qnn.fully_connected %x, %w
      : tensor<3x19x!x>, tensor<10x19x!w> to tensor<3x10x!y>
  return %y : tensor<3x10x!y>
}

// The largest sums of two products in 16 bits, where the weights of the first layer
// and the inputs of the second allow for these, but -128 * -128 twice: steps are added
// two by two.
// INPUT i8: -128
// INPUT i8: -128 -128 127 127
// OUTPUT i8: reference
// OUTPUT i8: reference
// OUTPUT i8: reference
// OUTPUT i8: reference
func.func @sums_of_16_bits(%low: tensor<5x21x!zero>, %turns: tensor<4x21x!zero>)
    -> (tensor<5x6x!sum>, tensor<4x6x!sum>, tensor<4x9x!fine>, tensor<5x2x!sum>) {
  %w = qnn.constant dense<
      [[-127, -127, -127, -127, -127, -127, -127, -127, -127, -127, -127, -127,
        -127, -127, -127, -127, -127, -127, -127, -127, -127],
       [127, 127, 127, 127, 127, 127, 127, 127, 127, 127, 127, 127, 127, 127, 127,
        127, 127, 127, 127, 127, 127],
       [-128, -128, 127, 127, -128, -128, 127, 127, -128, -128, 127, 127, -128,
        -128, 127, 127, -128, -128, 127, 127, -128],
       [127, 127, -128, -128, 127, 127, -128, -128, 127, 127, -128, -128, 127, 127,
        -128, -128, 127, 127, -128, -128, 127],
       [-128, 127, 127, -128, -128, 127, 127, -128, -128, 127, 127, -128, -128, 127,
        127, -128, -128, 127, 127, -128, -128],
       [-127, -128, -128, -127, -127, -128, -128, -127, -127, -128, -128, -127,
        -127, -128, -128, -127, -127, -128, -128, -127, -127]]>
      : tensor<6x21xi8> to tensor<6x21x!zero>
  %lowest = qnn.constant dense<-128> : tensor<9x6xi8> to tensor<9x6x!zero>
  %pairs = qnn.constant dense<-128> : tensor<2x21xi8> to tensor<2x21x!zero>
  %0 = qnn.fully_connected %low, %w
      : tensor<5x21x!zero>, tensor<6x21x!zero> to tensor<5x6x!sum>
  %1 = qnn.fully_connected %turns, %w activation(relu)
      : tensor<4x21x!zero>, tensor<6x21x!zero> to tensor<4x6x!sum>
  %2 = qnn.fully_connected %1, %lowest
      : tensor<4x6x!sum>, tensor<9x6x!zero> to tensor<4x9x!fine>
  %3 = qnn.fully_connected %low, %pairs
      : tensor<5x21x!zero>, tensor<2x21x!zero> to tensor<5x2x!sum>
  return %0, %1, %2, %3
      : tensor<5x6x!sum>, tensor<4x6x!sum>, tensor<4x9x!fine>, tensor<5x2x!sum>
}

// No rows are no result.
// INPUT i8: 0
// OUTPUT i8: 0
func.func @no_rows(%x: tensor<0x3x!zero>) -> tensor<0x2x!fine> {
  %w = qnn.constant dense<1> : tensor<2x3xi8> to tensor<2x3x!zero>
  %y = qnn.fully_connected %x, %w
      : tensor<0x3x!zero>, tensor<2x3x!zero> to tensor<0x2x!fine>
  return %y : tensor<0x2x!fine>
}

//===----------------------------------------------------------------------===//
// Weights
//===----------------------------------------------------------------------===//

!u4 = !qnn.per_tensor<u4 : f32, scale = 0.9, zero_point = 15>
!i4 = !qnn.per_axis<i4<-7:7> : f32, axis = 0,
    scales = dense<[0.9, 0.8, 0.7]> : tensor<3xf64>,
    zero_points = dense<[0, -7, 7]> : tensor<3xi32>>

// INPUT i8: random
// OUTPUT i8: reference
// OUTPUT i8: reference
func.func @four_bits(%x: tensor<3x7x!x>) -> (tensor<3x3x!y>, tensor<3x3x!y>) {
  %u4 = qnn.constant dense<[[12, 14, 13, 9, 0, 4, 1],
                            [13, 15, 15, 0, 2, 12, 14],
                            [14, 7, 3, 7, 4, 4, 3]]>
      : tensor<3x7xi4> to tensor<3x7x!u4>
  %i4 = qnn.constant dense<[[6, 4, 4, 3, 6, 5, 7],
                            [0, -6, 1, 5, -7, -7, 5],
                            [-5, -4, 2, 7, -7, 3, 4]]>
      : tensor<3x7xi4> to tensor<3x7x!i4>
  %0 = qnn.fully_connected %x, %u4
      : tensor<3x7x!x>, tensor<3x7x!u4> to tensor<3x3x!y>
  %1 = qnn.fully_connected %x, %i4
      : tensor<3x7x!x>, tensor<3x7x!i4> to tensor<3x3x!y>
  return %0, %1 : tensor<3x3x!y>, tensor<3x3x!y>
}

!u8_weights = !qnn.per_axis<u8 : f32, axis = 0,
    scales = dense<[0.1, 0.2, 0.3]> : tensor<3xf64>,
    zero_points = dense<[3, 128, 255]> : tensor<3xi32>>
!i8_weights = !qnn.per_tensor<i8 : f32, scale = 0.1, zero_point = -128>

// Rows that span the range of u8, so that only 128 is absorbed and a row sum is left.
// INPUT i8: random
// OUTPUT i8: reference
// OUTPUT i8: reference
func.func @row_sums(%x: tensor<3x7x!x>) -> (tensor<3x3x!y>, tensor<3x1x!y>) {
  %u8 = qnn.constant dense<[[0, 255, 1, 2, 3, 254, 128],
                            [0, 255, 127, 128, 129, 1, 2],
                            [255, 0, 254, 253, 1, 255, 255]]>
      : tensor<3x7xi8> to tensor<3x7x!u8_weights>
  %i8 = qnn.constant dense<[[-128, 127, -1, 0, 1, 126, -127]]>
      : tensor<1x7xi8> to tensor<1x7x!i8_weights>
  %0 = qnn.fully_connected %x, %u8
      : tensor<3x7x!x>, tensor<3x7x!u8_weights> to tensor<3x3x!y>
  %1 = qnn.fully_connected %x, %i8
      : tensor<3x7x!x>, tensor<1x7x!i8_weights> to tensor<3x1x!y>
  return %0, %1 : tensor<3x3x!y>, tensor<3x1x!y>
}

// INPUT i8: random
// INPUT u8: random
// INPUT i8: random
// INPUT i32: 100 -100 0
// OUTPUT i8: reference
// OUTPUT i8: reference
func.func @variable_weights(%x: tensor<3x7x!x>, %u8: tensor<3x7x!u8_weights>,
                            %i8: tensor<1x7x!i8_weights>, %b: tensor<3xi32>)
    -> (tensor<3x3x!y>, tensor<3x1x!y>) {
  %0 = qnn.fully_connected %x, %u8 bias(%b)
      : tensor<3x7x!x>, tensor<3x7x!u8_weights>, tensor<3xi32> to tensor<3x3x!y>
  %1 = qnn.fully_connected %x, %i8
      : tensor<3x7x!x>, tensor<1x7x!i8_weights> to tensor<3x1x!y>
  return %0, %1 : tensor<3x3x!y>, tensor<3x1x!y>
}

//===----------------------------------------------------------------------===//
// Layers
//===----------------------------------------------------------------------===//

!image = !qnn.per_tensor<u8 : f32, scale = 0.004, zero_point = 3>
!hidden = !qnn.per_tensor<i8 : f32, scale = 0.03, zero_point = -128>
!scores = !qnn.per_tensor<i8 : f32, scale = 2.0, zero_point = 10>

// The sums of the first layer stay in registers; its clamp bounds the input of the
// second.
// INPUT f32: 0.0 0.25 0.5 0.75 1.0 -0.5 2.0 nan
// OUTPUT f32: reference
func.func @two_layers(%x: tensor<2x3x3xf32>) -> tensor<2x5xf32> {
  %w = qnn.constant dense<
      [[-50, 119, -95, 33, -63, 8, 35, -16, 51],
       [68, -99, -102, -109, -51, 7, 114, 22, -78],
       [-28, -61, -70, 75, 26, -127, -125, 10, -50],
       [-10, -56, 118, -47, 38, 87, 99, -65, -6],
       [7, -67, 13, -64, -120, 118, -22, 53, 39],
       [-49, -113, -122, -78, 0, 99, 45, 38, -20],
       [-107, -62, -69, 43, -19, 109, -33, -69, -1],
       [-119, 51, -41, 56, -20, -35, 47, -26, -77],
       [-126, 77, -53, 62, 89, 2, -110, -75, -1],
       [121, -76, -48, 69, 82, -78, -68, -8, -71],
       [-60, 67, 100, -52, -100, 116, 32, -1, 29]]>
      : tensor<11x9xi8> to tensor<11x9x!w>
  %v = qnn.constant dense<
      [[-43, -33, 34, 16, 80, -76, 62, -53, 10, -77, -36],
       [-84, 62, -54, 16, -77, -75, -43, 10, 25, -10, -62],
       [-70, -48, -6, -42, -43, 77, 44, 29, -82, -11, 80],
       [6, 5, -6, 23, -47, -63, -90, -70, -19, -70, -1],
       [17, -59, 53, -37, 7, 1, -11, 20, -68, -78, 90]]>
      : tensor<5x11xi8> to tensor<5x11x!w>
  %0 = qnn.quantize %x half_away : tensor<2x3x3xf32> to tensor<2x3x3x!image>
  %1 = qnn.reshape %0 : tensor<2x3x3x!image> to tensor<2x9x!image>
  %2 = qnn.fully_connected %1, %w activation(relu6)
      : tensor<2x9x!image>, tensor<11x9x!w> to tensor<2x11x!hidden>
  %3 = qnn.fully_connected %2, %v
      : tensor<2x11x!hidden>, tensor<5x11x!w> to tensor<2x5x!scores>
  %4 = qnn.dequantize %3 : tensor<2x5x!scores> to tensor<2x5xf32>
  return %4 : tensor<2x5xf32>
}
