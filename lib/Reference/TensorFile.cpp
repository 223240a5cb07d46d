//===- TensorFile.cpp - Tensors in files ----------------------------------===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The NumPy format: a magic string, the version, the length of the header, the
// header, which is a Python dictionary literal, and the elements.
// https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html
//
//===----------------------------------------------------------------------===//

#include "qnn/Reference/TensorFile.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Endian.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/raw_ostream.h"

using namespace mlir;
using namespace mlir::qnn;
using namespace mlir::qnn::reference;

static constexpr StringLiteral kMagic("\x93NUMPY");

/// Bytes before the text of the header in versions 1, which we write, and 2.
static constexpr size_t kPreambleV1 = 10, kPreambleV2 = 12;

static llvm::Error makeError(const Twine &message) {
  return llvm::createStringError(llvm::inconvertibleErrorCode(), message);
}

//===----------------------------------------------------------------------===//
// The header's text
//===----------------------------------------------------------------------===//

namespace {

struct NumPyHeader {
  StringRef dtype;
  bool fortranOrder = true;
  SmallVector<int64_t> shape;
};

/// Parses the subset of Python literals that NumPy writes.
class HeaderParser {
public:
  explicit HeaderParser(StringRef text) : text(text) {}

  /// header ::= `{` (key `:` value `,`)* `}`
  /// False if the text is anything else, or if a key is missing or unknown.
  bool parse(NumPyHeader &header) {
    unsigned numKeys = 0;
    if (!consume("{"))
      return false;
    while (!consume("}")) {
      StringRef key;
      if (!parseString(key) || !consume(":") || !parseValue(key, header))
        return false;
      ++numKeys;
      if (!consume(",") && !text.ltrim().starts_with("}"))
        return false;
    }
    return numKeys == 3 && text.trim().empty();
  }

private:
  bool parseValue(StringRef key, NumPyHeader &header) {
    if (key == "descr")
      return parseString(header.dtype);
    if (key == "fortran_order")
      return parseBool(header.fortranOrder);
    return key == "shape" && parseShape(header.shape);
  }

  /// shape ::= `(` (integer `,`)* integer? `)`
  bool parseShape(SmallVectorImpl<int64_t> &shape) {
    if (!consume("("))
      return false;
    while (!consume(")")) {
      uint64_t size;
      text = text.ltrim();
      if (text.consumeInteger(10, size))
        return false;
      shape.push_back(size);
      if (!consume(",") && !text.ltrim().starts_with(")"))
        return false;
    }
    return true;
  }

  bool parseBool(bool &value) {
    value = consume("True");
    return value || consume("False");
  }

  bool parseString(StringRef &value) {
    StringRef quote = text.ltrim().take_front();
    if (quote != "'" && quote != "\"")
      return false;
    consume(quote);
    size_t length = text.find(quote);
    if (length == StringRef::npos)
      return false;
    value = text.take_front(length);
    text = text.drop_front(length + 1);
    return true;
  }

  bool consume(StringRef token) {
    text = text.ltrim();
    return text.consume_front(token);
  }

  StringRef text;
};

} // namespace

/// NumPy's name of the element type, for example `<f4` or `|i1`.
static std::string getDtype(ElementFormat::Kind kind, unsigned numBytes) {
  using Kind = ElementFormat::Kind;
  char letter = kind == Kind::Real ? 'f' : kind == Kind::Unsigned ? 'u' : 'i';
  return (Twine(numBytes == 1 ? '|' : '<') + Twine(letter) + Twine(numBytes))
      .str();
}

static std::string formatShape(ArrayRef<int64_t> shape) {
  std::string text = "(";
  llvm::raw_string_ostream os(text);
  llvm::interleaveComma(shape, os);
  os << (shape.size() == 1 ? ",)" : ")");
  return text;
}

static llvm::Error checkHeader(const NumPyHeader &header,
                               RankedTensorType type) {
  using Kind = ElementFormat::Kind;
  auto [kind, numBytes] = *getElementFormat(type.getElementType());
  bool dtypeFits = header.dtype == getDtype(kind, numBytes) ||
                   (kind == Kind::Signless &&
                    header.dtype == getDtype(Kind::Unsigned, numBytes));
  if (!dtypeFits)
    return makeError("expected elements of type '" + getDtype(kind, numBytes) +
                     "', but got '" + header.dtype + "'");
  if (header.fortranOrder)
    return makeError("expected C order, but got Fortran order");
  if (ArrayRef(header.shape) != type.getShape())
    return makeError("expected shape " + formatShape(type.getShape()) +
                     ", but got " + formatShape(header.shape));
  return llvm::Error::success();
}

//===----------------------------------------------------------------------===//
// Files
//===----------------------------------------------------------------------===//

/// Checks the header of `file` and returns the bytes that follow it.
static llvm::Expected<StringRef> readNumPyHeader(StringRef file,
                                                 RankedTensorType type) {
  if (!file.starts_with(kMagic) || file.size() < kPreambleV2)
    return makeError("expected a NumPy file");
  const char *fields = file.data() + kMagic.size();
  unsigned version = uint8_t(fields[0]);
  if (version < 1 || version > 3)
    return makeError("expected version 1 to 3 of the NumPy format, but got " +
                     Twine(version));
  size_t begin = version == 1 ? kPreambleV1 : kPreambleV2;
  size_t length = version == 1 ? llvm::support::endian::read16le(fields + 2)
                               : llvm::support::endian::read32le(fields + 2);
  NumPyHeader header;
  if (length > file.size() - begin ||
      !HeaderParser(file.substr(begin, length)).parse(header))
    return makeError("expected a NumPy header with the keys 'descr', "
                     "'fortran_order' and 'shape'");
  if (llvm::Error error = checkHeader(header, type))
    return error;
  return file.drop_front(begin + length);
}

bool reference::isNumPyFile(StringRef path) { return path.ends_with(".npy"); }

static llvm::Expected<Tensor> parseTensor(StringRef file, bool isNumPy,
                                          RankedTensorType type) {
  if (isNumPy) {
    llvm::Expected<StringRef> elements = readNumPyHeader(file, type);
    if (!elements)
      return elements.takeError();
    file = *elements;
  }
  int64_t numBytes = getNumBytes(type);
  if (int64_t(file.size()) != numBytes)
    return makeError("expected " + Twine(numBytes) +
                     " bytes of elements, but got " + Twine(file.size()));
  return fromBytes(type, ArrayRef(file.data(), file.size()));
}

llvm::Expected<Tensor> reference::readTensorFile(StringRef path,
                                                 RankedTensorType type) {
  auto file = llvm::MemoryBuffer::getFile(path, /*IsText=*/false,
                                          /*RequiresNullTerminator=*/false);
  if (!file)
    return llvm::createFileError(path, file.getError());
  llvm::Expected<Tensor> tensor =
      parseTensor((*file)->getBuffer(), isNumPyFile(path), type);
  if (!tensor)
    return llvm::createFileError(path, tensor.takeError());
  return tensor;
}

void reference::writeTensor(const Tensor &tensor, bool asNumPy,
                            raw_ostream &os) {
  if (asNumPy) {
    auto [kind, numBytes] = *getElementFormat(tensor.type.getElementType());
    std::string header = "{'descr': '" + getDtype(kind, numBytes) +
                         "', 'fortran_order': False, 'shape': " +
                         formatShape(tensor.type.getShape()) + ", }";
    // The elements start at a multiple of 64, and a newline ends the header.
    size_t length =
        llvm::alignTo(kPreambleV1 + header.size() + 1, 64) - kPreambleV1;
    header.resize(length - 1, ' ');
    char lengthField[2];
    llvm::support::endian::write16le(lengthField, length);
    os << kMagic << '\1' << '\0' << StringRef(lengthField, 2) << header << '\n';
  }
  std::vector<char> bytes = toBytes(tensor);
  os.write(bytes.data(), bytes.size());
}
