# A classmethod and a staticmethod show the annotations of their function.
class Tool:
    @classmethod
    def make(cls, size: int) -> "Tool":
        "makes one"

    @staticmethod
    def check(text: str):
        pass


for name in ("make", "check"):
    method = vars(Tool)[name]
    print(method.__annotations__, method.__wrapped__.__name__, method.__doc__)
