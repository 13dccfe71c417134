import functools, operator
@functools.singledispatch
def show(x): return f"object {x}"
@show.register
def _(x: int): return f"int {x}"
@show.register(list)
@show.register(tuple)
def _(x): return "sequence " + ", ".join(map(show, x))
print(show(1), show("a"), show([1, "b"]), show((True,)), show.dispatch(bool) is show.dispatch(int), sorted(t.__name__ for t in show.registry), show.__name__)
try: show()
except TypeError as e: print(e)
class C:
    def set(self, name, value): return (name, value)
    on = functools.partialmethod(set, "on", value=True)
    @functools.singledispatchmethod
    def neg(self, x): return "?"
    @neg.register
    def _(self, x: int): return -x
print(C().on(), C().neg(3), C().neg("x"))
print(operator.ipow(2, 3), operator.ifloordiv(7, 2), operator.iconcat([1], [2]), operator.call(len, "abc"), operator.imod(7, 4))
