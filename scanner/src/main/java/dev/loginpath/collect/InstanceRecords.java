package dev.loginpath.collect;

import static dev.loginpath.collect.Answers.ids;
import static dev.loginpath.collect.Answers.isTrue;
import static dev.loginpath.collect.Answers.maybe;
import static dev.loginpath.collect.Answers.tags;
import static dev.loginpath.collect.Answers.text;

import dev.loginpath.snapshot.AvailabilityZone;
import dev.loginpath.snapshot.Image;
import dev.loginpath.snapshot.ImageMetadata;
import dev.loginpath.snapshot.Instance;
import dev.loginpath.snapshot.InstancePlatform;
import dev.loginpath.snapshot.InstanceType;
import dev.loginpath.snapshot.KeyPair;
import dev.loginpath.snapshot.MetadataDefaults;
import dev.loginpath.snapshot.MetadataOptions;
import dev.loginpath.snapshot.NetworkInterface;
import dev.loginpath.snapshot.Operator;
import dev.loginpath.snapshot.Placement;
import dev.loginpath.snapshot.SerialConsoleAccess;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.GetSerialConsoleAccessStatusResponse;
import software.amazon.awssdk.services.ec2.model.InstanceImageMetadata;
import software.amazon.awssdk.services.ec2.model.InstanceMetadataDefaultsResponse;
import software.amazon.awssdk.services.ec2.model.InstanceMetadataOptionsResponse;
import software.amazon.awssdk.services.ec2.model.InstanceNetworkInterface;
import software.amazon.awssdk.services.ec2.model.InstanceState;
import software.amazon.awssdk.services.ec2.model.InstanceTypeInfo;
import software.amazon.awssdk.services.ec2.model.KeyPairInfo;

/** Turns what EC2 answers about instances, and what they are launched from, into records. */
final class InstanceRecords {

  private InstanceRecords() {}

  static Instance instance(
      software.amazon.awssdk.services.ec2.model.Instance it, @Nullable String ownerId) {
    InstanceMetadataOptionsResponse metadata = it.metadataOptions();
    return new Instance(
        Answers.required(it.instanceId(), "InstanceId"),
        text(ownerId),
        state(it.state()),
        Optional.ofNullable(it.launchTime()),
        maybe(it.imageId()),
        new InstancePlatform(
            maybe(it.platformAsString()), maybe(it.platformDetails()), maybe(it.usageOperation())),
        maybe(it.instanceTypeAsString()),
        maybe(it.vpcId()),
        maybe(it.subnetId()),
        placement(it),
        it.operator() == null
            ? Operator.NONE
            : new Operator(
                isTrue(it.operator().managed()),
                maybe(it.operator().principal()),
                isTrue(it.operator().hiddenByDefault())),
        it.iamInstanceProfile() == null ? Optional.empty() : maybe(it.iamInstanceProfile().arn()),
        maybe(it.keyName()),
        metadata == null
            ? new MetadataOptions(Optional.empty(), Optional.empty())
            : new MetadataOptions(
                maybe(metadata.httpEndpointAsString()), maybe(metadata.httpTokensAsString())),
        ids(
            it.networkInterfaces().stream()
                .<@Nullable String>map(InstanceNetworkInterface::networkInterfaceId)
                .toList()),
        tags(it.tags()),
        it.networkInterfaces().stream()
            .map(each -> InterfaceRecords.ofInstance(each, it.instanceId()))
            .sorted(Comparator.comparing(NetworkInterface::id))
            .toList(),
        InterfaceRecords.primary(it),
        List.of());
  }

  /** The name says it, and the low byte of the code does. */
  private static String state(@Nullable InstanceState it) {
    if (it == null) {
      return "";
    }
    if (it.nameAsString() != null || it.code() == null) {
      return text(it.nameAsString());
    }
    return switch (it.code() & 0xff) {
      case 0 -> "pending";
      case 16 -> "running";
      case 32 -> "shutting-down";
      case 48 -> "terminated";
      case 64 -> "stopping";
      case 80 -> "stopped";
      default -> "";
    };
  }

  private static Placement placement(software.amazon.awssdk.services.ec2.model.Instance it) {
    software.amazon.awssdk.services.ec2.model.@Nullable Placement told = it.placement();
    return new Placement(
        told == null ? Optional.empty() : maybe(told.availabilityZone()),
        told == null ? Optional.empty() : maybe(told.availabilityZoneId()),
        told == null ? Optional.empty() : maybe(told.tenancyAsString()),
        told == null ? Optional.empty() : maybe(told.hostId()),
        maybe(it.outpostArn()),
        maybe(it.instanceLifecycleAsString()));
  }

  static AvailabilityZone availabilityZone(
      software.amazon.awssdk.services.ec2.model.AvailabilityZone it) {
    return new AvailabilityZone(
        it.zoneName(), maybe(it.zoneId()), maybe(it.zoneType()), maybe(it.parentZoneName()));
  }

  static Optional<ImageMetadata> imageMetadata(InstanceImageMetadata it) {
    return Optional.ofNullable(it.imageMetadata())
        .map(image ->
            new ImageMetadata(
                it.instanceId(),
                text(image.imageId()),
                maybe(image.name()),
                maybe(image.ownerId()),
                maybe(image.imageOwnerAlias()),
                maybe(image.stateAsString())));
  }

  static Image image(software.amazon.awssdk.services.ec2.model.Image it) {
    return new Image(
        it.imageId(), maybe(it.name()), maybe(it.ownerId()), maybe(it.imageOwnerAlias()));
  }

  static InstanceType instanceType(InstanceTypeInfo it) {
    return new InstanceType(
        text(it.instanceTypeAsString()), maybe(it.hypervisorAsString()), isTrue(it.bareMetal()));
  }

  static KeyPair keyPair(KeyPairInfo it) {
    return new KeyPair(
        text(it.keyPairId()),
        it.keyName(),
        maybe(it.keyTypeAsString()),
        maybe(it.keyFingerprint()),
        Optional.ofNullable(it.createTime()));
  }

  static Optional<SerialConsoleAccess> serialConsoleAccess(
      GetSerialConsoleAccessStatusResponse it) {
    return Optional.ofNullable(it.serialConsoleAccessEnabled())
        .map(enabled -> new SerialConsoleAccess(enabled, maybe(it.managedByAsString())));
  }

  static MetadataDefaults metadataDefaults(InstanceMetadataDefaultsResponse it) {
    return new MetadataDefaults(
        maybe(it.httpTokensAsString()),
        maybe(it.httpTokensEnforcedAsString()),
        maybe(it.httpEndpointAsString()),
        Optional.ofNullable(it.httpPutResponseHopLimit()),
        maybe(it.managedByAsString()));
  }
}
