// links: interp
/*
 * test_list.c: lists: slices against a plain model, growth, sorting.
 */
#include "object_support.h"

#include "objects/list.h"

static Object *numbers(int count)
{
    Object *list = list_new((size_t)count);
    for (int i = 0; i < count; i++)
        ((List *)list)->items[i] = int_from(i);
    return list;
}

static int number_at(Object *list, intptr_t index)
{
    bool overflow;
    return (int)int_as_int64(((List *)list)->items[index], &overflow);
}

/* A bound of a slice: None or a number around the list's ends. */
static Object *random_bound(uint64_t *seed)
{
    uint64_t dice = random_bits(seed);
    return dice % 5 == 0 ? incref(NONE) : int_from((int64_t)(dice >> 8 & 31) - 16);
}

/* The indices that a slice names, found by walking: Python's definition word for word. */
static int walk(Object *slice, int length, int *indices)
{
    Slice *s = (Slice *)slice;
    int step = s->step == NONE ? 1 : (int)object_as_index(s->step), count = 0;
    int low = step > 0 ? 0 : -1, high = step > 0 ? length : length - 1;
    int start = step > 0 ? 0 : length - 1, stop = step > 0 ? length : -1;
    if (s->start != NONE) {
        start = (int)object_as_index(s->start);
        start = start < 0 ? start + length : start;
        start = start < low ? low : start > high ? high : start;
    }
    if (s->stop != NONE) {
        stop = (int)object_as_index(s->stop);
        stop = stop < 0 ? stop + length : stop;
        stop = stop < low ? low : stop > high ? high : stop;
    }
    for (int i = start; step > 0 ? i < stop : i > stop; i += step)
        indices[count++] = i;
    return count;
}

static void test_slices_are_what_walking_finds(void **state)
{
    (void)state;
    uint64_t seed = 17;
    for (int round = 0; round < 5000; round++) {
        int length = (int)(random_bits(&seed) % 12), indices[64];
        Object *list = numbers(length);
        Object *bounds[3] = { random_bound(&seed), random_bound(&seed), random_bound(&seed) };
        Object *slice = slice_new(bounds[0], bounds[1], bounds[2]);
        if (bounds[2] != NONE && object_as_index(bounds[2]) == 0) {
            assert_raised(object_get_item(list, slice),
                          "ValueError('slice step cannot be zero')");
        } else {
            int count = walk(slice, length, indices);
            Object *part = object_get_item(list, slice);
            assert_int_equal(((List *)part)->size, count);
            for (int i = 0; i < count; i++)
                assert_int_equal(number_at(part, i), indices[i]);
            decref(part);
            bool gone[64] = { false };
            for (int i = 0; i < count; i++)
                gone[indices[i]] = true;
            assert_int_equal(object_delete_item(list, slice), 0);
            assert_int_equal(((List *)list)->size, length - count);
            for (int i = 0, at = 0; i < length; i++)
                if (!gone[i])
                    assert_int_equal(number_at(list, at++), i);
        }
        for (int i = 0; i < 3; i++)
            decref(bounds[i]);
        decref(slice);
        decref(list);
    }
}

static void test_a_stored_slice_replaces_just_that_part(void **state)
{
    (void)state;
    uint64_t seed = 18;
    for (int round = 0; round < 3000; round++) {
        int length = (int)(random_bits(&seed) % 12), more = (int)(random_bits(&seed) % 12);
        int start = (int)(random_bits(&seed) % (unsigned)(length + 1));
        int stop = start + (int)(random_bits(&seed) % (unsigned)(length - start + 1));
        Object *list = numbers(length), *values = numbers(more);
        Object *bounds[2] = { int_from(start), int_from(stop) };
        Object *slice = slice_new(bounds[0], bounds[1], NULL);
        assert_int_equal(object_set_item(list, slice, values), 0);
        assert_int_equal(((List *)list)->size, length - (stop - start) + more);
        for (int i = 0; i < start; i++)
            assert_int_equal(number_at(list, i), i);
        for (int i = 0; i < more; i++)
            assert_int_equal(number_at(list, start + i), i);
        for (int i = stop; i < length; i++)
            assert_int_equal(number_at(list, i - (stop - start) + more), i);
        decref(list), decref(values), decref(bounds[0]), decref(bounds[1]), decref(slice);
    }
}

static void test_a_list_grows_by_cpythons_pattern(void **state)
{
    (void)state;
    static const int capacities[] = { 0, 4, 8, 16, 24, 32, 40, 52, 64, 76, 92, 108 };
    Object *list = list_new(0);
    size_t seen = 0;
    for (int i = 0; i < 100; i++) {
        if (((List *)list)->capacity != capacities[seen])
            seen++;
        assert_int_equal(((List *)list)->capacity, capacities[seen]);
        assert_int_equal(list_append(list, NONE), 0);
    }
    decref(list);
}

/* Sorts (number % 10, number) pairs by their first part and checks order and stability. */
static void test_sorting_is_stable(void **state)
{
    (void)state;
    uint64_t seed = 3;
    for (int round = 0; round < 200; round++) {
        int count = 1 + (int)(random_bits(&seed) % 300);
        Object *list = list_new(0);
        for (int i = 0; i < count; i++) { /* a float equals the int: only the order tells */
            int64_t value = 1000 + (int64_t)(random_bits(&seed) % (round % 2 ? 10 : 1000));
            Object *item = i % 2 ? int_from(value) : float_from((double)value);
            list_append(list, item);
            decref(item);
        }
        Object **before = malloc(((size_t)count + 1) * sizeof(Object *));
        memcpy(before, ((List *)list)->items, (size_t)count * sizeof(Object *));
        bool reverse = round % 3 == 0;
        assert_int_equal(list_sort((List *)list, NULL, reverse), 0);
        Object **after = ((List *)list)->items;
        for (int i = 1; i < count; i++) {
            assert_int_equal(object_compare_bool(after[i - 1], after[i],
                                                 reverse ? CMP_GE : CMP_LE), 1);
            if (object_equal(after[i - 1], after[i]) != 1 || after[i - 1] == after[i])
                continue;
            int first = 0; /* among equals, the one that stood first stands first */
            while (before[first] != after[i - 1] && before[first] != after[i])
                first++;
            assert_ptr_equal(before[first], after[i - 1]);
        }
        free(before);
        decref(list);
    }
}

static void test_a_failed_comparison_leaves_all_items(void **state)
{
    (void)state;
    Object *list = numbers(50), *text = str_from("text");
    list_append(list, text);
    assert_int_equal(list_sort((List *)list, NULL, true), -1);
    Object *error = error_fetch();
    assert_ptr_equal(error->type, &type_error_type);
    decref(error);
    assert_int_equal(((List *)list)->size, 51);
    assert_int_equal(text->refcount, 2);
    decref(list);
    decref(text);
}

static void test_a_list_that_contains_itself_is_shown(void **state)
{
    (void)state;
    Object *list = numbers(1);
    list_append(list, list);
    assert_string_equal(shown(list), "[0, [...]]");
    list_clear_items((List *)list);
    decref(list);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        object_test(test_slices_are_what_walking_finds),
        object_test(test_a_stored_slice_replaces_just_that_part),
        object_test(test_a_list_grows_by_cpythons_pattern),
        object_test(test_sorting_is_stable),
        object_test(test_a_failed_comparison_leaves_all_items),
        object_test(test_a_list_that_contains_itself_is_shown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
