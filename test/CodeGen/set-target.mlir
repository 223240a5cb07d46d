// RUN: quant-opt %s --qnn-set-target | FileCheck %s --check-prefix=GENERIC
// RUN: quant-opt %s --qnn-set-target="target=generic" | FileCheck %s --check-prefix=GENERIC
// RUN: quant-opt %s --qnn-set-target="target=x86-avx2" | FileCheck %s --check-prefix=AVX2
// RUN: not quant-opt %s --qnn-set-target="target=z80" 2>&1 | FileCheck %s --check-prefix=ERROR

// What the module said before makes no difference.
// GENERIC: module attributes {qnn.target = #qnn.target<"generic", triple = "", features = "">}
// AVX2: module attributes {qnn.target = #qnn.target<"x86-avx2", triple = "x86_64-unknown-linux-gnu", features = "+avx2">}
// ERROR: error: expected a target of generic, x86-avx2{{.*}}, but got 'z80'
module attributes {
    qnn.target = #qnn.target<"other", triple = "", features = "+avx2">} {
}
