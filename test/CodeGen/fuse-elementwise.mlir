// RUN: quant-opt %s --qnn-fuse-elementwise | FileCheck %s --implicit-check-not=linalg.generic

#id = affine_map<(d0) -> (d0)>
#transposed = affine_map<(d0, d1) -> (d1, d0)>
#matrix = affine_map<(d0, d1) -> (d0, d1)>
#every_second = affine_map<(d0) -> (d0 * 2)>
#taps = affine_map<(d0, d1) -> (d0 + d1)>
#disjoint_taps = affine_map<(d0, d1) -> (d0 * 3 + d1)>
#row = affine_map<(d0, d1) -> (d0)>
#column = affine_map<(d0, d1) -> (d1)>

// Two ops that end up in the third.
// CHECK-LABEL: func @chain(
// CHECK: linalg.generic
// CHECK: arith.muli
// CHECK-NEXT: arith.addi
// CHECK-NEXT: arith.xori
func.func @chain(%x: tensor<4x8xi32>) -> tensor<8x4xi32> {
  %empty = tensor.empty() : tensor<4x8xi32>
  %0 = linalg.generic {indexing_maps = [#matrix, #matrix], iterator_types = ["parallel", "parallel"]}
      ins(%x : tensor<4x8xi32>) outs(%empty : tensor<4x8xi32>) {
  ^bb0(%in: i32, %out: i32):
    %3 = arith.muli %in, %in : i32
    linalg.yield %3 : i32
  } -> tensor<4x8xi32>
  %1 = linalg.generic {indexing_maps = [#matrix, #matrix, #matrix], iterator_types = ["parallel", "parallel"]}
      ins(%0, %x : tensor<4x8xi32>, tensor<4x8xi32>) outs(%empty : tensor<4x8xi32>) {
  ^bb0(%a: i32, %b: i32, %out: i32):
    %3 = arith.addi %a, %b : i32
    linalg.yield %3 : i32
  } -> tensor<4x8xi32>
  %empty_transposed = tensor.empty() : tensor<8x4xi32>
  %2 = linalg.generic {indexing_maps = [#transposed, #transposed, #matrix], iterator_types = ["parallel", "parallel"]}
      ins(%1, %x : tensor<4x8xi32>, tensor<4x8xi32>) outs(%empty_transposed : tensor<8x4xi32>) {
  ^bb0(%a: i32, %b: i32, %out: i32):
    %3 = arith.xori %a, %b : i32
    linalg.yield %3 : i32
  } -> tensor<8x4xi32>
  return %2 : tensor<8x4xi32>
}

// Three windows of three would square two elements twice, and one three times.
// CHECK-LABEL: func @taps(
// CHECK: linalg.generic
// CHECK: arith.muli
// CHECK: linalg.generic
// CHECK: arith.addi
func.func @taps(%x: tensor<5xi32>, %window: tensor<3xi1>, %sums: tensor<3xi32>) -> tensor<3xi32> {
  %empty = tensor.empty() : tensor<5xi32>
  %0 = linalg.generic {indexing_maps = [#id, #id], iterator_types = ["parallel"]}
      ins(%x : tensor<5xi32>) outs(%empty : tensor<5xi32>) {
  ^bb0(%in: i32, %out: i32):
    %2 = arith.muli %in, %in : i32
    linalg.yield %2 : i32
  } -> tensor<5xi32>
  %1 = linalg.generic {indexing_maps = [#taps, #column, #row], iterator_types = ["parallel", "reduction"]}
      ins(%0, %window : tensor<5xi32>, tensor<3xi1>) outs(%sums : tensor<3xi32>) {
  ^bb0(%in: i32, %tap: i1, %sum: i32):
    %2 = arith.addi %in, %sum : i32
    linalg.yield %2 : i32
  } -> tensor<3xi32>
  return %1 : tensor<3xi32>
}

// Windows side by side read each element once.
// CHECK-LABEL: func @disjoint_taps(
// CHECK: linalg.generic
// CHECK: arith.muli
// CHECK-NEXT: arith.addi
func.func @disjoint_taps(%x: tensor<9xi32>, %window: tensor<3xi1>, %sums: tensor<3xi32>) -> tensor<3xi32> {
  %empty = tensor.empty() : tensor<9xi32>
  %0 = linalg.generic {indexing_maps = [#id, #id], iterator_types = ["parallel"]}
      ins(%x : tensor<9xi32>) outs(%empty : tensor<9xi32>) {
  ^bb0(%in: i32, %out: i32):
    %2 = arith.muli %in, %in : i32
    linalg.yield %2 : i32
  } -> tensor<9xi32>
  %1 = linalg.generic {indexing_maps = [#disjoint_taps, #column, #row], iterator_types = ["parallel", "reduction"]}
      ins(%0, %window : tensor<9xi32>, tensor<3xi1>) outs(%sums : tensor<3xi32>) {
  ^bb0(%in: i32, %tap: i1, %sum: i32):
    %2 = arith.addi %in, %sum : i32
    linalg.yield %2 : i32
  } -> tensor<3xi32>
  return %1 : tensor<3xi32>
}

// What every window would convert again.
// CHECK-LABEL: func @cast(
// CHECK: linalg.generic
// CHECK: arith.extsi
// CHECK-NEXT: arith.addi
func.func @cast(%x: tensor<5xi8>, %window: tensor<3xi1>, %sums: tensor<3xi32>) -> tensor<3xi32> {
  %empty = tensor.empty() : tensor<5xi32>
  %0 = linalg.generic {indexing_maps = [#id, #id], iterator_types = ["parallel"]}
      ins(%x : tensor<5xi8>) outs(%empty : tensor<5xi32>) {
  ^bb0(%in: i8, %out: i32):
    %2 = arith.extsi %in : i8 to i32
    linalg.yield %2 : i32
  } -> tensor<5xi32>
  %1 = linalg.generic {indexing_maps = [#taps, #column, #row], iterator_types = ["parallel", "reduction"]}
      ins(%0, %window : tensor<5xi32>, tensor<3xi1>) outs(%sums : tensor<3xi32>) {
  ^bb0(%in: i32, %tap: i1, %sum: i32):
    %2 = arith.addi %in, %sum : i32
    linalg.yield %2 : i32
  } -> tensor<3xi32>
  return %1 : tensor<3xi32>
}

// One number for each row, read by all of its elements.
// CHECK-LABEL: func @rows(
// CHECK: linalg.generic
// CHECK: arith.muli
// CHECK: linalg.generic
// CHECK: arith.addi
func.func @rows(%x: tensor<4x8xi32>, %y: tensor<4xi32>) -> tensor<4x8xi32> {
  %empty = tensor.empty() : tensor<4xi32>
  %0 = linalg.generic {indexing_maps = [#id, #id], iterator_types = ["parallel"]}
      ins(%y : tensor<4xi32>) outs(%empty : tensor<4xi32>) {
  ^bb0(%in: i32, %out: i32):
    %2 = arith.muli %in, %in : i32
    linalg.yield %2 : i32
  } -> tensor<4xi32>
  %empty_matrix = tensor.empty() : tensor<4x8xi32>
  %1 = linalg.generic {indexing_maps = [#matrix, #row, #matrix], iterator_types = ["parallel", "parallel"]}
      ins(%x, %0 : tensor<4x8xi32>, tensor<4xi32>) outs(%empty_matrix : tensor<4x8xi32>) {
  ^bb0(%a: i32, %b: i32, %out: i32):
    %2 = arith.addi %a, %b : i32
    linalg.yield %2 : i32
  } -> tensor<4x8xi32>
  return %1 : tensor<4x8xi32>
}

// What nobody reads is not computed any more.
// CHECK-LABEL: func @every_second(
// CHECK: linalg.generic
// CHECK: arith.muli
// CHECK-NEXT: arith.addi
func.func @every_second(%x: tensor<7xi32>, %y: tensor<4xi32>) -> tensor<4xi32> {
  %empty = tensor.empty() : tensor<7xi32>
  %0 = linalg.generic {indexing_maps = [#id, #id], iterator_types = ["parallel"]}
      ins(%x : tensor<7xi32>) outs(%empty : tensor<7xi32>) {
  ^bb0(%in: i32, %out: i32):
    %2 = arith.muli %in, %in : i32
    linalg.yield %2 : i32
  } -> tensor<7xi32>
  %empty_half = tensor.empty() : tensor<4xi32>
  %1 = linalg.generic {indexing_maps = [#every_second, #id, #id], iterator_types = ["parallel"]}
      ins(%0, %y : tensor<7xi32>, tensor<4xi32>) outs(%empty_half : tensor<4xi32>) {
  ^bb0(%a: i32, %b: i32, %out: i32):
    %2 = arith.addi %a, %b : i32
    linalg.yield %2 : i32
  } -> tensor<4xi32>
  return %1 : tensor<4xi32>
}

// CHECK-LABEL: func @two_readers(
// CHECK: linalg.generic
// CHECK: arith.muli
// CHECK: linalg.generic
// CHECK: arith.addi
func.func @two_readers(%x: tensor<4xi32>) -> (tensor<4xi32>, tensor<4xi32>) {
  %empty = tensor.empty() : tensor<4xi32>
  %0 = linalg.generic {indexing_maps = [#id, #id], iterator_types = ["parallel"]}
      ins(%x : tensor<4xi32>) outs(%empty : tensor<4xi32>) {
  ^bb0(%in: i32, %out: i32):
    %2 = arith.muli %in, %in : i32
    linalg.yield %2 : i32
  } -> tensor<4xi32>
  %1 = linalg.generic {indexing_maps = [#id, #id, #id], iterator_types = ["parallel"]}
      ins(%0, %x : tensor<4xi32>, tensor<4xi32>) outs(%empty : tensor<4xi32>) {
  ^bb0(%a: i32, %b: i32, %out: i32):
    %2 = arith.addi %a, %b : i32
    linalg.yield %2 : i32
  } -> tensor<4xi32>
  return %0, %1 : tensor<4xi32>, tensor<4xi32>
}

// A reshape moves out of the way.
// CHECK-LABEL: func @reshape(
// CHECK: linalg.generic
// CHECK: arith.muli
// CHECK-NEXT: arith.addi
func.func @reshape(%x: tensor<8xi32>, %y: tensor<2x4xi32>) -> tensor<2x4xi32> {
  %empty = tensor.empty() : tensor<8xi32>
  %0 = linalg.generic {indexing_maps = [#id, #id], iterator_types = ["parallel"]}
      ins(%x : tensor<8xi32>) outs(%empty : tensor<8xi32>) {
  ^bb0(%in: i32, %out: i32):
    %3 = arith.muli %in, %in : i32
    linalg.yield %3 : i32
  } -> tensor<8xi32>
  %1 = tensor.expand_shape %0 [[0, 1]] output_shape [2, 4] : tensor<8xi32> into tensor<2x4xi32>
  %empty_matrix = tensor.empty() : tensor<2x4xi32>
  %2 = linalg.generic {indexing_maps = [#matrix, #matrix, #matrix], iterator_types = ["parallel", "parallel"]}
      ins(%1, %y : tensor<2x4xi32>, tensor<2x4xi32>) outs(%empty_matrix : tensor<2x4xi32>) {
  ^bb0(%a: i32, %b: i32, %out: i32):
    %3 = arith.addi %a, %b : i32
    linalg.yield %3 : i32
  } -> tensor<2x4xi32>
  return %2 : tensor<2x4xi32>
}
