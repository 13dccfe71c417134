"""The future is now."""
from __future__ import annotations

import __future__


def f(a: undefined, b: "quoted", c: list[int] = 1, *args: tuple[int, ...], d: int | None = None,
      **more: dict[str, list[x.y]]) -> Callable[[int, str], "R"]:
    pass


print(f.__annotations__)


class C:
    x: Never.defined
    y: Annotated[int, Field(1, gt=-2, **k)] = 3
    w: a + b * (c + d) ** e
    v: (a, b)
    u: x[a, b][c,]
    t: x[1][()]
    s: Literal["a", 'b', b"c", 1.5, None, ...]


print(C.__annotations__)
name: Unknown = 1
print(__annotations__, __future__.annotations, __future__.division.getMandatoryRelease())
