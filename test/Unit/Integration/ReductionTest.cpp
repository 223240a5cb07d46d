//===- ReductionTest.cpp - Smaller networks that still fail ---------------===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Reduction.h"

#include "RandomNetworks.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/IR/Verifier.h"
#include "mlir/Parser/Parser.h"
#include "qnn/Reference/Evaluator.h"
#include "gtest/gtest.h"

using namespace mlir;
using namespace mlir::qnn;
using reference::Tensor;

static bool hasMul(const Network &network) {
  return !network.getBody().getOps<MulOp>().empty();
}

/// The first product of each call.
static std::vector<std::vector<int64_t>> getProducts(const Network &network) {
  std::vector<std::vector<int64_t>> products;
  MulOp op = *network.getBody().getOps<MulOp>().begin();
  reference::EvaluateOptions options;
  options.observer = [&](OpResult result, const Tensor &tensor) {
    if (result == op.getOutput())
      products.push_back(tensor.integers);
  };
  for (const std::vector<Tensor> &inputs : network.calls)
    EXPECT_TRUE(
        succeeded(reference::evaluate(network.getFunction(), inputs, options)));
  return products;
}

/// What is left of a random network is the op that the predicate asks for, and
/// it computes what it did.
TEST(ReductionTest, LeavesOneOp) {
  unsigned numReduced = 0;
  for (uint64_t seed = 0; numReduced < 20; ++seed) {
    MLIRContext context(MLIRContext::Threading::DISABLED);
    Network network = createRandomNetwork(&context, seed);
    if (!hasMul(network))
      continue;
    ++numReduced;
    auto products = getProducts(network);
    auto fails = [&](const Network &part) {
      return succeeded(verify(*part.module)) && hasMul(part) &&
             getProducts(part).front() == products.front();
    };
    Network reduced =
        reduce(std::move(network), RoundingMode::DoubleRound, fails);
    SCOPED_TRACE(seed);
    EXPECT_EQ(reduced.calls.size(), 1u);
    Block &body = reduced.getBody();
    unsigned numOps = llvm::count_if(body, [](Operation &op) {
      return !op.hasTrait<OpTrait::ConstantLike>();
    });
    EXPECT_EQ(numOps, 2u); // The product and the return.
    EXPECT_EQ(body.getTerminator()->getNumOperands(), 1u);
    EXPECT_LE(body.getNumArguments(), 2u);
    EXPECT_TRUE(fails(reduced));
  }
}

static Network parse(MLIRContext &context, StringRef text) {
  context.loadDialect<QnnDialect, arith::ArithDialect, func::FuncDialect>();
  Network network;
  network.module = parseSourceString<ModuleOp>(text, &context);
  std::vector<Tensor> &inputs = network.calls.emplace_back();
  for (Type type : network.getFunction().getArgumentTypes())
    inputs.push_back(Tensor::getZeros(cast<RankedTensorType>(type)));
  return network;
}

/// Ops that fail together stay; those before, between other results and after
/// go.
TEST(ReductionTest, KeepsOpsThatFailTogether) {
  MLIRContext context(MLIRContext::Threading::DISABLED);
  Network network = parse(context, R"mlir(
    !q = !qnn.per_tensor<i8 : f32, scale = 0.5>
    func.func @main(%x: tensor<2x!q>, %unused: tensor<3x!q>)
        -> (tensor<2x!q>, tensor<2xf32>, tensor<3x!q>) {
      %0 = qnn.unary abs tflite %x : tensor<2x!q> to tensor<2x!q>
      %1 = qnn.add %0, %x : tensor<2x!q>, tensor<2x!q> to tensor<2x!q>
      %2 = qnn.mul %1, %0 : tensor<2x!q>, tensor<2x!q> to tensor<2x!q>
      %3 = qnn.maximum %2, %1 : tensor<2x!q>, tensor<2x!q> to tensor<2x!q>
      %4 = qnn.dequantize %1 : tensor<2x!q> to tensor<2xf32>
      return %3, %4, %unused : tensor<2x!q>, tensor<2xf32>, tensor<3x!q>
    }
  )mlir");
  auto fails = [](const Network &part) {
    return llvm::any_of(part.getBody().getOps<MulOp>(), [](MulOp op) {
      return op.getLhs().getDefiningOp<AddOp>() != nullptr;
    });
  };
  Network reduced =
      reduce(std::move(network), RoundingMode::DoubleRound, fails);
  Block &body = reduced.getBody();
  EXPECT_TRUE(fails(reduced));
  EXPECT_EQ(llvm::range_size(body), 3u); // The sum, the product, the return.
  EXPECT_EQ(body.getNumArguments(), 2u);
  EXPECT_EQ(reduced.calls.front().size(), 2u);
  EXPECT_TRUE(succeeded(verify(*reduced.module)));
}

/// Nothing can go, and nothing does.
TEST(ReductionTest, LeavesTheSmallestAlone) {
  MLIRContext context(MLIRContext::Threading::DISABLED);
  Network network = parse(context, R"mlir(
    !q = !qnn.per_tensor<i8 : f32, scale = 0.5>
    func.func @main(%x: tensor<2x!q>) -> tensor<2x!q> {
      %0 = qnn.mul %x, %x : tensor<2x!q>, tensor<2x!q> to tensor<2x!q>
      return %0 : tensor<2x!q>
    }
  )mlir");
  Network reduced =
      reduce(std::move(network), RoundingMode::DoubleRound, hasMul);
  EXPECT_EQ(llvm::range_size(reduced.getBody()), 2u);
  EXPECT_EQ(reduced.calls.front().size(), 1u);
}
