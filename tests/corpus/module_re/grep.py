"""A small grep: what programs do with re."""
import re

TEXT = """\
# settings
name = Terrarium
colour=green   # of snakes
 width = 12

bad line
height=  7
"""
SETTING = re.compile(r"^\s*(?P<key>\w+)\s*=\s*(?P<value>[^#\n]*?)\s*(?:#.*)?$")


def grep(pattern, text, ignore_case=False):
    flags = re.IGNORECASE if ignore_case else 0
    for number, line in enumerate(text.splitlines(), 1):
        if m := re.search(pattern, line, flags):
            yield number, line[:m.start()] + "[" + m.group() + "]" + line[m.end():]


for found in grep("s[a-z]*s$|NAME", TEXT, ignore_case=True):
    print(*found, sep=": ")
settings = {}
for line in TEXT.splitlines():
    m = SETTING.match(line)
    if m:
        settings[m["key"]] = int(m["value"]) if m["value"].isdigit() else m["value"]
print(settings)
tokens = re.compile(r"\s*(?:(?P<number>\d+\.?\d*)|(?P<name>[A-Za-z_]\w*)|(?P<op>[-+*/()=]))")
print([(m.lastgroup, m[m.lastgroup]) for m in tokens.finditer("area = 3.5 * (r + 2)")])
