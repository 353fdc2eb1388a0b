package dev.loginpath.cli;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** The version of this program. */
final class Version implements IVersionProvider {

  static final String CURRENT = read();

  @Override
  public String[] getVersion() {
    return new String[] {"loginpath " + CURRENT};
  }

  private static String read() {
    Properties properties = new Properties();
    try (InputStream in = Version.class.getResourceAsStream("version.properties")) {
      if (in == null) {
        throw new IllegalStateException("version.properties is missing from this build");
      }
      properties.load(in);
    } catch (IOException unreadable) {
      throw new IllegalStateException("version.properties cannot be read", unreadable);
    }
    return properties.getProperty("version", "unknown");
  }
}
