from typing import *
from typing import TYPE_CHECKING
import typing, collections.abc
T = TypeVar("T"); K = TypeVar("K", int, str)
print(Optional[int], Union[int, str], Union[int, None], List[int], Dict[str, List[int]], Tuple[int, ...], Callable[[int, str], bool], Callable[..., int], Any, Type[int])
print(List, Dict, Iterable[int], Union[int, int], Union[Union[int, str], float], Optional[Union[int, str]], Literal[1, "a"], ClassVar[int], Final, T, K)
print(List[int] == List[int], Union[int, str] == Union[str, int], hash(List[int]) == hash(List[int]), Optional["Foo"])
class Box(Generic[T]):
    def __init__(self, x: T): self.x = x
    def get(self) -> T: return self.x
b = Box[int](3); print(b.get(), Box[int], Box.__parameters__, Box.__mro__, Box("a").x)
class Pair(Box[K], Generic[T, K]): pass
print(Pair.__parameters__, Pair[int, str])
class P(NamedTuple):
    x: int
    y: int = 0
    def norm(self): return self.x + self.y
p = P(1); print(p, p.norm(), p._fields, P.__annotations__, P._field_defaults, isinstance(p, tuple), P(3, y=4)._replace(x=1))
Q = NamedTuple("Q", [("a", int), ("b", str)]); print(Q(1, "x"))
@runtime_checkable
class Quacks(Protocol):
    def quack(self) -> str: ...
class Duck:
    def quack(self): return "Q"
print(isinstance(Duck(), Quacks), isinstance(3, Quacks), issubclass(Duck, Quacks))
class Shape(Protocol):
    def area(self) -> float: ...
class Sq(Shape):
    def area(self): return 4
print(Sq().area())
for f in (lambda: isinstance(Duck(), Shape), lambda: Shape(), lambda: List(), lambda: Any(), lambda: Union[()], lambda: List[int, str], lambda: Box[int, str], lambda: isinstance([], List[int])):
    try: print(f())
    except TypeError as e: print(e)
class Movie(TypedDict, total=False):
    name: str
    year: int
m: Movie = {"name": "x"}
print(Movie(name="y"), Movie.__annotations__, type(Movie(name="z")), Movie.__required_keys__)
UserId = NewType("UserId", int); print(UserId(5), UserId)
def f(x: Optional[int] = None, *a: str, **k: "Box") -> List[str]: return cast(List[str], x)
print(get_type_hints(f), f.__annotations__, TYPE_CHECKING)
print(get_origin(List[int]), get_args(Dict[str, int]), get_origin(Union[int, str]), get_args(Callable[[int], str]), get_origin(int), get_args(int | str))
print(isinstance([], List), isinstance({}, Mapping), isinstance([], Iterable), issubclass(list, Sequence), isinstance(3, (Hashable)), isinstance(print, Callable))
class L(List[int]): pass
print(L([1]), L.__mro__)
Vector = List[float]; print(Vector, Dict[str, T][int], int | Optional[str], List[int] | None)
print(Annotated[int, "x"], typing.Text, SupportsInt, isinstance(3, SupportsInt))
