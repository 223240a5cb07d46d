//===- PrintMemoryPlan.cpp - Memory plans for people ----------------------===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "qnn/CodeGen/MemoryPlan.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallVectorExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Format.h"
#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/raw_ostream.h"

using namespace mlir;
using namespace mlir::qnn;

/// `text` as ASCII without control characters: names can be any bytes.
static std::string escape(StringRef text) {
  std::string escaped;
  llvm::raw_string_ostream os(escaped);
  llvm::printEscapedString(text, os);
  return escaped;
}

static std::string summarize(StringRef function, const MemoryPlan &plan) {
  return llvm::formatv(
      "memory of '{0}': arena of {1} bytes, at most {2} live at once",
      escape(function), plan.getArenaSize(), plan.getMaxLiveSize());
}

static SmallVector<const PlannedBuffer *>
sortByBegin(ArrayRef<PlannedBuffer> buffers) {
  auto sorted = llvm::map_to_vector(
      buffers, [](const PlannedBuffer &buffer) { return &buffer; });
  llvm::sort(sorted, [](const PlannedBuffer *a, const PlannedBuffer *b) {
    return std::tie(a->first, a->offset, a) < std::tie(b->first, b->offset, b);
  });
  return sorted;
}

void MemoryPlan::print(raw_ostream &os) const {
  os << summarize(function, *this) << "\n"
     << "    offset       size  first   last  tensor\n";
  for (const PlannedBuffer *buffer : sortByBegin(buffers))
    os << llvm::format("%10" PRId64 " %10" PRId64 " %6" PRId64 " %6" PRId64,
                       buffer->offset, buffer->size, buffer->first,
                       buffer->last)
       << "  " << escape(buffer->name) << " : " << buffer->type << "\n";
}

//===----------------------------------------------------------------------===//
// SVG
//===----------------------------------------------------------------------===//

namespace {

/// Lengths in the drawing, in pixels.
constexpr double kMargin = 80, kPlotWidth = 960, kPlotHeight = 540,
                 kMinStepWidth = 6, kFontSize = 12;

/// Distinct and light enough for black text.
constexpr StringLiteral kColors[] = {"#8dd3c7", "#ffffb3", "#bebada",
                                     "#fb8072", "#80b1d3", "#fdb462",
                                     "#b3de69", "#fccde5"};

/// From steps and bytes to pixels.
class Drawing {
public:
  Drawing(int64_t numSteps, int64_t numBytes)
      : numBytes(std::max<int64_t>(numBytes, 1)),
        stepWidth(std::max(kMinStepWidth,
                           kPlotWidth / std::max<int64_t>(numSteps, 1))),
        right(kMargin + stepWidth * numSteps) {}

  double getX(int64_t step) const { return kMargin + stepWidth * step; }
  double getY(int64_t byte) const {
    return kMargin + kPlotHeight * (1 - double(byte) / numBytes);
  }
  double getWidth() const { return right + kMargin; }
  static double getHeight() { return kPlotHeight + 2 * kMargin; }

private:
  int64_t numBytes;
  double stepWidth;
  double right;
};

} // namespace

/// `text`, which is printable, as character data.
static std::string escapeXML(StringRef text) {
  std::string escaped;
  llvm::raw_string_ostream os(escaped);
  llvm::printHTMLEscaped(text, os);
  return escaped;
}

/// `name="value"` with two decimals.
static std::string attribute(StringRef name, double value) {
  std::string text;
  llvm::raw_string_ostream(text)
      << ' ' << name << "=\"" << llvm::format("%.2f", value) << '"';
  return text;
}

static void drawText(double x, double y, StringRef anchor, const Twine &text,
                     raw_ostream &os) {
  os << "<text" << attribute("x", x) << attribute("y", y) << " text-anchor=\""
     << anchor << "\">" << escapeXML(text.str()) << "</text>\n";
}

static void drawBuffer(const PlannedBuffer &buffer, StringRef color,
                       const Drawing &drawing, raw_ostream &os) {
  double x = drawing.getX(buffer.first);
  double y = drawing.getY(buffer.offset + buffer.size);
  double width = drawing.getX(buffer.last + 1) - x;
  double height = drawing.getY(buffer.offset) - y;
  // An element of its own cuts the label off where the buffer ends.
  std::string name = escape(buffer.name);
  std::string title = llvm::formatv(
      "{0} : {1}, {2} bytes at {3}, steps {4} to {5}", name, buffer.type,
      buffer.size, buffer.offset, buffer.first, buffer.last);
  os << "<svg" << attribute("x", x) << attribute("y", y)
     << attribute("width", width) << attribute("height", height) << ">\n"
     << "<title>" << escapeXML(title) << "</title>\n"
     << "<rect width=\"100%\" height=\"100%\" fill=\"" << color
     << "\" stroke=\"black\"/>\n";
  drawText(4, kFontSize + 2, "start", name, os);
  os << "</svg>\n";
}

static void drawAxes(int64_t numSteps, int64_t arenaSize, int64_t maxLiveSize,
                     const Drawing &drawing, raw_ostream &os) {
  double left = drawing.getX(0), right = drawing.getX(numSteps);
  auto drawLevel = [&](int64_t byte, StringRef dashes) {
    double y = drawing.getY(byte);
    os << "<line" << attribute("x1", left) << attribute("x2", right)
       << attribute("y1", y) << attribute("y2", y)
       << " stroke=\"black\" stroke-dasharray=\"" << dashes << "\"/>\n";
    drawText(left - 4, y + kFontSize / 3, "end", Twine(byte), os);
  };
  drawLevel(0, "none");
  drawLevel(arenaSize, "none");
  if (maxLiveSize != arenaSize)
    drawLevel(maxLiveSize, "4");
  double below = drawing.getY(0) + kFontSize + 4;
  // As many numbers as there is room for.
  int64_t stride = std::max<int64_t>(1, numSteps / 24);
  for (int64_t step = 0; step < numSteps; step += stride)
    drawText((drawing.getX(step) + drawing.getX(step + 1)) / 2, below, "middle",
             Twine(step), os);
  drawText((left + right) / 2, below + 2 * kFontSize, "middle", "steps", os);
}

void MemoryPlan::printSVG(raw_ostream &os) const {
  int64_t numSteps = 0;
  for (const PlannedBuffer &buffer : buffers)
    numSteps = std::max(numSteps, buffer.last + 1);
  Drawing drawing(numSteps, arenaSize);
  std::string title = summarize(function, *this);
  os << "<svg xmlns=\"http://www.w3.org/2000/svg\""
     << attribute("width", drawing.getWidth())
     << attribute("height", Drawing::getHeight())
     << " font-family=\"sans-serif\"" << attribute("font-size", kFontSize)
     << ">\n<title>" << escapeXML(title) << "</title>\n"
     << "<rect width=\"100%\" height=\"100%\" fill=\"white\"/>\n";
  drawText(kMargin, kMargin / 2, "start", title, os);
  drawAxes(numSteps, arenaSize, maxLiveSize, drawing, os);
  for (auto [index, buffer] : llvm::enumerate(sortByBegin(buffers)))
    drawBuffer(*buffer, kColors[index % std::size(kColors)], drawing, os);
  os << "</svg>\n";
}
