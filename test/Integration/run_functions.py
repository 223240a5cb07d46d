# ===- run_functions.py - Functions on given inputs ------------*- python -*-===#
#
# Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
# See https://llvm.org/LICENSE.txt for license information.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
# ===----------------------------------------------------------------------===#

"""Runs every public function of a file of IR, and compares its results byte by
byte with what the file states.

Usage: run_functions.py model.mlir path/to/quant-run [--lowered=file] argument...

With --lowered, what runs is another file, which quant-opt has made of the first.

Comments ahead of a function give its inputs and results in order, as numbers that
repeat until the tensor is full, as random ones, or as those of the reference
evaluator:

    // INPUT i32: -2 -1 0 1 2
    // INPUT i8: random
    // OUTPUT i8: -1 0 0 0 1
    // OUTPUT i8: reference
"""

import os
import random
import re
import struct
import subprocess
import sys
import tempfile

# The letters of Python's struct.
FORMATS = {"i8": "b", "u8": "B", "i16": "h", "u16": "H", "i32": "i", "f32": "f"}
COMMENT = re.compile(r"^// (INPUT|OUTPUT) (\w+): (.*)$")
FUNCTION = re.compile(r"^func\.func @(\w+)\((.*?)\)", re.MULTILINE | re.DOTALL)
SHAPE = re.compile(r"tensor<((?:\d+x)*)")


def get_size(shape):
    size = 1
    for dim in shape.split("x")[:-1]:
        size *= int(dim)
    return size


def encode(element, numbers, size):
    """`size` elements as bytes: the numbers, again and again."""
    if numbers == "random":
        # The same each time.
        return random.Random(size).randbytes(size * struct.calcsize(FORMATS[element]))
    convert = float if element == "f32" else int
    values = [convert(number) for number in numbers.split()]
    values = [values[i % len(values)] for i in range(size)]
    return struct.pack(f"<{size}{FORMATS[element]}", *values)


def find_functions(text):
    """Yields (name, sizes of the arguments, INPUT comments, OUTPUT comments); a
    comment is (element, numbers)."""
    end = 0
    for match in FUNCTION.finditer(text):
        comments = {"INPUT": [], "OUTPUT": []}
        for line in text[end : match.start()].splitlines():
            comment = COMMENT.match(line)
            if comment:
                comments[comment[1]].append((comment[2], comment[3]))
        end = match.end()
        sizes = [get_size(shape) for shape in SHAPE.findall(match[2])]
        yield match[1], sizes, comments["INPUT"], comments["OUTPUT"]


def find_difference(actual, expected, element):
    """What is wrong with `actual`, or None."""
    if len(actual) != len(expected):
        return f"expected {len(expected)} bytes, but got {len(actual)}"
    if actual == expected:
        return None
    width = struct.calcsize(FORMATS[element])
    i = next(i for i, (a, e) in enumerate(zip(actual, expected)) if a != e) // width
    (a,), (e,) = (
        struct.unpack_from(f"<{FORMATS[element]}", data, i * width)
        for data in (actual, expected)
    )
    return f"expected {e} at element {i}, but got {a}"


def run(command, name, inputs, num_outputs):
    """The results of function `name`, as bytes."""
    with tempfile.TemporaryDirectory() as directory:

        def get_path(kind, i):
            return os.path.join(directory, f"{kind}{i}.bin")

        input_paths = [get_path("input", i) for i in range(len(inputs))]
        for path, data in zip(input_paths, inputs):
            with open(path, "wb") as file:
                file.write(data)
        output_paths = [get_path("output", i) for i in range(num_outputs)]
        paths = [f"--outputs={','.join(output_paths)}"]
        if inputs:
            paths.append(f"--inputs={','.join(input_paths)}")
        subprocess.run([*command, f"--entry={name}", *paths], check=True)
        outputs = []
        for path in output_paths:
            with open(path, "rb") as file:
                outputs.append(file.read())
        return outputs


def get_expected(comment, actual, reference):
    element, numbers = comment
    if numbers == "reference":
        return reference
    return encode(element, numbers, len(actual) // struct.calcsize(FORMATS[element]))


def check(model, lowered, quant_run, arguments, function):
    """Yields what is wrong with the results of a function."""
    name, sizes, inputs, outputs = function
    data = [encode(*comment, size) for comment, size in zip(inputs, sizes, strict=True)]
    actual = run([quant_run, lowered, *arguments], name, data, len(outputs))
    reference = [None] * len(outputs)
    if any(numbers == "reference" for _, numbers in outputs):
        rounding = [a for a in arguments if a.startswith("--rounding")]
        command = [quant_run, model, "--reference", *rounding]
        reference = run(command, name, data, len(outputs))
    for i, comment in enumerate(outputs):
        expected = get_expected(comment, actual[i], reference[i])
        difference = find_difference(actual[i], expected, comment[0])
        if difference:
            yield f"{name}: result {i}: {difference}"


def main(model, quant_run, arguments):
    with open(model) as file:
        text = file.read()
    lowered = model
    if arguments and arguments[0].startswith("--lowered="):
        lowered = arguments.pop(0).partition("=")[2]
    num_functions = num_errors = 0
    for function in find_functions(text):
        for error in check(model, lowered, quant_run, arguments, function):
            print(error)
            num_errors += 1
        num_functions += 1
    print(f"{num_functions} functions, {num_errors} differences")
    return num_functions == 0 or num_errors != 0


sys.exit(main(sys.argv[1], sys.argv[2], sys.argv[3:]))
