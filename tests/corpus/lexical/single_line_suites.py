if 1: print("a")
for i in range(2): print(i); print("-")
while False: pass
def f(): return 5
print(f())
