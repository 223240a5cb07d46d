#!/usr/bin/env python3
# ===- run_emulated.py - Functions for other machines --------*- python -*-===#
#
# Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
# See https://llvm.org/LICENSE.txt for license information.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
# ===----------------------------------------------------------------------===#

"""In place of quant-run where the target is not this machine: compiles a function,
and calls it in an emulator.

The options are quant-run's. With --reference, quant-run runs as it is.
"""

import argparse
import os
import re
import struct
import subprocess
import sys
import tempfile

from emulate import TARGETS, emulate


def find_sizes(options):
    """The bytes of each output: those of the code for this machine."""
    command = ["quant-run", options.model, f"--entry={options.entry}"]
    if options.inputs:
        command.append(f"--inputs={','.join(options.inputs)}")
    command.append(f"--outputs={','.join(options.outputs)}")
    subprocess.run(command, check=True)
    for path in options.outputs:
        yield os.path.getsize(path)
        os.remove(path)


def compile(options, path):
    """Writes an object file; returns the size of the arena."""
    command = ["quant-compile", options.model, "--print-memory-plan", "-o", path]
    command += [f"--target={options.target}", f"--rounding={options.rounding}"]
    command += [f"--entry={options.entry}", "--name=function"]
    plan = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout
    return int(re.search(r"arena of (\d+) bytes", plan)[1])


def read(path):
    with open(path, "rb") as file:
        return file.read()


def write(path, data):
    with open(path, "wb") as file:
        file.write(data)


def call(options, inputs, output_sizes):
    """The status and the memory, input and output, after a call on buffers that
    begin at a guard page, which are those after a call on some that end at one."""
    sizes = [*map(len, inputs), *output_sizes]
    with tempfile.TemporaryDirectory() as directory:
        code = os.path.join(directory, "function.o")
        calls = os.path.join(directory, "calls")
        results = os.path.join(directory, "results")
        arena_size = compile(options, code)
        data = b""
        for at_end in (0, 1):
            words = [0, at_end, arena_size, len(inputs), len(sizes), *sizes]
            data += struct.pack(f"<{len(words)}Q", *words) + b"".join(inputs)
        write(calls, data)
        emulate(options.target, calls, results, [code])
        result = read(results)
    half = len(result) // 2
    if result[:half] != result[half:]:
        sys.exit("error: expected the same of buffers that end at a guard page")
    return struct.unpack_from("<Q", result)[0], result[8:half]


def run(options):
    inputs = [read(path) for path in options.inputs]
    output_sizes = list(find_sizes(options))
    status, memory = call(options, inputs, output_sizes)
    if status != 0:
        sys.exit(f"error: expected the call to succeed, but it returned {status}")
    if not memory.startswith(b"".join(inputs)):
        sys.exit("error: expected inputs to stay as they are")
    begin = sum(map(len, inputs))
    for path, size in zip(options.outputs, output_sizes, strict=True):
        write(path, memory[begin : begin + size])
        begin += size


def split(paths):
    return paths.split(",") if paths else []


def main(arguments):
    if "--reference" in arguments:
        subprocess.run(["quant-run", *arguments], check=True)
        return
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("model")
    parser.add_argument("--target", choices=TARGETS, required=True)
    parser.add_argument("--rounding", default="double")
    parser.add_argument("--entry", required=True)
    parser.add_argument("--inputs", type=split, default=[])
    parser.add_argument("--outputs", type=split, default=[])
    run(parser.parse_args(arguments))


main(sys.argv[1:])
