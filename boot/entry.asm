; entry.asm: the way from the boot loader to kmain. The loader leaves us in 32-bit protected mode,
; paging off, interrupts off, with a magic number in eax and the address of its information in ebx
; (Multiboot specification 3.2). We check the processor, turn on paging, and continue at
; the addresses the kernel is linked at, above 3 GiB.
;
; The first half is linked at the physical addresses it runs at (section .boot of linker.ld).

extern check_cpu                ; boot/check_cpu.c
extern early_paging_enable      ; boot/early_paging.c
extern kmain                    ; kernel/main.c
extern boot_stack_top           ; linker.ld, and these:
extern boot_data_start
extern boot_data_end
extern kernel_bss_load_start
extern kernel_bss_load_end

CODE_SELECTOR   equ 0x08
DATA_SELECTOR   equ 0x10

section .boot.text progbits alloc exec nowrite align=16

global boot_entry
boot_entry:
        cld
        mov     esi, eax                ; keep what the loader said

        ; Variables begin as zero. Loaders see to that, but v86 does not when it starts the kernel
        ; again after a reset.
        xor     eax, eax
        mov     edi, boot_data_start
        mov     ecx, boot_data_end
        sub     ecx, edi
        shr     ecx, 2
        rep     stosd
        mov     edi, kernel_bss_load_start
        mov     ecx, kernel_bss_load_end
        sub     ecx, edi
        shr     ecx, 2
        rep     stosd

        mov     esp, early_stack_top
        push    ebx
        push    esi

        ; The loader's GDT may be gone already; take one of our own.
        lgdt    [early_gdt_pointer]
        jmp     CODE_SELECTOR:.segments
.segments:
        mov     eax, DATA_SELECTOR
        mov     ds, eax
        mov     es, eax
        mov     fs, eax
        mov     gs, eax
        mov     ss, eax

        push    0                       ; pretend a caller: the chain of ebp ends here
        xor     ebp, ebp
        call    check_cpu               ; comes back only if the processor will do
        call    early_paging_enable
        add     esp, 4

        pop     eax
        pop     ebx
        mov     ecx, boot_high          ; leave the identity mapping
        jmp     ecx

section .boot.rodata progbits alloc noexec nowrite align=8

; Flat segments: base 0, limit 4 GiB (Intel SDM 3, 3.4.5).
early_gdt:
        dq 0
        dq 0x00CF9A000000FFFF           ; code, ring 0
        dq 0x00CF92000000FFFF           ; data, ring 0
early_gdt_pointer:
        dw $ - early_gdt - 1
        dd early_gdt

section .boot.bss nobits alloc noexec write align=16

        resb 2048
early_stack_top:

section .text progbits alloc exec nowrite align=16

global boot_high:function
boot_high:
        mov     esp, boot_stack_top
        xor     ebp, ebp
        push    ebx                     ; kmain(magic, information)
        push    eax
        push    0                       ; kmain has nowhere to return to
        jmp     kmain
