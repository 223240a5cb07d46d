// RUN: quant-opt %s --qnn-plan-memory --split-input-file --verify-diagnostics

func.func @dynamic(%n: index) {
  // expected-error @+1 {{'memref.alloc' op expected a buffer of static size, but got 'memref<?xi8>'}}
  %0 = memref.alloc(%n) : memref<?xi8>
  return
}

// -----

func.func @layout() {
  // expected-error @+1 {{expected a buffer of static size, but got 'memref<4xi8, strided<[2]>>'}}
  %0 = memref.alloc() : memref<4xi8, strided<[2]>>
  return
}

// -----

// How wide an index is only the target knows.
func.func @index() {
  // expected-error @+1 {{expected a buffer of static size, but got 'memref<4xindex>'}}
  %0 = memref.alloc() : memref<4xindex>
  return
}

// -----

// 2^62 * 4 bytes.
func.func @too_large() {
  // expected-error @+1 {{expected a buffer of static size, but got 'memref<4611686018427387904xi32>'}}
  %0 = memref.alloc() : memref<4611686018427387904xi32>
  return
}

// -----

func.func @returned() -> memref<4xi8> {
  // expected-error @+1 {{'memref.alloc' op expected no buffer to be returned; run qnn-bufferize first}}
  %0 = memref.alloc() : memref<4xi8>
  return %0 : memref<4xi8>
}

// -----

func.func @returned_view() -> memref<2xi8, strided<[1]>> {
  // expected-error @+1 {{expected no buffer to be returned}}
  %0 = memref.alloc() : memref<4xi8>
  %1 = memref.subview %0[0] [2] [1] : memref<4xi8> to memref<2xi8, strided<[1]>>
  return %1 : memref<2xi8, strided<[1]>>
}

// -----

// expected-error @+1 {{expected a body of one block}}
func.func @blocks() {
  cf.br ^next
^next:
  return
}

// -----

// 2^62 bytes each.
func.func @too_many() {
  %0 = memref.alloc() : memref<4611686018427387904xi8>
  // expected-error @+1 {{expected buffers of less than 2^63 bytes in total}}
  %1 = memref.alloc() : memref<4611686018427387904xi8>
  return
}
