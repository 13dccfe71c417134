print("Hello from a process of its own.")
