package io.health4j.examples;

/** What {@code --help} says of all commands. */
final class Help {

  static final String TEXT =
      """
      Usage: ./demo [options]
             ./demo --containers [options]
             ./demo workers [options]
             ./demo gpu [options]
             ./demo backtest --csv FILE --above LIMIT [options]

      ./demo runs an evolutionary search (MAX-3-SAT with Jenetics, one thread) with a health monitor
      in it that watches the search, this process and this machine.

      ./demo --containers runs each candidate of a search in a container of this machine's engine
      (DOCKER_HOST, else Docker's socket), from an image made of this machine's static busybox. After
      10 s sandboxes crash, iterations throw and leave theirs behind, and a second host is killed; the
      monitor finds the orphans and removes them, and the summary counts what is left.

      ./demo workers runs 200 workers that check blocks of data, and one monitor that watches each
      one's heartbeat, tasks and queue. After 10 s some of them hang, fail or vanish, some come back;
      the table shows the worst first.

      ./demo gpu watches the NVIDIA GPUs of this machine, or of a canned one to which something
      happens after 10 s and is undone 20 s later.

      ./demo backtest tries an alert rule on recorded values, and prints the alerts that it would have
      raised, as CSV: fired_at,resolved_at. Nothing else is printed, and nothing when the file is bad.

      ./demo, ./demo --containers, ./demo workers and ./demo gpu:
        --seconds N      stop after N seconds; without it, Ctrl-C ends the demo
        --port P         serve Prometheus metrics on 127.0.0.1:P/metrics (default 9464; 0: any free port)
        --help           this text

      ./demo, ./demo --containers and ./demo workers:
        --seed S         seed of the problem and the search, or of who falls ill when (default 1)

      Alerts are told in the log, and by each of these. URLs begin with https://, or with http:// when
      they lead to this machine.
        --alertmanager URL      a Prometheus Alertmanager
        --webhook URL           JSON by POST; signed with --webhook-secret TEXT
        --slack URL             an incoming webhook of Slack, from WARNING on
        --pagerduty KEY         an integration key of PagerDuty, Events API v2, CRITICAL alone
        --smtp HOST:PORT --mail-to ADDRESS
                                e-mail, from WARNING on; by STARTTLS unless it leads to this machine

      Only ./demo --containers:
        --crashes P      of 100 sandboxes P crash on purpose, from 0 to 90 (default 30); half as many
                         iterations throw; of 0 nothing goes wrong

      Only ./demo, without --containers:
        --trouble NAME   make something really go wrong after 10 s, and see it found:
                           diversity    every generation is flooded with clones of its best
                           stall        the search stops turning
                           failures     every evaluation throws
                           memory       each generation holds on to 1 MB of heap
                           hung-check   a check hangs for ever, deaf to interrupts

      Only ./demo workers:
        --workers N      how many, from 10 to 2000 (default 200)
        --enforce        restart workers that give no sign of life; without it, only tell who would be
        --outage         first of all, six of ten vanish for 30 s: one alert for all, and no restarts

      Only ./demo gpu:
        --machine NAME   one that exists in memory only:
                           dgx-h100   8 H100 on NVSwitches
                           a100-mig   2 A100, each cut into 3 MIG devices
                           l40        2 L40, on PCIe alone
                           t4         an old T4, with an old driver
                           lost       8 GPUs, one of which has fallen off the bus
        --trouble NAME   what happens to one of its GPUs: xid-79, ecc, thermal, nvlink (dgx-h100 and
                         lost alone), lost, hang

      Only ./demo backtest:
        --csv FILE       header epoch_seconds,value or series,epoch_seconds,value; rows of a series in
                         order of time; without a value: a gap. Each series is tried by itself
        --above LIMIT    bad is what is larger; or --below LIMIT
        --clear LEVEL    good is what is not beyond this (default: LIMIT)
        --for N          fires at the Nth bad row in a row, 1 to 64 (default 1)
        --samples K-of-N fires when K of the last N rows were bad, up to 64
        --keep K         resolves at the Kth good row in a row, 1 to 1000 (default 1)
        --rule auto      instead of the three: the recommended rule for a noisy reading

      Exit status: 0 after --seconds; 130 after Ctrl-C, 143 after a kill, both with the summary;
      2 for a wrong option, a bad file, a port in use, no GPU or no container engine; 1 when it cannot
      be built or fails, or containers are left.
      """;

  private Help() {}
}
