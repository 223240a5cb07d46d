// RUN: %python %S/run_functions.py %s quant-run --reference
// RUN: %python %S/run_functions.py %s quant-run --target=generic --guard-pages

!q = !qnn.per_tensor<i8 : f32, scale = 1.0>

func.func private @difference(%a: tensor<2x3x!q>, %b: tensor<2x3x!q>)
    -> (tensor<2x3x!q>, tensor<2x3x!q>) {
  %0 = qnn.sub %a, %b : tensor<2x3x!q>, tensor<2x3x!q> to tensor<2x3x!q>
  return %0, %b : tensor<2x3x!q>, tensor<2x3x!q>
}

// a - b, b - (a - b) and b.
// INPUT i8: 1 2 3 -4 -5 -6
// INPUT i8: 10 20 30 40 50 60
// OUTPUT i8: -9 -18 -27 -44 -55 -66
// OUTPUT i8: 19 38 57 84 105 126
// OUTPUT i8: 10 20 30 40 50 60
func.func @main(%a: tensor<2x3x!q>, %b: tensor<2x3x!q>)
    -> (tensor<2x3x!q>, tensor<2x3x!q>, tensor<2x3x!q>) {
  %0:2 = call @difference(%a, %b)
      : (tensor<2x3x!q>, tensor<2x3x!q>) -> (tensor<2x3x!q>, tensor<2x3x!q>)
  %1:2 = call @difference(%0#1, %0#0)
      : (tensor<2x3x!q>, tensor<2x3x!q>) -> (tensor<2x3x!q>, tensor<2x3x!q>)
  return %0#0, %1#0, %0#1 : tensor<2x3x!q>, tensor<2x3x!q>, tensor<2x3x!q>
}
