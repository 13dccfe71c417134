import typing
from typing import ContextManager, IO, List, Match, Pattern, TextIO, get_origin

print(Pattern[str], Match, IO[str], TextIO, ContextManager[int], get_origin(int | str))
try:
    List[int]()
except TypeError as error:
    print(error)
