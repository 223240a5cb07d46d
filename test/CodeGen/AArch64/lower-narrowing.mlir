// RUN: quant-opt %s --qnn-set-target="target=aarch64-neon" --qnn-lower-multipliers --canonicalize | FileCheck %s
// RUN: quant-opt %s --qnn-lower-multipliers | FileCheck %s --check-prefix=GENERIC

// Bounds that bytes have anyway are those of the instruction.
// GENERIC-LABEL: func @signed(
// GENERIC-NOT: sqxtn
// GENERIC: arith.trunci
// CHECK-LABEL: func @signed(
// CHECK-SAME: %[[X:.*]]: vector<8xi32>)
// CHECK-NOT: arith.maxsi
// CHECK: %[[LOW:.*]] = vector.extract_strided_slice %[[X]] {offsets = [0], sizes = [4]
// CHECK: %[[LOW16:.*]] = llvm.call_intrinsic "llvm.aarch64.neon.sqxtn.v4i16"(%[[LOW]]) : (vector<4xi32>) -> vector<4xi16>
// CHECK: %[[HIGH:.*]] = vector.extract_strided_slice %[[X]] {offsets = [4], sizes = [4]
// CHECK: llvm.call_intrinsic "llvm.aarch64.neon.sqxtn.v4i16"(%[[HIGH]])
// CHECK: %[[BYTES:.*]] = llvm.call_intrinsic "llvm.aarch64.neon.sqxtn.v8i8"(%{{.*}}) : (vector<8xi16>) -> vector<8xi8>
// CHECK: return %[[BYTES]]
func.func @signed(%x: vector<8xi32>) -> vector<8xi8> {
  %low = arith.constant dense<-128> : vector<8xi32>
  %high = arith.constant dense<127> : vector<8xi32>
  %0 = arith.maxsi %x, %low : vector<8xi32>
  %1 = arith.minsi %0, %high : vector<8xi32>
  %2 = arith.trunci %1 : vector<8xi32> to vector<8xi8>
  return %2 : vector<8xi8>
}

// Other bounds stay.
// CHECK-LABEL: func @relu(
// CHECK-SAME: %[[X:.*]]: vector<8xi32>)
// CHECK: %[[ZERO:.*]] = arith.constant dense<-5> : vector<8xi32>
// CHECK: arith.maxsi %[[X]], %[[ZERO]]
// CHECK-NOT: arith.minsi
// CHECK: "llvm.aarch64.neon.sqxtn.v8i8"
func.func @relu(%x: vector<8xi32>) -> vector<8xi8> {
  %low = arith.constant dense<-5> : vector<8xi32>
  %high = arith.constant dense<127> : vector<8xi32>
  %0 = arith.maxsi %x, %low : vector<8xi32>
  %1 = arith.minsi %0, %high : vector<8xi32>
  %2 = arith.trunci %1 : vector<8xi32> to vector<8xi8>
  return %2 : vector<8xi8>
}

// 6 lanes are padded to registers.
// CHECK-LABEL: func @unsigned(
// CHECK: arith.minsi
// CHECK-NOT: arith.maxsi
// CHECK-COUNT-2: "llvm.aarch64.neon.sqxtn.v4i16"
// CHECK: llvm.call_intrinsic "llvm.aarch64.neon.sqxtun.v8i8"
// CHECK: vector.extract_strided_slice %{{.*}} {offsets = [0], sizes = [6]
func.func @unsigned(%x: vector<6xi32>) -> vector<6xi8> {
  %low = arith.constant dense<0> : vector<6xi32>
  %high = arith.constant dense<200> : vector<6xi32>
  %0 = arith.maxsi %x, %low : vector<6xi32>
  %1 = arith.minsi %0, %high : vector<6xi32>
  %2 = arith.trunci %1 : vector<6xi32> to vector<6xi8>
  return %2 : vector<6xi8>
}

// What is clamped to more than bytes have is cut off.
// CHECK-LABEL: func @wide(
// CHECK-NOT: sqxt
// CHECK: arith.trunci
func.func @wide(%x: vector<8xi32>) -> vector<8xi8> {
  %low = arith.constant dense<-1> : vector<8xi32>
  %high = arith.constant dense<128> : vector<8xi32>
  %0 = arith.maxsi %x, %low : vector<8xi32>
  %1 = arith.minsi %0, %high : vector<8xi32>
  %2 = arith.trunci %1 : vector<8xi32> to vector<8xi8>
  return %2 : vector<8xi8>
}
