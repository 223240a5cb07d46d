//===- XNNPACK.cpp - XNNPACK as a peer ------------------------------------===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

// Activations and weights are as ours, and so are sums: kernels for x86 extend
// both to 16 or 32 bits. Only the rounding differs: XNNPACK multiplies by a
// scale in float32 and rounds ties to even.

#include "Peer.h"

#include "cpuinfo.h"
#include "xnnpack.h"
#include <cstring>
#include <memory>

using namespace mlir::qnn;
using Kind = Case::Kind;

namespace {

/// Memory that is aligned as ours is, and that kernels may read beyond its end.
class Buffer {
public:
  Buffer() = default;
  explicit Buffer(size_t size)
      : lines((size + XNN_EXTRA_BYTES + sizeof(Line) - 1) / sizeof(Line)) {}
  template <typename T>
  explicit Buffer(const std::vector<T> &elements)
      : Buffer(elements.size() * sizeof(T)) {
    std::memcpy(lines.data(), elements.data(), elements.size() * sizeof(T));
  }

  template <typename T>
  T *get() {
    return reinterpret_cast<T *>(lines.data());
  }

private:
  struct alignas(64) Line {
    char bytes[64];
  };
  std::vector<Line> lines;
};

/// An operator, and the memory that it works on.
class Operator {
public:
  Operator() = default;
  Operator(const Operator &) = delete;
  Operator &operator=(const Operator &) = delete;
  ~Operator() { xnn_delete_operator(op); }

  /// Creates the operator for a case and gives it its memory.
  xnn_status create(const Case &benchmarkCase, const CaseData &data);

  const std::string &getName() const { return name; }
  void run() { (void)xnn_run_operator(op, /*threadpool=*/nullptr); }
  std::vector<char> getOutput() {
    auto *bytes = output.get<char>();
    return std::vector<char>(bytes, bytes + outputSize);
  }

private:
  xnn_status createConvolution(const Case &c, const CaseData &data);
  xnn_status createAdd(const Case &c);
  xnn_status createQuantize(const Case &c);
  xnn_status createDequantize(const Case &c);

  std::string name;
  xnn_operator_t op = nullptr;
  std::vector<Buffer> inputs;
  Buffer output;
  size_t outputSize = 0;
};

} // namespace

/// Matrix products are 1x1 convolutions, as XNNPACK's `fully_connected` has one
/// scale for all channels.
xnn_status Operator::createConvolution(const Case &c, const CaseData &data) {
  name = "convolution2d_nhwc_qc8";
  std::vector<float> scales(data.weightScales.begin(), data.weightScales.end());
  bool isDepthwise = c.kind == Kind::DepthwiseConv;
  uint32_t padding = c.padding, kernel = c.kernel, stride = c.stride;
  uint32_t groups = isDepthwise ? c.channels : 1;
  if (xnn_status status = xnn_create_convolution2d_nhwc_qc8(
          padding, padding, padding, padding, kernel, kernel, stride, stride,
          /*dilation_height=*/1, /*dilation_width=*/1, groups,
          c.channels / groups, c.outputs / groups, c.channels, c.outputs,
          kInputZeroPoint, kInputScale, scales.data(), data.weights.data(),
          data.bias.data(), kOutputZeroPoint, kOutputScale, INT8_MIN, INT8_MAX,
          /*flags=*/0, &op))
    return status;
  return xnn_setup_convolution2d_nhwc_qc8(
      op, /*batch_size=*/1, c.height, c.width, inputs[0].get<int8_t>(),
      output.get<int8_t>(), /*threadpool=*/nullptr);
}

xnn_status Operator::createAdd(const Case &c) {
  name = "add_nd_qs8";
  if (xnn_status status =
          xnn_create_add_nd_qs8(0, kLhsScale, 0, kRhsScale, 0, kSumScale,
                                INT8_MIN, INT8_MAX, /*flags=*/0, &op))
    return status;
  size_t shape = c.getNumInputs();
  return xnn_setup_add_nd_qs8(op, 1, &shape, 1, &shape, inputs[0].get<int8_t>(),
                              inputs[1].get<int8_t>(), output.get<int8_t>(),
                              /*threadpool=*/nullptr);
}

xnn_status Operator::createQuantize(const Case &c) {
  name = "convert_nc_f32_qs8";
  size_t channels = c.channels;
  if (xnn_status status = xnn_create_convert_nc_f32_qs8(
          channels, channels, channels, kElementScale, kElementZeroPoint,
          INT8_MIN, INT8_MAX, /*flags=*/0, &op))
    return status;
  return xnn_setup_convert_nc_f32_qs8(op, c.width, inputs[0].get<float>(),
                                      output.get<int8_t>(),
                                      /*threadpool=*/nullptr);
}

xnn_status Operator::createDequantize(const Case &c) {
  name = "convert_nc_qs8_f32";
  size_t channels = c.channels;
  if (xnn_status status = xnn_create_convert_nc_qs8_f32(
          channels, channels, channels, kElementScale, kElementZeroPoint,
          /*flags=*/0, &op))
    return status;
  return xnn_setup_convert_nc_qs8_f32(op, c.width, inputs[0].get<int8_t>(),
                                      output.get<float>(),
                                      /*threadpool=*/nullptr);
}

xnn_status Operator::create(const Case &benchmarkCase, const CaseData &data) {
  for (const std::vector<int8_t> &input : data.inputs)
    inputs.emplace_back(input);
  if (!data.reals.empty())
    inputs.emplace_back(data.reals);
  outputSize = benchmarkCase.getNumOutputs();
  if (benchmarkCase.kind == Kind::Dequantize)
    outputSize *= sizeof(float);
  output = Buffer(outputSize);
  switch (benchmarkCase.kind) {
  case Kind::FullyConnected:
  case Kind::Conv:
  case Kind::DepthwiseConv:
    return createConvolution(benchmarkCase, data);
  case Kind::Add:
    return createAdd(benchmarkCase);
  case Kind::Quantize:
    return createQuantize(benchmarkCase);
  case Kind::Dequantize:
    return createDequantize(benchmarkCase);
  }
  return xnn_status_unsupported_parameter;
}

namespace {

class XNNPACK : public Peer {
public:
  llvm::StringRef getName() const override { return "XNNPACK"; }
  std::string getVersion() const override { return ""; }
  bool supports(TargetAttr target) const override {
    return hasFeature(target, "avx2");
  }
  bool limitTo(TargetAttr target) const override;
  std::optional<PeerCase> prepare(const Case &benchmarkCase,
                                  const CaseData &data) const override;
};

} // namespace

bool XNNPACK::limitTo(TargetAttr target) const {
  // XNNPACK looks at these flags once, in `xnn_initialize`.
  if (!cpuinfo_initialize())
    return false;
  // No target has it, and XNNPACK prefers it to AVX2.
  cpuinfo_isa.xop = false;
  if (!hasFeature(target, "avx512f"))
    cpuinfo_isa.avx512f = false;
  return xnn_initialize(/*allocator=*/nullptr) == xnn_status_success;
}

std::optional<PeerCase> XNNPACK::prepare(const Case &benchmarkCase,
                                         const CaseData &data) const {
  auto op = std::make_shared<Operator>();
  if (op->create(benchmarkCase, data) != xnn_status_success)
    return std::nullopt;
  return PeerCase{op->getName(), [op] { op->run(); },
                  [op] { return op->getOutput(); }};
}

const Peer *mlir::qnn::getXNNPACK() {
  static const XNNPACK peer;
  return &peer;
}
