import re

pattern = re.compile(r"(\d+)-(\d+)")
print(pattern, pattern.pattern, pattern.groups, pattern.flags)
print(pattern.match("10-20"), pattern.match(" 10-20"), pattern.search("ab 10-20 c"))
print(pattern.fullmatch("10-20"), pattern.fullmatch("10-20 "))
print(pattern.match("x10-20", 1), pattern.search("10-20 30-40", 3), pattern.search("10-20", 0, 4))
m = pattern.search("from 10-20 on")
print(m.group(), m.group(0), m.group(1), m.group(2), m.group(1, 2), m[1], m.groups())
print(m.start(), m.end(), m.span(), m.span(2), m.start(1), m.end(2), m.pos, m.endpos)
print(m.string, m.re is pattern, m.regs, m.lastindex, m.lastgroup, bool(m))
for bad in (3, -1, "name"):
    try:
        m.group(bad)
    except IndexError as error:
        print("IndexError:", error)
print(type(m), type(pattern))
print(re.compile(pattern) is pattern, re.compile("a") is re.compile("a"))
