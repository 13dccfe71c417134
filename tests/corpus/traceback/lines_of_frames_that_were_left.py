"""Where a frame stands (f_lineno) after an exception left it: where it was raised, or, behind
clauses that did not match and finally clauses, in their last line. tb_lineno is where it was
raised."""
def f(n):
    try:
        x = 1
        y = n / 0
    except ValueError:
        pass
def g(n):
    try:
        y = 1
        y = n / 0
    finally:
        z = 1
        z = 2
def h(n):
    class CM:
        def __enter__(self): return self
        def __exit__(self, *a): pass
    with CM():
        y = 1
        n / 0
def i(n):
    try:
        n / 0
    except ZeroDivisionError as e:
        x = 1
        raise
def j(n):
    try:
        n / 0
    except ZeroDivisionError as e:
        x = 1
        raise e
    finally:
        x = 2
        x = 3
def k(n):
    try:
        try:
            n / 0
        finally:
            x = 1
    except (ValueError, 
         TypeError):
        pass
    finally:
        z = 3
for F in (f, g, h, i, j, k):
    try:
        F(1)
    except ZeroDivisionError as e:
        t = e.__traceback__
        while t:
            first = F.__code__.co_firstlineno
            print(F.__name__, t.tb_lineno - first, t.tb_frame.f_lineno - first)
            t = t.tb_next
