# Terrarium: builds the kernel, the interpreter (for the host and for ring 3), the disk image and
# the boot ISO, and runs and tests them. `make help` lists the targets.
#
# What a newcomer should know: sources are found by wildcard, so a new file needs no line here;
# everything made lies under $(BUILD); CROSS names the compiler for the machine.

BUILD   ?= build
HOSTCC  ?= gcc
NASM    ?= nasm
QEMU    ?= qemu-system-i386
GDB     ?= gdb
PYTHON3 ?= $(shell test -x /usr/bin/python3 && echo /usr/bin/python3 || echo python3)
CPU     ?= max
MEMORY  ?= 128
ACCEL   ?= tcg
PYTEST_ARGS ?=
# The disk of `make run`, which keeps what is written on the machine; `make clean` leaves it alone.
DISK    ?= terrarium.img
DISK_SIZE ?= 64M
JOBS    ?= $(shell nproc 2>/dev/null || echo 2)

# The compiler for the machine: Debian's cross compiler, any i686-elf-, or a gcc that knows -m32.
ifeq ($(origin CROSS),undefined)
CROSS := $(shell for prefix in i686-linux-gnu- i686-elf-; do \
    command -v $${prefix}gcc >/dev/null && echo $$prefix && exit; done; \
    gcc -m32 -nostdlib -Wl,-e0 -x c /dev/null -lgcc -o /dev/null 2>/dev/null || \
    echo i686-linux-gnu-)
endif
GRUB_MKRESCUE ?= $(firstword $(foreach name,grub-mkrescue grub2-mkrescue i686-elf-grub-mkrescue,\
    $(shell command -v $(name))) grub-mkrescue)

MAKEFLAGS += --no-builtin-rules --no-print-directory
.SUFFIXES:
.DELETE_ON_ERROR:
.DEFAULT_GOAL := all

# Warnings are errors in CI only: a newer compiler's new warning must not stop a user.
ifeq ($(CI),true)
WERROR := 1
endif
# Short lines for what is done; V=1 shows the commands.
ifdef V
say = @:
Q :=
else
say = @echo "  $(1)"
Q := @
endif

WARNINGS := -Wall -Wextra $(if $(WERROR),-Werror)

# ---- Kernel -------------------------------------------------------------------------------------
# General registers only: the vector state belongs to the process that runs. No PIC, no unwind
# tables: nothing here relocates or throws. Frame pointers are what a panic's backtrace walks.
KERNEL_CFLAGS := -std=gnu17 -O2 -g -ffreestanding -m32 -march=i686 -mgeneral-regs-only \
    -fno-pic -fno-pie -fno-stack-protector -fno-asynchronous-unwind-tables -fcf-protection=none \
    -fno-omit-frame-pointer -fno-optimize-sibling-calls -fno-strict-aliasing -fno-common \
    $(WARNINGS) -I.
KERNEL_LDFLAGS := -m32 -nostdlib -static -no-pie -Wl,--build-id=none -Wl,-z,noexecstack \
    -Wl,-z,max-page-size=4096 -Wl,--no-warn-rwx-segments

KERNEL_SOURCES := $(sort $(wildcard boot/*.asm boot/*.c kernel/*.c kernel/*/*.asm kernel/*/*.c \
    kernel/*/*/*.asm kernel/*/*/*.c mm/*.c))
KERNEL_OBJECTS := $(KERNEL_SOURCES:%=$(BUILD)/kernel/%.o)

# This one runs before the processor is known to be an i686: nothing newer than a 386 in it.
$(BUILD)/kernel/boot/check_cpu.c.o: KERNEL_CFLAGS := \
    $(patsubst -march=i686,-march=i386 -mno-sse,$(KERNEL_CFLAGS))

$(BUILD)/kernel/%.c.o: %.c $(BUILD)/flags
	@mkdir -p $(@D)
	$(call say,CC      $@)
	$(Q)$(CROSS)gcc $(KERNEL_CFLAGS) -MMD -MP -c $< -o $@

$(BUILD)/kernel/%.asm.o: %.asm $(BUILD)/flags
	@mkdir -p $(@D)
	$(call say,NASM    $@)
	$(Q)$(NASM) -f elf32 -g -F dwarf -I./ -MD $(@:.o=.d) -MP $< -o $@

# Linked twice: the first link's symbols become the table that a backtrace reads in the second.
$(BUILD)/kernel/first.elf: $(KERNEL_OBJECTS) linker.ld $(BUILD)/flags
	$(Q)$(CROSS)gcc $(KERNEL_LDFLAGS) -T linker.ld $(KERNEL_OBJECTS) -lgcc -o $@
$(BUILD)/kernel/symbols.asm: $(BUILD)/kernel/first.elf kernel/debug/symbols.awk
	$(Q)$(CROSS)nm -n $< | LC_ALL=C awk -f kernel/debug/symbols.awk >$@
$(BUILD)/kernel/symbols.o: $(BUILD)/kernel/symbols.asm
	$(Q)$(NASM) -f elf32 $< -o $@
$(BUILD)/kernel.elf: $(BUILD)/kernel/symbols.o
	$(call say,LINK    $@)
	$(Q)$(CROSS)gcc $(KERNEL_LDFLAGS) -T linker.ld $(KERNEL_OBJECTS) $< -lgcc -o $@

# ---- Interpreter --------------------------------------------------------------------------------
# interp/main/ holds the host's main programs, one file each; platform/posix*.c is the host's world.
# SSE2 arithmetic everywhere: the x87's 80-bit intermediate results would print other floats.
INTERP_SOURCES := $(sort $(filter-out interp/main/% interp/platform/posix%.c, \
    $(wildcard interp/*/*.c)))
INTERP_CFLAGS := -std=gnu17 -g $(WARNINGS) -I. -Iinterp -fno-strict-aliasing

ifdef SAN
HOST := $(BUILD)/san
# Without points-to analysis: it takes half a minute of the sanitized eval.c, for nothing here.
HOST_OPTIMIZE := -O1 -fno-tree-pta -fno-omit-frame-pointer -fsanitize=address,undefined \
    -fno-sanitize-recover=undefined
else
HOST := $(BUILD)/host
HOST_OPTIMIZE := -O2
endif
HOST32 := $(BUILD)/host32
HOST_CFLAGS := $(INTERP_CFLAGS) $(HOST_OPTIMIZE)
# It runs on any i686, with its instructions in the order that today's processors like (-mtune): 5 %
# less time for the bench programs than with the Pentium Pro's.
HOST32_CFLAGS := $(INTERP_CFLAGS) -O2 -m32 -march=i686 -mtune=generic -msse2 -mfpmath=sse -fno-pic -fno-pie
HOST_SOURCES := $(INTERP_SOURCES) $(wildcard interp/platform/posix*.c)
HOST_PROGRAMS := $(patsubst interp/main/%.c,%,$(wildcard interp/main/*.c))

$(HOST)/obj/%.o: % $(HOST)/flags
	@mkdir -p $(@D)
	$(call say,CC      $@)
	$(Q)$(HOSTCC) $(HOST_CFLAGS) -MMD -MP -c $< -o $@

$(HOST)/libinterp.a: $(HOST_SOURCES:%=$(HOST)/obj/%.o)
	@rm -f $@
	$(Q)$(AR) rcs $@ $^

$(HOST_PROGRAMS:%=$(HOST)/%): $(HOST)/%: $(HOST)/obj/interp/main/%.c.o $(HOST)/libinterp.a
	$(call say,LINK    $@)
	$(Q)$(HOSTCC) $(HOST_OPTIMIZE) $^ -o $@

# The modules that are written in Python: the interpreter looks for lib/python beside itself.
$(HOST)/lib/python $(HOST32)/lib/python:
	@mkdir -p $(@D)
	@ln -sfn $(CURDIR)/user/lib $@

$(HOST32)/obj/%.o: % $(BUILD)/flags
	@mkdir -p $(@D)
	$(call say,CC      $@)
	$(Q)$(CROSS)gcc $(HOST32_CFLAGS) -MMD -MP -c $< -o $@

$(HOST32)/libinterp.a: $(HOST_SOURCES:%=$(HOST32)/obj/%.o)
	@rm -f $@
	$(Q)$(AR) rcs $@ $^

$(HOST_PROGRAMS:%=$(HOST32)/%): $(HOST32)/%: $(HOST32)/obj/interp/main/%.c.o $(HOST32)/libinterp.a
	$(call say,LINK    $@)
	$(Q)$(CROSS)gcc -m32 -static -no-pie $^ -o $@

# The machine's loop jumps by computed gotos; what -fgcse and -ftree-pre keep in registers across them
# costs more than it gives (GCC's manual, -fgcse): without the one a program takes 2 to 5 % fewer
# instructions, without the other 1 to 4 %. And it does better where the compiler does not know what
# memcpy and the like do, as -ffreestanding has it in ring 3: calls take 4 % fewer, though loops over
# ranges take 3 % more.
%/interp/vm/eval.c.o: HOST_CFLAGS += -fno-gcse -fno-tree-pre -fno-builtin
%/interp/vm/eval.c.o: HOST32_CFLAGS += -fno-gcse -fno-tree-pre -fno-builtin
%/interp/vm/eval.c.o: USER_CFLAGS += -fno-gcse -fno-tree-pre

# ---- Ring 3: /bin/python and native test programs ----------------------------------------------
USER_CFLAGS := -std=gnu17 -O2 -g -ffreestanding -m32 -march=i686 -mtune=generic -msse2 -mfpmath=sse \
    -fno-pic -fno-pie -fno-stack-protector -fno-asynchronous-unwind-tables -fcf-protection=none \
    -fno-strict-aliasing -fno-common $(WARNINGS) -I. -Iinterp -isystem user/runtime/include
USER_LDFLAGS := -m32 -nostdlib -static -no-pie -Wl,--build-id=none -Wl,-z,noexecstack \
    -Wl,-z,max-page-size=4096 -Wl,-z,separate-code -Wl,-u,_start
RUNTIME_SOURCES := $(sort $(wildcard user/runtime/*.asm user/runtime/*.c))
NATIVE_PROGRAMS := $(patsubst tests/native/%.c,%,$(wildcard tests/native/*.c))

$(BUILD)/user/obj/%.c.o: %.c $(BUILD)/flags
	@mkdir -p $(@D)
	$(call say,CC      $@)
	$(Q)$(CROSS)gcc $(USER_CFLAGS) -MMD -MP -c $< -o $@

$(BUILD)/user/obj/%.asm.o: %.asm $(BUILD)/flags
	@mkdir -p $(@D)
	$(call say,NASM    $@)
	$(Q)$(NASM) -f elf32 -g -F dwarf -I./ -MD $(@:.o=.d) -MP $< -o $@

# An archive, so that a program takes only what it uses: a native test has a main of its own.
$(BUILD)/user/libruntime.a: $(RUNTIME_SOURCES:%=$(BUILD)/user/obj/%.o)
	@rm -f $@
	$(Q)$(CROSS)ar rcs $@ $^

# USER_INTERPRETER_BASE of kernel/abi.h: above the program and its heap, below the stack.
$(BUILD)/user/python: $(INTERP_SOURCES:%=$(BUILD)/user/obj/%.o) $(BUILD)/user/libruntime.a
	$(call say,LINK    $@)
	$(Q)$(CROSS)gcc $(USER_LDFLAGS) -Wl,-Ttext-segment=0x40000000 $^ -lgcc -o $@

$(NATIVE_PROGRAMS:%=$(BUILD)/user/native/%): $(BUILD)/user/native/%: \
    $(BUILD)/user/obj/tests/native/%.c.o $(BUILD)/user/libruntime.a
	@mkdir -p $(@D)
	$(call say,LINK    $@)
	$(Q)$(CROSS)gcc $(USER_LDFLAGS) -Wl,-Ttext-segment=0x08048000 $^ -lgcc -o $@

# ---- Disk images and the boot ISO ---------------------------------------------------------------
# One ext2 file system, the same bytes whenever the same files go in: fixed time, fixed identity.
IMAGE_TIME := 1700000000
IMAGE_ENVIRONMENT := E2FSPROGS_FAKE_TIME=$(IMAGE_TIME) PATH="$$PATH:/sbin:/usr/sbin"
MKE2FS_OPTIONS := -q -F -t ext2 -b 1024 -I 128 \
    -O none,filetype,sparse_super -L terrarium -U 7e72a214-6d00-4c39-9d0a-707974686f6e \
    -E root_owner=0:0,hash_seed=7e72a214-6d00-4c39-9d0a-707974686f6e
MKE2FS := $(IMAGE_ENVIRONMENT) mke2fs $(MKE2FS_OPTIONS)
USER_PROGRAMS := $(patsubst user/%.py,%,$(wildcard user/*.py))

# A program's source stands beside it, under the name that its tracebacks show.
$(BUILD)/disk/bin/%.py: user/%.py
	@mkdir -p $(@D)
	$(Q)cp $< $@
$(BUILD)/disk/bin/%: $(BUILD)/disk/bin/%.py $(BUILD)/host/pyc
	$(call say,PYC     $@)
	$(Q)$(BUILD)/host/pyc $< -o $@ --name /bin/$*.py
$(BUILD)/disk/bin/python: $(BUILD)/user/python
	@mkdir -p $(@D)
	$(Q)$(CROSS)objcopy -g $< $@

# DIR, IMAGE, size: an image of what stands in a directory. mke2fs takes over each file's times,
# of which the time of change cannot be set from outside: debugfs makes them all one. A machine that
# runs from the image keeps the old one.
define make_image
@rm -f $(2).new
$(call say,MKE2FS  $(2))
$(Q)$(MKE2FS) -d $(1) $(2).new $(3) >$(2).log 2>&1 || { cat $(2).log >&2; exit 1; }
@cd $(1) && find . | sed 's|^\.||' | while read -r path; do for field in atime ctime mtime; do \
    echo "sif \"$$path/\" $$field @$(IMAGE_TIME)"; done; done | \
    $(IMAGE_ENVIRONMENT) debugfs -w -f - $(abspath $(2)).new >$(abspath $(2)).log 2>&1
@mv $(2).new $(2)
endef

# The modules that are written in Python, each with what pyc makes of it: sys.path ends in
# /lib/python.
LIBRARY := $(patsubst user/lib/%,%,$(sort $(shell find user/lib -name '*.py')))
LIBRARY := $(LIBRARY) $(LIBRARY:%=%c)
$(BUILD)/disk/lib/python/%.py: user/lib/%.py
	@mkdir -p $(@D)
	$(Q)cp $< $@
$(BUILD)/disk/lib/python/%.pyc: user/lib/%.py $(BUILD)/host/pyc
	@mkdir -p $(@D)
	$(Q)$(BUILD)/host/pyc $< -o $@ --name /lib/python/$*.py

# All that belongs on the disk: a program or module whose source was removed leaves it, too.
LIBRARY_FILES := $(LIBRARY:%=$(BUILD)/disk/lib/python/%)
DISK_FILES := $(BUILD)/disk/bin/python $(USER_PROGRAMS:%=$(BUILD)/disk/bin/%) \
    $(USER_PROGRAMS:%=$(BUILD)/disk/bin/%.py) $(LIBRARY_FILES)
copy_disk_files = @rm -rf $(2) && mkdir -p $(2)/proc && cd $(BUILD)/disk && \
    cp --parents $(1:$(BUILD)/disk/%=%) $(abspath $(2))

$(BUILD)/disk.img: $(DISK_FILES) $(BUILD)/disk.files
	$(call copy_disk_files,$(DISK_FILES),$(BUILD)/disk.d)
	$(call make_image,$(BUILD)/disk.d,$@,8M)

# What user/run and user/run-all start from: the interpreter, the runner, and /run for programs.
RUN_FILES := $(addprefix $(BUILD)/disk/bin/,python runner) $(LIBRARY_FILES)
$(BUILD)/run.img: $(RUN_FILES) $(BUILD)/disk.files
	$(call copy_disk_files,$(RUN_FILES),$(BUILD)/run.d)
	@mkdir $(BUILD)/run.d/run
	$(call make_image,$(BUILD)/run.d,$@,8M)

# GRUB for BIOS and for UEFI in one image, with the modules that iso/grub.cfg needs and no more
# (and the partition maps that grub-mkrescue's own start file for UEFI asks for).
GRUB_MODULES := normal multiboot2 serial terminal all_video $(addprefix part_,acorn amiga apple bsd \
    dfly dvh gpt msdos plan sun sunpc)
$(BUILD)/terrarium.iso: $(BUILD)/kernel.elf iso/grub.cfg
	@rm -rf $(BUILD)/iso && mkdir -p $(BUILD)/iso/boot/grub
	@cp iso/grub.cfg $(BUILD)/iso/boot/grub/grub.cfg
	@$(CROSS)objcopy -g $< $(BUILD)/iso/boot/kernel.elf
	$(call say,ISO     $@)
	$(Q)$(GRUB_MKRESCUE) -o $@ --install-modules="$(GRUB_MODULES)" \
	    --locales= --themes= --fonts= $(BUILD)/iso >$@.log 2>&1 || { cat $@.log >&2; exit 1; }

# ---- Unit tests: a program for each tests/unit/test_*.c -----------------------------------------
# A test says what it links on its first lines: "// links: mm/frame.c", "// links: kernel/fs" for
# all files there, "// links: interp" for the whole interpreter; "// defines: -DNAME" goes to the test and to what it links.
UNIT_TESTS := $(patsubst tests/unit/%.c,%,$(sort $(wildcard tests/unit/test_*.c)))

define unit_test
links_$(1) := $$(patsubst kernel/fs,$(wildcard kernel/fs/*.c),\
    $$(shell sed -n 's|^// links:||p' tests/unit/$(1).c))
defines_$(1) := $$(shell sed -n 's|^// defines:||p' tests/unit/$(1).c)
objects_$(1) := $$(patsubst %,$(HOST)/unit/$(1).d/%.o,tests/unit/$(1).c \
    $$(filter-out interp,$$(links_$(1))))
$(HOST)/unit/$(1).d/%.o: % $(HOST)/flags tests/unit/$(1).c
	@mkdir -p $$(@D)
	$$(call say,CC      $$@)
	$$(Q)$(HOSTCC) $(HOST_CFLAGS) $$(defines_$(1)) -MMD -MP -c $$< -o $$@
$(HOST)/unit/$(1): $$(objects_$(1)) $$(if $$(filter interp,$$(links_$(1))),$(HOST)/libinterp.a)
	$$(call say,LINK    $$@)
	$$(Q)$(HOSTCC) $(HOST_OPTIMIZE) $$^ -lcmocka -o $$@
endef
$(foreach test,$(UNIT_TESTS),$(eval $(call unit_test,$(test))))

# ---- Rebuilding when flags or lists change ------------------------------------------------------
# Objects depend on a file that holds the flags, and the images on one that lists what is on them;
# both are only written when they change.
remember = $(shell mkdir -p $(dir $(1)); echo '$(2)' | cmp -s - $(1) || echo '$(2)' >$(1))
$(call remember,$(BUILD)/flags,$(CROSS) $(KERNEL_CFLAGS) $(KERNEL_LDFLAGS) $(USER_CFLAGS) \
    $(USER_LDFLAGS) $(HOST32_CFLAGS))
$(call remember,$(HOST)/flags,$(HOSTCC) $(HOST_CFLAGS))
$(call remember,$(BUILD)/disk.files,$(DISK_FILES))
$(BUILD)/flags $(HOST)/flags $(BUILD)/disk.files:

# ---- Targets ------------------------------------------------------------------------------------
.PHONY: all run run-now kernel host host32 user images unit clean help
all: kernel host user images ## build everything that runs
# What is missing on this computer is installed, or named with the command that installs it.
.PHONY: tools
tools: $(BUILD)/tools-run.stamp
$(BUILD)/tools-%.stamp: tests/tools.sh
	@mkdir -p $(@D)
	@CROSS=$(CROSS) HOSTCC=$(HOSTCC) sh $< $*
	@touch $@
ifdef PROG
run: tools ## boot and start init; PROG=x.py [ARGS="a b"]: run one program, and end
	@$(MAKE) kernel host images
	@BUILD=$(abspath $(BUILD)) QEMU=$(QEMU) CPU=$(CPU) MEMORY=$(MEMORY) ACCEL=$(ACCEL) user/run $(PROG) $(ARGS)
else
run: tools
	@$(MAKE) kernel images $(BUILD)/terrarium.iso
	@$(MAKE) run-now
endif
BOOT_FROM ?= -cdrom $(BUILD)/terrarium.iso
run-now:
	@exec 9>$(DISK).lock; if command -v flock >/dev/null && ! flock -n 9; then \
	    echo "A machine runs from $(DISK) already; DISK=other.img takes another one" >&2; exit 1; fi; \
	MKE2FS_OPTIONS='$(MKE2FS_OPTIONS)' user/update-disk $(BUILD)/disk.d $(DISK) $(DISK_SIZE) || exit 1; \
	echo "Ctrl-A X ends the machine at once; Ctrl-A H lists more."; \
	$(QEMU) -M pc -accel $(ACCEL) -cpu $(CPU) -m $(MEMORY) -nic none -no-reboot -display none \
	    -serial mon:stdio $(DEBUG_PORT) -device isa-debug-exit,iobase=0xf4,iosize=4 -boot d \
	    -drive file=$(DISK),format=raw,if=ide,index=0 \
	    $(BOOT_FROM); status=$$?; \
	    if [ $$status -gt 1 ]; then echo "The machine failed: QEMU's status $$status" >&2; exit 1; fi
.PHONY: run-all
run-all: tools ## run every DIR/*.py in one boot, results to OUT; TIMEOUT=10 (seconds for each)
	@test -n "$(DIR)" -a -n "$(OUT)" || { echo "usage: make run-all DIR=programs OUT=results [TIMEOUT=10]" >&2; exit 2; }
	@$(MAKE) kernel host images
	@BUILD=$(abspath $(BUILD)) QEMU=$(QEMU) CPU=$(CPU) $(if $(filter command% environment%,$(origin MEMORY)),MEMORY=$(MEMORY)) \
	    ACCEL=$(ACCEL) user/run-all "$(DIR)" "$(OUT)" $(TIMEOUT)

# The same machine with a debugger's port: the kernel's own stub on COM2, or QEMU's.
.PHONY: gdb gdb-qemu debug tools-debug bench-gdb
DEBUG_SOCKET := $(BUILD)/gdb.socket
MONITOR_SOCKET := $(BUILD)/gdb.monitor
tools-debug: $(BUILD)/tools-debug.stamp
gdb gdb-qemu debug: tools-debug
gdb: ## boot as "make run" does, ready for "make debug"; WAIT=1: wait for it before anything else
	@$(MAKE) kernel user images $(BUILD)/terrarium.iso
	@$(PYTHON3) kernel/debug/gdb/watch.py $(MONITOR_SOCKET) $(DEBUG_SOCKET) & \
	$(MAKE) run-now DEBUG_PORT="-chardev socket,id=com2,path=$(DEBUG_SOCKET),server=on,wait=off \
	    -serial chardev:com2 -qmp unix:$(MONITOR_SOCKET),server=on,wait=off" \
	    $(if $(WAIT),BOOT_FROM="-kernel $(BUILD)/kernel.elf -append gdb=wait")
gdb-qemu: ## the same with QEMU's own stub in place of the kernel's
	@$(MAKE) kernel user images $(BUILD)/terrarium.iso
	@$(MAKE) run-now DEBUG_PORT="-gdb unix:$(DEBUG_SOCKET),server=on,wait=off"
bench-gdb: $(BUILD)/tools-debug.stamp ## measure the kernel's GDB stub beside QEMU's own
	@$(MAKE) kernel user
	@BUILD=$(BUILD) QEMU=$(QEMU) $(PYTHON3) tests/bench_gdb.py
debug: ## GDB, attached to the machine that "make gdb" has started
	@$(MAKE) kernel user
	@BUILD=$(BUILD) GDB=$(GDB) sh kernel/debug/gdb/attach.sh

kernel: $(BUILD)/kernel.elf ## build/kernel.elf
host: $(HOST_PROGRAMS:%=$(HOST)/%) $(HOST)/lib/python ## build/host/python and pyc (SAN=1: build/san, the debug build: sanitizers, freed memory is filled, counts are checked)
host32: $(HOST_PROGRAMS:%=$(HOST32)/%) $(HOST32)/lib/python ## the same as static 32-bit programs, in build/host32
user: $(if $(RUNTIME_SOURCES),$(BUILD)/user/python) $(NATIVE_PROGRAMS:%=$(BUILD)/user/native/%) ## ring-3 /bin/python and the native test programs
images: $(BUILD)/disk.img $(BUILD)/run.img ## the disk images
unit: $(UNIT_TESTS:%=$(HOST)/unit/%) ## build and run the unit tests (SAN=1: with sanitizers)
	@status=0; for test in $^; do echo "== $$test"; $$test || status=1; done; exit $$status

# All that the tests run, built before they start; then one pytest run counts everything.
.PHONY: test test-parts bench expected new-disk
test: $(BUILD)/tools-test.stamp ## install what is missing, build everything, run all tests
	@$(MAKE) -j$(JOBS) test-parts
	@$(MAKE) -j$(JOBS) test-parts SAN=1
	@$(RUN_PYTEST) $(PYTEST_WORKERS) tests
test-parts: all host32 $(BUILD)/terrarium.iso $(UNIT_TESTS:%=$(HOST)/unit/%)
# A worker for each processor, a file of tests at a time to each; one process where pytest-xdist is
# not there.
PYTEST_WORKERS = $$($(PYTHON3) -c "import xdist" 2>/dev/null && echo " -n $(JOBS) --dist loadfile")
RUN_PYTEST = BUILD=$(BUILD) QEMU=$(QEMU) $(PYTHON3) -m pytest -p no:cacheprovider -q --tb=short \
    $(PYTEST_ARGS)
expected: ## record what CPython 3.11 says to tests/corpus, for computers that have another one
	@cd tests && $(PYTHON3) -c "import support; support.record()"
bench: $(BUILD)/tools-bench.stamp ## measure the figures that the project promises
	@$(MAKE) -j$(JOBS) all host32 $(BUILD)/terrarium.iso
	@BUILD=$(BUILD) QEMU=$(QEMU) $(PYTHON3) tests/bench.py

new-disk: ## forget what was written on the disk of `make run`
	rm -f $(DISK) $(DISK).system $(DISK).lock

clean: ## remove everything that was built
	rm -rf $(BUILD)

help: ## this list
	@sed -n 's/^\([a-z0-9-]*\):.*## \(.*\)/  make \1\t\2/p' Makefile | expand -t 16

# Header dependencies, written by the compilers as they go.
-include $(shell find $(BUILD) -name '*.d' -type f 2>/dev/null)
