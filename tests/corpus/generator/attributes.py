def make(a, b=2):
    c = a + b
    yield c


generator = make(1)
print(generator.__name__, generator.__qualname__, generator.gi_code is make.__code__)
print(generator.gi_running, generator.gi_suspended, generator.gi_yieldfrom)
print(generator.gi_frame.f_lineno, generator.gi_frame.f_locals)
next(generator)
print(generator.gi_suspended, generator.gi_frame.f_lineno, generator.gi_frame.f_locals)
print(generator.gi_frame.f_back)
list(generator)
print(generator.gi_frame, generator.gi_suspended, generator.gi_code.co_name)
print(type(generator), type(generator).__name__)
print(iter(generator) is generator)
