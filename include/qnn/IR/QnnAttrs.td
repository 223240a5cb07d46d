//===- QnnAttrs.td - Attributes of the qnn dialect ---------*- tablegen -*-===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef QNN_IR_QNNATTRS_TD
#define QNN_IR_QNNATTRS_TD

include "mlir/IR/AttrTypeBase.td"
include "mlir/IR/EnumAttr.td"
include "qnn/IR/QnnDialect.td"

class Qnn_I32Enum<string name, string summary, list<I32EnumAttrCase> cases>
    : I32EnumAttr<name, summary, cases> {
  let genSpecializedAttr = 0;
  let cppNamespace = "::mlir::qnn";
}

// Ops print the bare keyword: `custom<Keyword>($rounding)`.
class Qnn_EnumAttr<EnumInfo enum, string mnemonic>
    : EnumAttr<Qnn_Dialect, enum, mnemonic> {
  let assemblyFormat = "`<` $value `>`";
}

def Qnn_RoundingMode : Qnn_I32Enum<"RoundingMode",
    "rounding mode of fixed-point multiplication", [
  // Saturating rounding doubling high multiply, then a rounding shift with ties
  // away from zero: gemmlowp, and TFLite's built-in and micro kernels.
  I32EnumAttrCase<"DoubleRound", 0, "double_round">,
  // One rounding shift of the 64-bit product, ties toward +infinity.
  I32EnumAttrCase<"SingleRound", 1, "single_round">,
  // Multiply in float32, round to nearest with ties to even: ONNX, PyTorch.
  I32EnumAttrCase<"HalfEvenF32", 2, "half_even_f32">]>;
def Qnn_RoundingModeAttr : Qnn_EnumAttr<Qnn_RoundingMode, "rounding_mode">;

def Qnn_FloatRounding : Qnn_I32Enum<"FloatRounding",
    "rounding of floats to integers", [
  I32EnumAttrCase<"HalfAway", 0, "half_away">,
  I32EnumAttrCase<"HalfEven", 1, "half_even">]>;
def Qnn_FloatRoundingAttr : Qnn_EnumAttr<Qnn_FloatRounding, "float_rounding">;

def Qnn_Signedness : Qnn_I32Enum<"Signedness",
    "reading of signless integers", [
  I32EnumAttrCase<"Signed", 0, "signed">,
  I32EnumAttrCase<"Unsigned", 1, "unsigned">]>;
def Qnn_SignednessAttr : Qnn_EnumAttr<Qnn_Signedness, "signedness">;

def Qnn_Activation : Qnn_I32Enum<"Activation", "fused activation", [
  I32EnumAttrCase<"Relu", 0, "relu">,
  I32EnumAttrCase<"Relu6", 1, "relu6">,
  I32EnumAttrCase<"ReluN1To1", 2, "relu_n1_to_1">]>;
def Qnn_ActivationAttr : Qnn_EnumAttr<Qnn_Activation, "activation">;

def Qnn_UnaryFunction : Qnn_I32Enum<"UnaryFunction", "function of one number", [
  I32EnumAttrCase<"Logistic", 0, "logistic">,
  I32EnumAttrCase<"Tanh", 1, "tanh">,
  I32EnumAttrCase<"HardSwish", 2, "hard_swish">,
  I32EnumAttrCase<"LeakyRelu", 3, "leaky_relu">,
  I32EnumAttrCase<"Relu", 4, "relu">,
  I32EnumAttrCase<"Relu6", 5, "relu6">,
  I32EnumAttrCase<"ReluN1To1", 6, "relu_n1_to_1">,
  I32EnumAttrCase<"Elu", 7, "elu">,
  I32EnumAttrCase<"Gelu", 8, "gelu">,
  I32EnumAttrCase<"GeluTanh", 9, "gelu_tanh">,
  I32EnumAttrCase<"Exp", 10, "exp">,
  I32EnumAttrCase<"Log", 11, "log">,
  I32EnumAttrCase<"Sqrt", 12, "sqrt">,
  I32EnumAttrCase<"Rsqrt", 13, "rsqrt">,
  I32EnumAttrCase<"Square", 14, "square">,
  I32EnumAttrCase<"Abs", 15, "abs">,
  I32EnumAttrCase<"Neg", 16, "neg">,
  I32EnumAttrCase<"Sin", 17, "sin">,
  I32EnumAttrCase<"Cos", 18, "cos">,
  I32EnumAttrCase<"Floor", 19, "floor">,
  I32EnumAttrCase<"Ceil", 20, "ceil">,
  I32EnumAttrCase<"Round", 21, "round">]>;
def Qnn_UnaryFunctionAttr : Qnn_EnumAttr<Qnn_UnaryFunction, "unary_function">;

def Qnn_Flavour : Qnn_I32Enum<"Flavour",
    "whose kernels define a function's integers", [
  // TensorFlow Lite Micro.
  I32EnumAttrCase<"TFLM", 0, "tflm">,
  // TensorFlow Lite's built-in kernels.
  I32EnumAttrCase<"TFLite", 1, "tflite">]>;
def Qnn_FlavourAttr : Qnn_EnumAttr<Qnn_Flavour, "flavour">;

def Qnn_ClampAttr : AttrDef<Qnn_Dialect, "Clamp"> {
  let mnemonic = "clamp";
  let summary = "Inclusive bounds in storage integers";
  let description = [{
    Constraints:
    1. (CL1) `min <= max`.

    Example:
    ```mlir
    #bounds = #qnn.clamp<-128, 127>
    ```
  }];
  let parameters = (ins "int64_t":$min, "int64_t":$max);
  let assemblyFormat = "`<` $min `,` $max `>`";
  let genVerifyDecl = 1;
}

def Qnn_QuantizedElementsAttr : AttrDef<Qnn_Dialect, "QuantizedElements"> {
  let mnemonic = "elements";
  let summary = "The storage integers of a constant quantized tensor";
  let description = [{
    What `qnn.constant` folds to. Were it the dense elements themselves, folders
    of other dialects would take them for elements of the tensor's type:
    `tensor.expand_shape` reads the bit width of the element type from them.

    Example:
    ```mlir
    #weights = #qnn.elements<dense<[1, -2]> : tensor<2xi8>>
    ```
  }];
  let parameters = (ins
    AttrParameter<"::mlir::DenseIntElementsAttr", "storage integers">:$elements);
  let assemblyFormat = "`<` $elements `>`";
}

def Qnn_WindowAttr : AttrDef<Qnn_Dialect, "Window"> {
  let mnemonic = "window";
  let summary = "What a position of a convolution reads of a matrix of lines";
  let description = [{
    The input is a matrix: one line for each row of each image, `image_lines` of
    them per image. Position (oh, ow) reads, for y < `lines` and x < `runs`, the
    `length` elements from column

    ```
    ow * column_stride + x * run_dilation
    ```

    on of line `oh * line_stride + y * line_dilation` of its image.

    Example:
    ```mlir
    #conv3x3 = #qnn.window<image_lines = 7, line_stride = 1, column_stride = 64,
                           lines = 3, line_dilation = 1,
                           runs = 1, run_dilation = 0, length = 192>
    ```
  }];
  let parameters = (ins
    "int64_t":$image_lines, "int64_t":$line_stride, "int64_t":$column_stride,
    "int64_t":$lines, "int64_t":$line_dilation,
    "int64_t":$runs, "int64_t":$run_dilation, "int64_t":$length);
  let assemblyFormat = "`<` struct(params) `>`";
}

def Qnn_TargetAttr : AttrDef<Qnn_Dialect, "Target"> {
  let mnemonic = "target";
  let summary = "The machine that code is generated for";
  let description = [{
    Held by the module as `qnn.target`. `name` is one of the names that the
    tools list (`generic`, `x86-avx2`, ...); `features` is LLVM's feature string.
    An empty triple means the host's.

    Constraints:
    1. (TG1) Only a `builtin.module` has an attribute named `qnn.target`.
    2. (TG2) Its value is a `#qnn.target`.

    Example:
    ```mlir
    #avx2 = #qnn.target<"x86-avx2", triple = "x86_64-unknown-linux-gnu",
                        features = "+avx2">
    ```
  }];
  let parameters = (ins
    StringRefParameter<"name of the target">:$name,
    StringRefParameter<"LLVM triple">:$triple,
    StringRefParameter<"LLVM features">:$features);
  let assemblyFormat = [{
    `<` $name `,` `triple` `=` $triple `,` `features` `=` $features `>`
  }];
}

#endif // QNN_IR_QNNATTRS_TD
