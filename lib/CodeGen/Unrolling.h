//===- Unrolling.h - How often LLVM unrolls loops ---------------*- C++ -*-===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef QNN_LIB_CODEGEN_UNROLLING_H
#define QNN_LIB_CODEGEN_UNROLLING_H

#include "mlir/Dialect/SCF/IR/SCF.h"

namespace mlir::qnn {

/// Has LLVM unroll the loop by `times`, and no more; not at all if that is 1.
void setUnrolling(scf::ForOp loop, int64_t times);

} // namespace mlir::qnn

#endif // QNN_LIB_CODEGEN_UNROLLING_H
