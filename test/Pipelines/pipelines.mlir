// RUN: quant-opt %s --qnn-to-integer="target=x86-avx2" | FileCheck %s --check-prefixes=INTEGER,DOUBLE
// RUN: quant-opt %s --qnn-to-integer="target=x86-avx2 rounding=single" | FileCheck %s --check-prefixes=INTEGER,SINGLE
// RUN: quant-opt %s --qnn-to-integer="target=x86-avx2 rounding=half-even" | FileCheck %s --check-prefixes=INTEGER,EVEN
// RUN: quant-opt %s --qnn-to-integer | FileCheck %s --check-prefix=DEFAULT
// RUN: not quant-opt %s --qnn-to-integer="target=z80" 2>&1 | FileCheck %s --check-prefix=ERROR

// RUN: quant-opt %s --qnn-to-integer="target=x86-avx2" > %t.integer.mlir
// RUN: quant-opt %t.integer.mlir --qnn-integer-to-buffers > %t.buffers.mlir
// RUN: FileCheck %s --check-prefix=BUFFERS --input-file=%t.buffers.mlir --implicit-check-not=tensor --implicit-check-not=memref.alloc

// The pipelines from end to end are qnn-to-llvm.
// RUN: quant-opt %t.buffers.mlir --qnn-buffers-to-llvm > %t.llvm.mlir
// RUN: quant-opt %s --qnn-to-llvm="target=x86-avx2" > %t.once.mlir
// RUN: diff %t.llvm.mlir %t.once.mlir
// RUN: FileCheck %s --check-prefix=LLVM --input-file=%t.llvm.mlir --implicit-check-not=tensor. --implicit-check-not=memref --implicit-check-not=malloc --implicit-check-not=unrealized

// Each step is for the tools of LLVM as well.
// RUN: quant-translate --mlir-to-llvmir %t.llvm.mlir | opt -O3 | llc -O3 | FileCheck %s --check-prefix=ASM

!x = !qnn.per_tensor<i8 : f32, scale = 0.5, zero_point = 3>
!w = !qnn.per_tensor<i8 : f32, scale = 0.3>
!wide = !qnn.per_tensor<i16 : f32, scale = 0.01>

// ERROR: expected a target of generic, x86-avx2{{.*}}, but got 'z80'

// DEFAULT: module attributes {qnn.target = #qnn.target<"generic", triple = "", features = "">}
// DEFAULT: qnn.rescale double_round

// The helper is inlined and gone; a mode that the op states stays. The bias is
// [10 - 3 * (1 + 2), 20 - 3 * (3 - 4)], relu is [3, 127].
// INTEGER: module attributes {qnn.target = #qnn.target<"x86-avx2",
// INTEGER-NOT: @helper
// INTEGER: func.func @main(
// INTEGER: arith.constant dense<[1, 23]> : tensor<2xi32>
// INTEGER: %[[X:.*]] = qnn.scast
// INTEGER: %[[ACC:.*]] = qnn.dot signed(%[[X]])
// INTEGER-NOT: qnn.scast
// DOUBLE: qnn.rescale double_round signed(%[[ACC]]) {{.*}} clamp<3, 127>
// SINGLE: qnn.rescale single_round signed(%[[ACC]]) {{.*}} clamp<3, 127>
// EVEN: qnn.rescale half_even_f32 signed(%[[ACC]]) {{.*}} clamp<3, 127>
// INTEGER: qnn.rescale single_round
// INTEGER-NOT: qnn.requantize

// BUFFERS: func.func @main(%{{.*}}: memref<3x2xi8>, %{{.*}}: memref<3x2xi8> {bufferize.result}, %[[ARENA:.*]]: memref<[[SIZE:[0-9]+]]xi8>) attributes {qnn.arena_size = [[SIZE]] : i64}
// BUFFERS: memref.view %[[ARENA]]
// BUFFERS: llvm.call_intrinsic "llvm.x86.avx2.pmadd.wd"

// LLVM: llvm.func internal @main(
// LLVM: llvm.func @main_invoke(%{{.*}}: !llvm.ptr, %{{.*}}: !llvm.ptr, %{{.*}}: !llvm.ptr) -> i32

// ASM: main_invoke:
// ASM: vpmaddwd
func.func private @helper(%x: tensor<3x2x!x>) -> tensor<3x2x!x> {
  %w = qnn.constant dense<[[1, 2], [3, -4]]> : tensor<2x2xi8> to tensor<2x2x!w>
  %b = arith.constant dense<[10, 20]> : tensor<2xi32>
  %y = qnn.fully_connected %x, %w bias(%b) activation(relu)
      : tensor<3x2x!x>, tensor<2x2x!w>, tensor<2xi32> to tensor<3x2x!x>
  return %y : tensor<3x2x!x>
}
func.func @main(%x: tensor<3x2x!x>) -> tensor<3x2x!x> {
  %0 = call @helper(%x) : (tensor<3x2x!x>) -> tensor<3x2x!x>
  %1 = qnn.requantize %0 rounding(single_round)
      : tensor<3x2x!x> to tensor<3x2x!wide>
  %2 = qnn.requantize %1 clamp<-9, 9> : tensor<3x2x!wide> to tensor<3x2x!x>
  return %2 : tensor<3x2x!x>
}
