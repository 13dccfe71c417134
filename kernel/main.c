/*
 * main.c: the kernel's story from its first C function to the first process. Each step needs the
 * ones before it, and says in the log what it found.
 */
#include <stdint.h>

#include "kernel/boot_info.h"
#include "kernel/boot_memory.h"
#include "kernel/cpu/features.h"
#include "kernel/cpu/trap.h"
#include "kernel/debug/gdb/stub.h"
#include "kernel/debug/log.h"
#include "kernel/debug/provoke.h"
#include "kernel/dev/ata.h"
#include "kernel/dev/power.h"
#include "kernel/dev/screen.h"
#include "kernel/dev/serial.h"
#include "kernel/dev/timer.h"
#include "kernel/fs/file_system.h"
#include "kernel/options.h"
#include "kernel/proc/process.h"
#include "kernel/procfs/procfs.h"
#include "mm/page_table.h"

#define KIB 1024u
#define MIB (KIB * KIB)
#define STATUS_MACHINE_FAILED 125

static struct boot_info boot_info;

static void start_log(void)
{
    serial_initialise();
    options_initialise(boot_info.command_line);
    if (boot_info.screen == SCREEN_TEXT)
        screen_initialise();
    log_start();
    log_print("Terrarium, a kernel for watching Python programs live\n");
    log_print("boot: %s by %s, command line \"%s\"\n", boot_info.protocol, boot_info.loader,
              options_line());
    if (boot_info.problem != NULL)
        log_print("boot: the loader's information is damaged: %s\n", boot_info.problem);
    if (boot_info.screen != SCREEN_TEXT)
        log_print("boot: no text screen here: the serial port is the console\n");
}

static void describe_processor(void)
{
    uint32_t features = cpu_features();

    log_print("cpu: %s, %u MHz\n", cpu_name(), time_tsc_khz() / 1000);
    log_print("cpu: in use: PAE SSE2%s%s%s%s\n", features & CPU_FEATURE_NX ? " NX" : "",
              features & CPU_FEATURE_SMEP ? " SMEP" : "",
              features & CPU_FEATURE_SMAP ? " SMAP" : "", features & CPU_FEATURE_PGE ? " PGE" : "");
}

static void describe_memory(void)
{
    physical_address found = boot_memory_found(&boot_info);

    log_print("memory: %u MiB found, %zu KiB managed, %zu KiB free\n",
              (unsigned)((found + MIB / 2) / MIB), frame_count_total() * (PAGE_SIZE / KIB),
              frame_count_free() * (PAGE_SIZE / KIB));
    if (boot_memory_end(&boot_info) > LINEAR_MAP_SIZE)
        log_print("memory: what lies above %u MiB is not used\n", LINEAR_MAP_SIZE / MIB);
}

static void check_protections(void)
{
    unsigned violations = page_table_check_w_xor_x(&kernel_page_table);

    if (violations > 0)
        panic("%u pages of the kernel are writable and executable", violations);
    if (cpu_features() & CPU_FEATURE_NX)
        log_print("memory: no page is writable and executable\n");
}

static void mount_disk(void)
{
    if (ata_initialise() == 0 || file_system_mount(ata_first_disk()) < 0) {
        log_print("boot: there is no file system to start a program from\n");
        power_off(STATUS_MACHINE_FAILED);
    }
    procfs_mount();
}

_Noreturn void kmain(uint32_t magic, uint32_t information)
{
    boot_info_read(&boot_info, magic, information, boot_memory_read);
    start_log();
    cpu_features_initialise();
    trap_initialise();
    gdb_initialise();
    timer_initialise();
    describe_processor();

    boot_memory_initialise(&boot_info);
    page_table_initialise();
    trap_page_tables_changed();
    describe_memory();
    check_protections();
    gdb_listen();
    provoke(option_get("provoke"));

    mount_disk();
    process_start_first();
}
