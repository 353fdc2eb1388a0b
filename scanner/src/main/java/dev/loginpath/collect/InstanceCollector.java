package dev.loginpath.collect;

import dev.loginpath.report.Outcome;
import dev.loginpath.snapshot.AutoAssignedAddress;
import dev.loginpath.snapshot.AvailabilityZone;
import dev.loginpath.snapshot.Image;
import dev.loginpath.snapshot.ImageMetadata;
import dev.loginpath.snapshot.Instance;
import dev.loginpath.snapshot.InstanceType;
import dev.loginpath.snapshot.KeyPair;
import dev.loginpath.snapshot.ManagedResourceVisibility;
import dev.loginpath.snapshot.MetadataDefaults;
import dev.loginpath.snapshot.NetworkInterface;
import dev.loginpath.snapshot.SerialConsoleAccess;
import dev.loginpath.verdict.Call;
import dev.loginpath.verdict.Observed;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.DescribeImagesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeInstanceTypesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeNetworkInterfaceAttributeRequest;
import software.amazon.awssdk.services.ec2.model.DescribeNetworkInterfaceAttributeResponse;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.NetworkInterfaceAttribute;
import software.amazon.awssdk.services.ec2.model.Reservation;

/**
 * Reads the instances of one region and what they are launched from: each list once, never a call
 * per instance, but for the interfaces of stopped instances.
 */
final class InstanceCollector {

  static final Set<String> ACTIONS =
      Set.of(
          "ec2:DescribeAvailabilityZones",
          "ec2:DescribeImages",
          "ec2:DescribeInstanceImageMetadata",
          "ec2:DescribeInstanceTypes",
          "ec2:DescribeInstances",
          "ec2:DescribeKeyPairs",
          "ec2:DescribeNetworkInterfaceAttribute",
          "ec2:GetInstanceMetadataDefaults",
          "ec2:GetManagedResourceVisibility",
          "ec2:GetSerialConsoleAccessStatus");

  private static final int PAGE = 1000;
  private static final int IMAGES_AT_ONCE = 200;
  private static final int TYPES_AT_ONCE = 100;

  private static final String UNLISTED = "the instances could not be listed";

  private final Ec2Client ec2;
  private final String region;

  InstanceCollector(Ec2Client ec2, String region) {
    this.ec2 = ec2;
    this.region = region;
  }

  /**
   * The list that everything else is read for; asked first, because it tells a region that is off.
   * What AWS services operate has to be asked for, or stays hidden.
   */
  Observed<List<Instance>> instances() {
    return Observe.items(
        Call.of("ec2:DescribeInstances", region),
        () ->
            ec2.describeInstancesPaginator(it -> it.maxResults(PAGE).includeManagedResources(true))
                .iterator(),
        page -> page.reservations().stream().flatMap(InstanceCollector::launched).toList(),
        it -> it.get(),
        Instance::id);
  }

  /** A reservation always holds the instances that were launched together. */
  private static Stream<Supplier<Instance>> launched(Reservation reservation) {
    return reservation.hasInstances()
        ? reservation.instances().stream()
            .map(it -> () -> InstanceRecords.instance(it, reservation.ownerId()))
        : Stream.of(() -> {
          throw new Answers.MissingMember("Reservations[].Instances");
        });
  }

  Observed<List<ImageMetadata>> imageMetadata() {
    return Observe.pages(
        Call.of("ec2:DescribeInstanceImageMetadata", region),
        () -> ec2.describeInstanceImageMetadataPaginator(it -> it.maxResults(PAGE)).iterator(),
        page ->
            page.instanceImageMetadata().stream()
                .filter(it -> it.instanceId() != null)
                .flatMap(it -> InstanceRecords.imageMetadata(it).stream())
                .toList(),
        ImageMetadata::instanceId);
  }

  /**
   * Asked by filter: an id of an image that is gone would fail the whole call, a filter leaves it
   * out.
   */
  Observed<List<Image>> images(Observed<List<Instance>> instances) {
    Call call = Call.of("ec2:DescribeImages", region);
    if (instances.outcome() != Outcome.OK && Observed.items(instances).isEmpty()) {
      return Observe.notCalled(call, UNLISTED);
    }
    return Observe.pages(
        call,
        Answers.inTurn(
            batches(instances, Instance::imageId, IMAGES_AT_ONCE).stream()
                .map(batch ->
                    ec2.describeImagesPaginator(
                        DescribeImagesRequest.builder()
                            .includeDeprecated(true)
                            .filters(Filter.builder().name("image-id").values(batch).build())
                            .build()))
                .toList()),
        page ->
            page.images().stream()
                .filter(it -> it.imageId() != null)
                .map(InstanceRecords::image)
                .toList(),
        Image::id);
  }

  /** What the instances have of something, each value once, in requests of bounded size. */
  private static List<List<String>> batches(
      Observed<List<Instance>> instances, Function<Instance, Optional<String>> value, int size) {
    List<String> values =
        Observed.items(instances).stream()
            .flatMap(it -> value.apply(it).stream())
            .distinct()
            .sorted()
            .toList();
    List<List<String>> batches = new ArrayList<>();
    for (int from = 0; from < values.size(); from += size) {
      batches.add(values.subList(from, Math.min(from + size, values.size())));
    }
    return batches;
  }

  /** Asked by filter as well: a name that the region does not know would fail the whole call. */
  Observed<List<InstanceType>> instanceTypes(Observed<List<Instance>> instances) {
    Call call = Call.of("ec2:DescribeInstanceTypes", region);
    if (instances.outcome() != Outcome.OK && Observed.items(instances).isEmpty()) {
      return Observe.notCalled(call, UNLISTED);
    }
    return Observe.pages(
        call,
        Answers.inTurn(
            batches(instances, Instance::instanceType, TYPES_AT_ONCE).stream()
                .map(batch ->
                    ec2.describeInstanceTypesPaginator(
                        DescribeInstanceTypesRequest.builder()
                            .maxResults(TYPES_AT_ONCE)
                            .filters(Filter.builder().name("instance-type").values(batch).build())
                            .build()))
                .toList()),
        page ->
            page.instanceTypes().stream()
                .filter(it -> it.instanceType() != null)
                .map(InstanceRecords::instanceType)
                .toList(),
        InstanceType::name);
  }

  Observed<SerialConsoleAccess> serialConsoleAccess() {
    return Observe.one(
        Call.of("ec2:GetSerialConsoleAccessStatus", region),
        Set.of(),
        () -> InstanceRecords.serialConsoleAccess(ec2.getSerialConsoleAccessStatus(it -> {})));
  }

  /** AWS answers all of them at once: this call has no pages. */
  Observed<List<KeyPair>> keyPairs() {
    return Observe.pages(
        Call.of("ec2:DescribeKeyPairs", region),
        () -> Stream.of(ec2.describeKeyPairs(it -> {})).iterator(),
        page ->
            page.keyPairs().stream()
                .filter(it -> it.keyName() != null)
                .map(InstanceRecords::keyPair)
                .toList(),
        KeyPair::name);
  }

  Observed<MetadataDefaults> metadataDefaults() {
    return Observe.one(
        Call.of("ec2:GetInstanceMetadataDefaults", region),
        Set.of(),
        () ->
            Optional.ofNullable(ec2.getInstanceMetadataDefaults(it -> {}).accountLevel())
                .map(InstanceRecords::metadataDefaults));
  }

  Observed<ManagedResourceVisibility> managedResourceVisibility() {
    return Observe.one(
        Call.of("ec2:GetManagedResourceVisibility", region),
        Set.of(),
        () ->
            Optional.ofNullable(ec2.getManagedResourceVisibility(it -> {}).visibility())
                .flatMap(it -> Answers.maybe(it.defaultVisibilityAsString()))
                .map(ManagedResourceVisibility::new));
  }

  List<AutoAssignedAddress> autoAssigned(
      List<Instance> instances, List<NetworkInterface> interfaces) {
    SortedSet<String> stopped = new TreeSet<>();
    instances.stream()
        .filter(it -> !it.isRunning() && !it.isTerminated())
        .forEach(it -> stopped.add(it.id()));
    return interfaces.stream()
        .filter(it -> it.instanceId().filter(stopped::contains).isPresent())
        .filter(it -> it.id().startsWith("eni-"))
        .filter(it -> it.deviceIndex().filter(index -> index == 0).isPresent())
        .filter(it -> it.privateAddresses().stream().noneMatch(a -> a.publicAddress().isPresent()))
        .map(it -> new AutoAssignedAddress(it.id(), autoAssigned(it.id())))
        .toList();
  }

  private Observed<Boolean> autoAssigned(String networkInterfaceId) {
    DescribeNetworkInterfaceAttributeRequest request =
        DescribeNetworkInterfaceAttributeRequest.builder()
            .networkInterfaceId(networkInterfaceId)
            .attribute(NetworkInterfaceAttribute.ASSOCIATE_PUBLIC_IP_ADDRESS)
            .build();
    return Observe.one(
        new Call("ec2:DescribeNetworkInterfaceAttribute", region, networkInterfaceId),
        Set.of(),
        () -> {
          DescribeNetworkInterfaceAttributeResponse answer =
              ec2.describeNetworkInterfaceAttribute(request);
          return Optional.ofNullable(answer.associatePublicIpAddress());
        });
  }

  /**
   * This call has no pages either. Zones that were opted out of are asked for as well: what was
   * launched there before may still run.
   */
  Observed<List<AvailabilityZone>> availabilityZones() {
    return Observe.pages(
        Call.of("ec2:DescribeAvailabilityZones", region),
        () ->
            Stream.of(ec2.describeAvailabilityZones(it -> it.allAvailabilityZones(true)))
                .iterator(),
        page ->
            page.availabilityZones().stream()
                .filter(it -> it.zoneName() != null)
                .map(InstanceRecords::availabilityZone)
                .toList(),
        AvailabilityZone::name);
  }
}
