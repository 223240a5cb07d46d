# ===- emulate.py - Calls of code for other machines ----------*- python -*-===#
#
# Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
# See https://llvm.org/LICENSE.txt for license information.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
# ===----------------------------------------------------------------------===#

"""Links objects with run_calls.c, and runs that: code for AArch64 in qemu, code for
x86 with x86_emulator.c, which does what the CPU cannot.

Usage: emulate.py target calls results object...

Of an object name.o, the function is name_invoke. run_calls.c tells what the files
`calls` and `results` hold.
"""

import os
import pathlib
import subprocess
import sys
import tempfile

RUNNER = pathlib.Path(__file__).resolve().with_name("run_calls.c")
X86_EMULATOR = RUNNER.with_name("x86_emulator.c")

# CPUs of qemu 7 that have the target's instructions and, where there is one, no
# others.
CPUS = {
    "aarch64-neon": "cortex-a57",
    "aarch64-dotprod": "neoverse-n1",
    "aarch64-i8mm": "max",
}

TARGETS = [*CPUS, "x86-avxvnni", "x86-amx"]


def emulate(target, calls, results, objects):
    names = [pathlib.Path(path).stem for path in objects]
    functions = " ".join(f"FUNCTION({name}_invoke)" for name in names)
    with tempfile.TemporaryDirectory() as directory:
        program = os.path.join(directory, "program")
        sources = [f"-DFUNCTIONS={functions}", RUNNER, *objects, "-o", program]
        if target in CPUS:
            compiler = ["aarch64-linux-gnu-gcc", "-static"]
            emulator = ["qemu-aarch64", "-cpu", CPUS[target]]
        else:
            compiler = ["cc", "-O2", X86_EMULATOR]
            emulator = []
        subprocess.run([*compiler, *sources], check=True)
        subprocess.run([*emulator, program, calls, results], check=True)


def main(target, calls, results, *objects):
    try:
        emulate(target, calls, results, objects)
    except subprocess.CalledProcessError as error:
        # The command is long; a crash has a negative code, its signal.
        sys.exit(f"error: {error.cmd[0]} ended with {error.returncode}")


if __name__ == "__main__":
    main(*sys.argv[1:])
