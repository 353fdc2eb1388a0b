package dev.loginpath.collect;

import static dev.loginpath.collect.Answers.text;

import dev.loginpath.snapshot.KmsKey;
import dev.loginpath.snapshot.NamedKey;
import dev.loginpath.verdict.Call;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.kms.KmsClient;

/** Reads single keys of one region. */
final class KmsCollector {

  static final Set<String> ACTIONS = Set.of("kms:DescribeKey");

  private final KmsClient kms;
  private final String region;

  KmsCollector(KmsClient kms, String region) {
    this.kms = kms;
    this.region = region;
  }

  NamedKey key(String id) {
    return new NamedKey(
        id,
        Observe.one(
            call(id),
            Set.of("NotFoundException"),
            () ->
                Optional.ofNullable(kms.describeKey(it -> it.keyId(id)).keyMetadata())
                    .map(it ->
                        new KmsKey(
                            text(it.keyId()),
                            text(it.arn()),
                            text(it.keyStateAsString()),
                            text(it.keyManagerAsString()),
                            text(it.keySpecAsString())))));
  }

  /** A key that this region cannot be asked for. */
  NamedKey elsewhere(String id) {
    return new NamedKey(id, Observe.notCalled(call(id), "the key is not one of this region"));
  }

  private Call call(String id) {
    return new Call("kms:DescribeKey", region, id);
  }
}
