package dev.loginpath.simulator.folder;

import java.nio.file.Path;

/**
 * A file of an account's folder.
 *
 * @param name its path within that folder, such as {@code us-east-1/ec2/DescribeVpcs.json}
 */
record SavedFile(String name, Path path) implements Comparable<SavedFile> {

  @Override
  public int compareTo(SavedFile other) {
    return name.compareTo(other.name);
  }
}
