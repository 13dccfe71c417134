// links: interp
/*
 * test_dict.c: dictionaries against a plain model, their order, their size, and what happens when
 * they change under an iterator. Sets share the tests of chance.
 */
#include "object_support.h"

#include "objects/dict.h"
#include "objects/set.h"

enum { KEYS = 200 };

/* What the dict ought to hold: for each key its value, and when it was put in. */
typedef struct { int value[KEYS]; int age[KEYS]; int clock, used; } Model;

static void check_against(const Model *model, Object *dict, Object **keys)
{
    assert_int_equal(((Dict *)dict)->used, model->used);
    for (int k = 0; k < KEYS; k++) {
        Object *value = dict_get(dict, keys[k]);
        assert_int_equal(value != NULL, model->age[k] != 0);
        if (value != NULL) {
            bool overflow;
            assert_int_equal(int_as_int64(value, &overflow), model->value[k]);
        }
    }
    uint32_t position = 0;
    Object *key, *value;
    int last_age = 0, count = 0;
    while (dict_next(dict, &position, &key, &value)) {
        int k = 0;
        while (object_equal(keys[k], key) != 1)
            k++;
        assert_true(model->age[k] > last_age); /* in the order of insertion */
        last_age = model->age[k];
        count++;
    }
    assert_int_equal(count, model->used);
}

static void change(Model *model, Object *dict, Object **keys, uint64_t dice)
{
    int k = (int)(dice >> 8) % KEYS;
    if (k < 0)
        k = -k;
    if (dice % 3 == 0) {
        assert_int_equal(dict_delete(dict, keys[k]), model->age[k] != 0);
        model->used -= model->age[k] != 0;
        model->age[k] = 0;
        return;
    }
    Object *value = int_from((int)(dice >> 40 & 0xFFF));
    assert_int_equal(dict_set(dict, keys[k], value), 0);
    decref(value);
    model->value[k] = (int)(dice >> 40 & 0xFFF);
    if (model->age[k] == 0) {
        model->age[k] = ++model->clock;
        model->used++;
    }
}

static void test_any_history_gives_what_a_model_says(void **state)
{
    (void)state;
    Object *keys[KEYS];
    for (int k = 0; k < KEYS; k++) /* many of them collide in small tables */
        keys[k] = k % 3 == 0 ? str_from_format("key%d", k)
                : k % 3 == 1 ? int_from((int64_t)k * 64) : float_from(k / 4.0 + 0.125);
    uint64_t seed = 31337;
    for (int round = 0; round < 20; round++) {
        Model model = { 0 };
        Object *dict = dict_new();
        for (int step = 0; step < 1000; step++) {
            change(&model, dict, keys, random_bits(&seed));
            if (step % 100 == 99)
                check_against(&model, dict, keys);
        }
        Object *copy = dict_copy(dict);
        check_against(&model, copy, keys);
        assert_int_equal(object_equal(dict, copy), 1);
        dict_clear((Dict *)dict);
        assert_int_equal(((Dict *)dict)->used, 0);
        decref(dict);
        decref(copy);
    }
    for (int k = 0; k < KEYS; k++)
        decref(keys[k]);
}

static void test_a_dict_of_one_key_is_small(void **state)
{
    (void)state;
    Object *dict = dict_new(), *key = str_interned("key");
    assert_int_equal(dict_set(dict, key, NONE), 0);
    size_t bytes = sizeof(GcLinks) + object_size_of(dict) + sizeof(Object *);
    assert_true(bytes <= (sizeof(void *) == 4 ? 75 : 150));
    decref(dict);
    decref(key);
}

static void test_the_version_tells_of_every_change(void **state)
{
    (void)state;
    Object *dict = dict_new(), *one = int_from(1), *two = int_from(2);
    uint32_t seen[6];
    seen[0] = ((Dict *)dict)->version;
    dict_set(dict, one, two);
    seen[1] = ((Dict *)dict)->version;
    dict_set(dict, one, one);
    seen[2] = ((Dict *)dict)->version;
    dict_set(dict, two, one);
    seen[3] = ((Dict *)dict)->version;
    dict_delete(dict, one);
    seen[4] = ((Dict *)dict)->version;
    dict_get(dict, two);
    assert_int_equal(((Dict *)dict)->version, seen[4]);
    dict_clear((Dict *)dict);
    seen[5] = ((Dict *)dict)->version;
    for (int i = 0; i < 6; i++)
        for (int k = 0; k < i; k++)
            assert_int_not_equal(seen[i], seen[k]);
    decref(dict), decref(one), decref(two);
}

static void test_popping_everything_is_linear(void **state)
{
    (void)state;
    enum { COUNT = 200000 };
    Object *dict = dict_new();
    for (int i = 0; i < COUNT; i++) {
        Object *number = int_from(i);
        assert_int_equal(dict_set(dict, number, number), 0);
        decref(number);
    }
    for (int i = COUNT - 1; i >= 0; i--) { /* quadratic would take minutes */
        Object *key, *value;
        assert_int_equal(dict_take_last((Dict *)dict, &key, &value), 1);
        bool overflow;
        assert_int_equal(int_as_int64(key, &overflow), i);
        decref(key);
        decref(value);
    }
    decref(dict);
}

static void test_a_change_of_size_stops_the_iterator(void **state)
{
    (void)state;
    Object *dict = dict_new(), *one = int_from(1), *two = int_from(2);
    dict_set(dict, one, one);
    Object *iterator = object_iterate(dict);
    dict_set(dict, two, two);
    assert_raised(object_next(iterator),
                  "RuntimeError('dictionary changed size during iteration')");
    decref(iterator), decref(dict), decref(one), decref(two);
}

static void test_unhashable_keys_are_refused(void **state)
{
    (void)state;
    Object *dict = dict_new(), *list = list_new(0), *set = set_new();
    assert_int_equal(dict_set(dict, list, NONE), -1);
    assert_raised(NULL, "TypeError(\"unhashable type: 'list'\")");
    assert_null(dict_get(dict, set));
    assert_raised(NULL, "TypeError(\"unhashable type: 'set'\")");
    assert_raised(object_get_item(dict, NONE), "KeyError(None)");
    decref(dict), decref(list), decref(set);
}

static void test_a_set_shows_its_items_in_cpythons_order(void **state)
{
    (void)state;
    static const int numbers[] = { 1000, 2000, 3000, 4000, 5000, 6000 };
    Object *set = set_new();
    for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++) {
        Object *number = int_from(numbers[i]);
        assert_int_equal(set_add(set, number), 0);
        decref(number);
    }
    assert_string_equal(shown(set), "{4000, 1000, 5000, 2000, 6000, 3000}");
    Object *frozen = frozenset_from(set);
    assert_shown(frozen, "frozenset({4000, 2000, 6000, 5000, 3000, 1000})");
    decref(set);
}

static void test_a_set_holds_what_was_put_in(void **state)
{
    (void)state;
    bool inside[500] = { false };
    int used = 0;
    uint64_t seed = 2;
    Object *set = set_new();
    for (int step = 0; step < 20000; step++) {
        int n = (int)(random_bits(&seed) % 500);
        Object *number = int_from((int64_t)n * 1000003 - 200);
        if (random_bits(&seed) & 1) {
            assert_int_equal(set_discard(set, number), inside[n]);
            used -= inside[n];
            inside[n] = false;
        } else {
            assert_int_equal(set_add(set, number), 0);
            used += !inside[n];
            inside[n] = true;
        }
        assert_int_equal(set_has(set, number), inside[n]);
        assert_int_equal(((Set *)set)->used, used);
        decref(number);
    }
    decref(set);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        object_test(test_any_history_gives_what_a_model_says),
        object_test(test_a_dict_of_one_key_is_small),
        object_test(test_the_version_tells_of_every_change),
        object_test(test_popping_everything_is_linear),
        object_test(test_a_change_of_size_stops_the_iterator),
        object_test(test_unhashable_keys_are_refused),
        object_test(test_a_set_shows_its_items_in_cpythons_order),
        object_test(test_a_set_holds_what_was_put_in),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
