//===- Target.cpp - The machines code is generated for --------------------===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "qnn/CodeGen/Target.h"
#include "mlir/IR/BuiltinOps.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/TargetParser/Host.h"
#include "llvm/TargetParser/Triple.h"

#if defined(__linux__) && defined(__aarch64__)
#include <asm/hwcap.h>
#include <sys/auxv.h>
#endif

#if defined(__linux__) && defined(__x86_64__)
#include <sys/syscall.h>
#include <unistd.h>
#endif

using namespace mlir;
using namespace mlir::qnn;

static constexpr Target kTargets[] = {
    {"generic", "", "", "portable code, no instruction set extensions"},
    {"x86-avx2", "x86_64-unknown-linux-gnu", "+avx2",
     "vpmaddubsw where the weights prove it exact, else vpmaddwd"},
    {"x86-avxvnni", "x86_64-unknown-linux-gnu", "+avx2,+avxvnni",
     "vpdpbusd on 256-bit vectors"},
    {"x86-avx512vnni", "x86_64-unknown-linux-gnu",
     "+avx2,+avx512f,+avx512bw,+avx512dq,+avx512vl,+avx512vnni",
     "vpdpbusd on 512-bit vectors"},
    {"x86-amx", "x86_64-unknown-linux-gnu",
     "+avx2,+avx512f,+avx512bw,+avx512dq,+avx512vl,+avx512vnni,+amx-tile,"
     "+amx-int8",
     "tdpbssd and its like on tiles of 16 x 64 bytes, else as "
     "x86-avx512vnni"},
    {"aarch64-neon", "aarch64-unknown-linux-gnu", "+neon",
     "smull, smlal and sadalp, on any Armv8-A"},
    {"aarch64-dotprod", "aarch64-unknown-linux-gnu", "+neon,+dotprod",
     "sdot on 128-bit vectors"},
    {"aarch64-i8mm", "aarch64-unknown-linux-gnu", "+neon,+dotprod,+i8mm",
     "smmla on pairs of rows, else as aarch64-dotprod"},
};

ArrayRef<Target> qnn::getTargets() { return kTargets; }

const Target *qnn::lookupTarget(StringRef name) {
  const Target *target =
      llvm::find_if(kTargets, [&](const Target &t) { return t.name == name; });
  return target == std::end(kTargets) ? nullptr : target;
}

/// Checks that one machine could run code for all of `targets`, which are in
/// the order of the table.
static LogicalResult
verifyArchitecture(ArrayRef<const Target *> targets,
                   function_ref<InFlightDiagnostic()> emitError) {
  const Target *last = targets.back();
  for (const Target *target : targets)
    if (!target->triple.empty() && target->triple != last->triple)
      return emitError() << "expected targets of one architecture, but got "
                         << target->name << " and " << last->name;
  return success();
}

FailureOr<SmallVector<const Target *>>
qnn::lookupTargets(ArrayRef<StringRef> names,
                   function_ref<InFlightDiagnostic()> emitError) {
  if (names.empty())
    return emitError() << "expected a target, but got none";
  SmallVector<const Target *> targets;
  for (StringRef name : names) {
    const Target *target = lookupTarget(name);
    if (!target) {
      InFlightDiagnostic diag = emitError();
      diag << "expected a target of ";
      llvm::interleaveComma(kTargets, diag,
                            [&](const Target &t) { diag << t.name; });
      return diag << ", but got '" << name << "'";
    }
    if (llvm::is_contained(targets, target))
      return emitError() << "expected each target once, but got " << name
                         << " twice";
    targets.push_back(target);
  }
  // All are in one array.
  llvm::sort(targets);
  if (failed(verifyArchitecture(targets, emitError)))
    return failure();
  return targets;
}

/// The names in feature string `features`, without the plus signs.
static SmallVector<StringRef> getFeatureNames(StringRef features) {
  SmallVector<StringRef> names;
  features.split(names, ',', /*MaxSplit=*/-1, /*KeepEmpty=*/false);
  for (StringRef &name : names)
    name.consume_front("+");
  return names;
}

/// Linux lets a process use AMX tiles, 8 kB of state in each thread, only after
/// it has asked. False if they are refused.
static bool requestTiles() {
#if defined(__linux__) && defined(__x86_64__)
  constexpr long kArchReqXCompPerm = 0x1023; // ARCH_REQ_XCOMP_PERM
  constexpr long kTileData = 18;             // XFEATURE_XTILEDATA
  return syscall(SYS_arch_prctl, kArchReqXCompPerm, kTileData) == 0;
#else
  return false;
#endif
}

llvm::StringMap<bool> qnn::getHostFeatures() {
  llvm::StringMap<bool> features = llvm::sys::getHostCPUFeatures();
  // LLVM looks at the CPU and at what the system saves.
  if (features.lookup("amx-tile") && !requestTiles())
    features["amx-tile"] = false;
#if defined(__linux__) && defined(__aarch64__)
  // LLVM 22 does not look for these two.
  features["dotprod"] = getauxval(AT_HWCAP) & HWCAP_ASIMDDP;
  features["i8mm"] = getauxval(AT_HWCAP2) & HWCAP2_I8MM;
#endif
  return features;
}

const Target &qnn::getHostTarget() {
  llvm::Triple host(llvm::sys::getProcessTriple());
  llvm::StringMap<bool> features = getHostFeatures();
  for (const Target &target : llvm::reverse(getTargets())) {
    bool sameArch = target.triple.empty() ||
                    llvm::Triple(target.triple).getArch() == host.getArch();
    if (sameArch &&
        llvm::all_of(getFeatureNames(target.features),
                     [&](StringRef name) { return features.lookup(name); }))
      return target;
  }
  llvm_unreachable("generic runs everywhere");
}

const Target *qnn::lookupTargetOrNative(StringRef name) {
  return name == "native" ? &getHostTarget() : lookupTarget(name);
}

TargetAttr qnn::getTargetAttr(MLIRContext *context, const Target &target) {
  return TargetAttr::get(context, target.name, target.triple, target.features);
}

TargetAttr qnn::getTargetOf(Operation *op) {
  MLIRContext *context = op->getContext();
  for (; op; op = op->getParentOp())
    if (auto target = op->getAttrOfType<TargetAttr>(kTargetAttrName))
      return target;
  return getTargetAttr(context, kTargets[0]);
}
