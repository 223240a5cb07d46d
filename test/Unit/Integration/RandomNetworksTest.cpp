//===- RandomNetworksTest.cpp - Random networks ---------------------------===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Compiled code computes what the reference evaluator does, on every target
// that this machine can run. Environment variables:
//
//   QNN_RANDOM_NETWORKS  how many networks; 1000 by default
//   QNN_RANDOM_SEED      the seed of the first; the others follow
//   QNN_RANDOM_DUMP      a directory to which each network is written before it
//                        is run, with its inputs, as quant-run takes them
//
//===----------------------------------------------------------------------===//

#include "Comparison.h"
#include "mlir/InitAllDialects.h"
#include "mlir/InitAllExtensions.h"
#include "qnn/Execution/Host.h"
#include "qnn/Reference/TensorFile.h"
#include "llvm/Support/PrettyStackTrace.h"
#include "llvm/Support/Signals.h"
#include "gtest/gtest.h"

using namespace mlir;
using namespace mlir::qnn;

/// Tests that lit can run side by side.
static constexpr unsigned kNumShards = 20;

static uint64_t getVariable(const char *name, uint64_t defaultValue) {
  const char *text = std::getenv(name);
  return text ? std::strtoull(text, nullptr, 10) : defaultValue;
}

static const DialectRegistry &getRegistry() {
  static const DialectRegistry registry = [] {
    DialectRegistry result;
    registerAllDialects(result);
    registerAllExtensions(result);
    result.insert<QnnDialect>();
    return result;
  }();
  return registry;
}

/// Writes `network` to seed.mlir, and input i of call c to seed.c.i.npy.
static void dump(const Network &network, const std::string &directory,
                 uint64_t seed) {
  auto open = [&](const Twine &name) {
    std::error_code error;
    auto file = std::make_unique<llvm::raw_fd_ostream>(
        directory + "/" + std::to_string(seed) + name.str(), error);
    EXPECT_FALSE(error) << error.message();
    return file;
  };
  *open(".mlir") << *network.module;
  for (auto [c, inputs] : llvm::enumerate(network.calls))
    for (auto [i, input] : llvm::enumerate(inputs))
      reference::writeTensor(input, /*asNumPy=*/true,
                             *open("." + Twine(c) + "." + Twine(i) + ".npy"));
}

namespace {

struct Shard {
  const Target *target;
  unsigned index;

  /// How GoogleTest prints it, and names the test.
  friend void PrintTo(const Shard &shard, std::ostream *os) {
    std::string target = shard.target->name.str();
    llvm::replace(target, '-', '_');
    *os << target << "_" << shard.index;
  }
};

class RandomNetworksTest : public testing::TestWithParam<Shard> {
protected:
  static void SetUpTestSuite() {
    // A crash is reported with the network.
    llvm::sys::PrintStackTraceOnErrorSignal("");
    llvm::EnablePrettyStackTrace();
  }

  static void test(const Target &target, uint64_t seed);
};

} // namespace

void RandomNetworksTest::test(const Target &target, uint64_t seed) {
  llvm::PrettyStackTraceFormat trace("random network %llu for target %s",
                                     static_cast<unsigned long long>(seed),
                                     target.name.data());
  // Of its own, as constants live as long as the context.
  MLIRContext context(getRegistry(), MLIRContext::Threading::DISABLED);
  Network network = createRandomNetwork(&context, seed);
  if (const char *directory = std::getenv("QNN_RANDOM_DUMP"))
    dump(network, directory, seed);
  RoundingMode modes[] = {RoundingMode::DoubleRound, RoundingMode::SingleRound,
                          RoundingMode::HalfEvenF32};
  RoundingMode rounding = modes[seed % 3];
  std::string difference = findDifference(network, target, rounding);
  if (difference.empty())
    return;
  Network smallest = isolateDifference(std::move(network), target, rounding);
  std::string text;
  llvm::raw_string_ostream(text)
      << "QNN_RANDOM_SEED=" << seed << ", target " << target.name
      << ", rounding " << rounding << ": " << difference
      << "\nThe least part that differs: "
      << findDifference(smallest, target, rounding) << "\n"
      << *smallest.module;
  ADD_FAILURE() << text;
}

TEST_P(RandomNetworksTest, EqualReference) {
  auto [target, index] = GetParam();
  MLIRContext context(getRegistry(), MLIRContext::Threading::DISABLED);
  context.loadDialect<QnnDialect>();
  std::string reason;
  ScopedDiagnosticHandler handler(
      &context, [&](Diagnostic &diagnostic) { reason = diagnostic.str(); });
  if (failed(verifyRunsOnHost(getTargetAttr(&context, *target), [&] {
        return emitError(UnknownLoc::get(&context));
      })))
    GTEST_SKIP() << reason;

  uint64_t numNetworks = getVariable("QNN_RANDOM_NETWORKS", 1000);
  uint64_t firstSeed = getVariable("QNN_RANDOM_SEED", 0);
  uint64_t begin = index * numNetworks / kNumShards;
  uint64_t end = (index + 1) * numNetworks / kNumShards;
  for (uint64_t i = begin; i < end; ++i) {
    test(*target, firstSeed + i);
    if (HasFailure())
      return;
  }
}

static std::vector<Shard> getShards(unsigned begin, unsigned end) {
  std::vector<Shard> shards;
  for (const Target &target : getTargets())
    for (unsigned index = begin; index < end; ++index)
      shards.push_back({&target, index});
  return shards;
}

INSTANTIATE_TEST_SUITE_P(Some, RandomNetworksTest,
                         testing::ValuesIn(getShards(0, 2)),
                         testing::PrintToStringParamName());
// Slow, so named as docs/Testing.md says.
INSTANTIATE_TEST_SUITE_P(Exhaustive, RandomNetworksTest,
                         testing::ValuesIn(getShards(2, kNumShards)),
                         testing::PrintToStringParamName());
