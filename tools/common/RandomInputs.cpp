//===- RandomInputs.cpp - Made-up inputs ----------------------------------===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "common/RandomInputs.h"

#include <random>

using namespace mlir;
using namespace mlir::qnn;
using reference::Tensor;

SmallVector<Tensor> qnn::getRandomInputs(TypeRange types) {
  // Distributions of the standard library differ between implementations; the
  // generator does not.
  std::mt19937 generator;
  SmallVector<Tensor> tensors;
  for (Type type : types) {
    Tensor &tensor =
        tensors.emplace_back(Tensor::getZeros(cast<RankedTensorType>(type)));
    for (float &real : tensor.reals)
      real = int32_t(generator()) * 0x1p-31f;
    if (tensor.integers.empty())
      continue;
    Storage range = reference::getElementRange(tensor.type.getElementType());
    for (int64_t &integer : tensor.integers)
      integer = range.min + generator() % (range.max - range.min + 1);
  }
  return tensors;
}
