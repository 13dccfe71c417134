"""The interpreter seen from GDB. Reading order: target.py (memory, structs), objects.py (values),
frames.py (calls), then whatever shows them: commands.py, bytecode.py, heap.py, printers.py, and
stepping.py."""
