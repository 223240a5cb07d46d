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

RankedTensorType qnn::getStackedType(RankedTensorType type,
                                     std::optional<unsigned> numCases) {
  if (!numCases)
    return type;
  SmallVector<int64_t> shape = {*numCases};
  llvm::append_range(shape, type.getShape());
  return RankedTensorType::get(shape, type.getElementType());
}

/// The `index`-th of the tensors of `type` that `stacked` consists of.
static Tensor getSlice(const Tensor &stacked, RankedTensorType type,
                       size_t index) {
  Tensor tensor{type, {}, {}};
  size_t size = type.getNumElements();
  auto copySlice = [&](const auto &from, auto &to) {
    if (!from.empty())
      to.assign(from.begin() + index * size, from.begin() + (index + 1) * size);
  };
  copySlice(stacked.integers, tensor.integers);
  copySlice(stacked.reals, tensor.reals);
  return tensor;
}

FailureOr<SmallVector<Case>> qnn::readInputs(ArrayRef<std::string> paths,
                                             TypeRange types,
                                             std::optional<unsigned> numCases) {
  if (paths.size() != types.size())
    return reportError("expected --inputs of length " + Twine(types.size()) +
                       ", but got " + Twine(paths.size()));
  SmallVector<Case> cases(numCases.value_or(1));
  for (auto [path, type] : llvm::zip_equal(paths, types)) {
    auto tensorType = cast<RankedTensorType>(type);
    llvm::Expected<Tensor> stacked =
        reference::readTensorFile(path, getStackedType(tensorType, numCases));
    if (!stacked)
      return reportError(stacked.takeError());
    for (auto [index, oneCase] : llvm::enumerate(cases))
      oneCase.push_back(getSlice(*stacked, tensorType, index));
  }
  return cases;
}

/// The `index`-th tensors of `cases`, one after another.
static Tensor stack(ArrayRef<Case> cases, size_t index,
                    std::optional<unsigned> numCases) {
  Tensor stacked{getStackedType(cases.front()[index].type, numCases), {}, {}};
  for (const Case &oneCase : cases) {
    llvm::append_range(stacked.integers, oneCase[index].integers);
    llvm::append_range(stacked.reals, oneCase[index].reals);
  }
  return stacked;
}

LogicalResult qnn::writeOutputs(ArrayRef<std::string> paths,
                                ArrayRef<Case> cases,
                                std::optional<unsigned> numCases) {
  SmallVector<OutputFile> files;
  for (auto [index, path] : llvm::enumerate(paths)) {
    OutputFile &file = files.emplace_back(OutputFile{path, ""});
    llvm::raw_string_ostream os(file.contents);
    reference::writeTensor(stack(cases, index, numCases),
                           reference::isNumPyFile(path), os);
  }
  return writeFiles(files);
}
