//===- Tensor.cpp - Tensors of the reference evaluator --------------------===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "qnn/Reference/Tensor.h"

#include "mlir/IR/DialectResourceBlobManager.h"
#include "qnn/IR/Qnn.h"
#include "llvm/ADT/bit.h"
#include "llvm/Support/CheckedArithmetic.h"
#include "llvm/Support/MathExtras.h"

using namespace mlir;
using namespace mlir::qnn;
using namespace mlir::qnn::reference;

/// More elements than any layer has, few enough to allocate.
static constexpr int64_t kMaxElements = int64_t(1) << 30;

Tensor Tensor::getZeros(RankedTensorType type) {
  Tensor tensor{type, {}, {}};
  if (type.getElementType().isF32())
    tensor.reals.resize(type.getNumElements());
  else
    tensor.integers.resize(type.getNumElements());
  return tensor;
}

std::optional<ElementFormat> reference::getElementFormat(Type type) {
  using Kind = ElementFormat::Kind;
  if (type.isF32())
    return ElementFormat{Kind::Real, 4};
  auto numBytes = [](unsigned width) {
    return unsigned(llvm::divideCeil(width, 8));
  };
  if (auto quantized = dyn_cast<QuantizedTypeInterface>(type)) {
    Storage storage = quantized.getStorage();
    return ElementFormat{storage.isSigned ? Kind::Signed : Kind::Unsigned,
                         numBytes(storage.width)};
  }
  for (unsigned width : {4, 8, 16, 32})
    if (type.isSignlessInteger(width))
      return ElementFormat{Kind::Signless, numBytes(width)};
  return std::nullopt;
}

Storage reference::getElementRange(Type type) {
  if (auto quantized = dyn_cast<QuantizedTypeInterface>(type))
    return quantized.getStorage();
  return Storage::getFull(type.getIntOrFloatBitWidth(), /*isSigned=*/true);
}

LogicalResult
reference::verifyTensorType(Type type,
                            function_ref<InFlightDiagnostic()> emitError) {
  auto tensorType = dyn_cast<RankedTensorType>(type);
  if (!tensorType || !tensorType.hasStaticShape())
    return emitError() << "expected a tensor of static shape, but got " << type;
  if (!getElementFormat(tensorType.getElementType()))
    return emitError() << "expected elements of type f32, i4, i8, i16, i32 or "
                          "quantized, but got "
                       << type;
  std::optional<int64_t> numElements = 1;
  for (int64_t size : tensorType.getShape())
    numElements =
        numElements ? llvm::checkedMul(*numElements, size) : std::nullopt;
  if (!numElements || *numElements > kMaxElements)
    return emitError() << "expected a tensor of at most " << kMaxElements
                       << " elements, but got " << type;
  return success();
}

LogicalResult
reference::verifyTensor(const Tensor &tensor,
                        function_ref<InFlightDiagnostic()> emitError) {
  Type elementType = tensor.type.getElementType();
  int64_t expected = tensor.type.getNumElements();
  int64_t actual =
      elementType.isF32() ? tensor.reals.size() : tensor.integers.size();
  if (actual != expected)
    return emitError() << "expected " << expected << " elements, but got "
                       << actual;
  if (elementType.isF32())
    return success();
  Storage range = getElementRange(elementType);
  for (auto [index, value] : llvm::enumerate(tensor.integers))
    if (!range.contains(value))
      return emitError() << "expected elements in [" << range.min << ", "
                         << range.max << "], but got " << value
                         << " at row-major index " << index;
  return success();
}

int64_t reference::getNumBytes(RankedTensorType type) {
  return type.getNumElements() *
         getElementFormat(type.getElementType())->numBytes;
}

Tensor reference::fromBytes(RankedTensorType type, ArrayRef<char> bytes) {
  ElementFormat format = *getElementFormat(type.getElementType());
  Tensor tensor = Tensor::getZeros(type);
  for (int64_t i = 0, e = type.getNumElements(); i < e; ++i) {
    uint64_t bits = 0;
    for (unsigned b = 0; b < format.numBytes; ++b)
      bits |= uint64_t(uint8_t(bytes[i * format.numBytes + b])) << (8 * b);
    switch (format.kind) {
    case ElementFormat::Kind::Real:
      tensor.reals[i] = llvm::bit_cast<float>(uint32_t(bits));
      break;
    case ElementFormat::Kind::Unsigned:
      tensor.integers[i] = bits;
      break;
    case ElementFormat::Kind::Signed:
    case ElementFormat::Kind::Signless:
      tensor.integers[i] = llvm::SignExtend64(bits, 8 * format.numBytes);
      break;
    }
  }
  return tensor;
}

std::vector<char> reference::toBytes(const Tensor &tensor) {
  ElementFormat format = *getElementFormat(tensor.type.getElementType());
  std::vector<char> bytes;
  bytes.reserve(getNumBytes(tensor.type));
  for (int64_t i = 0, e = tensor.type.getNumElements(); i < e; ++i) {
    uint64_t bits = format.kind == ElementFormat::Kind::Real
                        ? llvm::bit_cast<uint32_t>(tensor.reals[i])
                        : uint64_t(tensor.integers[i]);
    for (unsigned b = 0; b < format.numBytes; ++b)
      bytes.push_back(char(bits >> (8 * b)));
  }
  return bytes;
}

/// The bytes of a resource that has been loaded and has the expected size.
static FailureOr<Tensor>
fromResource(RankedTensorType type, DenseResourceElementsAttr elements,
             function_ref<InFlightDiagnostic()> emitError) {
  AsmResourceBlob *blob = elements.getRawHandle().getBlob();
  if (!blob)
    return emitError() << "expected the data of resource '"
                       << elements.getRawHandle().getKey() << "' to be present";
  // Nothing fixes how integers of less than a byte are packed in a resource.
  if (elements.getType().getElementTypeBitWidth() < 8)
    return emitError() << "expected a resource of whole bytes, but got "
                       << elements.getType();
  ArrayRef<char> bytes = blob->getData();
  if (int64_t(bytes.size()) != getNumBytes(type))
    return emitError() << "expected " << getNumBytes(type)
                       << " bytes in resource '"
                       << elements.getRawHandle().getKey() << "', but got "
                       << bytes.size();
  return fromBytes(type, bytes);
}

FailureOr<Tensor>
reference::fromElements(RankedTensorType type, ElementsAttr elements,
                        function_ref<InFlightDiagnostic()> emitError) {
  if (auto resource = dyn_cast<DenseResourceElementsAttr>(elements))
    return fromResource(type, resource, emitError);
  auto dense = dyn_cast<DenseElementsAttr>(elements);
  if (!dense)
    return emitError() << "expected a dense constant";

  Tensor tensor{type, {}, {}};
  if (type.getElementType().isF32()) {
    auto values = dense.getValues<float>();
    tensor.reals.assign(values.begin(), values.end());
    return tensor;
  }
  bool isSigned = getElementRange(type.getElementType()).isSigned;
  tensor.integers.reserve(dense.getNumElements());
  for (const APInt &bits : dense.getValues<APInt>())
    tensor.integers.push_back(readInteger(bits, isSigned));
  return tensor;
}
