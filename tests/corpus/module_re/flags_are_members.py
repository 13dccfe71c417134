import re

print(re.RegexFlag.I, re.RegexFlag.MULTILINE is re.M, re.compile("a", re.RegexFlag.IGNORECASE).findall("aA"))
