package io.health4j.examples;

/** What {@code --help} says of both demos. */
final class Help {

  static final String TEXT =
      """
      Usage: ./demo [options]
             ./demo workers [options]

      ./demo runs an evolutionary search (MAX-3-SAT with Jenetics, one thread) with a health monitor
      in it that watches the search, this process and this machine.

      ./demo workers runs 200 workers that check blocks of data, and one monitor that watches each
      one's heartbeat, tasks and queue. After 10 s some of them hang, fail or vanish, some come back;
      the table shows the worst first.

        --seconds N      stop after N seconds; without it, Ctrl-C ends the demo
        --port P         serve Prometheus metrics on 127.0.0.1:P/metrics (default 9464; 0: any free port)
        --seed S         seed of the problem and the search, or of who falls ill when (default 1)
        --help           this text

      Only ./demo:
        --trouble NAME   make something really go wrong after 10 s, and see it found:
                           diversity    every generation is flooded with clones of its best
                           stall        the search stops turning
                           failures     every evaluation throws
                           memory       each generation holds on to 1 MB of heap
                           hung-check   a check hangs for ever, deaf to interrupts

      Only ./demo workers:
        --workers N      how many, from 10 to 2000 (default 200)

      Exit status: 0 after --seconds; 130 after Ctrl-C, 143 after a kill, both with the summary;
      2 for a wrong option or a port in use; 1 when it cannot be built or fails.
      """;

  private Help() {}
}
