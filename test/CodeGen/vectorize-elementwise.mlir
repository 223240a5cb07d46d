// RUN: quant-opt %s --qnn-set-target="target=x86-avx2" --qnn-vectorize-elementwise --canonicalize --cse --split-input-file | FileCheck %s
// RUN: quant-opt %s --qnn-vectorize-elementwise --split-input-file \
// RUN:   | FileCheck %s --check-prefix=GENERIC --implicit-check-not='vector<' --implicit-check-not=scf.for

//===----------------------------------------------------------------------===//
// Sizes
//===----------------------------------------------------------------------===//

#id = affine_map<(d0) -> (d0)>

// 70 elements: two vectors of 32, and one of 6 on what the loop returned. Without
// a target's vectors nothing changes.
// CHECK-LABEL: func @body_and_tail(
// CHECK-SAME: %[[X:.*]]: tensor<70xi32>)
// CHECK-DAG: %[[C0:.*]] = arith.constant 0 : index
// CHECK-DAG: %[[C32:.*]] = arith.constant 32 : index
// CHECK-DAG: %[[C64:.*]] = arith.constant 64 : index
// CHECK: %[[HEAD:.*]] = tensor.extract_slice %[[X]][0] [64] [1]
// CHECK: scf.for %[[I:.*]] = %[[C0]] to %[[C64]] step %[[C32]]
// CHECK: tensor.extract_slice %[[HEAD]][%[[I]]] [32] [1]
// CHECK: arith.addi %{{.*}} : vector<32xi32>
// CHECK: scf.yield
// CHECK: %[[DONE:.*]] = tensor.insert_slice %{{.*}} into %{{.*}}[0] [64] [1]
// CHECK: tensor.extract_slice %[[X]][64] [6] [1]
// CHECK: %[[TAIL:.*]] = arith.addi %{{.*}} : vector<6xi32>
// CHECK: %[[WRITTEN:.*]] = vector.transfer_write %[[TAIL]]
// CHECK: %[[Y:.*]] = tensor.insert_slice %[[WRITTEN]] into %[[DONE]][64] [6] [1]
// CHECK: return %[[Y]]
// GENERIC-LABEL: func @body_and_tail(
// GENERIC: linalg.generic
func.func @body_and_tail(%x: tensor<70xi32>) -> tensor<70xi32> {
  %empty = tensor.empty() : tensor<70xi32>
  %0 = linalg.generic {indexing_maps = [#id, #id], iterator_types = ["parallel"]}
      ins(%x : tensor<70xi32>) outs(%empty : tensor<70xi32>) {
  ^bb0(%in: i32, %out: i32):
    %1 = arith.addi %in, %in : i32
    linalg.yield %1 : i32
  } -> tensor<70xi32>
  return %0 : tensor<70xi32>
}

// CHECK-LABEL: func @body_only(
// CHECK: scf.for
// CHECK: vector<32xi32>
// CHECK: scf.yield
// CHECK-NOT: vector
// CHECK: return
func.func @body_only(%x: tensor<64xi32>) -> tensor<64xi32> {
  %empty = tensor.empty() : tensor<64xi32>
  %0 = linalg.generic {indexing_maps = [#id, #id], iterator_types = ["parallel"]}
      ins(%x : tensor<64xi32>) outs(%empty : tensor<64xi32>) {
  ^bb0(%in: i32, %out: i32):
    %1 = arith.addi %in, %in : i32
    linalg.yield %1 : i32
  } -> tensor<64xi32>
  return %0 : tensor<64xi32>
}

// CHECK-LABEL: func @one_vector(
// CHECK-NOT: scf.for
// CHECK: arith.addi %{{.*}} : vector<32xi32>
// CHECK: arith.addi %{{.*}} : vector<5xi32>
func.func @one_vector(%x: tensor<32xi32>, %y: tensor<5xi32>)
    -> (tensor<32xi32>, tensor<5xi32>) {
  %empty = tensor.empty() : tensor<32xi32>
  %0 = linalg.generic {indexing_maps = [#id, #id], iterator_types = ["parallel"]}
      ins(%x : tensor<32xi32>) outs(%empty : tensor<32xi32>) {
  ^bb0(%in: i32, %out: i32):
    %2 = arith.addi %in, %in : i32
    linalg.yield %2 : i32
  } -> tensor<32xi32>
  %empty5 = tensor.empty() : tensor<5xi32>
  %1 = linalg.generic {indexing_maps = [#id, #id], iterator_types = ["parallel"]}
      ins(%y : tensor<5xi32>) outs(%empty5 : tensor<5xi32>) {
  ^bb0(%in: i32, %out: i32):
    %2 = arith.addi %in, %in : i32
    linalg.yield %2 : i32
  } -> tensor<5xi32>
  return %0, %1 : tensor<32xi32>, tensor<5xi32>
}

// -----

//===----------------------------------------------------------------------===//
// Shapes
//===----------------------------------------------------------------------===//

#id = affine_map<(d0, d1, d2) -> (d0, d1, d2)>
#channel = affine_map<(d0, d1, d2) -> (d2)>
#row = affine_map<(d0, d1, d2) -> (d1)>

// Where all operands have one shape, it is taken as one row: 30 elements.
// CHECK-LABEL: func @collapsed(
// CHECK: tensor.collapse_shape %{{.*}} {{\[\[}}0, 1, 2]]
// CHECK-NOT: scf.for
// CHECK: arith.addi %{{.*}} : vector<30xi32>
// CHECK: tensor.expand_shape
func.func @collapsed(%x: tensor<2x3x5xi32>) -> tensor<2x3x5xi32> {
  %empty = tensor.empty() : tensor<2x3x5xi32>
  %0 = linalg.generic {indexing_maps = [#id, #id],
                       iterator_types = ["parallel", "parallel", "parallel"]}
      ins(%x : tensor<2x3x5xi32>) outs(%empty : tensor<2x3x5xi32>) {
  ^bb0(%in: i32, %out: i32):
    %1 = arith.addi %in, %in : i32
    linalg.yield %1 : i32
  } -> tensor<2x3x5xi32>
  return %0 : tensor<2x3x5xi32>
}

// Channels along the vectors are read as vectors, others are splat.
// CHECK-LABEL: func @channels(
// CHECK-SAME: %[[C:[^:]*]]: tensor<5xi32>, %[[R:.*]]: tensor<3xi32>)
// CHECK: scf.for
// CHECK: scf.for %[[ROW:[^ ]*]] =
// CHECK-DAG: vector.transfer_read %[[C]]{{.*}} : tensor<5xi32>, vector<5xi32>
// CHECK-DAG: tensor.extract_slice %[[R]][%[[ROW]]] [1] [1]
// CHECK-DAG: vector.broadcast %{{.*}} to vector<5xi32>
// CHECK: arith.muli %{{.*}} : vector<5xi32>
func.func @channels(%x: tensor<2x3x5xi32>, %c: tensor<5xi32>, %r: tensor<3xi32>)
    -> tensor<2x3x5xi32> {
  %empty = tensor.empty() : tensor<2x3x5xi32>
  %0 = linalg.generic {indexing_maps = [#id, #channel, #row, #id],
                       iterator_types = ["parallel", "parallel", "parallel"]}
      ins(%x, %c, %r : tensor<2x3x5xi32>, tensor<5xi32>, tensor<3xi32>)
      outs(%empty : tensor<2x3x5xi32>) {
  ^bb0(%in: i32, %channel: i32, %row: i32, %out: i32):
    %1 = arith.addi %in, %channel : i32
    %2 = arith.muli %1, %row : i32
    linalg.yield %2 : i32
  } -> tensor<2x3x5xi32>
  return %0 : tensor<2x3x5xi32>
}

// -----

//===----------------------------------------------------------------------===//
// What stays
//===----------------------------------------------------------------------===//

#scalar = affine_map<() -> ()>
#id = affine_map<(d0) -> (d0)>
#none = affine_map<(d0) -> ()>

// CHECK-LABEL: func @not_elementwise(
// CHECK-NOT: vector
// CHECK: linalg.generic {{.*}} iterator_types = []
// CHECK: linalg.generic {{.*}} iterator_types = ["reduction"]
// CHECK: linalg.generic {{.*}} iterator_types = ["parallel"]
// CHECK: linalg.index
// CHECK-NOT: vector
// CHECK: return
func.func @not_elementwise(%x: tensor<i32>, %y: tensor<40xi32>)
    -> (tensor<i32>, tensor<i32>, tensor<40xindex>) {
  %empty = tensor.empty() : tensor<i32>
  %0 = linalg.generic {indexing_maps = [#scalar, #scalar], iterator_types = []}
      ins(%x : tensor<i32>) outs(%empty : tensor<i32>) {
  ^bb0(%in: i32, %out: i32):
    %3 = arith.addi %in, %in : i32
    linalg.yield %3 : i32
  } -> tensor<i32>
  %1 = linalg.generic {indexing_maps = [#id, #none],
                       iterator_types = ["reduction"]}
      ins(%y : tensor<40xi32>) outs(%0 : tensor<i32>) {
  ^bb0(%in: i32, %out: i32):
    %3 = arith.addi %in, %out : i32
    linalg.yield %3 : i32
  } -> tensor<i32>
  %indices = tensor.empty() : tensor<40xindex>
  %2 = linalg.generic {indexing_maps = [#id], iterator_types = ["parallel"]}
      outs(%indices : tensor<40xindex>) {
  ^bb0(%out: index):
    %3 = linalg.index 0 : index
    linalg.yield %3 : index
  } -> tensor<40xindex>
  return %0, %1, %2 : tensor<i32>, tensor<i32>, tensor<40xindex>
}

// There is no vector of 0 elements.
// CHECK-LABEL: func @empty(
// CHECK-NOT: vector
// CHECK: return
func.func @empty(%x: tensor<0xi32>) -> tensor<0xi32> {
  %empty = tensor.empty() : tensor<0xi32>
  %0 = linalg.generic {indexing_maps = [#id, #id], iterator_types = ["parallel"]}
      ins(%x : tensor<0xi32>) outs(%empty : tensor<0xi32>) {
  ^bb0(%in: i32, %out: i32):
    %1 = arith.addi %in, %in : i32
    linalg.yield %1 : i32
  } -> tensor<0xi32>
  return %0 : tensor<0xi32>
}

// Not an element of an operand is what the body reads.
// CHECK-LABEL: func @gather(
// CHECK-NOT: vector
// CHECK: linalg.generic
// CHECK: tensor.extract
func.func @gather(%x: tensor<40xi32>, %i: index) -> tensor<40xi32> {
  %empty = tensor.empty() : tensor<40xi32>
  %0 = linalg.generic {indexing_maps = [#id], iterator_types = ["parallel"]}
      outs(%empty : tensor<40xi32>) {
  ^bb0(%out: i32):
    %1 = tensor.extract %x[%i] : tensor<40xi32>
    linalg.yield %1 : i32
  } -> tensor<40xi32>
  return %0 : tensor<40xi32>
}
