//===- QnnBase.td - Base classes and traits of qnn ops -----*- tablegen -*-===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef QNN_IR_QNNBASE_TD
#define QNN_IR_QNNBASE_TD

include "mlir/Interfaces/SideEffectInterfaces.td"
include "mlir/IR/OpBase.td"
include "qnn/IR/QnnDialect.td"
include "qnn/IR/QnnInterfaces.td"

class Qnn_Op<string mnemonic, list<Trait> traits = []>
    : Op<Qnn_Dialect, mnemonic, traits>;

// (QT1) and (QT2) of the dialect's description.
def Qnn_ValidQuantizedTensors : NativeOpTrait<"ValidQuantizedTensors"> {
  let cppNamespace = "::mlir::qnn";
}

// An op of the quantized tier.
class Qnn_QuantizedOp<string mnemonic, list<Trait> traits = []>
    : Qnn_Op<mnemonic, traits # [Pure, Qnn_ValidQuantizedTensors]>;

#endif // QNN_IR_QNNBASE_TD
