# ===- emulate.py - Calls of code for AArch64, in an emulator --*- python -*-===#
#
# Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
# See https://llvm.org/LICENSE.txt for license information.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
# ===----------------------------------------------------------------------===#

"""Links objects with run_calls.c, and runs that in qemu.

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

# CPUs of qemu 7 that have the target's instructions and, where there is one, no
# others.
CPUS = {
    "aarch64-neon": "cortex-a57",
    "aarch64-dotprod": "neoverse-n1",
    "aarch64-i8mm": "max",
}


def emulate(target, calls, results, objects):
    names = [pathlib.Path(path).stem for path in objects]
    functions = " ".join(f"FUNCTION({name}_invoke)" for name in names)
    with tempfile.TemporaryDirectory() as directory:
        program = os.path.join(directory, "program")
        command = ["aarch64-linux-gnu-gcc", f"-DFUNCTIONS={functions}", RUNNER]
        subprocess.run([*command, *objects, "-static", "-o", program], check=True)
        command = ["qemu-aarch64", "-cpu", CPUS[target], program, calls, results]
        subprocess.run(command, check=True)


def main(target, calls, results, *objects):
    try:
        emulate(target, calls, results, objects)
    except subprocess.CalledProcessError as error:
        # The command is long; a crash has a negative code, its signal.
        sys.exit(f"error: {error.cmd[0]} ended with {error.returncode}")


if __name__ == "__main__":
    main(*sys.argv[1:])
