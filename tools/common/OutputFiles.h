//===- OutputFiles.h - Files that a tool writes -----------------*- C++ -*-===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef QNN_TOOLS_COMMON_OUTPUTFILES_H
#define QNN_TOOLS_COMMON_OUTPUTFILES_H

#include "mlir/Support/LLVM.h"
#include <string>

namespace mlir::qnn {

struct OutputFile {
  /// `-` for standard output.
  std::string path;
  std::string contents;
};

/// Writes `files`. Where one cannot be written, none of them stays.
LogicalResult writeFiles(ArrayRef<OutputFile> files);

} // namespace mlir::qnn

#endif // QNN_TOOLS_COMMON_OUTPUTFILES_H
