import re

text = "Ab1_ é\t中٣\n-]^"
for pattern in (r"\d", r"\D", r"\w", r"\W", r"\s", r"\S", ".", r"[a-z]", r"[^a-z]", r"[\d_]",
                r"[^\w\s]", r"[]-]", r"[\]^]", r"[^]]", r"[a\-z]", r"[-a]", r"[\x41-\x43]",
                r"[é-中]", r"\u00e9", r"[\t\n]", r"\x41", r"\101", r"[\060-\062]"):
    print(pattern, re.findall(pattern, text), re.findall(pattern, text, re.ASCII))
