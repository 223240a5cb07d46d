# ===- lit.cfg.py - Configuration of the unit tests -----------*- python -*-===#
#
# Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
# See https://llvm.org/LICENSE.txt for license information.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
# ===----------------------------------------------------------------------===#

import os

import lit.formats

config.name = "Qnn-Unit"
config.test_format = lit.formats.GoogleTest(".", "Tests")
config.test_source_root = os.path.join(config.qnn_obj_root, "test", "Unit")
config.test_exec_root = config.test_source_root

# Slow tests are those with this word in their name, and many random networks.
if lit_config.params.get("slow", "1") == "0":
    config.environment["GTEST_FILTER"] = "-*Exhaustive*"
    config.environment["QNN_RANDOM_NETWORKS"] = "100"
# test/lit.cfg.py says why.
config.environment["ASAN_OPTIONS"] = "allow_user_poisoning=0"
for variable in ("ASAN_OPTIONS", "UBSAN_OPTIONS"):
    if variable in os.environ:
        config.environment[variable] = os.environ[variable]
