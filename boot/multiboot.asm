; multiboot.asm: the two headers by which a boot loader recognises the kernel: multiboot2 for GRUB,
; multiboot1 for `qemu -kernel`, v86 and others. Both lie at the very start of the file (linker.ld),
; within the first 8 KiB that a multiboot1 loader searches. The ELF headers tell where to load.

MULTIBOOT1_MAGIC        equ 0x1BADB002
MULTIBOOT1_PAGE_ALIGN   equ 1 << 0      ; modules on page boundaries
MULTIBOOT1_MEMORY_INFO  equ 1 << 1      ; tell the memory map
; No other flag: v86 knows bits 0, 1 and 16 and refuses the rest.
MULTIBOOT1_FLAGS        equ MULTIBOOT1_PAGE_ALIGN | MULTIBOOT1_MEMORY_INFO

MULTIBOOT2_MAGIC        equ 0xE85250D6
MULTIBOOT2_I386         equ 0
TAG_END                 equ 0
TAG_CONSOLE_FLAGS       equ 4
TAG_OPTIONAL            equ 1           ; a loader that does not know the tag may go on
CONSOLE_EGA_TEXT        equ 1 << 1      ; we can write on a text screen

section .multiboot progbits alloc noexec nowrite align=8

        align 8
multiboot1_header:
        dd MULTIBOOT1_MAGIC
        dd MULTIBOOT1_FLAGS
        dd -(MULTIBOOT1_MAGIC + MULTIBOOT1_FLAGS)

        align 8
multiboot2_header:
        dd MULTIBOOT2_MAGIC
        dd MULTIBOOT2_I386
        dd multiboot2_end - multiboot2_header
        dd -(MULTIBOOT2_MAGIC + MULTIBOOT2_I386 + (multiboot2_end - multiboot2_header))

        ; Leave a text screen as it is. Where there is none (UEFI), the serial line does.
        dw TAG_CONSOLE_FLAGS, TAG_OPTIONAL
        dd 12
        dd CONSOLE_EGA_TEXT

        align 8
        dw TAG_END, 0
        dd 8
multiboot2_end:
