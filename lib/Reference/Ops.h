//===- Ops.h - The evaluator's ops ------------------------------*- C++ -*-===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// One function per op: it takes the operands from the frame and puts the
// results there. Types are such that the evaluator can hold them. An op that is
// added here is also added to the list in Evaluator.cpp.
//
//===----------------------------------------------------------------------===//

#ifndef QNN_LIB_REFERENCE_OPS_H
#define QNN_LIB_REFERENCE_OPS_H

#include "Frame.h"
#include "mlir/Dialect/Arith/IR/Arith.h"

namespace mlir::qnn::reference {

// ConstantOps.cpp
LogicalResult evaluateOp(arith::ConstantOp op, Frame &frame);
LogicalResult evaluateOp(ConstantOp op, Frame &frame);

// QuantizeOps.cpp
LogicalResult evaluateOp(QuantizeOp op, Frame &frame);
LogicalResult evaluateOp(DequantizeOp op, Frame &frame);
LogicalResult evaluateOp(RequantizeOp op, Frame &frame);
LogicalResult evaluateOp(StorageCastOp op, Frame &frame);

// ShapeOps.cpp
LogicalResult evaluateOp(ReshapeOp op, Frame &frame);

// ContractionOps.cpp
LogicalResult evaluateOp(FullyConnectedOp op, Frame &frame);

// ConvolutionOps.cpp
LogicalResult evaluateOp(Conv2DOp op, Frame &frame);
LogicalResult evaluateOp(TransposeConv2DOp op, Frame &frame);
LogicalResult evaluateOp(BatchMatmulOp op, Frame &frame);

// ElementwiseOps.cpp
LogicalResult evaluateOp(AddOp op, Frame &frame);
LogicalResult evaluateOp(SubOp op, Frame &frame);
LogicalResult evaluateOp(MulOp op, Frame &frame);
LogicalResult evaluateOp(MinimumOp op, Frame &frame);
LogicalResult evaluateOp(MaximumOp op, Frame &frame);
LogicalResult evaluateOp(PReluOp op, Frame &frame);

// PoolingOps.cpp
LogicalResult evaluateOp(AveragePool2DOp op, Frame &frame);
LogicalResult evaluateOp(MaxPool2DOp op, Frame &frame);
LogicalResult evaluateOp(MeanOp op, Frame &frame);
LogicalResult evaluateOp(SumOp op, Frame &frame);

// DataOps.cpp
LogicalResult evaluateOp(PadOp op, Frame &frame);
LogicalResult evaluateOp(SliceOp op, Frame &frame);
LogicalResult evaluateOp(ConcatOp op, Frame &frame);
LogicalResult evaluateOp(TransposeOp op, Frame &frame);
LogicalResult evaluateOp(TakeOp op, Frame &frame);

// SoftmaxOps.cpp
LogicalResult evaluateOp(SoftmaxOp op, Frame &frame);

// UnaryOps.cpp
LogicalResult evaluateOp(UnaryOp op, Frame &frame);

// NormalizationOps.cpp
LogicalResult evaluateOp(L2NormalizationOp op, Frame &frame);

// ResizeOps.cpp
LogicalResult evaluateOp(ResizeBilinearOp op, Frame &frame);

} // namespace mlir::qnn::reference

#endif // QNN_LIB_REFERENCE_OPS_H
