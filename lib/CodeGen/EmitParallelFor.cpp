//===- EmitParallelFor.cpp - Tasks for the caller's threads ---------------===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "mlir/IR/SymbolTable.h"
#include "qnn/CodeGen/Invoke.h"
#include "qnn/CodeGen/Passes.h"

namespace mlir::qnn {
#define GEN_PASS_DEF_QNNEMITPARALLELFOR
#include "qnn/CodeGen/Passes.h.inc"
} // namespace mlir::qnn

using namespace mlir;
using namespace mlir::qnn;

/// The function that `tasks` calls for each task: it takes the same, and a
/// number.
static FailureOr<LLVM::LLVMFuncOp> getTask(LLVM::LLVMFuncOp tasks,
                                           const SymbolTable &symbols) {
  auto name = tasks->getAttrOfType<FlatSymbolRefAttr>(kTaskAttrName);
  auto task = name ? symbols.lookup<LLVM::LLVMFuncOp>(name.getValue())
                   : LLVM::LLVMFuncOp();
  auto numTasks = tasks->getAttrOfType<IntegerAttr>(kNumTasksAttrName);
  SmallVector<Type> types(tasks.getArgumentTypes());
  types.push_back(IntegerType::get(tasks.getContext(), 64));
  auto type = LLVM::LLVMFunctionType::get(
      LLVM::LLVMVoidType::get(tasks.getContext()), types);
  if (tasks.isExternal() || !task || !numTasks ||
      task.getFunctionType() != type)
    return tasks.emitOpError("expected a definition with '")
           << kNumTasksAttrName << "', an integer, and '" << kTaskAttrName
           << "', a function of type " << type;
  return task;
}

/// `functions`, and all functions of `module` that call one of them, directly
/// or not.
static llvm::SetVector<Operation *>
getCallers(ModuleOp module, ArrayRef<Operation *> functions) {
  llvm::StringMap<SmallVector<Operation *>> callers;
  module.walk([&](LLVM::CallOp call) {
    if (std::optional<StringRef> callee = call.getCallee())
      callers[*callee].push_back(call->getParentOfType<LLVM::LLVMFuncOp>());
  });
  llvm::SetVector<Operation *> closure(functions.begin(), functions.end());
  for (size_t i = 0; i < closure.size(); ++i)
    closure.insert_range(callers[cast<LLVM::LLVMFuncOp>(closure[i]).getName()]);
  return closure;
}

/// Gives each of `functions` a last argument, which calls among them hand on.
static void addArgument(ModuleOp module,
                        const llvm::SetVector<Operation *> &functions) {
  MLIRContext *context = module.getContext();
  auto pointer = LLVM::LLVMPointerType::get(context);
  for (Operation *op : functions) {
    auto function = cast<LLVM::LLVMFuncOp>(op);
    // Upstream's `insertArgument` refuses functions that return nothing.
    LLVM::LLVMFunctionType type = function.getFunctionType();
    SmallVector<Type> types(type.getParams());
    types.push_back(pointer);
    SmallVector<DictionaryAttr> attributes;
    function.getAllArgAttrs(attributes);
    attributes.push_back(DictionaryAttr::get(context));
    function.setFunctionType(
        LLVM::LLVMFunctionType::get(type.getReturnType(), types));
    function.setAllArgAttrs(attributes);
    if (!function.isExternal())
      function.getBody().addArgument(pointer, function.getLoc());
  }
  SymbolTable symbols(module);
  module.walk([&](LLVM::CallOp call) {
    std::optional<StringRef> callee = call.getCallee();
    if (!callee || !functions.contains(symbols.lookup(*callee)))
      return;
    auto caller = call->getParentOfType<LLVM::LLVMFuncOp>();
    call.getCalleeOperandsMutable().append(caller.getArguments().back());
  });
}

namespace {

/// Emits what lets the caller run the tasks of a function.
class ParallelForEmitter {
public:
  ParallelForEmitter(LLVM::LLVMFuncOp tasks, LLVM::LLVMFuncOp task)
      : tasks(tasks), task(task), loc(tasks.getLoc()),
        builder(tasks.getContext()), types(task.getArgumentTypes().drop_back()),
        context(LLVM::LLVMStructType::getLiteral(tasks.getContext(), types)) {}

  /// A function that takes a pointer to the arguments of a task, and its
  /// number.
  LLVM::LLVMFuncOp emitEntry(SymbolTable &symbols);

  /// Has `tasks`, if its last argument is not null, call that with `entry`.
  void emitCall(LLVM::LLVMFuncOp entry);

private:
  Value getMember(Type structure, Value address, int32_t member) {
    return LLVM::GEPOp::create(builder, loc, pointer, structure, address,
                               ArrayRef<LLVM::GEPArg>{0, member});
  }
  Value constant(int64_t value) {
    return LLVM::ConstantOp::create(builder, loc, i64, value);
  }

  LLVM::LLVMFuncOp tasks, task;
  Location loc;
  OpBuilder builder;
  SmallVector<Type> types;
  Type context;
  Type i64 = builder.getI64Type();
  Type pointer = LLVM::LLVMPointerType::get(builder.getContext());
};

} // namespace

LLVM::LLVMFuncOp ParallelForEmitter::emitEntry(SymbolTable &symbols) {
  auto type = LLVM::LLVMFunctionType::get(
      LLVM::LLVMVoidType::get(builder.getContext()), {pointer, i64});
  builder.setInsertionPointAfter(task);
  auto entry =
      LLVM::LLVMFuncOp::create(builder, loc, (task.getName() + "_entry").str(),
                               type, LLVM::Linkage::Internal);
  symbols.insert(entry);
  entry.setTargetFeaturesAttr(task.getTargetFeaturesAttr());
  builder.setInsertionPointToStart(entry.addEntryBlock(builder));
  SmallVector<Value> arguments;
  for (auto [i, type] : llvm::enumerate(types)) {
    Value address = getMember(context, entry.getArgument(0), i);
    arguments.push_back(LLVM::LoadOp::create(builder, loc, type, address));
  }
  arguments.push_back(entry.getArgument(1));
  LLVM::CallOp::create(builder, loc, task, arguments);
  LLVM::ReturnOp::create(builder, loc, ValueRange());
  return entry;
}

void ParallelForEmitter::emitCall(LLVM::LLVMFuncOp entry) {
  Block *first = &tasks.getBody().front();
  Block *serial = first->splitBlock(first->begin());
  Block *parallel = builder.createBlock(serial);
  Value parallelFor = tasks.getArguments().back();

  builder.setInsertionPointToEnd(first);
  Value null = LLVM::ZeroOp::create(builder, loc, pointer);
  Value isSerial = LLVM::ICmpOp::create(builder, loc, LLVM::ICmpPredicate::eq,
                                        parallelFor, null);
  LLVM::CondBrOp::create(builder, loc, isSerial, serial, parallel);

  builder.setInsertionPointToEnd(parallel);
  Value one = constant(1);
  Value arguments = LLVM::AllocaOp::create(builder, loc, pointer, context, one);
  for (auto [i, argument] : llvm::enumerate(tasks.getArguments().drop_back())) {
    Value address = getMember(context, arguments, i);
    LLVM::StoreOp::create(builder, loc, argument, address);
  }
  // As QnnParallelFor in headers.
  auto structure = LLVM::LLVMStructType::getLiteral(builder.getContext(),
                                                    {pointer, pointer});
  Value run = LLVM::LoadOp::create(builder, loc, pointer,
                                   getMember(structure, parallelFor, 0));
  Value self = LLVM::LoadOp::create(builder, loc, pointer,
                                    getMember(structure, parallelFor, 1));
  Value function = LLVM::AddressOfOp::create(builder, loc, entry);
  Value numTasks =
      constant(tasks->getAttrOfType<IntegerAttr>(kNumTasksAttrName).getInt());
  auto type =
      LLVM::LLVMFunctionType::get(LLVM::LLVMVoidType::get(builder.getContext()),
                                  {pointer, pointer, pointer, i64});
  LLVM::CallOp::create(builder, loc, type,
                       ValueRange{run, self, function, arguments, numTasks});
  LLVM::ReturnOp::create(builder, loc, ValueRange());
}

namespace {

struct EmitParallelFor
    : public qnn::impl::QnnEmitParallelForBase<EmitParallelFor> {
  void runOnOperation() override {
    ModuleOp module = getOperation();
    SymbolTable symbols(module);
    SmallVector<std::pair<LLVM::LLVMFuncOp, LLVM::LLVMFuncOp>> pairs;
    SmallVector<Operation *> users;
    for (auto function : module.getOps<LLVM::LLVMFuncOp>()) {
      if (function->hasAttr(kTaskAttrName)) {
        FailureOr<LLVM::LLVMFuncOp> task = getTask(function, symbols);
        if (failed(task))
          return signalPassFailure();
        pairs.emplace_back(function, *task);
        users.push_back(function);
      } else if (function->hasAttr(kArenaSizeAttrName)) {
        users.push_back(function);
      }
    }
    addArgument(module, getCallers(module, users));
    for (auto [tasks, task] : pairs) {
      ParallelForEmitter emitter(tasks, task);
      emitter.emitCall(emitter.emitEntry(symbols));
      tasks->removeAttr(kTaskAttrName);
      tasks->removeAttr(kNumTasksAttrName);
    }
  }
};

} // namespace
