import os

reader, writer = os.pipe()
pid = os.fork()
if pid == 0:
    print(os.dup2(writer, 1))
    os.close(reader)
    print("into the pipe", flush=True)
    os._exit(0)
os.close(writer)
text = b""
while True:
    part = os.read(reader, 100)
    if part == b"":
        break
    text = text + part
print(text)
os.waitpid(pid, 0)
