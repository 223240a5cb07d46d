//===- RandomOps.h - Appends random ops to a graph --------------*- C++ -*-===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Each function appends one op that reads the pool of a graph, and the few that
// it takes to get there; or nothing, and returns false, if no value of the pool
// fits.
//
//===----------------------------------------------------------------------===//

#ifndef QNN_TEST_UNIT_INTEGRATION_RANDOMOPS_H
#define QNN_TEST_UNIT_INTEGRATION_RANDOMOPS_H

#include "RandomGraph.h"

namespace mlir::qnn {

// Operands that another op would not compute.
void appendInput(RandomGraph &graph);

// Contractions.
bool appendFullyConnected(RandomGraph &graph);
bool appendConv2D(RandomGraph &graph);
bool appendTransposeConv2D(RandomGraph &graph);
bool appendBatchMatmul(RandomGraph &graph);

// Functions of elements.
bool appendArithmetic(RandomGraph &graph);
bool appendExtremum(RandomGraph &graph);
bool appendPRelu(RandomGraph &graph);
bool appendUnary(RandomGraph &graph);

// Functions of many elements.
bool appendPool(RandomGraph &graph);
bool appendReduction(RandomGraph &graph);
bool appendSoftmax(RandomGraph &graph);
bool appendL2Normalization(RandomGraph &graph);

// Movement of data.
bool appendPad(RandomGraph &graph);
bool appendSlice(RandomGraph &graph);
bool appendConcat(RandomGraph &graph);
bool appendReshape(RandomGraph &graph);
bool appendTranspose(RandomGraph &graph);
bool appendTake(RandomGraph &graph);
bool appendResizeNearest(RandomGraph &graph);
bool appendResizeBilinear(RandomGraph &graph);

// Changes of the element type.
bool appendRequantize(RandomGraph &graph);
bool appendQuantize(RandomGraph &graph);
bool appendDequantize(RandomGraph &graph);
bool appendStorageCasts(RandomGraph &graph);

} // namespace mlir::qnn

#endif // QNN_TEST_UNIT_INTEGRATION_RANDOMOPS_H
