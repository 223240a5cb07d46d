//===- Cases.cpp - What quant-bench measures ------------------------------===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Cases.h"

#include "llvm/Support/ErrorHandling.h"
#include <algorithm>
#include <cmath>
#include <random>

using namespace mlir::qnn;
using Kind = Case::Kind;

/// MxNxK.
static constexpr Case product(llvm::StringLiteral name, int64_t m, int64_t n,
                              int64_t k) {
  return {name, Kind::FullyConnected, 1, m, k, n, 1, 1, 0};
}

static constexpr Case conv(llvm::StringLiteral name, int64_t size,
                           int64_t channels, int64_t outputs, int64_t kernel,
                           int64_t stride = 1) {
  return {name,    Kind::Conv, size,   size,      channels,
          outputs, kernel,     stride, kernel / 2};
}

static constexpr Case depthwise(llvm::StringLiteral name, int64_t size,
                                int64_t channels) {
  return {name, Kind::DepthwiseConv, size, size, channels, channels, 3, 1, 1};
}

static constexpr Case elementwise(llvm::StringLiteral name, Kind kind) {
  return {name, kind, 1, 1024, 1024, 1024, 1, 1, 0};
}

static constexpr Case kCases[] = {
    product("gemm-1x1024x1024", 1, 1024, 1024),
    product("gemm-1x4096x4096", 1, 4096, 4096),
    product("gemm-16x1024x1024", 16, 1024, 1024),
    product("gemm-128x768x768", 128, 768, 768),
    product("gemm-128x3072x768", 128, 3072, 768),
    product("gemm-128x768x3072", 128, 768, 3072),
    product("gemm-256x256x256", 256, 256, 256),
    product("gemm-512x512x512", 512, 512, 512),
    product("gemm-1024x1024x1024", 1024, 1024, 1024),
    conv("conv3x3-56x56x64-64", 56, 64, 64, 3),
    conv("conv3x3-28x28x128-128", 28, 128, 128, 3),
    conv("conv3x3-14x14x256-256", 14, 256, 256, 3),
    conv("conv3x3-7x7x512-512", 7, 512, 512, 3),
    conv("conv1x1-56x56x64-256", 56, 64, 256, 1),
    conv("conv1x1-14x14x1024-256", 14, 1024, 256, 1),
    conv("conv7x7s2-224x224x3-64", 224, 3, 64, 7, 2),
    depthwise("depthwise3x3-112x112x32", 112, 32),
    depthwise("depthwise3x3-56x56x128", 56, 128),
    depthwise("depthwise3x3-14x14x512", 14, 512),
    elementwise("add-1M", Kind::Add),
    elementwise("quantize-1M", Kind::Quantize),
    elementwise("dequantize-1M", Kind::Dequantize),
};

llvm::ArrayRef<Case> mlir::qnn::getCases() { return kCases; }

int64_t Case::getBytesRead() const {
  switch (kind) {
  case Kind::Add:
    return 2;
  case Kind::Quantize:
    return 4;
  case Kind::Dequantize:
    return 1;
  default:
    llvm_unreachable("no elementwise case");
  }
}

int64_t Case::getBytesWritten() const {
  return kind == Kind::Dequantize ? 4 : 1;
}

namespace {

/// Distributions of the standard library differ between implementations; the
/// generator does not.
class Random {
public:
  /// Uniform in [min, max].
  int64_t integer(int64_t min, int64_t max) {
    return min + int64_t(generator() % uint32_t(max - min + 1));
  }
  /// Uniform in [0, 1).
  double real() { return generator() * 0x1p-32; }
  /// Normal: a sum of twelve uniform numbers has variance 1.
  double normal() {
    double sum = -6;
    for (int i = 0; i < 12; ++i)
      sum += real();
    return sum;
  }

private:
  std::mt19937 generator;
};

} // namespace

static constexpr double kBellDeviation = 127 / 3.5;

static int8_t makeWeight(Weights weights, Random &random) {
  if (weights == Weights::Full)
    return random.integer(-127, 127);
  return std::clamp(std::round(random.normal() * kBellDeviation), -127., 127.);
}

CaseData mlir::qnn::makeData(const Case &benchmarkCase, Weights weights) {
  Random random;
  CaseData data;
  int64_t numInputs = benchmarkCase.getNumInputs();
  if (benchmarkCase.kind == Kind::Quantize) {
    for (int64_t i = 0; i < numInputs; ++i)
      data.reals.push_back(20 * random.real() - 10);
    return data;
  }
  data.inputs.resize(benchmarkCase.kind == Kind::Add ? 2 : 1);
  for (std::vector<int8_t> &input : data.inputs)
    for (int64_t i = 0; i < numInputs; ++i)
      input.push_back(random.integer(-128, 127));
  if (!benchmarkCase.isContraction())
    return data;

  int64_t numProducts = benchmarkCase.getNumProducts();
  for (int64_t i = 0; i < benchmarkCase.outputs * numProducts; ++i)
    data.weights.push_back(makeWeight(weights, random));
  // Accumulators deviate by about this; outputs should by 20 to 44, so that
  // some, but few, saturate.
  double weightDeviation = weights == Weights::Full ? 73 : kBellDeviation;
  double deviation = std::sqrt(numProducts) * 74 * weightDeviation;
  for (int64_t o = 0; o < benchmarkCase.outputs; ++o) {
    data.bias.push_back(random.integer(-2000, 2000));
    double multiplier = (20 + 4 * (o % 7)) / deviation;
    data.weightScales.push_back(multiplier * kOutputScale / kInputScale);
  }
  return data;
}
