package io.health4j.oshi;

import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import oshi.hardware.NetworkIF;

/**
 * The network interfaces that are up, as OSHI sees them. OSHI reads a dozen files of each
 * interface, also of those that nobody asked for, and a host of many containers has hundreds; so
 * OSHI's objects are kept, only those wanted are read again, and OSHI lists anew when the JDK shows
 * one that is not known.
 */
final class OshiInterfaces implements Callable<List<Nic>> {

  private record Key(String name, int index) {}

  private final Map<Key, NetworkIF> known = new HashMap<>();

  @Override
  public List<Nic> call() throws SocketException {
    List<Key> wanted = wanted();
    if (!known.keySet().containsAll(wanted)) {
      list();
    }
    known.keySet().retainAll(wanted);
    var nics = new ArrayList<Nic>(wanted.size());
    for (NetworkIF each : known.values()) {
      if (each.updateAttributes()) {
        nics.add(nic(each));
      }
    }
    return nics;
  }

  private static List<Key> wanted() throws SocketException {
    var wanted = new ArrayList<Key>();
    for (NetworkInterface each : NetworkInterface.networkInterfaces().toList()) {
      if (NetworkCheck.isWatched(each.getName()) && each.isUp() && !each.isLoopback()) {
        wanted.add(new Key(each.getName(), each.getIndex()));
      }
    }
    return wanted;
  }

  private void list() {
    known.clear();
    for (NetworkIF each : Oshi.hardware().getNetworkIFs(true)) {
      known.put(new Key(each.getName(), each.getIndex()), each);
    }
  }

  private static Nic nic(NetworkIF each) {
    return new Nic(
        each.getName(),
        new Nic.Way(each.getBytesRecv(), each.getPacketsRecv(), each.getInErrors()),
        new Nic.Way(each.getBytesSent(), each.getPacketsSent(), each.getOutErrors()),
        each.getInDrops(),
        each.getSpeed() > 0 ? OptionalLong.of(each.getSpeed()) : OptionalLong.empty());
  }
}
