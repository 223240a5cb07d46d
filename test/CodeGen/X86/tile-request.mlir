// RUN: quant-opt %s --qnn-emit-invoke | FileCheck %s

// Where there are tiles, the entry point asks for them and returns 1 if they are
// refused.
// CHECK-LABEL: llvm.func @model_invoke(
// CHECK: %[[RESULT:.*]] = llvm.inline_asm has_side_effects "syscall", "={ax},0,{di},{si},~{rcx},~{r11},~{memory}" %{{.*}}, %{{.*}}, %{{.*}} : (i64, i64, i64) -> i64
// CHECK: %[[GRANTED:.*]] = llvm.icmp "eq" %[[RESULT]], %{{.*}} : i64
// CHECK: llvm.cond_br %[[GRANTED]], ^[[GO:.*]], ^[[FAIL:[^ ]*]]
// CHECK: ^[[FAIL]]:
// CHECK-NEXT: %[[ONE:.*]] = llvm.mlir.constant(1 : i32) : i32
// CHECK-NEXT: llvm.return %[[ONE]]
// CHECK: ^[[GO]]:
// CHECK: llvm.call @model(
// CHECK: llvm.return
llvm.func @model(%arena: !llvm.ptr) attributes {qnn.arena_size = 0 : i64} {
  llvm.call_intrinsic "llvm.x86.ldtilecfg"(%arena) : (!llvm.ptr) -> ()
  llvm.return
}
