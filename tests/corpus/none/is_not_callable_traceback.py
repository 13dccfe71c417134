value = None
value()
