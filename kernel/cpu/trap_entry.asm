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

%include "kernel/cpu/unwind.inc"

KERNEL_DATA     equ 0x10
FRAME_EBP       equ 6 * 4       ; offsets in struct trap_frame
FRAME_EIP       equ 14 * 4
FRAME_CS        equ 15 * 4
SYSTEM_CALL     equ 0x80

section .text progbits alloc exec nowrite align=16

; Completes the frame: general and segment registers; then C's world: flat data segments, direction
; flag clear, and no access to user memory (SMAP), whatever ring 3 left in EFLAGS.AC. The parameter
; begins the names of the places that debuggers are told of.
%macro ENTER_KERNEL 1
        pusha
UNWIND_PLACE %1_general
        push    ds
UNWIND_PLACE %1_ds
        push    es
UNWIND_PLACE %1_es
        push    fs
UNWIND_PLACE %1_fs
        push    gs
UNWIND_PLACE %1_gs
        mov     eax, KERNEL_DATA
        mov     ds, eax
        mov     es, eax
        cld
        cmp     byte [trap_use_clac], 0
        je      $ + 5                   ; over CLAC, which has three bytes
        clac
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
UNWIND_PLACE trap_common_place
        ENTER_KERNEL trap
global trap_entered:function            ; esp: a complete struct trap_frame
trap_entered:
UNWIND_PLACE trap_entered_place
        mov     eax, esp                ; struct trap_frame *
        test    byte [eax + FRAME_CS], 3
        jz      $ + 4                   ; from ring 0: over the next instruction
        xor     ebp, ebp
        push    dword [eax + FRAME_EIP]
UNWIND_PLACE trap_1_word
        push    ebp
UNWIND_PLACE trap_2_words
        mov     ebp, esp
        push    eax
UNWIND_PLACE trap_3_words
        call    trap_dispatch
        add     esp, 12

global trap_return:function             ; esp: a struct trap_frame
trap_return:
UNWIND_PLACE trap_0_words
        pop     gs
UNWIND_PLACE trap_no_gs
        pop     fs
UNWIND_PLACE trap_no_fs
        pop     es
UNWIND_PLACE trap_no_es
        pop     ds
UNWIND_PLACE trap_no_segments
        popa
UNWIND_PLACE trap_no_general
        add     esp, 8                  ; vector and error code
UNWIND_PLACE trap_only_processors
        iret
UNWIND_PLACE trap_return_end

; int 0x80 has a shorter way: it always comes from ring 3 (the gate's privilege lets no one else
; find it useful), and needs no dispatch.
global trap_system_call:function
        align   16
trap_system_call:
UNWIND_PLACE trap_system_call_place
        push    eax                     ; where an error code would be: the call's number, which
UNWIND_PLACE call_number
        push    dword SYSTEM_CALL       ; a signal may need to make the call once more
UNWIND_PLACE call_vector
        ENTER_KERNEL call
        mov     eax, esp
        xor     ebp, ebp
        push    eax
UNWIND_PLACE call_1_word
        call    [system_call_entry]
        add     esp, 4
UNWIND_PLACE call_0_words
global trap_return_attending:function   ; esp: a struct trap_frame of ring 3
trap_return_attending:
        cmp     byte [scheduler_attention], 0
        je      trap_return
        call    scheduler_attend
        jmp     trap_return
UNWIND_PLACE call_end

; For debuggers. A system call is like a function's call; a trap comes between two instructions.
UNWIND_RULES trap_rules, "zS"
UNWIND_RULES call_rules, "z"
UNWIND trap_rules, trap_common, trap_common_place, trap_return_end, \
    trap_common_place, -12, trap_general, -4, trap_ds, -3, trap_es, -2, trap_fs, -1, trap_gs, 0, \
    trap_1_word, 1, trap_2_words, 2, trap_3_words, 3, trap_0_words, 0, trap_no_gs, -1, \
    trap_no_fs, -2, trap_no_es, -3, trap_no_segments, -4, trap_no_general, -12, trap_only_processors, -14
UNWIND call_rules, trap_system_call, trap_system_call_place, call_end, \
    trap_system_call_place, -14, call_number, -13, call_vector, -12, \
    call_general, -4, call_ds, -3, call_es, -2, call_fs, -1, call_gs, 0, \
    call_1_word, 1, call_0_words, 0

; The addresses of the entries, for the IDT.
section .rodata progbits alloc noexec nowrite align=4
global trap_entries
trap_entries:
%assign vector 0
%rep 256
        dd      trap_%[vector]
    %assign vector vector + 1
%endrep
