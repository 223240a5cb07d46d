#!/usr/bin/env bash
#
# Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
# See https://llvm.org/LICENSE.txt for license information.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
# Builds with Clang, with sanitizers and with GCC, and tests each build. The last
# line adds up all runs of lit.

set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
source tools/setup.sh

passed=0
failed=0
skipped=0
status=0

# Adds the counts of a summary of lit to the totals.
add_counts() {
  local label count
  while IFS=: read -r label count; do
    count=${count%%(*}
    case $label in
      '  Passed'* | '  Expectedly Failed'*) passed=$((passed + count)) ;;
      '  Failed'* | '  Unexpectedly Passed'* | '  Unresolved'* | '  Timed Out'*)
        failed=$((failed + count)) ;;
      '  Unsupported'* | '  Skipped'*) skipped=$((skipped + count)) ;;
    esac
  done < <(sed -n '/^Total Discovered Tests:/,$p' "$1")
}

# run_tests DIRECTORY TARGET LIT_OPTION...
run_tests() {
  local log=$1/$2.log
  step "running $2 in $1"
  LIT_OPTS="${*:3}" ninja -C "$1" "$2" 2>&1 | tee "$log" || status=1
  add_counts "$log"
}

install_packages

if build_with_clang build all; then
  run_tests build check-qnn
  run_tests build check-qnn-roundtrip
else
  status=1
fi

# To build the others takes longer than to run them.
optimize_little=-DCMAKE_CXX_FLAGS_RELEASE='-O1 -DNDEBUG'
if build_with_clang build-asan all -DQNN_SANITIZE=ON "$optimize_little"; then
  # No sanitizer sees generated code: the tests of all shifts, of whole models, of
  # threads, of all tiles and of objects are left to the other builds. Functions
  # of many shapes are compiled for one target.
  run_tests build-asan check-qnn --param slow=0 \
    --filter-out 'models-|aarch64|Docs|QnnCodeGenTests|threads|run_tiles|run_functions-(compiled|x86-avx2)'
else
  status=1
fi

if build build-gcc all -DCMAKE_C_COMPILER=gcc -DCMAKE_CXX_COMPILER=g++ \
  -DQNN_ENABLE_WERROR=ON "$optimize_little"; then
  # The same IR makes the same code, which need not run again.
  run_tests build-gcc check-qnn --param slow=0 \
    --filter-out 'Integration|QnnCodeGenTests'
else
  status=1
fi

printf '%d passed, %d failed, %d skipped\n' "$passed" "$failed" "$skipped"
exit $((status != 0 || failed != 0))
