package dev.loginpath.network;

import dev.loginpath.snapshot.AvailabilityZone;
import dev.loginpath.snapshot.Ec2Snapshot;
import dev.loginpath.snapshot.NetworkInterface;
import dev.loginpath.snapshot.Subnet;
import dev.loginpath.snapshot.TransitGateway;
import dev.loginpath.snapshot.TransitGatewayAttachment;
import dev.loginpath.snapshot.TransitGatewayVpcAttachment;
import dev.loginpath.snapshot.Vpc;
import dev.loginpath.verdict.Cause;
import dev.loginpath.verdict.Observed;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * How VPCs are attached to transit gateways: in which zones, in which state, and for what. AWS
 * states an attachment in two lists, and its zones by its subnets and by the interfaces in them.
 * See <a href="https://docs.aws.amazon.com/vpc/latest/tgw/tgw-vpc-attachments.html">VPC
 * attachments</a>.
 */
final class TransitAttachments {

  private static final Set<String> WORKING = Set.of("available", "modifying");

  /** How the name of an Availability Zone looks: the region and a letter. */
  private static final Pattern OF_A_REGION = Pattern.compile("[a-z]+(-[a-z]+)+-[0-9]+[a-z]");

  private static final Set<String> GONE =
      Set.of("deleting", "deleted", "failed", "failing", "rejected", "rejecting", "rollingBack");

  /**
   * A door between a VPC's subnet and a gateway.
   *
   * @param open everything where packets pass, nothing where none does
   * @param subnetId the subnet of the attachment in the zone, where it is told
   * @param words what to say of it beside the route that leads there
   */
  record Door(
      AddressBounds open,
      Optional<TransitGatewayAttachment> attachment,
      Optional<String> subnetId,
      String words) {}

  private final String account;
  private final Ec2Snapshot ec2;
  private final Subnets subnets;
  private final Observed<List<TransitGatewayAttachment>> listed;
  private final Map<String, TransitGatewayAttachment> byId;
  private final Map<String, TransitGatewayVpcAttachment> ofVpcs;
  private final Map<String, TransitGateway> gateways;
  private final Map<String, Vpc> vpcs;
  private final Map<String, AvailabilityZone> zones;
  private final List<NetworkInterface> interfaces;

  TransitAttachments(String account, Ec2Snapshot ec2, Subnets subnets) {
    this.account = account;
    this.ec2 = ec2;
    this.subnets = subnets;
    this.listed = ec2.transitGatewayAttachments();
    this.byId = Index.by(Observed.items(listed), TransitGatewayAttachment::id);
    this.ofVpcs =
        Index.by(Observed.items(ec2.transit().vpcAttachments()), TransitGatewayVpcAttachment::id);
    this.gateways = Index.by(Observed.items(ec2.transit().gateways()), TransitGateway::id);
    this.vpcs = Index.by(Observed.items(ec2.vpcs()), Vpc::id);
    this.zones = Index.by(Observed.items(ec2.availabilityZones()), AvailabilityZone::name);
    this.interfaces =
        Observed.items(ec2.networkInterfaces()).stream()
            .filter(it -> it.interfaceType().equals("transit_gateway"))
            .toList();
  }

  Optional<TransitGatewayAttachment> find(String id) {
    return Optional.ofNullable(byId.get(id));
  }

  /** Why there may be more attachments than are listed. */
  Optional<Cause> gap() {
    return Observed.gap(listed);
  }

  /** Why what an account owns of the gateway is not read; empty where it is our own. */
  Optional<Cause> foreign(String gatewayId, Optional<TransitGatewayAttachment> attachment) {
    String owner =
        Optional.ofNullable(gateways.get(gatewayId))
            .map(TransitGateway::ownerId)
            .or(() -> attachment.map(TransitGatewayAttachment::transitGatewayOwnerId))
            .orElse("");
    if (owner.equals(account)) {
      return Optional.empty();
    }
    return owner.isEmpty()
        ? Optional.of(
            Observed.gap(ec2.transit().gateways())
                .orElse(
                    new Cause.Undecided(
                        "Whose the transit gateway " + gatewayId + " is stands nowhere.")))
        : Optional.of(
            new Cause.Undecided(
                "The transit gateway "
                    + gatewayId
                    + " belongs to account "
                    + owner
                    + ", whose route tables cannot be seen."));
  }

  /** Whether a gateway passes packets on at all. */
  AddressBounds working(String gatewayId) {
    TransitGateway gateway = gateways.get(gatewayId);
    if (gateway == null) {
      return unsure(
          Observed.gap(ec2.transit().gateways())
              .orElse(new Cause.Undecided("The transit gateway " + gatewayId + " is not listed.")));
    }
    return WORKING.contains(gateway.state())
        ? AddressBounds.exactly(AddressSet.ALL)
        : AddressBounds.NONE;
  }

  /** Whether an attachment passes packets on. */
  AddressBounds working(TransitGatewayAttachment attachment) {
    if (attachment.state().isEmpty()) {
      return unsure(
          new Cause.Undecided("The state of the attachment " + attachment.id() + " is not told."));
    }
    if (!WORKING.contains(attachment.state())) {
      return AddressBounds.NONE;
    }
    return attachment.resourceType().equals("vpc")
        ? ipv6(attachment)
        : AddressBounds.exactly(AddressSet.ALL);
  }

  private AddressBounds ipv6(TransitGatewayAttachment attachment) {
    TransitGatewayVpcAttachment told = ofVpcs.get(attachment.id());
    boolean carries = told != null && told.ipv6();
    return carries
        ? AddressBounds.exactly(AddressSet.ALL)
        : AddressBounds.exactly(AddressSet.ALL_IPV4)
            .union(
                AddressBounds.upTo(
                    AddressSet.ALL_IPV6,
                    List.of(
                        untold(attachment.id())
                            .orElse(
                                new Cause.Undecided(
                                    "The attachment "
                                        + attachment.id()
                                        + " has no IPv6 support, and whether a route carries IPv6"
                                        + " over it all the same is not confirmed.")))));
  }

  /** Why the details of a VPC's attachment are not told. */
  private Optional<Cause> untold(String attachmentId) {
    return ofVpcs.containsKey(attachmentId)
        ? Optional.empty()
        : Optional.of(
            Observed.gap(ec2.transit().vpcAttachments())
                .orElse(
                    new Cause.Undecided(
                        "The attachment "
                            + attachmentId
                            + " is listed, and not among those of VPCs.")));
  }

  private static AddressBounds unsure(Cause why) {
    return AddressBounds.upTo(AddressSet.ALL, List.of(why));
  }

  /** The attachment of a VPC to a gateway: one that works before one that does not. */
  Optional<TransitGatewayAttachment> of(String gatewayId, String vpcId) {
    List<TransitGatewayAttachment> all =
        byId.values().stream()
            .filter(it -> it.transitGatewayId().equals(gatewayId) && it.isVpc(vpcId))
            .toList();
    return all.stream()
        .filter(it -> !GONE.contains(it.state()))
        .findFirst()
        .or(() -> all.stream().findFirst());
  }

  /** From a subnet into a gateway: only where the attachment has a subnet in the same zone. */
  Door door(String gatewayId, String subnetId, String vpcId) {
    Optional<TransitGatewayAttachment> attachment = of(gatewayId, vpcId);
    if (attachment.isEmpty()) {
      return new Door(
          unattached(gatewayId, vpcId).map(TransitAttachments::unsure).orElse(AddressBounds.NONE),
          attachment,
          Optional.empty(),
          ", to which " + vpcId + " is not attached");
    }
    TransitGatewayAttachment found = attachment.get();
    AddressBounds working = working(gatewayId).intersect(working(found));
    if (working.possibly().isEmpty()) {
      String state = working(found).possibly().isEmpty() ? found.state() : gatewayState(gatewayId);
      String what = working(found).possibly().isEmpty() ? ", whose attachment " + found.id() : "";
      return new Door(working, attachment, Optional.empty(), what + ", which is " + state);
    }
    String zone = zone(subnetId);
    Places places = places(found);
    Optional<String> here =
        places.subnetIds().stream()
            .filter(it -> !zone.isEmpty() && zone(it).equals(zone))
            .findFirst();
    if (here.isPresent()) {
      AddressBounds sure = places.doubt().map(TransitAttachments::unsure).orElse(working);
      return new Door(working.intersect(sure), attachment, here, words(found));
    }
    Optional<Cause> doubt =
        places
            .doubt()
            .or(() ->
                zone.isEmpty() || places.zoneless() ? Optional.of(zoneUntold()) : Optional.empty());
    return new Door(
        doubt.map(it -> working.intersect(unsure(it))).orElse(AddressBounds.NONE),
        attachment,
        here,
        ", whose attachment " + found.id() + " has no subnet in " + zone);
  }

  private Cause zoneUntold() {
    return subnets
        .gap()
        .or(() -> Observed.gap(ec2.availabilityZones()))
        .orElse(new Cause.Undecided("The Availability Zone of a subnet is not told."));
  }

  private static String words(TransitGatewayAttachment attachment) {
    return " by " + attachment.id() + ", which is " + attachment.state();
  }

  private String gatewayState(String gatewayId) {
    return Optional.ofNullable(gateways.get(gatewayId)).map(TransitGateway::state).orElse("");
  }

  /** Why a VPC may be attached although no attachment of it is listed. */
  Optional<Cause> unattached(String gatewayId, String vpcId) {
    boolean elsewhere =
        ofVpcs.values().stream()
            .anyMatch(it -> it.transitGatewayId().equals(gatewayId) && it.vpcId().equals(vpcId));
    if (elsewhere) {
      return Optional.of(
          gap()
              .orElse(
                  new Cause.Undecided(
                      "An attachment of " + vpcId + " is listed among those of VPCs alone.")));
    }
    Vpc vpc = vpcs.get(vpcId);
    boolean ours = vpc != null && vpc.ownerId().equals(account);
    return gap()
        .or(() -> Observed.gap(ec2.transit().vpcAttachments()))
        .or(() ->
            ours
                ? Optional.empty()
                : Optional.of(
                    new Cause.Undecided("The attachments of " + vpcId + " cannot be seen.")));
  }

  /**
   * The Availability Zone by which a subnet gets to a gateway: its own, of a Local Zone the one
   * that it hangs on. See <a
   * href="https://docs.aws.amazon.com/local-zones/latest/ug/local-zones-connectivity-transit-gateway-lzs.html">transit
   * gateways and Local Zones</a>.
   */
  private String zone(String subnetId) {
    String zone = subnets.find(subnetId).flatMap(Subnet::availabilityZone).orElse("");
    AvailabilityZone told = zones.get(zone);
    if (told == null) {
      return OF_A_REGION.matcher(zone).matches() ? zone : "";
    }
    return switch (told.type().orElse("")) {
      case "availability-zone" -> zone;
      case "local-zone" -> told.parent().orElse("");
      case "" -> OF_A_REGION.matcher(zone).matches() ? zone : "";
      default -> "";
    };
  }

  /**
   * The subnets in which an attachment has an interface.
   *
   * @param zoneless of one of them the zone is not told
   * @param doubt why there may be others
   */
  private record Places(List<String> subnetIds, boolean zoneless, Optional<Cause> doubt) {}

  /** What the list of VPC attachments and the interfaces say; where both speak, both must agree. */
  private Places places(TransitGatewayAttachment attachment) {
    TransitGatewayVpcAttachment told = ofVpcs.get(attachment.id());
    TreeSet<String> byInterface = new TreeSet<>();
    interfaces.stream()
        .filter(it -> names(it.description(), attachment.id()))
        .forEach(it -> it.subnetId().ifPresent(byInterface::add));
    Optional<Cause> unseen = Observed.gap(ec2.networkInterfaces());
    if (told == null) {
      return places(byInterface, byInterface.isEmpty() ? untold(attachment.id()) : unseen);
    }
    TreeSet<String> all = new TreeSet<>(told.subnetIds());
    boolean agree =
        byInterface.isEmpty()
            || (unseen.isEmpty() ? byInterface.equals(all) : all.containsAll(byInterface));
    all.addAll(byInterface);
    return places(
        all,
        agree
            ? Optional.empty()
            : Optional.of(
                new Cause.Undecided(
                    "The subnets of the attachment "
                        + attachment.id()
                        + " are told twice and differ.")));
  }

  private Places places(SortedSet<String> subnetIds, Optional<Cause> doubt) {
    return new Places(
        List.copyOf(subnetIds), subnetIds.stream().anyMatch(it -> zone(it).isEmpty()), doubt);
  }

  private static boolean names(String description, String attachmentId) {
    return Stream.of(description.split("[^A-Za-z0-9-]", -1)).anyMatch(attachmentId::equals);
  }

  /**
   * The subnets by which packets of a zone may come into a VPC: that of the zone, where the
   * attachment has one, else any. In appliance mode, and from other gateways, any.
   */
  List<String> arrivals(
      TransitGatewayAttachment attachment, String fromSubnetId, boolean sameGateway) {
    String fromZone = zone(fromSubnetId);
    TransitGatewayVpcAttachment told = ofVpcs.get(attachment.id());
    List<String> all = places(attachment).subnetIds();
    boolean steady = sameGateway && told != null && !told.applianceMode() && !fromZone.isEmpty();
    List<String> here =
        steady ? all.stream().filter(it -> zone(it).equals(fromZone)).toList() : List.of();
    return here.isEmpty() ? all : here;
  }

  /** Packets may come out of some gateway in a subnet. */
  boolean mayArriveIn(String subnetId) {
    return Observed.gap(ec2.transit().vpcAttachments()).isPresent()
        || ofVpcs.values().stream().anyMatch(it -> it.subnetIds().contains(subnetId))
        || byId.values().stream()
            .filter(it -> it.resourceType().equals("vpc"))
            .map(this::places)
            .anyMatch(it -> it.doubt().isPresent() || it.subnetIds().contains(subnetId));
  }

  /** Why the subnets by which packets come into a VPC are not certain. */
  Optional<Cause> arrivalsDoubt(TransitGatewayAttachment attachment) {
    return places(attachment).doubt();
  }

  /** Whether groups of those who send are known at the other end: everything, or nothing. */
  AddressBounds references(String gatewayId, List<TransitGatewayAttachment> attachments) {
    TransitGateway gateway = gateways.get(gatewayId);
    List<Cause> doubts = new ArrayList<>();
    if (gateway == null) {
      doubts.addAll(working(gatewayId).doubts());
    } else if (!gateway.securityGroupReferencing()) {
      return AddressBounds.NONE;
    }
    for (TransitGatewayAttachment each : attachments) {
      if (!each.resourceType().equals("vpc")) {
        return AddressBounds.NONE;
      }
      TransitGatewayVpcAttachment told = ofVpcs.get(each.id());
      if (told == null) {
        untold(each.id()).ifPresent(doubts::add);
      } else if (!told.securityGroupReferencing()) {
        return AddressBounds.NONE;
      }
    }
    return AddressBounds.upTo(AddressSet.ALL, doubts);
  }
}
