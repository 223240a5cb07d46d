//===- Reader.cpp - Validated TFLite model reader -------------------------===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The file, its graph, and the flow of data through it.  ReadTensor.cpp and
// ReadOptions.cpp have what concerns one tensor or one operator alone.
//
//===----------------------------------------------------------------------===//

#include "qnn/Import/TFLite/Reader.h"
#include "ReaderDetail.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/Alignment.h"
#include "llvm/Support/ErrorHandling.h"

#include <algorithm>

using namespace mlir::qnn::tflite;
using namespace mlir::qnn::tflite::detail;

using llvm::ArrayRef;
using llvm::Error;
using llvm::Expected;
using llvm::StringRef;

//===----------------------------------------------------------------------===//
// The file
//===----------------------------------------------------------------------===//

/// Checks that the file is a flatbuffer of our schema, which makes it safe to
/// use flatc's accessors.
static Error verifyFile(ArrayRef<uint8_t> file) {
  // The accessors load scalars of up to 8 bytes.  The verifier checks their
  // alignment within the file, so the file has to be aligned itself.
  if (!llvm::isAddrAligned(llvm::Align(8), file.data()))
    return makeError("expected the file in memory aligned to 8 bytes, but got "
                     "an unaligned address");

  // Four bytes of offset to the root table, four bytes of identifier.
  constexpr size_t headerSize = 8;
  if (file.size() < headerSize)
    return makeError("expected a file of at least {0} bytes, but got {1}",
                     headerSize, file.size());
  if (file.size() >= FLATBUFFERS_MAX_BUFFER_SIZE)
    return makeError("expected a file of less than {0} bytes, but got {1}",
                     FLATBUFFERS_MAX_BUFFER_SIZE, file.size());
  StringRef identifier(reinterpret_cast<const char *>(file.data()) + 4, 4);
  if (identifier != schema::ModelIdentifier())
    return makeError("expected file identifier '{0}', but got {1}",
                     schema::ModelIdentifier(), quoteName(identifier));

  flatbuffers::Verifier::Options options;
  // Model, SubGraph, Tensor, QuantizationParameters, details.
  options.max_depth = 5;
  // Counts a table once for each reference to it, so this also bounds the time
  // that a file of shared tables can take.
  options.max_tables = 1000000;
  flatbuffers::Verifier verifier(file.data(), file.size(), options);
  if (!schema::VerifyModelBuffer(verifier))
    return makeError("expected a well-formed flatbuffer, but got a truncated "
                     "or corrupt file");
  return Error::success();
}

//===----------------------------------------------------------------------===//
// The flow of data
//===----------------------------------------------------------------------===//

namespace {
/// Where the value of a tensor comes from.
enum class Origin : uint8_t { None, Constant, GraphInput, Operator };

/// The graph as far as it has been read.
struct GraphState {
  Model model;
  /// For each tensor of the model, where it has got its value so far.
  std::vector<Origin> origins;

  /// Checks an index from the file, and that the tensor has its value by the
  /// time it is used.
  Error use(int32_t tensor) const;

  /// Checks an index from the file and gives the tensor its value, which it
  /// must not have yet.
  Error define(int32_t tensor, Origin origin);

  std::string describe(int32_t tensor) const {
    return describeTensor(tensor, model.tensors[tensor].name);
  }
};
} // namespace

static StringRef describeOrigin(Origin origin) {
  switch (origin) {
  case Origin::None:
    return "no value";
  case Origin::Constant:
    return "a constant";
  case Origin::GraphInput:
    return "a graph input";
  case Origin::Operator:
    return "the output of an operator";
  }
  llvm_unreachable("unknown origin");
}

/// Checks that an index from the file is that of one of `count` things.
static Error checkIndex(StringRef what, int64_t index, size_t count) {
  if (index < 0 || static_cast<uint64_t>(index) >= count)
    return makeError("expected {0} index in [0, {1}), but got {2}", what, count,
                     index);
  return Error::success();
}

Error GraphState::use(int32_t tensor) const {
  if (Error error = checkIndex("tensor", tensor, model.tensors.size()))
    return error;
  if (origins[tensor] == Origin::None)
    return makeError("expected {0} to be a constant, a graph input or the "
                     "output of an earlier operator, but got none of these",
                     describe(tensor));
  return Error::success();
}

Error GraphState::define(int32_t tensor, Origin origin) {
  if (Error error = checkIndex("tensor", tensor, model.tensors.size()))
    return error;
  if (origins[tensor] != Origin::None)
    return makeError("expected {0} to have no value yet, but got {1}",
                     describe(tensor), describeOrigin(origins[tensor]));
  origins[tensor] = origin;
  return Error::success();
}

/// Calls `check` for each tensor in turn, until one fails.  `what` says what
/// they are to their owner.
static Error checkTensors(StringRef what, ArrayRef<int32_t> tensors,
                          llvm::function_ref<Error(int32_t)> check) {
  for (auto [i, tensor] : llvm::enumerate(tensors))
    if (Error error = check(tensor))
      return addPlace(llvm::formatv("{0} #{1}", what, i).str(),
                      std::move(error));
  return Error::success();
}

//===----------------------------------------------------------------------===//
// Operators
//===----------------------------------------------------------------------===//

static schema::BuiltinOperator
getBuiltinCode(const schema::OperatorCode &code) {
  return std::max(
      static_cast<schema::BuiltinOperator>(code.deprecated_builtin_code()),
      code.builtin_code());
}

/// Returns "operator #3 (CONV_2D)" and the like.
static std::string describeOperator(size_t index,
                                    const schema::OperatorCode &code) {
  schema::BuiltinOperator builtin = getBuiltinCode(code);
  if (builtin == schema::BuiltinOperator::CUSTOM)
    return llvm::formatv("operator #{0} (custom {1})", index,
                         quoteName(getString(code.custom_code())));
  return llvm::formatv(
      "operator #{0} ({1})", index,
      nameOrNumber(builtin, schema::EnumNameBuiltinOperator(builtin)));
}

/// Returns " producing tensor #5 'conv1'", which tells a user which layer it
/// is, or "" for an operator without an output.
static std::string describeResult(const schema::Operator &source,
                                  const GraphState &state) {
  if (getSize(source.outputs()) == 0)
    return "";
  int32_t tensor = source.outputs()->Get(0);
  if (Error error = checkIndex("tensor", tensor, state.model.tensors.size())) {
    llvm::consumeError(std::move(error));
    return "";
  }
  return llvm::formatv(" producing {0}", state.describe(tensor));
}

/// Reads an operator of a supported kind.
static Expected<Operator> readOperator(const schema::Operator &source,
                                       const schema::OperatorCode &code,
                                       const OperatorKind &kind,
                                       ListReader &lists, GraphState &state) {
  if (code.version() > kind.maxVersion)
    return makeError("expected version {0} at most, but got {1}",
                     kind.maxVersion, code.version());
  Expected<OperatorOptions> options = kind.readOptions(source, lists);
  if (!options)
    return options.takeError();
  Expected<std::vector<int32_t>> inputs = lists.read<int32_t>(source.inputs());
  if (!inputs)
    return inputs.takeError();
  Expected<std::vector<int32_t>> outputs =
      lists.read<int32_t>(source.outputs());
  if (!outputs)
    return outputs.takeError();

  if (Error error = checkTensors("input", *inputs, [&](int32_t tensor) {
        return tensor == Operator::absent ? Error::success()
                                          : state.use(tensor);
      }))
    return error;
  if (Error error = checkTensors("output", *outputs, [&](int32_t tensor) {
        return state.define(tensor, Origin::Operator);
      }))
    return error;

  return Operator{schema::EnumNameBuiltinOperator(kind.code),
                  std::move(*options), std::move(*inputs), std::move(*outputs)};
}

//===----------------------------------------------------------------------===//
// The graph
//===----------------------------------------------------------------------===//

static Error readTensors(const schema::SubGraph &graph,
                         const BufferList *buffers, const ReadOptions &options,
                         ListReader &lists, GraphState &state) {
  for (size_t i = 0, e = getSize(graph.tensors()); i < e; ++i) {
    const schema::Tensor &source = *graph.tensors()->Get(i);
    Expected<Tensor> tensor = readTensor(source, buffers, options, lists);
    if (!tensor)
      return addPlace(describeTensor(i, getString(source.name())),
                      tensor.takeError());
    state.origins.push_back(tensor->isConstant() ? Origin::Constant
                                                 : Origin::None);
    state.model.tensors.push_back(std::move(*tensor));
  }
  return Error::success();
}

static Error readGraphInputs(const schema::SubGraph &graph, ListReader &lists,
                             GraphState &state) {
  Expected<std::vector<int32_t>> inputs = lists.read<int32_t>(graph.inputs());
  if (!inputs)
    return inputs.takeError();
  state.model.inputs = std::move(*inputs);
  return checkTensors("graph input", state.model.inputs, [&](int32_t tensor) {
    return state.define(tensor, Origin::GraphInput);
  });
}

static Error readOperators(const schema::SubGraph &graph,
                           const OperatorCodeList *codes, ListReader &lists,
                           GraphState &state) {
  for (size_t i = 0, e = getSize(graph.operators()); i < e; ++i) {
    const schema::Operator &source = *graph.operators()->Get(i);
    if (Error error =
            checkIndex("operator code", source.opcode_index(), getSize(codes)))
      return addPlace(llvm::formatv("operator #{0}", i).str(),
                      std::move(error));
    const schema::OperatorCode &code = *codes->Get(source.opcode_index());

    const OperatorKind *kind = lookUpOperator(getBuiltinCode(code));
    if (!kind)
      return addPlace(describeOperator(i, code) + describeResult(source, state),
                      makeError("unsupported operator"));
    Expected<Operator> result = readOperator(source, code, *kind, lists, state);
    if (!result)
      return addPlace(describeOperator(i, code), result.takeError());
    state.model.operators.push_back(std::move(*result));
  }
  return Error::success();
}

static Error readGraphOutputs(const schema::SubGraph &graph, ListReader &lists,
                              GraphState &state) {
  Expected<std::vector<int32_t>> outputs = lists.read<int32_t>(graph.outputs());
  if (!outputs)
    return outputs.takeError();
  if (outputs->empty())
    return makeError("expected at least one graph output, but got none");
  state.model.outputs = std::move(*outputs);
  return checkTensors("graph output", state.model.outputs,
                      [&](int32_t tensor) { return state.use(tensor); });
}

Expected<Model> mlir::qnn::tflite::readModel(ArrayRef<uint8_t> file,
                                             const ReadOptions &options) {
  if (options.batchSize &&
      (*options.batchSize < 1 || *options.batchSize > INT32_MAX))
    return makeError("expected a batch size in [1, 2^31), but got {0}",
                     *options.batchSize);
  if (Error error = verifyFile(file))
    return error;
  const schema::Model &source = *schema::GetModel(file.data());
  constexpr uint32_t version = 3;
  if (source.version() != version)
    return makeError("expected schema version {0}, but got {1}", version,
                     source.version());
  if (getSize(source.subgraphs()) != 1)
    return makeError("expected one subgraph, but got {0}",
                     getSize(source.subgraphs()));
  const schema::SubGraph &graph = *source.subgraphs()->Get(0);

  // In this order: an operator uses what is defined before it.
  ListReader lists(file.size());
  GraphState state;
  state.model.name = getString(graph.name());
  if (Error error = readTensors(graph, source.buffers(), options, lists, state))
    return error;
  if (Error error = readGraphInputs(graph, lists, state))
    return error;
  if (Error error = readOperators(graph, source.operator_codes(), lists, state))
    return error;
  if (Error error = readGraphOutputs(graph, lists, state))
    return error;
  return std::move(state.model);
}
