# A member may bear the name of a property of its class; dir() lists members and public methods.
import enum


class Shown(enum.Enum):
    @enum.property
    def first(self):
        return f"{self.name} is first"


class Place(Shown):
    first = 1
    second = 2


class Part(enum.Enum):
    name = "n"
    value = "v"


print(Place.first, Place.second.first, Place.first.first, list(Place))
print(Part.name, Part.value, Part.value.name, Part.name.value)
print(dir(Place), dir(Place.first))
print([name for name in dir(enum.IntEnum("Number", "one")) if not name.startswith("__")])
try:
    Place.first.value = 3
except AttributeError as error:
    print(error)
print(type(Place.__members__), dict(Place.__members__))
