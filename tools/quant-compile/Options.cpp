//===- Options.cpp - Command line of quant-compile ------------------------===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Options.h"

#include "common/Error.h"
#include "mlir/Pass/PassManager.h"

using namespace mlir;
using namespace mlir::qnn;
namespace cl = llvm::cl;

static cl::OptionCategory category("Options of quant-compile");

static CompileCommandLine compileCommandLine(category);

static cl::opt<std::string>
    codePath("o", cl::cat(category), cl::value_desc("file"),
             cl::desc("Write the code here, '-' for standard output"));

static cl::opt<CodeFormat> codeFormat(
    "emit", cl::init(CodeFormat::Object), cl::cat(category),
    cl::desc("What to write with -o (default: obj)"),
    cl::values(clEnumValN(CodeFormat::LLVMIR, "llvm", "LLVM IR, optimized"),
               clEnumValN(CodeFormat::Assembly, "asm", "assembly"),
               clEnumValN(CodeFormat::Object, "obj",
                          "a position-independent object file")));

static cl::opt<std::string>
    headerPath("emit-header", cl::cat(category), cl::value_desc("file"),
               cl::desc("Write a header for C and C++ here: the function, the "
                        "arena's size, and what inputs and outputs are"));

static cl::opt<bool>
    printPlan("print-memory-plan", cl::cat(category),
              cl::desc("Print where the arena holds what, and when"));

static cl::opt<std::string> memoryPlanPath("memory-plan-svg", cl::cat(category),
                                           cl::value_desc("file"),
                                           cl::desc("Draw that here"));

static cl::opt<std::string> symbolName(
    "name", cl::cat(category), cl::value_desc("identifier"),
    cl::desc("What symbols begin with (default: the function's name, but the "
             "file's if that is 'main')"));

static cl::opt<bool> isParallel(
    "parallel", cl::cat(category),
    cl::desc("Divide large layers into tasks, which the program may run in "
             "parallel: the function takes one argument more"));

SmallVector<StringRef> Options::getOutputs() const {
  SmallVector<StringRef> outputs = {code, header, memoryPlanSVG};
  llvm::erase(outputs, "");
  return outputs;
}

/// Why the options do not go together, or null.
static const char *findContradiction(const Options &options) {
  if (codeFormat.getNumOccurrences() != 0 && options.code.empty())
    return "--emit needs -o";
  if (compileCommandLine.workPerTask.getNumOccurrences() != 0 && !isParallel)
    return "--work-per-task needs --parallel";
  SmallVector<StringRef> outputs = options.getOutputs();
  if (outputs.empty() && !options.printMemoryPlan)
    return "expected something to do: -o, --emit-header, --print-memory-plan "
           "or --memory-plan-svg";
  llvm::sort(outputs);
  if (std::adjacent_find(outputs.begin(), outputs.end()) != outputs.end())
    return "expected a different file for each output";
  if (options.needsMemoryPlan() && StringRef(options.target).contains(','))
    return "expected one target for a memory plan";
  return nullptr;
}

Options qnn::parseOptions(int argc, char **argv) {
  registerPassManagerCLOptions();
  cl::HideUnrelatedOptions(category);
  cl::ParseCommandLineOptions(
      argc, argv, "Compiles a quantized model to an object and a C header.\n");
  Options options{
      compileCommandLine.get(), symbolName, codeFormat, codePath, headerPath,
      memoryPlanPath,           printPlan};
  if (isParallel)
    options.workPerTask = compileCommandLine.workPerTask;
  if (const char *contradiction = findContradiction(options)) {
    (void)reportError(contradiction);
    exit(1);
  }
  return options;
}
