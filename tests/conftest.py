"""Lets the tests in all folders import support.py, and gives them one start: SIGINT interrupts
them and what they run, also where who starts the tests had it ignored (as a shell's `&` does)."""
import pathlib
import signal
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parent))
signal.signal(signal.SIGINT, signal.default_int_handler)
