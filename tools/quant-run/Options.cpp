//===- Options.cpp - Command line of quant-run ----------------------------===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Options.h"

#include "common/Error.h"
#include "mlir/Pass/PassManager.h"
#include "llvm/Support/CommandLine.h"

using namespace mlir;
using namespace mlir::qnn;
namespace cl = llvm::cl;

static cl::OptionCategory category("Options of quant-run");

static CompileCommandLine compileCommandLine(category);

static cl::list<std::string> inputPaths(
    "inputs", cl::CommaSeparated, cl::cat(category), cl::value_desc("files"),
    cl::desc("One file for each input of the entry function: NumPy if named "
             "*.npy, else raw little-endian elements"));

static cl::list<std::string>
    outputPaths("outputs", cl::CommaSeparated, cl::cat(category),
                cl::value_desc("files"),
                cl::desc("One file for each result, in the same formats"));

static cl::opt<unsigned> numCases(
    "num-cases", cl::cat(category), cl::value_desc("N"),
    cl::desc("Run N times: each of these files holds N tensors one after "
             "another, a NumPy array with one more dimension in front"));

static cl::opt<bool>
    useReference("reference", cl::cat(category),
                 cl::desc("Evaluate op by op instead of compiling"));

static cl::opt<std::string>
    dumpLayersDir("dump-layers", cl::cat(category), cl::value_desc("directory"),
                  cl::desc("With --reference, write the result of every op to "
                           "a NumPy file"));

static cl::opt<unsigned> benchmarkSamples(
    "benchmark", cl::init(0), cl::cat(category), cl::value_desc("N"),
    cl::desc("Print the minimum and median time of N calls. Without --inputs, "
             "inputs are random, the same each time"));

static cl::list<std::string> baselineNames(
    "baselines", cl::CommaSeparated, cl::cat(category), cl::value_desc("names"),
    cl::desc("With --benchmark, measure in turn with these and print ratios: "
             "targets, or 'stream', the time to read the code's constants"));

static cl::opt<bool> printAssembly("print-asm", cl::cat(category),
                                   cl::desc("Print the generated assembly"));

static cl::opt<GuardedBuffer::Edge> guardedEdge(
    "guard-pages", cl::ValueOptional, cl::cat(category),
    cl::desc("Crash on accesses outside of inputs, outputs and arena"),
    cl::values(clEnumValN(GuardedBuffer::Edge::End, "end",
                          "past their ends (the default)"),
               clEnumValN(GuardedBuffer::Edge::Begin, "begin",
                          "before their beginnings"),
               clEnumValN(GuardedBuffer::Edge::End, "", "")));

static cl::opt<unsigned> numThreads(
    "num-threads", cl::init(0), cl::cat(category), cl::value_desc("N"),
    cl::desc("Divide large layers into tasks, and run them in N threads. Times "
             "are by the clock on the wall then"));

/// Why the options do not go together, or null.
static const char *findContradiction(const Options &options) {
  bool needsCode = options.benchmark != 0 || options.printAsm ||
                   options.guardPages || options.threads != 0;
  if (options.reference && needsCode)
    return "--benchmark, --print-asm, --guard-pages and --num-threads are "
           "about compiled code, which --reference does not run";
  if (compileCommandLine.workPerTask.getNumOccurrences() != 0 &&
      options.threads == 0)
    return "--work-per-task needs --num-threads";
  if (options.numCases == 0u)
    return "expected --num-cases of at least 1";
  if (options.numCases &&
      (options.benchmark != 0 || !options.dumpLayers.empty()))
    return "--benchmark and --dump-layers are about one run, not --num-cases";
  if (!options.dumpLayers.empty() && !options.reference)
    return "--dump-layers needs --reference";
  if (!options.baselines.empty() && options.benchmark == 0)
    return "--baselines needs --benchmark";
  if (!options.runs() && !options.printAsm)
    return "expected something to do: --outputs, --benchmark, --print-asm or "
           "--dump-layers";
  return nullptr;
}

Options qnn::parseOptions(int argc, char **argv) {
  registerPassManagerCLOptions();
  cl::HideUnrelatedOptions(category);
  cl::ParseCommandLineOptions(
      argc, argv,
      "Runs a quantized model, compiled for this machine or by the reference "
      "evaluator.\n");

  Options options{compileCommandLine.get(),
                  inputPaths,
                  outputPaths,
                  std::nullopt,
                  useReference,
                  benchmarkSamples,
                  printAssembly,
                  std::nullopt,
                  dumpLayersDir,
                  baselineNames,
                  numThreads};
  if (options.threads != 0)
    options.workPerTask = compileCommandLine.workPerTask;
  if (numCases.getNumOccurrences() != 0)
    options.numCases = numCases;
  if (guardedEdge.getNumOccurrences() != 0)
    options.guardPages = guardedEdge;
  if (const char *contradiction = findContradiction(options)) {
    (void)reportError(contradiction);
    exit(1);
  }
  return options;
}
