import io

with io.StringIO() as f:
    f.write("x")
f.write("y")
