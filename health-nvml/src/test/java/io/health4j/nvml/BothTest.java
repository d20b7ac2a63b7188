package io.health4j.nvml;

import static org.assertj.core.api.Assertions.assertThat;

import io.health4j.check.Status;
import io.health4j.nvml.api.NvmlApi;
import io.health4j.nvml.api.NvmlQuery;
import io.health4j.nvml.api.NvmlReturn;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class BothTest {

  /** Answers one code, and counts. */
  private static final class One implements Judge {
    private final NvmlQuery query;
    private final int code;
    private final String part;
    int reads;
    @Nullable Judge resumed;

    One(NvmlQuery query, int code, String part) {
      this.query = query;
      this.code = code;
      this.part = part;
    }

    @Override
    public List<Probe> probes() {
      return List.of(Probe.of(query));
    }

    @Override
    public int read(NvmlApi api, long device) {
      reads++;
      return code;
    }

    @Override
    public void resume(Judge before) {
      resumed = before;
    }

    @Override
    public void judge(GpuSample sample, Verdicts out) {
      out.find(GpuCondition.FABRIC, Status.WARNING, part);
    }
  }

  private final One first = new One(NvmlQuery.MEMORY, NvmlReturn.SUCCESS, "a");
  private final One second = new One(NvmlQuery.FANS, NvmlReturn.SUCCESS, "b");

  @Test
  void judge_both_areAskedInTurn() {
    var both = new Both(first, second);
    Verdicts out = new BusRig((gpu, settings) -> both).look();

    assertThat(both.probes()).containsExactly(Probe.of(NvmlQuery.MEMORY), Probe.of(NvmlQuery.FANS));
    assertThat(out.findings()).extracting("remedy").containsExactly("a", "b");
    assertThat(second.reads).isEqualTo(1);
  }

  @Test
  void read_firstFindsTheGpuLost_doesNotAskTheSecond() {
    var lost = new One(NvmlQuery.MEMORY, NvmlReturn.GPU_IS_LOST, "a");

    assertThat(new BusRig((gpu, settings) -> new Both(lost, second)).read())
        .isEqualTo(NvmlReturn.GPU_IS_LOST);
    assertThat(second.reads).isZero();
  }

  @Test
  void resume_each_goesOnWithItsOwn() {
    var third = new One(NvmlQuery.MEMORY, NvmlReturn.SUCCESS, "c");
    var fourth = new One(NvmlQuery.FANS, NvmlReturn.SUCCESS, "d");

    new Both(third, fourth).resume(new Both(first, second));

    assertThat(third.resumed).isSameAs(first);
    assertThat(fourth.resumed).isSameAs(second);
  }
}
