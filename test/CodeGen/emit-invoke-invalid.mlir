// RUN: quant-opt %s --qnn-emit-invoke --split-input-file --verify-diagnostics

// expected-error @+1 {{expected a definition that takes pointers, the arena last, and returns nothing, but got '!llvm.func<void ()>'}}
llvm.func @no_arena() attributes {qnn.arena_size = 0 : i64} {
  llvm.return
}

// -----

// expected-error @+1 {{expected a definition that takes pointers, the arena last, and returns nothing, but got '!llvm.func<void (ptr, i32)>'}}
llvm.func @number(%x: !llvm.ptr, %n: i32) attributes {qnn.arena_size = 0 : i64} {
  llvm.return
}

// -----

// expected-error @+1 {{expected a definition that takes pointers, the arena last, and returns nothing, but got '!llvm.func<i32 (ptr)>'}}
llvm.func @result(%arena: !llvm.ptr) -> i32 attributes {qnn.arena_size = 0 : i64} {
  %0 = llvm.mlir.constant(0 : i32) : i32
  llvm.return %0 : i32
}

// -----

// expected-error @+1 {{expected a definition that takes pointers, the arena last, and returns nothing, but got '!llvm.func<void (ptr)>'}}
llvm.func @declaration(!llvm.ptr) attributes {qnn.arena_size = 0 : i64}
