//===- QnnPoolingOps.td - Pools and reductions -------------*- tablegen -*-===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef QNN_IR_QNNPOOLINGOPS_TD
#define QNN_IR_QNNPOOLINGOPS_TD

include "qnn/IR/QnnAttrs.td"
include "qnn/IR/QnnBase.td"
include "qnn/IR/QnnTypes.td"

class Qnn_PoolOp<string mnemonic> : Qnn_QuantizedOp<mnemonic, [
    DeclareOpInterfaceMethods<Qnn_FusedActivationOpInterface>]> {
  let arguments = (ins
    Qnn_QuantizedTensor:$input,
    DenseI64ArrayAttr:$window,
    DenseI64ArrayAttr:$strides,
    DenseI64ArrayAttr:$padding,
    OptionalAttr<Qnn_ActivationAttr>:$activation,
    OptionalAttr<Qnn_ClampAttr>:$clamp);
  let results = (outs Qnn_QuantizedTensor:$output);
  let assemblyFormat = [{
    $input `window` $window `strides` $strides `padding` $padding
    (`activation` `(` custom<Keyword>($activation)^ `)`)?
    (`clamp` `` $clamp^)? attr-dict `:` type($input) `to` type($output)
  }];
  let hasVerifier = 1;
}

def Qnn_AveragePool2DOp : Qnn_PoolOp<"average_pool2d"> {
  let summary = "Average of the elements of a window";
  let description = [{
    `input` is NxHxWxC, `output` NxOHxOWxC. The window at oh, ow begins at row
    oh*strides[0] - top and column ow*strides[1] - left of the image, with
    `padding` [top, bottom, left, right].

    With `acc` the sum of the storage integers inside of the image, and `count`
    how many they are, rounded half away from zero:

    ```
    output = clamp(acc / count, bounds)
    ```

    Constraints:
    1. (average_pool2d C1) `input` and `output` have rank 4.
    2. (average_pool2d C2) Window and strides are two numbers in [1, 2^31), paddings
       four in [0, 2^31), each smaller than the window.
    3. (average_pool2d C3) `output` has shape NxOHxOWxC, where
       OH = (top + H + bottom - window[0]) / strides[0] + 1, rounded down, is at
       least 1, and OW alike; every window holds an element of the image.
    4. (average_pool2d C4) `input` and `output` have the same element type,
       quantized per tensor, with 8-bit storage.
    5. (average_pool2d C5) `activation` and `clamp` are not both given.
    6. (average_pool2d C6) `clamp` lies in the output's storage range.

    Example:
    ```mlir
    %y = qnn.average_pool2d %x window [2, 2] strides [2, 2]
           padding [0, 0, 0, 0] : tensor<1x4x4x3x!act> to tensor<1x2x2x3x!act>
    ```
  }];
}

def Qnn_MaxPool2DOp : Qnn_PoolOp<"max_pool2d"> {
  let summary = "Largest element of a window";
  let description = [{
    `input` is NxHxWxC, `output` NxOHxOWxC. The window at oh, ow begins at row
    oh*strides[0] - top and column ow*strides[1] - left of the image, with
    `padding` [top, bottom, left, right].

    ```
    output = clamp(max of the elements inside of the image, bounds)
    ```

    Constraints:
    1. (max_pool2d C1) `input` and `output` have rank 4.
    2. (max_pool2d C2) Window and strides are two numbers in [1, 2^31), paddings
       four in [0, 2^31), each smaller than the window.
    3. (max_pool2d C3) `output` has shape NxOHxOWxC, where
       OH = (top + H + bottom - window[0]) / strides[0] + 1, rounded down, is at
       least 1, and OW alike; every window holds an element of the image.
    4. (max_pool2d C4) `input` and `output` have the same element type,
       quantized per tensor, with 8-bit storage.
    5. (max_pool2d C5) `activation` and `clamp` are not both given.
    6. (max_pool2d C6) `clamp` lies in the output's storage range.

    Example:
    ```mlir
    %y = qnn.max_pool2d %x window [2, 2] strides [2, 2]
           padding [0, 0, 0, 0] : tensor<1x4x4x3x!act> to tensor<1x2x2x3x!act>
    ```
  }];
}

class Qnn_ReduceOp<string mnemonic> : Qnn_QuantizedOp<mnemonic, [
    DeclareOpInterfaceMethods<Qnn_RoundingOpInterface>]> {
  let arguments = (ins
    Qnn_QuantizedTensor:$input,
    DenseI64ArrayAttr:$axes,
    OptionalAttr<Qnn_RoundingModeAttr>:$rounding);
  let results = (outs Qnn_QuantizedTensor:$output);
  let assemblyFormat = [{
    $input `axes` $axes (`rounding` `(` custom<Keyword>($rounding)^ `)`)?
    attr-dict `:` type($input) `to` type($output)
  }];
  let hasVerifier = 1;
}

def Qnn_MeanOp : Qnn_ReduceOp<"mean"> {
  let summary = "Mean over axes";
  let description = [{
    With the sum modulo 2^32 over the n elements that `axes` span:

    ```
    v      = rescale(sum input - n * zero_point(input), multiplier)
    output = clamp(v + zero_point(output), storage range)
    ```

    `multiplier` stands for scale(input) / (n * scale(output)); docs/Numerics.md
    says how it is rounded.

    Constraints:
    1. (mean C1) `axes` are increasing axes of `input`, at least one.
    2. (mean C2) `output` has the shape of `input` without `axes`, or with size 1
       along them.
    3. (mean C3) Both are quantized per tensor, with 8-bit storage and the same
       expressed type.
    4. (mean C4) `axes` span at least one and fewer than 2^23 elements, so that
       the sum fits in i32.

    Example:
    ```mlir
    %y = qnn.mean %x axes [1, 2] : tensor<1x4x4x3x!act> to tensor<1x3x!act>
    ```
  }];
}

def Qnn_SumOp : Qnn_ReduceOp<"sum"> {
  let summary = "Sum over axes";
  let description = [{
    With the sum modulo 2^32 over the n elements that `axes` span:

    ```
    v      = rescale(sum input - n * zero_point(input), multiplier)
    output = clamp(v + zero_point(output), storage range)
    ```

    `multiplier` stands for scale(input) / scale(output); docs/Numerics.md
    says how it is rounded.

    Constraints:
    1. (sum C1) `axes` are increasing axes of `input`, at least one.
    2. (sum C2) `output` has the shape of `input` without `axes`, or with size 1
       along them.
    3. (sum C3) Both are quantized per tensor, with 8-bit storage and the same
       expressed type.
    4. (sum C4) `axes` span at least one and fewer than 2^23 elements, so that
       the sum fits in i32.

    Example:
    ```mlir
    %y = qnn.sum %x axes [1, 2] : tensor<1x4x4x3x!act> to tensor<1x3x!act>
    ```
  }];
}

#endif // QNN_IR_QNNPOOLINGOPS_TD
