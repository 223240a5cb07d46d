//===- EmitDispatch.cpp - Choose among the code for several targets -------===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "CachedFunction.h"
#include "mlir/IR/AttrTypeSubElements.h"
#include "qnn/CodeGen/FeatureTests.h"
#include "qnn/CodeGen/Invoke.h"
#include "qnn/CodeGen/Passes.h"
#include "qnn/CodeGen/Target.h"
#include "llvm/TargetParser/SubtargetFeature.h"
#include "llvm/TargetParser/Triple.h"

namespace mlir::qnn {
#define GEN_PASS_DEF_QNNEMITDISPATCH
#include "qnn/CodeGen/Passes.h.inc"
} // namespace mlir::qnn

using namespace mlir;
using namespace mlir::qnn;

/// What remembers the choice: 0 at first, then 1 for the first target and so
/// on, and a greater number than any target's where the CPU supports none.
static constexpr StringLiteral kChoiceName("qnn.choice");

/// Functions that choose: every time, and the first time.
static constexpr StringLiteral kDetectName("qnn.detect");
static constexpr StringLiteral kChooseName("qnn.choose");

/// Begin of the symbols that hold the names of the targets.
static constexpr StringLiteral kTargetNameName("qnn.target_name");

namespace {

/// The code for one target.
struct Variant {
  ModuleOp module;
  TargetAttr target;
  /// The functions that are entry points, in order.
  SmallVector<LLVM::LLVMFuncOp> entries;

  explicit Variant(ModuleOp module)
      : module(module), target(getTargetOf(module)) {
    for (auto function : module.getOps<LLVM::LLVMFuncOp>())
      if (function->hasAttr(kArenaSizeAttrName))
        entries.push_back(function);
  }

  int64_t getArenaSize(unsigned entry) const {
    return entries[entry]
        ->getAttrOfType<IntegerAttr>(kArenaSizeAttrName)
        .getInt();
  }

  /// What a symbol of the variant is called beside the other variants.
  std::string getSymbol(StringRef name) const {
    return (name + "." + target.getName()).str();
  }
};

/// Emits functions behind each other into a module.
class DispatchEmitter {
public:
  DispatchEmitter(ModuleOp module, ArrayRef<Variant> variants)
      : module(module), variants(variants), loc(module.getLoc()),
        builder(OpBuilder::atBlockBegin(module.getBody())) {}

  /// Emits what all entry points share: the function that returns the choice,
  /// as for `triple`, and the names of the targets.
  LogicalResult emitChoice(const llvm::Triple &triple);

  /// Emits the entry point with this index.
  void emitInvoke(unsigned index);

  /// Emits the function that names the choice, for the same entry point.
  void emitTargetName(unsigned index);

private:
  LLVM::LLVMFuncOp createFunction(StringRef name, Type result,
                                  ArrayRef<Type> arguments,
                                  LLVM::Linkage linkage);
  LogicalResult emitDetect(const llvm::Triple &triple);
  FailureOr<Value> emitTest(FeatureTests &tests, TargetAttr target);
  void emitChoose();
  void emitTargetNames();
  void emitSwitch(LLVM::LLVMFuncOp function,
                  function_ref<Value(const Variant &)> emitCase,
                  function_ref<Value()> emitNone);

  Value constant(Type type, int64_t value) {
    return LLVM::ConstantOp::create(builder, loc, type, value);
  }

  ModuleOp module;
  ArrayRef<Variant> variants;
  Location loc;
  OpBuilder builder;
  Type i32 = builder.getI32Type();
  Type pointer = LLVM::LLVMPointerType::get(builder.getContext());
};

} // namespace

LLVM::LLVMFuncOp DispatchEmitter::createFunction(StringRef name, Type result,
                                                 ArrayRef<Type> arguments,
                                                 LLVM::Linkage linkage) {
  auto type = LLVM::LLVMFunctionType::get(result, arguments);
  builder.setInsertionPointToEnd(module.getBody());
  auto function = LLVM::LLVMFuncOp::create(builder, loc, name, type, linkage);
  builder.setInsertionPointToStart(function.addEntryBlock(builder));
  return function;
}

/// True if the CPU supports all features of `target`.
FailureOr<Value> DispatchEmitter::emitTest(FeatureTests &tests,
                                           TargetAttr target) {
  Value supported;
  llvm::SubtargetFeatures features(target.getFeatures());
  for (StringRef feature : features.getFeatures()) {
    feature = llvm::SubtargetFeatures::StripFlag(feature);
    Value test = tests(feature);
    if (!test)
      return module.emitError("expected features that code can ask the CPU "
                              "for, but got '")
             << feature << "' of target " << target.getName();
    supported =
        supported ? LLVM::AndOp::create(builder, loc, supported, test) : test;
  }
  return supported ? supported : constant(builder.getI1Type(), 1);
}

/// Emits the function that returns the choice.
LogicalResult DispatchEmitter::emitDetect(const llvm::Triple &triple) {
  auto function = createFunction(kDetectName, i32, {}, LLVM::Linkage::Internal);
  // It runs once.
  function.setNoInline(true);
  FeatureTests tests = triple.isAArch64()
                           ? emitAArch64FeatureTests(builder, loc)
                           : emitX86FeatureTests(builder, loc);
  Value choice = constant(i32, variants.size() + 1);
  for (auto [index, variant] : llvm::enumerate(variants)) {
    FailureOr<Value> supported = emitTest(tests, variant.target);
    if (failed(supported))
      return failure();
    Value number = constant(i32, index + 1);
    choice = LLVM::SelectOp::create(builder, loc, *supported, number, choice);
  }
  LLVM::ReturnOp::create(builder, loc, choice);
  return success();
}

/// Emits the function that returns the choice, and asks the CPU only if nobody
/// has before.
void DispatchEmitter::emitChoose() {
  emitCachedFunction(module, kChooseName, kChoiceName,
                     [&](OpBuilder &builder) -> Value {
                       return LLVM::CallOp::create(builder, loc, i32,
                                                   kDetectName, ValueRange())
                           .getResult();
                     });
}

/// Emits the body of `function`, which returns for each choice what `emitCase`
/// emits.
void DispatchEmitter::emitSwitch(LLVM::LLVMFuncOp function,
                                 function_ref<Value(const Variant &)> emitCase,
                                 function_ref<Value()> emitNone) {
  Value choice =
      LLVM::CallOp::create(builder, loc, i32, kChooseName, ValueRange())
          .getResult();
  SmallVector<int32_t> numbers;
  SmallVector<Block *> cases;
  for (unsigned i = 0, e = variants.size(); i < e; ++i) {
    numbers.push_back(i + 1);
    cases.push_back(function.addBlock());
  }
  Block *none = function.addBlock();
  LLVM::SwitchOp::create(builder, loc, choice, none, ValueRange(), numbers,
                         cases, SmallVector<ValueRange>(cases.size()));
  for (auto [variant, block] : llvm::zip_equal(variants, cases)) {
    builder.setInsertionPointToEnd(block);
    LLVM::ReturnOp::create(builder, loc, emitCase(variant));
  }
  builder.setInsertionPointToEnd(none);
  LLVM::ReturnOp::create(builder, loc, emitNone());
}

void DispatchEmitter::emitInvoke(unsigned index) {
  LLVM::LLVMFuncOp first = variants.front().entries[index];
  auto function = createFunction(first.getName(), i32, first.getArgumentTypes(),
                                 LLVM::Linkage::External);
  int64_t arenaSize = 0;
  for (const Variant &variant : variants)
    arenaSize = std::max(arenaSize, variant.getArenaSize(index));
  function->setAttr(kArenaSizeAttrName, builder.getI64IntegerAttr(arenaSize));
  emitSwitch(
      function,
      [&](const Variant &variant) -> Value {
        return LLVM::CallOp::create(builder, loc, i32,
                                    variant.getSymbol(first.getName()),
                                    function.getArguments())
            .getResult();
      },
      [&] { return constant(i32, kUnsupportedCPU); });
}

void DispatchEmitter::emitTargetName(unsigned index) {
  LLVM::LLVMFuncOp first = variants.front().entries[index];
  StringRef name = first.getName();
  name.consume_back(kInvokeSuffix);
  auto function = createFunction((name + kTargetSuffix).str(), pointer, {},
                                 LLVM::Linkage::External);
  emitSwitch(
      function,
      [&](const Variant &variant) -> Value {
        return LLVM::AddressOfOp::create(builder, loc, pointer,
                                         variant.getSymbol(kTargetNameName));
      },
      [&]() -> Value { return LLVM::ZeroOp::create(builder, loc, pointer); });
}

void DispatchEmitter::emitTargetNames() {
  builder.setInsertionPointToEnd(module.getBody());
  for (const Variant &variant : variants) {
    std::string text = variant.target.getName().str();
    // With the zero at the end.
    StringRef bytes(text.c_str(), text.size() + 1);
    auto type = LLVM::LLVMArrayType::get(builder.getI8Type(), bytes.size());
    LLVM::GlobalOp::create(
        builder, loc, type, /*isConstant=*/true, LLVM::Linkage::Internal,
        variant.getSymbol(kTargetNameName), builder.getStringAttr(bytes));
  }
}

LogicalResult DispatchEmitter::emitChoice(const llvm::Triple &triple) {
  if (failed(emitDetect(triple)))
    return failure();
  emitChoose();
  emitTargetNames();
  return success();
}

static bool isDeclaration(Operation *op) {
  auto function = dyn_cast<LLVM::LLVMFuncOp>(op);
  return function && function.isExternal();
}

/// Gives all that `variant` defines names of its own, and makes it internal.
static void renameSymbols(const Variant &variant) {
  ModuleOp module = variant.module;
  DenseMap<StringAttr, StringAttr> names;
  for (auto symbol : module.getOps<SymbolOpInterface>())
    if (!isDeclaration(symbol))
      names[symbol.getNameAttr()] = StringAttr::get(
          symbol.getContext(), variant.getSymbol(symbol.getName()));
  AttrTypeReplacer replacer;
  replacer.addReplacement(
      [&](FlatSymbolRefAttr use) -> std::optional<Attribute> {
        StringAttr name = names.lookup(use.getAttr());
        if (!name)
          return std::nullopt;
        return FlatSymbolRefAttr::get(name);
      });
  replacer.recursivelyReplaceElementsIn(module);
  for (auto symbol : module.getOps<SymbolOpInterface>()) {
    StringAttr name = names.lookup(symbol.getNameAttr());
    if (!name)
      continue;
    symbol.setName(name);
    if (auto function = dyn_cast<LLVM::LLVMFuncOp>(*symbol)) {
      function.setLinkage(LLVM::Linkage::Internal);
      function->removeAttr(kArenaSizeAttrName);
    }
  }
}

/// Moves all of `module` to the module around it. What several modules declare
/// is declared once.
static void inlineModule(ModuleOp module) {
  auto parent = module->getParentOfType<ModuleOp>();
  for (Operation &op :
       llvm::make_early_inc_range(module.getBody()->getOperations())) {
    auto symbol = dyn_cast<SymbolOpInterface>(op);
    if (symbol && isDeclaration(symbol) &&
        parent.lookupSymbol(symbol.getName()))
      op.erase();
    else
      op.moveBefore(parent.getBody(), parent.getBody()->end());
  }
  module->erase();
}

/// Checks that all variants have the same entry points.
static LogicalResult verifyEntries(ArrayRef<Variant> variants) {
  auto getTypes = [](const Variant &variant) {
    return llvm::map_to_vector(variant.entries, [](LLVM::LLVMFuncOp entry) {
      return std::make_pair(entry.getName(), entry.getFunctionType());
    });
  };
  for (const Variant &variant : variants)
    if (getTypes(variant) != getTypes(variants.front()))
      return emitError(variant.module->getLoc())
             << "expected the same entry points for every target";
  return success();
}

/// A target for what is not of one target alone: of the same architecture, and
/// without features.
static TargetAttr getCommonTarget(ArrayRef<Variant> variants) {
  std::string names, triple;
  for (const Variant &variant : variants) {
    names += (names.empty() ? "" : ",") + variant.target.getName().str();
    if (!variant.target.getTriple().empty())
      triple = variant.target.getTriple();
  }
  return TargetAttr::get(variants.front().target.getContext(), names, triple,
                         /*features=*/"");
}

namespace {

struct EmitDispatch : public qnn::impl::QnnEmitDispatchBase<EmitDispatch> {
  void runOnOperation() override {
    ModuleOp module = getOperation();
    SmallVector<Variant> variants;
    for (auto variant : module.getOps<ModuleOp>())
      variants.emplace_back(variant);
    if (variants.empty())
      return;
    TargetAttr target = getCommonTarget(variants);
    DispatchEmitter emitter(module, variants);
    if (failed(verifyEntries(variants)) ||
        failed(emitter.emitChoice(llvm::Triple(target.getTriple()))))
      return signalPassFailure();
    for (unsigned i = 0, e = variants.front().entries.size(); i < e; ++i) {
      emitter.emitInvoke(i);
      emitter.emitTargetName(i);
    }
    for (const Variant &variant : variants) {
      renameSymbols(variant);
      inlineModule(variant.module);
    }
    module->setAttr(kTargetAttrName, target);
    if (!target.getTriple().empty())
      module->setAttr(LLVM::LLVMDialect::getTargetTripleAttrName(),
                      StringAttr::get(&getContext(), target.getTriple()));
  }
};

} // namespace
