// RUN: quant-opt %s --qnn-parallelize-loops="work-per-task=16 max-tasks=4" --split-input-file --canonicalize --cse | FileCheck %s

// 64 iterations of two operations on 256 bits each: four tasks of a quarter, which
// come before the function that calls them in turn.
// CHECK-LABEL: func private @line
// CHECK-SAME: (%[[X:[a-z0-9]+]]: memref<2048xi8> {llvm.noalias}, %[[Y:[a-z0-9]+]]: memref<2048xi8> {llvm.noalias}, %{{[a-z0-9]+}}: memref<64xi8> {llvm.align = 64 : i64, llvm.noalias}, %[[TASK:[a-z0-9]+]]: index)
// CHECK-SAME: passthrough = ["noinline"]
// CHECK-DAG: %[[C1:.*]] = arith.constant 1 : index
// CHECK-DAG: %[[C4:.*]] = arith.constant 4 : index
// CHECK-DAG: %[[C32:.*]] = arith.constant 32 : index
// CHECK-DAG: %[[C64:.*]] = arith.constant 64 : index
// CHECK: %[[FIRST:.*]] = arith.muli %[[TASK]], %[[C64]]
// CHECK: %[[BEGIN:.*]] = arith.divui %[[FIRST]], %[[C4]]
// CHECK: %[[NEXT:.*]] = arith.addi %[[TASK]], %[[C1]]
// CHECK: %[[LAST:.*]] = arith.muli %[[NEXT]], %[[C64]]
// CHECK: %[[END:.*]] = arith.divui %[[LAST]], %[[C4]]
// CHECK: scf.for %[[I:.*]] = %[[BEGIN]] to %[[END]] step %[[C1]] {
// CHECK-NEXT: %[[POSITION:.*]] = arith.muli %[[I]], %[[C32]]
// CHECK-NEXT: %[[V:.*]] = vector.load %[[X]][%[[POSITION]]]
// CHECK-NEXT: vector.store %[[V]], %[[Y]][%[[POSITION]]]
// CHECK-NEXT: }
// CHECK-LABEL: func private @line
// CHECK-SAME: qnn.num_tasks = 4 : i64, qnn.task = @line_0
// CHECK: scf.for %[[TASK:.*]] = %c0 to %c4 step %c1 {
// CHECK-NEXT: func.call @line_0(%{{.*}}, %{{.*}}, %{{.*}}, %[[TASK]])
// CHECK-LABEL: func @line(
// CHECK-NOT: scf.for
// CHECK: call @line_1(%{{.*}}, %{{.*}}, %{{.*}}) : (memref<2048xi8>, memref<2048xi8>, memref<64xi8>) -> ()
func.func @line(%x: memref<2048xi8>, %y: memref<2048xi8>,
                %arena: memref<64xi8>) attributes {qnn.arena_size = 64 : i64} {
  %c0 = arith.constant 0 : index
  %c32 = arith.constant 32 : index
  %c2048 = arith.constant 2048 : index
  scf.for %i = %c0 to %c2048 step %c32 {
    %v = vector.load %x[%i] : memref<2048xi8>, vector<32xi8>
    vector.store %v, %y[%i] : memref<2048xi8>, vector<32xi8>
  } {qnn.parallel}
  return
}

// -----

// What is not marked, has too little work for two tasks, repeats a number of times
// that is not known, or hands something on, stays.
// CHECK-NOT: func private
// CHECK-LABEL: func @serial(
// CHECK-COUNT-5: scf.for
func.func @serial(%x: memref<2048xi8>, %y: memref<2048xi8>,
                  %arena: memref<64xi8>) attributes {qnn.arena_size = 64 : i64} {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %c32 = arith.constant 32 : index
  %c448 = arith.constant 448 : index
  %c2048 = arith.constant 2048 : index
  %zero = arith.constant dense<0> : vector<32xi8>
  scf.for %i = %c0 to %c2048 step %c32 {
    %v = vector.load %x[%i] : memref<2048xi8>, vector<32xi8>
    vector.store %v, %y[%i] : memref<2048xi8>, vector<32xi8>
  }
  scf.for %i = %c0 to %c448 step %c32 {
    %v = vector.load %x[%i] : memref<2048xi8>, vector<32xi8>
    vector.store %v, %y[%i] : memref<2048xi8>, vector<32xi8>
  } {qnn.parallel}
  %byte = memref.load %x[%c0] : memref<2048xi8>
  %n = arith.index_castui %byte : i8 to index
  scf.for %i = %c0 to %n step %c1 {
    scf.for %j = %c0 to %c2048 step %c32 {
      %v = vector.load %x[%j] : memref<2048xi8>, vector<32xi8>
      vector.store %v, %y[%j] : memref<2048xi8>, vector<32xi8>
    }
  } {qnn.parallel}
  %sum = scf.for %i = %c0 to %c2048 step %c32 iter_args(%s = %zero)
      -> vector<32xi8> {
    %v = vector.load %x[%i] : memref<2048xi8>, vector<32xi8>
    %t = arith.addi %s, %v : vector<32xi8>
    scf.yield %t : vector<32xi8>
  } {qnn.parallel}
  vector.store %sum, %y[%c0] : memref<2048xi8>, vector<32xi8>
  return
}

// -----

// Loops with nothing but a loop become one, until there are iterations for half of
// the tasks.
// CHECK-LABEL: func private @nest
// CHECK-DAG: %[[C3:.*]] = arith.constant 3 : index
// CHECK: arith.muli %{{.*}}, %[[C3]]
// CHECK: scf.for %[[I:.*]] = %{{.*}} to %{{.*}} step
// CHECK: %[[LINE:.*]] = arith.remui %[[I]], %[[C3]]
// CHECK: %[[IMAGE:.*]] = arith.divui %[[I]], %[[C3]]
// CHECK: scf.for %[[COLUMN:.*]] = %{{.*}} to %{{.*}} step
// CHECK: vector.load %{{.*}}[%[[IMAGE]], %[[LINE]], %[[COLUMN]]]
// CHECK-LABEL: func @nest(
// CHECK-NOT: scf.for
func.func @nest(%x: memref<1x3x256xi8>, %y: memref<1x3x256xi8>,
                %arena: memref<64xi8>) attributes {qnn.arena_size = 64 : i64} {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %c3 = arith.constant 3 : index
  %c32 = arith.constant 32 : index
  %c256 = arith.constant 256 : index
  scf.for %n = %c0 to %c1 step %c1 {
    scf.for %i = %c0 to %c3 step %c1 {
      scf.for %j = %c0 to %c256 step %c32 {
        %v = vector.load %x[%n, %i, %j] : memref<1x3x256xi8>, vector<32xi8>
        vector.store %v, %y[%n, %i, %j] : memref<1x3x256xi8>, vector<32xi8>
      } {qnn.parallel}
    } {qnn.parallel}
  } {qnn.parallel}
  return
}

// -----

// A loop that is not parallel calls the tasks of one that is in it, which take what
// is computed outside. Views are computed anew.
// CHECK-LABEL: func private @inner
// CHECK-SAME: %[[ARENA:[a-z0-9]+]]: memref<4096xi8> {{{.*}}}, %[[V:[a-z0-9]+]]: vector<32xi8>, %[[N:[a-z0-9]+]]: index, %{{[a-z0-9]+}}: index)
// CHECK: %[[VIEW:.*]] = memref.view %[[ARENA]]
// CHECK: %[[ROW:.*]] = memref.subview %[[VIEW]][%[[N]], 0]
// CHECK: scf.for
// CHECK: vector.store %[[V]], %[[ROW]]
// CHECK-LABEL: func @inner(
// CHECK: scf.for %[[N:.*]] = %c0 to %c2 step
// CHECK: %[[V:.*]] = vector.load
// CHECK: func.call @inner_1(%{{.*}}, %{{.*}}, %[[V]], %[[N]])
func.func @inner(%x: memref<2x2048xi8>, %arena: memref<4096xi8>)
    attributes {qnn.arena_size = 4096 : i64} {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %c2 = arith.constant 2 : index
  %c32 = arith.constant 32 : index
  %c2048 = arith.constant 2048 : index
  %view = memref.view %arena[%c0][] : memref<4096xi8> to memref<2x2048xi8>
  scf.for %n = %c0 to %c2 step %c1 {
    %row = memref.subview %view[%n, 0] [1, 2048] [1, 1]
        : memref<2x2048xi8> to memref<2048xi8, strided<[1], offset: ?>>
    %v = vector.load %x[%n, %c0] : memref<2x2048xi8>, vector<32xi8>
    scf.for %i = %c0 to %c2048 step %c32 {
      vector.store %v, %row[%i]
          : memref<2048xi8, strided<[1], offset: ?>>, vector<32xi8>
    } {qnn.parallel}
  }
  return
}

// -----

// Iterations share a buffer in the arena; those of the loop in it do not.
// CHECK-LABEL: func private @scratch
// CHECK: memref.view
// CHECK: vector.store
// CHECK-NOT: vector.load
// CHECK-LABEL: func @scratch(
// CHECK: scf.for
// CHECK: func.call @scratch_1(
// CHECK: vector.load
// CHECK: vector.store
func.func @scratch(%x: memref<64x32xi8>, %arena: memref<4096xi8>)
    attributes {qnn.arena_size = 4096 : i64} {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %c32 = arith.constant 32 : index
  %c64 = arith.constant 64 : index
  %c2048 = arith.constant 2048 : index
  %zero = arith.constant dense<0> : vector<32xi8>
  scf.for %n = %c0 to %c64 step %c1 {
    %view = memref.view %arena[%c0][] : memref<4096xi8> to memref<2048xi8>
    scf.for %i = %c0 to %c2048 step %c32 {
      vector.store %zero, %view[%i] : memref<2048xi8>, vector<32xi8>
    } {qnn.parallel}
    %v = vector.load %view[%c64] : memref<2048xi8>, vector<32xi8>
    vector.store %v, %x[%n, %c0] : memref<64x32xi8>, vector<32xi8>
  } {qnn.parallel}
  return
}

// -----

// Memory that is not of the function's arguments cannot be handed on.
// CHECK-NOT: func private
// CHECK-LABEL: func @unplanned_memory(
// CHECK: scf.for
// CHECK-LABEL: func @unplanned(
// CHECK: scf.for
func.func @unplanned_memory(%arena: memref<64xi8>)
    attributes {qnn.arena_size = 64 : i64} {
  %c0 = arith.constant 0 : index
  %c32 = arith.constant 32 : index
  %c2048 = arith.constant 2048 : index
  %zero = arith.constant dense<0> : vector<32xi8>
  %x = memref.alloc() : memref<2048xi8>
  scf.for %i = %c0 to %c2048 step %c32 {
    vector.store %zero, %x[%i] : memref<2048xi8>, vector<32xi8>
  } {qnn.parallel}
  return
}

// Nor are functions divided whose memory is not planned.
func.func @unplanned(%x: memref<2048xi8>) {
  %c0 = arith.constant 0 : index
  %c32 = arith.constant 32 : index
  %c2048 = arith.constant 2048 : index
  %zero = arith.constant dense<0> : vector<32xi8>
  scf.for %i = %c0 to %c2048 step %c32 {
    vector.store %zero, %x[%i] : memref<2048xi8>, vector<32xi8>
  } {qnn.parallel}
  return
}

// -----

// Of the loops that an op stands for, only those that are parallel become tasks.
// CHECK-LABEL: func private @sums
// CHECK: arith.muli %{{.*}}, %c8
// CHECK: scf.for
// CHECK: scf.for
// CHECK: arith.addi
// CHECK-LABEL: func @sums(
// CHECK-NOT: scf.for
#id = affine_map<(d0, d1) -> (d0, d1)>
#row = affine_map<(d0, d1) -> (d0)>
func.func @sums(%x: memref<8x16xi32>, %y: memref<8xi32>, %arena: memref<64xi8>)
    attributes {qnn.arena_size = 64 : i64} {
  linalg.generic {indexing_maps = [#id, #row],
                  iterator_types = ["parallel", "reduction"]}
      ins(%x : memref<8x16xi32>) outs(%y : memref<8xi32>) {
  ^bb0(%a: i32, %b: i32):
    %0 = arith.addi %a, %b : i32
    linalg.yield %0 : i32
  }
  return
}
