//===- ContractionPasses.td - From contractions to vectors *- tablegen -*-===//
//
// Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
// See https://llvm.org/LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef QNN_CODEGEN_CONTRACTIONPASSES_TD
#define QNN_CODEGEN_CONTRACTIONPASSES_TD

include "mlir/Pass/PassBase.td"

def QnnSelectTiles : Pass<"qnn-select-tiles"> {
  let summary = "Choose the instruction of every contraction";
  let description = [{
    Gives each `qnn.dot` of constant weights, and each `qnn.conv` of one group or
    depthwise, the attribute `qnn.tile`, the name of an entry of the tile table
    that the target has (docs/Targets.md), and brings its input into the
    signedness that the tile demands: with `x` signed,
    `u = x + 128` unsigned and `w` the weights,

    ```
    bias[n] + sum_k x[m,k] * w[n,k]
      = (bias[n] - 128 * sum_k w[n,k]) + sum_k u[m,k] * w[n,k]
    ```

    modulo 2^32. `x + 128` is a `qnn.flip_sign`, which canonicalization moves
    into the zero point of the producing `qnn.rescale`.

    The choice looks at the weights. A tile that adds products in 16 bits is taken
    if steps can be ordered and split so that no sum leaves them, and that does not
    cost more than another tile; for a depthwise convolution, if taps that are read
    twice can share their weights so that no sum does. One that pairs rows ahead is
    taken if there are enough outputs to read the pairs. With `tiles`, only those
    named are chosen from, to test or to measure them.

    Example, for target `x86-avx2`:
    ```mlir
    func.func @f(%x: tensor<1x4xi8>) -> tensor<1x1xi32> {
      %w = arith.constant dense<[[1, 2, 3, -4]]> : tensor<1x4xi8>
      %b = arith.constant dense<10> : tensor<1xi32>
      %0 = qnn.dot signed(%x), signed(%w) bias(%b)
          : tensor<1x4xi8>, tensor<1x4xi8>, tensor<1xi32> -> tensor<1x1xi32>
      return %0 : tensor<1x1xi32>
    }
    ```
    becomes
    ```mlir
    func.func @f(%x: tensor<1x4xi8>) -> tensor<1x1xi32> {
      %w = arith.constant dense<[[1, 2, 3, -4]]> : tensor<1x4xi8>
      %b = arith.constant dense<-246> : tensor<1xi32>
      %u = qnn.flip_sign %x : tensor<1x4xi8>
      %0 = qnn.dot unsigned(%u), signed(%w) bias(%b)
          {qnn.tile = "x86.vpmaddubsw"}
          : tensor<1x4xi8>, tensor<1x4xi8>, tensor<1xi32> -> tensor<1x1xi32>
      return %0 : tensor<1x1xi32>
    }
    ```
  }];
  let options = [ListOption<"tiles", "tiles", "std::string",
      "Names of the tiles to choose from (default: all)">];
  let dependentDialects = ["::mlir::arith::ArithDialect",
                           "::mlir::qnn::QnnDialect"];
  let statistics = [
    Statistic<"numTiled", "tiled", "Contractions that got a tile">,
    Statistic<"numProven", "proven",
              "Contractions with sums of 16 bits, proven exact">,
    Statistic<"numFlipped", "flipped",
              "Contractions whose input changed its signedness">];
}

def QnnPackContractions : Pass<"qnn-pack-contractions"> {
  let summary = "Pack the weights of tiled contractions, fuse what follows";
  let description = [{
    A `qnn.dot` or `qnn.conv` with a tile becomes a `qnn.packed_dot`, or a
    `qnn.packed_depthwise` if it is a depthwise convolution, whose weights are
    laid out at compile time as that op's description states. Where sums of products
    could leave the 16 bits that a tile has for them, the steps of each panel are
    arranged so that they do not, and a step that does alone becomes two. Rows of
    the input are padded with zeros to a multiple of the tile's depth.

    The bias, the row-sum term, a `qnn.rescale` that is the only reader of the
    sums, and a `qnn.lookup` that is the only reader of that form the body, so
    that nothing between them goes to memory. For targets with AVX-512, a rescale
    to bytes is a `qnn.apply_float_multiplier` where that is proven to give the
    same.

    Example:
    ```mlir
    func.func @f(%x: tensor<1x3xi8>) -> tensor<1x2xi8> {
      %w = arith.constant dense<[[1, 2, 3], [4, 5, 6]]> : tensor<2x3xi8>
      %b = arith.constant dense<[7, 8]> : tensor<2xi32>
      %0 = qnn.dot unsigned(%x), signed(%w) bias(%b)
          {qnn.tile = "x86.vpmaddubsw"}
          : tensor<1x3xi8>, tensor<2x3xi8>, tensor<2xi32> -> tensor<1x2xi32>
      %1 = qnn.rescale double_round signed(%0)
             multipliers(dense<1073741824> : tensor<1xi32>)
             shifts(dense<-1> : tensor<1xi32>)
             zero_points(dense<0> : tensor<1xi32> to dense<3> : tensor<1xi32>)
             clamp<-128, 127> : tensor<1x2xi32> -> tensor<1x2xi8>
      return %1 : tensor<1x2xi8>
    }
    ```
    becomes
    ```mlir
    func.func @f(%x: tensor<1x3xi8>) -> tensor<1x2xi8> {
      %w = arith.constant dense<
          [1, 2, 3, 0, 4, 5, 6, 0, 0, 0, 0, 0, 0, 0, 0, 0,
           0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]> : tensor<32xi8>
      %zero = arith.constant 0 : i8
      %b = arith.constant dense<[7, 8, 0, 0, 0, 0, 0, 0]> : tensor<8xi32>
      %rows = tensor.pad %x low[0, 0] high[0, 1] {
      ^bb0(%m: index, %k: index):
        tensor.yield %zero : i8
      } : tensor<1x3xi8> to tensor<1x4xi8>
      %0 = qnn.packed_dot "x86.vpmaddubsw" panels 1 %rows, %w channels(%b)
          : (tensor<1x4xi8>, tensor<32xi8>, tensor<8xi32>) -> tensor<1x2xi8> {
      ^bb0(%acc: i32, %bias: i32):
        %multiplier = arith.constant 1073741824 : i32
        %shift = arith.constant -1 : i32
        %low = arith.constant -128 : i32
        %high = arith.constant 127 : i32
        %zero_point = arith.constant 3 : i32
        %1 = arith.addi %acc, %bias : i32
        %2 = qnn.apply_multiplier double_round %1, %multiplier, %shift
            zero_point(%zero_point) {bounded, negative_shift} : i32
        %3 = arith.maxsi %2, %low : i32
        %4 = arith.minsi %3, %high : i32
        %5 = arith.trunci %4 : i32 to i8
        qnn.yield %5 : i8
      }
      return %0 : tensor<1x2xi8>
    }
    ```
  }];
  let dependentDialects = [
    "::mlir::arith::ArithDialect", "::mlir::linalg::LinalgDialect",
    "::mlir::qnn::QnnDialect", "::mlir::tensor::TensorDialect"];
  let statistics = [
    Statistic<"numPacked", "packed", "Contractions packed">,
    Statistic<"numFused", "rescales fused", "Rescales fused into an epilogue">,
    Statistic<"numSteps", "steps", "Steps of all groups of panels">,
    Statistic<"numSplits", "splits",
              "Steps that are there because others were split">];
}

def QnnVectorizeContractions : Pass<"qnn-vectorize-contractions"> {
  let summary = "Lower packed contractions to loops over vectors";
  let description = [{
    Loops whose iterations write different outputs have the attribute `qnn.parallel`.

    `qnn.packed_dot` becomes

    ```
    for each group of panels
      for each block of rows
        accumulators = 0, or the bias that body adds first
        for each step of the group
          accumulators += tile(rows of the input, panels of the weights)
        output = body(accumulators)
    ```

    The accumulators are values carried by the innermost loop. Where the first
    thing that body does is to add a channel operand, they begin with that, but
    for tiles of several rows. Blocks of rows and the last group are cut to size
    at compile time; vectors are stored in part where the last panel is.
    `qnn.packed_depthwise` becomes

    ```
    for each unit of channels
      for each block of outputs on a line
        for each column of the input that the block reads
          rows = the column's rows, interleaved
          for each output of the block that reads it
            accumulators(output) += tile(rows, weights of the unit)
        output = body(accumulators), once its last column is there
    ```

    where blocks are unrolled, and the last of a line, like the last unit, may
    overlap the one before it.

    Example:
    ```mlir
    func.func @f(%x: tensor<1x4xi8>, %w: tensor<32xi8>, %b: tensor<8xi32>)
        -> tensor<1x6xi32> {
      %0 = qnn.packed_dot "x86.vpmaddubsw" panels 1 %x, %w channels(%b)
          : (tensor<1x4xi8>, tensor<32xi8>, tensor<8xi32>) -> tensor<1x6xi32> {
      ^bb0(%acc: i32, %bias: i32):
        %1 = arith.addi %acc, %bias : i32
        qnn.yield %1 : i32
      }
      return %0 : tensor<1x6xi32>
    }
    ```
    becomes
    ```mlir
    func.func @f(%x: tensor<1x4xi8>, %w: tensor<32xi8>, %b: tensor<8xi32>)
        -> tensor<1x6xi32> {
      %c0 = arith.constant 0 : index
      %ones = arith.constant dense<1> : vector<16xi16>
      %no_i8 = ub.poison : i8
      %no_i32 = ub.poison : i32
      %empty = tensor.empty() : tensor<1x6xi32>
      %bias = vector.transfer_read %b[%c0], %no_i32 {in_bounds = [true]}
          : tensor<8xi32>, vector<8xi32>
      %panel = vector.transfer_read %w[%c0], %no_i8 {in_bounds = [true]}
          : tensor<32xi8>, vector<32xi8>
      %bytes = vector.transfer_read %x[%c0, %c0], %no_i8 {in_bounds = [true]}
          : tensor<1x4xi8>, vector<4xi8>
      %0 = vector.bitcast %bytes : vector<4xi8> to vector<1xi32>
      %1 = vector.extract %0[0] : i32 from vector<1xi32>
      %2 = vector.broadcast %1 : i32 to vector<8xi32>
      %lanes = vector.bitcast %2 : vector<8xi32> to vector<32xi8>
      %pairs = llvm.call_intrinsic "llvm.x86.avx2.pmadd.ub.sw"(%lanes, %panel)
          : (vector<32xi8>, vector<32xi8>) -> vector<16xi16>
      %products = llvm.call_intrinsic "llvm.x86.avx2.pmadd.wd"(%pairs, %ones)
          : (vector<16xi16>, vector<16xi16>) -> vector<8xi32>
      %3 = arith.addi %bias, %products : vector<8xi32>
      %4 = vector.extract_strided_slice %3
          {offsets = [0], sizes = [6], strides = [1]}
          : vector<8xi32> to vector<6xi32>
      %5 = vector.transfer_write %4, %empty[%c0, %c0] {in_bounds = [true]}
          : vector<6xi32>, tensor<1x6xi32>
      return %5 : tensor<1x6xi32>
    }
    ```
  }];
  let dependentDialects = [
    "::mlir::arith::ArithDialect", "::mlir::LLVM::LLVMDialect",
    "::mlir::scf::SCFDialect", "::mlir::tensor::TensorDialect",
    "::mlir::vector::VectorDialect"];
}

#endif // QNN_CODEGEN_CONTRACTIONPASSES_TD
