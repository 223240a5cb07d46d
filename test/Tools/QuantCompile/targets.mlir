// RUN: rm -rf %t && mkdir %t

// An object for several targets exports the entry point and the target's name, and
// needs no more than others.
// RUN: quant-compile %s --target=x86-avx512vnni,x86-avx2 -o %t/x86.o --emit-header=%t/targets.h
// RUN: quant-compile %s --target=x86-avx2,x86-avx512vnni -o %t/again.o
// RUN: cmp %t/x86.o %t/again.o
// RUN: quant-compile %s --target=aarch64-neon,generic,aarch64-dotprod,aarch64-i8mm -o %t/arm.o
// RUN: llvm-nm --defined-only --extern-only %t/x86.o | FileCheck %s --check-prefix=DEFINED --implicit-check-not={{.}}
// RUN: llvm-nm --defined-only --extern-only %t/arm.o | FileCheck %s --check-prefix=DEFINED --implicit-check-not={{.}}
// RUN: llvm-nm --undefined-only %t/x86.o | FileCheck %s --check-prefix=UNDEFINED --allow-empty --implicit-check-not={{.}}
// RUN: llvm-nm --undefined-only %t/arm.o | FileCheck %s --check-prefix=UNDEFINED --allow-empty --implicit-check-not={{.}}
// DEFINED: {{^[0-9a-f]+}} T targets_invoke{{$}}
// DEFINED: {{^[0-9a-f]+}} T targets_target{{$}}
// UNDEFINED-NOT: {{^}} U mem{{cpy|set}}{{$}}

// It is position-independent.
// RUN: %host_cc -shared -Wl,-z,text,-z,defs %t/x86.o -o %t/x86.so

// RUN: quant-compile %s --target=x86-avx2,x86-avx512vnni --emit=llvm -o - | llc -O3 | FileCheck %s --check-prefix=ASM
// RUN: quant-compile %s --target=x86-avx2,x86-avx512vnni --emit=asm -o - | FileCheck %s --check-prefix=ASM
// RUN: quant-opt %s --qnn-to-llvm="target=x86-avx2,x86-avx512vnni" | quant-translate --mlir-to-llvmir | opt -O3 -S | llc -O3 | FileCheck %s --check-prefix=OPT
// ASM: targets_invoke:
// ASM: {{^}}"targets_invoke.x86-avx2":
// ASM: vpmaddubsw {{.*}}ymm
// ASM: {{^}}"targets_invoke.x86-avx512vnni":
// ASM: vpdpbusd {{.*}}zmm
// OPT: main_invoke:
// OPT: vpmaddubsw {{.*}}ymm
// OPT: vpdpbusd {{.*}}zmm

// RUN: FileCheck %s --check-prefix=HEADER --input-file=%t/targets.h --match-full-lines --strict-whitespace
//      HEADER:/* Made by quant-compile for targets x86-avx2 (+avx2),
// HEADER-NEXT: * x86-avx512vnni (+avx2,{{.*}}+avx512vnni).
//      HEADER:#define TARGETS_UNSUPPORTED_CPU 1
//      HEADER: * {{.*}} returns
// HEADER-NEXT: * TARGETS_UNSUPPORTED_CPU.
//      HEADER:int targets_invoke(const void *const *inputs, void *const *outputs, void *arena);
//      HEADER:const char *targets_target(void);

// With tasks, too, which take an argument more.
// RUN: quant-compile %s --target=x86-avx512vnni,x86-avx2 --parallel --work-per-task=1 -o %t/parallel.o --emit-header=%t/parallel.h
// RUN: llvm-nm --defined-only --extern-only %t/parallel.o | FileCheck %s --check-prefix=DEFINED --implicit-check-not={{.}}
// RUN: llvm-nm --undefined-only %t/parallel.o | FileCheck %s --check-prefix=UNDEFINED --allow-empty --implicit-check-not={{.}}
// RUN: FileCheck %s --check-prefix=PARALLEL --input-file=%t/parallel.h --match-full-lines --strict-whitespace
// RUN: %host_cc -shared -Wl,-z,text,-z,defs %t/parallel.o -o %t/parallel.so
//      PARALLEL:#define TARGETS_UNSUPPORTED_CPU 1
//      PARALLEL:int targets_invoke(const void *const *inputs, void *const *outputs, void *arena,
// PARALLEL-NEXT:    const QnnParallelFor *parallel_for);
//      PARALLEL:const char *targets_target(void);

// The largest arena is the one that the header tells.
// RUN: quant-compile %s --target=generic --emit-header=- | FileCheck %s --check-prefix=GENERIC-ARENA
// RUN: quant-compile %s --target=x86-avx2 --emit-header=- | FileCheck %s --check-prefix=AVX2-ARENA
// RUN: quant-compile %s --target=generic,x86-avx2 --emit-header=- | FileCheck %s --check-prefix=GENERIC-ARENA

!x = !qnn.per_tensor<i8 : f32, scale = 0.5, zero_point = 3>
!w = !qnn.per_tensor<i8 : f32, scale = 0.25>

// GENERIC-ARENA: #define TARGETS_ARENA_SIZE 384
// AVX2-ARENA: #define TARGETS_ARENA_SIZE 192
func.func @main(%x: tensor<3x64x!x>) -> tensor<3x32x!x> {
  %w = qnn.constant dense<1> : tensor<32x64xi8> to tensor<32x64x!w>
  %b = arith.constant dense<7> : tensor<32xi32>
  %y = qnn.fully_connected %x, %w bias(%b) activation(relu)
      : tensor<3x64x!x>, tensor<32x64x!w>, tensor<32xi32> to tensor<3x32x!x>
  return %y : tensor<3x32x!x>
}
