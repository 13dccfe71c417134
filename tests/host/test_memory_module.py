"""Module memory, the part that needs no machine: objects field by field, their owners, the heap."""
import pytest

from support import host_tool, run_command

OBJECTS = '''\
import memory, sys, weakref, io
class P:
    def __init__(self):
        self.x, self.y = [1], "s"
class S:
    __slots__ = ("a", "b")
    def __init__(self):
        self.a, self.b = 1.5, None
class L(list):
    pass
def f(a=1, *, b=2):
    return lambda: a
def g():
    yield 1
try:
    1 / 0
except ZeroDivisionError as e:
    error, tb = e, e.__traceback__
p, s, gen = P(), S(), g()
everything = [1, 10 ** 30, -5, True, 1.5, "abc", "\\u20ac", b"ab", (1, 2), [1], {1: 2}, {1},
              frozenset("a"), bytearray(b"x"), slice(1), range(3), p, s, L(), f, f().__closure__[0],
              len, [].append, str.join, P, int, gen, error, tb, tb.tb_frame, f.__code__, p.__init__,
              weakref.ref(p), sys, sys.stdout, io.StringIO("x"), iter([]), iter(()), iter("a"),
              iter(range(3)), {}.keys(), iter({}), zip(), map(len, []), property(f), None, ...,
              NotImplemented, object(), super(P, p), staticmethod(f), P.__dict__["__dict__"]]
'''


def run(program, kind="host"):
    outcome = run_command([host_tool("python", kind), "-c", program])
    assert outcome.status == 0 and outcome.stderr == "", outcome.text()
    return outcome.stdout


@pytest.mark.parametrize("kind", ["host", "host32", "san"])
def test_every_object_is_shown_field_by_field(kind):
    run(OBJECTS + '''
for o in everything:
    fields = memory.bytes(o)
    named = {name: value for offset, size, name, value in fields}
    assert named["type"] == id(type(o)), o
    assert 0 < named["count"] < 10 ** 6, (o, named)
    assert [f[2] for f in fields if f[0] in (0, fields[-1][0])][0] == "count", fields
    end = -1000
    for offset, size, name, value in fields:  # no two fields overlap
        assert offset >= end, (o, fields)
        end = offset + size
    assert end <= sys.getsizeof(o) + 8, (o, fields, sys.getsizeof(o))
''', kind)


def test_fields_are_what_python_sees():
    run(OBJECTS + '''
def field(o, name, number=0):
    return [v for _, _, n, v in memory.bytes(o) if n == name][number]
assert field(p, "x") == id(p.x) and field(p, "y") == id(p.y)
assert field(s, "a") == id(s.a) and field(s, "b") == id(None)
assert field((p, s), "item", 1) == id(s) and field(b"ab", "byte", 1) == 98
assert field("abc", "character", 2) == ord("c") and field(258, "digit") == 258
assert field(f, "code") == id(f.__code__) and field(f, "globals") == id(globals())
assert field(p.__init__, "self") == id(p) and field(slice(1, 7), "stop") == id(7)
assert field(f().__closure__[0], "content") == id(1) and field(error, "traceback") == id(tb)
assert field(gen, "code") == id(gen.gi_code) and field(sys, "dict") == id(sys.__dict__)
words = dict((v, n) for _, _, n, v in memory.bytes(zip([], s.__slots__)))
assert "reference" in words.values()
before = field(p.x, "count")
again = [p.x, p.x]
assert field(p.x, "count") == before + 2
''')


def test_referrers_are_all_owners_and_where():
    run(OBJECTS + '''
def owners(q):
    return memory.referrers(q)
thing = ["thing"]
box = (0, thing)
p.z = thing
found = owners(thing)
kinds = {what: (place, owner) for what, place, owner in found}
assert kinds["value of key 'thing'"][1] is globals(), kinds
assert kinds["item 1"][1] is box and kinds["attribute z"][1] is p
assert kinds["local q of owners"][1] is None
frame_slots = []
def look(q):
    for what, place, owner in memory.referrers(q):
        if what == "local q of look":
            return place, [a for n, a, r in memory.frame()["slots"] if n == "q"]
place, slots = look(thing)
assert [place] == slots
assert memory.where(thing)["count"] == 3  # its name, the tuple, the attribute
''')


def test_the_heap_shows_arenas_pools_and_free_lists():
    run('''
import memory
class Node:
    __slots__ = ("next",)
nodes = [Node() for i in range(60000)]
h = memory.heap()
assert h["arenas"] == len(h["arena_list"]) > 10
assert sum(used for address, used, free, fresh in h["arena_list"]) == h["pools"]
pool = memory.pool(id(nodes[5000]))
assert pool["address"] <= id(nodes[5000]) < pool["address"] + h["pool_size"]
assert pool["blocks"] == pool["used"] + len(pool["free_list"]) + pool["never_used"]
size, pools, used, free = [c for c in h["classes"] if c[0] == pool["block_size"]][0]
assert used >= 60000 and pools >= 60000 // pool["blocks"]
address = id(nodes[5000])
links = dict((n, o) for o, s, n, v in memory.bytes(nodes[5000]))["next container"]
nodes[5000] = None
pool = memory.pool(address)
assert pool["free_list"][0] == address + links, (address, pool)
assert memory.pool(1) is None
arenas = h["arenas"]
h = size = pools = used = free = pool = links = None
del nodes
assert memory.heap()["arenas"] < arenas - 10
''')


def test_empty_arenas_are_given_back():
    run('''
import memory
def full():
    nodes = [[n] for n in range(1000, 60000)]
    return memory.heap()["heap_bytes"]
assert memory.heap()["heap_bytes"] * 4 < full()
assert memory.heap()["heap_bytes"] * 4 < full()
''')


def test_help_says_what_each_function_gives():
    text = run("import memory; help(memory)")
    for name in ("where", "referrers", "frame", "bytes", "heap", "pool", "segments", "walk"):
        assert f"{name}(" in text, text
