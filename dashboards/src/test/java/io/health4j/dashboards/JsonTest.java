package io.health4j.dashboards;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class JsonTest {

  @Test
  void number_whole_hasNoFraction() {
    assertThat(Json.number(3.0)).hasToString("3");
    assertThat(Json.number(0.8)).hasToString("0.8");
    assertThat(Json.number(null).isNull()).isTrue();
  }

  @Test
  void write_endsLinesTheSameEverywhere() {
    assertThat(Json.write(Json.object().put("b", 1).put("a", "x")))
        .isEqualTo("{\n  \"b\" : 1,\n  \"a\" : \"x\"\n}\n");
  }

  @Test
  void mappings_eachKind_isAsGrafanaHasIt() {
    assertThat(new Mapping.Value("3", "critical", Steps.RED).json(1))
        .isEqualTo(
            Json.read(
                "{\"type\":\"value\",\"options\":{\"3\":"
                    + "{\"text\":\"critical\",\"color\":\"red\",\"index\":1}}}"));
    assertThat(new Mapping.Range(5.0, null, "long", Steps.GREEN).json(0))
        .hasToString(
            "{\"type\":\"range\",\"options\":{\"from\":5,\"to\":null,\"result\":"
                + "{\"text\":\"long\",\"color\":\"green\",\"index\":0}}}");
    assertThat(new Mapping.NotANumber("not known", Steps.RED).json(0).at("/options/match").asText())
        .isEqualTo("nan");
  }
}
