import os

reader, writer = os.pipe()
for signal in (9, 15):
    pid = os.fork()
    if pid == 0:
        os.close(writer)
        os.read(reader, 1)
        os._exit(0)
    print(os.kill(pid, 0), os.kill(pid, signal))
    ended, status = os.waitpid(pid, 0)
    print(ended == pid, os.WIFSIGNALED(status))
try:
    os.kill(pid, 15)
except OSError as error:
    print(error)
try:
    os.kill(1 << 20, 77)
except OSError as error:
    print(error.errno)
