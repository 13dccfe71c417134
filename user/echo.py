"""echo - shows its arguments

usage: echo [-n] [-e] [-E] [TEXT ...]
  -n   no newline at the end
  -e   \\n, \\t, \\\\, \\0NNN (octal) and \\xHH in the text are characters
  -E   they are not
  -h   this text, if nothing else is there
"""

import sys

import command

ESCAPES = {"n": "\n", "t": "\t", "\\": "\\", "a": "\a", "b": "\b", "r": "\r", "e": "\x1b",
           "f": "\f", "v": "\v"}


def digits(text, start, allowed, most):
    """Where digits of that kind, at most so many, end."""
    end = start
    while end < len(text) and end - start < most and text[end] in allowed:
        end += 1
    return end


def unescape(text):
    """The bytes that a text with escapes stands for."""
    result, at = b"", 0
    while at < len(text):
        following = text[at + 1:at + 2]
        if text[at] != "\\" or not following:
            result += text[at].encode()
            at += 1
        elif following in ESCAPES:
            result += ESCAPES[following].encode()
            at += 2
        elif following in ("0", "x"):
            base, allowed, most = (8, "01234567", 3) if following == "0" else \
                (16, "0123456789abcdefABCDEF", 2)
            end = digits(text, at + 2, allowed, most)
            none = following == "x" and end == at + 2
            result += b"\\x" if none else bytes([int(text[at + 2:end] or "0", base) & 0xFF])
            at = end
        else:
            result += ("\\" + following).encode()
            at += 2
    return result


def main():
    words = sys.argv[1:]
    if words in (["-h"], ["--help"]):
        print(__doc__.strip())
        return 0
    letters = ""
    while words and len(words[0]) > 1 and words[0][0] == "-" and words[0][1:].strip("neE") == "":
        letters += words.pop(0)[1:]
    text = " ".join(words)
    escapes = letters.rfind("e") > letters.rfind("E")
    data = unescape(text) if escapes else text.encode()
    command.write(data if "n" in letters else data + b"\n")


command.run_as("echo", main)
