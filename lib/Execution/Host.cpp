//===- Host.cpp - What the host can run -----------------------------------===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "qnn/Execution/Host.h"

#include "qnn/CodeGen/Target.h"
#include "llvm/TargetParser/Host.h"
#include "llvm/TargetParser/SubtargetFeature.h"
#include "llvm/TargetParser/Triple.h"

using namespace mlir;
using namespace mlir::qnn;

LogicalResult
qnn::verifyRunsOnHost(TargetAttr target,
                      function_ref<InFlightDiagnostic()> emitError) {
  llvm::Triple host(llvm::sys::getProcessTriple());
  llvm::Triple triple(target.getTriple());
  if (!target.getTriple().empty() && triple.getArch() != host.getArch())
    return emitError() << "target " << target.getName() << " needs "
                       << triple.getArchName() << ", but this machine is "
                       << host.getArchName();

  llvm::StringMap<bool> hostFeatures = getHostFeatures();
  SmallVector<StringRef> missing;
  llvm::SubtargetFeatures features(target.getFeatures());
  for (StringRef feature : features.getFeatures()) {
    if (!llvm::SubtargetFeatures::isEnabled(feature))
      continue;
    StringRef name = llvm::SubtargetFeatures::StripFlag(feature);
    if (!hostFeatures.lookup(name))
      missing.push_back(name);
  }
  if (missing.empty())
    return success();
  InFlightDiagnostic diag = emitError();
  diag << "target " << target.getName() << " needs ";
  llvm::interleaveComma(missing, diag);
  return diag << ", which this machine lacks";
}
