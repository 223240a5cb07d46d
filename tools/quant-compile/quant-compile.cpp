//===- quant-compile.cpp - Compiles models ahead of time ------------------===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Header.h"
#include "Options.h"
#include "common/Error.h"
#include "common/Model.h"
#include "common/OutputFiles.h"
#include "mlir/Dialect/LLVMIR/LLVMDialect.h"
#include "mlir/IR/DialectRegistry.h"
#include "mlir/Support/ToolUtilities.h"
#include "qnn/CodeGen/Invoke.h"
#include "qnn/CodeGen/Target.h"
#include "qnn/Execution/NativeModule.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/InitLLVM.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/SourceMgr.h"

using namespace mlir;
using namespace mlir::qnn;

const StringLiteral qnn::kToolName("quant-compile");

/// True if names that begin with `name` are free for programs to use, in C and
/// in C++.
static bool isIdentifier(StringRef name) {
  return !name.empty() && llvm::isAlpha(name.front()) &&
         llvm::all_of(name,
                      [](char c) { return llvm::isAlnum(c) || c == '_'; });
}

/// What symbols begin with. Imported functions are all called `main`, so that
/// the file's name tells models apart.
static FailureOr<std::string> getSymbolName(func::FuncOp entry,
                                            const Options &options) {
  StringRef name = options.name;
  if (name.empty())
    name = entry.getName() == "main" ? llvm::sys::path::stem(options.model)
                                     : entry.getName();
  if (!isIdentifier(name))
    return reportError("expected a C identifier that begins with a letter, but "
                       "got '" +
                       name + "'; see --name");
  return name.str();
}

/// Renames `entry` to `name`.
static LogicalResult renameEntry(func::FuncOp entry, StringRef name) {
  if (entry.getName() == name)
    return success();
  auto module = entry->getParentOfType<ModuleOp>();
  SymbolTable symbols(module);
  if (symbols.lookup(name))
    return module.emitError("expected no symbol '") << name << "'; see --name";
  return symbols.rename(entry, name);
}

/// What `print` prints.
static std::string toString(function_ref<void(raw_ostream &)> print) {
  std::string text;
  llvm::raw_string_ostream os(text);
  print(os);
  return text;
}

/// The code of the entry point of `name`, in the format that `options` say.
/// Whichever that is, it is an error if an object of it would not link.
static FailureOr<std::string> emitCode(ModuleOp lowered, StringRef name,
                                       const Options &options) {
  std::string invoke = (name + kInvokeSuffix).str();
  std::string target = (name + kTargetSuffix).str();
  FailureOr<NativeModule> native =
      NativeModule::create(lowered, {invoke, target});
  if (failed(native))
    return failure();
  FailureOr<SmallVector<char, 0>> object = native->emitObject();
  if (failed(object))
    return failure();
  switch (options.format) {
  case CodeFormat::LLVMIR:
    return toString([&](raw_ostream &os) { native->printLLVMIR(os); });
  case CodeFormat::Assembly:
    return native->emitAssembly();
  case CodeFormat::Object:
    return std::string(object->begin(), object->end());
  }
  llvm_unreachable("all formats are handled");
}

/// The targets that `lowered` has code for.
static SmallVector<const Target *> getTargets(ModuleOp lowered) {
  SmallVector<const Target *> targets;
  for (StringRef name : llvm::split(getTargetOf(lowered).getName(), ","))
    targets.push_back(lookupTarget(name));
  return targets;
}

/// Bytes of arena of the entry point of `name`.
static int64_t getArenaSize(ModuleOp lowered, StringRef name) {
  auto invoke =
      lowered.lookupSymbol<LLVM::LLVMFuncOp>((name + kInvokeSuffix).str());
  return invoke->getAttrOfType<IntegerAttr>(kArenaSizeAttrName).getInt();
}

/// Lowers the module of `entry`, which is called `name` from then on. Returns
/// what the options ask for.
static FailureOr<SmallVector<OutputFile>>
compile(func::FuncOp entry, const std::string &name, const Options &options) {
  auto module = entry->getParentOfType<ModuleOp>();
  Signature signature(entry);
  std::optional<MemoryPlan> plan;
  MemoryPlanObserver observer;
  if (options.needsMemoryPlan())
    observer = [&](const MemoryPlan &result) { plan = result; };
  isolateEntry(entry);
  if (failed(renameEntry(entry, name)) ||
      failed(lower(module, options.target, options.rounding, observer,
                   options.workPerTask)))
    return failure();

  SmallVector<OutputFile> files;
  if (!options.code.empty()) {
    FailureOr<std::string> code = emitCode(module, name, options);
    if (failed(code))
      return failure();
    files.push_back({options.code, std::move(*code)});
  }
  if (!options.header.empty())
    files.push_back({options.header, toString([&](raw_ostream &os) {
                       printHeader(signature,
                                   {name, getArenaSize(module, name),
                                    getTargets(module), options.rounding,
                                    options.workPerTask.has_value()},
                                   os);
                     })});
  if (!options.memoryPlanSVG.empty())
    files.push_back({options.memoryPlanSVG,
                     toString([&](raw_ostream &os) { plan->printSVG(os); })});
  if (options.printMemoryPlan)
    files.push_back({"-", toString([&](raw_ostream &os) { plan->print(os); })});
  return files;
}

static LogicalResult run(const Options &options, MLIRContext &context) {
  llvm::SourceMgr sourceMgr;
  SourceMgrDiagnosticHandler diagnostics(sourceMgr, &context);
  OwningOpRef<ModuleOp> module =
      loadModel(options.model, options.import, sourceMgr, &context);
  if (!module)
    return failure();
  func::FuncOp entry = findEntry(*module, options.entry);
  if (!entry)
    return failure();
  FailureOr<std::string> name = getSymbolName(entry, options);
  if (failed(name))
    return failure();
  if (!options.header.empty() && failed(verifyDescribable(entry)))
    return failure();
  FailureOr<SmallVector<OutputFile>> files = compile(entry, *name, options);
  return failed(files) ? failure() : writeFiles(*files);
}

int main(int argc, char **argv) {
  llvm::InitLLVM init(argc, argv);
  Options options = parseOptions(argc, argv);
  DialectRegistry registry;
  registerModelDialects(registry);
  MLIRContext context(registry);
  context.printOpOnDiagnostic(false);
  return failed(run(options, context));
}
