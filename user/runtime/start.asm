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

; Where a signal handler with SA_SIGINFO returns to: the kernel takes up again what the frame on the
; stack says was interrupted.
SYS_rt_sigreturn equ 173

global signal_return
signal_return:
    mov eax, SYS_rt_sigreturn
    int 0x80

section .note.GNU-stack noalloc noexec nowrite progbits
