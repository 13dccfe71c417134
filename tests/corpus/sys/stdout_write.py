import sys
sys.stdout.write("written\n")
n = sys.stdout.write("")
print(n)
