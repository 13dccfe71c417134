class A: pass
class B:
    def __init__(self, x): pass
class C:
    def __init__(self): return 1
for code in ('A(1)', 'B()', 'B(1, 2)', 'B(y=1)', 'C()', 'A.nope', 'A().nope', 'object(1)'):
    try:
        eval(code)
    except (TypeError, AttributeError) as e:
        print(type(e).__name__, e)
