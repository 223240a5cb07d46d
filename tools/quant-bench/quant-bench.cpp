//===- quant-bench.cpp - Measures layers and models -----------------------===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Chart.h"
#include "Measure.h"
#include "Options.h"
#include "Peer.h"
#include "common/Error.h"
#include "common/Model.h"
#include "common/OutputFiles.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/IR/DialectRegistry.h"
#include "qnn/Execution/Host.h"
#include "llvm/Support/InitLLVM.h"
#include "llvm/Support/MemoryBuffer.h"
#include <sched.h>

using namespace mlir;
using namespace mlir::qnn;

const StringLiteral qnn::kToolName("quant-bench");

/// Keeps this process, and those it starts, on the core that the options say;
/// returns which.
static FailureOr<unsigned> pin(const Options &options) {
  unsigned cpu = options.cpu.value_or(sched_getcpu());
  cpu_set_t cpus;
  CPU_ZERO(&cpus);
  if (cpu < CPU_SETSIZE)
    CPU_SET(cpu, &cpus);
  if (sched_setaffinity(0, sizeof(cpus), &cpus) != 0)
    return reportError("expected a core to run on, but got --cpu=" +
                       Twine(cpu));
  return cpu;
}

/// All targets that this machine runs, but `generic`.
static std::vector<const Target *> getDefaultTargets(MLIRContext *context) {
  ScopedDiagnosticHandler ignore(context, [](Diagnostic &) {});
  Location loc = UnknownLoc::get(context);
  std::vector<const Target *> targets;
  for (const Target &target : getTargets().drop_front())
    if (succeeded(verifyRunsOnHost(getTargetAttr(context, target),
                                   [&] { return emitError(loc); })))
      targets.push_back(&target);
  return targets;
}

/// The targets, each with its peers and peaks.
static FailureOr<SmallVector<Contestant, 0>>
makeContestants(const Options &options, ArrayRef<const Peer *> peers,
                MLIRContext *context) {
  std::vector<const Target *> targets = options.targets;
  if (targets.empty())
    targets = getDefaultTargets(context);
  SmallVector<Contestant, 0> contestants;
  // All processes are started before there is any code of ours.
  for (const Target *target : targets) {
    Contestant &contestant = contestants.emplace_back();
    contestant.target = target;
    TargetAttr attr = getTargetAttr(context, *target);
    for (const Peer *peer : peers)
      if (peer->supports(attr))
        if (auto process = PeerProcess::create(*peer, attr))
          contestant.peers.push_back(std::move(process));
  }
  for (Contestant &contestant : contestants) {
    auto peaks = createComputePeaks(*contestant.target, context);
    if (failed(peaks))
      return failure();
    contestant.computePeaks = std::move(*peaks);
  }
  return contestants;
}

static FailureOr<std::vector<Workload>> loadModels(const Options &options,
                                                   MLIRContext *context) {
  std::vector<Workload> models;
  for (StringRef path : options.models) {
    FailureOr<Workload> model = loadWorkload(path, options.import, context);
    if (failed(model))
      return failure();
    models.push_back(std::move(*model));
  }
  return models;
}

/// The model name of the first processor; empty if Linux does not tell.
static std::string getProcessorName() {
  // A file of the kernel: its size is not known before it is read.
  auto file = llvm::MemoryBuffer::getFileAsStream("/proc/cpuinfo");
  if (!file)
    return "";
  StringRef text = (*file)->getBuffer();
  StringRef line = text.split("model name").second.split('\n').first;
  return line.ltrim("\t :").str();
}

/// Prints results as they come.
static LogicalResult measureAndPrint(Workload &workload,
                                     MutableArrayRef<Contestant> contestants,
                                     const RunInfo &info,
                                     std::vector<Result> &results) {
  auto measured = measure(workload, contestants, info.numSamples);
  if (failed(measured))
    return failure();
  if (results.empty())
    printHeader(info, llvm::outs());
  for (Result &result : *measured) {
    printResult(info, result, llvm::outs());
    results.push_back(std::move(result));
  }
  llvm::outs().flush();
  return success();
}

/// Measures the cases and `models`.
static FailureOr<std::vector<Result>>
measureAll(MutableArrayRef<Contestant> contestants,
           MutableArrayRef<Workload> models, const Options &options,
           const RunInfo &info, MLIRContext *context) {
  std::vector<Result> results;
  for (const Case *benchmarkCase : options.cases) {
    ArrayRef<Weights> allWeights = options.weights;
    if (!benchmarkCase->isContraction())
      allWeights = allWeights.take_front();
    for (Weights weights : allWeights) {
      Workload workload = makeWorkload(*benchmarkCase, weights, context);
      if (failed(measureAndPrint(workload, contestants, info, results)))
        return failure();
    }
  }
  for (Workload &model : models)
    if (failed(measureAndPrint(model, contestants, info, results)))
      return failure();
  return results;
}

static LogicalResult run(const Options &options, MLIRContext *context) {
  FailureOr<unsigned> cpu = pin(options);
  if (failed(cpu))
    return failure();
  RunInfo info{getProcessorName(), *cpu, options.numSamples, {}, 0};
  if (options.usePeers)
    info.peers = getPeers();
  auto contestants = makeContestants(options, info.peers, context);
  if (failed(contestants))
    return failure();
  auto models = loadModels(options, context);
  if (failed(models))
    return failure();

  for (const Case *benchmarkCase : options.cases)
    info.nameWidth = std::max(info.nameWidth, benchmarkCase->name.size());
  for (StringRef path : options.models)
    info.nameWidth = std::max(info.nameWidth, path.size());
  auto results = measureAll(*contestants, *models, options, info, context);
  if (failed(results))
    return failure();
  printPeaks(*results, llvm::outs());
  printMeans(info, *results, llvm::outs());

  SmallVector<OutputFile> files;
  if (!options.json.empty())
    files.push_back({options.json, formatJSON(info, *results)});
  if (!options.svg.empty())
    files.push_back({options.svg, drawChart(info, *results)});
  if (failed(writeFiles(files)))
    return failure();
  if (llvm::any_of(*results, [](const Result &r) { return r.difference != 0; }))
    return reportError("results differ from the reference evaluator's");
  return success();
}

int main(int argc, char **argv) {
  llvm::InitLLVM init(argc, argv);
  Options options = parseOptions(argc, argv);
  DialectRegistry registry;
  registerModelDialects(registry);
  // Threads would neither survive the start of a process nor be measured.
  MLIRContext context(registry, MLIRContext::Threading::DISABLED);
  context.printOpOnDiagnostic(false);
  context.loadDialect<arith::ArithDialect, func::FuncDialect, QnnDialect>();
  return failed(run(options, &context));
}
