// links: interp
/*
 * test_no_memory.c: every allocation of an operation fails once. Each time there is a MemoryError
 * and nothing else is lost: not a block.
 */
#include "object_support.h"

#include "objects/dict.h"
#include "objects/list.h"
#include "objects/set.h"

typedef Object *(*Operation)(void); /* new, or NULL with the exception */

static Object *sort_list(void)
{
    Object *list = list_new(0);
    for (int i = 0; list != NULL && i < 40; i++) {
        Object *number = int_from(i * 7919 % 1009 + 300);
        if (number == NULL || list_append(list, number) < 0)
            clear_reference(list);
        xdecref(number);
    }
    if (list != NULL && list_sort((List *)list, NULL, true) < 0)
        clear_reference(list);
    return list;
}

static Object *fill_dict(void)
{
    Object *dict = dict_new();
    for (int i = 0; dict != NULL && i < 20; i++) {
        Object *key = str_from_format("key %d", i);
        if (key == NULL || dict_set(dict, key, key) < 0)
            clear_reference(dict);
        xdecref(key);
    }
    Object *copy = dict != NULL ? dict_copy(dict) : NULL, *repr = NULL;
    if (copy != NULL && dict_update(copy, dict) == 0)
        repr = object_repr(copy);
    xdecref(dict);
    xdecref(copy);
    return repr;
}

static Object *fill_set(void)
{
    Object *set = set_new(), *other = NULL, *both = NULL;
    for (int i = 0; set != NULL && i < 40; i++) {
        Object *number = int_from(i * 1000);
        if (number == NULL || set_add(set, number) < 0)
            clear_reference(set);
        xdecref(number);
    }
    if (set != NULL && (other = frozenset_from(set)) != NULL)
        both = object_binary(OP_XOR, set, other);
    xdecref(set);
    xdecref(other);
    return both;
}

static Object *compute(void)
{
    static const char digits[] = "123456789012345678901234567890123456789";
    Object *a = int_from_text(digits, sizeof digits - 1, 10, NULL), *result = NULL;
    Object *b = a != NULL ? object_binary(OP_MULTIPLY, a, a) : NULL;
    Object *c = b != NULL ? object_binary(OP_FLOOR_DIVIDE, b, a) : NULL;
    Object *d = c != NULL ? object_binary(OP_XOR, c, b) : NULL;
    Object *e = d != NULL ? object_binary(OP_TRUE_DIVIDE, d, a) : NULL;
    Object *f = e != NULL ? object_binary(OP_POWER, e, e) : NULL;
    if (f != NULL || (error_occurred() && error_matches(&overflow_error_type))) {
        error_clear();
        result = object_repr(d);
    }
    Object *all[] = { a, b, c, d, e, f };
    for (size_t i = 0; i < sizeof all / sizeof all[0]; i++)
        xdecref(all[i]);
    return result;
}

static Object *edit_text(void)
{
    Object *text = str_from("one, two, \xE2\x82\xAC three"), *comma = str_from(", ");
    Object *parts = NULL, *joined = NULL, *upper = NULL, *repr = NULL;
    if (text != NULL && comma != NULL) {
        Object *split = object_lookup_attribute(text, "split");
        parts = split != NULL ? object_call_one(split, comma) : NULL;
        xdecref(split);
    }
    if (parts != NULL)
        joined = str_join(comma, ((List *)parts)->items, (size_t)((List *)parts)->size);
    if (joined != NULL) {
        Object *method = object_lookup_attribute(joined, "upper");
        upper = method != NULL ? object_call(method, NULL, 0, NULL) : NULL;
        xdecref(method);
    }
    if (upper != NULL)
        repr = object_repr(upper);
    Object *all[] = { text, comma, parts, joined, upper };
    for (size_t i = 0; i < sizeof all / sizeof all[0]; i++)
        xdecref(all[i]);
    return repr;
}

static Object *slice_range(void)
{
    Object *stop = int_from(1000), *range = stop != NULL ? range_new(NULL, stop, NULL) : NULL;
    Object *slice = range != NULL ? slice_new(NULL, NULL, stop) : NULL, *list = NULL;
    Object *part = slice != NULL ? object_get_item(range, slice) : NULL;
    if (part != NULL)
        list = sequence_to_list(range);
    Object *tuple = list != NULL ? list_to_tuple(list) : NULL;
    Object *all[] = { stop, range, slice, part, list };
    for (size_t i = 0; i < sizeof all / sizeof all[0]; i++)
        xdecref(all[i]);
    return tuple;
}

static void fail_everywhere(Operation operation)
{
    Object *first = operation(); /* fills types' dicts, shared characters and the like */
    assert_non_null(first);
    decref(first);
    for (size_t n = 1;; n++) {
        size_t before = blocks_in_use();
        mem_fail_at = n;
        Object *result = operation();
        bool failed = mem_fail_at == 0;
        mem_fail_at = 0;
        if (result == NULL) {
            assert_true(failed);
            assert_true(error_matches(&memory_error_type));
            error_clear();
        }
        xdecref(result);
        assert_int_equal(blocks_in_use(), before);
        if (!failed)
            return;
        assert_true(n < 100000);
    }
}

static void test_sorting_survives(void **state) { (void)state; fail_everywhere(sort_list); }
static void test_dicts_survive(void **state) { (void)state; fail_everywhere(fill_dict); }
static void test_sets_survive(void **state) { (void)state; fail_everywhere(fill_set); }
static void test_arithmetic_survives(void **state) { (void)state; fail_everywhere(compute); }
static void test_texts_survive(void **state) { (void)state; fail_everywhere(edit_text); }
static void test_ranges_survive(void **state) { (void)state; fail_everywhere(slice_range); }

int main(void)
{
    const struct CMUnitTest tests[] = {
        object_test(test_sorting_survives), object_test(test_dicts_survive),
        object_test(test_sets_survive),     object_test(test_arithmetic_survives),
        object_test(test_texts_survive),    object_test(test_ranges_survive),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
