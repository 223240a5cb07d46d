//===- ReadTensorTest.cpp - Tests of reading TFLite tensors ---------------===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ReaderTestModel.h"

#include "llvm/Support/MathExtras.h"

#include <algorithm>
#include <cstring>
#include <limits>

using namespace mlir::qnn::tflite;

using schema::TensorType;

namespace {
struct ReadTensorTest : ModelTest {};
} // namespace

//===----------------------------------------------------------------------===//
// Tensors
//===----------------------------------------------------------------------===//

TEST_F(ReadTensorTest, AcceptsAScalar) {
  tensor(b).shape = {};
  setQuantization(tensor(b), {1.0f}, {0});
  model.buffers[b]->data.resize(4);
  EXPECT_EQ(getError(model), "");
}

TEST_F(ReadTensorTest, CountsTheBytesOfAnyType) {
  const struct {
    TensorType type;
    size_t bytes;
  } cases[] = {{TensorType::INT4, 8},     {TensorType::BOOL, 15},
               {TensorType::INT8, 15},    {TensorType::UINT8, 15},
               {TensorType::INT16, 30},   {TensorType::UINT16, 30},
               {TensorType::FLOAT16, 30}, {TensorType::BFLOAT16, 30},
               {TensorType::INT32, 60},   {TensorType::UINT32, 60},
               {TensorType::FLOAT32, 60}, {TensorType::INT64, 120},
               {TensorType::UINT64, 120}, {TensorType::FLOAT64, 120}};
  tensor(w).shape = {3, 5};
  tensor(w).quantization.reset();
  for (auto [type, bytes] : cases) {
    tensor(w).type = type;
    model.buffers[w]->data.resize(bytes);
    EXPECT_EQ(getError(model), "") << schema::EnumNameTensorType(type);
    model.buffers[w]->data.resize(bytes - 1);
    EXPECT_EQ(getError(model),
              "tensor #2 'w': expected " + std::to_string(bytes) +
                  " bytes of data, but got " + std::to_string(bytes - 1))
        << schema::EnumNameTensorType(type);
  }
}

TEST_F(ReadTensorTest, RefusesElementTypesByName) {
  const struct {
    TensorType type;
    const char *name;
  } cases[] = {{TensorType::STRING, "STRING"},
               {TensorType::RESOURCE, "RESOURCE"},
               {TensorType::VARIANT, "VARIANT"},
               {TensorType::COMPLEX64, "COMPLEX64"},
               {TensorType::COMPLEX128, "COMPLEX128"},
               {TensorType::INT2, "INT2"},
               {TensorType::UINT4, "UINT4"},
               {TensorType::FLOAT8_E4M3FN, "FLOAT8_E4M3FN"},
               {TensorType::FLOAT8_E5M2, "FLOAT8_E5M2"},
               {static_cast<TensorType>(99), "number 99"},
               {static_cast<TensorType>(-1), "number -1"}};
  for (auto [type, name] : cases) {
    tensor(x).type = type;
    EXPECT_EQ(getError(model),
              std::string("tensor #1 'x': expected a supported element type, "
                          "but got ") +
                  name);
  }
}

TEST_F(ReadTensorTest, RefusesTooManyDimensions) {
  tensor(x).shape = {1, 1, 1, 1, 1, 1, 2, 4};
  EXPECT_EQ(getError(model), "");
  tensor(x).shape = {1, 1, 1, 1, 1, 1, 1, 2, 4};
  EXPECT_EQ(getError(model),
            "tensor #1 'x': expected at most 8 dimensions, but got 9");
}

TEST_F(ReadTensorTest, RefusesADynamicShape) {
  tensor(x).shape = {2, -1};
  EXPECT_EQ(getError(model), "tensor #1 'x': expected a static shape, but got "
                             "-1 as dimension #1");
}

TEST_F(ReadTensorTest, RefusesAnEmptyTensor) {
  tensor(x).shape = {0, 4};
  EXPECT_EQ(getError(model),
            "tensor #1 'x': expected dimension #0 to be at least 1, but got 0");
}

TEST_F(ReadTensorTest, RefusesMoreBytesThanFit) {
  const int32_t max = std::numeric_limits<int32_t>::max();
  tensor(in).shape = {max / 4};
  EXPECT_EQ(getError(model), "");
  tensor(in).shape = {max / 4 + 1};
  EXPECT_EQ(getError(model), "tensor #0 'in': expected at most 2147483647 "
                             "bytes, but got the shape [536870912]");
  // The product is 0 in 64 bits.
  tensor(in).shape = {1 << 30, 1 << 30, 1 << 30};
  EXPECT_EQ(getError(model),
            "tensor #0 'in': expected at most 2147483647 bytes, but got the "
            "shape [1073741824, 1073741824, 1073741824]");
}

TEST_F(ReadTensorTest, RefusesAVariable) {
  tensor(x).is_variable = true;
  EXPECT_EQ(getError(model), "tensor #1 'x': expected a tensor without state, "
                             "but got a variable");
}

TEST_F(ReadTensorTest, RefusesASparseTensor) {
  tensor(w).sparsity = std::make_unique<schema::SparsityParametersT>();
  EXPECT_EQ(getError(model),
            "tensor #2 'w': expected a dense tensor, but got a sparse one");
}

TEST_F(ReadTensorTest, RefusesABufferIndexOutOfRange) {
  tensor(w).buffer = 4;
  EXPECT_EQ(getError(model),
            "tensor #2 'w': expected buffer index in [0, 4), but got 4");
  model.buffers.clear();
  EXPECT_EQ(getError(model),
            "tensor #0 'in': expected buffer index in [0, 0), but got 0");
}

TEST_F(ReadTensorTest, RefusesDataInBufferZero) {
  model.buffers[0]->data.resize(32);
  EXPECT_EQ(getError(model), "tensor #0 'in': expected buffer #0 to be empty, "
                             "but got 32 bytes");
}

TEST_F(ReadTensorTest, RefusesDataBehindTheFlatbuffer) {
  model.buffers[w]->offset = 4096;
  model.buffers[w]->size = 12;
  EXPECT_EQ(getError(model),
            "tensor #2 'w': expected buffer #2 inside the flatbuffer, but got "
            "12 bytes at offset 4096 of the file");
  // Some writers put these where the data is inside.
  model.buffers[w]->offset = 1;
  model.buffers[w]->size = 1;
  EXPECT_EQ(getError(model), "");
}

TEST_F(ReadTensorTest, RefusesDataInAnotherFile) {
  tensor(w).external_buffer = 7;
  EXPECT_EQ(getError(model), "tensor #2 'w': expected data in the same file, "
                             "but got external buffer #7");
}

TEST_F(ReadTensorTest, RefusesDataOfTheWrongSize) {
  model.buffers[w]->data.push_back(0);
  EXPECT_EQ(getError(model),
            "tensor #2 'w': expected 12 bytes of data, but got 13");
}

TEST_F(ReadTensorTest, EscapesAndShortensNames) {
  tensor(x).shape = {0};
  tensor(x).name = "a\nb\"\\\x1b[31m\xff";
  EXPECT_EQ(getError(model),
            "tensor #1 'a\\nb\\\"\\\\\\x1B[31m\\xFF': expected dimension #0 to "
            "be at least 1, but got 0");
  tensor(x).name = std::string(1000, 'n');
  EXPECT_EQ(getError(model),
            "tensor #1 '" + std::string(80, 'n') +
                "...': expected dimension #0 to be at least 1, but got 0");
  tensor(x).name = "{0}{1}";
  EXPECT_EQ(getError(model), "tensor #1 '{0}{1}': expected dimension #0 to be "
                             "at least 1, but got 0");
}

//===----------------------------------------------------------------------===//
// Quantization
//===----------------------------------------------------------------------===//

TEST_F(ReadTensorTest, SupposesZeroPointsOfZero) {
  tensor(w).quantization->zero_point.clear();
  File file(model);
  llvm::Expected<Model> read = readModel(file.bytes());
  ASSERT_TRUE(static_cast<bool>(read)) << llvm::toString(read.takeError());
  EXPECT_EQ(read->tensors[w].quantization->zeroPoints,
            (std::vector<int64_t>{0, 0, 0}));
}

TEST_F(ReadTensorTest, TakesEmptyQuantizationForNone) {
  setQuantization(tensor(in), {}, {});
  File file(model);
  llvm::Expected<Model> read = readModel(file.bytes());
  ASSERT_TRUE(static_cast<bool>(read)) << llvm::toString(read.takeError());
  EXPECT_FALSE(read->tensors[in].quantization);
}

TEST_F(ReadTensorTest, TakesOneScaleForTheWholeTensor) {
  // The axis is in range and as long as the list of scales.
  tensor(z).shape = {1, 6};
  File file(model);
  llvm::Expected<Model> read = readModel(file.bytes());
  ASSERT_TRUE(static_cast<bool>(read)) << llvm::toString(read.takeError());
  EXPECT_FALSE(read->tensors[z].quantization->axis);
}

TEST_F(ReadTensorTest, ReadsZeroPointsAtAnyAlignment) {
  // The zero points of `w` as they are in the file: the number of entries, then
  // the entries {0, 1, -1}.  A copy of them goes to the end of the file, with
  // the number at a multiple of 8 bytes, so that no entry is at one.
  const uint32_t list[] = {3, 0, 0, 1, 0, 0xffffffff, 0xffffffff};
  const auto *listBytes = reinterpret_cast<const uint8_t *>(list);
  std::vector<uint8_t> bytes = File(model).bytes().vec();
  auto place = std::search(bytes.begin(), bytes.end(), listBytes,
                           listBytes + sizeof(list));
  ASSERT_NE(place, bytes.end());
  uint32_t from = place - bytes.begin();
  bytes.resize(llvm::alignTo(bytes.size(), 8));
  uint32_t to = bytes.size();
  bytes.insert(bytes.end(), listBytes, listBytes + sizeof(list));

  // The reference to the list counts from its own place.
  unsigned numReferences = 0;
  for (uint32_t at = 0; at < from; at += 4) {
    uint32_t offset;
    std::memcpy(&offset, &bytes[at], 4);
    if (at + offset != from)
      continue;
    offset = to - at;
    std::memcpy(&bytes[at], &offset, 4);
    ++numReferences;
  }
  ASSERT_EQ(numReferences, 1u);

  File file(bytes);
  llvm::Expected<Model> read = readModel(file.bytes());
  ASSERT_TRUE(static_cast<bool>(read)) << llvm::toString(read.takeError());
  EXPECT_EQ(read->tensors[w].quantization->zeroPoints,
            (std::vector<int64_t>{0, 1, -1}));
}

TEST_F(ReadTensorTest, RefusesOtherWaysToQuantize) {
  auto &details = tensor(w).quantization->details;
  details.Set(schema::BlockwiseQuantizationT());
  EXPECT_EQ(getError(model), "tensor #2 'w': expected scales and zero points, "
                             "but got BlockwiseQuantization");
  details.Set(schema::CustomQuantizationT());
  EXPECT_EQ(getError(model), "tensor #2 'w': expected scales and zero points, "
                             "but got CustomQuantization");
}

TEST_F(ReadTensorTest, RefusesQuantizationOfOtherTypes) {
  setQuantization(tensor(in), {0.5f}, {0});
  EXPECT_EQ(
      getError(model),
      "tensor #0 'in': expected a type that can be quantized, but got FLOAT32");
}

TEST_F(ReadTensorTest, RefusesAnotherNumberOfZeroPoints) {
  tensor(w).quantization->zero_point = {0};
  EXPECT_EQ(getError(model), "tensor #2 'w': expected as many zero points as "
                             "scales (3), but got 1");
  tensor(w).quantization->scale = {};
  EXPECT_EQ(getError(model), "tensor #2 'w': expected as many zero points as "
                             "scales (0), but got 1");
}

TEST_F(ReadTensorTest, RefusesAnotherNumberOfScales) {
  setQuantization(tensor(w), {1.0f, 2.0f}, {0, 0});
  EXPECT_EQ(getError(model), "tensor #2 'w': expected 1 scale or 3 for "
                             "dimension #0, but got 2");
}

TEST_F(ReadTensorTest, RefusesAnAxisOutOfRange) {
  tensor(w).quantization->quantized_dimension = 2;
  EXPECT_EQ(getError(model), "tensor #2 'w': expected quantized dimension in "
                             "[0, 2), but got 2");
  tensor(w).quantization->quantized_dimension = -1;
  EXPECT_EQ(getError(model), "tensor #2 'w': expected quantized dimension in "
                             "[0, 2), but got -1");
}

TEST_F(ReadTensorTest, RefusesScalesThatAreNotFiniteAndPositive) {
  const struct {
    float scale;
    const char *text;
  } cases[] = {{0.0f, "0.000000e+00"},
               {-0.5f, "-5.000000e-01"},
               {std::numeric_limits<float>::infinity(), "INF"},
               {std::numeric_limits<float>::quiet_NaN(), "nan"}};
  for (auto [scale, text] : cases) {
    tensor(w).quantization->scale[1] = scale;
    EXPECT_EQ(getError(model),
              std::string("tensor #2 'w': expected scale #1 to be finite and "
                          "positive, but got ") +
                  text);
  }
  tensor(w).quantization->scale[1] = std::numeric_limits<float>::denorm_min();
  EXPECT_EQ(getError(model), "");
}

TEST_F(ReadTensorTest, RefusesZeroPointsOutOfRange) {
  const struct {
    TensorType type;
    int64_t min;
    int64_t max;
  } cases[] = {
      {TensorType::INT4, -8, 7},
      {TensorType::INT8, -128, 127},
      {TensorType::UINT8, 0, 255},
      {TensorType::INT16, -32768, 32767},
      {TensorType::UINT16, 0, 65535},
      {TensorType::INT32, std::numeric_limits<int32_t>::min(),
       std::numeric_limits<int32_t>::max()},
  };
  for (auto [type, min, max] : cases) {
    tensor(x).type = type;
    for (int64_t good : {min, max}) {
      setQuantization(tensor(x), {1.0f}, {good});
      EXPECT_EQ(getError(model), "");
    }
    for (int64_t bad : {min - 1, max + 1}) {
      setQuantization(tensor(x), {1.0f}, {bad});
      EXPECT_EQ(getError(model), "tensor #1 'x': expected zero point #0 in [" +
                                     std::to_string(min) + ", " +
                                     std::to_string(max) + "], but got " +
                                     std::to_string(bad));
    }
  }
}
