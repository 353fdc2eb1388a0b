package dev.loginpath.collect;

import static dev.loginpath.collect.Answers.text;

import dev.loginpath.snapshot.KmsKey;
import dev.loginpath.snapshot.NamedKey;
import dev.loginpath.verdict.Call;
import dev.loginpath.verdict.Observed;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.kms.KmsClient;

/** Reads single keys of one region. */
final class KmsCollector {

  static final Set<String> ACTIONS = Set.of("kms:DescribeKey", "kms:GetKeyPolicy");

  private static final Set<String> NONE = Set.of("NotFoundException");

  private final KmsClient kms;
  private final String region;

  KmsCollector(KmsClient kms, String region) {
    this.kms = kms;
    this.region = region;
  }

  /** A key, and the policy of a session's key: what else is encrypted asks nothing of people. */
  NamedKey key(String id, boolean ofSessions) {
    Observed<KmsKey> key =
        Observe.one(
            call("kms:DescribeKey", id),
            NONE,
            () ->
                Optional.ofNullable(kms.describeKey(it -> it.keyId(id)).keyMetadata())
                    .map(it ->
                        new KmsKey(
                            text(it.keyId()),
                            text(it.arn()),
                            text(it.keyStateAsString()),
                            text(it.keyManagerAsString()),
                            text(it.keySpecAsString()))));
    return new NamedKey(id, key, ofSessions ? Optional.of(policy(id, key)) : Optional.empty());
  }

  /** An alias has no policy: the key is asked by its own id, where that is known. */
  private Observed<String> policy(String id, Observed<KmsKey> key) {
    String named =
        key instanceof Observed.Known<KmsKey> known && !known.value().arn().isEmpty()
            ? known.value().arn()
            : id;
    return Observe.one(
        call("kms:GetKeyPolicy", id),
        NONE,
        () -> Answers.maybe(kms.getKeyPolicy(it -> it.keyId(named)).policy()));
  }

  /** A key that this region cannot be asked for. */
  NamedKey elsewhere(String id) {
    return new NamedKey(
        id,
        Observe.notCalled(call("kms:DescribeKey", id), "the key is not one of this region"),
        Optional.empty());
  }

  private Call call(String action, String id) {
    return new Call(action, region, id);
  }
}
