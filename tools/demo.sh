#!/usr/bin/env bash
#
# Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
# See https://llvm.org/LICENSE.txt for license information.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
# Builds the tools and shows what they make of a TFLite model.

set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
source tools/setup.sh

# show TITLE COMMAND: prints both and runs the command.
show() {
  printf '\n# %s\n$ %s\n' "$1" "$2"
  eval "$2"
}

# Prints the first loop in a file of assembly that has no loop in it, abridged.
print_inner_loop() {
  awk '/^\.LBB/ { label = $1; n = 0 }
    { line[n++] = $0 }
    $1 ~ /^j/ && $2 ":" == label {
      for (i = 0; i < n - 1 && i < 12; ++i) print line[i]
      if (i < n - 1) print "\t... " n - 1 - i " lines ..."
      print line[n - 1]
      exit
    }' "$1"
}

install_packages
build_with_clang build 'quant-opt quant-run quant-translate'
export PATH=$PWD/build/bin:$PATH
model=test/Integration/Models/ad01_int8
out=build/demo
mkdir -p $out

show 'An autoencoder of ten layers that finds broken machines by their sound.' \
  "quant-translate --import-tflite $model/model.tflite -o $out/ad01.mlir"

show 'Its first layer. Scales and zero points are in the types.' \
  "quant-opt $out/ad01.mlir --mlir-elide-elementsattrs-if-larger=4 |
    sed -n '/func.func/,/fully_connected/p'"

show 'Integers only: zero points are in the bias, scales are multipliers.' \
  "quant-opt $out/ad01.mlir --qnn-to-integer=target=native \\
    --mlir-elide-elementsattrs-if-larger=4 |
    awk '/qnn.(dot|rescale)/ && ++n <= 2'"

show 'Instructions are chosen by the weights, and weights packed for them.' \
  "quant-opt $out/ad01.mlir --qnn-to-integer=target=native --qnn-select-tiles \\
    --qnn-pack-contractions --mlir-elide-elementsattrs-if-larger=4 |
    awk '/qnn.(dot|packed_dot)/ && ++n <= 1'"

show 'The inner loop of the first layer.' \
  "quant-run $model/model.tflite --target=native --print-asm >$out/ad01.s
print_inner_loop $out/ad01.s"

show 'Outputs, byte by byte, against those of TensorFlow Lite Micro.' \
  "python3 test/Integration/run_model.py $model quant-run --target=native"

show 'Time of an inference, beside portable code and the time to read the weights.' \
  "quant-run $model/model.tflite --target=native --benchmark=100 \\
    --baselines=generic,stream"
