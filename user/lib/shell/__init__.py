"""The parts of /bin/sh: syntax (text to commands), expansion (words to arguments), jobs (processes
and the terminal), builtins, completion. The program itself is user/sh.py."""
