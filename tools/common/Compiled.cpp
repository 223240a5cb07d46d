//===- Compiled.cpp - Compiles and runs a function ------------------------===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "common/Compiled.h"

#include "common/Error.h"
#include "qnn/CodeGen/Invoke.h"
#include <cstring>

using namespace mlir;
using namespace mlir::qnn;
using reference::Tensor;

/// Vector code runs best on buffers that begin at a cache line.
static constexpr size_t kBufferAlignment = 64;

FailureOr<Compiled>
Compiled::create(ModuleOp module, StringRef entry, ArrayRef<Tensor> inputs,
                 TypeRange outputTypes,
                 std::optional<GuardedBuffer::Edge> guardedEdge) {
  FailureOr<Jit> jit = Jit::create(module, entry);
  if (failed(jit))
    return failure();
  Compiled compiled(std::move(*jit));
  // Guarded buffers end, or begin, right at the guard.
  size_t alignment = guardedEdge ? 1 : kBufferAlignment;
  auto allocate = [&](size_t size, size_t alignment) -> FailureOr<char *> {
    auto buffer = GuardedBuffer::create(
        size, alignment, guardedEdge.value_or(GuardedBuffer::Edge::End));
    if (!buffer)
      return reportError(buffer.takeError());
    compiled.buffers.push_back(std::move(*buffer));
    return compiled.buffers.back().data();
  };

  for (const Tensor &input : inputs) {
    FailureOr<char *> memory =
        allocate(reference::getNumBytes(input.type), alignment);
    if (failed(memory))
      return failure();
    compiled.inputs.push_back(*memory);
  }
  compiled.setInputs(inputs);
  for (Type type : outputTypes) {
    FailureOr<char *> memory = allocate(
        reference::getNumBytes(cast<RankedTensorType>(type)), alignment);
    if (failed(memory))
      return failure();
    compiled.outputs.push_back(*memory);
  }
  FailureOr<char *> arena =
      allocate(compiled.jit.getArenaSize(), kArenaAlignment);
  if (failed(arena))
    return failure();
  // Code must not rely on what it finds there; and untouched pages would all be
  // the same physical one.
  std::memset(*arena, 0xa5, compiled.jit.getArenaSize());
  compiled.arena = *arena;
  return compiled;
}

void Compiled::setInputs(ArrayRef<Tensor> tensors) {
  for (auto [memory, tensor] : llvm::zip_equal(inputs, tensors))
    llvm::copy(toBytes(tensor), static_cast<char *>(memory));
}

SmallVector<Tensor> Compiled::getOutputs(TypeRange outputTypes) const {
  SmallVector<Tensor> tensors;
  for (auto [type, bytes] : llvm::zip_equal(outputTypes, outputs)) {
    auto tensorType = cast<RankedTensorType>(type);
    tensors.push_back(reference::fromBytes(
        tensorType, ArrayRef(static_cast<const char *>(bytes),
                             reference::getNumBytes(tensorType))));
  }
  return tensors;
}
