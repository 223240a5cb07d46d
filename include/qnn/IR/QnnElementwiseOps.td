//===- QnnElementwiseOps.td - Functions of elements --------*- tablegen -*-===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef QNN_IR_QNNELEMENTWISEOPS_TD
#define QNN_IR_QNNELEMENTWISEOPS_TD

include "qnn/IR/QnnAttrs.td"
include "qnn/IR/QnnBase.td"
include "qnn/IR/QnnTypes.td"

class Qnn_ArithmeticOp<string mnemonic> : Qnn_QuantizedOp<mnemonic, [
    DeclareOpInterfaceMethods<Qnn_RoundingOpInterface>,
    DeclareOpInterfaceMethods<Qnn_FusedActivationOpInterface>]> {
  let arguments = (ins
    Qnn_QuantizedTensor:$lhs,
    Qnn_QuantizedTensor:$rhs,
    OptionalAttr<Qnn_ActivationAttr>:$activation,
    OptionalAttr<Qnn_ClampAttr>:$clamp,
    OptionalAttr<Qnn_RoundingModeAttr>:$rounding,
    UnitAttr:$f32_scales);
  let results = (outs Qnn_QuantizedTensor:$output);
  let assemblyFormat = [{
    $lhs `,` $rhs
    (`activation` `(` custom<Keyword>($activation)^ `)`)?
    (`clamp` `` $clamp^)? (`rounding` `(` custom<Keyword>($rounding)^ `)`)?
    (`f32_scales` $f32_scales^)? attr-dict
    `:` type($lhs) `,` type($rhs) `to` type($output)
  }];
  let hasVerifier = 1;
}

def Qnn_AddOp : Qnn_ArithmeticOp<"add"> {
  let summary = "Sum of two quantized tensors";
  let description = [{
    With L = 20 and t = 2 * max(scale(lhs), scale(rhs)):

    ```
    l      = rescale((lhs - zero_point(lhs)) << L, scale(lhs) / t)
    r      = rescale((rhs - zero_point(rhs)) << L, scale(rhs) / t)
    v      = rescale(l + r, t / (2^L * scale(output)))
    output = clamp(v + zero_point(output), bounds)
    ```

    The factors are double; with `f32_scales` they are rounded to float32, and
    so are the scales that they are computed from. Operands broadcast as in
    NumPy.

    Constraints:
    1. (add C1) The shapes of `lhs` and `rhs` broadcast to that of `output`.
    2. (add C2) All are quantized per tensor, with 8-bit storage and the same
       expressed type.
    3. (add C3) `activation` and `clamp` are not both given.
    4. (add C4) `clamp` lies in the output's storage range.

    Example:
    ```mlir
    %y = qnn.add %a, %b activation(relu)
        : tensor<2x3x!act>, tensor<1x3x!act> to tensor<2x3x!act>
    ```
  }];
}

def Qnn_SubOp : Qnn_ArithmeticOp<"sub"> {
  let summary = "Difference of two quantized tensors";
  let description = [{
    As `qnn.add`, with `l - r` for `l + r`.

    The factors are double; with `f32_scales` they are rounded to float32, and
    so are the scales that they are computed from. Operands broadcast as in
    NumPy.

    Constraints:
    1. (sub C1) The shapes of `lhs` and `rhs` broadcast to that of `output`.
    2. (sub C2) All are quantized per tensor, with 8-bit storage and the same
       expressed type.
    3. (sub C3) `activation` and `clamp` are not both given.
    4. (sub C4) `clamp` lies in the output's storage range.

    Example:
    ```mlir
    %y = qnn.sub %a, %b activation(relu)
        : tensor<2x3x!act>, tensor<1x3x!act> to tensor<2x3x!act>
    ```
  }];
}

def Qnn_MulOp : Qnn_ArithmeticOp<"mul"> {
  let summary = "Product of two quantized tensors";
  let description = [{
    ```
    v      = rescale((lhs - zero_point(lhs)) * (rhs - zero_point(rhs)),
                     scale(lhs) * scale(rhs) / scale(output))
    output = clamp(v + zero_point(output), bounds)
    ```

    The factors are double; with `f32_scales` they are rounded to float32, and
    so are the scales that they are computed from. Operands broadcast as in
    NumPy.

    Constraints:
    1. (mul C1) The shapes of `lhs` and `rhs` broadcast to that of `output`.
    2. (mul C2) All are quantized per tensor, with 8-bit storage and the same
       expressed type.
    3. (mul C3) `activation` and `clamp` are not both given.
    4. (mul C4) `clamp` lies in the output's storage range.

    Example:
    ```mlir
    %y = qnn.mul %a, %b activation(relu)
        : tensor<2x3x!act>, tensor<1x3x!act> to tensor<2x3x!act>
    ```
  }];
}

class Qnn_ExtremumOp<string mnemonic> : Qnn_QuantizedOp<mnemonic> {
  let arguments = (ins Qnn_QuantizedTensor:$lhs, Qnn_QuantizedTensor:$rhs);
  let results = (outs Qnn_QuantizedTensor:$output);
  let assemblyFormat = [{
    $lhs `,` $rhs attr-dict `:` type($lhs) `,` type($rhs) `to` type($output)
  }];
  let hasVerifier = 1;
}

def Qnn_MinimumOp : Qnn_ExtremumOp<"minimum"> {
  let summary = "Smaller of two quantized tensors";
  let description = [{
    ```
    output = min(lhs, rhs)
    ```

    Operands broadcast as in NumPy.

    Constraints:
    1. (minimum C1) The shapes of `lhs` and `rhs` broadcast to that of `output`.
    2. (minimum C2) All have the same element type, quantized per tensor, with
       8-bit storage.

    Example:
    ```mlir
    %y = qnn.minimum %a, %b
        : tensor<2x3x!act>, tensor<1x3x!act> to tensor<2x3x!act>
    ```
  }];
}

def Qnn_MaximumOp : Qnn_ExtremumOp<"maximum"> {
  let summary = "Larger of two quantized tensors";
  let description = [{
    ```
    output = max(lhs, rhs)
    ```

    Operands broadcast as in NumPy.

    Constraints:
    1. (maximum C1) The shapes of `lhs` and `rhs` broadcast to that of `output`.
    2. (maximum C2) All have the same element type, quantized per tensor, with
       8-bit storage.

    Example:
    ```mlir
    %y = qnn.maximum %a, %b
        : tensor<2x3x!act>, tensor<1x3x!act> to tensor<2x3x!act>
    ```
  }];
}

def Qnn_UnaryOp : Qnn_QuantizedOp<"unary", [
    DeclareOpInterfaceMethods<Qnn_RoundingOpInterface>]> {
  let summary = "A function of each element";
  let description = [{
    `function` as the kernels of the flavour compute it on quantized numbers
    (docs/Numerics.md). For 8-bit storage every function is a table of 256
    entries, computed at compile time. `alpha` is the slope of `leaky_relu`.

    Constraints:
    1. (unary C1) `input` and `output` have the same shape.
    2. (unary C2) Both are quantized per tensor, with 8-bit storage and the same
       expressed type.
    3. (unary C3) `alpha` is given, and finite, if and only if the function is
       `leaky_relu`.

    Example:
    ```mlir
    %y = qnn.unary logistic tflm %x : tensor<4x!act> to tensor<4x!act>
    ```
  }];
  let arguments = (ins
    Qnn_QuantizedTensor:$input,
    Qnn_UnaryFunctionAttr:$function,
    Qnn_FlavourAttr:$flavour,
    OptionalAttr<F32Attr>:$alpha,
    OptionalAttr<Qnn_RoundingModeAttr>:$rounding);
  let results = (outs Qnn_QuantizedTensor:$output);
  let assemblyFormat = [{
    custom<Keyword>($function) custom<Keyword>($flavour) $input
    (`alpha` `(` $alpha^ `)`)?
    (`rounding` `(` custom<Keyword>($rounding)^ `)`)? attr-dict
    `:` type($input) `to` type($output)
  }];
  let hasVerifier = 1;
}

def Qnn_PReluOp : Qnn_QuantizedOp<"prelu", [
    DeclareOpInterfaceMethods<Qnn_RoundingOpInterface>]> {
  let summary = "Rectifier whose negative slopes are a tensor";
  let description = [{
    ```
    x      = input - zero_point(input)
    a      = alpha - zero_point(alpha)
    v      = rescale(x, scale(input) / scale(output))                   x >= 0
             rescale(x * a, scale(input) * scale(alpha) / scale(output))  else
    output = clamp(v + zero_point(output), storage range)
    ```

    The factors are double. `alpha` broadcasts as in NumPy.

    Constraints:
    1. (prelu C1) The shapes of `input` and `alpha` broadcast to that of
       `output`, which is `input`'s.
    2. (prelu C2) All are quantized per tensor, with 8-bit storage and the same
       expressed type.

    Example:
    ```mlir
    %y = qnn.prelu %a, %b
        : tensor<2x3x!act>, tensor<1x3x!act> to tensor<2x3x!act>
    ```
  }];
  let arguments = (ins
    Qnn_QuantizedTensor:$input,
    Qnn_QuantizedTensor:$alpha,
    OptionalAttr<Qnn_RoundingModeAttr>:$rounding);
  let results = (outs Qnn_QuantizedTensor:$output);
  let assemblyFormat = [{
    $input `,` $alpha (`rounding` `(` custom<Keyword>($rounding)^ `)`)? attr-dict
    `:` type($input) `,` type($alpha) `to` type($output)
  }];
  let hasVerifier = 1;
}

def Qnn_SoftmaxOp : Qnn_QuantizedOp<"softmax"> {
  let summary = "Softmax along the last axis";
  let description = [{
    `output = exp(beta * input) / sum exp(beta * input)` over the last axis, as
    the kernels of the flavour compute it: in fixed point (`tflm`), or with a
    table of floats (`tflite`). docs/Numerics.md has the integers.

    Constraints:
    1. (softmax C1) `input` and `output` have the same shape, of rank at least 1.
    2. (softmax C2) Both are quantized per tensor, with the same expressed type;
       `input` has 8-bit storage.
    3. (softmax C3) `output` has 8-bit storage of the input's signedness, or, in
       flavour `tflm`, i16 storage. Its storage range is the full one of its B
       bits, its scale 2^-B, and its zero point the lower bound of the storage.
    4. (softmax C4) `beta` is finite and positive.

    Example:
    ```mlir
    %y = qnn.softmax tflm %x beta(1.0) : tensor<1x4x!act>
           to tensor<1x4x!qnn.per_tensor<u8 : f32, scale = 0.00390625>>
    ```
  }];
  let arguments = (ins
    Qnn_QuantizedTensor:$input,
    Qnn_FlavourAttr:$flavour,
    F32Attr:$beta);
  let results = (outs Qnn_QuantizedTensor:$output);
  let assemblyFormat = [{
    custom<Keyword>($flavour) $input `beta` `(` $beta `)` attr-dict
    `:` type($input) `to` type($output)
  }];
  let hasVerifier = 1;
}

def Qnn_L2NormalizationOp : Qnn_QuantizedOp<"l2_normalization"> {
  let summary = "Divides by the Euclidean norm along the last axis";
  let description = [{
    ```
    x      = input - zero_point(input)
    v      = rescale(x, 128 / sqrt(sum over the last axis of x * x))
    output = clamp(v, storage range)
    ```

    with the factor in fixed point, from five Newton-Raphson steps
    (docs/Numerics.md).

    Constraints:
    1. (l2_normalization C1) `input` and `output` have the same shape, of rank at
       least 1.
    2. (l2_normalization C2) Both are quantized per tensor, with 8-bit signed
       storage and the same expressed type.
    3. (l2_normalization C3) `output` has scale 1/128 and zero point 0.
    4. (l2_normalization C4) The last axis has at most 2^15 elements, so that the
       sum of squares fits in i32.

    Example:
    ```mlir
    %y = qnn.l2_normalization %x
        : tensor<1x4x!qnn.per_tensor<i8 : f32, scale = 0.5>>
       to tensor<1x4x!qnn.per_tensor<i8 : f32, scale = 0.0078125>>
    ```
  }];
  let arguments = (ins Qnn_QuantizedTensor:$input);
  let results = (outs Qnn_QuantizedTensor:$output);
  let assemblyFormat = [{
    $input attr-dict `:` type($input) `to` type($output)
  }];
  let hasVerifier = 1;
}

#endif // QNN_IR_QNNELEMENTWISEOPS_TD
