//===- Passes.td - Conversions from the qnn dialect --------*- tablegen -*-===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef QNN_CONVERSION_PASSES_TD
#define QNN_CONVERSION_PASSES_TD

include "mlir/Pass/PassBase.td"

def QnnConvertToLinalg : Pass<"qnn-convert-to-linalg", "::mlir::ModuleOp"> {
  let summary = "Lower the integer tier to linalg on plain integers";
  let description = [{
    Quantized tensors become tensors of their storage type everywhere, function
    signatures included; integer ops, `qnn.quantize` and `qnn.dequantize` become
    `linalg.generic`. Fixed-point multiplications stay as
    `qnn.apply_multiplier` in the bodies, and table lookups as `qnn.lookup`. For
    targets with AVX-512, multipliers of what becomes a byte are
    `qnn.apply_float_multiplier` where that is proven to give the same.
    `qnn.quantize` divides by the scale, or, for targets with fused
    multiply-adds, multiplies by its reciprocal where that is proven to give the
    same. Ops that move data become slices of tensors that are taken and put,
    and `linalg.transpose`. Ops that need a pass of their own first
    (`qnn.fully_connected`, `qnn.requantize`) are an error that names it.

    Example:
    ```mlir
    !act = !qnn.per_tensor<i8 : f32, scale = 0.5, zero_point = 3>
    func.func @f(%x: tensor<4x!act>) -> tensor<4xf32> {
      %0 = qnn.dequantize %x : tensor<4x!act> to tensor<4xf32>
      return %0 : tensor<4xf32>
    }
    ```
    becomes
    ```mlir
    #id = affine_map<(d0) -> (d0)>
    func.func @f(%x: tensor<4xi8>) -> tensor<4xf32> {
      %scale = arith.constant 5.0e-01 : f32
      %zero_point = arith.constant 3 : i32
      %empty = tensor.empty() : tensor<4xf32>
      %0 = linalg.generic
          {indexing_maps = [#id, #id], iterator_types = ["parallel"]}
          ins(%x : tensor<4xi8>) outs(%empty : tensor<4xf32>) {
      ^bb0(%in: i8, %out: f32):
        %1 = arith.extsi %in : i8 to i32
        %2 = arith.subi %1, %zero_point : i32
        %3 = arith.sitofp %2 : i32 to f32
        %4 = arith.mulf %3, %scale : f32
        linalg.yield %4 : f32
      } -> tensor<4xf32>
      return %0 : tensor<4xf32>
    }
    ```
  }];
  let dependentDialects = [
    "::mlir::arith::ArithDialect", "::mlir::linalg::LinalgDialect",
    "::mlir::math::MathDialect", "::mlir::qnn::QnnDialect",
    "::mlir::scf::SCFDialect", "::mlir::tensor::TensorDialect"];
}

#endif // QNN_CONVERSION_PASSES_TD
