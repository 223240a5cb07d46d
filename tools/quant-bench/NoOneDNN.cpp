//===- NoOneDNN.cpp - In a build without oneDNN ---------------------------===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "OneDNN.h"

using namespace mlir::qnn;

std::string mlir::qnn::getOneDNNVersion() { return ""; }

std::optional<int> mlir::qnn::getOneDNNISA(TargetAttr target) {
  return std::nullopt;
}

bool mlir::qnn::limitOneDNN(int isa) { return false; }

std::optional<OneDNNCase> mlir::qnn::prepareOneDNN(const Case &benchmarkCase,
                                                   Weights weights) {
  return std::nullopt;
}
