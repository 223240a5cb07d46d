# ===- check-constraints.py - Are constraints tested? ---------*- python -*-===#
#
# Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
# See https://llvm.org/LICENSE.txt for license information.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
# ===----------------------------------------------------------------------===#

"""Compares the constraints of the documentation with the tests named by them:
`(dot C3)` with `@dot_c3` or `@dot_c3_row_sums`, `(PT1)` with `@pt1_width`.

Usage: check-constraints.py records.json test.mlir...
"""

import re
import sys

from records import load_descriptions

CONSTRAINT = re.compile(r"^\d+\. \((?:(\w+) (C\d+)|([A-Z]{2}\d+))\)", re.MULTILINE)
TEST = re.compile(r"@(\w+?_c\d+|[a-z]{2}\d+)(?:_\w+)?\b")


def main(records, tests):
    documented, tested = set(), set()
    for _, _, description in load_descriptions(records):
        for op, number, other in CONSTRAINT.findall(description):
            documented.add(f"{op}_{number}".lower() if op else other.lower())
    for path in tests:
        with open(path) as file:
            tested.update(TEST.findall(file.read()))

    for name in sorted(documented - tested):
        print(f"error: no test is named by constraint {name}")
    for name in sorted(tested - documented):
        print(f"error: no constraint is documented for test {name}")
    return not documented or documented != tested


sys.exit(main(sys.argv[1], sys.argv[2:]))
