//===- QnnTypes.td - Types of the qnn dialect --------------*- tablegen -*-===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef QNN_IR_QNNTYPES_TD
#define QNN_IR_QNNTYPES_TD

include "mlir/IR/AttrTypeBase.td"
include "mlir/IR/BuiltinAttributeInterfaces.td"
include "qnn/IR/QnnDialect.td"
include "qnn/IR/QnnInterfaces.td"

class Qnn_QuantizedType<string name, string typeMnemonic, list<Trait> traits = []>
    : TypeDef<Qnn_Dialect, name,
              traits # [DeclareTypeInterfaceMethods<Qnn_QuantizedTypeInterface>]> {
  let mnemonic = typeMnemonic;
  let genVerifyDecl = 1;
}

def Qnn_StorageParameter
    : TypeParameter<"::mlir::qnn::Storage", "storage integers">;
def Qnn_FloatTypeParameter
    : TypeParameter<"::mlir::FloatType", "expressed floating-point type">;

def Qnn_PerTensorType : Qnn_QuantizedType<"PerTensor", "per_tensor"> {
  let summary = "Integers with one scale and zero point for the whole tensor";
  let description = [{
    `real = scale * (storage - zero_point)`.

    Syntax: `!qnn.per_tensor<storage : expressed, scale = s, zero_point = z>`,
    where storage is one of `i4 u4 i8 u8 i16 u16 i32`, followed by `<min:max>`
    if its range is narrower than the integer type's. A zero point of 0 is not
    written.

    Constraints:
    1. (PT1) The storage is i4, u4, i8, u8, i16, u16 or i32.
    2. (PT2) The storage range lies in the integer type's and has at least two
       values.
    3. (PT3) The scale is finite and positive.
    4. (PT4) The zero point lies in the storage range.

    Example:
    ```mlir
    !act = !qnn.per_tensor<u8 : f32, scale = 0.5, zero_point = 128>
    !wgt = !qnn.per_tensor<i8<-127:127> : f32, scale = 0.0078125>
    ```
  }];
  let parameters = (ins
    Qnn_StorageParameter:$storage,
    Qnn_FloatTypeParameter:$expressedType,
    APFloatParameter<"scale, an IEEE double">:$scaleValue,
    "int64_t":$zeroPointValue);
  let builders = [
    TypeBuilderWithInferredContext<(ins "Storage":$storage,
        "FloatType":$expressedType, "double":$scale, "int64_t":$zeroPoint), [{
      return $_get(expressedType.getContext(), storage, expressedType,
                   ::llvm::APFloat(scale), zeroPoint);
    }]>];
  let assemblyFormat = [{
    `<` custom<Storage>($storage) `:` $expressedType `,` `scale` `=`
    custom<ScaleAndZeroPoint>($scaleValue, $zeroPointValue) `>`
  }];
}

def Qnn_PerAxisType : Qnn_QuantizedType<"PerAxis", "per_axis"> {
  let summary = "Integers with a scale and zero point for each index of an axis";
  let description = [{
    `real[.., c, ..] = scales[c] * (storage[.., c, ..] - zero_points[c])`, with
    `c` the index along `axis`.

    The parameters are elements attributes: compared by address, printed once
    per module through a type alias.

    Constraints:
    1. (PA1) The storage is i4, u4, i8, u8, i16, u16 or i32.
    2. (PA2) The storage range lies in the integer type's and has at least two
       values.
    3. (PA3) `axis` is not negative.
    4. (PA4) `scales` is a dense rank-1 f64 tensor of at least one element; all
       are finite and positive.
    5. (PA5) `zero_points` is a dense rank-1 i32 tensor of as many elements as
       `scales`; all lie in the storage range.

    Example:
    ```mlir
    !wgts = !qnn.per_axis<i8<-127:127> : f32, axis = 0,
        scales = dense<[0.5, 0.25]> : tensor<2xf64>,
        zero_points = dense<0> : tensor<2xi32>>
    ```
  }];
  let parameters = (ins
    Qnn_StorageParameter:$storage,
    Qnn_FloatTypeParameter:$expressedType,
    "int64_t":$axis,
    TypeParameter<"::mlir::DenseElementsAttr", "scales, f64">:$scales,
    TypeParameter<"::mlir::DenseElementsAttr", "zero points, i32">:$zeroPointsValue);
  let builders = [
    TypeBuilderWithInferredContext<(ins "Storage":$storage,
        "FloatType":$expressedType, "int64_t":$axis,
        "::llvm::ArrayRef<double>":$scales,
        "::llvm::ArrayRef<int32_t>":$zeroPoints)>];
  let assemblyFormat = [{
    `<` custom<Storage>($storage) `:` $expressedType `,` `axis` `=` $axis `,`
    `scales` `=` $scales `,` `zero_points` `=` $zeroPointsValue `>`
  }];
}

// Type constraints of operands and results.

def Qnn_AnyQuantized
    : Type<CPred<"::llvm::isa<::mlir::qnn::QuantizedTypeInterface>($_self)">,
           "quantized element", "::mlir::qnn::QuantizedTypeInterface">;
def Qnn_QuantizedTensor : StaticShapeTensorOf<[Qnn_AnyQuantized]>;
def Qnn_FloatTensor : StaticShapeTensorOf<[F32]>;
def Qnn_QuantizedOrStorageTensor
    : StaticShapeTensorOf<[Qnn_AnyQuantized, I<4>, I8, I16, I32]>;
def Qnn_ByteTensor : StaticShapeTensorOf<[I8]>;
def Qnn_AccumulatorTensor : StaticShapeTensorOf<[I32]>;
def Qnn_Bytes
    : AnyTypeOf<[I8, VectorOfAnyRankOf<[I8]>, StaticShapeTensorOf<[I8]>],
                "i8, or vector or tensor of i8">;
def Qnn_Integers
    : AnyTypeOf<[I8, I16, I32, VectorOfAnyRankOf<[I8, I16, I32]>,
                 StaticShapeTensorOf<[I8, I16, I32]>],
                "i8, i16 or i32, or vector or tensor of these">;
def Qnn_I32OrVector
    : AnyTypeOf<[I32, VectorOfAnyRankOf<[I32]>], "i32 or vector of i32">;
def Qnn_F32OrVector
    : AnyTypeOf<[F32, VectorOfAnyRankOf<[F32]>], "f32 or vector of f32">;

#endif // QNN_IR_QNNTYPES_TD
