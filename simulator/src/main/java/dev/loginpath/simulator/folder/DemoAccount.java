package dev.loginpath.simulator.folder;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Path;

/** The demo account that comes with the program: two regions that show what reports look like. */
public final class DemoAccount {

  private DemoAccount() {}

  /** Opens it where it lies: in the jar, or in the classes of a build. */
  public static AccountFolder open() {
    URL marker = DemoAccount.class.getResource("/demo/folder.json");
    if (marker == null) {
      throw new IllegalStateException("the demo account is missing from this build");
    }
    try {
      URI uri = marker.toURI();
      if (!uri.getScheme().equals("jar")) {
        Path file = Path.of(uri);
        return AccountFolder.open(file.resolveSibling("."));
      }
      String jar = uri.toString().substring("jar:".length(), uri.toString().indexOf("!/"));
      // Stays open as long as the program runs: files are read when they are asked for. By path,
      // not
      // by URI, because a file system of a URI can be made only once in a process.
      FileSystem zip = FileSystems.newFileSystem(Path.of(URI.create(jar)));
      return AccountFolder.open(zip.getPath("/demo"));
    } catch (URISyntaxException | IOException unreadable) {
      throw new IllegalStateException("the demo account cannot be read", unreadable);
    }
  }
}
