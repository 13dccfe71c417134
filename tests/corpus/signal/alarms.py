# alarm, setitimer, getitimer, pause.
import signal

rings = []
signal.signal(signal.SIGALRM, lambda number, frame: rings.append(number))
print(signal.alarm(100), signal.alarm(50), signal.alarm(0), signal.alarm(0))
print(signal.setitimer(signal.ITIMER_REAL, 0.01, 0.01))
while len(rings) < 3:
    signal.pause()
left, interval = signal.setitimer(signal.ITIMER_REAL, 0)
print(len(rings) >= 3, 0 < left <= 0.011, 0.0099 < interval < 0.0101)
print(signal.getitimer(signal.ITIMER_REAL))
for seconds in (-1, float("nan")):
    try:
        signal.setitimer(signal.ITIMER_REAL, seconds)
        print("set", seconds)
    except (OSError, ValueError) as error:
        print(isinstance(error, signal.ItimerError) or type(error).__name__)
