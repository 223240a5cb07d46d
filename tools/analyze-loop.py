#!/usr/bin/env python3
# ===- analyze-loop.py - How busy a loop keeps a CPU -----------*- python -*-===#
#
# Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
# See https://llvm.org/LICENSE.txt for license information.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
# ===----------------------------------------------------------------------===#

"""Simulates the loop of AArch64 code that multiplies most, by llvm-mca.

Usage: quant-compile layer.mlir --target=aarch64-dotprod --emit=asm -o - \\
           | analyze-loop.py [cpu...]

The loop is the one, of those that hold no other, that has most products. For each
CPU, a line tells the cycles of an iteration, products in a cycle, and how much of the
peak that is. The peak is what the loop's multiplications alone would reach, were
each independent of the others. Caches and branches are not simulated.
"""

import re
import shutil
import subprocess
import sys

CPUS = ["cortex-a55", "cortex-a76", "neoverse-n1", "neoverse-v1", "apple-m1"]
ITERATIONS = 200
LABEL = re.compile(r"^(\.LBB\w+):")
BRANCH = re.compile(r"^\s+(?:b\.\w+|cbn?z|tbn?z|b)\s.*?(\.LBB\w+)$")
# Products of an instruction, by its name and the kind of its result.
PRODUCTS = {
    ("sdot", "4s"): 16,
    ("smmla", "4s"): 32,
    ("usmmla", "4s"): 32,
    ("smull", "8h"): 8,
    ("smull2", "8h"): 8,
    ("smull", "4s"): 4,
    ("smull2", "4s"): 4,
    ("smlal", "8h"): 8,
    ("smlal2", "8h"): 8,
    ("smlal", "4s"): 4,
    ("smlal2", "4s"): 4,
}
# What belongs to a multiplication beside those.
ADDITIONS = {"sadalp", "addp"}
INSTRUCTION = re.compile(r"^\s+(\w+)\s+v\d+\.(\w+)")


def count_products(lines):
    matches = [match for match in map(INSTRUCTION.match, lines) if match]
    return sum(PRODUCTS.get(match.groups(), 0) for match in matches)


def find_loops(lines):
    """Yields the instructions of each loop that has no loop inside."""
    begin = {}
    innermost = 0
    for i, line in enumerate(lines):
        label, branch = LABEL.match(line), BRANCH.match(line)
        if label:
            begin[label[1]] = i
        elif branch and begin.get(branch[1], -1) >= innermost:
            yield [line for line in lines[begin[branch[1]] : i + 1] if line[0] in " \t"]
            innermost = i


def simulate(lines, cpu):
    """llvm-mca's cycles for one iteration, and its least number for any."""
    # Other versions have other models of the CPUs.
    mca = shutil.which("llvm-mca-22") or "llvm-mca"
    command = [mca, "-mtriple=aarch64-linux-gnu", f"-mcpu={cpu}"]
    command += ["-mattr=+dotprod,+i8mm", f"-iterations={ITERATIONS}"]
    result = subprocess.run(
        command, input="\n".join(lines), capture_output=True, text=True, check=True
    ).stdout
    cycles = int(re.search(r"^Total Cycles: +(\d+)", result, re.MULTILINE)[1])
    bound = float(re.search(r"^Block RThroughput: +(.*)", result, re.MULTILINE)[1])
    return cycles / ITERATIONS, bound


def is_multiplication(line):
    match = INSTRUCTION.match(line)
    return match and (match.groups() in PRODUCTS or match[1] in ADDITIONS)


def main(cpus):
    loops = find_loops(sys.stdin.read().splitlines())
    loop = max(loops, key=count_products, default=[])
    products = count_products(loop)
    if products == 0:
        sys.exit("error: expected assembly of AArch64 with a loop that multiplies")
    print(f"{len(loop)} instructions, {products} products")
    for cpu in cpus:
        cycles, _ = simulate(loop, cpu)
        _, peak = simulate([line for line in loop if is_multiplication(line)], cpu)
        print(
            f"{cpu}: {cycles:.1f} cycles, {products / cycles:.1f} products/cycle, "
            f"{100 * peak / cycles:.0f}% of the peak"
        )


main(sys.argv[1:] or CPUS)
