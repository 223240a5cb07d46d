//===- ReaderTest.cpp - Tests of the TFLite model reader ------------------===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ReaderTestModel.h"

#include <cstring>

using namespace mlir::qnn::tflite;

using llvm::ArrayRef;
using schema::BuiltinOperator;
using schema::TensorType;

namespace {
struct ReaderTest : ModelTest {};
} // namespace

//===----------------------------------------------------------------------===//
// Good models
//===----------------------------------------------------------------------===//

TEST_F(ReaderTest, ReadsAllOfAModel) {
  File file(model);
  llvm::Expected<Model> read = readModel(file.bytes());
  ASSERT_TRUE(static_cast<bool>(read)) << llvm::toString(read.takeError());

  EXPECT_EQ(read->name, "main");
  EXPECT_EQ(read->inputs, std::vector<int32_t>{in});
  EXPECT_EQ(read->outputs, std::vector<int32_t>{out});

  ASSERT_EQ(read->tensors.size(), 7u);
  const Tensor &input = read->tensors[in];
  EXPECT_EQ(input.name, "in");
  EXPECT_EQ(input.type, ElementType::Float32);
  EXPECT_EQ(input.shape, (std::vector<int64_t>{2, 4}));
  EXPECT_FALSE(input.quantization);
  EXPECT_FALSE(input.isConstant());

  const Tensor &activation = read->tensors[x];
  EXPECT_EQ(activation.type, ElementType::Int8);
  ASSERT_TRUE(activation.quantization);
  EXPECT_EQ(activation.quantization->scales, std::vector<float>{0.5f});
  EXPECT_EQ(activation.quantization->zeroPoints, std::vector<int64_t>{-128});
  EXPECT_FALSE(activation.quantization->axis);

  const Tensor &weights = read->tensors[w];
  ASSERT_TRUE(weights.quantization);
  EXPECT_EQ(weights.quantization->scales,
            (std::vector<float>{1.0f, 2.0f, 3.0f}));
  EXPECT_EQ(weights.quantization->zeroPoints, (std::vector<int64_t>{0, 1, -1}));
  EXPECT_EQ(weights.quantization->axis, 0u);
  EXPECT_TRUE(weights.isConstant());
  EXPECT_EQ(weights.data, ArrayRef<uint8_t>(model.buffers[w]->data));
  EXPECT_GE(weights.data.begin(), file.bytes().begin());
  EXPECT_LE(weights.data.end(), file.bytes().end());

  ASSERT_EQ(read->operators.size(), 4u);
  EXPECT_EQ(read->operators[quantize].name, "QUANTIZE");
  EXPECT_TRUE(std::holds_alternative<QuantizeOptions>(
      read->operators[quantize].options));
  const Operator &layer = read->operators[fullyConnected];
  EXPECT_EQ(layer.name, "FULLY_CONNECTED");
  EXPECT_EQ(layer.inputs, (std::vector<int32_t>{x, w, b}));
  EXPECT_EQ(layer.outputs, std::vector<int32_t>{y});
  const auto *options = std::get_if<FullyConnectedOptions>(&layer.options);
  ASSERT_TRUE(options);
  EXPECT_EQ(options->activation, Activation::Relu6);
  EXPECT_TRUE(options->keepNumDims);
  EXPECT_FALSE(options->biasType);
  const auto *newShape =
      std::get_if<ReshapeOptions>(&read->operators[reshape].options);
  ASSERT_TRUE(newShape);
  EXPECT_EQ(newShape->newShape, std::vector<int64_t>{-1});
  EXPECT_TRUE(std::holds_alternative<DequantizeOptions>(
      read->operators[dequantize].options));
}

TEST_F(ReaderTest, AcceptsWhatIsOptional) {
  op(fullyConnected).inputs[2] = Operator::absent;
  op(fullyConnected).builtin_options.Reset();
  op(reshape).builtin_options.Reset();
  graph.name.clear();
  tensor(x).name.clear();
  EXPECT_EQ(getError(model), "");
}

TEST_F(ReaderTest, AcceptsOutputsWithoutOperators) {
  graph.operators.clear();
  graph.outputs = {in, w, in};
  EXPECT_EQ(getError(model), "");
}

TEST_F(ReaderTest, TakesTheGreaterOperatorCode) {
  // Files from before codes outgrew a byte have only the first of the two.
  code(fullyConnected).builtin_code = BuiltinOperator::ADD;
  EXPECT_EQ(getError(model), "");
  code(fullyConnected).deprecated_builtin_code = 0;
  code(fullyConnected).builtin_code = BuiltinOperator::FULLY_CONNECTED;
  EXPECT_EQ(getError(model), "");
}

//===----------------------------------------------------------------------===//
// The file
//===----------------------------------------------------------------------===//

TEST_F(ReaderTest, RefusesAnUnalignedFile) {
  File file(model);
  EXPECT_EQ(getError(file.bytes().drop_front(4)),
            "expected the file in memory aligned to 8 bytes, but got an "
            "unaligned address");
}

TEST_F(ReaderTest, RefusesATinyFile) {
  EXPECT_EQ(getError(ArrayRef<uint8_t>()),
            "expected a file of at least 8 bytes, but got 0");
  File file(model);
  EXPECT_EQ(getError(file.bytes().take_front(7)),
            "expected a file of at least 8 bytes, but got 7");
}

TEST_F(ReaderTest, RefusesAHugeFile) {
  // Not a byte of it is read.
  File file(model);
  EXPECT_EQ(getError(ArrayRef<uint8_t>(file.data(), size_t(1) << 31)),
            "expected a file of less than 2147483647 bytes, but got "
            "2147483648");
}

TEST_F(ReaderTest, RefusesAnotherIdentifier) {
  File file(model);
  std::memcpy(file.data() + 4, "AB\n\x01", 4);
  EXPECT_EQ(getError(file.bytes()),
            "expected file identifier 'TFL3', but got 'AB\\n\\x01'");
}

TEST_F(ReaderTest, RefusesACorruptFile) {
  File file(model);
  uint32_t root = 0x10000000;
  std::memcpy(file.data(), &root, 4);
  EXPECT_EQ(getError(file.bytes()), "expected a well-formed flatbuffer, but "
                                    "got a truncated or corrupt file");
}

TEST_F(ReaderTest, RefusesAnotherVersion) {
  model.version = 2;
  EXPECT_EQ(getError(model), "expected schema version 3, but got 2");
}

TEST_F(ReaderTest, RefusesAnyNumberOfSubgraphsButOne) {
  model.subgraphs.push_back(std::make_unique<schema::SubGraphT>());
  EXPECT_EQ(getError(model), "expected one subgraph, but got 2");
  model.subgraphs.clear();
  EXPECT_EQ(getError(model), "expected one subgraph, but got 0");
}

TEST_F(ReaderTest, RefusesAFileWithoutLists) {
  schema::ModelT empty;
  empty.version = 3;
  empty.subgraphs.push_back(std::make_unique<schema::SubGraphT>());
  EXPECT_EQ(getError(empty),
            "expected at least one graph output, but got none");
}

TEST_F(ReaderTest, RefusesListsSharedToExcess) {
  // Sixty-four tensors whose scales are all the same list, which is more than
  // half of the file.
  constexpr int32_t numScales = 10000;
  flatbuffers::FlatBufferBuilder builder;
  auto shape = builder.CreateVector<int32_t>({numScales});
  auto scales = builder.CreateVector(std::vector<float>(numScales, 1.0f));
  auto quantization = schema::CreateQuantizationParameters(builder, scales);
  auto tensor = schema::CreateTensor(builder, shape, TensorType::INT8,
                                     /*buffer=*/0, /*name=*/0, quantization);
  auto tensors = builder.CreateVector(
      std::vector<flatbuffers::Offset<schema::Tensor>>(64, tensor));
  auto graph = schema::CreateSubGraph(builder, tensors);
  auto graphs = builder.CreateVector(&graph, 1);
  auto buffer = schema::CreateBuffer(builder);
  auto buffers = builder.CreateVector(&buffer, 1);
  schema::FinishModelBuffer(builder, schema::CreateModel(builder, /*version=*/3,
                                                         /*operator_codes=*/0,
                                                         graphs, buffers));
  File file({builder.GetBufferPointer(), builder.GetSize()});
  EXPECT_EQ(getError(file.bytes()), "tensor #4: expected lists of at most " +
                                        std::to_string(builder.GetSize()) +
                                        " entries in all, but got more");
}

//===----------------------------------------------------------------------===//
// Operators
//===----------------------------------------------------------------------===//

TEST_F(ReaderTest, RefusesAnOperatorCodeOutOfRange) {
  op(reshape).opcode_index = 4;
  EXPECT_EQ(getError(model),
            "operator #2: expected operator code index in [0, 4), but got 4");
}

TEST_F(ReaderTest, RefusesOtherOperatorsByName) {
  code(fullyConnected).deprecated_builtin_code = 7;
  code(fullyConnected).builtin_code = BuiltinOperator::EMBEDDING_LOOKUP;
  EXPECT_EQ(getError(model), "operator #1 (EMBEDDING_LOOKUP) producing tensor "
                             "#4 'y': unsupported operator");
  code(fullyConnected).builtin_code = BuiltinOperator::DILATE;
  EXPECT_EQ(getError(model), "operator #1 (DILATE) producing tensor #4 'y': "
                             "unsupported operator");
  code(fullyConnected).builtin_code = static_cast<BuiltinOperator>(12345);
  EXPECT_EQ(getError(model), "operator #1 (number 12345) producing tensor #4 "
                             "'y': unsupported operator");
}

TEST_F(ReaderTest, RefusesOtherOperatorsWithoutAnOutput) {
  code(fullyConnected).builtin_code = BuiltinOperator::DILATE;
  op(fullyConnected).outputs = {7};
  EXPECT_EQ(getError(model), "operator #1 (DILATE): unsupported operator");
  op(fullyConnected).outputs = {};
  EXPECT_EQ(getError(model), "operator #1 (DILATE): unsupported operator");
}

TEST_F(ReaderTest, RefusesCustomOperatorsByName) {
  code(quantize).builtin_code = BuiltinOperator::CUSTOM;
  code(quantize).deprecated_builtin_code = 32;
  code(quantize).custom_code = "My\tOp";
  EXPECT_EQ(getError(model), "operator #0 (custom 'My\\tOp') producing tensor "
                             "#1 'x': unsupported operator");
}

TEST_F(ReaderTest, RefusesANewerOperatorVersion) {
  code(reshape).version = 2;
  EXPECT_EQ(getError(model),
            "operator #2 (RESHAPE): expected version 1 at most, but got 2");
}

//===----------------------------------------------------------------------===//
// The flow of data
//===----------------------------------------------------------------------===//

TEST_F(ReaderTest, RefusesAnInputIndexOutOfRange) {
  op(fullyConnected).inputs[1] = 77;
  EXPECT_EQ(getError(model), "operator #1 (FULLY_CONNECTED): input #1: "
                             "expected tensor index in [0, 7), but got 77");
  // Only -1 stands for an absent input.
  op(fullyConnected).inputs[1] = -2;
  EXPECT_EQ(getError(model), "operator #1 (FULLY_CONNECTED): input #1: "
                             "expected tensor index in [0, 7), but got -2");
}

TEST_F(ReaderTest, RefusesAnOutputIndexOutOfRange) {
  op(fullyConnected).outputs[0] = 7;
  EXPECT_EQ(getError(model), "operator #1 (FULLY_CONNECTED): output #0: "
                             "expected tensor index in [0, 7), but got 7");
  op(fullyConnected).outputs[0] = -1;
  EXPECT_EQ(getError(model), "operator #1 (FULLY_CONNECTED): output #0: "
                             "expected tensor index in [0, 7), but got -1");
}

TEST_F(ReaderTest, RefusesAUseBeforeTheValue) {
  std::swap(graph.operators[quantize], graph.operators[fullyConnected]);
  EXPECT_EQ(getError(model),
            "operator #0 (FULLY_CONNECTED): input #0: expected tensor #1 'x' "
            "to be a constant, a graph input or the output of an earlier "
            "operator, but got none of these");
}

TEST_F(ReaderTest, RefusesAnOperatorThatUsesItsOutput) {
  op(fullyConnected).inputs[0] = y;
  EXPECT_EQ(getError(model),
            "operator #1 (FULLY_CONNECTED): input #0: expected tensor #4 'y' "
            "to be a constant, a graph input or the output of an earlier "
            "operator, but got none of these");
}

TEST_F(ReaderTest, RefusesASecondValue) {
  op(reshape).outputs = {y};
  EXPECT_EQ(getError(model),
            "operator #2 (RESHAPE): output #0: expected tensor #4 'y' to have "
            "no value yet, but got the output of an operator");
  op(reshape).outputs = {z, z};
  EXPECT_EQ(getError(model),
            "operator #2 (RESHAPE): output #1: expected tensor #5 'z' to have "
            "no value yet, but got the output of an operator");
  op(reshape).outputs = {w};
  EXPECT_EQ(getError(model),
            "operator #2 (RESHAPE): output #0: expected tensor #2 'w' to have "
            "no value yet, but got a constant");
  op(reshape).outputs = {in};
  EXPECT_EQ(getError(model),
            "operator #2 (RESHAPE): output #0: expected tensor #0 'in' to have "
            "no value yet, but got a graph input");
}

TEST_F(ReaderTest, RefusesBadGraphInputs) {
  graph.inputs = {in, 7};
  EXPECT_EQ(getError(model),
            "graph input #1: expected tensor index in [0, 7), but got 7");
  graph.inputs = {in, in};
  EXPECT_EQ(getError(model), "graph input #1: expected tensor #0 'in' to have "
                             "no value yet, but got a graph input");
  graph.inputs = {w};
  EXPECT_EQ(getError(model), "graph input #0: expected tensor #2 'w' to have "
                             "no value yet, but got a constant");
}

TEST_F(ReaderTest, RefusesBadGraphOutputs) {
  graph.outputs = {-1};
  EXPECT_EQ(getError(model),
            "graph output #0: expected tensor index in [0, 7), but got -1");
  addTensor(model, "nothing", TensorType::FLOAT32, {1});
  graph.outputs = {out, 7};
  EXPECT_EQ(getError(model),
            "graph output #1: expected tensor #7 'nothing' to be a constant, a "
            "graph input or the output of an earlier operator, but got none of "
            "these");
  graph.outputs = {};
  EXPECT_EQ(getError(model),
            "expected at least one graph output, but got none");
}

//===----------------------------------------------------------------------===//
// Damage
//===----------------------------------------------------------------------===//

// What these expect is that nothing happens but an error or a model whose data
// is inside the file.  They say most with sanitizers on.

static void expectNoHarm(ArrayRef<uint8_t> file) {
  llvm::Expected<Model> model = readModel(file);
  if (!model)
    return llvm::consumeError(model.takeError());
  for (const Tensor &tensor : model->tensors) {
    if (!tensor.isConstant())
      continue;
    EXPECT_GE(tensor.data.begin(), file.begin());
    EXPECT_LE(tensor.data.end(), file.end());
  }
}

TEST_F(ReaderTest, SurvivesEveryTruncation) {
  std::vector<uint8_t> bytes = File(model).bytes().vec();
  for (size_t size = 0; size < bytes.size(); ++size) {
    // A copy, so that a sanitizer knows where it ends.
    File file(ArrayRef<uint8_t>(bytes).take_front(size));
    expectNoHarm(file.bytes());
  }
}

TEST_F(ReaderTest, SurvivesEveryFlippedBit) {
  File file(model);
  for (size_t bit = 0, e = 8 * file.bytes().size(); bit < e; ++bit) {
    file.data()[bit / 8] ^= 1u << bit % 8;
    expectNoHarm(file.bytes());
    file.data()[bit / 8] ^= 1u << bit % 8;
  }
}
