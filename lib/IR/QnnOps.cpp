//===- QnnOps.cpp - Ops of the qnn dialect ----------------------*- C++ -*-===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "mlir/IR/Builders.h"
#include "mlir/IR/DialectImplementation.h"
#include "qnn/IR/Qnn.h"

using namespace mlir;
using namespace mlir::qnn;

/// An enum attribute as a bare keyword: `double_round`, where by itself it is
/// `#qnn.rounding_mode<double_round>`.
template <typename EnumAttrTy>
static ParseResult parseKeyword(OpAsmParser &parser, EnumAttrTy &attr) {
  auto value = FieldParser<decltype(attr.getValue())>::parse(parser);
  if (failed(value))
    return failure();
  attr = EnumAttrTy::get(parser.getContext(), *value);
  return success();
}

template <typename EnumAttrTy>
static void printKeyword(OpAsmPrinter &printer, Operation *, EnumAttrTy attr) {
  printer << attr.getValue();
}

#define GET_OP_CLASSES
#include "qnn/IR/QnnOps.cpp.inc"
