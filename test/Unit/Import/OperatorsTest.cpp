//===- OperatorsTest.cpp - Operators that the importer refuses ------------===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Models of one operator, each wrong in one way. What the verifiers of the
// dialect say is tested with them; here is what only the importer can tell.
//
//===----------------------------------------------------------------------===//

#include "ReaderTestModel.h"

#include "mlir/IR/Diagnostics.h"
#include "mlir/IR/MLIRContext.h"
#include "qnn/Import/TFLite/Importer.h"

using namespace mlir::qnn::tflite;

using Kind = schema::BuiltinOperator;
using schema::TensorType;
using Shape = std::vector<int32_t>;

namespace {
class OperatorsTest : public testing::Test {
protected:
  OperatorsTest() { reset(); }

  void reset() {
    model = schema::ModelT();
    model.version = 3;
    model.buffers.push_back(std::make_unique<schema::BufferT>());
    model.subgraphs.push_back(std::make_unique<schema::SubGraphT>());
  }
  schema::SubGraphT &graph() { return *model.subgraphs[0]; }

  /// Adds an activation, an input of the graph unless it becomes an output.
  int32_t add(Shape shape, TensorType type = TensorType::INT8,
              float scale = 0.5f) {
    schema::TensorT &tensor = addTensor(model, "", type, std::move(shape));
    setQuantization(tensor, {scale}, {0});
    return graph().tensors.size() - 1;
  }

  int32_t addConstant(Shape shape, TensorType type, std::vector<uint8_t> data) {
    int32_t tensor = add(std::move(shape), type);
    graph().tensors[tensor]->buffer = model.buffers.size();
    model.buffers.push_back(std::make_unique<schema::BufferT>());
    model.buffers.back()->data = std::move(data);
    return tensor;
  }

  int32_t addIntegers(std::vector<int32_t> integers) {
    int32_t size = integers.size();
    const auto *bytes = reinterpret_cast<const uint8_t *>(integers.data());
    return addConstant({size}, TensorType::INT32, {bytes, bytes + 4 * size});
  }

  /// Adds integers without scales.
  int32_t addUnscaled(Shape shape) {
    addTensor(model, "", TensorType::INT32, std::move(shape));
    return graph().tensors.size() - 1;
  }

  /// The error about the only operator, without its name; the model is empty
  /// again.
  std::string getError(Kind kind, std::vector<int32_t> inputs,
                       std::vector<int32_t> outputs);
  template <typename Options>
  std::string getError(Kind kind, std::vector<int32_t> inputs,
                       std::vector<int32_t> outputs, Options options) {
    builtinOptions.Set(std::move(options));
    return getError(kind, std::move(inputs), std::move(outputs));
  }

  schema::ModelT model;
  schema::BuiltinOptionsUnion builtinOptions;
  ImportOptions importOptions;
};
} // namespace

std::string OperatorsTest::getError(Kind kind, std::vector<int32_t> inputs,
                                    std::vector<int32_t> outputs) {
  for (int32_t i = 0, e = graph().tensors.size(); i < e; ++i)
    if (graph().tensors[i]->buffer == 0 && !llvm::is_contained(outputs, i))
      graph().inputs.push_back(i);
  // Integers without scales are no outputs of a graph; inputs are.
  bool yieldsIntegers =
      !outputs.empty() && !graph().tensors[outputs[0]]->quantization;
  if (yieldsIntegers)
    graph().inputs.push_back(add({1}));
  graph().outputs = yieldsIntegers ? graph().inputs : outputs;
  addOperator(model, kind, std::move(inputs), std::move(outputs))
      .builtin_options = builtinOptions;

  mlir::MLIRContext context;
  std::string errors;
  mlir::ScopedDiagnosticHandler handler(
      &context, [&](mlir::Diagnostic &diagnostic) {
        llvm::raw_string_ostream(errors) << diagnostic;
      });
  File file(model);
  llvm::StringRef bytes(reinterpret_cast<const char *>(file.data()),
                        file.bytes().size());
  mlir::OwningOpRef<mlir::ModuleOp> module =
      importModel({bytes, "model.tflite"}, &context, importOptions);
  EXPECT_EQ(!module, !errors.empty());
  reset();
  builtinOptions.Reset();
  auto [place, message] = llvm::StringRef(errors).split("): ");
  return message.empty() ? errors : message.str();
}

static schema::Conv2DOptionsT getConv2DOptions() {
  schema::Conv2DOptionsT options;
  options.stride_h = options.stride_w = 1;
  return options;
}

//===----------------------------------------------------------------------===//
// Options
//===----------------------------------------------------------------------===//

TEST_F(OperatorsTest, OptionsOfWindows) {
  auto getPoolError = [&](auto spoil) {
    schema::Pool2DOptionsT options;
    options.stride_h = options.stride_w = 1;
    options.filter_height = options.filter_width = 1;
    spoil(options);
    int32_t in = add({1, 1, 1, 1}), out = add({1, 1, 1, 1});
    return getError(Kind::MAX_POOL_2D, {in}, {out}, options);
  };
  EXPECT_EQ(getPoolError([](auto &) {}), "");
  EXPECT_EQ(getPoolError([](auto &options) { options.stride_h = 0; }),
            "expected strides of at least 1, but got 0");
  EXPECT_EQ(getPoolError([](auto &options) { options.stride_w = -1; }),
            "expected strides of at least 1, but got -1");
  EXPECT_EQ(getPoolError([](auto &options) { options.filter_width = 0; }),
            "expected window sizes of at least 1, but got 0");
  EXPECT_EQ(getPoolError([](auto &options) {
              options.padding = static_cast<schema::Padding>(2);
            }),
            "expected padding SAME or VALID, but got number 2");
  EXPECT_EQ(
      getError(Kind::MAX_POOL_2D, {add({1, 1, 1, 1})}, {add({1, 1, 1, 1})}),
      "expected Pool2DOptions, but got NONE");
  schema::Conv2DOptionsT options = getConv2DOptions();
  options.dilation_h_factor = 0;
  EXPECT_EQ(getError(Kind::CONV_2D, {add({1}), add({1})}, {add({1})}, options),
            "expected dilations of at least 1, but got 0");
}

TEST_F(OperatorsTest, OptionsOfFunctions) {
  schema::SoftmaxOptionsT softmax;
  EXPECT_EQ(getError(Kind::SOFTMAX, {add({1})}, {add({1})}, softmax),
            "expected beta to be finite and positive, but got 0.00");
  schema::LeakyReluOptionsT leakyRelu;
  leakyRelu.alpha = std::numeric_limits<float>::infinity();
  EXPECT_EQ(getError(Kind::LEAKY_RELU, {add({1})}, {add({1})}, leakyRelu),
            "expected a finite alpha, but got INF");
}

TEST_F(OperatorsTest, OptionsOfMovement) {
  schema::ConcatenationOptionsT concatenation;
  concatenation.fused_activation_function =
      schema::ActivationFunctionType::RELU;
  EXPECT_EQ(
      getError(Kind::CONCATENATION, {add({1})}, {add({1})}, concatenation),
      "expected fused activation NONE, but got RELU");
  schema::SpaceToDepthOptionsT blocks;
  EXPECT_EQ(getError(Kind::SPACE_TO_DEPTH, {add({1})}, {add({1})}, blocks),
            "expected a block size of at least 1, but got 0");
  schema::GatherOptionsT gather;
  gather.batch_dims = 1;
  EXPECT_EQ(getError(Kind::GATHER, {add({1})}, {add({1})}, gather),
            "expected 0 batch dimensions, but got 1");
  schema::MirrorPadOptionsT mirrorPad;
  mirrorPad.mode = static_cast<schema::MirrorPadMode>(2);
  EXPECT_EQ(getError(Kind::MIRROR_PAD, {add({1})}, {add({1})}, mirrorPad),
            "expected mode REFLECT or SYMMETRIC, but got number 2");
  schema::ResizeBilinearOptionsT resize;
  resize.align_corners = resize.half_pixel_centers = true;
  EXPECT_EQ(getError(Kind::RESIZE_BILINEAR, {add({1})}, {add({1})}, resize),
            "expected align_corners or half_pixel_centers, but got both");
}

//===----------------------------------------------------------------------===//
// Products
//===----------------------------------------------------------------------===//

TEST_F(OperatorsTest, Conv2D) {
  auto getConvError = [&](Shape input, TensorType type, Shape weights,
                          int64_t zeroPoint) {
    int32_t in = add(std::move(input), type);
    int32_t size = 1;
    for (int32_t factor : weights)
      size *= factor;
    int32_t w = addConstant(weights, type, std::vector<uint8_t>(size));
    graph().tensors[w]->quantization->zero_point = {zeroPoint};
    int32_t out = add({1, 2, 2, 1}, type);
    return getError(Kind::CONV_2D, {in, w}, {out}, getConv2DOptions());
  };
  EXPECT_EQ(getConvError({1, 2, 2, 1}, TensorType::INT8, {1, 1, 1, 1}, 0), "");
  EXPECT_EQ(getConvError({1, 2, 2, 1}, TensorType::UINT8, {1, 1, 1, 1}, 7), "");
  EXPECT_EQ(getConvError({1, 2, 2, 1}, TensorType::INT8, {1, 1, 1, 1}, 7),
            "expected zero point #0 of tensor #1 to be 0, but got 7");
  EXPECT_EQ(getConvError({2, 2, 1}, TensorType::INT8, {1, 1, 1, 1}, 0),
            "expected tensor #0 to have rank 4, but got rank 3");
  EXPECT_EQ(getConvError({1, 2, 2, 1}, TensorType::INT8, {1, 1}, 0),
            "expected tensor #1 to have rank 4, but got rank 2");
  int32_t in = add({1, 2, 2, 1}, TensorType::INT16),
          w = addConstant({1, 1, 1, 1}, TensorType::INT8, {1}),
          out = add({1, 2, 2, 1}, TensorType::INT16);
  EXPECT_EQ(getError(Kind::CONV_2D, {in, w}, {out}, getConv2DOptions()),
            "expected tensor #0 to have type INT8 or UINT8, but got INT16");
}

TEST_F(OperatorsTest, DepthwiseConv2D) {
  schema::DepthwiseConv2DOptionsT options;
  options.stride_h = options.stride_w = 1;
  int32_t in = add({1, 1, 1, 2});
  int32_t w = addConstant({2, 1, 1, 1}, TensorType::INT8, {1, 2});
  int32_t out = add({1, 1, 1, 2});
  EXPECT_EQ(getError(Kind::DEPTHWISE_CONV_2D, {in, w}, {out}, options),
            "expected dimension #0 of tensor #1 to be 1, but got 2");
  in = add({1, 1, 1, 2});
  w = add({1, 1, 1, 2});
  out = add({1, 1, 1, 2});
  EXPECT_EQ(getError(Kind::DEPTHWISE_CONV_2D, {in, w}, {out}, options),
            "expected the weights, tensor #1, to be a constant");
  in = add({1, 1, 1, 2});
  w = addConstant({1, 1, 1, 2}, TensorType::INT8, {1, 2});
  setQuantization(*graph().tensors[w], {1}, {}, /*axis=*/0);
  graph().tensors[w]->quantization->scale = {1, 2};
  graph().tensors[w]->shape = {2, 1, 1, 1};
  out = add({1, 1, 1, 2});
  EXPECT_EQ(getError(Kind::DEPTHWISE_CONV_2D, {in, w}, {out}, options),
            "expected tensor #1 to have scales along dimension #3, but got #0");
}

TEST_F(OperatorsTest, TransposeConv) {
  auto getTransposeConvError = [&](TensorType type) {
    schema::TransposeConvOptionsT options;
    options.stride_h = options.stride_w = 1;
    options.fused_activation_function = schema::ActivationFunctionType::RELU;
    int32_t shape = addIntegers({1, 1, 1, 1});
    int32_t w = addConstant({1, 1, 1, 1}, type, {1});
    int32_t in = add({1, 1, 1, 1}, type);
    int32_t out = add({1, 1, 1, 1}, type);
    return getError(Kind::TRANSPOSE_CONV, {shape, w, in}, {out}, options);
  };
  EXPECT_EQ(getTransposeConvError(TensorType::UINT8),
            "expected tensor #2 to have type INT8, but got UINT8");
  EXPECT_EQ(getTransposeConvError(TensorType::INT8),
            "expected no fused activation, which the kernel of TFLite Micro "
            "does not apply");
  importOptions.flavour = mlir::qnn::Flavour::TFLite;
  EXPECT_EQ(getTransposeConvError(TensorType::INT8), "");
}

TEST_F(OperatorsTest, BatchMatMul) {
  int32_t lhs = add({3}), rhs = add({3, 4}), out = add({1, 4});
  EXPECT_EQ(getError(Kind::BATCH_MATMUL, {lhs, rhs}, {out}),
            "expected tensor #0 to have at least 2 dimensions, and at most "
            "those of the output, but got [3] and [1, 4]");
}

//===----------------------------------------------------------------------===//
// Functions of elements, reductions
//===----------------------------------------------------------------------===//

TEST_F(OperatorsTest, Arithmetic) {
  int32_t lhs = add({1}), rhs = add({1}, TensorType::UINT8), out = add({1});
  EXPECT_EQ(getError(Kind::ADD, {lhs, rhs}, {out}),
            "expected tensor #1 to have type INT8, but got UINT8");
  lhs = add({1});
  rhs = add({1}, TensorType::INT8, 0.25f);
  out = add({1});
  EXPECT_EQ(getError(Kind::MAXIMUM, {lhs, rhs}, {out}),
            "expected tensor #1 and tensor #2 of one type, but got "
            "'!qnn.per_tensor<i8 : f32, scale = 2.500000e-01>' and "
            "'!qnn.per_tensor<i8 : f32, scale = 5.000000e-01>'");
}

TEST_F(OperatorsTest, Reduce) {
  auto getMeanError = [&](std::vector<int32_t> axes) {
    int32_t in = add({2, 3}), operand = addIntegers(std::move(axes)),
            out = add({2});
    return getError(Kind::MEAN, {in, operand}, {out});
  };
  EXPECT_EQ(getMeanError({1}), "");
  EXPECT_EQ(getMeanError({2}), "expected an axis in [-2, 2), but got 2");
  EXPECT_EQ(getMeanError({-3}), "expected an axis in [-2, 2), but got -3");
  int32_t in = add({2, 3}), axes = add({1}, TensorType::INT32), out = add({2});
  EXPECT_EQ(getError(Kind::MEAN, {in, axes}, {out}),
            "expected the axes, tensor #1, to be a constant");
}

//===----------------------------------------------------------------------===//
// Movement of data
//===----------------------------------------------------------------------===//

TEST_F(OperatorsTest, Transpose) {
  auto getTransposeError = [&](std::vector<int32_t> permutation,
                               Shape outputShape) {
    int32_t in = add({2, 3}), operand = addIntegers(std::move(permutation)),
            out = add(std::move(outputShape));
    return getError(Kind::TRANSPOSE, {in, operand}, {out});
  };
  EXPECT_EQ(getTransposeError({1, 0}, {3, 2}), "");
  EXPECT_EQ(getTransposeError({1, 0, 2}, {3, 2}),
            "expected the permutation, tensor #1, to have 2 elements, but got "
            "3");
  EXPECT_EQ(getTransposeError({1, -1}, {3, 2}),
            "expected a permutation of axes, but got axis 1 twice");
  EXPECT_EQ(getTransposeError({1, 0}, {2, 3}),
            "expected tensor #2 to have type "
            "'tensor<3x2x!qnn.per_tensor<i8 : f32, scale = 5.000000e-01>>', "
            "but got "
            "'tensor<2x3x!qnn.per_tensor<i8 : f32, scale = 5.000000e-01>>'");
}

TEST_F(OperatorsTest, Concatenation) {
  EXPECT_EQ(getError(Kind::CONCATENATION, {}, {add({2})}),
            "expected 1 input, but got 0");
  int32_t a = add({2, 3}), out = add({2, 6});
  EXPECT_EQ(getError(Kind::CONCATENATION, {a, Operator::absent}, {out}),
            "expected input #1, but got none");
  a = add({2, 3});
  int32_t b = add({2, 4});
  out = add({4, 3});
  EXPECT_EQ(getError(Kind::CONCATENATION, {a, b}, {out}),
            "expected inputs of shapes that fit together, but got [2, 3] and "
            "[2, 4]");
}

TEST_F(OperatorsTest, Split) {
  auto getSplitError = [&](std::vector<Shape> shapes) {
    int32_t axis = addIntegers({1}), in = add({2, 6});
    std::vector<int32_t> outputs;
    for (Shape &shape : shapes)
      outputs.push_back(add(std::move(shape)));
    return getError(Kind::SPLIT, {axis, in}, outputs);
  };
  EXPECT_EQ(getSplitError({{2, 4}, {2, 2}}), "");
  EXPECT_EQ(getSplitError({{2, 4}, {2, 3}}),
            "expected outputs of 6 elements in all along axis 1, but got more");
  EXPECT_EQ(getSplitError({{2, 4}}),
            "expected outputs of 6 elements in all along axis 1, but got 4");
  EXPECT_EQ(getSplitError({{2, 4}, {2}}),
            "expected tensor #3 to have rank 2, but got rank 1");
}

TEST_F(OperatorsTest, Pad) {
  auto getPadError = [&](std::vector<int32_t> paddings, Shape outputShape) {
    int32_t in = add({2}), operand = addIntegers(std::move(paddings)),
            out = add(std::move(outputShape));
    return getError(Kind::PAD, {in, operand}, {out});
  };
  EXPECT_EQ(getPadError({1, 2}, {5}), "");
  EXPECT_EQ(getPadError({-1, 2}, {3}),
            "expected paddings in [0, 2^31), but got -1");
  EXPECT_EQ(getPadError({INT32_MAX, INT32_MAX}, {5}),
            "expected at most 5 elements with padding, those of the output, "
            "but got more");
  int32_t in = add({2}), paddings = addIntegers({0, 1}),
          padding = addConstant({2}, TensorType::INT8, {0, 0}), out = add({3});
  EXPECT_EQ(getError(Kind::PADV2, {in, paddings, padding}, {out}),
            "expected the padding, tensor #2, to be a constant of one element");
}

TEST_F(OperatorsTest, Slice) {
  auto getSliceError = [&](int32_t offset, int32_t size) {
    int32_t in = add({5}), offsets = addIntegers({offset}),
            sizes = addIntegers({size}), out = add({2});
    return getError(Kind::SLICE, {in, offsets, sizes}, {out});
  };
  EXPECT_EQ(getSliceError(3, -1), "");
  EXPECT_EQ(getSliceError(4, 2),
            "expected a slice inside of 5 elements along axis 0, but got 2 "
            "from 4");
  EXPECT_EQ(getSliceError(-1, 2),
            "expected a slice inside of 5 elements along axis 0, but got 2 "
            "from -1");
  EXPECT_EQ(getSliceError(5, -1),
            "expected a slice inside of 5 elements along axis 0, but got -1 "
            "from 5");
}

TEST_F(OperatorsTest, StridedSlice) {
  auto getStridedSliceError = [&](std::vector<int32_t> begins,
                                  std::vector<int32_t> ends,
                                  std::vector<int32_t> strides,
                                  schema::StridedSliceOptionsT options = {}) {
    int32_t in = add({5}), begin = addIntegers(std::move(begins)),
            end = addIntegers(std::move(ends)),
            stride = addIntegers(std::move(strides)), out = add({2});
    return getError(Kind::STRIDED_SLICE, {in, begin, end, stride}, {out},
                    options);
  };
  EXPECT_EQ(getStridedSliceError({3}, {INT32_MAX}, {1}), "");
  EXPECT_EQ(getStridedSliceError({3}, {INT32_MIN}, {-3}), "");
  EXPECT_EQ(getStridedSliceError({3}, {3}, {1}),
            "expected elements along axis 0, but got an empty slice");
  EXPECT_EQ(getStridedSliceError({3}, {5}, {0}),
            "expected a stride in [1, 2^31) or (-2^31, -1], but got 0");
  EXPECT_EQ(getStridedSliceError({3}, {5}, {INT32_MIN}),
            "expected a stride in [1, 2^31) or (-2^31, -1], but got "
            "-2147483648");
  EXPECT_EQ(getStridedSliceError({3, 0}, {5, 1}, {1, 1}),
            "expected begins for 1 axes and one ellipsis at most, but got "
            "more");
  schema::StridedSliceOptionsT options;
  options.ellipsis_mask = 3;
  EXPECT_EQ(getStridedSliceError({3, 0}, {5, 1}, {1, 1}, options),
            "expected begins for 1 axes and one ellipsis at most, but got "
            "more");
  options = {};
  options.shrink_axis_mask = 1;
  EXPECT_EQ(getStridedSliceError({5}, {6}, {1}, options),
            "expected elements along axis 0, but got an empty slice");
  std::vector<int32_t> many(33, 0);
  EXPECT_EQ(getStridedSliceError(many, many, many),
            "expected begins for the 32 bits of a mask at most, but got 33");
  // Ends as offsets.
  options = {};
  options.offset = true;
  EXPECT_EQ(getStridedSliceError({2}, {2}, {1}, options), "");
}

TEST_F(OperatorsTest, BlocksOfDepth) {
  schema::SpaceToDepthOptionsT toDepth;
  toDepth.block_size = 2;
  int32_t in = add({1, 2, 3, 1}), out = add({1, 1, 1, 6});
  EXPECT_EQ(getError(Kind::SPACE_TO_DEPTH, {in}, {out}, toDepth),
            "expected rows and columns that are multiples of 2, but got 2 and "
            "3");
  schema::DepthToSpaceOptionsT toSpace;
  toSpace.block_size = INT32_MAX;
  in = add({1, 1, 1, 6});
  out = add({1, 2, 2, 1});
  EXPECT_EQ(getError(Kind::DEPTH_TO_SPACE, {in}, {out}, toSpace),
            "expected channels that are a multiple of 4611686014132420609, but "
            "got 6");
}

TEST_F(OperatorsTest, BlocksOfBatches) {
  auto getBlocksError = [&](Kind kind, std::vector<int32_t> block,
                            std::vector<int32_t> borders, Shape inputShape,
                            Shape outputShape) {
    int32_t in = add(std::move(inputShape)),
            blocks = addIntegers(std::move(block)),
            paddings = addIntegers(std::move(borders)),
            out = add(std::move(outputShape));
    return getError(kind, {in, blocks, paddings}, {out});
  };
  Kind toBatch = Kind::SPACE_TO_BATCH_ND, toSpace = Kind::BATCH_TO_SPACE_ND;
  EXPECT_EQ(getBlocksError(toBatch, {2}, {0, 1}, {1, 3, 2}, {2, 2, 2}), "");
  EXPECT_EQ(getBlocksError(toBatch, {2}, {0, 0}, {1, 3, 2}, {2, 2, 2}),
            "expected a multiple of 2 elements along axis 1, but got 3");
  EXPECT_EQ(getBlocksError(toBatch, {0}, {0, 0}, {1, 3, 2}, {2, 2, 2}),
            "expected block sizes in [1, 2^31), but got 0");
  EXPECT_EQ(getBlocksError(toBatch, {2, 2, 2}, {0, 0}, {1, 3, 2}, {2, 2, 2}),
            "expected blocks along 1 to 3 - 1 axes, but got 3");
  EXPECT_EQ(getBlocksError(toSpace, {2}, {0, 1}, {2, 2, 2}, {1, 3, 2}), "");
  EXPECT_EQ(getBlocksError(toSpace, {2}, {0, 1}, {3, 2, 2}, {1, 3, 2}),
            "expected a batch that the blocks divide, but got 3");
  EXPECT_EQ(getBlocksError(toSpace, {2}, {2, 2}, {2, 2, 2}, {1, 1, 2}),
            "expected crops of fewer than 4 elements, but got 2 and 2");
}

//===----------------------------------------------------------------------===//
// Resampling
//===----------------------------------------------------------------------===//

TEST_F(OperatorsTest, Gather) {
  int32_t in = add({3}), indices = addIntegers({0, 3}), out = add({2});
  EXPECT_EQ(getError(Kind::GATHER, {in, indices}, {out}),
            "expected indices in [0, 3), but got 3");
}

TEST_F(OperatorsTest, MirrorPad) {
  auto getMirrorPadError = [&](schema::MirrorPadMode mode) {
    schema::MirrorPadOptionsT options;
    options.mode = mode;
    int32_t in = add({3}), paddings = addIntegers({3, 0}), out = add({6});
    return getError(Kind::MIRROR_PAD, {in, paddings}, {out}, options);
  };
  EXPECT_EQ(getMirrorPadError(schema::MirrorPadMode::SYMMETRIC), "");
  EXPECT_EQ(getMirrorPadError(schema::MirrorPadMode::REFLECT),
            "expected paddings of at most 2 along axis 0, but got 3");
}

TEST_F(OperatorsTest, LongListsOfIndices) {
  int32_t in = add({1}), multiples = addIntegers({1 << 23}),
          out = add({1 << 23});
  EXPECT_EQ(getError(Kind::TILE, {in, multiples}, {out}),
            "expected at most 4194304 indices in all, but got more");
  in = add({1});
  multiples = addIntegers({0});
  out = add({1});
  EXPECT_EQ(getError(Kind::TILE, {in, multiples}, {out}),
            "expected multiples in [1, 2^31), but got 0");
}

//===----------------------------------------------------------------------===//
// Shapes
//===----------------------------------------------------------------------===//

TEST_F(OperatorsTest, ResultsThatAreNoShapes) {
  int32_t in = add({2}), out = add({1});
  EXPECT_EQ(getError(Kind::SHAPE, {in}, {out}),
            "expected tensor #1 to have type INT32 or INT64, but got INT8");
  in = add({2});
  out = add({2}, TensorType::INT32);
  EXPECT_EQ(getError(Kind::CAST, {in}, {out}),
            "expected tensor #1 to have no scales");
  in = add({2});
  out = addUnscaled({2});
  EXPECT_EQ(getError(Kind::TANH, {in}, {out}),
            "expected tensor #1 to have scales");
}

TEST_F(OperatorsTest, IntegersOfShapes) {
  int32_t in = add({2, 3}), out = addUnscaled({1});
  EXPECT_EQ(getError(Kind::SHAPE, {in}, {out}),
            "expected tensor #1 to have 2 elements, but got 1");
  in = add({2});
  out = addUnscaled({1025});
  EXPECT_EQ(getError(Kind::SHAPE, {in}, {out}),
            "expected at most 1024 integers without scales, but got 1025");
  in = add({1}, TensorType::INT32);
  out = addUnscaled({1});
  EXPECT_EQ(getError(Kind::CAST, {in}, {out}),
            "expected input #0, tensor #0, to be a constant");
  in = addIntegers(std::vector<int32_t>(1025));
  out = addUnscaled({1});
  EXPECT_EQ(getError(Kind::CAST, {in}, {out}),
            "expected at most 1024 integers in tensor #0, but got 1025");
  in = addIntegers({1, 2});
  int32_t indices = addIntegers({2});
  out = addUnscaled({1});
  EXPECT_EQ(
      getError(Kind::GATHER, {in, indices}, {out}, schema::GatherOptionsT()),
      "expected indices in [0, 2), but got 2");
  schema::PackOptionsT pack;
  pack.axis = 1;
  in = addIntegers({1});
  out = addUnscaled({1});
  EXPECT_EQ(getError(Kind::PACK, {in}, {out}, pack),
            "expected integers without scales along axis 0, but got axis 1");
}

TEST_F(OperatorsTest, ArithmeticOfShapes) {
  auto getMulError = [&](std::vector<int32_t> lhs, std::vector<int32_t> rhs,
                         schema::MulOptionsT options = {}) {
    int32_t size = std::max(lhs.size(), rhs.size());
    int32_t a = addIntegers(std::move(lhs)), b = addIntegers(std::move(rhs)),
            out = addUnscaled({size});
    return getError(Kind::MUL, {a, b}, {out}, options);
  };
  EXPECT_EQ(getMulError({1, 2}, {1, 2, 3}),
            "expected as many integers in both inputs, but got 2 and 3");
  EXPECT_EQ(getMulError({1 << 20}, {1 << 11}),
            "expected integers of 32 bits, but got 2147483648");
  schema::MulOptionsT relu;
  relu.fused_activation_function = schema::ActivationFunctionType::RELU;
  EXPECT_EQ(getMulError({1}, {1}, relu),
            "expected integers without scales to have no activation");
  int32_t in = addIntegers(std::vector<int32_t>(3, 1 << 30)),
          axes = addIntegers({0}), out = addUnscaled({1});
  EXPECT_EQ(getError(Kind::REDUCE_PROD, {in, axes}, {out}),
            "expected a product of 64 bits, but got more");
}
