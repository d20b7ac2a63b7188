package io.health4j.oshi;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The processes of this machine. */
interface ProcessTable {

  /** All processes in whose command line the pattern is found. Dear: looks at every process. */
  List<ProcessUse> find(Pattern commandLine);

  /** One process; null when it has ended. Cheap. */
  @Nullable ProcessUse read(int pid);
}
