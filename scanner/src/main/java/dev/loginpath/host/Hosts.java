package dev.loginpath.host;

import dev.loginpath.host.SupportTables.PublishedImage;
import dev.loginpath.report.Evidence;
import dev.loginpath.report.PlatformSource;
import dev.loginpath.snapshot.Ec2Snapshot;
import dev.loginpath.snapshot.Image;
import dev.loginpath.snapshot.ImageMetadata;
import dev.loginpath.snapshot.Instance;
import dev.loginpath.snapshot.InventoryNode;
import dev.loginpath.snapshot.InventoryPackage;
import dev.loginpath.snapshot.ManagedNode;
import dev.loginpath.snapshot.RegionSnapshot;
import dev.loginpath.snapshot.SsmSnapshot;
import dev.loginpath.verdict.Call;
import dev.loginpath.verdict.Cause;
import dev.loginpath.verdict.Observed;
import dev.loginpath.verdict.Verdict;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The hosts of one region. The best source of the system counts: inventory, then the SSM agent,
 * then the image by name and owner, then the bill.
 */
public final class Hosts {

  private final Ec2Snapshot ec2;
  private final SsmSnapshot ssm;
  private final Map<String, InventoryNode> inventory = new HashMap<>();
  private final Map<String, ManagedNode> nodes = new HashMap<>();
  private final Map<String, ImageMetadata> imageMetadata = new HashMap<>();
  private final Map<String, Image> images = new HashMap<>();
  private final Map<String, InventoryPackage> packages = new HashMap<>();

  public Hosts(RegionSnapshot region) {
    this.ec2 = region.ec2();
    this.ssm = region.ssm();
    Observed.items(ssm.inventoryNodes()).forEach(it -> inventory.putIfAbsent(it.id(), it));
    Observed.items(ssm.nodes()).forEach(it -> nodes.putIfAbsent(it.id(), it));
    Observed.items(ssm.instanceConnectPackages())
        .forEach(it -> packages.putIfAbsent(it.nodeId(), it));
    Observed.items(ec2.imageMetadata())
        .forEach(it -> imageMetadata.putIfAbsent(it.instanceId(), it));
    Observed.items(ec2.images()).forEach(it -> images.putIfAbsent(it.id(), it));
  }

  /** An image's name and owner, and the call that told them. */
  private record NamedImage(
      String id, String owner, Optional<String> alias, String name, Call call) {}

  private record Known(OperatingSystem system, PlatformSource source, Verdict fact) {}

  public Host of(Instance instance) {
    Optional<NamedImage> image = image(instance);
    Optional<PublishedImage> published =
        image.flatMap(it -> SupportTables.published(it.owner(), it.alias(), it.name()));
    Optional<Known> known = system(instance, image, published);
    Verdict packageInventory = packageInventory(instance);
    List<Cause> doubts = known.isPresent() ? List.of() : doubts(instance, image);
    return new Host(
        known.map(Known::system),
        known.map(Known::source).orElse(PlatformSource.UNKNOWN),
        known.map(Known::fact).orElseGet(() -> Verdict.unknown(doubts)),
        doubts,
        agent(instance, image, published, known, packageInventory),
        packageInventory,
        known.map(Known::system).map(SupportTables::instanceConnect).orElse(Carriage.UNCONFIRMED),
        known.map(Known::system).flatMap(SupportTables::ssmAgentPreinstalled),
        known.flatMap(Hosts::sshServer));
  }

  private Optional<NamedImage> image(Instance instance) {
    ImageMetadata metadata = imageMetadata.get(instance.id());
    if (metadata != null && metadata.name().isPresent() && metadata.ownerId().isPresent()) {
      return Optional.of(
          new NamedImage(
              metadata.imageId(),
              metadata.ownerId().get(),
              metadata.ownerAlias(),
              metadata.name().get(),
              ec2.imageMetadata().call().about(instance.id())));
    }
    return instance
        .imageId()
        .flatMap(it -> Optional.ofNullable(images.get(it)))
        .filter(it -> it.name().isPresent() && it.ownerId().isPresent())
        .map(it ->
            new NamedImage(
                it.id(),
                it.ownerId().orElse(""),
                it.ownerAlias(),
                it.name().orElse(""),
                ec2.images().call().about(it.id())));
  }

  private Optional<Known> system(
      Instance instance, Optional<NamedImage> image, Optional<PublishedImage> published) {
    Call instanceCall = ec2.instances().call().about(instance.id());
    if (instance.platform().platform().filter("windows"::equalsIgnoreCase).isPresent()) {
      Optional<String> version = published.flatMap(it -> it.system().version());
      OperatingSystem windows = new OperatingSystem(OperatingSystem.WINDOWS, version);
      return Optional.of(
          new Known(
              windows,
              version.isPresent() ? PlatformSource.IMAGE : PlatformSource.BILLING,
              Verdict.met(instanceCall, "the platform is windows")));
    }
    InventoryNode told = inventory.get(instance.id());
    if (told != null && told.platformName().isPresent()) {
      OperatingSystem system =
          SupportTables.named(told.platformName().get(), told.platformVersion());
      Call call = new Call(ssm.inventoryNodes().call().action(), call().region(), instance.id());
      return Optional.of(
          new Known(
              system, PlatformSource.INVENTORY, Verdict.met(call, "inventory reports " + system)));
    }
    ManagedNode node = nodes.get(instance.id());
    if (node != null && node.platformName().isPresent()) {
      OperatingSystem system =
          SupportTables.named(node.platformName().get(), node.platformVersion());
      return Optional.of(
          new Known(
              system,
              PlatformSource.AGENT,
              Verdict.met(call().about(instance.id()), "the SSM agent reports " + system)));
    }
    if (published.isPresent() && image.isPresent()) {
      OperatingSystem system = published.get().system();
      String fact =
          "the image "
              + image.get().name()
              + " of "
              + published.get().publisher()
              + " is "
              + system;
      return Optional.of(
          new Known(system, PlatformSource.IMAGE, Verdict.met(image.get().call(), fact)));
    }
    return billing(instance)
        .map(it ->
            new Known(
                it,
                PlatformSource.BILLING,
                Verdict.met(
                    instanceCall,
                    "is billed as " + instance.platform().platformDetails().orElse(""))));
  }

  private Call call() {
    return ssm.nodes().call();
  }

  /** Only what is paid for has a name on the bill: {@code Linux/UNIX} is any system. */
  private static Optional<OperatingSystem> billing(Instance instance) {
    String details = instance.platform().platformDetails().orElse("");
    return Stream.of(
            Map.entry("Red Hat", "Red Hat Enterprise Linux"),
            Map.entry("SUSE", "SUSE Linux Enterprise Server"),
            Map.entry("Ubuntu Pro", "Ubuntu"),
            Map.entry("Windows", OperatingSystem.WINDOWS))
        .filter(it -> details.startsWith(it.getKey()))
        .map(it -> new OperatingSystem(it.getValue(), Optional.empty()))
        .findFirst();
  }

  private List<Cause> doubts(Instance instance, Optional<NamedImage> image) {
    List<Cause> doubts = new ArrayList<>();
    Observed.gap(ssm.nodes()).ifPresent(doubts::add);
    Observed.gap(ssm.inventoryNodes()).ifPresent(doubts::add);
    if (image.isEmpty()) {
      Observed.gap(ec2.imageMetadata()).ifPresent(doubts::add);
      Observed.gap(ec2.images()).ifPresent(doubts::add);
    }
    if (doubts.isEmpty()) {
      doubts.add(
          new Cause.Undecided(
              "Nothing tells the operating system of " + imageText(instance, image) + "."));
    }
    return doubts;
  }

  private static String imageText(Instance instance, Optional<NamedImage> image) {
    return image
        .map(it -> "image " + it.id() + " of account " + it.owner())
        .orElseGet(() -> instance.imageId().map(it -> "image " + it).orElse("its image"));
  }

  /** Absence from inventory is no proof of anything but that it is not listed. */
  private Verdict packageInventory(Instance instance) {
    Call call = ssm.instanceConnectPackages().call().about(instance.id());
    InventoryPackage listed = packages.get(instance.id());
    if (listed != null) {
      return Verdict.met(
          call,
          "inventory lists " + listed.name() + listed.version().map(it -> " " + it).orElse(""));
    }
    return Observed.gap(ssm.instanceConnectPackages())
        .map(it -> Verdict.unknown(List.of(it)))
        .orElseGet(() -> Verdict.notMet(call, "inventory lists no ec2-instance-connect package"));
  }

  private static Optional<Verdict> sshServer(Known known) {
    String system = known.system().toString();
    String source = known.fact().evidence().getFirst().source();
    return SupportTables.sshServer(known.system())
        .map(it ->
            switch (it) {
              case ADMIN_CONTAINER ->
                  new Verdict.Unknown(
                      List.of(
                          new Evidence(
                              source,
                              system
                                  + " has no SSH server unless its admin container is enabled (table of "
                                  + SupportTables.asOf()
                                  + ")")),
                      List.of(
                          new Cause.Undecided(
                              "Whether the admin container of Bottlerocket is enabled stands in user"
                                  + " data and on the instance, which are not read.")));
              case NONE ->
                  Verdict.notMet(
                      source,
                      system + " has no SSH server (table of " + SupportTables.asOf() + ")");
            });
  }

  private static Verdict agent(
      Instance instance,
      Optional<NamedImage> image,
      Optional<PublishedImage> published,
      Optional<Known> known,
      Verdict packageInventory) {
    if (known.map(Known::system).filter(OperatingSystem::isWindows).isPresent()) {
      return new Verdict.NotMet(
          Verdict.notMet("loginpath", "there is no Instance Connect agent for Windows").evidence());
    }
    if (packageInventory instanceof Verdict.Met) {
      return packageInventory;
    }
    if (image.isPresent() && published.filter(PublishedImage::instanceConnect).isPresent()) {
      String fact =
          "the image "
              + image.get().name()
              + " comes from "
              + published.get().publisher()
              + " with the agent (table of "
              + SupportTables.asOf()
              + ")";
      return Verdict.met(image.get().call(), fact);
    }
    List<Cause> causes = new ArrayList<>(packageInventory.causesOfDoubt());
    causes.add(
        new Cause.Undecided(
            "The agent is not known to be on "
                + imageText(instance, image)
                + known.map(it -> " (" + it.system() + ")").orElse("")
                + ": it is no publisher's image that ships it, and inventory does not list it."));
    return Verdict.unknown(causes);
  }
}
