//===- LoweringPasses.td - From quantized to integer ops --*- tablegen -*-===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef QNN_TRANSFORMS_LOWERINGPASSES_TD
#define QNN_TRANSFORMS_LOWERINGPASSES_TD

include "mlir/Pass/PassBase.td"

def QnnLowerElementwise : Pass<"qnn-lower-elementwise"> {
  let summary = "Lower elementwise ops to integers and tables";
  let description = [{
    `qnn.add`, `qnn.sub`, `qnn.mul`, `qnn.minimum`, `qnn.maximum` and `qnn.prelu`
    become a `linalg.generic` on storage integers each, whose maps broadcast and
    whose body is the op's definition on i32. Sums and differences whose value is,
    for each pair of bytes, that of a linear function with a single rounding are
    computed by that (docs/Numerics.md, "Sums with one rounding"). `qnn.unary`
    becomes a `qnn.lookup`, whose table is computed here.

    It is an error if an op has no rounding mode (run `qnn-assign-rounding`), if a
    ratio of scales has no multiplier, or if no kernel of the flavour of a
    `qnn.unary` accepts its types.

    Example:
    ```mlir
    !act = !qnn.per_tensor<u8 : f32, scale = 0.5, zero_point = 3>
    func.func @f(%a: tensor<2x4x!act>, %b: tensor<1x4x!act>)
        -> tensor<2x4x!act> {
      %0 = qnn.mul %a, %b clamp<3, 200> rounding(double_round)
          : tensor<2x4x!act>, tensor<1x4x!act> to tensor<2x4x!act>
      return %0 : tensor<2x4x!act>
    }
    ```
    becomes
    ```mlir
    !act = !qnn.per_tensor<u8 : f32, scale = 0.5, zero_point = 3>
    #id = affine_map<(d0, d1) -> (d0, d1)>
    #row = affine_map<(d0, d1) -> (0, d1)>
    func.func @f(%a: tensor<2x4x!act>, %b: tensor<1x4x!act>)
        -> tensor<2x4x!act> {
      %low = arith.constant 0 : i32
      %high = arith.constant 197 : i32
      %zero_point = arith.constant 3 : i32
      %multiplier = arith.constant 1073741824 : i32
      %lhs = qnn.scast %a : tensor<2x4x!act> to tensor<2x4xi8>
      %rhs = qnn.scast %b : tensor<1x4x!act> to tensor<1x4xi8>
      %empty = tensor.empty() : tensor<2x4xi8>
      %0 = linalg.generic {indexing_maps = [#id, #row, #id],
                           iterator_types = ["parallel", "parallel"]}
          ins(%lhs, %rhs : tensor<2x4xi8>, tensor<1x4xi8>)
          outs(%empty : tensor<2x4xi8>) {
      ^bb0(%x: i8, %y: i8, %out: i8):
        %2 = arith.extui %x : i8 to i32
        %3 = arith.subi %2, %zero_point : i32
        %4 = arith.extui %y : i8 to i32
        %5 = arith.subi %4, %zero_point : i32
        %6 = arith.muli %3, %5 : i32
        %7 = qnn.apply_multiplier double_round %6, %multiplier, %low {bounded}
            : i32
        %8 = arith.maxsi %7, %low : i32
        %9 = arith.minsi %8, %high : i32
        %10 = arith.addi %9, %zero_point : i32
        %11 = arith.trunci %10 : i32 to i8
        linalg.yield %11 : i8
      } -> tensor<2x4xi8>
      %1 = qnn.scast %0 : tensor<2x4xi8> to tensor<2x4x!act>
      return %1 : tensor<2x4x!act>
    }
    ```
  }];
  let dependentDialects = [
    "::mlir::arith::ArithDialect", "::mlir::linalg::LinalgDialect",
    "::mlir::qnn::QnnDialect", "::mlir::tensor::TensorDialect"];
  let statistics = [
    Statistic<"numLowered", "lowered", "Ops lowered to integers">];
}

def QnnLowerPools : Pass<"qnn-lower-pools"> {
  let summary = "Lower pools and reductions to integers";
  let description = [{
    `qnn.max_pool2d` and `qnn.average_pool2d` become reductions over the taps of
    the window, on an image with a border that changes nothing: the least integer
    for a maximum, 0 for a sum. `qnn.mean` and `qnn.sum` become reductions to i32
    and a `qnn.rescale`, which subtracts as many zero points as there are
    summands.

    An average is divided by the number of elements inside of the image, which at
    borders differs from position to position. Up to 181 of them, the division
    is a multiplication and a shift, which is exact.

    Example:
    ```mlir
    !act = !qnn.per_tensor<i8 : f32, scale = 0.5, zero_point = 3>
    func.func @f(%x: tensor<1x4x4x8x!act>) -> tensor<1x2x2x8x!act> {
      %0 = qnn.max_pool2d %x window [2, 2] strides [2, 2] padding [0, 0, 0, 0]
          : tensor<1x4x4x8x!act> to tensor<1x2x2x8x!act>
      return %0 : tensor<1x2x2x8x!act>
    }
    ```
    becomes
    ```mlir
    !act = !qnn.per_tensor<i8 : f32, scale = 0.5, zero_point = 3>
    #image = affine_map<(n, y, x, c, ky, kx) -> (n, y * 2 + ky, x * 2 + kx, c)>
    #taps = affine_map<(n, y, x, c, ky, kx) -> (ky, kx)>
    #out = affine_map<(n, y, x, c, ky, kx) -> (n, y, x, c)>
    func.func @f(%x: tensor<1x4x4x8x!act>) -> tensor<1x2x2x8x!act> {
      %least = arith.constant -128 : i8
      %image = qnn.scast %x : tensor<1x4x4x8x!act> to tensor<1x4x4x8xi8>
      %taps = tensor.empty() : tensor<2x2xi1>
      %empty = tensor.empty() : tensor<1x2x2x8xi8>
      %init = linalg.fill ins(%least : i8) outs(%empty : tensor<1x2x2x8xi8>)
          -> tensor<1x2x2x8xi8>
      %0 = linalg.generic
          {indexing_maps = [#image, #taps, #out],
           iterator_types = ["parallel", "parallel", "parallel", "parallel",
                             "reduction", "reduction"]}
          ins(%image, %taps : tensor<1x4x4x8xi8>, tensor<2x2xi1>)
          outs(%init : tensor<1x2x2x8xi8>) {
      ^bb0(%in: i8, %tap: i1, %max: i8):
        %2 = arith.maxsi %in, %max : i8
        linalg.yield %2 : i8
      } -> tensor<1x2x2x8xi8>
      %1 = qnn.scast %0 : tensor<1x2x2x8xi8> to tensor<1x2x2x8x!act>
      return %1 : tensor<1x2x2x8x!act>
    }
    ```
  }];
  let dependentDialects = [
    "::mlir::arith::ArithDialect", "::mlir::linalg::LinalgDialect",
    "::mlir::qnn::QnnDialect", "::mlir::tensor::TensorDialect"];
  let statistics = [
    Statistic<"numLowered", "lowered", "Ops lowered to integers">];
}

def QnnLowerBatchMatmul : Pass<"qnn-lower-batch-matmul"> {
  let summary = "Lower products of activations to integers";
  let description = [{
    `qnn.batch_matmul` becomes a reduction to i32, with the zero points
    subtracted in its body, and a `qnn.rescale`. Differences are i16 before they
    are multiplied, as that is what vector units multiply in pairs.

    Example:
    ```mlir
    !act = !qnn.per_tensor<i8 : f32, scale = 0.5, zero_point = 3>
    func.func @f(%a: tensor<2x4x!act>, %b: tensor<5x4x!act>)
        -> tensor<2x5x!act> {
      %0 = qnn.batch_matmul %a, %b rounding(double_round)
          : tensor<2x4x!act>, tensor<5x4x!act> to tensor<2x5x!act>
      return %0 : tensor<2x5x!act>
    }
    ```
    becomes
    ```mlir
    !act = !qnn.per_tensor<i8 : f32, scale = 0.5, zero_point = 3>
    #lhs = affine_map<(m, n, k) -> (m, k)>
    #rhs = affine_map<(m, n, k) -> (n, k)>
    #out = affine_map<(m, n, k) -> (m, n)>
    func.func @f(%a: tensor<2x4x!act>, %b: tensor<5x4x!act>)
        -> tensor<2x5x!act> {
      %zero_point = arith.constant 3 : i16
      %zero = arith.constant 0 : i32
      %lhs = qnn.scast %a : tensor<2x4x!act> to tensor<2x4xi8>
      %rhs = qnn.scast %b : tensor<5x4x!act> to tensor<5x4xi8>
      %empty = tensor.empty() : tensor<2x5xi32>
      %init = linalg.fill ins(%zero : i32) outs(%empty : tensor<2x5xi32>)
          -> tensor<2x5xi32>
      %0 = linalg.generic
          {indexing_maps = [#lhs, #rhs, #out],
           iterator_types = ["parallel", "parallel", "reduction"]}
          ins(%lhs, %rhs : tensor<2x4xi8>, tensor<5x4xi8>)
          outs(%init : tensor<2x5xi32>) {
      ^bb0(%x: i8, %y: i8, %acc: i32):
        %3 = arith.extsi %x : i8 to i16
        %4 = arith.subi %3, %zero_point : i16
        %5 = arith.extsi %4 : i16 to i32
        %6 = arith.extsi %y : i8 to i16
        %7 = arith.subi %6, %zero_point : i16
        %8 = arith.extsi %7 : i16 to i32
        %9 = arith.muli %5, %8 : i32
        %10 = arith.addi %acc, %9 : i32
        linalg.yield %10 : i32
      } -> tensor<2x5xi32>
      %1 = qnn.rescale double_round signed(%0)
             multipliers(dense<1073741824> : tensor<1xi32>)
             shifts(dense<0> : tensor<1xi32>)
             zero_points(dense<0> : tensor<1xi32> to dense<3> : tensor<1xi32>)
             clamp<-128, 127> : tensor<2x5xi32> -> tensor<2x5xi8>
      %2 = qnn.scast %1 : tensor<2x5xi8> to tensor<2x5x!act>
      return %2 : tensor<2x5x!act>
    }
    ```
  }];
  let dependentDialects = [
    "::mlir::arith::ArithDialect", "::mlir::linalg::LinalgDialect",
    "::mlir::qnn::QnnDialect", "::mlir::tensor::TensorDialect"];
}

def QnnLowerNormalizations : Pass<"qnn-lower-normalizations"> {
  let summary = "Lower softmax and L2 normalization to integers";
  let description = [{
    `qnn.softmax` works on rows, along the last axis. The exponential of each of
    the 256 differences from a row's maximum is in a table that is computed here,
    and three loops are left:

    ```
    max  = max over the row of x
    sum  = sum over the row of exps[x - max]
    y[i] = exps[x[i] - max] * (1 / sum), rounded and clamped
    ```

    with the reciprocal computed once per row. In flavour `tflm` all are integers
    (docs/Numerics.md): the sum's table has exponentials with 19 fractional bits,
    the result's with 31, and the reciprocal is a multiplier and a shift. Sums are
    i32 where rows have fewer than 8192 elements, and i64 otherwise. In flavour
    `tflite` exponentials are floats, added up in order.

    `qnn.l2_normalization` becomes three loops, too: the sum of squares of a row;
    its inverse square root, as a multiplier and a shift; and their product with
    each element.

    It is an error if, in a softmax of flavour `tflm`, beta times the input's scale
    is at most 2^-26.

    In this example all exponentials are 1, as the scale is so small.

    Example:
    ```mlir
    !x = !qnn.per_tensor<i8 : f32, scale = 1.0e-10>
    !y = !qnn.per_tensor<i8 : f32, scale = 0.00390625, zero_point = -128>
    func.func @f(%x: tensor<2x4x!x>) -> tensor<2x4x!y> {
      %0 = qnn.softmax tflite %x beta(1.0) : tensor<2x4x!x> to tensor<2x4x!y>
      return %0 : tensor<2x4x!y>
    }
    ```
    becomes
    ```mlir
    !x = !qnn.per_tensor<i8 : f32, scale = 1.0e-10>
    !y = !qnn.per_tensor<i8 : f32, scale = 0.00390625, zero_point = -128>
    #id = affine_map<(d0, d1) -> (d0, d1)>
    #row = affine_map<(d0, d1) -> (d0)>
    #rows = affine_map<(d0) -> (d0)>
    func.func @f(%x: tensor<2x4x!x>) -> tensor<2x4x!y> {
      %most = arith.constant 255 : i32
      %half = arith.constant 5.0e-01 : f32
      %one = arith.constant 1.0 : f32
      %unit = arith.constant 3.90625e-03 : f32
      %zero = arith.constant 0.0 : f32
      %least = arith.constant -128 : i8
      %0 = qnn.scast %x : tensor<2x4x!x> to tensor<2x4xi8>
      %1 = tensor.empty() : tensor<2xi8>
      %2 = linalg.fill ins(%least : i8) outs(%1 : tensor<2xi8>) -> tensor<2xi8>
      %max = linalg.generic {indexing_maps = [#id, #row],
                             iterator_types = ["parallel", "reduction"]}
          ins(%0 : tensor<2x4xi8>) outs(%2 : tensor<2xi8>) {
      ^bb0(%q: i8, %acc: i8):
        %8 = arith.maxsi %q, %acc : i8
        linalg.yield %8 : i8
      } -> tensor<2xi8>
      %3 = tensor.empty() : tensor<2xf32>
      %4 = linalg.fill ins(%zero : f32) outs(%3 : tensor<2xf32>)
          -> tensor<2xf32>
      %sum = linalg.generic {indexing_maps = [#id, #row, #row],
                             iterator_types = ["parallel", "reduction"]}
          ins(%0, %max : tensor<2x4xi8>, tensor<2xi8>)
          outs(%4 : tensor<2xf32>) {
      ^bb0(%q: i8, %m: i8, %acc: f32):
        %8 = arith.subi %q, %m : i8
        %9 = qnn.lookup %8 table(dense<1065353216> : tensor<256xi32>)
            : i8 -> i32
        %10 = arith.bitcast %9 : i32 to f32
        %11 = arith.addf %acc, %10 : f32
        linalg.yield %11 : f32
      } -> tensor<2xf32>
      %factor = linalg.generic {indexing_maps = [#rows, #rows],
                                iterator_types = ["parallel"]}
          ins(%sum : tensor<2xf32>) outs(%3 : tensor<2xf32>) {
      ^bb0(%s: f32, %out: f32):
        %8 = arith.mulf %s, %unit : f32
        %9 = arith.divf %one, %8 : f32
        linalg.yield %9 : f32
      } -> tensor<2xf32>
      %5 = tensor.empty() : tensor<2x4xi8>
      %6 = linalg.generic {indexing_maps = [#id, #row, #row, #id],
                           iterator_types = ["parallel", "parallel"]}
          ins(%0, %max, %factor : tensor<2x4xi8>, tensor<2xi8>, tensor<2xf32>)
          outs(%5 : tensor<2x4xi8>) {
      ^bb0(%q: i8, %m: i8, %f: f32, %out: i8):
        %8 = arith.subi %q, %m : i8
        %9 = qnn.lookup %8 table(dense<1065353216> : tensor<256xi32>)
            : i8 -> i32
        %10 = arith.bitcast %9 : i32 to f32
        %11 = arith.mulf %10, %f : f32
        %12 = arith.fptosi %11 : f32 to i32
        %13 = arith.sitofp %12 : i32 to f32
        %14 = arith.subf %11, %13 : f32
        %15 = arith.cmpf oge, %14, %half : f32
        %16 = arith.extui %15 : i1 to i32
        %17 = arith.addi %12, %16 : i32
        %18 = arith.minui %17, %most : i32
        %19 = arith.trunci %18 : i32 to i8
        %20 = arith.addi %19, %least : i8
        linalg.yield %20 : i8
      } -> tensor<2x4xi8>
      %7 = qnn.scast %6 : tensor<2x4xi8> to tensor<2x4x!y>
      return %7 : tensor<2x4x!y>
    }
    ```
  }];
  let dependentDialects = [
    "::mlir::arith::ArithDialect", "::mlir::linalg::LinalgDialect",
    "::mlir::math::MathDialect", "::mlir::qnn::QnnDialect",
    "::mlir::tensor::TensorDialect"];
  let statistics = [
    Statistic<"numLowered", "lowered", "Ops lowered to integers">];
}

def QnnLowerResizes : Pass<"qnn-lower-resizes"> {
  let summary = "Lower resizing of images to integers";
  let description = [{
    `qnn.resize_bilinear` becomes a loop over the pixels of the output. Where a row
    or a column comes from is known when compiling: tensors have the two that it
    lies between, and the weight of the second. Interpolation along columns and
    then rows is exact on integers, and rounded once, at the end:

    ```
    lerp(a, b, w) = 1024 * a + (b - a) * w
    sum           = lerp(lerp(x00, x01, wx), lerp(x10, x11, wx), wy)
    y             = sum / 2^20, ties away from zero
    ```

    Example:
    ```mlir
    !act = !qnn.per_tensor<i8 : f32, scale = 0.5, zero_point = 3>
    func.func @f(%x: tensor<1x2x3x8x!act>) -> tensor<1x4x3x8x!act> {
      %0 = qnn.resize_bilinear %x : tensor<1x2x3x8x!act> to tensor<1x4x3x8x!act>
      return %0 : tensor<1x4x3x8x!act>
    }
    ```
    becomes
    ```mlir
    !act = !qnn.per_tensor<i8 : f32, scale = 0.5, zero_point = 3>
    #row = affine_map<(n, y, x, c) -> (y)>
    #column = affine_map<(n, y, x, c) -> (x)>
    #out = affine_map<(n, y, x, c) -> (n, y, x, c)>
    func.func @f(%x: tensor<1x2x3x8x!act>) -> tensor<1x4x3x8x!act> {
      %ten = arith.constant 10 : i32
      %twenty = arith.constant 20 : i32
      %sign = arith.constant 31 : i32
      %half = arith.constant 524288 : i32
      %y0s = arith.constant dense<[0, 0, 1, 1]> : tensor<4xindex>
      %y1s = arith.constant dense<[0, 1, 1, 1]> : tensor<4xindex>
      %wys = arith.constant dense<[0, 512, 0, 0]> : tensor<4xi32>
      %xs = arith.constant dense<[0, 1, 2]> : tensor<3xindex>
      %wxs = arith.constant dense<0> : tensor<3xi32>
      %image = qnn.scast %x : tensor<1x2x3x8x!act> to tensor<1x2x3x8xi8>
      %empty = tensor.empty() : tensor<1x4x3x8xi8>
      %0 = linalg.generic
          {indexing_maps = [#row, #row, #row, #column, #column, #column, #out],
           iterator_types = ["parallel", "parallel", "parallel", "parallel"]}
          ins(%y0s, %y1s, %wys, %xs, %xs, %wxs
              : tensor<4xindex>, tensor<4xindex>, tensor<4xi32>,
                tensor<3xindex>, tensor<3xindex>, tensor<3xi32>)
          outs(%empty : tensor<1x4x3x8xi8>) {
      ^bb0(%y0: index, %y1: index, %wy: i32, %x0: index, %x1: index, %wx: i32,
           %out: i8):
        %n = linalg.index 0 : index
        %c = linalg.index 3 : index
        %q00 = tensor.extract %image[%n, %y0, %x0, %c] : tensor<1x2x3x8xi8>
        %x00 = arith.extsi %q00 : i8 to i32
        %q01 = tensor.extract %image[%n, %y0, %x1, %c] : tensor<1x2x3x8xi8>
        %x01 = arith.extsi %q01 : i8 to i32
        %2 = arith.shli %x00, %ten : i32
        %3 = arith.subi %x01, %x00 : i32
        %4 = arith.muli %3, %wx : i32
        %top = arith.addi %2, %4 : i32
        %q10 = tensor.extract %image[%n, %y1, %x0, %c] : tensor<1x2x3x8xi8>
        %x10 = arith.extsi %q10 : i8 to i32
        %q11 = tensor.extract %image[%n, %y1, %x1, %c] : tensor<1x2x3x8xi8>
        %x11 = arith.extsi %q11 : i8 to i32
        %5 = arith.shli %x10, %ten : i32
        %6 = arith.subi %x11, %x10 : i32
        %7 = arith.muli %6, %wx : i32
        %bottom = arith.addi %5, %7 : i32
        %8 = arith.shli %top, %ten : i32
        %9 = arith.subi %bottom, %top : i32
        %10 = arith.muli %9, %wy : i32
        %sum = arith.addi %8, %10 : i32
        %11 = arith.shrsi %sum, %sign : i32
        %12 = arith.addi %11, %half : i32
        %13 = arith.addi %sum, %12 : i32
        %14 = arith.shrsi %13, %twenty : i32
        %15 = arith.trunci %14 : i32 to i8
        linalg.yield %15 : i8
      } -> tensor<1x4x3x8xi8>
      %1 = qnn.scast %0 : tensor<1x4x3x8xi8> to tensor<1x4x3x8x!act>
      return %1 : tensor<1x4x3x8x!act>
    }
    ```
  }];
  let dependentDialects = [
    "::mlir::arith::ArithDialect", "::mlir::linalg::LinalgDialect",
    "::mlir::qnn::QnnDialect", "::mlir::tensor::TensorDialect"];
  let statistics = [
    Statistic<"numLowered", "lowered", "Ops lowered to integers">];
}

def QnnLowerRequantization : Pass<"qnn-lower-requantization"> {
  let summary = "Replace scales by integer multipliers and shifts";
  let description = [{
    `qnn.requantize` becomes `qnn.rescale` between storage casts. The multiplier
    of channel `c` is `scale(input)[c] / scale(output)[c]`, computed in double
    and quantized for the op's rounding mode (docs/Numerics.md). From bytes to
    bytes, per tensor, it becomes a `qnn.lookup` instead.

    It is an error if an op has no rounding mode (run `qnn-assign-rounding`) or
    if a ratio of scales has no multiplier.

    Example:
    ```mlir
    !acc = !qnn.per_tensor<i32 : f32, scale = 0.125>
    !act = !qnn.per_tensor<i8 : f32, scale = 0.5, zero_point = 3>
    func.func @f(%x: tensor<4x!acc>) -> tensor<4x!act> {
      %0 = qnn.requantize %x rounding(double_round)
          : tensor<4x!acc> to tensor<4x!act>
      return %0 : tensor<4x!act>
    }
    ```
    becomes
    ```mlir
    !acc = !qnn.per_tensor<i32 : f32, scale = 0.125>
    !act = !qnn.per_tensor<i8 : f32, scale = 0.5, zero_point = 3>
    func.func @f(%x: tensor<4x!acc>) -> tensor<4x!act> {
      %0 = qnn.scast %x : tensor<4x!acc> to tensor<4xi32>
      %1 = qnn.rescale double_round signed(%0)
             multipliers(dense<1073741824> : tensor<1xi32>)
             shifts(dense<-1> : tensor<1xi32>)
             zero_points(dense<0> : tensor<1xi32> to dense<3> : tensor<1xi32>)
             clamp<-128, 127> : tensor<4xi32> -> tensor<4xi8>
      %2 = qnn.scast %1 : tensor<4xi8> to tensor<4x!act>
      return %2 : tensor<4x!act>
    }
    ```
  }];
  let dependentDialects = ["::mlir::qnn::QnnDialect"];
  let statistics = [
    Statistic<"numLowered", "requantizations lowered",
              "Requantizations lowered to multiplier and shift">];
}

#endif // QNN_TRANSFORMS_LOWERINGPASSES_TD
