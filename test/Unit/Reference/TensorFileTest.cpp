//===- TensorFileTest.cpp - Tests of tensors in files ---------------------===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "qnn/Reference/TensorFile.h"

#include "qnn/IR/Qnn.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/FileUtilities.h"
#include "gtest/gtest.h"

using namespace mlir;
using namespace mlir::qnn;
using namespace mlir::qnn::reference;

namespace {

class TensorFileTest : public testing::Test {
protected:
  TensorFileTest() { context.loadDialect<QnnDialect>(); }

  RankedTensorType getType(ArrayRef<int64_t> shape, Type elementType) {
    return RankedTensorType::get(shape, elementType);
  }
  Type getQuantized(unsigned width, bool isSigned) {
    return PerTensorType::get(Storage::getFull(width, isSigned),
                              Float32Type::get(&context), 1.0, 0);
  }
  Type getSignless(unsigned width) { return IntegerType::get(&context, width); }

  /// What reading `contents` from a file gives: the tensor, or the error after
  /// the file's name.
  llvm::Expected<Tensor> read(StringRef contents, StringRef extension,
                              RankedTensorType type) {
    SmallString<64> path;
    int file;
    EXPECT_FALSE(
        llvm::sys::fs::createTemporaryFile("tensor", extension, file, path));
    llvm::FileRemover remover(path);
    llvm::raw_fd_ostream(file, /*shouldClose=*/true) << contents;
    return readTensorFile(path, type);
  }

  std::string getError(StringRef contents, StringRef extension,
                       RankedTensorType type) {
    llvm::Expected<Tensor> tensor = read(contents, extension, type);
    if (tensor)
      return "";
    std::string message = llvm::toString(tensor.takeError());
    return message.substr(message.find(": ") + 2);
  }

  static std::string write(const Tensor &tensor, bool asNumPy) {
    std::string contents;
    llvm::raw_string_ostream os(contents);
    writeTensor(tensor, asNumPy, os);
    return contents;
  }

  /// Writes and reads integers of `elementType` in both formats.
  void roundTrip(Type elementType, std::vector<int64_t> integers) {
    Tensor tensor{
        getType({int64_t(integers.size())}, elementType), integers, {}};
    for (bool asNumPy : {false, true}) {
      llvm::Expected<Tensor> result =
          read(write(tensor, asNumPy), asNumPy ? "npy" : "bin", tensor.type);
      ASSERT_TRUE(bool(result)) << llvm::toString(result.takeError());
      EXPECT_EQ(result->integers, integers);
    }
  }

  MLIRContext context;
};

} // namespace

/// A NumPy file of version 1 with header `dict`.
static std::string getNumPyFile(StringRef dict, StringRef elements) {
  return ("\x93NUMPY" + Twine('\1') + Twine('\0') + Twine(char(dict.size())) +
          Twine('\0') + dict + elements)
      .str();
}

TEST_F(TensorFileTest, RoundTrips) {
  roundTrip(getQuantized(8, true), {-128, -1, 0, 127});
  roundTrip(getQuantized(8, false), {0, 1, 128, 255});
  roundTrip(getQuantized(16, true), {-32768, -2, 32767});
  roundTrip(getQuantized(16, false), {0, 256, 65535});
  roundTrip(getQuantized(32, true), {-2147483648, 65536, 2147483647});
  roundTrip(getQuantized(4, true), {-8, -1, 7});
  roundTrip(getQuantized(4, false), {0, 8, 15});
  roundTrip(getSignless(32), {-1, 2, 3});
}

TEST_F(TensorFileTest, RawIsLittleEndian) {
  Tensor integers{getType({2}, getSignless(32)), {1, -2}, {}};
  EXPECT_EQ(write(integers, /*asNumPy=*/false),
            StringRef("\1\0\0\0\xFE\xFF\xFF\xFF", 8));
  Tensor reals{getType({1}, Float32Type::get(&context)), {}, {1.0f}};
  EXPECT_EQ(write(reals, /*asNumPy=*/false), StringRef("\0\0\x80\x3F", 4));
}

TEST_F(TensorFileTest, NumPyHeader) {
  Tensor tensor{getType({1, 2}, getQuantized(8, false)), {7, 8}, {}};
  std::string contents = write(tensor, /*asNumPy=*/true);
  ASSERT_EQ(contents.size(), 128u + 2u);
  EXPECT_EQ(StringRef(contents).take_front(10),
            StringRef("\x93NUMPY\1\0\x76\0", 10));
  EXPECT_EQ(StringRef(contents).slice(10, 128).rtrim(),
            "{'descr': '|u1', 'fortran_order': False, 'shape': (1, 2), }");
  EXPECT_EQ(contents[127], '\n');
}

TEST_F(TensorFileTest, NumPyShapes) {
  RankedTensorType scalar = getType({}, getQuantized(8, true));
  llvm::Expected<Tensor> tensor = read(
      getNumPyFile("{'descr': '|i1', 'fortran_order': False, 'shape': ()}\n",
                   "\xFF"),
      "npy", scalar);
  ASSERT_TRUE(bool(tensor)) << llvm::toString(tensor.takeError());
  EXPECT_EQ(tensor->integers, std::vector<int64_t>({-1}));
  EXPECT_EQ(getError(getNumPyFile("{\"shape\":(1,),\"fortran_order\":False,"
                                  "\"descr\":\"|i1\"}",
                                  "\xFF"),
                     "npy", scalar),
            "expected shape (), but got (1,)");
}

TEST_F(TensorFileTest, NumPySignlessIsReadFromEither) {
  for (StringRef dtype : {"<i2", "<u2"}) {
    std::string header =
        ("{'descr': '" + dtype + "', 'fortran_order': False, 'shape': (1,), }")
            .str();
    llvm::Expected<Tensor> tensor = read(getNumPyFile(header, "\xFE\xFF"),
                                         "npy", getType({1}, getSignless(16)));
    ASSERT_TRUE(bool(tensor)) << llvm::toString(tensor.takeError());
    EXPECT_EQ(tensor->integers, std::vector<int64_t>({-2}));
  }
}

TEST_F(TensorFileTest, NumPyVersion2) {
  StringRef header = "{'descr': '|i1', 'fortran_order': False, 'shape': (1,)}";
  std::string contents =
      (StringRef("\x93NUMPY\2\0", 8) + Twine(char(header.size())) +
       StringRef("\0\0\0", 3) + header + "\5")
          .str();
  llvm::Expected<Tensor> tensor =
      read(contents, "npy", getType({1}, getQuantized(8, true)));
  ASSERT_TRUE(bool(tensor)) << llvm::toString(tensor.takeError());
  EXPECT_EQ(tensor->integers, std::vector<int64_t>({5}));
}

TEST_F(TensorFileTest, RawSize) {
  RankedTensorType type = getType({3}, getSignless(16));
  EXPECT_EQ(getError("12345", "bin", type),
            "expected 6 bytes of elements, but got 5");
  EXPECT_EQ(getError("1234567", "bin", type),
            "expected 6 bytes of elements, but got 7");
}

TEST_F(TensorFileTest, NumPyMismatches) {
  RankedTensorType type = getType({2}, getQuantized(8, true));
  auto check = [&](StringRef dict) {
    return getError(getNumPyFile(dict, "ab"), "npy", type);
  };
  EXPECT_EQ(check("{'descr': '|i1', 'fortran_order': False, 'shape': (2,)}"),
            "");
  EXPECT_EQ(check("{'descr': '|u1', 'fortran_order': False, 'shape': (2,)}"),
            "expected elements of type '|i1', but got '|u1'");
  EXPECT_EQ(check("{'descr': '|i1', 'fortran_order': True, 'shape': (2,)}"),
            "expected C order, but got Fortran order");
  EXPECT_EQ(check("{'descr': '|i1', 'fortran_order': False, 'shape': (1, 2)}"),
            "expected shape (2,), but got (1, 2)");
}

TEST_F(TensorFileTest, NumPyMalformed) {
  RankedTensorType type = getType({2}, getQuantized(8, true));
  EXPECT_EQ(getError("ab", "npy", type), "expected a NumPy file");
  EXPECT_EQ(getError(StringRef("\x93NUMPY\4\0\0\0\0\0", 12), "npy", type),
            "expected version 1 to 3 of the NumPy format, but got 4");
  StringRef good = "{'descr': '|i1', 'fortran_order': False, 'shape': (2,)}";
  StringRef malformed = "expected a NumPy header with the keys 'descr', "
                        "'fortran_order' and 'shape'";
  // Every proper prefix, which is shorter than the preamble's length says.
  std::string file = getNumPyFile(good, "");
  for (size_t size = 12; size < file.size(); ++size)
    EXPECT_EQ(getError(StringRef(file).take_front(size), "npy", type),
              malformed);
  // Every proper prefix of the header.
  for (size_t size = 0; size < good.size(); ++size)
    EXPECT_EQ(getError(getNumPyFile(good.take_front(size), "abc"), "npy", type),
              malformed);
  EXPECT_EQ(getError(getNumPyFile("{'descr': '|i1', 'fortran_order': False, "
                                  "'shape': (99999999999999999999,)}",
                                  "ab"),
                     "npy", type),
            malformed);
}

TEST_F(TensorFileTest, MissingFile) {
  llvm::Expected<Tensor> tensor =
      readTensorFile("no/such/file.npy", getType({1}, getSignless(8)));
  ASSERT_FALSE(bool(tensor));
  EXPECT_EQ(llvm::toString(tensor.takeError()),
            "'no/such/file.npy': No such file or directory");
}
