//===- Header.cpp - C headers of compiled models --------------------------===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Header.h"

#include "qnn/CodeGen/Invoke.h"
#include "qnn/Reference/Tensor.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Format.h"
#include "llvm/Support/FormatVariadic.h"
#include <utility>

using namespace mlir;
using namespace mlir::qnn;

/// What the headers of all models share. C++17 has no designated initializers:
/// the order of the members is that of `printTensor`.
static constexpr StringLiteral kTensorType(R"c(
#ifndef QNN_TENSOR_H
#define QNN_TENSOR_H

typedef enum QnnElementType {
  QNN_FLOAT32,
  QNN_INT8,
  QNN_UINT8,
  QNN_INT16,
  QNN_UINT16,
  QNN_INT32
} QnnElementType;

/*
 * An input or output. Its buffer is dense, row-major, and aligned as its
 * elements are. Where scale is not 0, an element q stands for the real number
 * scale * (q - zero_point).
 */
typedef struct QnnTensor {
  const char *name; /* in the model; can be empty */
  QnnElementType type;
  size_t rank;
  const int64_t *shape; /* NULL if the rank is 0 */
  size_t size;          /* bytes of the buffer */
  double scale;
  int32_t zero_point;
  int32_t min; /* the range of integer elements: results are in it, */
  int32_t max; /* and inputs have to be */
} QnnTensor;

#endif /* QNN_TENSOR_H */
)c");

/// The same, of models whose inputs or outputs have scales along an axis. The
/// order of the members is that of `printPerAxis`.
static constexpr StringLiteral kPerAxisType(R"c(
#ifndef QNN_PER_AXIS_H
#define QNN_PER_AXIS_H

/*
 * Scales and zero points of a tensor that has one for each index along an axis:
 * an element q at index i stands for the real number
 * scales[i] * (q - zero_points[i]). Its QnnTensor has a scale of 0.
 */
typedef struct QnnPerAxis {
  size_t axis;
  size_t size; /* of the axis, and so of the arrays */
  const double *scales;
  const int32_t *zero_points;
} QnnPerAxis;

#endif /* QNN_PER_AXIS_H */
)c");

/// The same, of models whose tasks can run in parallel.
static constexpr StringLiteral kParallelForType(R"c(
#ifndef QNN_PARALLEL_FOR_H
#define QNN_PARALLEL_FOR_H

/*
 * What runs tasks. run is called with self as first argument. It calls
 * task(context, i) once for each i below num_tasks: in any order, from any
 * threads, at the same time or not. It returns when all calls have returned, and
 * what they wrote is there for its caller to read.
 */
typedef struct QnnParallelFor {
  void (*run)(void *self, void (*task)(void *context, size_t i), void *context,
              size_t num_tasks);
  void *self;
} QnnParallelFor;

#endif /* QNN_PARALLEL_FOR_H */
)c");

/// What the entry points of such models take, and how they say so.
static constexpr StringLiteral
    kParallelForArgument(",\n    const QnnParallelFor *parallel_for");
static constexpr StringLiteral kParallelForComment(R"c( *
 * If parallel_for is not NULL, that runs the tasks of large layers. The outputs
 * are the same bits.
)c");

/// {0}: name of the model in capitals, {1}: arena size, {2}: arena alignment,
/// {3}: number of inputs, {4}: number of outputs.
static constexpr const char *kSizes = R"c(
#define {0}_ARENA_SIZE {1}
#define {0}_ARENA_ALIGNMENT {2}
#define {0}_NUM_INPUTS {3}
#define {0}_NUM_OUTPUTS {4}
)c";

/// {0}: name of the model, {1}: the same in capitals, {2}: suffix of the entry
/// point, {3} and {4}: a further argument and what it is, or nothing.
static constexpr const char *kEntryPoint = R"c(
#ifdef __cplusplus
extern "C" {{
#endif

/*
 * Runs the model and returns 0. Each pointer in inputs and outputs is to the
 * buffer of a tensor that is described below. The arena is scratch memory of
 * {1}_ARENA_SIZE bytes at a multiple of
 * {1}_ARENA_ALIGNMENT; for 0 bytes it can be NULL. No two of
 * these overlap.
{4} *
 * No call depends on another one: threads that have arenas of their own can call
 * at the same time.
 */
int {0}{2}(const void *const *inputs, void *const *outputs, void *arena{3});

#ifdef __cplusplus
}
#endif
)c";

/// As `kEntryPoint`; {5}: suffix of the function that names the target, {6}:
/// what the entry point returns where none is supported.
static constexpr const char *kEntryPointForSeveral = R"c(
#define {1}_UNSUPPORTED_CPU {6}

#ifdef __cplusplus
extern "C" {{
#endif

/*
 * Runs the model, by the code for the last of the targets above that the CPU
 * supports, and returns 0. If it supports none, does nothing and returns
 * {1}_UNSUPPORTED_CPU.
 *
 * Each pointer in inputs and outputs is to the buffer of a tensor that is
 * described below. The arena is scratch memory of {1}_ARENA_SIZE
 * bytes at a multiple of {1}_ARENA_ALIGNMENT; for 0 bytes it can be
 * NULL. No two of these overlap.
{4} *
 * No call depends on another one: threads that have arenas of their own can call
 * at the same time.
 */
int {0}{2}(const void *const *inputs, void *const *outputs, void *arena{3});

/* The name of the target whose code runs, or NULL if there is none. */
const char *{0}{5}(void);

#ifdef __cplusplus
}
#endif
)c";

Signature::Signature(func::FuncOp function) {
  auto getName = [](StringAttr name) {
    return name ? name.getValue().str() : std::string();
  };
  for (auto [index, type] : llvm::enumerate(function.getArgumentTypes()))
    inputs.push_back(
        {getName(function.getArgAttrOfType<StringAttr>(index, "qnn.name")),
         cast<RankedTensorType>(type)});
  for (auto [index, type] : llvm::enumerate(function.getResultTypes()))
    outputs.push_back(
        {getName(function.getResultAttrOfType<StringAttr>(index, "qnn.name")),
         cast<RankedTensorType>(type)});
}

/// The type of elements that have scales along an axis; null for others.
static QuantizedTypeInterface getPerAxisType(const BoundaryTensor &tensor) {
  QuantizedTypeInterface type = getQuantizedElementType(tensor.type);
  return type && !type.isPerTensor() ? type : nullptr;
}

LogicalResult qnn::verifyDescribable(func::FuncOp function) {
  for (Type type : llvm::concat<const Type>(function.getArgumentTypes(),
                                            function.getResultTypes())) {
    QuantizedTypeInterface quantized = getQuantizedElementType(type);
    if (!quantized || quantized.isPerTensor())
      continue;
    auto tensor = cast<RankedTensorType>(type);
    int64_t axis = *quantized.getQuantizedAxis();
    if (axis >= tensor.getRank() ||
        tensor.getDimSize(axis) != quantized.getNumChannels())
      return function.emitError("expected a tensor with ")
             << quantized.getNumChannels() << " elements along axis " << axis
             << ", one per scale, but got " << type;
  }
  return success();
}

/// A C string literal of any bytes.
static std::string quote(StringRef text) {
  std::string literal = "\"";
  for (char c : text) {
    // '?' could begin a trigraph.
    if (llvm::isPrint(c) && !StringRef("\"\\?").contains(c))
      literal += c;
    else
      literal += llvm::formatv("\\{0}{1}{2}", uint8_t(c) >> 6,
                               (uint8_t(c) >> 3) & 7, uint8_t(c) & 7);
  }
  return literal + "\"";
}

static std::string getElementTypeName(Type type) {
  using Kind = reference::ElementFormat::Kind;
  auto [kind, numBytes] = *reference::getElementFormat(type);
  if (kind == Kind::Real)
    return "QNN_FLOAT32";
  return llvm::formatv("QNN_{0}{1}", kind == Kind::Unsigned ? "UINT" : "INT",
                       8 * numBytes);
}

/// A C literal with as many digits as identify a double.
static std::string formatScale(double scale) {
  std::string literal;
  llvm::raw_string_ostream(literal) << llvm::format("%.17g", scale);
  return literal;
}

/// The members of a QnnTensor. `shape` is the name of an array.
static void printTensor(const BoundaryTensor &tensor, StringRef shape,
                        raw_ostream &os) {
  Type elementType = tensor.type.getElementType();
  auto quantized = dyn_cast<QuantizedTypeInterface>(elementType);
  bool isPerTensor = quantized && quantized.isPerTensor();
  Storage range =
      elementType.isF32() ? Storage{} : reference::getElementRange(elementType);
  os << "    {" << quote(tensor.name) << ", " << getElementTypeName(elementType)
     << ", " << tensor.type.getRank() << ", "
     << (tensor.type.getRank() == 0 ? "NULL" : shape) << ", "
     << reference::getNumBytes(tensor.type) << ",\n     "
     << formatScale(isPerTensor ? quantized.getScale(0) : 0.0) << ", "
     << (isPerTensor ? quantized.getZeroPoint(0) : 0) << ", " << range.min
     << ", " << range.max << "},\n";
}

/// Prints the definition of an array, in lines that are not too long.
static void printArray(StringRef type, StringRef name,
                       ArrayRef<std::string> values, raw_ostream &os) {
  constexpr size_t kMaxColumns = 80;
  os << "static const " << type << " " << name << "[] = {";
  size_t column = kMaxColumns;
  StringRef comma;
  for (const std::string &value : values) {
    os << std::exchange(comma, ",");
    size_t size = value.size() + 2; // With a space and a comma.
    if (column + size > kMaxColumns) {
      os << "\n   ";
      column = 3;
    }
    os << " " << value;
    column += size;
  }
  os << "};\n";
}

/// Prints the QnnPerAxis of a tensor with elements of `type`. All names begin
/// with `prefix`.
static void printPerAxis(QuantizedTypeInterface type, const Twine &prefix,
                         raw_ostream &os) {
  std::string scalesName = (prefix + "_scales").str();
  std::string zeroPointsName = (prefix + "_zero_points").str();
  int64_t size = type.getNumChannels();
  SmallVector<std::string> scales, zeroPoints;
  for (int64_t i = 0; i < size; ++i) {
    scales.push_back(formatScale(type.getScale(i)));
    zeroPoints.push_back(std::to_string(type.getZeroPoint(i)));
  }
  printArray("double", scalesName, scales, os);
  printArray("int32_t", zeroPointsName, zeroPoints, os);
  os << "static const QnnPerAxis " << prefix << "_per_axis = {\n    "
     << *type.getQuantizedAxis() << ", " << size << ", " << scalesName << ", "
     << zeroPointsName << "};\n";
}

/// Prints the array of `tensors`, which are all inputs or all outputs, and what
/// it refers to. C has no empty arrays: there is none for no tensors.
static void printTensors(ArrayRef<BoundaryTensor> tensors, StringRef name,
                         StringRef direction, raw_ostream &os) {
  if (tensors.empty())
    return;
  std::string prefix = llvm::formatv("{0}_{1}", name, direction);
  auto getShapeName = [&](size_t index) {
    return llvm::formatv("{0}_{1}_shape", prefix, index).str();
  };
  os << "\n";
  for (auto [index, tensor] : llvm::enumerate(tensors))
    os << llvm::formatv("#define {0}_{1}_SIZE {2}\n", StringRef(prefix).upper(),
                        index, reference::getNumBytes(tensor.type));
  for (auto [index, tensor] : llvm::enumerate(tensors)) {
    if (tensor.type.getRank() == 0)
      continue;
    os << "static const int64_t " << getShapeName(index) << "[] = {";
    llvm::interleaveComma(tensor.type.getShape(), os);
    os << "};\n";
  }
  os << "static const QnnTensor " << prefix << "s[] = {\n";
  for (auto [index, tensor] : llvm::enumerate(tensors))
    printTensor(tensor, getShapeName(index), os);
  os << "};\n";
  for (auto [index, tensor] : llvm::enumerate(tensors))
    if (QuantizedTypeInterface type = getPerAxisType(tensor))
      printPerAxis(type, Twine(prefix) + "_" + Twine(index), os);
}

void qnn::printHeader(const Signature &signature, const HeaderOptions &options,
                      raw_ostream &os) {
  std::string capitals = StringRef(options.name).upper();
  bool isMulti = options.targets.size() > 1;
  bool hasPerAxis = llvm::any_of(
      llvm::concat<const BoundaryTensor>(signature.inputs, signature.outputs),
      getPerAxisType);
  os << "/* Made by quant-compile for target" << (isMulti ? "s " : " ");
  llvm::interleave(
      options.targets, os,
      [&](const Target *target) {
        os << target->name;
        if (!target->features.empty())
          os << " (" << target->features << ")";
      },
      ",\n * ");
  os << ".\n * Rounding where the model leaves it open: "
     << stringifyRoundingMode(options.rounding) << ". */\n\n"
     << "#ifndef QNN_MODEL_" << capitals << "_H\n"
     << "#define QNN_MODEL_" << capitals << "_H\n\n"
     << "#include <stddef.h>\n#include <stdint.h>\n"
     << kTensorType << (hasPerAxis ? kPerAxisType : "")
     << (options.parallel ? kParallelForType : "")
     << llvm::formatv(kSizes, capitals, options.arenaSize, kArenaAlignment,
                      signature.inputs.size(), signature.outputs.size())
     << llvm::formatv(isMulti ? kEntryPointForSeveral : kEntryPoint,
                      options.name, capitals, kInvokeSuffix,
                      options.parallel ? kParallelForArgument : "",
                      options.parallel ? kParallelForComment : "",
                      kTargetSuffix, kUnsupportedCPU);
  printTensors(signature.inputs, options.name, "input", os);
  printTensors(signature.outputs, options.name, "output", os);
  os << "\n#endif /* QNN_MODEL_" << capitals << "_H */\n";
}
