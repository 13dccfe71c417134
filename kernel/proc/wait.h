/*
 * wait.h: what a parent hears of its children: waitpid(2) and wait4(2).
 */
#ifndef WAIT_H
#define WAIT_H

struct process;

/* Waits until a child of the current process, or a process that it traces, has ended, stopped (its
 * own children: with WUNTRACED) or gone on (WCONTINUED). pid as for waitpid, -1 any child, 0 one of the caller's
 * group, -n one of group n. 0 with *child set (NULL: WNOHANG and there is nothing to say), -ECHILD,
 * -ERESTARTSYS. What was found stays to be found again until wait_finish. */
int wait_for_child(int pid, int options, struct process **child);
int wait_status(const struct process *child);
/* It was told: what is left of an ended child is freed. */
void wait_finish(struct process *child);

#endif
