/*
 * module.c: modules: a name and the dict of their globals.
 */
#include "modules/builtins.h"
#include "objects/arguments.h"
#include "object.h"
#include "vm/errors.h"
#include "vm/import.h"
#include "vm/interpreter.h"

Object *module_new(const char *name)
{
    Module *module = object_new(&module_type, 0);
    if (module == NULL)
        return NULL;
    gc_track(module);
    if ((module->name = str_interned(name)) == NULL || (module->dict = dict_new()) == NULL ||
        dict_set_text(module->dict, "__name__", module->name) < 0 ||
        dict_set_text(module->dict, "__doc__", NONE) < 0) {
        decref(&module->head);
        return NULL;
    }
    return &module->head;
}

static void module_destroy(Object *self)
{
    Module *module = (Module *)self;
    gc_untrack(self);
    clear_reference(module->name);
    clear_reference(module->dict);
    object_free(self, 0);
}

static int module_traverse(Object *self, Visitor visit, void *context)
{
    Object *dict = ((Module *)self)->dict;
    return dict != NULL ? visit(dict, context) : 0;
}

static void module_clear(Object *self) { clear_reference(((Module *)self)->dict); }

static Object *module_repr(Object *self)
{
    Module *module = (Module *)self;
    Object *file = module->dict != NULL ? dict_get_text(module->dict, "__file__") : NULL;
    if (file != NULL)
        return str_from_format("<module %R from %R>", module->name, file);
    return str_from_format("<module %R (built-in)>", module->name);
}

static Object *module_get_attribute(Object *self, Object *name)
{
    Object *value = generic_get_attribute(self, name);
    if (value != NULL || !error_matches(&attribute_error_type))
        return value;
    error_clear();
    Object *dict = ((Module *)self)->dict;
    Object *other = dict != NULL ? dict_get_text(dict, "__getattr__") : NULL; /* PEP 562 */
    if (other != NULL)
        return object_call(other, &name, 1, NULL);
    if (dict != NULL && dict == interpreter.sys) {
        Object *rare = sys_rare_attribute(name);
        if (rare != NULL || error_occurred())
            return rare;
    }
    if (module_is_being_loaded(self))
        return raise_attribute_error(self, name, "partially initialized module '%S' has no "
                                     "attribute '%S' (most likely due to a circular import)",
                                     ((Module *)self)->name, name);
    return raise_attribute_error(self, name, "module '%S' has no attribute '%S'",
                                 ((Module *)self)->name, name);
}

static Object *module_get_dict(Object *self) { return incref(((Module *)self)->dict); }

static const GetSetDef module_getsets[] = {
    { "__dict__", module_get_dict, NULL },
    { 0 },
};

Type module_type = {
    .head = { 1, &type_type },
    .name = "module",
    .basic_size = sizeof(Module),
    .flags = TYPE_GC,
    .dict_offset = offsetof(Module, dict),
    .weak_offset = offsetof(Module, weak_references),
    .destroy = module_destroy,
    .traverse = module_traverse,
    .clear = module_clear,
    .repr = module_repr,
    .get_attribute = module_get_attribute,
    .getsets = module_getsets,
};
