package io.health4j.check;

import java.util.AbstractMap.SimpleImmutableEntry;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Names and values that tell one thing from its siblings ({@code device=sda}), sorted by name.
 * Immutable, thread-safe, with a hash that is computed once: a reading's attributes are compared at
 * each sample, and made once.
 */
public final class Attributes {

  private static final Attributes NONE = new Attributes(new String[0]);

  /** Names at even, values at odd places, sorted by name. */
  private final String[] pairs;

  private final int hash;

  private Attributes(String[] pairs) {
    this.pairs = pairs;
    this.hash = Arrays.hashCode(pairs);
  }

  /**
   * No attributes.
   *
   * @return the empty attributes
   */
  public static Attributes none() {
    return NONE;
  }

  /**
   * Attributes from names and values in turn.
   *
   * @param namesAndValues name, value, name, value, …; names must be distinct and not blank
   * @return the attributes
   * @throws IllegalArgumentException for an odd count, a blank name, or a name given twice
   */
  public static Attributes of(String... namesAndValues) {
    if (namesAndValues.length % 2 != 0) {
      throw new IllegalArgumentException(
          "attributes must be pairs of name and value, were " + Arrays.toString(namesAndValues));
    }
    var sorted = new TreeMap<String, String>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      put(sorted, namesAndValues[i], namesAndValues[i + 1]);
    }
    return of(sorted);
  }

  /**
   * Attributes from a map, which is copied.
   *
   * @param map names and values
   * @return the attributes
   * @throws IllegalArgumentException for a blank name
   */
  public static Attributes of(Map<String, String> map) {
    if (map.isEmpty()) {
      return NONE;
    }
    var sorted = new TreeMap<String, String>();
    map.forEach((name, value) -> put(sorted, name, value));
    var pairs = new ArrayList<String>(sorted.size() * 2);
    sorted.forEach((name, value) -> pairs.addAll(List.of(name, value)));
    return new Attributes(pairs.toArray(String[]::new));
  }

  private static void put(Map<String, String> map, String name, String value) {
    if (name.isBlank()) {
      throw new IllegalArgumentException(
          "an attribute's name must not be blank, was '" + name + "'");
    }
    if (map.putIfAbsent(name, Objects.requireNonNull(value, name)) != null) {
      throw new IllegalArgumentException("attribute '" + name + "' is given twice");
    }
  }

  /**
   * These attributes and one more.
   *
   * @param name its name; an attribute of this name is replaced
   * @param value its value
   * @return new attributes
   */
  public Attributes with(String name, String value) {
    var map = new TreeMap<String, String>();
    forEach(map::put);
    map.put(name, value);
    return of(map);
  }

  /**
   * The value of a name.
   *
   * @param name the attribute's name
   * @return its value, or null when there is none
   */
  public @Nullable String get(String name) {
    for (int i = 0; i < pairs.length; i += 2) {
      if (pairs[i].equals(name)) {
        return pairs[i + 1];
      }
    }
    return null;
  }

  /**
   * Calls the consumer with each name and value, in the order of names.
   *
   * @param consumer gets name and value
   */
  public void forEach(BiConsumer<String, String> consumer) {
    for (int i = 0; i < pairs.length; i += 2) {
      consumer.accept(pairs[i], pairs[i + 1]);
    }
  }

  /**
   * The attributes as entries, in the order of names.
   *
   * @return an immutable list
   */
  public List<Map.Entry<String, String>> entries() {
    var entries = new ArrayList<Map.Entry<String, String>>();
    forEach((name, value) -> entries.add(new SimpleImmutableEntry<>(name, value)));
    return List.copyOf(entries);
  }

  /**
   * How many there are.
   *
   * @return the number of attributes
   */
  public int size() {
    return pairs.length / 2;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return this == other
        || (other instanceof Attributes that
            && hash == that.hash
            && Arrays.equals(pairs, that.pairs));
  }

  @Override
  public int hashCode() {
    return hash;
  }

  /** The attributes as {@code {a=1, b=2}}. */
  @Override
  public String toString() {
    var text = new StringBuilder("{");
    forEach((name, value) -> text.append(name).append('=').append(value).append(", "));
    return text.length() == 1
        ? "{}"
        : text.replace(text.length() - 2, text.length(), "}").toString();
  }
}
