import time
first = time.monotonic()
time.sleep(0.02)
print(time.monotonic() - first >= 0.02, time.perf_counter_ns() > 0, type(time.time()).__name__)
print(time.process_time() >= 0, type(time.monotonic_ns()).__name__)
try:
    time.sleep(-1)
except ValueError as error:
    print(error)
