# ===- roundtrip.py - quant-opt with round trips --------------*- python -*-===#
#
# Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
# See https://llvm.org/LICENSE.txt for license information.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
# ===----------------------------------------------------------------------===#

"""Runs quant-opt such that its input and its output go through the printer and
the parser, as text and as bytecode, and have to come out as they were.

Usage: roundtrip.py path/to/quant-opt argument...
"""

import subprocess
import sys

# What the second run, on the output of the first, needs to know.
FORWARDED = ("allow-unregistered-dialect", "split-input-file", "mlir-print-")
# Output that is no IR in the form that quant-opt prints by default.
OTHER_OUTPUT = ("emit-bytecode", "o", "verify-diagnostics")


def main(quant_opt, arguments):
    command = [quant_opt, "--verify-roundtrip"]
    names = [a.lstrip("-").split("=")[0] for a in arguments if a.startswith("-")]
    if any(name in OTHER_OUTPUT for name in names):
        return subprocess.run([*command, *arguments]).returncode

    first = subprocess.run([*command, *arguments], stdout=subprocess.PIPE)
    if first.returncode != 0 or not first.stdout.strip():
        sys.stdout.buffer.write(first.stdout)
        return first.returncode
    forwarded = [
        a
        for a in arguments
        if a.startswith("-") and a.lstrip("-").startswith(FORWARDED)
    ]
    return subprocess.run([*command, *forwarded], input=first.stdout).returncode


sys.exit(main(sys.argv[1], sys.argv[2:]))
