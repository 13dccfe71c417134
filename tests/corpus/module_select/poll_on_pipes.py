import os
import select

first, second = os.pipe(), os.pipe()
p = select.poll()
p.register(first[0], select.POLLIN)
p.register(second[0], select.POLLIN)
print(p.poll(0))
os.write(second[1], b"x")
print(p.poll() == [(second[0], select.POLLIN)])
p.register(first[1], select.POLLOUT)
print(p.poll(1000) == [(second[0], select.POLLIN), (first[1], select.POLLOUT)])
p.modify(first[1], 0)
print(p.poll(0) == [(second[0], select.POLLIN)])
p.unregister(first[1])
os.read(second[0], 10)
print(p.poll(1))
os.close(first[1])
print(p.poll() == [(first[0], select.POLLHUP)])
for wrong in (lambda: p.unregister(500), lambda: p.modify(500, 1), lambda: p.register(-1),
              lambda: p.register("x")):
    try:
        wrong()
    except Exception as error:
        print(type(error).__name__, error)
