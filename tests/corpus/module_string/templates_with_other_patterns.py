# Template's subclasses: another delimiter, other names, a pattern of their own; bad ones are shown.
import re
import string
from string import Template


class Percent(Template):
    delimiter = "%"
    idpattern = "[a-z]+_[a-z]+"


class Braced(Template):
    braceidpattern = "[0-9]+"
    flags = 0


class Own(Template):
    pattern = r"@(?:(?P<escaped>@)|(?P<named>[.a-z]+)|<(?P<braced>[^>]*)>|(?P<invalid>))"


class Wrong(Template):
    pattern = r"\$(?P<named>[a-z]+)|(?P<escaped>\$\$)|(?P<braced>!)|(?P<invalid>\Z)|(?P<odd>[#])"


print(Percent("%% %first_name $x %name").safe_substitute(first_name="F", name="N"))
print(Braced("$a ${1} $B").safe_substitute({"a": 1, "1": 2, "B": 3}))
print(Own("@@ @a.b @<any text>").substitute({"a.b": 1, "any text": 2}))
print(Template("$who $WHO ${Who}").substitute(who=1, WHO=2, Who=3), Template.flags)
print(Template("$a $$ ${b} $a $").is_valid(), Template("$a $$ ${b} $a").get_identifiers())
for template in (Template("line\nand $ x"), Template("$1"), Percent("%name"), Wrong("#"),
                 Template("$missing")):
    for method in ("substitute", "safe_substitute", "is_valid", "get_identifiers"):
        try:
            print(repr(getattr(template, method)()))
        except (ValueError, KeyError) as error:
            print(type(error).__name__, error.args[0])
try:
    class Bad(Template):
        idpattern = "["
except re.error as error:
    print("re.error")
print(string.Formatter().format("{} {a!r:>{w}}", 1, a="b", w=5))
