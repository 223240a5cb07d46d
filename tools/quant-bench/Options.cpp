//===- Options.cpp - Command line of quant-bench --------------------------===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Options.h"

#include "common/Error.h"
#include "common/ImportOptions.h"
#include "mlir/Pass/PassManager.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/CommandLine.h"

using namespace mlir;
using namespace mlir::qnn;
namespace cl = llvm::cl;

static cl::OptionCategory category("Options of quant-bench");

static cl::list<std::string>
    modelPaths(cl::Positional, cl::cat(category), cl::value_desc("models"),
               cl::desc("[.tflite or .mlir files, to measure instead of the "
                        "built-in cases]"));

static ImportCommandLine importCommandLine(category);

static cl::list<std::string>
    filters("filter", cl::CommaSeparated, cl::cat(category),
            cl::value_desc("parts"),
            cl::desc("Measure the cases that have any of these in their names, "
                     "also with models (default: all without models)"));

static cl::list<Weights> weights(
    "weights", cl::CommaSeparated, cl::cat(category),
    cl::desc("Distributions of random weights (default: both)"),
    cl::values(clEnumValN(Weights::Full, "full", "uniform in [-127, 127]"),
               clEnumValN(Weights::Bell, "bell",
                          "normal, 3.5 standard deviations up to 127")));

static cl::list<std::string>
    targetNames("target", cl::CommaSeparated, cl::cat(category),
                cl::value_desc("names"),
                cl::desc("Targets, or native (default: all that this machine "
                         "runs, but generic)"));

static cl::opt<unsigned>
    cpu("cpu", cl::cat(category), cl::value_desc("N"),
        cl::desc("Core to run on (default: the one that it starts on)"));

static cl::opt<bool> noPeers("no-peers", cl::cat(category),
                             cl::desc("Do not measure other libraries beside"));

static cl::opt<unsigned>
    numSamples("samples", cl::init(51), cl::cat(category), cl::value_desc("N"),
               cl::desc("Times to measure each contender (default: 51)"));

static cl::opt<std::string> jsonPath("json", cl::cat(category),
                                     cl::value_desc("file"),
                                     cl::desc("Write the results as JSON"));

static cl::opt<std::string> svgPath("svg", cl::cat(category),
                                    cl::value_desc("file"),
                                    cl::desc("Write a chart of the results"));

[[noreturn]] static void fail(const Twine &message) {
  (void)reportError(message);
  exit(1);
}

static std::vector<const Case *> findCases() {
  std::vector<const Case *> cases;
  auto matches = [](const Case &c, StringRef filter) {
    return c.name.contains(filter);
  };
  for (StringRef filter : filters)
    if (llvm::none_of(getCases(),
                      [&](const Case &c) { return matches(c, filter); }))
      fail("expected a part of a case's name, but got '" + filter + "'");
  bool useAll = filters.empty() && modelPaths.empty();
  for (const Case &c : getCases())
    if (useAll || llvm::any_of(filters, [&](StringRef filter) {
          return matches(c, filter);
        }))
      cases.push_back(&c);
  return cases;
}

static std::vector<const Target *> findTargets() {
  std::vector<const Target *> targets;
  for (StringRef name : targetNames) {
    const Target *target = lookupTargetOrNative(name);
    if (!target)
      fail("expected a target of " +
           llvm::join(
               llvm::map_range(getTargets(),
                               [](const Target &t) { return t.name.str(); }),
               ", ") +
           ", but got '" + name + "'");
    targets.push_back(target);
  }
  return targets;
}

Options qnn::parseOptions(int argc, char **argv) {
  registerPassManagerCLOptions();
  cl::HideUnrelatedOptions(category);
  cl::ParseCommandLineOptions(
      argc, argv,
      "Measures compiled layers and models on one core, beside the core's peak "
      "and other libraries.\n");
  if (numSamples == 0)
    fail("expected at least one sample");

  Options options{
      findCases(),   weights,      modelPaths, importCommandLine.get(),
      findTargets(), std::nullopt, !noPeers,   numSamples,
      jsonPath,      svgPath};
  if (weights.empty())
    options.weights = {Weights::Full, Weights::Bell};
  if (cpu.getNumOccurrences() != 0)
    options.cpu = cpu;
  return options;
}
