//===- ImportOptions.h - How to read models ---------------------*- C++ -*-===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef QNN_TOOLS_COMMON_IMPORTOPTIONS_H
#define QNN_TOOLS_COMMON_IMPORTOPTIONS_H

#include "qnn/Import/TFLite/Importer.h"
#include "llvm/Support/CommandLine.h"

namespace mlir::qnn {

/// The part of a tool's command line that gives `tflite::ImportOptions`. To be
/// constructed before the command line is parsed.
struct ImportCommandLine {
  explicit ImportCommandLine(llvm::cl::OptionCategory &category)
      : flavour("tflite-flavour", llvm::cl::init(Flavour::TFLM),
                llvm::cl::cat(category),
                llvm::cl::desc("Whose kernels say what operators of a .tflite "
                               "file compute (default: tflm)"),
                llvm::cl::values(
                    clEnumValN(Flavour::TFLM, "tflm", "TensorFlow Lite Micro"),
                    clEnumValN(Flavour::TFLite, "tflite",
                               "TensorFlow Lite's built-in "
                               "kernels"))),
        batchSize(
            "tflite-batch-size", llvm::cl::cat(category),
            llvm::cl::value_desc("N"),
            llvm::cl::desc("Size of the batches that a .tflite file "
                           "leaves open (default: the file's, often 1)")) {}

  tflite::ImportOptions get() const {
    tflite::ImportOptions options;
    options.flavour = flavour;
    if (batchSize.getNumOccurrences() != 0)
      options.batchSize = batchSize;
    return options;
  }

  llvm::cl::opt<Flavour> flavour;
  llvm::cl::opt<unsigned> batchSize;
};

} // namespace mlir::qnn

#endif // QNN_TOOLS_COMMON_IMPORTOPTIONS_H
