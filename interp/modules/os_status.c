/*
 * os_status.c: the part of module os that says what a status of waitpid means (wait(2)).
 */
#include "kernel/abi.h"
#include "modules/module.h"
#include "modules/module_tools.h"
#include "modules/standard.h"
#include "vm/errors.h"

enum { SIGNAL_MASK = 0x7F, STOPPED = 0x7F, CORE_FLAG = 0x80, SHIFT = 8, BYTE = 0xFF,
       CONTINUED = 0xFFFF };

static bool exited(int64_t status) { return (status & SIGNAL_MASK) == 0; }
static bool continued(int64_t status) { return status == CONTINUED; }
static bool stopped(int64_t status) { return (status & BYTE) == STOPPED; }
static bool killed(int64_t status) { return !exited(status) && (status & SIGNAL_MASK) != STOPPED; }
static int64_t high_byte(int64_t status) { return status >> SHIFT & BYTE; }

static Object *ask(Object **args, int positional, bool (*question)(int64_t status))
{
    int64_t status;
    if (int_argument(args, positional, 0, 0, &status) < 0)
        return NULL;
    return bool_from(question(status));
}

FUNCTION(os_wifexited)
{
    (void)self, (void)kwnames;
    return ask(args, positional, exited);
}

FUNCTION(os_wifsignaled)
{
    (void)self, (void)kwnames;
    return ask(args, positional, killed);
}

FUNCTION(os_wifstopped)
{
    (void)self, (void)kwnames;
    return ask(args, positional, stopped);
}

FUNCTION(os_wifcontinued)
{
    (void)self, (void)kwnames;
    return ask(args, positional, continued);
}

/* Both the exit status and the signal that stopped it. */
FUNCTION(os_high_byte)
{
    (void)self, (void)kwnames;
    int64_t status;
    return int_argument(args, positional, 0, 0, &status) < 0 ? NULL : int_from(high_byte(status));
}

FUNCTION(os_wtermsig)
{
    (void)self, (void)kwnames;
    int64_t status;
    if (int_argument(args, positional, 0, 0, &status) < 0)
        return NULL;
    return int_from(status & SIGNAL_MASK);
}

FUNCTION(os_exitcode)
{
    (void)self, (void)kwnames;
    int64_t status;
    if (int_argument(args, positional, 0, 0, &status) < 0)
        return NULL;
    if (exited(status))
        return int_from(high_byte(status));
    if (killed(status))
        return int_from(-(status & SIGNAL_MASK));
    if (stopped(status))
        return raise(&value_error_type, "process stopped by delivery of signal %d",
                     (int)high_byte(status));
    return raise(&value_error_type, "invalid wait status: %d", (int)status);
}

static const MethodDef functions[] = {
    {"WIFEXITED", os_wifexited, 1, 1, METHOD_NAMED, "WIFEXITED(status): it ended by exit"},
    {"WEXITSTATUS", os_high_byte, 1, 1, METHOD_NAMED, "WEXITSTATUS(status): the exit status"},
    {"WIFSIGNALED", os_wifsignaled, 1, 1, METHOD_NAMED, "WIFSIGNALED(status): a signal ended it"},
    {"WTERMSIG", os_wtermsig, 1, 1, METHOD_NAMED, "WTERMSIG(status): the signal"},
    {"WIFSTOPPED", os_wifstopped, 1, 1, METHOD_NAMED, "WIFSTOPPED(status): it only stopped"},
    {"WSTOPSIG", os_high_byte, 1, 1, METHOD_NAMED, "WSTOPSIG(status): the signal that stopped it"},
    {"WIFCONTINUED", os_wifcontinued, 1, 1, METHOD_NAMED, "WIFCONTINUED(status): it goes on again"},
    {"waitstatus_to_exitcode", os_exitcode, 1, 1, METHOD_NAMED,
     "waitstatus_to_exitcode(status): the exit status, or minus the signal"},
    {0}};

int os_add_statuses(Object *module)
{
    if (module_add_functions(module, functions) < 0
        || module_add(module, "WNOHANG", int_from(WNOHANG)) < 0
        || module_add(module, "WUNTRACED", int_from(WUNTRACED)) < 0)
        return -1;
    return module_add(module, "WCONTINUED", int_from(WCONTINUED));
}
