"""Counting words: str methods, dicts, Counter, defaultdict, sorting by value."""
from collections import Counter, defaultdict

TEXT = """The quick brown fox jumps over the lazy dog. The dog barks; the fox
runs away -- quick, quick! "Who's there?" asked the owl. (It was 2 o'clock.)"""


def words(text):
    for word in text.lower().split():
        word = word.strip(".,;:!?()\"-")
        if word:
            yield word


counts = {}
for word in words(TEXT):
    counts[word] = counts.get(word, 0) + 1
for word, count in sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:5]:
    print(f"{word:<8}{count:>3} {'*' * count}")
counter = Counter(words(TEXT))
print(counter == counts, counter.most_common(3), sum(counter.values()), counter["missing"])
by_length = defaultdict(set)
for word in counter:
    by_length[len(word)].add(word)
print({length: sorted(group) for length, group in sorted(by_length.items())})
index = defaultdict(list)
for number, line in enumerate(TEXT.splitlines(), start=1):
    for word in words(line):
        index[word].append(number)
print(index["quick"], index["the"], dict(index)["owl"], "cat" in index)
letters = Counter(filter(str.isalpha, TEXT.lower()))
print(letters.most_common(4), min(letters.values()), len(letters))
print(" ".join(sorted(set("".join(words(TEXT))) - set("aeiou"))))
print(TEXT.title().split("\n")[0])
print(Counter("mississippi") - Counter("miss"), Counter(a=1, b=2) & Counter(b=1), +Counter(x=-1))
