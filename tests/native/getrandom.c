/*
 * getrandom.c: random bytes, from RDRAND where the processor has it, from stirred time elsewhere.
 * Status 0 when all was so. A poor generator passes this, too; a broken one does not.
 */
#include "tests/native/native.h"

#define MANY 16384u

static int32_t get_random(void *to, uint32_t size, uint32_t flags)
{
    return syscall3(SYS_getrandom, ADDRESS(to), size, flags);
}

static bool same(const uint8_t *a, const uint8_t *b, uint32_t size)
{
    uint32_t i = 0;
    while (i < size && a[i] == b[i])
        i++;
    return i == size;
}

static void twice_is_not_the_same(void)
{
    uint8_t first[32] = { 0 }, second[32] = { 0 }, zeros[32] = { 0 };
    check(get_random(first, sizeof first, 0) == sizeof first);
    check(get_random(second, sizeof second, 0) == sizeof second);
    check(!same(first, second, sizeof first) && !same(first, zeros, sizeof first));
}

static void no_byte_too_many(void)
{
    for (uint32_t size = 0; size < 80; size++) {
        uint8_t bytes[81];
        for (uint32_t i = 0; i < sizeof bytes; i++)
            bytes[i] = 0xA5;
        check(get_random(bytes, size, 0) == (int32_t)size);
        for (uint32_t i = size; i < sizeof bytes; i++)
            check(bytes[i] == 0xA5);
    }
}

static void every_value_and_as_many_ones_as_zeros(void)
{
    static uint8_t bytes[MANY];
    uint32_t ones = 0, counts[256] = { 0 };
    check(get_random(bytes, sizeof bytes, GRND_RANDOM | GRND_NONBLOCK) == sizeof bytes);
    for (uint32_t i = 0; i < sizeof bytes; i++) {
        counts[bytes[i]]++;
        ones += (uint32_t)__builtin_popcount(bytes[i]);
    }
    check(ones > MANY * 4 - MANY / 8 && ones < MANY * 4 + MANY / 8);
    for (int value = 0; value < 256; value++)
        check(counts[value] > 0 && counts[value] < 4 * MANY / 256);
}

static void a_child_gets_others(void)
{
    int ends[2], status = -1;
    uint8_t own[16], other[16];
    check(syscall1(SYS_pipe, ADDRESS(ends)) == 0);
    int pid = fork_process();
    check(get_random(own, sizeof own, 0) == sizeof own);
    if (pid == 0) {
        syscall3(SYS_write, (uint32_t)ends[1], ADDRESS(own), sizeof own);
        exit_process(0);
    }
    check(syscall3(SYS_read, (uint32_t)ends[0], ADDRESS(other), sizeof other) == sizeof other);
    check(wait_process(pid, &status) == pid && status == 0);
    check(!same(own, other, sizeof own));
}

static void wrong_arguments(void)
{
    uint8_t byte;
    check(get_random(&byte, 1, 8) == -EINVAL);
    check(get_random(&byte, 1, GRND_RANDOM | GRND_INSECURE) == -EINVAL);
    check(syscall3(SYS_getrandom, 0, 1, 0) == -EFAULT);
    check(syscall3(SYS_getrandom, 0xC0100000u, 16, 0) == -EFAULT);
    check(syscall3(SYS_getrandom, 0, 0, 0) == 0);
}

int main(int argc, char **argv)
{
    (void)argc;
    (void)argv;
    twice_is_not_the_same();
    no_byte_too_many();
    every_value_and_as_many_ones_as_zeros();
    a_child_gets_others();
    wrong_arguments();
    return failures != 0;
}
