; switch.asm: the context switch: one kernel stack is left, another one taken up again where it
; was left. C sees an ordinary function call, so only the registers that a callee must keep (the
; i386 ABI: ebx, esi, edi, ebp) need saving; the user's registers lie further up, in the trap
; frame at the top of each stack.

bits 32
section .text

global context_switch
global process_first_return
extern trap_return_attending

; void context_switch(uint32_t **save_esp, uint32_t *load_esp)
context_switch:
    mov eax, [esp + 4]
    mov edx, [esp + 8]
    push ebp
    push ebx
    push esi
    push edi
    mov [eax], esp
    mov esp, edx
    pop edi
    pop esi
    pop ebx
    pop ebp
    ret

; Where a new process "returns" from its first context switch: right above lies its trap frame. A
; signal may have come already: without looking, a process that is to be killed could fork first.
process_first_return:
    jmp trap_return_attending

section .note.GNU-stack noalloc noexec nowrite progbits
