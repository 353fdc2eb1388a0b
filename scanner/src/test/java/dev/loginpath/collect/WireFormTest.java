package dev.loginpath.collect;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What frames an answer in each protocol, and what does not. */
class WireFormTest {

  private static boolean isAnswer(WireForm form, String operation, String body) {
    return form.refusal(operation, body.getBytes(StandardCharsets.UTF_8)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          EC2_QUERY | DescribeVpcs | <DescribeVpcsResponse xmlns="x"><vpcSet/></DescribeVpcsResponse> | true
          EC2_QUERY | DescribeVpcs | <?xml version="1.0"?> <DescribeVpcsResponse/> | true
          EC2_QUERY | DescribeVpcs | <DescribeSubnetsResponse/> | false
          EC2_QUERY | DescribeVpcs | <!DOCTYPE html><html></html> | false
          EC2_QUERY | DescribeVpcs | <Response><Errors/></Response> | false
          EC2_QUERY | DescribeVpcs | {"Vpcs":[]} | false
          QUERY | ListAccountAliases | <ListAccountAliasesResponse><ListAccountAliasesResult/></ListAccountAliasesResponse> | true
          QUERY | ListAccountAliases | <ListAccountAliasesResponse><ResponseMetadata/></ListAccountAliasesResponse> | false
          QUERY | ListAccountAliases | <ListAccountAliasesResponse></ListAccountAliasesResponse> | false
          JSON | ListDocuments | {"DocumentIdentifiers":[]} | true
          JSON | ListDocuments | [] | false
          JSON | ListDocuments | null | false
          JSON | ListDocuments | "text" | false
          JSON | ListDocuments | <html/> | false
          S3 | GetBucketLocation | <LocationConstraint xmlns="x"/> | true
          S3 | GetBucketLocation | <ListAllMyBucketsResult/> | false
          S3 | GetBucketEncryption | <ServerSideEncryptionConfiguration><Rule/></ServerSideEncryptionConfiguration> | true
          S3 | GetBucketEncryption | <Error/> | false
          S3 | GetBucketPolicy | {"Version":"2012-10-17","Statement":[]} | true
          S3 | GetBucketPolicy | {"a":{"Statement":[]}} | false
          S3 | GetBucketPolicy | <html/> | false
          """)
  void frames(WireForm form, String operation, String body, boolean answer) {
    assertThat(isAnswer(form, operation, body)).isEqualTo(answer);
  }

  @ParameterizedTest
  @CsvSource({"EC2_QUERY", "QUERY", "JSON", "S3"})
  void nothingIsNoAnswer(WireForm form) {
    assertThat(isAnswer(form, "GetBucketLocation", "")).isFalse();
    assertThat(isAnswer(form, "GetBucketLocation", " \r\n")).isFalse();
  }
}
