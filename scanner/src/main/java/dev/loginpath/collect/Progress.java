package dev.loginpath.collect;

/** Hears how far the reading is. */
@FunctionalInterface
public interface Progress {

  void regionDone(String region, int done, int of);
}
