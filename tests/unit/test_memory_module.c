// links: interp
/*
 * test_memory_module.c: what module memory says of objects and frames is what is there. The views
 * of the machine (page tables, segments) are tested on the machine; the host has none and says so.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>
#include <cmocka.h>

#include "program/image.h"
#include "program/launch.h"
#include "vm/errors.h"
#include "vm/interpreter.h"

static int start(void **state)
{
    (void)state;
    static char *arguments[] = { "test", NULL };
    return interpreter_start(1, arguments);
}

static int stop(void **state)
{
    (void)state;
    interpreter_stop();
    return 0;
}

/* Runs a program whose assertions are its own; a traceback says which did not hold. */
static void run(const char *source)
{
    size_t size;
    uint8_t *image = launch_compile((const uint8_t *)source, strlen(source), "test.py", &size);
    Object *owner = image ? image_owner_new(image, size) : NULL;
    Code *code = owner ? image_load(image, size, owner) : NULL;
    Object *globals = dict_new();
    Object *none = code ? interpreter_run_code(code, globals, globals) : NULL;
    bool held = none;
    if (!held)
        traceback_print(error_fetch());
    xdecref(none);
    xdecref(code);
    xdecref(owner);
    decref(globals);
    assert_true(held);
}

static void where_tells_address_type_and_count(void **state)
{
    (void)state;
    run("import memory, sys\n"
        "def check(expected, found):\n"
        "    if expected != found:\n"
        "        raise ValueError(f'{expected} is not {found}')\n"
        "x = [1, 2]\n"
        "check(id(x), memory.where(x)['address'])\n"
        "check('list', memory.where(x)['type'])\n"
        "check(1, memory.where(x)['count'])\n"
        "y = x\n"
        "check(2, memory.where(x)['count'])\n"
        "check(sys.getrefcount(x) - 1, memory.where(x)['count'])\n"
        "check(True, memory.where(10)['interned'])\n"
        "check(False, memory.where(10 ** 6)['interned'])\n"
        "check(True, memory.where('name')['interned'])\n");
}

static void frame_lists_the_slots_of_a_call(void **state)
{
    (void)state;
    run("import memory\n"
        "def called(argument):\n"
        "    x = [argument]\n"
        "    own, caller = memory.frame(), memory.frame(1)\n"
        "    if own['function'] != 'called' or own['caller'] != caller['address']:\n"
        "        raise ValueError(own)\n"
        "    if own['address'] >= caller['address']:\n"
        "        raise ValueError('the stack grows up')\n"
        "    slots = {}\n"
        "    for name, place, referent in own['slots']:\n"
        "        slots[name] = referent\n"
        "    if slots['x'] != id(x) or slots['argument'] != id(argument):\n"
        "        raise ValueError(slots)\n"
        "called('something')\n"
        "for name, place, referent in memory.frame()['names']:\n"
        "    if name == 'called' and referent == id(called):\n"
        "        break\n"
        "else:\n"
        "    raise ValueError('called is no name')\n");
}

static void bytes_shows_the_fields_in_their_order(void **state)
{
    (void)state;
    run("import memory\n"
        "fields = {}\n"
        "for offset, size, name, value in memory.bytes(12345):\n"
        "    fields[name] = value\n"
        "if fields['size'] != 1 or fields['digit'] != 12345 or fields['type'] != id(int):\n"
        "    raise ValueError(fields)\n"
        "for thing in ('text', [1], (1, 2), {1: 2}, 1.5, None, print):\n"
        "    last = -100\n"
        "    for offset, size, name, value in memory.bytes(thing):\n"
        "        if offset < last:\n"
        "            raise ValueError(name)\n"
        "        last = offset\n");
}

static void the_host_says_that_it_is_not_the_machine(void **state)
{
    (void)state;
    run("import memory\n"
        "for view, argument in ((memory.walk, 0), (memory.segments, 0), (memory.process, 0),\n"
        "                       (memory.file, '/'), (memory.frame_info, 0)):\n"
        "    try:\n"
        "        view(argument)\n"
        "    except OSError as error:\n"
        "        if 'not on this host' not in str(error):\n"
        "            raise\n"
        "    else:\n"
        "        raise ValueError(view)\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(where_tells_address_type_and_count),
        cmocka_unit_test(frame_lists_the_slots_of_a_call),
        cmocka_unit_test(bytes_shows_the_fields_in_their_order),
        cmocka_unit_test(the_host_says_that_it_is_not_the_machine),
    };
    return cmocka_run_group_tests(tests, start, stop);
}
