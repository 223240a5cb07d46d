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
    `qnn.apply_multiplier` in the bodies. Ops that need a pass of their own first
    (`qnn.fully_connected`, `qnn.requantize`) are an error that names it.

    Example, with `!qi8` of scale 0.5 and zero point 3:
    ```mlir
    func.func @f(%x: tensor<4x!qi8>) -> tensor<4xf32> {
      %0 = qnn.dequantize %x : tensor<4x!qi8> to tensor<4xf32>
      return %0 : tensor<4xf32>
    }
    ```
    becomes
    ```mlir
    func.func @f(%x: tensor<4xi8>) -> tensor<4xf32> {
      %empty = tensor.empty() : tensor<4xf32>
      %0 = linalg.generic {...} ins(%x : tensor<4xi8>)
          outs(%empty : tensor<4xf32>) {
      ^bb0(%in: i8, %out: f32):
        %c3 = arith.constant 3 : i32
        %scale = arith.constant 5.000000e-01 : f32
        %1 = arith.extsi %in : i8 to i32
        %2 = arith.subi %1, %c3 : i32
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
    "::mlir::tensor::TensorDialect", "::mlir::qnn::QnnDialect"];
}

#endif // QNN_CONVERSION_PASSES_TD
