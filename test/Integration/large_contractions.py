# ===- large_contractions.py - Contractions for matrix tiles ---*- python -*-===#
#
# Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
# See https://llvm.org/LICENSE.txt for license information.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
# ===----------------------------------------------------------------------===#

"""Prints functions for run_functions.py: contractions that are large enough for
tiles of 16 rows, 16 lanes and 16 steps of 4 columns, some for rows to be paired in
several strips, some with more products than what a block reads stays in a cache, and
two with inputs that are larger than that. Sizes are multiples of none, some or all of
them, and weights random: evenly spread, with -128 among them, or with the standard
deviation that is given. Then inputs of some functions are all the largest or the least
number.

Usage: large_contractions.py [deviation]
"""

import itertools
import math
import random
import sys
from array import array
from operator import mul

# Storage and zero point of the input and of the weights.
SIGNEDNESS = {
    "ss": ("i8", -5, "i8", 0),
    "us": ("u8", 131, "i8", 0),
    "su": ("i8", 127, "u8", 3),
    "uu": ("u8", 0, "u8", 3),
}

# Rows, columns, outputs, and a key of SIGNEDNESS.
PRODUCTS = [
    (16, 256, 64, "ss"),
    (17, 268, 65, "us"),
    (31, 130, 33, "su"),
    (33, 63, 40, "uu"),
    (49, 200, 48, "ss"),
    (80, 64, 96, "uu"),
    (96, 260, 112, "su"),
    (15, 1024, 130, "us"),
    (7, 1023, 64, "ss"),
    (113, 36, 63, "ss"),
    (1, 1024, 129, "ss"),
    (1, 1024, 130, "ss"),
    (1, 642, 65, "ss"),
    (1, 642, 64, "us"),
    (101, 250, 70, "ss"),
    (301, 1024, 72, "us"),
]

# Height, width and channels of two images, outputs, kernel, stride, dilation,
# padding, and a key of SIGNEDNESS.
CONVOLUTIONS = [
    (9, 33, 16, 32, (3, 3), 1, 1, 1, "ss"),
    (8, 17, 24, 33, (3, 3), 1, 1, 0, "us"),
    (27, 60, 3, 64, (5, 5), 2, 1, 2, "ss"),
    (12, 35, 20, 48, (3, 3), 1, 2, 2, "ss"),
    (6, 34, 64, 80, (1, 1), 2, 1, 0, "us"),
    (25, 80, 15, 64, (2, 2), 3, 1, 0, "ss"),
    (3, 16, 68, 64, (1, 1), 1, 1, 0, "us"),
    (27, 31, 24, 40, (3, 3), 1, 2, 2, "ss"),
    (26, 61, 16, 48, (3, 3), 2, 1, 1, "us"),
    (58, 70, 80, 72, (1, 1), 2, 1, 0, "us"),
    (7, 20, 96, 48, (3, 3), 1, 2, 2, "ss"),
]


# Rows, columns and outputs of products of integers, one for each signedness.
INTEGER_PRODUCTS = [(33, 200, 33), (48, 128, 64)]


def get_types(key, num_products):
    storage, zero_point, weight_storage, weight_zero_point = SIGNEDNESS[key]
    return (
        f"!qnn.per_tensor<{storage} : f32, scale = 0.5, zero_point = {zero_point}>",
        f"!qnn.per_tensor<{weight_storage} : f32, scale = 0.5, "
        f"zero_point = {weight_zero_point}>",
        f"!qnn.per_tensor<{storage} : f32, scale = {25.0 * num_products**0.5}, "
        f"zero_point = {zero_point}>",
    )


def get_tensor(shape, element):
    return f"tensor<{'x'.join(map(str, shape))}x{element}>"


def get_bytes(seed, shape, deviation=None):
    generator = random.Random(seed)
    if deviation is None:
        values = bytearray(generator.randbytes(math.prod(shape)))
        values[:2] = b"\x80\xff"
    else:
        numbers = [generator.gauss(0, deviation) for _ in range(math.prod(shape))]
        values = bytearray(max(-127, min(127, round(x))) & 255 for x in numbers)
    return values


def get_dense(values, shape):
    return f'dense<"0x{values.hex().upper()}"> : {get_tensor(shape, "i8")}'


def get_rows(values, size, signedness):
    numbers = array("b" if signedness == "signed" else "B", bytes(values))
    return [numbers[i : i + size] for i in range(0, len(numbers), size)]


def print_integer_product(m, k, n, input_signedness, weight_signedness):
    name = f"integers_{m}x{k}x{n}_{input_signedness}_{weight_signedness}"
    x, w = get_tensor((m, k), "i8"), get_tensor((n, k), "i8")
    y = get_tensor((m, n), "i32")
    input_bytes, weight_bytes = get_bytes(name, (m, k)), get_bytes(w, (n, k))
    inputs = get_rows(input_bytes, k, input_signedness)
    weights = get_rows(weight_bytes, k, weight_signedness)
    print("// INPUT u8:", *input_bytes)
    print("// OUTPUT i32:", *[sum(map(mul, a, b)) for a in inputs for b in weights])
    print(f"func.func @{name}(%x: {x}) -> {y} {{")
    print(f"  %w = arith.constant {get_dense(weight_bytes, (n, k))}")
    print(f"  %b = arith.constant dense<0> : tensor<{n}xi32>")
    print(f"  %y = qnn.dot {input_signedness}(%x), {weight_signedness}(%w) bias(%b)")
    print(f"      : {x}, {w}, tensor<{n}xi32> -> {y}")
    print(f"  return %y : {y}")
    print("}\n")


def print_function(name, key, shapes, num_products, op, attributes, deviation):
    """`shapes` are those of the input, the weights and the result."""
    for alias, type in zip("xwy", get_types(key, num_products)):
        print(f"!{name}_{alias} = {type}")
    x, w, y = [
        get_tensor(shape, f"!{name}_{alias}") for shape, alias in zip(shapes, "xwy")
    ]
    storage = SIGNEDNESS[key][0]
    channels = shapes[1][0]
    bias = [random.Random(n).randrange(-5000, 5000) for n in range(channels)]
    bounds = {"i8": ("-128", "127"), "u8": ("0", "255")}[storage]
    inputs = "random" if deviation is None else (*bounds, "random")[channels % 3]
    print(f"// INPUT {storage}: {inputs}")
    print(f"// OUTPUT {storage}: reference")
    print(f"func.func @{name}(%x: {x}) -> {y} {{")
    weights = get_dense(get_bytes(name, shapes[1], deviation), shapes[1])
    print(f"  %w = qnn.constant {weights} to {w}")
    print(f"  %b = arith.constant dense<{bias}> : tensor<{channels}xi32>")
    print(f"  %y = qnn.{op} %x, %w bias(%b) {attributes} rounding(double_round)")
    print(f"      : {x}, {w}, tensor<{channels}xi32> to {y}")
    print(f"  return %y : {y}")
    print("}\n")


def main(deviation=None):
    deviation = deviation and float(deviation)
    for m, k, n, key in PRODUCTS:
        name = f"product_{m}x{k}x{n}_{key}"
        shapes = ((m, k), (n, k), (m, n))
        print_function(name, key, shapes, k, "fully_connected", "", deviation)
    for h, w, c, n, kernel, stride, dilation, padding, key in CONVOLUTIONS:
        out = [
            (size + 2 * padding - dilation * (taps - 1) - 1) // stride + 1
            for size, taps in zip((h, w), kernel)
        ]
        name = f"conv{kernel[0]}x{kernel[1]}_{h}x{w}x{c}_{n}_{key}"
        shapes = ((2, h, w, c), (n, *kernel, c), (2, *out, n))
        attributes = (
            f"strides [{stride}, {stride}] dilations [{dilation}, {dilation}] "
            f"padding [{', '.join([str(padding)] * 4)}]"
        )
        num_products = kernel[0] * kernel[1] * c
        print_function(
            name, key, shapes, num_products, "conv2d", attributes, deviation
        )
    for m, k, n in INTEGER_PRODUCTS:
        for signedness in itertools.product(("signed", "unsigned"), repeat=2):
            print_integer_product(m, k, n, *signedness)


main(*sys.argv[1:])
