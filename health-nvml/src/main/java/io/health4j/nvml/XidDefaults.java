package io.health4j.nvml;

import io.health4j.nvml.XidTable.Meaning;
import io.health4j.nvml.XidTable.Severity;
import java.util.HashMap;
import java.util.Map;

/** The rows of the table that holds when the host changes nothing. */
final class XidDefaults {

  private static final String RESTART = "Restart the program that used the GPU.";
  private static final String RESET = Reset.of("Stop the work on the GPU and reset it.");
  private static final String SERVICE = " Have it serviced if it comes again.";

  private final Map<Integer, Meaning> rows = new HashMap<>();

  private XidDefaults() {}

  static Map<Integer, Meaning> all() {
    var table = new XidDefaults();
    table.brokenMemory();
    table.brokenLinks();
    table.broken();
    table.programs();
    table.told();
    return table.rows;
  }

  /** What an XID means that is in no table. The driver gives 999 for what it cannot name. */
  static Meaning unknown(int xid, Severity severity, boolean hardware) {
    String remedy = "Look XID " + xid + " up in NVIDIA's catalogue. ";
    return new Meaning(
        severity,
        hardware,
        "unknown here, not in the table",
        remedy + (hardware ? RESET : "If the program that used the GPU failed, restart it."));
  }

  private void brokenMemory() {
    hardware(48, "an error in memory that could not be corrected", RESET);
    hardware(64, "a faulty part of memory could not be taken out of use", RESET + SERVICE);
    hardware(95, "an error in memory that may have reached every program on the GPU", RESET);
    hardware(140, "an error in memory that the hardware could not recover from", RESET + SERVICE);
    hardware(156, "a faulty part of the GPU was taken out of use", RESET);
  }

  private void brokenLinks() {
    String look =
        Reset.of("Look at the NVLink findings of this GPU and its neighbours, and reset them.");
    hardware(74, "an error of a link to another GPU or a switch", look);
    hardware(136, "a link to another GPU or a switch could not be trained", look);
    hardware(155, "a link to another GPU or a switch was stopped by the driver", look);
    hardware(
        79,
        "the GPU fell off the bus",
        "Reboot the machine; if it comes again, look at power, heat and seating of the board.");
  }

  private void broken() {
    hardware(46, "the GPU stopped working and did not react in time", RESET);
    hardware(62, "the GPU's power controller stopped", RESET + SERVICE);
    hardware(109, "the GPU could not switch from one program to another in time", RESET);
    hardware(110, "a security unit of the GPU reported a fault", RESET);
    hardware(119, "the GPU's system processor did not answer the driver in time", RESET);
    hardware(120, "the GPU's system processor failed", RESET);
    hardware(143, "the GPU could not be made ready for work", RESET + SERVICE);
    hardware(158, "the GPU ran into a deadline that it does not recover from", RESET + SERVICE);
  }

  private void programs() {
    program(8, "the GPU stopped working for a program", RESTART);
    program(13, "a program made the compute engine fail, often by a wrong address", RESTART);
    program(31, "a program used an address of memory that is not its own", RESTART);
    program(32, "a program's queue of commands is damaged", RESTART);
    for (int xid = 39; xid <= 41; xid++) {
      program(xid, "a copy engine failed for a program", RESTART);
    }
    program(68, "the video decoder failed for a program", RESTART);
    program(69, "a program gave the compute engine a command that it does not know", RESTART);
    program(80, "commands of a program were damaged on their way to the GPU", RESTART);
    program(94, "an error in memory that reached one program only", RESTART);
  }

  private void told() {
    told(43, false, "a program's work was stopped after a fault of its own");
    told(63, true, "a faulty part of memory was, or at the next reset will be, replaced");
    told(92, true, "many errors in memory were corrected");
    told(121, true, "errors of the link between CPU and GPU were corrected");
    told(137, true, "a program was refused access to the memory of another GPU");
    told(154, true, "the driver changed what it says is to be done with the GPU");
    rows.put(45, new Meaning(Severity.FOLLOWS, false, "work was removed after an error", ""));
  }

  private void hardware(int xid, String text, String remedy) {
    rows.put(xid, new Meaning(Severity.CRITICAL, true, text, remedy));
  }

  private void program(int xid, String text, String remedy) {
    rows.put(xid, new Meaning(Severity.WARNING, false, text, remedy));
  }

  private void told(int xid, boolean hardware, String text) {
    rows.put(xid, new Meaning(Severity.TOLD, hardware, text, hardware ? RESET : RESTART));
  }
}
