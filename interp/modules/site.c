/*
 * site.c: what a person at the prompt finds among the built-in names: exit, quit and help. In
 * CPython these are objects that its module site puts there, so that their repr can say what to do.
 */
#include "modules/site.h"

#include "modules/module.h"
#include "vm/errors.h"
#include "vm/import.h"

typedef struct { Object head; const char *name; } Quitter;

static Object *quitter_repr(Object *self)
{
    return str_from_format("Use %s() or Ctrl-D (i.e. EOF) to exit", ((Quitter *)self)->name);
}

/* exit(code=None) */
static Object *quitter_call(Object *self, Object **args, int positional, Object *kwnames)
{
    intptr_t keywords = kwnames ? ((Tuple *)kwnames)->size : 0;
    if (positional + keywords > 1)
        return raise(&type_error_type, "Quitter.__call__() takes from 1 to 2 positional arguments "
                     "but %zd were given", positional + keywords + 1);
    if (keywords && !str_equal_text(((Tuple *)kwnames)->items[0], "code"))
        return raise(&type_error_type, "Quitter.__call__() got an unexpected keyword argument %R",
                     ((Tuple *)kwnames)->items[0]);
    (void)self;
    return raise_value(&system_exit_type, positional + keywords ? args[0] : NONE);
}

static Object *helper_repr(Object *self)
{
    (void)self;
    return str_from("Type help() for interactive help, or help(object) for help about object.");
}

/* Module pydoc, which tells it, is only loaded when somebody asks. */
static Object *helper_call(Object *self, Object **args, int positional, Object *kwnames)
{
    (void)self;
    Object *name = str_from("pydoc");
    Object *module = name ? import_module_level(name, NULL, NONE, 0) : NULL;
    Object *help = module ? object_lookup_attribute(module, "help") : NULL;
    Object *result = help ? object_call(help, args, positional, kwnames) : NULL;
    xdecref(help);
    xdecref(module);
    xdecref(name);
    return result;
}

static void destroy(Object *self) { object_free(self, 0); }

Type quitter_type = {
    .head = {1, &type_type}, .name = "Quitter", .basic_size = sizeof(Quitter), .destroy = destroy,
    .repr = quitter_repr, .call = quitter_call,
};
Type helper_type = {
    .head = {1, &type_type}, .name = "_Helper", .basic_size = sizeof(Object), .destroy = destroy,
    .repr = helper_repr, .call = helper_call,
};

static Object *quitter_new(const char *name)
{
    Quitter *quitter = object_new(&quitter_type, 0);
    if (quitter)
        quitter->name = name;
    return (Object *)quitter;
}

int site_add_names(Object *builtins)
{
    return module_add(builtins, "quit", quitter_new("quit")) < 0
        || module_add(builtins, "exit", quitter_new("exit")) < 0
        || module_add(builtins, "help", object_new(&helper_type, 0)) < 0 ? -1 : 0;
}
