//===- NativeModuleTest.cpp - Tests of LLVM IR for a target ---------------===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "qnn/Execution/NativeModule.h"

#include "ExecutionTest.h"

using namespace mlir;
using namespace mlir::qnn;

namespace {

struct NativeModuleTest : ExecutionTest {
  /// The assembly of `body`, or nothing if there is an error.
  std::string getAssembly(StringRef body, StringRef triple,
                          StringRef features) {
    FailureOr<NativeModule> native =
        NativeModule::create(parse(getModule(body, triple, features)), {"f"});
    if (failed(native))
      return "";
    // Emitting leaves the module as it is.
    FailureOr<std::string> first = native->emitAssembly();
    FailureOr<std::string> second = native->emitAssembly();
    if (failed(first) || failed(second))
      return "";
    EXPECT_EQ(*first, *second);
    return *first;
  }

  static bool contains(StringRef text, StringRef part) {
    return text.contains(part);
  }
};

} // namespace

static constexpr StringLiteral kAdd(R"mlir(
  llvm.func @f(%p: !llvm.ptr) {
    %0 = llvm.load %p : !llvm.ptr -> vector<32xi8>
    %1 = llvm.add %0, %0 : vector<32xi8>
    llvm.store %1, %p : vector<32xi8>, !llvm.ptr
    llvm.return
  })mlir");

TEST_F(NativeModuleTest, FeaturesChooseInstructions) {
  constexpr StringLiteral triple("x86_64-unknown-linux-gnu");
  std::string sse2 = getAssembly(kAdd, triple, "");
  EXPECT_PRED2(contains, sse2, "%xmm0");
  EXPECT_FALSE(contains(sse2, "%ymm0"));
  EXPECT_PRED2(contains, getAssembly(kAdd, triple, "+avx2"), "%ymm0");
}

TEST_F(NativeModuleTest, OtherArchitecture) {
  EXPECT_PRED2(contains,
               getAssembly(kAdd, "aarch64-unknown-linux-gnu", "+neon"),
               "v0.16b");
}

TEST_F(NativeModuleTest, LoopsCallNothingButMemcpyAndMemset) {
  // Moves bytes down by one, which is a memmove.
  std::string assembly = getAssembly(R"mlir(
    llvm.func @f(%p: !llvm.ptr, %n: i64) {
      %zero = llvm.mlir.constant(0 : i64) : i64
      %one = llvm.mlir.constant(1 : i64) : i64
      llvm.br ^loop(%zero : i64)
    ^loop(%i: i64):
      %j = llvm.add %i, %one : i64
      %from = llvm.getelementptr %p[%j] : (!llvm.ptr, i64) -> !llvm.ptr, i8
      %to = llvm.getelementptr %p[%i] : (!llvm.ptr, i64) -> !llvm.ptr, i8
      %0 = llvm.load %from : !llvm.ptr -> i8
      llvm.store %0, %to : i8, !llvm.ptr
      %more = llvm.icmp "ult" %j, %n : i64
      llvm.cond_br %more, ^loop(%j : i64), ^exit
    ^exit:
      llvm.return
    })mlir",
                                     "x86_64-unknown-linux-gnu", "+avx2");
  EXPECT_PRED2(contains, assembly, "f:");
  EXPECT_FALSE(contains(assembly, "memmove"));
}

TEST_F(NativeModuleTest, LLVMIR) {
  FailureOr<NativeModule> native = NativeModule::create(
      parse(getModule(kAdd, "x86_64-unknown-linux-gnu", "+avx2")), {"f"});
  ASSERT_TRUE(succeeded(native)) << getError();
  std::string text;
  llvm::raw_string_ostream os(text);
  native->printLLVMIR(os);
  EXPECT_PRED2(contains, text, "target triple = \"x86_64-unknown-linux-gnu\"");
  EXPECT_PRED2(contains, text, "\"target-cpu\"=\"generic\"");
  EXPECT_PRED2(contains, text, "\"target-features\"=\"+avx2\"");
}

TEST_F(NativeModuleTest, OnlyTheEntryIsVisible) {
  std::string assembly = getAssembly(R"mlir(
    llvm.mlir.global external @table(7 : i32) : i32
    llvm.func @unused() {
      llvm.return
    }
    llvm.func @f() -> i32 attributes {passthrough = ["noinline"]} {
      %0 = llvm.mlir.addressof @table : !llvm.ptr
      %1 = llvm.load volatile %0 : !llvm.ptr -> i32
      llvm.return %1 : i32
    })mlir",
                                     "x86_64-unknown-linux-gnu", "");
  EXPECT_PRED2(contains, assembly, "table:");
  EXPECT_PRED2(contains, assembly, ".globl\tf");
  EXPECT_EQ(StringRef(assembly).count(".globl"), 1u);
  EXPECT_FALSE(contains(assembly, "unused"));
}

TEST_F(NativeModuleTest, UnknownTriple) {
  EXPECT_EQ(getAssembly(kAdd, "nowhere", ""), "");
  EXPECT_PRED2(contains, getError(),
               "target test has an unknown triple 'nowhere'");
}

TEST_F(NativeModuleTest, NotInTheLLVMDialect) {
  EXPECT_TRUE(failed(NativeModule::create(parse(R"mlir(
    llvm.func @f() {
      %0 = arith.constant 1 : i32
      llvm.return
    })mlir"),
                                          {"f"})));
  EXPECT_FALSE(errors.empty());
}
