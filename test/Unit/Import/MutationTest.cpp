//===- MutationTest.cpp - Damaged models and damaged IR -------------------===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Whatever the input, the result is IR that verifies, or an error. These tests
// say most with sanitizers on. All randomness is seeded, and the same on every
// machine.
//
//===----------------------------------------------------------------------===//

#include "ReaderTestModel.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/IR/Verifier.h"
#include "mlir/Parser/Parser.h"
#include "qnn/Import/TFLite/Importer.h"
#include "qnn/Reference/Evaluator.h"
#include "llvm/ADT/TypeSwitch.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"

#include <flatbuffers/idl.h>
#include <random>

using namespace mlir::qnn;
using namespace mlir::qnn::tflite;

using llvm::ArrayRef;
using llvm::SmallVector;
using llvm::StringRef;
using mlir::ModuleOp;
using mlir::OwningOpRef;
using Bytes = std::vector<uint8_t>;

//===----------------------------------------------------------------------===//
// Mutations
//===----------------------------------------------------------------------===//

namespace {
class Mutator {
public:
  explicit Mutator(uint64_t seed) : random(seed) {}

  /// Damages `bytes` in one to four places, `places` being good ones.
  void mutate(Bytes &bytes, ArrayRef<size_t> places);

private:
  /// A number in [0, size). The distributions of the standard library would
  /// differ from one to another.
  size_t pick(size_t size) { return random() % size; }
  template <typename T>
  const T &pickFrom(ArrayRef<T> values) {
    return values[pick(values.size())];
  }

  void mutateOnce(Bytes &bytes, size_t place);
  /// Overwrites the T that `place` is in.
  template <typename T>
  void overwrite(Bytes &bytes, size_t place);

  std::mt19937_64 random;
};
} // namespace

template <typename T>
void Mutator::overwrite(Bytes &bytes, size_t place) {
  place -= place % sizeof(T);
  if (place + sizeof(T) > bytes.size())
    return;
  constexpr T min = std::numeric_limits<T>::min();
  constexpr T max = std::numeric_limits<T>::max();
  static constexpr T interesting[] = {0, 1, 2, max, T(max - 1), min, -1, T(-2)};
  T value;
  memcpy(&value, &bytes[place], sizeof(T));
  switch (pick(3)) {
  case 0:
    value = pickFrom(ArrayRef(interesting));
    break;
  case 1:
    value = static_cast<T>(random());
    break;
  case 2:
    // Lengths and indices fail to match by one.
    value = static_cast<T>(static_cast<uint64_t>(value) + pick(5) - 2);
    break;
  }
  memcpy(&bytes[place], &value, sizeof(T));
}

void Mutator::mutateOnce(Bytes &bytes, size_t place) {
  switch (pick(7)) {
  case 0:
  case 1:
    bytes[place] ^= 1u << pick(8);
    return;
  case 2:
    return overwrite<int8_t>(bytes, place);
  case 3:
    return overwrite<int32_t>(bytes, place);
  case 4:
    return overwrite<int64_t>(bytes, place);
  case 5: {
    size_t from = pick(bytes.size());
    size_t size = std::min(1 + pick(64), bytes.size() - std::max(from, place));
    memmove(&bytes[place], &bytes[from], size);
    return;
  }
  case 6:
    // A damage that ends most of the others, so there is less of it.
    if (pick(4) == 0)
      bytes.resize(place);
    return;
  }
}

void Mutator::mutate(Bytes &bytes, ArrayRef<size_t> places) {
  for (size_t i = 0, e = 1 + pick(4); i < e && !bytes.empty(); ++i) {
    size_t place = pick(8) == 0 ? pick(bytes.size()) : pickFrom(places);
    mutateOnce(bytes, std::min(place, bytes.size() - 1));
  }
}

//===----------------------------------------------------------------------===//
// Contexts
//===----------------------------------------------------------------------===//

namespace {
/// A context that counts errors instead of printing them.
struct Context {
  Context() : context(mlir::MLIRContext::Threading::DISABLED) {
    context.loadDialect<mlir::arith::ArithDialect, mlir::func::FuncDialect,
                        mlir::qnn::QnnDialect>();
    context.getDiagEngine().registerHandler([this](mlir::Diagnostic &) {
      ++numErrors;
      return mlir::success();
    });
  }

  mlir::MLIRContext context;
  unsigned numErrors = 0;
};
} // namespace

static int64_t getNumElements(mlir::Value value) {
  return llvm::cast<mlir::ShapedType>(value.getType()).getNumElements();
}

/// How often evaluating `op` reads an element for each that it computes, in
/// double: sizes may be anything.
static double getCostPerElement(mlir::Operation *op) {
  auto getProduct = [](ArrayRef<int64_t> sizes) {
    double product = 1;
    for (int64_t size : sizes)
      product *= size;
    return product;
  };
  return llvm::TypeSwitch<mlir::Operation *, double>(op)
      .Case<FullyConnectedOp, Conv2DOp, TransposeConv2DOp>([&](auto product) {
        return getProduct(
            product.getWeights().getType().getShape().drop_front());
      })
      .Case([&](BatchMatmulOp product) {
        return getProduct(product.getLhs().getType().getShape().take_back());
      })
      .Case<AveragePool2DOp, MaxPool2DOp>(
          [&](auto pool) { return getProduct(pool.getWindow()); })
      .Default(1.0);
}

/// How many elements evaluating `module` reads, about.
static double getCost(ModuleOp module) {
  double cost = 0;
  module.walk([&](mlir::Operation *op) {
    for (mlir::Value operand : op->getOperands())
      cost += getNumElements(operand);
    for (mlir::Value result : op->getResults())
      cost += getCostPerElement(op) * getNumElements(result);
  });
  return cost;
}

/// Evaluates an imported module on zeros.
static void evaluate(ModuleOp module, Context &context) {
  namespace reference = mlir::qnn::reference;
  auto function = module.lookupSymbol<mlir::func::FuncOp>("main");
  SmallVector<reference::Tensor> inputs;
  for (mlir::Type type : function.getArgumentTypes())
    inputs.push_back(
        reference::Tensor::getZeros(llvm::cast<mlir::RankedTensorType>(type)));
  bool evaluated = succeeded(reference::evaluate(function, inputs));
  EXPECT_EQ(evaluated, context.numErrors == 0);
}

//===----------------------------------------------------------------------===//
// Models
//===----------------------------------------------------------------------===//

static Bytes readFile(const llvm::Twine &path) {
  auto file = llvm::MemoryBuffer::getFile(QNN_TEST_DIR + path);
  if (!file) {
    ADD_FAILURE() << path.str() << ": " << file.getError().message();
    return {};
  }
  StringRef contents = (*file)->getBuffer();
  return Bytes(contents.bytes_begin(), contents.bytes_end());
}

static Bytes readModelFile(StringRef name) {
  return readFile("/Integration/Models/" + name + "/model.tflite");
}

/// Imports a model, and evaluates it if that is quickly done.
static OwningOpRef<ModuleOp> importAndEvaluate(const Bytes &bytes,
                                               Context &context) {
  // A copy, so that a sanitizer knows where it ends.
  File file(bytes);
  StringRef contents(reinterpret_cast<const char *>(file.data()),
                     file.bytes().size());
  context.numErrors = 0;
  OwningOpRef<ModuleOp> module =
      importModel({contents, "model.tflite"}, &context.context);
  if (!module) {
    EXPECT_EQ(context.numErrors, 1u);
    return nullptr;
  }
  EXPECT_EQ(context.numErrors, 0u);
  EXPECT_TRUE(succeeded(mlir::verify(*module)));
  constexpr double maxCost = 1 << 20;
  if (getCost(*module) < maxCost)
    evaluate(*module, context);
  return module;
}

/// Every byte of a file that is in no payload.
static SmallVector<size_t> getStructure(ArrayRef<uint8_t> file) {
  std::vector<bool> isPayload(file.size());
  llvm::Expected<Model> model = readModel(file);
  if (!model) {
    ADD_FAILURE() << llvm::toString(model.takeError());
    return {0};
  }
  for (const Tensor &tensor : model->tensors)
    for (const uint8_t &byte : tensor.data)
      isPayload[&byte - file.data()] = true;
  SmallVector<size_t> structure;
  for (size_t i = 0; i < file.size(); ++i)
    if (!isPayload[i])
      structure.push_back(i);
  return structure;
}

static void importMutations(const Bytes &original, unsigned count) {
  SmallVector<size_t> places = getStructure(File(original).bytes());
  Mutator mutator(/*seed=*/0);
  auto context = std::make_unique<Context>();
  unsigned numImported = 0;
  for (unsigned i = 0; i < count; ++i) {
    // A context keeps all attributes there ever were in it.
    if (i % 256 == 0)
      context = std::make_unique<Context>();
    Bytes bytes = original;
    mutator.mutate(bytes, places);
    SCOPED_TRACE(testing::Message() << "mutation " << i);
    if (importAndEvaluate(bytes, *context))
      ++numImported;
    if (testing::Test::HasFailure())
      return;
  }
  // Damage that is always noticed at once would not test much.
  EXPECT_GT(numImported, count / 20);
  EXPECT_LT(numImported, count - count / 20);
}

namespace {
struct MutationTest : ModelTest {};
} // namespace

TEST_F(MutationTest, ImportsASmallModel) {
  tensor(w).quantization->zero_point = {0, 0, 0};
  importMutations(File(model).bytes().vec(), 4000);
}

/// The model that a test of the importer has as JSON.
static Bytes readTestModel(StringRef name) {
  Bytes schema = readFile("/../lib/Import/TFLite/tflite.fbs");
  Bytes test = readFile("/Import/TFLite/" + name + ".test");
  std::string schemaText(schema.begin(), schema.end());
  StringRef text(reinterpret_cast<const char *>(test.data()), test.size());
  std::string json = text.split("//--- model.json\n").second.str();
  flatbuffers::Parser parser;
  EXPECT_TRUE(parser.Parse(schemaText.c_str()) && parser.Parse(json.c_str()))
      << parser.error_;
  const uint8_t *begin = parser.builder_.GetBufferPointer();
  return Bytes(begin, begin + parser.builder_.GetSize());
}

TEST_F(MutationTest, ImportsAllOperators) {
  for (StringRef name : {"elementwise", "movement", "products", "quantize",
                         "shapes", "reductions", "resampling", "reshape"}) {
    SCOPED_TRACE(name.str());
    importMutations(readTestModel(name), 4000);
  }
}

TEST_F(MutationTest, ImportsKeywordSpotting) {
  importMutations(readModelFile("kws_ref_model"), 4000);
}

TEST_F(MutationTest, ImportsHelloWorld) {
  importMutations(readModelFile("hello_world_int8"), 4000);
}

TEST_F(MutationTest, ImportsAnomalyDetection) {
  importMutations(readModelFile("ad01_int8"), 1000);
}

TEST_F(MutationTest, ImportsAnomalyDetectionOfFloats) {
  importMutations(readModelFile("model_ToyCar_quant_fullint"), 1000);
}

//===----------------------------------------------------------------------===//
// IR
//===----------------------------------------------------------------------===//

static void parse(const Bytes &bytes, Context &context) {
  // A string, for the null behind it.
  std::string text(bytes.begin(), bytes.end());
  context.numErrors = 0;
  OwningOpRef<ModuleOp> module =
      mlir::parseSourceString<ModuleOp>(text, &context.context);
  // Upstream's parser forgets some errors of its lexer, so there may be both.
  EXPECT_TRUE(module || context.numErrors != 0) << text;
}

/// Parses `text` cut off at about `numCuts` places, and `numMutations` times
/// damaged in others.
static void parseMutations(StringRef text, size_t numCuts,
                           unsigned numMutations) {
  Bytes original(text.bytes_begin(), text.bytes_end());
  SmallVector<size_t> places = llvm::to_vector(llvm::seq(text.size()));
  Context context;
  size_t step = std::max<size_t>(1, original.size() / numCuts);
  for (size_t size = 0; size < original.size(); size += step)
    parse(Bytes(original.begin(), original.begin() + size), context);
  Mutator mutator(/*seed=*/0);
  for (unsigned i = 0; i < numMutations; ++i) {
    Bytes bytes = original;
    mutator.mutate(bytes, places);
    parse(bytes, context);
  }
}

TEST_F(MutationTest, ParsesHelloWorld) {
  Context context;
  OwningOpRef<ModuleOp> module =
      importAndEvaluate(readModelFile("hello_world_int8"), context);
  ASSERT_TRUE(module);
  std::string text;
  llvm::raw_string_ostream os(text);
  module->print(os);
  parseMutations(text, /*numCuts=*/text.size(), /*numMutations=*/1000);
}

TEST_F(MutationTest, ParsesTestsOfTheDialect) {
  std::error_code error;
  unsigned numFiles = 0;
  for (llvm::sys::fs::directory_iterator it(QNN_TEST_DIR "/IR", error), end;
       it != end && !error; it.increment(error)) {
    StringRef path = it->path();
    if (!path.consume_front(QNN_TEST_DIR) || !path.ends_with(".mlir"))
      continue;
    ++numFiles;
    Bytes bytes = readFile(path);
    StringRef text(reinterpret_cast<const char *>(bytes.data()), bytes.size());
    SmallVector<StringRef> cases;
    text.split(cases, "// -----");
    for (StringRef text : cases)
      parseMutations(text, /*numCuts=*/200, /*numMutations=*/20);
  }
  EXPECT_FALSE(error) << error.message();
  EXPECT_GT(numFiles, 0u);
}
