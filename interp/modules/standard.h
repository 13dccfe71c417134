/*
 * standard.h: the modules of Python's library that are written in C, each a file of its own. What
 * else they have is written in Python, in user/lib.
 */
#ifndef STANDARD_H
#define STANDARD_H

#include "object.h"

Object *module_math_create(void); /* each new */
Object *module_time_create(void);
Object *module_code_create(void); /* _code: for dis and traceback */
Object *module_select_create(void);
Object *module_signal_create(void);
Object *module_resource_create(void);
Object *module_readline_create(void);
bool module_readline_is_used(void); /* it has been imported */
Object *module_re_create(void);   /* _re, below user/lib/re.py */
Object *module_codecs_create(void); /* _codecs, below user/lib/codecs.py */
Object *module_random_create(void); /* _random, below user/lib/random.py */
Object *module_operator_create(void); /* _operator, below user/lib/operator.py */
Object *module_json_create(void); /* _json, below user/lib/json */
Object *module_itertools_create(void);
Object *module_collections_create(void); /* _collections, below user/lib/collections */
extern const MethodDef os_usage_functions[];     /* resource.c */
int os_add_statuses(Object *module);             /* os_status.c; 0 or -1 */
extern const MethodDef machine_trace_functions[]; /* trace.c */

#endif
