# With annotations as texts, ClassVar, InitVar and KW_ONLY are known by what the module names so.
from __future__ import annotations

import dataclasses
import typing
import typing as t
from dataclasses import InitVar, dataclass
from typing import ClassVar as Shared


class NotTyping:
    ClassVar = int


@dataclass
class Item:
    plain: int
    odd: NotTyping.ClassVar = 2
    shared: Shared[int] = 3
    also: typing.ClassVar = 4
    too: t . ClassVar [ int ] = 5
    start: dataclasses.InitVar[int] = 6
    other: InitVar = 7
    _: dataclasses.KW_ONLY = None
    last: str = "l"

    def __post_init__(self, start, other):
        print("start", start, other)


print(Item(1, last="z"), [each.name for each in dataclasses.fields(Item)])
print(dataclasses.fields(Item)[0].type, dataclasses.fields(Item)[0].metadata)
