//===- QnnMachineOps.td - Ops of the machine tier ----------*- tablegen -*-===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef QNN_IR_QNNMACHINEOPS_TD
#define QNN_IR_QNNMACHINEOPS_TD

include "mlir/Dialect/Bufferization/IR/BufferizableOpInterface.td"
include "mlir/Interfaces/ControlFlowInterfaces.td"
include "mlir/Interfaces/SideEffectInterfaces.td"
include "qnn/IR/QnnBase.td"
include "qnn/IR/QnnTypes.td"

def Qnn_PackedDotOp : Qnn_Op<"packed_dot", [Pure, AttrSizedOperandSegments,
    IsolatedFromAbove, SingleBlock]> {
  let summary = "Integer matrix product with packed weights and an epilogue";
  let description = [{
    `input` is MxK', `output` is MxN. With `w` the NxK' matrix that `weights`
    hold, and all integers read as the tile demands:

    ```
    acc          = sum_k input[m, k] * w[n, k]                  modulo 2^32
    output[m, n] = body(acc, channels[0][n], .., rows[0][m], ..,
                        elements[0][m, n], ..)
    ```

    The tile (docs/Targets.md) has L lanes and depth D; K' is a multiple of D.
    Lanes form panels, `panels` (P) of which form a group: group g is the outputs
    n in [g*P*L, (g+1)*P*L). With S = K'/D steps, G groups of all panels
    ceil(N/L), and P' the number of panels that group g has (P, or fewer in the
    last group),

    ```
    w[(g*P + p)*L + l, s*D + d] = weights[((g*P*S + s*P' + p)*L + l)*D + d]
    ```

    with zeros where n >= N.

    With `window`, the product is a convolution. `input` is then a matrix of the
    lines of images, `output` has shape BxOHxOWxN, and the sum for row
    m = (b, oh, ow) goes over what the window reads, in the order y, x, column,
    each run padded with zeros to a multiple of D, so that
    K' = lines * runs * ceil(length/D)*D.

    A tile that takes T > 1 steps at once reads a run of S steps, which without
    `window` is a row, in C = ceil(S/T) chunks of E = ceil(S/C) steps. Chunk c
    begins at step min(c*E, S - E), so that the last may read steps again. The
    weights have C*E steps for each run, in the order of reading, and those of a
    step that is read twice add up to `w`.

    Where a tile takes integers of 16 bits, `input` may be bytes of the stated
    signedness; loops extend them a part of the lines at a time. They also bring
    rows together a part at a time, for a tile that pairs them ahead.

    Where steps are `arranged`, each group has steps of its own, in any order and
    number. With T the steps of which the tile adds products in 16 bits at most,
    group g has steps s in [sections[g*T], sections[(g+1)*T]): first those that
    make sums of T steps, from sections[g*T + 1] on those that make sums of T - 1,
    and so on to single ones. With k(s) the column of `w` that belongs to
    `positions[s]`, an element of `input` in row-major order, counted from the
    first that a row reads,

    ```
    w[(g*P + p)*L + l, k] =
        sum_s,d weights[((s*P + p)*L + l)*D + d], k(s) + d = k
    ```

    Each channel operand has ceil(N/L)*L elements, each row operand M, and each of
    the element operands the shape of `output`.

    Constraints:
    1. (packed_dot C1) `input` is a matrix, and `output` one of equal size along
       axis 0; with `window`, `output` has rank 4, and everything that the window
       reads is inside of `input`.
    2. (packed_dot C2) Row operands have shape M.
    3. (packed_dot C3) Positions, of rank 1, are present with sections.
    4. (packed_dot C4) Element operands have the shape of `output`.
    5. (packed_dot C5) With `extend`, `input` has elements i8.
    6. (packed_dot C6) The body takes the accumulator and one value per channel
       and row operand, all i32, and one element per element operand, and yields
       an element of `output`.

    Example:
    ```mlir
    %y = qnn.packed_dot "x86.vpmaddubsw" panels 1 %x, %w channels(%b)
        : (tensor<3x4xi8>, tensor<32xi8>, tensor<8xi32>) -> tensor<3x6xi32> {
    ^bb0(%acc: i32, %bias: i32):
      %sum = arith.addi %acc, %bias : i32
      qnn.yield %sum : i32
    }
    ```
  }];
  let arguments = (ins
    StaticShapeTensorOf<[I8, I16]>:$input,
    StaticShapeTensorOf<[I8, I16]>:$weights,
    Optional<Qnn_AccumulatorTensor>:$positions,
    Optional<Qnn_AccumulatorTensor>:$sections,
    Variadic<Qnn_AccumulatorTensor>:$channels,
    Variadic<Qnn_AccumulatorTensor>:$rows,
    Variadic<StaticShapeTensorOf<[I8, I16, I32]>>:$elements,
    StrAttr:$tile,
    ConfinedAttr<I64Attr, [IntPositive]>:$panels,
    OptionalAttr<Qnn_WindowAttr>:$window,
    OptionalAttr<Qnn_SignednessAttr>:$input_signedness);
  let results = (outs StaticShapeTensorOf<[I8, I16, I32]>:$output);
  let regions = (region SizedRegion<1>:$body);
  let assemblyFormat = [{
    $tile `panels` $panels (`window` `` $window^)?
    (`extend` `` $input_signedness^)? $input `,` $weights
    (`arranged` `(` $positions^ `,` $sections `)`)?
    (`channels` `(` $channels^ `)`)? (`rows` `(` $rows^ `)`)?
    (`elements` `(` $elements^ `)`)? attr-dict-with-keyword
    `:` functional-type(operands, results) $body
  }];
  let hasVerifier = 1;
}

def Qnn_PackedDepthwiseOp : Qnn_Op<"packed_depthwise", [Pure,
    IsolatedFromAbove, SingleBlock]> {
  let summary = "Depthwise convolution with packed weights and an epilogue";
  let description = [{
    `input` is NxHxWxC, `output` NxOHxOWxC. With `w` the weights, and input bytes
    read with the stated signedness:

    ```
    acc = sum_kh,kw input[n, oh*strides[0] + kh*dilations[0],
                          ow*strides[1] + kw*dilations[1], c]
                  * w[kh, kw, c]                               modulo 2^32
    output[n, oh, ow, c] = body(acc, values of c, one for each of channels)
    ```

    The tile (docs/Targets.md) has L lanes and depth D. A unit is U = L*D of the
    output's elements on a line: of P pixels next to each other, where P is
    max(1, min(U / C, OW)) if strides[1] = 1, and 1 otherwise. Unit u of the
    elements e < P*C of those pixels begins at min(u*U, max(P*C - U, 0)), so that
    the last may overlap the one before. Each column of the kernel has
    G = ceil(kernel[0] / D) groups of D slots. Slot s reads row s mod kernel[0],
    so that some taps are read twice; the weights of their slots add up to `w`.
    Accumulators j < D of a unit hold the elements that are left in place when
    bytes are interleaved in blocks of 4*D: lane l of accumulators j is element

    ```
    e(u, j, l) = begin(u) + l/4*(4*D) + j*4 + l%4
    ```

    and the operands are in the order of lanes, with zeros where there is no such
    element:

    ```
    slot s = g*D + d of column kw, for channel e(u, j, l) mod C:
      weights[((((u*kernel[1] + kw)*G + g)*D + j)*L + l)*D + d]
    value of channel e(u, j, l) mod C: channels[i][(u*D + j)*L + l]
    ```

    Constraints:
    1. (packed_depthwise C1) `input` and `output` have rank 4, and the same sizes
       along axes 0 and 3.
    2. (packed_depthwise C2) Kernel, strides and dilations are two numbers in
       [1, 2^31); OH and OW are as in `qnn.conv`.
    3. (packed_depthwise C3) The body takes the accumulator and one value per
       channel operand, all i32, and yields an element of `output`.

    Example:
    ```mlir
    %y = qnn.packed_depthwise "x86.vpmaddubsw" unsigned(%x), %w channels(%b)
           kernel [3, 1] strides [1, 1] dilations [1, 1]
        : (tensor<1x9x1x32xi8>, tensor<128xi8>, tensor<32xi32>)
       -> tensor<1x7x1x32xi32> {
    ^bb0(%acc: i32, %bias: i32):
      %sum = arith.addi %acc, %bias : i32
      qnn.yield %sum : i32
    }
    ```
  }];
  let arguments = (ins
    Qnn_ByteTensor:$input,
    StaticShapeTensorOf<[I8, I16]>:$weights,
    Variadic<Qnn_AccumulatorTensor>:$channels,
    StrAttr:$tile,
    Qnn_SignednessAttr:$input_signedness,
    DenseI64ArrayAttr:$kernel,
    DenseI64ArrayAttr:$strides,
    DenseI64ArrayAttr:$dilations);
  let results = (outs StaticShapeTensorOf<[I8, I16, I32]>:$output);
  let regions = (region SizedRegion<1>:$body);
  let assemblyFormat = [{
    $tile custom<Keyword>($input_signedness) `(` $input `)` `,` $weights
    (`channels` `(` $channels^ `)`)?
    `kernel` $kernel `strides` $strides `dilations` $dilations
    attr-dict-with-keyword `:` functional-type(operands, results) $body
  }];
  let hasVerifier = 1;
}

def Qnn_TileReadOp : Qnn_Op<"tile_read", [MemoryEffects<[MemWrite]>,
    DeclareOpInterfaceMethods<BufferizableOpInterface, [
      "bufferizesToMemoryRead", "bufferizesToMemoryWrite",
      "getAliasingValues", "bufferize"]>]> {
  let summary = "Rows of bytes that are equally far apart";
  let description = [{
    With i the last axis:

    ```
    output[r, c] = source[indices[0] + r*steps[0], ..,
                          indices[i] + r*steps[i] + c]
    ```

    Rows of a matrix are a step along its first axis apart. Those that a window
    reads of a line are apart by as many columns as it moves, and overlap. All
    elements must be inside of `source`.

    The result is a register of its own, of which there are few: the op has a
    write effect, so that no reads become one that lives for long.

    Constraints:
    1. (tile_read C1) `source` has a static shape and, on memory, static strides,
       1 along the last axis.
    2. (tile_read C2) There are one index and one step, not negative, for each
       axis of `source`.
    3. (tile_read C3) Along each axis, `source` is no shorter than what is read.

    Example:
    ```mlir
    %a = qnn.tile_read %x[%m, %k] steps [1, 0]
        : tensor<64x256xi8> -> vector<16x64xi8>
    ```
  }];
  let arguments = (ins
    Arg<AnyTypeOf<[RankedTensorOf<[I8]>, MemRefOf<[I8]>]>, "", [MemRead]>:$source,
    Variadic<Index>:$indices,
    DenseI64ArrayAttr:$steps);
  let results = (outs VectorOfRankAndType<[2], [I8]>:$output);
  let assemblyFormat = [{
    $source `[` $indices `]` `steps` $steps attr-dict
    `:` type($source) `->` type($output)
  }];
  let extraClassDeclaration = [{
    /// Elements of memory from one row to the next; nullopt if that is not
    /// static, or elements of a row are not next to each other.
    std::optional<int64_t> getRowStride();
  }];
  let hasVerifier = 1;
}

def Qnn_TileDotOp : Qnn_Op<"tile_dot", [Pure, AllTypesMatch<["acc", "output"]>]> {
  let summary = "Integer product of two tiles, added to a third";
  let description = [{
    With D the depth of the tile (docs/Targets.md), and bytes read with the
    signedness that it demands:

    ```
    output[r, l] = acc[r, l] + sum_s,d input[r, s*D + d] * weights[s, l*D + d]
    ```

    modulo 2^32.

    Constraints:
    1. (tile_dot C1) `input` and `acc` have as many rows; there are D columns of
       `input` for each row of `weights`, and D columns of `weights` for each
       column of `acc`, for one D.

    Example:
    ```mlir
    %1 = qnn.tile_dot "x86.tdpbssd" %a, %b, %0
        : vector<16x32xi8>, vector<8x64xi8>, vector<16x16xi32>
    ```
  }];
  let arguments = (ins
    StrAttr:$tile,
    VectorOfRankAndType<[2], [I8]>:$input,
    VectorOfRankAndType<[2], [I8]>:$weights,
    VectorOfRankAndType<[2], [I32]>:$acc);
  let results = (outs VectorOfRankAndType<[2], [I32]>:$output);
  let assemblyFormat = [{
    $tile $input `,` $weights `,` $acc attr-dict
    `:` type($input) `,` type($weights) `,` type($acc)
  }];
  let hasVerifier = 1;
}

// The floats of an op on i32, or vectors of them.
class Qnn_F32TypeOf<string integers, string floats>
    : TypesMatchWith<"floats and integers of one shape", integers, floats,
        "::mlir::qnn::getF32TypeOfShape($_self)">;

def Qnn_ApplyFloatMultiplierOp : Qnn_Op<"apply_float_multiplier", [Pure,
    AllTypesMatch<["input", "output"]>, Qnn_F32TypeOf<"output", "high">,
    Qnn_F32TypeOf<"output", "low">, Qnn_F32TypeOf<"output", "offset">,
    ElementwiseMappable, DeclareOpInterfaceMethods<VectorUnrollOpInterface>]> {
  let summary = "Multiplies by a float32 in two parts, truncating";
  let description = [{
    With v the float32 nearest to `input`, ties to even, and RZ rounding to
    float32 toward zero:

    ```
    output = trunc(RZ(v * high + RZ(v * low + copysign(offset, v))))
    ```

    With `clamped_at_zero`, whoever reads the output takes all numbers up to 0 for
    the same: in the place of one of these may be another, so that the offset
    needs no sign.

    This is `qnn.apply_multiplier` and a clamp to the range of a byte where that
    has been proven for the multiplier (docs/Numerics.md). Operands below 0 in
    the place of high, low and offset, and numbers that do not fit i32, are
    undefined behaviour. Targets need `avx512f`, whose instructions round as they
    say themselves, whatever mode the processor is in.

    Constraints:
    1. (apply_float_multiplier C1) `input` and `output` are i32, or one type of
       vectors of i32; the others are f32, or vectors of that shape.

    Example:
    ```mlir
    %1 = qnn.apply_float_multiplier %0, %high, %low, %offset : vector<16xi32>
    ```
  }];
  let arguments = (ins
    Qnn_I32OrVector:$input,
    Qnn_F32OrVector:$high,
    Qnn_F32OrVector:$low,
    Qnn_F32OrVector:$offset,
    UnitAttr:$clamped_at_zero);
  let results = (outs Qnn_I32OrVector:$output);
  let assemblyFormat = [{
    $input `,` $high `,` $low `,` $offset attr-dict `:` type($output)
  }];
}

def Qnn_YieldOp : Qnn_Op<"yield",
    [Pure, ReturnLike, Terminator,
     ParentOneOf<["PackedDotOp", "PackedDepthwiseOp"]>]> {
  let summary = "Result of the body of an op";
  let arguments = (ins AnySignlessInteger:$value);
  let assemblyFormat = "$value attr-dict `:` type($value)";
}

#endif // QNN_IR_QNNMACHINEOPS_TD
