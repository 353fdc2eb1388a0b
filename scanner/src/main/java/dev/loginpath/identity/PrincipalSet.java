package dev.loginpath.identity;

import dev.loginpath.report.Decision;
import dev.loginpath.report.FindingId;
import dev.loginpath.report.PrincipalAccess;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The principals that may use a path; many instances share one set. The list is made when it is
 * asked for: an account may have thousands of sets with hundreds of principals each.
 */
public final class PrincipalSet {

  public static final PrincipalSet NOBODY = new PrincipalSet(List.of());

  /** Keys and passwords are visible to no API. */
  public static final PrincipalSet KEY_HOLDERS =
      new PrincipalSet(List.of(PrincipalAccess.keyHolders()));

  private final Supplier<List<PrincipalAccess>> principals;
  private final boolean empty;
  private final long weight;

  public PrincipalSet(List<PrincipalAccess> principals) {
    List<PrincipalAccess> copy = List.copyOf(principals);
    this.principals = () -> copy;
    this.empty = copy.isEmpty();
    this.weight = copy.stream().mapToLong(PrincipalSet::weight).sum();
  }

  /**
   * A set that is made later.
   *
   * @param weight the sum of the weights of its members
   */
  PrincipalSet(Supplier<List<PrincipalAccess>> principals, boolean empty, long weight) {
    this.principals = principals;
    this.empty = empty;
    this.weight = weight;
  }

  /** By ARN. */
  public List<PrincipalAccess> principals() {
    return principals.get();
  }

  /** The set's name in the report: a hash of its content. */
  public String key() {
    return "%016x".formatted(weight);
  }

  /** None where nobody is in it. */
  public Optional<String> keyIfAny() {
    return empty ? Optional.empty() : Optional.of(key());
  }

  public boolean isEmpty() {
    return empty;
  }

  /** Somebody is in it of whom that is known. */
  public boolean holdsSomebody() {
    return !empty && principals().stream().anyMatch(it -> it.decision() != Decision.UNKNOWN);
  }

  /** A hash of one member; those of a set add up, whatever their order. */
  static long weight(PrincipalAccess each) {
    return weight(
        hash(each.arn(), each.name()),
        hash(
            each.decision().word(),
            each.conditions().toString(),
            each.choices().toString(),
            each.via().toString()));
  }

  /** The same from the hashes of who it is and of what it may do. */
  static long weight(long who, long what) {
    long mixed = (Long.rotateLeft(who, 29) ^ what) * 0x9e3779b97f4a7c15L;
    return (mixed ^ (mixed >>> 32)) * 0xd6e8feb86659fd93L;
  }

  static long hash(String... parts) {
    return Long.parseUnsignedLong(FindingId.hash(parts), 0, 16, 16);
  }

  @Override
  public boolean equals(@Nullable Object that) {
    return that instanceof PrincipalSet set && weight == set.weight && empty == set.empty;
  }

  @Override
  public int hashCode() {
    return Long.hashCode(weight);
  }

  @Override
  public String toString() {
    return principals().toString();
  }
}
