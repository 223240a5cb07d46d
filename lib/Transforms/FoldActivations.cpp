//===- FoldActivations.cpp - Activations to clamps --------------*- C++ -*-===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "qnn/IR/Numerics.h"
#include "qnn/Transforms/Passes.h"

namespace mlir::qnn {
#define GEN_PASS_DEF_QNNFOLDACTIVATIONS
#include "qnn/Transforms/Passes.h.inc"
} // namespace mlir::qnn

using namespace mlir;
using namespace mlir::qnn;

namespace {

struct FoldActivations
    : public qnn::impl::QnnFoldActivationsBase<FoldActivations> {
  void runOnOperation() override {
    getOperation()->walk([&](FusedActivationOpInterface op) {
      std::optional<Activation> activation = op.getActivation();
      if (!activation)
        return;
      QuantizedTypeInterface type =
          getQuantizedElementType(op->getResult(0).getType());
      op.removeActivationAttr();
      op.setClampAttr(getActivationClamp(*activation, type));
      ++numFolded;
    });
  }
};

} // namespace
