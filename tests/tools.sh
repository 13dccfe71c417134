#!/bin/sh
# tools.sh: sees to it that this computer has what it takes: tests/tools.sh run | debug | test | bench
#
# On Debian and Ubuntu what is missing is installed by apt-get (with sudo when need be); elsewhere
# the exact command is printed. It stands under tests/ because it is a test: of the computer.

set -u
wanted=${1:-run}
# Each set has those before it.
case $wanted in
run) sets=run ;;
debug) sets="run debug" ;;
test) sets="run debug test" ;;
bench) sets="run debug test bench" ;;
*) echo "tools: no set of tools is called $wanted" >&2; exit 2 ;;
esac
LC_ALL=C
PATH=$PATH:/sbin:/usr/sbin:/opt/homebrew/opt/e2fsprogs/sbin:/usr/local/opt/e2fsprogs/sbin
# Debian's Python has Debian's pytest; another one that comes first in PATH has not.
python=python3
[ -x /usr/bin/python3 ] && python=/usr/bin/python3

say() {
    echo "tools: $*" >&2
}

# Which set needs it | what it is | is it there? | packages of apt | dnf | pacman | brew
tools() {
    cat <<'END'
run|C compiler for this computer|has_gcc|gcc libc6-dev|gcc glibc-devel|gcc|
run|C compiler for the machine (i686)|has_cross|gcc-i686-linux-gnu|gcc glibc-devel.i686 libgcc.i686|gcc lib32-gcc-libs|i686-elf-gcc
run|make|has make|make|make|make|make
run|NASM|has nasm|nasm|nasm|nasm|nasm
run|QEMU|has qemu-system-i386|qemu-system-x86|qemu-system-x86-core|qemu-system-x86|qemu
run|grub-mkrescue|has grub-mkrescue grub2-mkrescue i686-elf-grub-mkrescue|grub-common|grub2-tools-extra|grub|i686-elf-grub
run|GRUB for BIOS|has_file /usr/lib/grub/i386-pc /usr/share/grub/i386-pc|grub-pc-bin|grub2-pc-modules|grub|i686-elf-grub
run|GRUB for UEFI|has_file /usr/lib/grub/x86_64-efi|grub-efi-amd64-bin|grub2-efi-x64-modules|grub|i686-elf-grub
run|xorriso|has xorriso|xorriso|xorriso|libisoburn|xorriso
run|mtools|has mformat|mtools|mtools|mtools|mtools
run|mke2fs|has mke2fs|e2fsprogs|e2fsprogs|e2fsprogs|e2fsprogs
run|debugfs|has debugfs|e2fsprogs|e2fsprogs|e2fsprogs|e2fsprogs
debug|GDB|has "${GDB:-gdb}"|gdb|gdb|gdb|gdb
test|cmocka|has_header cmocka.h|libcmocka-dev|libcmocka-devel|cmocka|cmocka
test|32-bit C library|has_libc32|libc6-dev-i386-cross|glibc-devel.i686 glibc-static.i686|lib32-glibc|
test|Python 3|has_file /usr/bin/python3|python3|python3|python|python
test|pytest|has_module pytest|python3-pytest|python3-pytest|python-pytest|pytest
test|pytest-xdist|has_module xdist|python3-pytest-xdist|python3-pytest-xdist|python-pytest-xdist|
test|pexpect|has_module pexpect|python3-pexpect|python3-pexpect|python-pexpect|
test|pyflakes|has_module pyflakes|python3-pyflakes|python3-pyflakes|python-pyflakes|
test|GDB|has gdb|gdb|gdb|gdb|gdb
test|Bochs|has bochs|bochs|bochs|bochs|bochs
test|Bochs without a window|has_file /usr/lib/bochs/plugins/libbx_term_gui.so /usr/lib/*/bochs/plugins/libbx_term_gui.so|bochs-term|bochs|bochs|bochs
test|BIOS of Bochs|has_file /usr/share/bochs/BIOS-bochs-latest /usr/local/share/bochs|bochsbios|bochs-bios|bochs|bochs
test|screen BIOS of Bochs|has_file /usr/share/bochs/VGABIOS-lgpl-latest /usr/local/share/bochs|vgabios|bochs-bios|bochs|bochs
test|OVMF (UEFI)|has_file /usr/share/OVMF /usr/share/edk2|ovmf|edk2-ovmf|edk2-ovmf|qemu
test|x86-64 QEMU|has qemu-system-x86_64|qemu-system-x86|qemu-system-x86-core|qemu-system-x86|qemu
test|Node|has node|nodejs|nodejs|nodejs|node
test|npm|has npm|npm|npm|npm|node
bench|Valgrind|has valgrind|valgrind|valgrind|valgrind|valgrind
END
}

has_set() { case $sets in *$1*) ;; *) return 1 ;; esac; }
has() {
    for name; do
        command -v "$name" >/dev/null && return
    done
    return 1
}
has_file() {
    for path; do
        [ -e "$path" ] && return
    done
    return 1
}
has_module() { "$python" -c "import $1" 2>/dev/null; }
has_header() { echo "#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <$1>" | "${HOSTCC:-gcc}" -E - >/dev/null 2>&1; }
has_gcc() { has "${HOSTCC:-gcc}" && has_header stdio.h; }
# The Makefile says which prefix it will use; an empty one means the plain gcc with -m32.
has_cross() {
    case ${CROSS-i686-linux-gnu-} in
    '') gcc -m32 -nostdlib -Wl,-e0 -x c /dev/null -lgcc -o /dev/null 2>/dev/null ;;
    *) has "${CROSS-i686-linux-gnu-}gcc" ;;
    esac
}
has_libc32() {
    has_file /usr/i686-linux-gnu/lib/libc.a /usr/lib32/libc.a /usr/lib/i386-linux-gnu/libc.a
}

# The packages of column $1 for all that is missing; what is missing goes to standard error.
missing_packages() {
    tools | while IFS='|' read -r set what check apt dnf pacman brew; do
        has_set "$set" || continue
        eval "$check" && continue
        say "missing: $what"
        eval "echo \$$1"
    done | tr ' ' '\n' | sort -u | tr '\n' ' '
}

# The number of a version like 2.16.01 as an integer that can be compared: 2016.
version_number() {
    echo "$1" | grep -o '[0-9][0-9]*\.[0-9][0-9]*' | head -n 1 |
        awk -F. '{ print $1 * 1000 + $2 }'
}

# Too old a tool fails in ways that say nothing; this says it. name, oldest version, version line.
at_least() {
    found=$(version_number "$3")
    if [ -n "$found" ] && [ "$found" -lt "$(version_number "$2")" ]; then
        say "$1 is too old: it says \"$3\"; version $2 or newer is needed"
        too_old=1
    fi
}
check_versions() {
    too_old=
    at_least "${HOSTCC:-gcc}" 8.0 "$("${HOSTCC:-gcc}" -dumpfullversion)"
    cross=${CROSS:-i686-linux-gnu-}
    has "${cross}gcc" && at_least "${cross}gcc" 8.0 "$("${cross}gcc" -dumpfullversion)"
    at_least make 4.0 "$("${MAKE:-make}" --version | head -n 1)"
    at_least nasm 2.14 "$(nasm --version)"
    at_least qemu-system-i386 5.0 "$(qemu-system-i386 --version | head -n 1)"
    at_least mke2fs 1.43 "$(mke2fs -V 2>&1 | head -n 1)"
    has_set debug && at_least gdb 12.0 "$("${GDB:-gdb}" --version | head -n 1)"
    has_set test && at_least node 16.0 "$(node --version)"
    [ -z "$too_old" ]
}

install_by_apt() {
    sudo=
    if [ "$(id -u)" -ne 0 ]; then
        if ! has sudo; then
            say "as root, run: apt-get install $1"
            return 1
        fi
        sudo=sudo
    fi
    say "installing: $1"
    # Package lists may be absent or stale on a fresh machine: fetch them when the first try fails.
    $sudo env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends $1 ||
        { $sudo apt-get update && $sudo env DEBIAN_FRONTEND=noninteractive \
            apt-get install -y --no-install-recommends $1; }
}

for manager in apt-get dnf pacman brew none; do
    has $manager && break
done
column=$(echo "$manager" | sed 's/-get//')
[ "$manager" = none ] && column=apt
packages=$(missing_packages "$column" | sed 's/^ *//; s/ *$//')
if [ -n "$packages" ]; then
    case $manager in
    apt-get) install_by_apt "$packages" || exit 1 ;;
    dnf) say "install it with: sudo dnf install $packages"; exit 1 ;;
    pacman) say "install it with: sudo pacman -S --needed $packages"; exit 1 ;;
    brew) say "install it with: brew install $packages"; exit 1 ;;
    none) say "install what Debian calls: $packages"; exit 1 ;;
    esac
    if [ -n "$(missing_packages "$column")" ]; then
        say "still missing after the installation: see above"
        exit 1
    fi
fi
check_versions
