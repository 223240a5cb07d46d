//===- OneDNN.cpp - oneDNN as a peer --------------------------------------===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

// As oneDNN is fastest: with unsigned activations, which are ours plus 128, and
// zero points alike. So sums, and outputs less 128, are the same numbers, but
// for the rounding: oneDNN multiplies by a scale in float32 and rounds ties to
// even.

#include "Peer.h"

#include "common/Timing.h"
#include "oneapi/dnnl/dnnl.hpp"
#include <cstring>
#include <dlfcn.h>

using namespace mlir::qnn;
using dnnl::algorithm;
using dnnl::memory;
using dnnl::primitive_attr;
using Arguments = std::unordered_map<int, memory>;
using DataType = memory::data_type;
using Kind = Case::Kind;
using Tag = memory::format_tag;

/// Turns i8 into u8 and back: adds 128.
static constexpr uint8_t kSignBit = 0x80;

namespace {

/// Makes a primitive, and the memory that it works on.
class Preparation {
public:
  Preparation(const Case &benchmarkCase, const CaseData &data)
      : benchmarkCase(benchmarkCase), data(data),
        engine(dnnl::engine::kind::cpu, 0), stream(engine) {}

  PeerCase prepareMatmul();
  PeerCase prepareConvolution();
  PeerCase prepareAdd();
  PeerCase prepareReorder();

private:
  template <typename T>
  memory createMemory(const memory::desc &desc,
                      const std::vector<T> &elements) {
    memory result(desc, engine);
    std::memcpy(result.get_data_handle(), elements.data(),
                elements.size() * sizeof(T));
    return result;
  }
  memory createInput(const memory::desc &desc);
  /// The weights, laid out as `packed` says; `desc` is our layout.
  memory createWeights(const memory::desc &desc, const memory::desc &packed);
  memory createBias(const memory::desc &desc) {
    return createMemory(desc, data.bias);
  }
  primitive_attr getContractionAttr();

  /// The output's bytes are to be xored with `outputFlip`.
  template <typename Primitive>
  PeerCase finish(const typename Primitive::primitive_desc &descriptor,
                  Arguments arguments, int outputArgument, uint8_t outputFlip);

  const Case &benchmarkCase;
  const CaseData &data;
  dnnl::engine engine;
  dnnl::stream stream;
};

} // namespace

memory Preparation::createInput(const memory::desc &desc) {
  std::vector<uint8_t> elements;
  for (int8_t element : data.inputs[0])
    elements.push_back(uint8_t(element) ^ kSignBit);
  return createMemory(desc, elements);
}

memory Preparation::createWeights(const memory::desc &desc,
                                  const memory::desc &packed) {
  memory plain = createMemory(desc, data.weights);
  memory result(packed, engine);
  dnnl::reorder(plain, result).execute(stream, plain, result);
  return result;
}

primitive_attr Preparation::getContractionAttr() {
  // One for each index of the output's dimension 1.
  constexpr int kScaleMask = 1 << 1;
  std::vector<float> scales;
  for (double scale : data.weightScales)
    scales.push_back(kInputScale * scale / kOutputScale);
  primitive_attr attr;
  attr.set_output_scales(kScaleMask, scales);
  attr.set_zero_points(DNNL_ARG_SRC, 0, {int32_t(kInputZeroPoint) + 128});
  attr.set_zero_points(DNNL_ARG_DST, 0, {int32_t(kOutputZeroPoint) + 128});
  return attr;
}

template <typename Primitive>
PeerCase
Preparation::finish(const typename Primitive::primitive_desc &descriptor,
                    Arguments arguments, int outputArgument,
                    uint8_t outputFlip) {
  PeerCase result;
  const char *name = nullptr;
  dnnl_primitive_desc_query(descriptor.get(), dnnl_query_impl_info_str, 0,
                            &name);
  result.implementation = name;
  result.run = [primitive = Primitive(descriptor), stream = stream,
                arguments]() mutable {
    primitive.execute(stream, arguments);
    stream.wait();
  };
  memory output = arguments.at(outputArgument);
  result.getOutput = [output, outputFlip] {
    auto *data = static_cast<const char *>(output.get_data_handle());
    std::vector<char> bytes(data, data + output.get_desc().get_size());
    for (char &byte : bytes)
      byte ^= outputFlip;
    return bytes;
  };
  return result;
}

PeerCase Preparation::prepareMatmul() {
  const Case &c = benchmarkCase;
  memory::desc input({c.width, c.channels}, DataType::u8, Tag::ab);
  memory::desc plain({c.channels, c.outputs}, DataType::s8, Tag::ba);
  memory::desc packed({c.channels, c.outputs}, DataType::s8, Tag::any);
  memory::desc bias({1, c.outputs}, DataType::s32, Tag::ab);
  memory::desc output({c.width, c.outputs}, DataType::u8, Tag::ab);
  dnnl::matmul::primitive_desc descriptor(
      dnnl::matmul::desc(input, packed, bias, output), getContractionAttr(),
      engine);
  return finish<dnnl::matmul>(
      descriptor,
      {{DNNL_ARG_SRC, createInput(input)},
       {DNNL_ARG_WEIGHTS, createWeights(plain, descriptor.weights_desc())},
       {DNNL_ARG_BIAS, createBias(bias)},
       {DNNL_ARG_DST, memory(output, engine)}},
      DNNL_ARG_DST, kSignBit);
}

PeerCase Preparation::prepareConvolution() {
  const Case &c = benchmarkCase;
  bool isDepthwise = c.kind == Kind::DepthwiseConv;
  memory::desc input({1, c.channels, c.height, c.width}, DataType::u8,
                     Tag::nhwc);
  memory::desc output({1, c.outputs, c.getOutputHeight(), c.getOutputWidth()},
                      DataType::u8, Tag::nhwc);
  memory::desc bias({c.outputs}, DataType::s32, Tag::x);
  memory::dims shape{c.outputs, c.channels, c.kernel, c.kernel};
  if (isDepthwise)
    shape = {c.channels, 1, 1, c.kernel, c.kernel};
  memory::desc plain(shape, DataType::s8, isDepthwise ? Tag::gohwi : Tag::ohwi);
  memory::desc packed(shape, DataType::s8, Tag::any);
  memory::dims strides(2, c.stride), padding(2, c.padding);
  dnnl::convolution_forward::primitive_desc descriptor(
      dnnl::convolution_forward::desc(
          dnnl::prop_kind::forward_inference, algorithm::convolution_direct,
          input, packed, bias, output, strides, padding, padding),
      getContractionAttr(), engine);
  return finish<dnnl::convolution_forward>(
      descriptor,
      {{DNNL_ARG_SRC, createInput(input)},
       {DNNL_ARG_WEIGHTS, createWeights(plain, descriptor.weights_desc())},
       {DNNL_ARG_BIAS, createBias(bias)},
       {DNNL_ARG_DST, memory(output, engine)}},
      DNNL_ARG_DST, kSignBit);
}

PeerCase Preparation::prepareAdd() {
  memory::desc desc({benchmarkCase.width, benchmarkCase.channels}, DataType::s8,
                    Tag::ab);
  primitive_attr attr;
  attr.set_scales(DNNL_ARG_SRC_0, 0, {float(kLhsScale / kSumScale)});
  attr.set_scales(DNNL_ARG_SRC_1, 0, {float(kRhsScale / kSumScale)});
  dnnl::binary::primitive_desc descriptor(
      dnnl::binary::desc(algorithm::binary_add, desc, desc, desc), attr,
      engine);
  return finish<dnnl::binary>(
      descriptor,
      {{DNNL_ARG_SRC_0, createMemory(desc, data.inputs[0])},
       {DNNL_ARG_SRC_1, createMemory(desc, data.inputs[1])},
       {DNNL_ARG_DST, memory(desc, engine)}},
      DNNL_ARG_DST, /*outputFlip=*/0);
}

/// Quantization and dequantization are both copies that change the type.
PeerCase Preparation::prepareReorder() {
  memory::dims shape{benchmarkCase.width, benchmarkCase.channels};
  memory::desc real(shape, DataType::f32, Tag::ab);
  memory::desc quantized(shape, DataType::s8, Tag::ab);
  bool quantizes = benchmarkCase.kind == Kind::Quantize;
  memory input = quantizes ? createMemory(real, data.reals)
                           : createMemory(quantized, data.inputs[0]);
  memory output(quantizes ? quantized : real, engine);
  primitive_attr attr;
  attr.set_output_scales(
      0, {float(quantizes ? 1 / kElementScale : kElementScale)});
  attr.set_zero_points(quantizes ? DNNL_ARG_DST : DNNL_ARG_SRC, 0,
                       {int32_t(kElementZeroPoint)});
  dnnl::reorder::primitive_desc descriptor(engine, input.get_desc(), engine,
                                           output.get_desc(), attr);
  return finish<dnnl::reorder>(descriptor,
                               {{DNNL_ARG_FROM, input}, {DNNL_ARG_TO, output}},
                               DNNL_ARG_TO, /*outputFlip=*/0);
}

/// Nullopt if oneDNN has no implementation for these types on this machine.
static std::optional<PeerCase> tryTo(llvm::function_ref<PeerCase()> prepare) {
  try {
    return prepare();
  } catch (const dnnl::error &) {
    return std::nullopt;
  }
}

/// The faster one of `a` and `b`.
static std::optional<PeerCase> getFaster(std::optional<PeerCase> a,
                                         std::optional<PeerCase> b) {
  if (!a || !b)
    return a ? a : b;
  auto measure = [](PeerCase &contender) -> Contender {
    return [&](uint64_t numCalls) {
      return measureCalls(contender.run, numCalls);
    };
  };
  TimingOptions options;
  options.numSamples = 9;
  options.warmUp = 20e3;
  llvm::SmallVector<Timing> timings =
      measureInTurn({measure(*a), measure(*b)}, options);
  return timings[0].min <= timings[1].min ? a : b;
}

namespace {

class OneDNN : public Peer {
public:
  llvm::StringRef getName() const override { return "oneDNN"; }
  std::string getVersion() const override;
  bool supports(TargetAttr target) const override;
  bool limitTo(TargetAttr target) const override;
  std::optional<PeerCase> prepare(const Case &benchmarkCase,
                                  const CaseData &data) const override;
};

} // namespace

/// oneDNN's value for the instructions that `target` has; nullopt if there is
/// none.
static std::optional<dnnl_cpu_isa_t> getISA(TargetAttr target) {
  if (hasFeature(target, "amx-int8"))
    return dnnl_cpu_isa_avx512_core_amx;
  if (hasFeature(target, "avx512vnni"))
    return dnnl_cpu_isa_avx512_core_vnni;
  if (hasFeature(target, "avxvnni"))
    return dnnl_cpu_isa_avx2_vnni;
  if (hasFeature(target, "avx2"))
    return dnnl_cpu_isa_avx2;
  return std::nullopt;
}

std::string OneDNN::getVersion() const {
  const dnnl_version_t *version = dnnl_version();
  return std::to_string(version->major) + "." + std::to_string(version->minor) +
         "." + std::to_string(version->patch);
}

bool OneDNN::supports(TargetAttr target) const {
  return getISA(target).has_value();
}

bool OneDNN::limitTo(TargetAttr target) const {
  // oneDNN's threads are OpenMP's, whose runtime has read its environment
  // already and is no library that we link.
  if (void *function = dlsym(RTLD_DEFAULT, "omp_set_num_threads"))
    reinterpret_cast<void (*)(int)>(function)(1);
  return dnnl_set_max_cpu_isa(*getISA(target)) == dnnl_success;
}

std::optional<PeerCase> OneDNN::prepare(const Case &benchmarkCase,
                                        const CaseData &data) const {
  Preparation preparation(benchmarkCase, data);
  switch (benchmarkCase.kind) {
  case Kind::FullyConnected:
    return getFaster(tryTo([&] { return preparation.prepareMatmul(); }),
                     tryTo([&] { return preparation.prepareConvolution(); }));
  case Kind::Conv:
  case Kind::DepthwiseConv:
    return tryTo([&] { return preparation.prepareConvolution(); });
  case Kind::Add:
    return tryTo([&] { return preparation.prepareAdd(); });
  case Kind::Quantize:
  case Kind::Dequantize:
    return tryTo([&] { return preparation.prepareReorder(); });
  }
  return std::nullopt;
}

const Peer *mlir::qnn::getOneDNN() {
  static const OneDNN peer;
  return &peer;
}
