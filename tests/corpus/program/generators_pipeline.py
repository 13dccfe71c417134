"""Generators in a pipeline, coroutines, and the tools of itertools."""
import itertools


def primes():
    found = []
    for n in itertools.count(2):
        if all(n % p for p in itertools.takewhile(lambda p: p * p <= n, found)):
            found.append(n)
            yield n


def running_average():
    total, count, average = 0, 0, None
    while True:
        value = yield average
        if value is None:
            return total
        total += value
        count += 1
        average = total / count


def chunks(iterable, size):
    iterator = iter(iterable)
    while chunk := list(itertools.islice(iterator, size)):
        yield chunk


def collatz(n):
    while n != 1:
        yield n
        n = n // 2 if n % 2 == 0 else 3 * n + 1
    yield 1


def log(lines):
    for number, line in enumerate(lines, 1):
        level, _, message = line.partition(": ")
        yield {"number": number, "level": level, "message": message}


print(list(itertools.islice(primes(), 15)))
average = running_average()
next(average)
print([average.send(x) for x in (10, 20, 60)])
try:
    average.send(None)
except StopIteration as stop:
    print("total", stop.value)
print(list(chunks(range(10), 4)), list(collatz(6)), max(range(1, 30), key=lambda n: len(list(collatz(n)))))
records = log(["info: start", "error: disk full", "info: retry", "error: no: really"])
errors = (record["message"] for record in records if record["level"] == "error")
print(next(errors), list(errors), next(records, "empty"))
print([list(group) for key, group in itertools.groupby("aaabbc")], list(itertools.accumulate([1, 2, 3, 4])))
print(list(itertools.zip_longest("ab", "xyz", fillvalue="-")), list(itertools.chain("ab", [1])))
print(["".join(p) for p in itertools.product("01", repeat=2)], list(itertools.combinations("abc", 2)))
print(sum(1 for _ in itertools.permutations(range(5))), list(zip(itertools.cycle("rgb"), range(5))))


def careful():
    try:
        yield 1
        yield 2
    except ValueError as error:
        yield f"caught {error}"
    finally:
        print("closed")


g = careful()
print(next(g), g.throw(ValueError("x")), list(g))
h = careful()
next(h)
h.close()
