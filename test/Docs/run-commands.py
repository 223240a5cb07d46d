#!/usr/bin/env python3
# Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
# See https://llvm.org/LICENSE.txt for license information.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Runs the commands that a document shows and compares what they print.

A fenced block ```LANGUAGE file=NAME is written to NAME. In a block ```console,
a line `$ COMMAND` (continued while it ends in a backslash) is run by bash, and
the lines up to the next command are its output; a line `...` stands for any
lines. With --update, the outputs that have no `...` are rewritten.
"""

import argparse
import re
import subprocess
import sys


def parse_commands(lines):
    """Pairs of command and expected output lines of a console block."""
    commands = []
    in_command = False
    for line in lines:
        if line.startswith("$ "):
            commands.append(([line], []))
            in_command = line.endswith("\\")
        elif in_command:
            commands[-1][0].append(line)
            in_command = line.endswith("\\")
        else:
            commands[-1][1].append(line)
    return commands


def matches(expected, actual):
    parts = [re.escape("".join(line + "\n" for line in part))
             for part in split_list(expected, "...")]
    return re.fullmatch("(.*\n)*".join(parts), "".join(
        line + "\n" for line in actual)) is not None


def split_list(items, separator):
    parts = [[]]
    for item in items:
        if item == separator:
            parts.append([])
        else:
            parts[-1].append(item)
    return parts


def run(command):
    text = "\n".join(command)[2:]
    result = subprocess.run(["bash", "-o", "pipefail", "-c", text],
                            stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                            text=True, check=False)
    # Trailing blank lines do not show in a document.
    return result.stdout.rstrip("\n").split("\n") if result.stdout else []


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("document")
    parser.add_argument("--update", action="store_true")
    args = parser.parse_args()

    with open(args.document, encoding="utf-8") as file:
        document = file.read()
    failures = count = 0

    def check_block(block):
        nonlocal failures, count
        info, body = block.group(1), block.group(2)
        file_name = re.search(r"file=(\S+)", info)
        if file_name:
            with open(file_name.group(1), "w", encoding="utf-8") as file:
                file.write(body)
        if not info.startswith("console"):
            return block.group(0)
        lines = []
        for command, expected in parse_commands(body.splitlines()):
            actual = run(command)
            count += 1
            if not matches(expected, actual):
                failures += 1
                if not args.update:
                    print("\n".join(command), "\nprinted:", *actual,
                          "but the document says:", *expected, sep="\n")
            keep = "..." in expected or not args.update
            lines += command + (expected if keep else actual)
        return "```" + info + "\n" + "".join(
            line + "\n" for line in lines) + "```"

    updated = re.sub(r"```([^\n]*)\n(.*?)```", check_block, document,
                     flags=re.DOTALL)
    if args.update:
        with open(args.document, "w", encoding="utf-8") as file:
            file.write(updated)
        return 0
    print(f"{count} commands, {failures} failures")
    return 1 if failures or count == 0 else 0


if __name__ == "__main__":
    sys.exit(main())
