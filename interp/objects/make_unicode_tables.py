#!/usr/bin/python3
"""Writes unicode_tables.c: what str's methods must know about characters (Unicode 14, as
CPython 3.11's unicodedata). Run with CPython 3.11:  make_unicode_tables.py > unicode_tables.c
"""
import sys
import unicodedata

assert unicodedata.unidata_version == "14.0.0", "run with CPython 3.11"
END = 0x110000
FLAGS = ["ALPHA", "DECIMAL", "DIGIT", "NUMERIC", "LOWER", "UPPER", "TITLE", "SPACE", "PRINTABLE",
         "CASED", "CASE_IGNORABLE", "START", "CONTINUE"]


def is_cased(c):
    return c.islower() or c.isupper() or c.istitle()


def is_case_ignorable(c):
    """Final sigma looks through these: an apostrophe-like or modifying character."""
    if is_cased(c):
        return ("A\u03a3" + c).lower()[1] == "\u03c2"
    return ("A\u03a3" + c + "A").lower()[1] == "\u03c3"


def flags_of(code):
    c = chr(code)
    truths = [c.isalpha(), c.isdecimal(), c.isdigit(), c.isnumeric(), c.islower(), c.isupper(),
              c.istitle() and not c.isupper(), c.isspace(), c.isprintable(), is_cased(c),
              is_case_ignorable(c), c.isidentifier(), ("a" + c).isidentifier()]
    return sum(1 << i for i, truth in enumerate(truths) if truth)


def property_runs():
    classes, runs, last = [], [], None
    for code in range(END):
        flags = flags_of(code)
        if flags != last:
            if flags not in classes:
                classes.append(flags)
            runs.append((code, classes.index(flags)))
            last = flags
    return classes, runs


def mapping_runs(convert):
    """[first, last, step, delta] for one-to-one mappings, and the others."""
    runs, special = [], []
    for code in range(END):
        image = convert(chr(code))
        if len(image) != 1:
            special.append((code, image))
            continue
        delta = ord(image) - code
        if delta == 0:
            continue
        if runs and runs[-1][3] == delta:
            run = runs[-1]
            step = code - run[1]
            if run[0] == run[1] and step <= 2 or step == run[2]:
                run[1], run[2] = code, step
                continue
        runs.append([code, code, 1, delta])
    return runs, special


def emit(lines):
    sys.stdout.write("\n".join(lines) + "\n")


def rows(items, per_line):
    for i in range(0, len(items), per_line):
        yield "    " + " ".join(item + "," for item in items[i:i + per_line])


def main():
    classes, runs = property_runs()
    emit(["/*", " * unicode_tables.c: properties and case mappings of characters. Written by",
          " * make_unicode_tables.py; unicode.c reads it.", " */",
          '#include "objects/unicode.h"', "",
          "const uint16_t unicode_classes[] = {"])
    emit(rows(["0x%04x" % flags for flags in classes], 12))
    emit(["};", "", "/* first character << 8 | class */", "const uint32_t unicode_runs[] = {"])
    emit(rows(["0x%x" % (code << 8 | number) for code, number in runs], 8))
    emit(["};", "const size_t unicode_run_count = sizeof unicode_runs / sizeof unicode_runs[0];"])
    specials = []
    for number, (name, convert) in enumerate([("lower", str.lower), ("upper", str.upper),
                                              ("title", str.title), ("fold", str.casefold)]):
        simple, special = mapping_runs(convert)
        emit(["", "static const CaseRun %s_runs[] = {" % name])
        emit(rows(["{ 0x%x, 0x%x, %d, %d }" % tuple(run) for run in simple], 3))
        emit(["};"])
        for code, image in special:
            specials.append((code, number, [ord(c) for c in image]))
    emit(["", "const CaseTable unicode_case_tables[] = {"])
    for name in ["lower", "upper", "title", "fold"]:
        emit(["    { %s_runs, sizeof %s_runs / sizeof %s_runs[0] }," % (name, name, name)])
    emit(["};", "", "const SpecialCase unicode_special_cases[] = {"])
    emit(rows(["{ 0x%x, %d, { %s } }" % (code, number, ", ".join("0x%x" % c for c in image))
               for code, number, image in sorted(specials)], 2))
    emit(["};", "const size_t unicode_special_count =",
          "    sizeof unicode_special_cases / sizeof unicode_special_cases[0];"])


main()
