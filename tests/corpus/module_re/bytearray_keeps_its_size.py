"""While a bytearray is searched by finditer() or sub(), its size cannot change."""
import re


def attempt(function, *arguments):
    try:
        print(function(*arguments))
    except BufferError as e:
        print(e)


array = bytearray(b"abcabc")
matches = re.finditer(b"[ab]", array)
attempt(array.append, 1)
print(next(matches), next(matches).group())
attempt(array.clear)
array[2:4] = b"aa"
print([match.span() for match in matches])
attempt(array.append, 100)
print(array)


def replace(match):
    attempt(match.string.append, 1)
    return match.group() * 2


print(re.sub(b"a", replace, array), array)
match = re.search(b"d", array)
attempt(array.clear)
print(array, match.span(), match.string)
