// RUN: quant-opt %s --qnn-lower-tiles --split-input-file --verify-diagnostics

func.func @tensor(%x: tensor<16x64xi8>, %b: vector<16x64xi8>,
                  %acc: vector<16x16xi32>) -> vector<16x16xi32> {
  %c0 = arith.constant 0 : index
  // expected-error @+1 {{'qnn.tile_read' op expected a source in memory}}
  %a = qnn.tile_read %x[%c0, %c0] steps [1, 0] : tensor<16x64xi8> -> vector<16x64xi8>
  %0 = qnn.tile_dot "x86.tdpbssd" %a, %b, %acc
      : vector<16x64xi8>, vector<16x64xi8>, vector<16x16xi32>
  return %0 : vector<16x16xi32>
}

// -----

func.func @tile(%a: vector<16x64xi8>, %acc: vector<16x16xi32>) -> vector<16x16xi32> {
  // expected-error @+1 {{'qnn.tile_dot' op expected a tile of x86, but got 'aarch64.smmla'}}
  %0 = qnn.tile_dot "aarch64.smmla" %a, %a, %acc
      : vector<16x64xi8>, vector<16x64xi8>, vector<16x16xi32>
  return %0 : vector<16x16xi32>
}

// -----

func.func @sums(%a: vector<16x64xi8>, %acc: vector<16x16xi32>) -> vector<16x16xi32> {
  // expected-error @+1 {{'qnn.tile_dot' op expected tiles of sums to begin with zeros}}
  %0 = qnn.tile_dot "x86.tdpbssd" %a, %a, %acc
      : vector<16x64xi8>, vector<16x64xi8>, vector<16x16xi32>
  return %0 : vector<16x16xi32>
}

// -----

func.func @operands(%a: vector<16x64xi8>) -> vector<16x16xi32> {
  %zero = arith.constant dense<0> : vector<16x16xi32>
  // expected-error @+1 {{'qnn.tile_dot' op expected tiles of the input and of weights that are read from memory}}
  %0 = qnn.tile_dot "x86.tdpbssd" %a, %a, %zero
      : vector<16x64xi8>, vector<16x64xi8>, vector<16x16xi32>
  return %0 : vector<16x16xi32>
}

// -----

func.func @rows(%x: memref<17x64xi8>, %b: vector<16x64xi8>) -> vector<17x16xi32> {
  %c0 = arith.constant 0 : index
  %zero = arith.constant dense<0> : vector<17x16xi32>
  // expected-error @+1 {{expected tiles that fit registers of 16 rows of 64 bytes}}
  %a = qnn.tile_read %x[%c0, %c0] steps [1, 0] : memref<17x64xi8> -> vector<17x64xi8>
  %0 = qnn.tile_dot "x86.tdpbssd" %a, %b, %zero
      : vector<17x64xi8>, vector<16x64xi8>, vector<17x16xi32>
  return %0 : vector<17x16xi32>
}

// -----

func.func @registers(%x: memref<16x64xi8>) -> vector<16x16xi32> {
  %c0 = arith.constant 0 : index
  %zero = arith.constant dense<0> : vector<16x16xi32>
  %a = qnn.tile_read %x[%c0, %c0] steps [1, 0] : memref<16x64xi8> -> vector<16x64xi8>
  %b = qnn.tile_read %x[%c0, %c0] steps [1, 0] : memref<16x64xi8> -> vector<16x64xi8>
  // expected-error @+1 {{'qnn.tile_read' op expected a free register for tiles of the input}}
  %c = qnn.tile_read %x[%c0, %c0] steps [1, 0] : memref<16x64xi8> -> vector<16x64xi8>
  %w = qnn.tile_read %x[%c0, %c0] steps [1, 0] : memref<16x64xi8> -> vector<16x64xi8>
  %0 = qnn.tile_dot "x86.tdpbssd" %a, %w, %zero
      : vector<16x64xi8>, vector<16x64xi8>, vector<16x16xi32>
  %1 = qnn.tile_dot "x86.tdpbssd" %b, %w, %0
      : vector<16x64xi8>, vector<16x64xi8>, vector<16x16xi32>
  %2 = qnn.tile_dot "x86.tdpbssd" %c, %w, %1
      : vector<16x64xi8>, vector<16x64xi8>, vector<16x16xi32>
  return %2 : vector<16x16xi32>
}

// -----

func.func @users(%x: memref<16x64xi8>) -> vector<16x16xi32> {
  %c0 = arith.constant 0 : index
  %zero = arith.constant dense<0> : vector<16x16xi32>
  %a = qnn.tile_read %x[%c0, %c0] steps [1, 0] : memref<16x64xi8> -> vector<16x64xi8>
  %b = qnn.tile_read %x[%c0, %c0] steps [1, 0] : memref<16x64xi8> -> vector<16x64xi8>
  %0 = qnn.tile_dot "x86.tdpbssd" %a, %b, %zero
      : vector<16x64xi8>, vector<16x64xi8>, vector<16x16xi32>
  // expected-error @+1 {{expected tiles to be used by loops, products and writes to memory only}}
  return %0 : vector<16x16xi32>
}
