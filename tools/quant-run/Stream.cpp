//===- Stream.cpp - Time to read the constants ----------------------------===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Stream.h"

#include "common/Error.h"
#include "mlir/Dialect/LLVMIR/LLVMDialect.h"
#include "mlir/Parser/Parser.h"
#include "qnn/CodeGen/Target.h"
#include "llvm/Support/FormatVariadic.h"

using namespace mlir;
using namespace mlir::qnn;

/// Bytes that one iteration reads: eight vectors of 32 bytes, each xored into a
/// register of its own.
static constexpr int64_t kBytesPerIteration = 256;

int64_t qnn::getConstantBytes(ModuleOp lowered) {
  int64_t bytes = 0;
  for (auto global : lowered.getOps<LLVM::GlobalOp>())
    if (auto value =
            dyn_cast_or_null<DenseElementsAttr>(global.getValueOrNull()))
      bytes +=
          value.getNumElements() *
          llvm::divideCeil(value.getElementType().getIntOrFloatBitWidth(), 8u);
  return bytes;
}

/// The function as IR; its buffer is the arena. {0}: bytes, {1}: the unrolled
/// reads, {2} to {5}: lists for the eight registers.
static constexpr const char *kLoop = R"(
llvm.func @stream_invoke(%inputs: !llvm.ptr, %outputs: !llvm.ptr,
    %arena: !llvm.ptr) -> i32 attributes {{qnn.arena_size = {0} : i64} {{
  %success = llvm.mlir.constant(0 : i32) : i32
  %begin = llvm.mlir.constant(0 : i64) : i64
  %end = llvm.mlir.constant({0} : i64) : i64
  %step = llvm.mlir.constant(256 : i64) : i64
  %zero = llvm.mlir.zero : vector<32xi8>
  llvm.br ^loop(%begin, {2} : i64, {3})
^loop(%i: i64, {4}):
{1}
  %next = llvm.add %i, %step : i64
  %again = llvm.icmp "ult" %next, %end : i64
  llvm.cond_br %again, ^loop(%next, {5} : i64, {3}), ^done
^done:
  {6}
  llvm.return %success : i32
}
)";

FailureOr<Compiled>
qnn::createStream(ModuleOp lowered,
                  std::optional<GuardedBuffer::Edge> guardedEdge) {
  int64_t bytes = llvm::alignTo(std::max<int64_t>(getConstantBytes(lowered), 1),
                                kBytesPerIteration);
  std::string reads, zeros, types, arguments, results, stores;
  for (int r = 0; r < 8; ++r) {
    StringRef comma = r == 0 ? "" : ", ";
    reads +=
        llvm::formatv("  %offset{0} = llvm.mlir.constant({1} : i64) : i64\n"
                      "  %at{0} = llvm.add %i, %offset{0} : i64\n"
                      "  %p{0} = llvm.getelementptr %arena[%at{0}]"
                      " : (!llvm.ptr, i64) -> !llvm.ptr, i8\n"
                      "  %v{0} = llvm.load %p{0} {{alignment = 32 : i64}"
                      " : !llvm.ptr -> vector<32xi8>\n"
                      "  %y{0} = llvm.xor %x{0}, %v{0} : vector<32xi8>\n",
                      r, 32 * r);
    zeros += (comma + "%zero").str();
    types += (comma + "vector<32xi8>").str();
    arguments += llvm::formatv("{0}%x{1}: vector<32xi8>", comma, r);
    results += llvm::formatv("{0}%y{1}", comma, r);
    // Volatile, so that the loop is not removed.
    stores += llvm::formatv("  llvm.store volatile %y{0}, %arena"
                            " {{alignment = 32 : i64}"
                            " : vector<32xi8>, !llvm.ptr\n",
                            r);
  }
  std::string text = llvm::formatv(kLoop, bytes, reads, zeros, types, arguments,
                                   results, stores);
  OwningOpRef<ModuleOp> module =
      parseSourceString<ModuleOp>(text, lowered.getContext(), "stream");
  if (!module)
    return failure();
  (*module)->setAttr(kTargetAttrName, getTargetOf(lowered));
  return Compiled::create(*module, "stream", {}, {}, guardedEdge);
}
