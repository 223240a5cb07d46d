//===- LowerTiles.cpp - Tile registers of x86 -----------------------------===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

// Names and semantics of the instructions, and the layout of a configuration:
// Intel 64 and IA-32 Architectures Software Developer's Manual, volume 2.

#include "../VectorInstructions.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/IR/Matchers.h"
#include "mlir/IR/SymbolTable.h"
#include "qnn/CodeGen/Passes.h"
#include "llvm/ADT/TypeSwitch.h"
#include "llvm/Support/FormatVariadic.h"
#include <array>
#include <tuple>

namespace mlir::qnn {
#define GEN_PASS_DEF_QNNLOWERTILES
#include "qnn/CodeGen/Passes.h.inc"
} // namespace mlir::qnn

using namespace mlir;
using namespace mlir::qnn;

namespace {

/// Registers that take turns.
class RegisterPool {
public:
  RegisterPool(int first, int count) : first(first), used(count, false) {}

  /// Of the registers that are free the one whose turn it is; nullopt if there
  /// is none.
  std::optional<int> allocate() {
    for (size_t i = 0; i < used.size(); ++i) {
      size_t candidate = (next + i) % used.size();
      if (used[candidate])
        continue;
      used[candidate] = true;
      next = (candidate + 1) % used.size();
      return first + static_cast<int>(candidate);
    }
    return std::nullopt;
  }
  bool contains(int number) const {
    return number >= first && number < first + static_cast<int>(used.size());
  }
  void free(int number) { used[number - first] = false; }

private:
  int first;
  SmallVector<bool> used;
  size_t next = 0;
};

/// Rows and bytes of a row of the three kinds of registers.
struct TileShapes {
  int64_t rows;
  int64_t inputBytes;
  int64_t weightRows;
  int64_t weightBytes;
  int64_t sumBytes;

  explicit TileShapes(TileDotOp op)
      : rows(op.getInput().getType().getDimSize(0)),
        inputBytes(op.getInput().getType().getDimSize(1)),
        weightRows(op.getWeights().getType().getDimSize(0)),
        weightBytes(op.getWeights().getType().getDimSize(1)),
        sumBytes(4 * op.getAcc().getType().getDimSize(1)) {}

  bool operator==(const TileShapes &other) const {
    return asTuple() == other.asTuple();
  }
  bool fitRegisters() const {
    return rows <= 16 && weightRows <= 16 && inputBytes <= 64 &&
           weightBytes <= 64 && sumBytes <= 64;
  }
  std::tuple<int64_t, int64_t, int64_t, int64_t, int64_t> asTuple() const {
    return {rows, inputBytes, weightRows, weightBytes, sumBytes};
  }
};

constexpr int kNumSums = 4, kNumInputs = 2, kNumWeights = 2;
constexpr int kFirstInput = kNumSums, kFirstWeights = kNumSums + kNumInputs;

/// Replaces the ops on tiles in one block after the other, and in those of
/// nested ops.
class TileLowering {
public:
  /// What is replaced stays, to tell who uses it, until all of it is.
  LogicalResult run(Block &block) {
    if (failed(lower(block)) || failed(verifyUsers()))
      return failure();
    for (Operation *op : llvm::reverse(replaced))
      op->erase();
    return success();
  }

private:
  LogicalResult lower(Block &block);
  LogicalResult lower(TileReadOp op);
  LogicalResult lower(TileDotOp op);
  LogicalResult lower(vector::TransferWriteOp op);
  LogicalResult lower(scf::ForOp op);

  /// Checks that nobody needs values that are in registers now.
  LogicalResult verifyUsers();
  /// The register that holds `value` when `user` begins, and that nobody else
  /// needs from then on: for zeros, a new one.
  FailureOr<int> takeSums(Operation *user, Value value);
  FailureOr<int> allocate(Operation *op, RegisterPool &pool, StringRef kind);

  DenseMap<Value, int> registers;
  RegisterPool sums{0, kNumSums};
  RegisterPool inputs{kFirstInput, kNumInputs};
  RegisterPool weights{kFirstWeights, kNumWeights};
  SmallVector<Operation *> replaced;
};

} // namespace

/// True for sums that tile registers hold.
static bool isSums(Value value) {
  return llvm::any_of(value.getUses(), [](OpOperand &use) {
    if (auto dot = dyn_cast<TileDotOp>(use.getOwner()))
      return use.get() == dot.getAcc();
    auto loop = dyn_cast<scf::ForOp>(use.getOwner());
    return loop && loop.getTiedLoopRegionIterArg(&use) &&
           isSums(loop.getTiedLoopRegionIterArg(&use));
  });
}

static Value createNumber(OpBuilder &builder, Location loc, int number) {
  return LLVM::ConstantOp::create(builder, loc, builder.getI8Type(), number);
}

static Value createStride(OpBuilder &builder, Location loc, int64_t bytes) {
  return LLVM::ConstantOp::create(builder, loc, builder.getI64Type(), bytes);
}

static void emitInstruction(OpBuilder &builder, Location loc, const Twine &name,
                            ValueRange operands) {
  LLVM::CallIntrinsicOp::create(
      builder, loc, builder.getStringAttr("llvm.x86." + name), operands);
}

/// The address of the element of `buffer` at `indices`.
static Value getAddress(OpBuilder &builder, Location loc, Value buffer,
                        ValueRange indices) {
  auto type = cast<MemRefType>(buffer.getType());
  auto metadata =
      memref::ExtractStridedMetadataOp::create(builder, loc, buffer);
  Value offset = metadata.getOffset();
  for (auto [position, stride] :
       llvm::zip_equal(indices, metadata.getStrides())) {
    Value distance = arith::MulIOp::create(builder, loc, position, stride);
    offset = arith::AddIOp::create(builder, loc, offset, distance);
  }
  Value size = arith::ConstantIndexOp::create(
      builder, loc, type.getElementTypeBitWidth() / 8);
  offset = arith::MulIOp::create(builder, loc, offset, size);
  Value base =
      memref::ExtractAlignedPointerAsIndexOp::create(builder, loc, buffer);
  Value address = arith::AddIOp::create(builder, loc, base, offset);
  Value number =
      arith::IndexCastOp::create(builder, loc, builder.getI64Type(), address);
  return LLVM::IntToPtrOp::create(
      builder, loc, LLVM::LLVMPointerType::get(builder.getContext()), number);
}

FailureOr<int> TileLowering::allocate(Operation *op, RegisterPool &pool,
                                      StringRef kind) {
  if (std::optional<int> number = pool.allocate())
    return *number;
  return op->emitOpError("expected a free register for tiles of ") << kind;
}

FailureOr<int> TileLowering::takeSums(Operation *user, Value value) {
  auto known = registers.find(value);
  if (known != registers.end()) {
    if (!value.hasOneUse())
      return user->emitOpError("expected no other use of sums that change");
    return known->second;
  }
  if (!matchPattern(value, m_Zero()))
    return user->emitOpError("expected tiles of sums to begin with zeros");
  FailureOr<int> number = allocate(user, sums, "sums");
  if (failed(number))
    return failure();
  OpBuilder builder(user);
  Value destination = createNumber(builder, user->getLoc(), *number);
  emitInstruction(builder, user->getLoc(), "tilezero", destination);
  return *number;
}

/// True if no user of `value` comes after `op`.
static bool isLastUser(Operation *op, Value value) {
  return llvm::all_of(value.getUsers(), [&](Operation *user) {
    return user->getBlock() == op->getBlock() && !op->isBeforeInBlock(user);
  });
}

LogicalResult TileLowering::lower(TileReadOp op) {
  if (!isa<MemRefType>(op.getSource().getType()))
    return op.emitOpError("expected a source in memory");
  bool isInput = llvm::any_of(op->getUsers(), [&](Operation *user) {
    auto dot = dyn_cast<TileDotOp>(user);
    return dot && dot.getInput() == op.getOutput();
  });
  FailureOr<int> number = isInput ? allocate(op, inputs, "the input")
                                  : allocate(op, weights, "weights");
  if (failed(number))
    return failure();
  registers[op.getOutput()] = *number;
  OpBuilder builder(op);
  Location loc = op.getLoc();
  Value destination = createNumber(builder, loc, *number);
  Value address = getAddress(builder, loc, op.getSource(), op.getIndices());
  Value stride = createStride(builder, loc, *op.getRowStride());
  emitInstruction(builder, loc, "tileloadd64", {destination, address, stride});
  replaced.push_back(op);
  return success();
}

LogicalResult TileLowering::lower(TileDotOp op) {
  StringRef name = op.getTile();
  if (!name.consume_front("x86."))
    return op.emitOpError("expected a tile of x86, but got '")
           << op.getTile() << "'";
  FailureOr<int> number = takeSums(op, op.getAcc());
  if (failed(number))
    return failure();
  OpBuilder builder(op);
  Location loc = op.getLoc();
  SmallVector<Value> operands = {createNumber(builder, loc, *number)};
  for (auto [operand, pool] : {std::pair(op.getInput(), &inputs),
                               std::pair(op.getWeights(), &weights)}) {
    auto known = registers.find(operand);
    if (known == registers.end() || !pool->contains(known->second))
      return op.emitOpError("expected tiles of the input and of weights that "
                            "are read from memory");
    operands.push_back(createNumber(builder, loc, known->second));
    if (isLastUser(op, operand))
      pool->free(known->second);
  }
  emitInstruction(builder, loc, name, operands);
  registers[op.getOutput()] = *number;
  replaced.push_back(op);
  return success();
}

LogicalResult TileLowering::lower(vector::TransferWriteOp op) {
  auto known = registers.find(op.getVector());
  if (known == registers.end())
    return success();
  auto buffer = dyn_cast<MemRefType>(op.getBase().getType());
  SmallVector<int64_t> strides;
  int64_t offset = 0;
  if (!buffer || failed(buffer.getStridesAndOffset(strides, offset)) ||
      strides.size() < 2 || strides.back() != 1 ||
      ShapedType::isDynamic(strides[strides.size() - 2]) || op.getMask() ||
      op.hasOutOfBoundsDim() || !op.getPermutationMap().isMinorIdentity())
    return op.emitOpError("expected sums to be written to rows of memory");
  OpBuilder builder(op);
  Location loc = op.getLoc();
  Value source = createNumber(builder, loc, known->second);
  Value address = getAddress(builder, loc, op.getBase(), op.getIndices());
  Value stride = createStride(builder, loc,
                              strides[strides.size() - 2] *
                                  (buffer.getElementTypeBitWidth() / 8));
  emitInstruction(builder, loc, "tilestored64", {source, address, stride});
  if (isLastUser(op, op.getVector()))
    sums.free(known->second);
  replaced.push_back(op);
  return success();
}

LogicalResult TileLowering::lower(scf::ForOp op) {
  SmallVector<unsigned> carried;
  for (auto [i, argument] : llvm::enumerate(op.getRegionIterArgs())) {
    if (!isSums(argument))
      continue;
    FailureOr<int> number = takeSums(op, op.getInitArgs()[i]);
    if (failed(number))
      return failure();
    registers[argument] = registers[op.getResult(i)] = *number;
    carried.push_back(i);
  }
  if (failed(lower(*op.getBody())))
    return failure();
  Operation *yield = op.getBody()->getTerminator();
  for (unsigned i : carried) {
    Value argument = op.getRegionIterArg(i);
    auto known = registers.find(yield->getOperand(i));
    if (known == registers.end() || known->second != registers[argument])
      return op.emitOpError("expected sums to stay in one register");
    // What the loop carries is nothing but zeros now.
    yield->setOperand(i, argument);
  }
  return success();
}

LogicalResult TileLowering::lower(Block &block) {
  for (Operation &op : llvm::make_early_inc_range(block)) {
    LogicalResult result =
        llvm::TypeSwitch<Operation *, LogicalResult>(&op)
            .Case<TileReadOp, TileDotOp, vector::TransferWriteOp, scf::ForOp>(
                [&](auto tileOp) { return lower(tileOp); })
            .Default([&](Operation *other) -> LogicalResult {
              for (Region &region : other->getRegions())
                for (Block &nested : region)
                  if (failed(lower(nested)))
                    return failure();
              return success();
            });
    if (failed(result))
      return failure();
  }
  return success();
}

LogicalResult TileLowering::verifyUsers() {
  llvm::SmallDenseSet<Operation *> known(replaced.begin(), replaced.end());
  for (auto [value, number] : registers)
    for (Operation *user : value.getUsers()) {
      // Loops carry what other loops do.
      bool isCarried = !known.contains(value.getDefiningOp()) &&
                       isa<scf::ForOp, scf::YieldOp>(user);
      if (!known.contains(user) && !isCarried)
        return user->emitOpError("expected tiles to be used by loops, products "
                                 "and writes to memory only");
    }
  return success();
}

//===----------------------------------------------------------------------===//
// Configurations
//===----------------------------------------------------------------------===//

namespace {

/// Loads configurations where tiles need another one than the last.
class TileConfiguration {
public:
  explicit TileConfiguration(ModuleOp module)
      : module(module), symbols(module) {}

  LogicalResult configure(Block &block);

private:
  /// What a number of ops needs: nothing, one configuration, or several.
  struct Need {
    std::optional<TileShapes> shapes;
    bool isMixed = false;
  };

  static Need getNeed(Operation *op);
  void load(Operation *op, const TileShapes &shapes);
  memref::GlobalOp getConstant(Location loc, const TileShapes &shapes);

  ModuleOp module;
  SymbolTable symbols;
};

} // namespace

TileConfiguration::Need TileConfiguration::getNeed(Operation *op) {
  Need need;
  auto require = [&](TileDotOp dot) {
    TileShapes shapes(dot);
    need.isMixed |= need.shapes && !(*need.shapes == shapes);
    need.shapes = shapes;
  };
  op->walk([&](Operation *nested) {
    if (auto dot = dyn_cast<TileDotOp>(nested))
      require(dot);
    if (isa<TileReadOp>(nested))
      for (Operation *user : nested->getUsers())
        if (auto dot = dyn_cast<TileDotOp>(user))
          require(dot);
    // Who is called may configure tiles, too.
    need.isMixed |= isa<CallOpInterface>(nested);
  });
  return need;
}

memref::GlobalOp TileConfiguration::getConstant(Location loc,
                                                const TileShapes &shapes) {
  std::string name = llvm::formatv("qnn_tiles_{0}x{1}_{2}x{3}_{4}", shapes.rows,
                                   shapes.inputBytes, shapes.weightRows,
                                   shapes.weightBytes, shapes.sumBytes);
  if (auto global = symbols.lookup<memref::GlobalOp>(name))
    return global;
  // Palette 1; from byte 16 on, the bytes in a row of each register, in 16
  // bits; from byte 48 on, their rows.
  std::array<int8_t, 64> bytes = {1};
  for (int i = 0; i < kFirstWeights + kNumWeights; ++i) {
    bool isWeights = i >= kFirstWeights, isInput = !isWeights && i >= kNumSums;
    bytes[16 + 2 * i] = isWeights ? shapes.weightBytes
                        : isInput ? shapes.inputBytes
                                  : shapes.sumBytes;
    bytes[48 + i] = isWeights ? shapes.weightRows : shapes.rows;
  }
  Builder builder(module.getContext());
  auto shape = RankedTensorType::get({64}, builder.getI8Type());
  auto body = OpBuilder::atBlockBegin(module.getBody());
  auto global = memref::GlobalOp::create(
      body, loc, name, builder.getStringAttr("private"),
      MemRefType::get({64}, builder.getI8Type()),
      DenseElementsAttr::get(shape, ArrayRef<int8_t>(bytes)),
      /*constant=*/true, /*alignment=*/builder.getI64IntegerAttr(64));
  symbols.insert(global);
  return global;
}

void TileConfiguration::load(Operation *op, const TileShapes &shapes) {
  OpBuilder builder(op);
  Location loc = op->getLoc();
  memref::GlobalOp global = getConstant(loc, shapes);
  Value buffer = memref::GetGlobalOp::create(builder, loc, global.getType(),
                                             global.getSymName());
  Value zero = arith::ConstantIndexOp::create(builder, loc, 0);
  Value address = getAddress(builder, loc, buffer, zero);
  emitInstruction(builder, loc, "ldtilecfg", address);
}

LogicalResult TileConfiguration::configure(Block &block) {
  std::optional<TileShapes> current;
  for (Operation &op : llvm::make_early_inc_range(block)) {
    Need need = getNeed(&op);
    if (!need.isMixed && !need.shapes)
      continue;
    if (!need.isMixed) {
      if (!need.shapes->fitRegisters())
        return op.emitOpError("expected tiles that fit registers of 16 rows of "
                              "64 bytes");
      if (!current || !(*current == *need.shapes))
        load(&op, *need.shapes);
      current = need.shapes;
      continue;
    }
    current = std::nullopt;
    for (Region &region : op.getRegions())
      for (Block &nested : region)
        if (failed(configure(nested)))
          return failure();
  }
  if (current) {
    OpBuilder builder(block.getTerminator());
    emitInstruction(builder, block.getTerminator()->getLoc(), "tilerelease",
                    ValueRange());
  }
  return success();
}

namespace {

struct LowerTiles : public qnn::impl::QnnLowerTilesBase<LowerTiles> {
  void runOnOperation() override {
    TileConfiguration configuration(getOperation());
    for (auto function : llvm::to_vector(getOperation().getOps<func::FuncOp>()))
      for (Block &block : function.getBody())
        if (failed(configuration.configure(block)) ||
            failed(TileLowering().run(block)))
          return signalPassFailure();
  }
};

} // namespace
