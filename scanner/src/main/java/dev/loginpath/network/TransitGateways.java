package dev.loginpath.network;

import dev.loginpath.snapshot.Ec2Snapshot;
import dev.loginpath.snapshot.TransitGatewayAttachment;
import dev.loginpath.snapshot.TransitGatewayPeeringAttachment;
import dev.loginpath.snapshot.TransitGatewayRoute;
import dev.loginpath.verdict.Cause;
import dev.loginpath.verdict.Observed;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What transit gateways do with packets that a subnet hands to them: the attachment in the zone,
 * the route table that is associated with it, peered gateways, and the attachment at the other end.
 * See <a href="https://docs.aws.amazon.com/vpc/latest/tgw/how-transit-gateways-work.html">how
 * transit gateways work</a>.
 */
final class TransitGateways {

  /** Nothing is told of where the packets go. */
  private static final TransitGatewayRoute.Target ANYWHERE =
      new TransitGatewayRoute.Target("", "", "");

  /**
   * Where a gateway hands packets over.
   *
   * @param gatewayId the gateway that does, after those that are peered with it
   * @param addresses to which addresses they go
   * @param label the routes that lead there
   */
  record Landing(
      String gatewayId,
      TransitGatewayRoute.Target target,
      AddressBounds addresses,
      String label,
      boolean peered) {

    boolean isAnywhere() {
      return target.resourceType().isEmpty();
    }

    boolean isIn(String vpcId) {
      return target.resourceType().equals("vpc") && target.resourceId().equals(vpcId);
    }
  }

  /**
   * The way of packets from a subnet over a gateway into a VPC.
   *
   * @param delivers to which addresses it leads
   * @param entry the attachment's subnet by which they leave their VPC
   * @param arrivals the subnets by which they may come in
   * @param anyArrival they may come in by others as well
   * @param references whether groups of those who send are known at the end: everything or nothing
   * @param words what to say of it beside the route that leads to the gateway
   */
  record Crossing(
      AddressBounds delivers,
      Optional<String> entry,
      List<String> arrivals,
      boolean anyArrival,
      AddressBounds references,
      String words) {}

  private record Question(String gatewayId, String subnetId, String vpcId, String toVpcId) {}

  private final Ec2Snapshot ec2;
  private final TransitAttachments attachments;
  private final TransitRoutes tables;
  private final Routes routes;
  private final Map<String, List<Landing>> landings = new HashMap<>();
  private final Map<Question, List<Crossing>> crossings = new HashMap<>();

  TransitGateways(String account, Ec2Snapshot ec2, Routes routes, Subnets subnets) {
    this.ec2 = ec2;
    this.attachments = new TransitAttachments(account, ec2, subnets);
    this.tables = new TransitRoutes(ec2);
    this.routes = routes;
  }

  /** How a subnet gets into a gateway. */
  TransitAttachments.Door door(String gatewayId, String subnetId, String vpcId) {
    return attachments.door(gatewayId, subnetId, vpcId);
  }

  /** Where a gateway hands over what a VPC sends into it; nothing where it is not attached. */
  List<Landing> from(String gatewayId, String vpcId) {
    return attachments
        .of(gatewayId, vpcId)
        .map(it -> from(gatewayId, it))
        .orElseGet(() ->
            attachments
                .unattached(gatewayId, vpcId)
                .map(it -> List.of(anywhere(gatewayId, it, false)))
                .orElse(List.of()));
  }

  /** Where a gateway hands over what comes in by an attachment. */
  List<Landing> from(String gatewayId, TransitGatewayAttachment ingress) {
    return landings.computeIfAbsent(
        gatewayId + " " + ingress.id(), it -> follow(gatewayId, ingress, Set.of()));
  }

  private static Landing anywhere(String gatewayId, Cause why, boolean peered) {
    return new Landing(
        gatewayId, ANYWHERE, AddressBounds.upTo(AddressSet.ALL, List.of(why)), gatewayId, peered);
  }

  private List<Landing> follow(
      String gatewayId, TransitGatewayAttachment ingress, Set<String> passed) {
    boolean peered = !passed.isEmpty();
    Optional<Cause> foreign = attachments.foreign(gatewayId, Optional.of(ingress));
    if (foreign.isPresent()) {
      return List.of(anywhere(gatewayId, foreign.get(), peered));
    }
    Optional<TransitGatewayAttachment.Association> association = ingress.association();
    if (association.isEmpty()) {
      return List.of();
    }
    AddressBounds in = AddressBounds.exactly(AddressSet.ALL);
    switch (association.get().state()) {
      case "associated" -> {}
      case "associating", "disassociating" ->
          in =
              AddressBounds.upTo(
                  AddressSet.ALL,
                  List.of(
                      new Cause.Undecided(
                          "The route table of " + ingress.id() + " is being changed.")));
      default -> {
        return List.of();
      }
    }
    Set<String> seen = new HashSet<>(passed);
    seen.add(gatewayId);
    List<Landing> all = new ArrayList<>();
    for (TransitRoutes.Leg leg : tables.of(association.get().routeTableId())) {
      AddressBounds addresses = leg.addresses().intersect(in);
      for (TransitGatewayRoute.Target target : leg.targets()) {
        all.addAll(follow(gatewayId, target, addresses, leg.label(), seen, peered));
      }
    }
    return all;
  }

  private List<Landing> follow(
      String gatewayId,
      TransitGatewayRoute.Target target,
      AddressBounds addresses,
      String label,
      Set<String> passed,
      boolean peered) {
    if (addresses.possibly().isEmpty()) {
      return List.of();
    }
    Optional<TransitGatewayAttachment> attachment = attachments.find(target.attachmentId());
    AddressBounds working =
        target.resourceType().isEmpty()
            ? AddressBounds.exactly(AddressSet.ALL)
            : attachment
                .map(attachments::working)
                .orElseGet(() ->
                    AddressBounds.upTo(
                        AddressSet.ALL,
                        List.of(
                            attachments
                                .gap()
                                .orElse(
                                    new Cause.Undecided(
                                        "The attachment "
                                            + target.attachmentId()
                                            + " is not listed.")))));
    AddressBounds there = addresses.intersect(working);
    if (there.possibly().isEmpty()) {
      return List.of();
    }
    return target.resourceType().contains("peering")
        ? overPeering(gatewayId, target, attachment, there, label, passed)
        : List.of(new Landing(gatewayId, target, there, label, peered));
  }

  /** Into the other gateway, where it is one of this account and region. */
  private List<Landing> overPeering(
      String gatewayId,
      TransitGatewayRoute.Target target,
      Optional<TransitGatewayAttachment> attachment,
      AddressBounds addresses,
      String label,
      Set<String> passed) {
    Optional<TransitGatewayPeeringAttachment> peering =
        Observed.items(ec2.transit().peeringAttachments()).stream()
            .filter(it -> joins(it, gatewayId))
            .filter(it ->
                it.id().equals(target.attachmentId())
                    || it.accepterAttachmentId().filter(target.attachmentId()::equals).isPresent())
            .findFirst();
    Optional<String> far =
        peering
            .map(it -> it.beyond(gatewayId).transitGatewayId())
            .or(() -> attachment.map(TransitGatewayAttachment::resourceId))
            .filter(it -> it.startsWith("tgw-"));
    Optional<TransitGatewayAttachment> end = far.flatMap(it -> end(it, gatewayId, peering));
    if (far.isPresent() && passed.contains(far.get())) {
      return List.of();
    }
    if (far.isEmpty() || end.isEmpty()) {
      return List.of(
          new Landing(
              gatewayId,
              ANYWHERE,
              AddressBounds.upTo(addresses.possibly(), List.of(beyond(peering, gatewayId, target))),
              label,
              true));
    }
    AddressBounds in =
        addresses
            .intersect(attachments.working(far.get()))
            .intersect(attachments.working(end.get()));
    return follow(far.get(), end.get(), passed).stream()
        .map(it ->
            new Landing(
                it.gatewayId(),
                it.target(),
                it.addresses().intersect(in),
                label + ", " + it.label(),
                true))
        .filter(it -> !it.addresses().possibly().isEmpty())
        .toList();
  }

  private static boolean joins(TransitGatewayPeeringAttachment it, String gatewayId) {
    return it.requester().transitGatewayId().equals(gatewayId)
        || it.accepter().transitGatewayId().equals(gatewayId);
  }

  /** The attachment at the far gateway: by the id that is told, else the one that leads back. */
  private Optional<TransitGatewayAttachment> end(
      String far, String near, Optional<TransitGatewayPeeringAttachment> peering) {
    List<String> ids =
        peering.stream()
            .flatMap(it -> Stream.concat(Stream.of(it.id()), it.accepterAttachmentId().stream()))
            .toList();
    List<TransitGatewayAttachment> ends =
        Observed.items(ec2.transitGatewayAttachments()).stream()
            .filter(it -> it.transitGatewayId().equals(far))
            .filter(it -> it.resourceType().contains("peering"))
            .toList();
    return ends.stream()
        .filter(it -> ids.contains(it.id()))
        .findFirst()
        .or(() -> ends.stream().filter(it -> it.resourceId().equals(near)).findFirst());
  }

  private Cause beyond(
      Optional<TransitGatewayPeeringAttachment> peering,
      String gatewayId,
      TransitGatewayRoute.Target target) {
    return peering
        .map(it -> it.beyond(gatewayId))
        .<Cause>map(it ->
            new Cause.Undecided(
                "The peered transit gateway "
                    + it.transitGatewayId()
                    + " of account "
                    + it.ownerId()
                    + " in "
                    + it.region()
                    + " is not evaluated."))
        .or(() -> Observed.gap(ec2.transit().peeringAttachments()))
        .or(attachments::gap)
        .orElse(
            new Cause.Undecided(
                "The gateway that " + target.attachmentId() + " leads to is not told."));
  }

  /**
   * Over a gateway from a subnet into another VPC: one for each route of its tables that leads
   * there, and one that delivers nothing where none does.
   */
  List<Crossing> crossings(String gatewayId, String subnetId, String vpcId, String toVpcId) {
    return crossings.computeIfAbsent(
        new Question(gatewayId, subnetId, vpcId, toVpcId), this::cross);
  }

  private List<Crossing> cross(Question it) {
    TransitAttachments.Door door = attachments.door(it.gatewayId(), it.subnetId(), it.vpcId());
    List<Crossing> all =
        from(it.gatewayId(), it.vpcId()).stream()
            .filter(landing -> landing.isAnywhere() || landing.isIn(it.toVpcId()))
            .map(landing -> crossing(it.gatewayId(), door, landing, it.subnetId()))
            .filter(each -> !each.delivers().possibly().isEmpty())
            .toList();
    if (!all.isEmpty()) {
      return all;
    }
    String words =
        door.open().possibly().isEmpty() ? door.words() : unrouted(it.gatewayId(), it.vpcId());
    return List.of(
        new Crossing(
            AddressBounds.NONE, Optional.empty(), List.of(), false, AddressBounds.NONE, words));
  }

  /** From a subnet to where the gateway hands over. */
  Crossing crossing(
      String gatewayId, TransitAttachments.Door door, Landing landing, String fromSubnetId) {
    Crossing inside = into(gatewayId, landing, door.attachment(), fromSubnetId);
    return new Crossing(
        inside.delivers().intersect(door.open()),
        door.subnetId(),
        inside.arrivals(),
        inside.anyArrival(),
        inside.references(),
        door.words());
  }

  /** From where a gateway hands packets over, which is no VPC of ours, back into a VPC. */
  List<Crossing> back(Landing landing, String toVpcId) {
    Optional<TransitGatewayAttachment> attachment =
        attachments.find(landing.target().attachmentId());
    if (attachment.isEmpty()) {
      return List.of(
          new Crossing(
              AddressBounds.upTo(AddressSet.ALL, landing.addresses().doubts()),
              Optional.empty(),
              List.of(),
              true,
              AddressBounds.upTo(AddressSet.ALL, landing.addresses().doubts()),
              ""));
    }
    return from(landing.gatewayId(), attachment.get()).stream()
        .filter(it -> it.isAnywhere() || it.isIn(toVpcId))
        .map(it -> into(landing.gatewayId(), it, attachment, ""))
        .toList();
  }

  private Crossing into(
      String gatewayId,
      Landing landing,
      Optional<TransitGatewayAttachment> ingress,
      String fromSubnetId) {
    if (landing.isAnywhere()) {
      return new Crossing(
          landing.addresses(),
          Optional.empty(),
          List.of(),
          true,
          attachments
              .references(gatewayId, ingress.stream().toList())
              .intersect(AddressBounds.upTo(AddressSet.ALL, landing.addresses().doubts())),
          "");
    }
    List<String> arrivals = arrivals(landing, fromSubnetId);
    return new Crossing(
        landing.addresses().intersect(handedOn(landing, arrivals)),
        Optional.empty(),
        arrivals,
        arrivalsDoubt(landing, arrivals).isPresent(),
        references(gatewayId, ingress, landing),
        "");
  }

  /** Why nothing gets through a gateway that an attachment leads into. */
  String unrouted(String gatewayId, String vpcId) {
    Optional<TransitGatewayAttachment> attachment = attachments.of(gatewayId, vpcId);
    return attachment
        .flatMap(TransitGatewayAttachment::association)
        .filter(it -> !it.state().equals("disassociated"))
        .map(it -> ", whose table " + it.routeTableId() + " leads there by no route")
        .orElse(
            ", whose attachment"
                + attachment.map(it -> " " + it.id()).orElse("")
                + " is associated with no route table");
  }

  private AddressBounds references(
      String gatewayId, Optional<TransitGatewayAttachment> ingress, Landing landing) {
    if (landing.peered()) {
      return AddressBounds.NONE;
    }
    List<TransitGatewayAttachment> both =
        Stream.of(ingress, attachments.find(landing.target().attachmentId()))
            .flatMap(Optional::stream)
            .toList();
    return attachments.references(gatewayId, both);
  }

  /** Packets may come out of some gateway in a subnet. */
  boolean mayArriveIn(String subnetId) {
    return attachments.mayArriveIn(subnetId);
  }

  /** The subnets by which packets from a subnet come into the VPC where they land. */
  List<String> arrivals(Landing landing, String fromSubnetId) {
    return attachments
        .find(landing.target().attachmentId())
        .map(it -> attachments.arrivals(it, fromSubnetId, !landing.peered()))
        .orElse(List.of());
  }

  /** Why packets may come into the VPC where they land by other subnets than some. */
  Optional<Cause> arrivalsDoubt(Landing landing, List<String> arrivals) {
    return attachments
        .find(landing.target().attachmentId())
        .flatMap(attachments::arrivalsDoubt)
        .or(() ->
            arrivals.isEmpty()
                ? Optional.of(
                    new Cause.Undecided("By which subnet packets come into a VPC is not told."))
                : Optional.empty());
  }

  /** What the table of the subnets by which packets come in hands on inside the VPC. */
  private AddressBounds handedOn(Landing landing, List<String> arrivals) {
    String vpcId = landing.target().resourceId();
    List<AddressBounds> each = new ArrayList<>();
    for (String subnetId : arrivals) {
      each.add(
          switch (routes.of(subnetId, vpcId)) {
            case Routes.Lookup.Missing missing ->
                AddressBounds.upTo(AddressSet.ALL, List.of(missing.cause()));
            case Routes.Lookup.Found found -> local(found.table());
          });
    }
    Optional<Cause> doubt = arrivalsDoubt(landing, arrivals);
    AddressBounds all =
        each.isEmpty() ? AddressBounds.exactly(AddressSet.ALL) : AddressBounds.oneOf(each, ZONE);
    return doubt
        .map(it -> all.intersect(AddressBounds.upTo(AddressSet.ALL, List.of(it))))
        .orElse(all);
  }

  private static final Cause ZONE =
      new Cause.Undecided("In which zone a transit gateway hands packets over is not told.");

  private static AddressBounds local(Routes.Table table) {
    return table
        .to("local")
        .union(
            AddressBounds.upTo(
                table.to(it -> it.startsWith("vpce-") || it.startsWith("eni-")).possibly(),
                List.of(
                    new Cause.Undecided(
                        "What a transit gateway hands over is passed to an appliance, and what it"
                            + " lets through cannot be seen."))));
  }
}
