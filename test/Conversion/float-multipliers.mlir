// RUN: quant-opt %s --qnn-set-target=target=x86-avx512vnni --qnn-convert-to-linalg | FileCheck %s
// RUN: quant-opt %s --qnn-set-target=target=x86-avx2 --qnn-convert-to-linalg | FileCheck %s --check-prefix=INTEGERS
// RUN: quant-opt %s --qnn-convert-to-linalg | FileCheck %s --check-prefix=INTEGERS

// With AVX-512, results of a byte are found in float32 where that is proven.

// INTEGERS-NOT: apply_float_multiplier

// 1518500250 = 2^7 * 11863283 + 26, both times 2^-38, and 1/2 + 2^-8.
// CHECK-LABEL: func @rescale(
// CHECK: ^bb0(%[[IN:.*]]: i32, %{{.*}}: i8):
// CHECK-DAG: %[[HIGH:.*]] = arith.constant 0.00552427163 : f32
// CHECK-DAG: %[[LOW:.*]] = arith.constant 9.45874489E-11 : f32
// CHECK-DAG: %[[OFFSET:.*]] = arith.constant 0.50390625 : f32
// CHECK: %[[CENTRED:.*]] = arith.subi %[[IN]], %{{.*}} : i32
// CHECK: %[[SCALED:.*]] = qnn.apply_float_multiplier %[[CENTRED]], %[[HIGH]], %[[LOW]], %[[OFFSET]] : i32
// CHECK: %[[ZY:.*]] = arith.constant 3 : i32
// CHECK: %[[SUM:.*]] = arith.addi %[[SCALED]], %[[ZY]] : i32
// CHECK: %[[ABOVE:.*]] = arith.maxsi %[[SUM]], %{{.*}} : i32
// CHECK: %[[CLAMPED:.*]] = arith.minsi %[[ABOVE]], %{{.*}} : i32
// CHECK: arith.trunci %[[CLAMPED]] : i32 to i8
func.func @rescale(%acc: tensor<3x2xi32>) -> tensor<3x2xi8> {
  %0 = qnn.rescale double_round signed(%acc)
      multipliers(dense<1518500250> : tensor<1xi32>)
      shifts(dense<-7> : tensor<1xi32>)
      zero_points(dense<5> : tensor<1xi32> to dense<3> : tensor<1xi32>)
      clamp<-128, 127> : tensor<3x2xi32> -> tensor<3x2xi8>
  return %0 : tensor<3x2xi8>
}

// What is not positive becomes the lower bound, whatever its sign.
// CHECK-LABEL: func @relu(
// CHECK: qnn.apply_float_multiplier {{.*}} {clamped_at_zero} : i32
func.func @relu(%acc: tensor<2xi32>) -> tensor<2xi8> {
  %0 = qnn.rescale single_round signed(%acc)
      multipliers(dense<1518500250> : tensor<1xi32>)
      shifts(dense<-7> : tensor<1xi32>)
      zero_points(dense<0> : tensor<1xi32> to dense<3> : tensor<1xi32>)
      clamp<3, 127> : tensor<2xi32> -> tensor<2xi8>
  return %0 : tensor<2xi8>
}

// Channels have the bits of floats. Offsets are equal where shifts are. A factor of 0
// has floats, too.
// CHECK-LABEL: func @channels(
// CHECK-DAG: %[[HIGH:.*]] = arith.constant dense<[1001719027, 1003387390]> : tensor<2xi32>
// CHECK-DAG: %[[LOW:.*]] = arith.constant dense<[785383424, 804257792]> : tensor<2xi32>
// CHECK: linalg.generic {{.*}} ins(%{{.*}}, %[[HIGH]], %[[LOW]] : tensor<3x2xi32>, tensor<2xi32>, tensor<2xi32>)
// CHECK: arith.bitcast %{{.*}} : i32 to f32
// CHECK: arith.bitcast %{{.*}} : i32 to f32
// CHECK: arith.constant 0.50390625 : f32
// CHECK: linalg.generic {{.*}} ins(%{{.*}} : tensor<3x2xi32>, tensor<2xi32>, tensor<2xi32>, tensor<2xi32>, tensor<2xi32>)
// CHECK: %[[SCALED:.*]] = qnn.apply_float_multiplier {{.*}} {clamped_at_zero} : i32
// CHECK: arith.addi %[[SCALED]], %{{.*}} : i32
func.func @channels(%acc: tensor<3x2xi32>) -> (tensor<3x2xi8>, tensor<3x2xi8>) {
  %0 = qnn.rescale double_round signed(%acc)
      multipliers(dense<[1518500250, 1732050808]> : tensor<2xi32>)
      shifts(dense<-7> : tensor<1xi32>)
      zero_points(dense<0> : tensor<1xi32> to dense<0> : tensor<1xi32>)
      axis(1) clamp<-128, 127> : tensor<3x2xi32> -> tensor<3x2xi8>
  %1 = qnn.rescale double_round signed(%acc)
      multipliers(dense<[1518500250, 0]> : tensor<2xi32>)
      shifts(dense<[-7, 0]> : tensor<2xi32>)
      zero_points(dense<0> : tensor<1xi32> to dense<[0, 1]> : tensor<2xi32>)
      axis(1) clamp<1, 255> : tensor<3x2xi32> -> tensor<3x2xi8>
  return %0, %1 : tensor<3x2xi8>, tensor<3x2xi8>
}

// Ties up of either sign; a factor above 1/2; 2^16 results; a zero point that could
// wrap; a mode in float32 already.
// CHECK-LABEL: func @integers(
// CHECK-NOT: apply_float_multiplier
// CHECK: return
func.func @integers(%acc: tensor<2xi32>)
    -> (tensor<2xi8>, tensor<2xi8>, tensor<2xi16>, tensor<2xi8>, tensor<2xi8>) {
  %0 = qnn.rescale single_round signed(%acc)
      multipliers(dense<1073741824> : tensor<1xi32>)
      shifts(dense<-1> : tensor<1xi32>)
      zero_points(dense<0> : tensor<1xi32> to dense<0> : tensor<1xi32>)
      clamp<-128, 127> : tensor<2xi32> -> tensor<2xi8>
  %1 = qnn.rescale single_round signed(%acc)
      multipliers(dense<1518500250> : tensor<1xi32>)
      shifts(dense<0> : tensor<1xi32>)
      zero_points(dense<0> : tensor<1xi32> to dense<0> : tensor<1xi32>)
      clamp<-128, 127> : tensor<2xi32> -> tensor<2xi8>
  %2 = qnn.rescale single_round signed(%acc)
      multipliers(dense<1518500250> : tensor<1xi32>)
      shifts(dense<-7> : tensor<1xi32>)
      zero_points(dense<0> : tensor<1xi32> to dense<0> : tensor<1xi32>)
      clamp<-32768, 32767> : tensor<2xi32> -> tensor<2xi16>
  %3 = qnn.rescale single_round signed(%acc)
      multipliers(dense<1518500250> : tensor<1xi32>)
      shifts(dense<-7> : tensor<1xi32>)
      zero_points(dense<0> : tensor<1xi32> to dense<1073741824> : tensor<1xi32>)
      clamp<-128, 127> : tensor<2xi32> -> tensor<2xi8>
  %4 = qnn.rescale half_even_f32 signed(%acc)
      multipliers(dense<1518500352> : tensor<1xi32>)
      shifts(dense<-7> : tensor<1xi32>)
      zero_points(dense<0> : tensor<1xi32> to dense<0> : tensor<1xi32>)
      clamp<-128, 127> : tensor<2xi32> -> tensor<2xi8>
  return %0, %1, %2, %3, %4
      : tensor<2xi8>, tensor<2xi8>, tensor<2xi16>, tensor<2xi8>, tensor<2xi8>
}
