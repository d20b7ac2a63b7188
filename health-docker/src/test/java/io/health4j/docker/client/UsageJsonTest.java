package io.health4j.docker.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.health4j.docker.api.ContainerUsage;
import io.health4j.docker.api.ContainerUsage.Part;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UsageJsonTest {

  private static final double MACHINE = 25e9;
  private static final String NOW = "{'read':'2026-11-22T13:51:42Z'";
  private static final String CPU =
      ",'pids_stats':{'current':3,'limit':50},'cpu_stats':{'cpu_usage':{"
          + "'total_usage':30481591,'usage_in_kernelmode':10000000,'usage_in_usermode':20000000},"
          + "'throttling_data':{'periods':9,'throttled_periods':4,'throttled_time':1500000000}}";

  private static ContainerUsage usage(String rest) {
    return UsageJson.usage(StateJsonTest.json(NOW + rest + "}"), MACHINE);
  }

  private static Set<Part> known(ContainerUsage usage) {
    return EnumSet.allOf(Part.class).stream()
        .filter(part -> usage.get(part).isPresent())
        .collect(Collectors.toSet());
  }

  private static void assertPart(ContainerUsage usage, Part part, double value) {
    assertThat(usage.get(part)).as(part.name()).hasValueCloseTo(value, within(1e-9));
  }

  @Test
  void usage_cgroupV1_isRead() {
    ContainerUsage usage =
        usage(
            CPU
                + ",'blkio_stats':{'io_service_bytes_recursive':["
                + "{'major':8,'minor':0,'op':'Read','value':10},"
                + "{'major':8,'minor':0,'op':'Write','value':20},"
                + "{'major':8,'minor':0,'op':'Total','value':30},"
                + "{'major':8,'minor':16,'op':'Read','value':1}]}"
                + ",'memory_stats':{'usage':397312,'limit':67108864,'stats':{'rss':1,"
                + "'inactive_file':5,'total_rss':53248,'total_inactive_file':97312}}"
                + ",'networks':{'eth0':{'rx_bytes':5,'tx_bytes':6},'eth1':{'rx_bytes':7}}");
    assertPart(usage, Part.CPU_TIME, 0.030481591);
    assertPart(usage, Part.CPU_SYSTEM, 0.01);
    assertPart(usage, Part.CPU_USER, 0.02);
    assertPart(usage, Part.PERIODS, 9);
    assertPart(usage, Part.THROTTLED_PERIODS, 4);
    assertPart(usage, Part.THROTTLED_TIME, 1.5);
    assertPart(usage, Part.MEMORY, 397_312);
    assertPart(usage, Part.MEMORY_WORKING_SET, 300_000);
    assertPart(usage, Part.MEMORY_ANONYMOUS, 53_248);
    assertPart(usage, Part.MEMORY_LIMIT, 67_108_864);
    assertPart(usage, Part.PIDS, 3);
    assertPart(usage, Part.PIDS_LIMIT, 50);
    assertPart(usage, Part.DISK_READ, 11);
    assertPart(usage, Part.DISK_WRITTEN, 20);
    assertPart(usage, Part.NETWORK_RECEIVED, 12);
    assertPart(usage, Part.NETWORK_SENT, 6);
    assertThat(usage.get(Part.OOM_KILLS)).isEmpty();
  }

  @Test
  void usage_cgroupV2_isRead() {
    ContainerUsage usage =
        usage(
            CPU
                + ",'blkio_stats':{'io_service_bytes_recursive':["
                + "{'op':'read','value':10},{'op':'write','value':20}]}"
                + ",'memory_stats':{'usage':100,'limit':25000000000,'stats':{"
                + "'anon':70,'file':20,'inactive_file':15}}");
    assertPart(usage, Part.MEMORY_WORKING_SET, 85);
    assertPart(usage, Part.MEMORY_ANONYMOUS, 70);
    assertPart(usage, Part.DISK_READ, 10);
    assertPart(usage, Part.DISK_WRITTEN, 20);
    assertThat(usage.get(Part.MEMORY_LIMIT)).as("all of the machine's").isEmpty();
    assertThat(usage.get(Part.NETWORK_RECEIVED)).as("no network").isEmpty();
  }

  @Test
  void usage_moreCacheThanUsage_isNotBelowZero() {
    ContainerUsage usage = usage(CPU + ",'memory_stats':{'usage':5,'stats':{'inactive_file':6}}");
    assertPart(usage, Part.MEMORY_WORKING_SET, 0);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"0", "1152921504606846976", "9223372036854771712", "18446744073709551615"})
  void usage_limitThatIsNone_isAbsent(String limit) {
    ContainerUsage usage =
        usage(
            (",'memory_stats':{'limit':" + limit + "}")
                + (",'pids_stats':{'current':1,'limit':" + limit + "}"));
    assertThat(known(usage)).containsExactly(Part.PIDS);
  }

  @Test
  void usage_unreadParts_areAbsent() {
    String rest =
        ",'memory_stats':{},'pids_stats':{'current':1},'cpu_stats':{'cpu_usage':{'total_usage':'7',"
            + "'usage_in_usermode':-1,'usage_in_kernelmode':1e999}},"
            + "'blkio_stats':{'io_service_bytes_recursive':null},'networks':null";
    assertThat(known(usage(rest))).containsExactly(Part.PIDS);
    assertThat(
            known(
                usage(
                    ",'pids_stats':{'current':1},'blkio_stats':{'io_service_bytes_recursive':[]}")))
        .containsExactly(Part.PIDS);
  }

  /** As Docker 20.10.24 answered: the machine's numbers. */
  @Test
  void usage_containerInNoCgroup_isEmpty() {
    String rest =
        ",'pids_stats':{},'cpu_stats':{'cpu_usage':{'total_usage':101870933185702}},"
            + "'memory_stats':{'usage':3196616704,'limit':25276502016,'stats':{'rss':2611224576}}";
    assertThat(known(usage(rest))).isEmpty();
  }

  @Test
  void usage_containerThatDoesNotRun_isEmpty() {
    ContainerUsage usage =
        UsageJson.usage(
            StateJsonTest.json(
                "{'read':'0001-01-01T00:00:00Z','cpu_stats':{'cpu_usage':{'total_usage':0}}}"),
            MACHINE);
    assertThat(known(usage)).isEmpty();
  }

  @Test
  void usage_windows_hasItsOwnUnitsAndFewerParts() {
    ContainerUsage usage =
        usage(
            ",'num_procs':8,'cpu_stats':{'cpu_usage':{'total_usage':20000000,"
                + "'usage_in_kernelmode':10000000,'usage_in_usermode':5000000},"
                + "'throttling_data':{'periods':0}},'storage_stats':{'read_size_bytes':1,"
                + "'write_size_bytes':2},'memory_stats':{'privateworkingset':77,'commitbytes':99}");
    assertPart(usage, Part.CPU_TIME, 2);
    assertPart(usage, Part.CPU_SYSTEM, 1);
    assertPart(usage, Part.MEMORY_WORKING_SET, 77);
    assertPart(usage, Part.DISK_READ, 1);
    assertPart(usage, Part.DISK_WRITTEN, 2);
    assertThat(usage.get(Part.PERIODS)).isEmpty();
    assertThat(usage.get(Part.MEMORY)).isEmpty();
  }
}
