"""The shell's jobs: the processes of a pipeline, in a group of their own, so that what is typed at
the terminal (Ctrl-C, Ctrl-Z) is for all of them and not for the shell. The terminal belongs to one
group at a time: the foreground job's, or the shell's."""

import os
import signal
import sys

TERMINAL = 0
QUIET_SIGNALS = (signal.SIGINT, signal.SIGPIPE)  # what ended by them is not worth a word
DESCRIPTIONS = {
    signal.SIGHUP: "Hangup", signal.SIGINT: "Interrupt", signal.SIGQUIT: "Quit",
    signal.SIGILL: "Illegal instruction", signal.SIGTRAP: "Trace/breakpoint trap",
    signal.SIGABRT: "Aborted", signal.SIGBUS: "Bus error",
    signal.SIGFPE: "Floating point exception", signal.SIGKILL: "Killed",
    signal.SIGSEGV: "Segmentation fault", signal.SIGPIPE: "Broken pipe",
    signal.SIGALRM: "Alarm clock", signal.SIGTERM: "Terminated",
}


def exit_status(status):
    """What $? is for a status of waitpid."""
    if os.WIFSIGNALED(status):
        return 128 + os.WTERMSIG(status)
    return 128 + os.WSTOPSIG(status) if os.WIFSTOPPED(status) else os.WEXITSTATUS(status)


class Job:
    def __init__(self, number, group, pids, text):
        self.number, self.group, self.text = number, group, text
        self.pids = pids             # in the pipeline's order
        self.statuses = {}           # of those that have ended or stand still, as waitpid says it
        self.in_background = False

    def has_ended(self):
        return all(pid in self.statuses and not os.WIFSTOPPED(self.statuses[pid])
                   for pid in self.pids)

    def is_stopped(self):
        return not self.has_ended() and all(pid in self.statuses for pid in self.pids)

    def status(self):
        """Of the pipeline's last process, which is the job's."""
        return exit_status(self.statuses[self.pids[-1]])

    def state(self):
        if self.is_stopped():
            return "Stopped"
        if not self.has_ended():
            return "Running"
        status = self.statuses[self.pids[-1]]
        if os.WIFSIGNALED(status):
            number = os.WTERMSIG(status)
            return DESCRIPTIONS.get(number, f"Signal {number}")
        return f"Exit {os.WEXITSTATUS(status)}" if os.WEXITSTATUS(status) else "Done"


class Jobs:
    """All jobs that were not yet told to have ended. Without control (a script, sh -c) every
    process stays in the shell's own group, and gets its signals."""

    def __init__(self, control):
        self.control = control
        self.list = []

    def add(self, group, pids, text):
        job = Job(1 + max([job.number for job in self.list], default=0), group, pids, text)
        self.list.append(job)
        return job

    def find(self, name):
        """The job that %1, 1, % or %+ name; without a name the last one. None: there is none."""
        number = (name or "").removeprefix("%")
        if number in ("", "+", "%"):
            return self.list[-1] if self.list else None
        return next((job for job in self.list if str(job.number) == number), None)

    # ---- the terminal ----

    def give_terminal(self, group):
        if self.control:
            os.tcsetpgrp(TERMINAL, group)

    def take_terminal_back(self):
        self.give_terminal(os.getpgrp())

    # ---- waiting ----

    def note(self, pid, status):
        for job in self.list:
            if pid in job.pids:
                job.statuses[pid] = status

    def wait_for_any(self, options):
        """Notes a change of a child; False: there is none to come (or, with WNOHANG, none yet)."""
        try:
            pid, status = os.waitpid(-1, options | os.WUNTRACED)
        except ChildProcessError:
            return False
        self.note(pid, status)
        return pid != 0

    def look(self):
        """Notes what has happened to the jobs in the background."""
        while self.wait_for_any(os.WNOHANG):
            pass

    def wait(self, job):
        """Waits until the job ends or stands still."""
        while not job.has_ended() and not job.is_stopped():
            if not self.wait_for_any(0):
                break

    def run_in_foreground(self, job):
        """Waits for it with the terminal in its hands. The exit status."""
        job.in_background = False
        self.wait(job)
        self.take_terminal_back()
        if job.is_stopped():
            print(f"\n{self.line(job)}", file=sys.stderr)
            return job.status()
        self.list.remove(job)
        status = job.statuses[job.pids[-1]]
        if os.WIFSIGNALED(status) and os.WTERMSIG(status) not in QUIET_SIGNALS:
            print(job.state(), file=sys.stderr)
        return job.status()

    def resume(self, job, foreground):
        """Lets a job go on that stands still."""
        job.statuses = {pid: status for pid, status in job.statuses.items()
                        if not os.WIFSTOPPED(status)}
        job.in_background = not foreground
        if foreground:
            self.give_terminal(job.group)
        os.kill(-job.group, signal.SIGCONT)

    def hang_up(self):
        """Ends the jobs that stand still, when nobody is left who could let them go on."""
        for job in self.list:
            if job.is_stopped():
                os.kill(-job.group, signal.SIGHUP)
                os.kill(-job.group, signal.SIGCONT)

    # ---- telling ----

    def line(self, job):
        mark = "+" if job is self.list[-1] else "-" if self.list[-2:-1] == [job] else " "
        running = " &" if job.state() == "Running" else ""
        return f"[{job.number}]{mark}  {job.state():24}{job.text}{running}"

    def tell_changes(self):
        """Says which background jobs have ended, and forgets them."""
        self.look()
        for job in list(self.list):
            if job.has_ended():
                print(self.line(job), file=sys.stderr)
                self.list.remove(job)
