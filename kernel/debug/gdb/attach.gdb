# attach.gdb: what GDB is told before it attaches to the machine (kernel/debug/gdb/attach.sh).

# A program's pages come when they are touched; GDB takes their code from the file until then.
set trust-readonly-sections on
set disassemble-next-line auto
set print pretty on
