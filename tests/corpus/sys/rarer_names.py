"""Names of sys that few programs ask for."""
import sys

print(type(sys.orig_argv), sys.orig_argv[-1] == sys.argv[0], sys.orig_argv is sys.orig_argv)
print(type(sys.stdlib_module_names), len(sys.stdlib_module_names))
print("datetime" in sys.stdlib_module_names, "numpy" in sys.stdlib_module_names)
print(sys.gettrace(), sys.getprofile(), sys.is_finalizing(), repr(sys.abiflags), sys._xoptions)
print("sys" in sys.builtin_module_names, type(sys.builtin_module_names))
try:
    import not_there.at_all
except ModuleNotFoundError as e:
    print(e, e.name)
