# ===- check-pass-examples.py - Are the examples true? --------*- python -*-===#
#
# Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
# See https://llvm.org/LICENSE.txt for license information.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
# ===----------------------------------------------------------------------===#

"""Runs passes on the examples of their documentation: what the first half becomes
has to be the second half, up to canonicalization. Every pass has an example.

An example is a complete file of IR. It begins with one of

    Example:
    Example, with `option=value`:
    Example, for target `name`:

Usage: check-pass-examples.py records.json... -- quant-opt-command...
"""

import difflib
import itertools
import re
import subprocess
import sys

from records import load_passes

EXAMPLE = re.compile(
    r"^Example(?:, with `(?P<options>.*?)`|, for target `(?P<target>.*?)`)?:\n"
    r"```mlir\n(?P<before>.*?)^```\n"
    r"becomes\n"
    r"```mlir\n(?P<after>.*?)^```\n",
    re.MULTILINE | re.DOTALL,
)


CONSTANT = re.compile(r"\s*%[\w-]+ = (.*(?:constant|poison)\b.*)")
VALUE = re.compile(r"%[\w-]+")


def normalize(text):
    """`text` with the constants that begin a block sorted, and values numbered in
    the order in which they appear."""
    lines = []
    for is_constant, group in itertools.groupby(
        text.splitlines(), lambda line: bool(CONSTANT.match(line))
    ):
        key = lambda line: CONSTANT.match(line)[1]
        lines += sorted(group, key=key) if is_constant else group
    names = {}
    return [
        VALUE.sub(lambda match: names.setdefault(match[0], f"%{len(names)}"), line)
        for line in lines
    ]


def optimize(quant_opt, text, passes):
    """The lines of `text` after `passes`, without what those left for the
    canonicalizer."""
    result = subprocess.run(
        [*quant_opt, *passes, "--canonicalize", "--cse", "--mlir-print-local-scope"],
        input=text,
        capture_output=True,
        text=True,
    )
    if result.returncode != 0:
        raise ValueError(result.stderr)
    return normalize(result.stdout)


def find_difference(quant_opt, argument, example):
    """The lines in which the example is wrong."""
    target = example["target"]
    set_target = [f"--qnn-set-target=target={target}"] if target else []
    options = f"={example['options']}" if example["options"] else ""
    try:
        after = optimize(quant_opt, example["after"], set_target)
        actual = optimize(
            quant_opt, example["before"], [*set_target, f"--{argument}{options}"]
        )
    except ValueError as error:
        return str(error)
    return "\n".join(
        difflib.unified_diff(after, actual, "documented", "actual", lineterm="")
    )


def main(arguments):
    separator = arguments.index("--")
    records, quant_opt = arguments[:separator], arguments[separator + 1 :]
    failed, num_examples = False, 0
    for argument, description in load_passes(records):
        examples = list(EXAMPLE.finditer(description))
        if not examples or description.count("Example") != len(examples):
            print(f"error: expected {argument} to have an example with two halves")
            failed = True
        for example in examples:
            num_examples += 1
            difference = find_difference(quant_opt, argument, example)
            if difference:
                print(f"error: example of {argument}:\n{difference}")
                failed = True
    return failed or num_examples == 0


sys.exit(main(sys.argv[1:]))
