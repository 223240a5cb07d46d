// RUN: rm -rf %t && mkdir %t && cd %t
// RUN: printf '\000\001\177\200' > x.bin

// The evaluator and code for any target give the same bytes; NumPy files have them
// behind a header.
// RUN: quant-run %s --reference --inputs=x.bin --outputs=reference.bin
// RUN: od -An -td1 reference.bin | FileCheck %s --check-prefix=BYTES
// BYTES: 0 2 127 -128
// RUN: quant-run %s --inputs=x.bin --outputs=generic.bin
// RUN: cmp reference.bin generic.bin
// RUN: quant-run %s --inputs=x.bin --outputs=y.npy --guard-pages
// RUN: %python -c "import sys; sys.stdout.buffer.write(open('y.npy', 'rb').read()[128:])" > elements.bin
// RUN: cmp reference.bin elements.bin
// RUN: quant-run %s --entry=again --inputs=y.npy --outputs=again.bin,zeros.bin
// RUN: cmp reference.bin again.bin

// Files may hold the tensors of several runs.
// RUN: printf '\000\001\177\200\001\000\200\177' > cases.bin
// RUN: quant-run %s --reference --num-cases=2 --inputs=cases.bin --outputs=cases.reference.bin
// RUN: od -An -td1 cases.reference.bin | FileCheck %s --check-prefix=CASES
// CASES: 0 2 127 -128 2 0 -128 127
// RUN: quant-run %s --num-cases=2 --inputs=cases.bin --outputs=cases.npy --guard-pages
// RUN: quant-run %s --entry=again --num-cases=2 --inputs=cases.npy --outputs=cases.again.bin,zeros.bin
// RUN: cmp cases.reference.bin cases.again.bin

// Every op's result is a file, but a constant's.
// RUN: quant-run %s --reference --entry=again --inputs=y.npy --dump-layers=layers
// RUN: ls layers | FileCheck %s --check-prefix=LAYERS --implicit-check-not={{.}}
// LAYERS: {{^}}0000.qnn.requantize.npy
// LAYERS-NEXT: {{^}}0001.qnn.requantize.npy

// Nothing runs where only the assembly is asked for: it needs no input, and no
// machine that has the target.
// RUN: quant-run %s --target=x86-avx2 --print-asm | FileCheck %s --check-prefix=ASM
// ASM: .globl main_invoke
// ASM-NOT: .globl
// ASM: vpshufb

// Without --inputs, a benchmark makes up some.
// RUN: quant-run %s --benchmark=3 --baselines=generic,stream | FileCheck %s --check-prefix=TIME
// TIME: generic: min {{[0-9.]+}} us, median {{[0-9.]+}} us per call (3 samples of {{[0-9]+}} calls)
// TIME-NEXT: generic: {{.*}}, ratio {{[0-9.]+}}
// TIME-NEXT: reading {{[0-9]+}} bytes of constants: {{.*}}, ratio {{[0-9.]+}}

// The option decides how ops round that leave it open: here, 0.5.
// RUN: quant-run %s --entry=half --outputs=double.bin
// RUN: quant-run %s --entry=half --outputs=even.bin --rounding=half-even
// RUN: od -An -td1 double.bin even.bin | FileCheck %s --check-prefix=ROUNDING
// ROUNDING: 1 0

!x = !qnn.per_tensor<i8 : f32, scale = 0.5>
!y = !qnn.per_tensor<i8 : f32, scale = 0.25>
!one = !qnn.per_tensor<i8 : f32, scale = 1.0>
func.func @main(%x: tensor<4x!x>) -> tensor<4x!y> {
  %0 = qnn.requantize %x : tensor<4x!x> to tensor<4x!y>
  return %0 : tensor<4x!y>
}
func.func @again(%x: tensor<4x!y>) -> (tensor<4x!y>, tensor<4x!y>) {
  %zeros = qnn.constant dense<0> : tensor<4xi8> to tensor<4x!x>
  %0 = qnn.requantize %x : tensor<4x!y> to tensor<4x!y>
  %1 = qnn.requantize %zeros : tensor<4x!x> to tensor<4x!y>
  return %0, %1 : tensor<4x!y>, tensor<4x!y>
}
func.func @half() -> tensor<1x!one> {
  %0 = qnn.constant dense<1> : tensor<1xi8> to tensor<1x!x>
  %1 = qnn.requantize %0 : tensor<1x!x> to tensor<1x!one>
  return %1 : tensor<1x!one>
}
