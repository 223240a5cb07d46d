//===- RandomValues.cpp - Random numbers and tensors ----------------------===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "RandomValues.h"

#include <algorithm>
#include <limits>

using namespace mlir;
using namespace mlir::qnn;
using llvm::MutableArrayRef;

Storage qnn::createByteStorage(Random &random) {
  Storage storage = Storage::getFull(8, /*isSigned=*/random.chance(50));
  if (random.chance(70))
    return storage;
  if (random.chance(50)) {
    // Symmetric, if signed.
    ++storage.min;
    return storage;
  }
  storage.min = random.integer(storage.min, storage.max - 1);
  storage.max = random.integer(storage.min + 1, storage.max);
  return storage;
}

Storage qnn::createWeightStorage(Random &random) {
  if (random.chance(70))
    return createByteStorage(random);
  Storage storage = Storage::getFull(4, /*isSigned=*/random.chance(75));
  storage.min += random.integer(0, 1);
  return storage;
}

int64_t qnn::createZeroPoint(Random &random, const Storage &storage) {
  switch (random.integer(0, 4)) {
  case 0:
    return storage.min;
  case 1:
    return storage.max;
  case 2:
    return std::clamp<int64_t>(0, storage.min, storage.max);
  case 3:
    return storage.min + (storage.max - storage.min + 1) / 2;
  default:
    return random.integer(storage.min, storage.max);
  }
}

double qnn::createScale(Random &random, int min, int max) {
  double scale = random.power(min, max);
  switch (random.integer(0, 2)) {
  case 0:
    return std::ldexp(1.0, std::ilogb(scale));
  case 1:
    return static_cast<float>(scale);
  default:
    return scale;
  }
}

double qnn::createMultiplier(Random &random, double spread) {
  switch (random.integer(0, 15)) {
  case 0:
    return random.power(-36, -16);
  case 1:
    return random.power(0, 6);
  case 2:
    return random.power(0, 28);
  case 3:
  case 4:
    return std::ldexp(1.0, random.integer(-12, 2));
  default:
    return random.real(0.25, 2.5) * 64 / spread;
  }
}

void qnn::fillActivations(Random &random, const Storage &storage,
                          int64_t zeroPoint, MutableArrayRef<int64_t> values) {
  int pattern = random.integer(0, 11);
  int64_t end = random.pick({storage.min, storage.max});
  for (int64_t &value : values) {
    switch (pattern) {
    case 0:
    case 1:
      value = std::clamp(zeroPoint + random.integer(-3, 3), storage.min,
                         storage.max);
      break;
    case 2:
    case 3:
      value = random.pick({storage.min, storage.max});
      break;
    case 4:
      value = end;
      break;
    default:
      value = random.integer(storage.min, storage.max);
      break;
    }
  }
}

/// The sum of three even distributions: bell enough, and in integers.
static int64_t createBellShaped(Random &random) {
  int64_t sum = 0;
  for (int i = 0; i < 3; ++i)
    sum += random.integer(-8, 8);
  return sum;
}

void qnn::fillWeights(Random &random, const Storage &storage,
                      llvm::ArrayRef<int32_t> zeroPoints, int64_t depth,
                      MutableArrayRef<int64_t> values) {
  bool isEven = random.chance(35);
  int runPercent = random.pick({0, 1, 30});
  for (size_t i = 0; i < values.size();) {
    // A run, or as long a stretch without.
    bool isRun = random.chance(runPercent);
    size_t end = std::min<size_t>(i + random.integer(1, 9), values.size());
    for (; i < end; ++i) {
      int64_t zeroPoint = zeroPoints[zeroPoints.size() == 1 ? 0 : i / depth];
      if (isRun)
        values[i] = random.pick(
            {storage.min, std::clamp(-storage.max, storage.min, storage.max),
             storage.max});
      else if (isEven)
        values[i] = random.integer(storage.min, storage.max);
      else
        values[i] = std::clamp(zeroPoint + createBellShaped(random),
                               storage.min, storage.max);
    }
  }
}

void qnn::fillReals(Random &random, const Storage &storage, double scale,
                    int64_t zeroPoint, MutableArrayRef<float> values) {
  using Limits = std::numeric_limits<float>;
  for (float &value : values) {
    if (random.chance(3)) {
      value = random.pick({-0.0f, Limits::denorm_min(), Limits::max(),
                           -Limits::infinity(), Limits::infinity(),
                           Limits::quiet_NaN()});
      continue;
    }
    double step = random.integer(storage.min - 9, storage.max + 9) - zeroPoint;
    double fraction = random.chance(50) ? 0.5 : random.real(-0.5, 0.5);
    value = static_cast<float>(scale * (step + fraction));
  }
}
