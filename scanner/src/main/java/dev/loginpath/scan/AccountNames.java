package dev.loginpath.scan;

import dev.loginpath.redact.Known;
import dev.loginpath.snapshot.AccountSnapshot;
import dev.loginpath.snapshot.AvailabilityZone;
import dev.loginpath.snapshot.EnabledRegion;
import dev.loginpath.snapshot.HostedZone;
import dev.loginpath.snapshot.HostedZoneRecord;
import dev.loginpath.snapshot.Image;
import dev.loginpath.snapshot.ImageMetadata;
import dev.loginpath.snapshot.InstanceType;
import dev.loginpath.snapshot.InventoryPackage;
import dev.loginpath.snapshot.ManagedPolicy;
import dev.loginpath.snapshot.PrefixList;
import dev.loginpath.snapshot.PrefixListEntries;
import dev.loginpath.snapshot.RegionSnapshot;
import dev.loginpath.snapshot.ServiceName;
import dev.loginpath.verdict.Observed;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the owner of an account called things, wherever a snapshot holds it. */
public final class AccountNames {

  private static final JsonMapper JSON = new JsonMapper();

  /** Components that hold names, in whatever record. */
  private static final Set<String> NAMES =
      Set.of(
          "name",
          "keyName",
          "groups",
          "dnsName",
          "buckets",
          "s3BucketName",
          "accountAliases",
          "accessGroupId",
          "sessionDocumentNames",
          "commandDocumentNames");

  /** Components that hold JSON in which names stand. */
  private static final Set<String> DOCUMENTS =
      Set.of("document", "trustPolicy", "content", "policy", "policyDocument");

  private final SortedSet<String> names = new TreeSet<>();
  private final SortedSet<String> tagKeys = new TreeSet<>();

  private AccountNames() {}

  public static Known of(AccountSnapshot snapshot) {
    AccountNames found = new AccountNames();
    found.look(snapshot, "");
    // AWS names the regions, also where a policy compares with one.
    snapshot.regions().forEach(it -> found.names.remove(it.name()));
    Observed.items(snapshot.enabledRegions()).forEach(it -> found.names.remove(it.name()));
    Set<String> ofAws = new HashSet<>();
    snapshot.regions().forEach(it -> ofAws.addAll(addressesOfAws(it)));
    return new Known(found.names, found.tagKeys, ofAws);
  }

  private static Set<String> addressesOfAws(RegionSnapshot region) {
    Set<String> lists = new HashSet<>();
    for (PrefixList each : Observed.items(region.ec2().prefixLists())) {
      if (each.ownerId().equals("AWS")) {
        lists.add(each.id());
      }
    }
    Set<String> addresses = new HashSet<>();
    for (PrefixListEntries each : region.ec2().prefixListEntries()) {
      if (lists.contains(each.prefixListId())) {
        addresses.addAll(Observed.items(each.cidrs()));
      }
    }
    return addresses;
  }

  private void look(Object value, String component) {
    switch (value) {
      case Optional<?> optional -> optional.ifPresent(it -> look(it, component));
      case Collection<?> list -> list.forEach(it -> look(it, component));
      case Map<?, ?> map when component.equals("tags") ->
          map.forEach((key, tag) -> {
            tagKeys.add(key.toString());
            names.add(tag.toString());
          });
      case String text when NAMES.contains(component) -> names.add(text);
      case String text when DOCUMENTS.contains(component) -> document(text);
      case Observed.Known<?> known -> look(known.value(), component);
      case Observed.Unseen<?> unseen -> look(unseen.soFar(), component);
      case Record record when !isOfAws(record) -> {
        for (RecordComponent each : record.getClass().getRecordComponents()) {
          look(valueOf(each, record), each.getName());
        }
      }
      default -> {}
    }
  }

  /** Records whose names AWS or a publisher gave. */
  private static boolean isOfAws(Record record) {
    return switch (record) {
      case EnabledRegion region -> true;
      case AvailabilityZone zone -> true;
      case HostedZone zone -> ServiceName.isOfAws(zone.name());
      case HostedZoneRecord it -> ServiceName.isOfAws(it.name());
      case InstanceType type -> true;
      case InventoryPackage software -> true;
      case PrefixList list -> list.ownerId().equals("AWS");
      case ManagedPolicy policy -> policy.arn().contains(":aws:policy/");
      case Image image -> image.ownerAlias().isPresent();
      case ImageMetadata image -> image.ownerAlias().isPresent();
      default -> false;
    };
  }

  private static Object valueOf(RecordComponent component, Record record) {
    try {
      return Objects.requireNonNull(component.getAccessor().invoke(record));
    } catch (IllegalAccessException | InvocationTargetException impossible) {
      throw new IllegalStateException("records of a snapshot are public", impossible);
    }
  }

  /** Policies name statements and compare with values; session documents name what they use. */
  private void document(String text) {
    try {
      JsonNode document = JSON.readTree(text);
      document.findValues("Sid").forEach(this::leaves);
      document.findValues("Condition").forEach(this::leaves);
      leaves(document.path("inputs"));
    } catch (JacksonException notJson) {
      // Then nothing else understands it either.
      return;
    }
  }

  private void leaves(JsonNode node) {
    if (node.isString()) {
      String text = node.asString();
      if (text.length() > 2 && !text.matches("(?i)true|false|[0-9.]+|.*[*$].*|arn:.*")) {
        names.add(text);
      }
    }
    node.forEach(this::leaves);
  }
}
