/*
 * verifier.c: checks each instruction's fields against the kinds that vm/opcodes.h gives them, and
 * a code's exception ranges. What can be seen from one instruction alone is checked here; what
 * depends on the way there is checked by verifier_flow.c.
 */
#include "memory/memory.h"
#include "program/opcode_table.h"
#include "program/verifier.h"
#include "vm/errors.h"

static int refuse(const Code *code, uint32_t index, const char *what)
{
    return raise_int(&value_error_type, "program file: %S, instruction %u (%s): %s",
                     code->qualified_name, index,
                     opcode_table[code->instructions[index].opcode].name, what);
}

static bool is_slot(const Code *code, int32_t number)
{
    return number >= 0 && number < code->locals + code->temporaries;
}

static bool is_local(const Code *code, int32_t number)
{
    return number >= 0 && number < code->locals;
}

static bool is_constant(const Code *code, int32_t number)
{
    return number < 0 && (uint32_t)~number < code->constant_count;
}

static bool is_temporary_block(const Code *code, int32_t first, uint32_t length)
{
    return first >= code->locals && is_slot(code, first) &&
           length <= (uint32_t)(code->locals + code->temporaries - first);
}

/* What is wrong with one field, or NULL. */
static const char *check_field(const Code *code, uint32_t index, Field kind, int32_t value)
{
    const Instruction *i = &code->instructions[index];
    switch (kind) {
    case FIELD_NONE:
        return value == 0 ? NULL : "a field that should be empty is not";
    case FIELD_DEST:
        return is_slot(code, value) ? NULL : "no such slot";
    case FIELD_OPERAND:
        return is_slot(code, value) || is_constant(code, value) ? NULL : "no such operand";
    case FIELD_KEEP:
        return is_slot(code, value) ||
               ((i->opcode == CHECK_EXC_MATCH || i->opcode == DICT_MERGE) && value == i->c &&
                is_constant(code, value)) ? NULL : "no such slot";
    case FIELD_BLOCK:
        return is_temporary_block(code, value, instruction_block_length(i)) ||
               instruction_block_length(i) == 0 ? NULL : "no such temporaries";
    case FIELD_LOCALS:
        return value >= 0 && value + i->c <= code->locals ? NULL : "no such locals";
    case FIELD_CELL:
        return is_local(code, value) ? NULL : "no such variable";
    case FIELD_SITE:
        return value >= 0 && (uint32_t)value < code->site_count ? NULL : "no such name";
    case FIELD_CONST:
        return value >= 0 && (uint32_t)value < code->constant_count ? NULL : "no such constant";
    case FIELD_JUMP: {
        int64_t target = (int64_t)index + 1 + value;
        if (value < 0 && i->opcode != JUMP_BACKWARD) /* which alone looks for Ctrl-C */
            return "jumps backward";
        return target >= 0 && target < code->instruction_count ? NULL : "jumps out of the code";
    }
    case FIELD_COUNT:
        return value >= 0 ? NULL : "a negative count";
    default: /* WIDE is checked by its distance, FLAG by check_details */
        return NULL;
    }
}

static const char *check_fields(const Code *code, uint32_t index)
{
    const Instruction *i = &code->instructions[index];
    const OpcodeDescription *d = &opcode_table[i->opcode];
    const char *wrong = d->x == FIELD_NONE && i->x ? "a field that should be empty is not" : NULL;
    if (!wrong)
        wrong = check_field(code, index, d->a, i->a);
    if (!wrong && d->b == FIELD_WIDE)
        return check_field(code, index, FIELD_JUMP, instruction_jump_distance(i));
    if (!wrong && instruction_has_b(i))
        wrong = check_field(code, index, d->b, i->b);
    if (!wrong && instruction_has_c(i))
        wrong = check_field(code, index, d->c, i->c);
    return wrong;
}

static const char *check_keyword_names(const Code *code, uint32_t index)
{
    const Instruction *i = &code->instructions[index];
    const Object *names = code->constants[i->c];
    if (names->type != &tuple_type)
        return "the names are no tuple";
    const Tuple *tuple = (const Tuple *)names;
    for (intptr_t n = 0; n < tuple->size; n++)
        if (tuple->items[n]->type != &str_type)
            return "a name is no str";
    if (index + 1 >= code->instruction_count || i[1].opcode != CALL ||
        tuple->size > (uint16_t)i[1].c)
        return "no CALL with as many arguments follows";
    return NULL;
}

/* What makes no sense in code that needs a namespace: a class body. */
enum { CODE_CALLED = CODE_VARARGS | CODE_VARKEYWORDS | CODE_GENERATOR };

static const char *check_function(const Code *code, const Instruction *i)
{
    if (i->x & ~(MAKE_DEFAULTS | MAKE_KW_DEFAULTS | MAKE_ANNOTATIONS | MAKE_CLOSURE))
        return "unknown flag";
    if (code->constants[i->c]->type != &code_type)
        return "the constant is no code";
    const Code *made = (const Code *)code->constants[i->c];
    if (made->free_variables && !(i->x & MAKE_CLOSURE))
        return "free variables without a closure";
    int parameters = made->positional + made->keyword_only;
    if (!(made->flags & CODE_OPTIMIZED) && (parameters || made->flags & CODE_CALLED))
        return "a class body that is called like a function";
    return NULL;
}

static const char *check_conversion(const Instruction *i)
{
    int conversion = i->x & ~FORMAT_HAS_SPEC;
    return conversion == 0 || conversion == 'r' || conversion == 's' || conversion == 'a'
        ? NULL : "unknown conversion";
}

/* What the kinds of the fields do not say. */
static const char *check_details(const Code *code, uint32_t index)
{
    const Instruction *i = &code->instructions[index];
    switch (i->opcode) {
    case LOAD_CONST:
        return i->b < 0 ? NULL : "not a constant";
    case LOAD_FAST:
        return is_slot(code, i->b) ? NULL : "not a slot";
    case STORE_FAST:
    case DELETE_FAST:
        return is_local(code, i->a) ? NULL : "not a local";
    case LOAD_FAST_CHECK:
        return is_local(code, i->b) ? NULL : "not a local";
    case JUMP_IF_FALSE_OR_POP:
    case JUMP_IF_TRUE_OR_POP:
        return i->b >= code->locals ? NULL : "not a temporary";
    case JUMP_BACKWARD:
        return instruction_jump_distance(i) < 0 ? NULL : "jumps forward";
    case UNPACK_FAST:
        return i->c > 0 && i->c <= UNPACK_FAST_MOST ? NULL : "no such number of locals";
    case BUILD_SLICE:
        return i->c == 2 || i->c == 3 ? NULL : "a slice has 2 or 3 parts";
    case KW_NAMES:
        return check_keyword_names(code, index);
    case MAKE_FUNCTION:
        return check_function(code, i);
    case FORMAT_VALUE:
        return check_conversion(i);
    case RAISE_VARARGS:
        return i->x <= 2 ? NULL : "raises at most two values";
    case LOAD_NAME: case STORE_NAME: case DELETE_NAME: case LOAD_CLASSDEREF:
    case SETUP_ANNOTATIONS: case IMPORT_STAR:
        return code->flags & CODE_OPTIMIZED ? "a function has no namespace" : NULL;
    case RETURN_GENERATOR:
        return index == 0 ? NULL : "a generator begins only once";
    case YIELD_VALUE: case SEND: case GET_YIELD_FROM_ITER:
        return code->instructions[0].opcode == RETURN_GENERATOR ? NULL : "this is no generator";
    default:
        return opcode_table[i->opcode].x == FIELD_FLAG && i->x > 1 ? "unknown flag" : NULL;
    }
}

/* Inline caches are of three sorts: places in dicts, places in instances, and methods. A site must
 * not be used for two: one sort's cache is nonsense to the other. */
enum { SITE_OF_DICT = 1, SITE_OF_ATTRIBUTE = 2, SITE_OF_METHOD = 4 };

static int site_sort(Opcode opcode)
{
    switch (opcode) {
    case LOAD_GLOBAL: case STORE_GLOBAL: case DELETE_GLOBAL:
    case LOAD_NAME: case STORE_NAME: case DELETE_NAME:
        return SITE_OF_DICT;
    case LOAD_METHOD:
        return SITE_OF_METHOD;
    default:
        return SITE_OF_ATTRIBUTE;
    }
}

static int check_sites(const Code *code)
{
    uint8_t *sorts = mem_alloc_zeroed(code->site_count);
    if (!sorts)
        return raise_no_memory(), -1;
    int result = 0;
    for (uint32_t index = 0; index < code->instruction_count && result == 0; index++) {
        const Instruction *i = &code->instructions[index];
        if (opcode_table[i->opcode].c != FIELD_SITE)
            continue;
        sorts[i->c] |= site_sort(i->opcode);
        if (sorts[i->c] & (sorts[i->c] - 1))
            result = refuse(code, index, "its inline cache is used for something else, too");
    }
    mem_free(sorts, code->site_count);
    return result;
}

static int check_instructions(const Code *code)
{
    for (uint32_t index = 0; index < code->instruction_count; index++) {
        if (code->instructions[index].opcode >= OPCODE_COUNT)
            return raise_int(&value_error_type, "program file: %S, instruction %u: no opcode %d",
                             code->qualified_name, index, code->instructions[index].opcode);
        const char *wrong = check_fields(code, index);
        if (!wrong)
            wrong = check_details(code, index);
        if (wrong)
            return refuse(code, index, wrong);
    }
    uint32_t last = code->instruction_count - 1;
    if (!instruction_ends_flow(&code->instructions[last]))
        return refuse(code, last, "the code ends without a return");
    return 0;
}

/* A handler stands behind what it handles: so no exception leads round in a circle. */
static int check_ranges(const Code *code)
{
    uint32_t end = 0;
    for (uint32_t n = 0; n < code->exception_range_count; n++) {
        const ExceptionRange *range = &code->exception_ranges[n];
        if (range->start < end || range->end <= range->start ||
            range->handler < range->end || range->handler >= code->instruction_count ||
            range->depth >= code->temporaries)
            return raise_int(&value_error_type, "program file: %S: exception range %u is damaged",
                             code->qualified_name, n);
        end = range->end;
    }
    return 0;
}

int verify_code(const Code *code)
{
    if (code->instruction_count == 0)
        return raise_int(&value_error_type, "program file: %S has no instructions",
                         code->qualified_name);
    if (check_instructions(code) < 0 || check_sites(code) < 0 ||
        check_ranges(code) < 0)
        return -1;
    bool generator = code->instructions[0].opcode == RETURN_GENERATOR;
    if (generator != !!(code->flags & CODE_GENERATOR))
        return refuse(code, 0, "a generator begins with RETURN_GENERATOR, other code does not");
    return verify_flow(code);
}
