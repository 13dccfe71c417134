print(0, 1, 1_000_000, 0x1f, 0XFF, 0o17, 0O7, 0b101, 0B1, 0xdead_beef, 00, 0_0)
