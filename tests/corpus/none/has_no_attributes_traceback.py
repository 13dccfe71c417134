value = None
print(value.name)
