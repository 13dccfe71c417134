from collections import UserString

u = UserString("hello")
print(u, repr(u), u.upper(), type(u.upper()).__name__, u + " x", "a" + u, u * 2, u[1:3], len(u))
print(u == "hello", "ell" in u, u.find(UserString("l")), u.split("l"), UserString(5), u.encode())
print(u.replace("l", "L"), hash(u) == hash("hello"), sorted([UserString("b"), UserString("a")]))
print(UserString("%s!") % 3, u.startswith("he"), u.title(), u.isalpha(), type(u[0]).__name__)
