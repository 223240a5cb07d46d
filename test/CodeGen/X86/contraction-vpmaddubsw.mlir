// RUN: quant-run %s --target=x86-avx2 --print-asm > %t
// RUN: FileCheck %s --input-file=%t
// RUN: FileCheck %s --input-file=%t --check-prefix=LOOP \
// RUN:   --implicit-check-not=%rsp --implicit-check-not=imul --implicit-check-not=vpmulld --implicit-check-not=vcvt

// 32 bytes of weights at a time against 4 bytes of the input, and everything in
// registers from the first product to the store.

// CHECK-LABEL: contraction_invoke:
// CHECK: vpbroadcastd {{.*}}, [[X:%ymm[0-9]+]]
// CHECK: vpmaddubsw {{.*}}(%r{{.*}}), [[X]], [[PAIRS:%ymm[0-9]+]]
// CHECK: vpmaddwd [[ONES:%ymm[0-9]+]], [[PAIRS]], [[SUMS:%ymm[0-9]+]]
// CHECK: vpaddd {{.*}}[[SUMS]]

// Sums begin with the bias. Four steps of four panels per iteration, then the
// epilogue: rescale, clamp and narrowing of 32 sums to 32 bytes.
// LOOP-LABEL: contraction_invoke:
// LOOP-COUNT-4: vmovdqu {{.*}}(%r{{.*}}), %ymm
// LOOP: [[LOOP:\.LBB[0-9]+_[0-9]+]]:
// LOOP-COUNT-16: vpmaddubsw {{.*}}(%r{{.*}}), %ymm
// LOOP-NOT: vpmaddubsw
// LOOP: jne [[LOOP]]
// LOOP-NOT: vpaddd
// LOOP: vpmuldq
// LOOP: vpsrlq
// LOOP: vpblendd
// LOOP: vpackusdw
// LOOP: vpackuswb
// LOOP: vmovdqu %ymm{{[0-9]+}}, (%r{{.*}})
// LOOP: retq
func.func @contraction(%x: tensor<1x256xi8>, %w: tensor<8192xi8>,
                       %b: tensor<32xi32>) -> tensor<1x32xi8> {
  %0 = qnn.packed_dot "x86.vpmaddubsw" panels 4 %x, %w channels(%b)
      : (tensor<1x256xi8>, tensor<8192xi8>, tensor<32xi32>) -> tensor<1x32xi8> {
  ^bb0(%acc: i32, %bn: i32):
    %sum = arith.addi %acc, %bn : i32
    %m = arith.constant 1518500250 : i32
    %s = arith.constant -7 : i32
    %1 = qnn.apply_multiplier double_round %sum, %m, %s : i32
    %min = arith.constant -131 : i32
    %2 = arith.maxsi %1, %min : i32
    %max = arith.constant 124 : i32
    %3 = arith.minsi %2, %max : i32
    %zp = arith.constant 3 : i32
    %4 = arith.addi %3, %zp : i32
    %5 = arith.trunci %4 : i32 to i8
    qnn.yield %5 : i8
  }
  return %0 : tensor<1x32xi8>
}
