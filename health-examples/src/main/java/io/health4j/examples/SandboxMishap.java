package io.health4j.examples;

/** What is made to go wrong in a sandbox, as the beginning of its script. */
enum SandboxMishap {
  NONE(""),
  FAIL("exit 3; "),
  /** Four times what a sandbox may have, in one piece, and every page of it touched. */
  MEMORY("exec dd if=/dev/zero of=/dev/null bs=64M count=1; "),
  HANG("sleep 600; ");

  private final String script;

  SandboxMishap(String script) {
    this.script = script;
  }

  String script() {
    return script;
  }
}
