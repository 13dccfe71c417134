print("triangle is loaded")
