// Another project finds what is installed, builds and runs.

// The libraries of a sanitized build need a sanitized program.
// UNSUPPORTED: asan, roundtrip

// RUN: rm -rf %t
// RUN: %cmake --install %qnn_obj --prefix %t/install
// RUN: %cmake -G Ninja -S %S/Inputs/consumer -B %t/build \
// RUN:   -DCMAKE_C_COMPILER=%host_cc -DCMAKE_CXX_COMPILER=%host_cxx \
// RUN:   -DCMAKE_PREFIX_PATH=%t/install
// RUN: %cmake --build %t/build
// RUN: %t/build/consumer %s | FileCheck %s

// The installed tools and plugin find MLIR.
// RUN: %t/install/bin/quant-opt %s --qnn-fold-zero-points | FileCheck %s
// RUN: mlir-opt %s --load-dialect-plugin=%t/install/lib/QnnPlugin.so \
// RUN:   --load-pass-plugin=%t/install/lib/QnnPlugin.so \
// RUN:   --pass-pipeline="builtin.module(qnn-fold-zero-points)" | FileCheck %s

!act = !qnn.per_tensor<i8 : f32, scale = 0.5, zero_point = 3>
!wgt = !qnn.per_tensor<i8 : f32, scale = 0.25>

// The bias is [10 - 3 * (1 + 2), 20 - 3 * (3 - 4)].
// CHECK-LABEL: func @fully_connected(
// CHECK: arith.constant dense<[1, 23]> : tensor<2xi32>
// CHECK: qnn.dot
func.func @fully_connected(%x: tensor<1x2x!act>) -> tensor<1x2x!act> {
  %w = qnn.constant dense<[[1, 2], [3, -4]]> : tensor<2x2xi8> to tensor<2x2x!wgt>
  %b = arith.constant dense<[10, 20]> : tensor<2xi32>
  %y = qnn.fully_connected %x, %w bias(%b)
      : tensor<1x2x!act>, tensor<2x2x!wgt>, tensor<2xi32> to tensor<1x2x!act>
  return %y : tensor<1x2x!act>
}
