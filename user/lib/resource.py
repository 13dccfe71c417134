"""resource: what this process has used, and what it and its children may use.

Enforced are RLIMIT_CPU, RLIMIT_FSIZE, RLIMIT_DATA, RLIMIT_NPROC, RLIMIT_NOFILE and RLIMIT_AS; of
RLIMIT_CORE any limit holds. Setting another one to what it is not raises ValueError.
"""

from _records import struct_rusage
from _resource import getrlimit, getrusage, setrlimit

error = OSError

RLIM_INFINITY = -1
RLIMIT_CPU = 0
RLIMIT_FSIZE = 1
RLIMIT_DATA = 2
RLIMIT_STACK = 3
RLIMIT_CORE = 4
RLIMIT_RSS = 5
RLIMIT_NPROC = 6
RLIMIT_NOFILE = 7
RLIMIT_OFILE = 7
RLIMIT_MEMLOCK = 8
RLIMIT_AS = 9

RUSAGE_SELF = 0
RUSAGE_CHILDREN = -1


def getpagesize():
    return 4096
