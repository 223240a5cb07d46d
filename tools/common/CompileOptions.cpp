//===- CompileOptions.cpp - What to compile, and how ----------------------===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "common/CompileOptions.h"

#include "qnn/CodeGen/Invoke.h"

using namespace mlir::qnn;
namespace cl = llvm::cl;

CompileCommandLine::CompileCommandLine(cl::OptionCategory &category)
    : model(cl::Positional, cl::Required, cl::cat(category),
            cl::desc("<model: .mlir, .mlirbc or .tflite>")),
      entry("entry", cl::cat(category), cl::value_desc("name"),
            cl::desc("Function to take (default: the only public one, else "
                     "'main')")),
      target("target", cl::init("generic"), cl::cat(category),
             cl::value_desc("names"),
             cl::desc("Target to compile for, or native (default: generic). "
                      "Of several, parted by commas, the code chooses the best "
                      "that the CPU supports")),
      rounding(
          "rounding", cl::init(RoundingMode::DoubleRound), cl::cat(category),
          cl::desc("Rounding of ops that leave it open (default: double)"),
          cl::values(clEnumValN(RoundingMode::DoubleRound, "double",
                                "TFLite built-in and micro kernels, gemmlowp"),
                     clEnumValN(RoundingMode::SingleRound, "single",
                                "one rounding shift: ruy, TOSA"),
                     clEnumValN(RoundingMode::HalfEvenF32, "half-even",
                                "in float32, ties to even: ONNX, PyTorch"))),
      import(category),
      workPerTask("work-per-task", cl::cat(category), cl::init(kWorkPerTask),
                  cl::value_desc("operations"),
                  cl::desc("Operations on registers that a task has at least "
                           "(default: 65536, some 10 us)")) {}
