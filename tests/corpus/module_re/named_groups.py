import re

date = re.compile(r"(?P<year>\d{4})-(?P<month>\d\d)(?:-(?P<day>\d\d))?")
m = date.search("born 1999-12, gone 2024-02-29")
print(m.groupdict(), m.groupdict("??"), m["year"], m.group("month", "day"))
print(date.groupindex, m.lastgroup, m.lastindex, m.span("day"))
for m in date.finditer("1999-12 2024-02-29"):
    print(m.group(), m.start("year"), m.end("month"))
print(re.findall(r"(?P<quote>['\"])(.*?)(?P=quote)", """a 'b "c" d' "e" """))
print(date.sub(r"\g<month>/\g<year>", "1999-12 2024-02-29"))
