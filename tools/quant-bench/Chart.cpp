//===- Chart.cpp - Results as a picture -----------------------------------===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Chart.h"

#include "llvm/Support/FormatVariadic.h"

using namespace mlir;
using namespace mlir::qnn;

// In pixels.
static constexpr int kWidth = 900;
/// Where bars begin and where they reach the peak.
static constexpr int kLeft = 300;
static constexpr int kRight = 750;
/// The line of the legend, and where bars begin below it.
static constexpr int kLegendTop = 42;
static constexpr int kTop = 70;
static constexpr int kHeadingHeight = 24;
static constexpr int kBarHeight = 12;
static constexpr int kPeerHeight = 4;
static constexpr int kRowGap = 4;

static constexpr StringLiteral kColour = "#3070b0";
/// One for each of `getPeers()`.
static constexpr StringLiteral kPeerColours[] = {"#a0a0a0", "#d08030"};

namespace {

/// Draws from top to bottom.
class Chart {
public:
  explicit Chart(const RunInfo &info) : info(info) {}

  /// Says what the colours mean.
  void addLegend();
  void addHeading(const Result &result);
  void addResult(const Result &result);
  std::string finish() const;

private:
  void addText(int x, int baseline, StringRef text, StringRef attributes = "");
  void addRectangle(int x, int top, double width, int height, StringRef colour);
  void addBar(int height, double fraction, StringRef colour);

  const RunInfo &info;
  std::string body;
  int y = kTop;
};

} // namespace

/// `text` with XML's special characters as entities.
static std::string escape(StringRef text) {
  std::string escaped;
  for (char c : text) {
    if (c == '<')
      escaped += "&lt;";
    else if (c == '&')
      escaped += "&amp;";
    else
      escaped += c;
  }
  return escaped;
}

void Chart::addText(int x, int baseline, StringRef text, StringRef attributes) {
  body += llvm::formatv("<text x=\"{0}\" y=\"{1}\" {2}>{3}</text>\n", x,
                        baseline, attributes, escape(text));
}

void Chart::addRectangle(int x, int top, double width, int height,
                         StringRef colour) {
  body += llvm::formatv("<rect x=\"{0}\" y=\"{1}\" width=\"{2:F1}\" "
                        "height=\"{3}\" fill=\"{4}\"/>\n",
                        x, top, width, height, colour);
}

void Chart::addBar(int height, double fraction, StringRef colour) {
  addRectangle(kLeft, y, fraction * (kRight - kLeft), height, colour);
  y += height;
}

void Chart::addLegend() {
  constexpr int kEntryWidth = 120;
  int x = 20;
  auto addEntry = [&](StringRef name, StringRef colour) {
    addRectangle(x, kLegendTop, kBarHeight, kBarHeight, colour);
    addText(x + kBarHeight + 6, kLegendTop + kBarHeight - 2, name);
    x += kEntryWidth;
  };
  addEntry("Qnn", kColour);
  for (auto [peer, colour] : llvm::zip(info.peers, kPeerColours))
    addEntry(peer->getNameAndVersion(), colour);
}

void Chart::addHeading(const Result &result) {
  y += kHeadingHeight;
  std::string text = result.name;
  if (!result.weights.empty())
    text += (", " + result.weights + " weights").str();
  addText(20, y - 6, text, "font-weight=\"bold\"");
}

void Chart::addResult(const Result &result) {
  int baseline = y + kBarHeight - 2;
  addText(kLeft - 10, baseline, result.target, "text-anchor=\"end\"");
  double fraction = result.getPeakFraction();
  addBar(kBarHeight, fraction, kColour);
  double end = fraction;
  for (auto [peer, colour] : llvm::zip(info.peers, kPeerColours)) {
    const PeerResult *peerResult = result.findPeer(peer->getName());
    if (!peerResult)
      continue;
    double peerFraction = fraction / result.getRatio(*peerResult);
    addBar(kPeerHeight, peerFraction, colour);
    end = std::max(end, peerFraction);
  }
  addText(kLeft + int(end * (kRight - kLeft)) + 6, baseline,
          llvm::formatv("{0:F1} {1}", result.getRate(),
                        result.isContraction ? "GOPS" : "GB/s")
              .str());
  y += kRowGap;
}

std::string Chart::finish() const {
  std::string title = "Rates as parts of the peak: " + info.processor;
  int height = y + 20;
  return llvm::formatv(
             "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{0}\" "
             "height=\"{1}\" font-family=\"sans-serif\" font-size=\"12\">\n"
             "<rect width=\"{0}\" height=\"{1}\" fill=\"white\"/>\n"
             "<text x=\"20\" y=\"30\" font-size=\"16\">{2}</text>\n"
             "<line x1=\"{3}\" y1=\"{4}\" x2=\"{3}\" y2=\"{5}\" "
             "stroke=\"#c0c0c0\"/>\n"
             "<text x=\"{3}\" y=\"60\" text-anchor=\"middle\">peak</text>\n"
             "{6}</svg>\n",
             kWidth, height, escape(title), kRight, kTop, y, body)
      .str();
}

std::string qnn::drawChart(const RunInfo &info, ArrayRef<Result> results) {
  Chart chart(info);
  chart.addLegend();
  const Result *last = nullptr;
  for (const Result &result : results) {
    if (result.peaks.empty())
      continue;
    if (!last || last->name != result.name || last->weights != result.weights)
      chart.addHeading(result);
    chart.addResult(result);
    last = &result;
  }
  return chart.finish();
}
