//===- Window.cpp - Windows that slide over an axis -----------------------===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "qnn/IR/Window.h"

using namespace mlir;
using namespace mlir::qnn;

SmallVector<Window> qnn::getWindows(Conv2DOp op) {
  auto weights = cast<ShapedType>(op.getWeights().getType());
  SmallVector<Window> windows;
  for (int64_t i : {0, 1})
    windows.push_back({weights.getDimSize(1 + i), op.getStrides()[i],
                       op.getDilations()[i], op.getPadding()[2 * i],
                       op.getPadding()[2 * i + 1]});
  return windows;
}

SmallVector<Window> qnn::getWindows(ConvOp op) {
  ShapedType weights = op.getWeights().getType();
  SmallVector<Window> windows;
  for (int64_t i : {0, 1})
    windows.push_back({weights.getDimSize(1 + i), op.getStrides()[i],
                       op.getDilations()[i], /*low=*/0, /*high=*/0});
  return windows;
}

SmallVector<Window> qnn::getWindows(PackedDepthwiseOp op) {
  SmallVector<Window> windows;
  for (int64_t i : {0, 1})
    windows.push_back({op.getKernel()[i], op.getStrides()[i],
                       op.getDilations()[i], /*low=*/0, /*high=*/0});
  return windows;
}

template <typename OpTy>
static SmallVector<Window> getPoolWindows(OpTy op) {
  SmallVector<Window> windows;
  for (int64_t i : {0, 1})
    windows.push_back({op.getWindow()[i], op.getStrides()[i], /*dilation=*/1,
                       op.getPadding()[2 * i], op.getPadding()[2 * i + 1]});
  return windows;
}

SmallVector<Window> qnn::getWindows(AveragePool2DOp op) {
  return getPoolWindows(op);
}

SmallVector<Window> qnn::getWindows(MaxPool2DOp op) {
  return getPoolWindows(op);
}
