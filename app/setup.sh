# What app/run and tests/run share: packages, configuration, build. Sourced, never run.
# shellcheck shell=bash

say() {
    printf '%s\n' "$*" >&2
}

fail() {
    say "$*"
    exit 1
}

in_ci() {
    [[ ${CI:-} == true || ${CI:-} == 1 ]]
}

as_root() {
    if ((EUID == 0)); then
        "$@"
    elif command -v sudo >/dev/null; then
        sudo "$@"
    else
        fail "Installing packages needs root or sudo. Run as root: apt-get install ${missing[*]}"
    fi
}

# Gives the packages named in the lists that are not installed, one a line.
missing_packages() {
    local wanted
    wanted=$(sed -e 's/#.*//' -e '/^[[:space:]]*$/d' "$@" | sort -u)
    # dpkg-query fails when it has never heard of a name; that name is then missing, which is the answer.
    comm -23 <(printf '%s\n' "$wanted") <(
        # shellcheck disable=SC2086  # package names hold no blanks
        { dpkg-query -W -f '${db:Status-Status} ${Package}\n' $wanted 2>/dev/null || true; } |
            sed -n 's/^installed //p' | sort -u
    )
}

# Installs what is missing of the lists; asks first unless root or CI. Says nothing when nothing is missing.
install_packages() {
    command -v dpkg-query >/dev/null ||
        fail "This script installs Debian packages, and this is not Debian. Install what $* name, then: cmake --preset release && cmake --build --preset release"
    local -a missing
    mapfile -t missing < <(missing_packages "$@")
    ((${#missing[@]} > 0)) || return 0

    say "Missing packages: ${missing[*]}"
    if ((EUID != 0)) && ! in_ci; then
        [[ -t 0 ]] || fail "Nobody is there to ask. Install them with: sudo apt-get install ${missing[*]}"
        local answer
        read -r -p "Install them with apt-get? [Y/n] " answer
        [[ $answer =~ ^([Yy].*)?$ ]] || fail "Nothing was installed. Vitrine cannot be built without these packages."
    fi
    as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq -o DPkg::Lock::Timeout=600 update >&2
    as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq -y -o DPkg::Lock::Timeout=600 \
        -o Dpkg::Use-Pty=0 install --no-install-recommends "${missing[@]}" >&2 ||
        fail "apt-get could not install every package; its messages are above."
}

# Runs a step, keeping its output for when it fails. On a terminal, or in CI, the output is shown as it comes.
run_step() {
    local log=$1
    shift
    if [[ -t 2 ]] || in_ci; then
        "$@" >&2
    elif ! "$@" >"$log" 2>&1; then
        tail -n 60 "$log" >&2
        return 1
    fi
}

# configure PRESET [-DNAME=VALUE...]
configure() {
    local preset=$1 log
    shift
    mkdir -p build
    log=build/$preset-configure.log
    cmake --preset "$preset" "$@" >"$log" 2>&1 || {
        tail -n 40 "$log" >&2
        fail "Vitrine could not be configured; the whole output is in $log."
    }
}

# build PRESET [TARGET...]: quiet when there is nothing to do.
build() {
    local preset=$1
    shift
    local -a command=(cmake --build "build/$preset")
    (($# == 0)) || command+=(--target "$@")
    if "${command[@]}" -- -n 2>/dev/null | tail -n 1 | grep -q 'no work to do'; then
        return 0
    fi
    say "Building Vitrine ($preset) ..."
    run_step "build/$preset-build.log" "${command[@]}" || fail "Vitrine could not be built ($preset); the errors are above."
}
