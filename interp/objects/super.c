/*
 * super.c: super: attributes of an object as the classes behind a given one in its mro have them.
 * Without arguments it takes the class from the cell __class__ of the calling method and the object
 * from the method's first argument (PEP 3135).
 */
#include "objects/arguments.h"
#include "objects/class.h"
#include "vm/errors.h"
#include "vm/interpreter.h"

typedef struct { Object head; Type *type; Object *object; Type *object_type; } Super;

/* ---- what it looks at ----------------------------------------------------------------------- */

/* The type whose mro is searched: that of the object, or the object itself, a class. New. */
static Type *check_object(Type *type, Object *object)
{
    if (IS_TYPE(object) && type_is_subtype((Type *)object, type))
        return incref((Type *)object);
    if (type_is_subtype(object->type, type))
        return incref(object->type);
    Object *class = object_lookup_attribute(object, "__class__");
    if (class != NULL && IS_TYPE(class) && type_is_subtype((Type *)class, type))
        return (Type *)class;
    xdecref(class);
    return raise(&type_error_type, "super(type, obj): obj must be an instance or subtype of type");
}

/* What the slot of a frame holds, through its cell if it is one of a closure. */
static Object *variable(Frame *frame, int slot)
{
    Object *value = frame->slots[slot];
    return value != NULL && IS_EXACT(value, cell_type) && code_slot_is_cell(frame->code, slot)
         ? ((Cell *)value)->content : value;
}

static int find_class_and_object(Type **type, Object **object)
{
    Frame *frame = interpreter.frame;
    Code *code = frame != NULL ? frame->code : NULL;
    if (code == NULL)
        return raise_int(&runtime_error_type, "super(): no current frame");
    if (code->positional == 0)
        return raise_int(&runtime_error_type, "super(): no arguments");
    *object = variable(frame, 0);
    if (*object == NULL)
        return raise_int(&runtime_error_type, "super(): arg[0] deleted");
    for (int i = code->locals - code->free_variables; i < code->locals; i++) {
        if (!str_equal_text(((Tuple *)code->local_names)->items[i], "__class__"))
            continue;
        Object *class = variable(frame, i);
        if (class == NULL)
            return raise_int(&runtime_error_type, "super(): empty __class__ cell");
        if (!IS_TYPE(class))
            return raise_int(&runtime_error_type, "super(): __class__ is not a type (%T)", class);
        *type = (Type *)class;
        return 0;
    }
    return raise_int(&runtime_error_type, "super(): __class__ cell not found");
}

static Object *super_construct(Type *type, Object **args, int positional, Object *kwnames)
{
    (void)args, (void)positional, (void)kwnames;
    Object *self = object_new(type, 0);
    if (self != NULL)
        gc_track(self);
    return self;
}

static int super_initialise(Object *object, Object **args, int positional, Object *kwnames)
{
    Super *self = (Super *)object;
    Type *type = NULL, *object_type = NULL;
    Object *target = NULL;
    if (check_no_keywords("super", kwnames) < 0
        || check_positional("super()", positional, 0, 2) < 0)
        return -1;
    if (positional == 0) {
        if (find_class_and_object(&type, &target) < 0)
            return -1;
    } else {
        if (!IS_TYPE(args[0]))
            return raise_int(&type_error_type, "super() argument 1 must be a type, not %T",
                             args[0]);
        type = (Type *)args[0];
        target = positional == 2 ? args[1] : NULL;
    }
    if (target == NONE) /* super(C, None) is what super(C) is */
        target = NULL;
    if (target != NULL && (object_type = check_object(type, target)) == NULL)
        return -1;
    replace_reference(self->type, incref(type));
    replace_reference(self->object, xincref(target));
    replace_reference(self->object_type, object_type);
    return 0;
}

/* ---- attributes ----------------------------------------------------------------------------- */

/* In the classes behind self->type in the mro: borrowed. */
static Object *find_behind(Super *self, Object *name)
{
    Tuple *mro = (Tuple *)self->object_type->mro;
    intptr_t i = 0;
    while (i < mro->size && mro->items[i] != &self->type->head)
        i++;
    for (i++; i < mro->size; i++) {
        Object *found = type_own_attribute((Type *)mro->items[i], name);
        if (found != NULL || error_occurred())
            return found;
    }
    return NULL;
}

static Object *super_get_attribute(Object *object, Object *name)
{
    Super *self = (Super *)object;
    Object *found = NULL;
    if (self->object_type != NULL && !str_equal_text(name, "__class__"))
        found = find_behind(self, name);
    if (found == NULL)
        return error_occurred() ? NULL : generic_get_attribute(object, name);
    if (found->type->descriptor_get == NULL)
        return incref(found);
    incref(found);
    Object *instance = self->object == &self->object_type->head ? NULL : self->object;
    Object *value = found->type->descriptor_get(found, instance, self->object_type);
    decref(found);
    return value;
}

static Object *super_descriptor_get(Object *object, Object *instance, Type *owner)
{
    (void)owner;
    Super *self = (Super *)object;
    if (instance == NULL || self->object != NULL)
        return incref(object);
    Type *object_type = check_object(self->type, instance);
    Super *bound = object_type != NULL ? object_new(object->type, 0) : NULL;
    if (bound == NULL) {
        xdecref(object_type);
        return NULL;
    }
    bound->type = incref(self->type);
    bound->object = incref(instance);
    bound->object_type = object_type;
    gc_track(bound);
    return &bound->head;
}

static Object *super_repr(Object *object)
{
    Super *self = (Super *)object;
    const char *name = self->type != NULL ? self->type->name : "NULL";
    if (self->object_type == NULL)
        return str_from_format("<super: <class '%s'>, NULL>", name);
    return str_from_format("<super: <class '%s'>, <%s object>>", name, self->object_type->name);
}

static int super_traverse(Object *object, Visitor visit, void *context)
{
    Super *self = (Super *)object;
    Object *owned[] = { self->object, (Object *)self->type, (Object *)self->object_type };
    for (size_t i = 0; i < sizeof owned / sizeof owned[0]; i++)
        if (owned[i] != NULL && visit(owned[i], context) != 0)
            return 1;
    return 0;
}

static void super_destroy(Object *object)
{
    Super *self = (Super *)object;
    gc_untrack(object);
    clear_reference(self->object);
    clear_reference(self->type);
    clear_reference(self->object_type);
    object_free(object, 0);
}

static Object *get_class(Object *object)
{
    Type *type = ((Super *)object)->type;
    return incref(type != NULL ? &type->head : NONE);
}

static Object *get_self(Object *object)
{
    Object *target = ((Super *)object)->object;
    return incref(target != NULL ? target : NONE);
}

static Object *get_self_class(Object *object)
{
    Type *type = ((Super *)object)->object_type;
    return incref(type != NULL ? &type->head : NONE);
}

static const GetSetDef super_getsets[] = {
    { "__thisclass__", get_class, NULL },
    { "__self__", get_self, NULL },
    { "__self_class__", get_self_class, NULL },
    { 0 },
};

Type super_type = {
    .head = { 1, &type_type },
    .name = "super",
    .basic_size = sizeof(Super),
    .flags = TYPE_GC | TYPE_BASE,
    .destroy = super_destroy,
    .traverse = super_traverse,
    .repr = super_repr,
    .construct = super_construct,
    .initialise = super_initialise,
    .get_attribute = super_get_attribute,
    .descriptor_get = super_descriptor_get,
    .getsets = super_getsets,
    .doc = "super() -> same as super(__class__, <first argument>)\n"
           "super(type) -> unbound super object\n"
           "super(type, obj) -> bound super object; requires isinstance(obj, type)\n"
           "super(type, type2) -> bound super object; requires issubclass(type2, type)",
};
