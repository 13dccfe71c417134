; entry.asm: the debugger's own way in and out. Traps 1 to 3 (and COM2's interrupt) do not take the
; kernel's way (kernel/cpu/trap_entry.asm), so that breakpoints can stand there too; up to where
; the breakpoints are out of memory, and from where they are back in, only code of this folder runs.
; It runs on a stack of its own: the interrupted one may be what is broken.

extern gdb_trap                 ; kernel/debug/gdb/stub.c
extern gdb_take_input
extern scheduler_attention      ; kernel/proc/scheduler.c
extern scheduler_attend
extern trap_entered             ; kernel/cpu/trap_entry.asm

%include "kernel/cpu/unwind.inc"

KERNEL_DATA     equ 0x10
TRAP_DEBUG      equ 1
TRAP_NMI        equ 2
TRAP_BREAKPOINT equ 3
IRQ_3           equ 32 + 3
FRAME_VECTOR    equ 12 * 4      ; offsets in struct trap_frame
FRAME_EIP       equ 14 * 4
FRAME_CS        equ 15 * 4
COM2_STATUS     equ 0x2F8 + 5
RECEIVED        equ 1
STACK_SIZE      equ 8192

section .bss nobits alloc noexec write align=16
stack:          resb STACK_SIZE
stack_top:

section .data progbits alloc noexec write align=4
global gdb_is_active
gdb_is_active:  dd 0            ; the debugger has the processor
global gdb_input_missed
gdb_input_missed: db 0          ; an NMI came while it had

section .text progbits alloc exec nowrite align=16

%macro ENTRY 2
global %1:function
%1:     push    dword 0         ; where other traps have an error code
        push    dword %2
        jmp     entered
%endmacro
        ENTRY   gdb_entry_debug, TRAP_DEBUG
        ENTRY   gdb_entry_nmi, TRAP_NMI
        ENTRY   gdb_entry_breakpoint, TRAP_BREAKPOINT
        ENTRY   gdb_entry_irq, IRQ_3

entered:
        pusha
        push    ds
        push    es
        push    fs
        push    gs
        mov     eax, KERNEL_DATA
        mov     ds, eax
        mov     es, eax
        cld
        bts     dword [gdb_is_active], 0
        jc      nested
        mov     esi, esp                ; struct trap_frame *
        mov     esp, stack_top
        cmp     dword [esi + FRAME_VECTOR], TRAP_NMI
        jne     .open
        ; The processor holds further NMIs back until the next IRET (Intel SDM 3, 6.7.1): one that
        ; leads right here lets them come, to wake the debugger when it waits.
        pushf
        push    cs
        push    dword .open
        iret
.open:  push    esi
        call    gdb_trap
.done:  mov     esp, esi
        mov     dword [gdb_is_active], 0
        cmp     byte [gdb_input_missed], 0
        jne     entered.missed
        test    eax, eax
        jnz     trap_entered            ; not the debugger's: the kernel's own way
global gdb_return:function
gdb_return:
UNWIND_PLACE gdb_return_place
        test    byte [esp + FRAME_CS], 3
        jz      leave_trap
        cmp     byte [scheduler_attention], 0
        je      leave_trap
        call    scheduler_attend
UNWIND_PLACE gdb_attended
leave_trap:
        pop     gs
        pop     fs
        pop     es
        pop     ds
        popa
        add     esp, 8
        iret

; A byte came while the debugger was on its way out, and had its one NMI.
entered.missed:
        mov     dword [gdb_is_active], 1
        mov     byte [gdb_input_missed], 0
        mov     edi, eax
        mov     esp, stack_top
        push    esi
        call    gdb_take_input
        mov     eax, edi
        jmp     entered.done

UNWIND_RULES trap_rules, "zS"
UNWIND trap_rules, gdb_return, gdb_return_place, gdb_attended + 1

; A trap while the debugger has the processor. An NMI says that a byte has come; had it come after
; the last look at the port and before the halt, the processor would sleep on it: so the halt is
; stepped over.
nested: mov     byte [gdb_input_missed], 1
        cmp     dword [esp + FRAME_EIP], gdb_halt_for_input
        jb      leave_trap
        cmp     dword [esp + FRAME_EIP], gdb_halt_for_input.end
        jae     leave_trap
        mov     dword [esp + FRAME_EIP], gdb_halt_for_input.end
        jmp     leave_trap

; void gdb_halt_for_input(void): returns when there is a byte, or soon after one was.
global gdb_halt_for_input:function
gdb_halt_for_input:
        mov     dx, COM2_STATUS
        in      al, dx
        test    al, RECEIVED
        jnz     .end
        hlt
.end:   ret

; void gdb_break_here(void): a stop where GDB sees the caller's frames.
global gdb_break_here:function
gdb_break_here:
        push    ebp
        mov     ebp, esp
        int3
        pop     ebp
        ret
