//===- QnnProductOps.td - Convolutions and matrix products -*- tablegen -*-===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef QNN_IR_QNNPRODUCTOPS_TD
#define QNN_IR_QNNPRODUCTOPS_TD

include "qnn/IR/QnnAttrs.td"
include "qnn/IR/QnnBase.td"
include "qnn/IR/QnnTypes.td"

class Qnn_ProductOp<string mnemonic> : Qnn_QuantizedOp<mnemonic, [
    DeclareOpInterfaceMethods<Qnn_RoundingOpInterface>,
    DeclareOpInterfaceMethods<Qnn_FusedActivationOpInterface>]> {
  let results = (outs Qnn_QuantizedTensor:$output);
  let hasVerifier = 1;
}

def Qnn_Conv2DOp : Qnn_ProductOp<"conv2d"> {
  let summary = "Grouped two-dimensional convolution";
  let description = [{
    `input` is NxHxWxC, `weights` are OxKHxKWxI, `bias` has O elements in units
    of the accumulator, `output` is NxOHxOWxO. There are G = C/I groups; group
    `o / (O/G)` of the input's channels serves output channel `o`, so that I = 1
    is a depthwise convolution of multiplier O/C. With `padding` [top, bottom,
    left, right], y = oh*strides[0] + kh*dilations[0] - top and x alike:

    ```
    acc[n, oh, ow, o] = bias[o] + sum over kh, kw, i with y, x inside of H, W
        (input[n, y, x, group*I + i] - zero_point(input))
        * (weights[o, kh, kw, i] - zero_point(weights)[o])
    s[o]   = scale(input) * scale(weights)[o]
    v      = rescale(acc, quantizeMultiplier(s[o] / scale(output)))
    output = clamp(v + zero_point(output), bounds)
    ```

    Sums are modulo 2^32; scales, rescale and bounds are as in
    `qnn.fully_connected`.

    Constraints:
    1. (conv2d C1) `input`, `weights` and `output` have rank 4.
    2. (conv2d C2) C is a multiple of I, and O of C/I; none of them is 0.
    3. (conv2d C3) Strides and dilations are two numbers in [1, 2^31), paddings
       four in [0, 2^31).
    4. (conv2d C4) `output` has shape NxOHxOWxO, where
       OH = (top + H + bottom - (KH - 1)*dilations[0] - 1) / strides[0] + 1,
       rounded down, is at least 1, and OW alike.
    5. (conv2d C5) `bias`, if present, has shape O.
    6. (conv2d C6) `input` and `output` are quantized per tensor, with 8-bit
       storage.
    7. (conv2d C7) `weights` have storage of at most 8 bits, quantized per tensor
       or along axis 0.
    8. (conv2d C8) `activation` and `clamp` are not both given.
    9. (conv2d C9) `clamp` lies in the output's storage range.
    10. (conv2d C10) `input`, `weights` and `output` have the same expressed
        type.

    Example:
    ```mlir
    %y = qnn.conv2d %x, %w bias(%b) strides [1, 1] dilations [1, 1]
           padding [1, 1, 1, 1] activation(relu)
        : tensor<1x5x5x4x!act>, tensor<2x3x3x4x!wgts>, tensor<2xi32>
       to tensor<1x5x5x2x!act>
    ```
  }];
  let arguments = (ins
    Qnn_QuantizedTensor:$input,
    Qnn_QuantizedTensor:$weights,
    Optional<Qnn_AccumulatorTensor>:$bias,
    DenseI64ArrayAttr:$strides,
    DenseI64ArrayAttr:$dilations,
    DenseI64ArrayAttr:$padding,
    OptionalAttr<Qnn_ActivationAttr>:$activation,
    OptionalAttr<Qnn_ClampAttr>:$clamp,
    OptionalAttr<Qnn_RoundingModeAttr>:$rounding,
    UnitAttr:$f32_accumulator_scale);
  let assemblyFormat = [{
    $input `,` $weights (`bias` `(` $bias^ `)`)?
    `strides` $strides `dilations` $dilations `padding` $padding
    (`activation` `(` custom<Keyword>($activation)^ `)`)?
    (`clamp` `` $clamp^)? (`rounding` `(` custom<Keyword>($rounding)^ `)`)?
    (`f32_accumulator_scale` $f32_accumulator_scale^)? attr-dict
    `:` type($input) `,` type($weights) (`,` type($bias)^)? `to` type($output)
  }];
}

def Qnn_TransposeConv2DOp : Qnn_ProductOp<"transpose_conv2d"> {
  let summary = "Transposed two-dimensional convolution";
  let description = [{
    `input` is NxHxWxC, `weights` are OxKHxKWxC, `bias` has O elements, `output`
    is NxOHxOWxO. Each input is scattered over the output; with `padding` [top,
    left]:

    ```
    acc[n, y, x, o] = bias[o] + sum over h, w, kh, kw, c with
                                    y = h*strides[0] + kh - top,
                                    x = w*strides[1] + kw - left
        (input[n, h, w, c] - zero_point(input))
        * (weights[o, kh, kw, c] - zero_point(weights)[o])
    ```

    Rescale and clamp follow as in `qnn.conv2d`.

    Constraints:
    1. (transpose_conv2d C1) `input`, `weights` and `output` have rank 4.
    2. (transpose_conv2d C2) `input` and `weights` have the same size along axis
       3; `output` has the `input`'s size along axis 0 and the `weights`' axis 0
       as its axis 3.
    3. (transpose_conv2d C3) Strides are two numbers in [1, 2^31); the paddings
       are two, in [0, KH) and [0, KW).
    4. (transpose_conv2d C4) `bias`, if present, has shape O.
    5. (transpose_conv2d C5) `input` and `output` are quantized per tensor, with
       8-bit storage.
    6. (transpose_conv2d C6) `weights` have storage of at most 8 bits, quantized
       per tensor or along axis 0.
    7. (transpose_conv2d C7) `activation` and `clamp` are not both given.
    8. (transpose_conv2d C8) `clamp` lies in the output's storage range.
    9. (transpose_conv2d C9) `input`, `weights` and `output` have the same
       expressed type.

    Example:
    ```mlir
    %y = qnn.transpose_conv2d %x, %w bias(%b) strides [2, 2] padding [0, 0]
        : tensor<1x2x2x4x!act>, tensor<2x3x3x4x!wgts>, tensor<2xi32>
       to tensor<1x5x5x2x!act>
    ```
  }];
  let arguments = (ins
    Qnn_QuantizedTensor:$input,
    Qnn_QuantizedTensor:$weights,
    Optional<Qnn_AccumulatorTensor>:$bias,
    DenseI64ArrayAttr:$strides,
    DenseI64ArrayAttr:$padding,
    OptionalAttr<Qnn_ActivationAttr>:$activation,
    OptionalAttr<Qnn_ClampAttr>:$clamp,
    OptionalAttr<Qnn_RoundingModeAttr>:$rounding);
  let assemblyFormat = [{
    $input `,` $weights (`bias` `(` $bias^ `)`)?
    `strides` $strides `padding` $padding
    (`activation` `(` custom<Keyword>($activation)^ `)`)?
    (`clamp` `` $clamp^)? (`rounding` `(` custom<Keyword>($rounding)^ `)`)?
    attr-dict
    `:` type($input) `,` type($weights) (`,` type($bias)^)? `to` type($output)
  }];
}

def Qnn_BatchMatmulOp : Qnn_ProductOp<"batch_matmul"> {
  let summary = "Matrix products of two activations";
  let description = [{
    `lhs` is ..xMxK, `rhs` ..xNxK and `output` ..xMxN, with equal leading sizes,
    here b. Sums are modulo 2^32:

    ```
    acc[b, m, n] = sum_k (lhs[b, m, k] - zero_point(lhs))
                       * (rhs[b, n, k] - zero_point(rhs))
    s            = float32(float32(scale(lhs)) * float32(scale(rhs)))
    v            = rescale(acc, quantizeMultiplier(s / scale(output)))
    output       = clamp(v + zero_point(output), bounds)
    ```

    Constraints:
    1. (batch_matmul C1) `lhs`, `rhs` and `output` have shapes ..xMxK, ..xNxK and
       ..xMxN.
    2. (batch_matmul C2) All are quantized per tensor, with 8-bit storage and the
       same expressed type.
    3. (batch_matmul C3) `activation` and `clamp` are not both given.
    4. (batch_matmul C4) `clamp` lies in the output's storage range.

    Example:
    ```mlir
    %y = qnn.batch_matmul %a, %b
        : tensor<2x3x4x!act>, tensor<2x5x4x!act> to tensor<2x3x5x!act>
    ```
  }];
  let arguments = (ins
    Qnn_QuantizedTensor:$lhs,
    Qnn_QuantizedTensor:$rhs,
    OptionalAttr<Qnn_ActivationAttr>:$activation,
    OptionalAttr<Qnn_ClampAttr>:$clamp,
    OptionalAttr<Qnn_RoundingModeAttr>:$rounding);
  let assemblyFormat = [{
    $lhs `,` $rhs
    (`activation` `(` custom<Keyword>($activation)^ `)`)?
    (`clamp` `` $clamp^)? (`rounding` `(` custom<Keyword>($rounding)^ `)`)?
    attr-dict `:` type($lhs) `,` type($rhs) `to` type($output)
  }];
}

#endif // QNN_IR_QNNPRODUCTOPS_TD
