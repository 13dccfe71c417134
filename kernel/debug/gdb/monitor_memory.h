/*
 * monitor_memory.h: what `monitor frames` and `monitor heap` show, and how monitor's commands
 * print.
 */
#ifndef GDB_MONITOR_MEMORY_H
#define GDB_MONITOR_MEMORY_H

struct process;

void monitor_put(void *context, char character); /* a format_sink */
void monitor_print(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* As the shell's `frames`: a map, and how many frames are of which kind. */
void monitor_frame_map(void);
/* As its `frames -l`, and `frames -p PID` (0: all of them). */
void monitor_frame_runs(int pid);
/* As memory.heap() says it of its own process; the process has its memory still. */
void monitor_heap(struct process *process);

#endif
