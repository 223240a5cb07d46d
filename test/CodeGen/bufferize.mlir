// RUN: quant-opt %s --qnn-bufferize --cse --canonicalize | FileCheck %s

// Results are arguments, and computed in place.
// CHECK-LABEL: func @elementwise(
// CHECK-SAME: %[[X:.*]]: memref<4xf32>, %[[Y:.*]]: memref<4xf32> {bufferize.result}) {
// CHECK-NEXT: linalg.exp ins(%[[X]] : memref<4xf32>) outs(%[[Y]] : memref<4xf32>)
// CHECK-NEXT: return
func.func @elementwise(%x: tensor<4xf32>) -> tensor<4xf32> {
  %empty = tensor.empty() : tensor<4xf32>
  %0 = linalg.exp ins(%x : tensor<4xf32>) outs(%empty : tensor<4xf32>)
      -> tensor<4xf32>
  return %0 : tensor<4xf32>
}

// What writes to an argument writes to a copy.
// CHECK-LABEL: func @arguments_are_not_written(
// CHECK-SAME: %[[X:[^:]*]]: memref<4xf32>, %[[V:[^:]*]]: f32, %[[Y:[^:]*]]: memref<4xf32> {bufferize.result}, %[[Z:[^:]*]]: memref<4xf32> {bufferize.result})
// CHECK-NOT: outs(%[[X]]
// CHECK: linalg.exp ins(%[[X]] : memref<4xf32>) outs(%[[Y]] : memref<4xf32>)
// CHECK: memref.copy %[[X]], %[[Z]]
// CHECK: memref.store %[[V]], %[[Z]]
func.func @arguments_are_not_written(%x: tensor<4xf32>, %v: f32)
    -> (tensor<4xf32>, tensor<4xf32>) {
  %c0 = arith.constant 0 : index
  %0 = linalg.exp ins(%x : tensor<4xf32>) outs(%x : tensor<4xf32>)
      -> tensor<4xf32>
  %1 = tensor.insert %v into %x[%c0] : tensor<4xf32>
  return %0, %1 : tensor<4xf32>, tensor<4xf32>
}

// An argument, a constant, and the same result again have buffers of their own.
// CHECK-LABEL: func @results_are_copies(
// CHECK-SAME: %[[X:[^:]*]]: memref<4xf32>, %[[A:[^:]*]]: memref<4xf32> {bufferize.result}, %[[B:[^:]*]]: memref<4xf32> {bufferize.result}, %[[C:[^:]*]]: memref<4xf32> {bufferize.result}, %[[D:[^:]*]]: memref<4xf32> {bufferize.result}, %[[E:[^:]*]]: memref<4xf32> {bufferize.result})
// CHECK-DAG: %[[CONST:.*]] = memref.get_global
// CHECK-DAG: linalg.exp ins(%[[X]] : memref<4xf32>) outs(%[[A]] : memref<4xf32>)
// CHECK-DAG: memref.copy %[[A]], %[[B]]
// CHECK-DAG: memref.copy %[[X]], %[[C]]
// CHECK-DAG: memref.copy %[[X]], %[[D]]
// CHECK-DAG: memref.copy %[[CONST]], %[[E]]
func.func @results_are_copies(%x: tensor<4xf32>)
    -> (tensor<4xf32>, tensor<4xf32>, tensor<4xf32>, tensor<4xf32>, tensor<4xf32>) {
  %empty = tensor.empty() : tensor<4xf32>
  %0 = linalg.exp ins(%x : tensor<4xf32>) outs(%empty : tensor<4xf32>)
      -> tensor<4xf32>
  %1 = arith.constant dense<1.0> : tensor<4xf32>
  return %0, %0, %x, %x, %1
      : tensor<4xf32>, tensor<4xf32>, tensor<4xf32>, tensor<4xf32>, tensor<4xf32>
}

// Results are dense, also where they are part of something else.
// CHECK-LABEL: func @slice(
// CHECK-SAME: %[[X:[^:]*]]: memref<4xf32>, %[[Y:.*]]: memref<2xf32> {bufferize.result})
// CHECK: %[[PART:.*]] = memref.subview %[[X]][1] [2] [1]
// CHECK: memref.copy %[[PART]], %[[Y]]
func.func @slice(%x: tensor<4xf32>) -> tensor<2xf32> {
  %0 = tensor.extract_slice %x[1] [2] [1] : tensor<4xf32> to tensor<2xf32>
  return %0 : tensor<2xf32>
}

// What is computed in another shape than it is returned in is computed in the
// result, too,
// CHECK-LABEL: func @reshaped(
// CHECK-SAME: %[[X:[^:]*]]: memref<4xf32>, %[[Y:.*]]: memref<2x1x2xf32> {bufferize.result})
// CHECK-NEXT: %[[FLAT:.*]] = memref.collapse_shape %[[Y]] {{\[\[}}0, 1, 2]] : memref<2x1x2xf32> into memref<4xf32>
// CHECK-NEXT: linalg.exp ins(%[[X]] : memref<4xf32>) outs(%[[FLAT]] : memref<4xf32>)
// CHECK-NEXT: return
func.func @reshaped(%x: tensor<4xf32>) -> tensor<2x1x2xf32> {
  %empty = tensor.empty() : tensor<4xf32>
  %0 = linalg.exp ins(%x : tensor<4xf32>) outs(%empty : tensor<4xf32>)
      -> tensor<4xf32>
  %1 = tensor.expand_shape %0 [[0, 1]] output_shape [2, 2]
      : tensor<4xf32> into tensor<2x2xf32>
  %2 = tensor.expand_shape %1 [[0, 1], [2]] output_shape [2, 1, 2]
      : tensor<2x2xf32> into tensor<2x1x2xf32>
  return %2 : tensor<2x1x2xf32>
}

// in loops as well.
// CHECK-LABEL: func @loop(
// CHECK-SAME: %[[V:[^:]*]]: f32, %[[Y:.*]]: memref<4xf32> {bufferize.result})
// CHECK: %[[SQUARE:.*]] = memref.expand_shape %[[Y]] {{\[\[}}0, 1]] output_shape [2, 2] : memref<4xf32> into memref<2x2xf32>
// CHECK: scf.for %[[I:.*]] = {{.*}} {
// CHECK: scf.for %[[J:.*]] = {{.*}} {
// CHECK-NEXT: memref.store %[[V]], %[[SQUARE]][%[[I]], %[[J]]]
// CHECK-NOT: memref.copy
// CHECK: return
func.func @loop(%v: f32) -> tensor<4xf32> {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %c2 = arith.constant 2 : index
  %empty = tensor.empty() : tensor<2x2xf32>
  %0 = scf.for %i = %c0 to %c2 step %c1 iter_args(%s = %empty) -> tensor<2x2xf32> {
    %2 = scf.for %j = %c0 to %c2 step %c1 iter_args(%t = %s) -> tensor<2x2xf32> {
      %3 = tensor.insert %v into %t[%i, %j] : tensor<2x2xf32>
      scf.yield %3 : tensor<2x2xf32>
    }
    scf.yield %2 : tensor<2x2xf32>
  }
  %1 = tensor.collapse_shape %0 [[0, 1]] : tensor<2x2xf32> into tensor<4xf32>
  return %1 : tensor<4xf32>
}

// One of two shapes of the same is copied.
// CHECK-LABEL: func @two_shapes(
// CHECK-SAME: %[[X:[^:]*]]: memref<4xf32>, %[[Y:[^:]*]]: memref<4xf32> {bufferize.result}, %[[Z:[^:]*]]: memref<2x2xf32> {bufferize.result})
// CHECK: linalg.exp
// CHECK: memref.copy
// CHECK-NOT: memref.copy
// CHECK: return
func.func @two_shapes(%x: tensor<4xf32>) -> (tensor<4xf32>, tensor<2x2xf32>) {
  %empty = tensor.empty() : tensor<4xf32>
  %0 = linalg.exp ins(%x : tensor<4xf32>) outs(%empty : tensor<4xf32>)
      -> tensor<4xf32>
  %1 = tensor.expand_shape %0 [[0, 1]] output_shape [2, 2]
      : tensor<4xf32> into tensor<2x2xf32>
  return %0, %1 : tensor<4xf32>, tensor<2x2xf32>
}

// What is computed in its place inside of another tensor is read there: nothing is
// copied.
// CHECK-LABEL: func @read_in_place(
// CHECK-SAME: %[[X:[^:]*]]: memref<4xf32>, %[[Y:[^:]*]]: memref<6xf32> {bufferize.result}, %[[Z:[^:]*]]: memref<4xf32> {bufferize.result})
// CHECK-NOT: memref.copy
// CHECK: %[[PART:.*]] = memref.subview %[[Y]][1] [4] [1]
// CHECK: linalg.exp ins(%[[X]] : memref<4xf32>) outs(%[[PART]] :
// CHECK: linalg.abs ins(%[[PART]] : {{.*}}) outs(%[[Z]] :
// CHECK-NOT: memref.copy
// CHECK: return
func.func @read_in_place(%x: tensor<4xf32>) -> (tensor<6xf32>, tensor<4xf32>) {
  %zero = arith.constant 0.0 : f32
  %0 = tensor.empty() : tensor<6xf32>
  %1 = linalg.fill ins(%zero : f32) outs(%0 : tensor<6xf32>) -> tensor<6xf32>
  %2 = tensor.extract_slice %1[1] [4] [1] : tensor<6xf32> to tensor<4xf32>
  %3 = linalg.exp ins(%x : tensor<4xf32>) outs(%2 : tensor<4xf32>)
      -> tensor<4xf32>
  %4 = tensor.insert_slice %3 into %1[1] [4] [1]
      : tensor<4xf32> into tensor<6xf32>
  %5 = tensor.empty() : tensor<4xf32>
  %6 = linalg.abs ins(%3 : tensor<4xf32>) outs(%5 : tensor<4xf32>)
      -> tensor<4xf32>
  return %4, %6 : tensor<6xf32>, tensor<4xf32>
}

// The same of a loop, in another shape.
// CHECK-LABEL: func @read_in_place_of_loop(
// CHECK-NOT: memref.copy
// CHECK: memref.subview %{{.*}}[1, 0] [2, 2] [1, 1]
// CHECK: scf.for
// CHECK-NOT: memref.copy
// CHECK: linalg.abs
// CHECK-NOT: memref.copy
// CHECK: return
func.func @read_in_place_of_loop(%v: f32) -> (tensor<4x2xf32>, tensor<2x2xf32>) {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %c2 = arith.constant 2 : index
  %zero = arith.constant 0.0 : f32
  %0 = tensor.empty() : tensor<4x2xf32>
  %1 = linalg.fill ins(%zero : f32) outs(%0 : tensor<4x2xf32>) -> tensor<4x2xf32>
  %2 = tensor.extract_slice %1[1, 0] [2, 2] [1, 1]
      : tensor<4x2xf32> to tensor<2x2xf32>
  %3 = tensor.collapse_shape %2 [[0, 1]] : tensor<2x2xf32> into tensor<4xf32>
  %4 = scf.for %i = %c0 to %c2 step %c1 iter_args(%t = %3) -> tensor<4xf32> {
    %9 = tensor.insert %v into %t[%i] : tensor<4xf32>
    scf.yield %9 : tensor<4xf32>
  }
  %5 = tensor.expand_shape %4 [[0, 1]] output_shape [2, 2]
      : tensor<4xf32> into tensor<2x2xf32>
  %6 = tensor.insert_slice %5 into %1[1, 0] [2, 2] [1, 1]
      : tensor<2x2xf32> into tensor<4x2xf32>
  %7 = tensor.empty() : tensor<2x2xf32>
  %8 = linalg.abs ins(%5 : tensor<2x2xf32>) outs(%7 : tensor<2x2xf32>)
      -> tensor<2x2xf32>
  return %6, %8 : tensor<4x2xf32>, tensor<2x2xf32>
}

// Intermediates are allocations, for qnn-plan-memory to place.
// CHECK-LABEL: func @intermediate(
// CHECK-SAME: %[[X:[^:]*]]: memref<4xf32>, %[[Y:.*]]: memref<4xf32> {bufferize.result})
// CHECK: %[[SUM:.*]] = memref.alloc() {{.*}}: memref<4xf32>
// CHECK: linalg.exp ins(%[[X]] : memref<4xf32>) outs(%[[SUM]] : memref<4xf32>)
// CHECK: linalg.add ins(%[[SUM]], %[[X]] : memref<4xf32>, memref<4xf32>) outs(%[[Y]] : memref<4xf32>)
// CHECK-NOT: memref.dealloc
// CHECK: return
func.func @intermediate(%x: tensor<4xf32>) -> tensor<4xf32> {
  %empty = tensor.empty() : tensor<4xf32>
  %other = bufferization.alloc_tensor() : tensor<4xf32>
  %0 = linalg.exp ins(%x : tensor<4xf32>) outs(%other : tensor<4xf32>)
      -> tensor<4xf32>
  %1 = linalg.add ins(%0, %x : tensor<4xf32>, tensor<4xf32>)
      outs(%empty : tensor<4xf32>) -> tensor<4xf32>
  return %1 : tensor<4xf32>
}

// CHECK-LABEL: func @no_tensors(
// CHECK-SAME: %[[X:.*]]: i32) -> i32 {
// CHECK-NEXT: return %[[X]]
func.func @no_tensors(%x: i32) -> i32 {
  return %x : i32
}
