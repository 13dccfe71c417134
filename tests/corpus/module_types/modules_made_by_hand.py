import types


class Lazy(types.ModuleType):
    kind = "class attribute"

    def __getattr__(self, name):
        return "made up: " + name


plain = types.ModuleType("plain", "a text")
print(plain, plain.__name__, plain.__doc__, sorted(vars(plain)))
plain.answer = 42
print(plain.answer)
lazy = Lazy("lazy")
lazy.own = 1
print(lazy.own, lazy.kind, lazy.missing, lazy.__doc__, isinstance(lazy, types.ModuleType))
empty = types.ModuleType.__new__(types.ModuleType)
print(empty, vars(empty))
for action in (lambda: plain.missing, lambda: empty.missing, lambda: types.ModuleType(),
               lambda: types.ModuleType(5), lambda: object.__new__(types.ModuleType)):
    try:
        print(action())
    except (AttributeError, TypeError) as e:
        print(type(e).__name__, e)

cell, other = types.CellType(5), types.CellType()
print(cell.cell_contents, other < cell, cell == types.CellType(5), other == types.CellType())
try:
    print(other.cell_contents)
except ValueError as e:
    print(e)
try:
    print(hash(cell))
except TypeError as e:
    print(e)
