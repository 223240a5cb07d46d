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

// A slice has gaps along an axis, which stays outside of what is one row.
// CHECK-LABEL: func @collapsed_slice(
// CHECK-DAG: %[[C0:.*]] = arith.constant 0 : index
// CHECK-DAG: %[[C1:.*]] = arith.constant 1 : index
// CHECK-DAG: %[[C2:.*]] = arith.constant 2 : index
// CHECK-DAG: %[[C32:.*]] = arith.constant 32 : index
// CHECK-DAG: %[[C64:.*]] = arith.constant 64 : index
// CHECK: scf.for %{{.*}} = %[[C0]] to %[[C2]] step %[[C1]]
// CHECK: scf.for %{{.*}} = %[[C0]] to %[[C64]] step %[[C32]]
// CHECK: arith.addi %{{.*}} : vector<32xi32>
func.func @collapsed_slice(%x: tensor<2x8x8xi32>, %y: tensor<2x9x8xi32>)
    -> tensor<2x9x8xi32> {
  %part = tensor.extract_slice %y[0, 0, 0] [2, 8, 8] [1, 1, 1]
      : tensor<2x9x8xi32> to tensor<2x8x8xi32>
  %0 = linalg.generic {indexing_maps = [#id, #id],
                       iterator_types = ["parallel", "parallel", "parallel"]}
      ins(%x : tensor<2x8x8xi32>) outs(%part : tensor<2x8x8xi32>) {
  ^bb0(%in: i32, %out: i32):
    %2 = arith.addi %in, %in : i32
    linalg.yield %2 : i32
  } -> tensor<2x8x8xi32>
  %1 = tensor.insert_slice %0 into %y[0, 0, 0] [2, 8, 8] [1, 1, 1]
      : tensor<2x8x8xi32> into tensor<2x9x8xi32>
  return %1 : tensor<2x9x8xi32>
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

// CHECK-LABEL: func @not_elementwise(
// CHECK-NOT: vector
// CHECK: linalg.generic {{.*}} iterator_types = []
// CHECK: linalg.generic {{.*}} iterator_types = ["parallel"]
// CHECK: linalg.index
// CHECK-NOT: vector
// CHECK: return
func.func @not_elementwise(%x: tensor<i32>) -> (tensor<i32>, tensor<40xindex>) {
  %empty = tensor.empty() : tensor<i32>
  %0 = linalg.generic {indexing_maps = [#scalar, #scalar], iterator_types = []}
      ins(%x : tensor<i32>) outs(%empty : tensor<i32>) {
  ^bb0(%in: i32, %out: i32):
    %3 = arith.addi %in, %in : i32
    linalg.yield %3 : i32
  } -> tensor<i32>
  %indices = tensor.empty() : tensor<40xindex>
  %1 = linalg.generic {indexing_maps = [#id], iterator_types = ["parallel"]}
      outs(%indices : tensor<40xindex>) {
  ^bb0(%out: index):
    %2 = linalg.index 0 : index
    linalg.yield %2 : index
  } -> tensor<40xindex>
  return %0, %1 : tensor<i32>, tensor<40xindex>
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

// -----

//===----------------------------------------------------------------------===//
// Reductions
//===----------------------------------------------------------------------===//

#image = affine_map<(n, h, w, c, kh, kw) -> (n, h * 2 + kh, w * 2 + kw, c)>
#taps = affine_map<(n, h, w, c, kh, kw) -> (kh, kw)>
#output = affine_map<(n, h, w, c, kh, kw) -> (n, h, w, c)>

// Channels are lanes. The loops over the window carry the maximum of 32 channels,
// and of the 8 that are left.
// CHECK-LABEL: func @max_pool(
// CHECK-SAME: %[[X:.*]]: tensor<1x6x6x40xi8>, %[[LEAST:.*]]: tensor<1x3x3x40xi8>
// CHECK: scf.for %[[H:.*]] = %c0 to %c3
// CHECK: scf.for %[[W:.*]] = %c0 to %c3
// CHECK: %[[BEGIN:.*]] = vector.transfer_read %{{.*}} : tensor<32xi8>, vector<32xi8>
// CHECK: %[[MAX:.*]] = scf.for %[[KH:.*]] = %c0 to %c2 step %c1 iter_args(%[[ROW_BEGIN:.*]] = %[[BEGIN]]) -> (vector<32xi8>)
// CHECK: %[[ROW_MAX:.*]] = scf.for %[[KW:.*]] = %c0 to %c2 step %c1 iter_args(%[[ACC:.*]] = %[[ROW_BEGIN]]) -> (vector<32xi8>)
// CHECK: %[[TAP:.*]] = vector.transfer_read %{{.*}} : tensor<32xi8>, vector<32xi8>
// CHECK: %[[NEXT:.*]] = arith.maxsi %[[TAP]], %[[ACC]] : vector<32xi8>
// CHECK: scf.yield %[[NEXT]]
// CHECK: scf.yield %[[ROW_MAX]]
// CHECK: vector.transfer_write %[[MAX]]
// CHECK: arith.maxsi %{{.*}} : vector<8xi8>
func.func @max_pool(%x: tensor<1x6x6x40xi8>, %least: tensor<1x3x3x40xi8>)
    -> tensor<1x3x3x40xi8> {
  %taps = tensor.empty() : tensor<2x2xi1>
  %0 = linalg.generic
      {indexing_maps = [#image, #taps, #output],
       iterator_types = ["parallel", "parallel", "parallel", "parallel",
                         "reduction", "reduction"]}
      ins(%x, %taps : tensor<1x6x6x40xi8>, tensor<2x2xi1>)
      outs(%least : tensor<1x3x3x40xi8>) {
  ^bb0(%in: i8, %tap: i1, %out: i8):
    %1 = arith.maxsi %in, %out : i8
    linalg.yield %1 : i8
  } -> tensor<1x3x3x40xi8>
  return %0 : tensor<1x3x3x40xi8>
}

// -----

#image = affine_map<(h, c, kh) -> (h * 2 + kh, c)>
#taps = affine_map<(h, c, kh) -> (kh)>
#output = affine_map<(h, c, kh) -> (h, c)>

// One iteration, which does not read all of the image.
// CHECK-LABEL: func @one_window(
// CHECK-NOT: scf.for
// CHECK: arith.maxsi %{{.*}} : vector<4xi8>
func.func @one_window(%x: tensor<2x4xi8>, %least: tensor<1x4xi8>)
    -> tensor<1x4xi8> {
  %taps = tensor.empty() : tensor<1xi1>
  %0 = linalg.generic
      {indexing_maps = [#image, #taps, #output],
       iterator_types = ["parallel", "parallel", "reduction"]}
      ins(%x, %taps : tensor<2x4xi8>, tensor<1xi1>)
      outs(%least : tensor<1x4xi8>) {
  ^bb0(%in: i8, %tap: i1, %out: i8):
    %1 = arith.maxsi %in, %out : i8
    linalg.yield %1 : i8
  } -> tensor<1x4xi8>
  return %0 : tensor<1x4xi8>
}

// -----

#all = affine_map<(n, h, c) -> (n, h, c)>
#sums = affine_map<(n, h, c) -> (n, c)>

// The loop that reduces is the innermost one, whatever its place.
// CHECK-LABEL: func @sum(
// CHECK: scf.for %{{.*}} = %c0 to %c2
// CHECK: scf.for %{{.*}} = %c0 to %c5 step %c1 iter_args(%{{.*}}) -> (vector<16xi32>)
// CHECK: %[[WIDE:.*]] = arith.extsi %{{.*}} : vector<16xi8> to vector<16xi32>
// CHECK: arith.addi %[[WIDE]], %{{.*}} : vector<16xi32>
func.func @sum(%x: tensor<2x5x16xi8>, %zeros: tensor<2x16xi32>)
    -> tensor<2x16xi32> {
  %0 = linalg.generic
      {indexing_maps = [#all, #sums],
       iterator_types = ["parallel", "reduction", "parallel"]}
      ins(%x : tensor<2x5x16xi8>) outs(%zeros : tensor<2x16xi32>) {
  ^bb0(%in: i8, %out: i32):
    %1 = arith.extsi %in : i8 to i32
    %2 = arith.addi %1, %out : i32
    linalg.yield %2 : i32
  } -> tensor<2x16xi32>
  return %0 : tensor<2x16xi32>
}

// -----

#all = affine_map<(h, c) -> (h, c)>
#row = affine_map<(h, c) -> (h, 0)>

// One element for all lanes, which is read as such: it may be one of a slice with a
// stride.
// CHECK-LABEL: func @repeated(
// CHECK: %[[SCALAR:.*]] = tensor.extract %
// CHECK: %[[ELEMENT:.*]] = vector.broadcast %[[SCALAR]] : i32 to vector<16xi32>
// CHECK: arith.addi %{{.*}}, %[[ELEMENT]] : vector<16xi32>
func.func @repeated(%x: tensor<4x16xi32>, %y: tensor<4x1xi32>)
    -> tensor<4x16xi32> {
  %empty = tensor.empty() : tensor<4x16xi32>
  %0 = linalg.generic
      {indexing_maps = [#all, #row, #all],
       iterator_types = ["parallel", "parallel"]}
      ins(%x, %y : tensor<4x16xi32>, tensor<4x1xi32>)
      outs(%empty : tensor<4x16xi32>) {
  ^bb0(%a: i32, %b: i32, %out: i32):
    %1 = arith.addi %a, %b : i32
    linalg.yield %1 : i32
  } -> tensor<4x16xi32>
  return %0 : tensor<4x16xi32>
}

// -----

#all = affine_map<(n, c) -> (n, c)>
#sums = affine_map<(n, c) -> (n)>

// Of a row, a loop carries a vector of 32 sums. Those are added up, and then what is
// left of the row, filled up with zeros.
// CHECK-LABEL: func @row_sums(
// CHECK-SAME: %[[X:.*]]: tensor<4x70xi8>, %[[BEGIN:.*]]: tensor<4xi32>)
// CHECK-DAG: %[[ZEROS:.*]] = arith.constant dense<0> : vector<32xi32>
// CHECK-DAG: %[[PADDING:.*]] = arith.constant dense<0> : vector<8xi32>
// CHECK: scf.for %[[I:.*]] = %c0 to %c4 step %c1 iter_args(%[[RESULT:.*]] = %[[BEGIN]])
// CHECK: tensor.extract_slice %[[X]][%[[I]], 0] [1, 70] [1, 1]
// CHECK: %[[SUMS:.*]] = scf.for %{{.*}} = %c0 to %c64 step %c32 iter_args(%[[ACC:.*]] = %[[ZEROS]]) -> (vector<32xi32>)
// CHECK: %[[WIDE:.*]] = arith.extsi %{{.*}} : vector<32xi8> to vector<32xi32>
// CHECK: %[[NEXT:.*]] = arith.addi %[[WIDE]], %[[ACC]] : vector<32xi32>
// CHECK: scf.yield %[[NEXT]]
// CHECK: %[[FIRST:.*]] = tensor.extract
// CHECK: vector.reduction <add>, %[[SUMS]], %[[FIRST]] : vector<32xi32> into i32
// CHECK: tensor.extract_slice %{{.*}}[64] [6] [1]
// CHECK: %[[LEFT:.*]] = arith.extsi %{{.*}} : vector<6xi8> to vector<6xi32>
// CHECK: %[[PADDED:.*]] = vector.insert_strided_slice %[[LEFT]], %[[PADDING]] {{.*}} : vector<6xi32> into vector<8xi32>
// CHECK: vector.reduction <add>, %[[PADDED]], %{{.*}} : vector<8xi32> into i32
// CHECK: {qnn.parallel}
func.func @row_sums(%x: tensor<4x70xi8>, %begin: tensor<4xi32>) -> tensor<4xi32> {
  %0 = linalg.generic
      {indexing_maps = [#all, #sums], iterator_types = ["parallel", "reduction"]}
      ins(%x : tensor<4x70xi8>) outs(%begin : tensor<4xi32>) {
  ^bb0(%in: i8, %out: i32):
    %1 = arith.extsi %in : i8 to i32
    %2 = arith.addi %1, %out : i32
    linalg.yield %2 : i32
  } -> tensor<4xi32>
  return %0 : tensor<4xi32>
}

// The least number is what a loop begins with, and what a row of 12 is filled up
// with.
// CHECK-LABEL: func @row_maxima(
// CHECK-DAG: %[[LEAST:.*]] = arith.constant dense<-128> : vector<32xi8>
// CHECK-DAG: %[[PADDING:.*]] = arith.constant dense<-128> : vector<16xi8>
// CHECK: scf.for %{{.*}} iter_args(%{{.*}} = %[[LEAST]]) -> (vector<32xi8>)
// CHECK: vector.reduction <maxsi>, %{{.*}} : vector<32xi8> into i8
// CHECK-NOT: scf.for
// CHECK: vector.insert_strided_slice %{{.*}}, %[[PADDING]] {{.*}} : vector<12xi8> into vector<16xi8>
// CHECK: vector.reduction <maxsi>, %{{.*}} : vector<16xi8> into i8
func.func @row_maxima(%x: tensor<1x64xi8>, %y: tensor<1x12xi8>,
                      %begin: tensor<1xi8>) -> (tensor<1xi8>, tensor<1xi8>) {
  %0 = linalg.generic
      {indexing_maps = [#all, #sums], iterator_types = ["parallel", "reduction"]}
      ins(%x : tensor<1x64xi8>) outs(%begin : tensor<1xi8>) {
  ^bb0(%in: i8, %out: i8):
    %2 = arith.maxsi %in, %out : i8
    linalg.yield %2 : i8
  } -> tensor<1xi8>
  %1 = linalg.generic
      {indexing_maps = [#all, #sums], iterator_types = ["parallel", "reduction"]}
      ins(%y : tensor<1x12xi8>) outs(%begin : tensor<1xi8>) {
  ^bb0(%in: i8, %out: i8):
    %2 = arith.maxsi %in, %out : i8
    linalg.yield %2 : i8
  } -> tensor<1xi8>
  return %0, %1 : tensor<1xi8>, tensor<1xi8>
}

// What the others are filled up with.
// CHECK-LABEL: func @padding(
// CHECK-DAG: arith.constant dense<127> : vector<8xi8>
// CHECK-DAG: arith.constant dense<-1> : vector<8xi8>
// CHECK-DAG: arith.constant dense<0> : vector<8xi8>
// CHECK: vector.reduction <minsi>, %{{.*}} : vector<8xi8> into i8
// CHECK: vector.reduction <minui>, %{{.*}} : vector<8xi8> into i8
// CHECK: vector.reduction <maxui>, %{{.*}} : vector<8xi8> into i8
func.func @padding(%x: tensor<1x7xi8>, %begin: tensor<1xi8>)
    -> (tensor<1xi8>, tensor<1xi8>, tensor<1xi8>) {
  %0 = linalg.generic
      {indexing_maps = [#all, #sums], iterator_types = ["parallel", "reduction"]}
      ins(%x : tensor<1x7xi8>) outs(%begin : tensor<1xi8>) {
  ^bb0(%in: i8, %out: i8):
    %3 = arith.minsi %in, %out : i8
    linalg.yield %3 : i8
  } -> tensor<1xi8>
  %1 = linalg.generic
      {indexing_maps = [#all, #sums], iterator_types = ["parallel", "reduction"]}
      ins(%x : tensor<1x7xi8>) outs(%begin : tensor<1xi8>) {
  ^bb0(%in: i8, %out: i8):
    %3 = arith.minui %in, %out : i8
    linalg.yield %3 : i8
  } -> tensor<1xi8>
  %2 = linalg.generic
      {indexing_maps = [#all, #sums], iterator_types = ["parallel", "reduction"]}
      ins(%x : tensor<1x7xi8>) outs(%begin : tensor<1xi8>) {
  ^bb0(%in: i8, %out: i8):
    %3 = arith.maxui %in, %out : i8
    linalg.yield %3 : i8
  } -> tensor<1xi8>
  return %0, %1, %2 : tensor<1xi8>, tensor<1xi8>, tensor<1xi8>
}

// Floats are added in order, and rows of one element have no vectors.
// CHECK-LABEL: func @scalar_rows(
// CHECK-NOT: vector
// CHECK: return
func.func @scalar_rows(%x: tensor<4x64xf32>, %y: tensor<4x1xi32>,
                       %floats: tensor<4xf32>, %integers: tensor<4xi32>)
    -> (tensor<4xf32>, tensor<4xi32>) {
  %0 = linalg.generic
      {indexing_maps = [#all, #sums], iterator_types = ["parallel", "reduction"]}
      ins(%x : tensor<4x64xf32>) outs(%floats : tensor<4xf32>) {
  ^bb0(%in: f32, %out: f32):
    %2 = arith.addf %in, %out : f32
    linalg.yield %2 : f32
  } -> tensor<4xf32>
  %1 = linalg.generic
      {indexing_maps = [#all, #sums], iterator_types = ["parallel", "reduction"]}
      ins(%y : tensor<4x1xi32>) outs(%integers : tensor<4xi32>) {
  ^bb0(%in: i32, %out: i32):
    %2 = arith.addi %in, %out : i32
    linalg.yield %2 : i32
  } -> tensor<4xi32>
  return %0, %1 : tensor<4xf32>, tensor<4xi32>
}

// -----

#all = affine_map<(h, n, c) -> (h, n, c)>
#sums = affine_map<(h, n, c) -> (n)>
#row = affine_map<(c) -> (c)>
#none = affine_map<(c) -> ()>

// Rows of several lines: the loop over lines carries their sum.
// CHECK-LABEL: func @lines(
// CHECK: scf.for %{{.*}} = %c0 to %c4
// CHECK: scf.for %{{.*}} = %c0 to %c3
// CHECK: vector.reduction <add>, %{{.*}} : vector<32xi32> into i32
// CHECK: } {qnn.parallel}
// CHECK-NOT: scf.for
// CHECK: vector.reduction <add>, %{{.*}} : vector<32xi32> into i32
func.func @lines(%x: tensor<3x4x32xi32>, %begin: tensor<4xi32>, %y: tensor<32xi32>,
                 %scalar: tensor<i32>) -> (tensor<4xi32>, tensor<i32>) {
  %0 = linalg.generic
      {indexing_maps = [#all, #sums],
       iterator_types = ["reduction", "parallel", "reduction"]}
      ins(%x : tensor<3x4x32xi32>) outs(%begin : tensor<4xi32>) {
  ^bb0(%in: i32, %out: i32):
    %2 = arith.addi %in, %out : i32
    linalg.yield %2 : i32
  } -> tensor<4xi32>
  %1 = linalg.generic
      {indexing_maps = [#row, #none], iterator_types = ["reduction"]}
      ins(%y : tensor<32xi32>) outs(%scalar : tensor<i32>) {
  ^bb0(%in: i32, %out: i32):
    %2 = arith.addi %in, %out : i32
    linalg.yield %2 : i32
  } -> tensor<i32>
  return %0, %1 : tensor<4xi32>, tensor<i32>
}
