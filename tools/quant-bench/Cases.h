//===- Cases.h - What quant-bench measures ----------------------*- C++ -*-===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef QNN_TOOLS_QUANTBENCH_CASES_H
#define QNN_TOOLS_QUANTBENCH_CASES_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"
#include <cstdint>
#include <vector>

namespace mlir::qnn {

/// A layer of fixed sizes. All have batch 1; images are height x width x
/// channels, kernels and strides are square, padding is the same on all sides.
struct Case {
  enum class Kind {
    /// `qnn.fully_connected` of `width` rows; everything else is as in the 1x1
    /// convolution of an image one line high.
    FullyConnected,
    Conv,
    /// One output channel for each of `channels`.
    DepthwiseConv,
    Add,
    Quantize,
    Dequantize
  };

  llvm::StringLiteral name;
  Kind kind;
  int64_t height;
  int64_t width;
  int64_t channels;
  int64_t outputs;
  int64_t kernel;
  int64_t stride;
  int64_t padding;

  bool isContraction() const { return kind <= Kind::DepthwiseConv; }

  int64_t getOutputHeight() const { return getOutputSize(height); }
  int64_t getOutputWidth() const { return getOutputSize(width); }

  /// Products that an output is the sum of.
  int64_t getNumProducts() const {
    return kernel * kernel * (kind == Kind::DepthwiseConv ? 1 : channels);
  }
  int64_t getNumInputs() const { return height * width * channels; }
  int64_t getNumOutputs() const {
    return getOutputHeight() * getOutputWidth() * outputs;
  }
  /// Of one contraction: a multiplication and an addition for each product.
  int64_t getNumOperations() const {
    return 2 * getNumOutputs() * getNumProducts();
  }

  /// Bytes that one element has in all inputs of an elementwise case, and in
  /// its output.
  int64_t getBytesRead() const;
  int64_t getBytesWritten() const;

private:
  int64_t getOutputSize(int64_t size) const {
    return (size + 2 * padding - kernel) / stride + 1;
  }
};

/// How the weights of a contraction are distributed.
enum class Weights {
  /// Uniform in [-127, 127]: the worst case for instructions that saturate.
  Full,
  /// Normal, the largest magnitudes at 3.5 standard deviations: about what
  /// training and quantization per channel leave.
  Bell
};

llvm::ArrayRef<Case> getCases();

/// Quantization of all inputs and outputs of contractions.
inline constexpr double kInputScale = 0.05;
inline constexpr int64_t kInputZeroPoint = -7;
inline constexpr double kOutputScale = 0.1;
inline constexpr int64_t kOutputZeroPoint = 5;

/// Quantization of the elementwise cases: scales of operands and sum of an
/// addition, whose zero points are 0, and of what is quantized or dequantized:
/// a number of float32, as in models, which is what peers take.
inline constexpr double kLhsScale = 0.6;
inline constexpr double kRhsScale = 0.35;
inline constexpr double kSumScale = 1.0;
inline constexpr double kElementScale = 0.08f;
inline constexpr int64_t kElementZeroPoint = 5;

/// Pseudo-random inputs and parameters, the same in every process.
struct CaseData {
  /// Of each input, its elements.
  std::vector<std::vector<int8_t>> inputs;
  /// The input of quantization, in place of `inputs`.
  std::vector<float> reals;
  /// outputs x kernel x kernel x channels, the last one 1 if depthwise.
  std::vector<int8_t> weights;
  std::vector<int32_t> bias;
  /// Of each output channel, the scale of its weights.
  std::vector<double> weightScales;
};

CaseData makeData(const Case &benchmarkCase, Weights weights);

} // namespace mlir::qnn

#endif // QNN_TOOLS_QUANTBENCH_CASES_H
