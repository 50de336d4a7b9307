#!/usr/bin/env bash
# Installs what the tests need, builds everything and runs all tests.
# The last line is the count: N passed, N failed[, N skipped]. The exit code is 0 when nothing failed.
set -uo pipefail
cd "$(dirname "$0")"

results=$(mktemp -d)
trap 'rm -rf "$results"' EXIT
passed=0 failed=0 skipped=0

say() { printf '\n== %s\n' "$*"; }

# Emulators and the browser client run on Node; tests that need a tool which is absent skip and say so.
install_node_packages() {
  if ! command -v npm >/dev/null; then
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
      apt-get update -qq && apt-get install -y -qq nodejs npm >/dev/null
    fi
  fi
  if ! command -v npm >/dev/null; then
    echo "Node.js 20 with npm is not installed: the tests on emulators will be skipped. On Debian: sudo apt-get install nodejs npm"
    return
  fi
  if [ ! -f tests/package-lock.json ] || cmp -s tests/package-lock.json tests/node_modules/.installed-from; then return; fi
  (cd tests && npm ci --no-audit --no-fund --loglevel=error) && cp tests/package-lock.json tests/node_modules/.installed-from
}

install_chromium() {
  if command -v chromium >/dev/null || command -v chromium-browser >/dev/null || command -v google-chrome >/dev/null; then return; fi
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    apt-get update -qq && apt-get install -y -qq --no-install-recommends chromium >/dev/null
  else
    echo "Chromium is not installed: the browser tests will be skipped. On Debian: sudo apt-get install chromium"
  fi
}

install_clang() {
  if command -v clang >/dev/null && command -v aarch64-linux-gnu-gcc >/dev/null; then return; fi
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    apt-get update -qq && apt-get install -y -qq clang zlib1g-dev gcc-aarch64-linux-gnu libc6-dev-arm64-cross >/dev/null
  elif ! command -v clang >/dev/null; then
    echo "clang is not installed: the native program will not be compiled. On Debian: sudo apt-get install clang zlib1g-dev"
  fi
}

# The Lambda program as Lambda runs it: compiled natively, without a warning. Tests find it in artifacts/native. For the other processor, where there is a
# cross toolchain, it is compiled only.
publish_native() {
  say "Native program"
  rm -rf artifacts/native
  if ! command -v clang >/dev/null; then
    echo "skipped: no clang"
    skipped=$((skipped + 1))
    return
  fi
  case $(uname -m) in
    x86_64) compile_native linux-x64 artifacts/native ;;
    aarch64) compile_native linux-arm64 artifacts/native ;;
  esac
  if [ "$(uname -m)" = x86_64 ] && command -v aarch64-linux-gnu-gcc >/dev/null; then
    compile_native linux-arm64 "$results/arm64" -p:ObjCopyName=aarch64-linux-gnu-objcopy -p:UseArtifactsOutput=true -p:ArtifactsPath="$results/arm64-build"
  elif [ "$(uname -m)" = x86_64 ]; then
    echo "skipped: linux-arm64, no cross toolchain (on Debian: gcc-aarch64-linux-gnu)"
    skipped=$((skipped + 1))
  fi
}

compile_native() {
  local rid=$1 to=$2
  shift 2
  if dotnet publish src/ServerlessMail.Lambda -c Release -r "$rid" -p:PublishAot=true -o "$to" -v quiet -nologo -clp:NoSummary "$@"; then
    echo "passed: $rid"
    passed=$((passed + 1))
  else
    rm -rf "$to"
    failed=$((failed + 1))
  fi
}

# A test that hangs is told by name after two minutes, and ends with its project after fifteen.
run_tests() {
  local project=$1 name report code
  name=$(basename "$project" .csproj)
  report="$results/$name.xml"
  say "$name"
  timeout --kill-after=10 900 "$(dirname "$project")/bin/Debug/net10.0/$name" -noColor -longRunning 120 -result-xml "$report"
  code=$?
  if [ ! -s "$report" ]; then
    echo "$name ended with code $code and left no report."
    failed=$((failed + 1))
    return
  fi
  local assembly
  assembly=$(grep -m1 -o '<assembly [^>]*>' "$report")
  count() { sed -n "s/.* $1=\"\([0-9]*\)\".*/\1/p" <<<"$assembly"; }
  passed=$((passed + $(count passed)))
  failed=$((failed + $(count failed) + $(count errors)))
  skipped=$((skipped + $(count skipped)))
  if [ "$(count total)" = 0 ]; then
    echo "$name ran no tests."
    failed=$((failed + 1))
  fi
}

# The Core under a seeded scheduler: crashes, lost answers, skewed clocks, late feedback. First each guarantee is broken on purpose, to see that the
# simulation would notice; then the seeds. The long run: dotnet run --project tests/ServerlessMail.Simulation -c Release -- --seeds 100000
simulate() {
  say "Simulation"
  local out="$results/simulation.txt" code mutations caught
  tests/ServerlessMail.Simulation/bin/Debug/net10.0/ServerlessMail.Simulation --mutations --seeds 2000 | tee "$out"
  code=${PIPESTATUS[0]}
  read -r mutations caught < <(sed -n 's/^mutations \([0-9]*\) caught \([0-9]*\)$/\1 \2/p' "$out")
  passed=$((passed + ${caught:-0}))
  failed=$((failed + ${mutations:-1} - ${caught:-0}))
  if [ "$code" = 0 ]; then
    passed=$((passed + 1))
  elif ! grep -qE '^seeds 2000 failed 0 steps [0-9]+$' "$out"; then
    failed=$((failed + 1))
  fi
}

# Every benchmark on a small scale: that it runs, and keeps the promises that a small scale can show. For numbers: docs/benchmarks.md.
benchmark() {
  say "Benchmarks"
  if timeout 180 tests/ServerlessMail.Benchmarks/bin/Debug/net10.0/ServerlessMail.Benchmarks --smoke; then passed=$((passed + 1)); else failed=$((failed + 1)); fi
}

# The same source against AWS's own packages, where the registry serves them: both halves together, or, where it lacks one half's, the other alone.
build_official() {
  say "AwsPackages=official"
  if build_flavour AwsPackages; then return; fi
  build_flavour LambdaPackages
  build_flavour SesPackage
}

# Fails, uncounted, when AwsPackages=official is not served whole: then the halves are built and counted.
build_flavour() {
  local flavour=$1 out="$results/official-$1.txt" missing
  if dotnet build src/ServerlessMail.Lambda -v quiet -nologo -p:$flavour=official -p:UseArtifactsOutput=true -p:ArtifactsPath="$results/official" >"$out" 2>&1; then
    echo "passed: it builds with $flavour=official"
    passed=$((passed + 1))
    return
  fi
  if ! grep -qE 'error NU110[123]' "$out"; then
    cat "$out"
    failed=$((failed + 1))
    return
  fi
  if [ $flavour = AwsPackages ]; then return 1; fi
  missing=$(grep -oE 'NU110[123]: Unable to find (a stable )?package [A-Za-z0-9.]+' "$out" | sort -u | sed 's/.*package //; s/\.$//' | paste -sd' ')
  echo "skipped: $flavour=official, for the registry does not serve $missing"
  skipped=$((skipped + 1))
}

say "Packages for the tests"
install_node_packages
install_chromium
install_clang

say "Build"
if ! dotnet build ServerlessMail.sln -v quiet -nologo -clp:NoSummary; then
  echo "The build failed."
  echo "0 passed, 1 failed"
  exit 1
fi

publish_native
for project in tests/*.Tests/*.csproj; do run_tests "$project"; done
simulate
benchmark
build_official

echo
if [ "$skipped" -gt 0 ]; then echo "$passed passed, $failed failed, $skipped skipped"; else echo "$passed passed, $failed failed"; fi
[ "$failed" = 0 ]
