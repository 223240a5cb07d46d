//===- JitTest.cpp - Tests of the JIT -------------------------------------===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "qnn/Execution/Jit.h"

#include "ExecutionTest.h"

using namespace mlir;
using namespace mlir::qnn;

namespace {
using JitTest = ExecutionTest;
} // namespace

/// Adds the bytes of two inputs of 16, by way of the arena.
static constexpr StringLiteral kAdd(R"mlir(
  llvm.func @add_invoke(%inputs: !llvm.ptr, %outputs: !llvm.ptr,
                        %arena: !llvm.ptr) -> i32
      attributes {qnn.arena_size = 16 : i64} {
    %zero = llvm.mlir.constant(0 : i32) : i32
    %0 = llvm.load %inputs : !llvm.ptr -> !llvm.ptr
    %1 = llvm.getelementptr %inputs[1]
        : (!llvm.ptr) -> !llvm.ptr, !llvm.ptr
    %2 = llvm.load %1 : !llvm.ptr -> !llvm.ptr
    %3 = llvm.load %outputs : !llvm.ptr -> !llvm.ptr
    %a = llvm.load %0 {alignment = 1 : i64} : !llvm.ptr -> vector<16xi8>
    llvm.store %a, %arena {alignment = 64 : i64} : vector<16xi8>, !llvm.ptr
    %b = llvm.load %2 {alignment = 1 : i64} : !llvm.ptr -> vector<16xi8>
    %c = llvm.load %arena {alignment = 64 : i64} : !llvm.ptr -> vector<16xi8>
    %d = llvm.add %b, %c : vector<16xi8>
    llvm.store %d, %3 {alignment = 1 : i64} : vector<16xi8>, !llvm.ptr
    llvm.return %zero : i32
  })mlir");

/// An entry function with `body`.
static std::string getEntry(StringRef body) {
  return (R"mlir(
    llvm.func @f_invoke(%inputs: !llvm.ptr, %outputs: !llvm.ptr,
                        %arena: !llvm.ptr) -> i32
        attributes {qnn.arena_size = 0 : i64} {
      %zero = llvm.mlir.constant(0 : i32) : i32
      )mlir" +
          body + R"mlir(
      llvm.return %zero : i32
    })mlir")
      .str();
}

TEST_F(JitTest, Invoke) {
  FailureOr<Jit> jit = Jit::create(parse(getModule(kAdd)), "add");
  ASSERT_TRUE(succeeded(jit)) << getError();
  EXPECT_EQ(jit->getArenaSize(), 16u);

  char a[16], b[16], sum[16];
  alignas(64) char arena[16];
  for (int i = 0; i < 16; ++i) {
    a[i] = i;
    b[i] = 100 - 3 * i;
  }
  const void *inputs[] = {a, b};
  void *outputs[] = {sum};
  EXPECT_EQ(jit->invoke(inputs, outputs, arena), 0);
  for (int i = 0; i < 16; ++i)
    EXPECT_EQ(sum[i], 100 - 2 * i);
}

/// Code with tasks takes what runs them, or null.
TEST_F(JitTest, Tasks) {
  FailureOr<Jit> jit = Jit::create(parse(R"mlir(
    llvm.func @f_invoke(%inputs: !llvm.ptr, %outputs: !llvm.ptr,
                        %arena: !llvm.ptr, %parallel_for: !llvm.ptr) -> i32
        attributes {qnn.arena_size = 0 : i64} {
      %null = llvm.mlir.zero : !llvm.ptr
      %is_serial = llvm.icmp "eq" %parallel_for, %null : !llvm.ptr
      %0 = llvm.zext %is_serial : i1 to i32
      llvm.return %0 : i32
    })mlir"),
                                   "f");
  ASSERT_TRUE(succeeded(jit)) << getError();
  Threads threads(1);
  EXPECT_EQ(jit->invoke(nullptr, nullptr, nullptr), 1);
  EXPECT_EQ(jit->invoke(nullptr, nullptr, nullptr, &threads.getParallelFor()),
            0);
}

TEST_F(JitTest, TargetDefaultsToGeneric) {
  EXPECT_TRUE(succeeded(Jit::create(parse(kAdd), "add"))) << getError();
}

TEST_F(JitTest, OutlivesTheModuleAndMoves) {
  FailureOr<Jit> first =
      Jit::create(parse(getEntry("llvm.return %zero : i32\n^unused:")), "f");
  ASSERT_TRUE(succeeded(first)) << getError();
  parse("");
  Jit second = std::move(*first);
  EXPECT_EQ(second.invoke(nullptr, nullptr, nullptr), 0);
}

TEST_F(JitTest, MemcpyAndMemset) {
  std::string entry = getEntry(R"mlir(
    %0 = llvm.load %inputs : !llvm.ptr -> !llvm.ptr
    %1 = llvm.load %outputs : !llvm.ptr -> !llvm.ptr
    %size = llvm.load %0 : !llvm.ptr -> i64
    %seven = llvm.mlir.constant(7 : i8) : i8
    "llvm.intr.memset"(%1, %seven, %size) <{isVolatile = false}>
        : (!llvm.ptr, i8, i64) -> ()
    %2 = llvm.getelementptr %1[%size] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    "llvm.intr.memcpy"(%2, %0, %size) <{isVolatile = false}>
        : (!llvm.ptr, !llvm.ptr, i64) -> ())mlir");
  FailureOr<Jit> jit = Jit::create(parse(entry), "f");
  ASSERT_TRUE(succeeded(jit)) << getError();
  int64_t size = 8;
  char bytes[16];
  const void *inputs[] = {&size};
  void *outputs[] = {bytes};
  EXPECT_EQ(jit->invoke(inputs, outputs, nullptr), 0);
  EXPECT_EQ(StringRef(bytes, 16),
            StringRef("\7\7\7\7\7\7\7\7\10\0\0\0\0\0\0\0", 16));
}

//===----------------------------------------------------------------------===//
// Errors
//===----------------------------------------------------------------------===//

TEST_F(JitTest, MissingEntry) {
  EXPECT_TRUE(failed(Jit::create(parse(kAdd), "main")));
  EXPECT_EQ(getError(), "expected a definition of llvm.func @main_invoke");
}

TEST_F(JitTest, TypeOfEntry) {
  EXPECT_TRUE(failed(Jit::create(
      parse("llvm.func @f_invoke(%a: !llvm.ptr) { llvm.return }"), "f")));
  EXPECT_EQ(getError(),
            "expected the type '!llvm.func<i32 (ptr, ptr, ptr)>', but got "
            "'!llvm.func<void (ptr)>'");
}

TEST_F(JitTest, ArenaSize) {
  ModuleOp module = parse(getEntry(""));
  Operation *function = module.lookupSymbol("f_invoke");
  Builder builder(&context);
  for (Attribute size : {Attribute(), Attribute(builder.getI64IntegerAttr(-1)),
                         Attribute(builder.getI32IntegerAttr(1))}) {
    errors.clear();
    if (size)
      function->setAttr("qnn.arena_size", size);
    else
      function->removeAttr("qnn.arena_size");
    EXPECT_TRUE(failed(Jit::create(module, "f")));
    EXPECT_EQ(getError(), "expected 'qnn.arena_size' as a non-negative i64");
  }
}

TEST_F(JitTest, OtherLibraryFunction) {
  std::string entry = getEntry("llvm.call @puts(%inputs) : (!llvm.ptr) -> i32");
  EXPECT_TRUE(failed(
      Jit::create(parse("llvm.func @puts(!llvm.ptr) -> i32" + entry), "f")));
  EXPECT_EQ(getError(), "expected code that calls at most memcpy and memset, "
                        "but it needs 'puts'");
}

TEST_F(JitTest, IntrinsicThatBecomesACall) {
  std::string entry = getEntry(R"mlir(
    %x = llvm.load %inputs : !llvm.ptr -> f32
    %y = llvm.intr.sin(%x) : (f32) -> f32
    llvm.store %y, %outputs : f32, !llvm.ptr)mlir");
  EXPECT_TRUE(failed(Jit::create(parse(entry), "f")));
  EXPECT_EQ(getError(), "expected code that calls at most memcpy and memset, "
                        "but it needs 'sinf'");
}

TEST_F(JitTest, MissingFeature) {
  EXPECT_TRUE(failed(Jit::create(
      parse(getModule(kAdd, "", "+no-such-one,-absent,+nor-this")), "add")));
  EXPECT_EQ(getError(), "target test needs no-such-one, nor-this, which this "
                        "machine lacks");
}

TEST_F(JitTest, OtherArchitecture) {
  EXPECT_TRUE(failed(
      Jit::create(parse(getModule(kAdd, "sparcv9-unknown-linux-gnu")), "add")));
  EXPECT_EQ(StringRef(getError()).split(", but").first,
            "target test needs sparcv9");
}
