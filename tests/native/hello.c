/*
 * hello.c: the smallest native program: arguments and environment in, a line for each out.
 */
#include "tests/native/native.h"

int main(int argc, char **argv)
{
    print("hello from ring 3");
    for (int i = 1; i < argc; i++)
        print(argv[i]);
    for (char **variable = environment; *variable; variable++)
        print(*variable);
    return argc - 1;
}
