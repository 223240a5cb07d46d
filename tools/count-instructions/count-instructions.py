#!/usr/bin/env python3
# ===- count-instructions.py - What a model executes -----------*- python -*-===#
#
# Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
# See https://llvm.org/LICENSE.txt for license information.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
# ===----------------------------------------------------------------------===#

"""Counts the instructions of a call of a .tflite model, compiled for AArch64, in qemu.

Usage: count-instructions.py model.tflite [target...]

The instructions are what a second call adds to a program. Products are those of
convolutions and fully connected layers, with taps beyond the border. Needs
quant-compile and quant-translate in the path.
"""

import math
import os
import re
import subprocess
import sys
import tempfile

DIRECTORY = os.path.dirname(os.path.abspath(__file__))
TARGETS = ["aarch64-neon", "aarch64-dotprod", "aarch64-i8mm"]
LAYER = re.compile(r"qnn\.(?:conv2d|fully_connected) .* : (.*)")
SHAPE = re.compile(r"tensor<((?:\d+x)*)")


def run(*command):
    return subprocess.run(command, check=True, capture_output=True, text=True)


def count_products(model):
    """Each output is the sum of as many as a channel has weights."""
    products = 0
    for types in LAYER.findall(run("quant-translate", "--import-tflite", model).stdout):
        shapes = [[int(dim) for dim in s.split("x")[:-1]] for s in SHAPE.findall(types)]
        weights, output = shapes[1], shapes[-1]
        products += math.prod(output) * math.prod(weights[1:])
    return products


def count_instructions(model, target):
    with tempfile.TemporaryDirectory() as directory:

        def get_path(name):
            return os.path.join(directory, name)

        def count(num_calls):
            command = ["qemu-aarch64", "-cpu", "max", "-plugin", get_path("plugin.so")]
            return int(run(*command, get_path("invoke"), str(num_calls)).stderr)

        sources = [os.path.join(DIRECTORY, f) for f in ("plugin.c", "invoke.c")]
        run("cc", "-O2", "-shared", "-fPIC", sources[0], "-o", get_path("plugin.so"))
        options = [f"--target={target}", "--name=model", "-o", get_path("model.o")]
        run("quant-compile", model, *options, f"--emit-header={get_path('model.h')}")
        options = [f"-I{directory}", "-static", "-o", get_path("invoke")]
        run("aarch64-linux-gnu-gcc", sources[1], get_path("model.o"), *options)
        return count(2) - count(1)


def main(model, targets):
    try:
        products = count_products(model)
        print(f"{products} products")
        for target in targets:
            instructions = count_instructions(model, target)
            ratio = instructions / max(products, 1)
            print(f"{target}: {instructions} instructions, {ratio:.3f} for a product")
    except FileNotFoundError as error:
        sys.exit(f"error: {error.filename} is not in PATH")
    except subprocess.CalledProcessError as error:
        sys.exit(error.stderr.strip() or f"error: {error.cmd[0]} failed")


if len(sys.argv) < 2:
    sys.exit(__doc__)
main(sys.argv[1], sys.argv[2:] or TARGETS)
