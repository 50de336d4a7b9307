using System.Text.Json.Nodes;
using ServerlessMail.Aws.Attachments;

namespace ServerlessMail.Lambda.Tests.Template;

/// <summary>The bucket of attachments: nobody else reads it, and nothing stays there longer than it should.</summary>
public sealed class AttachmentTests
{
    private static readonly SamTemplate Template = SamTemplate.Read();

    private static JsonObject Bucket => Template.Properties("AttachmentBucket");

    [Fact]
    public void There_is_a_rule_for_each_number_of_days_that_an_object_can_be_tagged_with()
    {
        var rules = Assert.IsType<JsonArray>(Bucket["LifecycleConfiguration"]?["Rules"]).Select(rule => rule?.AsObject() ?? []).ToArray();

        Assert.All(rules, rule => Assert.Equal("Enabled", SamTemplate.Text(rule["Status"])));
        Assert.Equal(
            KeptDays.All.Select(days => (KeptDays.Tag, $"{days}", $"{days}")),
            rules[..^1].Select(rule => (Tag(rule, "Key"), Tag(rule, "Value"), SamTemplate.Text(rule["ExpirationInDays"]))));
        Assert.Equal($"{KeptDays.All[^1] + 1}", SamTemplate.Text(rules[^1]["ExpirationInDays"]));

        static string Tag(JsonObject rule, string part) => SamTemplate.Text(rule["TagFilters"]?[0]?[part]);
    }

    [Fact]
    public void It_is_encrypted_closed_to_the_public_reached_over_TLS_alone_and_outlives_its_stack()
    {
        Assert.Equal("""[{"ServerSideEncryptionByDefault":{"SSEAlgorithm":"AES256"}}]""", Bucket["BucketEncryption"]?["ServerSideEncryptionConfiguration"]?.ToJsonString());
        Assert.All(
            ["BlockPublicAcls", "BlockPublicPolicy", "IgnorePublicAcls", "RestrictPublicBuckets"],
            block => Assert.Equal("true", SamTemplate.Text(Bucket["PublicAccessBlockConfiguration"]?[block])));
        Assert.Equal("Retain", SamTemplate.Text(Template.Resource("AttachmentBucket")["DeletionPolicy"]));
        var statement = Assert.Single(Assert.IsType<JsonArray>(Template.Properties("AttachmentBucketPolicy")["PolicyDocument"]?["Statement"]));
        Assert.Equal(("Deny", "s3:*", "false"), (SamTemplate.Text(statement?["Effect"]), SamTemplate.Text(statement?["Action"]), SamTemplate.Text(statement?["Condition"]?["Bool"]?["aws:SecureTransport"])));
    }
}
