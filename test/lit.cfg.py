# ===- lit.cfg.py - Configuration of the lit tests ------------*- python -*-===#
#
# Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
# See https://llvm.org/LICENSE.txt for license information.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
# ===----------------------------------------------------------------------===#

# docs/Testing.md lists the features, parameters and substitutions.

import os
import platform
import shutil
import sys

import lit.formats
from lit.llvm import llvm_config
from lit.llvm.subst import ToolSubst


def read_cpu_flags():
    """The flags of the first CPU; empty where the system does not tell."""
    try:
        with open("/proc/cpuinfo") as cpuinfo:
            for line in cpuinfo:
                if line.startswith("flags"):
                    return set(line.split(":", 1)[1].split())
    except OSError:
        pass
    return set()


config.name = "Qnn"
config.test_format = lit.formats.ShTest(execute_external=False)
config.suffixes = [".mlir", ".test"]
config.excludes = ["Inputs", "CMakeLists.txt"]
config.test_source_root = os.path.dirname(__file__)
config.test_exec_root = os.path.join(config.qnn_obj_root, "test")

# Features.

HOST_FEATURES = {
    "host-avx2": {"avx2"},
    "host-avxvnni": {"avx_vnni"},
    "host-avx512vnni": {"avx512vl", "avx512_vnni"},
    "host-amx": {"amx_tile", "amx_int8"},
}
cpu_flags = read_cpu_flags()
for feature, flags in HOST_FEATURES.items():
    if flags <= cpu_flags:
        config.available_features.add(feature)

# Integration/x86_emulator.c stands in for what the CPU lacks, if it has the rest.
if "host-avx2" in config.available_features:
    config.available_features.add("avxvnni")
if "host-avx512vnni" in config.available_features:
    config.available_features.add("amx")

if shutil.which("qemu-aarch64") and shutil.which("aarch64-linux-gnu-gcc"):
    config.available_features.add("qemu-aarch64")
if shutil.which("qemu-x86_64") and platform.machine() == "x86_64":
    config.available_features.add("qemu-x86_64")

shared = os.path.join(os.path.dirname(config.qnn_src_root), "shared")
if os.path.isdir(os.path.join(shared, "models")):
    config.available_features.add("shared-data")
    config.substitutions.append(("%shared", shared))

if config.qnn_sanitize:
    config.available_features.add("asan")
if lit_config.params.get("slow", "1") != "0":
    config.available_features.add("slow")
roundtrip = "roundtrip" in lit_config.params
if roundtrip:
    config.available_features.add("roundtrip")

# Substitutions.

config.substitutions += [
    ("%flatc", config.flatc),
    ("%host_cc", config.host_cc),
    ("%host_cxx", config.host_cxx),
    (
        "%tflite_schema",
        os.path.join(config.qnn_src_root, "lib", "Import", "TFLite", "tflite.fbs"),
    ),
    ("%qnn_plugin", config.qnn_plugin),
    ("%qnn_src", config.qnn_src_root),
    (
        "%tblgen_includes",
        " ".join(
            "-I" + path
            for path in [
                os.path.join(config.qnn_src_root, "include"),
                *config.mlir_include_dirs.split(";"),
            ]
        ),
    ),
]
llvm_config.with_system_environment(["HOME", "TMP"])
llvm_config.with_environment("PYTHONDONTWRITEBYTECODE", "1")
if config.qnn_sanitize:
    # LLVM's inline allocators poison what they have not handed out. In our code
    # they are instrumented, in LLVM's libraries not, and the two share memory.
    llvm_config.with_environment("ASAN_OPTIONS", "allow_user_poisoning=0")
llvm_config.use_default_substitutions()

qnn_tools_dir = os.path.join(config.qnn_obj_root, "bin")
quant_opt = ToolSubst("quant-opt")
if roundtrip:
    script = os.path.join(config.test_source_root, "roundtrip.py")
    quant_opt = ToolSubst(
        "quant-opt",
        command=sys.executable,
        extra_args=[script, os.path.join(qnn_tools_dir, "quant-opt")],
    )
llvm_config.add_tool_substitutions(
    [
        quant_opt,
        ToolSubst("quant-bench", unresolved="ignore"),
        ToolSubst("quant-compile", unresolved="ignore"),
        ToolSubst("quant-run", unresolved="ignore"),
        ToolSubst("quant-translate", unresolved="ignore"),
        "llc",
        "llvm-nm",
        "llvm-objdump",
        "llvm-tblgen",
        "mlir-opt",
        "not",
        "opt",
        "split-file",
    ],
    [qnn_tools_dir, config.llvm_tools_dir],
)
# For scripts that run the commands of documents.
llvm_config.with_environment(
    "PATH", [qnn_tools_dir, config.llvm_tools_dir], append_path=True
)
