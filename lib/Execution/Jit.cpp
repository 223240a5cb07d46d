//===- Jit.cpp - Runs lowered modules in this process ---------------------===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "qnn/Execution/Jit.h"

#include "mlir/Dialect/LLVMIR/LLVMDialect.h"
#include "qnn/CodeGen/Invoke.h"
#include "qnn/CodeGen/Target.h"
#include "qnn/Execution/Host.h"
#include "qnn/Execution/NativeModule.h"
#include "llvm/ExecutionEngine/Orc/AbsoluteSymbols.h"
#include "llvm/Support/SmallVectorMemoryBuffer.h"
#include <cstring>

using namespace mlir;
using namespace mlir::qnn;

namespace {

/// What the entry function tells of itself.
struct Entry {
  size_t arenaSize;
  /// Whether it takes a pointer to a `ParallelFor`.
  bool isParallel;
};

} // namespace

/// The function to call, once its signature is checked.
static FailureOr<Entry> verifyEntry(ModuleOp module, StringRef name) {
  auto function = module.lookupSymbol<LLVM::LLVMFuncOp>(name);
  if (!function || function.isExternal())
    return module.emitError("expected a definition of llvm.func @") << name;
  MLIRContext *context = module.getContext();
  Type pointer = LLVM::LLVMPointerType::get(context);
  Type i32 = IntegerType::get(context, 32);
  auto expected = LLVM::LLVMFunctionType::get(i32, {pointer, pointer, pointer});
  auto parallel =
      LLVM::LLVMFunctionType::get(i32, {pointer, pointer, pointer, pointer});
  bool isParallel = function.getFunctionType() == parallel;
  if (!isParallel && function.getFunctionType() != expected)
    return function.emitError("expected the type ")
           << expected << ", but got " << function.getFunctionType();
  auto arenaSize = function->getAttrOfType<IntegerAttr>(kArenaSizeAttrName);
  if (!arenaSize || !arenaSize.getType().isSignlessInteger(64) ||
      arenaSize.getInt() < 0)
    return function.emitError("expected '")
           << kArenaSizeAttrName << "' as a non-negative i64";
  return Entry{static_cast<size_t>(arenaSize.getInt()), isParallel};
}

/// Loads `object`, which may call memcpy and memset: no other symbol of this
/// process is visible to it.
static llvm::Expected<std::unique_ptr<llvm::orc::LLJIT>>
load(std::unique_ptr<llvm::MemoryBuffer> object, const llvm::Triple &triple) {
  using namespace llvm::orc;
  auto jit = LLJITBuilder()
                 .setJITTargetMachineBuilder(JITTargetMachineBuilder(triple))
                 .setLinkProcessSymbolsByDefault(false)
                 .setPlatformSetUp(setUpInactivePlatform)
                 .create();
  if (!jit)
    return jit.takeError();
  auto define = [&](StringRef name, auto *function) {
    return (*jit)->getMainJITDylib().define(absoluteSymbols(
        {{(*jit)->mangleAndIntern(name),
          ExecutorSymbolDef(ExecutorAddr::fromPtr(function),
                            llvm::JITSymbolFlags::Exported |
                                llvm::JITSymbolFlags::Callable)}}));
  };
  if (llvm::Error error = define("memcpy", &std::memcpy))
    return error;
  if (llvm::Error error = define("memset", &std::memset))
    return error;
  if (llvm::Error error = (*jit)->addObjectFile(std::move(object)))
    return error;
  return std::move(*jit);
}

FailureOr<Jit> Jit::create(ModuleOp module, StringRef entry) {
  std::string name = (entry + kInvokeSuffix).str();
  FailureOr<Entry> entryFunction = verifyEntry(module, name);
  if (failed(entryFunction))
    return failure();
  if (failed(verifyRunsOnHost(getTargetOf(module),
                              [&] { return module.emitError(); })))
    return failure();
  FailureOr<NativeModule> native =
      NativeModule::create(module, StringRef(name));
  if (failed(native))
    return failure();
  FailureOr<SmallVector<char, 0>> object = native->emitObject();
  if (failed(object))
    return failure();

  auto loaded =
      load(std::make_unique<llvm::SmallVectorMemoryBuffer>(
               std::move(*object), entry, /*RequiresNullTerminator=*/false),
           native->getTargetMachine().getTargetTriple());
  if (!loaded)
    return module.emitError("cannot be loaded: ")
           << llvm::toString(loaded.takeError());
  llvm::Expected<llvm::orc::ExecutorAddr> address = (*loaded)->lookup(name);
  if (!address)
    return module.emitError("cannot be linked: ")
           << llvm::toString(address.takeError());
  Jit jit(std::move(*loaded), entryFunction->arenaSize);
  if (entryFunction->isParallel)
    jit.parallelFunction = address->toPtr<ParallelFunction>();
  else
    jit.function = address->toPtr<Function>();
  return jit;
}
