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

/* module.__new__: no name yet; __init__ gives it one. */
static Object *module_construct(Type *type, Object **args, int positional, Object *kwnames)
{
    (void)args, (void)positional, (void)kwnames;
    Module *module = object_new(type, 0);
    if (module == NULL)
        return NULL;
    gc_track(module);
    if ((module->dict = dict_new()) == NULL)
        clear_reference(module);
    return (Object *)module;
}

/* module(name, doc=None) */
static int module_initialise(Object *self, Object **args, int positional, Object *kwnames)
{
    static const char *const names[] = { "name", "doc", NULL };
    static const char *const empty[] = { "__package__", "__loader__", "__spec__" };
    Module *module = (Module *)self;
    Object *values[2];
    if (parse_required_arguments("module", args, positional, kwnames, names, 1, values) < 0)
        return -1;
    if (!IS_STR(values[0]))
        return raise_int(&type_error_type, "module() argument 'name' must be str, not %T",
                         values[0]);
    replace_reference(module->name, incref(values[0]));
    int result = dict_set_text(module->dict, "__name__", values[0]);
    if (result == 0)
        result = dict_set_text(module->dict, "__doc__", values[1] != NULL ? values[1] : NONE);
    for (size_t i = 0; i < sizeof empty / sizeof empty[0] && result == 0; i++)
        result = dict_set_text(module->dict, empty[i], NONE);
    return result;
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
    Object *dict = ((Module *)self)->dict;
    Object *file = dict != NULL ? dict_get_text(dict, "__file__") : NULL;
    Object *name = dict != NULL ? xincref(dict_get_text(dict, "__name__")) : NULL;
    Object *loader = dict != NULL ? dict_get_text(dict, "__loader__") : NULL;
    bool made_by_hand = self != interpreter.main_module && (loader != NULL || name == NULL);
    if (name == NULL && (name = str_interned("?")) == NULL)
        return NULL;
    Object *text = file != NULL ? str_from_format("<module %R from %R>", name, file)
                 : !made_by_hand ? str_from_format("<module %R (built-in)>", name)
                 : loader == NULL || loader == NONE ? str_from_format("<module %R>", name)
                 : str_from_format("<module %R (%R)>", name, loader);
    decref(name);
    return text;
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
    if (((Module *)self)->name == NULL)
        return raise_attribute_error(self, name, "module has no attribute '%S'", name);
    if (module_is_being_loaded(self))
        return raise_attribute_error(self, name, "partially initialized module '%S' has no "
                                     "attribute '%S' (most likely due to a circular import)",
                                     ((Module *)self)->name, name);
    return raise_attribute_error(self, name, "module '%S' has no attribute '%S'",
                                 ((Module *)self)->name, name);
}

static Object *module_get_dict(Object *self) { return incref(((Module *)self)->dict); }

/* An empty dict when first asked for: "Annotations Best Practices" (PEP 563). */
static Object *module_get_annotations(Object *self)
{
    Object *dict = ((Module *)self)->dict, *annotations = dict_get_text(dict, "__annotations__");
    if (annotations != NULL)
        return incref(annotations);
    annotations = dict_new();
    if (annotations != NULL && dict_set_text(dict, "__annotations__", annotations) < 0)
        clear_reference(annotations);
    return annotations;
}

static int module_set_annotations(Object *self, Object *value)
{
    Object *dict = ((Module *)self)->dict;
    if (value != NULL)
        return dict_set_text(dict, "__annotations__", value);
    Object *name = str_interned("__annotations__");
    int result = name != NULL ? dict_delete(dict, name) : -1;
    xdecref(name);
    if (result == 0)
        return raise_int(&attribute_error_type, "__annotations__");
    return result < 0 ? -1 : 0;
}

/* dir(module): what its own __dir__ says (PEP 562), else its names. */
static Object *module_directory(Object *self, Object **args, int positional, Object *kwnames)
{
    (void)args, (void)positional, (void)kwnames;
    Object *dict = ((Module *)self)->dict;
    Object *own = dict != NULL ? dict_get_text(dict, "__dir__") : NULL;
    return own != NULL ? object_call(own, NULL, 0, NULL) : object_default_directory(self);
}

static const GetSetDef module_getsets[] = {
    { "__dict__", module_get_dict, NULL },
    { "__annotations__", module_get_annotations, module_set_annotations },
    { 0 },
};

static const MethodDef module_methods[] = {
    { "__dir__", module_directory, 0, 0, 0, "The names of the module." },
    { 0 },
};

Type module_type = {
    .head = { 1, &type_type },
    .name = "module",
    .basic_size = sizeof(Module),
    .flags = TYPE_GC | TYPE_BASE,
    .dict_offset = offsetof(Module, dict),
    .weak_offset = offsetof(Module, weak_references),
    .construct = module_construct,
    .initialise = module_initialise,
    .destroy = module_destroy,
    .traverse = module_traverse,
    .clear = module_clear,
    .repr = module_repr,
    .get_attribute = module_get_attribute,
    .getsets = module_getsets,
    .methods = module_methods,
};
