//===- VectorizeDetail.cpp - Parts of vectorization -----------------------===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "VectorizeDetail.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/Dialect/UB/IR/UBOps.h"
#include "mlir/Dialect/Vector/IR/VectorOps.h"
#include "mlir/IR/IRMapping.h"

using namespace mlir;
using namespace mlir::qnn;

SmallVector<Value> VectorEmitter::emitLoop(int64_t count, ValueRange values,
                                           LoopBody body, int64_t step) {
  if (count == 0)
    return values;
  if (count <= step)
    return body(index(0), values);
  Value begin = index(0), end = index(count);
  return emitRange(begin, end, values, body, step);
}

SmallVector<Value> VectorEmitter::emitRange(Value begin, Value end,
                                            ValueRange values, LoopBody body,
                                            int64_t step) {
  Value stride = index(step);
  auto loop = scf::ForOp::create(builder, loc, begin, end, stride, values);
  OpBuilder::InsertionGuard guard(builder);
  builder.setInsertionPointToStart(loop.getBody());
  SmallVector<Value> results =
      body(loop.getInductionVar(), loop.getRegionIterArgs());
  scf::YieldOp::create(builder, loc, results);
  return loop.getResults();
}

Value VectorEmitter::emitLoop(
    int64_t count, Value value,
    llvm::function_ref<Value(Value index, Value value)> body) {
  return emitLoop(count, ValueRange(value),
                  [&](Value i, ValueRange values) {
                    return SmallVector<Value>{body(i, values.front())};
                  })
      .front();
}

Value VectorEmitter::emitParallelLoop(
    int64_t count, Value value,
    llvm::function_ref<Value(Value index, Value value)> body) {
  if (count <= 1)
    return emitLoop(count, value, body);
  Value end = index(count);
  return emitParallelLoop(end, value, body);
}

Value VectorEmitter::emitParallelLoop(
    Value count, Value value,
    llvm::function_ref<Value(Value index, Value value)> body) {
  Value begin = index(0);
  Value result =
      emitRange(begin, count, value, [&](Value i, ValueRange values) {
        return SmallVector<Value>{body(i, values.front())};
      }).front();
  result.getDefiningOp()->setAttr(kParallelAttrName, builder.getUnitAttr());
  return result;
}

Value VectorEmitter::index(int64_t value) {
  return arith::ConstantIndexOp::create(builder, loc, value);
}

Value VectorEmitter::zeros(int64_t size) {
  auto type = VectorType::get(size, builder.getI32Type());
  return arith::ConstantOp::create(builder, loc, builder.getZeroAttr(type));
}

Value VectorEmitter::add(Value a, Value b) {
  return arith::AddIOp::create(builder, loc, a, b);
}

Value VectorEmitter::add(Value a, int64_t b) {
  return b == 0 ? a : add(a, index(b));
}

Value VectorEmitter::mul(Value a, int64_t b) {
  return b == 1 ? a : arith::MulIOp::create(builder, loc, a, index(b));
}

Value VectorEmitter::read(Value tensor, ValueRange indices, int64_t size) {
  auto type = cast<RankedTensorType>(tensor.getType());
  return vector::TransferReadOp::create(
      builder, loc, VectorType::get(size, type.getElementType()), tensor,
      indices, /*padding=*/std::nullopt, ArrayRef<bool>{true});
}

Value VectorEmitter::write(Value vector, Value tensor, ValueRange indices) {
  return vector::TransferWriteOp::create(builder, loc, vector, tensor, indices,
                                         ArrayRef<bool>{true})
      .getResult();
}

Value VectorEmitter::extendLines(Value tensor, Value begin, Value count,
                                 int64_t maxCount, Signedness signedness) {
  // No more than an instruction of any target reads at once.
  constexpr int64_t maxSize = 32;
  int64_t numColumns = cast<ShapedType>(tensor.getType()).getDimSize(1);
  int64_t size = std::min(numColumns, maxSize);
  Type i16 = builder.getIntegerType(16);
  Value empty = tensor::EmptyOp::create(
      builder, loc, ArrayRef<int64_t>{maxCount, numColumns}, i16);
  if (numColumns == 0)
    return empty;
  auto type = VectorType::get(size, i16);
  auto extend = [&](Value line, Value column, Value lines) -> Value {
    Value source = add(begin, line);
    Value bytes = read(tensor, {source, column}, size);
    Value integers =
        signedness == Signedness::Signed
            ? arith::ExtSIOp::create(builder, loc, type, bytes).getResult()
            : arith::ExtUIOp::create(builder, loc, type, bytes).getResult();
    return write(integers, lines, {line, column});
  };
  auto extendLine = [&](Value line, ValueRange lines) -> SmallVector<Value> {
    Value result = emitLoop(numColumns / size, lines.front(),
                            [&](Value chunk, Value chunks) {
                              return extend(line, mul(chunk, size), chunks);
                            });
    // What is left is part of a vector that ends with the line.
    if (numColumns % size != 0)
      result = extend(line, index(numColumns - size), result);
    return {result};
  };
  Value zero = index(0);
  return emitRange(zero, count, empty, extendLine).front();
}

Value VectorEmitter::concatenate(ValueRange vectors) {
  auto type = cast<VectorType>(vectors.front().getType());
  int64_t size = type.getDimSize(0);
  int64_t numVectors = vectors.size();
  Value result = ub::PoisonOp::create(
      builder, loc, VectorType::get(numVectors * size, type.getElementType()));
  for (auto [i, vector] : llvm::enumerate(vectors))
    result = vector::InsertStridedSliceOp::create(
        builder, loc, vector, result,
        ArrayRef<int64_t>{static_cast<int64_t>(i) * size},
        ArrayRef<int64_t>{1});
  return result;
}

Value VectorEmitter::slice(Value vector, int64_t offset, int64_t size) {
  if (cast<VectorType>(vector.getType()).getDimSize(0) == size)
    return vector;
  return vector::ExtractStridedSliceOp::create(
      builder, loc, vector, ArrayRef<int64_t>{offset}, ArrayRef<int64_t>{size},
      ArrayRef<int64_t>{1});
}

Value VectorEmitter::widen(Value vector, int64_t size) {
  auto type = cast<VectorType>(vector.getType());
  if (type.getDimSize(0) == size)
    return vector;
  Value whole = ub::PoisonOp::create(
      builder, loc, VectorType::get(size, type.getElementType()));
  return vector::InsertStridedSliceOp::create(
      builder, loc, vector, whole, ArrayRef<int64_t>{0}, ArrayRef<int64_t>{1});
}

Value VectorEmitter::emitVectorBody(Block &body, ArrayRef<Value> arguments,
                                    Operation *addition) {
  ArrayRef<int64_t> shape =
      cast<VectorType>(arguments.front().getType()).getShape();
  IRMapping mapping;
  mapping.map(body.getArguments(), arguments);
  for (Operation &scalar : body.without_terminator()) {
    if (&scalar == addition) {
      mapping.map(scalar.getResult(0), arguments.front());
      continue;
    }
    if (auto constant = dyn_cast<arith::ConstantOp>(scalar)) {
      auto attr =
          DenseElementsAttr::get(VectorType::get(shape, constant.getType()),
                                 Attribute(constant.getValue()));
      Value vector =
          arith::ConstantOp::create(builder, constant.getLoc(), attr);
      mapping.map(constant.getResult(), vector);
      continue;
    }
    Operation *vectorized = builder.clone(scalar, mapping);
    for (OpResult result : vectorized->getResults())
      result.setType(VectorType::get(shape, result.getType()));
  }
  return mapping.lookup(cast<YieldOp>(body.getTerminator()).getValue());
}

ChannelAddition qnn::getChannelAddition(Block &body, size_t numChannels) {
  BlockArgument sums = body.getArgument(0);
  if (!sums.hasOneUse())
    return {};
  auto addition = dyn_cast<arith::AddIOp>(*sums.user_begin());
  if (!addition)
    return {};
  Value other =
      addition.getLhs() == sums ? addition.getRhs() : addition.getLhs();
  auto channel = dyn_cast<BlockArgument>(other);
  if (!channel || channel.getOwner() != &body ||
      channel.getArgNumber() > numChannels)
    return {};
  return {addition, channel.getArgNumber() - 1};
}
