# super() in a method whose first argument is None is bound to nothing, as super(C) is.
class Base:
    def name(self):
        return "base"


class Child(Base):
    def name(self):
        return super().name()


print(Child().name(), super(Child, None), super(Child), super(Child, Child()).name())
try:
    Child.name(None)
except AttributeError as problem:
    print(problem)
