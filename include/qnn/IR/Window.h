//===- Window.h - Windows that slide over an axis ---------------*- C++ -*-===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef QNN_IR_WINDOW_H
#define QNN_IR_WINDOW_H

#include "qnn/IR/Qnn.h"

namespace mlir::qnn {

/// What slides along one axis of an image: position `o`, tap `k` is element
/// `o * stride + k * dilation - low`. All fields but `size` are below 2^31.
struct Window {
  int64_t size;
  int64_t stride;
  int64_t dilation;
  /// Elements of padding before and after the image.
  int64_t low;
  int64_t high;

  /// Elements from the first tap to the last.
  int64_t getSpan() const { return (size - 1) * dilation + 1; }

  /// Positions over `inputSize` elements; 0 if there is none, or if a size is
  /// not below 2^31.
  int64_t getOutputSize(int64_t inputSize) const {
    if (size < 1 || size > INT32_MAX || inputSize > INT32_MAX)
      return 0;
    int64_t room = low + inputSize + high - getSpan();
    return room < 0 ? 0 : room / stride + 1;
  }
};

/// The windows along axes 1 and 2 of the input.
SmallVector<Window> getWindows(Conv2DOp op);
SmallVector<Window> getWindows(ConvOp op);
SmallVector<Window> getWindows(PackedDepthwiseOp op);
SmallVector<Window> getWindows(AveragePool2DOp op);
SmallVector<Window> getWindows(MaxPool2DOp op);

} // namespace mlir::qnn

#endif // QNN_IR_WINDOW_H
