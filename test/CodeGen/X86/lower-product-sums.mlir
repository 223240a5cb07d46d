// RUN: quant-opt %s --qnn-set-target=target=x86-avx2 --qnn-lower-multipliers | FileCheck %s
// RUN: quant-opt %s --qnn-set-target=target=x86-avx512vnni --qnn-lower-multipliers | FileCheck %s --check-prefix=AVX512
// RUN: quant-opt %s --qnn-set-target=target=aarch64-neon --qnn-lower-multipliers | FileCheck %s --check-prefix=NONE

// CHECK-LABEL: func @signed(
// CHECK-SAME: %[[X:.*]]: vector<16xi8>, %[[Y:.*]]: vector<16xi8>
// CHECK-DAG: %[[FACTORS:.*]] = arith.constant dense<[-3, 32767, -3, 32767, -3, 32767, -3, 32767, -3, 32767, -3, 32767, -3, 32767, -3, 32767]> : vector<16xi16>
// CHECK-DAG: %[[LOW_X:.*]] = vector.extract_strided_slice %[[X]] {offsets = [0], sizes = [8], strides = [1]}
// CHECK-DAG: %[[LOW_Y:.*]] = vector.extract_strided_slice %[[Y]] {offsets = [0], sizes = [8], strides = [1]}
// CHECK: %[[PAIRS:.*]] = vector.interleave %[[LOW_X]], %[[LOW_Y]] : vector<8xi8> -> vector<16xi8>
// CHECK: %[[WORDS:.*]] = arith.extsi %[[PAIRS]] : vector<16xi8> to vector<16xi16>
// CHECK: llvm.call_intrinsic "llvm.x86.avx2.pmadd.wd"(%[[WORDS]], %[[FACTORS]])
// CHECK: llvm.call_intrinsic "llvm.x86.avx2.pmadd.wd"
// CHECK-NOT: arith.muli
// AVX512-LABEL: func @signed(
// AVX512: vector.interleave %{{.*}} : vector<16xi8> -> vector<32xi8>
// AVX512: llvm.call_intrinsic "llvm.x86.avx512.pmaddw.d.512"
// AVX512-NOT: arith.muli
// AVX512-LABEL: func @unsigned_odd_size(
// NONE-LABEL: func @signed(
// NONE-NOT: llvm.call_intrinsic
// NONE: arith.muli
func.func @signed(%x: vector<16xi8>, %y: vector<16xi8>) -> vector<16xi32> {
  %a = arith.constant dense<-3> : vector<16xi32>
  %b = arith.constant dense<32767> : vector<16xi32>
  %0 = arith.extsi %x : vector<16xi8> to vector<16xi32>
  %1 = arith.muli %0, %a : vector<16xi32>
  %2 = arith.extsi %y : vector<16xi8> to vector<16xi32>
  %3 = arith.muli %2, %b : vector<16xi32>
  %4 = arith.addi %1, %3 : vector<16xi32>
  return %4 : vector<16xi32>
}

// Lanes of 0 fill up the last register.
// CHECK-LABEL: func @unsigned_odd_size(
// CHECK: vector.insert_strided_slice %{{.*}} : vector<5xi8> into vector<8xi8>
// CHECK: arith.extui %{{.*}} : vector<16xi8> to vector<16xi16>
// CHECK: vector.extract_strided_slice %{{.*}} {offsets = [0], sizes = [5], strides = [1]}
func.func @unsigned_odd_size(%x: vector<5xi8>) -> vector<5xi32> {
  %a = arith.constant dense<2> : vector<5xi32>
  %b = arith.constant dense<3> : vector<5xi32>
  %0 = arith.extui %x : vector<5xi8> to vector<5xi32>
  %1 = arith.muli %0, %a : vector<5xi32>
  %2 = arith.muli %0, %b : vector<5xi32>
  %3 = arith.addi %1, %2 : vector<5xi32>
  return %3 : vector<5xi32>
}

// Not if signs differ, or a factor has more than 16 bits.
// CHECK-LABEL: func @others(
// CHECK-NOT: llvm.call_intrinsic
// CHECK: return
func.func @others(%x: vector<8xi8>) -> (vector<8xi32>, vector<8xi32>) {
  %a = arith.constant dense<2> : vector<8xi32>
  %b = arith.constant dense<32768> : vector<8xi32>
  %0 = arith.extui %x : vector<8xi8> to vector<8xi32>
  %1 = arith.extsi %x : vector<8xi8> to vector<8xi32>
  %2 = arith.muli %0, %a : vector<8xi32>
  %3 = arith.muli %1, %a : vector<8xi32>
  %4 = arith.muli %0, %b : vector<8xi32>
  %5 = arith.addi %2, %3 : vector<8xi32>
  %6 = arith.addi %2, %4 : vector<8xi32>
  return %5, %6 : vector<8xi32>, vector<8xi32>
}
