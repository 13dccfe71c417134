count = "5"
count += 1
