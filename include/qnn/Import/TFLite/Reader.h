//===- Reader.h - Validated TFLite model reader ----------------*- C++ -*-===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef QNN_IMPORT_TFLITE_READER_H
#define QNN_IMPORT_TFLITE_READER_H

#include "qnn/Import/TFLite/Model.h"

#include "llvm/Support/Error.h"

namespace mlir::qnn::tflite {

struct ReadOptions {
  /// The size of the first dimensions that the file leaves open (-1 in a shape
  /// signature), at least 1; by default that in the file's shapes.
  std::optional<int64_t> batchSize;
};

/// Reads the model in `file`, the contents of a .tflite file.
///
/// The file is not trusted: whatever bytes it has, the result is a model that
/// keeps the promises of Model.h, or an error.  The memory taken is at most
/// proportional to the size of the file.
///
/// The model refers to `file`, which must outlive it.  `file` must start at a
/// multiple of 8 bytes, as a buffer from llvm::MemoryBuffer::getFile does.
llvm::Expected<Model> readModel(llvm::ArrayRef<uint8_t> file,
                                const ReadOptions &options = {});

} // namespace mlir::qnn::tflite

#endif // QNN_IMPORT_TFLITE_READER_H
