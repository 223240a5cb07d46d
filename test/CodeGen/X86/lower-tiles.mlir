// RUN: quant-opt %s --qnn-lower-tiles --canonicalize --cse --split-input-file | FileCheck %s

// Sums that a loop carries stay in registers 0 and 1, and the loop carries nothing.
// Two tiles of weights take turns. There is one configuration, ahead of the loop.

// CHECK: memref.global "private" constant @qnn_tiles_15x48_12x64_64
// CHECK-LABEL: func @loop(
// CHECK-DAG: %[[SUM0:.*]] = llvm.mlir.constant(0 : i8)
// CHECK-DAG: %[[SUM1:.*]] = llvm.mlir.constant(1 : i8)
// CHECK-DAG: %[[INPUT0:.*]] = llvm.mlir.constant(4 : i8)
// CHECK-DAG: %[[WEIGHTS0:.*]] = llvm.mlir.constant(6 : i8)
// CHECK-DAG: %[[WEIGHTS1:.*]] = llvm.mlir.constant(7 : i8)
// CHECK-DAG: %[[CONFIG:.*]] = memref.get_global @qnn_tiles_15x48_12x64_64
// CHECK: llvm.call_intrinsic "llvm.x86.ldtilecfg"
// CHECK: llvm.call_intrinsic "llvm.x86.tilezero"(%[[SUM0]])
// CHECK: llvm.call_intrinsic "llvm.x86.tilezero"(%[[SUM1]])
// CHECK: scf.for %{{.*}} = %{{.*}} to %{{.*}} step %{{.*}} {
// CHECK-NOT: tilezero
// CHECK: llvm.call_intrinsic "llvm.x86.tileloadd64"(%[[INPUT0]],
// CHECK: llvm.call_intrinsic "llvm.x86.tileloadd64"(%[[WEIGHTS0]],
// CHECK: llvm.call_intrinsic "llvm.x86.tdpbusd"(%[[SUM0]], %[[INPUT0]], %[[WEIGHTS0]])
// CHECK: llvm.call_intrinsic "llvm.x86.tileloadd64"(%[[WEIGHTS1]],
// CHECK: llvm.call_intrinsic "llvm.x86.tdpbusd"(%[[SUM1]], %[[INPUT0]], %[[WEIGHTS1]])
// CHECK: }
// CHECK: llvm.call_intrinsic "llvm.x86.tilestored64"(%[[SUM0]],
// CHECK: llvm.call_intrinsic "llvm.x86.tilestored64"(%[[SUM1]],
// CHECK: llvm.call_intrinsic "llvm.x86.tilerelease"
func.func @loop(%x: memref<15x192xi8>, %w: memref<6144xi8>,
                %sums: memref<15x32xi32>) {
  %c0 = arith.constant 0 : index
  %c16 = arith.constant 16 : index
  %c48 = arith.constant 48 : index
  %c64 = arith.constant 64 : index
  %c192 = arith.constant 192 : index
  %zero = arith.constant dense<0> : vector<15x16xi32>
  %0:2 = scf.for %k = %c0 to %c192 step %c48
      iter_args(%p = %zero, %q = %zero)
      -> (vector<15x16xi32>, vector<15x16xi32>) {
    %a = qnn.tile_read %x[%c0, %k] steps [1, 0]
        : memref<15x192xi8> -> vector<15x48xi8>
    %b = qnn.tile_read %w[%k] steps [128] : memref<6144xi8> -> vector<12x64xi8>
    %1 = qnn.tile_dot "x86.tdpbusd" %a, %b, %p
        : vector<15x48xi8>, vector<12x64xi8>, vector<15x16xi32>
    %next = arith.addi %k, %c64 : index
    %c = qnn.tile_read %w[%next] steps [128] : memref<6144xi8> -> vector<12x64xi8>
    %2 = qnn.tile_dot "x86.tdpbusd" %a, %c, %q
        : vector<15x48xi8>, vector<12x64xi8>, vector<15x16xi32>
    scf.yield %1, %2 : vector<15x16xi32>, vector<15x16xi32>
  }
  vector.transfer_write %0#0, %sums[%c0, %c0] {in_bounds = [true, true]}
      : vector<15x16xi32>, memref<15x32xi32>
  vector.transfer_write %0#1, %sums[%c0, %c16] {in_bounds = [true, true]}
      : vector<15x16xi32>, memref<15x32xi32>
  return
}

// -----

// Tiles of other sizes need another configuration, those of the same do not.

// CHECK-LABEL: func @configurations(
// CHECK: "llvm.x86.ldtilecfg"
// CHECK: "llvm.x86.tdpbssd"
// CHECK-NOT: "llvm.x86.ldtilecfg"
// CHECK: "llvm.x86.tdpbssd"
// CHECK-NOT: "llvm.x86.tilerelease"
// CHECK: "llvm.x86.ldtilecfg"
// CHECK: "llvm.x86.tdpbssd"
// CHECK: "llvm.x86.tilerelease"
// CHECK-NEXT: return
func.func @configurations(%x: memref<16x64xi8>, %w: memref<1024xi8>,
                          %sums: memref<16x16xi32>) {
  %c0 = arith.constant 0 : index
  %zero = arith.constant dense<0> : vector<16x16xi32>
  %a = qnn.tile_read %x[%c0, %c0] steps [1, 0] : memref<16x64xi8> -> vector<16x64xi8>
  %b = qnn.tile_read %w[%c0] steps [64] : memref<1024xi8> -> vector<16x64xi8>
  %0 = qnn.tile_dot "x86.tdpbssd" %a, %b, %zero
      : vector<16x64xi8>, vector<16x64xi8>, vector<16x16xi32>
  vector.transfer_write %0, %sums[%c0, %c0] {in_bounds = [true, true]}
      : vector<16x16xi32>, memref<16x16xi32>
  %c = qnn.tile_read %x[%c0, %c0] steps [1, 0] : memref<16x64xi8> -> vector<16x64xi8>
  %d = qnn.tile_read %w[%c0] steps [64] : memref<1024xi8> -> vector<16x64xi8>
  %1 = qnn.tile_dot "x86.tdpbssd" %c, %d, %zero
      : vector<16x64xi8>, vector<16x64xi8>, vector<16x16xi32>
  vector.transfer_write %1, %sums[%c0, %c0] {in_bounds = [true, true]}
      : vector<16x16xi32>, memref<16x16xi32>
  %small_zero = arith.constant dense<0> : vector<8x16xi32>
  %e = qnn.tile_read %x[%c0, %c0] steps [1, 0] : memref<16x64xi8> -> vector<8x64xi8>
  %f = qnn.tile_read %w[%c0] steps [64] : memref<1024xi8> -> vector<16x64xi8>
  %2 = qnn.tile_dot "x86.tdpbssd" %e, %f, %small_zero
      : vector<8x64xi8>, vector<16x64xi8>, vector<8x16xi32>
  vector.transfer_write %2, %sums[%c0, %c0] {in_bounds = [true, true]}
      : vector<8x16xi32>, memref<16x16xi32>
  return
}

// -----

// Nothing happens without tiles.

// CHECK-LABEL: func @none(
// CHECK-NOT: llvm
// CHECK: return
func.func @none(%x: vector<4xi32>, %y: memref<4xi32>) {
  %c0 = arith.constant 0 : index
  vector.transfer_write %x, %y[%c0] {in_bounds = [true]}
      : vector<4xi32>, memref<4xi32>
  return
}
