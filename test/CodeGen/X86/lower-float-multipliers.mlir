// RUN: quant-opt %s --qnn-set-target="target=x86-avx512vnni" --qnn-lower-multipliers --canonicalize | FileCheck %s
// RUN: not quant-opt %s --qnn-set-target="target=x86-avx2" --qnn-lower-multipliers -o /dev/null 2>&1 | FileCheck %s --check-prefix=ERROR

// A conversion to the nearest (0) and two fused multiply-adds that truncate (3), without
// exceptions (8).

// ERROR: lower-float-multipliers.mlir:[[#@LINE+14]]:8: error: 'qnn.apply_float_multiplier' op expected a target with 'avx512f', but got 'x86-avx2'

// CHECK-LABEL: func @register(
// CHECK-SAME: %[[X:.*]]: vector<16xi32>, %[[H:.*]]: vector<16xf32>, %[[L:.*]]: vector<16xf32>, %[[O:.*]]: vector<16xf32>)
// CHECK-DAG: %[[RN:.*]] = llvm.mlir.constant(8 : i32)
// CHECK-DAG: %[[RZ:.*]] = llvm.mlir.constant(11 : i32)
// CHECK: %[[V:.*]] = llvm.call_intrinsic "llvm.x86.avx512.sitofp.round"(%[[X]], %[[RN]])
// CHECK: %[[SIGNED:.*]] = math.copysign %[[O]], %[[V]] : vector<16xf32>
// CHECK: %[[REST:.*]] = llvm.call_intrinsic "llvm.x86.avx512.vfmadd.ps.512"(%[[V]], %[[L]], %[[SIGNED]], %[[RZ]])
// CHECK: %[[SUM:.*]] = llvm.call_intrinsic "llvm.x86.avx512.vfmadd.ps.512"(%[[V]], %[[H]], %[[REST]], %[[RZ]])
// CHECK: %[[R:.*]] = arith.fptosi %[[SUM]] : vector<16xf32> to vector<16xi32>
// CHECK: return %[[R]]
func.func @register(%x: vector<16xi32>, %h: vector<16xf32>, %l: vector<16xf32>,
                    %o: vector<16xf32>) -> vector<16xi32> {
  %0 = qnn.apply_float_multiplier %x, %h, %l, %o : vector<16xi32>
  return %0 : vector<16xi32>
}

// CHECK-LABEL: func @clamped_at_zero(
// CHECK-SAME: %[[O:[^:]*]]: vector<16xf32>)
// CHECK-NOT: copysign
// CHECK: llvm.call_intrinsic "llvm.x86.avx512.vfmadd.ps.512"(%{{.*}}, %{{.*}}, %[[O]], %{{.*}})
func.func @clamped_at_zero(%x: vector<16xi32>, %h: vector<16xf32>,
                           %l: vector<16xf32>, %o: vector<16xf32>) -> vector<16xi32> {
  %0 = qnn.apply_float_multiplier %x, %h, %l, %o {clamped_at_zero} : vector<16xi32>
  return %0 : vector<16xi32>
}

// Other shapes fill registers up: 3 x 7 elements are two.
// CHECK-LABEL: func @shape(
// CHECK: vector.shape_cast %{{.*}} : vector<3x7xi32> to vector<21xi32>
// CHECK-COUNT-6: llvm.call_intrinsic
// CHECK-NOT: llvm.call_intrinsic
// CHECK: vector.shape_cast %{{.*}} : vector<21xi32> to vector<3x7xi32>
func.func @shape(%x: vector<3x7xi32>, %f: vector<3x7xf32>) -> vector<3x7xi32> {
  %0 = qnn.apply_float_multiplier %x, %f, %f, %f : vector<3x7xi32>
  return %0 : vector<3x7xi32>
}

// CHECK-LABEL: func @scalar(
// CHECK-COUNT-3: llvm.call_intrinsic
// CHECK: %[[R:.*]] = vector.extract %{{.*}}[0] : i32 from vector<{{.*}}xi32>
// CHECK: return %[[R]] : i32
func.func @scalar(%x: i32, %f: f32) -> i32 {
  %0 = qnn.apply_float_multiplier %x, %f, %f, %f : i32
  return %0 : i32
}
