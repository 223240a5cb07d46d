# ===- check-examples.py - Do the examples parse? -------------*- python -*-===#
#
# Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
# See https://llvm.org/LICENSE.txt for license information.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
# ===----------------------------------------------------------------------===#

"""Runs quant-opt on the examples of the documentation. The aliases that examples
of types and attributes define may be used by all; values that an example uses
but does not define become arguments of a function around it.

Usage: check-examples.py records.json quant-opt-command...
"""

import re
import subprocess
import sys

from records import load_descriptions, load_op_names

EXAMPLE = re.compile(r"^```mlir\n(.*?)^```", re.MULTILINE | re.DOTALL)
VALUE = re.compile(r"%\w+")
# What quant-opt says of an argument of another type than the example's.
TYPE_ERROR = re.compile(
    r"use of value '(%\w+)' expects different type than prior uses: '(.*)' vs "
)


def wrap(aliases, example, types):
    arguments = ", ".join(f"{value}: {type}" for value, type in types.items())
    return f"{aliases}\nfunc.func @example({arguments}) {{\n{example}\nreturn\n}}\n"


def parse(quant_opt, text):
    result = subprocess.run(
        [*quant_opt, "--verify-roundtrip"], input=text, capture_output=True, text=True
    )
    return result.returncode == 0, result.stderr


def check(quant_opt, aliases, example):
    """Returns the error that quant-opt reports, or None."""
    defined = re.findall(r"(%\w+)(?: =|:)", example)
    types = {v: "none" for v in VALUE.findall(example) if v not in defined}
    while True:
        succeeded, errors = parse(quant_opt, wrap(aliases, example, types))
        mismatch = TYPE_ERROR.search(errors)
        if succeeded:
            return None
        if not mismatch or types[mismatch[1]] != "none":
            return errors
        types[mismatch[1]] = mismatch[2]


def main(records, quant_opt):
    examples, aliases, failed = [], "", False
    for kind, name, description in load_descriptions(records):
        found = EXAMPLE.findall(description)
        if kind == "Op":
            examples += [(name, example) for example in found]
        else:
            aliases += "".join(found)

    text = "".join(example for _, example in examples)
    for op in load_op_names(records):
        if not re.search(rf"qnn\.{op}\b", text):
            print(f"error: no example has a qnn.{op}")
            failed = True

    succeeded, errors = parse(quant_opt, aliases)
    if not succeeded or not aliases:
        print(f"error: examples of types and attributes:\n{errors}")
        return True
    for name, example in examples:
        error = check(quant_opt, aliases, example)
        if error:
            print(f"error: example of {name}:\n{error}")
            failed = True
    return failed or not examples


sys.exit(main(sys.argv[1], sys.argv[2:]))
