# hello - prints a line from a process of its own

print("Hello from a process of its own.")
