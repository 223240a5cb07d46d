//===- NativeModule.cpp - LLVM IR for a qnn target ------------------------===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "qnn/Execution/NativeModule.h"

#include "mlir/Target/LLVMIR/Dialect/Builtin/BuiltinToLLVMIRTranslation.h"
#include "mlir/Target/LLVMIR/Dialect/LLVMIR/LLVMToLLVMIRTranslation.h"
#include "mlir/Target/LLVMIR/Export.h"
#include "qnn/CodeGen/Target.h"
#include "llvm/Analysis/TargetLibraryInfo.h"
#include "llvm/IR/IRBuilder.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/IR/LegacyPassManager.h"
#include "llvm/MC/TargetRegistry.h"
#include "llvm/Object/ObjectFile.h"
#include "llvm/Passes/PassBuilder.h"
#include "llvm/Support/TargetSelect.h"
#include "llvm/TargetParser/Host.h"
#include "llvm/TargetParser/SubtargetFeature.h"
#include "llvm/Transforms/IPO/Internalize.h"
#include "llvm/Transforms/Utils/Cloning.h"
#include <mutex>

using namespace mlir;
using namespace mlir::qnn;

/// The CPU is always generic: what code may use, and how it is tuned, is said
/// by features alone.
static constexpr StringLiteral kCPU("generic");

/// What tunes code for AArch64, whatever the CPU has: an ldp of two vectors
/// blocks one that issues in order for longer than two loads, and others read
/// as many bytes in a cycle by those.
static constexpr StringLiteral kAArch64Tuning("slow-paired-128");

static void initializeLLVMTargets() {
  static std::once_flag once;
  std::call_once(once, [] {
    llvm::InitializeAllTargetInfos();
    llvm::InitializeAllTargets();
    llvm::InitializeAllTargetMCs();
    llvm::InitializeAllAsmPrinters();
    // For inline assembly.
    llvm::InitializeAllAsmParsers();
  });
}

static FailureOr<std::unique_ptr<llvm::TargetMachine>>
createTargetMachine(ModuleOp module, TargetAttr target) {
  initializeLLVMTargets();
  llvm::Triple triple(target.getTriple().empty()
                          ? llvm::sys::getProcessTriple()
                          : llvm::Triple::normalize(target.getTriple()));
  std::string error;
  const llvm::Target *llvmTarget =
      llvm::TargetRegistry::lookupTarget(triple, error);
  if (!llvmTarget)
    return module.emitError("target ")
           << target.getName() << " has an unknown triple '"
           << target.getTriple() << "': " << error;
  std::unique_ptr<llvm::TargetMachine> machine(llvmTarget->createTargetMachine(
      triple, kCPU, target.getFeatures(), llvm::TargetOptions(),
      llvm::Reloc::PIC_, llvm::CodeModel::Small,
      llvm::CodeGenOptLevel::Aggressive));
  if (!machine)
    return module.emitError("LLVM generates no code for target ")
           << target.getName();
  return machine;
}

/// The library functions that LLVM may make calls of out of loops: memset. Code
/// could count on memcpy as well, but LLVM takes that for leave to call
/// memmove.
static llvm::TargetLibraryInfoImpl getLibrary(const llvm::Triple &triple) {
  llvm::TargetLibraryInfoImpl library(triple);
  library.disableAllFunctions();
  library.setAvailable(llvm::LibFunc_memset);
  return library;
}

/// Functions carry CPU and features themselves, as the passes that ask for the
/// subtarget look there first.
static void setTarget(llvm::Module &module,
                      const llvm::TargetMachine &machine) {
  module.setTargetTriple(machine.getTargetTriple());
  module.setDataLayout(machine.createDataLayout());
  for (llvm::Function &function : module) {
    if (function.isDeclaration())
      continue;
    function.addFnAttr("target-cpu", machine.getTargetCPU());
    // Where there is code for several targets, each function has its own.
    if (!function.hasFnAttribute("target-features"))
      function.addFnAttr("target-features", machine.getTargetFeatureString());
    if (!machine.getTargetTriple().isAArch64())
      continue;
    llvm::SubtargetFeatures features(
        function.getFnAttribute("target-features").getValueAsString());
    features.AddFeature(kAArch64Tuning);
    function.addFnAttr("target-features", features.getString());
  }
}

static void optimize(llvm::Module &module, llvm::TargetMachine &machine) {
  llvm::LoopAnalysisManager loopAnalyses;
  llvm::FunctionAnalysisManager functionAnalyses;
  llvm::CGSCCAnalysisManager cgsccAnalyses;
  llvm::ModuleAnalysisManager moduleAnalyses;
  llvm::PassBuilder builder(&machine);
  // The first registration of an analysis counts.
  functionAnalyses.registerPass([&] {
    return llvm::TargetLibraryAnalysis(getLibrary(machine.getTargetTriple()));
  });
  builder.registerModuleAnalyses(moduleAnalyses);
  builder.registerCGSCCAnalyses(cgsccAnalyses);
  builder.registerFunctionAnalyses(functionAnalyses);
  builder.registerLoopAnalyses(loopAnalyses);
  builder.crossRegisterProxies(loopAnalyses, functionAnalyses, cgsccAnalyses,
                               moduleAnalyses);
  builder.buildPerModuleDefaultPipeline(llvm::OptimizationLevel::O3)
      .run(module, moduleAnalyses);
}

/// Makes three stores of each store of three bytes. Where those are truncated
/// from 64 bits, LLVM 22 stores the first and the third alone for AArch64
/// (combineI8TruncStore in AArch64ISelLowering.cpp).
static void splitStoresOfThreeBytes(llvm::Module &module) {
  llvm::Type *byte = llvm::Type::getInt8Ty(module.getContext());
  auto *threeBytes = llvm::FixedVectorType::get(byte, 3);
  auto split = [&](llvm::StoreInst *store) {
    llvm::IRBuilder<> builder(store);
    for (uint64_t i = 0; i < 3; ++i) {
      llvm::Value *pointer =
          builder.CreateConstGEP1_64(byte, store->getPointerOperand(), i);
      builder.CreateAlignedStore(
          builder.CreateExtractElement(store->getValueOperand(), i), pointer,
          llvm::Align(1));
    }
    store->eraseFromParent();
  };
  for (llvm::Function &function : module)
    for (llvm::Instruction &instruction :
         llvm::make_early_inc_range(llvm::instructions(function)))
      if (auto *store = dyn_cast<llvm::StoreInst>(&instruction);
          store && store->getValueOperand()->getType() == threeBytes)
        split(store);
}

FailureOr<NativeModule> NativeModule::create(ModuleOp module,
                                             ArrayRef<StringRef> exported) {
  auto machine = createTargetMachine(module, getTargetOf(module));
  if (failed(machine))
    return failure();

  registerBuiltinDialectTranslation(*module.getContext());
  registerLLVMDialectTranslation(*module.getContext());
  auto context = std::make_unique<llvm::LLVMContext>();
  std::unique_ptr<llvm::Module> llvmModule =
      translateModuleToLLVMIR(module, *context, "qnn");
  if (!llvmModule)
    return failure();
  llvm::internalizeModule(*llvmModule, [&](const llvm::GlobalValue &value) {
    return llvm::is_contained(exported, value.getName());
  });
  setTarget(*llvmModule, **machine);
  optimize(*llvmModule, **machine);
  if ((*machine)->getTargetTriple().isAArch64())
    splitStoresOfThreeBytes(*llvmModule);
  return NativeModule(module.getLoc(), std::move(*machine), std::move(context),
                      std::move(llvmModule));
}

void NativeModule::printLLVMIR(raw_ostream &os) const {
  module->print(os, /*AAW=*/nullptr);
}

LogicalResult NativeModule::emit(llvm::CodeGenFileType fileType,
                                 llvm::raw_pwrite_stream &os) const {
  // Code generation alters the IR.
  std::unique_ptr<llvm::Module> clone = llvm::CloneModule(*module);
  llvm::legacy::PassManager passes;
  passes.add(new llvm::TargetLibraryInfoWrapperPass(
      getLibrary(machine->getTargetTriple())));
  if (machine->addPassesToEmitFile(passes, os, /*DwoOut=*/nullptr, fileType))
    return emitError(loc, "LLVM emits no such file for this target");
  passes.run(*clone);
  return success();
}

FailureOr<std::string> NativeModule::emitAssembly() const {
  SmallString<0> text;
  llvm::raw_svector_ostream os(text);
  if (failed(emit(llvm::CodeGenFileType::AssemblyFile, os)))
    return failure();
  return text.str().str();
}

/// Checks that `object` needs no symbol but memcpy and memset.
static LogicalResult verifyUndefinedSymbols(Location loc,
                                            llvm::MemoryBufferRef object) {
  auto file = llvm::object::ObjectFile::createObjectFile(object);
  if (!file)
    return emitError(loc, llvm::toString(file.takeError()));
  for (const llvm::object::SymbolRef &symbol : (*file)->symbols()) {
    llvm::Expected<uint32_t> flags = symbol.getFlags();
    llvm::Expected<StringRef> name = symbol.getName();
    if (!flags || !name)
      return emitError(loc, llvm::toString(llvm::joinErrors(flags.takeError(),
                                                            name.takeError())));
    if ((*flags & llvm::object::SymbolRef::SF_Undefined) && !name->empty() &&
        *name != "memcpy" && *name != "memset")
      return emitError(loc, "expected code that calls at most memcpy and "
                            "memset, but it needs '")
             << *name << "'";
  }
  return success();
}

FailureOr<SmallVector<char, 0>> NativeModule::emitObject() const {
  SmallVector<char, 0> object;
  llvm::raw_svector_ostream os(object);
  if (failed(emit(llvm::CodeGenFileType::ObjectFile, os)) ||
      failed(verifyUndefinedSymbols(loc, {os.str(), "object"})))
    return failure();
  return object;
}
