import helpers.first
print(helpers.first.NAME, helpers.second.NAME)
