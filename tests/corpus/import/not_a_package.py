import helpers.plain.deeper
