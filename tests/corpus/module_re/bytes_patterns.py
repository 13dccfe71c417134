import re

m = re.search(rb"(\w+)=(\d+)", b"set x=12;")
print(m, m.groups(), m.group(1))
print(re.findall(b"[a-z]+", b"ab cd"), re.split(b" ", b"a b"), re.sub(b"a", b"xx", b"aba"))
print(re.compile(b"a", re.I), re.compile(b"a").flags, re.findall(rb"\w", "aé".encode()))
