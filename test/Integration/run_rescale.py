# ===- run_rescale.py - Every shift of qnn.rescale -------------*- python -*-===#
#
# Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
# See https://llvm.org/LICENSE.txt for license information.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
# ===----------------------------------------------------------------------===#

"""Runs qnn.rescale in every mode with every shift, as a parameter of channels and as
a constant of the code, and compares with docs/Numerics.md, computed on Python's
integers.

Usage: run_rescale.py path/to/quant-run argument...
"""

import os
import random
import struct
import subprocess
import sys
import tempfile

SHIFTS = range(-31, 31)
MODES = ["double_round", "single_round", "half_even_f32"]


def wrap(x):
    return (x + 2**31) % 2**32 - 2**31


def to_f32(x):
    return struct.unpack("f", struct.pack("f", x))[0]


def double_round(x, m, shift):
    left, right = max(shift, 0), max(-shift, 0)
    high = (wrap(x << left) * m + 2**30) >> 31
    quotient = (abs(high) + (1 << right >> 1)) >> right
    return quotient if high >= 0 else -quotient


def single_round(x, m, shift):
    return wrap((x * m + 2 ** (30 - shift)) >> (31 - shift))


def half_even_f32(x, m, shift):
    # A double holds the product of two float32.
    product = to_f32(to_f32(x) * to_f32(m * 2.0 ** (shift - 31)))
    return min(max(round(product), -(2**31)), 2**31 - 1)


def get_inputs():
    """The ends of the range, numbers next to powers of two, which give ties, and
    random ones."""
    inputs = [-(2**31), 1 - 2**31, 2**31 - 1, 0]
    for k in range(30):
        inputs += [f * 2**k + d for f in (-3, -1, 1, 3) for d in (-1, 0, 1)]
    inputs = [x for x in inputs if wrap(x) == x]
    return inputs + [random.randrange(-(2**31), 2**31) for _ in range(40)]


def get_multiplier(mode):
    special = [0, 2**30, 3 * 2**29, 2**31 - 1]
    m = random.choice(special + [random.randrange(2**30, 2**31) for _ in range(8)])
    # The multipliers of float32 have 24 bits.
    return m - m % 128 if mode == "half_even_f32" else m


def rescale(result, mode, multipliers, shifts, axis, shape):
    zeros = "dense<0> : tensor<1xi32>"
    parameters = f"tensor<{len(shifts)}xi32>"
    return f"""
  {result} = qnn.rescale {mode} signed(%x)
      multipliers(dense<{multipliers}> : {parameters})
      shifts(dense<{shifts}> : {parameters})
      zero_points({zeros} to {zeros}) {axis}
      clamp<{-(2**31)}, {2**31 - 1}> : {shape} -> {shape}"""


def create_function(name, body, shape, num_results):
    values = ", ".join(f"%{i}" for i in range(num_results))
    types = ", ".join([shape] * num_results)
    return f"""
func.func @{name}(%x: {shape}) -> ({types}) {{{body}
  return {values} : {types}
}}"""


def run(command, text, name, inputs, num_results):
    with tempfile.TemporaryDirectory() as directory:

        def get_path(name):
            return os.path.join(directory, name)

        with open(get_path("model.mlir"), "w") as file:
            file.write(text)
        with open(get_path("input"), "wb") as file:
            file.write(struct.pack(f"<{len(inputs)}i", *inputs))
        outputs = [get_path(f"output{i}") for i in range(num_results)]
        paths = [f"--inputs={get_path('input')}", f"--outputs={','.join(outputs)}"]
        model = get_path("model.mlir")
        quant_run, *options = command
        subprocess.run(
            [quant_run, model, f"--entry={name}", *options, *paths], check=True
        )
        for path in outputs:
            with open(path, "rb") as file:
                yield struct.unpack(f"<{len(inputs)}i", file.read())


def check(command, mode):
    """Yields what is wrong."""
    inputs = get_inputs()
    multipliers = [get_multiplier(mode) for _ in SHIFTS]

    def compare(x, channel, actual):
        arguments = x, multipliers[channel], SHIFTS[channel]
        expected = globals()[mode](*arguments)
        if actual != expected:
            yield f"{mode}{arguments}: expected {expected}, but got {actual}"

    shape = f"tensor<{len(inputs)}x{len(SHIFTS)}xi32>"
    body = rescale("%0", mode, multipliers, list(SHIFTS), "axis(1)", shape)
    text = create_function("channels", body, shape, 1)
    repeated = [x for x in inputs for _ in SHIFTS]
    (results,) = run(command, text, "channels", repeated, 1)
    for i, (x, actual) in enumerate(zip(repeated, results, strict=True)):
        yield from compare(x, i % len(SHIFTS), actual)

    shape = f"tensor<{len(inputs)}xi32>"
    body = "".join(
        rescale(f"%{i}", mode, [m], [shift], "", shape)
        for i, (m, shift) in enumerate(zip(multipliers, SHIFTS, strict=True))
    )
    text = create_function("constants", body, shape, len(SHIFTS))
    results = run(command, text, "constants", inputs, len(SHIFTS))
    for channel, result in enumerate(results):
        for x, actual in zip(inputs, result, strict=True):
            yield from compare(x, channel, actual)


def main(command):
    random.seed(1)
    errors = [error for mode in MODES for error in check(command, mode)]
    for error in errors[:10]:
        print(error)
    print(f"{len(errors)} differences")
    return len(errors) != 0


sys.exit(main(sys.argv[1:]))
