//===- RandomNetworks.cpp - Networks from seeds ---------------------------===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "RandomNetworks.h"

#include "RandomOps.h"

using namespace mlir;
using namespace mlir::qnn;

/// The most ops of a network, not counting those that an op takes with it.
static constexpr int64_t kMaxOps = 8;

namespace {

/// A way to append an op, and how often it is tried.
struct OpGenerator {
  bool (*append)(RandomGraph &graph);
  int weight;
};

} // namespace

static constexpr OpGenerator kGenerators[] = {
    {appendFullyConnected, 16},
    {appendConv2D, 16},
    {appendTransposeConv2D, 5},
    {appendBatchMatmul, 6},
    {appendArithmetic, 14},
    {appendExtremum, 4},
    {appendPRelu, 4},
    {appendUnary, 8},
    {appendPool, 8},
    {appendReduction, 6},
    {appendSoftmax, 5},
    {appendL2Normalization, 4},
    {appendPad, 4},
    {appendSlice, 4},
    {appendConcat, 4},
    {appendReshape, 4},
    {appendTranspose, 4},
    {appendTake, 3},
    {appendResizeNearest, 3},
    {appendResizeBilinear, 3},
    {appendRequantize, 6},
    {appendQuantize, 4},
    {appendDequantize, 3},
    {appendStorageCasts, 2},
};

static const OpGenerator &pickGenerator(Random &random) {
  int total = 0;
  for (const OpGenerator &generator : kGenerators)
    total += generator.weight;
  int position = random.integer(0, total - 1);
  const OpGenerator *generator = kGenerators;
  while (position >= generator->weight)
    position -= generator++->weight;
  return *generator;
}

Network qnn::createRandomNetwork(MLIRContext *context, uint64_t seed) {
  RandomGraph graph(context, seed);
  appendInput(graph);
  // Fewer rather than more: it is the ops that take the time to compile.
  int64_t numOps = graph.random.integer(1, kMaxOps);
  numOps = std::min(numOps, graph.random.integer(1, kMaxOps));
  while (numOps > 0)
    if (pickGenerator(graph.random).append(graph))
      --numOps;
  return graph.finish();
}
