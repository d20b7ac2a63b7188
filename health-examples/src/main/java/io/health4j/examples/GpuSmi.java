package io.health4j.examples;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/**
 * What {@code nvidia-smi -q -x} tells: XML, one element for each GPU. It names a DTD, which is not
 * loaded; nothing else is fetched either. Immutable.
 */
final class GpuSmi {

  private static final String NO_DTD =
      "http://apache.org/xml/features/nonvalidating/load-external-dtd";

  private final Element root;

  private GpuSmi(Element root) {
    this.root = root;
  }

  /**
   * Runs a command, and reads what it prints.
   *
   * @param command such as {@code nvidia-smi}
   * @throws IOException when it cannot be run, fails, or prints something else
   */
  static GpuSmi run(String command) throws IOException {
    Process process =
        new ProcessBuilder(command, "-q", "-x")
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    process.getOutputStream().close();
    try (InputStream out = process.getInputStream()) {
      return parse(out);
    } finally {
      process.destroy();
    }
  }

  /**
   * Reads what was printed.
   *
   * @throws IOException when it is not XML
   */
  static GpuSmi parse(InputStream xml) throws IOException {
    try {
      var factory = DocumentBuilderFactory.newInstance();
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      factory.setFeature(NO_DTD, false);
      factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_DTD, "");
      factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "");
      factory.setExpandEntityReferences(false);
      var builder = factory.newDocumentBuilder();
      builder.setErrorHandler(null);
      Document document = builder.parse(xml);
      return new GpuSmi(document.getDocumentElement());
    } catch (ParserConfigurationException | SAXException e) {
      throw new IOException("what nvidia-smi printed cannot be read: " + e.getMessage(), e);
    }
  }

  /** What is said of the whole machine; empty when nothing is. */
  Optional<String> text(String path) {
    return text(root, path);
  }

  /** A GPU by its UUID. */
  Optional<Gpu> gpu(String uuid) {
    return children(root, "gpu").stream()
        .map(Gpu::new)
        .filter(gpu -> gpu.text("uuid").orElse("").equals(uuid))
        .findFirst();
  }

  /** What is said of one GPU. */
  record Gpu(Element element) {

    /**
     * A text of it.
     *
     * @param path names of elements, each in the one before, with slashes
     * @return empty where there is no such element, or it says {@code N/A}
     */
    Optional<String> text(String path) {
      return GpuSmi.text(element, path);
    }

    /** The children of an element that say something, by name. */
    List<Element> children(String path) {
      return find(element, path).map(found -> GpuSmi.children(found, "")).orElse(List.of());
    }
  }

  private static Optional<String> text(Element from, String path) {
    return find(from, path)
        .map(element -> element.getTextContent().strip())
        .filter(text -> !text.isEmpty() && !text.equals("N/A") && !text.startsWith("[N/A"));
  }

  private static Optional<Element> find(Element from, String path) {
    Optional<Element> at = Optional.of(from);
    for (String name : path.split("/", -1)) {
      at = at.flatMap(element -> children(element, name).stream().findFirst());
    }
    return at;
  }

  private static List<Element> children(Element element, String name) {
    var found = new ArrayList<Element>();
    for (Node node = element.getFirstChild(); node != null; node = node.getNextSibling()) {
      if (node instanceof Element child && (name.isEmpty() || child.getTagName().equals(name))) {
        found.add(child);
      }
    }
    return found;
  }
}
