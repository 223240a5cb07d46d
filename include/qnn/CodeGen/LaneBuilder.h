//===- LaneBuilder.h - Former place of the LaneBuilder ----------*- C++ -*-===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef QNN_CODEGEN_LANEBUILDER_H
#define QNN_CODEGEN_LANEBUILDER_H

#include "qnn/IR/LaneBuilder.h"

#endif // QNN_CODEGEN_LANEBUILDER_H
