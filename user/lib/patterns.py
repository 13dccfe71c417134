r"""POSIX regular expressions as those of module re. The basic ones (grep) have ( ) { } | + ? as plain
characters, special behind a backslash; the extended ones (grep -E) the other way round. Both know
classes in brackets, like [[:alpha:]], and \< and \> for the ends of a word."""

import re

CLASSES = {"alpha": "a-zA-Z", "digit": "0-9", "alnum": "a-zA-Z0-9", "upper": "A-Z", "lower": "a-z",
           "space": r"\s", "blank": " \\t", "punct": r"!-/:-@\[-`{-~", "xdigit": "0-9A-Fa-f",
           "print": " -~", "graph": "!-~", "cntrl": r"\x00-\x1f\x7f"}
SWAPPED = "(){}|+?"
STARTS = ("", "(", "|", "^")  # what a * behind them repeats is nothing: it is a plain character


def bracket(pattern, start):
    """(translation, end) of the bracket expression at start, in which a backslash is plain."""
    at = start + 1
    text = "["
    if pattern[at:at + 1] == "^":
        text += "^"
        at += 1
    first = at
    while at < len(pattern) and (pattern[at] != "]" or at == first):
        if pattern.startswith("[:", at):
            end = pattern.find(":]", at)
            name = pattern[at + 2:end] if end >= 0 else ""
            if name not in CLASSES:
                raise re.error(f"invalid character class: {pattern[at:]}")
            text += CLASSES[name]
            at = end + 2
            continue
        text += "\\" + pattern[at] if pattern[at] in "\\[]&~|" else pattern[at]
        at += 1
    if at == len(pattern):
        raise re.error("unmatched [")
    return text + "]", at + 1


def translate(pattern, special):
    """special: the swapped characters that are special without a backslash."""
    result, at, before = [], 0, ""
    while at < len(pattern):
        c = pattern[at]
        if c == "[":
            text, at = bracket(pattern, at)
        elif c == "\\":
            following = pattern[at + 1:at + 2]
            if not following:
                raise re.error("trailing backslash")
            at += 2
            if following in SWAPPED:
                c = following
                text = "\\" + c if c in special else c
            else:
                text = {"<": r"\b(?=\w)", ">": r"\b(?<=\w)"}.get(following, "\\" + following)
        else:
            at += 1
            plain = c in SWAPPED and c not in special or c == "*" and before in STARTS
            text = "\\" + c if plain else c
        result.append(text)
        before = text
    return "".join(result)


def basic(pattern):
    return translate(pattern, "")


def extended(pattern):
    return translate(pattern, SWAPPED)
