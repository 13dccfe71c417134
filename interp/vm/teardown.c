/*
 * teardown.c: the modules' end, when the program is over. What is still alive then has finalizers
 * and callbacks that may print, so the order is CPython's (finalize_modules in pylifecycle.c).
 */
#include "memory/collector.h"
#include "modules/builtins.h"
#include "objects/dict.h"
#include "objects/weakref.h"
#include "vm/interpreter.h"
#include "vm/errors.h"

/* What a person or a program may have left in sys goes first, and the streams are the ones from the
 * start again (finalize_modules_delete_special). */
static void clear_special_names(void)
{
    enum { ALWAYS_THERE = 2 };
    static const char *const names[] = { "path", "argv", "ps1", "ps2", "last_type", "last_value",
                                         "last_traceback", "path_hooks", "path_importer_cache",
                                         "meta_path", "__interactivehook__" };
    bool has_more = ((Dict *)interpreter.sys)->version != interpreter.sys_version;
    size_t count = has_more ? sizeof names / sizeof names[0] : ALWAYS_THERE;
    static const char *const streams[][2] = { { "stdin", "__stdin__" }, { "stdout", "__stdout__" },
                                              { "stderr", "__stderr__" } };
    for (size_t i = 0; i < count; i++)
        if (dict_get_text(interpreter.sys, names[i])
            && dict_set_text(interpreter.sys, names[i], NONE) < 0)
            error_clear();
    for (size_t i = 0; i < sizeof streams / sizeof streams[0]; i++) {
        Object *stream = dict_get_text(interpreter.sys, streams[i][1]);
        if (dict_get_text(interpreter.sys, streams[i][0]) != stream
            && dict_set_text(interpreter.sys, streams[i][0], stream ? stream : NONE) < 0)
            error_clear();
    }
}

/* The built-in names become what they were; what the program put there goes, while print and all
 * the others are there for its finalizers (finalize_restore_builtins). */
static void restore_builtins(void)
{
    if (((Dict *)interpreter.builtins)->version == interpreter.builtins_version)
        return;
    Object *changed = dict_copy(interpreter.builtins);
    Object *fresh = changed ? module_builtins_create() : NULL;
    if (fresh) {
        dict_clear((Dict *)interpreter.builtins);
        if (dict_update(interpreter.builtins, ((Module *)fresh)->dict) < 0)
            error_clear();
    }
    error_clear();
    xdecref(fresh);
    xdecref(changed);
}

/* A list of weak references to the modules in sys.modules, which then holds them no longer. Most
 * modules die here. NULL: no memory; nothing is removed. */
static Object *remove_modules(void)
{
    Object *references = list_new(0), *name, *module;
    uint32_t position = 0;
    while (references && dict_next(interpreter.modules, &position, &name, &module)) {
        if (!IS_EXACT(module, module_type))
            continue;
        Object *reference = weakref_new(&weak_reference_type, module, NULL);
        if (!reference || list_append(references, reference) < 0)
            clear_reference(references);
        xdecref(reference);
    }
    position = 0;
    while (references && dict_next(interpreter.modules, &position, &name, &module))
        if (dict_set(interpreter.modules, name, NONE) < 0)
            error_clear();
    return references;
}

static bool begins_with(Object *name, size_t place, char c)
{
    return str_length(name) > place && str_char(name, place) == (uint8_t)c;
}

/* Sets the module's names to None, those with one leading underscore first, as CPython's
 * _PyModule_ClearDict: what they referred to goes in the order in which it was named. */
static void clear_module_names(Object *dict)
{
    for (int now = 1; now >= 0; now--) {
        uint32_t position = 0;
        Object *name, *value;
        while (dict_next(dict, &position, &name, &value)) {
            if (value == NONE || !IS_STR(name) || str_length(name) == 0)
                continue;
            bool underscored = begins_with(name, 0, '_'), twice = underscored
                                                                && begins_with(name, 1, '_');
            if ((underscored && !twice) != now || (twice && str_equal_text(name, "__builtins__")))
                continue;
            if (dict_set(dict, name, NONE) < 0)
                error_clear();
        }
    }
}

/* Modules that somebody still refers to: the one imported last goes first. */
static void clear_surviving_modules(List *references)
{
    for (intptr_t i = references->size; i-- > 0;) {
        Module *module = (Module *)weakref_get((WeakReference *)references->items[i]);
        if (module && module->dict != interpreter.builtins && module->dict != interpreter.sys)
            clear_module_names(module->dict);
        xdecref(module);
    }
}

void modules_teardown(void)
{
    if (collector.enabled)
        collector_run_with_callbacks(OLDEST);
    clear_special_names();
    clear_reference(interpreter.main_module);
    Object *references = interpreter.modules ? remove_modules() : NULL;
    error_clear();
    if (interpreter.modules)
        dict_clear((Dict *)interpreter.modules);
    restore_builtins();
    collector_run_quietly();
    if (references)
        clear_surviving_modules((List *)references);
    xdecref(references);
    if (!collector_knows_any()) /* nobody is left who could notice the rest */
        return;
    clear_module_names(interpreter.sys); /* from here on finalizers find no sys.stdout */
    clear_module_names(interpreter.builtins);
    collector_run_quietly();
}
