// links: interp
/*
 * The cycle collector and weak references, from C: what Python programs cannot build yet (objects
 * with finalizers), and what they cannot see (links, flags, memory).
 */
#include "object_support.h"

#include "memory/collector.h"
#include "objects/weakref.h"

/* ---- a container with a finalizer ----------------------------------------------------------- */

typedef struct { Object head; Object *other; int number; Object *weak_references; } Node;

static int finalized[8], cleared, destroyed;
static int finalizers_run;
static Object *rescued; /* where finalize_and_rescue puts the object: owned */

static int node_traverse(Object *self, Visitor visit, void *context)
{
    Object *other = ((Node *)self)->other;
    return other != NULL ? visit(other, context) : 0;
}

static void node_clear(Object *self)
{
    cleared++;
    clear_reference(((Node *)self)->other);
}

static void node_destroy(Object *self)
{
    destroyed++;
    gc_untrack(self);
    clear_reference(((Node *)self)->other);
    object_free(self, 0);
}

static void note_finalizer(Object *self) { finalized[finalizers_run++] = ((Node *)self)->number; }

static void finalize_and_rescue(Object *self)
{
    note_finalizer(self);
    rescued = incref(self);
}

static Type node_type = {
    .head = { 1, &type_type }, .name = "node", .basic_size = sizeof(Node),
    .flags = TYPE_GC | TYPE_BASE, .destroy = node_destroy, .traverse = node_traverse,
    .clear = node_clear, .weak_offset = offsetof(Node, weak_references),
};
/* As a class statement would make them, with links before them: only such types have finalizers. */
static struct { GcLinks links; Type type; } finalizing = { .type = {
    .base = &node_type, .name = "finalized", .flags = TYPE_GC | TYPE_HEAP,
    .finalize = note_finalizer } };
static struct { GcLinks links; Type type; } rescuing = { .type = {
    .base = &node_type, .name = "rescued", .flags = TYPE_GC | TYPE_HEAP,
    .finalize = finalize_and_rescue } };
#define finalized_type finalizing.type
#define rescued_type rescuing.type

static int start(void **state)
{
    finalizers_run = cleared = destroyed = 0;
    rescued = NULL;
    if (start_interpreter(state) < 0)
        return -1;
    collector_run(OLDEST);
    return 0;
}

static void ready(Type *type)
{
    type->head.refcount = 1;
    type->head.type = &type_type;
    assert_int_equal(type_ready(type), 0);
    for (Type *base = type->base; base != &object_type; base = base->base)
        assert_int_equal(type_ready(base), 0);
}

/* The heap types are static here: what type_ready gave them is given back by hand. */
static void release(Type *type)
{
    clear_reference(type->bases);
    clear_reference(type->mro);
    clear_reference(type->dict);
}

static Node *node_new(Type *type, int number)
{
    Node *node = object_new(type, 0);
    assert_non_null(node);
    node->number = number;
    gc_track(node);
    return node;
}

/* Two nodes of a type that own each other, and nobody else owns them. */
static void make_circle(Type *type)
{
    Node *a = node_new(type, 1), *b = node_new(type, 2);
    a->other = &b->head;
    b->other = &a->head;
}

/* ---- tests ---------------------------------------------------------------------------------- */

static void test_a_circle_is_freed(void **state)
{
    (void)state;
    ready(&node_type);
    make_circle(&node_type);
    assert_int_equal(collector_run(OLDEST), 2);
    assert_int_equal(destroyed, 2);
    assert_int_equal(collector_run(OLDEST), 0);
}

static void test_a_reference_from_c_keeps_a_circle(void **state)
{
    (void)state;
    ready(&node_type);
    Node *a = node_new(&node_type, 1);
    a->other = incref(&a->head);
    assert_int_equal(collector_run(OLDEST), 0);
    assert_int_equal(a->head.refcount, 2);
    decref(a);
    assert_int_equal(collector_run(OLDEST), 1);
}

static void test_a_collection_leaves_the_links_of_survivors_whole(void **state)
{
    (void)state;
    Object *outer = list_new(0);
    for (int i = 0; i < 100; i++) {
        Object *inner = list_new(0);
        list_append(inner, outer);
        list_append(outer, inner);
        decref(inner);
    }
    intptr_t before = 0, after = 0;
    for (int i = 0; i < GENERATIONS; i++)
        before += gc_list_length(&collector.generations[i].objects);
    assert_int_equal(collector_run(0), 0);
    assert_int_equal(collector_run(OLDEST), 0);
    GcLinks *ring = &collector.generations[OLDEST].objects, *previous = ring;
    for (GcLinks *links = ring->next; links != ring; previous = links, links = links->next, after++) {
        assert_ptr_equal(gc_previous(links), previous);
        assert_int_equal(links->previous & GC_FLAGS, 0);
    }
    assert_int_equal(after, before);
    decref(outer);
    assert_int_equal(collector_run(OLDEST), 101);
}

static void test_finalizers_of_a_circle_run_in_order_of_birth_before_it_is_cleared(void **state)
{
    (void)state;
    ready(&finalized_type);
    make_circle(&finalized_type);
    assert_int_equal(collector_run(OLDEST), 2);
    assert_int_equal(finalizers_run, 2);
    assert_int_equal(finalized[0], 1);
    assert_int_equal(finalized[1], 2);
    assert_int_equal(destroyed, 2);
    release(&finalized_type);
}

static void test_a_finalizer_runs_when_the_count_falls_to_zero(void **state)
{
    (void)state;
    ready(&finalized_type);
    decref(node_new(&finalized_type, 5));
    assert_int_equal(finalizers_run, 1);
    assert_int_equal(finalized[0], 5);
    assert_int_equal(destroyed, 1);
    release(&finalized_type);
}

static void test_a_resurrected_circle_lives_and_is_not_finalized_again(void **state)
{
    (void)state;
    ready(&rescued_type);
    Node *a = node_new(&rescued_type, 1), *b = node_new(&node_type, 2);
    a->other = &b->head;
    b->other = &a->head;
    assert_int_equal(collector_run(OLDEST), 0); /* unreachable at first, but it lived on */
    assert_ptr_equal(rescued, a);
    assert_int_equal(cleared + destroyed, 0);
    assert_true(gc_is_tracked(rescued) && gc_is_tracked(&b->head));
    clear_reference(rescued);
    assert_int_equal(collector_run(OLDEST), 2);
    assert_int_equal(finalizers_run, 1);
    assert_int_equal(destroyed, 2);
    release(&rescued_type);
}

static void test_an_object_resurrected_by_its_last_decref_dies_the_next_time(void **state)
{
    (void)state;
    ready(&rescued_type);
    decref(node_new(&rescued_type, 1));
    assert_non_null(rescued);
    assert_int_equal(rescued->refcount, 1);
    assert_int_equal(destroyed, 0);
    clear_reference(rescued);
    assert_int_equal(destroyed, 1);
    assert_int_equal(finalizers_run, 1);
    release(&rescued_type);
}

static void test_weak_references_are_cleared_when_the_object_dies(void **state)
{
    (void)state;
    ready(&node_type);
    ready(&weak_reference_type);
    Node *a = node_new(&node_type, 1);
    Object *r = weakref_new(&weak_reference_type, &a->head, NULL);
    Object *again = weakref_new(&weak_reference_type, &a->head, NONE);
    assert_ptr_equal(r, again);
    assert_int_equal(a->head.refcount, 1);
    decref(a);
    assert_null(weakref_get((WeakReference *)r));
    decref(again);
    decref(r);
}

static void test_a_finalizer_finds_weak_references_to_garbage_dead(void **state)
{
    (void)state;
    ready(&rescued_type);
    ready(&weak_reference_type);
    Node *a = node_new(&rescued_type, 1);
    a->other = &a->head;
    Object *r = weakref_new(&weak_reference_type, &a->head, NULL);
    assert_int_equal(collector_run(OLDEST), 0);
    assert_ptr_equal(rescued, a);
    assert_null(weakref_get((WeakReference *)r));
    decref(r);
    clear_reference(rescued);
    assert_int_equal(collector_run(OLDEST), 1);
    release(&rescued_type);
}

static void test_a_full_collection_waits_until_a_quarter_is_new(void **state)
{
    (void)state;
    Object *kept = list_new(0);
    for (int i = 0; i < 40000; i++) {
        Object *item = list_new(0);
        list_append(kept, item);
        decref(item);
    }
    collector_run(OLDEST);
    assert_true(collector.long_lived_total > 40000);
    intptr_t before = collector.generations[OLDEST].collections;
    collector.generations[OLDEST].count = 100;
    for (int i = 0; i < 8000; i++) { /* less than a quarter: only younger collections */
        Object *item = list_new(0);
        list_append(kept, item);
        decref(item);
    }
    assert_int_equal(collector.generations[OLDEST].collections, before);
    for (int i = 0; i < 20000; i++) {
        Object *item = list_new(0);
        list_append(kept, item);
        decref(item);
    }
    assert_true(collector.generations[OLDEST].collections > before);
    decref(kept);
}

static void test_a_long_chain_dies_without_deep_recursion(void **state)
{
    (void)state;
    Object *chain = list_new(0);
    for (int i = 0; i < 1000000; i++) {
        Object *next = list_new(0);
        list_append(next, chain);
        decref(chain);
        chain = next;
    }
    decref(chain);
}

static void test_dicts_are_tracked_when_they_hold_a_container(void **state)
{
    (void)state;
    Object *dict = dict_new(), *list = list_new(0);
    assert_false(gc_is_tracked(dict));
    assert_int_equal(dict_set_text(dict, "a", NONE), 0);
    assert_false(gc_is_tracked(dict));
    assert_int_equal(dict_set_text(dict, "a", list), 0);
    assert_true(gc_is_tracked(dict));
    assert_int_equal(dict_set_text(dict, "a", NONE), 0);
    collector_run(0);
    assert_true(gc_is_tracked(dict)); /* only full collections look at dicts */
    collector_run(OLDEST);
    assert_false(gc_is_tracked(dict));
    decref(list);
    decref(dict);
}

int main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, start, stop_interpreter)
    const struct CMUnitTest tests[] = {
        TEST(test_a_circle_is_freed),
        TEST(test_a_reference_from_c_keeps_a_circle),
        TEST(test_a_collection_leaves_the_links_of_survivors_whole),
        TEST(test_finalizers_of_a_circle_run_in_order_of_birth_before_it_is_cleared),
        TEST(test_a_finalizer_runs_when_the_count_falls_to_zero),
        TEST(test_a_resurrected_circle_lives_and_is_not_finalized_again),
        TEST(test_an_object_resurrected_by_its_last_decref_dies_the_next_time),
        TEST(test_weak_references_are_cleared_when_the_object_dies),
        TEST(test_a_finalizer_finds_weak_references_to_garbage_dead),
        TEST(test_a_full_collection_waits_until_a_quarter_is_new),
        TEST(test_a_long_chain_dies_without_deep_recursion),
        TEST(test_dicts_are_tracked_when_they_hold_a_container),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
