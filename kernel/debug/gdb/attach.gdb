# attach.gdb: what GDB is told before it attaches to the machine (kernel/debug/gdb/attach.sh).

# A program's pages come when they are touched; GDB takes their code from the file until then.
set trust-readonly-sections on
set disassemble-next-line auto
set print pretty on

# GDB reads the stack in lines of so many bytes (64, if it is not told), two digits on the wire
# each: at every step one word of it. In lines of 16 a step is faster, and so is a long backtrace.
set dcache line-size 16

# Breakpoints stay in the machine between two stops, which hides them from whoever reads memory: no
# step has to take each of them out and put it in again.
set breakpoint always-inserted on
