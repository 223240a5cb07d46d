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
    StringRef name = target;
    auto found =
        lookupTargets(name, [&] { return getOperation().emitError(); });
    if (failed(found))
      return signalPassFailure();
    getOperation()->setAttr(kTargetAttrName,
                            getTargetAttr(&getContext(), *found->front()));
  }
};

} // namespace
