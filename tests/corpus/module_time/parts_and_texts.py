import time

t = time.gmtime(0)
print(t, t[0], t.tm_yday, t.tm_zone, len(t))
print(time.strftime("%Y-%m-%d %H:%M:%S %j %U %W %A %B %p %I %y %a %b %c|%x|%X|%e %F %T %D %R %u %w %%",
                    time.gmtime(1700000000)))
print(time.asctime(time.gmtime(1e9)), time.mktime((2024, 14, 1, 0, 0, 0, 0, 0, 0)) -
      time.mktime((2025, 2, 1, 0, 0, 0, 0, 0, 0)))
print(time.strptime("2024-02-29 13:05:09", "%Y-%m-%d %H:%M:%S"))
print(time.strptime("12:30 PM", "%I:%M %p"), time.strptime("1 Mar 99", "%d %b %y"))
print(isinstance(time.localtime(), time.struct_time), time.struct_time(range(9)))
for wrong in (lambda: time.strptime("x", "%Y"), lambda: time.strptime("2024x", "%Y"),
              lambda: time.strptime("30 Feb 2001", "%d %b %Y"), lambda: time.strptime("x", "%Q"),
              lambda: time.gmtime("x"), lambda: time.struct_time((1, 2)),
              lambda: time.strftime("%Y", (2024, 13, 1, 0, 0, 0, 0, 1, 0)),
              lambda: time.strftime(5), lambda: time.mktime(5), lambda: time.nothing):
    try:
        print(wrong())
    except Exception as error:
        print(type(error).__name__, error)
