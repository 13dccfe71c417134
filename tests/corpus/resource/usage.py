# What was used: numbers that only grow.
import os
import resource
import time

usage = resource.getrusage(resource.RUSAGE_SELF)
print(type(usage).__name__, len(usage), usage.ru_utime == usage[0], usage.ru_maxrss == usage[2])
while resource.getrusage(resource.RUSAGE_SELF).ru_utime < usage.ru_utime + 0.03:
    sum(range(1000))
later = resource.getrusage(resource.RUSAGE_SELF)
print(later.ru_maxrss >= usage.ru_maxrss > 0, later.ru_minflt >= usage.ru_minflt > 0)
text = repr(usage)
print(text[:text.index("=")], text.count("="))
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime >= 0)
try:
    resource.getrusage(7)
except ValueError as error:
    print(error)
times = os.times()
print(type(times).__name__, len(times), times.user == times[0], times.elapsed > 0)
print(times.user + times.system <= time.monotonic() or times.elapsed > 0)
