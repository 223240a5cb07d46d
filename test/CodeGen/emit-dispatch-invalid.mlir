// RUN: quant-opt %s --qnn-emit-dispatch --split-input-file --verify-diagnostics

module {
  module @generic attributes {
      qnn.target = #qnn.target<"generic", triple = "", features = "">} {
    llvm.func @f_invoke() attributes {qnn.arena_size = 0 : i64} {
      llvm.return
    }
  }
  // expected-error @+1 {{expected the same entry points for every target}}
  module @"x86-avx2" attributes {
      qnn.target = #qnn.target<"x86-avx2", triple = "x86_64-unknown-linux-gnu",
                               features = "+avx2">} {
    llvm.func @g_invoke() attributes {qnn.arena_size = 0 : i64} {
      llvm.return
    }
  }
}

// -----

// expected-error @+1 {{expected features that code can ask the CPU for, but got 'z80' of target other}}
module {
  module @other attributes {
      qnn.target = #qnn.target<"other", triple = "x86_64-unknown-linux-gnu",
                               features = "+avx2,+z80">} {
  }
}
