"""An inventory kept as JSON: dataclasses, json, a file-like object, totals."""
import io
import json
from dataclasses import asdict, dataclass, field


@dataclass(order=True)
class Item:
    name: str
    price: float
    quantity: int = 0
    tags: list[str] = field(default_factory=list, compare=False)

    def __post_init__(self):
        if self.price < 0:
            raise ValueError(f"negative price: {self.price}")

    @property
    def total(self) -> float:
        return self.price * self.quantity


@dataclass
class Inventory:
    items: dict[str, Item] = field(default_factory=dict)

    def add(self, item: Item) -> None:
        if item.name in self.items:
            self.items[item.name].quantity += item.quantity
        else:
            self.items[item.name] = item

    def save(self, file) -> None:
        json.dump([asdict(item) for item in self.items.values()], file, indent=2)

    @classmethod
    def load(cls, file) -> "Inventory":
        inventory = cls()
        for entry in json.load(file):
            inventory.add(Item(**entry))
        return inventory

    def total(self) -> float:
        return sum(item.total for item in self.items.values())


stock = Inventory()
stock.add(Item("pen", 1.25, 100, ["office"]))
stock.add(Item("desk", 199.99, 3, ["office", "furniture"]))
stock.add(Item("pen", 1.25, 20))
file = io.StringIO()
stock.save(file)
print(file.getvalue())
file.seek(0)
again = Inventory.load(file)
print(again == stock, again.total(), sorted(again.items.values())[0])
try:
    Item("hole", -1)
except ValueError as error:
    print(error)
for text in ('[{"name": "x"}]', '[{"name": "x", "price": 1', '[{"nam": "x", "price": 1}]'):
    try:
        Inventory.load(io.StringIO(text))
    except json.JSONDecodeError as error:
        print("JSON:", error)
    except TypeError as error:
        print("TypeError:", error)
