//===- QnnIntegerOps.td - Ops of the integer tier ----------*- tablegen -*-===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef QNN_IR_QNNINTEGEROPS_TD
#define QNN_IR_QNNINTEGEROPS_TD

include "mlir/Interfaces/InferTypeOpInterface.td"
include "mlir/Interfaces/SideEffectInterfaces.td"
include "mlir/Interfaces/VectorInterfaces.td"
include "qnn/IR/QnnAttrs.td"
include "qnn/IR/QnnBase.td"
include "qnn/IR/QnnTypes.td"

def Qnn_DotOp : Qnn_Op<"dot", [Pure, AttrSizedOperandSegments]> {
  let summary = "Integer matrix product with 32-bit accumulators";
  let description = [{
    `input` is MxK, `weights` are NxK, `bias` and `weight_zero_points` have N
    elements, `row_sums` has M, `output` is MxN. Each byte is read with the
    stated signedness; sums are modulo 2^32:

    ```
    output[m, n] = bias[n] - row_sums[m] * weight_zero_points[n]
                 + sum_k input[m, k] * weights[n, k]
    ```

    There is no input zero point: `qnn-fold-zero-points` puts it into the bias.

    Constraints:
    1. (dot C1) `input`, `weights` and `output` are matrices of shapes MxK, NxK
       and MxN.
    2. (dot C2) `bias` has shape N.
    3. (dot C3) `row_sums` and `weight_zero_points` are both present or both
       absent; their shapes are M and N.

    Example:
    ```mlir
    %acc = qnn.dot signed(%x), signed(%w) bias(%b)
        : tensor<1x4xi8>, tensor<2x4xi8>, tensor<2xi32> -> tensor<1x2xi32>
    ```
  }];
  let arguments = (ins
    Qnn_ByteTensor:$input,
    Qnn_ByteTensor:$weights,
    Qnn_AccumulatorTensor:$bias,
    Optional<Qnn_AccumulatorTensor>:$row_sums,
    Optional<Qnn_AccumulatorTensor>:$weight_zero_points,
    Qnn_SignednessAttr:$input_signedness,
    Qnn_SignednessAttr:$weights_signedness);
  let results = (outs Qnn_AccumulatorTensor:$output);
  let assemblyFormat = [{
    custom<Keyword>($input_signedness) `(` $input `)` `,`
    custom<Keyword>($weights_signedness) `(` $weights `)` `bias` `(` $bias `)`
    (`row_sums` `(` $row_sums^ `)` `zero_points` `(` $weight_zero_points `)`)?
    attr-dict `:` type($input) `,` type($weights) `,` type($bias)
    (`,` type($row_sums)^ `,` type($weight_zero_points))? `->` type($output)
  }];
  let hasVerifier = 1;
}

def Qnn_ConvOp : Qnn_Op<"conv", [Pure]> {
  let summary = "Integer convolution with 32-bit accumulators";
  let description = [{
    `input` is NxHxWxC, `weights` are OxKHxKWxI, `bias` has O elements, `output`
    is NxOHxOWxO. There are G = C/I groups of channels; `output` channel o reads
    group `o / (O/G)`. Input bytes are read with the stated signedness, weights
    are signed, of 8 or 16 bits; sums are modulo 2^32:

    ```
    output[n, oh, ow, o] = bias[o] + sum_kh,kw,i
      input[n, oh*strides[0] + kh*dilations[0],
            ow*strides[1] + kw*dilations[1], group*I + i]
      * weights[o, kh, kw, i]
    ```

    There are no zero points and no padding: `qnn-fold-zero-points` puts the
    former into the bias, and the input's zero point around the image.

    Constraints:
    1. (conv C1) `input`, `weights` and `output` have rank 4.
    2. (conv C2) C is a multiple of I, and O of C/I; none of them is 0.
    3. (conv C3) Strides and dilations are two numbers in [1, 2^31).
    4. (conv C4) `output` has shape NxOHxOWxO, where
       OH = (H - (KH - 1)*dilations[0] - 1) / strides[0] + 1, rounded down, is at
       least 1, and OW alike.
    5. (conv C5) `bias` has shape O.

    Example:
    ```mlir
    %acc = qnn.conv signed(%x), %w bias(%b) strides [1, 1] dilations [1, 1]
        : tensor<1x5x5x4xi8>, tensor<2x3x3x4xi8>, tensor<2xi32>
       -> tensor<1x3x3x2xi32>
    ```
  }];
  let arguments = (ins
    Qnn_ByteTensor:$input,
    StaticShapeTensorOf<[I8, I16]>:$weights,
    Qnn_AccumulatorTensor:$bias,
    DenseI64ArrayAttr:$strides,
    DenseI64ArrayAttr:$dilations,
    Qnn_SignednessAttr:$input_signedness);
  let results = (outs Qnn_AccumulatorTensor:$output);
  let assemblyFormat = [{
    custom<Keyword>($input_signedness) `(` $input `)` `,` $weights
    `bias` `(` $bias `)` `strides` $strides `dilations` $dilations attr-dict
    `:` type($input) `,` type($weights) `,` type($bias) `->` type($output)
  }];
  let hasVerifier = 1;
}

def Qnn_RowSumOp : Qnn_Op<"row_sum", [Pure]> {
  let summary = "Sum of each row of a byte matrix";
  let description = [{
    ```
    output[m] = sum_k input[m, k]
    ```

    Constraints:
    1. (row_sum C1) `input` is a matrix MxK and `output` has shape M.

    Example:
    ```mlir
    %s = qnn.row_sum signed(%x) : tensor<3x4xi8> -> tensor<3xi32>
    ```
  }];
  let arguments = (ins Qnn_ByteTensor:$input, Qnn_SignednessAttr:$signedness);
  let results = (outs Qnn_AccumulatorTensor:$output);
  let assemblyFormat = [{
    custom<Keyword>($signedness) `(` $input `)` attr-dict
    `:` type($input) `->` type($output)
  }];
  let hasVerifier = 1;
}

def Qnn_FlipSignOp : Qnn_Op<"flip_sign",
    [Pure, SameOperandsAndResultType, ElementwiseMappable]> {
  let summary = "Moves bytes between the signed and the unsigned range";
  let description = [{
    ```
    output[i] = input[i] xor 0x80
    ```

    Read as numbers: a signed `x` becomes the unsigned `x + 128`, an unsigned
    `x` the signed `x - 128`.

    Example:
    ```mlir
    %u = qnn.flip_sign %s : tensor<4xi8>
    ```
  }];
  let arguments = (ins Qnn_ByteTensor:$input);
  let results = (outs Qnn_ByteTensor:$output);
  let assemblyFormat = "$input attr-dict `:` type($input)";
  let hasFolder = 1;
  let hasCanonicalizer = 1;
}

def Qnn_RescaleOp : Qnn_Op<"rescale", [Pure]> {
  let summary = "Multiplies integers by fixed-point multipliers, rounds, clamps";
  let description = [{
    With `c` the index of `i` along `axis`, or 0 for parameters of one element:

    ```
    v         = rescale(input[i] - input_zero_points[c],
                        multipliers[c] * 2^(shifts[c] - 31), rounding)
    output[i] = clamp(v + output_zero_points[c], clamp)
    ```

    `input` is read with its signedness; the subtraction is modulo 2^32, the
    addition and the clamp are in unbounded integers. `rescale` is the
    fixed-point multiplication of the rounding mode (docs/Numerics.md).

    Constraints:
    1. (rescale C1) `input` and `output` have the same shape.
    2. (rescale C2) Each parameter is a dense rank-1 i32 tensor of one element,
       or of as many, at least one, as `input` has along `axis`.
    3. (rescale C3) `axis`, if given, is an axis of `input`.
    4. (rescale C4) A multiplier is in [0, 2^31); a shift is in [-31, 30].
    5. (rescale C5) In mode `half_even_f32`, the low 7 bits of a multiplier are
       0, so that multiplier and shift are a float32.
    6. (rescale C6) `clamp` lies in the signed range of the output's element
       type or, if that is i8 or i16, in its unsigned range.

    Example:
    ```mlir
    %q = qnn.rescale double_round signed(%acc)
           multipliers(dense<1518500250> : tensor<1xi32>)
           shifts(dense<-7> : tensor<1xi32>)
           zero_points(dense<0> : tensor<1xi32> to dense<3> : tensor<1xi32>)
           clamp<-128, 127> : tensor<1x2xi32> -> tensor<1x2xi8>
    ```
  }];
  let arguments = (ins
    StaticShapeTensorOf<[I8, I16, I32]>:$input,
    Qnn_SignednessAttr:$input_signedness,
    ElementsAttr:$multipliers,
    ElementsAttr:$shifts,
    ElementsAttr:$input_zero_points,
    ElementsAttr:$output_zero_points,
    OptionalAttr<I64Attr>:$axis,
    Qnn_ClampAttr:$clamp,
    Qnn_RoundingModeAttr:$rounding);
  let results = (outs StaticShapeTensorOf<[I8, I16, I32]>:$output);
  let assemblyFormat = [{
    custom<Keyword>($rounding) custom<Keyword>($input_signedness) `(` $input `)`
    `multipliers` `(` $multipliers `)` `shifts` `(` $shifts `)`
    `zero_points` `(` $input_zero_points `to` $output_zero_points `)`
    (`axis` `(` $axis^ `)`)? `clamp` `` $clamp attr-dict
    `:` type($input) `->` type($output)
  }];
  let hasVerifier = 1;
}

def Qnn_ApplyMultiplierOp : Qnn_Op<"apply_multiplier", [Pure,
    SameOperandsAndResultType, ElementwiseMappable,
    DeclareOpInterfaceMethods<VectorUnrollOpInterface>]> {
  let summary = "Multiplies by a fixed-point multiplier and rounds";
  let description = [{
    The scalar core of `qnn.rescale`, on integers or vectors of integers, for
    the inside of loops:

    ```
    output = rescale(input, multiplier * 2^(shift - 31), rounding) + zero_point
    ```

    A multiplier outside [0, 2^31) or a shift outside [-31, 30] is undefined
    behaviour. Three attributes are promises by which code gets shorter: `bounded`,
    that |input| < 2^30, `negative_shift`, that every shift is negative, and
    `non_negative`, that input >= 0. A lane that breaks one has no defined result,
    nor one with a zero point of which (2 * |zero_point| + 1) * 2^(-shift - 1) is
    2^30 or more: below that, it can be added along with the number that rounds
    the last shift. A fourth, `clamped_at_zero`, says that whoever reads the
    output takes all numbers up to the zero point for the same: in the place of
    one of these may be another.

    Constraints:
    1. (apply_multiplier C1) All types are i32, or one type of vectors of i32.
    2. (apply_multiplier C2) Where there is a `zero_point`, there are `bounded`
       and `negative_shift`.

    Example:
    ```mlir
    %1 = qnn.apply_multiplier double_round %0, %m, %s : vector<8xi32>
    %2 = qnn.apply_multiplier double_round %0, %m, %s zero_point(%z)
        {bounded, negative_shift} : vector<8xi32>
    ```
  }];
  let arguments = (ins
    Qnn_I32OrVector:$input,
    Qnn_I32OrVector:$multiplier,
    Qnn_I32OrVector:$shift,
    Optional<Qnn_I32OrVector>:$zero_point,
    Qnn_RoundingModeAttr:$rounding,
    UnitAttr:$bounded,
    UnitAttr:$negative_shift,
    UnitAttr:$non_negative,
    UnitAttr:$clamped_at_zero);
  let results = (outs Qnn_I32OrVector:$output);
  let assemblyFormat = [{
    custom<Keyword>($rounding) $input `,` $multiplier `,` $shift
    (`zero_point` `(` $zero_point^ `)`)? attr-dict `:` type($output)
  }];
  let hasVerifier = 1;
}

def Qnn_LookupOp : Qnn_Op<"lookup", [Pure, SameOperandsAndResultShape,
    ElementwiseMappable]> {
  let summary = "Function of a byte, by a table";
  let description = [{
    With each byte read as unsigned:

    ```
    output[i] = table[input[i]]
    ```

    Constraints:
    1. (lookup C1) `table` is a dense rank-1 tensor of 256 elements of the
       output's element type.

    Example:
    ```mlir
    %y = qnn.lookup %x table(dense<7> : tensor<256xi8>)
        : tensor<4xi8> -> tensor<4xi8>
    ```
  }];
  let arguments = (ins Qnn_Bytes:$input, ElementsAttr:$table);
  let results = (outs Qnn_Integers:$output);
  let assemblyFormat = [{
    $input `table` `(` $table `)` attr-dict `:` type($input) `->` type($output)
  }];
  let hasFolder = 1;
  let hasVerifier = 1;
}

#endif // QNN_IR_QNNINTEGEROPS_TD
