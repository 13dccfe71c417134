"""setattr interns the name, so that it is the one that the program's text has."""
class A:
    pass


a = A()
name = "".join(["na", "me"])
print(name is "name".strip())
setattr(a, name, 1)
print([key for key in a.__dict__][0] is "name".strip(), a.name)
