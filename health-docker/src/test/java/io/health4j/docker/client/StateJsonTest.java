package io.health4j.docker.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.health4j.docker.api.ContainerEntry;
import io.health4j.docker.api.ContainerState;
import io.health4j.docker.api.EngineDisk;
import io.health4j.docker.api.EngineEvent;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StateJsonTest {

  /** JSON with single quotes. */
  static JsonNode json(String text) {
    try {
      return Json.parse(text.replace('\'', '"').getBytes(UTF_8));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void entry_whole_isRead() {
    JsonNode node =
        json(
            "{'Id':'c1','Names':['/web/db','/db'],'Image':'busybox','State':'running',"
                + "'Status':'Up 2 minutes','Created':1795355339,'Labels':{'a':'b','c':null}}");
    assertThat(StateJson.entry(node))
        .contains(
            new ContainerEntry(
                "c1",
                "db",
                "busybox",
                "running",
                "Up 2 minutes",
                Instant.ofEpochSecond(1_795_355_339),
                Map.of("a", "b")));
  }

  @Test
  void entry_containerBeingRemoved_hasNoNameAndNoLabels() {
    JsonNode node = json("{'Id':'c1','Names':null,'Created':1,'Labels':null,'State':'removing'}");
    ContainerEntry entry = StateJson.entry(node).orElseThrow();
    assertThat(entry.name()).isEmpty();
    assertThat(entry.labels()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "[]", "1", "{'Id':'','Created':1}", "{'Id':'c1'}", "{'Id':7}"})
  void entry_withoutIdOrTime_isEmpty(String text) {
    assertThat(StateJson.entry(json(text))).isEmpty();
  }

  @Test
  void state_running_isRead() {
    ContainerState state =
        StateJson.state(
                json(
                    "{'Id':'c1','Name':'/db','RestartCount':3,'State':{'Status':'running',"
                        + "'OOMKilled':true,'Pid':31536,'ExitCode':0,"
                        + "'StartedAt':'2026-11-22T13:51:42.848698702Z',"
                        + "'FinishedAt':'0001-01-01T00:00:00Z','Health':{'Status':'unhealthy',"
                        + "'Log':[{'Output':'old'},{'Output':' no\\nanswer '}]}},"
                        + "'HostConfig':{'Memory':67108864,'NanoCpus':500000000,'PidsLimit':50,"
                        + "'CgroupParent':'/mine','RestartPolicy':{'Name':'always'},"
                        + "'CapAdd':['CAP_NOT_YET_KNOWN']},'Config':{'Labels':{'a':'b'}}}"))
            .orElseThrow();
    assertThat(state.name()).isEqualTo("db");
    assertThat(state.isRunning()).isTrue();
    assertThat(state.pid()).isEqualTo(31_536);
    assertThat(state.oomKilled()).isTrue();
    assertThat(state.startedAt()).contains(Instant.parse("2026-11-22T13:51:42.848698702Z"));
    assertThat(state.finishedAt()).isEmpty();
    assertThat(state.health()).isEqualTo("unhealthy");
    assertThat(state.healthOutput()).isEqualTo("no answer");
    assertThat(state.restarts()).isEqualTo(3);
    assertThat(state.restartPolicy()).isEqualTo("always");
    assertThat(state.cpuLimit()).hasValue(0.5);
    assertThat(state.memoryLimit()).hasValue(67_108_864);
    assertThat(state.pidsLimit()).hasValue(50);
    assertThat(state.cgroupParent()).isEqualTo("/mine");
    assertThat(state.labels()).containsExactly(Map.entry("a", "b"));
  }

  @Test
  void state_exitedWithoutLimits_hasNone() {
    ContainerState state =
        StateJson.state(
                json(
                    "{'Id':'c1','State':{'Status':'exited','Pid':0,'ExitCode':137,"
                        + "'FinishedAt':'2026-11-22T15:00:00+02:00','Health':{'Status':'none'}},"
                        + "'HostConfig':{'Memory':0,'NanoCpus':0,'CpuQuota':-1,'PidsLimit':-1}}"))
            .orElseThrow();
    assertThat(state.pid()).isZero();
    assertThat(state.exitCode()).isEqualTo(137);
    assertThat(state.finishedAt()).contains(Instant.parse("2026-11-22T13:00:00Z"));
    assertThat(state.health()).isEmpty();
    assertThat(state.healthOutput()).isEmpty();
    assertThat(state.cpuLimit()).isEmpty();
    assertThat(state.memoryLimit()).isEmpty();
    assertThat(state.pidsLimit()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "'{\"CpuQuota\":150000,\"CpuPeriod\":50000}', 3",
    "'{\"CpuQuota\":150000,\"CpuPeriod\":0}', 1.5",
    "'{\"CpuCount\":2}', 2",
    "'{\"CpuQuota\":100000,\"NanoCpus\":2000000000}', 2"
  })
  void state_cpuLimit_isInCpus(String limits, double cpus) {
    JsonNode node = json("{'Id':'c1','State':{'Status':'running'},'HostConfig':" + limits + "}");
    assertThat(StateJson.state(node).map(ContainerState::cpuLimit))
        .contains(OptionalDouble.of(cpus));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "[]", "{'Id':'c1'}", "{'State':{'Status':'running'}}"})
  void state_withoutIdOrState_isEmpty(String text) {
    assertThat(StateJson.state(json(text))).isEmpty();
  }

  @Test
  void disk_sums_doNotCountTwiceOrUnknown() {
    JsonNode node =
        json(
            "{'LayersSize':1000,'Containers':[{'SizeRw':10},{},{'SizeRw':5}],"
                + "'Volumes':[{'UsageData':{'Size':-1}},{'UsageData':{'Size':7}},{}],"
                + "'BuildCache':[{'Size':3,'Shared':true},{'Size':4,'Shared':false}]}");
    assertThat(StateJson.disk(node)).isEqualTo(new EngineDisk(1000, 15, 7, 4));
    assertThat(StateJson.disk(json("{'Volumes':null}"))).isEqualTo(new EngineDisk(0, 0, 0, 0));
  }

  @Test
  void disk_withoutLayers_isThatOfImages() {
    JsonNode node = json("{'LayersSize':0,'Images':[{'Size':3,'SharedSize':1},{'Size':4}]}");
    assertThat(StateJson.disk(node)).isEqualTo(new EngineDisk(7, 0, 0, 0));
  }

  @Test
  void event_ofAContainer_isRead() {
    JsonNode node =
        json(
            "{'Type':'container','Action':'health_status: unhealthy','Actor':{'ID':'c1',"
                + "'Attributes':{'name':'db'}},'time':1795355339,'timeNano':1795355339769852624}");
    assertThat(StateJson.event(node))
        .contains(
            new EngineEvent(
                "health_status",
                "c1",
                Instant.ofEpochSecond(1_795_355_339, 769_852_624),
                Map.of("name", "db")));
  }

  @Test
  void event_withoutNanoseconds_isAtTheSecond() {
    JsonNode node =
        json("{'Type':'container','Action':'die','Actor':{'ID':'c1'},'time':1795355339}");
    assertThat(StateJson.event(node).map(EngineEvent::at))
        .contains(Instant.ofEpochSecond(1_795_355_339));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "7",
        "{'Type':'image','Action':'pull','Actor':{'ID':'c1'},'time':1}",
        "{'Type':'container','Actor':{'ID':'c1'},'time':1}",
        "{'Type':'container','Action':'die','Actor':{},'time':1}",
        "{'Type':'container','Action':'die','Actor':{'ID':'c1'}}"
      })
  void event_ofAnythingElse_isEmpty(String text) {
    assertThat(StateJson.event(json(text))).isEmpty();
  }
}
