/*
 * debugger.c: which of the traced instructions a debugger wants to hear of (vm/debugger.h). What
 * counts as the beginning of a line is what CPython's sys.settrace calls a "line" event; only lines
 * that have no instruction here (a bare `try:`, a class's docstring) are passed by.
 */
#include "vm/debugger.h"

#include <string.h>

Debugger debugger __attribute__((aligned(DEBUGGER_ALIGNMENT)));

/* On the machine a page of zeros comes with the first access to it, and no debugger can access what
 * is not there. (The dispatch table's page has come with the static types beside it.) */
void debugger_start(void)
{
    *(volatile StopAt *)&debugger.stop_at = STOP_AT_BREAKPOINTS;
}

/* Does nothing, in a way that no compiler sees through: every call reaches the breakpoint. */
__attribute__((noinline)) void debugger_stop(void)
{
    __asm__ volatile("" ::: "memory");
}

/* What the compiler adds at the end (return None) stands in no source line; it has the first. */
static bool is_epilogue(const Code *code, uint32_t index)
{
    while (index < code->instruction_count && code->positions[index].line == code->first_line)
        index++;
    return index == code->instruction_count;
}

/* Stands before a function's first line, or before an except clause. */
static bool is_prologue(const Instruction *instruction)
{
    return instruction->opcode == MAKE_CELL || instruction->opcode == RETURN_GENERATOR
        || instruction->opcode == PUSH_EXC_INFO;
}

/* Stands in no line. The jump at the end of a branch or a loop has the line of the instruction
 * before it, but other lines may lead there too; that of a break or continue has its own. */
static bool is_lineless(const Code *code, const Instruction *instruction)
{
    if (instruction->opcode != JUMP_FORWARD && instruction->opcode != JUMP_BACKWARD)
        return is_prologue(instruction);
    uint32_t index = (uint32_t)(instruction - code->instructions);
    return index > 0 && code->positions[index].line == code->positions[index - 1].line;
}

/* A frame that went on is at a new line when the line differs, or when it jumped back (a loop of
 * one line). One that was entered, or that a call came back to, only at the start of a line. */
static bool begins_line(const Frame *frame, const Instruction *instruction, uint32_t line)
{
    const Code *code = frame->code;
    uint32_t index = (uint32_t)(instruction - code->instructions), before = debugger.last_line;
    if (index == 0 || is_prologue(instruction - 1))
        return true;
    if (frame == debugger.last_frame && instruction <= debugger.last)
        return instruction < debugger.last || instruction->opcode != CALL; /* see eval.c's CALL */
    if (frame != debugger.last_frame)
        before = code->positions[index - 1].line;
    return line != before && !is_epilogue(code, index);
}

static bool is_named(const LineBreakpoint *breakpoint, const Str *file)
{
    size_t length = breakpoint->file_length;
    if (file->kind != STR_1)
        return true;
    return length <= file->length
        && memcmp(file->data + file->length - length, breakpoint->file, length) == 0;
}

static bool has_breakpoint(const Frame *frame, uint32_t line)
{
    for (int i = 0; i < LINE_BREAKPOINTS; i++) {
        const LineBreakpoint *breakpoint = &debugger.breakpoints[i];
        if (breakpoint->line == line && is_named(breakpoint, (const Str *)frame->code->filename)
            && !debugger_condition_fails(breakpoint, frame))
            return true;
    }
    return false;
}

/* Is the frame `outer`, or one that it called, directly or not? */
static bool is_within(const Frame *frame, const Frame *outer)
{
    while (frame != NULL && frame != outer)
        frame = frame->caller;
    return frame != NULL;
}

/* Does the frame give a value to its caller, for good or for a while? */
static bool hands_out_value(const Instruction *instruction)
{
    return instruction->opcode == RETURN_VALUE || instruction->opcode == YIELD_VALUE;
}

/* What of debugger.stop_at comes true at this instruction. */
static Stopped is_wanted(const Frame *frame, const Instruction *instruction, bool new_line)
{
    bool own = frame == debugger.frame;
    switch (debugger.stop_at) {
    case STOP_AT_LINE:
        return new_line ? STOPPED_AT_LINE : STOPPED_NOT;
    case STOP_AT_LINE_OF_FRAME:
        return new_line && (own || !is_within(frame, debugger.frame)) ? STOPPED_AT_LINE
                                                                      : STOPPED_NOT;
    case STOP_AT_RETURN:
        if (own)
            return hands_out_value(instruction) ? STOPPED_AT_RETURN : STOPPED_NOT;
        return is_within(frame, debugger.frame) ? STOPPED_NOT : STOPPED_OUTSIDE;
    default:
        return STOPPED_NOT;
    }
}

/* Nobody hears: the program goes on as if it had never been traced. */
static void forget_debugger(void)
{
    memset(&debugger, 0, sizeof debugger);
}

bool debugger_instruction(const Frame *frame, const Instruction *instruction)
{
    if (is_lineless(frame->code, instruction))
        return true;
    uint32_t line = frame->code->positions[instruction - frame->code->instructions].line;
    bool new_line = begins_line(frame, instruction, line);
    debugger.last_frame = frame;
    debugger.last = instruction;
    debugger.last_line = line;
    debugger.stopped = is_wanted(frame, instruction, new_line);
    debugger.at_breakpoint = new_line && has_breakpoint(frame, line);
    if (debugger.stopped == STOPPED_NOT && !debugger.at_breakpoint)
        return true;
    debugger.heard = false;
    debugger_stop();
    if (!debugger.heard)
        forget_debugger();
    return debugger.heard;
}
