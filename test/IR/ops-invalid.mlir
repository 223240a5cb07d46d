// RUN: quant-opt %s --split-input-file --verify-diagnostics

// Each function is named by the constraint that it violates: `fully_connected_c3`
// by (fully_connected C3) of the op's documentation, `qt1` by (QT1) of the
// dialect's.

!q = !qnn.per_axis<i8 : f32, axis = 0,
    scales = dense<0.5> : tensor<2xf64>,
    zero_points = dense<0> : tensor<2xi32>>
func.func @qt1(%x: tensor<f32>) {
  // expected-error @+1 {{expected result #0 to have axis 0 of its per-axis type, but got rank 0}}
  %0 = qnn.quantize %x half_away : tensor<f32> to tensor<!q>
  return
}

// -----

!q = !qnn.per_axis<i8 : f32, axis = 1,
    scales = dense<0.5> : tensor<2xf64>,
    zero_points = dense<0> : tensor<2xi32>>
func.func @qt1_operand(%q: tensor<2x!q>) {
  // expected-error @+1 {{expected operand #0 to have axis 1 of its per-axis type, but got rank 1}}
  %0 = qnn.dequantize %q : tensor<2x!q> to tensor<2xf32>
  return
}

// -----

!q = !qnn.per_axis<i8 : f32, axis = 9223372036854775807,
    scales = dense<0.5> : tensor<2xf64>,
    zero_points = dense<0> : tensor<2xi32>>
func.func @qt1_int64(%q: tensor<2x!q>) {
  // expected-error @+1 {{expected operand #0 to have axis 9223372036854775807 of its per-axis type, but got rank 1}}
  %0 = qnn.dequantize %q : tensor<2x!q> to tensor<2xf32>
  return
}

// -----

!q = !qnn.per_axis<i8 : f32, axis = 1,
    scales = dense<0.5> : tensor<2xf64>,
    zero_points = dense<0> : tensor<2xi32>>
func.func @qt2(%x: tensor<2x3xf32>) {
  // expected-error @+1 {{expected result #0 to have 2 elements along axis 1, one per scale, but got 3}}
  %0 = qnn.quantize %x half_away : tensor<2x3xf32> to tensor<2x3x!q>
  return
}

// -----

!q = !qnn.per_axis<i8 : f32, axis = 0,
    scales = dense<0.5> : tensor<2xf64>,
    zero_points = dense<0> : tensor<2xi32>>
func.func @qt2_empty(%q: tensor<0x!q>) {
  // expected-error @+1 {{expected operand #0 to have 2 elements along axis 0, one per scale, but got 0}}
  %0 = qnn.dequantize %q : tensor<0x!q> to tensor<0xf32>
  return
}

// -----

!q = !qnn.per_tensor<i8 : f32, scale = 0.5>
func.func @qt3_unranked(%x: tensor<*xf32>) {
  // expected-error @+1 {{invalid kind of type specified: expected builtin.tensor, but found 'tensor<*xf32>'}}
  %0 = qnn.quantize %x half_away : tensor<*xf32> to tensor<2x!q>
  return
}

// -----

!q = !qnn.per_tensor<i8 : f32, scale = 0.5>
func.func @qt3_dynamic(%x: tensor<?xf32>) {
  // expected-error @+1 {{operand #0 must be statically shaped tensor of 32-bit float values, but got 'tensor<?xf32>'}}
  %0 = qnn.quantize %x half_away : tensor<?xf32> to tensor<?x!q>
  return
}

// -----

!q = !qnn.per_tensor<i8 : f32, scale = 0.5>
func.func @constant_c1_shape() {
  // expected-error @+1 {{expected a value of type 'tensor<4xi8>', but got 'tensor<3xi8>'}}
  %0 = qnn.constant dense<1> : tensor<3xi8> to tensor<4x!q>
  return
}

// -----

!q = !qnn.per_tensor<i8 : f32, scale = 0.5>
func.func @constant_c1_storage() {
  // expected-error @+1 {{expected a value of type 'tensor<4xi8>', but got 'tensor<4xi16>'}}
  %0 = qnn.constant dense<1> : tensor<4xi16> to tensor<4x!q>
  return
}

// -----

!q = !qnn.per_tensor<u8 : f32, scale = 0.5>
func.func @constant_c1_signless() {
  // expected-error @+1 {{expected a value of type 'tensor<4xi8>', but got 'tensor<4xui8>'}}
  %0 = qnn.constant dense<1> : tensor<4xui8> to tensor<4x!q>
  return
}

// -----

!q = !qnn.per_tensor<i8 : f32, scale = 0.5>
func.func @constant_c1_vector() {
  // expected-error @+1 {{expected a value of type 'tensor<4xi8>', but got 'vector<4xi8>'}}
  %0 = qnn.constant dense<1> : vector<4xi8> to tensor<4x!q>
  return
}

// -----

!q = !qnn.per_tensor<i8 : f32, scale = 0.5>
func.func @constant_c1_resource() {
  // expected-error @+1 {{expected value as dense elements, but got builtin.dense_resource}}
  %0 = qnn.constant dense_resource<weights> : tensor<4xi8> to tensor<4x!q>
  return
}

// -----

!q = !qnn.per_tensor<i8 : f32, scale = 0.5>
func.func @constant_c1_sparse() {
  // expected-error @+1 {{expected value as dense elements, but got builtin.sparse}}
  %0 = qnn.constant sparse<0, 1> : tensor<4xi8> to tensor<4x!q>
  return
}

// -----

!q = !qnn.per_tensor<i8 : f32, scale = 0.5>
func.func @constant_c1_array() {
  // expected-error @+1 {{invalid kind of attribute specified}}
  %0 = qnn.constant array<i8: 1, 2> to tensor<2x!q>
  return
}

// -----

!q = !qnn.per_tensor<i8<-127:127> : f32, scale = 0.5>
func.func @constant_c2() {
  // expected-error @+1 {{expected elements in the storage range [-127, 127], but got -128 at row-major index 3}}
  %0 = qnn.constant dense<[[1, -127], [127, -128]]> : tensor<2x2xi8>
      to tensor<2x2x!q>
  return
}

// -----

!q = !qnn.per_tensor<u4<0:14> : f32, scale = 0.5>
func.func @constant_c2_unsigned() {
  // expected-error @+1 {{expected elements in the storage range [0, 14], but got 15 at row-major index 0}}
  %0 = qnn.constant dense<-1> : tensor<2xi4> to tensor<2x!q>
  return
}

// -----

!q = !qnn.per_tensor<i8 : f32, scale = 0.5>
func.func @constant_without_value() {
  // expected-error @+1 {{'qnn.constant' op requires attribute 'value'}}
  %0 = "qnn.constant"() : () -> tensor<2x!q>
  return
}

// -----

!q = !qnn.per_tensor<i8 : f32, scale = 0.5>
func.func @quantize_c1(%x: tensor<2x2xf32>) {
  // expected-error @+1 {{expected input and output of one shape, but got 'tensor<2x2xf32>' and}}
  %0 = qnn.quantize %x half_away : tensor<2x2xf32> to tensor<4x!q>
  return
}

// -----

!q = !qnn.per_tensor<i32 : f32, scale = 0.5>
func.func @quantize_c2(%x: tensor<2xf32>) {
  // expected-error @+1 {{expected output storage of at most 16 bits, but got 32}}
  %0 = qnn.quantize %x half_away : tensor<2xf32> to tensor<2x!q>
  return
}

// -----

!q = !qnn.per_tensor<i8 : f64, scale = 0.5>
func.func @quantize_c3(%x: tensor<2xf32>) {
  // expected-error @+1 {{expected input elements of the expressed type 'f64', but got 'f32'}}
  %0 = qnn.quantize %x half_away : tensor<2xf32> to tensor<2x!q>
  return
}

// -----

!q = !qnn.per_tensor<i8 : f16, scale = 0.5>
func.func @quantize_f16(%x: tensor<2xf16>) {
  // expected-error @+1 {{operand #0 must be statically shaped tensor of 32-bit float values, but got 'tensor<2xf16>'}}
  %0 = qnn.quantize %x half_away : tensor<2xf16> to tensor<2x!q>
  return
}

// -----

func.func @quantize_to_storage(%x: tensor<2xf32>) {
  // expected-error @+1 {{result #0 must be statically shaped tensor of quantized element values, but got 'tensor<2xi8>'}}
  %0 = qnn.quantize %x half_away : tensor<2xf32> to tensor<2xi8>
  return
}

// -----

!q = !qnn.per_tensor<i8 : f32, scale = 0.5>
func.func @quantize_rounding(%x: tensor<2xf32>) {
  // expected-error @+1 {{expected one of [half_away, half_even] for rounding of floats to integers, got: half_up}}
  %0 = qnn.quantize %x half_up : tensor<2xf32> to tensor<2x!q>
  return
}

// -----

!q = !qnn.per_tensor<i8 : f32, scale = 0.5>
func.func @quantize_no_rounding(%x: tensor<2xf32>) {
  // expected-error @+1 {{expected keyword for rounding of floats to integers}}
  %0 = qnn.quantize %x : tensor<2xf32> to tensor<2x!q>
  return
}

// -----

!q = !qnn.per_tensor<i8 : f32, scale = 0.5>
func.func @quantize_generic_no_rounding(%x: tensor<2xf32>) {
  // expected-error @+1 {{'qnn.quantize' op requires attribute 'rounding'}}
  %0 = "qnn.quantize"(%x) : (tensor<2xf32>) -> tensor<2x!q>
  return
}

// -----

!q = !qnn.per_tensor<i8 : f32, scale = 0.5>
func.func @quantize_generic_wrong_rounding(%x: tensor<2xf32>) {
  // expected-error @+1 {{Invalid attribute `rounding` in property conversion: 1 : i32}}
  %0 = "qnn.quantize"(%x) <{rounding = 1 : i32}>
      : (tensor<2xf32>) -> tensor<2x!q>
  return
}

// -----

func.func @quantize_generic_no_result() {
  // expected-error @+1 {{'qnn.quantize' op requires one result}}
  "qnn.quantize"() : () -> ()
  return
}

// -----

!q = !qnn.per_tensor<i8 : f32, scale = 0.5>
func.func @dequantize_c1(%q: tensor<2x2x!q>) {
  // expected-error @+1 {{expected input and output of one shape, but got}}
  %0 = qnn.dequantize %q : tensor<2x2x!q> to tensor<4xf32>
  return
}

// -----

!q = !qnn.per_tensor<i8 : bf16, scale = 0.5>
func.func @dequantize_c2(%q: tensor<2x!q>) {
  // expected-error @+1 {{expected output elements of the expressed type 'bf16', but got 'f32'}}
  %0 = qnn.dequantize %q : tensor<2x!q> to tensor<2xf32>
  return
}

// -----

!q = !quant.uniform<i8:f32, 0.5>
func.func @dequantize_upstream(%q: tensor<2x!q>) {
  // expected-error @+1 {{operand #0 must be statically shaped tensor of quantized element values, but got}}
  %0 = qnn.dequantize %q : tensor<2x!q> to tensor<2xf32>
  return
}

// -----

!q = !qnn.per_tensor<i8 : f32, scale = 0.5>
func.func @requantize_c1(%q: tensor<2x!q>) {
  // expected-error @+1 {{expected input and output of one shape, but got}}
  %0 = qnn.requantize %q : tensor<2x!q> to tensor<1x2x!q>
  return
}

// -----

!q = !qnn.per_axis<i8 : f32, axis = 0,
    scales = dense<0.5> : tensor<2xf64>,
    zero_points = dense<0> : tensor<2xi32>>
!r = !qnn.per_axis<i8 : f32, axis = 1,
    scales = dense<0.5> : tensor<2xf64>,
    zero_points = dense<0> : tensor<2xi32>>
func.func @requantize_c2(%q: tensor<2x2x!q>) {
  // expected-error @+1 {{expected per-axis types of one axis, but got axes 0 and 1}}
  %0 = qnn.requantize %q : tensor<2x2x!q> to tensor<2x2x!r>
  return
}

// -----

!q = !qnn.per_tensor<i8 : f32, scale = 0.5>
!r = !qnn.per_tensor<u8 : f32, scale = 0.5>
func.func @requantize_c3(%q: tensor<2x!q>) {
  // expected-error @+1 {{expected clamp bounds in the output's storage range [0, 255], but got -1 and 255}}
  %0 = qnn.requantize %q clamp<-1, 255> : tensor<2x!q> to tensor<2x!r>
  return
}

// -----

!q = !qnn.per_tensor<i8 : f32, scale = 0.5>
!r = !qnn.per_tensor<i8<-127:127> : f32, scale = 0.5>
func.func @requantize_c3_narrow(%q: tensor<2x!q>) {
  // expected-error @+1 {{expected clamp bounds in the output's storage range [-127, 127], but got -128 and 0}}
  %0 = qnn.requantize %q clamp<-128, 0> : tensor<2x!q> to tensor<2x!r>
  return
}

// -----

!q = !qnn.per_tensor<i8 : f32, scale = 0.5>
!r = !qnn.per_tensor<i8 : f16, scale = 0.5>
func.func @requantize_c4(%q: tensor<2x!q>) {
  // expected-error @+1 {{expected equal expressed types, but got 'f32' and 'f16'}}
  %0 = qnn.requantize %q : tensor<2x!q> to tensor<2x!r>
  return
}

// -----

!q = !qnn.per_tensor<i8 : f32, scale = 0.5>
func.func @requantize_rounding(%q: tensor<2x!q>) {
  // expected-error @+1 {{expected one of [double_round, single_round, half_even_f32] for rounding mode of fixed-point multiplication, got: half_even}}
  %0 = qnn.requantize %q rounding(half_even) : tensor<2x!q> to tensor<2x!q>
  return
}

// -----

!q = !qnn.per_tensor<i8 : f32, scale = 0.5>
func.func @scast_c1(%q: tensor<2x2x!q>) {
  // expected-error @+1 {{expected input and output of one shape, but got}}
  %0 = qnn.scast %q : tensor<2x2x!q> to tensor<4xi8>
  return
}

// -----

!q = !qnn.per_tensor<i8 : f32, scale = 0.5>
func.func @scast_c2(%q: tensor<2x!q>) {
  // expected-error @+1 {{expected one quantized side, but got}}
  %0 = qnn.scast %q : tensor<2x!q> to tensor<2x!q>
  return
}

// -----

func.func @scast_c2_storage(%q: tensor<2xi8>) {
  // expected-error @+1 {{expected one quantized side, but got 'tensor<2xi8>' and 'tensor<2xi8>'}}
  %0 = qnn.scast %q : tensor<2xi8> to tensor<2xi8>
  return
}

// -----

!q = !qnn.per_tensor<i8 : f32, scale = 0.5>
func.func @scast_c3(%q: tensor<2x!q>) {
  // expected-error @+1 {{expected elements of the storage type 'i8', but got 'i16'}}
  %0 = qnn.scast %q : tensor<2x!q> to tensor<2xi16>
  return
}

// -----

!q = !qnn.per_tensor<i8 : f32, scale = 0.5>
func.func @scast_c3_input(%q: tensor<2xi32>) {
  // expected-error @+1 {{expected elements of the storage type 'i8', but got 'i32'}}
  %0 = qnn.scast %q : tensor<2xi32> to tensor<2x!q>
  return
}

// -----

!q = !qnn.per_tensor<i8 : f32, scale = 0.5>
func.func @scast_c3_signless(%q: tensor<2x!q>) {
  // expected-error @+1 {{result #0 must be statically shaped tensor of quantized element or 4-bit signless integer or 8-bit signless integer or 16-bit signless integer or 32-bit signless integer values, but got 'tensor<2xui8>'}}
  %0 = qnn.scast %q : tensor<2x!q> to tensor<2xui8>
  return
}

// -----

!q = !qnn.per_tensor<i8 : f32, scale = 0.5>
func.func @reshape_c1(%q: tensor<2x2x!q>) {
  // expected-error @+1 {{expected as many elements in input and output, but got 4 and 3}}
  %0 = qnn.reshape %q : tensor<2x2x!q> to tensor<3x!q>
  return
}

// -----

!q = !qnn.per_tensor<i8 : f32, scale = 0.5>
!r = !qnn.per_tensor<i8<-127:127> : f32, scale = 0.5>
func.func @reshape_c2(%q: tensor<2x2x!q>) {
  // expected-error @+1 {{expected input and output of one element type, but got}}
  %0 = qnn.reshape %q : tensor<2x2x!q> to tensor<4x!r>
  return
}

// -----

!q = !qnn.per_axis<i8 : f32, axis = 0,
    scales = dense<0.5> : tensor<2xf64>,
    zero_points = dense<0> : tensor<2xi32>>
func.func @reshape_c3(%q: tensor<2x2x!q>) {
  // expected-error @+1 {{expected elements quantized per tensor, but got}}
  %0 = qnn.reshape %q : tensor<2x2x!q> to tensor<2x1x2x!q>
  return
}

// -----

!q = !qnn.per_tensor<i8 : f32, scale = 0.5>
func.func @fully_connected_c1_input_rank(%x: tensor<4x!q>, %w: tensor<2x4x!q>) {
  // expected-error @+1 {{expected input, weights and output of rank 2, but got ranks 1, 2 and 2}}
  %0 = qnn.fully_connected %x, %w
      : tensor<4x!q>, tensor<2x4x!q> to tensor<3x2x!q>
  return
}

// -----

!q = !qnn.per_tensor<i8 : f32, scale = 0.5>
func.func @fully_connected_c1_weights_rank(%x: tensor<3x4x!q>, %w: tensor<2x4x1x!q>) {
  // expected-error @+1 {{expected input, weights and output of rank 2, but got ranks 2, 3 and 2}}
  %0 = qnn.fully_connected %x, %w
      : tensor<3x4x!q>, tensor<2x4x1x!q> to tensor<3x2x!q>
  return
}

// -----

!q = !qnn.per_tensor<i8 : f32, scale = 0.5>
func.func @fully_connected_c1_output_rank(%x: tensor<3x4x!q>, %w: tensor<2x4x!q>) {
  // expected-error @+1 {{expected input, weights and output of rank 2, but got ranks 2, 2 and 0}}
  %0 = qnn.fully_connected %x, %w
      : tensor<3x4x!q>, tensor<2x4x!q> to tensor<!q>
  return
}

// -----

!q = !qnn.per_tensor<i8 : f32, scale = 0.5>
func.func @fully_connected_c1_depth(%x: tensor<3x4x!q>, %w: tensor<2x3x!q>) {
  // expected-error @+1 {{expected input and weights of equal size along axis 1, but got 4 and 3}}
  %0 = qnn.fully_connected %x, %w
      : tensor<3x4x!q>, tensor<2x3x!q> to tensor<3x2x!q>
  return
}

// -----

!q = !qnn.per_tensor<i8 : f32, scale = 0.5>
func.func @fully_connected_c1_output(%x: tensor<3x4x!q>, %w: tensor<2x4x!q>) {
  // expected-error @+1 {{expected output of shape 3x2, but got 2x3}}
  %0 = qnn.fully_connected %x, %w
      : tensor<3x4x!q>, tensor<2x4x!q> to tensor<2x3x!q>
  return
}

// -----

!q = !qnn.per_tensor<i8 : f32, scale = 0.5>
func.func @fully_connected_c2(%x: tensor<3x4x!q>, %w: tensor<2x4x!q>, %b: tensor<3xi32>) {
  // expected-error @+1 {{expected bias of shape 2, but got 'tensor<3xi32>'}}
  %0 = qnn.fully_connected %x, %w bias(%b)
      : tensor<3x4x!q>, tensor<2x4x!q>, tensor<3xi32> to tensor<3x2x!q>
  return
}

// -----

!q = !qnn.per_tensor<i8 : f32, scale = 0.5>
func.func @fully_connected_c2_rank(%x: tensor<3x4x!q>, %w: tensor<2x4x!q>, %b: tensor<1x2xi32>) {
  // expected-error @+1 {{expected bias of shape 2, but got 'tensor<1x2xi32>'}}
  %0 = qnn.fully_connected %x, %w bias(%b)
      : tensor<3x4x!q>, tensor<2x4x!q>, tensor<1x2xi32> to tensor<3x2x!q>
  return
}

// -----

!q = !qnn.per_tensor<i8 : f32, scale = 0.5>
!r = !qnn.per_tensor<i16 : f32, scale = 0.5>
func.func @fully_connected_c3_input(%x: tensor<3x4x!r>, %w: tensor<2x4x!q>) {
  // expected-error @+1 {{expected input quantized per tensor with 8-bit storage, but got }}
  %0 = qnn.fully_connected %x, %w
      : tensor<3x4x!r>, tensor<2x4x!q> to tensor<3x2x!q>
  return
}

// -----

!q = !qnn.per_tensor<i8 : f32, scale = 0.5>
!r = !qnn.per_axis<i8 : f32, axis = 0,
    scales = dense<0.5> : tensor<3xf64>,
    zero_points = dense<0> : tensor<3xi32>>
func.func @fully_connected_c3_input_axis(%x: tensor<3x4x!r>, %w: tensor<2x4x!q>) {
  // expected-error @+1 {{expected input quantized per tensor with 8-bit storage, but got }}
  %0 = qnn.fully_connected %x, %w
      : tensor<3x4x!r>, tensor<2x4x!q> to tensor<3x2x!q>
  return
}

// -----

!q = !qnn.per_tensor<i8 : f32, scale = 0.5>
!r = !qnn.per_tensor<i32 : f32, scale = 0.5>
func.func @fully_connected_c3_output(%x: tensor<3x4x!q>, %w: tensor<2x4x!q>) {
  // expected-error @+1 {{expected output quantized per tensor with 8-bit storage, but got }}
  %0 = qnn.fully_connected %x, %w
      : tensor<3x4x!q>, tensor<2x4x!q> to tensor<3x2x!r>
  return
}

// -----

!q = !qnn.per_tensor<i8 : f32, scale = 0.5>
!r = !qnn.per_tensor<i16 : f32, scale = 0.5>
func.func @fully_connected_c4_storage(%x: tensor<3x4x!q>, %w: tensor<2x4x!r>) {
  // expected-error @+1 {{expected weights with storage of at most 8 bits, quantized per tensor or along axis 0, but got }}
  %0 = qnn.fully_connected %x, %w
      : tensor<3x4x!q>, tensor<2x4x!r> to tensor<3x2x!q>
  return
}

// -----

!q = !qnn.per_tensor<i8 : f32, scale = 0.5>
!r = !qnn.per_axis<i8 : f32, axis = 1,
    scales = dense<0.5> : tensor<4xf64>,
    zero_points = dense<0> : tensor<4xi32>>
func.func @fully_connected_c4_axis(%x: tensor<3x4x!q>, %w: tensor<2x4x!r>) {
  // expected-error @+1 {{expected weights with storage of at most 8 bits, quantized per tensor or along axis 0, but got }}
  %0 = qnn.fully_connected %x, %w
      : tensor<3x4x!q>, tensor<2x4x!r> to tensor<3x2x!q>
  return
}

// -----

!q = !qnn.per_tensor<i8 : f32, scale = 0.5>
func.func @fully_connected_c5(%x: tensor<3x4x!q>, %w: tensor<2x4x!q>) {
  // expected-error @+1 {{expected an activation or a clamp, but got both}}
  %0 = qnn.fully_connected %x, %w activation(relu) clamp<0, 1>
      : tensor<3x4x!q>, tensor<2x4x!q> to tensor<3x2x!q>
  return
}

// -----

!q = !qnn.per_tensor<i8 : f32, scale = 0.5>
func.func @fully_connected_c6(%x: tensor<3x4x!q>, %w: tensor<2x4x!q>) {
  // expected-error @+1 {{expected clamp bounds in the output's storage range [-128, 127], but got 0 and 128}}
  %0 = qnn.fully_connected %x, %w clamp<0, 128>
      : tensor<3x4x!q>, tensor<2x4x!q> to tensor<3x2x!q>
  return
}

// -----

!q = !qnn.per_tensor<i8 : f32, scale = 0.5>
!r = !qnn.per_tensor<i8 : f16, scale = 0.5>
func.func @fully_connected_c7_weights(%x: tensor<3x4x!q>, %w: tensor<2x4x!r>) {
  // expected-error @+1 {{expected equal expressed types, but got 'f32', 'f16', 'f32'}}
  %0 = qnn.fully_connected %x, %w
      : tensor<3x4x!q>, tensor<2x4x!r> to tensor<3x2x!q>
  return
}

// -----

!q = !qnn.per_tensor<i8 : f32, scale = 0.5>
!r = !qnn.per_tensor<i8 : f16, scale = 0.5>
func.func @fully_connected_c7_output(%x: tensor<3x4x!q>, %w: tensor<2x4x!q>) {
  // expected-error @+1 {{expected equal expressed types, but got 'f32', 'f32', 'f16'}}
  %0 = qnn.fully_connected %x, %w
      : tensor<3x4x!q>, tensor<2x4x!q> to tensor<3x2x!r>
  return
}

// -----

!q = !qnn.per_tensor<i8 : f32, scale = 0.5>
func.func @fully_connected_activation(%x: tensor<3x4x!q>, %w: tensor<2x4x!q>) {
  // expected-error @+1 {{expected one of [relu, relu6, relu_n1_to_1] for fused activation, got: tanh}}
  %0 = qnn.fully_connected %x, %w activation(tanh)
      : tensor<3x4x!q>, tensor<2x4x!q> to tensor<3x2x!q>
  return
}

// -----

!q = !qnn.per_tensor<i8 : f32, scale = 0.5>
func.func @fully_connected_storage_weights(%x: tensor<3x4x!q>, %w: tensor<2x4xi8>) {
  // expected-error @+1 {{operand #1 must be statically shaped tensor of quantized element values, but got 'tensor<2x4xi8>'}}
  %0 = qnn.fully_connected %x, %w
      : tensor<3x4x!q>, tensor<2x4xi8> to tensor<3x2x!q>
  return
}

// -----

!q = !qnn.per_tensor<i8 : f32, scale = 0.5>
func.func @fully_connected_bias_type(%x: tensor<3x4x!q>, %w: tensor<2x4x!q>, %b: tensor<2xi64>) {
  // expected-error @+1 {{operand #2 must be statically shaped tensor of 32-bit signless integer values, but got 'tensor<2xi64>'}}
  %0 = qnn.fully_connected %x, %w bias(%b)
      : tensor<3x4x!q>, tensor<2x4x!q>, tensor<2xi64> to tensor<3x2x!q>
  return
}
