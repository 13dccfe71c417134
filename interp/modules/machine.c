/*
 * machine.c: module machine: what only a machine of one's own can do.
 */
#include "modules/module.h"
#include "modules/module_tools.h"
#include "modules/output.h"
#include "modules/processes.h"
#include "modules/standard.h"
#include "platform/platform.h"
#include "vm/errors.h"

static Object *machine_poweroff(Object *self, Object **args, int positional, Object *kwnames)
{
    (void)self, (void)kwnames;
    int64_t status;
    if (int_argument(args, positional, 0, 0, &status) < 0 || output_flush(OUTPUT) < 0)
        return NULL;
    return refused(platform_poweroff(status), "a machine to switch off");
}

static const MethodDef functions[] = {
    { "poweroff", machine_poweroff, 0, 1, 0,
      "poweroff(status=0): ends the machine; only init may" },
    { 0 },
};

Object *module_machine_create(void)
{
    Object *module = module_from_functions("machine", functions);
    if (module && module_add_functions(module, machine_trace_functions) < 0)
        clear_reference(module);
    return module;
}
