from helpers.plain import nothing
