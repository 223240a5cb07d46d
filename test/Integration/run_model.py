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


def read(path):
    with open(path, "rb") as file:
        return file.read()


def split(contents):
    """The cases that are one after another in `contents`."""
    size = len(contents) // NUM_CASES
    return [contents[i * size : (i + 1) * size] for i in range(NUM_CASES)]


def find_difference(actual, expected):
    """What is wrong with `actual`, or None."""
    for i, (a, e) in enumerate(zip(actual, expected)):
        if a != e:
            return f"expected {e:#04x} at byte {i}, but got {a:#04x}"
    return None


def main(model, quant_run, arguments):
    with tempfile.TemporaryDirectory() as directory:
        output_path = os.path.join(directory, "outputs.bin")
        command = [
            quant_run,
            os.path.join(model, "model.tflite"),
            f"--num-cases={NUM_CASES}",
            f"--inputs={os.path.join(model, 'inputs.bin')}",
            f"--outputs={output_path}",
            *arguments,
        ]
        subprocess.run(command, check=True)
        actual = read(output_path)
    expected = read(os.path.join(model, "outputs.bin"))
    if len(actual) != len(expected):
        print(f"expected {len(expected)} bytes, but got {len(actual)}")
        return 1
    identical = 0
    for i, (a, e) in enumerate(zip(split(actual), split(expected))):
        difference = find_difference(a, e)
        if difference:
            print(f"case {i}: {difference}")
        else:
            identical += 1
    print(f"{identical} of {NUM_CASES} cases identical")
    return identical != NUM_CASES


sys.exit(main(sys.argv[1], sys.argv[2], sys.argv[3:]))
