// RUN: quant-opt %s --split-input-file --verify-diagnostics

// expected-error @+1 {{expected storage i4, u4, i8, u8, i16, u16 or i32, but got i7}}
func.func private @pt1_width(!qnn.per_tensor<i7 : f32, scale = 0.5>)

// -----

// expected-error @+1 {{expected storage i4, u4, i8, u8, i16, u16 or i32, but got u32}}
func.func private @pt1_unsigned(!qnn.per_tensor<u32 : f32, scale = 0.5>)

// -----

// expected-error @+1 {{expected a storage type such as i8 or u8, but got 'i64'}}
func.func private @pt1_too_wide(!qnn.per_tensor<i64 : f32, scale = 0.5>)

// -----

// expected-error @+1 {{expected a storage type such as i8 or u8, but got 'i99999999999999999999'}}
func.func private @pt1_huge(!qnn.per_tensor<i99999999999999999999 : f32, scale = 0.5>)

// -----

// expected-error @+1 {{expected a storage type such as i8 or u8, but got 'i08'}}
func.func private @pt1_leading_zero(!qnn.per_tensor<i08 : f32, scale = 0.5>)

// -----

// expected-error @+1 {{expected a storage type such as i8 or u8, but got 's8'}}
func.func private @pt1_signedness(!qnn.per_tensor<s8 : f32, scale = 0.5>)

// -----

// expected-error @+1 {{expected valid keyword}}
func.func private @pt1_keyword(!qnn.per_tensor<8 : f32, scale = 0.5>)

// -----

// expected-error @+1 {{expected a storage range within [-128, 127] of at least two values, but got [-129, 127]}}
func.func private @pt2_below(!qnn.per_tensor<i8<-129:127> : f32, scale = 0.5>)

// -----

// expected-error @+1 {{expected a storage range within [0, 255] of at least two values, but got [0, 256]}}
func.func private @pt2_above(!qnn.per_tensor<u8<0:256> : f32, scale = 0.5>)

// -----

// expected-error @+1 {{expected a storage range within [-128, 127] of at least two values, but got [1, 0]}}
func.func private @pt2_empty(!qnn.per_tensor<i8<1:0> : f32, scale = 0.5>)

// -----

// expected-error @+1 {{expected a storage range within [-128, 127] of at least two values, but got [3, 3]}}
func.func private @pt2_one_value(!qnn.per_tensor<i8<3:3> : f32, scale = 0.5>)

// -----

// expected-error @+1 {{expected a storage range within [-128, 127] of at least two values, but got [-9223372036854775808, 9223372036854775807]}}
func.func private @pt2_int64(!qnn.per_tensor<i8<-9223372036854775808:9223372036854775807> : f32, scale = 0.5>)

// -----

// expected-error @+1 {{integer value too large}}
func.func private @pt2_beyond_int64(!qnn.per_tensor<i8<-9223372036854775809:0> : f32, scale = 0.5>)

// -----

// expected-error @+1 {{expected a finite positive scale, but got 0.000000e+00}}
func.func private @pt3_zero(!qnn.per_tensor<i8 : f32, scale = 0.0>)

// -----

// expected-error @+1 {{expected a finite positive scale, but got -0.000000e+00}}
func.func private @pt3_negative_zero(!qnn.per_tensor<i8 : f32, scale = -0.0>)

// -----

// expected-error @+1 {{expected a finite positive scale, but got -5.000000e-01}}
func.func private @pt3_negative(!qnn.per_tensor<i8 : f32, scale = -0.5>)

// -----

// expected-error @+1 {{expected a finite positive scale, but got INF}}
func.func private @pt3_overflow(!qnn.per_tensor<i8 : f32, scale = 1.0e400>)

// -----

// expected-error @+1 {{expected a finite positive scale, but got 0.000000e+00}}
func.func private @pt3_underflow(!qnn.per_tensor<i8 : f32, scale = 1.0e-400>)

// -----

// expected-error @+1 {{expected a finite positive scale, but got nan}}
func.func private @pt3_nan(!qnn.per_tensor<i8 : f32, scale = 0x7FF8000000000000>)

// -----

// expected-note @+2 {{add a trailing dot to make the literal a float}}
// expected-error @+1 {{unexpected decimal integer literal for a floating point value}}
func.func private @pt3_integer(!qnn.per_tensor<i8 : f32, scale = 1>)

// -----

// expected-error @+1 {{expected a zero point in the storage range [-128, 127], but got 128}}
func.func private @pt4_signed(!qnn.per_tensor<i8 : f32, scale = 0.5, zero_point = 128>)

// -----

// expected-error @+1 {{expected a zero point in the storage range [0, 255], but got -1}}
func.func private @pt4_unsigned(!qnn.per_tensor<u8 : f32, scale = 0.5, zero_point = -1>)

// -----

// expected-error @+1 {{expected a zero point in the storage range [-127, 127], but got -128}}
func.func private @pt4_narrow(!qnn.per_tensor<i8<-127:127> : f32, scale = 0.5, zero_point = -128>)

// -----

// expected-error @+1 {{integer value too large}}
func.func private @pt4_beyond_int64(!qnn.per_tensor<i8 : f32, scale = 0.5, zero_point = 99999999999999999999>)

// -----

// expected-error @+1 {{expected integer value}}
func.func private @pt4_float(!qnn.per_tensor<i8 : f32, scale = 0.5, zero_point = 1.0>)

// -----

// expected-error @+2 {{failed to parse Qnn_PerTensorType parameter 'expressedType'}}
// expected-error @+1 {{invalid kind of type specified}}
func.func private @expressed(!qnn.per_tensor<i8 : i32, scale = 0.5>)

// -----

// expected-error @+1 {{expected ','}}
func.func private @no_scale(!qnn.per_tensor<i8 : f32>)

// -----

// expected-error @+1 {{expected '<'}}
func.func private @no_parameters(!qnn.per_tensor)

// -----

// expected-error @+1 {{unbalanced '<' character in pretty dialect name}}
func.func private @truncated(!qnn.per_tensor<i8 : f32, scale = 0.5

// -----

// expected-error @+1 {{expected '>'}}
func.func private @range(!qnn.per_tensor<i8<-127:127:0> : f32, scale = 0.5>)

// -----

// expected-error @+1 {{expected storage i4, u4, i8, u8, i16, u16 or i32, but got i3}}
func.func private @pa1(!qnn.per_axis<i3 : f32, axis = 0,
    scales = dense<0.5> : tensor<2xf64>,
    zero_points = dense<0> : tensor<2xi32>>)

// -----

// expected-error @+1 {{expected a storage range within [-8, 7] of at least two values, but got [-9, 7]}}
func.func private @pa2(!qnn.per_axis<i4<-9:7> : f32, axis = 0,
    scales = dense<0.5> : tensor<2xf64>,
    zero_points = dense<0> : tensor<2xi32>>)

// -----

// expected-error @+1 {{expected an axis of at least 0, but got -1}}
func.func private @pa3(!qnn.per_axis<i8 : f32, axis = -1,
    scales = dense<0.5> : tensor<2xf64>,
    zero_points = dense<0> : tensor<2xi32>>)

// -----

// expected-error @+1 {{expected scales as a rank-1 f64 tensor of at least one element, but got 'tensor<f64>'}}
func.func private @pa4_rank_0(!qnn.per_axis<i8 : f32, axis = 0,
    scales = dense<0.5> : tensor<f64>,
    zero_points = dense<0> : tensor<2xi32>>)

// -----

// expected-error @+1 {{expected scales as a rank-1 f64 tensor of at least one element, but got 'tensor<1x2xf64>'}}
func.func private @pa4_rank_2(!qnn.per_axis<i8 : f32, axis = 0,
    scales = dense<0.5> : tensor<1x2xf64>,
    zero_points = dense<0> : tensor<2xi32>>)

// -----

// expected-error @+1 {{expected scales as a rank-1 f64 tensor of at least one element, but got 'tensor<2xf32>'}}
func.func private @pa4_f32(!qnn.per_axis<i8 : f32, axis = 0,
    scales = dense<0.5> : tensor<2xf32>,
    zero_points = dense<0> : tensor<2xi32>>)

// -----

// expected-error @+1 {{expected scales as a rank-1 f64 tensor of at least one element, but got 'vector<2xf64>'}}
func.func private @pa4_vector(!qnn.per_axis<i8 : f32, axis = 0,
    scales = dense<0.5> : vector<2xf64>,
    zero_points = dense<0> : tensor<2xi32>>)

// -----

// expected-error @+1 {{expected scales as a rank-1 f64 tensor of at least one element, but got 'tensor<0xf64>'}}
func.func private @pa4_none(!qnn.per_axis<i8 : f32, axis = 0,
    scales = dense<> : tensor<0xf64>,
    zero_points = dense<> : tensor<0xi32>>)

// -----

// expected-error @+1 {{expected finite positive scales, but got 0.000000e+00 at index 1}}
func.func private @pa4_zero(!qnn.per_axis<i8 : f32, axis = 0,
    scales = dense<[0.5, 0.0]> : tensor<2xf64>,
    zero_points = dense<0> : tensor<2xi32>>)

// -----

// expected-error @+1 {{expected finite positive scales, but got nan at index 0}}
func.func private @pa4_nan(!qnn.per_axis<i8 : f32, axis = 0,
    scales = dense<0x7FF8000000000000> : tensor<2xf64>,
    zero_points = dense<0> : tensor<2xi32>>)

// -----

// expected-error @+3 {{failed to parse Qnn_PerAxisType parameter 'scales'}}
// expected-error @+2 {{invalid kind of attribute specified}}
func.func private @pa4_resource(!qnn.per_axis<i8 : f32, axis = 0,
    scales = dense_resource<scales> : tensor<2xf64>,
    zero_points = dense<0> : tensor<2xi32>>)

// -----

// expected-error @+1 {{expected zero points as a rank-1 i32 tensor of 2 elements, one per scale, but got 'tensor<3xi32>'}}
func.func private @pa5_size(!qnn.per_axis<i8 : f32, axis = 0,
    scales = dense<0.5> : tensor<2xf64>,
    zero_points = dense<0> : tensor<3xi32>>)

// -----

// expected-error @+1 {{expected zero points as a rank-1 i32 tensor of 2 elements, one per scale, but got 'tensor<2xi64>'}}
func.func private @pa5_i64(!qnn.per_axis<i8 : f32, axis = 0,
    scales = dense<0.5> : tensor<2xf64>,
    zero_points = dense<0> : tensor<2xi64>>)

// -----

// expected-error @+1 {{expected zero points as a rank-1 i32 tensor of 2 elements, one per scale, but got 'tensor<2xui32>'}}
func.func private @pa5_unsigned(!qnn.per_axis<i8 : f32, axis = 0,
    scales = dense<0.5> : tensor<2xf64>,
    zero_points = dense<0> : tensor<2xui32>>)

// -----

// expected-error @+1 {{expected zero points as a rank-1 i32 tensor of 2 elements, one per scale, but got 'vector<2xi32>'}}
func.func private @pa5_vector(!qnn.per_axis<i8 : f32, axis = 0,
    scales = dense<0.5> : tensor<2xf64>,
    zero_points = dense<0> : vector<2xi32>>)

// -----

// expected-error @+1 {{expected zero points in the storage range [-128, 127], but got 128 at index 1}}
func.func private @pa5_range(!qnn.per_axis<i8 : f32, axis = 0,
    scales = dense<0.5> : tensor<2xf64>,
    zero_points = dense<[0, 128]> : tensor<2xi32>>)

// -----

// expected-error @+1 {{expected clamp bounds min <= max, but got 3 and 2}}
func.func private @cl1() attributes {clamp = #qnn.clamp<3, 2>}

// -----

// expected-error @+2 {{failed to parse Qnn_ClampAttr parameter 'min'}}
// expected-error @+1 {{integer value too large}}
func.func private @clamp_beyond_int64() attributes {clamp = #qnn.clamp<-9223372036854775809, 0>}

// -----

// expected-error @+1 {{expected 'qnn.target' on a module only}}
func.func private @tg1() attributes {
  qnn.target = #qnn.target<"t", triple = "", features = "">}

// -----

// expected-error @+1 {{expected 'qnn.target' to be a #qnn.target, but got "x86"}}
module @tg2 attributes {qnn.target = "x86"} {}

// -----

// expected-error @+1 {{expected 'qnn.name' to be a string, but got 1 : i64}}
func.func private @nm1_argument(i8 {qnn.name = 1})

// -----

// expected-error @+1 {{expected 'qnn.name' to be a string, but got unit}}
func.func private @nm1_result() -> (i8 {qnn.name})

// -----

// expected-error @+1 {{expected 'qnn.parallel' on a loop only}}
func.func private @pl1() attributes {qnn.parallel}

// -----

func.func @pl2(%n: index) {
  // expected-error @+1 {{expected 'qnn.parallel' to be a unit, but got true}}
  scf.for %i = %n to %n step %n {
  } {qnn.parallel = true}
  return
}

// -----

// expected-error @+1 {{unknown  type `per_block` in dialect `qnn`}}
func.func private @unknown_type(!qnn.per_block<i8>)

// -----

// expected-error @+1 {{unknown attribute `scale` in dialect `qnn`}}
func.func private @unknown_attribute() attributes {a = #qnn.scale<1>}
