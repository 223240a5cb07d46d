//===- QnnInterfaces.td - Interfaces of the qnn dialect ----*- tablegen -*-===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef QNN_IR_QNNINTERFACES_TD
#define QNN_IR_QNNINTERFACES_TD

include "mlir/IR/OpBase.td"

def Qnn_QuantizedTypeInterface : TypeInterface<"QuantizedTypeInterface"> {
  let cppNamespace = "::mlir::qnn";
  let description = [{
    An element type that stores integers which stand for real numbers:
    `real = scale * (storage - zero_point)`, with one scale and zero point per
    tensor or one per index of an axis.

    Passes talk to this interface, never to a concrete type, so that further
    schemes (blockwise, power-of-two scales, ...) can be added beside the
    present two.
  }];
  let methods = [
    InterfaceMethod<"The storage integers: width, signedness and range.",
      "::mlir::qnn::Storage", "getStorage">,
    InterfaceMethod<"The floating-point type that the integers stand for.",
      "::mlir::FloatType", "getExpressedType">,
    InterfaceMethod<[{
        The axis of the tensor along which parameters vary; nullopt when one
        scale and zero point serve the whole tensor.
      }], "::std::optional<int64_t>", "getQuantizedAxis">,
    InterfaceMethod<"Number of parameter sets: 1 per tensor, else the axis' size.",
      "int64_t", "getNumChannels">,
    InterfaceMethod<"Scale of channel `channel` in [0, getNumChannels()).",
      "double", "getScale", (ins "int64_t":$channel)>,
    InterfaceMethod<"Zero point of channel `channel` in [0, getNumChannels()).",
      "int64_t", "getZeroPoint", (ins "int64_t":$channel)>,
    InterfaceMethod<[{
        Zero points of all channels as a rank-1 i32 elements attribute of
        getNumChannels() elements.
      }], "::mlir::DenseIntElementsAttr", "getZeroPoints">,
  ];
  let extraSharedClassDeclaration = [{
    /// The signless integer type of the storage's width.
    ::mlir::IntegerType getStorageType() {
      return ::mlir::IntegerType::get($_type.getContext(),
                                      $_type.getStorage().width);
    }
    bool isPerTensor() { return !$_type.getQuantizedAxis(); }
    /// True if every zero point is 0.
    bool isSymmetric() {
      ::mlir::DenseIntElementsAttr zps = $_type.getZeroPoints();
      return ::llvm::all_of(zps.getValues<int32_t>(),
                            [](int32_t zp) { return zp == 0; });
    }
  }];
}

def Qnn_RoundingOpInterface : OpInterface<"RoundingOpInterface"> {
  let cppNamespace = "::mlir::qnn";
  let description = [{
    An op of the quantized tier that rescales. Its rounding mode may be left
    open; `qnn-assign-rounding` decides it for the whole module.
  }];
  let methods = [
    InterfaceMethod<"The rounding mode, if decided.",
      "::std::optional<::mlir::qnn::RoundingMode>", "getRounding">,
    InterfaceMethod<"Decides the rounding mode.", "void", "setRounding",
      (ins "::std::optional<::mlir::qnn::RoundingMode>":$mode)>,
  ];
}

def Qnn_FusedActivationOpInterface : OpInterface<"FusedActivationOpInterface"> {
  let cppNamespace = "::mlir::qnn";
  let description = [{
    An op of the quantized tier with one result that ends in a named activation
    or, once `qnn-fold-activations` has run, in a clamp in storage integers;
    never both.
  }];
  let methods = [
    InterfaceMethod<"The activation, if any.",
      "::std::optional<::mlir::qnn::Activation>", "getActivation">,
    InterfaceMethod<"Removes the activation.", "::mlir::Attribute",
      "removeActivationAttr">,
    InterfaceMethod<"The clamp, if any.",
      "::std::optional<::mlir::qnn::ClampAttr>", "getClamp">,
    InterfaceMethod<"Sets the clamp.", "void", "setClampAttr",
      (ins "::mlir::qnn::ClampAttr":$clamp)>,
  ];
}

#endif // QNN_IR_QNNINTERFACES_TD
