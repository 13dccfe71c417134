/*
 * python.c: the interpreter on the host: `build/host/python FILE [ARGUMENT ...]`.
 */
#include "program/launch.h"

int main(int argc, char **argv)
{
    return launch_main(argc, argv);
}
