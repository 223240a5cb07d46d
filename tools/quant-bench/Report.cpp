//===- Report.cpp - Results as text and JSON ------------------------------===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Report.h"

#include "OneDNN.h"
#include "llvm/ADT/MapVector.h"
#include "llvm/Support/Format.h"
#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/JSON.h"

using namespace mlir;
using namespace mlir::qnn;
namespace json = llvm::json;

/// Prints a line of the table: `name`, padded, and `cells`.
template <typename... Cells>
static void printLine(const RunInfo &info, StringRef name, raw_ostream &os,
                      const Cells &...cells) {
  std::string line;
  llvm::raw_string_ostream(line)
      << llvm::left_justify(name, info.nameWidth)
      << llvm::formatv(" {0,-7} {1,-15} {2,10} {3,8} {4,-4} {5,5} {6,5} {7,8} "
                       "{8,6}  {9}",
                       cells...);
  os << StringRef(line).rtrim() << "\n";
}

static std::string describePeer(const RunInfo &info) {
  if (!info.peer.empty())
    return "peer: " + info.peer;
  return getOneDNNVersion().empty() ? "no peer: built without oneDNN"
                                    : "no peer";
}

void qnn::printHeader(const RunInfo &info, raw_ostream &os) {
  os << info.processor << ", CPU " << info.cpu << ", minimum of "
     << info.numSamples << " samples; " << describePeer(info) << "\n";
  printLine(info, "case", os, "weights", "target", "us", "rate", "", "peak%",
            "exact", "peer", "ratio", "");
}

static StringRef getUnit(const Result &result) {
  return result.isContraction ? "GOPS" : "GB/s";
}

void qnn::printResult(const RunInfo &info, const Result &result,
                      raw_ostream &os) {
  std::string rate, unit, peak, peerRate, ratio, note;
  if (result.work != 0) {
    rate = llvm::formatv("{0:F1}", result.getRate());
    unit = getUnit(result);
  }
  if (!result.peaks.empty())
    peak = llvm::formatv("{0:F0}", 100 * result.getPeakFraction());
  if (result.peer) {
    peerRate = llvm::formatv("{0:F1}", result.getPeerRate());
    ratio = llvm::formatv("{0:F2}", result.getRatio());
    if (result.peer->difference > 1)
      note = llvm::formatv("peer is off by {0:F0}", result.peer->difference);
  }
  if (result.contractionTime)
    note = llvm::formatv("contractions alone: {0:F0}%",
                         100 * *result.contractionTime / result.time.min);
  std::string time = llvm::formatv("{0:F2}", result.time.min);
  printLine(info, result.name, os, result.weights, result.target, time, rate,
            unit, peak, result.difference == 0 ? "yes" : "NO", peerRate, ratio,
            note);
}

void qnn::printPeaks(ArrayRef<Result> results, raw_ostream &os) {
  // By target, then by instruction; both in order of appearance.
  llvm::MapVector<StringRef, llvm::MapVector<StringRef, double>> highest;
  for (const Result &result : results) {
    if (!result.isContraction)
      continue;
    for (const PeakResult &peak : result.peaks) {
      double &rate = highest[result.target][peak.name];
      rate = std::max(rate, peak.rate);
    }
  }
  for (const auto &[target, rates] : highest) {
    os << "peak of " << target << ": ";
    llvm::interleaveComma(rates, os, [&](const auto &rate) {
      os << rate.first << llvm::formatv(" {0:F0} GOPS", rate.second);
    });
    os << "\n";
  }
}

static json::Object formatTiming(const Timing &timing) {
  return json::Object{{"min_us", timing.min}, {"median_us", timing.median}};
}

static json::Object formatResult(const Result &result) {
  json::Object object{{"name", result.name},
                      {"target", result.target},
                      {"time", formatTiming(result.time)},
                      {"exact", result.difference == 0},
                      {"difference", result.difference}};
  if (!result.weights.empty())
    object["weights"] = result.weights;
  if (result.work != 0) {
    object["rate"] = result.getRate();
    object["unit"] = getUnit(result);
  }
  if (!result.peaks.empty()) {
    json::Object peaks;
    for (const PeakResult &peak : result.peaks)
      peaks[peak.name] = peak.rate;
    object["peaks"] = std::move(peaks);
    object["fraction_of_peak"] = result.getPeakFraction();
  }
  if (result.contractionTime)
    object["contractions_alone_us"] = *result.contractionTime;
  if (result.peer) {
    object["peer"] =
        json::Object{{"implementation", result.peer->implementation},
                     {"time", formatTiming(result.peer->time)},
                     {"rate", result.getPeerRate()},
                     {"difference", result.peer->difference}};
    object["ratio"] = result.getRatio();
  }
  return object;
}

std::string qnn::formatJSON(const RunInfo &info, ArrayRef<Result> results) {
  json::Array array;
  for (const Result &result : results)
    array.push_back(formatResult(result));
  json::Object object{{"processor", info.processor},
                      {"cpu", info.cpu},
                      {"samples", info.numSamples},
                      {"results", std::move(array)}};
  if (!info.peer.empty())
    object["peer"] = info.peer;
  return llvm::formatv("{0:2}\n", json::Value(std::move(object)));
}
