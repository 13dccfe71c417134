#!/bin/sh
# attach.sh: what `make debug` does: GDB with our symbols and commands, attached to the machine that
# `make gdb` (or gdb-qemu) has started. However GDB ends, killed included, the machine runs on.
# From the environment: BUILD, GDB. Arguments go to GDB, before it attaches.

build=${BUILD:-build}
socket=$build/gdb.socket
if ! [ -S "$socket" ]; then
    echo "No machine is waiting for a debugger: run \"make gdb\" in another terminal first." >&2
    exit 1
fi

# Where the commands for Python programs are there (they stand with the interpreter).
python_level=
[ -f interp/gdb/load.py ] && python_level=interp/gdb/load.py

attach() # with what else GDB is to do before and afterwards
{
    "${GDB:-gdb}" -q -iex "set confirm off" "$build/kernel.elf" \
        -ex "add-symbol-file $build/user/python" \
        -x kernel/debug/gdb/attach.gdb ${python_level:+-x "$python_level"} "$@" \
        -ex "target remote $socket"
}

attach "$@"
status=$?

# A GDB that was killed has said nothing to the machine, and left programs traced: another one
# attaches, puts that right, and lets go.
[ $status -lt 128 ] || attach -batch </dev/null >/dev/null 2>&1
exit $status
