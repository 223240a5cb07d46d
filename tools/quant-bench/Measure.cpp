//===- Measure.cpp - Times of functions -----------------------------------===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Measure.h"

#include "common/Error.h"
#include "common/Model.h"
#include "qnn/Reference/Evaluator.h"
#include <cmath>
#include <limits>

using namespace mlir;
using namespace mlir::qnn;
using reference::Tensor;

/// Microseconds. Samples are short, so that some are undisturbed even on a busy
/// machine; the call before each of them fills the caches again, which were
/// left to others.
static constexpr double kSample = 300;
static constexpr double kWarmUp = 50e3;

const PeerResult *Result::findPeer(StringRef name) const {
  auto peer = llvm::find_if(
      peers, [&](const PeerResult &peer) { return peer.name == name; });
  return peer == peers.end() ? nullptr : &*peer;
}

double Result::getPeakFraction() const {
  double highest = 0;
  for (const PeakResult &peak : peaks)
    highest = std::max(highest, peak.rate);
  return getRate() / highest;
}

/// The larger one of `largest` and the difference of `x` and `y`; infinite if
/// one of them is NaN.
static double growDifference(double largest, double x, double y) {
  double difference = std::abs(x - y);
  if (std::isnan(difference))
    return std::numeric_limits<double>::infinity();
  return std::max(largest, difference);
}

/// The largest difference of two elements.
static double getDifference(ArrayRef<Tensor> actual,
                            ArrayRef<Tensor> expected) {
  double largest = 0;
  for (auto [a, e] : llvm::zip_equal(actual, expected)) {
    for (auto [x, y] : llvm::zip_equal(a.integers, e.integers))
      largest = growDifference(largest, x, y);
    for (auto [x, y] : llvm::zip_equal(a.reals, e.reals))
      largest = growDifference(largest, x, y);
  }
  return largest;
}

namespace {

/// The measurement of one workload.
class Measurement {
public:
  explicit Measurement(Workload &workload)
      : workload(workload), outputTypes(workload.entry.getResultTypes()) {}

  /// Computes what the function is to compute; finds a model's contractions.
  LogicalResult prepare();
  /// Adds the function compiled for the contestant's target, its peers and its
  /// peaks to what is measured.
  LogicalResult add(Contestant &contestant);
  /// Of each contestant that was added, its result.
  std::vector<Result> run(unsigned numSamples);

private:
  /// A result to be, and the indices of the contenders that it comes from.
  struct Entry {
    Result result;
    size_t contender = 0;
    /// Of each of the result's peers.
    SmallVector<size_t> peers;
    struct PeakContender {
      std::string name;
      double work;
      size_t contender;
    };
    SmallVector<PeakContender> peaks;
    /// Of a model.
    SmallVector<size_t> contractions;
  };

  size_t addContender(Contender contender) {
    contenders.push_back(std::move(contender));
    return contenders.size() - 1;
  }
  size_t addContender(Compiled &compiled) {
    return addContender([&compiled](uint64_t numCalls) {
      (void)compiled.call();
      return measureCalls([&] { (void)compiled.call(); }, numCalls);
    });
  }
  size_t addContender(Compiled &&compiled) {
    functions.push_back(std::make_unique<Compiled>(std::move(compiled)));
    return addContender(*functions.back());
  }
  LogicalResult addFunction(const Target &target, Entry &entry);
  void addPeer(PeerProcess &peer, Entry &entry);
  LogicalResult addPeaks(Contestant &contestant, Entry &entry);
  LogicalResult addContractions(const Target &target, Entry &entry);

  Workload &workload;
  /// Of a model.
  std::vector<Workload> contractions;
  SmallVector<Type> outputTypes;
  SmallVector<Tensor> expected;
  SmallVector<Contender> contenders;
  SmallVector<Entry, 0> entries;
  /// Own what contenders call.
  std::vector<std::unique_ptr<Compiled>> functions;
};

} // namespace

LogicalResult Measurement::prepare() {
  auto outputs = reference::evaluate(workload.entry, workload.inputs);
  if (failed(outputs))
    return failure();
  expected = std::move(*outputs);
  if (!workload.benchmarkCase)
    contractions = extractContractions(workload);
  return success();
}

static FailureOr<Compiled> compile(Workload &workload, const Target &target) {
  OwningOpRef<ModuleOp> module = workload.module->clone();
  func::FuncOp entry = workload.entry;
  std::string name = entry.getName().str();
  SmallVector<Type> outputTypes(entry.getResultTypes());
  if (failed(lower(*module, target.name, RoundingMode::DoubleRound)))
    return failure();
  FailureOr<Compiled> compiled =
      Compiled::create(*module, name, workload.inputs, outputTypes);
  if (succeeded(compiled))
    if (int status = compiled->call())
      return reportError("'" + workload.name + "' returned " + Twine(status));
  return compiled;
}

LogicalResult Measurement::addFunction(const Target &target, Entry &entry) {
  FailureOr<Compiled> compiled = compile(workload, target);
  if (failed(compiled))
    return failure();
  entry.result.difference =
      getDifference(compiled->getOutputs(outputTypes), expected);
  entry.contender = addContender(std::move(*compiled));
  return success();
}

LogicalResult Measurement::addContractions(const Target &target, Entry &entry) {
  for (Workload &contraction : contractions) {
    FailureOr<Compiled> compiled = compile(contraction, target);
    if (failed(compiled))
      return failure();
    entry.contractions.push_back(addContender(std::move(*compiled)));
  }
  return success();
}

void Measurement::addPeer(PeerProcess &peer, Entry &entry) {
  auto prepared = peer.prepare(*workload.benchmarkCase, workload.weights);
  if (!prepared)
    return;
  Tensor output = reference::fromBytes(
      cast<RankedTensorType>(outputTypes.front()), prepared->output);
  entry.result.peers.push_back({peer.getPeer().getName(),
                                prepared->implementation,
                                {},
                                getDifference(output, expected)});
  entry.peers.push_back(addContender(
      [&peer](uint64_t numCalls) { return peer.measure(numCalls); }));
}

LogicalResult Measurement::addPeaks(Contestant &contestant, Entry &entry) {
  if (entry.result.isContraction) {
    for (Peak &peak : contestant.computePeaks)
      entry.peaks.push_back({peak.name, peak.work, addContender(peak.loop)});
    return success();
  }
  FailureOr<Peak> peak =
      createMemoryPeak(*contestant.target, *workload.benchmarkCase,
                       workload.module->getContext());
  if (failed(peak))
    return failure();
  entry.peaks.push_back(
      {peak->name, peak->work, addContender(std::move(peak->loop))});
  return success();
}

LogicalResult Measurement::add(Contestant &contestant) {
  Entry &entry = entries.emplace_back();
  entry.result.name = workload.name;
  entry.result.target = contestant.target->name;
  if (failed(addFunction(*contestant.target, entry)))
    return failure();
  const Case *benchmarkCase = workload.benchmarkCase;
  if (!benchmarkCase)
    return addContractions(*contestant.target, entry);

  if (benchmarkCase->isContraction()) {
    entry.result.isContraction = true;
    entry.result.work = benchmarkCase->getNumOperations();
    entry.result.weights = workload.weights == Weights::Full ? "full" : "bell";
  } else {
    entry.result.work =
        benchmarkCase->getNumInputs() *
        (benchmarkCase->getBytesRead() + benchmarkCase->getBytesWritten());
  }
  for (auto &peer : contestant.peers)
    addPeer(*peer, entry);
  return addPeaks(contestant, entry);
}

std::vector<Result> Measurement::run(unsigned numSamples) {
  TimingOptions options;
  options.numSamples = numSamples;
  options.warmUp = kWarmUp;
  options.sample = kSample;
  SmallVector<Timing> timings = measureInTurn(contenders, options);

  std::vector<Result> results;
  for (Entry &entry : entries) {
    Result &result = entry.result;
    result.time = timings[entry.contender];
    for (auto [peer, contender] : llvm::zip_equal(result.peers, entry.peers))
      peer.time = timings[contender];
    // Processes may be gone.
    llvm::erase_if(result.peers, [](const PeerResult &peer) {
      return std::isinf(peer.time.min);
    });
    for (const auto &peak : entry.peaks)
      result.peaks.push_back(
          {peak.name, peak.work / timings[peak.contender].min * 1e-3});
    if (!entry.contractions.empty())
      result.contractionTime = 0;
    for (size_t contender : entry.contractions)
      *result.contractionTime += timings[contender].min;
    results.push_back(std::move(result));
  }
  return results;
}

FailureOr<std::vector<Result>>
qnn::measure(Workload &workload, MutableArrayRef<Contestant> contestants,
             unsigned numSamples) {
  Measurement measurement(workload);
  if (failed(measurement.prepare()))
    return failure();
  for (Contestant &contestant : contestants)
    if (failed(measurement.add(contestant)))
      return failure();
  return measurement.run(numSamples);
}
