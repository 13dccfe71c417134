# ParamSpec and Concatenate in annotations; Annotated is flattened; collections under older names.
import functools
import typing
from typing import (Annotated, Callable, Concatenate, Counter, DefaultDict, Deque, Generic, List,
                    ParamSpec, TypeVar, Union, get_args, get_type_hints)

P = ParamSpec("P")
R = TypeVar("R")


def logged(function: Callable[P, R]) -> Callable[P, R]:
    @functools.wraps(function)
    def wrapper(*args: P.args, **kwargs: P.kwargs) -> R:
        return function(*args, **kwargs)
    return wrapper


class Task(Generic[P, R]):
    pass


print(get_type_hints(logged), P, P.args, P.kwargs, P.__name__, Task.__parameters__)
print(Callable[Concatenate[int, P], R], get_args(Callable[P, R]), get_args(Callable[[int], str]))
print(Annotated[Annotated[int, 1], 2], Annotated[int, 1] == Annotated[int, 2],
      hash(Annotated[int, 1]) == hash(Annotated[int, 1]))
print(Union[int, str] == int | str, int | str == Union[int, str],
      hash(int | str) == hash(Union[int, str]))
print(Deque([1]), DefaultDict(int), Counter("ab"), typing.OrderedDict(), typing.T, typing.T_co)
for wrong in (lambda: List(), lambda: get_type_hints(3), lambda: Concatenate[int]):
    try:
        print(wrong())
    except TypeError as error:
        print(error)
