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
dont_write_bytecode = True
abiflags = ""
_xoptions = {}
builtin_module_names = ("_code", "_collections", "_json", "_operator", "_random", "_re", "_resource",
                        "_select", "_signal", "_weakref", "builtins", "gc", "io", "itertools",
                        "machine", "math", "memory", "os", "readline", "sys", "time")

# What CPython 3.11 has: an import of one that is left out here says so.
stdlib_module_names = frozenset("""
    __future__ _abc _aix_support _ast _asyncio _bisect _blake2 _bootsubprocess _bz2 _codecs
    _codecs_cn _codecs_hk _codecs_iso2022 _codecs_jp _codecs_kr _codecs_tw _collections
    _collections_abc _compat_pickle _compression _contextvars _crypt _csv _ctypes _curses
    _curses_panel _datetime _dbm _decimal _elementtree _frozen_importlib
    _frozen_importlib_external _functools _gdbm _hashlib _heapq _imp _io _json _locale _lsprof
    _lzma _markupbase _md5 _msi _multibytecodec _multiprocessing _opcode _operator _osx_support
    _overlapped _pickle _posixshmem _posixsubprocess _py_abc _pydecimal _pyio _queue _random
    _scproxy _sha1 _sha256 _sha3 _sha512 _signal _sitebuiltins _socket _sqlite3 _sre _ssl _stat
    _statistics _string _strptime _struct _symtable _thread _threading_local _tkinter _tokenize
    _tracemalloc _typing _uuid _warnings _weakref _weakrefset _winapi _zoneinfo abc aifc
    antigravity argparse array ast asynchat asyncio asyncore atexit audioop base64 bdb binascii
    bisect builtins bz2 cProfile calendar cgi cgitb chunk cmath cmd code codecs codeop
    collections colorsys compileall concurrent configparser contextlib contextvars copy copyreg
    crypt csv ctypes curses dataclasses datetime dbm decimal difflib dis distutils doctest email
    encodings ensurepip enum errno faulthandler fcntl filecmp fileinput fnmatch fractions ftplib
    functools gc genericpath getopt getpass gettext glob graphlib grp gzip hashlib heapq hmac
    html http idlelib imaplib imghdr imp importlib inspect io ipaddress itertools json keyword
    lib2to3 linecache locale logging lzma mailbox mailcap marshal math mimetypes mmap
    modulefinder msilib msvcrt multiprocessing netrc nis nntplib nt ntpath nturl2path numbers
    opcode operator optparse os ossaudiodev pathlib pdb pickle pickletools pipes pkgutil platform
    plistlib poplib posix posixpath pprint profile pstats pty pwd py_compile pyclbr pydoc
    pydoc_data pyexpat queue quopri random re readline reprlib resource rlcompleter runpy sched
    secrets select selectors shelve shlex shutil signal site smtpd smtplib sndhdr socket
    socketserver spwd sqlite3 sre_compile sre_constants sre_parse ssl stat statistics string
    stringprep struct subprocess sunau symtable sys sysconfig syslog tabnanny tarfile telnetlib
    tempfile termios textwrap this threading time timeit tkinter token tokenize tomllib trace
    traceback tracemalloc tty turtle turtledemo types typing unicodedata unittest urllib uu uuid
    venv warnings wave weakref webbrowser winreg winsound wsgiref xdrlib xml xmlrpc zipapp
    zipfile zipimport zlib zoneinfo
""".split())


def gettrace():
    """There is no settrace: a debugger looks at the machine from outside."""
    return None


def getprofile():
    return None


def is_finalizing():
    return False


@_record
class UnraisableHookArgs(_Record):
    """What sys.unraisablehook is called with."""
    _name = "UnraisableHookArgs"
    _fields = ("exc_type", "exc_value", "exc_traceback", "err_msg", "object")


def unraisablehook(unraisable, /):
    """Prints an exception that has nobody to go to, from a destructor for one."""
    import traceback
    if not isinstance(unraisable, UnraisableHookArgs):
        raise TypeError("sys.unraisablehook argument type must be UnraisableHookArgs")
    if unraisable.object is not None:
        print(unraisable.err_msg or "Exception ignored in", repr(unraisable.object), sep=": ",
              file=sys.stderr)
    elif unraisable.err_msg is not None:
        print(unraisable.err_msg, end=":\n", file=sys.stderr)
    traceback.print_exception(unraisable.exc_type, unraisable.exc_value, unraisable.exc_traceback,
                              chain=False)


def breakpointhook(*args, **keywords):
    """What breakpoint() calls: the function that PYTHONBREAKPOINT names, nothing when that is 0."""
    name = os.environ.get("PYTHONBREAKPOINT")
    if name == "0":
        return None
    if not name:
        raise RuntimeError("breakpoint(): this Python leaves pdb out; sys.breakpointhook or "
                           "PYTHONBREAKPOINT may name another function")
    module, _, function = name.rpartition(".")
    try:
        hook = getattr(__import__(module or "builtins", fromlist=(function,)), function)
    except (ImportError, AttributeError):
        import warnings
        warnings.warn(f'Ignoring unimportable $PYTHONBREAKPOINT: "{name}"', RuntimeWarning, 2)
        return None
    return hook(*args, **keywords)


__breakpointhook__ = breakpointhook
__unraisablehook__ = unraisablehook
