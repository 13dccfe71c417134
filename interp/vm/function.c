/*
 * function.c: functions made by def and lambda, methods bound to an object, and the cells that
 * closures share.
 */
#include "memory/collector.h"
#include "memory/memory.h"
#include "objects/arguments.h"
#include "objects/class.h"
#include "objects/start.h"
#include "vm/errors.h"
#include "vm/function.h"
#include "vm/machine.h"

static Object *or_none(void *o) { return incref(o ? (Object *)o : NONE); }

/* ---- function -------------------------------------------------------------------------------- */

/* How many arguments a call must have to be the simple case: see Code. */
static int32_t exact_arguments(const Code *code)
{
    bool simple = code->flags & CODE_OPTIMIZED && !code->keyword_only
               && !(code->flags & (CODE_VARARGS | CODE_VARKEYWORDS));
    return simple ? code->positional : -1;
}

/* Before a function is made of it: what calls read from the code. */
static void prepare_code(Code *code)
{
    code->exact_arguments = exact_arguments(code);
    code->frame_size = frame_size(code);
}

FunctionDetails *function_details(Function *self)
{
    if (!self->details && !(self->details = mem_alloc_zeroed(sizeof(FunctionDetails))))
        raise_no_memory();
    return self->details;
}

/* A function belongs to the module whose name stands in its globals now. Nearly always all
 * functions of one code are made in the same module, so the code keeps the name. */
static int take_module(Function *self)
{
    Code *code = self->code;
    uint32_t version = ((Dict *)self->globals)->version;
    if (code->module && code->module_version == version)
        return 0;
    Object *module = dict_get_text(self->globals, "__name__");
    if (!module && error_occurred()) /* no memory for the name */
        return -1;
    if (!module)
        module = NONE;
    if (!code->module)
        code->module = incref(module);
    if (code->module == module) {
        code->module_version = version;
        return 0;
    }
    if (!function_details(self))
        return -1;
    self->details->module = module; /* function_new owns it, as all the names, at its end */
    return 0;
}

/* Gives up what every function has, and its memory. */
static void function_release(Function *self)
{
    int cells = self->code->free_variables;
    if (function_hides_tuple(self)) {
        gc_count_freed();
        for (int i = 0; i < cells; i++)
            decref(self->cells[i]);
    }
    if (self->details) {
        xdecref(self->details->closure);
        xdecref(self->details->former_codes);
        mem_free(self->details, sizeof(FunctionDetails));
    }
    decref(self->code);
    decref(self->globals);
    object_free(&self->head, (size_t)cells);
}

Object *function_new(Code *code, Object *globals, Object *closure)
{
    int cells = code->free_variables;
    if (cells != (closure ? ((Tuple *)closure)->size : 0)) /* no compiler makes such code */
        return raise(&system_error_type, "%S requires a closure of %d cells",
                     code->qualified_name, cells);
    Function *self = object_new(&function_type, (size_t)cells);
    if (!self)
        return NULL;
    prepare_code(code);
    self->code = incref(code);
    self->globals = incref(globals);
    for (int i = 0; i < cells; i++)
        self->cells[i] = incref(((Tuple *)closure)->items[i]);
    if (cells > 0)
        gc_count_made();
    if (take_module(self) < 0) { /* not complete: it does not own the names yet */
        function_release(self);
        return NULL;
    }
    incref(function_name(self));
    incref(function_qualified_name(self));
    incref(function_module(self));
    xincref(function_doc(self));
    gc_track(self);
    return &self->head;
}

static int function_traverse(Object *object, Visitor visit, void *context)
{
    static const FunctionDetails none;
    Function *self = (Function *)object;
    const FunctionDetails *details = self->details ? self->details : &none;
    Object *owned[] = {(Object *)self->code, self->globals, function_module(self),
                       details->defaults, details->kw_defaults, function_doc(self),
                       function_name(self), self->dict, details->closure, details->annotations,
                       function_qualified_name(self), details->former_codes};
    int result = 0;
    for (size_t i = 0; i < sizeof owned / sizeof owned[0] && !result; i++)
        if (owned[i])
            result = visit(owned[i], context);
    int cells = function_hides_tuple(self) ? self->code->free_variables : 0;
    for (int i = 0; i < cells && !result; i++)
        result = visit(self->cells[i], context);
    return result;
}

/* Code, globals, names and cells stay: a function that was cleared can still be shown and called. A
 * circle through a cell is broken there. */
static void function_clear(Object *object)
{
    Function *self = (Function *)object;
    clear_reference(self->dict);
    if (!self->details)
        return;
    clear_reference(self->details->defaults);
    clear_reference(self->details->kw_defaults);
    clear_reference(self->details->annotations);
    if (self->details->doc)
        replace_reference(self->details->doc, incref(NONE)); /* not the code's: that is not owned */
}

static void function_destroy(Object *object)
{
    Function *self = (Function *)object;
    gc_untrack(self);
    function_clear(object);
    decref(function_name(self));
    decref(function_qualified_name(self));
    decref(function_module(self));
    xdecref(function_doc(self));
    function_release(self);
}

static size_t function_extra_size(Object *object)
{
    Function *self = (Function *)object;
    return self->code->free_variables * sizeof(Object *)
           + (self->details ? sizeof(FunctionDetails) : 0);
}

static Object *function_repr(Object *self)
{
    return str_from_format("<function %S at 0x%zx>", function_qualified_name((Function *)self),
                           (size_t)self);
}

static Object *function_bind(Object *self, Object *instance, Type *owner)
{
    (void)owner;
    return instance ? method_new(self, instance) : incref(self);
}

static Object *function_get_code(Object *self) { return or_none(((Function *)self)->code); }

/* What the function had from its code so far becomes its own. function_new took the references. */
static void keep_names(Function *self, FunctionDetails *details)
{
    Object *doc = function_doc(self);
    details->name = function_name(self);
    details->qualified_name = function_qualified_name(self);
    details->module = function_module(self);
    details->doc = doc ? doc : incref(NONE);
}

/* f.__code__ = code. A call that is running, or a generator that waits, goes on in the former code,
 * which therefore lives as long as the function. */
static int function_set_code(Object *object, Object *value)
{
    Function *self = (Function *)object;
    if (!value || !IS_EXACT(value, code_type))
        return raise_int(&type_error_type, "__code__ must be set to a code object");
    Code *code = (Code *)value;
    if (code->free_variables != self->code->free_variables)
        return raise_int(&value_error_type, "%S() requires a code object with %d free vars, not %d",
                         function_name(self), self->code->free_variables, code->free_variables);
    FunctionDetails *details = function_details(self);
    if (!details || (!details->former_codes && !(details->former_codes = list_new(0))))
        return -1;
    if (list_append(details->former_codes, &self->code->head) < 0)
        return -1;
    keep_names(self, details);
    prepare_code(code);
    replace_reference(self->code, (Code *)incref(value));
    return 0;
}

static Object *function_get_builtins(Object *self)
{
    return xincref(builtins_of(((Function *)self)->globals));
}

static Object *function_get_globals(Object *self) { return or_none(((Function *)self)->globals); }
/* Puts a further reference to value (NULL: none) among the details, and gives up `old`, which was
 * valid so far. */
static int set_detail(Object *self, size_t offset, Object *old, Object *value)
{
    FunctionDetails *details = function_details((Function *)self);
    if (!details)
        return -1;
    *(Object **)((char *)details + offset) = xincref(value);
    xdecref(old);
    return 0;
}

static Object *function_get_name(Object *self)
{
    return or_none(function_name((Function *)self));
}
static Object *function_get_qualname(Object *self)
{
    return or_none(function_qualified_name((Function *)self));
}
static Object *function_get_defaults(Object *self)
{
    return or_none(function_defaults((Function *)self));
}
static Object *function_get_kwdefaults(Object *self)
{
    return or_none(function_kw_defaults((Function *)self));
}
static Object *function_get_doc(Object *self) { return or_none(function_doc((Function *)self)); }
static Object *function_get_module(Object *self)
{
    return incref(function_module((Function *)self));
}

/* The tuple of the cells takes their ownership over, so that counts are as if it had always
 * been. */
Object *function_closure(Function *self)
{
    size_t cells = self->code->free_variables;
    if (cells == 0)
        return incref(NONE);
    FunctionDetails *details = function_details(self);
    Object *tuple = details && !details->closure ? tuple_from(self->cells, cells) : NULL;
    if (tuple && details->closure) { /* a collection's finalizers asked for it, too */
        decref(tuple);
    } else if (tuple) {
        details->closure = tuple;
        gc_count_freed();
        for (size_t i = 0; i < cells; i++)
            decref(self->cells[i]);
    }
    return details ? xincref(details->closure) : NULL;
}

static Object *function_get_closure(Object *self) { return function_closure((Function *)self); }

static int set_str(Object *self, size_t offset, Object *old, Object *value, const char *name)
{
    if (!value || !IS_STR(value))
        return raise_int(&type_error_type, "%s must be set to a string object", name);
    return set_detail(self, offset, old, value);
}

static int function_set_name(Object *self, Object *value)
{
    return set_str(self, offsetof(FunctionDetails, name), function_name((Function *)self), value,
                   "__name__");
}

static int function_set_qualname(Object *self, Object *value)
{
    return set_str(self, offsetof(FunctionDetails, qualified_name),
                   function_qualified_name((Function *)self), value, "__qualname__");
}

/* None or absent: NULL; otherwise the value must be of the given kind. */
static int set_optional(Object *self, size_t offset, Object *value, uint32_t flag,
                        const char *complaint)
{
    if (value == NONE)
        value = NULL;
    if (value && !HAS_FLAG(value, flag))
        return raise_int(&type_error_type, complaint);
    FunctionDetails *details = function_details((Function *)self);
    if (!details)
        return -1;
    return set_detail(self, offset, *(Object **)((char *)details + offset), value);
}

static int function_set_defaults(Object *self, Object *value)
{
    return set_optional(self, offsetof(FunctionDetails, defaults), value, TYPE_TUPLE,
                        "__defaults__ must be set to a tuple object");
}

static int function_set_kwdefaults(Object *self, Object *value)
{
    return set_optional(self, offsetof(FunctionDetails, kw_defaults), value, TYPE_DICT,
                        "__kwdefaults__ must be set to a dict object");
}

/* NULL among the details means "as in the code", so no docstring and no module are None. */
static int function_set_doc(Object *self, Object *value)
{
    return set_detail(self, offsetof(FunctionDetails, doc), function_doc((Function *)self),
                      value ? value : NONE);
}

static int function_set_module(Object *self, Object *value)
{
    return set_detail(self, offsetof(FunctionDetails, module), function_module((Function *)self),
                      value ? value : NONE);
}

/* The compiler leaves annotations as a tuple (name, value, ...): most are never looked at. */
static Object *function_get_annotations(Object *object)
{
    FunctionDetails *details = function_details((Function *)object);
    if (!details)
        return NULL;
    if (details->annotations && IS_DICT(details->annotations))
        return incref(details->annotations);
    Object *dict = dict_new();
    Tuple *pairs = (Tuple *)details->annotations;
    for (intptr_t i = 0; dict && pairs && i + 1 < pairs->size; i += 2)
        if (dict_set(dict, pairs->items[i], pairs->items[i + 1]) < 0)
            clear_reference(dict);
    if (dict)
        replace_reference(details->annotations, incref(dict));
    return dict;
}

static int function_set_annotations(Object *self, Object *value)
{
    return set_optional(self, offsetof(FunctionDetails, annotations), value, TYPE_DICT,
                        "__annotations__ must be set to a dict object");
}

static Object *function_get_dict(Object *object)
{
    Function *self = (Function *)object;
    if (!self->dict && !(self->dict = dict_new()))
        return NULL;
    return incref(self->dict);
}

static int function_set_dict(Object *self, Object *value)
{
    if (!value)
        return raise_int(&type_error_type, "cannot delete __dict__");
    if (!IS_DICT(value))
        return raise_int(&type_error_type, "__dict__ must be set to a dictionary, not a '%T'",
                         value);
    replace_reference(((Function *)self)->dict, incref(value));
    return 0;
}

static const GetSetDef function_getsets[] = {
    {"__dict__", function_get_dict, function_set_dict},
    {"__code__", function_get_code, function_set_code},
    {"__globals__", function_get_globals, set_read_only},
    {"__builtins__", function_get_builtins, set_read_only},
    {"__closure__", function_get_closure, set_read_only},
    {"__name__", function_get_name, function_set_name},
    {"__qualname__", function_get_qualname, function_set_qualname},
    {"__defaults__", function_get_defaults, function_set_defaults},
    {"__kwdefaults__", function_get_kwdefaults, function_set_kwdefaults},
    {"__doc__", function_get_doc, function_set_doc},
    {"__module__", function_get_module, function_set_module},
    {"__annotations__", function_get_annotations, function_set_annotations},
    {NULL, NULL, NULL}};

/* The cells that types.FunctionType is given for the free variables of the code. 0 or -1. */
static int check_closure(const Code *code, Object *closure)
{
    closure = closure ? closure : NONE;
    intptr_t size = IS_TUPLE(closure) ? ((Tuple *)closure)->size : 0;
    if (closure == NONE && code->free_variables)
        return raise_int(&type_error_type, "arg 5 (closure) must be tuple");
    if (closure != NONE && !IS_TUPLE(closure))
        return raise_int(&type_error_type, "arg 5 (closure) must be None or tuple");
    if (size != code->free_variables)
        return raise_int(&value_error_type, "%S requires closure of length %d, not %zd",
                         code->name, code->free_variables, size);
    for (intptr_t i = 0; i < size; i++)
        if (!IS_EXACT(((Tuple *)closure)->items[i], cell_type))
            return raise_int(&type_error_type, "arg 5 (closure) expected cell, found %T",
                             ((Tuple *)closure)->items[i]);
    return 0;
}

/* function(code, globals, name=None, argdefs=None, closure=None): types.FunctionType. */
static Object *function_construct(Type *type, Object **args, int positional, Object *kwnames)
{
    (void)type;
    static const char *const names[] = {"code", "globals", "name", "argdefs", "closure", NULL};
    Object *values[5];
    if (parse_required_arguments("function", args, positional, kwnames, names, 2, values) < 0)
        return NULL;
    for (int i = 0; i < 2; i++)
        if (!(i == 0 ? IS_EXACT(values[0], code_type) : IS_DICT(values[1])))
            return raise(&type_error_type, "function() argument '%s' must be %s, not %s", names[i],
                         i == 0 ? "code" : "dict", argument_kind(values[i]));
    if (values[2] && values[2] != NONE && !IS_STR(values[2]))
        return raise(&type_error_type, "arg 3 (name) must be None or string");
    if (values[3] && values[3] != NONE && !IS_TUPLE(values[3]))
        return raise(&type_error_type, "arg 4 (defaults) must be None or tuple");
    Code *code = (Code *)values[0];
    if (check_closure(code, values[4]) < 0)
        return NULL;
    Object *self = function_new(code, values[1], code->free_variables ? values[4] : NULL);
    if (self && ((values[2] && values[2] != NONE && function_set_name(self, values[2]) < 0)
                 || (values[3] && function_set_defaults(self, values[3]) < 0)))
        clear_reference(self);
    return self;
}

Type function_type = {
    .head = {1, &type_type}, .name = "function", .basic_size = sizeof(Function),
    .construct = function_construct,
    .item_size = sizeof(Object *), .extra_size = function_extra_size, .flags = TYPE_GC,
    .destroy = function_destroy, .traverse = function_traverse, .clear = function_clear,
    .repr = function_repr, .call = function_call, .descriptor_get = function_bind,
    .dict_offset = offsetof(Function, dict),
    .weak_offset = offsetof(Function, weak_references), .getsets = function_getsets,
};

/* ---- method ---------------------------------------------------------------------------------- */

Object *method_new(Object *function, Object *self)
{
    Method *method = object_new(&method_type, 0);
    if (!method)
        return NULL;
    method->function = incref(function);
    method->self = incref(self);
    gc_track(method);
    return &method->head;
}

static int method_traverse(Object *object, Visitor visit, void *context)
{
    Method *self = (Method *)object;
    int result = visit(self->function, context);
    return result ? result : visit(self->self, context);
}

static void method_destroy(Object *object)
{
    Method *self = (Method *)object;
    gc_untrack(self);
    decref(self->function);
    decref(self->self);
    object_free(object, 0);
}

enum { FEW_ARGUMENTS = 8 };

/* function(self, *args, **keywords): self goes in front, in an array of its own. */
static Object *method_call(Object *object, Object **args, int positional, Object *kwnames)
{
    Method *method = (Method *)object;
    int count = positional + (kwnames ? (int)((Tuple *)kwnames)->size : 0);
    Object *few[FEW_ARGUMENTS + 1], *result = NULL;
    Tuple *many = count > FEW_ARGUMENTS ? (Tuple *)tuple_new((size_t)count + 1) : NULL;
    if (count > FEW_ARGUMENTS && !many)
        return NULL;
    Object **all = many ? many->items : few;
    all[0] = many ? incref(method->self) : method->self;
    for (int i = 0; i < count; i++)
        all[i + 1] = many ? incref(args[i]) : args[i];
    result = object_call(method->function, all, positional + 1, kwnames);
    xdecref(many);
    return result;
}

static Object *method_repr(Object *object)
{
    Method *self = (Method *)object;
    Object *name = object_lookup_attribute(self->function, "__qualname__");
    if (!name && error_occurred())
        return NULL;
    Object *text = name ? str_from_format("<bound method %S of %R>", name, self->self)
                        : str_from_format("<bound method ? of %R>", self->self);
    xdecref(name);
    return text;
}

static Object *method_compare(Object *a, Object *b, Comparison op)
{
    if ((op != CMP_EQ && op != CMP_NE) || !IS_EXACT(b, method_type))
        return incref(NOT_IMPLEMENTED);
    Method *left = (Method *)a, *right = (Method *)b;
    int equal = left->self == right->self ? object_equal(left->function, right->function) : 0;
    return equal < 0 ? NULL : bool_from(equal == (op == CMP_EQ));
}

static int64_t method_hash(Object *object)
{
    Method *self = (Method *)object;
    int64_t hash = object_hash(self->function);
    if (hash == -1)
        return -1;
    hash ^= (int64_t)((uintptr_t)self->self >> 4);
    return hash == -1 ? -2 : hash;
}

static Object *method_get_function(Object *self) { return incref(((Method *)self)->function); }
static Object *method_get_self(Object *self) { return incref(((Method *)self)->self); }

/* What a method does not have itself it has from its function: __name__, __doc__ ... (The __doc__
 * that its type has is the type's own.) */
static Object *method_get_attribute(Object *self, Object *name)
{
    Object *found = type_lookup(&method_type, name);
    if (!found && error_occurred())
        return NULL;
    return found && !str_equal_text(name, "__doc__") ? generic_get_attribute(self, name)
                 : object_get_attribute(((Method *)self)->function, name);
}

static const GetSetDef method_getsets[] = {
    {"__func__", method_get_function, NULL}, {"__self__", method_get_self, NULL},
    {NULL, NULL, NULL}};

/* types.MethodType(function, instance) */
static Object *method_construct(Type *type, Object **args, int positional, Object *kwnames)
{
    (void)type;
    if (check_arguments("method", positional, kwnames, 2, 2) < 0)
        return NULL;
    if (!args[0]->type->call)
        return raise(&type_error_type, "first argument must be callable");
    if (args[1] == NONE)
        return raise(&type_error_type, "instance must not be None");
    return method_new(args[0], args[1]);
}

Type method_type = {
    .head = {1, &type_type}, .name = "method", .basic_size = sizeof(Method), .flags = TYPE_GC,
    .construct = method_construct,
    .destroy = method_destroy, .traverse = method_traverse, .repr = method_repr,
    .call = method_call, .compare = method_compare, .hash = method_hash,
    .get_attribute = method_get_attribute, .getsets = method_getsets,
    .weak_offset = offsetof(Method, weak_references),
};

/* ---- cell ------------------------------------------------------------------------------------ */

Object *cell_new(Object *content)
{
    Cell *self = object_new(&cell_type, 0);
    if (!self)
        return NULL;
    self->content = xincref(content);
    gc_track(self);
    return &self->head;
}

static int cell_traverse(Object *self, Visitor visit, void *context)
{
    Object *content = ((Cell *)self)->content;
    return content ? visit(content, context) : 0;
}

static void cell_clear(Object *self)
{
    clear_reference(((Cell *)self)->content);
}

static void cell_destroy(Object *self)
{
    gc_untrack(self);
    cell_clear(self);
    object_free(self, 0);
}

static Object *cell_repr(Object *object)
{
    Object *content = ((Cell *)object)->content;
    if (!content)
        return str_from_format("<cell at 0x%zx: empty>", (size_t)object);
    return str_from_format("<cell at 0x%zx: %T object at 0x%zx>", (size_t)object, content,
                           (size_t)content);
}

/* By their contents; an empty one comes first. */
static Object *cell_compare(Object *self, Object *other, Comparison op)
{
    if (!IS_EXACT(self, cell_type) || !IS_EXACT(other, cell_type))
        return incref(NOT_IMPLEMENTED);
    Object *a = ((Cell *)self)->content, *b = ((Cell *)other)->content;
    return a && b ? object_compare(a, b, op) : bool_from(comparison_holds((a != 0) - (b != 0), op));
}

/* cell(contents=nothing) */
static Object *cell_construct(Type *type, Object **args, int positional, Object *kwnames)
{
    (void)type;
    if (kwnames && ((Tuple *)kwnames)->size > 0)
        return raise(&type_error_type, "cell() takes no keyword arguments");
    if (positional > 1)
        return raise(&type_error_type, "cell expected at most 1 argument, got %d", positional);
    return cell_new(positional ? args[0] : NULL);
}

static Object *cell_get_contents(Object *self)
{
    Object *content = ((Cell *)self)->content;
    return content ? incref(content) : raise(&value_error_type, "Cell is empty");
}

static int cell_set_contents(Object *self, Object *value)
{
    replace_reference(((Cell *)self)->content, xincref(value));
    return 0;
}

static const GetSetDef cell_getsets[] = {
    {"cell_contents", cell_get_contents, cell_set_contents}, {NULL, NULL, NULL}};

Type cell_type = {
    .head = {1, &type_type}, .name = "cell", .basic_size = sizeof(Cell), .flags = TYPE_GC,
    .destroy = cell_destroy, .traverse = cell_traverse, .clear = cell_clear, .repr = cell_repr,
    .compare = cell_compare, .construct = cell_construct, .getsets = cell_getsets,
};
