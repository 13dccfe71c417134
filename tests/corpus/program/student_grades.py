"""Grades: csv by hand, nested dicts, statistics, formatted tables, errors in the data."""
DATA = """name,math,physics,art
Ann,90,85,
Bob,70,n/a,88
Cid,55.5,60,71
Dee,100,98,95
,1,2,3
Eve,80
"""


class BadRow(ValueError):
    pass


def parse(text):
    header, *lines = text.strip().split("\n")
    subjects = header.split(",")[1:]
    for number, line in enumerate(lines, start=2):
        name, *values = line.split(",")
        try:
            if not name:
                raise BadRow("no name")
            if len(values) != len(subjects):
                raise BadRow(f"{len(values)} of {len(subjects)} grades")
            yield name, {subject: float(value) if value else None
                         for subject, value in zip(subjects, values)}
        except BadRow as error:
            print(f"line {number}: {error}")
        except ValueError as error:
            print(f"line {number}: {error}")


def mean(values):
    values = [v for v in values if v is not None]
    return sum(values) / len(values)


def median(values):
    ordered, half = sorted(values), len(values) // 2
    return ordered[half] if len(values) % 2 else (ordered[half - 1] + ordered[half]) / 2


def letter(grade):
    for limit, name in ((90, "A"), (80, "B"), (70, "C"), (60, "D")):
        if grade >= limit:
            return name
    return "F"


students = dict(parse(DATA))
print(f"{'name':<6}|{'mean':>8}|{'grade':^7}")
print("-" * 6 + "+" + "-" * 8 + "+" + "-" * 7)
for name, grades in sorted(students.items(), key=lambda s: mean(s[1].values()), reverse=True):
    average = mean(grades.values())
    print(f"{name:<6}|{average:8.2f}|{letter(average):^7}")
for subject in ("math", "physics", "art"):
    values = [g[subject] for g in students.values() if g[subject] is not None]
    deviation = (sum((v - mean(values)) ** 2 for v in values) / len(values)) ** 0.5
    print(f"{subject:>8}: {mean(values):6.2f} {median(values):6.1f} {deviation:.4f} {max(values):g}")
best = max(students, key=lambda name: students[name]["math"])
print(best, students[best], [*students], len(students))
print("%-10s|%5.1f%%|%03d|%+d|%x" % ("old style", 12.345, 7, 5, 255))
mean([])
