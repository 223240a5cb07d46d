// RUN: quant-opt %s --qnn-set-target=target=x86-avx2 --qnn-lower-lookups --split-input-file | FileCheck %s

// Eight rows each for bytes without and with the high bit; the first row is the
// table's, the others differences from the row before.
// CHECK-LABEL: func @register(
// CHECK-SAME: %[[X:.*]]: vector<32xi8>
// CHECK-DAG: %[[SIGN:.*]] = arith.constant dense<-128> : vector<32xi8>
// CHECK-DAG: %[[FLIPPED:.*]] = arith.xori %[[X]], %[[SIGN]]
// CHECK-DAG: llvm.call_intrinsic "llvm.x86.avx2.pshuf.b"(%{{.*}}, %[[X]])
// CHECK: %[[NEXT:.*]] = llvm.intr.ssub.sat(%[[X]], %{{.*}})
// CHECK: llvm.call_intrinsic "llvm.x86.avx2.pshuf.b"(%{{.*}}, %[[NEXT]])
// CHECK-COUNT-6: llvm.intr.ssub.sat
// CHECK: llvm.call_intrinsic "llvm.x86.avx2.pshuf.b"(%{{.*}}, %[[FLIPPED]])
// CHECK-COUNT-7: llvm.intr.ssub.sat
// CHECK-NOT: llvm.intr.ssub.sat
func.func @register(%x: vector<32xi8>) -> vector<32xi8> {
  %0 = qnn.lookup %x table(dense<7> : tensor<256xi8>)
      : vector<32xi8> -> vector<32xi8>
  return %0 : vector<32xi8>
}

// -----

// CHECK-LABEL: func @parts(
// CHECK-SAME: %[[X:.*]]: vector<40xi8>
// CHECK: %[[PADDED:.*]] = vector.insert_strided_slice %[[X]], %{{.*}} {offsets = [0], strides = [1]} : vector<40xi8> into vector<64xi8>
// CHECK: vector.extract_strided_slice %[[X]] {offsets = [0], sizes = [32], strides = [1]}
// CHECK: vector.extract_strided_slice %[[PADDED]] {offsets = [32], sizes = [32], strides = [1]}
// CHECK: %[[RESULT:.*]] = vector.extract_strided_slice %{{.*}} {offsets = [0], sizes = [40], strides = [1]} : vector<64xi8> to vector<40xi8>
// CHECK: return %[[RESULT]]
func.func @parts(%x: vector<40xi8>) -> vector<40xi8> {
  %0 = qnn.lookup %x table(dense<7> : tensor<256xi8>)
      : vector<40xi8> -> vector<40xi8>
  return %0 : vector<40xi8>
}
