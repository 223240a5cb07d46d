// RUN: quant-opt %s --qnn-assign-destinations --split-input-file | FileCheck %s
// RUN: quant-opt %s --qnn-assign-destinations --qnn-bufferize --cse --canonicalize --split-input-file | FileCheck %s --check-prefix=BUFFERS
// RUN: quant-opt %s --qnn-assign-destinations --qnn-set-target=target=x86-avx2 --qnn-vectorize-elementwise --canonicalize --cse --qnn-bufferize --cse --canonicalize --split-input-file | FileCheck %s --check-prefix=BUFFERS

#id = affine_map<(d0) -> (d0)>

// The second op takes the place of its first operand, whose elements it finds in
// its destination. All that is written is the result.
// CHECK-LABEL: func @in_place(
// CHECK-SAME: %[[X:[^:]*]]: tensor<70xi32>
// CHECK: %[[ALLOC:.*]] = bufferization.alloc_tensor() : tensor<70xi32>
// CHECK: %[[SQUARE:.*]] = linalg.generic {{.*}} ins(%[[X]] : tensor<70xi32>) outs(%[[ALLOC]] : tensor<70xi32>)
// CHECK: linalg.generic {{.*}} ins(%[[X]] : tensor<70xi32>) outs(%[[SQUARE]] : tensor<70xi32>) {
// CHECK-NEXT: ^bb0(%[[B:.*]]: i32, %[[A:.*]]: i32):
// CHECK-NEXT: arith.subi %[[A]], %[[B]]
// BUFFERS-LABEL: func @in_place(
// BUFFERS-NOT: memref.alloc
// BUFFERS-NOT: memref.copy
// BUFFERS: return
func.func @in_place(%x: tensor<70xi32>) -> tensor<70xi32> {
  %empty = tensor.empty() : tensor<70xi32>
  %0 = linalg.generic {indexing_maps = [#id, #id], iterator_types = ["parallel"]}
      ins(%x : tensor<70xi32>) outs(%empty : tensor<70xi32>) {
  ^bb0(%a: i32, %out: i32):
    %2 = arith.muli %a, %a : i32
    linalg.yield %2 : i32
  } -> tensor<70xi32>
  %1 = linalg.generic {indexing_maps = [#id, #id, #id], iterator_types = ["parallel"]}
      ins(%0, %x : tensor<70xi32>, tensor<70xi32>)
      outs(%empty : tensor<70xi32>) {
  ^bb0(%a: i32, %b: i32, %out: i32):
    %2 = arith.subi %a, %b : i32
    linalg.yield %2 : i32
  } -> tensor<70xi32>
  return %1 : tensor<70xi32>
}

// -----

#ji = affine_map<(d0, d1) -> (d1, d0)>
#j = affine_map<(d0, d1) -> (d1)>

// Also where the input is another shape of something computed, an operand is the
// same in many iterations, and the loops are permuted.
// CHECK-LABEL: func @reshaped(
// CHECK-SAME: %[[Y:[^:]*]]: tensor<6xi32>
// CHECK: %[[EXP:.*]] = tensor.expand_shape
// CHECK: linalg.generic {{.*}} ins(%[[Y]] : tensor<6xi32>) outs(%[[EXP]] : tensor<6x6xi32>)
// BUFFERS-LABEL: func @reshaped(
// BUFFERS-NOT: memref.alloc
// BUFFERS-NOT: memref.copy
// BUFFERS: return
func.func @reshaped(%y: tensor<6xi32>, %c: i32) -> tensor<6x6xi32> {
  %empty = tensor.empty() : tensor<36xi32>
  %0 = linalg.fill ins(%c : i32) outs(%empty : tensor<36xi32>) -> tensor<36xi32>
  %x = tensor.expand_shape %0 [[0, 1]] output_shape [6, 6]
      : tensor<36xi32> into tensor<6x6xi32>
  %out = tensor.empty() : tensor<6x6xi32>
  %1 = linalg.generic
      {indexing_maps = [#j, #ji, #ji], iterator_types = ["parallel", "parallel"]}
      ins(%y, %x : tensor<6xi32>, tensor<6x6xi32>)
      outs(%out : tensor<6x6xi32>) {
  ^bb0(%a: i32, %b: i32, %o: i32):
    %2 = arith.subi %a, %b : i32
    linalg.yield %2 : i32
  } -> tensor<6x6xi32>
  return %1 : tensor<6x6xi32>
}

// -----

#ij = affine_map<(d0, d1) -> (d0, d1)>
#ji = affine_map<(d0, d1) -> (d1, d0)>
#i0 = affine_map<(d0, d1) -> (d0, 0)>

// An element is read by an iteration other than the one that writes it.
// CHECK-LABEL: func @other_map(
// CHECK: %[[X:.*]] = linalg.fill
// CHECK: %[[ALLOC:.*]] = bufferization.alloc_tensor
// CHECK: %[[T:.*]] = linalg.generic {{.*}} ins(%[[X]] : tensor<6x6xi32>) outs(%[[ALLOC]]
// CHECK: %[[ALLOC2:.*]] = bufferization.alloc_tensor
// CHECK: linalg.generic {{.*}} ins(%[[T]] : tensor<6x6xi32>) outs(%[[ALLOC2]]
func.func @other_map(%c: i32) -> tensor<6x6xi32> {
  %empty = tensor.empty() : tensor<6x6xi32>
  %x = linalg.fill ins(%c : i32) outs(%empty : tensor<6x6xi32>) -> tensor<6x6xi32>
  %0 = linalg.generic
      {indexing_maps = [#ji, #ij], iterator_types = ["parallel", "parallel"]}
      ins(%x : tensor<6x6xi32>) outs(%empty : tensor<6x6xi32>) {
  ^bb0(%a: i32, %out: i32):
    linalg.yield %a : i32
  } -> tensor<6x6xi32>
  %1 = linalg.generic
      {indexing_maps = [#i0, #ij], iterator_types = ["parallel", "parallel"]}
      ins(%0 : tensor<6x6xi32>) outs(%empty : tensor<6x6xi32>) {
  ^bb0(%a: i32, %out: i32):
    linalg.yield %a : i32
  } -> tensor<6x6xi32>
  return %1 : tensor<6x6xi32>
}

// -----

#ij = affine_map<(d0, d1) -> (d0, d1)>
#i = affine_map<(d0, d1) -> (d0)>

// Sums are no elementwise ops, and read what is in their destination.
// CHECK-LABEL: func @reduction(
// CHECK: linalg.generic {{.*}} ins(%{{.*}}, %{{.*}} : tensor<6x6xi32>, tensor<6xi32>)
func.func @reduction(%x: tensor<6x6xi32>, %c: i32) -> tensor<6xi32> {
  %empty = tensor.empty() : tensor<6xi32>
  %y = linalg.fill ins(%c : i32) outs(%empty : tensor<6xi32>) -> tensor<6xi32>
  %0 = linalg.generic
      {indexing_maps = [#ij, #i, #i], iterator_types = ["parallel", "reduction"]}
      ins(%x, %y : tensor<6x6xi32>, tensor<6xi32>) outs(%empty : tensor<6xi32>) {
  ^bb0(%a: i32, %b: i32, %out: i32):
    %1 = arith.muli %a, %b : i32
    %2 = arith.addi %1, %out : i32
    linalg.yield %2 : i32
  } -> tensor<6xi32>
  return %0 : tensor<6xi32>
}

// -----

#id = affine_map<(d0) -> (d0)>

// An argument, a constant, an operand that is read again, one of another type, and
// a destination that is not empty stay.
// CHECK-LABEL: func @not_reusable(
// CHECK-SAME: %[[X:[^:]*]]: tensor<8xi32>, %[[Z:[^:]*]]: tensor<8xi32>
// CHECK: %[[CST:.*]] = arith.constant
// CHECK: %[[FROM_ARGS:.*]] = linalg.generic {{.*}} ins(%[[X]], %[[CST]] : tensor<8xi32>, tensor<8xi32>)
// CHECK: %[[NARROW:.*]] = linalg.generic {{.*}} ins(%[[FROM_ARGS]] : tensor<8xi32>)
// CHECK: %[[WIDE:.*]] = linalg.generic {{.*}} ins(%[[NARROW]] : tensor<8xi8>)
// CHECK: linalg.generic {{.*}} ins(%[[WIDE]] : tensor<8xi32>) outs(%[[Z]] : tensor<8xi32>)
func.func @not_reusable(%x: tensor<8xi32>, %z: tensor<8xi32>)
    -> (tensor<8xi32>, tensor<8xi32>) {
  %cst = arith.constant dense<[1, 2, 3, 4, 5, 6, 7, 8]> : tensor<8xi32>
  %empty = tensor.empty() : tensor<8xi32>
  %bytes = tensor.empty() : tensor<8xi8>
  %0 = linalg.generic {indexing_maps = [#id, #id, #id], iterator_types = ["parallel"]}
      ins(%x, %cst : tensor<8xi32>, tensor<8xi32>) outs(%empty : tensor<8xi32>) {
  ^bb0(%a: i32, %b: i32, %out: i32):
    %4 = arith.addi %a, %b : i32
    linalg.yield %4 : i32
  } -> tensor<8xi32>
  %1 = linalg.generic {indexing_maps = [#id, #id], iterator_types = ["parallel"]}
      ins(%0 : tensor<8xi32>) outs(%bytes : tensor<8xi8>) {
  ^bb0(%a: i32, %out: i8):
    %4 = arith.trunci %a : i32 to i8
    linalg.yield %4 : i8
  } -> tensor<8xi8>
  %2 = linalg.generic {indexing_maps = [#id, #id], iterator_types = ["parallel"]}
      ins(%1 : tensor<8xi8>) outs(%empty : tensor<8xi32>) {
  ^bb0(%a: i8, %out: i32):
    %4 = arith.extsi %a : i8 to i32
    linalg.yield %4 : i32
  } -> tensor<8xi32>
  %3 = linalg.generic {indexing_maps = [#id, #id], iterator_types = ["parallel"]}
      ins(%2 : tensor<8xi32>) outs(%z : tensor<8xi32>) {
  ^bb0(%a: i32, %out: i32):
    %4 = arith.addi %a, %out : i32
    linalg.yield %4 : i32
  } -> tensor<8xi32>
  return %0, %3 : tensor<8xi32>, tensor<8xi32>
}

// -----

// Each use has an allocation of its own, ahead of it, but not in a loop.
// CHECK-LABEL: func @allocations(
// CHECK-NOT: tensor.empty
// CHECK: %[[A:.*]] = bufferization.alloc_tensor() : tensor<4xf32>
// CHECK: linalg.exp {{.*}} outs(%[[A]]
// CHECK: %[[B:.*]] = bufferization.alloc_tensor() : tensor<4xf32>
// CHECK: scf.for
// CHECK: linalg.exp {{.*}} outs(%[[B]]
func.func @allocations(%x: tensor<4xf32>, %n: index) -> tensor<4xf32> {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %empty = tensor.empty() : tensor<4xf32>
  %0 = linalg.exp ins(%x : tensor<4xf32>) outs(%empty : tensor<4xf32>)
      -> tensor<4xf32>
  %1 = scf.for %i = %c0 to %n step %c1 iter_args(%y = %0) -> tensor<4xf32> {
    %2 = linalg.exp ins(%y : tensor<4xf32>) outs(%empty : tensor<4xf32>)
        -> tensor<4xf32>
    %3 = linalg.add ins(%2, %x : tensor<4xf32>, tensor<4xf32>)
        outs(%y : tensor<4xf32>) -> tensor<4xf32>
    scf.yield %3 : tensor<4xf32>
  }
  return %1 : tensor<4xf32>
}

// -----

#id2 = affine_map<(d0, d1) -> (d0, d1)>

// What is padded is written between the padding; another reader finds it there.
// CHECK-LABEL: func @padded(
// CHECK-SAME: %[[X:.*]]: tensor<2x8xi32>)
// CHECK: %[[ALLOC:.*]] = bufferization.alloc_tensor() : tensor<4x10xi32>
// CHECK: %[[FILL:.*]] = linalg.fill {{.*}} outs(%[[ALLOC]] : tensor<4x10xi32>)
// CHECK: %[[PLACE:.*]] = tensor.extract_slice %[[FILL]][1, 1] [2, 8] [1, 1]
// CHECK: %[[SQUARE:.*]] = linalg.generic {{.*}} outs(%[[PLACE]] : tensor<2x8xi32>)
// CHECK: tensor.insert_slice %[[SQUARE]] into %[[FILL]][1, 1] [2, 8] [1, 1]
// BUFFERS-LABEL: func @padded(
// BUFFERS-NOT: memref.alloc
// BUFFERS-NOT: memref.copy
// BUFFERS: return
func.func @padded(%x: tensor<2x8xi32>) -> (tensor<4x10xi32>, i32) {
  %c0 = arith.constant 0 : index
  %padding = arith.constant 7 : i32
  %empty = tensor.empty() : tensor<2x8xi32>
  %0 = linalg.generic {indexing_maps = [#id2, #id2], iterator_types = ["parallel", "parallel"]}
      ins(%x : tensor<2x8xi32>) outs(%empty : tensor<2x8xi32>) {
  ^bb0(%a: i32, %out: i32):
    %3 = arith.muli %a, %a : i32
    linalg.yield %3 : i32
  } -> tensor<2x8xi32>
  %1 = tensor.pad %0 low[1, 1] high[1, 1] {
  ^bb0(%i: index, %j: index):
    tensor.yield %padding : i32
  } : tensor<2x8xi32> to tensor<4x10xi32>
  %2 = tensor.extract %0[%c0, %c0] : tensor<2x8xi32>
  return %1, %2 : tensor<4x10xi32>, i32
}
