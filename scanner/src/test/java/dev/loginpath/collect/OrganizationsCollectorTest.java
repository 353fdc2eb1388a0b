package dev.loginpath.collect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loginpath.report.Outcome;
import dev.loginpath.scan.DemoFolder;
import dev.loginpath.snapshot.Organization;
import dev.loginpath.snapshot.OrganizationParent;
import dev.loginpath.snapshot.OrganizationPolicy;
import dev.loginpath.snapshot.OrganizationSnapshot;
import dev.loginpath.snapshot.PolicyLevel;
import dev.loginpath.verdict.Observed;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which policies bind the account, and what stays visible where Organizations answers little. */
class OrganizationsCollectorTest {

  private static final String GLOBAL = "aws-global";
  private static final String SERVICE = "organizations/";

  @TempDir private Path folder;

  private DemoFolder demo;

  @BeforeEach
  void copy() {
    demo = new DemoFolder(folder.resolve("demo"));
  }

  private OrganizationSnapshot read() {
    return demo.snapshot().organization();
  }

  private void error(String name, String code) {
    demo.write(
        GLOBAL, SERVICE + name, "{\"Error\":{\"Code\":\"" + code + "\",\"Message\":\"no\"}}");
  }

  private static List<String> targets(OrganizationSnapshot organization) {
    return organization.levels().stream().map(PolicyLevel::targetId).toList();
  }

  @Test
  void theLevelsGoFromTheRootDownToTheAccount() {
    OrganizationSnapshot organization = read();
    assertThat(organization.organization())
        .isInstanceOfSatisfying(
            Observed.Known.class,
            it ->
                assertThat(it.value())
                    .isEqualTo(new Organization("o-demo", "999988887777", "ALL")));
    assertThat(targets(organization)).containsExactly("r-demo", "ou-demo-prod", DemoFolder.ACCOUNT);
    assertThat(Observed.items(organization.levels().get(1).scpIds()))
        .containsExactly("p-FullAWSAccess", "p-demo0a1b2");
    assertThat(organization.levels())
        .allMatch(it -> Observed.items(it.rcpIds()).equals(List.of("p-RCPFullAWSAccess")));
    assertThat(organization.policies())
        .extracting(OrganizationPolicy::name)
        .containsExactly("FullAWSAccess", "RCPFullAWSAccess", "deny-serial-and-unmanaged-tunnels");
    assertThat(organization.policies())
        .allMatch(it -> it.content() instanceof Observed.Known<String>);
  }

  @Test
  void anAccountOfItsOwnHasNoOrganization() {
    error("DescribeOrganization", "AWSOrganizationsNotInUseException");
    OrganizationSnapshot organization = read();
    assertThat(organization.organization()).isInstanceOf(Observed.Absent.class);
    assertThat(organization.observations()).hasSize(1);
  }

  @Test
  void theManagementAccountIsAskedNothingMore() {
    demo.replace(GLOBAL, SERVICE + "DescribeOrganization", "999988887777", DemoFolder.ACCOUNT);
    assertThat(read().observations()).hasSize(1);
  }

  @Test
  void aDeniedParentLeavesWhatLiesAboveUnseen() {
    demo.deny(GLOBAL, SERVICE + "ListParents/ou-demo-prod");
    OrganizationSnapshot organization = read();
    assertThat(targets(organization)).containsExactly("ou-demo-prod", DemoFolder.ACCOUNT);
    OrganizationParent last = organization.parents().getLast();
    assertThat(last.childId()).isEqualTo("ou-demo-prod");
    assertThat(last.parentId().outcome()).isEqualTo(Outcome.DENIED);
    assertThat(last.parentId().call().permission()).isEqualTo("organizations:ListParents");
  }

  @Test
  void aMemberAccountMayReadLittle() {
    demo.deny(GLOBAL, SERVICE + "ListParents").deny(GLOBAL, SERVICE + "ListPoliciesForTarget");
    OrganizationSnapshot organization = read();
    assertThat(targets(organization)).containsExactly(DemoFolder.ACCOUNT);
    assertThat(organization.levels().getFirst().scpIds().outcome()).isEqualTo(Outcome.DENIED);
    assertThat(organization.levels().getFirst().rcpIds().outcome()).isEqualTo(Outcome.DENIED);
    assertThat(organization.policies()).isEmpty();
  }

  @Test
  void withoutAnOrganizationSeenNobodyAsksForParents() {
    demo.deny(GLOBAL, SERVICE + "DescribeOrganization");
    OrganizationSnapshot organization = read();
    assertThat(organization.parents())
        .singleElement()
        .satisfies(it -> assertThat(it.parentId().outcome()).isEqualTo(Outcome.NOT_CALLED));
    assertThat(organization.levels()).isEmpty();
  }

  @Test
  void withoutTheAccountsIdNobodyAsksForParents() {
    demo.deny(GLOBAL, "sts/GetCallerIdentity");
    assertThat(read().parents())
        .singleElement()
        .satisfies(it -> assertThat(it.parentId().outcome()).isEqualTo(Outcome.NOT_CALLED));
  }

  @Test
  void aTypeThatIsNotEnabledIsAbsent() {
    error("ListPoliciesForTarget/RESOURCE_CONTROL_POLICY,r-demo", "PolicyTypeNotEnabledException");
    demo.write(
        GLOBAL,
        SERVICE + "ListPoliciesForTarget/RESOURCE_CONTROL_POLICY,ou-demo-prod",
        "{\"Policies\":[]}");
    List<PolicyLevel> levels = read().levels();
    assertThat(levels.get(0).rcpIds()).isInstanceOf(Observed.Absent.class);
    assertThat(levels.get(1).rcpIds()).isInstanceOf(Observed.Absent.class);
    assertThat(levels.get(2).rcpIds()).isInstanceOf(Observed.Known.class);
  }
}
