//===- FeatureTests.h - Code that asks what the CPU can do --- -*- C++ -*--===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef QNN_CODEGEN_FEATURETESTS_H
#define QNN_CODEGEN_FEATURETESTS_H

#include "mlir/IR/Builders.h"
#include <functional>

namespace mlir::qnn {

/// Emits a test for the feature that LLVM calls so: an i1, true if the CPU that
/// runs the code has the feature and the OS lets the process use it. Null if
/// there is no test for the feature.
using FeatureTests = std::function<Value(StringRef feature)>;

/// Emits, at the end of an `llvm.func`, code that reads what x86 CPUs tell of
/// themselves. That appends blocks; the tests go behind it, where `builder` is
/// then. It is used by the result, and shall outlive it.
FeatureTests emitX86FeatureTests(OpBuilder &builder, Location loc);

/// The same for AArch64.
FeatureTests emitAArch64FeatureTests(OpBuilder &builder, Location loc);

} // namespace mlir::qnn

#endif // QNN_CODEGEN_FEATURETESTS_H
