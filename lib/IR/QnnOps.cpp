//===- QnnOps.cpp - Ops of the qnn dialect ----------------------*- C++ -*-===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "mlir/IR/Builders.h"
#include "qnn/IR/Qnn.h"

using namespace mlir;
using namespace mlir::qnn;

#define GET_OP_CLASSES
#include "qnn/IR/QnnOps.cpp.inc"
