text = "abc"
print(text.upper().lowercase)
