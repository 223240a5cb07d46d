//===- FixedPoint.h - Fixed-point multipliers and rounding ------*- C++ -*-===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Multiplication of an int32 accumulator by a real number, in integers. This is
// the step that brings the result of a quantized contraction back to the scale
// of its output (Jacob et al. 2018, arXiv:1712.05877, section 2.2).
//
// Frameworks agree on the idea and differ in the rounding, and the difference
// is visible in the output bits. `Rounding` names the three variants in use;
// docs/Numerics.md states each as a formula and derives from it the identities
// that vector code relies on.
//
// The library needs the C++ standard library and nothing else. It lives in
// namespace `mlir` only so that `qnn::` never becomes ambiguous in code that
// says `using namespace mlir`.
//
//===----------------------------------------------------------------------===//

#ifndef QNN_NUMERICS_FIXEDPOINT_H
#define QNN_NUMERICS_FIXEDPOINT_H

#include <cstdint>
#include <optional>

namespace mlir::qnn::numerics {

/// How `x * real` becomes an integer.
enum class Rounding {
  /// Two roundings: a saturating rounding doubling high multiply, then a
  /// rounding division by a power of two, ties away from zero. gemmlowp, the
  /// TFLite reference kernels, CMSIS-NN, and TOSA RESCALE with `DOUBLE_ROUND`.
  DoubleRound,
  /// One rounding of the 64-bit product, ties toward +infinity. TFLite built
  /// with `TFLITE_SINGLE_ROUNDING`, ruy, and TOSA RESCALE with `SINGLE_ROUND`.
  SingleRound,
  /// A float32 multiplication, then the nearest integer, ties to even. ONNX
  /// Runtime and PyTorch.
  HalfEvenF32,
};

/// The non-negative real number `multiplier * 2^(shift - 31)`.
///
/// `quantizeMultiplier` returns normalised pairs: the multiplier is zero (then
/// so is the shift) or lies in [2^30, 2^31), so that read as Q0.31 it is in
/// [0.5, 1). The rescale functions accept every pair for which `isValid` holds,
/// because TOSA does not require normalisation.
///
/// A positive shift multiplies, as in TFLite; TOSA writes the same number with
/// the right shift `31 - shift`.
struct FixedPointMultiplier {
  int32_t multiplier = 0;
  int32_t shift = 0;
};

constexpr bool operator==(FixedPointMultiplier a, FixedPointMultiplier b) {
  return a.multiplier == b.multiplier && a.shift == b.shift;
}
constexpr bool operator!=(FixedPointMultiplier a, FixedPointMultiplier b) {
  return !(a == b);
}

/// Bounds of `FixedPointMultiplier::shift`, from TFLite. Below the minimum,
/// that is for a real number below 2^-32, every int32 would be taken to 0
/// anyway; above the maximum, single rounding has no bit left to round.
inline constexpr int kMinShift = -31;
inline constexpr int kMaxShift = 30;

/// The domain of the rescale functions.
constexpr bool isValid(FixedPointMultiplier m) {
  return m.multiplier >= 0 && m.shift >= kMinShift && m.shift <= kMaxShift;
}

/// The normalised multiplier nearest to `real`, ties upward: TFLite's
/// QuantizeMultiplier. For `HalfEvenF32`, `real` is first rounded to float32 to
/// nearest even, which the pair then represents exactly (the low 7 bits of the
/// multiplier are zero), since that mode multiplies in float32.
///
/// What rounds to less than 2^-32, thus needs a shift below `kMinShift`,
/// becomes zero, in every mode. What needs a shift above `kMaxShift`, about
/// 2^30 and more, is where the modes differ: `SingleRound` saturates to the
/// largest pair, (2^31 - 1, 30), as TFLite does; the others have no meaningful
/// answer and return nullopt. So does every mode for a negative, infinite or
/// NaN `real`.
std::optional<FixedPointMultiplier> quantizeMultiplier(double real,
                                                       Rounding mode);

/// `a * b / 2^31` to the nearest integer, ties toward +infinity; the one
/// product that does not fit, INT32_MIN * INT32_MIN, saturates to INT32_MAX.
/// gemmlowp's SaturatingRoundingDoublingHighMul, the Arm instruction SQRDMULH.
int32_t saturatingRoundingDoublingHighMul(int32_t a, int32_t b);

/// `x / 2^exponent` to the nearest integer, ties away from zero; `exponent` in
/// [0, 31]. gemmlowp's RoundingDivideByPOT.
int32_t roundingDivideByPOT(int32_t x, int exponent);

/// TFLite's MultiplyByQuantizedMultiplier with double rounding. A positive
/// shift is applied to `x` first and wraps modulo 2^32: the reference kernel
/// overflows there, and does so by wrapping on the machines it runs on.
int32_t rescaleDoubleRound(int32_t x, FixedPointMultiplier m);

/// TFLite's MultiplyByQuantizedMultiplier with single rounding:
/// `floor(x * real + 1/2)`, computed in 64 bits, which suffice for every valid
/// pair. The result is its low 32 bits; the reference kernel takes for granted
/// that nothing is lost there.
int32_t rescaleSingleRound(int32_t x, FixedPointMultiplier m);

/// `x` and `real` are rounded to float32, their product is rounded to float32,
/// and that to the nearest integer: ties to even every time. What does not fit
/// saturates.
///
/// The evaluation is in integers, so neither the floating-point environment
/// (rounding mode, flush to zero) nor the compiler (contraction, excess
/// precision) has a say in the bits.
int32_t rescaleHalfEvenF32(int32_t x, FixedPointMultiplier m);

/// The one of the three above that `mode` names.
int32_t rescale(int32_t x, FixedPointMultiplier m, Rounding mode);

} // namespace mlir::qnn::numerics

#endif // QNN_NUMERICS_FIXEDPOINT_H
