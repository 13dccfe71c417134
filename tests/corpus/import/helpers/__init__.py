print("package", __name__, __package__)
LEVEL = 1
