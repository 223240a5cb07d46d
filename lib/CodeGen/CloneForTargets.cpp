//===- CloneForTargets.cpp - A copy of the module for each target ---------===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "qnn/CodeGen/Passes.h"
#include "qnn/CodeGen/Target.h"

namespace mlir::qnn {
#define GEN_PASS_DEF_QNNCLONEFORTARGETS
#include "qnn/CodeGen/Passes.h.inc"
} // namespace mlir::qnn

using namespace mlir;
using namespace mlir::qnn;

namespace {

struct CloneForTargets
    : public qnn::impl::QnnCloneForTargetsBase<CloneForTargets> {
  using QnnCloneForTargetsBase::QnnCloneForTargetsBase;

  void runOnOperation() override {
    ModuleOp module = getOperation();
    SmallVector<StringRef> names(targets.begin(), targets.end());
    auto found = lookupTargets(names, [&] { return module.emitError(); });
    if (failed(found))
      return signalPassFailure();
    SmallVector<ModuleOp> clones;
    for (const Target *target : *found) {
      ModuleOp clone = module.clone();
      clone.setSymName(target->name);
      clone->setAttr(kTargetAttrName, getTargetAttr(&getContext(), *target));
      clones.push_back(clone);
    }
    module.getBody()->clear();
    module->removeAttr(kTargetAttrName);
    for (ModuleOp clone : clones)
      module.push_back(clone);
  }
};

} // namespace
