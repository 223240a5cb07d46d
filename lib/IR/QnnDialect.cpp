//===- QnnDialect.cpp - The qnn dialect -------------------------*- C++ -*-===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/IR/Builders.h"
#include "mlir/IR/DialectImplementation.h"
#include "mlir/Interfaces/LoopLikeInterface.h"
#include "mlir/Transforms/InliningUtils.h"
#include "qnn/IR/Qnn.h"

using namespace mlir;
using namespace mlir::qnn;

#include "qnn/IR/QnnDialect.cpp.inc"
#include "qnn/IR/QnnOpInterfaces.cpp.inc"

namespace {

/// Prints each quantized type once per module, as an alias, instead of at each
/// use: `!qi8`, `!qu8_1`, and `!qi8_axis0` where parameters vary along axis 0.
struct QnnAsmInterface : public OpAsmDialectInterface {
  using OpAsmDialectInterface::OpAsmDialectInterface;

  AliasResult getAlias(Type type, raw_ostream &os) const override {
    auto quantized = dyn_cast<QuantizedTypeInterface>(type);
    if (!quantized)
      return AliasResult::NoAlias;
    Storage storage = quantized.getStorage();
    os << 'q' << (storage.isSigned ? 'i' : 'u') << storage.width;
    if (!quantized.isPerTensor())
      os << "_axis" << *quantized.getQuantizedAxis();
    return AliasResult::FinalAlias;
  }
};

/// Ops depend on their operands alone, so that each may be inlined anywhere.
struct QnnInlinerInterface : public DialectInlinerInterface {
  using DialectInlinerInterface::DialectInlinerInterface;

  bool isLegalToInline(Operation *, Region *, bool, IRMapping &) const final {
    return true;
  }
};

} // namespace

void QnnDialect::initialize() {
  registerAttributes();
  registerTypes();
  addOperations<
#define GET_OP_LIST
#include "qnn/IR/QnnOps.cpp.inc"
      >();
  addInterfaces<QnnAsmInterface, QnnInlinerInterface>();
}

Operation *QnnDialect::materializeConstant(OpBuilder &builder, Attribute value,
                                           Type type, Location loc) {
  if (auto quantized = dyn_cast<QuantizedElementsAttr>(value)) {
    DenseIntElementsAttr elements = quantized.getElements();
    if (!getQuantizedElementType(type) ||
        elements.getType() != getStorageTensorType(type))
      return nullptr;
    return ConstantOp::create(builder, loc, type, elements);
  }
  return arith::ConstantOp::materialize(builder, value, type, loc);
}

static LogicalResult verifyParallel(Operation *op, Attribute value) {
  if (!isa<LoopLikeOpInterface>(op)) // PL1
    return op->emitOpError("expected 'qnn.parallel' on a loop only");
  if (!isa<UnitAttr>(value)) // PL2
    return op->emitOpError("expected 'qnn.parallel' to be a unit, but got ")
           << value;
  return success();
}

LogicalResult QnnDialect::verifyOperationAttribute(Operation *op,
                                                   NamedAttribute attribute) {
  if (attribute.getName() == kParallelAttrName)
    return verifyParallel(op, attribute.getValue());
  if (attribute.getName() != kTargetAttrName)
    return success();
  if (!isa<ModuleOp>(op)) // TG1
    return op->emitOpError("expected 'qnn.target' on a module only");
  if (!isa<TargetAttr>(attribute.getValue())) // TG2
    return op->emitOpError(
               "expected 'qnn.target' to be a #qnn.target, but got ")
           << attribute.getValue();
  return success();
}

/// An attribute of an argument or result of `op`.
static LogicalResult verifyArgumentAttribute(Operation *op,
                                             NamedAttribute attribute) {
  if (attribute.getName() == "qnn.name" &&
      !isa<StringAttr>(attribute.getValue())) // NM1
    return op->emitOpError("expected 'qnn.name' to be a string, but got ")
           << attribute.getValue();
  return success();
}

LogicalResult QnnDialect::verifyRegionArgAttribute(Operation *op, unsigned,
                                                   unsigned,
                                                   NamedAttribute attribute) {
  return verifyArgumentAttribute(op, attribute);
}

LogicalResult
QnnDialect::verifyRegionResultAttribute(Operation *op, unsigned, unsigned,
                                        NamedAttribute attribute) {
  return verifyArgumentAttribute(op, attribute);
}

bool qnn::hasFeature(TargetAttr target, StringRef feature) {
  return llvm::any_of(llvm::split(target.getFeatures(), ','),
                      [&](StringRef name) {
                        return name.consume_front("+") && name == feature;
                      });
}

Type qnn::getF32TypeOfShape(Type type) {
  auto f32 = Float32Type::get(type.getContext());
  if (auto vector = dyn_cast<VectorType>(type))
    return vector.clone(f32);
  return f32;
}

QuantizedTypeInterface qnn::getQuantizedElementType(Type type) {
  auto shaped = dyn_cast<ShapedType>(type);
  return shaped ? dyn_cast<QuantizedTypeInterface>(shaped.getElementType())
                : QuantizedTypeInterface();
}

Type qnn::getStorageTensorType(Type type) {
  if (QuantizedTypeInterface quantized = getQuantizedElementType(type))
    return cast<ShapedType>(type).clone(quantized.getStorageType());
  return type;
}

DenseIntElementsAttr qnn::getConstantStorage(Value value) {
  auto op = value.getDefiningOp<ConstantOp>();
  return op ? cast<DenseIntElementsAttr>(op.getValue())
            : DenseIntElementsAttr();
}

std::optional<int64_t> qnn::findOutOfStorageRange(DenseIntElementsAttr elements,
                                                  const Storage &storage) {
  // Nothing to look at where every pattern of bits is in range.
  if (storage.isFull())
    return std::nullopt;
  for (auto [index, bits] : llvm::enumerate(elements.getValues<APInt>()))
    if (!storage.contains(readInteger(bits, storage.isSigned)))
      return index;
  return std::nullopt;
}

LogicalResult qnn::detail::verifyQuantizedTensors(Operation *op) {
  auto verify = [op](Type type, StringRef kind,
                     unsigned index) -> LogicalResult {
    QuantizedTypeInterface quantized = getQuantizedElementType(type);
    if (!quantized || quantized.isPerTensor())
      return success();
    auto shaped = cast<ShapedType>(type);
    int64_t axis = *quantized.getQuantizedAxis();
    if (axis >= shaped.getRank()) // QT1
      return op->emitOpError("expected ")
             << kind << " #" << index << " to have axis " << axis
             << " of its per-axis type, but got rank " << shaped.getRank();
    if (shaped.getDimSize(axis) != quantized.getNumChannels()) // QT2
      return op->emitOpError("expected ")
             << kind << " #" << index << " to have "
             << quantized.getNumChannels() << " elements along axis " << axis
             << ", one per scale, but got " << shaped.getDimSize(axis);
    return success();
  };
  for (auto [index, type] : llvm::enumerate(op->getOperandTypes()))
    if (failed(verify(type, "operand", index)))
      return failure();
  for (auto [index, type] : llvm::enumerate(op->getResultTypes()))
    if (failed(verify(type, "result", index)))
      return failure();
  return success();
}
