//===- Importer.h - TFLite models to the qnn dialect ------------*- C++ -*-===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef QNN_IMPORT_TFLITE_IMPORTER_H
#define QNN_IMPORT_TFLITE_IMPORTER_H

#include "mlir/IR/BuiltinOps.h"
#include "mlir/IR/OwningOpRef.h"
#include "qnn/IR/Qnn.h"
#include "qnn/Import/TFLite/Reader.h"
#include "llvm/Support/MemoryBufferRef.h"

namespace mlir::qnn::tflite {

struct ImportOptions : ReadOptions {
  /// Whose kernels say what an operator means, where TFLite's own and those of
  /// TFLite Micro differ.
  Flavour flavour = Flavour::TFLM;
};

/// The model in `file`, the contents of a .tflite file, as a module with one
/// function, `main`.
///
/// Ops have the name of the tensor that they produce as their location.
/// Arguments and results of the function have it as the attribute `qnn.name`.
/// Rounding modes are left open, because kernels of TFLite differ in them: see
/// `qnn-assign-rounding`.
///
/// Whatever bytes the file has, the module verifies or is null; if it is null,
/// one error has been emitted. `file` must start at a multiple of 8 bytes, as
/// a buffer from llvm::MemoryBuffer::getFile does; it is not needed any more
/// afterwards.
OwningOpRef<ModuleOp> importModel(llvm::MemoryBufferRef file,
                                  MLIRContext *context,
                                  const ImportOptions &options = {});

} // namespace mlir::qnn::tflite

#endif // QNN_IMPORT_TFLITE_IMPORTER_H
