//===- QnnDialect.td - The qnn dialect ---------------------*- tablegen -*-===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef QNN_IR_QNNDIALECT_TD
#define QNN_IR_QNNDIALECT_TD

include "mlir/IR/OpBase.td"

def Qnn_Dialect : Dialect {
  let name = "qnn";
  let cppNamespace = "::mlir::qnn";
  let summary = "Quantized neural networks, exact to the bit";
  let description = [{
    Quantized inference in two tiers on tensors.

    *Quantized tier*: ops on tensors whose element type carries scale and zero
    point; an element `q` means the real number `scale * (q - zero_point)`.
    Every op defines its result as integers, so that two implementations cannot
    both be right and differ.

    *Integer tier*: ops on plain integer tensors: contractions without an input
    zero point (`qnn.dot`), and `qnn.rescale` with an integer multiplier, a
    shift and a named rounding mode.

    All integer arithmetic of the integer tier is modulo 2^32 unless an op says
    otherwise; accumulators are i32.

    Constraints on every quantized tensor that an op takes or gives:
    1. (QT1) It has the axis of its type, if that is per axis.
    2. (QT2) Along that axis it has one element per scale.
    3. (QT3) Its shape is static.

    Importers give arguments and results of functions the attribute `qnn.name`,
    what the model calls them. Any bytes can be in it; it need not be unique.

    The iterations of a loop with the attribute `qnn.parallel` may run in any order,
    or at the same time: none reads or writes an element that another one writes.

    Constraints:
    1. (NM1) `qnn.name` of an argument or result is a string.
    2. (PL1) `qnn.parallel` is an attribute of a loop.
    3. (PL2) `qnn.parallel` is a unit.
  }];
  let dependentDialects = ["::mlir::arith::ArithDialect"];
  let useDefaultTypePrinterParser = 1;
  let useDefaultAttributePrinterParser = 1;
  let hasConstantMaterializer = 1;
  let hasOperationAttrVerify = 1;
  let hasRegionArgAttrVerify = 1;
  let hasRegionResultAttrVerify = 1;
  let extraClassDeclaration = [{
    void registerAttributes();
    void registerTypes();
  }];
}

#endif // QNN_IR_QNNDIALECT_TD
