//===- RandomNetworksTest.cpp - Random networks ---------------------------===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Compiled code computes what the reference evaluator does, on every target
// that this machine or an emulator can run. docs/Testing.md has the environment
// variables that choose the networks.
//
//===----------------------------------------------------------------------===//

#include "RandomNetworks.h"
#include "Comparison.h"
#include "Reduction.h"
#include "mlir/IR/Verifier.h"
#include "mlir/InitAllDialects.h"
#include "mlir/InitAllExtensions.h"
#include "qnn/Reference/TensorFile.h"
#include "llvm/Support/PrettyStackTrace.h"
#include "llvm/Support/Signals.h"
#include "gtest/gtest.h"
#include <set>

using namespace mlir;
using namespace mlir::qnn;

/// Tests that lit can run side by side.
static constexpr unsigned kNumShards = 20;

/// Networks in memory at a time, which an emulator runs as one program.
static constexpr uint64_t kBatchSize = 50;

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

/// Writes `network` to name.mlir, and input i of call c to name.c.i.npy, if a
/// directory for them is given.
static void dump(const Network &network, const Twine &name) {
  const char *directory = std::getenv("QNN_RANDOM_DUMP");
  if (!directory)
    return;
  auto open = [&](const Twine &extension) {
    std::error_code error;
    auto file = std::make_unique<llvm::raw_fd_ostream>(
        (directory + ("/" + name) + extension).str(), error);
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
};

/// A network and what owns its types and constants, which live as long as the
/// context.
struct Sample {
  uint64_t seed;
  std::unique_ptr<MLIRContext> context;
  Network network;

  explicit Sample(uint64_t seed)
      : seed(seed), context(std::make_unique<MLIRContext>(
                        getRegistry(), MLIRContext::Threading::DISABLED)),
        network(createRandomNetwork(context.get(), seed)) {}

  RoundingMode getRounding() const {
    RoundingMode modes[] = {RoundingMode::DoubleRound,
                            RoundingMode::SingleRound,
                            RoundingMode::HalfEvenF32};
    return modes[seed % 3];
  }
};

} // namespace

static void report(Sample sample, const Target &target, StringRef difference) {
  RoundingMode rounding = sample.getRounding();
  Network smallest =
      reduce(std::move(sample.network), rounding, [&](const Network &part) {
        return !findDifference(part, target, rounding).empty();
      });
  dump(smallest, Twine(sample.seed) + ".least");
  std::string text;
  llvm::raw_string_ostream(text)
      << "QNN_RANDOM_SEED=" << sample.seed << ", target " << target.name
      << ", rounding " << stringifyRoundingMode(rounding) << ": " << difference
      << "\nThe least part that differs: "
      << findDifference(smallest, target, rounding) << "\n"
      << *smallest.module;
  ADD_FAILURE() << text;
}

/// Tests the networks of the seeds from `begin` up to `end`.
static void test(const Target &target, Comparison &comparison, uint64_t begin,
                 uint64_t end) {
  std::vector<Sample> samples;
  for (uint64_t seed = begin; seed < end; ++seed) {
    llvm::PrettyStackTraceFormat trace("random network %llu for target %s",
                                       static_cast<unsigned long long>(seed),
                                       target.name.data());
    const Sample &sample = samples.emplace_back(seed);
    dump(sample.network, Twine(seed));
    comparison.add(sample.network, sample.getRounding());
  }
  std::vector<std::string> differences = comparison.run();
  for (auto [sample, difference] : llvm::zip_equal(samples, differences))
    if (!difference.empty())
      return report(std::move(sample), target, difference);
}

/// Every op of the quantized tier has a generator, every function occurs, and
/// what is generated is valid.
TEST(RandomOpsTest, CoverTheQuantizedTier) {
  MLIRContext context(MLIRContext::Threading::DISABLED);
  context.loadDialect<QnnDialect>();
  std::set<StringRef> missing;
  for (RegisteredOperationName name : context.getRegisteredOperations())
    if (name.hasTrait<ValidQuantizedTensors>())
      missing.insert(name.getStringRef());
  std::set<UnaryFunction> functions;
  for (uint64_t seed = 0; seed < 1000; ++seed) {
    Network network = createRandomNetwork(&context, seed);
    EXPECT_TRUE(succeeded(verify(*network.module))) << seed;
    for (Operation &op : network.getBody()) {
      missing.erase(op.getName().getStringRef());
      if (auto unary = dyn_cast<UnaryOp>(op))
        functions.insert(unary.getFunction());
    }
  }
  for (StringRef name : missing)
    ADD_FAILURE() << name.str();
  EXPECT_EQ(functions.size(), getMaxEnumValForUnaryFunction() + 1);
}

TEST_P(RandomNetworksTest, EqualReference) {
  auto [target, index] = GetParam();
  Comparison comparison(*target);
  if (!comparison)
    GTEST_SKIP() << "nothing runs code for " << target->name.str();

  uint64_t numNetworks =
      getVariable("QNN_RANDOM_NETWORKS", comparison.isEmulated() ? 200 : 600);
  uint64_t firstSeed = getVariable("QNN_RANDOM_SEED", 0);
  uint64_t begin = index * numNetworks / kNumShards;
  uint64_t end = (index + 1) * numNetworks / kNumShards;
  for (uint64_t i = begin; i < end && !HasFailure(); i += kBatchSize)
    test(*target, comparison, firstSeed + i,
         firstSeed + std::min(i + kBatchSize, end));
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
