# Sourced by ./demo, ./check and .ci/run: need_packages PACKAGE... installs the Debian packages that are missing (as root), or
# prints the one line that installs them and returns 1. Sets need_missing.
need_packages() {
    need_missing=
    command -v dpkg-query >/dev/null 2>&1 || {
        echo "No Debian here: make sure that these are installed (names of your system may differ): $*"
        return 0
    }
    for package in "$@"; do
        dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null | grep -qx installed || need_missing="$need_missing $package"
    done
    [ -z "$need_missing" ] && return 0
    if [ "$(id -u)" -ne 0 ]; then
        echo "Missing packages. As root, run:  apt-get install -y$need_missing"
        return 1
    fi
    echo "Installing:$need_missing"
    DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends $need_missing >/dev/null 2>&1 ||
        { apt-get update -q >/dev/null 2>&1 &&
          DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends $need_missing >/dev/null 2>&1; } || {
        echo "Could not install:$need_missing"
        return 1
    }
    need_missing=
}

# Packages that building takes.
build_packages="gcc libc6-dev make cmake pkg-config libsqlite3-dev libjansson-dev"
