; trap_entry.asm: what the processor jumps to on a trap, and the way back. Each entry completes the
; struct trap_frame of kernel/cpu/trap.h on the kernel stack and calls C with its address.
;
; The chain of saved ebp goes on through a trap: below the frame stands what a call from the
; interrupted instruction would have left, so a backtrace crosses it. A trap from ring 3 ends the
; chain: the user's ebp is not ours to follow.

extern trap_dispatch            ; kernel/cpu/trap.c
extern system_call_entry        ; kernel/proc/system_call.c: a pointer to C
extern scheduler_attention      ; kernel/proc/scheduler.c
extern scheduler_attend
extern trap_use_clac            ; kernel/cpu/trap.c

KERNEL_DATA     equ 0x10
FRAME_EBP       equ 6 * 4       ; offsets in struct trap_frame
FRAME_EIP       equ 14 * 4
FRAME_CS        equ 15 * 4
SYSTEM_CALL     equ 0x80

section .text progbits alloc exec nowrite align=16

; Completes the frame: general and segment registers; then C's world: flat data segments, direction
; flag clear, and no access to user memory (SMAP), whatever ring 3 left in EFLAGS.AC.
%macro ENTER_KERNEL 0
        pusha
        push    ds
        push    es
        push    fs
        push    gs
        mov     eax, KERNEL_DATA
        mov     ds, eax
        mov     es, eax
        cld
        cmp     byte [trap_use_clac], 0
        je      %%no_smap
        clac
%%no_smap:
%endmacro

; One entry for each vector. For some exceptions the processor pushes an error code (Intel SDM 3,
; table 6-1); the others push a zero to make the frames alike.
%assign vector 0
%rep 256
        align   16
trap_%[vector]:
    %if !(vector == 8 || (vector >= 10 && vector <= 14) || vector == 17 || vector == 21)
        push    dword 0
    %endif
        push    dword vector
        jmp     trap_common
    %assign vector vector + 1
%endrep

global trap_common:function
trap_common:
        ENTER_KERNEL
        mov     eax, esp                ; struct trap_frame *
        test    byte [eax + FRAME_CS], 3
        jz      .from_kernel
        xor     ebp, ebp
.from_kernel:
        push    dword [eax + FRAME_EIP]
        push    ebp
        mov     ebp, esp
        push    eax
        call    trap_dispatch
        add     esp, 12

global trap_return:function             ; esp: a struct trap_frame
trap_return:
        pop     gs
        pop     fs
        pop     es
        pop     ds
        popa
        add     esp, 8                  ; vector and error code
        iret

; int 0x80 has a shorter way: it always comes from ring 3 (the gate's privilege lets no one else
; find it useful), and needs no dispatch.
global trap_system_call:function
        align   16
trap_system_call:
        push    eax                     ; where an error code would be: the call's number, which
        push    dword SYSTEM_CALL       ; a signal may need to make the call once more
        ENTER_KERNEL
        mov     eax, esp
        xor     ebp, ebp
        push    eax
        call    [system_call_entry]
        add     esp, 4
        cmp     byte [scheduler_attention], 0
        je      trap_return
        call    scheduler_attend
        jmp     trap_return

; The addresses of the entries, for the IDT.
section .rodata progbits alloc noexec nowrite align=4
global trap_entries
trap_entries:
%assign vector 0
%rep 256
        dd      trap_%[vector]
    %assign vector vector + 1
%endrep
