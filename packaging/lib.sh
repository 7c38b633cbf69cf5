# SPDX-License-Identifier: GPL-3.0-or-later
# What packaging/run and packaging/test share. To be sourced; sets $root.
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
export LC_ALL=${LC_ALL:-C.UTF-8}

# Progress goes to standard error: standard output belongs to the program that is started.
say() { printf '[%3d s] %s\n' "$SECONDS" "$*" >&2; }

# packages GROUP...: "name version" per line
packages() {
    local groups=" $* " group name version _
    while read -r group name version _; do
        if [[ $group != \#* && $groups == *" $group "* ]]; then printf '%s %s\n' "$name" "$version"; fi
    done <"$root/packaging/dependencies"
}

# missing GROUP...: those of them that are not installed, or too old
missing() {
    local -A have=()
    local name version state
    while read -r name version state; do
        [[ $state == installed ]] && have[$name]=$version
    done < <(dpkg-query --show --showformat '${Package} ${Version} ${db:Status-Status}\n' $(packages "$@" | cut -d' ' -f1) 2>/dev/null)
    while read -r name version; do
        [[ -n ${have[$name]-} ]] && dpkg --compare-versions "${have[$name]}" ge "$version" && continue
        printf '%s %s\n' "$name" "$version"
    done < <(packages "$@")
}

# give_up WHY GROUP...: says what would have to be there, and ends
give_up() {
    local why=$1 list
    shift
    if command -v dpkg-query >/dev/null; then list=$(missing "$@"); else list=$(packages "$@"); fi
    printf '%s\nNephoscope needs these packages (names and lowest versions as in Debian 12):\n' "$why" >&2
    while read -r name version; do printf '  %-24s >= %s\n' "$name" "$version"; done <<<"$list" >&2
    exit 3
}

# install_missing GROUP...
install_missing() {
    local list as_root=()
    command -v dpkg-query >/dev/null && command -v apt-get >/dev/null || give_up "There is no apt on this machine." "$@"
    list=$(missing "$@")
    [[ -n $list ]] || return 0
    if [[ $(id -u) != 0 ]]; then
        command -v sudo >/dev/null || give_up "Packages are missing, and installing them takes root or sudo." "$@"
        as_root=(sudo)
    fi
    say "installing $(wc -l <<<"$list") packages: $(cut -d' ' -f1 <<<"$list" | tr '\n' ' ')"
    local apt=("${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -q -o DPkg::Lock::Timeout=300 -o Acquire::Retries=3)
    local log
    log=$(mktemp)
    if ! { "${apt[@]}" update && "${apt[@]}" install -y --no-install-recommends $(cut -d' ' -f1 <<<"$list"); } >"$log" 2>&1 </dev/null; then
        tail -n 25 "$log" >&2
        rm -f "$log"
        give_up "apt could not install everything (its last lines are above)." "$@"
    fi
    rm -f "$log"
    [[ -z $(missing "$@") ]] || give_up "apt installed older versions than needed." "$@"
    say "packages are installed"
}

# build PRESET: configures once (ninja does it again when a CMake file changed) and builds what changed
build() {
    local output
    if [[ ! -f $root/build/$1/build.ninja ]]; then
        say "configuring build/$1"
        output=$(cmake --preset "$1" -S "$root" 2>&1) || { printf '%s\n' "$output" >&2; exit 1; }
    fi
    say "building build/$1 (what has changed)"
    NINJA_STATUS='[%f/%t, %e s] ' cmake --build "$root/build/$1" --parallel "$(nproc)" >&2 || { say "the build failed"; exit 1; }
    say "built"
}
