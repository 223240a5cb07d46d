//===- Passes.td - Passes of the quantized and integer tier *- tablegen -*-===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef QNN_TRANSFORMS_PASSES_TD
#define QNN_TRANSFORMS_PASSES_TD

include "mlir/Pass/PassBase.td"
include "qnn/Transforms/LoweringPasses.td"

def QnnAssignRounding : Pass<"qnn-assign-rounding"> {
  let summary = "Decide the rounding mode of ops that leave it open";
  let description = [{
    Gives every op of the quantized tier that rescales and has no `rounding` the
    mode of the option. Ops that state a mode keep it.

    Example, with `mode=single_round`:
    ```mlir
    !acc = !qnn.per_tensor<i32 : f32, scale = 0.125>
    !act = !qnn.per_tensor<i8 : f32, scale = 0.5>
    func.func @f(%x: tensor<4x!acc>) -> tensor<4x!act> {
      %0 = qnn.requantize %x : tensor<4x!acc> to tensor<4x!act>
      return %0 : tensor<4x!act>
    }
    ```
    becomes
    ```mlir
    !acc = !qnn.per_tensor<i32 : f32, scale = 0.125>
    !act = !qnn.per_tensor<i8 : f32, scale = 0.5>
    func.func @f(%x: tensor<4x!acc>) -> tensor<4x!act> {
      %0 = qnn.requantize %x rounding(single_round)
          : tensor<4x!acc> to tensor<4x!act>
      return %0 : tensor<4x!act>
    }
    ```
  }];
  let options = [
    Option<"mode", "mode", "::mlir::qnn::RoundingMode",
      "::mlir::qnn::RoundingMode::DoubleRound", "The rounding mode", [{
        ::llvm::cl::values(
          clEnumValN(::mlir::qnn::RoundingMode::DoubleRound, "double_round",
                     "two roundings, as gemmlowp and TFLite's kernels"),
          clEnumValN(::mlir::qnn::RoundingMode::SingleRound, "single_round",
                     "one rounding of the 64-bit product"),
          clEnumValN(::mlir::qnn::RoundingMode::HalfEvenF32, "half_even_f32",
                     "float32 multiplication, ties to even"))
      }]>];
  let statistics = [
    Statistic<"numAssigned", "modes assigned", "Rounding modes assigned">];
}

def QnnFoldActivations : Pass<"qnn-fold-activations"> {
  let summary = "Turn fused activations into clamps in storage integers";
  let description = [{
    The bounds are those of TFLite's CalculateActivationRangeQuantized, from
    scale, zero point and storage range of the op's result (docs/Numerics.md).

    Example:
    ```mlir
    !act = !qnn.per_tensor<i8 : f32, scale = 0.05, zero_point = -100>
    !wgt = !qnn.per_tensor<i8 : f32, scale = 0.25>
    func.func @f(%x: tensor<1x4x!act>, %w: tensor<2x4x!wgt>)
        -> tensor<1x2x!act> {
      %y = qnn.fully_connected %x, %w activation(relu6)
          : tensor<1x4x!act>, tensor<2x4x!wgt> to tensor<1x2x!act>
      return %y : tensor<1x2x!act>
    }
    ```
    becomes
    ```mlir
    !act = !qnn.per_tensor<i8 : f32, scale = 0.05, zero_point = -100>
    !wgt = !qnn.per_tensor<i8 : f32, scale = 0.25>
    func.func @f(%x: tensor<1x4x!act>, %w: tensor<2x4x!wgt>)
        -> tensor<1x2x!act> {
      %y = qnn.fully_connected %x, %w clamp<-100, 20>
          : tensor<1x4x!act>, tensor<2x4x!wgt> to tensor<1x2x!act>
      return %y : tensor<1x2x!act>
    }
    ```
  }];
  let dependentDialects = ["::mlir::qnn::QnnDialect"];
  let statistics = [
    Statistic<"numFolded", "activations folded", "Activations folded">];
}

def QnnFoldZeroPoints : Pass<"qnn-fold-zero-points"> {
  let summary = "Rewrite contractions as integer products without zero points";
  let description = [{
    With input zero point `Zx`, weight zero points `Zw[n]` and K summands,

    ```
      bias[n] + sum_k (x[m,k] - Zx) * (w[n,k] - Zw[n])
    = bias'[n] + sum_k x[m,k] * w'[n,k] - Zw'[n] * sum_k x[m,k]

    w'[n,k]  = w[n,k] - c[n]
    Zw'[n]   = Zw[n] - c[n]
    bias'[n] = bias[n] - Zx * sum_k (w[n,k] - Zw[n])
    ```

    Constant weights: `bias'` and `w'` are computed here, and `c[n]` is `Zw[n]`
    if that leaves all `w'[n,k]` in i8, so that channel `n` needs no row sum. If
    it does not, `c[n]` is the number nearest to `Zw[n]` that does. The row sum
    of `x` is one for all channels, and absent if every `Zw'` is 0. Weights that
    are no constant keep their storage (`c = 0`), and `bias'` is computed at run
    time from their row sums.

    The contraction becomes `qnn.dot`; its accumulator is a quantized i32 tensor
    of scale `scale(x) * scale(w)[n]` and zero point 0, which a `qnn.requantize`
    takes to the type of the result.

    A convolution, whose weights must be constant, becomes `qnn.conv` in the same
    way, with `Zx` around the input where it was padded: that is the number that
    stands for 0, and the one whose share `bias'` takes back. Its weights become
    `w - Zw` outright, of 16 bits where 8 do not hold them.

    Bound: all sums are modulo 2^32 before and after, so the rewrite is exact for
    every input. Whether an accumulator can leave i32, and so wraps in the
    reference as well, is computed from the weights and the storage range of the
    input; the pass warns where it can.

    Example:
    ```mlir
    !act = !qnn.per_tensor<i8 : f32, scale = 0.5, zero_point = 3>
    !wgt = !qnn.per_tensor<i8 : f32, scale = 0.25>
    func.func @f(%x: tensor<1x2x!act>) -> tensor<1x2x!act> {
      %w = qnn.constant dense<[[1, 2], [3, -4]]> : tensor<2x2xi8>
             to tensor<2x2x!wgt>
      %b = arith.constant dense<[10, 20]> : tensor<2xi32>
      %y = qnn.fully_connected %x, %w bias(%b)
          : tensor<1x2x!act>, tensor<2x2x!wgt>, tensor<2xi32>
         to tensor<1x2x!act>
      return %y : tensor<1x2x!act>
    }
    ```
    becomes
    ```mlir
    !act = !qnn.per_tensor<i8 : f32, scale = 0.5, zero_point = 3>
    !acc = !qnn.per_tensor<i32 : f32, scale = 0.125>
    func.func @f(%x: tensor<1x2x!act>) -> tensor<1x2x!act> {
      %w = arith.constant dense<[[1, 2], [3, -4]]> : tensor<2x2xi8>
      %b = arith.constant dense<[1, 23]> : tensor<2xi32>
      %0 = qnn.scast %x : tensor<1x2x!act> to tensor<1x2xi8>
      %1 = qnn.dot signed(%0), signed(%w) bias(%b)
          : tensor<1x2xi8>, tensor<2x2xi8>, tensor<2xi32> -> tensor<1x2xi32>
      %2 = qnn.scast %1 : tensor<1x2xi32> to tensor<1x2x!acc>
      %y = qnn.requantize %2 : tensor<1x2x!acc> to tensor<1x2x!act>
      return %y : tensor<1x2x!act>
    }
    ```
  }];
  let dependentDialects = ["::mlir::arith::ArithDialect",
                           "::mlir::qnn::QnnDialect",
                           "::mlir::tensor::TensorDialect"];
  let statistics = [
    Statistic<"numFolded", "zero points folded",
              "Contractions whose zero points were folded">,
    Statistic<"numRowSums", "row sums",
              "Contractions that keep a row sum of their input">,
    Statistic<"numMayWrap", "may wrap",
              "Contractions whose accumulator can leave i32">];
}

def QnnDecomposeTransposeConv : Pass<"qnn-decompose-transpose-conv"> {
  let summary = "Express transposed convolutions by convolutions";
  let description = [{
    What a transposed convolution scatters, a convolution of stride 1 gathers:
    from the input with `stride - 1` elements between any two, which are the zero
    point and so contribute nothing, by the weights in reverse. With kernel size
    K along an axis, K - 1 - padding elements go before the input, and as many
    behind it as the size of the output demands; where that is less than none,
    the end is cut off.

    Example:
    ```mlir
    !act = !qnn.per_tensor<i8 : f32, scale = 0.5, zero_point = 3>
    !wgt = !qnn.per_tensor<i8 : f32, scale = 0.25>
    func.func @f(%x: tensor<1x2x1x1x!act>) -> tensor<1x5x1x1x!act> {
      %w = qnn.constant dense<[[[[1]], [[2]], [[3]]]]> : tensor<1x3x1x1xi8>
             to tensor<1x3x1x1x!wgt>
      %y = qnn.transpose_conv2d %x, %w strides [2, 1] padding [0, 0]
          : tensor<1x2x1x1x!act>, tensor<1x3x1x1x!wgt> to tensor<1x5x1x1x!act>
      return %y : tensor<1x5x1x1x!act>
    }
    ```
    becomes
    ```mlir
    !act = !qnn.per_tensor<i8 : f32, scale = 0.5, zero_point = 3>
    !wgt = !qnn.per_tensor<i8 : f32, scale = 0.25>
    func.func @f(%x: tensor<1x2x1x1x!act>) -> tensor<1x5x1x1x!act> {
      %w = qnn.constant dense<[[[[3]], [[2]], [[1]]]]> : tensor<1x3x1x1xi8>
             to tensor<1x3x1x1x!wgt>
      %0 = qnn.pad %x low [0, 2, 0, 0] high [0, 2, 0, 0] interior [0, 1, 0, 0]
             value(3) : tensor<1x2x1x1x!act> to tensor<1x7x1x1x!act>
      %y = qnn.conv2d %0, %w strides [1, 1] dilations [1, 1]
             padding [0, 0, 0, 0]
          : tensor<1x7x1x1x!act>, tensor<1x3x1x1x!wgt> to tensor<1x5x1x1x!act>
      return %y : tensor<1x5x1x1x!act>
    }
    ```
  }];
  let dependentDialects = ["::mlir::qnn::QnnDialect"];
}

#endif // QNN_TRANSFORMS_PASSES_TD
