print("123".isdigit(), "12a".isdigit(), "abc".isalpha(), "".isdigit(), "a1".isalnum(), " ".isspace())
