//===- OutputFiles.cpp - Files that a tool writes -------------------------===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "common/OutputFiles.h"

#include "common/Error.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/ToolOutputFile.h"

using namespace mlir;
using namespace mlir::qnn;

LogicalResult qnn::writeFiles(ArrayRef<OutputFile> files) {
  // A file is deleted with its object unless it is kept.
  SmallVector<std::unique_ptr<llvm::ToolOutputFile>> written;
  for (const OutputFile &file : files) {
    std::error_code error;
    written.push_back(std::make_unique<llvm::ToolOutputFile>(
        file.path, error, llvm::sys::fs::OF_None));
    if (error)
      return reportError(llvm::createFileError(file.path, error));
    llvm::raw_fd_ostream &os = written.back()->os();
    os << file.contents;
    os.flush();
    if (os.has_error()) {
      error = os.error();
      os.clear_error();
      return reportError(llvm::createFileError(file.path, error));
    }
  }
  for (auto &file : written)
    file->keep();
  return success();
}
