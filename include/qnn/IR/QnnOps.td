//===- QnnOps.td - Ops of the quantized tier ---------------*- tablegen -*-===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef QNN_IR_QNNOPS_TD
#define QNN_IR_QNNOPS_TD

include "mlir/Interfaces/InferTypeOpInterface.td"
include "mlir/Interfaces/SideEffectInterfaces.td"
include "mlir/IR/BuiltinAttributeInterfaces.td"
include "mlir/IR/OpAsmInterface.td"
include "qnn/IR/QnnAttrs.td"
include "qnn/IR/QnnBase.td"
include "qnn/IR/QnnTypes.td"

def Qnn_ConstantOp : Qnn_QuantizedOp<"constant", [ConstantLike]> {
  let summary = "Constant of a quantized type, given by its storage integers";
  let description = [{
    ```
    output[i] = value[i]
    ```

    Constraints:
    1. (constant C1) `value` is a dense elements attribute with the shape of
       `output` and its storage type.
    2. (constant C2) Every element, read with the storage's signedness, lies in
       the storage range.

    Example:
    ```mlir
    %w = qnn.constant dense<[[1, -2], [3, 4]]> : tensor<2x2xi8>
           to tensor<2x2x!qnn.per_tensor<i8 : f32, scale = 0.5>>
    ```
  }];
  let arguments = (ins ElementsAttr:$value);
  let results = (outs Qnn_QuantizedTensor:$output);
  let assemblyFormat = "$value attr-dict `to` type($output)";
  let hasFolder = 1;
  let hasVerifier = 1;
}

def Qnn_QuantizeOp : Qnn_QuantizedOp<"quantize"> {
  let summary = "Real numbers to quantized ones";
  let description = [{
    In float32 arithmetic, with `c` the channel of `i`:

    ```
    v         = round(input[i] / float32(scale[c]), rounding)
    output[i] = clamp(v + zero_point[c], storage range)
    ```

    `float32` rounds to the nearest positive finite float32. Infinities
    saturate; NaN gives the lower bound of the storage range.

    Constraints:
    1. (quantize C1) `input` and `output` have the same shape.
    2. (quantize C2) The storage is at most 16 bits wide, so that its bounds are
       exact in float32.
    3. (quantize C3) The expressed type is the element type of `input`.

    Example:
    ```mlir
    %q = qnn.quantize %x half_away : tensor<4xf32>
           to tensor<4x!qnn.per_tensor<i8 : f32, scale = 0.5, zero_point = -1>>
    ```
  }];
  let arguments = (ins Qnn_FloatTensor:$input, Qnn_FloatRoundingAttr:$rounding);
  let results = (outs Qnn_QuantizedTensor:$output);
  let assemblyFormat = [{
    $input custom<Keyword>($rounding) attr-dict
    `:` type($input) `to` type($output)
  }];
  let hasFolder = 1;
  let hasVerifier = 1;
}

def Qnn_DequantizeOp : Qnn_QuantizedOp<"dequantize"> {
  let summary = "Quantized numbers to real ones";
  let description = [{
    ```
    output[i] = float32(scale[c] * double(input[i] - zero_point[c]))
    ```

    with a float64 product, rounded once to float32.

    Constraints:
    1. (dequantize C1) `input` and `output` have the same shape.
    2. (dequantize C2) The expressed type is the element type of `output`.

    Example:
    ```mlir
    %x = qnn.dequantize %q
        : tensor<4x!qnn.per_tensor<i8 : f32, scale = 0.5>> to tensor<4xf32>
    ```
  }];
  let arguments = (ins Qnn_QuantizedTensor:$input);
  let results = (outs Qnn_FloatTensor:$output);
  let assemblyFormat = [{
    $input attr-dict `:` type($input) `to` type($output)
  }];
  let hasFolder = 1;
  let hasVerifier = 1;
}

def Qnn_RequantizeOp : Qnn_QuantizedOp<"requantize", [
    DeclareOpInterfaceMethods<Qnn_RoundingOpInterface>]> {
  let summary = "Quantized numbers to ones of another scale and zero point";
  let description = [{
    With `d[c] = input scale[c] / output scale[c]` in double and `rescale` the
    fixed-point multiplication of the rounding mode (docs/Numerics.md):

    ```
    v         = rescale(input[i] - input zero_point[c], quantizeMultiplier(d[c]))
    output[i] = clamp(v + output zero_point[c], clamp or else storage range)
    ```

    The subtraction is modulo 2^32, the addition and the clamp are in unbounded
    integers.

    Constraints:
    1. (requantize C1) `input` and `output` have the same shape.
    2. (requantize C2) Where both types are per axis, their axes are equal.
    3. (requantize C3) `clamp` lies in the output's storage range.
    4. (requantize C4) Input and output have the same expressed type.

    Example:
    ```mlir
    %1 = qnn.requantize %0 rounding(double_round)
        : tensor<4x!qnn.per_tensor<i32 : f32, scale = 0.01>>
       to tensor<4x!qnn.per_tensor<i8 : f32, scale = 0.5, zero_point = 3>>
    ```
  }];
  let arguments = (ins Qnn_QuantizedTensor:$input,
    OptionalAttr<Qnn_RoundingModeAttr>:$rounding,
    OptionalAttr<Qnn_ClampAttr>:$clamp);
  let results = (outs Qnn_QuantizedTensor:$output);
  let assemblyFormat = [{
    $input (`rounding` `(` custom<Keyword>($rounding)^ `)`)?
    (`clamp` `` $clamp^)? attr-dict
    `:` type($input) `to` type($output)
  }];
  let hasFolder = 1;
  let hasVerifier = 1;
}

def Qnn_StorageCastOp : Qnn_QuantizedOp<"scast"> {
  let summary = "Between a quantized tensor and its storage integers";
  let description = [{
    The bits stay as they are:

    ```
    output[i] = input[i]
    ```

    One side is quantized, the other has its signless storage type. Storage
    integers outside a narrow storage range are undefined behaviour.

    Constraints:
    1. (scast C1) `input` and `output` have the same shape.
    2. (scast C2) Exactly one of them is quantized.
    3. (scast C3) The other's element type is the quantized type's storage type.

    Example:
    ```mlir
    %s = qnn.scast %q : tensor<4x!qnn.per_tensor<i8 : f32, scale = 0.5>>
           to tensor<4xi8>
    ```
  }];
  let arguments = (ins Qnn_QuantizedOrStorageTensor:$input);
  let results = (outs Qnn_QuantizedOrStorageTensor:$output);
  let assemblyFormat = [{
    $input attr-dict `:` type($input) `to` type($output)
  }];
  let hasFolder = 1;
  let hasVerifier = 1;
}

def Qnn_ReshapeOp : Qnn_QuantizedOp<"reshape"> {
  let summary = "The same elements in row-major order under another shape";
  let description = [{
    Constraints:
    1. (reshape C1) `input` and `output` have the same number of elements.
    2. (reshape C2) They have the same element type.
    3. (reshape C3) The element type is quantized per tensor.

    Example:
    ```mlir
    %1 = qnn.reshape %0 : tensor<2x2x!qnn.per_tensor<i8 : f32, scale = 0.5>>
           to tensor<4x!qnn.per_tensor<i8 : f32, scale = 0.5>>
    ```
  }];
  let arguments = (ins Qnn_QuantizedTensor:$input);
  let results = (outs Qnn_QuantizedTensor:$output);
  let assemblyFormat = [{
    $input attr-dict `:` type($input) `to` type($output)
  }];
  let hasFolder = 1;
  let hasCanonicalizer = 1;
  let hasVerifier = 1;
}

def Qnn_FullyConnectedOp : Qnn_QuantizedOp<"fully_connected", [
    DeclareOpInterfaceMethods<Qnn_RoundingOpInterface>,
    DeclareOpInterfaceMethods<Qnn_FusedActivationOpInterface>]> {
  let summary = "Matrix product with weights, bias and fused activation";
  let description = [{
    `input` is MxK, `weights` are NxK, `bias` has N elements in units of the
    accumulator, `output` is MxN. Sums are modulo 2^32:

    ```
    acc[m, n]    = bias[n] + sum_k (input[m, k] - zero_point(input))
                                 * (weights[n, k] - zero_point(weights)[n])
    s[n]         = scale(input) * scale(weights)[n]
    d[n]         = s[n] / scale(output)
    v            = rescale(acc[m, n], quantizeMultiplier(d[n]))
    output[m, n] = clamp(v + zero_point(output), bounds)
    ```

    `s` and `d` are computed in double; with `f32_accumulator_scale`, both
    factors of `s` and `s` itself are rounded to float32, as TFLite does for
    weights quantized per tensor. `rescale` is the fixed-point multiplication of
    the rounding mode; the addition that follows and the clamp are in unbounded
    integers. The bounds are those of the activation (docs/Numerics.md), or
    `clamp`, or else the storage range of the output.

    Constraints:
    1. (fully_connected C1) `input`, `weights` and `output` are matrices of
       shapes MxK, NxK and MxN.
    2. (fully_connected C2) `bias`, if present, has shape N.
    3. (fully_connected C3) `input` and `output` are quantized per tensor, with
       8-bit storage.
    4. (fully_connected C4) `weights` have storage of at most 8 bits, quantized
       per tensor or along axis 0.
    5. (fully_connected C5) `activation` and `clamp` are not both given.
    6. (fully_connected C6) `clamp` lies in the output's storage range.
    7. (fully_connected C7) `input`, `weights` and `output` have the same
       expressed type.

    Example:
    ```mlir
    %y = qnn.fully_connected %x, %w bias(%b) activation(relu)
        : tensor<1x4x!act>, tensor<2x4x!wgts>, tensor<2xi32> to tensor<1x2x!act>
    ```
  }];
  let arguments = (ins
    Qnn_QuantizedTensor:$input,
    Qnn_QuantizedTensor:$weights,
    Optional<Qnn_AccumulatorTensor>:$bias,
    OptionalAttr<Qnn_ActivationAttr>:$activation,
    OptionalAttr<Qnn_ClampAttr>:$clamp,
    OptionalAttr<Qnn_RoundingModeAttr>:$rounding,
    UnitAttr:$f32_accumulator_scale);
  let results = (outs Qnn_QuantizedTensor:$output);
  let assemblyFormat = [{
    $input `,` $weights (`bias` `(` $bias^ `)`)?
    (`activation` `(` custom<Keyword>($activation)^ `)`)?
    (`clamp` `` $clamp^)? (`rounding` `(` custom<Keyword>($rounding)^ `)`)?
    (`f32_accumulator_scale` $f32_accumulator_scale^)? attr-dict
    `:` type($input) `,` type($weights) (`,` type($bias)^)? `to` type($output)
  }];
  let hasVerifier = 1;
}

include "qnn/IR/QnnProductOps.td"
include "qnn/IR/QnnElementwiseOps.td"
include "qnn/IR/QnnPoolingOps.td"
include "qnn/IR/QnnDataOps.td"
include "qnn/IR/QnnIntegerOps.td"
include "qnn/IR/QnnMachineOps.td"

#endif // QNN_IR_QNNOPS_TD
