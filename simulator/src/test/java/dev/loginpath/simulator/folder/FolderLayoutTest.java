package dev.loginpath.simulator.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loginpath.simulator.folder.FolderException.Reason;
import dev.loginpath.simulator.folder.FolderUse.Why;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Folders as people have them: names, layouts, encodings, pages. */
class FolderLayoutTest {

  private static final String VPCS = "{\"Vpcs\":[{\"VpcId\":\"vpc-1\"}]}";
  private static final String HERE = "111122223333/us-east-1/";

  @TempDir private Path root;
  private SavedFolder folder;

  @BeforeEach
  void empty() {
    folder = new SavedFolder(root);
  }

  @ParameterizedTest
  @CsvSource({
    "ec2/DescribeVpcs.json",
    "ec2/DescribeVpcs",
    "ec2/DescribeVpcs.txt",
    "ec2/describe-vpcs.json",
    "ec2/describe_vpcs.json",
    "ec2/ec2-describe-vpcs.json",
    "ec2-describe-vpcs.json",
    "ec2_describe_vpcs.json",
    "describe-vpcs.json",
    "DescribeVpcs.json",
    "ec2/DescribeVpcs-1.json",
  })
  void aCallIsFoundByAnyOfItsNames(String file) throws IOException {
    assertThat(folder.region(file, VPCS).said("ec2 DescribeVpcs")).isEqualTo(VPCS);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          elbv2/DescribeLoadBalancers.json | elasticloadbalancing DescribeLoadBalancers | {"LoadBalancers":[]}
          elasticloadbalancingv2/describe-load-balancers.json | elasticloadbalancing DescribeLoadBalancers | {"LoadBalancers":[]}
          elbv2-describe-load-balancers.json | elasticloadbalancing DescribeLoadBalancers | {"LoadBalancers":[]}
          elb/DescribeLoadBalancers.json | elb DescribeLoadBalancers | {"LoadBalancerDescriptions":[]}
          elb-describe-load-balancers.json | elb DescribeLoadBalancers | {"LoadBalancerDescriptions":[]}
          logs/describe-log-groups.json | logs DescribeLogGroups | {"logGroups":[]}
          ssm-guiconnect-get-connection-recording-preferences.json | ssm-guiconnect GetConnectionRecordingPreferences | {"ClientToken":"x"}
          iam-list-account-aliases.json | iam ListAccountAliases | {"AccountAliases":[]}
          iam/list-account-aliases.json | iam ListAccountAliases | {"AccountAliases":[]}
          """)
  void servicesGoByTheNamesOfTheCommandLine(String file, String call, String answer)
      throws IOException {
    assertThat(folder.region(file, answer).said(call)).isEqualTo(answer);
  }

  @Test
  void anOperationOfTwoServicesIsNotGuessed() throws IOException {
    folder.region("describe-load-balancers.json", "{\"LoadBalancers\":[]}");
    assertThat(folder.said("elasticloadbalancing DescribeLoadBalancers")).isEqualTo("no file");
    assertThat(folder.said("elb DescribeLoadBalancers")).isEqualTo("no file");
  }

  @Test
  void cloudMappersFolderIsReadAsItIs() throws IOException {
    String account = "account-data/prod/";
    String identity = "{\"Account\":\"111122223333\",\"Arn\":\"a\",\"UserId\":\"u\"}";
    folder
        .write(account + "describe-regions.json", "{\"Regions\":[{\"RegionName\":\"eu-west-1\"}]}")
        .write(account + "us-east-1/sts-get-caller-identity.json", identity)
        .write(account + "us-east-1/ec2-describe-vpcs.json", VPCS)
        .write(
            account + "us-east-1/ec2-describe-vpc-attribute/vpc-1",
            "{\"VpcId\":\"vpc-1\",\"EnableDnsSupport\":{\"Value\":true}}")
        .write(
            account + "us-east-1/elbv2-describe-target-health/arn%3Aaws%3Aelb%2Ftg",
            "{\"TargetHealthDescriptions\":[]}")
        .write(
            account + "us-east-1/elbv2-describe-target-groups/arn%3Aaws%3Aelb%2Flb",
            "{\"TargetGroups\":[]}")
        .write(account + "us-east-1/s3-get-bucket-location/logs", "{\"LocationConstraint\":null}");
    assertThat(AccountFolder.open(root).accounts()).containsExactly("111122223333");
    assertThat(AccountFolder.open(root.resolve("account-data/prod")).accounts())
        .containsExactly("111122223333");
    assertThat(folder.said("sts GetCallerIdentity")).isEqualTo(identity);
    assertThat(folder.said("ec2 DescribeVpcs")).isEqualTo(VPCS);
    assertThat(folder.said("ec2 DescribeRegions")).contains("eu-west-1");
    assertThat(
            folder.said(
                "ec2 DescribeVpcAttribute", "VpcId", "vpc-1", "Attribute", "enableDnsSupport"))
        .contains("EnableDnsSupport");
    assertThat(
            folder.said(
                "ec2 DescribeVpcAttribute", "VpcId", "vpc-1", "Attribute", "enableDnsHostnames"))
        .isEqualTo("no file");
    assertThat(
            folder.said(
                "elasticloadbalancing DescribeTargetHealth", "TargetGroupArn", "arn:aws:elb/tg"))
        .isEqualTo("{\"TargetHealthDescriptions\":[]}");
    assertThat(
            folder.said(
                "elasticloadbalancing DescribeTargetGroups", "LoadBalancerArn", "arn:aws:elb/lb"))
        .isEqualTo("{\"TargetGroups\":[]}");
    assertThat(folder.said("s3 GetBucketLocation", "Bucket", "logs"))
        .isEqualTo("{\"LocationConstraint\":null}");
  }

  @Test
  void anAccountThatNothingNamesIsRefused() throws IOException {
    folder.write("prod/us-east-1/ec2-describe-vpcs.json", VPCS);
    assertThat(reason()).isEqualTo(Reason.NAMELESS_ACCOUNT);
  }

  @Test
  void whateverAShellWroteIsRead() throws IOException {
    ByteArrayOutputStream zipped = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(zipped)) {
      gzip.write(VPCS.getBytes(StandardCharsets.UTF_8));
    }
    byte[] whole = zipped.toByteArray();
    for (byte[] bytes :
        List.of(
            ("\ufeff" + VPCS).getBytes(StandardCharsets.UTF_8),
            ("\ufeff" + VPCS + "\r\n").getBytes(StandardCharsets.UTF_16LE),
            ("\ufeff" + VPCS).getBytes(StandardCharsets.UTF_16BE),
            VPCS.getBytes(StandardCharsets.UTF_16LE),
            VPCS.getBytes(StandardCharsets.UTF_16BE),
            whole)) {
      folder.write(HERE + "ec2/DescribeVpcs.json", bytes);
      assertThat(folder.said("ec2 DescribeVpcs")).isEqualTo(VPCS);
    }
    folder.write(HERE + "ec2/DescribeVpcs.json", java.util.Arrays.copyOf(whole, whole.length - 9));
    assertThat(folder.said("ec2 DescribeVpcs")).contains("gzip that breaks off");
    folder.write(HERE + "ec2/DescribeVpcs.json", new byte[] {'{', (byte) 0x93, (byte) 0xfa, '}'});
    assertThat(folder.said("ec2 DescribeVpcs")).contains("bytes that are no UTF-8 text");
    folder.write(HERE + "ec2/DescribeVpcs.json", "\ufeff".getBytes(StandardCharsets.UTF_16LE));
    assertThat(folder.said("ec2 DescribeVpcs")).contains("an empty file");
    folder.write(HERE + "ec2/DescribeSubnets.json.gz", whole);
    assertThat(folder.said("ec2 DescribeSubnets")).contains("the answer of DescribeVpcs");
  }

  private static String vpcs(String id, String more) {
    return "{\"Vpcs\":[{\"VpcId\":\"" + id + "\"}]" + more + "}";
  }

  @Test
  void pagesAreJoined() throws IOException {
    folder
        .region("ec2/DescribeVpcs.json", vpcs("vpc-1", ",\"NextToken\":\"a\""))
        .region("ec2/DescribeVpcs-2.json", vpcs("vpc-2", ",\"NextToken\":\"b\""))
        .region("ec2/describe-vpcs-3.json", vpcs("vpc-3", ""));
    assertThat(folder.said("ec2 DescribeVpcs"))
        .contains("vpc-1", "vpc-2", "vpc-3")
        .doesNotContain("then");
    folder.region("ec2/describe-vpcs-3.json", vpcs("vpc-3", ",\"NextToken\":\"c\""));
    assertThat(folder.said("ec2 DescribeVpcs"))
        .contains("vpc-3")
        .contains("PageMissing: the file us-east-1/ec2/describe-vpcs-3.json holds one page");
    folder.region("ec2/DescribeVpcs-5.json", vpcs("vpc-5", ""));
    assertThat(folder.said("ec2 DescribeVpcs")).contains("vpc-5", "page 4 of it is missing");
    folder.region("ec2/DescribeVpcs-4.json", "");
    assertThat(folder.said("ec2 DescribeVpcs"))
        .contains("vpc-5", "DescribeVpcs-4.json is no answer, but an empty file");
    folder.region(
        "ec2/DescribeVpcs-4.json", "{\"Vpcs\":[{\"VpcId\":\"vpc-1\",\"IsDefault\":true}]}");
    assertThat(folder.said("ec2 DescribeVpcs"))
        .contains("the pages tell 'vpc-1' in two ways")
        .doesNotContain("\"vpc-1\"");
  }

  @Test
  void aFirstPageMayBeMissingOrNumbered() throws IOException {
    folder.region("ec2/DescribeVpcs-2.json", vpcs("vpc-2", ""));
    assertThat(folder.said("ec2 DescribeVpcs")).contains("vpc-2", "page 1 of it is missing");
    folder.region("ec2/DescribeVpcs-1.json", vpcs("vpc-1", ""));
    assertThat(folder.said("ec2 DescribeVpcs")).contains("vpc-1", "vpc-2").doesNotContain("then");
  }

  @Test
  void aNameThatEndsInANumberIsAPageOnlyWhereOneIsLeft() throws IOException {
    String entries = "ec2/GetManagedPrefixListEntries/pl-1";
    folder
        .region(entries + ".json", "{\"Entries\":[{\"Cidr\":\"10.0.0.0/8\"}]}")
        .region(entries + "-2.json", "{\"Entries\":[{\"Cidr\":\"192.168.0.0/16\"}]}");
    String call = "ec2 GetManagedPrefixListEntries";
    assertThat(folder.said(call, "PrefixListId", "pl-1")).doesNotContain("192.168");
    assertThat(folder.said(call, "PrefixListId", "pl-1-2")).contains("192.168");
    folder.region(
        entries + ".json", "{\"Entries\":[{\"Cidr\":\"10.0.0.0/8\"}],\"NextToken\":\"x\"}");
    assertThat(folder.said(call, "PrefixListId", "pl-1"))
        .contains("10.0.0.0", "192.168")
        .doesNotContain("then");
  }

  @Test
  void twoFilesOfOneCallAgreeOrAreRefused() throws IOException {
    folder.region("ec2/DescribeVpcs.json", VPCS).region("ec2/describe-vpcs.json", VPCS + "\n");
    assertThat(folder.said("ec2 DescribeVpcs")).isEqualTo(VPCS);
    folder.region("ec2/describe-vpcs.json", "{\"Vpcs\":[]}");
    assertThat(folder.said("ec2 DescribeVpcs"))
        .startsWith("UnusableFile")
        .contains("ec2/DescribeVpcs.json", "ec2/describe-vpcs.json", "differ");
    folder.region("ec2/describe-vpcs.json", "");
    assertThat(folder.said("ec2 DescribeVpcs")).startsWith("UnusableFile");
  }

  @Test
  void aFileForAllThingsIsNoAnswerAboutOne() throws IOException {
    folder.region("ec2/DescribeVpcAttribute.json", "");
    assertThat(
            folder.said(
                "ec2 DescribeVpcAttribute", "VpcId", "vpc-1", "Attribute", "enableDnsSupport"))
        .contains("an empty file");
    folder.region(
        "ec2/DescribeVpcAttribute.json",
        "{\"VpcId\":\"vpc-1\",\"EnableDnsSupport\":{\"Value\":true}}");
    assertThat(
            folder.said(
                "ec2 DescribeVpcAttribute", "VpcId", "vpc-1", "Attribute", "enableDnsSupport"))
        .contains("does not tell about what it is", "VpcId,Attribute");
  }

  private Reason reason() {
    try {
      AccountFolder.open(root);
      throw new AssertionError("it was opened");
    } catch (FolderException refused) {
      return refused.reason();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"missingFile":"empty"} | UNKNOWN_SETTING | missingFiles
          {"MissingFiles":"empty"} | UNKNOWN_SETTING | missingFiles
          {"credential":{}} | UNKNOWN_SETTING | credentials
          {"missingFiles":"none"} | BAD_SETTING | missingFiles
          {"missingFiles":true} | BAD_SETTING | missingFiles
          {"missingFiles":null} | BAD_SETTING | missingFiles
          {"managedResources":true} | BAD_SETTING | managedResources
          {"managedResource":"included"} | UNKNOWN_SETTING | managedResources
          {"credentials":["AKIA"]} | BAD_SETTING | credentials
          {"credentials":{"AKIA":111122223333}} | BAD_SETTING | credentials.AKIA
          {"credentials":{"AKIA":"444455556666"}} | UNKNOWN_ACCOUNT | 444455556666
          ["missingFiles"] | SETTINGS_UNREADABLE | not a JSON object
          {"missingFiles":"empty" | SETTINGS_UNREADABLE | no JSON
          {"missingFiles":"empty","missingFiles":"unseen"} | SETTINGS_UNREADABLE | twice
          """)
  void aTypoInTheSettingsIsAnError(String settings, Reason reason, String named)
      throws IOException {
    folder.region("ec2/DescribeVpcs.json", VPCS).write("folder.json", settings);
    assertThatThrownBy(() -> AccountFolder.open(root))
        .isInstanceOfSatisfying(
            FolderException.class,
            it -> {
              assertThat(it.reason()).isEqualTo(reason);
              assertThat(String.join(" ", it.details())).contains(named);
            });
  }

  @Test
  void everyFileIsAccountedFor() throws IOException {
    folder
        .region("ec2/DescribeVpcs.json", VPCS)
        .region("ec2/DescribeSubnets.json", "")
        .region("ec2/DescribeImages.json", "{\"Images\":[null]}")
        .region("ec2/DescribeVolumes.json", "{\"Volumes\":[]}")
        .region("ec2/DescribeInstance.json", "{\"Reservations\":[]}")
        .region("ec2/DescribeVpcs.json.bak", VPCS)
        .region("rds-describe-db-instances.json", "{}")
        .region("directconnect/DescribeConnections.json", "{}")
        .region(".DS_Store", "x")
        .write("111122223333/notes.txt", "x");
    AccountFolder opened = AccountFolder.open(root);
    FolderIndex index = opened.index("111122223333");
    UseLog log = new UseLog();
    FolderAnswers answers = new FolderAnswers(index, log);
    for (String name : List.of("DescribeVpcs", "DescribeSubnets", "DescribeImages")) {
      Operation operation = Operation.find(Service.EC2, name).orElseThrow();
      try {
        assertThat(
                answers.find(
                    "us-east-1",
                    operation,
                    new tools.jackson.databind.json.JsonMapper().createObjectNode()))
            .isPresent();
      } catch (ApiError unusable) {
        assertThat(name).isEqualTo("DescribeSubnets");
      }
    }
    FolderUse use = log.use(index);
    assertThat(use.used())
        .containsExactly("us-east-1/ec2/DescribeImages.json", "us-east-1/ec2/DescribeVpcs.json");
    assertThat(use.unused())
        .extracting(it -> it.why() + " " + it.file())
        .containsExactly(
            Why.MISPLACED + " notes.txt",
            Why.UNKNOWN_SERVICE + " us-east-1/directconnect/DescribeConnections.json",
            Why.UNKNOWN_SERVICE + " us-east-1/rds-describe-db-instances.json",
            Why.UNKNOWN_OPERATION + " us-east-1/ec2/DescribeInstance.json",
            Why.UNKNOWN_OPERATION + " us-east-1/ec2/DescribeVpcs.json.bak",
            Why.NOT_AN_ANSWER + " us-east-1/ec2/DescribeSubnets.json",
            Why.IN_PART + " us-east-1/ec2/DescribeImages.json",
            Why.NOT_ASKED + " us-east-1/ec2/DescribeVolumes.json");
    assertThat(index.misspelled("us-east-1", Service.EC2, "describeinstances"))
        .map(SavedFile::name)
        .contains("us-east-1/ec2/DescribeInstance.json");
    assertThat(index.misspelled("us-east-1", Service.EC2, "describenatgateways")).isEmpty();
  }
}
