//===- VectorInstructions.cpp - Code made of intrinsics -------------------===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "VectorInstructions.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/LLVMIR/LLVMDialect.h"
#include "mlir/Dialect/Vector/IR/VectorOps.h"

using namespace mlir;
using namespace mlir::qnn;

Value qnn::callIntrinsic(OpBuilder &builder, Location loc, StringRef name,
                         Type result, ValueRange operands) {
  return LLVM::CallIntrinsicOp::create(builder, loc, result,
                                       builder.getStringAttr(name), operands)
      .getResult(0);
}

static Value createZeros(OpBuilder &builder, Location loc, VectorType type) {
  return arith::ConstantOp::create(builder, loc, builder.getZeroAttr(type));
}

static Value insert(OpBuilder &builder, Location loc, Value part, Value whole,
                    int64_t offset) {
  return vector::InsertStridedSliceOp::create(builder, loc, part, whole,
                                              ArrayRef<int64_t>{offset},
                                              ArrayRef<int64_t>{1});
}

Value qnn::mapRegisters(OpBuilder &builder, Location loc, int64_t numLanes,
                        ValueRange operands,
                        llvm::function_ref<Value(ValueRange)> emit) {
  int64_t size = cast<VectorType>(operands.front().getType()).getNumElements();
  int64_t paddedSize = llvm::alignTo(size, numLanes);
  SmallVector<Value> padded(operands);
  if (paddedSize != size)
    for (Value &operand : padded) {
      auto type = cast<VectorType>(operand.getType());
      Value zeros = createZeros(
          builder, loc, VectorType::get(paddedSize, type.getElementType()));
      operand = insert(builder, loc, operand, zeros, /*offset=*/0);
    }

  Value result;
  for (int64_t offset = 0; offset < paddedSize; offset += numLanes) {
    // Slices of everything fold away.
    SmallVector<Value> slices;
    for (Value operand : padded)
      slices.push_back(vector::ExtractStridedSliceOp::create(
          builder, loc, operand, offset, numLanes, /*strides=*/1));
    Value part = emit(slices);
    if (!result)
      result = createZeros(
          builder, loc,
          VectorType::get(paddedSize,
                          cast<VectorType>(part.getType()).getElementType()));
    result = insert(builder, loc, part, result, offset);
  }
  return vector::ExtractStridedSliceOp::create(
      builder, loc, result, /*offsets=*/0, size, /*strides=*/1);
}
