"""sys.stdout.reconfigure(): print's newline is translated and encoded, too."""
import sys

print("one", "two")
sys.stdout.reconfigure(newline="\r\n")
print("one", "two")
print("three", end="\n\n")
print()
sys.stdout.reconfigure(newline="\n", encoding="utf-8-sig")
print("caf\xe9")
print("tea", "milk")
sys.stdout.reconfigure(encoding="latin-1", errors="backslashreplace")
print("\u20ac", "x")
sys.stdout.reconfigure(encoding="utf-8")
print(sys.stdout.encoding, sys.stdout.errors)
sys.stdout.buffer.write(memoryview(b"bytes\n"))
sys.stdout.buffer.write(bytearray(b"more\n"))
