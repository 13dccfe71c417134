/*
 * teardown.c: the modules' end, when the program is over. What is still alive then has finalizers
 * and callbacks that may print, so the order is CPython's (finalize_modules in pylifecycle.c).
 */
#include "memory/collector.h"
#include "objects/dict.h"
#include "objects/weakref.h"
#include "vm/interpreter.h"
#include "vm/errors.h"

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

/* Sets the module's names to None, those with one leading underscore first, as CPython's
 * _PyModule_ClearDict: what they referred to goes in the order in which it was named. */
static void clear_module_names(Object *dict)
{
    for (int underscored = 1; underscored >= 0; underscored--) {
        uint32_t position = 0;
        Object *name, *value;
        while (dict_next(dict, &position, &name, &value)) {
            size_t length = IS_STR(name) ? str_length(name) : 0;
            bool single = length > 0 && str_char(name, 0) == '_'
                       && !(length > 1 && str_char(name, 1) == '_');
            if (value == NONE || single != underscored || length == 0
                || str_equal_text(name, "__builtins__"))
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
    clear_reference(interpreter.main_module);
    Object *references = interpreter.modules ? remove_modules() : NULL;
    error_clear();
    if (interpreter.modules)
        dict_clear((Dict *)interpreter.modules);
    collector_run_quietly();
    if (references)
        clear_surviving_modules((List *)references);
    xdecref(references);
}
