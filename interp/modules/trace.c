/*
 * trace.c: the part of module machine that follows another process through its system calls and
 * signals: ptrace(2), as strace (user/strace.py) uses it. A traced process stops, waitpid says so,
 * and until it is let go on it can be looked at.
 */
#include "kernel/abi.h"
#include "memory/memory.h"
#include "modules/module.h"
#include "modules/module_tools.h"
#include "modules/standard.h"
#include "platform/platform.h"
#include "vm/errors.h"

enum { WORD = 4, MEMORY_MOST = 1 << 16 }; /* bytes that trace_memory gives at most */

static Object *request(int number, Object **args, int positional)
{
    int64_t pid, signal;
    if (int_argument(args, positional, 0, 0, &pid) < 0 ||
        int_argument(args, positional, 1, 0, &signal) < 0)
        return NULL;
    int error = platform_trace(number, (int)pid, 0, (uintptr_t)signal);
    return error < 0 ? raise_os_error(error, NULL) : incref(NONE);
}

FUNCTION(trace_me)
{
    UNUSED_ARGUMENTS;
    return request(PTRACE_TRACEME, NULL, 0);
}

FUNCTION(trace_attach)
{
    (void)self, (void)kwnames;
    return request(PTRACE_ATTACH, args, positional);
}

FUNCTION(trace_detach)
{
    (void)self, (void)kwnames;
    return request(PTRACE_DETACH, args, positional);
}

FUNCTION(trace_continue)
{
    (void)self, (void)kwnames;
    return request(PTRACE_CONT, args, positional);
}

FUNCTION(trace_call)
{
    (void)self, (void)kwnames;
    return request(PTRACE_SYSCALL, args, positional);
}

FUNCTION(trace_mark_calls)
{
    (void)self, (void)kwnames;
    Object *with_option[] = { args[0], int_from(PTRACE_O_TRACESYSGOOD) };
    Object *result = with_option[1] ? request(PTRACE_SETOPTIONS, with_option, 2) : NULL;
    (void)positional;
    xdecref(with_option[1]);
    return result;
}

/* ---- looking -------------------------------------------------------------------------------- */

FUNCTION(trace_registers)
{
    (void)self, (void)kwnames;
    static const char *const names[] = { "ebx", "ecx", "edx", "esi", "edi", "ebp", "eax", "ds", "es",
                                         "fs", "gs", "orig_eax", "eip", "cs", "eflags", "esp", "ss" };
    union { struct traced_registers registers; uint32_t words[sizeof names / sizeof names[0]]; } u;
    _Static_assert(sizeof u.words == sizeof u.registers, "a name for each register");
    int64_t pid;
    if (int_argument(args, positional, 0, 0, &pid) < 0)
        return NULL;
    int error = platform_trace(PTRACE_GETREGS, (int)pid, 0, (uintptr_t)&u);
    if (error < 0)
        return raise_os_error(error, NULL);
    Object *dict = dict_new();
    int result = dict ? 0 : -1;
    for (size_t i = 0; result == 0 && i < sizeof names / sizeof names[0]; i++)
        result = put_number(dict, names[i], u.words[i]);
    return dict ? answer(dict, result) : NULL;
}

/* Reads whole words from a word's beginning on, so that none lies across the end of the memory that
 * there is. How many bytes were read, or a negative errno. */
static intptr_t read_words(int pid, uintptr_t address, char *bytes, size_t size)
{
    size_t done = 0;
    int error = 0;
    while (done < size && error == 0) {
        error = platform_trace(PTRACE_PEEKDATA, pid, address + done, (uintptr_t)(bytes + done));
        if (error == 0)
            done += WORD;
    }
    return error < 0 && error != -EIO ? error : (intptr_t)done;
}

/* trace_memory(pid, address, size): fewer bytes where the process's memory ends. */
FUNCTION(trace_memory)
{
    (void)self, (void)kwnames;
    int64_t pid, address, size;
    if (int_argument(args, positional, 0, 0, &pid) < 0 ||
        int_argument(args, positional, 1, 0, &address) < 0 ||
        int_argument(args, positional, 2, 0, &size) < 0)
        return NULL;
    if (size < 0 || size > MEMORY_MOST)
        return raise(&value_error_type, "trace_memory() gives 0 to %d bytes", MEMORY_MOST);
    size_t before = (size_t)address % WORD, room = (before + (size_t)size + WORD - 1) / WORD * WORD;
    char *bytes = mem_alloc(room + WORD);
    if (!bytes)
        return raise_no_memory();
    intptr_t count = read_words((int)pid, (uintptr_t)address - before, bytes, room) - before;
    if (count > size)
        count = size;
    Object *result = count + (intptr_t)before < 0
                         ? raise_os_error((int)(count + before), NULL)
                         : bytes_from(bytes + before, count > 0 ? (size_t)count : 0);
    mem_free(bytes, room + WORD);
    return result;
}

/* trace_signal(pid): (signal, code, pid of the sender) of the signal it stopped for */
FUNCTION(trace_signal)
{
    (void)self, (void)kwnames;
    int64_t pid;
    struct signal_information information;
    if (int_argument(args, positional, 0, 0, &pid) < 0)
        return NULL;
    int error = platform_trace(PTRACE_GETSIGINFO, (int)pid, 0, (uintptr_t)&information);
    if (error < 0)
        return raise_os_error(error, NULL);
    Object *items[] = { int_from(information.signal), int_from(information.code),
                        int_from_unsigned(information.sender_or_address) };
    Object *triple = items[0] && items[1] && items[2] ? tuple_from(items, 3) : NULL;
    for (int i = 0; i < 3; i++)
        xdecref(items[i]);
    return triple;
}

const MethodDef machine_trace_functions[] = {
    {"trace_me", trace_me, 0, 0, 0, "trace_me(): the parent traces this process"},
    {"trace_attach", trace_attach, 1, 1, 0, "trace_attach(pid): traces it, and stops it"},
    {"trace_detach", trace_detach, 1, 2, 0, "trace_detach(pid, signal=0): leaves it alone"},
    {"trace_continue", trace_continue, 1, 2, 0, "trace_continue(pid, signal=0): to its next signal"},
    {"trace_call", trace_call, 1, 2, 0,
     "trace_call(pid, signal=0): to its next signal, or before or after its next system call"},
    {"trace_mark_calls", trace_mark_calls, 1, 1, 0,
     "trace_mark_calls(pid): stops for calls say SIGTRAP | 0x80"},
    {"trace_registers", trace_registers, 1, 1, 0, "trace_registers(pid): a dict"},
    {"trace_memory", trace_memory, 3, 3, 0, "trace_memory(pid, address, size): bytes"},
    {"trace_signal", trace_signal, 1, 1, 0, "trace_signal(pid): (signal, code, sender's pid)"},
    {0}};
