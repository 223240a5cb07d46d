//===- Indices.h - Walks over the indices of tensors ------------*- C++ -*-===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef QNN_LIB_REFERENCE_INDICES_H
#define QNN_LIB_REFERENCE_INDICES_H

#include "mlir/Support/LLVM.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallVector.h"

namespace mlir::qnn::reference {

/// The row-major position of `indices` in a tensor of `shape`.
inline int64_t linearize(ArrayRef<int64_t> shape, ArrayRef<int64_t> indices) {
  int64_t position = 0;
  for (auto [size, index] : llvm::zip_equal(shape, indices))
    position = position * size + index;
  return position;
}

/// The row-major position of the element of a tensor of `shape` that broadcasts
/// to `indices`, which may be more.
inline int64_t linearizeBroadcast(ArrayRef<int64_t> shape,
                                  ArrayRef<int64_t> indices) {
  int64_t position = 0;
  for (auto [size, index] :
       llvm::zip_equal(shape, indices.take_back(shape.size())))
    position = position * size + (size == 1 ? 0 : index);
  return position;
}

/// Calls `body` for all indices of a tensor of `shape`, in row-major order.
template <typename Body>
void forEachIndex(ArrayRef<int64_t> shape, Body body) {
  if (llvm::is_contained(shape, 0))
    return;
  SmallVector<int64_t> indices(shape.size(), 0);
  while (true) {
    body(ArrayRef<int64_t>(indices));
    int64_t axis = shape.size() - 1;
    while (axis >= 0 && ++indices[axis] == shape[axis])
      indices[axis--] = 0;
    if (axis < 0)
      return;
  }
}

} // namespace mlir::qnn::reference

#endif // QNN_LIB_REFERENCE_INDICES_H
