//===- AssignRounding.cpp - Decide open rounding modes ----------*- C++ -*-===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "qnn/Transforms/Passes.h"

namespace mlir::qnn {
#define GEN_PASS_DEF_QNNASSIGNROUNDING
#include "qnn/Transforms/Passes.h.inc"
} // namespace mlir::qnn

using namespace mlir;
using namespace mlir::qnn;

namespace {

struct AssignRounding
    : public qnn::impl::QnnAssignRoundingBase<AssignRounding> {
  using QnnAssignRoundingBase::QnnAssignRoundingBase;

  void runOnOperation() override {
    getOperation()->walk([&](RoundingOpInterface op) {
      if (op.getRounding())
        return;
      op.setRounding(mode);
      ++numAssigned;
    });
  }
};

} // namespace
