import sys
print(len(sys.argv), sys.argv[0].split("/")[-1], sys.argv[1:])
