// RUN: quant-opt %s --qnn-emit-invoke | FileCheck %s

// Where there are tiles, entry points return 1 if they are refused.
// CHECK-LABEL: llvm.func internal @model(
// CHECK-LABEL: llvm.func @model_invoke(
// CHECK-NOT: llvm.inline_asm
// CHECK: %[[GRANT:.*]] = llvm.call @qnn.request_tiles() : () -> i32
// CHECK: %[[NONE:.*]] = llvm.mlir.constant(0 : i32) : i32
// CHECK: %[[GRANTED:.*]] = llvm.icmp "ne" %[[GRANT]], %[[NONE]] : i32
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

// All of a module ask the same.
// CHECK-LABEL: llvm.func @second_invoke(
// CHECK: llvm.call @qnn.request_tiles()
// CHECK: llvm.call @second(
llvm.func @second(%arena: !llvm.ptr) attributes {qnn.arena_size = 0 : i64} {
  llvm.return
}

// The system is asked only until it has granted them: what it refuses, 0, is not
// remembered.
// CHECK: llvm.mlir.global internal @qnn.has_tiles(0 : i32) {{.*}}: i32
// CHECK-LABEL: llvm.func internal @qnn.request_tiles() -> i32 {
// CHECK: %[[ADDRESS:.*]] = llvm.mlir.addressof @qnn.has_tiles : !llvm.ptr
// CHECK: %[[KNOWN:.*]] = llvm.load %[[ADDRESS]] atomic monotonic {alignment = 4 : i64}
// CHECK: %[[ZERO:.*]] = llvm.mlir.constant(0 : i32) : i32
// CHECK: %[[IS_KNOWN:.*]] = llvm.icmp "ne" %[[KNOWN]], %[[ZERO]] : i32
// CHECK: llvm.cond_br %[[IS_KNOWN]], ^[[DONE:.*]](%[[KNOWN]] : i32), ^[[ASK:[^ ]*]]
// CHECK: ^[[ASK]]:
// CHECK: %[[ERROR:.*]] = llvm.inline_asm has_side_effects "syscall", "={ax},0,{di},{si},~{rcx},~{r11},~{memory}" %{{.*}}, %{{.*}}, %{{.*}} : (i64, i64, i64) -> i64
// CHECK: %[[SUCCESS:.*]] = llvm.icmp "eq" %[[ERROR]], %{{.*}} : i64
// CHECK: %[[ASKED:.*]] = llvm.zext %[[SUCCESS]] : i1 to i32
// CHECK: llvm.store %[[ASKED]], %[[ADDRESS]] atomic monotonic {alignment = 4 : i64}
// CHECK: llvm.br ^[[DONE]](%[[ASKED]] : i32)
// CHECK: ^[[DONE]](%[[RESULT:.*]]: i32):
// CHECK-NEXT: llvm.return %[[RESULT]] : i32

// CHECK-NOT: llvm.inline_asm
