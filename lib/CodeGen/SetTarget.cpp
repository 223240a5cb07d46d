//===- SetTarget.cpp - State the target in the IR -------------------------===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "qnn/CodeGen/Passes.h"
#include "qnn/CodeGen/Target.h"

namespace mlir::qnn {
#define GEN_PASS_DEF_QNNSETTARGET
#include "qnn/CodeGen/Passes.h.inc"
} // namespace mlir::qnn

using namespace mlir;
using namespace mlir::qnn;

namespace {

struct SetTarget : public qnn::impl::QnnSetTargetBase<SetTarget> {
  using QnnSetTargetBase::QnnSetTargetBase;

  void runOnOperation() override {
    const Target *found = lookupTarget(target);
    if (!found) {
      InFlightDiagnostic diag =
          getOperation().emitError("expected a target of ");
      llvm::interleaveComma(getTargets(), diag,
                            [&](const Target &t) { diag << t.name; });
      diag << ", but got '" << target << "'";
      return signalPassFailure();
    }
    getOperation()->setAttr(kTargetAttrName,
                            getTargetAttr(&getContext(), *found));
  }
};

} // namespace
