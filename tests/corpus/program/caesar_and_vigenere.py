"""Ciphers: ord, chr, slicing, str.translate, frequency analysis."""
from collections import Counter
from string import ascii_lowercase as ALPHABET, ascii_uppercase


def caesar(text, shift):
    result = ""
    for c in text:
        if c.isalpha() and c.isascii():
            base = ord("a") if c.islower() else ord("A")
            result += chr((ord(c) - base + shift) % 26 + base)
        else:
            result += c
    return result


def rot13(text):
    table = str.maketrans(ALPHABET + ascii_uppercase,
                          ALPHABET[13:] + ALPHABET[:13] + ascii_uppercase[13:] + ascii_uppercase[:13])
    return text.translate(table)


def vigenere(text, key, sign=1):
    shifts = [ALPHABET.index(c) for c in key.lower()]
    return "".join(caesar(c, sign * shifts[i % len(shifts)]) for i, c in enumerate(text))


def crack(text):
    most = Counter(c for c in text.lower() if c in ALPHABET).most_common(1)[0][0]
    return (ord("e") - ord(most)) % 26


def xor(data, key):
    return bytes(b ^ key[i % len(key)] for i, b in enumerate(data))


MESSAGE = "Meet me near the elephant, Eve! Été 42."
secret = caesar(MESSAGE, 3)
print(secret, caesar(secret, -3) == MESSAGE, caesar(secret, crack(secret)))
print(rot13(MESSAGE), rot13(rot13(MESSAGE)) == MESSAGE)
hidden = vigenere(MESSAGE, "lemon")
print(hidden, vigenere(hidden, "lemon", -1) == MESSAGE)
coded = xor("attack at dawn".encode(), b"key")
print(coded, coded.hex(), xor(coded, b"key").decode())
print([bin(ord(c))[2:].zfill(8) for c in "Hi"], int("01001000", 2), "level" == "level"[::-1])
morse = dict(zip("sot", ("...", "---", "-")))
print(" / ".join(morse[c] for c in "sos"), {v: k for k, v in morse.items()}["---"])
vigenere(MESSAGE, "k3y")
