// RUN: quant-opt %s --qnn-clone-for-targets="targets=x86-avx512vnni,generic,x86-avx2" | FileCheck %s

// The copies are in the order of the table of targets. What the module said of a
// target before makes no difference.
// CHECK-NOT: other
// CHECK: module {
// CHECK-NEXT: module @generic attributes {qnn.target = #qnn.target<"generic", triple = "", features = "">} {
// CHECK-NEXT: func.func @f(
// CHECK: module @"x86-avx2" attributes {qnn.target = #qnn.target<"x86-avx2", {{.*}}features = "+avx2">} {
// CHECK-NEXT: func.func @f(
// CHECK: module @"x86-avx512vnni" attributes {qnn.target = #qnn.target<"x86-avx512vnni", {{.*}}+avx512vnni">} {
// CHECK-NEXT: func.func @f(
// CHECK-NOT: @f
module attributes {
    qnn.target = #qnn.target<"other", triple = "", features = "+other">} {
  func.func @f(%x: i32) -> i32 {
    return %x : i32
  }
}

// RUN: not quant-opt %s --qnn-clone-for-targets="targets=x86-avx2,z80" 2>&1 | FileCheck %s --check-prefix=UNKNOWN
// UNKNOWN: error: expected a target of generic, x86-avx2{{.*}}, but got 'z80'
// RUN: not quant-opt %s --qnn-clone-for-targets="targets=x86-avx2,generic,x86-avx2" 2>&1 | FileCheck %s --check-prefix=TWICE
// TWICE: error: expected each target once, but got x86-avx2 twice
// RUN: not quant-opt %s --qnn-clone-for-targets="targets=aarch64-i8mm,x86-avx2,generic" 2>&1 | FileCheck %s --check-prefix=MIXED
// MIXED: error: expected targets of one architecture, but got x86-avx2 and aarch64-i8mm
// RUN: not quant-opt %s --qnn-clone-for-targets 2>&1 | FileCheck %s --check-prefix=NONE
// NONE: error: expected a target, but got none
