import helpers.counter
from helpers.counter import step, count
step()
step()
print(count, helpers.counter.count)
helpers.counter.count = 10
print(step())
