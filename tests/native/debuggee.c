/*
 * debuggee.c: what the debugger is tried on (tests/machine/test_gdb.py). It does what the letters
 * say that it is sent, one in a line, and says "done". A twin of it runs beside it all the time:
 * the same program at the same addresses, in another process.
 */
#include "tests/native/native.h"

#define MISSES 10000
#define ONE_LINE_STEPS 4000
#define HEAP_SIZE (1u << 20)

volatile int watched, twin_watched;
volatile bool spinning;
volatile double half = 0.5;
int read_later = 7;
char source[64] = "sixty-four bytes that one instruction moves, by repetition";
char target[64];

/* ---- One instruction at a time ---- */

void step_here(void);
/* Each label is an instruction that a debugger steps over in a way of its own. */
__asm__(".globl step_here, step_pushf, step_call, step_rep, step_neighbours\n"
        ".globl step_mov_ss, step_pop_ss\n"
        ".globl step_end, step_callee\n"
        ".type step_here, @function\n"
        "step_here: push %ebx; push %esi; push %edi\n"
        "step_pushf: pushf\n"
        "    pop %edx\n"             /* without the trap flag */
        "    and $0x100, %edx\n"
        "    mov $20, %eax\n"        /* getpid */
        "step_call: int $0x80\n"
        "    mov $source, %esi\n"
        "    mov $target, %edi\n"
        "    mov $64, %ecx\n"
        "    cld\n"
        "step_rep: rep movsb\n"
        "    call step_callee\n"
        "    jz 1f\n"
        "    nop\n"
        "1:\n"
        "    mov %ss, %eax\n"
        "step_mov_ss: mov %eax, %ss\n"
        "    push %ss\n"
        "step_pop_ss: pop %ss\n"
        "step_neighbours: nop; nop; nop; nop\n"
        "    mov $3, %ecx\n"
        "2:  dec %ecx\n"
        "    jnz 2b\n"
        "    pop %edi; pop %esi; pop %ebx\n"
        "step_end: ret\n"
        "step_callee: xor %edi, %edi\n"
        "    ret\n"
        ".size step_here, . - step_here\n");

/* ---- Places for breakpoints ---- */

__attribute__((noinline)) int answer(void)
{
    __asm__ volatile("");
    return 42;
}

__attribute__((noinline)) void missed(int number)
{
    __asm__ volatile("" : : "r"(number));
}

__attribute__((noinline)) void in_child(void) { __asm__ volatile(""); }
__attribute__((noinline)) void in_new_image(void) { __asm__ volatile(""); }
__attribute__((noinline)) void twin_turn(void) { twin_watched++; }

/* Short lines: one instruction, and three. */
__attribute__((noinline)) int count_lines(int n)
{
    int sum = 0;
    for (int i = 0; i < n; i++) {
        sum += i;
        __asm__ volatile("" : "+r"(sum));
    }
    return sum;
}

/* Ordinary lines: three instructions on average, as the kernel's own lines have. */
__attribute__((noinline)) uint32_t count_letters(uint32_t n)
{
    static uint32_t counts[26];
    uint32_t most = 0;
    for (uint32_t i = 0; i < n; i++) {
        uint8_t letter = (uint8_t)(source[i % sizeof source] | 0x20);
        if (letter < 'a' || letter > 'z')
            continue;
        uint32_t *count = &counts[letter - 'a'];
        *count += 1;
        if (*count > most)
            most = *count;
    }
    return most;
}

__attribute__((noinline)) int weight(int digit)
{
    __asm__ volatile("" : "+r"(digit));
    return 3 * digit;
}

__attribute__((noinline)) int weigh_digits(int n)
{
    int sum = 0;
    for (int i = 0; i < n; i++) {
        int digit = i % 10;
        __asm__ volatile("" : "+r"(digit));
        sum += weight(digit);
    }
    return sum;
}

__attribute__((noinline)) int one_line(int n)
{
    for (volatile int i = 0; i < n; i++) { }
    return n;
}

__attribute__((noinline)) void change_watched(void)
{
    watched = 10;
    watched = 11;
    read_later = watched;
}

__attribute__((noinline)) void spin(void)
{
    for (spinning = true; spinning;) /* the debugger ends it */
        __asm__ volatile("pause");
}

/* The kernel writes for the program. */
__attribute__((noinline)) void read_watched(int value)
{
    int ends[2];

    syscall1(SYS_pipe, ADDRESS(ends));
    syscall3(SYS_write, (uint32_t)ends[1], ADDRESS(&value), sizeof value);
    syscall3(SYS_read, (uint32_t)ends[0], ADDRESS(&watched), sizeof value);
    syscall1(SYS_close, (uint32_t)ends[0]);
    syscall1(SYS_close, (uint32_t)ends[1]);
}

/* The kernel reads for the program. */
__attribute__((noinline)) void write_source(void)
{
    int ends[2];

    syscall1(SYS_pipe, ADDRESS(ends));
    syscall3(SYS_write, (uint32_t)ends[1], ADDRESS(source), sizeof source);
    syscall1(SYS_close, (uint32_t)ends[0]);
    syscall1(SYS_close, (uint32_t)ends[1]);
}

__attribute__((noinline)) void call_without_end(void)
{
    for (spinning = true; spinning;)
        syscall1(SYS_getpid, 0);
}

char *heap;

/* Filled with what nothing can compress (the numbers of TAOCP 2, 3.3.4). */
__attribute__((noinline)) void grow_heap(void)
{
    heap = (char *)syscall1(SYS_brk, 0);
    syscall1(SYS_brk, ADDRESS(heap) + HEAP_SIZE);
    for (uint32_t i = 0, number = 1; i < HEAP_SIZE; i++) {
        number = number * 1664525 + 1013904223;
        heap[i] = (char)(number >> 24);
    }
}

/* Code on a page that nothing has touched yet, nor will: the rest of it is left out. */
__attribute__((noinline, aligned(4096), section(".text.far"))) void far_away(void)
{
    __asm__ volatile("jmp 1f\n.skip 4096, 0x90\n1:");
}

static void fault(void)
{
    volatile int *nowhere = (volatile int *)8;
    __asm__("" : "+r"(nowhere)); /* or the compiler would see what is coming */
    *nowhere = 1;
}

/* ---- What the letters mean ---- */

static void in_another_process(void (*what)(void))
{
    int status, child = fork_process();
    if (child == 0) {
        what();
        exit_process(0);
    }
    wait_process(child, &status);
}

static void execute_anew(void)
{
    char *const arguments[] = { "debuggee", "new", NULL };
    in_child();
    execute("/bin/debuggee", arguments, NULL);
}

static void act(char letter)
{
    switch (letter) {
    case 'a': print_number("answer ", (uint32_t)answer()); break;
    case 's': step_here(); break;
    case 'm': for (int i = 0; i < MISSES; i++) missed(i); break;
    case 'w': change_watched(); break;
    case 'f': in_another_process(in_child); break;
    case 'e': in_another_process(execute_anew); break;
    case 'x': in_another_process(fault); break;
    case 'l': print_number("sum ", (uint32_t)count_lines(1000)); break;
    case 't': print_number("most ", count_letters(1000)); break;
    case 'n': print_number("weight ", (uint32_t)weigh_digits(1000)); break;
    case 'o': print_number("one ", (uint32_t)one_line(ONE_LINE_STEPS)); break;
    case 'r': far_away(); break;
    case 'k': spin(); break;
    case 'y': call_without_end(); break;
    case 'q': read_watched(77); break;
    case 'b': write_source(); break;
    case 'h': if (!heap) grow_heap(); break;
    case 'd': half = half * 3.0; break;
    default: print("what?");
    }
}

static _Noreturn void be_the_twin(void)
{
    const struct timespec32 pause = { 0, 10000000 };
    for (;;) {
        twin_turn();
        watched++;
        syscall2(SYS_nanosleep, ADDRESS(&pause), 0);
    }
}

int main(int argc, char **argv)
{
    (void)argv;
    if (argc > 1) {
        in_new_image();
        return 0;
    }
    if (fork_process() == 0)
        be_the_twin();
    print("done");
    for (char line[16]; syscall3(SYS_read, 0, ADDRESS(line), sizeof line) > 0;) {
        act(line[0]);
        print("done");
    }
    return 0;
}
