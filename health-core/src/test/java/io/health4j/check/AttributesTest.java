package io.health4j.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.NotBlank;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class AttributesTest {

  @Test
  void none_hasNothing() {
    assertThat(Attributes.none().size()).isZero();
    assertThat(Attributes.none().entries()).isEmpty();
    assertThat(Attributes.none()).hasToString("{}");
    assertThat(Attributes.of()).isSameAs(Attributes.none());
    assertThat(Attributes.of(Map.of())).isSameAs(Attributes.none());
  }

  @Test
  void of_anyOrder_isSortedAndEqual() {
    var one = Attributes.of("b", "2", "a", "1");
    var two = Attributes.of(Map.of("a", "1", "b", "2"));

    assertThat(one).isEqualTo(two).hasSameHashCodeAs(two).hasToString("{a=1, b=2}");
    assertThat(one.entries()).containsExactly(Map.entry("a", "1"), Map.entry("b", "2"));
  }

  @Test
  void equals_otherNameOrValue_isFalse() {
    var attributes = Attributes.of("a", "1");

    assertThat(attributes)
        .isNotEqualTo(Attributes.of("a", "2"))
        .isNotEqualTo(Attributes.of("b", "1"))
        .isNotEqualTo(Attributes.of("a", "1", "b", "2"))
        .isNotEqualTo(Attributes.none())
        .isNotEqualTo("{a=1}")
        .isNotEqualTo(null);
  }

  @Test
  void equals_nameAndValueSwapped_isFalse() {
    assertThat(Attributes.of("a", "b")).isNotEqualTo(Attributes.of("b", "a"));
  }

  @Test
  void get_presentAndAbsent_isValueOrNull() {
    var attributes = Attributes.of("device", "sda", "state", "used");

    assertThat(attributes.get("state")).isEqualTo("used");
    assertThat(attributes.get("sda")).as("a value is no name").isNull();
    assertThat(attributes.get("")).isNull();
  }

  @Test
  void of_oddCount_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Attributes.of("a", "1", "b"))
        .withMessageContaining("[a, 1, b]");
  }

  @Test
  void of_blankName_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Attributes.of(" ", "1"))
        .withMessageContaining("' '");
    assertThatIllegalArgumentException().isThrownBy(() -> Attributes.of(Map.of("", "1")));
  }

  @Test
  void of_nameTwice_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Attributes.of("a", "1", "a", "1"))
        .withMessageContaining("'a'")
        .withMessageContaining("twice");
  }

  @Test
  void of_nullValue_isRefusedByName() {
    assertThatNullPointerException()
        .isThrownBy(() -> Attributes.of("zone", null))
        .withMessage("zone");
  }

  @Test
  void of_mapChangedLater_staysAsItWas() {
    var map = new HashMap<String, String>(Map.of("a", "1"));
    var attributes = Attributes.of(map);

    map.put("b", "2");

    assertThat(attributes).isEqualTo(Attributes.of("a", "1"));
  }

  @Test
  void with_newName_leavesTheOriginal() {
    var original = Attributes.of("b", "2");

    assertThat(original.with("a", "1")).isEqualTo(Attributes.of("a", "1", "b", "2"));
    assertThat(original).isEqualTo(Attributes.of("b", "2"));
  }

  @Test
  void with_knownName_replacesItsValue() {
    assertThat(Attributes.of("a", "1", "b", "2").with("a", "3"))
        .isEqualTo(Attributes.of("a", "3", "b", "2"));
  }

  @Test
  void with_blankName_isRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> Attributes.none().with(" ", "1"));
  }

  @Test
  void entries_changed_isRefused() {
    List<Map.Entry<String, String>> entries = Attributes.of("a", "1").entries();

    assertThatThrownBy(() -> entries.remove(0)).isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> entries.get(0).setValue("2"))
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Property
  void of_anyMap_givesItBack(
      @ForAll
          Map<@AlphaChars @NotBlank @StringLength(max = 3) String, @StringLength(max = 3) String>
              map) {
    var attributes = Attributes.of(map);
    var seen = new HashMap<String, String>();
    var names = new ArrayList<String>();
    attributes.forEach(
        (name, value) -> {
          seen.put(name, value);
          names.add(name);
        });

    assertThat(seen).isEqualTo(map);
    assertThat(names).isSorted();
    assertThat(attributes.size()).isEqualTo(map.size());
    map.forEach((name, value) -> assertThat(attributes.get(name)).isEqualTo(value));
  }
}
