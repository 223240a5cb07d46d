// RUN: quant-run %s --target=x86-avx2 --print-asm --entry=l2_normalization \
// RUN:   | FileCheck %s --check-prefix=L2
// RUN: quant-run %s --target=x86-avx2 --print-asm --entry=softmax \
// RUN:   | FileCheck %s --check-prefix=SOFTMAX --implicit-check-not=vpextrb

// The squares of a row are added up in vectors. Then the multiplier of the row is
// what it was ahead of the loop over its elements: signed products of 32 bits all
// the same.
// L2-LABEL: l2_normalization_invoke:
// L2: [[SQUARES:\.LBB[0-9]+_[0-9]+]]:
// L2: vpmaddwd
// L2: vpaddd
// L2: {{j[a-z]+}} [[SQUARES]]
// L2: [[RESULTS:\.LBB[0-9]+_[0-9]+]]:
// L2-NOT: vpmuludq
// L2: vpmuldq
// L2-NOT: vpmuludq
// L2: vpackssdw
// L2: vpacksswb
// L2: {{j[a-z]+}} [[RESULTS]]
// L2: retq

!x = !qnn.per_tensor<i8 : f32, scale = 0.5>
!unit = !qnn.per_tensor<i8 : f32, scale = 0.0078125>
func.func @l2_normalization(%x: tensor<1x1024x!x>) -> tensor<1x1024x!unit> {
  %0 = qnn.l2_normalization %x : tensor<1x1024x!x> to tensor<1x1024x!unit>
  return %0 : tensor<1x1024x!unit>
}

// Exponentials are loaded at bytes of words, and have no sign. Sums of i32 are those
// of eight at once.
// SOFTMAX-LABEL: softmax_invoke:
// SOFTMAX: vpmaxsb
// SOFTMAX: [[SUMS:\.LBB[0-9]+_[0-9]+]]:
// SOFTMAX: vmovq
// SOFTMAX: vpinsrd ${{[0-9]+}}, (
// SOFTMAX-NOT: vpaddq
// SOFTMAX: vpaddd
// SOFTMAX-NOT: vpaddq
// SOFTMAX: {{j[a-z]+}} [[SUMS]]
// SOFTMAX: [[RESULTS:\.LBB[0-9]+_[0-9]+]]:
// SOFTMAX: vpinsrd ${{[0-9]+}}, (
// SOFTMAX-NOT: vpmuldq
// SOFTMAX: vpmuludq
// SOFTMAX: vpsrlvd
// SOFTMAX-NOT: vpminsd
// SOFTMAX: vpackuswb
// SOFTMAX: {{j[a-z]+}} [[RESULTS]]
// SOFTMAX: retq

!y = !qnn.per_tensor<i8 : f32, scale = 0.00390625, zero_point = -128>
func.func @softmax(%x: tensor<1x1024x!x>) -> tensor<1x1024x!y> {
  %0 = qnn.softmax tflm %x beta(0.1) : tensor<1x1024x!x> to tensor<1x1024x!y>
  return %0 : tensor<1x1024x!y>
}
