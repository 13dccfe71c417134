print("a" + "b" + "c", "ab" * 3, 2 * "xy", "x" * 0, "x" * -1, "" + "")
text = "start"
text += " end"
text *= 2
print(text)
