# ===- records.py - Documented records of the dialect ---------*- python -*-===#
#
# Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
# See https://llvm.org/LICENSE.txt for license information.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
# ===----------------------------------------------------------------------===#

import json
import textwrap

KINDS = ("Dialect", "TypeDef", "AttrDef", "Op")


def load(path):
    """The output of `llvm-tblgen --dump-json`."""
    with open(path) as file:
        return json.load(file)


def load_descriptions(path):
    """Yields (kind, name, description) of what the qnn dialect documents."""
    records = load(path)
    for kind in KINDS:
        for name in records["!instanceof"].get(kind, []):
            if name.startswith("Qnn_") and records[name]["description"]:
                yield kind, name, textwrap.dedent(records[name]["description"])


def load_op_names(path):
    """The names of the ops of the qnn dialect, without prefix."""
    records = load(path)
    return [
        records[name]["opName"]
        for name in records["!instanceof"]["Op"]
        if name.startswith("Qnn_")
    ]


def load_passes(paths):
    """Yields (argument, description) of each pass."""
    for path in paths:
        records = load(path)
        for name in records["!instanceof"]["PassBase"]:
            yield records[name]["argument"], textwrap.dedent(
                records[name]["description"]
            )
