//===- quant-run.cpp - Runs quantized models ------------------------------===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Options.h"
#include "Stream.h"
#include "TensorFiles.h"
#include "common/Compiled.h"
#include "common/Error.h"
#include "common/Model.h"
#include "common/RandomInputs.h"
#include "common/Timing.h"
#include "mlir/IR/DialectRegistry.h"
#include "mlir/Support/ToolUtilities.h"
#include "qnn/CodeGen/Invoke.h"
#include "qnn/Execution/NativeModule.h"
#include "qnn/Reference/Evaluator.h"
#include "qnn/Reference/TensorFile.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Format.h"
#include "llvm/Support/InitLLVM.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/SourceMgr.h"

using namespace mlir;
using namespace mlir::qnn;
using reference::Tensor;

const StringLiteral qnn::kToolName("quant-run");

/// Writes `tensor`, the result of the `index`-th op, to a file in `directory`.
static LogicalResult dumpLayer(StringRef directory, unsigned index,
                               OpResult result, const Tensor &tensor) {
  SmallString<128> path(directory);
  std::string name;
  llvm::raw_string_ostream(name)
      << llvm::format("%04u.", index) << result.getOwner()->getName() << ".npy";
  llvm::sys::path::append(path, name);
  return writeOutputs({path.str().str()}, {Case{tensor}},
                      /*numCases=*/std::nullopt);
}

static FailureOr<SmallVector<Case>>
runReference(func::FuncOp entry, ArrayRef<Case> cases, const Options &options) {
  reference::EvaluateOptions evaluateOptions;
  evaluateOptions.rounding = options.rounding;
  LogicalResult dumped = success();
  unsigned index = 0;
  if (!options.dumpLayers.empty()) {
    if (std::error_code error =
            llvm::sys::fs::create_directories(options.dumpLayers))
      return reportError(llvm::createFileError(options.dumpLayers, error));
    evaluateOptions.observer = [&](OpResult result, const Tensor &tensor) {
      if (succeeded(dumped) &&
          !result.getOwner()->hasTrait<OpTrait::ConstantLike>())
        dumped = dumpLayer(options.dumpLayers, index++, result, tensor);
    };
  }
  SmallVector<Case> results;
  for (const Case &inputs : cases) {
    auto outputs = reference::evaluate(entry, inputs, evaluateOptions);
    if (failed(outputs) || failed(dumped))
      return failure();
    results.push_back(std::move(*outputs));
  }
  return results;
}

/// Checks that what the files hold is of a size that memory is likely to have.
static LogicalResult verifyStackedTypes(func::FuncOp entry,
                                        const Options &options) {
  FunctionType type = entry.getFunctionType();
  for (Type tensor :
       llvm::concat<const Type>(type.getInputs(), type.getResults()))
    if (failed(reference::verifyTensorType(
            getStackedType(cast<RankedTensorType>(tensor), options.numCases),
            [&] { return entry.emitError(); })))
      return failure();
  return success();
}

static FailureOr<SmallVector<Case>> getInputs(func::FuncOp entry,
                                              const Options &options) {
  if (options.inputs.empty() && options.benchmark != 0)
    return SmallVector<Case>{getRandomInputs(entry.getArgumentTypes())};
  if (failed(verifyStackedTypes(entry, options)))
    return failure();
  auto cases =
      readInputs(options.inputs, entry.getArgumentTypes(), options.numCases);
  if (failed(cases))
    return failure();
  for (const Case &inputs : *cases)
    if (failed(reference::verifyInputs(entry, inputs)))
      return failure();
  return cases;
}

/// Prints the assembly of a function of a lowered module.
static LogicalResult printAssembly(ModuleOp module, StringRef entry) {
  std::string symbol = (entry + kInvokeSuffix).str();
  FailureOr<NativeModule> native =
      NativeModule::create(module, StringRef(symbol));
  if (failed(native))
    return failure();
  FailureOr<std::string> text = native->emitAssembly();
  if (failed(text))
    return failure();
  llvm::outs() << *text;
  return success();
}

/// Prints the times of `names`, and the medians as ratios of the first one's.
static void printTimings(ArrayRef<std::string> names, ArrayRef<Timing> timings,
                         unsigned numSamples, raw_ostream &os) {
  for (auto [name, timing] : llvm::zip_equal(names, timings)) {
    os << name << ": "
       << llvm::format("min %.4f us, median %.4f us", timing.min, timing.median)
       << " per call (" << numSamples << " samples of " << timing.callsPerSample
       << (timing.callsPerSample == 1 ? " call)" : " calls)");
    if (&timing != &timings.front())
      os << llvm::format(", ratio %.3f",
                         timing.median / timings.front().median);
    os << "\n";
  }
}

/// Measures `compiled`, whose tasks `parallelFor` runs, beside what the options
/// say to compare it with: the same function for other targets, from the
/// modules of `baselines`, and a loop that reads as many bytes as `lowered` has
/// constants.
static LogicalResult
runBenchmark(Compiled &compiled, const ParallelFor *parallelFor,
             ModuleOp lowered, ArrayRef<OwningOpRef<ModuleOp>> baselines,
             StringRef entry, ArrayRef<Tensor> inputs, TypeRange outputTypes,
             const Options &options) {
  SmallVector<Compiled, 0> others;
  SmallVector<std::string> names = {options.target};
  for (auto [target, module] : llvm::zip_equal(options.baselines, baselines)) {
    FailureOr<Compiled> other =
        target == kStreamBaseline
            ? createStream(lowered, options.guardPages)
            : Compiled::create(*module, entry, inputs, outputTypes,
                               options.guardPages);
    if (failed(other))
      return failure();
    others.push_back(std::move(*other));
    names.push_back(target == kStreamBaseline
                        ? "reading " +
                              std::to_string(getConstantBytes(lowered)) +
                              " bytes of constants"
                        : target);
  }
  SmallVector<Contender> contenders;
  auto add = [&](Compiled &contender) {
    contenders.push_back([&](uint64_t numCalls) {
      return measureCalls([&] { (void)contender.call(parallelFor); }, numCalls,
                          parallelFor ? Clock::Wall : Clock::Thread);
    });
  };
  add(compiled);
  llvm::for_each(others, add);
  TimingOptions timingOptions;
  timingOptions.numSamples = options.benchmark;
  printTimings(names, measureInTurn(contenders, timingOptions),
               options.benchmark, llvm::outs());
  return success();
}

/// Prints the assembly, runs the function, or both.
static FailureOr<SmallVector<Case>> compileAndRun(func::FuncOp entry,
                                                  ArrayRef<Case> cases,
                                                  const Options &options) {
  isolateEntry(entry);
  // Lowering replaces the function.
  auto module = entry->getParentOfType<ModuleOp>();
  std::string name = entry.getName().str();
  FunctionType type = entry.getFunctionType();
  SmallVector<OwningOpRef<ModuleOp>> baselines;
  for (const std::string &target : options.baselines) {
    baselines.push_back(target == kStreamBaseline ? nullptr : module.clone());
    if (baselines.back() &&
        failed(lower(*baselines.back(), target, options.rounding)))
      return failure();
  }
  if (failed(lower(module, options.target, options.rounding,
                   /*observer=*/nullptr, options.workPerTask)) ||
      (options.printAsm && failed(printAssembly(module, name))))
    return failure();
  if (!options.runs())
    return SmallVector<Case>();

  FailureOr<Compiled> compiled = Compiled::create(
      module, name, cases.front(), type.getResults(), options.guardPages);
  if (failed(compiled))
    return failure();
  std::optional<Threads> threads;
  const ParallelFor *parallelFor = nullptr;
  if (options.threads != 0)
    parallelFor = &threads.emplace(options.threads).getParallelFor();
  SmallVector<Case> results;
  for (const Case &inputs : cases) {
    compiled->setInputs(inputs);
    if (int status = compiled->call(parallelFor))
      return reportError("'" + name + "' returned " + Twine(status));
    results.push_back(compiled->getOutputs(type.getResults()));
  }
  if (options.benchmark != 0 &&
      failed(runBenchmark(*compiled, parallelFor, module, baselines, name,
                          cases.front(), type.getResults(), options)))
    return failure();
  return results;
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
  if (!options.outputs.empty() &&
      options.outputs.size() != entry.getNumResults())
    return reportError("expected --outputs of length " +
                       Twine(entry.getNumResults()) + ", but got " +
                       Twine(options.outputs.size()));

  FailureOr<SmallVector<Case>> cases{SmallVector<Case>()};
  if (options.runs())
    cases = getInputs(entry, options);
  if (failed(cases))
    return failure();
  FailureOr<SmallVector<Case>> results =
      options.reference ? runReference(entry, *cases, options)
                        : compileAndRun(entry, *cases, options);
  if (failed(results))
    return failure();
  if (options.outputs.empty())
    return success();
  return writeOutputs(options.outputs, *results, options.numCases);
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
