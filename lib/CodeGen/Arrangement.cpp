//===- Arrangement.cpp - Orders of steps whose sums fit -------------------===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Arrangement.h"
#include <vector>

using namespace mlir;
using namespace mlir::qnn;

/// Steps that change places with each other. They read neighbouring inputs of
/// all rows of a block, which stay in the first-level cache meanwhile, and the
/// time to arrange all steps grows with their number, not with its square.
static constexpr size_t kStepsAtOnce = 256;

namespace {

/// How far above and below zero the products with a weight, or sums of such, go
/// for all inputs.
struct Reach {
  int32_t above = 0;
  int32_t below = 0;

  Reach() = default;
  Reach(int64_t weight, IntegerRange range)
      : above(std::max({weight * range.min, weight * range.max, int64_t(0)})),
        below(-std::min({weight * range.min, weight * range.max, int64_t(0)})) {
  }

  Reach &operator+=(Reach other) {
    above += other.above;
    below += other.below;
    return *this;
  }
  bool fits() const { return above <= INT16_MAX && below <= -INT16_MIN; }
};

/// Those of all numbers of a narrow sum.
using Reaches = SmallVector<Reach, 16>;

bool doFit(ArrayRef<Reach> reaches) {
  return llvm::all_of(reaches, [](Reach reach) { return reach.fits(); });
}

/// True if steps that reach as far as `a` and as `b` fit one sum.
bool doFitTogether(ArrayRef<Reach> a, ArrayRef<Reach> b) {
  bool fit = true;
  for (auto [x, y] : llvm::zip_equal(a, b))
    fit &= x.above + y.above <= INT16_MAX && x.below + y.below <= -INT16_MIN;
  return fit;
}

/// The steps of the panels from row `firstRow` of the weights on.
class PanelGroup {
public:
  PanelGroup(const Tile &tile, int64_t panels, const WeightMatrix &weights,
             IntegerRange range, int64_t firstRow)
      : tile(tile), weights(weights), range(range), firstRow(firstRow),
        numLanes(panels * tile.lanes) {}

  /// What the step from column `first` on reaches.
  Reaches getReaches(int64_t first) const {
    return getReaches(getWeights(first));
  }
  Reaches getReaches(ArrayRef<int16_t> step) const {
    Reaches reaches(step.size() / tile.narrow->elements);
    for (auto [i, weight] : llvm::enumerate(step))
      reaches[i / tile.narrow->elements] += Reach(weight, range);
    return reaches;
  }
  /// Its weights, with zeros in lanes beyond the matrix.
  SmallVector<int16_t> getWeights(int64_t first) const {
    SmallVector<int16_t> step(numLanes * tile.depth, 0);
    int64_t numRows = std::min(numLanes, weights.rows - firstRow);
    for (int64_t lane = 0; lane < numRows; ++lane)
      for (int64_t d = 0; d < tile.depth; ++d)
        step[lane * tile.depth + d] = weights.at(firstRow + lane, first + d);
    return step;
  }
  /// Moves from `step` to the result what it has too much, from the larger of
  /// the weights of a number, so that both parts are small.
  SmallVector<int16_t> splitExcess(MutableArrayRef<int16_t> step) const;

private:
  const Tile &tile;
  const WeightMatrix &weights;
  IntegerRange range;
  int64_t firstRow;
  int64_t numLanes;
};

/// A step of a group, from column `first` on.
struct Step {
  int64_t first;
  SmallVector<int16_t> weights;
  Reaches reaches;
};

/// Steps that make a narrow sum.
struct Sum {
  SmallVector<const Step *, 4> steps;
  Reaches reaches;
};

} // namespace

SmallVector<int16_t>
PanelGroup::splitExcess(MutableArrayRef<int16_t> step) const {
  SmallVector<int16_t> excess(step.size(), 0);
  size_t elements = tile.narrow->elements;
  for (size_t begin = 0; begin < step.size(); begin += elements) {
    auto number = step.slice(begin, elements);
    auto getReach = [&] {
      Reach reach;
      for (int16_t weight : number)
        reach += Reach(weight, range);
      return reach;
    };
    while (!getReach().fits()) {
      auto *weight = llvm::max_element(
          number, [](int a, int b) { return std::abs(a) < std::abs(b); });
      int16_t unit = *weight < 0 ? -1 : 1;
      *weight -= unit;
      excess[weight - step.begin()] += unit;
    }
  }
  return excess;
}

/// The steps of `group` that hold weights, those that were too much for a sum
/// split.
static std::vector<Step> getSteps(const PanelGroup &group, int64_t numColumns,
                                  int64_t depth, int64_t &numSplits) {
  std::vector<Step> steps;
  auto isNotZero = [](int16_t weight) { return weight != 0; };
  for (int64_t k = 0; k < numColumns; k += depth) {
    SmallVector<int16_t> rest = group.getWeights(k);
    for (int64_t part = 0; llvm::any_of(rest, isNotZero); ++part) {
      SmallVector<int16_t> weights = std::move(rest);
      rest = group.splitExcess(weights);
      Reaches reaches = group.getReaches(weights);
      steps.push_back({k, std::move(weights), std::move(reaches)});
      numSplits += part > 0;
    }
  }
  return steps;
}

/// Appends to `sums` those of at most `maxSize` steps that `steps` make by
/// first fit decreasing (Johnson, Near-optimal bin packing algorithms, 1973):
/// those that reach farthest first, each into the sum of most steps that it
/// fits.
static void appendSums(ArrayRef<Step> steps, size_t maxSize,
                       std::vector<Sum> &sums) {
  auto getFarthest = [](const Step *step) {
    int32_t farthest = 0;
    for (Reach reach : step->reaches)
      farthest = std::max({farthest, reach.above, reach.below});
    return farthest;
  };
  auto sorted = llvm::map_to_vector(steps, [](const Step &s) { return &s; });
  llvm::sort(sorted, [&](const Step *a, const Step *b) {
    int32_t farthestA = getFarthest(a), farthestB = getFarthest(b);
    return farthestA != farthestB ? farthestA > farthestB : a < b;
  });

  size_t first = sums.size();
  for (const Step *step : sorted) {
    Sum *best = nullptr;
    for (Sum &sum : llvm::drop_begin(sums, first)) {
      size_t size = sum.steps.size();
      if (size < maxSize && (!best || size > best->steps.size()) &&
          doFitTogether(sum.reaches, step->reaches))
        best = &sum;
    }
    if (!best) {
      sums.push_back({{}, Reaches(step->reaches.size())});
      best = &sums.back();
    }
    best->steps.push_back(step);
    for (auto [sum, reach] : llvm::zip_equal(best->reaches, step->reaches))
      sum += reach;
  }
}

bool qnn::doSumsFit(const Tile &tile, int64_t runLength,
                    const WeightMatrix &weights, IntegerRange range) {
  if (!tile.canOverflow())
    return true;
  for (int64_t row = 0; row < weights.rows; row += tile.lanes) {
    PanelGroup panel(tile, /*panels=*/1, weights, range, row);
    Reaches sum;
    for (int64_t k = 0; k < weights.columns; k += tile.depth) {
      Reaches step = panel.getReaches(k);
      if (k % runLength / tile.depth % tile.narrow->steps == 0)
        sum.assign(step.size(), Reach());
      for (auto [total, reach] : llvm::zip_equal(sum, step))
        total += reach;
      if (!doFit(sum))
        return false;
    }
  }
  return true;
}

Arrangement qnn::arrangeSteps(const Tile &tile, int64_t panels,
                              const WeightMatrix &weights, IntegerRange range) {
  Arrangement result;
  for (int64_t row = 0; row < weights.rows; row += panels * tile.lanes) {
    PanelGroup group(tile, panels, weights, range, row);
    std::vector<Step> steps =
        getSteps(group, weights.columns, tile.depth, result.numSplits);
    std::vector<Sum> sums;
    for (ArrayRef<Step> rest = steps; !rest.empty();) {
      size_t count = std::min(rest.size(), kStepsAtOnce);
      appendSums(rest.take_front(count), tile.narrow->steps, sums);
      rest = rest.drop_front(count);
    }
    result.numSums += sums.size();
    for (size_t size = tile.narrow->steps; size > 0; --size) {
      result.begin.push_back(result.getNumSteps());
      for (const Sum &sum : sums) {
        if (sum.steps.size() != size)
          continue;
        for (const Step *step : sum.steps) {
          result.columns.push_back(step->first);
          llvm::append_range(result.weights, step->weights);
        }
      }
    }
  }
  result.begin.push_back(result.getNumSteps());
  return result;
}
