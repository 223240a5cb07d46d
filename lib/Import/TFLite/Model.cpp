//===- Model.cpp - Checked description of a TFLite model ------------------===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "qnn/Import/TFLite/Model.h"

#include "llvm/Support/ErrorHandling.h"
#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/raw_ostream.h"

using namespace mlir::qnn::tflite;

llvm::StringRef mlir::qnn::tflite::getName(ElementType type) {
  switch (type) {
  case ElementType::BFloat16:
    return "BFLOAT16";
  case ElementType::Bool:
    return "BOOL";
  case ElementType::Float16:
    return "FLOAT16";
  case ElementType::Float32:
    return "FLOAT32";
  case ElementType::Float64:
    return "FLOAT64";
  case ElementType::Int4:
    return "INT4";
  case ElementType::Int8:
    return "INT8";
  case ElementType::Int16:
    return "INT16";
  case ElementType::Int32:
    return "INT32";
  case ElementType::Int64:
    return "INT64";
  case ElementType::UInt8:
    return "UINT8";
  case ElementType::UInt16:
    return "UINT16";
  case ElementType::UInt32:
    return "UINT32";
  case ElementType::UInt64:
    return "UINT64";
  }
  llvm_unreachable("unknown element type");
}

unsigned mlir::qnn::tflite::getStorageBits(ElementType type) {
  switch (type) {
  case ElementType::Int4:
    return 4;
  case ElementType::Bool:
  case ElementType::Int8:
  case ElementType::UInt8:
    return 8;
  case ElementType::BFloat16:
  case ElementType::Float16:
  case ElementType::Int16:
  case ElementType::UInt16:
    return 16;
  case ElementType::Float32:
  case ElementType::Int32:
  case ElementType::UInt32:
    return 32;
  case ElementType::Float64:
  case ElementType::Int64:
  case ElementType::UInt64:
    return 64;
  }
  llvm_unreachable("unknown element type");
}

std::string mlir::qnn::tflite::quoteName(llvm::StringRef name) {
  constexpr size_t maxLength = 80;
  std::string quoted;
  llvm::raw_string_ostream os(quoted);
  os << '\'';
  os.write_escaped(name.take_front(maxLength), /*UseHexEscapes=*/true);
  os << (name.size() > maxLength ? "...'" : "'");
  return quoted;
}

std::string mlir::qnn::tflite::describeTensor(size_t index,
                                              llvm::StringRef name) {
  if (name.empty())
    return llvm::formatv("tensor #{0}", index);
  return llvm::formatv("tensor #{0} {1}", index, quoteName(name));
}
