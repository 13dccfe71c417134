// links: interp
/*
 * test_no_memory_programs.c: whole programs, compiled, loaded and run, in which allocation number k
 * fails, for every k: each ends well, catches MemoryError, or ends with MemoryError, and what it
 * owned is given back.
 */
#include "object_support.h"

#include "memory/collector.h"
#include "objects/arguments.h"
#include "objects/dict.h"
#include "program/image.h"
#include "program/launch.h"

static const char *const programs[] = {
    "def f(a, b=2):\n"
    "    return a, b\n"
    "def make(v):\n"
    "    return lambda: v\n"
    "code = f.__code__.replace(co_name='named', co_firstlineno=700, co_consts=(None, 2000))\n"
    "same = code == f.__code__, code == code.replace(), hash(code)\n"
    "lines = list(code.co_lines()), list(code.co_positions()), code.co_linetable\n"
    "g = type(f)(code, {}, 'other', (3,)), type(f)(make(1).__code__, {}, None, None,\n"
    "                                               make([2000]).__closure__)\n"
    "f.__code__ = code\n"
    "class A:\n"
    "    @classmethod\n"
    "    @property\n"
    "    def p(cls) -> int: return cls.__name__\n"
    "    s = staticmethod(f)\n"
    "found = A.p, A.s(1), A.__dict__['s'].__name__, A.__dict__['__dict__'].__qualname__\n"
    "found = eval('a + len(())', {'__builtins__': {'a': 1000, 'len': lambda o: 2000}})\n"
    "import sys\n"
    "class M(type(sys)): pass\n"
    "m = M('m')\n"
    "m.__class__ = M.__base__\n"
    "try:\n"
    "    compile('x = (1\\n', 'text', 'exec', optimize=2)\n"
    "except SyntaxError as error:\n"
    "    found = error.text, error.offset\n",

    "def fib(n):\n"
    "    return n if n < 2 else fib(n - 1) + fib(n - 2)\n"
    "numbers = [fib(n) * 10 ** 9 for n in range(6)]\n",

    "def outer(a, *rest, b=[], **more):\n"
    "    total = a\n"
    "    def inner(x):\n"
    "        nonlocal total\n"
    "        total += x * 100000\n"
    "        return total\n"
    "    return [inner(x) for x in rest], more, b\n"
    "found = outer(1, 2, 3, k=4), outer(*(1, 2), **{'z': 1}), (lambda x=1: x)()\n",

    "words = 'the quick brown fox'.split()\n"
    "counts = {}\n"
    "for word in words * 2:\n"
    "    counts[word] = counts.get(word, 0) + 1\n"
    "text = ', '.join(sorted(counts)).upper()\n"
    "shown = f'{text!r:>60}|{len(text) / 7:.3f}|{1 << 100}' + '%d %s' % (3, counts)\n",

    "def fail(n):\n"
    "    raise ValueError('a number', n)\n"
    "def tries():\n"
    "    try:\n"
    "        try:\n"
    "            fail(1000)\n"
    "        except ValueError as error:\n"
    "            raise KeyError(str(error)) from error\n"
    "        finally:\n"
    "            kept = [1000, 2000]\n"
    "    except KeyError as error:\n"
    "        return error.args, error.__cause__, kept\n"
    "found = tries()\n",

    "try:\n"
    "    a = [[i, (i, str(i))] for i in range(1000, 1010)]\n"
    "    b = {i: {str(i)} for i in range(5)}\n"
    "    c = list(zip(a, b.items(), enumerate(b)))\n"
    "except MemoryError as error:\n"
    "    found = 'caught'\n",

    "import gc, _weakref\n"
    "ring = [1]\n"
    "ring.append([ring, {'ring': ring}])\n"
    "ring = None\n"
    "gc.collect()\n"
    "s = {1, 2} | frozenset('abc')\n"
    "t = (*s, *range(1000, 1003)), [*s][1:], {**{'a': 1}, 'b': 2}\n",

    "a, *b = 'one', 1 << 80, 3.5, b'bytes', None\n"
    "big = (b[0] * b[0] + 1) // 7 ** 30, pow(3, 200), divmod(10 ** 40, 10 ** 19 + 1)\n"
    "text = repr(big) + str(b) + hex(b[0])\n"
    "i = int(text[1:9]) + float('2.5') + sum(range(1000, 1100))\n"
    "items = sorted([5, 3, 9] * 5, key=lambda x: -x * 1000)\n"
    "del items[::2], b[1:]\n",

    "def numbers(n):\n"
    "    try:\n"
    "        for i in range(n):\n"
    "            yield i * 1000\n"
    "    except GeneratorExit:\n"
    "        pass\n"
    "def outer(n):\n"
    "    yield from numbers(n)\n"
    "found = list(outer(3)), sum(i * i for i in numbers(4))\n",

    "a = bytearray(b'one two')\n"
    "a[1:3] = b'XYZ' * 9\n"
    "a += bytes(range(5)).center(20).replace(b' ', b'--')\n"
    "found = a.split(b'-'), b'%d %r' % (1000, a), a.hex(), b'\\xff'.decode('utf-8', 'replace')\n"
    "text = 'e\\xe9'.encode('ascii', 'xmlcharrefreplace').title()\n",

    "import io\n"
    "w = io.TextIOWrapper(io.BytesIO(), newline='\\r\\n')\n"
    "print('text', 1000, file=w)\n"
    "w.seek(0)\n"
    "found = w.read(), w.buffer.getvalue(), w.tell()\n"
    "s = io.StringIO('one\\ntwo')\n"
    "s.write('more' * 20)\n"
    "lines = list(s), s.getvalue(), io.BufferedReader(io.BytesIO(b'a' * 50), 8).read(30)\n"
    "f = open('/dev/null', 'r+')\n"
    "f.write('x' * 100)\n"
    "f.close()\n",

    "from itertools import *\n"
    "found = list(product('ab', repeat=3)), list(permutations([1, 2, 3])), list(pairwise('abc'))\n"
    "found += list(combinations(range(5), 3)), [list(g) for k, g in groupby('aabc')]\n"
    "found += list(islice(count(2 ** 62, 2 ** 61), 1, 6, 2)), list(zip_longest('ab', [1], [])), \\\n"
    "    list(accumulate([1000, 2000])), [list(t) for t in tee(range(1000, 1130))], \\\n"
    "    list(islice(cycle(chain('a', [1000])), 5)), repr(repeat(2, 1000)), \\\n"
    "    list(starmap(divmod, [(7, 2)])), list(compress('abc', [1, 0, 1]))\n",

    "from _json import encode, encode_basestring_ascii, make_scanner\n"
    "class Options:\n"
    "    object_hook = object_pairs_hook = None\n"
    "    parse_float, parse_int, parse_constant, strict = float, int, repr, True\n"
    "scan = make_scanner(Options)\n"
    "text = '{\"a\": [1, 2.5, NaN, true, \"x\\\\u00e9y\", {\"b\": 1000}], \"c\": 10000000000000}'\n"
    "value, end = scan(text, 0)\n"
    "found = encode(value, {}, print, encode_basestring_ascii, ': ', ', ', True, False, True)\n",

    "from _collections import deque, defaultdict, _count_elements\n"
    "d = deque(range(1000, 1150), 140)\n"
    "d.rotate(70)\n"
    "d.insert(3, 'x') if d.maxlen is None else d.extendleft('xyz')\n"
    "found = d + d, d * 2, d.copy(), list(reversed(d)), repr(d), d.index(1100), d == deque(d)\n"
    "del d[5], d[-7]\n"
    "d.clear()\n"
    "lists = defaultdict(list)\n"
    "lists['a'].append(1000)\n"
    "counts = {}\n"
    "_count_elements(counts, 'abracadabra' * 2)\n"
    "found += lists | {1: 2}, repr(lists), counts\n",

    "class Base:\n"
    "    def __init__(self, x):\n"
    "        self.x = x\n"
    "    def double(self):\n"
    "        return self.x * 2\n"
    "class Derived(Base):\n"
    "    def __add__(self, other):\n"
    "        return Derived(self.double() + other.x)\n"
    "one = Derived(1000)\n"
    "found = (one + one).x, one.double, Derived.__mro__\n"
    "one.new = one.missing if hasattr(one, 'missing') else [one]\n",

    "from io import BytesIO\n"
    "array = bytearray(range(200))\n"
    "view = memoryview(array)\n"
    "view[2:8:2], part = b'xyz', view[::-2]\n"
    "rows = view.cast('B', [10, 20]).toreadonly()\n"
    "numbers = view.cast('I')\n"
    "numbers[0] = 1 << 31\n"
    "file = BytesIO(part.tobytes())\n"
    "found = rows.tolist(), list(numbers), part.hex(':', 2), rows.shape, view == part, bytes(part)\n"
    "found += b','.join([view, rows]), file.getbuffer(), memoryview(view).obj, iter(view)\n"
    "file.seek(0)\n"
    "file.readinto(view)\n"
    "view.release()\n",

    "import _codecs\n"
    "from io import BytesIO, TextIOWrapper\n"
    "text = 'a\\u20ac\\ud800' * 9\n"
    "found = [text.encode(name, how) for name in ('utf-16', 'utf-32-be', 'ascii')\n"
    "         for how in ('replace', 'backslashreplace', 'ignore')]\n"
    "found += [data.decode('utf-16', 'surrogateescape') for data in (b'\\xff\\xfea\\0',)]\n"
    "file = TextIOWrapper(BytesIO(), encoding='utf-16', errors='replace')\n"
    "file.write(text)\n"
    "file.seek(0)\n"
    "found += file.read(), _codecs.decode(b'a\\xe2', 'utf-8', 'strict', False)\n"
    "try:\n"
    "    text.encode('utf-16-le')\n"
    "except UnicodeEncodeError as error:\n"
    "    found.append(str(error))\n"
    "try:\n"
    "    text.encode('utf-16-le', 'nosuch')\n"
    "except LookupError as error:\n"
    "    found.append(str(error))\n"
    "found.append(float.fromhex('0x1.8p3'))\n",

    "import os\n"
    "status = os.stat(b'/')\n"
    "found = repr(status), status + (1,), os.stat_result(range(12)), os.urandom(9)\n"
    "found += os.access(b'/', 0), status.st_mtime\n",

    "a, b = 'text', 'more'\n"
    "found = '%s of %5r%%' % (a, b), '%-7.2s' % (a,), '%s%s%d' % (a, b, 5), '%.6X|%#o' % (77, 8)\n"
    "found += f'{255:#010x}|{2.5:.3f}|{1e300!r}|{12345:,}', float('0.12345678901234567')\n"
    "total = 0.5\n"
    "for n in range(5):\n"
    "    total = 2 * total + n / 2 - 1\n"
    "class Counted:\n"
    "    __slots__ = 'x', 'y'\n"
    "    count = 0\n"
    "    def __init__(self, x):\n"
    "        self.x = x\n"
    "        Counted.count += 1\n"
    "things = [Counted(n ** 2) for n in range(4)]\n"
    "queue = dict.fromkeys(range(5))\n"
    "for n in range(9, 20):\n"
    "    del queue[next(iter(queue))]\n"
    "    queue[n] = divmod(n * 2**40, 7)\n"
    "pairs = [x * y for x, y in zip([1.5, 2.5], (3, 4))], sum([1.5, 2]), {1 << 40, 2} & {2}\n"
    "if a == 'text' and b != a:\n"
    "    pairs += (3,)\n",
};

/* Compiles, loads and runs: None, or NULL with an exception. */
static Object *run(const char *source)
{
    size_t size;
    uint8_t *image = launch_compile((const uint8_t *)source, strlen(source), "test.py", &size);
    if (image == NULL)
        return NULL;
    Object *owner = image_owner_new(image, size), *globals = NULL, *result = NULL;
    Code *code = owner != NULL ? image_load(image, size, owner) : NULL;
    if (code != NULL && (globals = dict_new()) != NULL)
        result = interpreter_run_code(code, globals, globals);
    xdecref(code);
    xdecref(owner);
    if (globals != NULL) { /* functions and their globals are a circle */
        Object *error = error_fetch();
        dict_clear((Dict *)globals);
        decref(globals);
        error_restore(error);
    }
    return result;
}

static void fail_everywhere(const char *source)
{
    Object *first = run(source); /* fills what is made once and kept */
    assert_non_null(first);
    decref(first);
    for (size_t n = 1;; n++) {
        collector_run_quietly();
        type_forget_lookups();
        size_t before = blocks_in_use();
        mem_fail_at = n;
        Object *result = run(source);
        bool failed = mem_fail_at == 0;
        mem_fail_at = 0;
        if (result == NULL) {
            assert_true(failed);
            if (!error_matches(&memory_error_type)) {
                print_error("allocation %zu of:\n%s", n, source);
                traceback_print(error_fetch());
                fail();
            }
            error_clear();
        }
        xdecref(result);
        collector_run_quietly();
        type_forget_lookups();
        if (blocks_in_use() != before)
            print_error("allocation %zu of:\n%s", n, source);
        assert_int_equal(blocks_in_use(), before);
        if (!failed)
            return;
    }
}

static void test_programs_survive(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof programs / sizeof programs[0]; i++)
        fail_everywhere(programs[i]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        object_test(test_programs_survive),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
