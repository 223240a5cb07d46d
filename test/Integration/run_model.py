# ===- run_model.py - Models against known outputs -------------*- python -*-===#
#
# Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
# See https://llvm.org/LICENSE.txt for license information.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
# ===----------------------------------------------------------------------===#

"""Runs a model on all its inputs and compares its outputs byte by byte.

Usage: run_model.py path/to/model-directory path/to/quant-run argument...
"""

import os
import subprocess
import sys
import tempfile

NUM_CASES = 20


def read_cases(path):
    with open(path, "rb") as file:
        contents = file.read()
    size = len(contents) // NUM_CASES
    return [contents[i * size : (i + 1) * size] for i in range(NUM_CASES)]


def find_difference(actual, expected):
    """What is wrong with `actual`, or None."""
    if len(actual) != len(expected):
        return f"expected {len(expected)} bytes, but got {len(actual)}"
    for i, (a, e) in enumerate(zip(actual, expected)):
        if a != e:
            return f"expected {e:#04x} at byte {i}, but got {a:#04x}"
    return None


def main(model, quant_run, arguments):
    cases = zip(
        read_cases(os.path.join(model, "inputs.bin")),
        read_cases(os.path.join(model, "outputs.bin")),
    )
    identical = 0
    with tempfile.TemporaryDirectory() as directory:
        input_path = os.path.join(directory, "input.bin")
        output_path = os.path.join(directory, "output.bin")
        command = [
            quant_run,
            os.path.join(model, "model.tflite"),
            f"--inputs={input_path}",
            f"--outputs={output_path}",
            *arguments,
        ]
        for i, (given, expected) in enumerate(cases):
            with open(input_path, "wb") as file:
                file.write(given)
            subprocess.run(command, check=True)
            with open(output_path, "rb") as file:
                difference = find_difference(file.read(), expected)
            if difference:
                print(f"case {i}: {difference}")
            else:
                identical += 1
            os.remove(output_path)
    print(f"{identical} of {NUM_CASES} cases identical")
    return identical != NUM_CASES


sys.exit(main(sys.argv[1], sys.argv[2], sys.argv[3:]))
