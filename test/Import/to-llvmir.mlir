// RUN: quant-opt %s --qnn-to-llvm | quant-translate --mlir-to-llvmir \
// RUN:   | FileCheck %s

!act = !qnn.per_tensor<i8 : f32, scale = 0.5>

// Modules are translated as they are when lowered, with a `qnn.target`; names of
// arguments have no say in LLVM IR.

// CHECK: define internal void @main(ptr noalias %{{.*}}, ptr noalias %{{.*}}, ptr noalias align {{.*}} %{{.*}})
// CHECK: define i32 @main_invoke(
func.func @main(%x: tensor<4x!act> {qnn.name = "x"})
    -> (tensor<4xf32> {qnn.name = "y"}) {
  %0 = qnn.dequantize %x : tensor<4x!act> to tensor<4xf32>
  return %0 : tensor<4xf32>
}
