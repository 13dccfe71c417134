# Limits are set, inherited, enforced and not raised again.
import os
import resource
import sys

print(resource.RLIM_INFINITY, resource.RLIMIT_NOFILE, resource.RLIMIT_AS, resource.RLIMIT_NPROC)
soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
print(0 < soft <= hard or hard == resource.RLIM_INFINITY)
resource.setrlimit(resource.RLIMIT_NOFILE, (20, 25))
print(resource.getrlimit(resource.RLIMIT_NOFILE))
ends = []
try:
    while True:
        ends.extend(os.pipe())
except OSError as error:
    print(error, 8 <= len(ends) <= 20)
for limits in ((30, 25), (20, 10**9), (1,), (1, 2, 3)):
    try:
        resource.setrlimit(resource.RLIMIT_CORE if len(limits) == 2 else 0, limits)
        print("set")
    except (ValueError, OSError) as error:
        print(type(error).__name__, error)
for number in (-1, 99):
    try:
        resource.getrlimit(number)
    except ValueError as error:
        print(error)
sys.stdout.flush()
if os.fork() == 0:
    print(resource.getrlimit(resource.RLIMIT_NOFILE))
    sys.stdout.flush()
    os._exit(0)
os.wait4(-1, 0)
