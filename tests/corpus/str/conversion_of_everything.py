print(str(1), str(1.5), str(True), str(None), str([1, "a"]), str((1,)), str({"k": 1}), str("s"))
