/*
 * collector_report.h: what the collector says: to gc.callbacks, on standard error when gc.set_debug
 * asks for it, and, in a build with sanitizers, about counts that cannot be right.
 */
#ifndef COLLECTOR_REPORT_H
#define COLLECTOR_REPORT_H

#include "memory/collector.h"

void collector_report_start(int generation);
void collector_report_garbage(GcLinks *garbage, intptr_t found);
/* gc.DEBUG_SAVEALL: the object goes to gc.garbage instead of being cleared. */
void collector_save(Object *object);

/* The program ends here: traverse visits more references to the object than were counted. */
_Noreturn void collector_wrong_count(const Object *referrer, const Object *referent);

/* Before a reference is subtracted: `left` is what remains of the referent's count. */
static inline void collector_check_count(const Object *referrer, const Object *referent,
                                         uintptr_t left)
{
#ifdef __SANITIZE_ADDRESS__
    if (left == 0)
        collector_wrong_count(referrer, referent);
#else
    (void)referrer, (void)referent, (void)left;
#endif
}

#endif
