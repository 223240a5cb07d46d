# shellcheck shell=bash
#
# Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
# See https://llvm.org/LICENSE.txt for license information.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
# Functions of demo.sh and check.sh, which source it in the root of the checkout.

# The third line is oneDNN, and XNNPACK with what it is built upon: quant-bench
# compares with them, and builds without.
PACKAGES=(
  clang-22 lld-22 libclang-rt-22-dev g++ cmake ninja-build python3
  llvm-22-dev llvm-22-tools libmlir-22-dev mlir-22-tools
  libdnnl-dev libxnnpack-dev libcpuinfo-dev libpthreadpool-dev
  flatbuffers-compiler libflatbuffers-dev libgtest-dev
  gcc-aarch64-linux-gnu libc6-dev-arm64-cross qemu-user
)

step() {
  printf '== %s\n' "$*"
}

die() {
  printf 'error: %s\n' "$*" >&2
  exit 1
}

# run_logged LOG COMMAND...: shows the end of what it printed if it fails.
run_logged() {
  local log=$1
  shift
  mkdir -p "$(dirname "$log")"
  if ! "$@" >"$log" 2>&1; then
    tail -n 60 "$log"
    printf 'error: %s failed; all of its output is in %s\n' "$1" "$log" >&2
    return 1
  fi
}

is_installed() {
  [[ $(dpkg-query --show --showformat='${db:Status-Status}' "$1" 2>&1) == installed ]]
}

# Installs those of PACKAGES that are missing.
install_packages() {
  local package missing=() as_root=()
  if ! command -v dpkg-query >/dev/null; then
    step "not a Debian system; needed are its packages ${PACKAGES[*]}"
    return
  fi
  for package in "${PACKAGES[@]}"; do
    is_installed "$package" || missing+=("$package")
  done
  if ((${#missing[@]} == 0)); then
    return
  fi
  if ((EUID != 0)); then
    command -v sudo >/dev/null ||
      die "root has to install packages first: apt-get install ${missing[*]}"
    as_root=(sudo)
  fi

  step "installing ${missing[*]}"
  run_logged build/apt.log "${as_root[@]}" apt-get -q update
  for package in "${missing[@]}"; do
    apt-cache show "$package" >/dev/null 2>&1 ||
      die "apt does not find $package; Debian 12 has LLVM 22 in its suite" \
        "bookworm-security, which has to be in /etc/apt/sources.list"
  done
  run_logged build/apt.log "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
    apt-get -q install --yes --no-install-recommends "${missing[@]}"
}

# build DIRECTORY TARGETS CMAKE_OPTION...
build() {
  local directory=$1 targets=$2
  shift 2
  if command -v ccache >/dev/null; then
    # As its manual says for precompiled headers.
    export CCACHE_SLOPPINESS=pch_defines,time_macros
    set -- -DCMAKE_CXX_COMPILER_LAUNCHER=ccache "$@"
  fi
  step "building $directory"
  run_logged "$directory/configure.log" \
    cmake -G Ninja -S . -B "$directory" "$@" || return
  # shellcheck disable=SC2086 # a list
  run_logged "$directory/build.log" ninja -C "$directory" $targets
}

# The same, with the compiler and linker of PACKAGES.
build_with_clang() {
  build "$@" -DCMAKE_C_COMPILER=clang-22 -DCMAKE_CXX_COMPILER=clang++-22 \
    -DCMAKE_EXE_LINKER_FLAGS=-fuse-ld=lld -DQNN_ENABLE_WERROR=ON
}
