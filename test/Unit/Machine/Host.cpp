//===- Host.cpp - Compiled code in this process ---------------------------===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "qnn/Execution/Host.h"
#include "MachineDetail.h"
#include "qnn/CodeGen/Invoke.h"
#include "qnn/Execution/Jit.h"

using namespace mlir;
using namespace mlir::qnn;

namespace {

/// Makes calls as soon as they are added, so that a crash is that of the code
/// just compiled.
class Host : public Machine {
public:
  bool isEmulator() const override { return false; }
  LogicalResult add(ModuleOp module, StringRef entry,
                    std::vector<Call> calls) override;
  std::vector<CallResult> run() override { return std::exchange(results, {}); }

private:
  CallResult call(const Jit &jit, const Call &call);

  std::vector<CallResult> results;
};

} // namespace

CallResult Host::call(const Jit &jit, const Call &call) {
  std::vector<GuardedBuffer> buffers;
  auto allocate = [&](size_t size, size_t alignment) {
    buffers.push_back(
        llvm::cantFail(GuardedBuffer::create(size, alignment, call.edge)));
    return buffers.back().data();
  };
  std::vector<const void *> inputs;
  std::vector<void *> outputs;
  for (const std::vector<char> &input : call.inputs) {
    char *data = allocate(input.size(), /*alignment=*/1);
    llvm::copy(input, data);
    inputs.push_back(data);
  }
  for (size_t size : call.outputSizes)
    outputs.push_back(allocate(size, /*alignment=*/1));
  void *arena = allocate(jit.getArenaSize(), kArenaAlignment);

  int status = jit.invoke(inputs.data(), outputs.data(), arena);

  std::vector<std::vector<char>> memory;
  for (const GuardedBuffer &buffer : buffers)
    memory.push_back(ArrayRef(buffer.data(), buffer.size()).vec());
  auto firstOutput = memory.begin() + inputs.size();
  return getResult(call, status, ArrayRef(memory).take_front(inputs.size()),
                   {firstOutput, firstOutput + outputs.size()});
}

LogicalResult Host::add(ModuleOp module, StringRef entry,
                        std::vector<Call> calls) {
  FailureOr<Jit> jit = Jit::create(module, entry);
  if (failed(jit))
    return failure();
  for (const Call &each : calls)
    results.push_back(call(*jit, each));
  return success();
}

std::unique_ptr<Machine> qnn::createHost(const Target &target) {
  MLIRContext context(MLIRContext::Threading::DISABLED);
  context.loadDialect<QnnDialect>();
  ScopedDiagnosticHandler silence(&context, [](Diagnostic &) {});
  if (failed(verifyRunsOnHost(getTargetAttr(&context, target), [&] {
        return emitError(UnknownLoc::get(&context));
      })))
    return nullptr;
  return std::make_unique<Host>();
}
