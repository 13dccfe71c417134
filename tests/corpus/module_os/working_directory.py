import os

print(os.chdir("/"))
print(os.getcwd())
try:
    os.chdir("/no/such/place")
except OSError as error:
    print(error)
