//===- Emulator.cpp - Compiled code in an emulator ------------------------===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "MachineDetail.h"
#include "mlir/Dialect/LLVMIR/LLVMDialect.h"
#include "qnn/CodeGen/Invoke.h"
#include "qnn/Execution/NativeModule.h"
#include "llvm/Support/EndianStream.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/Program.h"
#include "llvm/TargetParser/Triple.h"

using namespace mlir;
using namespace mlir::qnn;
namespace sys = llvm::sys;

static void writeFile(StringRef path, StringRef data) {
  std::error_code error;
  llvm::raw_fd_ostream(path, error) << data;
  if (error)
    llvm::report_fatal_error(Twine(error.message()));
}

/// What the file holds, or nothing if there is none.
static std::string readFile(StringRef path) {
  auto file = llvm::MemoryBuffer::getFile(path);
  return file ? (*file)->getBuffer().str() : "";
}

namespace {

/// All functions are in one program, for linking takes longer than calls. Files
/// of a directory go to emulate.py and come from there.
class Emulator : public Machine {
public:
  explicit Emulator(StringRef target) : target(target) {
    if (std::error_code error =
            sys::fs::createUniqueDirectory("qnn", directory))
      llvm::report_fatal_error(Twine(error.message()));
  }
  ~Emulator() override { sys::fs::remove_directories(directory); }

  bool isEmulator() const override { return true; }
  LogicalResult add(ModuleOp module, StringRef entry,
                    std::vector<Call> calls) override;
  std::vector<CallResult> run() override;

private:
  struct Function {
    std::string path;
    uint64_t arenaSize;
    std::vector<Call> calls;
  };

  std::string getPath(const Twine &name) const {
    SmallString<128> path(directory);
    sys::path::append(path, name);
    return path.str().str();
  }
  std::string encodeCalls() const;
  /// Makes the calls. Returns what goes wrong.
  std::string emulate() const;

  StringRef target;
  SmallString<128> directory;
  std::vector<Function> functions;
};

} // namespace

LogicalResult Emulator::add(ModuleOp module, StringRef entry,
                            std::vector<Call> calls) {
  // Each has a name of its own.
  std::string name = "function" + std::to_string(functions.size());
  std::string symbol = (name + kInvokeSuffix).str();
  auto invoke =
      module.lookupSymbol<LLVM::LLVMFuncOp>((entry + kInvokeSuffix).str());
  if (!invoke)
    return module.emitError("expected an entry point of @") << entry;
  invoke.setName(symbol);
  FailureOr<NativeModule> native =
      NativeModule::create(module, StringRef(symbol));
  if (failed(native))
    return failure();
  FailureOr<SmallVector<char, 0>> object = native->emitObject();
  if (failed(object))
    return failure();

  std::string path = getPath(name + ".o");
  writeFile(path, StringRef(object->data(), object->size()));
  auto arenaSize = invoke->getAttrOfType<IntegerAttr>(kArenaSizeAttrName);
  functions.push_back(
      {path, static_cast<size_t>(arenaSize.getInt()), std::move(calls)});
  return success();
}

/// run_calls.c has the format.
std::string Emulator::encodeCalls() const {
  std::string data;
  llvm::raw_string_ostream os(data);
  llvm::support::endian::Writer writer(os, llvm::endianness::little);
  for (auto [index, function] : llvm::enumerate(functions))
    for (const Call &call : function.calls) {
      writer.write<uint64_t>(index);
      writer.write<uint64_t>(call.edge == GuardedBuffer::Edge::End);
      writer.write<uint64_t>(function.arenaSize);
      writer.write<uint64_t>(call.inputs.size());
      writer.write<uint64_t>(call.inputs.size() + call.outputSizes.size());
      for (const std::vector<char> &input : call.inputs)
        writer.write<uint64_t>(input.size());
      for (size_t size : call.outputSizes)
        writer.write<uint64_t>(size);
      for (const std::vector<char> &input : call.inputs)
        os.write(input.data(), input.size());
    }
  return data;
}

std::string Emulator::emulate() const {
  std::string calls = getPath("calls"), results = getPath("results");
  std::string errors = getPath("errors");
  writeFile(calls, encodeCalls());
  SmallVector<StringRef> arguments = {QNN_PYTHON, QNN_EMULATE, target, calls,
                                      results};
  for (const Function &function : functions)
    arguments.push_back(function.path);
  std::string message;
  if (sys::ExecuteAndWait(QNN_PYTHON, arguments, /*Env=*/std::nullopt,
                          {StringRef(), StringRef(), StringRef(errors)},
                          /*SecondsToWait=*/0, /*MemoryLimit=*/0,
                          &message) == 0)
    return "";
  return message + readFile(errors);
}

/// Takes the result of `call` off `data`; `error` is why there may be none.
static CallResult decodeResult(const Call &call, StringRef &data,
                               StringRef error) {
  auto take = [&](size_t size) {
    StringRef bytes = data.take_front(size);
    data = data.drop_front(bytes.size());
    return std::vector<char>(bytes.begin(), bytes.end());
  };
  std::vector<char> status = take(sizeof(uint64_t));
  if (status.size() < sizeof(uint64_t))
    return {("no result: " + error).str(), {}};
  std::vector<std::vector<char>> inputs, outputs;
  for (const std::vector<char> &input : call.inputs)
    inputs.push_back(take(input.size()));
  for (size_t size : call.outputSizes)
    outputs.push_back(take(size));
  return Machine::getResult(call,
                            llvm::support::endian::read64le(status.data()),
                            inputs, std::move(outputs));
}

std::vector<CallResult> Emulator::run() {
  std::string error = emulate();
  std::string data = readFile(getPath("results"));
  StringRef rest = data;
  std::vector<CallResult> results;
  for (const Function &function : functions)
    for (const Call &call : function.calls)
      results.push_back(decodeResult(call, rest, error));
  functions.clear();
  return results;
}

/// Whether emulate.py can run code for `target`: that for AArch64 in qemu, and
/// that for AVX-VNNI and AMX on CPUs that have the rest.
static bool canEmulate(const Target &target) {
  auto hasProgram = [](StringRef name) {
    return static_cast<bool>(sys::findProgramByName(name));
  };
  if (llvm::Triple(target.triple).isAArch64())
    return hasProgram("qemu-aarch64") && hasProgram("aarch64-linux-gnu-gcc");
  if (!hasProgram("cc"))
    return false;
  llvm::StringMap<bool> features = getHostFeatures();
  return (target.name == "x86-avxvnni" && features.lookup("avx2")) ||
         (target.name == "x86-amx" && features.lookup("avx512vnni"));
}

std::unique_ptr<Machine> qnn::createEmulator(const Target &target) {
  if (!canEmulate(target))
    return nullptr;
  return std::make_unique<Emulator>(target.name);
}
