// RUN: quant-opt %s --split-input-file --verify-diagnostics

// Each function is named by the constraint that it violates: `add_c1` by (add C1)
// of the op's documentation.

!q = !qnn.per_tensor<i8 : f32, scale = 0.5, zero_point = 3>
!r = !qnn.per_tensor<i8 : f32, scale = 0.25>

func.func @add_c1(%a: tensor<2x3x!q>, %b: tensor<2x2x!r>) {
  // expected-error @+1 {{expected shapes that broadcast to the output's}}
  %0 = qnn.add %a, %b
      : tensor<2x3x!q>, tensor<2x2x!r> to tensor<2x3x!q>
  return
}

// -----

!q = !qnn.per_tensor<i8 : f32, scale = 0.5, zero_point = 3>
!r = !qnn.per_tensor<i8 : f32, scale = 0.25>

func.func @add_c1_output(%a: tensor<1x3x!q>, %b: tensor<1x3x!r>) {
  // expected-error @+1 {{expected shapes that broadcast to the output's}}
  %0 = qnn.add %a, %b
      : tensor<1x3x!q>, tensor<1x3x!r> to tensor<2x3x!q>
  return
}

// -----

!h = !qnn.per_tensor<i16 : f32, scale = 0.5>
!r = !qnn.per_tensor<i8 : f32, scale = 0.25>
!q = !qnn.per_tensor<i8 : f32, scale = 0.5, zero_point = 3>

func.func @add_c2(%a: tensor<2x3x!h>, %b: tensor<1x3x!r>) {
  // expected-error @+1 {{expected operand #0 quantized per tensor with 8-bit storage}}
  %0 = qnn.add %a, %b
      : tensor<2x3x!h>, tensor<1x3x!r> to tensor<2x3x!q>
  return
}

// -----

!q = !qnn.per_tensor<i8 : f32, scale = 0.5, zero_point = 3>
!r = !qnn.per_tensor<i8 : f32, scale = 0.25>
!c = !qnn.per_axis<i8 : f32, axis = 0,
    scales = dense<0.5> : tensor<2xf64>,
    zero_points = dense<0> : tensor<2xi32>>

func.func @add_c2_axis(%a: tensor<2x3x!q>, %b: tensor<1x3x!r>) {
  // expected-error @+1 {{expected output quantized per tensor with 8-bit storage}}
  %0 = qnn.add %a, %b
      : tensor<2x3x!q>, tensor<1x3x!r> to tensor<2x3x!c>
  return
}

// -----

!q = !qnn.per_tensor<i8 : f32, scale = 0.5, zero_point = 3>
!d = !qnn.per_tensor<i8 : f64, scale = 0.5>

func.func @add_c2_expressed(%a: tensor<2x3x!q>, %b: tensor<1x3x!d>) {
  // expected-error @+1 {{expected equal expressed types}}
  %0 = qnn.add %a, %b
      : tensor<2x3x!q>, tensor<1x3x!d> to tensor<2x3x!q>
  return
}

// -----

!q = !qnn.per_tensor<i8 : f32, scale = 0.5, zero_point = 3>
!r = !qnn.per_tensor<i8 : f32, scale = 0.25>

func.func @add_c3(%a: tensor<2x3x!q>, %b: tensor<1x3x!r>) {
  // expected-error @+1 {{expected an activation or a clamp, but got both}}
  %0 = qnn.add %a, %b activation(relu) clamp<0, 1>
      : tensor<2x3x!q>, tensor<1x3x!r> to tensor<2x3x!q>
  return
}

// -----

!q = !qnn.per_tensor<i8 : f32, scale = 0.5, zero_point = 3>
!r = !qnn.per_tensor<i8 : f32, scale = 0.25>

func.func @add_c4(%a: tensor<2x3x!q>, %b: tensor<1x3x!r>) {
  // expected-error @+1 {{expected clamp bounds in the output's storage range}}
  %0 = qnn.add %a, %b clamp<0, 128>
      : tensor<2x3x!q>, tensor<1x3x!r> to tensor<2x3x!q>
  return
}

// -----

!q = !qnn.per_tensor<i8 : f32, scale = 0.5, zero_point = 3>
!r = !qnn.per_tensor<i8 : f32, scale = 0.25>

func.func @sub_c1(%a: tensor<2x3x!q>, %b: tensor<2x2x!r>) {
  // expected-error @+1 {{expected shapes that broadcast to the output's}}
  %0 = qnn.sub %a, %b
      : tensor<2x3x!q>, tensor<2x2x!r> to tensor<2x3x!q>
  return
}

// -----

!q = !qnn.per_tensor<i8 : f32, scale = 0.5, zero_point = 3>
!r = !qnn.per_tensor<i8 : f32, scale = 0.25>

func.func @sub_c1_output(%a: tensor<1x3x!q>, %b: tensor<1x3x!r>) {
  // expected-error @+1 {{expected shapes that broadcast to the output's}}
  %0 = qnn.sub %a, %b
      : tensor<1x3x!q>, tensor<1x3x!r> to tensor<2x3x!q>
  return
}

// -----

!h = !qnn.per_tensor<i16 : f32, scale = 0.5>
!r = !qnn.per_tensor<i8 : f32, scale = 0.25>
!q = !qnn.per_tensor<i8 : f32, scale = 0.5, zero_point = 3>

func.func @sub_c2(%a: tensor<2x3x!h>, %b: tensor<1x3x!r>) {
  // expected-error @+1 {{expected operand #0 quantized per tensor with 8-bit storage}}
  %0 = qnn.sub %a, %b
      : tensor<2x3x!h>, tensor<1x3x!r> to tensor<2x3x!q>
  return
}

// -----

!q = !qnn.per_tensor<i8 : f32, scale = 0.5, zero_point = 3>
!r = !qnn.per_tensor<i8 : f32, scale = 0.25>
!c = !qnn.per_axis<i8 : f32, axis = 0,
    scales = dense<0.5> : tensor<2xf64>,
    zero_points = dense<0> : tensor<2xi32>>

func.func @sub_c2_axis(%a: tensor<2x3x!q>, %b: tensor<1x3x!r>) {
  // expected-error @+1 {{expected output quantized per tensor with 8-bit storage}}
  %0 = qnn.sub %a, %b
      : tensor<2x3x!q>, tensor<1x3x!r> to tensor<2x3x!c>
  return
}

// -----

!q = !qnn.per_tensor<i8 : f32, scale = 0.5, zero_point = 3>
!d = !qnn.per_tensor<i8 : f64, scale = 0.5>

func.func @sub_c2_expressed(%a: tensor<2x3x!q>, %b: tensor<1x3x!d>) {
  // expected-error @+1 {{expected equal expressed types}}
  %0 = qnn.sub %a, %b
      : tensor<2x3x!q>, tensor<1x3x!d> to tensor<2x3x!q>
  return
}

// -----

!q = !qnn.per_tensor<i8 : f32, scale = 0.5, zero_point = 3>
!r = !qnn.per_tensor<i8 : f32, scale = 0.25>

func.func @sub_c3(%a: tensor<2x3x!q>, %b: tensor<1x3x!r>) {
  // expected-error @+1 {{expected an activation or a clamp, but got both}}
  %0 = qnn.sub %a, %b activation(relu) clamp<0, 1>
      : tensor<2x3x!q>, tensor<1x3x!r> to tensor<2x3x!q>
  return
}

// -----

!q = !qnn.per_tensor<i8 : f32, scale = 0.5, zero_point = 3>
!r = !qnn.per_tensor<i8 : f32, scale = 0.25>

func.func @sub_c4(%a: tensor<2x3x!q>, %b: tensor<1x3x!r>) {
  // expected-error @+1 {{expected clamp bounds in the output's storage range}}
  %0 = qnn.sub %a, %b clamp<0, 128>
      : tensor<2x3x!q>, tensor<1x3x!r> to tensor<2x3x!q>
  return
}

// -----

!q = !qnn.per_tensor<i8 : f32, scale = 0.5, zero_point = 3>
!r = !qnn.per_tensor<i8 : f32, scale = 0.25>

func.func @mul_c1(%a: tensor<2x3x!q>, %b: tensor<2x2x!r>) {
  // expected-error @+1 {{expected shapes that broadcast to the output's}}
  %0 = qnn.mul %a, %b
      : tensor<2x3x!q>, tensor<2x2x!r> to tensor<2x3x!q>
  return
}

// -----

!q = !qnn.per_tensor<i8 : f32, scale = 0.5, zero_point = 3>
!r = !qnn.per_tensor<i8 : f32, scale = 0.25>

func.func @mul_c1_output(%a: tensor<1x3x!q>, %b: tensor<1x3x!r>) {
  // expected-error @+1 {{expected shapes that broadcast to the output's}}
  %0 = qnn.mul %a, %b
      : tensor<1x3x!q>, tensor<1x3x!r> to tensor<2x3x!q>
  return
}

// -----

!h = !qnn.per_tensor<i16 : f32, scale = 0.5>
!r = !qnn.per_tensor<i8 : f32, scale = 0.25>
!q = !qnn.per_tensor<i8 : f32, scale = 0.5, zero_point = 3>

func.func @mul_c2(%a: tensor<2x3x!h>, %b: tensor<1x3x!r>) {
  // expected-error @+1 {{expected operand #0 quantized per tensor with 8-bit storage}}
  %0 = qnn.mul %a, %b
      : tensor<2x3x!h>, tensor<1x3x!r> to tensor<2x3x!q>
  return
}

// -----

!q = !qnn.per_tensor<i8 : f32, scale = 0.5, zero_point = 3>
!r = !qnn.per_tensor<i8 : f32, scale = 0.25>
!c = !qnn.per_axis<i8 : f32, axis = 0,
    scales = dense<0.5> : tensor<2xf64>,
    zero_points = dense<0> : tensor<2xi32>>

func.func @mul_c2_axis(%a: tensor<2x3x!q>, %b: tensor<1x3x!r>) {
  // expected-error @+1 {{expected output quantized per tensor with 8-bit storage}}
  %0 = qnn.mul %a, %b
      : tensor<2x3x!q>, tensor<1x3x!r> to tensor<2x3x!c>
  return
}

// -----

!q = !qnn.per_tensor<i8 : f32, scale = 0.5, zero_point = 3>
!d = !qnn.per_tensor<i8 : f64, scale = 0.5>

func.func @mul_c2_expressed(%a: tensor<2x3x!q>, %b: tensor<1x3x!d>) {
  // expected-error @+1 {{expected equal expressed types}}
  %0 = qnn.mul %a, %b
      : tensor<2x3x!q>, tensor<1x3x!d> to tensor<2x3x!q>
  return
}

// -----

!q = !qnn.per_tensor<i8 : f32, scale = 0.5, zero_point = 3>
!r = !qnn.per_tensor<i8 : f32, scale = 0.25>

func.func @mul_c3(%a: tensor<2x3x!q>, %b: tensor<1x3x!r>) {
  // expected-error @+1 {{expected an activation or a clamp, but got both}}
  %0 = qnn.mul %a, %b activation(relu) clamp<0, 1>
      : tensor<2x3x!q>, tensor<1x3x!r> to tensor<2x3x!q>
  return
}

// -----

!q = !qnn.per_tensor<i8 : f32, scale = 0.5, zero_point = 3>
!r = !qnn.per_tensor<i8 : f32, scale = 0.25>

func.func @mul_c4(%a: tensor<2x3x!q>, %b: tensor<1x3x!r>) {
  // expected-error @+1 {{expected clamp bounds in the output's storage range}}
  %0 = qnn.mul %a, %b clamp<0, 128>
      : tensor<2x3x!q>, tensor<1x3x!r> to tensor<2x3x!q>
  return
}

// -----

!q = !qnn.per_tensor<i8 : f32, scale = 0.5, zero_point = 3>

func.func @minimum_c1(%a: tensor<2x3x!q>, %b: tensor<2x2x!q>) {
  // expected-error @+1 {{expected shapes that broadcast to the output's}}
  %0 = qnn.minimum %a, %b : tensor<2x3x!q>, tensor<2x2x!q> to tensor<2x3x!q>
  return
}

// -----

!q = !qnn.per_tensor<i8 : f32, scale = 0.5, zero_point = 3>
!r = !qnn.per_tensor<i8 : f32, scale = 0.25>

func.func @minimum_c2(%a: tensor<2x3x!q>, %b: tensor<1x3x!r>) {
  // expected-error @+1 {{expected equal element types}}
  %0 = qnn.minimum %a, %b : tensor<2x3x!q>, tensor<1x3x!r> to tensor<2x3x!q>
  return
}

// -----

!h = !qnn.per_tensor<i16 : f32, scale = 0.5>

func.func @minimum_c2_width(%a: tensor<2x3x!h>, %b: tensor<1x3x!h>) {
  // expected-error @+1 {{expected operand #0 quantized per tensor with 8-bit storage}}
  %0 = qnn.minimum %a, %b : tensor<2x3x!h>, tensor<1x3x!h> to tensor<2x3x!h>
  return
}

// -----

!q = !qnn.per_tensor<i8 : f32, scale = 0.5, zero_point = 3>

func.func @maximum_c1(%a: tensor<2x3x!q>, %b: tensor<2x2x!q>) {
  // expected-error @+1 {{expected shapes that broadcast to the output's}}
  %0 = qnn.maximum %a, %b : tensor<2x3x!q>, tensor<2x2x!q> to tensor<2x3x!q>
  return
}

// -----

!q = !qnn.per_tensor<i8 : f32, scale = 0.5, zero_point = 3>
!r = !qnn.per_tensor<i8 : f32, scale = 0.25>

func.func @maximum_c2(%a: tensor<2x3x!q>, %b: tensor<1x3x!r>) {
  // expected-error @+1 {{expected equal element types}}
  %0 = qnn.maximum %a, %b : tensor<2x3x!q>, tensor<1x3x!r> to tensor<2x3x!q>
  return
}

// -----

!h = !qnn.per_tensor<i16 : f32, scale = 0.5>

func.func @maximum_c2_width(%a: tensor<2x3x!h>, %b: tensor<1x3x!h>) {
  // expected-error @+1 {{expected operand #0 quantized per tensor with 8-bit storage}}
  %0 = qnn.maximum %a, %b : tensor<2x3x!h>, tensor<1x3x!h> to tensor<2x3x!h>
  return
}

// -----

!q = !qnn.per_tensor<i8 : f32, scale = 0.5, zero_point = 3>
!r = !qnn.per_tensor<i8 : f32, scale = 0.25>

func.func @unary_c1(%a: tensor<4x!q>) {
  // expected-error @+1 {{expected input and output of one shape}}
  %0 = qnn.unary logistic tflm %a : tensor<4x!q> to tensor<5x!r>
  return
}

// -----

!h = !qnn.per_tensor<i16 : f32, scale = 0.5>
!r = !qnn.per_tensor<i8 : f32, scale = 0.25>

func.func @unary_c2(%a: tensor<4x!h>) {
  // expected-error @+1 {{expected operand #0 quantized per tensor with 8-bit storage}}
  %0 = qnn.unary logistic tflm %a : tensor<4x!h> to tensor<4x!r>
  return
}

// -----

!q = !qnn.per_tensor<i8 : f32, scale = 0.5, zero_point = 3>
!d = !qnn.per_tensor<i8 : f64, scale = 0.5>

func.func @unary_c2_expressed(%a: tensor<4x!q>) {
  // expected-error @+1 {{expected equal expressed types}}
  %0 = qnn.unary logistic tflm %a : tensor<4x!q> to tensor<4x!d>
  return
}

// -----

!q = !qnn.per_tensor<i8 : f32, scale = 0.5, zero_point = 3>
!r = !qnn.per_tensor<i8 : f32, scale = 0.25>

func.func @unary_c3(%a: tensor<4x!q>) {
  // expected-error @+1 {{expected a finite alpha for leaky_relu, and for no other function}}
  %0 = qnn.unary logistic tflm %a alpha(0.1) : tensor<4x!q> to tensor<4x!r>
  return
}

// -----

!q = !qnn.per_tensor<i8 : f32, scale = 0.5, zero_point = 3>
!r = !qnn.per_tensor<i8 : f32, scale = 0.25>

func.func @unary_c3_missing(%a: tensor<4x!q>) {
  // expected-error @+1 {{expected a finite alpha for leaky_relu, and for no other function}}
  %0 = qnn.unary leaky_relu tflm %a : tensor<4x!q> to tensor<4x!r>
  return
}

// -----

!q = !qnn.per_tensor<i8 : f32, scale = 0.5, zero_point = 3>
!r = !qnn.per_tensor<i8 : f32, scale = 0.25>

func.func @unary_c3_infinite(%a: tensor<4x!q>) {
  // expected-error @+1 {{expected a finite alpha for leaky_relu, and for no other function}}
  %0 = qnn.unary leaky_relu tflite %a alpha(0x7F800000) : tensor<4x!q> to tensor<4x!r>
  return
}

// -----

!q = !qnn.per_tensor<i8 : f32, scale = 0.5, zero_point = 3>
!r = !qnn.per_tensor<i8 : f32, scale = 0.25>

func.func @prelu_c1(%a: tensor<2x3x!q>, %b: tensor<2x2x!r>) {
  // expected-error @+1 {{expected shapes that broadcast to the output's}}
  %0 = qnn.prelu %a, %b : tensor<2x3x!q>, tensor<2x2x!r> to tensor<2x3x!q>
  return
}

// -----

!q = !qnn.per_tensor<i8 : f32, scale = 0.5, zero_point = 3>
!r = !qnn.per_tensor<i8 : f32, scale = 0.25>

func.func @prelu_c1_input(%a: tensor<1x3x!q>, %b: tensor<2x3x!r>) {
  // expected-error @+1 {{expected input and output of one shape}}
  %0 = qnn.prelu %a, %b : tensor<1x3x!q>, tensor<2x3x!r> to tensor<2x3x!q>
  return
}

// -----

!q = !qnn.per_tensor<i8 : f32, scale = 0.5, zero_point = 3>
!h = !qnn.per_tensor<i16 : f32, scale = 0.5>

func.func @prelu_c2(%a: tensor<2x3x!q>, %b: tensor<1x3x!h>) {
  // expected-error @+1 {{expected operand #1 quantized per tensor with 8-bit storage}}
  %0 = qnn.prelu %a, %b : tensor<2x3x!q>, tensor<1x3x!h> to tensor<2x3x!q>
  return
}

// -----

!q = !qnn.per_tensor<i8 : f32, scale = 0.5, zero_point = 3>
!s = !qnn.per_tensor<i8 : f32, scale = 0.00390625, zero_point = -128>

func.func @softmax_c1(%a: tensor<1x4x!q>) {
  // expected-error @+1 {{expected input and output of one shape}}
  %0 = qnn.softmax tflm %a beta(1.0) : tensor<1x4x!q> to tensor<1x5x!s>
  return
}

// -----

!q = !qnn.per_tensor<i8 : f32, scale = 0.5, zero_point = 3>
!s = !qnn.per_tensor<i8 : f32, scale = 0.00390625, zero_point = -128>

func.func @softmax_c1_rank(%a: tensor<!q>) {
  // expected-error @+1 {{expected rank at least 1}}
  %0 = qnn.softmax tflm %a beta(1.0) : tensor<!q> to tensor<!s>
  return
}

// -----

!h = !qnn.per_tensor<i16 : f32, scale = 0.5>
!s = !qnn.per_tensor<i8 : f32, scale = 0.00390625, zero_point = -128>

func.func @softmax_c2(%a: tensor<1x4x!h>) {
  // expected-error @+1 {{expected input quantized per tensor with 8-bit storage}}
  %0 = qnn.softmax tflm %a beta(1.0) : tensor<1x4x!h> to tensor<1x4x!s>
  return
}

// -----

!q = !qnn.per_tensor<i8 : f32, scale = 0.5, zero_point = 3>
!c = !qnn.per_axis<i8 : f32, axis = 0,
    scales = dense<0.5> : tensor<2xf64>,
    zero_points = dense<0> : tensor<2xi32>>

func.func @softmax_c2_axis(%a: tensor<2x4x!q>) {
  // expected-error @+1 {{expected output quantized per tensor}}
  %0 = qnn.softmax tflm %a beta(1.0) : tensor<2x4x!q> to tensor<2x4x!c>
  return
}

// -----

!d = !qnn.per_tensor<i8 : f64, scale = 0.5>
!s = !qnn.per_tensor<i8 : f32, scale = 0.00390625, zero_point = -128>

func.func @softmax_c2_expressed(%a: tensor<1x4x!d>) {
  // expected-error @+1 {{expected equal expressed types}}
  %0 = qnn.softmax tflm %a beta(1.0) : tensor<1x4x!d> to tensor<1x4x!s>
  return
}

// -----

!q = !qnn.per_tensor<i8 : f32, scale = 0.5, zero_point = 3>
!s2 = !qnn.per_tensor<i8 : f32, scale = 0.0078125, zero_point = -128>

func.func @softmax_c3(%a: tensor<1x4x!q>) {
  // expected-error @+1 {{expected probabilities in the output's type}}
  %0 = qnn.softmax tflm %a beta(1.0) : tensor<1x4x!q> to tensor<1x4x!s2>
  return
}

// -----

!q = !qnn.per_tensor<i8 : f32, scale = 0.5, zero_point = 3>
!s3 = !qnn.per_tensor<i8 : f32, scale = 0.00390625>

func.func @softmax_c3_zero_point(%a: tensor<1x4x!q>) {
  // expected-error @+1 {{expected probabilities in the output's type}}
  %0 = qnn.softmax tflm %a beta(1.0) : tensor<1x4x!q> to tensor<1x4x!s3>
  return
}

// -----

!q = !qnn.per_tensor<i8 : f32, scale = 0.5, zero_point = 3>
!su = !qnn.per_tensor<u8 : f32, scale = 0.00390625>

func.func @softmax_c3_signedness(%a: tensor<1x4x!q>) {
  // expected-error @+1 {{expected probabilities in the output's type}}
  %0 = qnn.softmax tflm %a beta(1.0) : tensor<1x4x!q> to tensor<1x4x!su>
  return
}

// -----

!q = !qnn.per_tensor<i8 : f32, scale = 0.5, zero_point = 3>
!s16 = !qnn.per_tensor<i16 : f32, scale = 0.0000152587890625, zero_point = -32768>

func.func @softmax_c3_flavour(%a: tensor<1x4x!q>) {
  // expected-error @+1 {{expected probabilities in the output's type}}
  %0 = qnn.softmax tflite %a beta(1.0) : tensor<1x4x!q> to tensor<1x4x!s16>
  return
}

// -----

!q = !qnn.per_tensor<i8 : f32, scale = 0.5, zero_point = 3>
!s = !qnn.per_tensor<i8 : f32, scale = 0.00390625, zero_point = -128>

func.func @softmax_c4(%a: tensor<1x4x!q>) {
  // expected-error @+1 {{expected beta to be finite and positive}}
  %0 = qnn.softmax tflm %a beta(0.0) : tensor<1x4x!q> to tensor<1x4x!s>
  return
}

// -----

!q = !qnn.per_tensor<i8 : f32, scale = 0.5, zero_point = 3>
!s = !qnn.per_tensor<i8 : f32, scale = 0.00390625, zero_point = -128>

func.func @softmax_c4_negative(%a: tensor<1x4x!q>) {
  // expected-error @+1 {{expected beta to be finite and positive}}
  %0 = qnn.softmax tflm %a beta(-1.0) : tensor<1x4x!q> to tensor<1x4x!s>
  return
}

// -----

!q = !qnn.per_tensor<i8 : f32, scale = 0.5, zero_point = 3>
!s = !qnn.per_tensor<i8 : f32, scale = 0.00390625, zero_point = -128>

func.func @softmax_c4_nan(%a: tensor<1x4x!q>) {
  // expected-error @+1 {{expected beta to be finite and positive}}
  %0 = qnn.softmax tflm %a beta(0x7FC00000) : tensor<1x4x!q> to tensor<1x4x!s>
  return
}

// -----

!q = !qnn.per_tensor<i8 : f32, scale = 0.5, zero_point = 3>
!l = !qnn.per_tensor<i8 : f32, scale = 0.0078125>

func.func @l2_normalization_c1(%a: tensor<1x4x!q>) {
  // expected-error @+1 {{expected input and output of one shape}}
  %0 = qnn.l2_normalization %a : tensor<1x4x!q> to tensor<4x!l>
  return
}

// -----

!q = !qnn.per_tensor<i8 : f32, scale = 0.5, zero_point = 3>
!l = !qnn.per_tensor<i8 : f32, scale = 0.0078125>

func.func @l2_normalization_c1_rank(%a: tensor<!q>) {
  // expected-error @+1 {{expected rank at least 1}}
  %0 = qnn.l2_normalization %a : tensor<!q> to tensor<!l>
  return
}

// -----

!h = !qnn.per_tensor<i16 : f32, scale = 0.5>
!l = !qnn.per_tensor<i8 : f32, scale = 0.0078125>

func.func @l2_normalization_c2(%a: tensor<1x4x!h>) {
  // expected-error @+1 {{expected operand #0 quantized per tensor with 8-bit storage}}
  %0 = qnn.l2_normalization %a : tensor<1x4x!h> to tensor<1x4x!l>
  return
}

// -----

!u = !qnn.per_tensor<u8 : f32, scale = 0.5>
!l = !qnn.per_tensor<i8 : f32, scale = 0.0078125>

func.func @l2_normalization_c2_unsigned(%a: tensor<1x4x!u>) {
  // expected-error @+1 {{expected signed storage}}
  %0 = qnn.l2_normalization %a : tensor<1x4x!u> to tensor<1x4x!l>
  return
}

// -----

!q = !qnn.per_tensor<i8 : f32, scale = 0.5, zero_point = 3>
!lu = !qnn.per_tensor<u8 : f32, scale = 0.0078125>

func.func @l2_normalization_c2_output(%a: tensor<1x4x!q>) {
  // expected-error @+1 {{expected signed storage}}
  %0 = qnn.l2_normalization %a : tensor<1x4x!q> to tensor<1x4x!lu>
  return
}

// -----

!q = !qnn.per_tensor<i8 : f32, scale = 0.5, zero_point = 3>
!r = !qnn.per_tensor<i8 : f32, scale = 0.25>

func.func @l2_normalization_c3(%a: tensor<1x4x!q>) {
  // expected-error @+1 {{expected output of scale 1/128 and zero point 0}}
  %0 = qnn.l2_normalization %a : tensor<1x4x!q> to tensor<1x4x!r>
  return
}

// -----

!q = !qnn.per_tensor<i8 : f32, scale = 0.5, zero_point = 3>
!l = !qnn.per_tensor<i8 : f32, scale = 0.0078125>

func.func @l2_normalization_c4(%a: tensor<1x32769x!q>) {
  // expected-error @+1 {{expected at most 32768 elements along the last axis, but got 32769}}
  %0 = qnn.l2_normalization %a : tensor<1x32769x!q> to tensor<1x32769x!l>
  return
}
