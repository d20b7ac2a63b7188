package io.health4j.nvml;

import static org.assertj.core.api.Assertions.assertThat;

import io.health4j.check.CheckResult;
import io.health4j.check.Occurrence;
import io.health4j.check.Status;
import io.health4j.nvml.api.NvmlReturn;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whatever becomes of the session and its GPUs, each XID is told and found, and once. */
@Timeout(30)
class XidSessionTest {

  private final SessionBed bed = new SessionBed(4);

  private void xid(int xid) {
    bed.session.xids().add("GPU-3", xid, -1, bed.ticker.read());
  }

  private List<String> look(GpuCheck check, int times) {
    var told = new ArrayList<String>();
    for (int i = 0; i < times; i++) {
      bed.look(check).occurrences().stream()
          .filter(each -> each.name().equals("gpu.xid"))
          .map(Occurrence::message)
          .forEach(told::add);
    }
    return told;
  }

  private void lose(GpuCheck check) {
    bed.driver.device(3).readFailure = NvmlReturn.GPU_IS_LOST;
    bed.look(check);
    bed.driver.device(3).readFailure = NvmlReturn.SUCCESS;
  }

  private static boolean hasXid(CheckResult result) {
    return SessionBed.conditions(result).contains("gpu-xid");
  }

  @Test
  void xid_betweenALateBeginAndTheNextSample_isFound() {
    GpuCheck check = bed.check();
    bed.lanes.hold("session");
    bed.look(check);
    bed.lanes.letGo("session"); // the driver begins, and XIDs are watched
    xid(79);

    assertThat(hasXid(bed.look(check))).isTrue();
  }

  @Test
  void xid_beforeTheCheckBegan_isNoFinding() {
    bed.look(bed.check(GpuFamily.LOST));
    xid(79);
    GpuCheck check = bed.check();

    assertThat(look(check, 2)).isEmpty();
    assertThat(hasXid(bed.look(check))).isFalse();
  }

  @Test
  void xid_betweenTheLastLookAndTheReaderAfterALoss_isToldOnceAndFound() {
    GpuCheck check = bed.check();
    bed.look(check);
    lose(check);
    xid(79);

    assertThat(look(check, 3)).hasSize(1).allMatch(told -> told.contains("XID 79"));
    assertThat(hasXid(bed.look(check))).isTrue();
  }

  @Test
  void xid_thatTheLossCameWith_endsWhenTheGpuIsBack() {
    GpuCheck check = bed.check();
    bed.look(check);
    xid(79);
    bed.driver.device(3).readFailure = NvmlReturn.GPU_IS_LOST;
    assertThat(look(check, 3)).hasSize(1);
    assertThat(hasXid(bed.look(check))).isTrue();
    bed.driver.device(3).readFailure = NvmlReturn.SUCCESS;

    assertThat(look(check, 3)).isEmpty();
    assertThat(bed.look(check).status()).isEqualTo(Status.HEALTHY);
  }

  @Test
  void xid_afterTheDriverRestarted_isFoundByACheckThatLooksSeldom() {
    GpuCheck fast = bed.check(GpuFamily.LOST);
    GpuCheck slow = bed.check(GpuFamily.XID);
    bed.look(fast);
    bed.look(slow);
    bed.driver.countCode = NvmlReturn.UNINITIALIZED;
    bed.look(fast);
    bed.driver.countCode = NvmlReturn.SUCCESS;
    look(fast, 5);
    xid(79);
    look(fast, 5);

    assertThat(bed.look(slow).status()).isEqualTo(Status.CRITICAL);
  }

  @Test
  void xid_whileTheFirstReadingAfterALossIsLate_isToldOnceAndFound() {
    GpuCheck check = bed.check();
    bed.look(check);
    lose(check);
    bed.lanes.hold("gpu-3");
    var told = new ArrayList<>(look(check, 1));
    xid(48);
    told.addAll(look(check, 2));
    bed.lanes.letGo("gpu-3");
    told.addAll(look(check, 2));

    assertThat(told).hasSize(1).allMatch(each -> each.contains("XID 48"));
    assertThat(hasXid(bed.look(check))).isTrue();
  }

  @Test
  void xid_ofAGpuThatWasAddedLater_isToldWithoutWhatItDidNotMiss() {
    GpuCheck check = bed.check();
    bed.look(check);
    for (int i = 0; i < XidLog.MAX_EVENTS; i++) {
      xid(43);
    }
    look(check, 1);
    for (int i = 0; i < XidLog.MAX_EVENTS; i++) {
      xid(43);
    }
    look(check, 1);
    bed.driver.devices.add(new FakeDriver.Device(4));

    assertThat(bed.look(check).occurrences()).isEmpty();
    bed.session.xids().add("GPU-4", 79, -1, bed.ticker.read());
    assertThat(look(check, 1)).hasSize(1);
  }

  @Test
  void close_theWaitForEventsIsStuck_endsTheSessionWhenItComesBack() throws InterruptedException {
    var hung = new CountDownLatch(1);
    var driver = new XidNvml().gpu(1);
    driver.count = 1;
    driver.stuck = hung;
    var session = new Nvml(driver, bed.lanes, Duration.ZERO);
    var check = new GpuCheck(session, Set.of(GpuFamily.XID), GpuSettings.defaults());
    bed.look(check);
    driver.entered.await();
    check.close();
    assertThat(driver.shutDown.getCount()).describedAs("while it is stuck").isOne();

    hung.countDown();
    driver.shutDown.await();
    assertThat(driver.held()).describedAs("the driver's own end gives the set back").isOne();
  }
}
