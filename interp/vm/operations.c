/*
 * operations.c: the instructions that are too long to stand in the machine's loop: names looked up
 * in dicts, unpacking, merging, making functions, f-string fields, methods, with.
 */
#include "vm/errors.h"
#include "vm/exceptions.h"
#include "vm/fast.h"
#include "vm/function.h"
#include "vm/interpreter.h"
#include "vm/machine.h"
#include "modules/output.h"
#include "objects/class.h"

/* ---- names (what a Site remembers: vm/fast.h) ------------------------------------------------ */

/* Built-ins of CPython's that this Python leaves out: whoever uses one should not look for a typing
 * error. */
static bool is_left_out(Object *name)
{
    static const char *const names[] = { "complex", "ExceptionGroup",
                                         "BaseExceptionGroup", "aiter", "anext" };
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        if (str_equal_text(name, names[i]))
            return true;
    return false;
}

static Object *raise_undefined(Object *name)
{
    if (is_left_out(name)) /* without the name, for which another would be suggested */
        return raise(&name_error_type, "name '%S' is not defined: this Python leaves it out", name);
    return raise_name_error(name, "name '%S' is not defined", name);
}

/* What a namespace has under the name: a dict, or what a metaclass's __prepare__ made, or what exec
 * was given. New; NULL without an exception: it has none. */
static Object *name_in(Object *namespace, Object *name)
{
    if (IS_EXACT(namespace, dict_type))
        return xincref(dict_get(namespace, name));
    Object *value = object_get_item(namespace, name);
    if (!value && error_matches(&key_error_type))
        error_clear();
    return value;
}

/* A program gives code other built-in names by a __builtins__ among its globals: the module or its
 * dict, or a mapping of its own (exec, eval). */
Object *builtins_of(Object *globals)
{
    Object *given = dict_get_text(globals, "__builtins__");
    if (!given && error_occurred()) /* no memory for the name */
        return NULL;
    return !given ? interpreter.builtins
         : type_is_subtype(given->type, &module_type) ? ((Module *)given)->dict : given;
}

/* Of built-in names that are not the usual ones nothing is cached. */
static Object *load_other_builtin(Object *builtins, Object *name)
{
    Object *value = name_in(builtins, name);
    return value || error_occurred() ? value : raise_undefined(name);
}

Object *load_global(Frame *frame, Site *site)
{
    Dict *globals = (Dict *)frame->globals, *builtins = (Dict *)interpreter.builtins;
    intptr_t entry = dict_find_entry(globals, site->name);
    if (entry >= 0) {
        site->version[0] = (uint32_t)entry;
        return incref(globals->entries[entry].value);
    }
    Object *own = builtins_of(frame->globals);
    if (own != interpreter.builtins)
        return own ? load_other_builtin(own, site->name) : NULL;
    entry = dict_find_entry(builtins, site->name);
    if (entry < 0)
        return raise_undefined(site->name);
    site->version[1] = globals->version;
    site->cached = (void *)(uintptr_t)entry;
    return incref(builtins->entries[entry].value);
}

Object *load_name(Frame *frame, Site *site)
{
    if (frame->namespace != frame->globals || !IS_EXACT(frame->globals, dict_type)) {
        Object *value = name_in(frame->namespace, site->name);
        if (value || error_occurred())
            return value;
    }
    return load_global(frame, site);
}

int store_in_dict(Object *dict, Site *site, Object *value)
{
    if (!IS_EXACT(dict, dict_type))
        return object_set_item(dict, site->name, value);
    if (dict_set(dict, site->name, value) < 0)
        return -1;
    intptr_t entry = dict_find_entry((Dict *)dict, site->name);
    if (entry >= 0)
        site->version[0] = (uint32_t)entry;
    return 0;
}

int delete_name(Object *namespace, Object *name)
{
    int deleted;
    if (IS_EXACT(namespace, dict_type)) {
        deleted = dict_delete(namespace, name);
    } else {
        deleted = object_set_item(namespace, name, NULL) == 0 ? 1
                : error_matches(&key_error_type) ? 0 : -1;
        if (deleted == 0)
            error_clear();
    }
    if (deleted == 0)
        raise_undefined(name);
    return deleted == 1 ? 0 : -1;
}

void *raise_unbound_local(Frame *frame, int slot)
{
    Code *code = frame->code;
    Object *name = ((Tuple *)code->local_names)->items[slot];
    if (slot >= code->locals - code->free_variables)
        return raise_name_error(name, "cannot access free variable '%S' where it is not associated "
                                "with a value in enclosing scope", name);
    return raise(&unbound_local_error_type, "cannot access local variable '%S' where it is not "
                 "associated with a value", name);
}

Object *load_class_deref(Frame *frame, int slot)
{
    Object *name = ((Tuple *)frame->code->local_names)->items[slot];
    Object *value = frame->namespace ? name_in(frame->namespace, name) : NULL;
    if (value || error_occurred())
        return value;
    value = ((Cell *)frame->slots[slot])->content;
    return value ? incref(value) : raise_unbound_local(frame, slot);
}

/* A module or class body with annotations has a dict for them. */
int setup_annotations(Object *namespace)
{
    Object *name = str_interned("__annotations__");
    Object *present = name ? name_in(namespace, name) : NULL;
    Object *dict = name && !present && !error_occurred() ? dict_new() : NULL;
    int result = present || (dict && object_set_item(namespace, name, dict) == 0) ? 0 : -1;
    xdecref(dict);
    xdecref(present);
    xdecref(name);
    return result;
}

/* ---- unpacking ------------------------------------------------------------------------------- */

static int raise_too_few(int expected, intptr_t got, bool star)
{
    return raise_int(&value_error_type, "not enough values to unpack (expected %s%d, got %zd)",
                     star ? "at least " : "", expected, got);
}

static int raise_too_many(int expected)
{
    return raise_int(&value_error_type, "too many values to unpack (expected %d)", expected);
}

static Object *iterate_for_unpacking(Object *iterable)
{
    if (!iterable->type->iterate && !iterable->type->get_item)
        return raise(&type_error_type, "cannot unpack non-iterable %T object", iterable);
    return object_iterate(iterable);
}

static int unpack_iterator(Object *iterator, Object **items, int count)
{
    for (int i = 0; i < count; i++) {
        items[i] = object_next(iterator);
        if (!items[i])
            return error_occurred() ? -1 : raise_too_few(count, i, false);
    }
    Object *surplus = object_next(iterator);
    if (surplus) {
        decref(surplus);
        return raise_too_many(count);
    }
    return error_occurred() ? -1 : 0;
}

int unpack_sequence(Object *iterable, Object **items, int count)
{
    bool tuple = IS_EXACT(iterable, tuple_type);
    if (tuple || IS_EXACT(iterable, list_type)) {
        intptr_t size = tuple ? ((Tuple *)iterable)->size : ((List *)iterable)->size;
        Object **from = tuple ? ((Tuple *)iterable)->items : ((List *)iterable)->items;
        if (size != count)
            return size < count ? raise_too_few(count, size, false) : raise_too_many(count);
        for (int i = 0; i < count; i++)
            items[i] = incref(from[i]);
        return 0;
    }
    Object *iterator = iterate_for_unpacking(iterable);
    if (!iterator)
        return -1;
    int result = unpack_iterator(iterator, items, count);
    decref(iterator);
    return result;
}

int unpack_to_locals(Object *iterable, Object **locals, int count)
{
    Object *items[UNPACK_FAST_MOST] = {NULL};
    int result = unpack_sequence(iterable, items, count);
    decref(iterable);
    for (int i = 0; i < count; i++)
        if (result < 0)
            xdecref(items[i]);
        else
            replace_reference(locals[i], items[i]);
    return result;
}

void set_other_locals(Object **locals, Object **items, int count, Object *owned, Object *old)
{
    Object *further[UNPACK_FAST_MOST];
    copy_references(further, items, count);
    decref(owned);
    decref(old);
    for (int i = 0; i < count; i++)
        replace_reference(locals[i], further[i]);
}

int unpack_with_star(Object *iterable, Object **items, int before, int after)
{
    Object *iterator = iterate_for_unpacking(iterable), *rest = NULL;
    if (!iterator)
        return -1;
    int count = 0;
    while (count < before && (items[count] = object_next(iterator)))
        count++;
    if (count == before)
        rest = sequence_to_list(iterator);
    intptr_t left = rest ? ((List *)rest)->size - after : -1;
    if (left < 0 && !error_occurred())
        raise_too_few(before + after, rest ? count + left + after : count, true);
    for (int i = 0; left >= 0 && i < after; i++)
        items[before + 1 + i] = ((List *)rest)->items[left + i];
    if (left >= 0) {
        ((List *)rest)->size = left; /* its last items are the others' now */
        items[before] = rest;
    } else {
        xdecref(rest);
    }
    decref(iterator);
    return left < 0 ? -1 : 0;
}

/* ---- adding strings -------------------------------------------------------------------------- */

/* Where the variable lives that a STORE instruction sets; NULL: another instruction. */
static Object **stored_variable(Frame *frame, const Instruction *store)
{
    Site *sites = frame->code->sites;
    switch (store->opcode) {
    case STORE_FAST: return &frame->slots[store->a];
    case STORE_DEREF: return &((Cell *)frame->slots[store->a])->content;
    case STORE_GLOBAL: return cached_entry(frame->globals, &sites[store->c]);
    case STORE_NAME: return cached_entry(frame->namespace, &sites[store->c]);
    default: return NULL;
    }
}

/* In `text += more` the old text dies at once, so it can grow where it lies: building a text piece
 * by piece then costs no copies (CPython's unicode_concatenate does the same). That holds when left
 * is owned only by the variable that the sum is about to replace, and by this instruction. */
Object *add_strings(Frame *frame, const Instruction *instruction, Object *left, Object *right)
{
    int operand = instruction->b;
    Object **variable = NULL, **slot = operand >= 0 ? &frame->slots[operand] : NULL;
    bool temporary = operand >= frame->code->locals;
    if (!temporary && (!slot || instruction->a != operand || left->refcount != 1))
        return str_concat(left, right);
    if (temporary && left->refcount == 2 && instruction->a < frame->code->locals)
        variable = &frame->slots[instruction->a];
    else if (temporary && left->refcount == 2 && instruction[1].b == instruction->a)
        variable = stored_variable(frame, &instruction[1]);
    if (variable && *variable == left) { /* nobody's code can run before it is set again */
        *variable = incref(NONE);
        left->refcount--;
    } else {
        variable = NULL;
    }
    *slot = NULL;
    Object *sum = left;
    int result = str_append(&sum, right);
    if (result == 0)
        return sum;
    if (variable)
        replace_reference(*variable, incref(left));
    *slot = left; /* as it was: unwinding releases a temporary */
    return NULL;
}

/* ---- containers ------------------------------------------------------------------------------ */

Object *build_map(Object **pairs, int count)
{
    Object *dict = dict_new();
    for (int i = 0; dict && i < count; i++)
        if (dict_set(dict, pairs[2 * i], pairs[2 * i + 1]) < 0)
            clear_reference(dict);
    return dict;
}

/* [*x]: the message differs from that of list.extend. */
int list_extend_from_star(Object *list, Object *iterable)
{
    if (!iterable->type->iterate && !iterable->type->get_item)
        return raise_int(&type_error_type, "Value after * must be an iterable, not %T", iterable);
    return list_extend(list, iterable);
}

static bool is_mapping(Object *o)
{
    if (IS_DICT(o))
        return true;
    Object *keys = object_lookup_attribute(o, "keys");
    xdecref(keys);
    return keys != NULL;
}

int dict_update_from_stars(Object *dict, Object *mapping)
{
    if (!is_mapping(mapping))
        return error_occurred() ? -1
            : raise_int(&type_error_type, "'%T' object is not a mapping", mapping);
    return dict_update(dict, mapping);
}

/* Raises TypeError "f() ..." with the callable's description in front. */
static int raise_about_call(Object *callable, const char *format, Object *subject)
{
    Object *description = callable_description(callable);
    if (description)
        raise(&type_error_type, format, description, subject);
    xdecref(description);
    return -1;
}

static int merge_dict(Object *dict, Object *from, Object *callable)
{
    uint32_t position = 0;
    Object *key, *value;
    while (dict_next(from, &position, &key, &value)) {
        if (!IS_STR(key))
            return raise_int(&type_error_type, "keywords must be strings");
        int present = dict_contains(dict, key);
        if (present > 0)
            return raise_about_call(callable, "%S got multiple values for keyword argument '%S'",
                                    key);
        if (present < 0 || dict_set(dict, key, value) < 0)
            return -1;
    }
    return 0;
}

int dict_merge_keywords(Object *dict, Object *mapping, Object *callable)
{
    if (IS_DICT(mapping))
        return merge_dict(dict, mapping, callable);
    if (!is_mapping(mapping))
        return error_occurred() ? -1
            : raise_about_call(callable, "%S argument after ** must be a mapping, not %T", mapping);
    Object *copy = dict_new();
    int result = copy && dict_update(copy, mapping) == 0 ? merge_dict(dict, copy, callable) : -1;
    xdecref(copy);
    return result;
}

/* ---- functions and methods ------------------------------------------------------------------- */

Object *make_function(Frame *frame, Object *code, int flags, Object **block)
{
    int parts = __builtin_popcount((unsigned)flags);
    Object **closure = flags & MAKE_CLOSURE ? &block[parts - 1] : NULL; /* the last part */
    Function *function = (Function *)function_new((Code *)code, frame->globals,
                                                  closure ? *closure : NULL);
    if (!function)
        return NULL;
    if (flags & ~MAKE_CLOSURE) {
        FunctionDetails *details = function_details(function);
        if (!details) {
            decref(function);
            return NULL;
        }
        Object **places[] = {&details->defaults, &details->kw_defaults, &details->annotations};
        for (size_t i = 0; i < sizeof places / sizeof places[0]; i++) {
            if (!(flags & 1 << i)) /* MAKE_DEFAULTS, MAKE_KW_DEFAULTS, MAKE_ANNOTATIONS */
                continue;
            *places[i] = *block;
            *block++ = NULL;
        }
    }
    if (closure)
        clear_reference(*closure);
    return &function->head;
}

static bool binds_as_method(Object *attribute)
{
    if (IS_EXACT(attribute, method_descriptor_type))
        return !(((MethodDescriptor *)attribute)->definition->flags
                 & (METHOD_CLASS | METHOD_STATIC));
    return IS_EXACT(attribute, function_type) || IS_EXACT(attribute, wrapper_descriptor_type);
}

/* o.name as any attribute; o is stolen, and held meanwhile. */
static Object *load_other_method(Object *o, Site *site)
{
    Object *value = object_get_attribute(o, site->name);
    if (!value)
        attribute_error_describe(o, site->name);
    decref(o);
    return value;
}

/* The site caches what the type's mro gave, by the type's version. */
Object *load_method(Object *o, Site *site, Object **self)
{
    Type *type = o->type;
    if (type->get_attribute != generic_get_attribute)
        return load_other_method(o, site);
    Object *attribute = site->cached;
    if (site->version[0] == type->version && type->attributes_offset && !instance_own_dict(o)
        && site->version[1] == ((HeapType *)type)->layout.count) { /* no instance has that name */
        *self = o;
        return incref(attribute);
    }
    if (site->version[0] != type->version) {
        attribute = type_lookup(type, site->name);
        if (!attribute || !binds_as_method(attribute))
            return load_other_method(o, site);
        site->cached = attribute;
        site->version[0] = type->version;
    }
    if (type->attributes_offset) {
        const Layout *layout = &((HeapType *)type)->layout;
        site->version[1] = layout_find(layout, site->name) < 0 ? layout->count : UINT32_MAX;
    }
    Object *own = instance_has_attributes(o) ? instance_get(o, site->name) : NULL;
    if (own || error_occurred()) {
        xincref(own);
        decref(o);
        return own;
    }
    *self = o;
    return incref(attribute);
}

/* Remembers where instances of o's class have the attribute: among their values, or in a member. A
 * class with its own way to look attributes up, or with a descriptor of that name, is left out. */
static void remember_place(Object *o, Site *site)
{
    Type *type = o->type;
    if (!(type->flags & TYPE_HEAP) || type->get_attribute != generic_get_attribute
        || type->set_attribute != generic_set_attribute)
        return;
    Object *descriptor = type_lookup(type, site->name);
    uint32_t where;
    if (descriptor && IS_EXACT(descriptor, member_descriptor_type)
        && ((MemberDescriptor *)descriptor)->offset > 0 /* not in front of a str */
        && type_is_subtype(type, ((MemberDescriptor *)descriptor)->owner)) {
        where = (uint32_t)((MemberDescriptor *)descriptor)->offset | SITE_MEMBER;
    } else {
        int index = layout_find(&((HeapType *)type)->layout, site->name);
        if (!type->attributes_offset || index < 0
            || (descriptor && descriptor->type->descriptor_set))
            return;
        where = (uint32_t)index;
    }
    site->version[0] = type->version;
    site->version[1] = where;
}

Object *load_attribute(Object *o, Site *site)
{
    if (site->version[0] != o->type->version)
        remember_place(o, site);
    Object *value = object_get_attribute(o, site->name);
    if (!value)
        attribute_error_describe(o, site->name);
    return value;
}

int store_attribute(Object *o, Site *site, Object *value)
{
    Object **place = cached_attribute(o, site);
    if (place && site->version[1] & SITE_MEMBER) { /* the first value */
        *place = incref(value);
        return 0;
    }
    if (place && instance_add(o, site->version[1], value))
        return 0;
    if (site->version[0] != o->type->version)
        remember_place(o, site);
    return object_set_attribute(o, site->name, value);
}

/* A class statement calls builtins.__build_class__, which a program may replace. */
Object *load_build_class(Frame *frame)
{
    Object *name = str_interned("__build_class__");
    Object *builtins = name ? builtins_of(frame->globals) : NULL;
    Object *function = builtins ? name_in(builtins, name) : NULL;
    xdecref(name);
    if (!function && !error_occurred())
        raise(&name_error_type, "__build_class__ not found");
    return function;
}

/* ---- f-strings ------------------------------------------------------------------------------- */

Object *format_value(Object *value, int conversion, Object *spec)
{
    Object *converted = conversion == 'r' ? object_repr(value)
                      : conversion == 's' ? object_str(value)
                      : conversion == 'a' ? object_ascii(value) : NULL;
    if (conversion && !converted)
        return NULL;
    if (conversion)
        value = converted;
    Object *empty = NULL, *text = NULL;
    if (!spec && !(value->type->flags & TYPE_HEAP)) /* no __format__ of its own */
        text = object_str(value);
    else if (spec || (empty = str_from("")))
        text = object_format(value, spec ? spec : empty);
    xdecref(empty);
    xdecref(converted);
    return text;
}

/* ---- with ------------------------------------------------------------------------------------ */

int enter_with(Object *manager, Object **exit_method, Object **entered)
{
    const char *protocol = "'%T' object does not support the context manager protocol%s";
    Object *enter = object_special_method(manager, "__enter__");
    if (enter)
        *exit_method = object_special_method(manager, "__exit__");
    if (!*exit_method) {
        if (!error_occurred())
            raise(&type_error_type, protocol, manager, enter ? " (missed __exit__ method)" : "");
        xdecref(enter);
        decref(manager);
        return -1;
    }
    decref(manager); /* both methods have it */
    *entered = object_call(enter, NULL, 0, NULL);
    decref(enter);
    return *entered ? 0 : -1;
}

Object *call_exit_method(Object *exit_method, Object *exception)
{
    Object *traceback = ((Exception *)exception)->traceback;
    Object *args[] = {&exception->type->head, exception, traceback ? traceback : NONE};
    return object_call(exit_method, args, 3, NULL);
}

/* ---- the prompt ------------------------------------------------------------------------------ */

/* What the prompt does with the value of an expression statement. */
int print_expression(Object *value)
{
    Object *hook = dict_get_text(interpreter.sys, "displayhook");
    if (!hook)
        return raise_int(&runtime_error_type, "lost sys.displayhook");
    Object *result = object_call(hook, &value, 1, NULL);
    xdecref(result);
    return result ? 0 : -1;
}
