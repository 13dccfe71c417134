/*
 * commands.h: the table of GDB's commands, and what a client has said so far.
 */
#ifndef GDB_COMMANDS_H
#define GDB_COMMANDS_H

#include <stdbool.h>
#include <stdint.h>

#include "kernel/debug/gdb/debug_registers.h"
#include "kernel/debug/gdb/resume.h"
#include "kernel/debug/gdb/wire.h"

struct process;

/* Why the machine stopped. Signals have GDB's numbers (include/gdb/signals.def). */
enum { STOP_NO_SIGNAL = 0, STOP_INTERRUPT = 2, STOP_TRAP = 5, STOP_BUS_ERROR = 10,
       STOP_FAULT = 11 };
enum stop_reason { STOP_PLAIN, STOP_STEP, STOP_BREAKPOINT, STOP_HARDWARE_BREAKPOINT,
                   STOP_WATCHPOINT };
struct stop {
    int signal;
    enum stop_reason reason;
    enum watch_kind watch; /* STOP_WATCHPOINT: of which kind, and where */
    uint32_t address;
};

enum command_outcome {
    COMMAND_ANSWERED, /* GDB will ask again */
    COMMAND_RESUMES,  /* as commands_resumption says */
    COMMAND_DETACHES,
};

enum command_outcome commands_execute(struct cursor *command);
/* The thread that GDB asks about (`Hg`), which may have gone; its process (NULL: none). */
int commands_selected_thread(void);
struct process *commands_selected_process(void);
const struct resumption *commands_resumption(void);
/* Whether the thread is to go on with the signal that it was stopped for. */
bool commands_passes_signal(void);
/* Whether GDB asks for the list of threads only because a step has ended, as it does at each stop:
 * then it shows nobody what they are called. Only the first question counts. */
bool commands_list_is_unseen(void);
bool commands_catch_faults(void);   /* monitor catch faults */
void commands_set_catch_faults(bool on);

/* The machine has stopped; NULL: because a client has come. */
void commands_stopped(const struct stop *stop);
void commands_report_stop(void);
void commands_forget_client(void);

#endif
