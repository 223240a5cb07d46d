// DEFINE: %{entry} =
// DEFINE: %{target} =
// DEFINE: %{analyze} = quant-compile %s --entry=%{entry} --target=%{target} --emit=asm -o - \
// DEFINE:   | %python %qnn_src/tools/analyze-loop.py
// REDEFINE: %{target} = aarch64-dotprod
// REDEFINE: %{entry} = gemm
// RUN: %{analyze} | FileCheck %s
// RUN: %{analyze} neoverse-n1 | FileCheck %s --check-prefix=ONE
// REDEFINE: %{entry} = conv3x3
// RUN: %{analyze} | FileCheck %s
// REDEFINE: %{target} = aarch64-neon
// RUN: %{analyze} | FileCheck %s --check-prefix=NEON
// REDEFINE: %{target} = aarch64-i8mm
// REDEFINE: %{entry} = gemm
// RUN: %{analyze} neoverse-n2 neoverse-v1 | FileCheck %s --check-prefix=I8MM
// REDEFINE: %{entry} = conv3x3
// RUN: %{analyze} neoverse-n2 neoverse-v1 | FileCheck %s --check-prefix=I8MM
// RUN: not %python %qnn_src/tools/analyze-loop.py < %s 2>&1 | FileCheck %s --check-prefix=ERROR

// Where instructions are not issued in order, the loops of the layers of docs/Targets.md
// do what the multipliers can.
// CHECK: 1344 products
// CHECK: cortex-a55: {{.*}} {{[89].}}% of the peak
// CHECK: cortex-a76: {{.*}} {{99|100}}% of the peak
// CHECK: neoverse-n1: {{.*}} {{99|100}}% of the peak
// CHECK: neoverse-v1: {{.*}} {{9.|100}}% of the peak
// CHECK: apple-m1: {{.*}} {{9.|100}}% of the peak
// ONE-COUNT-1: of the peak
// ONE-NOT: of the peak
// NEON: 384 products
// NEON: cortex-a55: {{.*}} {{[7-9].}}% of the peak
// NEON: cortex-a76: {{.*}} {{99|100}}% of the peak
// NEON: neoverse-n1: {{.*}} {{99|100}}% of the peak
// I8MM: {{3072|2560}} products
// I8MM: neoverse-n2: {{.*}} {{99|100}}% of the peak
// I8MM: neoverse-v1: {{.*}} {{99|100}}% of the peak
// ERROR: error: expected assembly of AArch64 with a loop that multiplies

!act = !qnn.per_tensor<i8 : f32, scale = 0.5, zero_point = 3>
!wgt = !qnn.per_tensor<i8 : f32, scale = 0.25>

func.func @gemm(%x: tensor<120x1024x!act>) -> tensor<120x256x!act> {
  %w = qnn.constant dense<1> : tensor<256x1024xi8> to tensor<256x1024x!wgt>
  %0 = qnn.fully_connected %x, %w
      : tensor<120x1024x!act>, tensor<256x1024x!wgt> to tensor<120x256x!act>
  return %0 : tensor<120x256x!act>
}

func.func @conv3x3(%x: tensor<1x30x30x64x!act>) -> tensor<1x28x28x64x!act> {
  %w = qnn.constant dense<1> : tensor<64x3x3x64xi8> to tensor<64x3x3x64x!wgt>
  %0 = qnn.conv2d %x, %w strides [1, 1] dilations [1, 1] padding [0, 0, 0, 0]
      : tensor<1x30x30x64x!act>, tensor<64x3x3x64x!wgt> to tensor<1x28x28x64x!act>
  return %0 : tensor<1x28x28x64x!act>
}

func.func @vector(%x: tensor<1x1024x!act>) -> tensor<1x256x!act> {
  %w = qnn.constant dense<1> : tensor<256x1024xi8> to tensor<256x1024x!wgt>
  %0 = qnn.fully_connected %x, %w
      : tensor<1x1024x!act>, tensor<256x1024x!wgt> to tensor<1x256x!act>
  return %0 : tensor<1x256x!act>
}
