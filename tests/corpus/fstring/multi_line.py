x = 1
text = f"""first {x}
second {x + 1}
"""
print(text, f"a{x}" "b" f"c{x}")
