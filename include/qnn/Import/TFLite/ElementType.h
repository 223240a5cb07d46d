//===- ElementType.h - Types of TFLite tensors ------------------*- C++ -*-===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef QNN_IMPORT_TFLITE_ELEMENTTYPE_H
#define QNN_IMPORT_TFLITE_ELEMENTTYPE_H

#include "llvm/ADT/StringRef.h"

namespace mlir::qnn::tflite {

enum class ElementType {
  BFloat16,
  Bool,
  Float16,
  Float32,
  Float64,
  Int4,
  Int8,
  Int16,
  Int32,
  Int64,
  UInt8,
  UInt16,
  UInt32,
  UInt64,
};

/// TFLite's name for the type, such as "INT8".
llvm::StringRef getName(ElementType type);

/// The number of bits an element takes in a payload.  A boolean takes 8; two
/// 4-bit elements share a byte, the first of them in its low half.
unsigned getStorageBits(ElementType type);

} // namespace mlir::qnn::tflite

#endif // QNN_IMPORT_TFLITE_ELEMENTTYPE_H
