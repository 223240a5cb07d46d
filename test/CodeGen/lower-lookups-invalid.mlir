// RUN: quant-opt %s --qnn-lower-lookups --verify-diagnostics

func.func @tensor(%x: tensor<4xi8>) -> tensor<4xi8> {
  // expected-error @+1 {{'qnn.lookup' op expected integers or vectors of fixed size, but got 'tensor<4xi8>'}}
  %0 = qnn.lookup %x table(dense<7> : tensor<256xi8>) : tensor<4xi8> -> tensor<4xi8>
  return %0 : tensor<4xi8>
}
