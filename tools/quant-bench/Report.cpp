//===- Report.cpp - Results as text and JSON ------------------------------===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Report.h"

#include "llvm/ADT/MapVector.h"
#include "llvm/ADT/SetVector.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Format.h"
#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/JSON.h"

#include <cmath>

using namespace mlir;
using namespace mlir::qnn;
namespace json = llvm::json;

namespace {

struct Column {
  StringRef heading;
  size_t width;
  bool alignsRight;
};

} // namespace

static SmallVector<Column> getColumns(const RunInfo &info) {
  SmallVector<Column> columns = {
      {"case", info.nameWidth, false},
      {"weights", 7, false},
      {"target", 14, false},
      {"us", 10, true},
      {"rate", 7, true},
      {"", 4, false},
      {"peak%", 5, true},
      {"exact", 5, true},
  };
  for (const Peer *peer : info.peers) {
    columns.push_back({peer->getName(), 8, true});
    columns.push_back({"ratio", 5, true});
  }
  // Of notes.
  columns.push_back({"", 0, false});
  return columns;
}

static void printLine(ArrayRef<Column> columns, ArrayRef<std::string> cells,
                      raw_ostream &os) {
  std::string line;
  for (auto [column, cell] : llvm::zip_equal(columns, cells)) {
    llvm::raw_string_ostream stream(line);
    if (column.alignsRight)
      stream << llvm::right_justify(cell, column.width) << " ";
    else
      stream << llvm::left_justify(cell, column.width) << " ";
  }
  os << StringRef(line).rtrim() << "\n";
}

static std::string describePeers(const RunInfo &info) {
  if (info.peers.empty())
    return getPeers().empty() ? "no peers: built without any" : "no peers";
  SmallVector<std::string> names;
  for (const Peer *peer : info.peers)
    names.push_back(peer->getNameAndVersion());
  return "peers: " + llvm::join(names, ", ");
}

void qnn::printHeader(const RunInfo &info, raw_ostream &os) {
  os << info.processor << ", CPU " << info.cpu << ", minimum of "
     << info.numSamples << " samples; " << describePeers(info) << "\n";
  SmallVector<Column> columns = getColumns(info);
  SmallVector<std::string> headings;
  for (const Column &column : columns)
    headings.push_back(column.heading.str());
  printLine(columns, headings, os);
}

static StringRef getUnit(const Result &result) {
  return result.isContraction ? "GOPS" : "GB/s";
}

/// The cells of a peer, and a remark if its results are not ours.
static void addPeerCells(const Result &result, StringRef name,
                         SmallVectorImpl<std::string> &cells,
                         SmallVectorImpl<std::string> &notes) {
  const PeerResult *peer = result.findPeer(name);
  if (!peer) {
    cells.append(2, "");
    return;
  }
  cells.push_back(llvm::formatv("{0:F1}", result.getRate(*peer)));
  cells.push_back(llvm::formatv("{0:F2}", result.getRatio(*peer)));
  if (peer->difference > 1)
    notes.push_back(llvm::formatv("{0} off by {1:F0}", name, peer->difference));
}

void qnn::printResult(const RunInfo &info, const Result &result,
                      raw_ostream &os) {
  std::string rate, unit, peak;
  if (result.work != 0) {
    rate = llvm::formatv("{0:F1}", result.getRate());
    unit = getUnit(result);
  }
  if (!result.peaks.empty())
    peak = llvm::formatv("{0:F0}", 100 * result.getPeakFraction());
  SmallVector<std::string> cells = {
      result.name,
      result.weights.str(),
      result.target.str(),
      llvm::formatv("{0:F2}", result.time.min),
      rate,
      unit,
      peak,
      result.difference == 0 ? "yes" : "NO",
  };
  SmallVector<std::string> notes;
  for (const Peer *peer : info.peers)
    addPeerCells(result, peer->getName(), cells, notes);
  if (result.contractionTime)
    notes.push_back(
        llvm::formatv("contractions alone: {0:F0}%",
                      100 * *result.contractionTime / result.time.min));
  cells.push_back(" " + llvm::join(notes, ", "));
  printLine(getColumns(info), cells, os);
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

void qnn::printMeans(const RunInfo &info, ArrayRef<Result> results,
                     raw_ostream &os) {
  // In order of appearance.
  llvm::SetVector<std::pair<StringRef, StringRef>> groups;
  for (const Result &result : results)
    if (result.isContraction)
      groups.insert({result.target, result.weights});
  for (auto [target, weights] : groups) {
    SmallVector<std::string> means;
    for (const Peer *peer : info.peers) {
      double sum = 0;
      int count = 0;
      for (const Result &result : results) {
        const PeerResult *other = result.findPeer(peer->getName());
        if (!other || !result.isContraction || result.target != target ||
            result.weights != weights)
          continue;
        sum += std::log(result.getRatio(*other));
        ++count;
      }
      if (count > 0)
        means.push_back(llvm::formatv("{0:F2} times {1} ({2} cases)",
                                      std::exp(sum / count), peer->getName(),
                                      count));
    }
    if (!means.empty())
      os << "mean of " << target << ", " << weights
         << " weights: " << llvm::join(means, ", ") << "\n";
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
  json::Array peers;
  for (const PeerResult &peer : result.peers)
    peers.push_back(json::Object{{"name", peer.name},
                                 {"implementation", peer.implementation},
                                 {"time", formatTiming(peer.time)},
                                 {"rate", result.getRate(peer)},
                                 {"ratio", result.getRatio(peer)},
                                 {"difference", peer.difference}});
  object["peers"] = std::move(peers);
  return object;
}

std::string qnn::formatJSON(const RunInfo &info, ArrayRef<Result> results) {
  json::Array peers;
  for (const Peer *peer : info.peers)
    peers.push_back(json::Object{{"name", peer->getName()},
                                 {"version", peer->getVersion()}});
  json::Array array;
  for (const Result &result : results)
    array.push_back(formatResult(result));
  json::Object object{{"processor", info.processor},
                      {"cpu", info.cpu},
                      {"samples", info.numSamples},
                      {"peers", std::move(peers)},
                      {"results", std::move(array)}};
  return llvm::formatv("{0:2}\n", json::Value(std::move(object)));
}
