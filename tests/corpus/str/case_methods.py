print("Hello".upper(), "Hello".lower(), "hello".capitalize(), "hello world".title())
