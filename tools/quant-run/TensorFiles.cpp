//===- TensorFiles.cpp - Inputs and outputs of a run ----------------------===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "TensorFiles.h"

#include "common/Error.h"
#include "common/OutputFiles.h"
#include "qnn/Reference/TensorFile.h"

using namespace mlir;
using namespace mlir::qnn;
using reference::Tensor;

FailureOr<SmallVector<Tensor>> qnn::readInputs(ArrayRef<std::string> paths,
                                               TypeRange types) {
  if (paths.size() != types.size())
    return reportError("expected --inputs of length " + Twine(types.size()) +
                       ", but got " + Twine(paths.size()));
  SmallVector<Tensor> tensors;
  for (auto [path, type] : llvm::zip_equal(paths, types)) {
    llvm::Expected<Tensor> tensor =
        reference::readTensorFile(path, cast<RankedTensorType>(type));
    if (!tensor)
      return reportError(tensor.takeError());
    tensors.push_back(std::move(*tensor));
  }
  return tensors;
}

LogicalResult qnn::writeOutputs(ArrayRef<std::string> paths,
                                ArrayRef<Tensor> tensors) {
  SmallVector<OutputFile> files;
  for (auto [path, tensor] : llvm::zip_equal(paths, tensors)) {
    OutputFile &file = files.emplace_back(OutputFile{path, ""});
    llvm::raw_string_ostream os(file.contents);
    reference::writeTensor(tensor, reference::isNumPyFile(path), os);
  }
  return writeFiles(files);
}
