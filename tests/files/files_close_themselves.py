import gc

f = open("f", "w")
f.write("the count fell to zero")
del f
print(open("f").read())


class Node:
    pass


node = Node()
node.me = node
node.file = open("f", "w")
node.file.write("the collector found it")
del node
print(gc.collect() > 0, open("f").read())
with open("f", "w") as f:
    print("printed", 1, [2], file=f)
    print("more", end="", file=f, flush=True)
    print(repr(open("f").read()))
last = open("f", "w")
last.write("at the end of the program")
