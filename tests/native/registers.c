/*
 * registers.c: the registers of a process are its own: general, x87 and SSE, across system calls
 * and while others run; and a program begins with Linux's control words. Status 0 when all was so.
 */
#include "tests/native/native.h"

#define ROUNDS 3000000u
#define COMPANY 3
#define INITIAL_X87 0x037F
#define INITIAL_MXCSR 0x1F80
#define MXCSR_FLAGS 0x3F /* what arithmetic has noted */

static uint16_t x87_control(void)
{
    uint16_t word;
    __asm__ volatile("fnstcw %0" : "=m"(word));
    return word;
}

static uint32_t sse_control(void)
{
    uint32_t word;
    __asm__ volatile("stmxcsr %0" : "=m"(word));
    return word & ~(uint32_t)MXCSR_FLAGS;
}

static void control_words(void)
{
    check(x87_control() == INITIAL_X87);
    check(sse_control() == INITIAL_MXCSR);
}

/* All registers but eax and esp hold known values across a call. */
static void a_call_changes_eax_only(void)
{
    static uint32_t seen[6];
    __asm__ volatile(
        "pusha\n\t"
        "movl $0x11111111, %%ebx\n\tmovl $0x22222222, %%ecx\n\tmovl $0x33333333, %%edx\n\t"
        "movl $0x44444444, %%esi\n\tmovl $0x55555555, %%edi\n\tmovl $0x66666666, %%ebp\n\t"
        "movl %6, %%eax\n\t"
        "int $0x80\n\t"
        "movl %%ebx, %0\n\tmovl %%ecx, %1\n\tmovl %%edx, %2\n\t"
        "movl %%esi, %3\n\tmovl %%edi, %4\n\tmovl %%ebp, %5\n\t"
        "popa"
        : "=m"(seen[0]), "=m"(seen[1]), "=m"(seen[2]), "=m"(seen[3]), "=m"(seen[4]), "=m"(seen[5])
        : "i"(SYS_getpid) : "memory");
    for (uint32_t i = 0; i < 6; i++)
        check(seen[i] == 0x11111111u * (i + 1));
}

/* Keeps numbers in xmm and x87 registers while the others do the same with theirs. */
static int compute(uint32_t seed)
{
    double sum = seed, x87_sum;
    uint16_t control = (uint16_t)(INITIAL_X87 & ~0x0300) | (seed % 2 ? 0x0200 : 0x0300);
    __asm__ volatile("fldcw %0" : : "m"(control));
    __asm__ volatile("fldl %0" : : "m"(sum));
    for (uint32_t i = 0; i < ROUNDS; i++)
        sum += seed;
    __asm__ volatile("fstpl %0" : "=m"(x87_sum));
    return x87_sum == seed && sum == (double)seed * (ROUNDS + 1.0) && x87_control() == control;
}

static void others_do_not_disturb(void)
{
    int pids[COMPANY];
    for (uint32_t i = 0; i < COMPANY; i++) {
        pids[i] = fork_process();
        if (pids[i] == 0)
            exit_process(compute(i + 1) ? 0 : 1);
    }
    check(compute(COMPANY + 1));
    for (int i = 0; i < COMPANY; i++) {
        int status = -1;
        check(wait_process(pids[i], &status) == pids[i] && status == 0);
    }
}

/* A child begins with its parent's registers, as they are at that moment. */
static void fork_copies_them(void)
{
    double value = 1234.5, seen;
    uint32_t control = INITIAL_MXCSR | 0x6000; /* round towards zero */
    __asm__ volatile("ldmxcsr %0\n\tmovsd %1, %%xmm5\n\tfldl %1" : : "m"(control), "m"(value));
    int pid = fork_process();
    __asm__ volatile("fstpl %0" : "=m"(seen));
    bool same = seen == value && sse_control() == control;
    __asm__ volatile("movsd %%xmm5, %0" : "=m"(seen));
    same = same && seen == value;
    if (pid == 0)
        exit_process(same ? 0 : 1);
    check(same);
    int status = -1;
    check(wait_process(pid, &status) == pid && status == 0);
}

int main(int argc, char **argv)
{
    control_words();
    if (argc > 1)
        return failures != 0;
    a_call_changes_eax_only();
    others_do_not_disturb();
    fork_copies_them();
    /* Control words are changed by now; a new program has the initial ones again. */
    static char again[] = "again";
    char *const arguments[] = { argv[0], again, NULL };
    execute("/bin/registers", arguments, environment);
    return 1;
}
