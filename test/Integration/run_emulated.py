#!/usr/bin/env python3
# ===- run_emulated.py - Functions of AArch64, in an emulator --*- python -*-===#
#
# Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
# See https://llvm.org/LICENSE.txt for license information.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
# ===----------------------------------------------------------------------===#

"""In place of quant-run where the target is not this machine: compiles a function,
links it with run_function.c, and runs that in qemu.

The options are quant-run's. With --reference, quant-run runs as it is.
"""

import argparse
import os
import re
import subprocess
import sys
import tempfile

RUNNER = os.path.join(os.path.dirname(os.path.abspath(__file__)), "run_function.c")

# CPUs of qemu 7 that have the target's instructions and, where there is one, no
# others.
CPUS = {
    "aarch64-neon": "cortex-a57",
    "aarch64-dotprod": "neoverse-n1",
    "aarch64-i8mm": "max",
}


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


def compile(options, directory):
    """The path of a program, and the size of the arena."""
    code = os.path.join(directory, "code.o")
    program = os.path.join(directory, "program")
    command = ["quant-compile", options.model, "--print-memory-plan", "-o", code]
    command += [f"--target={options.target}", f"--rounding={options.rounding}"]
    command += [f"--entry={options.entry}", "--name=function"]
    plan = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout
    command = ["aarch64-linux-gnu-gcc", RUNNER, code, "-static", "-o", program]
    subprocess.run(command, check=True)
    return program, re.search(r"arena of (\d+) bytes", plan)[1]


def run(options):
    sizes = [*map(os.path.getsize, options.inputs), *find_sizes(options)]
    paths = options.inputs + options.outputs
    with tempfile.TemporaryDirectory() as directory:
        program, arena_size = compile(options, directory)
        command = ["qemu-aarch64", "-cpu", CPUS[options.target], program, arena_size]
        command.append(str(len(options.inputs)))
        for path, size in zip(paths, sizes, strict=True):
            command += [path, str(size)]
        subprocess.run(command, check=True)


def split(paths):
    return paths.split(",") if paths else []


def main(arguments):
    if "--reference" in arguments:
        subprocess.run(["quant-run", *arguments], check=True)
        return
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("model")
    parser.add_argument("--target", choices=CPUS, required=True)
    parser.add_argument("--rounding", default="double")
    parser.add_argument("--entry", required=True)
    parser.add_argument("--inputs", type=split, default=[])
    parser.add_argument("--outputs", type=split, default=[])
    run(parser.parse_args(arguments))


main(sys.argv[1:])
