//===- Qnn.h - The qnn dialect ----------------------------------*- C++ -*-===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef QNN_IR_QNN_H
#define QNN_IR_QNN_H

#include "mlir/Bytecode/BytecodeOpInterface.h"
#include "mlir/Dialect/Bufferization/IR/BufferizableOpInterface.h"
#include "mlir/IR/BuiltinAttributes.h"
#include "mlir/IR/BuiltinTypes.h"
#include "mlir/IR/Dialect.h"
#include "mlir/IR/OpDefinition.h"
#include "mlir/IR/OpImplementation.h"
#include "mlir/Interfaces/ControlFlowInterfaces.h"
#include "mlir/Interfaces/InferTypeOpInterface.h"
#include "mlir/Interfaces/SideEffectInterfaces.h"
#include "mlir/Interfaces/VectorInterfaces.h"
#include "qnn/IR/Storage.h"

#include "qnn/IR/QnnDialect.h.inc"

#include "qnn/IR/QnnEnums.h.inc"

#include "qnn/IR/QnnTypeInterfaces.h.inc"

#define GET_ATTRDEF_CLASSES
#include "qnn/IR/QnnAttrs.h.inc"

#define GET_TYPEDEF_CLASSES
#include "qnn/IR/QnnTypes.h.inc"

#include "qnn/IR/QnnOpInterfaces.h.inc"

namespace mlir::qnn {

/// Attribute of loops whose iterations may run in any order; see the dialect's
/// description.
inline constexpr llvm::StringLiteral kParallelAttrName = "qnn.parallel";

/// Name of the module attribute that holds the TargetAttr.
inline constexpr llvm::StringLiteral kTargetAttrName = "qnn.target";

/// True if `target` has LLVM feature `feature`, such as "avx2".
bool hasFeature(TargetAttr target, StringRef feature);

/// f32, or vectors of it, where `type` is i32, or vectors of that.
Type getF32TypeOfShape(Type type);

namespace detail {
LogicalResult verifyQuantizedTensors(Operation *op);
} // namespace detail

/// Trait: every operand and result quantized per axis has that axis, with as
/// many elements as there are scales.
template <typename ConcreteType>
class ValidQuantizedTensors
    : public OpTrait::TraitBase<ConcreteType, ValidQuantizedTensors> {
public:
  static LogicalResult verifyTrait(Operation *op) {
    return detail::verifyQuantizedTensors(op);
  }
};

/// The quantized element type of a tensor; null if it has none.
QuantizedTypeInterface getQuantizedElementType(Type type);

/// `type` with its quantized element type replaced by the signless storage
/// type; `type` itself if it is not a tensor of quantized elements.
Type getStorageTensorType(Type type);

/// The storage integers of a `qnn.constant`; null if `value` is anything else.
/// (`m_Constant` binds no elements: see `QuantizedElementsAttr`.)
DenseIntElementsAttr getConstantStorage(Value value);

/// `bits` as a number, read as signed or unsigned.
inline int64_t readInteger(const APInt &bits, bool isSigned) {
  return isSigned ? bits.getSExtValue() : int64_t(bits.getZExtValue());
}

/// The row-major index of the first of `elements` outside of the range of
/// `storage`, if any.
std::optional<int64_t> findOutOfStorageRange(DenseIntElementsAttr elements,
                                             const Storage &storage);

} // namespace mlir::qnn

#define GET_OP_CLASSES
#include "qnn/IR/QnnOps.h.inc"

#endif // QNN_IR_QNN_H
