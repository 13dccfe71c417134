"""_system: the rarer attributes of module sys, made when a program first asks for one of them."""
import os
import sys
from _records import _Record, _record
from types import SimpleNamespace



@_record
class _VersionInfo(_Record):
    _name = "sys.version_info"
    _fields = ("major", "minor", "micro", "releaselevel", "serial")


@_record
class _FloatInfo(_Record):
    _name = "sys.float_info"
    _fields = ("max", "max_exp", "max_10_exp", "min", "min_exp", "min_10_exp", "dig", "mant_dig",
               "epsilon", "radix", "rounds")


@_record
class _IntInfo(_Record):
    _name = "sys.int_info"
    _fields = ("bits_per_digit", "sizeof_digit", "default_max_str_digits",
               "str_digits_check_threshold")


@_record
class _HashInfo(_Record):
    _name = "sys.hash_info"
    _fields = ("width", "modulus", "inf", "nan", "imag", "algorithm", "hash_bits", "seed_bits",
               "cutoff")


@_record
class _Flags(_Record):
    _name = "sys.flags"
    _fields = ("debug", "inspect", "interactive", "optimize", "dont_write_bytecode",
               "no_user_site", "no_site", "ignore_environment", "verbose", "bytes_warning", "quiet",
               "hash_randomization", "isolated", "dev_mode", "utf8_mode", "warn_default_encoding",
               "safe_path", "int_max_str_digits")


version_info = _VersionInfo((3, 11, 2, "final", 0))
float_info = _FloatInfo((1.7976931348623157e+308, 1024, 308, 2.2250738585072014e-308, -1021, -307,
                         15, 53, 2.220446049250313e-16, 2, 1))
int_info = _IntInfo((30, 4, 4300, 640))
flags = _Flags((0, 0, 0, sys.__dict__.get("_optimize", 0), 1, 0, 0, 0, 0, 0, 0, 0, 0, False, 1, 0, False,
                -1))
implementation = SimpleNamespace(name="terrarium", cache_tag="terrarium-311",
                                 version=version_info, hexversion=sys.hexversion)

# The hash of a number is its value modulo a prime. Hashes have 64 bits on every machine.
hash_info = _HashInfo((64, 2 ** 61 - 1, 314159, 0, 1000003, "siphash13", 64, 128, 0))


def _find_executable():
    """The interpreter that runs: Linux says which; the machine has one."""
    try:
        return os.readlink("/proc/self/exe")
    except OSError:
        return "/bin/python"


executable = _find_executable()
float_repr_style = "short"
warnoptions = []
