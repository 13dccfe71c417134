; start.asm: where a program begins in ring 3. The kernel leaves argc, argv, environment and the
; auxiliary vector on the stack, as on Linux/i386; C takes it from there.

bits 32
section .text

extern runtime_start

global _start
_start:
    xor ebp, ebp            ; the outermost frame: a debugger's backtrace ends here
    mov eax, esp
    and esp, -16            ; System V ABI, Intel386 supplement, "Stack Frame": 16 at a call
    sub esp, 12
    push eax
    call runtime_start      ; never returns

section .note.GNU-stack noalloc noexec nowrite progbits
