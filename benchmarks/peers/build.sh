#!/usr/bin/env bash
# Builds what our kernels are measured against into benchmarks/peers/build. What cannot be built is skipped with a word, and the rows
# that need it are skipped, too.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
mkdir -p build

say() { printf 'peers: %s\n' "$*" >&2; }

if grep -qw avx512f /proc/cpuinfo 2>/dev/null; then
  say 'this processor has AVX-512'
else
  say 'this processor has no AVX-512: the C kernels are built for what it has, and their numbers are no measure of the budgets'
fi

if command -v "${CC:-gcc}" >/dev/null; then
  "${CC:-gcc}" -O3 -march=native -ffp-contract=fast -std=gnu11 -Wall -Wno-psabi -shared -fPIC -o build/libkernels.so kernels.c -lm
  say "built libkernels.so with $("${CC:-gcc}" --version | head -n 1)"
else
  say 'no C compiler (gcc): the C kernels are skipped. On Debian: apt-get install gcc'
fi

if ! command -v "${CXX:-g++}" >/dev/null; then
  say 'no C++ compiler (g++): QuantLib is skipped. On Debian: apt-get install g++'
elif ! echo '#include <ql/version.hpp>' | "${CXX:-g++}" -E -x c++ - >/dev/null 2>&1; then
  say 'no QuantLib: skipped. On Debian: apt-get install libquantlib0-dev'
else
  "${CXX:-g++}" -O3 -march=native -std=c++17 -Wall -shared -fPIC -o build/libquantlibpeer.so quantlib.cpp -lQuantLib
  say "built libquantlibpeer.so with QuantLib $(echo '#include <ql/version.hpp>
QL_VERSION' | "${CXX:-g++}" -E -x c++ - | tail -n 1)"
fi
