//===- QnnDataOps.td - Ops that move data ------------------*- tablegen -*-===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef QNN_IR_QNNDATAOPS_TD
#define QNN_IR_QNNDATAOPS_TD

include "qnn/IR/QnnAttrs.td"
include "qnn/IR/QnnBase.td"
include "qnn/IR/QnnTypes.td"

class Qnn_DataOp<string mnemonic> : Qnn_QuantizedOp<mnemonic> {
  let results = (outs Qnn_QuantizedTensor:$output);
  let hasVerifier = 1;
}

def Qnn_PadOp : Qnn_DataOp<"pad"> {
  let summary = "Puts a storage integer around and between elements";
  let description = [{
    Along each axis `low` elements are added before, `high` after, and `interior`
    between any two neighbours; all are `value`, a storage integer:

    ```
    output[low + i * (interior + 1)] = input[i]
    ```

    Constraints:
    1. (pad C1) `low`, `high` and `interior` have as many elements as `input` has
       axes, in [0, 2^31).
    2. (pad C2) Along each axis, `output` has size
       low + size + max(size - 1, 0) * interior + high.
    3. (pad C3) `input` and `output` have the same element type, quantized per
       tensor.
    4. (pad C4) `value` lies in the storage range.

    Example:
    ```mlir
    %y = qnn.pad %x low [0, 1] high [0, 2] interior [0, 0] value(128)
        : tensor<2x3x!act> to tensor<2x6x!act>
    ```
  }];
  let arguments = (ins
    Qnn_QuantizedTensor:$input,
    DenseI64ArrayAttr:$low,
    DenseI64ArrayAttr:$high,
    DenseI64ArrayAttr:$interior,
    I64Attr:$value);
  let assemblyFormat = [{
    $input `low` $low `high` $high `interior` $interior `value` `(` $value `)`
    attr-dict `:` type($input) `to` type($output)
  }];
}

def Qnn_SliceOp : Qnn_DataOp<"slice"> {
  let summary = "Every n-th element from an offset on";
  let description = [{
    Along each axis:

    ```
    output[i] = input[offset + i * stride]
    ```

    Constraints:
    1. (slice C1) `offsets` and `strides` have as many elements as `input` has
       axes, which are as many as `output` has.
    2. (slice C2) Offsets are in [0, 2^31), strides in [1, 2^31).
    3. (slice C3) Every index is inside of `input`.
    4. (slice C4) `input` and `output` have the same element type, quantized per
       tensor.

    Example:
    ```mlir
    %y = qnn.slice %x offsets [0, 1] strides [1, 2]
        : tensor<2x6x!act> to tensor<2x3x!act>
    ```
  }];
  let arguments = (ins
    Qnn_QuantizedTensor:$input,
    DenseI64ArrayAttr:$offsets,
    DenseI64ArrayAttr:$strides);
  let assemblyFormat = [{
    $input `offsets` $offsets `strides` $strides attr-dict
    `:` type($input) `to` type($output)
  }];
}

def Qnn_ConcatOp : Qnn_DataOp<"concat"> {
  let summary = "Tensors one after the other along an axis";
  let description = [{
    Constraints:
    1. (concat C1) There is at least one input, and `axis` is an axis of
       `output`.
    2. (concat C2) The sizes of the inputs along `axis` add up to that of
       `output`; along the others they equal it.
    3. (concat C3) All have the same element type, quantized per tensor.

    Example:
    ```mlir
    %y = qnn.concat %a, %b axis(1)
        : tensor<2x3x!act>, tensor<2x2x!act> to tensor<2x5x!act>
    ```
  }];
  let arguments = (ins
    Variadic<Qnn_QuantizedTensor>:$inputs,
    I64Attr:$axis);
  let assemblyFormat = [{
    $inputs `axis` `(` $axis `)` attr-dict
    `:` type($inputs) `to` type($output)
  }];
}

def Qnn_TransposeOp : Qnn_DataOp<"transpose"> {
  let summary = "Axes in another order";
  let description = [{
    Axis i of `output` is axis `permutation[i]` of `input`.

    Constraints:
    1. (transpose C1) `permutation` is one of the axes of `input`.
    2. (transpose C2) `output` has the permuted shape.
    3. (transpose C3) `input` and `output` have the same element type, quantized
       per tensor.

    Example:
    ```mlir
    %y = qnn.transpose %x permutation [1, 0]
        : tensor<2x3x!act> to tensor<3x2x!act>
    ```
  }];
  let arguments = (ins
    Qnn_QuantizedTensor:$input,
    DenseI64ArrayAttr:$permutation);
  let assemblyFormat = [{
    $input `permutation` $permutation attr-dict
    `:` type($input) `to` type($output)
  }];
}

def Qnn_TakeOp : Qnn_DataOp<"take"> {
  let summary = "Slices of a tensor, picked by a list of indices";
  let description = [{
    ```
    output[.., i, ..] = input[.., indices[i], ..]
    ```

    along `axis`. Reversal, broadcasting, mirrored padding, gathering by
    constants and nearest-neighbour resizing are all of this form.

    Constraints:
    1. (take C1) `axis` is an axis of `input`.
    2. (take C2) Indices are inside of `input`.
    3. (take C3) `output` has the shape of `input`, except for the number of
       indices along `axis`.
    4. (take C4) `input` and `output` have the same element type, quantized per
       tensor.

    Example:
    ```mlir
    %y = qnn.take %x axis(1) indices [2, 0, 0, 1]
        : tensor<2x3x!act> to tensor<2x4x!act>
    ```
  }];
  let arguments = (ins
    Qnn_QuantizedTensor:$input,
    I64Attr:$axis,
    DenseI64ArrayAttr:$indices);
  let assemblyFormat = [{
    $input `axis` `(` $axis `)` `indices` $indices attr-dict
    `:` type($input) `to` type($output)
  }];
}

def Qnn_ResizeBilinearOp : Qnn_DataOp<"resize_bilinear"> {
  let summary = "Bilinear interpolation of images";
  let description = [{
    `input` is NxHxWxC, `output` NxOHxOWxC. Positions and weights have 10
    fractional bits, sums of four weighted neighbours 20; results are rounded
    half away from zero (docs/Numerics.md).

    Constraints:
    1. (resize_bilinear C1) `input` and `output` have rank 4, and the same sizes
       along axes 0 and 3.
    2. (resize_bilinear C2) H, W, OH and OW are in [1, 2^15].
    3. (resize_bilinear C3) `input` and `output` have the same element type,
       quantized per tensor, with 8-bit storage.
    4. (resize_bilinear C4) `align_corners` and `half_pixel_centers` are not both
       given.

    Example:
    ```mlir
    %y = qnn.resize_bilinear %x half_pixel_centers
        : tensor<1x4x4x3x!act> to tensor<1x8x8x3x!act>
    ```
  }];
  let arguments = (ins
    Qnn_QuantizedTensor:$input,
    UnitAttr:$align_corners,
    UnitAttr:$half_pixel_centers);
  let assemblyFormat = [{
    $input (`align_corners` $align_corners^)?
    (`half_pixel_centers` $half_pixel_centers^)? attr-dict
    `:` type($input) `to` type($output)
  }];
}

#endif // QNN_IR_QNNDATAOPS_TD
