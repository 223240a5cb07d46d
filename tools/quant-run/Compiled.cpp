//===- Compiled.cpp - Compiles and runs a function ------------------------===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Compiled.h"

#include "Benchmark.h"
#include "Error.h"
#include "mlir/Pass/PassManager.h"
#include "qnn/CodeGen/Invoke.h"
#include "qnn/Execution/Jit.h"
#include "qnn/Execution/NativeModule.h"
#include "qnn/Pipelines/Pipelines.h"

using namespace mlir;
using namespace mlir::qnn;
using reference::Tensor;

/// Vector code runs best on buffers that begin at a cache line.
static constexpr size_t kBufferAlignment = 64;

LogicalResult qnn::lower(ModuleOp module, const Options &options) {
  PassManager passes(module->getName());
  if (failed(applyPassManagerCLOptions(passes)))
    return failure();
  QnnToLLVMOptions pipelineOptions;
  pipelineOptions.target = options.target;
  pipelineOptions.rounding = options.rounding;
  buildQnnToLLVMPipeline(passes, pipelineOptions);
  return passes.run(module);
}

LogicalResult qnn::printAssembly(ModuleOp module) {
  FailureOr<NativeModule> native = NativeModule::create(module);
  if (failed(native))
    return failure();
  SmallString<0> text;
  llvm::raw_svector_ostream os(text);
  if (failed(native->emit(llvm::CodeGenFileType::AssemblyFile, os)))
    return failure();
  llvm::outs() << text;
  return success();
}

//===----------------------------------------------------------------------===//
// Running
//===----------------------------------------------------------------------===//

namespace {

/// What the entry function is called with.
struct Memory {
  std::vector<GuardedBuffer> buffers;
  std::vector<const void *> inputs;
  std::vector<void *> outputs;
  void *arena = nullptr;
};

} // namespace

/// Allocates memory, guarded at `guardedEdge` if given, and copies the inputs.
static llvm::Expected<Memory>
allocate(ArrayRef<Tensor> inputs, TypeRange outputTypes, size_t arenaSize,
         std::optional<GuardedBuffer::Edge> guardedEdge) {
  Memory memory;
  auto add = [&](size_t size, size_t alignment) -> llvm::Error {
    auto buffer = GuardedBuffer::create(
        size, alignment, guardedEdge.value_or(GuardedBuffer::Edge::End));
    if (!buffer)
      return buffer.takeError();
    memory.buffers.push_back(std::move(*buffer));
    return llvm::Error::success();
  };

  size_t alignment = guardedEdge ? 1 : kBufferAlignment;
  for (const Tensor &input : inputs) {
    std::vector<char> bytes = toBytes(input);
    if (llvm::Error error = add(bytes.size(), alignment))
      return error;
    llvm::copy(bytes, memory.buffers.back().data());
    memory.inputs.push_back(memory.buffers.back().data());
  }
  for (Type type : outputTypes) {
    if (llvm::Error error = add(
            reference::getNumBytes(cast<RankedTensorType>(type)), alignment))
      return error;
    memory.outputs.push_back(memory.buffers.back().data());
  }
  if (llvm::Error error = add(arenaSize, kArenaAlignment))
    return error;
  memory.arena = memory.buffers.back().data();
  return memory;
}

FailureOr<SmallVector<Tensor>>
qnn::runCompiled(ModuleOp module, StringRef entry, ArrayRef<Tensor> inputs,
                 TypeRange outputTypes, const Options &options) {
  FailureOr<Jit> jit = Jit::create(module, entry);
  if (failed(jit))
    return failure();
  llvm::Expected<Memory> memory =
      allocate(inputs, outputTypes, jit->getArenaSize(), options.guardPages);
  if (!memory)
    return reportError(memory.takeError());
  auto call = [&] {
    return jit->invoke(memory->inputs.data(), memory->outputs.data(),
                       memory->arena);
  };

  if (int status = call())
    return reportError("'" + entry + "' returned " + Twine(status));
  SmallVector<Tensor> outputs;
  for (auto [type, bytes] : llvm::zip_equal(outputTypes, memory->outputs)) {
    auto tensorType = cast<RankedTensorType>(type);
    outputs.push_back(reference::fromBytes(
        tensorType, ArrayRef(static_cast<const char *>(bytes),
                             reference::getNumBytes(tensorType))));
  }
  if (options.benchmark != 0)
    benchmark(options.benchmark, [&] { (void)call(); }, llvm::outs());
  return outputs;
}
