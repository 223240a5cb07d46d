# ===- chain.py - A network of many layers ---------------------*- python -*-===#
#
# Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
# See https://llvm.org/LICENSE.txt for license information.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
# ===----------------------------------------------------------------------===#
"""Prints a function of N layers, by turns a fully connected one and the sum of the
last two values: chain.py N"""

import random
import sys


def main() -> None:
    count = int(sys.argv[1])
    random.seed(0)
    print(
        "!t = !qnn.per_tensor<i8 : f32, scale = 0.1, zero_point = 3>\n"
        "!w = !qnn.per_tensor<i8 : f32, scale = 0.01>\n"
        "func.func @main(%0: tensor<1x8x!t>) -> tensor<1x8x!t> {"
    )
    for i in range(count):
        if i % 2:
            print(
                f"  %{i + 1} = qnn.add %{i}, %{i - 1}\n"
                "      : tensor<1x8x!t>, tensor<1x8x!t> to tensor<1x8x!t>"
            )
            continue
        weights = random.randbytes(64).hex().upper()
        print(
            f'  %w{i} = qnn.constant dense<"0x{weights}"> : tensor<8x8xi8>\n'
            f"      to tensor<8x8x!w>\n"
            f"  %b{i} = arith.constant dense<{i}> : tensor<8xi32>\n"
            f"  %{i + 1} = qnn.fully_connected %{i}, %w{i} bias(%b{i})\n"
            "      : tensor<1x8x!t>, tensor<8x8x!w>, tensor<8xi32>\n"
            "     to tensor<1x8x!t>"
        )
    print(f"  return %{count} : tensor<1x8x!t>\n}}")


if __name__ == "__main__":
    main()
