name = "ä€𝄞"; print(name + 5)
