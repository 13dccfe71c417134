import re

for pattern in ("a*", "a+", "a?", "a*?", "a+?", "a??", "a{2}", "a{2,}", "a{,2}", "a{1,2}?", "a{}",
                "a{x}", "a*+", "a++", "a?+", "(ab)*", "(ab)+?", "(a|ab)*c?", "(?:a|b){2,3}",
                "(a*)*", "(a*)+", "(a?){3}", "(?>a+)", "(?>a|ab)c"):
    m = re.match(pattern, "aaaababc")
    print(pattern, m and (m.group(), m.groups()))
print(re.findall("<.+?>", "<a><b>"), re.findall("<.+>", "<a><b>"))
print(re.match(r"(a+)+$", "a" * 12), re.match("(x)?(y)?", "y").groups())
print(re.fullmatch("(a|b)*?c", "abac"), re.match("(?:(a)|b)*", "ab").group(1))
