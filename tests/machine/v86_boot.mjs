// v86_boot.mjs: boots the kernel in v86, the emulator that runs inside web pages, here under Node.
// node v86_boot.mjs DIRECTORY_OF_V86 BIOS KERNEL DISK COMMAND_LINE SECONDS
// Writes one JSON object: what came out of the serial ports, by name. Ends when the log port has
// said "power off", "PANIC" or when the time is up.
import fs from "node:fs";
import path from "node:path";
import process from "node:process";
import { pathToFileURL } from "node:url";

const [directory, bios, kernel, disk, commandLine, seconds] = process.argv.slice(2);
const build = path.join(directory, "build");
const { V86 } = await import(pathToFileURL(path.join(build, "libv86.mjs")));

const buffer = (file) => {
    const data = fs.readFileSync(file);
    return { buffer: data.buffer.slice(data.byteOffset, data.byteOffset + data.byteLength) };
};

const emulator = new V86({
    wasm_path: path.join(build, "v86.wasm"),
    bios: buffer(bios),
    multiboot: buffer(kernel),
    hda: buffer(disk),
    cmdline: commandLine,
    memory_size: 64 << 20,
    uart1: true, uart2: true, uart3: true,
    net_device: { type: "none" },
    disable_speaker: true,
    autostart: true,
});

const ports = { com1: [], com3: [], com4: [] };
const text = (port) => Buffer.from(ports[port]).toString("utf8");

let finished = false;
function finish(reason) {
    finished = true;
    const output = { reason, com1: text("com1"), com3: text("com3"), com4: text("com4") };
    process.stdout.write(JSON.stringify(output), () => process.exit(0));
}

function receive(port, byte) {
    if (finished) // the kernel's way to switch off resets v86, which would boot again
        return;
    ports[port].push(byte);
    if (byte === 10 && /power off: status|the machine stops here/.test(text(port).slice(-200)))
        finish("ended");
}
emulator.add_listener("serial0-output-byte", (byte) => receive("com1", byte));
emulator.add_listener("serial2-output-byte", (byte) => receive("com3", byte));
emulator.add_listener("serial3-output-byte", (byte) => receive("com4", byte));
setTimeout(() => finish("time is up"), Number(seconds) * 1000);
