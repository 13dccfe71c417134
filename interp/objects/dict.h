/*
 * dict.h: the inside of dict, for its files.
 */
#ifndef DICT_H
#define DICT_H

#include "object.h"

/* dict_set of a key whose hash is known, so that it is not asked for it (again). */
int dict_set_known(Dict *dict, Object *key, uint32_t hash, Object *value);
/* The value for key, set to `value` when there is none. Borrowed. */
Object *dict_set_default(Object *dict, Object *key, Object *value);
/* Takes a key out; its value (new). 1 taken, 0 not there, -1 error. */
int dict_take(Object *dict, Object *key, Object **value);
/* Takes the last entry out: both references are new. 0: the dict is empty. */
int dict_take_last(Dict *dict, Object **key, Object **value);
void dict_clear(Dict *dict);
Object *dict_copy(Object *dict);
Object *dict_new_sized(uint32_t entries); /* with room for so many */
int dict_reserve(Object *dict, uint32_t entries); /* makes room for so many in all; 0 or -1 */
size_t dict_block_size(const Dict *dict);
/* dict_update with the rule for keys that are there already: keep them when !replace. */
int dict_merge(Object *dict, Object *mapping, bool replace);

/* Views and iterators (dict_views.c). */
Object *dict_iterate(Object *dict);
Object *dict_keys(Object *dict);
Object *dict_values(Object *dict);
Object *dict_items(Object *dict);
Object *dict_reversed(Object *dict);
extern const MethodDef dict_methods[];

#endif
