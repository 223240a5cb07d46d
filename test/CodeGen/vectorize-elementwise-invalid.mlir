// RUN: quant-opt %s --qnn-set-target="target=x86-avx2" --qnn-vectorize-elementwise --verify-diagnostics

#id = affine_map<(d0) -> (d0)>
func.func private @callee(i32) -> i32
func.func @call(%x: tensor<70xi32>) -> tensor<70xi32> {
  %empty = tensor.empty() : tensor<70xi32>
  // expected-error @+1 {{expected elementwise arithmetic that has vectors}}
  %0 = linalg.generic {indexing_maps = [#id, #id], iterator_types = ["parallel"]}
      ins(%x : tensor<70xi32>) outs(%empty : tensor<70xi32>) {
  ^bb0(%in: i32, %out: i32):
    %1 = func.call @callee(%in) : (i32) -> i32
    linalg.yield %1 : i32
  } -> tensor<70xi32>
  return %0 : tensor<70xi32>
}
