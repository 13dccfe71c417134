head = None
for i in range(5):
    head = {"value": i, "next": head}
node = head
while node:
    print(node["value"])
    node = node["next"]
