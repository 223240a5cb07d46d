// RUN: quant-opt %s --qnn-set-target="target=x86-avx2" --qnn-select-tiles --cse --canonicalize | FileCheck %s

// The signs that qnn-select-tiles flips cost nothing where the producer is a
// rescale.

// CHECK-LABEL: func @between_contractions(
// CHECK-SAME: %[[X:.*]]: tensor<1x4xi8>)
// CHECK: %[[U:.*]] = qnn.flip_sign %[[X]]
// CHECK: %[[ACC:.*]] = qnn.dot unsigned(%[[U]])
// CHECK: %[[HIDDEN:.*]] = qnn.rescale double_round signed(%[[ACC]]) {{.*}} to dense<131> : tensor<1xi32>) clamp<0, 255>
// CHECK-NOT: qnn.flip_sign
// CHECK: qnn.dot unsigned(%[[HIDDEN]])
func.func @between_contractions(%x: tensor<1x4xi8>) -> tensor<1x1xi32> {
  %w = arith.constant dense<1> : tensor<4x4xi8>
  %v = arith.constant dense<2> : tensor<1x4xi8>
  %b = arith.constant dense<0> : tensor<4xi32>
  %c = arith.constant dense<0> : tensor<1xi32>
  %0 = qnn.dot signed(%x), signed(%w) bias(%b)
      : tensor<1x4xi8>, tensor<4x4xi8>, tensor<4xi32> -> tensor<1x4xi32>
  %1 = qnn.rescale double_round signed(%0)
      multipliers(dense<1518500250> : tensor<1xi32>)
      shifts(dense<-7> : tensor<1xi32>)
      zero_points(dense<0> : tensor<1xi32> to dense<3> : tensor<1xi32>)
      clamp<-128, 127> : tensor<1x4xi32> -> tensor<1x4xi8>
  %2 = qnn.dot signed(%1), signed(%v) bias(%c)
      : tensor<1x4xi8>, tensor<1x4xi8>, tensor<1xi32> -> tensor<1x1xi32>
  return %2 : tensor<1x1xi32>
}

// Two contractions share one flip, and it is gone as well.
// CHECK-LABEL: func @two_contractions(
// CHECK: %[[U:.*]] = qnn.rescale {{.*}} to dense<128> : tensor<1xi32>) clamp<0, 255>
// CHECK-NOT: qnn.flip_sign
// CHECK: qnn.dot unsigned(%[[U]])
// CHECK: qnn.dot unsigned(%[[U]])
func.func @two_contractions(%acc: tensor<1x4xi32>)
    -> (tensor<1x1xi32>, tensor<1x1xi32>) {
  %w = arith.constant dense<1> : tensor<1x4xi8>
  %v = arith.constant dense<2> : tensor<1x4xi8>
  %b = arith.constant dense<0> : tensor<1xi32>
  %0 = qnn.rescale double_round signed(%acc)
      multipliers(dense<1518500250> : tensor<1xi32>)
      shifts(dense<-7> : tensor<1xi32>)
      zero_points(dense<0> : tensor<1xi32> to dense<0> : tensor<1xi32>)
      clamp<-128, 127> : tensor<1x4xi32> -> tensor<1x4xi8>
  %1 = qnn.dot signed(%0), signed(%w) bias(%b)
      : tensor<1x4xi8>, tensor<1x4xi8>, tensor<1xi32> -> tensor<1x1xi32>
  %2 = qnn.dot signed(%0), signed(%v) bias(%b)
      : tensor<1x4xi8>, tensor<1x4xi8>, tensor<1xi32> -> tensor<1x1xi32>
  return %1, %2 : tensor<1x1xi32>, tensor<1x1xi32>
}

// A reader that wants the signed numbers keeps them.
// CHECK-LABEL: func @another_reader(
// CHECK: %[[Q:.*]] = qnn.rescale {{.*}} clamp<-128, 127>
// CHECK: %[[U:.*]] = qnn.flip_sign %[[Q]]
// CHECK: qnn.dot unsigned(%[[U]])
// CHECK: return %{{.*}}, %[[Q]]
func.func @another_reader(%acc: tensor<1x4xi32>)
    -> (tensor<1x1xi32>, tensor<1x4xi8>) {
  %w = arith.constant dense<1> : tensor<1x4xi8>
  %b = arith.constant dense<0> : tensor<1xi32>
  %0 = qnn.rescale double_round signed(%acc)
      multipliers(dense<1518500250> : tensor<1xi32>)
      shifts(dense<-7> : tensor<1xi32>)
      zero_points(dense<0> : tensor<1xi32> to dense<0> : tensor<1xi32>)
      clamp<-128, 127> : tensor<1x4xi32> -> tensor<1x4xi8>
  %1 = qnn.dot signed(%0), signed(%w) bias(%b)
      : tensor<1x4xi8>, tensor<1x4xi8>, tensor<1xi32> -> tensor<1x1xi32>
  return %1, %0 : tensor<1x1xi32>, tensor<1x4xi8>
}
