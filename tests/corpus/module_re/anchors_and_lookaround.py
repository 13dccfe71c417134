import re

text = "one\ntwo\nthree\n"
print([m.start() for m in re.finditer("^", text)], [m.start() for m in re.finditer("^", text, re.M)])
print([m.start() for m in re.finditer("$", text)], [m.start() for m in re.finditer("$", text, re.M)])
print(re.findall(r"\At", text, re.M), re.findall(r"^t\w+", text, re.M), re.search(r"e\Z", text))
print(re.findall(r"\b\w", "hello big world"), re.findall(r"\B\w\B", "hello"))
print(re.findall(r"\w+(?=:)", "a: b c: d"), re.findall(r"\b\w+\b(?!:)", "a: b c: d"))
print(re.findall(r"(?<=\$)\d+", "$5 6 $78"), re.findall(r"(?<!\$)\b\d+", "$5 6 $78"))
print(re.search(r"(?=(a+))a*b\1", "baaabac").groups(), re.search(r"(?<=(b))a", "ba").group(1))
print(re.sub(r"(?<=\d)(?=(?:\d{3})+$)", ",", "1234567"))
print(re.match(r"(\()?\w+(?(1)\)|!)", "(abc)"), re.match(r"(\()?\w+(?(1)\)|!)", "abc!"),
      re.match(r"(\()?\w+(?(1)\)|!)", "(abc!"))
print(re.match(r"(?P<q>')?x(?(q)')", "'x'"))
