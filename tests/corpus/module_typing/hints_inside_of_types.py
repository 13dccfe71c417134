# get_type_hints replaces names in quotes wherever they stand, and drops what Annotated adds.
from typing import Annotated, ClassVar, Dict, List, Literal, Optional, Union, get_type_hints, final
from typing import no_type_check


class Node:
    children: List["Node"]
    parent: Optional["Node"] = None
    table: "dict[str, list['Node']]"
    plain: list["Node"]
    both: Union["Node", Dict[str, "Node"]]
    noted: Annotated[int, "metres"]
    inside: List[Annotated["Node", 1]]
    shared: ClassVar["int"] = 1
    word: Literal["Node"] = "Node"

    def method(self, other: "Node", *rest: "int") -> "None":
        pass


for name, hint in get_type_hints(Node).items():
    print(name, hint)
print(get_type_hints(Node, include_extras=True)["noted"], get_type_hints(Node.method))
print(get_type_hints(Node, localns={"Node": int}, globalns={**globals()})["plain"])


@no_type_check
def unchecked(x: "no such name"):
    pass


@final
class Last:
    pass


print(get_type_hints(unchecked), Last.__final__, final(3))
