//===- PackingDetail.h - What packings share --------------------*- C++ -*-===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef QNN_LIB_CODEGEN_PACKINGDETAIL_H
#define QNN_LIB_CODEGEN_PACKINGDETAIL_H

#include "mlir/IR/BuiltinAttributes.h"

namespace mlir::qnn {

/// `values` as a vector of integers of `width` bits, 8 or 16.
DenseElementsAttr getElements(MLIRContext *context, unsigned width,
                              ArrayRef<int16_t> values);

} // namespace mlir::qnn

#endif // QNN_LIB_CODEGEN_PACKINGDETAIL_H
