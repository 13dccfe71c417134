"""make run, seen from the terminal: the prompt of init, a program that is interrupted, the end."""
import shutil
import subprocess

import pexpect

from support import BUILD, KERNEL, QEMU, QEMU_OPTIONS, compile_program

PROMPT = "terrarium> "


def test_control_c_ends_a_program_and_not_init(tmp_path):
    (tmp_path / "loop.py").write_text("print('looping')\nwhile True:\n    pass\n")
    compile_program(tmp_path / "loop.py", tmp_path / "loop")
    disk = shutil.copy(BUILD / "disk.img", tmp_path / "disk.img")
    subprocess.run(["debugfs", "-w", "-f", "-", disk], check=True, stdout=subprocess.DEVNULL,
                   stderr=subprocess.DEVNULL, input=f"cd bin\nwrite {tmp_path}/loop loop\n".encode())
    terminal = pexpect.spawn(QEMU, [*QEMU_OPTIONS, "-cpu", "max", "-kernel", str(KERNEL), "-serial",
                                    "mon:stdio", "-drive", f"file={disk},format=raw,if=ide,index=0"],
                             timeout=60, encoding="utf-8")
    try:
        terminal.expect_exact(PROMPT)
        terminal.sendline("loop")
        terminal.expect_exact("looping")
        terminal.sendcontrol("c")
        terminal.expect_exact("ended by signal 2")
        terminal.expect_exact(PROMPT)
        terminal.sendline("poweroff")
        terminal.expect_exact("power off: status 0")
    finally:
        terminal.close(force=True)
