# What the scripts of this directory share; read by them with `source`.
# shellcheck shell=bash

say() { printf 'ci: %s\n' "$*" >&2; }

as_root=()
[[ $(id -u) -eq 0 ]] || as_root=(sudo)

install_packages() {
  say "installing $*"
  "${as_root[@]}" apt-get update -qq && "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@"
}

# Prints where a JDK 25 is; fails if there is none.
jdk_25() {
  local home
  for home in "${JAVA_HOME:-/nowhere}" /usr/lib/jvm/*; do
    if grep -Eqs '^JAVA_VERSION="25[."]' "$home/release"; then
      printf '%s\n' "$home"
      return
    fi
  done
  return 1
}
