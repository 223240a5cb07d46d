// RUN: quant-opt %s --qnn-plan-memory --allow-unregistered-dialect --split-input-file | FileCheck %s

// Where no other order is better, buffers are placed from the largest to the
// smallest, each at the lowest multiple of 64 where no buffer is that lives at the
// same time.

// In a chain only neighbours live together. b is placed first, at 0; a and c go
// after it, at 256, the multiple of 64 from 200 on, and end at 356; d lives with c
// only, and fits below.
// CHECK-LABEL: func @chain(
// CHECK-SAME: %[[ARENA:.*]]: memref<384xi8>) attributes {qnn.arena_size = 384 : i64}
// CHECK: %[[A_OFFSET:.*]] = arith.constant 256 : index
// CHECK: %[[A:.*]] = memref.view %[[ARENA]][%[[A_OFFSET]]][] : memref<384xi8> to memref<100xi8>
// CHECK: %[[B_OFFSET:.*]] = arith.constant 0 : index
// CHECK: %[[B:.*]] = memref.view %[[ARENA]][%[[B_OFFSET]]][] : memref<384xi8> to memref<200xi8>
// CHECK: "test.use"(%[[A]], %[[B]])
// CHECK: %[[C_OFFSET:.*]] = arith.constant 256 : index
// CHECK: %[[C:.*]] = memref.view %[[ARENA]][%[[C_OFFSET]]]
// CHECK: "test.use"(%[[B]], %[[C]])
// CHECK: %[[D_OFFSET:.*]] = arith.constant 0 : index
// CHECK: %[[D:.*]] = memref.view %[[ARENA]][%[[D_OFFSET]]]
// CHECK: "test.use"(%[[C]], %[[D]])
// CHECK-NOT: memref.dealloc
// CHECK: return
func.func @chain() {
  %a = memref.alloc() : memref<100xi8>
  %b = memref.alloc() : memref<200xi8>
  "test.use"(%a, %b) : (memref<100xi8>, memref<200xi8>) -> ()
  memref.dealloc %a : memref<100xi8>
  %c = memref.alloc() : memref<100xi8>
  "test.use"(%b, %c) : (memref<200xi8>, memref<100xi8>) -> ()
  %d = memref.alloc() : memref<10xi8>
  "test.use"(%c, %d) : (memref<100xi8>, memref<10xi8>) -> ()
  return
}

// -----

// A use of a view is a use of the buffer: a and b, of equal size and so in program
// order, do not overlap.
// CHECK-LABEL: func @views(
// CHECK-SAME: {qnn.arena_size = 128 : i64}
// CHECK: arith.constant 0 : index
// CHECK: %[[A:.*]] = memref.view
// CHECK: "test.use"(%[[A]])
// CHECK: %[[PART:.*]] = memref.subview %[[A]]
// CHECK: arith.constant 64 : index
// CHECK: %[[B:.*]] = memref.view
// CHECK: "test.use"(%[[B]])
// CHECK: "test.use"(%[[PART]])
func.func @views() {
  %a = memref.alloc() : memref<8xi8>
  "test.use"(%a) : (memref<8xi8>) -> ()
  %part = memref.subview %a[2] [4] [1]
      : memref<8xi8> to memref<4xi8, strided<[1], offset: 2>>
  %b = memref.alloc() : memref<8xi8>
  "test.use"(%b) : (memref<8xi8>) -> ()
  "test.use"(%part) : (memref<4xi8, strided<[1], offset: 2>>) -> ()
  return
}

// -----

// To allocate a buffer, to make a view of it and to free it is not to touch it: a
// and b follow each other.
// CHECK-LABEL: func @untouched(
// CHECK-SAME: {qnn.arena_size = 64 : i64}
func.func @untouched() {
  %a = memref.alloc() : memref<8xi8>
  %b = memref.alloc() : memref<8xi8>
  %part = memref.subview %b[2] [4] [1]
      : memref<8xi8> to memref<4xi8, strided<[1], offset: 2>>
  "test.use"(%a) : (memref<8xi8>) -> ()
  "test.use"(%part) : (memref<4xi8, strided<[1], offset: 2>>) -> ()
  memref.dealloc %a : memref<8xi8>
  return
}

// -----

// By size, c would be at 0, a at 0, d, which lives with a, at 128, and b, which
// lives with c and d, at 256: 320 bytes. By size times lifetime, d is first.
// CHECK-LABEL: func @order(
// CHECK-SAME: {qnn.arena_size = 256 : i64}
func.func @order() {
  %d = memref.alloc() : memref<128xi8>
  "test.use"(%d) : (memref<128xi8>) -> ()
  %a = memref.alloc() : memref<128xi8>
  "test.use"(%a) : (memref<128xi8>) -> ()
  %b = memref.alloc() : memref<64xi8>
  "test.use"(%b, %d) : (memref<64xi8>, memref<128xi8>) -> ()
  %c = memref.alloc() : memref<192xi8>
  "test.use"(%b, %c) : (memref<64xi8>, memref<192xi8>) -> ()
  return
}

// -----

// What a loop touches lives as long as the loop. a is used before b in the first
// iteration, and after it in the next; c comes after both.
// CHECK-LABEL: func @loop(
// CHECK-SAME: {qnn.arena_size = 128 : i64}
// CHECK: arith.constant 0 : index
// CHECK: %[[A:.*]] = memref.view
// CHECK: scf.for
// CHECK: "test.use"(%[[A]])
// CHECK: arith.constant 64 : index
// CHECK: %[[B:.*]] = memref.view
// CHECK: "test.use"(%[[B]])
// CHECK: arith.constant 0 : index
// CHECK: %[[C:.*]] = memref.view
// CHECK: "test.use"(%[[C]])
func.func @loop(%n: index) {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %a = memref.alloc() : memref<8xi8>
  scf.for %i = %c0 to %n step %c1 {
    "test.use"(%a) : (memref<8xi8>) -> ()
    %b = memref.alloc() : memref<8xi8>
    "test.use"(%b) : (memref<8xi8>) -> ()
  }
  %c = memref.alloc() : memref<8xi8>
  "test.use"(%c) : (memref<8xi8>) -> ()
  return
}

// -----

// Buffers that a loop hands on are in use for as long as its result is.
// CHECK-LABEL: func @loop_carried(
// CHECK-SAME: {qnn.arena_size = 128 : i64}
// CHECK: arith.constant 0 : index
// CHECK: memref.view
// CHECK: %[[R:.*]] = scf.for
// CHECK: arith.constant 64 : index
// CHECK: memref.view
// CHECK: "test.use"(%[[R]])
func.func @loop_carried(%n: index) {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %a = memref.alloc() : memref<8xi8>
  %r = scf.for %i = %c0 to %n step %c1 iter_args(%m = %a) -> memref<8xi8> {
    scf.yield %m : memref<8xi8>
  }
  %b = memref.alloc() : memref<8xi8>
  "test.use"(%b) : (memref<8xi8>) -> ()
  "test.use"(%r) : (memref<8xi8>) -> ()
  return
}

// -----

// An i1 takes a byte. 65 bytes are at 0, 12 at 128, 8 at 192, and none at 0.
// CHECK-LABEL: func @sizes(
// CHECK-SAME: {qnn.arena_size = 256 : i64}
// CHECK: arith.constant 128 : index
// CHECK: memref.view {{.*}} to memref<3xi32>
// CHECK: arith.constant 192 : index
// CHECK: memref.view {{.*}} to memref<f64>
// CHECK: arith.constant 0 : index
// CHECK: memref.view {{.*}} to memref<65xi1>
// CHECK: arith.constant 0 : index
// CHECK: memref.view {{.*}} to memref<0x4xi8>
func.func @sizes() {
  %a = memref.alloc() : memref<3xi32>
  %b = memref.alloc() : memref<f64>
  %c = memref.alloc() : memref<65xi1>
  %d = memref.alloc() : memref<0x4xi8>
  "test.use"(%a, %b, %c, %d)
      : (memref<3xi32>, memref<f64>, memref<65xi1>, memref<0x4xi8>) -> ()
  return
}

// -----

// An entry point has an arena even if it needs none; what is no entry point has
// none.
// CHECK-LABEL: func @no_buffers(
// CHECK-SAME: %{{.*}}: memref<4xi8>, %{{.*}}: memref<0xi8>) attributes {qnn.arena_size = 0 : i64}
func.func @no_buffers(%x: memref<4xi8>) {
  return
}

// CHECK: func private @external(memref<4xi8>)
// CHECK-NOT: qnn.arena_size
func.func private @external(memref<4xi8>)

// CHECK: func private @private() {
// CHECK: memref.alloc
func.func private @private() {
  %a = memref.alloc() : memref<4xi8>
  "test.use"(%a) : (memref<4xi8>) -> ()
  return
}
