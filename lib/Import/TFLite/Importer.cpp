//===- Importer.cpp - TFLite models to the qnn dialect --------------------===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "qnn/Import/TFLite/Importer.h"
#include "ImporterDetail.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/IR/Verifier.h"
#include "qnn/IR/Qnn.h"
#include "qnn/Import/TFLite/Reader.h"

using namespace mlir;
using namespace mlir::qnn;
using namespace mlir::qnn::tflite;
using tflite::detail::ImportState;

//===----------------------------------------------------------------------===//
// Types
//===----------------------------------------------------------------------===//

/// How a quantized tensor of this type is stored; nullopt if the dialect has no
/// such storage.
static std::optional<Storage> getStorage(ElementType type) {
  switch (type) {
  case ElementType::Int4:
  case ElementType::Int8:
  case ElementType::Int16:
  case ElementType::Int32:
    return Storage::getFull(getStorageBits(type), /*isSigned=*/true);
  case ElementType::UInt8:
  case ElementType::UInt16:
    return Storage::getFull(getStorageBits(type), /*isSigned=*/false);
  default:
    return std::nullopt;
  }
}

FailureOr<Type> ImportState::getElementType(int32_t index) {
  const Tensor &tensor = model.tensors[index];
  if (tensor.type == ElementType::Float32)
    return Type(builder.getF32Type());
  std::optional<Storage> storage = getStorage(tensor.type);
  if (!storage || !tensor.quantization)
    return emitError(getLoc(index))
           << describe(index)
           << ": expected FLOAT32 or a quantized integer type of at most 32 "
              "bits, but got "
           << getName(tensor.type) << (storage ? " without scales" : "");

  const Quantization &quantization = *tensor.quantization;
  if (!quantization.axis)
    return Type(PerTensorType::get(*storage, builder.getF32Type(),
                                   quantization.scales[0],
                                   quantization.zeroPoints[0]));
  SmallVector<double> scales(quantization.scales.begin(),
                             quantization.scales.end());
  SmallVector<int32_t> zeroPoints(quantization.zeroPoints.begin(),
                                  quantization.zeroPoints.end());
  return Type(PerAxisType::get(*storage, builder.getF32Type(),
                               *quantization.axis, scales, zeroPoints));
}

FailureOr<RankedTensorType> ImportState::getType(int32_t tensor) {
  FailureOr<Type> elementType = getElementType(tensor);
  if (failed(elementType))
    return failure();
  return RankedTensorType::get(model.tensors[tensor].shape, *elementType);
}

//===----------------------------------------------------------------------===//
// Values
//===----------------------------------------------------------------------===//

DenseElementsAttr ImportState::getElements(int32_t index,
                                           ShapedType type) const {
  const Tensor &tensor = model.tensors[index];
  if (tensor.type != ElementType::Int4) {
    static_assert(llvm::endianness::native == llvm::endianness::little,
                  "payloads are copied as they are");
    return DenseElementsAttr::getFromRawBuffer(
        type, {reinterpret_cast<const char *>(tensor.data.data()),
               tensor.data.size()});
  }
  SmallVector<APInt> elements;
  int64_t numElements = type.getNumElements();
  elements.reserve(numElements);
  for (int64_t i = 0; i < numElements; ++i)
    elements.emplace_back(/*numBits=*/4,
                          tensor.data[i / 2] >> (i % 2 * 4) & 0xF);
  return DenseElementsAttr::get(type, elements);
}

FailureOr<Value> ImportState::getValue(int32_t tensor) {
  Value &value = values[tensor];
  if (value)
    return value;
  assert(model.tensors[tensor].isConstant() && "used before its definition");
  FailureOr<RankedTensorType> type = getType(tensor);
  if (failed(type))
    return failure();
  DenseElementsAttr elements =
      getElements(tensor, cast<ShapedType>(getStorageTensorType(*type)));
  if (getQuantizedElementType(*type))
    value = qnn::ConstantOp::create(builder, getLoc(tensor), *type, elements);
  else
    value = arith::ConstantOp::create(builder, getLoc(tensor), elements);
  return value;
}

//===----------------------------------------------------------------------===//
// The function
//===----------------------------------------------------------------------===//

ImportState::ImportState(const Model &model, Flavour flavour,
                         StringRef fileName, MLIRContext *context)
    : model(model), flavour(flavour), builder(context),
      fileLoc(FileLineColLoc::get(context, fileName, 0, 0)),
      values(model.tensors.size()) {}

Location ImportState::getLoc(int32_t tensor) const {
  StringRef name = model.tensors[tensor].name;
  if (name.empty())
    return fileLoc;
  return NameLoc::get(StringAttr::get(fileLoc.getContext(), name), fileLoc);
}

static LogicalResult getTypes(ImportState &state, ArrayRef<int32_t> tensors,
                              SmallVectorImpl<Type> &types) {
  for (int32_t tensor : tensors) {
    FailureOr<RankedTensorType> type = state.getType(tensor);
    if (failed(type))
      return failure();
    types.push_back(*type);
  }
  return success();
}

static func::FuncOp createFunction(ImportState &state, TypeRange inputs,
                                   TypeRange outputs) {
  OpBuilder &builder = state.builder;
  auto function = func::FuncOp::create(
      builder, state.fileLoc, "main", builder.getFunctionType(inputs, outputs));
  auto getName = [&](int32_t tensor) {
    return builder.getStringAttr(state.model.tensors[tensor].name);
  };
  Block *body = function.addEntryBlock();
  for (auto [index, tensor] : llvm::enumerate(state.model.inputs)) {
    BlockArgument argument = body->getArgument(index);
    argument.setLoc(state.getLoc(tensor));
    state.setValue(tensor, argument);
    function.setArgAttr(index, "qnn.name", getName(tensor));
  }
  for (auto [index, tensor] : llvm::enumerate(state.model.outputs))
    function.setResultAttr(index, "qnn.name", getName(tensor));
  builder.setInsertionPointToEnd(body);
  return function;
}

static LogicalResult importBody(ImportState &state) {
  for (size_t i = 0, e = state.model.operators.size(); i < e; ++i)
    if (failed(tflite::detail::importOperator(state, i)))
      return failure();
  SmallVector<Value> outputs;
  for (int32_t tensor : state.model.outputs) {
    FailureOr<Value> output = state.getValue(tensor);
    if (failed(output))
      return failure();
    outputs.push_back(*output);
  }
  func::ReturnOp::create(state.builder, state.fileLoc, outputs);
  return success();
}

static OwningOpRef<ModuleOp> importGraph(ImportState &state) {
  OwningOpRef<ModuleOp> module = ModuleOp::create(state.fileLoc);
  state.builder.setInsertionPointToEnd(module->getBody());
  SmallVector<Type> inputs, outputs;
  if (failed(getTypes(state, state.model.inputs, inputs)) ||
      failed(getTypes(state, state.model.outputs, outputs)))
    return nullptr;
  createFunction(state, inputs, outputs);
  if (failed(importBody(state)))
    return nullptr;
  return module;
}

OwningOpRef<ModuleOp> tflite::importModel(llvm::MemoryBufferRef file,
                                          MLIRContext *context,
                                          const ImportOptions &options) {
  context->loadDialect<arith::ArithDialect, func::FuncDialect, QnnDialect>();
  StringRef fileName = file.getBufferIdentifier();
  llvm::Expected<Model> model =
      readModel({reinterpret_cast<const uint8_t *>(file.getBufferStart()),
                 file.getBufferSize()},
                options);
  if (!model) {
    emitError(FileLineColLoc::get(context, fileName, 0, 0))
        << llvm::toString(model.takeError());
    return nullptr;
  }
  ImportState state(*model, options.flavour, fileName, context);
  OwningOpRef<ModuleOp> module = importGraph(state);
  // What an operator demands has been checked with its name at hand; the
  // verifiers have the last word.
  if (!module || failed(verify(*module)))
    return nullptr;
  return module;
}
