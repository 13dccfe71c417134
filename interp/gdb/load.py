"""What GDB loads (gdb -x interp/gdb/load.py) to see Python programs in the interpreter's process:
py-bt, py-locals, py-step ... (`help py`), printers for objects, and Python's frames in `bt`.

It stands with the interpreter because it reads the interpreter's structs. It runs no code in the
program; python_level/target.py says how it reads.
"""
import os
import sys

_here = os.path.dirname(os.path.abspath(os.path.expanduser(__file__)))
_writes_bytecode = sys.dont_write_bytecode
sys.dont_write_bytecode = True  # no __pycache__ among the sources
sys.path.insert(0, _here)
try:
    from python_level import commands, printers, stepping  # noqa: F401 (they register themselves)
finally:
    sys.path.remove(_here)
    sys.dont_write_bytecode = _writes_bytecode
