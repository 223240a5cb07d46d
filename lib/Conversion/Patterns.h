//===- Patterns.h - Conversion patterns by theme ----------------*- C++ -*-===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef QNN_LIB_CONVERSION_PATTERNS_H
#define QNN_LIB_CONVERSION_PATTERNS_H

#include "mlir/Transforms/DialectConversion.h"

namespace mlir::qnn {

/// Patterns for ops that move data: pad, slice, concat, transpose, take.
void populateDataMovementPatterns(const TypeConverter &converter,
                                  RewritePatternSet &patterns);

} // namespace mlir::qnn

#endif // QNN_LIB_CONVERSION_PATTERNS_H
