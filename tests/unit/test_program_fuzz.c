// links: interp
/*
 * test_program_fuzz.c: damaged programs. Whatever the source text says, the compiler gives an image
 * that the loader takes, or an exception; whatever a program file says, the loader refuses it or
 * the program runs to some end. Nothing crashes, hangs or touches memory that is not its own.
 *
 * Each mutant is the same for the same seed. FUZZ_SEED=n runs one (and prints what it is), FUZZ_RUNS=n
 * so many of each kind. A few hundred run in one process, which is a fork: what one does to the
 * interpreter does not reach far, and a crash names its seed.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#define raise raise_signal /* the interpreter has a raise of its own (vm/errors.h) */
#include <signal.h>
#include <sys/mman.h>
#include <sys/time.h>
#include <sys/wait.h>
#undef raise
#include <unistd.h>
#include <cmocka.h>

#include "memory/memory.h"
#include "program/image.h"
#include "program/image_format.h"
#include "program/launch.h"
#include "vm/errors.h"
#include "vm/interpreter.h"
#include "vm/interrupt.h"

enum { SOURCE_RUNS = 40000, FILE_RUNS = 60000, RUNS_IN_ONE_PROCESS = 400,
       SECONDS_IN_ONE_PROCESS = 10,  /* of processor time; they take one or two */
       BUDGET_MICROSECONDS = 2000,   /* then a mutant that runs gets KeyboardInterrupt, again and
                                      * again: it may catch some */
       SOURCE_MOST = 1500, SOURCES_MOST = 2000, MUTANT_MOST = 8192 };

/* ---- chance --------------------------------------------------------------------------------- */

static uint64_t chance;

static uint32_t below(uint32_t limit)
{
    chance = chance * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)((chance >> 33) * limit >> 31);
}

/* ---- what is mutated ------------------------------------------------------------------------ */

/* Parts of the corpus's programs, and of no other: none of them is run. */
static char *sources[SOURCES_MOST];
static int source_count;

static void read_source(const char *path)
{
    size_t size;
    uint8_t *text = launch_read_file(path, &size);
    if (!text) {
        error_clear();
        return;
    }
    if (size > 0 && source_count < SOURCES_MOST) {
        size_t length = size < SOURCE_MOST ? size : SOURCE_MOST;
        sources[source_count] = malloc(length + 1);
        memcpy(sources[source_count], text, length);
        sources[source_count++][length] = '\0';
    }
    mem_free(text, size);
}

static void read_sources(const char *directory)
{
    struct dirent **entries;
    int count = scandir(directory, &entries, NULL, alphasort);
    for (int i = 0; i < count; i++) {
        char path[512];
        const char *name = entries[i]->d_name;
        size_t length = strlen(name);
        snprintf(path, sizeof path, "%s/%s", directory, name);
        if (length > 3 && strcmp(name + length - 3, ".py") == 0)
            read_source(path);
        else if (name[0] != '.' && entries[i]->d_type == DT_DIR)
            read_sources(path);
        free(entries[i]);
    }
    if (count >= 0)
        free(entries);
}

/* Programs to run, damaged: something of everything, and nothing that reaches the world. */
static const char *const programs[] = {
    "def outer(a, b=2, *rest, c=3, **more):\n"
    "    total = 0\n"
    "    def inner(x):\n"
    "        nonlocal total\n"
    "        total += x\n"
    "        return total\n"
    "    for i in range(a):\n"
    "        if i % 2 and i not in rest:\n"
    "            continue\n"
    "        inner(i)\n"
    "    while total > 100 or b < 0:\n"
    "        total -= 1\n"
    "    else:\n"
    "        b = [total, (a, b), {'k': c, **more}]\n"
    "    return f'{total!r:>5}{b[0]}', b[1:], a < b[0] < 100\n"
    "first, *others = outer(7, 1, 3, d=4), outer(3)\n"
    "names = {'a': 1, 'b': 2}\n"
    "for key in names:\n"
    "    names[key] = 'sch\xC3\xB6n \xE2\x82\xAC \xF0\x9F\x90\x8D'\n"
    "result = [first, others, names, 1000 == 1000, 'ab' 'cd']\n",

    "class Base:\n"
    "    kind = 'base'\n"
    "    def __init__(self, x):\n"
    "        self.x = x\n"
    "    def __add__(self, other):\n"
    "        return type(self)(self.x + other.x)\n"
    "    @property\n"
    "    def double(self):\n"
    "        return self.x * 2\n"
    "class Derived(Base):\n"
    "    __slots__ = ('y',)\n"
    "    def __init__(self, x, y=1):\n"
    "        super().__init__(x)\n"
    "        self.y = y\n"
    "    def __enter__(self):\n"
    "        return self\n"
    "    def __exit__(self, *details):\n"
    "        return True\n"
    "a, b = Base(1), Derived(2)\n"
    "with Derived(3) as c:\n"
    "    found = [(a + b).x, b.double, c.y, c.kind, getattr(b, 'z', None)]\n"
    "    del c.y\n"
    "    c.y\n"
    "a.w: int = 5\n"
    "del a.w, found[0], found[1:]\n",

    "def numbers(n):\n"
    "    try:\n"
    "        for i in range(n):\n"
    "            got = yield i\n"
    "            if got:\n"
    "                yield from [got, got]\n"
    "    finally:\n"
    "        n = None\n"
    "def failing(n):\n"
    "    try:\n"
    "        return 10 // n\n"
    "    except (ZeroDivisionError, ValueError) as error:\n"
    "        raise KeyError(str(error)) from error\n"
    "    finally:\n"
    "        n = 'a text that is not a name', 1.5, -0.0, 2 ** 20, None, ...\n"
    "g = numbers(4)\n"
    "row = [next(g), g.send(5), *g]\n"
    "table = {x: [y for y in range(x) if y % 2] for x in row if x}\n"
    "pairs = {(x, y) for x in 'ab' for y in 'cd'}\n"
    "total = sum(x * x for x in row)\n"
    "for n in (1, 0):\n"
    "    try:\n"
    "        failing(n)\n"
    "    except LookupError as error:\n"
    "        text = '%s %r' % (error, error.__cause__)\n"
    "    else:\n"
    "        assert n, 'no'\n"
    "(lambda *, k=2: (k := k + 1))(k=3)\n",
};
enum { PROGRAMS = sizeof programs / sizeof programs[0] };

static uint8_t *images[PROGRAMS];
static size_t image_sizes[PROGRAMS];

static int start(void **state)
{
    (void)state;
    static char *arguments[] = { "test", NULL };
    if (interpreter_start(1, arguments) < 0)
        return -1;
    read_sources("tests/corpus");
    for (int i = 0; i < PROGRAMS; i++) {
        images[i] = launch_compile((const uint8_t *)programs[i], strlen(programs[i]), "sample.py",
                                   &image_sizes[i]);
        if (!images[i])
            return -1;
    }
    return 0;
}

static int stop(void **state)
{
    (void)state;
    for (int i = 0; i < source_count; i++)
        free(sources[i]);
    for (int i = 0; i < PROGRAMS; i++)
        mem_free(images[i], image_sizes[i]);
    interpreter_stop();
    return 0;
}

/* ---- mutated sources ------------------------------------------------------------------------ */

static const char *const tokens[] = {
    "(", ")", "[", "]", "{", "}", ":", ",", ".", "...", "=", "==", ":=", "->", "*", "**", "@", "\\",
    "\n", "\n    ", "\n\t", "    ", "#", "'", "\"", "'''", "f'{", "f\"{x!r:{", "}'", "b'", "rb'",
    "lambda ", "yield ", "yield from ", "async ", "await ", "def f(", "class C(", "if ", "else:",
    "elif ", "while ", "for ", " in ", "not ", "is ", "and ", "or ", "try:", "except ", "except*",
    "finally:", "with ", " as ", "import ", "from . import *", "global x\n", "nonlocal x\n",
    "return ", "del ", "pass\n", "break\n", "continue\n", "raise ", "assert ", "match x:\n", "None",
    "0", "0x", "1e", "1_", "1j", "9999999999999999999999", "1e999", "__debug__", "_", "\xC3\xA9",
    "\xC3", "\xFF", "\xE2\x82\xAC", "\xEF\xBB\xBF", "\xF0\x9F\x90\x8D", ";", "!", "$", "?", "`",
    "print", "self.", "x", "~", "<<=", ">>", "%", "//", "\f", "\r", "\x01", "*a, ", "**k", "/, ",
};
enum { TOKENS = sizeof tokens / sizeof tokens[0] };

static char mutant[MUTANT_MOST + 1];
static size_t mutant_size;

/* Puts text in the place of [at, at + removed). */
static void splice(size_t at, size_t removed, const char *text, size_t size)
{
    if (removed > mutant_size - at)
        removed = mutant_size - at;
    if (mutant_size - removed + size > MUTANT_MOST)
        return;
    memmove(mutant + at + size, mutant + at + removed, mutant_size - at - removed);
    memcpy(mutant + at, text, size);
    mutant_size += size - removed;
}

static void mutate_source_once(void)
{
    size_t at = below((uint32_t)mutant_size + 1), rest = mutant_size - at;
    size_t some = rest ? below((uint32_t)(rest < 40 ? rest : 40)) : 0;
    const char *token = tokens[below(TOKENS)], *other = sources[below((uint32_t)source_count)];
    char byte = (char)below(256);
    switch (below(8)) {
    case 0: splice(at, some, "", 0); break;
    case 1: case 2: splice(at, 0, token, strlen(token)); break;
    case 3: splice(at, some < 4 ? some : 4, token, strlen(token)); break;
    case 4: splice(at, rest > 0, &byte, 1); break;
    case 5: { /* a piece of another program */
        size_t length = strlen(other), from = below((uint32_t)length);
        size_t size = length - from < 60 ? length - from : 60;
        splice(at, some, other + from, size);
        break;
    }
    case 6: /* the same text many times: deep nesting, long lines */
        for (uint32_t n = below(below(40) ? 12 : 400); n > 0; n--)
            splice(at, 0, token, strlen(token));
        break;
    default: { /* a line moves in or out */
        while (at > 0 && mutant[at - 1] != '\n')
            at--;
        if (mutant[at] == ' ')
            splice(at, 1 + below(4), "", 0);
        else
            splice(at, 0, "    ", 1 + below(4));
    }
    }
}

static void run_source_mutant(bool show)
{
    mutant_size = 0;
    const char *source = sources[below((uint32_t)source_count)];
    splice(0, 0, source, strlen(source));
    memset(mutant + mutant_size, 0, sizeof mutant - mutant_size);
    for (uint32_t n = 1 + below(4); n > 0; n--)
        mutate_source_once();
    if (show)
        fwrite(mutant, 1, mutant_size, stderr);
    uint8_t *text = malloc(mutant_size + 1); /* ends where its memory ends */
    memcpy(text, mutant, mutant_size);
    size_t size;
    uint8_t *image = launch_compile(text, mutant_size, "mutant.py", &size);
    free(text);
    if (!image) {
        assert_true(error_matches(&syntax_error_type) || error_matches(&value_error_type)
                    || error_matches(&recursion_error_type) || error_matches(&memory_error_type));
        error_clear();
        return;
    }
    Code *code = image_load(image, size, NULL);
    if (!code)
        traceback_print(error_fetch());
    assert_non_null(code); /* what the compiler makes passes the verifier */
    decref(code);
    mem_free(image, size);
}

/* ---- mutated program files ------------------------------------------------------------------ */

static void put_checksum(uint8_t *image, size_t size)
{
    ImageHeader *header = (ImageHeader *)image;
    if (header->source_offset <= size && header->source_offset >= IMAGE_CHECKSUM_START)
        header->checksum = image_checksum(image + IMAGE_CHECKSUM_START,
                                          header->source_offset - IMAGE_CHECKSUM_START);
}

/* Damage that looks like code: a field of some instruction gets a small number, or another opcode. */
static void change_an_instruction(uint8_t *image)
{
    const ImageHeader *header = (const ImageHeader *)image;
    const ImageCode *codes = (const ImageCode *)(image + header->codes_offset);
    const ImageCode *code = &codes[below(header->code_count)];
    Instruction *i = (Instruction *)(image + code->instructions_offset) +
                     below(code->instruction_count);
    int16_t small = (int16_t)((int)below(24) - 8);
    switch (below(6)) {
    case 0: i->opcode = (uint8_t)below(OPCODE_COUNT); break;
    case 1: i->x ^= 1 << below(3); break;
    case 2: i->a = small; break;
    case 3: i->b = small; break;
    case 4: i->c = small; break;
    default: { /* two change places */
        Instruction *other = (Instruction *)(image + code->instructions_offset) +
                             below(code->instruction_count), former = *i;
        *i = *other;
        *other = former;
    }
    }
}

/* A number of the header or of a table becomes one at which reckoning goes wrong. */
static void put_a_number(uint8_t *image, size_t size)
{
    const uint32_t numbers[] = { 0, 1, 2, 8, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFF, 0xFFFF,
                                 (uint32_t)size, (uint32_t)size - 1, below((uint32_t)size) & ~7u };
    uint32_t end = below(2) ? 256 : (uint32_t)size;
    size_t place = below(end / 4) * 4;
    if (place + 4 <= size)
        memcpy(image + place, &numbers[below(sizeof numbers / sizeof *numbers)], 4);
}

static size_t damage_image(uint8_t *image, size_t size)
{
    switch (below(6)) {
    case 0:
        return below((uint32_t)size);
    case 1:
        for (uint32_t n = 1 + below(3); n > 0; n--)
            image[below((uint32_t)size)] ^= 1 << below(8);
        return size; /* with the wrong checksum */
    case 2:
        put_a_number(image, size);
        break;
    case 3: {
        uint32_t end = ((ImageHeader *)image)->source_offset;
        for (uint32_t n = 1 + below(3); n > 0; n--)
            image[IMAGE_CHECKSUM_START + below(end - IMAGE_CHECKSUM_START)] ^= 1 << below(8);
        break;
    }
    default:
        for (uint32_t n = 1 + below(3); n > 0; n--)
            change_an_instruction(image);
    }
    put_checksum(image, size);
    return size;
}

static void set_budget(suseconds_t microseconds)
{
    struct itimerval timer = { { 0, microseconds }, { 0, microseconds } };
    setitimer(ITIMER_VIRTUAL, &timer, NULL);
}

static void run_code(Code *code)
{
    Object *globals = dict_new();
    interrupt_set_handler(SIGVTALRM, interrupt_default_handler());
    set_budget(BUDGET_MICROSECONDS);
    Object *result = interpreter_run_code(code, globals, globals);
    xdecref(result);
    error_clear();
    decref(globals);
    set_budget(0);
    interrupt_forget(interrupt_noted());
}

static void run_file_mutant(bool show)
{
    uint32_t which = below(PROGRAMS);
    uint8_t *image = malloc(image_sizes[which]);
    memcpy(image, images[which], image_sizes[which]);
    size_t size = damage_image(image, image_sizes[which]);
    uint8_t *copy = malloc(size + !size); /* ends where its memory ends; stays with the code */
    memcpy(copy, image, size);
    free(image);
    if (show)
        fprintf(stderr, "program %u, %zu bytes\n", which, size);
    Code *code = image_load(copy, size, NULL);
    if (!code) {
        assert_true(error_matches(&value_error_type) || error_matches(&memory_error_type));
        error_clear();
        free(copy);
        return;
    }
    run_code(code);
    decref(code);
}

/* ---- many of them --------------------------------------------------------------------------- */

typedef void (*RunMutant)(bool show);

/* Which one runs now: the parent learns it from here when the child dies. */
static volatile uint32_t *current;

static void run_some(RunMutant run, uint32_t first, uint32_t count)
{
    int nowhere = open("/dev/null", O_WRONLY);
    dup2(nowhere, STDOUT_FILENO);
    struct itimerval limit = { { 0, 0 }, { SECONDS_IN_ONE_PROCESS, 0 } };
    setitimer(ITIMER_PROF, &limit, NULL);
    for (uint32_t seed = first; seed < first + count; seed++) {
        *current = seed;
        chance = seed * 0x9E3779B97F4A7C15u;
        run(false);
    }
    _exit(0);
}

static void run_many(RunMutant run, uint32_t runs)
{
    const char *only = getenv("FUZZ_SEED"), *number = getenv("FUZZ_RUNS");
    if (only) {
        chance = strtoul(only, NULL, 10) * 0x9E3779B97F4A7C15u;
        run(true);
        return;
    }
    if (number)
        runs = (uint32_t)strtoul(number, NULL, 10);
    current = mmap(NULL, sizeof *current, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    for (uint32_t first = 0; first < runs; first += RUNS_IN_ONE_PROCESS) {
        uint32_t rest = runs - first;
        pid_t child = fork();
        if (child == 0)
            run_some(run, first, rest < RUNS_IN_ONE_PROCESS ? rest : RUNS_IN_ONE_PROCESS);
        int status;
        waitpid(child, &status, 0);
        if (status != 0)
            fprintf(stderr, "mutant FUZZ_SEED=%u ended its process: %s %d\n", *current,
                    WIFSIGNALED(status) ? "signal" : "status",
                    WIFSIGNALED(status) ? WTERMSIG(status) : WEXITSTATUS(status));
        assert_int_equal(status, 0);
    }
    munmap((void *)current, sizeof *current);
}

static void mutated_sources_compile_to_sound_images_or_are_refused(void **state)
{
    (void)state;
    assert_true(source_count > 300);
    run_many(run_source_mutant, SOURCE_RUNS);
}

static void mutated_program_files_are_refused_or_run_to_some_end(void **state)
{
    (void)state;
    run_many(run_file_mutant, FILE_RUNS);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(mutated_sources_compile_to_sound_images_or_are_refused),
        cmocka_unit_test(mutated_program_files_are_refused_or_run_to_some_end),
    };
    return cmocka_run_group_tests(tests, start, stop);
}
