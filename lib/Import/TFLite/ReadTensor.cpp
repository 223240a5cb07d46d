//===- ReadTensor.cpp - Tensors of a TFLite model -------------------------===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ReaderDetail.h"

#include "llvm/Support/CheckedArithmetic.h"
#include "llvm/Support/MathExtras.h"

#include <cmath>
#include <limits>

using namespace mlir::qnn::tflite;
using namespace mlir::qnn::tflite::detail;

using llvm::ArrayRef;
using llvm::Error;
using llvm::Expected;

//===----------------------------------------------------------------------===//
// Type and shape
//===----------------------------------------------------------------------===//

static Expected<ElementType> readType(schema::TensorType type) {
  switch (type) {
  case schema::TensorType::BFLOAT16:
    return ElementType::BFloat16;
  case schema::TensorType::BOOL:
    return ElementType::Bool;
  case schema::TensorType::FLOAT16:
    return ElementType::Float16;
  case schema::TensorType::FLOAT32:
    return ElementType::Float32;
  case schema::TensorType::FLOAT64:
    return ElementType::Float64;
  case schema::TensorType::INT4:
    return ElementType::Int4;
  case schema::TensorType::INT8:
    return ElementType::Int8;
  case schema::TensorType::INT16:
    return ElementType::Int16;
  case schema::TensorType::INT32:
    return ElementType::Int32;
  case schema::TensorType::INT64:
    return ElementType::Int64;
  case schema::TensorType::UINT8:
    return ElementType::UInt8;
  case schema::TensorType::UINT16:
    return ElementType::UInt16;
  case schema::TensorType::UINT32:
    return ElementType::UInt32;
  case schema::TensorType::UINT64:
    return ElementType::UInt64;
  default:
    return makeError("expected a supported element type, but got {0}",
                     nameOrNumber(type, schema::EnumNameTensorType(type)));
  }
}

static Expected<std::vector<int64_t>>
readShape(const flatbuffers::Vector<int32_t> *source, ListReader &lists) {
  if (getSize(source) > maxRank)
    return makeError("expected at most {0} dimensions, but got {1}", maxRank,
                     getSize(source));
  Expected<std::vector<int64_t>> shape = lists.read<int64_t>(source);
  if (!shape)
    return shape.takeError();
  for (size_t i = 0; i < shape->size(); ++i) {
    int64_t size = (*shape)[i];
    if (size < 0)
      return makeError("expected a static shape, but got {0} as dimension #{1}",
                       size, i);
    if (size == 0)
      return makeError("expected dimension #{0} to be at least 1, but got 0",
                       i);
  }
  return shape;
}

/// Sets the sizes that the file leaves open to `batchSize`. Only the first can
/// be one.
static Error setBatchSize(const flatbuffers::Vector<int32_t> *signature,
                          int64_t batchSize, std::vector<int64_t> &shape) {
  if (getSize(signature) == 0)
    return Error::success();
  if (signature->size() != shape.size())
    return makeError("expected a shape signature of {0} dimensions, but got "
                     "{1}",
                     shape.size(), signature->size());
  for (size_t i = 0; i < shape.size(); ++i) {
    if (signature->Get(i) != -1)
      continue;
    if (i != 0)
      return makeError("expected an open size of dimension #0 only, but got "
                       "dimension #{0}",
                       i);
    shape[i] = batchSize;
  }
  return Error::success();
}

/// The number of bytes that the elements of a tensor take.
static Expected<uint64_t> getByteSize(ElementType type,
                                      ArrayRef<int64_t> shape) {
  // No flatbuffer has room for more, and activations are held to the same.
  constexpr uint64_t maxBytes = std::numeric_limits<int32_t>::max();
  std::optional<uint64_t> bits = getStorageBits(type);
  for (uint64_t size : shape) {
    bits = llvm::checkedMulUnsigned(*bits, size);
    if (!bits)
      break;
  }
  if (!bits || llvm::divideCeil(*bits, 8) > maxBytes)
    return makeError(
        "expected at most {0} bytes, but got the shape [{1:$[, ]}]", maxBytes,
        llvm::iterator_range(shape));
  return llvm::divideCeil(*bits, 8);
}

//===----------------------------------------------------------------------===//
// Quantization
//===----------------------------------------------------------------------===//

namespace {
struct StorageRange {
  int64_t min;
  int64_t max;
};
} // namespace

/// The numbers that a quantized tensor of this type stores, or nothing for a
/// type that no kernel takes for quantized.
static std::optional<StorageRange> getStorageRange(ElementType type) {
  switch (type) {
  case ElementType::Int4:
  case ElementType::Int8:
  case ElementType::Int16:
  case ElementType::Int32:
  case ElementType::Int64:
    return StorageRange{llvm::minIntN(getStorageBits(type)),
                        llvm::maxIntN(getStorageBits(type))};
  case ElementType::UInt8:
  case ElementType::UInt16:
    return StorageRange{
        0, static_cast<int64_t>(llvm::maxUIntN(getStorageBits(type)))};
  default:
    return std::nullopt;
  }
}

/// Finds the axis that the scales run along, if there is more than one.
static Expected<std::optional<unsigned>>
readAxis(const schema::QuantizationParameters &source, size_t numScales,
         ArrayRef<int64_t> shape) {
  if (numScales == 1)
    return std::nullopt;
  int64_t axis = source.quantized_dimension();
  if (axis < 0 || axis >= static_cast<int64_t>(shape.size()))
    return makeError("expected quantized dimension in [0, {0}), but got {1}",
                     shape.size(), axis);
  if (numScales != static_cast<uint64_t>(shape[axis]))
    return makeError("expected 1 scale or {0} for dimension #{1}, but got {2}",
                     shape[axis], axis, numScales);
  return static_cast<unsigned>(axis);
}

static Error checkScales(ArrayRef<float> scales) {
  for (size_t i = 0; i < scales.size(); ++i)
    if (!std::isfinite(scales[i]) || scales[i] <= 0)
      return makeError("expected scale #{0} to be finite and positive, but got "
                       "{1:e}",
                       i, scales[i]);
  return Error::success();
}

static Error checkZeroPoints(ArrayRef<int64_t> zeroPoints, StorageRange range) {
  for (size_t i = 0; i < zeroPoints.size(); ++i)
    if (zeroPoints[i] < range.min || zeroPoints[i] > range.max)
      return makeError("expected zero point #{0} in [{1}, {2}], but got {3}", i,
                       range.min, range.max, zeroPoints[i]);
  return Error::success();
}

/// Reads the quantization of a tensor of the given type and shape.  Without
/// scales there is none: converters write such parameters for float tensors.
static Expected<std::optional<Quantization>>
readQuantization(const schema::QuantizationParameters *source, ElementType type,
                 ArrayRef<int64_t> shape, ListReader &lists) {
  if (!source)
    return std::nullopt;
  if (auto details = source->details_type();
      details != schema::QuantizationDetails::NONE)
    return makeError(
        "expected scales and zero points, but got {0}",
        nameOrNumber(details, schema::EnumNameQuantizationDetails(details)));

  Expected<std::vector<float>> scales = lists.read<float>(source->scale());
  if (!scales)
    return scales.takeError();
  Expected<std::vector<int64_t>> zeroPoints =
      lists.read<int64_t>(source->zero_point());
  if (!zeroPoints)
    return zeroPoints.takeError();
  if (scales->empty() && zeroPoints->empty())
    return std::nullopt;

  std::optional<StorageRange> range = getStorageRange(type);
  if (!range)
    return makeError("expected a type that can be quantized, but got {0}",
                     getName(type));
  if (zeroPoints->empty())
    zeroPoints->assign(scales->size(), 0);
  if (zeroPoints->size() != scales->size())
    return makeError("expected as many zero points as scales ({0}), but got "
                     "{1}",
                     scales->size(), zeroPoints->size());

  Expected<std::optional<unsigned>> axis =
      readAxis(*source, scales->size(), shape);
  if (!axis)
    return axis.takeError();
  if (Error error = checkScales(*scales))
    return error;
  if (Error error = checkZeroPoints(*zeroPoints, *range))
    return error;
  return Quantization{std::move(*scales), std::move(*zeroPoints), *axis};
}

//===----------------------------------------------------------------------===//
// Data
//===----------------------------------------------------------------------===//

/// Finds the value of a constant of `byteSize` bytes; it is empty if the tensor
/// is not constant.
static Expected<ArrayRef<uint8_t>> readData(const schema::Tensor &source,
                                            const BufferList *buffers,
                                            uint64_t byteSize) {
  if (source.external_buffer() != 0)
    return makeError("expected data in the same file, but got external buffer "
                     "#{0}",
                     source.external_buffer());
  uint32_t index = source.buffer();
  if (index >= getSize(buffers))
    return makeError("expected buffer index in [0, {0}), but got {1}",
                     getSize(buffers), index);
  const schema::Buffer &buffer = *buffers->Get(index);
  if (buffer.offset() > 1 || buffer.size() > 1)
    return makeError("expected buffer #{0} inside the flatbuffer, but got {1} "
                     "bytes at offset {2} of the file",
                     index, buffer.size(), buffer.offset());

  // Most converters give each tensor a buffer, which is empty if the tensor is
  // not constant.  Since no dimension is 0, no constant is empty.
  size_t size = getSize(buffer.data());
  if (size == 0)
    return ArrayRef<uint8_t>();
  if (index == 0)
    return makeError("expected buffer #0 to be empty, but got {0} bytes", size);
  if (size != byteSize)
    return makeError("expected {0} bytes of data, but got {1}", byteSize, size);
  return ArrayRef<uint8_t>(buffer.data()->Data(), size);
}

//===----------------------------------------------------------------------===//
// Tensor
//===----------------------------------------------------------------------===//

Expected<Tensor> detail::readTensor(const schema::Tensor &source,
                                    const BufferList *buffers,
                                    const ReadOptions &options,
                                    ListReader &lists) {
  if (source.is_variable())
    return makeError("expected a tensor without state, but got a variable");
  if (source.sparsity())
    return makeError("expected a dense tensor, but got a sparse one");

  Expected<ElementType> type = readType(source.type());
  if (!type)
    return type.takeError();
  Expected<std::vector<int64_t>> shape = readShape(source.shape(), lists);
  if (!shape)
    return shape.takeError();
  if (options.batchSize)
    if (Error error =
            setBatchSize(source.shape_signature(), *options.batchSize, *shape))
      return error;
  Expected<uint64_t> byteSize = getByteSize(*type, *shape);
  if (!byteSize)
    return byteSize.takeError();
  Expected<std::optional<Quantization>> quantization =
      readQuantization(source.quantization(), *type, *shape, lists);
  if (!quantization)
    return quantization.takeError();
  Expected<ArrayRef<uint8_t>> data = readData(source, buffers, *byteSize);
  if (!data)
    return data.takeError();

  return Tensor{getString(source.name()), *type, std::move(*shape),
                std::move(*quantization), *data};
}
