//===- TensorFile.h - Tensors in files --------------------------*- C++ -*-===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef QNN_REFERENCE_TENSORFILE_H
#define QNN_REFERENCE_TENSORFILE_H

#include "qnn/Reference/Tensor.h"
#include "llvm/Support/Error.h"

namespace mlir::qnn::reference {

/// The tensor of `type` in the file at `path`: a NumPy array (version 1 to 3,
/// little-endian, C order) if the name ends in `.npy`, otherwise the bytes of
/// the elements and nothing else. The NumPy header must agree with `type` in
/// shape and element; a signless integer is read from either signedness.
///
/// Errors name the file.
llvm::Expected<Tensor> readTensorFile(StringRef path, RankedTensorType type);

/// True if `path` names a NumPy file.
bool isNumPyFile(StringRef path);

/// Writes `tensor` in the format that `readTensorFile` reads.
void writeTensor(const Tensor &tensor, bool asNumPy, raw_ostream &os);

} // namespace mlir::qnn::reference

#endif // QNN_REFERENCE_TENSORFILE_H
