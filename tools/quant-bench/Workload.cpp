//===- Workload.cpp - Functions to measure --------------------------------===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Workload.h"

#include "common/Model.h"
#include "common/RandomInputs.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/IR/Builders.h"
#include "mlir/IR/IRMapping.h"
#include "mlir/IR/Matchers.h"
#include "qnn/IR/Qnn.h"
#include "llvm/Support/SourceMgr.h"

using namespace mlir;
using namespace mlir::qnn;
using Kind = Case::Kind;

static constexpr llvm::StringLiteral kEntryName = "main";

namespace {

/// Builds the function of a case.
class CaseBuilder {
public:
  CaseBuilder(const Case &benchmarkCase, const CaseData &data, ModuleOp module)
      : benchmarkCase(benchmarkCase), data(data), module(module),
        builder(module.getBodyRegion()), loc(module.getLoc()) {}

  func::FuncOp build();

private:
  Type getQuantized(double scale, int64_t zeroPoint) {
    return PerTensorType::get(Storage::getFull(8, /*isSigned=*/true),
                              builder.getF32Type(), scale, zeroPoint);
  }
  /// The tensor type of inputs, or outputs, with `elementType`.
  RankedTensorType getInputType(Type elementType);
  RankedTensorType getOutputType(Type elementType);

  SmallVector<Type> getArgumentTypes();
  Type getResultType();
  /// `%weights` and `%bias` of a contraction.
  Value createWeights();
  Value createBias();
  Value createOp(ValueRange arguments);

  const Case &benchmarkCase;
  const CaseData &data;
  ModuleOp module;
  OpBuilder builder;
  Location loc;
};

} // namespace

RankedTensorType CaseBuilder::getInputType(Type elementType) {
  const Case &c = benchmarkCase;
  if (c.kind == Kind::Conv || c.kind == Kind::DepthwiseConv)
    return RankedTensorType::get({1, c.height, c.width, c.channels},
                                 elementType);
  return RankedTensorType::get({c.width, c.channels}, elementType);
}

RankedTensorType CaseBuilder::getOutputType(Type elementType) {
  const Case &c = benchmarkCase;
  if (c.kind == Kind::Conv || c.kind == Kind::DepthwiseConv)
    return RankedTensorType::get(
        {1, c.getOutputHeight(), c.getOutputWidth(), c.outputs}, elementType);
  return RankedTensorType::get({c.width, c.outputs}, elementType);
}

SmallVector<Type> CaseBuilder::getArgumentTypes() {
  switch (benchmarkCase.kind) {
  case Kind::Add:
    return {getInputType(getQuantized(kLhsScale, 0)),
            getInputType(getQuantized(kRhsScale, 0))};
  case Kind::Quantize:
    return {getInputType(builder.getF32Type())};
  case Kind::Dequantize:
    return {getInputType(getQuantized(kElementScale, kElementZeroPoint))};
  default:
    return {getInputType(getQuantized(kInputScale, kInputZeroPoint))};
  }
}

Type CaseBuilder::getResultType() {
  switch (benchmarkCase.kind) {
  case Kind::Add:
    return getOutputType(getQuantized(kSumScale, 0));
  case Kind::Quantize:
    return getOutputType(getQuantized(kElementScale, kElementZeroPoint));
  case Kind::Dequantize:
    return getOutputType(builder.getF32Type());
  default:
    return getOutputType(getQuantized(kOutputScale, kOutputZeroPoint));
  }
}

Value CaseBuilder::createWeights() {
  const Case &c = benchmarkCase;
  SmallVector<int64_t> shape = {c.outputs, c.getNumProducts()};
  if (c.kind != Kind::FullyConnected)
    shape = {c.outputs, c.kernel, c.kernel,
             c.getNumProducts() / (c.kernel * c.kernel)};
  auto storage =
      DenseElementsAttr::get(RankedTensorType::get(shape, builder.getI8Type()),
                             ArrayRef(data.weights));
  SmallVector<int32_t> zeroPoints(c.outputs, 0);
  Type elementType = PerAxisType::get(Storage{8, /*isSigned=*/true, -127, 127},
                                      builder.getF32Type(), /*axis=*/0,
                                      data.weightScales, zeroPoints);
  return ConstantOp::create(builder, loc,
                            RankedTensorType::get(shape, elementType), storage);
}

Value CaseBuilder::createBias() {
  auto type =
      RankedTensorType::get(benchmarkCase.outputs, builder.getI32Type());
  return arith::ConstantOp::create(
      builder, loc, DenseElementsAttr::get(type, ArrayRef(data.bias)));
}

Value CaseBuilder::createOp(ValueRange arguments) {
  const Case &c = benchmarkCase;
  Type type = getResultType();
  switch (c.kind) {
  case Kind::FullyConnected: {
    Value weights = createWeights();
    return FullyConnectedOp::create(
        builder, loc, type, arguments[0], weights, createBias(),
        /*activation=*/nullptr, /*clamp=*/nullptr, /*rounding=*/nullptr,
        /*f32_accumulator_scale=*/false);
  }
  case Kind::Conv:
  case Kind::DepthwiseConv: {
    Value weights = createWeights();
    SmallVector<int64_t> strides(2, c.stride), dilations(2, 1),
        padding(4, c.padding);
    return Conv2DOp::create(builder, loc, type, arguments[0], weights,
                            createBias(), strides, dilations, padding,
                            /*activation=*/nullptr, /*clamp=*/nullptr,
                            /*rounding=*/nullptr,
                            /*f32_accumulator_scale=*/false);
  }
  case Kind::Add:
    return AddOp::create(builder, loc, type, arguments[0], arguments[1],
                         /*activation=*/nullptr, /*clamp=*/nullptr,
                         /*rounding=*/nullptr, /*f32_scales=*/false);
  case Kind::Quantize:
    return QuantizeOp::create(builder, loc, type, arguments[0],
                              FloatRounding::HalfEven);
  case Kind::Dequantize:
    return DequantizeOp::create(builder, loc, type, arguments[0]);
  }
  llvm_unreachable("covered switch");
}

func::FuncOp CaseBuilder::build() {
  auto function = func::FuncOp::create(
      builder, loc, kEntryName,
      builder.getFunctionType(getArgumentTypes(), getResultType()));
  builder.setInsertionPointToStart(function.addEntryBlock());
  func::ReturnOp::create(builder, loc, createOp(function.getArguments()));
  return function;
}

template <typename T>
static reference::Tensor makeTensor(Type type, ArrayRef<T> elements) {
  return reference::fromBytes(
      cast<RankedTensorType>(type),
      ArrayRef(reinterpret_cast<const char *>(elements.data()),
               elements.size() * sizeof(T)));
}

Workload qnn::makeWorkload(const Case &benchmarkCase, Weights weights,
                           MLIRContext *context) {
  Workload workload;
  workload.name = benchmarkCase.name.str();
  workload.benchmarkCase = &benchmarkCase;
  workload.weights = weights;
  workload.module = ModuleOp::create(UnknownLoc::get(context), workload.name);
  CaseData data = makeData(benchmarkCase, weights);
  workload.entry = CaseBuilder(benchmarkCase, data, *workload.module).build();
  TypeRange types = workload.entry.getArgumentTypes();
  for (auto [type, input] : llvm::zip(types, data.inputs))
    workload.inputs.push_back(makeTensor(type, ArrayRef(input)));
  if (!data.reals.empty())
    workload.inputs.push_back(makeTensor(types[0], ArrayRef(data.reals)));
  return workload;
}

FailureOr<Workload> qnn::loadWorkload(StringRef path,
                                      const tflite::ImportOptions &options,
                                      MLIRContext *context) {
  llvm::SourceMgr sourceMgr;
  SourceMgrDiagnosticHandler diagnostics(sourceMgr, context);
  Workload workload;
  workload.name = path.str();
  workload.module = loadModel(path, options, sourceMgr, context);
  if (!workload.module)
    return failure();
  workload.entry = findEntry(*workload.module, /*name=*/"");
  if (!workload.entry)
    return failure();
  isolateEntry(workload.entry);
  workload.inputs = getRandomInputs(workload.entry.getArgumentTypes());
  return workload;
}

/// A function of `op` and the constants among its operands.
static Workload extract(Operation *op) {
  Workload workload;
  workload.name = op->getName().getStringRef().str();
  Location loc = op->getLoc();
  workload.module = ModuleOp::create(loc);
  OpBuilder builder(workload.module->getBodyRegion());
  SmallVector<Type> argumentTypes;
  for (Value operand : op->getOperands())
    if (!matchPattern(operand, m_Constant()))
      argumentTypes.push_back(operand.getType());
  workload.entry = func::FuncOp::create(
      builder, loc, kEntryName,
      builder.getFunctionType(argumentTypes, op->getResultTypes()));
  builder.setInsertionPointToStart(workload.entry.addEntryBlock());
  IRMapping mapping;
  auto argument = workload.entry.getArguments().begin();
  for (Value operand : op->getOperands()) {
    if (matchPattern(operand, m_Constant()))
      builder.clone(*operand.getDefiningOp(), mapping);
    else
      mapping.map(operand, *argument++);
  }
  func::ReturnOp::create(builder, loc,
                         builder.clone(*op, mapping)->getResults());
  workload.inputs = getRandomInputs(argumentTypes);
  return workload;
}

std::vector<Workload> qnn::extractContractions(const Workload &model) {
  std::vector<Workload> contractions;
  for (Operation &op : func::FuncOp(model.entry).getOps())
    if (isa<FullyConnectedOp, Conv2DOp, TransposeConv2DOp>(op) &&
        matchPattern(op.getOperand(1), m_Constant()))
      contractions.push_back(extract(&op));
  return contractions;
}
