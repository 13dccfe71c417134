x = {}
print(f"value: {x['key']}")
