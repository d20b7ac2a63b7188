package io.health4j.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.health4j.HealthMonitor;
import io.health4j.docker.orphan.Leases;
import io.health4j.test.ManualTicker;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class ContainersBoardTest {

  private final ManualTicker ticker = new ManualTicker();
  private final List<String> told = new CopyOnWriteArrayList<>();
  private final Stage stage = Made.stage(ticker, told::add);
  private final FakeSandboxes sandboxes = new FakeSandboxes();
  private final SandboxPlan plan = new SandboxPlan(1, 90);

  @TempDir private Path folder;
  private SandboxLoop loop;
  private HealthMonitor monitor;
  private HostKill kill;
  private ContainersBoard board;

  @BeforeEach
  void begin() {
    loop = new SandboxLoop(sandboxes, Leases.in(folder), "run-1", plan, 1, stage);
    monitor =
        HealthMonitor.builder()
            .watch(ContainersShow.SEARCH, target -> target.check("loop", loop.health()))
            .clocks(ticker, ticker.wall())
            .build();
    kill =
        new HostKill(
            List.of("sh", "-c", "echo started; echo ready; exec cat"),
            loop.tally(),
            stage.events());
    board = new ContainersBoard("the title", monitor, loop, kill, stage);
  }

  @AfterEach
  void close() {
    monitor.close();
  }

  private void crash() throws InterruptedException {
    plan.begin();
    while (loop.progress().thrown() == 0) {
      loop.iteration();
    }
    kill.run();
    loop.tally().removed().add(3);
    ticker.advance(Duration.ofSeconds(1));
    monitor.poll();
  }

  @Test
  void page_showsSearchSandboxesAlertsAndChecks() throws InterruptedException {
    crash();

    List<String> page = board.page();
    assertThat(page).contains("the title").allMatch(line -> line.length() <= 100);
    assertThat(String.join("\n", page))
        .containsPattern("search      \\d+ iterations, 1 threw; best ")
        .containsPattern("sandboxes   \\d+ started, \\d+ crashed \\(")
        .contains("behind      2 there now; 3 orphans removed")
        .contains("alerts      ", "  loop ", "throws: on purpose");
  }

  @Test
  void summary_countsWhatBecameOfAll() throws InterruptedException {
    crash();
    board.left(OptionalInt.of(0));

    assertThat(String.join("\n", board.summary()))
        .contains("orphaned    5: 4 by iterations that threw, 1 by a host that was killed")
        .contains("removed     3 by the clean-up", "left        = 0", "Last state", "Events");
    assertThat(board.isClean()).isTrue();
  }

  @Test
  void summary_someLeftOrUnknown_isNotClean() {
    assertThat(board.isClean()).isFalse();
    assertThat(board.summary()).contains("left        unknown: the engine does not say");

    board.left(OptionalInt.of(2));

    assertThat(board.isClean()).isFalse();
    assertThat(board.summary()).contains("left        = 2");
  }

  @Test
  void line_beforeAnything_isOne() {
    assertThat(board.line())
        .isEqualTo(
            "search UNKNOWN; 0 iterations, 0 threw; best 0; 0 started, 0 crashed (0 exit code,"
                + " 0 out of memory, 0 hung); 0 there now; 0 orphans removed");
  }
}
