// RUN: quant-compile %s --target=aarch64-dotprod --emit=asm -o - \
// RUN:   | FileCheck %s --check-prefix=SDOT --implicit-check-not="{{ext\sv|trn}}"
// RUN: quant-compile %s --target=aarch64-neon --emit=asm -o - \
// RUN:   | FileCheck %s --check-prefix=SMULL --implicit-check-not="{{ext\sv|trn}}"

// Rows of a column are interleaved by zips of registers, and nothing else.
// SDOT-LABEL: depthwise_invoke:
// SDOT-DAG: zip1 v{{[0-9]+}}.16b
// SDOT-DAG: zip2 v{{[0-9]+}}.16b
// SDOT-DAG: zip1 v{{[0-9]+}}.8h
// SDOT-DAG: zip2 v{{[0-9]+}}.8h
// SDOT-DAG: sdot v{{[0-9]+}}.4s, v{{[0-9]+}}.16b, v{{[0-9]+}}.16b
// SDOT: sqrdmulh
// SDOT: ret

// SMULL-LABEL: depthwise_invoke:
// SMULL-DAG: zip1 v{{[0-9]+}}.8b
// SMULL-DAG: zip2 v{{[0-9]+}}.8b
// SMULL-DAG: smull v{{[0-9]+}}.8h
// SMULL-DAG: smlal v{{[0-9]+}}.8h
// SMULL-DAG: sadalp v{{[0-9]+}}.4s
// SMULL: sqrdmulh
// SMULL: ret
!act = !qnn.per_tensor<i8 : f32, scale = 0.5>
!wgt = !qnn.per_tensor<i8 : f32, scale = 0.25>
func.func @depthwise(%x: tensor<1x10x10x16x!act>) -> tensor<1x8x8x16x!act> {
  %w = qnn.constant dense<[[[[1], [-2], [3]], [[-4], [5], [-6]], [[7], [-8], [9]]],
                           [[[9], [-1], [2]], [[-3], [4], [-5]], [[6], [-7], [8]]],
                           [[[8], [-9], [1]], [[-2], [3], [-4]], [[5], [-6], [7]]],
                           [[[7], [-8], [9]], [[-1], [2], [-3]], [[4], [-5], [6]]],
                           [[[6], [-7], [8]], [[-9], [1], [-2]], [[3], [-4], [5]]],
                           [[[5], [-6], [7]], [[-8], [9], [-1]], [[2], [-3], [4]]],
                           [[[4], [-5], [6]], [[-7], [8], [-9]], [[1], [-2], [3]]],
                           [[[3], [-4], [5]], [[-6], [7], [-8]], [[9], [-1], [2]]],
                           [[[2], [-3], [4]], [[-5], [6], [-7]], [[8], [-9], [1]]],
                           [[[1], [-2], [3]], [[-4], [5], [-6]], [[7], [-8], [9]]],
                           [[[9], [-1], [2]], [[-3], [4], [-5]], [[6], [-7], [8]]],
                           [[[8], [-9], [1]], [[-2], [3], [-4]], [[5], [-6], [7]]],
                           [[[7], [-8], [9]], [[-1], [2], [-3]], [[4], [-5], [6]]],
                           [[[6], [-7], [8]], [[-9], [1], [-2]], [[3], [-4], [5]]],
                           [[[5], [-6], [7]], [[-8], [9], [-1]], [[2], [-3], [4]]],
                           [[[4], [-5], [6]], [[-7], [8], [-9]], [[1], [-2], [3]]]]>
      : tensor<16x3x3x1xi8> to tensor<16x3x3x1x!wgt>
  %0 = qnn.conv2d %x, %w strides [1, 1] dilations [1, 1] padding [0, 0, 0, 0]
      rounding(double_round)
      : tensor<1x10x10x16x!act>, tensor<16x3x3x1x!wgt> to tensor<1x8x8x16x!act>
  return %0 : tensor<1x8x8x16x!act>
}
