# The program whose heap tests/bench_gdb.py dumps: more than a megabyte of what programs hold.
people = [{"name": f"person {i}", "age": i % 90, "weight": i / 7, "scores": [i * j for j in range(5)],
           "friends": (i - 1, i + 1)} for i in range(3000)]
print("ready")
input()
