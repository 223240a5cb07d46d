// A stock mlir-opt gets the dialect, the passes and the pipelines by plugin.

// The plugin of a sanitized build needs a sanitized host.
// UNSUPPORTED: asan

// RUN: mlir-opt %s --load-dialect-plugin=%qnn_plugin | FileCheck %s --check-prefix=DIALECT
// RUN: mlir-opt %s --load-dialect-plugin=%qnn_plugin --load-pass-plugin=%qnn_plugin \
// RUN:   --pass-pipeline="builtin.module(qnn-fold-activations,qnn-fold-zero-points)" \
// RUN:   | FileCheck %s --check-prefix=PASSES
// RUN: mlir-opt %s --load-dialect-plugin=%qnn_plugin --load-pass-plugin=%qnn_plugin \
// RUN:   --pass-pipeline="builtin.module(qnn-to-llvm{target=x86-avx2})" \
// RUN:   | FileCheck %s --check-prefix=PIPELINE

!act = !qnn.per_tensor<i8 : f32, scale = 0.5, zero_point = 3>
!wgt = !qnn.per_tensor<i8 : f32, scale = 0.25>

// DIALECT-LABEL: func @fully_connected(
// DIALECT: qnn.fully_connected {{.*}} activation(relu)

// The bias is [10 - 3 * (1 + 2), 20 - 3 * (3 - 4)].
// PASSES-LABEL: func @fully_connected(
// PASSES-NOT: activation
// PASSES: arith.constant dense<[1, 23]> : tensor<2xi32>
// PASSES: qnn.dot
// PASSES: qnn.requantize {{.*}} clamp<3, 127>

// PIPELINE-LABEL: llvm.func {{.*}}@fully_connected(
// PIPELINE: llvm.call_intrinsic "llvm.x86.avx2.pmadd.wd"
func.func @fully_connected(%x: tensor<1x2x!act>) -> tensor<1x2x!act> {
  %w = qnn.constant dense<[[1, 2], [3, -4]]> : tensor<2x2xi8> to tensor<2x2x!wgt>
  %b = arith.constant dense<[10, 20]> : tensor<2xi32>
  %y = qnn.fully_connected %x, %w bias(%b) activation(relu)
      : tensor<1x2x!act>, tensor<2x2x!wgt>, tensor<2xi32> to tensor<1x2x!act>
  return %y : tensor<1x2x!act>
}
