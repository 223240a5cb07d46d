// RUN: rm -rf %t && mkdir -p %t/main

// An object exports one symbol and needs none but memcpy and memset.
// RUN: quant-compile %s --entry=layer -o %t/generic.o
// RUN: quant-compile %s --entry=layer --target=x86-avx2 -o %t/avx2.o
// RUN: quant-compile %s --entry=layer --target=x86-avx2 -o %t/again.o
// RUN: cmp %t/avx2.o %t/again.o
// RUN: llvm-nm --defined-only --extern-only %t/generic.o | FileCheck %s --check-prefix=DEFINED --implicit-check-not={{.}}
// RUN: llvm-nm --defined-only --extern-only %t/avx2.o | FileCheck %s --check-prefix=DEFINED --implicit-check-not={{.}}
// RUN: llvm-nm --undefined-only %t/generic.o | FileCheck %s --check-prefix=UNDEFINED --allow-empty --implicit-check-not={{.}}
// RUN: llvm-nm --undefined-only %t/avx2.o | FileCheck %s --check-prefix=UNDEFINED --allow-empty --implicit-check-not={{.}}
// DEFINED: {{^[0-9a-f]+}} T layer_invoke{{$}}
// UNDEFINED-NOT: {{^}} U mem{{cpy|set}}{{$}}

// It is position-independent: no relocation is left in read-only segments.
// RUN: %host_cc -shared -Wl,-z,text,-z,defs %t/generic.o -o %t/generic.so
// RUN: %host_cc -shared -Wl,-z,text,-z,defs %t/avx2.o -o %t/avx2.so

// RUN: quant-compile %s --entry=layer --target=x86-avx2 --emit=asm -o - | FileCheck %s --check-prefix=ASM
// RUN: quant-compile %s --entry=layer --target=x86-avx2 --emit=llvm -o - | FileCheck %s --check-prefix=LLVM
// RUN: quant-compile %s --entry=layer --target=x86-avx2 --emit=llvm -o - | llc -O3 | FileCheck %s --check-prefix=ASM
// ASM: .globl layer_invoke
// ASM-NOT: .globl
// ASM: vpmaddwd
// LLVM: target triple = "x86_64-unknown-linux-gnu"
// LLVM: define noundef i32 @layer_invoke(ptr
// LLVM: llvm.x86.avx2.pmadd.wd

// The other functions are inlined or dropped. Where an entry is called main, the
// file names the symbols.
// RUN: quant-compile %s --entry=main --emit=asm -o - | FileCheck %s --check-prefix=MAIN
// RUN: quant-compile %s --emit=asm -o - | FileCheck %s --check-prefix=MAIN
// RUN: quant-compile %s --name=x1_ --emit=asm -o - | FileCheck %s --check-prefix=NAME
// MAIN: .globl code_invoke
// MAIN-NOT: layer
// NAME: .globl x1__invoke

// Rounding is that of the option: 1 * 0.5 is 1 if ties go away from zero.
// RUN: quant-compile %s --entry=half --emit=llvm -o - | FileCheck %s --check-prefix=DOUBLE
// RUN: quant-compile %s --entry=half --emit=llvm --rounding=half-even -o - | FileCheck %s --check-prefix=EVEN
// DOUBLE: store i8 1
// EVEN: store i8 0

!x = !qnn.per_tensor<i8 : f32, scale = 0.5, zero_point = 3>
!w = !qnn.per_tensor<i8 : f32, scale = 0.25>

func.func @layer(%x: tensor<1x2x!x>) -> tensor<1x2x!x> {
  %w = qnn.constant dense<[[1, 2], [3, -4]]> : tensor<2x2xi8> to tensor<2x2x!w>
  %b = arith.constant dense<[10, 20]> : tensor<2xi32>
  %y = qnn.fully_connected %x, %w bias(%b) activation(relu)
      : tensor<1x2x!x>, tensor<2x2x!w>, tensor<2xi32> to tensor<1x2x!x>
  return %y : tensor<1x2x!x>
}

func.func @main(%x: tensor<1x2x!x>) -> tensor<1x2x!x> {
  %0 = call @layer(%x) : (tensor<1x2x!x>) -> tensor<1x2x!x>
  return %0 : tensor<1x2x!x>
}

!one = !qnn.per_tensor<i8 : f32, scale = 1.0>
!two = !qnn.per_tensor<i8 : f32, scale = 2.0>
func.func @half() -> tensor<1x!two> {
  %0 = qnn.constant dense<1> : tensor<1xi8> to tensor<1x!one>
  %1 = qnn.requantize %0 : tensor<1x!one> to tensor<1x!two>
  return %1 : tensor<1x!two>
}
