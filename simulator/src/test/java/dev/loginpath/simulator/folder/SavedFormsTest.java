package dev.loginpath.simulator.folder;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a file is taken for: each form that is no answer by its name, each that is one as it is. */
class SavedFormsTest {

  @TempDir private Path root;

  /** Files as scripts, other tools and other calls leave them, and the words that name each. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '§',
      quoteCharacter = '`',
      textBlock =
          """
          ``§an empty file (0 bytes)
          ` \\n\\t `§a file of blanks
          null§null
          42§a single value
          true§a single value
          "i-0123"§a single value
          []§an empty array
          ["i-1","i-2"]§an array, as --query leaves it
          [["i-1","t3.micro"]]§an array, as --query leaves it
          [{"InstanceId":"i-1","State":"running"}]§an array, as --query leaves it
          [{"InstanceId":"i-1","State":{"Name":"running"}}]§an array, as --query leaves it
          {"foo":1}§an object without a member of this answer
          {"NextToken":"x"}§an object without a member of this answer
          {"Reservations":null}§Reservations is null
          {"Reservations":"x"}§Reservations holds the text 'x' where a list belongs
          {"Reservations":{"Instances":[]}}§Reservations holds an object where a list belongs
          {"Instances":[{"InstanceId":"i-1"}]}§a part of the answer, without Reservations
          {"ReservationId":"r-1","Instances":[]}§a part of the answer, without Reservations
          {"rows":[{"instance_id":"i-1"}],"columns":[]}§rows of Steampipe
          [{"instance_id":"i-1","instance_type":"t3"}]§rows as Steampipe or CloudQuery print them
          {"configurationItems":[]}§items of AWS Config
          [{"resourceType":"AWS::EC2::Instance","configuration":{}}]§items of AWS Config
          {"Results":["{}"],"QueryInfo":{}}§rows of an AWS Config query
          {"Subnets":[]}§the answer of DescribeSubnets
          {"InstanceInformationList":[]}§the answer of ssm DescribeInstanceInformation
          {"AWSTemplateFormatVersion":"2010-09-09"}§a CloudFormation template
          {"Resources":{"A":{"Type":"AWS::EC2::Instance"}}}§a CloudFormation template
          {"version":4,"terraform_version":"1.9.0","resources":[]}§a state or plan of Terraform
          {"Reservations":[]}{"Reservations":[]}§JSON with more behind it
          `{"Reservations":[],"Reservations":[]}`§a member stands twice
          {"Reservations":[§text that is no JSON
          {'Reservations': []}§Python's print
          <!DOCTYPE html><html>§an HTML page
          <?xml version="1.0"?><Response/>§XML
          `Reservations:\\n- Groups: []`§YAML
          `------------\\n| DescribeInstances |`§a table of the AWS CLI
          RESERVATIONS\\t111122223333\\tr-1§text output of the AWS CLI
          `InstanceId,State,Type\\ni-1,running,t3`§CSV
          Unable to locate credentials. You can configure§a message of the AWS CLI
          usage: aws [options] <command>§a message of the AWS CLI
          An error occurred (AccessDenied) when calling the AssumeRole operation: no§the refusal of another call, AssumeRole
          """)
  void isNoAnswerByName(String content, String takenFor) throws IOException {
    String text = content == null ? "" : content.replace("\\n", "\n").replace("\\t", "\t");
    String said =
        new SavedFolder(root)
            .region("ec2/DescribeInstances.json", text)
            .said("ec2 DescribeInstances");
    assertThat(said)
        .startsWith("UnusableFile: the file us-east-1/ec2/DescribeInstances.json is no answer, but")
        .contains(takenFor)
        .hasSizeLessThan(300);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '§',
      quoteCharacter = '`',
      textBlock =
          """
          An error occurred (UnauthorizedOperation) when calling the DescribeInstances operation: You are not authorized.§UnauthorizedOperation: You are not authorized.
          `\\nAn error occurred (RequestLimitExceeded) when calling the DescribeInstances operation (reached max retries: 4): Slow.`§RequestLimitExceeded: Slow.
          aws: [ERROR]: An error occurred (AuthFailure) when calling the DescribeInstances operation: No.§AuthFailure: No.
          {"Error":{"Code":"UnauthorizedOperation","Message":"no"}}§UnauthorizedOperation: no
          {"Code":"UnauthorizedOperation","Message":"no"}§UnauthorizedOperation: no
          {"__type":"com.amazonaws#AccessDeniedException","message":"no"}§AccessDeniedException: no
          """)
  void isTheRefusalThatWasSaved(String content, String refusal) throws IOException {
    assertThat(
            new SavedFolder(root)
                .region("ec2/DescribeInstances.json", content.replace("\\n", "\n"))
                .said("ec2 DescribeInstances"))
        .isEqualTo(refusal);
  }

  /** What is lost of an answer ends the list early: nothing of it turns into "none". */
  @ParameterizedTest
  @CsvSource(
      delimiter = '§',
      quoteCharacter = '`',
      textBlock =
          """
          {"Vpcs":[null]}§{"Vpcs":[]}§Vpcs[0] holds null where an object belongs
          {"Vpcs":[{}]}§{"Vpcs":[]}§Vpcs[0] holds no member of the API's model
          {"Vpcs":["vpc-1"]}§{"Vpcs":[]}§Vpcs[0] holds the text 'vpc-1' where an object belongs
          {"Vpcs":[{"CidrBlock":"10.0.0.0/8"}]}§{"Vpcs":[]}§Vpcs[0] has no VpcId
          {"Vpcs":[{"VpcId":"vpc-1"},{"VpcId":"vpc-2","Ipv6CidrBlockAssociationSet":["x"]}]}§{"Vpcs":[{"VpcId":"vpc-1"}]}§Vpcs[1].Ipv6CidrBlockAssociationSet[0] holds the text 'x' where an object belongs
          {"Vpcs":[{"VpcId":"vpc-1","IsDefault":"perhaps"}]}§{"Vpcs":[]}§IsDefault holds the text 'perhaps' where a value of type Boolean belongs
          {"Vpcs":[{"VpcId":["vpc-1"]}]}§{"Vpcs":[]}§Vpcs[0].VpcId holds a list
          {"Vpcs":[{"VpcId":"vpc-1"}],"NextToken":"x"}§{"Vpcs":[{"VpcId":"vpc-1"}],"NextToken":"x"}§DescribeVpcs.json holds one page
          {"Vpcs":[{"VpcId":"vpc-1"}],"IsTruncated":true}§{"Vpcs":[{"VpcId":"vpc-1"}],"IsTruncated":true}§DescribeVpcs.json holds one page
          """)
  void countsAsFarAsItGoes(String content, String kept, String end) throws IOException {
    assertThat(
            new SavedFolder(root).region("ec2/DescribeVpcs.json", content).said("ec2 DescribeVpcs"))
        .startsWith(kept + " then ")
        .contains(end);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '§',
      textBlock =
          """
          {"Reservations":[{"Instances":[{"InstanceId":"i-1"},{"InstanceId":"i-2","State":"running"}]}]}§{"Reservations":[{"Instances":[{"InstanceId":"i-1"}]}]}§Reservations[0].Instances[1].State holds the text 'running' where an object belongs
          {"Reservations":[{"ReservationId":"r-1"}]}§{"Reservations":[]}§Reservations[0] holds no Instances
          {"Reservations":[null]}§{"Reservations":[]}§Reservations[0] holds no Instances
          """)
  void anInstanceIsLostAlone(String content, String kept, String end) throws IOException {
    assertThat(
            new SavedFolder(root)
                .region("ec2/DescribeInstances.json", content)
                .said("ec2 DescribeInstances"))
        .startsWith(kept + " then ")
        .contains(end);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '§',
      textBlock =
          """
          {}§{}
          {"Reservations":[{"Instances":[{"InstanceId":"i-1","LaunchTime":"2020-02-25 04:56:34+00:00"}]}]}§{"Reservations":[{"Instances":[{"InstanceId":"i-1","LaunchTime":"2020-02-25 04:56:34+00:00"}]}]}
          {"ResponseMetadata":{"RequestId":"r"}}§{"ResponseMetadata":{"RequestId":"r"}}
          [[{"InstanceId":"i-1","State":{"Name":"running"},"NetworkInterfaces":[]}]]§{"Reservations":[{"Instances":[{"InstanceId":"i-1","State":{"Name":"running"},"NetworkInterfaces":[]}]}]}
          [{"InstanceId":"i-1","State":{"Name":"running"},"NetworkInterfaces":[]}]§{"Reservations":[{"Instances":[{"InstanceId":"i-1","State":{"Name":"running"},"NetworkInterfaces":[]}]}]}
          [{"ReservationId":"r-1","Instances":[{"InstanceId":"i-1"}]}]§{"Reservations":[{"ReservationId":"r-1","Instances":[{"InstanceId":"i-1"}]}]}
          """)
  void isTakenAsItIs(String content, String answer) throws IOException {
    assertThat(
            new SavedFolder(root)
                .region("ec2/DescribeInstances.json", content)
                .said("ec2 DescribeInstances"))
        .isEqualTo(answer);
  }

  /** Subnets have all that a VPC has: what they have besides tells them apart. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '§',
      textBlock =
          """
          DescribeVpcs§[{"VpcId":"vpc-1","CidrBlock":"10.0.0.0/8","SubnetId":"subnet-1"}]
          DescribeSecurityGroups§[{"GroupId":"sg-1","GroupName":"default"}]
          DescribeRouteTables§[{"RouteTableId":"rtb-1","VpcId":"vpc-1"}]
          """)
  void anArrayOfTrimmedOrOtherItemsIsNone(String operation, String content) throws IOException {
    assertThat(
            new SavedFolder(root)
                .region("ec2/" + operation + ".json", content)
                .said("ec2 " + operation))
        .contains("an array, as --query leaves it");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '§',
      textBlock =
          """
          ec2 DescribeVpcAttribute§{"VpcId":"vpc-2","EnableDnsSupport":{"Value":true}}§one about 'vpc-2'
          ec2 DescribeVpcAttribute§{"VpcId":"vpc-1","EnableDnsHostnames":{"Value":true}}§one without enableDnsSupport
          ec2 DescribeVpcAttribute§{"VpcId":"vpc-1","EnableDnsSupport":{}}§EnableDnsSupport holds no member
          ec2 DescribeVpcAttribute§{"VpcId":"vpc-1","EnableDnsSupport":true}§EnableDnsSupport holds the value 'true' where an object belongs
          """)
  void anAnswerIsToTheQuestionThatWasAsked(String call, String content, String why)
      throws IOException {
    assertThat(
            new SavedFolder(root)
                .region("ec2/DescribeVpcAttribute/vpc-1,enableDnsSupport.json", content)
                .said(call, "VpcId", "vpc-1", "Attribute", "enableDnsSupport"))
        .startsWith("UnusableFile")
        .contains(why);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '§',
      textBlock =
          """
          {"Target":"i-1"}§repeats the question alone
          {"Target":"i-1","Status":null}§repeats the question alone
          {"Target":"i-1","Status":{}}§Status holds an object
          {"Status":"connected"}§{"Status":"connected"}
          """)
  void aStatusIsTold(String content, String said) throws IOException {
    assertThat(
            new SavedFolder(root)
                .region("ssm/GetConnectionStatus/i-1.json", content)
                .said("ssm GetConnectionStatus", "Target", "i-1"))
        .contains(said);
  }
}
