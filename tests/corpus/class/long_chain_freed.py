class Node:
    def __init__(self, next): self.next = next

n = None
for i in range(100000):
    n = Node(n)
n = None
print('freed')
