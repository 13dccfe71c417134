# symbols.awk: makes the table of functions that a backtrace reads. Input: `nm -n` of the kernel's
# first link, in order of address. Output for NASM: pairs of address and name; linker.ld gathers
# them behind the kernel's text, and kernel/debug/symbols.c searches them.

BEGIN {
    print "; Made by kernel/debug/symbols.awk from the first link of the kernel."
    count = 0
}

# Text symbols above 3 GiB: what comes lower is the boot part. A name with a dot is a function that
# GCC has specialised (overflow_stack.constprop.0), or a local label of NASM's in one.
($2 == "t" || $2 == "T") && $1 >= "c0000000" && $3 !~ /^(kernel|gdb)_(text|rodata)_/ {
    sub(/\..*/, "", $3)
    if ($3 == "" || (count > 0 && $3 == name[count - 1]))
        next
    address[count] = $1
    name[count] = $3
    count++
}

END {
    print "section .symbols.table progbits alloc noexec nowrite align=4"
    for (i = 0; i < count; i++)
        printf "dd 0x%s, name%d\n", address[i], i
    print "section .symbols.names progbits alloc noexec nowrite align=1"
    for (i = 0; i < count; i++)
        printf "name%d: db \"%s\", 0\n", i, name[i]
}
