import os

reader, writer = os.pipe()
pid = os.fork()
if pid == 0:
    os.close(reader)
    os.write(writer, b"from the child")
    os._exit(7)
os.close(writer)
print(os.read(reader, 4), os.read(reader, 100), os.read(reader, 1))
os.close(reader)
print(os.WEXITSTATUS(os.waitpid(pid, 0)[1]))
