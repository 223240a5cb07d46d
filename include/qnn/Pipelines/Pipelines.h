//===- Pipelines.h - From quantized IR to LLVM ------------------*- C++ -*-===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef QNN_PIPELINES_PIPELINES_H
#define QNN_PIPELINES_PIPELINES_H

#include "mlir/Pass/PassManager.h"
#include "mlir/Pass/PassOptions.h"
#include "qnn/CodeGen/Invoke.h"
#include "qnn/CodeGen/MemoryPlan.h"
#include "qnn/IR/Qnn.h"

namespace mlir::qnn {

struct QnnToLLVMOptions : public PassPipelineOptions<QnnToLLVMOptions> {
  Option<std::string> target{
      *this, "target",
      llvm::cl::desc(
          "Target to generate code for, or native (default: generic). Of "
          "several, parted by commas, the code chooses the best that the CPU "
          "supports"),
      llvm::cl::init("generic")};
  Option<RoundingMode> rounding{
      *this, "rounding",
      llvm::cl::desc("Rounding of ops that state none (default: double)"),
      llvm::cl::init(RoundingMode::DoubleRound),
      llvm::cl::values(
          clEnumValN(RoundingMode::DoubleRound, "double",
                     "two roundings, as TFLite's reference kernels"),
          clEnumValN(RoundingMode::SingleRound, "single",
                     "one rounding of the 64-bit product"),
          clEnumValN(RoundingMode::HalfEvenF32, "half-even",
                     "float32 multiplication, ties to even"))};
  Option<bool> parallel{
      *this, "parallel",
      llvm::cl::desc("Divide large loops into tasks that the caller may run in "
                     "parallel (default: false)"),
      llvm::cl::init(false)};
  Option<uint64_t> workPerTask{
      *this, "work-per-task",
      llvm::cl::desc("Operations on registers that each of these has at least"),
      llvm::cl::init(kWorkPerTask)};
  /// If set, sees the memory plan of every function. Threads share it if there
  /// are several targets.
  MemoryPlanObserver memoryPlanObserver;
};

/// Quantized tier to integer tier: `qnn.fully_connected` and `qnn.requantize`
/// become `qnn.dot` and `qnn.rescale`.
void buildQnnToIntegerPipeline(OpPassManager &pm,
                               const QnnToLLVMOptions &options);

/// Integer tier to loops over vectors, on buffers in one arena.
void buildIntegerToBuffersPipeline(OpPassManager &pm,
                                   MemoryPlanObserver observer = nullptr);

/// Buffers to the LLVM dialect, with C entry points. With `workPerTask`, large
/// loops become tasks.
void buildBuffersToLLVMPipeline(
    OpPassManager &pm, std::optional<uint64_t> workPerTask = std::nullopt);

/// The three of them: the pipeline `qnn-to-llvm`.
void buildQnnToLLVMPipeline(OpPassManager &pm, const QnnToLLVMOptions &options);

void registerPipelines();

} // namespace mlir::qnn

#endif // QNN_PIPELINES_PIPELINES_H
