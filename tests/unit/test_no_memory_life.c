// links: interp
/*
 * test_no_memory_life.c: a whole life of the interpreter, from its start to its stop, in which
 * allocation number k fails, for every k from the very first: it does not start, or its program ends
 * with MemoryError, or nothing is to be seen of it; and all memory is given back.
 */
#include "object_support.h"

#include "memory/collector.h"
#include "program/image.h"
#include "program/launch.h"

enum { STATUS_FAILED = 1, STATUS_FLUSH_FAILED = 120 };

static const char program[] =
    "import sys\n"
    "class C:\n"
    "    def __init__(self, x): self.x = [x]\n"
    "found = [C(n) for n in range(1000, 1003)], {'k': 1.5}, sys.stderr.name\n";

/* Compiles the program and runs it as __main__. The exit status. */
static int run(void)
{
    size_t size;
    uint8_t *image = launch_compile((const uint8_t *)program, sizeof program - 1, "life.py", &size);
    Object *owner = image ? image_owner_new(image, size) : NULL;
    Code *code = owner ? image_load(image, size, owner) : NULL;
    int status = code ? interpreter_run_main(code)
                      : interpreter_end_main(error_occurred() ? interpreter_report_exception()
                                                              : STATUS_FAILED);
    xdecref(code);
    xdecref(owner);
    return status;
}

static void test_each_allocation_of_a_life_may_fail(void **state)
{
    static char *arguments[] = { "test", "an argument", NULL };
    (void)state;
    size_t starts = 0, ends = 0;
    for (size_t n = 1;; n++) {
        mem_fail_at = n;
        int started = interpreter_start(2, arguments);
        int status = started == 0 ? run() : -1;
        interpreter_stop();
        bool failed = mem_fail_at == 0;
        mem_fail_at = 0;
        if (blocks_in_use() != 0)
            print_error("allocation %zu leaves %zu blocks\n", n, blocks_in_use());
        assert_int_equal(blocks_in_use(), 0);
        starts += started == 0;
        ends += status == 0;
        assert_true(status <= STATUS_FAILED || status == STATUS_FLUSH_FAILED);
        if (!failed) {
            assert_int_equal(status, 0);
            break;
        }
    }
    assert_true(starts > 100 && ends > 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_each_allocation_of_a_life_may_fail),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
