/*
 * disassemble.c: code as text, for `pyc -d`. The columns are those of CPython's dis: source line,
 * ">>" where a jump leads, offset in bytes, name, the fields that are used; then in parentheses
 * what the fields name: locals by name, constants by value, temporaries by number.
 */
#include "memory/memory.h"
#include "program/disassemble.h"
#include "program/opcode_table.h"
#include "vm/errors.h"

typedef struct {
    StrBuilder text;
    const Code *code;
    uint8_t *is_target;     /* for each instruction: a jump or a handler leads there */
    int words;              /* written so far inside the parentheses */
    int line_width, offset_width;
    bool failed;            /* an exception is set */
} Listing;

enum { LINE_WIDTH = 3, OFFSET_WIDTH = 4, NAME_WIDTH = 24, FIELDS_WIDTH = 12 };

/* ---- pieces of text ------------------------------------------------------------------------- */

/* Adds a str (stolen, or NULL with an exception), filled up with blanks to a width: in front of it
 * when the width is negative. */
static void add_padded(Listing *l, Object *text, int width)
{
    if (!text) {
        l->failed = true;
        return;
    }
    int blanks = (width < 0 ? -width : width) - (int)str_length(text);
    for (; width < 0 && blanks > 0 && !l->failed; blanks--)
        l->failed = str_builder_char(&l->text, ' ') < 0;
    if (!l->failed)
        l->failed = str_builder_str(&l->text, text) < 0;
    for (; width > 0 && blanks > 0 && !l->failed; blanks--)
        l->failed = str_builder_char(&l->text, ' ') < 0;
    decref(text);
}

static void add(Listing *l, Object *text)
{
    add_padded(l, text, 0);
}

static void add_text(Listing *l, const char *text)
{
    if (!l->failed)
        l->failed = str_builder_text(&l->text, text) < 0;
}

/* A further word or phrase inside the parentheses. */
static void add_word(Listing *l, Object *phrase)
{
    if (l->words++ > 0)
        add_text(l, ", ");
    add(l, phrase);
}

/* ---- what fields name ----------------------------------------------------------------------- */

static Object *describe_constant(const Code *code, uint32_t number)
{
    Object *value = code->constants[number];
    if (value->type == &code_type)
        return str_from_format("code %S", ((Code *)value)->qualified_name);
    return object_repr(value);
}

static Object *describe_slot(const Code *code, int slot)
{
    if (slot < 0)
        return describe_constant(code, ~slot);
    if (slot >= code->locals)
        return str_from_format("temporary %d", slot - code->locals);
    Object *name = ((Tuple *)code->local_names)->items[slot];
    const char *kind = slot >= code->locals - code->free_variables ? "free variable" : "local";
    return str_from_format("%s %S", kind, name);
}

static Object *describe_block(const Code *code, int first, uint32_t length)
{
    if (length == 0)
        return str_from("nothing");
    if (length == 1)
        return describe_slot(code, first);
    return str_from_format("temporaries %d to %d", first - code->locals,
                           first - code->locals + (int)length - 1);
}

static Object *describe_locals(const Code *code, int first, int count)
{
    Object *const *names = ((Tuple *)code->local_names)->items + first;
    return str_from_format("locals %S to %S", names[0], names[count - 1]);
}

static void describe_field(Listing *l, const Instruction *i, Field kind, int value)
{
    const Code *code = l->code;
    uint32_t index = i - code->instructions;
    switch (kind) {
    case FIELD_DEST: case FIELD_OPERAND: case FIELD_KEEP: case FIELD_CELL:
        add_word(l, describe_slot(code, value));
        break;
    case FIELD_BLOCK:
        add_word(l, describe_block(code, value, instruction_block_length(i)));
        break;
    case FIELD_LOCALS:
        add_word(l, describe_locals(code, value, i->c));
        break;
    case FIELD_SITE:
        add_word(l, str_from_format("%S", code->sites[value].name));
        break;
    case FIELD_CONST:
        add_word(l, describe_constant(code, value));
        break;
    case FIELD_JUMP: case FIELD_WIDE:
        add_word(l, str_from_format("to %d", (int)((index + 1 + instruction_jump_distance(i)) *
                                                   sizeof(Instruction))));
        break;
    default:
        break;
    }
}

static bool is_fused_jump(const Instruction *i)
{
    return opcode_table[i->opcode].a == FIELD_JUMP && opcode_table[i->opcode].x == FIELD_FLAG;
}

static void describe_flag(Listing *l, const Instruction *i)
{
    if (is_fused_jump(i))
        add_word(l, str_from(i->x ? "if true" : "if false"));
    else if ((i->opcode == IS_OP || i->opcode == CONTAINS_OP) && i->x)
        add_word(l, str_from("not"));
    else if (i->opcode == FORMAT_VALUE && i->x & ~FORMAT_HAS_SPEC)
        add_word(l, str_from_format("!%c", i->x & ~FORMAT_HAS_SPEC));
    if (i->opcode != MAKE_FUNCTION)
        return;
    static const char *const parts[] = { "defaults", "keyword defaults", "annotations",
                                         "closure" };
    for (int bit = 0; bit < 4; bit++)
        if (i->x & 1 << bit)
            add_word(l, str_from(parts[bit]));
}

/* A tuple of references, which are given up; NULL when one of them is. */
static Object *tuple_of_stolen(Object **items, size_t count)
{
    bool complete = true;
    for (size_t i = 0; i < count; i++)
        complete = complete && items[i];
    Object *tuple = complete ? tuple_from(items, count) : NULL;
    for (size_t i = 0; i < count; i++)
        xdecref(items[i]);
    return tuple;
}

/* The parentheses: "temporary 1 = local x, 10". */
static void add_description(Listing *l, const Instruction *i)
{
    const OpcodeDescription *d = &opcode_table[i->opcode];
    bool writes = d->a == FIELD_DEST || d->a == FIELD_BLOCK || d->a == FIELD_LOCALS;
    add_text(l, "(");
    l->words = 0;
    describe_field(l, i, d->a, i->a);
    if (writes)
        add_text(l, " = ");
    if (writes)
        l->words = 0;
    if (instruction_has_b(i))
        describe_field(l, i, d->b, i->b);
    if (instruction_has_c(i) && d->b != FIELD_WIDE)
        describe_field(l, i, d->c, i->c);
    describe_flag(l, i);
    if (writes && l->words == 0)
        add_text(l, d->a == FIELD_DEST ? "..." : "parts");
    add_text(l, ")");
}

/* The fields as numbers, those that the instruction uses. */
static Object *fields_text(const Instruction *i)
{
    const OpcodeDescription *d = &opcode_table[i->opcode];
    if (d->b == FIELD_WIDE)
        return str_from_format("%d", instruction_jump_distance(i));
    Object *text = d->x != FIELD_NONE ? str_from_format("%d:", i->x) : str_from("");
    const uint8_t kinds[] = { d->a, d->b, d->c };
    const int values[] = { i->a, i->b, i->c };
    const bool there[] = { true, instruction_has_b(i), instruction_has_c(i) };
    for (int n = 0; n < 3 && text; n++) {
        if (kinds[n] == FIELD_NONE || !there[n])
            continue;
        Object *longer = str_from_format("%S%s%d", text, str_length(text) ? " " : "", values[n]);
        decref(text);
        text = longer;
    }
    return text;
}

static bool uses_fields(const Instruction *i)
{
    const OpcodeDescription *d = &opcode_table[i->opcode];
    return d->x != FIELD_NONE || d->a != FIELD_NONE || d->b != FIELD_NONE || d->c != FIELD_NONE;
}

/* ---- lines ---------------------------------------------------------------------------------- */

/* Does the instruction stand for nothing in the source? The beginning of a handler, what is done
 * when an exception leaves it (POP_EXCEPT and RERAISE), the jump at the end of a branch, and the
 * return at the end of a body. */
static bool is_lineless(const Code *code, uint32_t index)
{
    const Instruction *i = &code->instructions[index];
    uint32_t line = code->positions[index].line;
    if (index == code->instruction_count - 1)
        return line == code->first_line;
    if (i->opcode == JUMP_FORWARD || i->opcode == JUMP_BACKWARD)
        return line == code->positions[index - 1].line;
    return i->opcode == PUSH_EXC_INFO || (i->opcode == POP_EXCEPT && i[1].opcode == RERAISE)
        || (i->opcode == RERAISE && i[-1].opcode == POP_EXCEPT);
}

/* What stands for nothing is shown with the line before it, as in CPython's listings. */
static const Position *shown_position(const Code *code, uint32_t index)
{
    while (index > 0 && is_lineless(code, index))
        index--;
    return &code->positions[index];
}

static bool begins_line(const Code *code, uint32_t index)
{
    return index == 0
        || shown_position(code, index)->line != shown_position(code, index - 1)->line;
}

static void add_instruction(Listing *l, uint32_t index)
{
    const Code *code = l->code;
    const Instruction *i = &code->instructions[index];
    uint32_t line = shown_position(code, index)->line;
    bool new_line = begins_line(code, index);
    if (new_line && index > 0)
        add_text(l, "\n");
    add_padded(l, new_line ? str_from_format("%u", line) : str_from(""), -l->line_width);
    add_text(l, l->is_target[index] ? "     >> " : "        ");
    add_padded(l, str_from_format("%u", index * (unsigned)sizeof *i), -l->offset_width);
    add_text(l, " ");
    if (uses_fields(i)) {
        add_padded(l, str_from(opcode_table[i->opcode].name), NAME_WIDTH);
        add_padded(l, fields_text(i), FIELDS_WIDTH);
        add_text(l, " ");
        add_description(l, i);
    } else {
        add_text(l, opcode_table[i->opcode].name);
    }
    add_text(l, "\n");
}

static int decimal_width(uint32_t number, int least)
{
    int width = 1;
    while (number /= 10)
        width++;
    return width > least ? width : least;
}

static void measure_columns(Listing *l)
{
    const Code *code = l->code;
    uint32_t last_line = 0;
    for (uint32_t n = 0; n < code->instruction_count; n++)
        if (shown_position(code, n)->line > last_line)
            last_line = shown_position(code, n)->line;
    uint32_t last_offset = (code->instruction_count - 1) * (uint32_t)sizeof(Instruction);
    l->line_width = decimal_width(last_line, LINE_WIDTH);
    l->offset_width = decimal_width(last_offset, OFFSET_WIDTH);
}

static void mark_targets(Listing *l)
{
    for (uint32_t n = 0; n < l->code->instruction_count; n++) {
        const Instruction *i = &l->code->instructions[n];
        if (instruction_jumps(i))
            l->is_target[n + 1 + instruction_jump_distance(i)] = 1;
    }
    for (uint32_t n = 0; n < l->code->exception_range_count; n++)
        l->is_target[l->code->exception_ranges[n].handler] = 1;
}

/* What was written since the builder was last empty; a new str. */
static Object *take_text(Listing *l)
{
    if (!l->failed)
        return str_builder_finish(&l->text);
    str_builder_abandon(&l->text);
    return NULL;
}

static Object *position_tuple(const Position *p)
{
    enum { UNKNOWN_COLUMN = 0xFFFF };
    Object *items[] = { int_from(p->line), int_from(p->line + p->more_lines),
                        p->column == UNKNOWN_COLUMN ? incref(NONE) : int_from(p->column),
                        p->end_column == UNKNOWN_COLUMN ? incref(NONE)
                                                        : int_from(p->end_column) };
    return tuple_of_stolen(items, sizeof items / sizeof items[0]);
}

static Object *instruction_tuple(Listing *l, uint32_t index)
{
    const Instruction *i = &l->code->instructions[index];
    const Position *position = shown_position(l->code, index);
    bool fields = uses_fields(i);
    if (fields)
        add_description(l, i);
    Object *description = fields ? take_text(l) : incref(NONE);
    Object *items[] = { str_from(opcode_table[i->opcode].name), int_from(i->opcode),
                        fields ? fields_text(i) : incref(NONE), description,
                        int_from(index * (int64_t)sizeof *i), int_from(position->line),
                        bool_from(l->is_target[index]), position_tuple(position) };
    return tuple_of_stolen(items, sizeof items / sizeof items[0]);
}

Object *disassemble_opcodes(void)
{
    Object *list = list_new(0);
    for (int n = 0; list && n < OPCODE_COUNT; n++) {
        const OpcodeDescription *d = &opcode_table[n];
        bool jumps = d->a == FIELD_JUMP || d->b == FIELD_WIDE || d->c == FIELD_JUMP;
        Object *items[] = { str_from(d->name), bool_from(jumps), bool_from(d->c == FIELD_SITE) };
        Object *entry = tuple_of_stolen(items, sizeof items / sizeof items[0]);
        if (!entry || list_append(list, entry) < 0)
            clear_reference(list);
        xdecref(entry);
    }
    return list;
}

Object *disassemble_instructions(const Code *code)
{
    Listing l = { .code = code, .is_target = mem_alloc_zeroed(code->instruction_count) };
    if (!l.is_target)
        return raise_no_memory();
    str_builder_begin(&l.text);
    mark_targets(&l);
    Object *list = list_new(0);
    for (uint32_t n = 0; list && n < code->instruction_count; n++) {
        Object *entry = instruction_tuple(&l, n);
        if (!entry || list_append(list, entry) < 0)
            clear_reference(list);
        xdecref(entry);
    }
    mem_free(l.is_target, code->instruction_count);
    return list;
}

/* As dis shows it: "  8 to 24 -> 40 [1]", the depth in brackets. */
static void add_exception_table(Listing *l)
{
    const Code *code = l->code;
    if (code->exception_range_count)
        add_text(l, "ExceptionTable:\n");
    for (uint32_t n = 0; n < code->exception_range_count; n++) {
        const ExceptionRange *range = &code->exception_ranges[n];
        unsigned size = sizeof(Instruction);
        add(l, str_from_format("  %u to %u -> %u [%u]\n", range->start * size,
                               (range->end - 1) * size, range->handler * size, range->depth));
    }
}

static void add_code(Listing *l, const Code *code)
{
    l->code = code;
    l->is_target = mem_alloc_zeroed(code->instruction_count);
    if (!l->is_target) {
        raise_no_memory();
        l->failed = true;
        return;
    }
    mark_targets(l);
    measure_columns(l);
    for (uint32_t n = 0; n < code->instruction_count && !l->failed; n++)
        add_instruction(l, n);
    add_exception_table(l);
    mem_free(l->is_target, code->instruction_count);
    for (uint32_t n = 0; n < code->constant_count && !l->failed; n++) {
        Code *inner = (Code *)code->constants[n];
        if (inner->head.type != &code_type)
            continue;
        add(l, str_from_format("\nDisassembly of <code object %S, file \"%S\", line %u>:\n",
                               inner->name, inner->filename, inner->first_line));
        add_code(l, inner);
    }
}

Object *disassemble(const Code *code)
{
    Listing l = { .code = code };
    str_builder_begin(&l.text);
    add_code(&l, code);
    if (l.failed) {
        str_builder_abandon(&l.text);
        return NULL;
    }
    return str_builder_finish(&l.text);
}
