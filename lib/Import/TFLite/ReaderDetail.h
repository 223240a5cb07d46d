//===- ReaderDetail.h - Parts of the TFLite reader -------------*- C++ -*-===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// `schema` is the file as flatc's accessors show it.  The flatbuffer verifier
// has been over it, so nothing points out of the file.  But every table, list
// or string that is a field of a table may be missing (null), and every value
// may be anything.
//
// Messages say what is wrong and leave the place to the caller, who knows it
// and adds it with addPlace().
//
//===----------------------------------------------------------------------===//

#ifndef QNN_LIB_IMPORT_TFLITE_READERDETAIL_H
#define QNN_LIB_IMPORT_TFLITE_READERDETAIL_H

#include "qnn/Import/TFLite/Reader.h"
#include "tflite_generated.h"

#include "llvm/Support/Endian.h"
#include "llvm/Support/Error.h"
#include "llvm/Support/FormatVariadic.h"

namespace mlir::qnn::tflite::detail {

//===----------------------------------------------------------------------===//
// Errors
//===----------------------------------------------------------------------===//

/// An error with a message in the syntax of llvm::formatv.
template <typename... Ts>
llvm::Error makeError(const char *format, Ts &&...values) {
  return llvm::createStringError(
      llvm::formatv(format, std::forward<Ts>(values)...).str());
}

/// Puts the place that an error is about in front of its message.
inline llvm::Error addPlace(llvm::StringRef place, llvm::Error error) {
  return makeError("{0}: {1}", place, llvm::toString(std::move(error)));
}

/// Returns `name`, which flatc's EnumName function gives for `value`, or the
/// number of a value that has no name.
template <typename Enum>
std::string nameOrNumber(Enum value, const char *name) {
  if (*name)
    return name;
  return llvm::formatv("number {0}", static_cast<int64_t>(value));
}

//===----------------------------------------------------------------------===//
// Lists and strings
//===----------------------------------------------------------------------===//

/// The number of entries of a list, which is none if the list is missing.
template <typename T>
size_t getSize(const flatbuffers::Vector<T> *list) {
  return list ? list->size() : 0;
}

inline llvm::StringRef getString(const flatbuffers::String *string) {
  return string ? llvm::StringRef(string->c_str(), string->size())
                : llvm::StringRef();
}

/// Copies lists of numbers out of a file.
///
/// Any number of tables may refer to the same list, so that a small file could
/// fill any amount of memory with copies.  At most as many entries are copied
/// as the file has bytes.  A file in which each list is used once has far fewer
/// entries than that.
class ListReader {
public:
  explicit ListReader(size_t fileSize)
      : maxEntries(fileSize), entriesLeft(fileSize) {}

  template <typename To, typename From>
  llvm::Expected<std::vector<To>> read(const flatbuffers::Vector<From> *list) {
    size_t size = getSize(list);
    if (size > entriesLeft)
      return makeError("expected lists of at most {0} entries in all, but got "
                       "more",
                       maxEntries);
    entriesLeft -= size;

    std::vector<To> result;
    result.reserve(size);
    for (size_t i = 0; i < size; ++i) {
      // Not through the list's own accessor, which expects aligned entries: the
      // verifier asks for 4 bytes only, even if an entry has 8.
      result.push_back(
          llvm::support::endian::read<From, llvm::endianness::little>(
              list->Data() + i * sizeof(From)));
    }
    return result;
  }

private:
  size_t maxEntries;
  size_t entriesLeft;
};

//===----------------------------------------------------------------------===//
// Tensors (ReadTensor.cpp)
//===----------------------------------------------------------------------===//

/// Models in use stay below this; more is taken for damage.
constexpr size_t maxRank = 8;

using BufferList = flatbuffers::Vector<flatbuffers::Offset<schema::Buffer>>;

llvm::Expected<Tensor> readTensor(const schema::Tensor &source,
                                  const BufferList *buffers,
                                  const ReadOptions &options,
                                  ListReader &lists);

//===----------------------------------------------------------------------===//
// Operators (ReadOptions.cpp)
//===----------------------------------------------------------------------===//

/// How to read one kind of operator.
struct OperatorKind {
  schema::BuiltinOperator code;

  /// TFLite raises the version of an operator when it gives it new types or
  /// parameters.  This is the last version whose parameters are known here;
  /// those of a newer one would be dropped without a word.
  int32_t maxVersion;

  llvm::Expected<OperatorOptions> (*readOptions)(const schema::Operator &source,
                                                 ListReader &lists);
};

using OperatorCodeList =
    flatbuffers::Vector<flatbuffers::Offset<schema::OperatorCode>>;

/// Returns null if the operator is not supported.
const OperatorKind *lookUpOperator(schema::BuiltinOperator code);

} // namespace mlir::qnn::tflite::detail

#endif // QNN_LIB_IMPORT_TFLITE_READERDETAIL_H
