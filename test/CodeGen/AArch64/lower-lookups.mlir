// RUN: quant-opt %s --qnn-set-target=target=aarch64-neon --qnn-lower-lookups --split-input-file | FileCheck %s
// RUN: quant-opt %s --qnn-set-target=target=aarch64-neon --qnn-lower-lookups --split-input-file \
// RUN:   | FileCheck %s --check-prefix=TABLE

// Four quarters of the table, each in four registers, at indices that count from its
// first byte.
// CHECK-LABEL: func @register(
// CHECK-SAME: %[[X:.*]]: vector<16xi8>
// CHECK-DAG: %[[C64:.*]] = arith.constant dense<64> : vector<16xi8>
// CHECK-DAG: %[[C128:.*]] = arith.constant dense<-128> : vector<16xi8>
// CHECK-DAG: %[[C192:.*]] = arith.constant dense<-64> : vector<16xi8>
// CHECK: %[[FIRST:.*]] = llvm.call_intrinsic "llvm.aarch64.neon.tbl4.v16i8"(%{{.*}}, %{{.*}}, %{{.*}}, %{{.*}}, %[[X]])
// CHECK: %[[I:.*]] = arith.subi %[[X]], %[[C64]]
// CHECK: %[[SECOND:.*]] = llvm.call_intrinsic "llvm.aarch64.neon.tbx4.v16i8"(%[[FIRST]], %{{.*}}, %[[I]])
// CHECK: %[[J:.*]] = arith.subi %[[X]], %[[C128]]
// CHECK: %[[THIRD:.*]] = llvm.call_intrinsic "llvm.aarch64.neon.tbx4.v16i8"(%[[SECOND]], %{{.*}}, %[[J]])
// CHECK: %[[K:.*]] = arith.subi %[[X]], %[[C192]]
// CHECK: %[[FOURTH:.*]] = llvm.call_intrinsic "llvm.aarch64.neon.tbx4.v16i8"(%[[THIRD]], %{{.*}}, %[[K]])
// CHECK: return %[[FOURTH]]
// TABLE-LABEL: func @register(
// TABLE: dense<5> : vector<16xi8>
func.func @register(%x: vector<16xi8>) -> vector<16xi8> {
  %0 = qnn.lookup %x table(dense<5> : tensor<256xi8>)
      : vector<16xi8> -> vector<16xi8>
  return %0 : vector<16xi8>
}

// -----

// Registers, the last one filled up. Results that are no bytes are loaded.
// CHECK-LABEL: func @others(
// CHECK: vector.insert_strided_slice %{{.*}} : vector<20xi8> into vector<32xi8>
// CHECK-COUNT-2: llvm.aarch64.neon.tbl4.v16i8
// CHECK: vector.extract_strided_slice %{{.*}} {offsets = [0], sizes = [20], strides = [1]}
// CHECK: memref.load %{{.*}} : memref<256xi16>
func.func @others(%x: vector<20xi8>, %y: vector<1xi8>)
    -> (vector<20xi8>, vector<1xi16>) {
  %0 = qnn.lookup %x table(dense<5> : tensor<256xi8>)
      : vector<20xi8> -> vector<20xi8>
  %1 = qnn.lookup %y table(dense<7> : tensor<256xi16>)
      : vector<1xi8> -> vector<1xi16>
  return %0, %1 : vector<20xi8>, vector<1xi16>
}
