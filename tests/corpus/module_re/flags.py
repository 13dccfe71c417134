import re

print(re.I, re.IGNORECASE, re.I | re.M, re.S | re.X | re.A, re.NOFLAG, int(re.I), re.U)
print(repr(re.I & re.I), re.I == 2, ~re.I & 511 == 511 - 2, (re.I | re.M).value)
print(re.findall("straße|ÉTÉ", "STRAßE été Été", re.I))
print(re.findall("[a-c]+", "abCAx", re.I), re.findall("[^a]", "abA", re.I), re.findall("k", "kK\u212a", re.I))
print(re.findall("k", "kK\u212a", re.I | re.A))
print(re.findall("a.b", "a\nb axb"), re.findall("a.b", "a\nb axb", re.S))
print(re.findall("(?i)ab", "AB ab"), re.findall("(?s:.)x(?i:Y)", "\nxy ax"), re.findall("(?i:a(?-i:b))", "Ab AB"))
pattern = re.compile(r"""
    (\d+)   # whole part
    \.      # the point
    (\d*)   # fraction, [maybe] empty
    [ #]?   # in a set they count
""", re.VERBOSE)
print(pattern.match("3.14# ").span(), pattern.flags)
print(re.compile("(?im)a").flags, re.compile("a", re.I), re.compile("a", re.I | re.S), re.compile("a" * 300))
for flags in (re.L, re.A | re.U):
    try:
        re.compile("a", flags)
    except ValueError as error:
        print(error)
try:
    re.compile(re.compile("a"), re.I)
except ValueError as error:
    print(error)
