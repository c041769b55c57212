#!/usr/bin/env bash
# Redis and Prometheus' promtool, which tests run: on Debian root gets what is missing, anybody else hears of it. Of both
# only packages without a service, so that nothing of theirs is started: Redis' server is in redis-tools by another name.
set -eu
cd "$(dirname "$0")/.."
folder=$PWD/.cache/programs
PATH=$PATH:$folder
there() { for name in "$@"; do command -v "$name" >/dev/null 2>&1 && return; done; return 1; }
links() {
  there redis-server valkey-server || ! there redis-check-rdb && return
  mkdir -p "$folder"
  ln -sf "$(command -v redis-check-rdb)" "$folder/redis-server" # what it is called by decides what it does
}
missing() {
  there redis-server valkey-server || echo redis-tools
  there promtool || echo promtool
}
links
packages=$(missing | tr '\n' ' ')
if [ -n "$packages" ] && [ "$(id -u)" = 0 ] && there apt-get; then
  echo "installing $packages…"
  apt-get update -qq >/dev/null 2>&1 || true
  for package in $packages; do
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$package" >/dev/null 2>&1 || true
  done
  links
fi
for package in $(missing); do
  echo "$package was not found: the tests that run it will be skipped; install it to run them."
done
