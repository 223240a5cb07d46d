// RUN: quant-opt %s | quant-opt | FileCheck %s
// RUN: quant-opt %s --mlir-print-op-generic | quant-opt | FileCheck %s
// RUN: quant-opt %s --emit-bytecode | quant-opt | FileCheck %s
// RUN: quant-opt %s --verify-roundtrip -o /dev/null
// RUN: quant-opt %s --mlir-print-op-generic | FileCheck %s --check-prefix=GENERIC

!act = !qnn.per_tensor<i8 : f32, scale = 0.5, zero_point = -1>
!uact = !qnn.per_tensor<u8 : f32, scale = 0.5, zero_point = 128>
!acc = !qnn.per_tensor<i32 : f32, scale = 0.01>
!w4 = !qnn.per_tensor<i4 : f32, scale = 0.25>
!wgt = !qnn.per_axis<i8<-127:127> : f32, axis = 0,
    scales = dense<[0.5, 0.25]> : tensor<2xf64>,
    zero_points = dense<[0, 1]> : tensor<2xi32>>

// CHECK-LABEL: func @constant(
func.func @constant() {
  // CHECK: qnn.constant dense<{{\[\[}}1, -127, 3], [4, 5, 127]]> : tensor<2x3xi8> to tensor<2x3x![[WGT:.*]]>
  %0 = qnn.constant dense<[[1, -127, 3], [4, 5, 127]]> : tensor<2x3xi8>
      to tensor<2x3x!wgt>
  // CHECK: qnn.constant dense<-8> : tensor<2xi4> to tensor<2x!qi4>
  %1 = qnn.constant dense<-8> : tensor<2xi4> to tensor<2x!w4>
  // CHECK: qnn.constant dense<7> : tensor<i8> to tensor<!{{.*}}>
  %2 = qnn.constant dense<7> : tensor<i8> to tensor<!act>
  // CHECK: qnn.constant dense<> : tensor<0x2xi8> to tensor<0x2x!{{.*}}>
  %3 = qnn.constant dense<> : tensor<0x2xi8> to tensor<0x2x!act>
  return
}

// CHECK-LABEL: func @quantize(
// CHECK-SAME: %[[X:.*]]: tensor<2x4xf32>)
func.func @quantize(%x: tensor<2x4xf32>) {
  // CHECK: qnn.quantize %[[X]] half_away : tensor<2x4xf32> to tensor<2x4x!{{.*}}>
  // GENERIC: "qnn.quantize"(%{{.*}}) <{rounding = #qnn.float_rounding<half_away>}>
  %0 = qnn.quantize %x half_away : tensor<2x4xf32> to tensor<2x4x!act>
  // CHECK: qnn.quantize %[[X]] half_even : tensor<2x4xf32> to tensor<2x4x!{{.*}}>
  %1 = qnn.quantize %x half_even : tensor<2x4xf32> to tensor<2x4x!wgt>
  return
}

// CHECK-LABEL: func @dequantize(
// CHECK-SAME: %[[Q:.*]]: tensor<4x!{{.*}}>)
func.func @dequantize(%q: tensor<4x!act>) {
  // CHECK: qnn.dequantize %[[Q]] : tensor<4x!{{.*}}> to tensor<4xf32>
  %0 = qnn.dequantize %q : tensor<4x!act> to tensor<4xf32>
  return
}

// CHECK-LABEL: func @requantize(
// CHECK-SAME: %[[ACC:.*]]: tensor<2x4x!qi32>, %[[W:.*]]: tensor<2x4x!{{.*}}>)
func.func @requantize(%acc: tensor<2x4x!acc>, %w: tensor<2x4x!wgt>) {
  // CHECK: qnn.requantize %[[ACC]] : tensor<2x4x!qi32> to tensor<2x4x!{{.*}}>
  %0 = qnn.requantize %acc : tensor<2x4x!acc> to tensor<2x4x!act>
  // CHECK: qnn.requantize %[[ACC]] rounding(double_round) :
  %1 = qnn.requantize %acc rounding(double_round)
      : tensor<2x4x!acc> to tensor<2x4x!act>
  // CHECK: qnn.requantize %[[ACC]] clamp<0, 255> :
  %2 = qnn.requantize %acc clamp<0, 255>
      : tensor<2x4x!acc> to tensor<2x4x!uact>
  // CHECK: qnn.requantize %[[W]] rounding(half_even_f32) clamp<-127, 0> :
  // GENERIC: "qnn.requantize"(%{{.*}}) <{clamp = #qnn.clamp<-127, 0>, rounding = #qnn.rounding_mode<half_even_f32>}>
  %3 = qnn.requantize %w rounding(half_even_f32) clamp<-127, 0>
      : tensor<2x4x!wgt> to tensor<2x4x!act>
  return
}

// CHECK-LABEL: func @scast(
// CHECK-SAME: %[[Q:.*]]: tensor<2x!qi4>)
func.func @scast(%q: tensor<2x!w4>) {
  // CHECK: %[[S:.*]] = qnn.scast %[[Q]] : tensor<2x!qi4> to tensor<2xi4>
  %0 = qnn.scast %q : tensor<2x!w4> to tensor<2xi4>
  // CHECK: qnn.scast %[[S]] : tensor<2xi4> to tensor<2x!qi4>
  %1 = qnn.scast %0 : tensor<2xi4> to tensor<2x!w4>
  return
}

// CHECK-LABEL: func @reshape(
// CHECK-SAME: %[[Q:.*]]: tensor<2x2x!qi32>)
func.func @reshape(%q: tensor<2x2x!acc>) {
  // CHECK: qnn.reshape %[[Q]] : tensor<2x2x!qi32> to tensor<4x!qi32>
  %0 = qnn.reshape %q : tensor<2x2x!acc> to tensor<4x!acc>
  return
}

// CHECK-LABEL: func @fully_connected(
// CHECK-SAME: %[[X:.*]]: tensor<3x4x!{{.*}}>, %[[W:.*]]: tensor<2x4x!{{.*}}>, %[[B:.*]]: tensor<2xi32>,
func.func @fully_connected(%x: tensor<3x4x!act>, %w: tensor<2x4x!wgt>,
                           %b: tensor<2xi32>, %e: tensor<3x0x!act>,
                           %we: tensor<2x0x!w4>) {
  // CHECK: qnn.fully_connected %[[X]], %[[W]] : tensor<3x4x!{{.*}}>, tensor<2x4x!{{.*}}> to tensor<3x2x!{{.*}}>
  %0 = qnn.fully_connected %x, %w
      : tensor<3x4x!act>, tensor<2x4x!wgt> to tensor<3x2x!act>
  // CHECK: qnn.fully_connected %[[X]], %[[W]] bias(%[[B]]) activation(relu6) rounding(single_round) f32_accumulator_scale : tensor<3x4x!{{.*}}>, tensor<2x4x!{{.*}}>, tensor<2xi32> to tensor<3x2x!{{.*}}>
  // GENERIC: "qnn.fully_connected"(%{{.*}}) <{activation = #qnn.activation<relu6>, f32_accumulator_scale, rounding = #qnn.rounding_mode<single_round>}>
  %1 = qnn.fully_connected %x, %w bias(%b) activation(relu6)
      rounding(single_round) f32_accumulator_scale
      : tensor<3x4x!act>, tensor<2x4x!wgt>, tensor<2xi32> to tensor<3x2x!act>
  // CHECK: qnn.fully_connected %[[X]], %[[W]] bias(%[[B]]) clamp<-1, 11> :
  %2 = qnn.fully_connected %x, %w bias(%b) clamp<-1, 11>
      : tensor<3x4x!act>, tensor<2x4x!wgt>, tensor<2xi32> to tensor<3x2x!act>
  // A sum of no products is the bias.
  // CHECK: qnn.fully_connected %{{.*}} : tensor<3x0x!{{.*}}>, tensor<2x0x!qi4> to tensor<3x2x!qu8>
  %3 = qnn.fully_connected %e, %we
      : tensor<3x0x!act>, tensor<2x0x!w4> to tensor<3x2x!uact>
  return
}

// CHECK-LABEL: func @dot(
// CHECK-SAME: %[[X:.*]]: tensor<3x4xi8>, %[[W:.*]]: tensor<2x4xi8>, %[[B:.*]]: tensor<2xi32>, %[[S:.*]]: tensor<3xi32>, %[[Z:.*]]: tensor<2xi32>)
func.func @dot(%x: tensor<3x4xi8>, %w: tensor<2x4xi8>, %b: tensor<2xi32>,
               %s: tensor<3xi32>, %z: tensor<2xi32>) {
  // CHECK: qnn.dot signed(%[[X]]), signed(%[[W]]) bias(%[[B]]) : tensor<3x4xi8>, tensor<2x4xi8>, tensor<2xi32> -> tensor<3x2xi32>
  // GENERIC: "qnn.dot"(%{{.*}}) <{input_signedness = #qnn.signedness<signed>, operandSegmentSizes = array<i32: 1, 1, 1, 0, 0>, weights_signedness = #qnn.signedness<signed>}>
  %0 = qnn.dot signed(%x), signed(%w) bias(%b)
      : tensor<3x4xi8>, tensor<2x4xi8>, tensor<2xi32> -> tensor<3x2xi32>
  // CHECK: qnn.dot unsigned(%[[X]]), signed(%[[W]]) bias(%[[B]]) row_sums(%[[S]]) zero_points(%[[Z]]) : tensor<3x4xi8>, tensor<2x4xi8>, tensor<2xi32>, tensor<3xi32>, tensor<2xi32> -> tensor<3x2xi32>
  %1 = qnn.dot unsigned(%x), signed(%w) bias(%b) row_sums(%s) zero_points(%z)
      : tensor<3x4xi8>, tensor<2x4xi8>, tensor<2xi32>, tensor<3xi32>,
        tensor<2xi32> -> tensor<3x2xi32>
  return
}

// CHECK-LABEL: func @row_sum(
// CHECK-SAME: %[[X:.*]]: tensor<3x4xi8>)
func.func @row_sum(%x: tensor<3x4xi8>) {
  // CHECK: qnn.row_sum unsigned(%[[X]]) : tensor<3x4xi8> -> tensor<3xi32>
  %0 = qnn.row_sum unsigned(%x) : tensor<3x4xi8> -> tensor<3xi32>
  return
}

// CHECK-LABEL: func @flip_sign(
// CHECK-SAME: %[[X:.*]]: tensor<3x4xi8>)
func.func @flip_sign(%x: tensor<3x4xi8>) {
  // CHECK: qnn.flip_sign %[[X]] : tensor<3x4xi8>
  %0 = qnn.flip_sign %x : tensor<3x4xi8>
  return
}

// CHECK-LABEL: func @rescale(
// CHECK-SAME: %[[X:.*]]: tensor<3x2xi32>, %[[Y:.*]]: tensor<i8>)
func.func @rescale(%x: tensor<3x2xi32>, %y: tensor<i8>) {
  // CHECK: qnn.rescale double_round signed(%[[X]]) multipliers(dense<1518500250> : tensor<1xi32>) shifts(dense<-7> : tensor<1xi32>) zero_points(dense<0> : tensor<1xi32> to dense<3> : tensor<1xi32>) clamp<-128, 127> : tensor<3x2xi32> -> tensor<3x2xi8>
  %0 = qnn.rescale double_round signed(%x)
      multipliers(dense<1518500250> : tensor<1xi32>)
      shifts(dense<-7> : tensor<1xi32>)
      zero_points(dense<0> : tensor<1xi32> to dense<3> : tensor<1xi32>)
      clamp<-128, 127> : tensor<3x2xi32> -> tensor<3x2xi8>
  // CHECK: qnn.rescale single_round signed(%[[X]]) multipliers(dense<[1073741824, 2147483647]> : tensor<2xi32>) shifts(dense<[-31, 30]> : tensor<2xi32>) {{.*}} axis(1) clamp<0, 65535> : tensor<3x2xi32> -> tensor<3x2xi16>
  %1 = qnn.rescale single_round signed(%x)
      multipliers(dense<[1073741824, 2147483647]> : tensor<2xi32>)
      shifts(dense<[-31, 30]> : tensor<2xi32>)
      zero_points(dense<0> : tensor<1xi32> to dense<[1, -1]> : tensor<2xi32>)
      axis(1) clamp<0, 65535> : tensor<3x2xi32> -> tensor<3x2xi16>
  // CHECK: qnn.rescale half_even_f32 unsigned(%[[Y]])
  // GENERIC: "qnn.rescale"(%{{.*}}) <{clamp = #qnn.clamp<-2147483648, 2147483647>, input_signedness = #qnn.signedness<unsigned>, {{.*}}, rounding = #qnn.rounding_mode<half_even_f32>,
  %2 = qnn.rescale half_even_f32 unsigned(%y)
      multipliers(dense<1518500352> : tensor<1xi32>)
      shifts(dense<0> : tensor<1xi32>)
      zero_points(dense<128> : tensor<1xi32> to dense<0> : tensor<1xi32>)
      clamp<-2147483648, 2147483647> : tensor<i8> -> tensor<i32>
  return
}

// CHECK-LABEL: func @apply_multiplier(
// CHECK-SAME: %[[A:.*]]: i32, %[[B:.*]]: i32, %[[C:.*]]: i32, %[[V:.*]]: vector<8xi32>, %[[W:.*]]: vector<2x[4]xi32>)
func.func @apply_multiplier(%a: i32, %b: i32, %c: i32, %v: vector<8xi32>,
                            %w: vector<2x[4]xi32>) {
  // CHECK: qnn.apply_multiplier double_round %[[A]], %[[B]], %[[C]] : i32
  %0 = qnn.apply_multiplier double_round %a, %b, %c : i32
  // CHECK: qnn.apply_multiplier single_round %[[V]], %[[V]], %[[V]] : vector<8xi32>
  %1 = qnn.apply_multiplier single_round %v, %v, %v : vector<8xi32>
  // CHECK: qnn.apply_multiplier half_even_f32 %[[W]], %[[W]], %[[W]] : vector<2x[4]xi32>
  %2 = qnn.apply_multiplier half_even_f32 %w, %w, %w : vector<2x[4]xi32>
  // CHECK: qnn.apply_multiplier double_round %[[A]], %[[B]], %[[C]] zero_point(%[[A]]) {bounded, negative_shift} : i32
  %3 = qnn.apply_multiplier double_round %a, %b, %c zero_point(%a) {bounded, negative_shift} : i32
  return
}

// CHECK-LABEL: func @lookup(
// CHECK-SAME: %[[X:.*]]: i8, %[[V:.*]]: vector<2x4xi8>, %[[T:.*]]: tensor<4xi8>)
func.func @lookup(%x: i8, %v: vector<2x4xi8>, %t: tensor<4xi8>) {
  // CHECK: qnn.lookup %[[X]] table(dense<7> : tensor<256xi8>) : i8 -> i8
  %0 = qnn.lookup %x table(dense<7> : tensor<256xi8>) : i8 -> i8
  // CHECK: qnn.lookup %[[V]] table(dense<7> : tensor<256xi16>) : vector<2x4xi8> -> vector<2x4xi16>
  %1 = qnn.lookup %v table(dense<7> : tensor<256xi16>)
      : vector<2x4xi8> -> vector<2x4xi16>
  // CHECK: qnn.lookup %[[T]] table(dense<7> : tensor<256xi32>) : tensor<4xi8> -> tensor<4xi32>
  %2 = qnn.lookup %t table(dense<7> : tensor<256xi32>)
      : tensor<4xi8> -> tensor<4xi32>
  return
}

// CHECK-LABEL: func @packed_dot(
// CHECK-SAME: %[[X:.*]]: tensor<3x4xi8>, %[[W:.*]]: tensor<32xi8>, %[[P:.*]]: tensor<1xi32>, %[[S:.*]]: tensor<2xi32>, %[[B:.*]]: tensor<8xi32>, %[[R:.*]]: tensor<3xi32>)
func.func @packed_dot(%x: tensor<3x4xi8>, %w: tensor<32xi8>,
                      %p: tensor<1xi32>, %s: tensor<2xi32>,
                      %b: tensor<8xi32>, %r: tensor<3xi32>) {
  // CHECK: qnn.packed_dot "tile" panels 1 %[[X]], %[[W]] : (tensor<3x4xi8>, tensor<32xi8>) -> tensor<3x6xi32> {
  // CHECK-NEXT: ^bb0(%[[ACC:.*]]: i32):
  // CHECK-NEXT: qnn.yield %[[ACC]] : i32
  %0 = qnn.packed_dot "tile" panels 1 %x, %w
      : (tensor<3x4xi8>, tensor<32xi8>) -> tensor<3x6xi32> {
  ^bb0(%acc: i32):
    qnn.yield %acc : i32
  }
  // CHECK: qnn.packed_dot "tile" panels 1 %[[X]], %[[W]] arranged(%[[P]], %[[S]]) channels(%[[B]]) rows(%[[R]]) : (tensor<3x4xi8>, tensor<32xi8>, tensor<1xi32>, tensor<2xi32>, tensor<8xi32>, tensor<3xi32>) -> tensor<3x6xi32> {
  // CHECK-NEXT: ^bb0(%{{.*}}: i32, %{{.*}}: i32, %{{.*}}: i32):
  %1 = qnn.packed_dot "tile" panels 1 %x, %w arranged(%p, %s)
      channels(%b) rows(%r)
      : (tensor<3x4xi8>, tensor<32xi8>, tensor<1xi32>, tensor<2xi32>,
         tensor<8xi32>, tensor<3xi32>) -> tensor<3x6xi32> {
  ^bb0(%acc: i32, %bias: i32, %row: i32):
    qnn.yield %acc : i32
  }
  return
}

// CHECK-LABEL: func @packed_depthwise(
// CHECK-SAME: %[[X:.*]]: tensor<2x5x9x3xi8>, %[[W:.*]]: tensor<192xi16>, %[[B:.*]]: tensor<16xi32>)
func.func @packed_depthwise(%x: tensor<2x5x9x3xi8>, %w: tensor<192xi16>,
                            %b: tensor<16xi32>) {
  // CHECK: qnn.packed_depthwise "tile" signed(%[[X]]), %[[W]] kernel [2, 3] strides [1, 2] dilations [3, 1] : (tensor<2x5x9x3xi8>, tensor<192xi16>) -> tensor<2x2x4x3xi32> {
  // CHECK-NEXT: ^bb0(%[[ACC:.*]]: i32):
  // CHECK-NEXT: qnn.yield %[[ACC]] : i32
  %0 = qnn.packed_depthwise "tile" signed(%x), %w
      kernel [2, 3] strides [1, 2] dilations [3, 1]
      : (tensor<2x5x9x3xi8>, tensor<192xi16>) -> tensor<2x2x4x3xi32> {
  ^bb0(%acc: i32):
    qnn.yield %acc : i32
  }
  // CHECK: qnn.packed_depthwise "tile" unsigned(%[[X]]), %[[W]] channels(%[[B]], %[[B]]) kernel [2, 3] strides [1, 1] dilations [1, 1] : (tensor<2x5x9x3xi8>, tensor<192xi16>, tensor<16xi32>, tensor<16xi32>) -> tensor<2x4x7x3xi32> {
  // CHECK-NEXT: ^bb0(%{{.*}}: i32, %{{.*}}: i32, %{{.*}}: i32):
  %1 = qnn.packed_depthwise "tile" unsigned(%x), %w channels(%b, %b)
      kernel [2, 3] strides [1, 1] dilations [1, 1]
      : (tensor<2x5x9x3xi8>, tensor<192xi16>, tensor<16xi32>, tensor<16xi32>)
     -> tensor<2x4x7x3xi32> {
  ^bb0(%acc: i32, %bias: i32, %multiplier: i32):
    qnn.yield %acc : i32
  }
  return
}

// CHECK-LABEL: func @tiles(
// CHECK-SAME: %[[X:[^:]*]]: tensor<64x256xi8>, %[[W:[^:]*]]: memref<2048xi8>, %[[ACC:[^:]*]]: vector<15x16xi32>, %[[I:[^:]*]]: index)
func.func @tiles(%x: tensor<64x256xi8>, %w: memref<2048xi8>,
                 %acc: vector<15x16xi32>, %i: index) -> vector<15x16xi32> {
  // CHECK: %[[A:.*]] = qnn.tile_read %[[X]][%[[I]], %[[I]]] steps [1, 0] : tensor<64x256xi8> -> vector<15x48xi8>
  %0 = qnn.tile_read %x[%i, %i] steps [1, 0] : tensor<64x256xi8> -> vector<15x48xi8>
  // CHECK: %[[B:.*]] = qnn.tile_read %[[W]][%[[I]]] steps [128] : memref<2048xi8> -> vector<12x64xi8>
  %1 = qnn.tile_read %w[%i] steps [128] : memref<2048xi8> -> vector<12x64xi8>
  // CHECK: qnn.tile_dot "x86.tdpbssd" %[[A]], %[[B]], %[[ACC]] : vector<15x48xi8>, vector<12x64xi8>, vector<15x16xi32>
  %2 = qnn.tile_dot "x86.tdpbssd" %0, %1, %acc
      : vector<15x48xi8>, vector<12x64xi8>, vector<15x16xi32>
  return %2 : vector<15x16xi32>
}

// CHECK-LABEL: func @apply_float_multiplier(
// CHECK-SAME: %[[X:.*]]: i32, %[[F:.*]]: f32, %[[V:.*]]: vector<2x4xi32>, %[[G:.*]]: vector<2x4xf32>)
func.func @apply_float_multiplier(%x: i32, %f: f32, %v: vector<2x4xi32>,
                                  %g: vector<2x4xf32>) {
  // CHECK: qnn.apply_float_multiplier %[[X]], %[[F]], %[[F]], %[[F]] : i32
  %0 = qnn.apply_float_multiplier %x, %f, %f, %f : i32
  // CHECK: qnn.apply_float_multiplier %[[V]], %[[G]], %[[G]], %[[G]] {clamped_at_zero} : vector<2x4xi32>
  %1 = qnn.apply_float_multiplier %v, %g, %g, %g {clamped_at_zero} : vector<2x4xi32>
  return
}
