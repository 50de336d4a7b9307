using System.Text.Json.Nodes;

namespace ServerlessMail.Lambda.Tests.Template;

/// <summary>The way of SES's events: configuration set, topic, queue. Whoever can write there can make mail look delivered.</summary>
public sealed class FeedbackTests
{
    private static readonly SamTemplate Template = SamTemplate.Read();

    [Fact]
    public void Every_event_that_the_program_follows_is_published_and_none_that_rewrites_the_mail()
    {
        var destination = Template.Properties("FeedbackEvents")["EventDestination"];

        Assert.Equal("ConfigurationSet", SamTemplate.Text(Template.Properties("FeedbackEvents")["ConfigurationSetName"]));
        Assert.Equal("true", SamTemplate.Text(destination?["Enabled"]));
        // FeedbackKind, in the words of the template's documentation.
        Assert.Equal(
            Enum.GetNames<Core.Feedback.FeedbackKind>().Select(name => char.ToLowerInvariant(name[0]) + name[1..]).Order(StringComparer.Ordinal),
            SamTemplate.Texts(destination?["MatchingEventTypes"]).Order(StringComparer.Ordinal));
        Assert.Equal("FeedbackTopic", SamTemplate.Text(destination?["SnsDestination"]?["TopicARN"]));
        // SES asks when the destination is made.
        Assert.Equal("FeedbackTopicPolicy", SamTemplate.Text(Template.Resource("FeedbackEvents")["DependsOn"]));
    }

    [Fact]
    public void Only_SES_for_our_configuration_set_may_publish()
    {
        var policy = Template.Properties("FeedbackTopicPolicy");

        Assert.Equal(["FeedbackTopic"], SamTemplate.Texts(policy["Topics"]));
        Assert.Equal(
            """
            {"Sid":"OnlyOurConfigurationSet","Effect":"Allow","Principal":{"Service":"ses.amazonaws.com"},"Action":"sns:Publish","Resource":{"Ref":"FeedbackTopic"},"Condition":{"StringEquals":{"aws:SourceAccount":{"Ref":"AWS::AccountId"},"aws:SourceArn":{"Fn::Sub":"arn:${AWS::Partition}:ses:${AWS::Region}:${AWS::AccountId}:configuration-set/${ConfigurationSet}"}}}}
            """.Trim(),
            Plain(Assert.Single(Assert.IsType<JsonArray>(policy["PolicyDocument"]?["Statement"]))));
    }

    [Fact]
    public void Only_our_topic_may_write_into_the_feedback_queue_and_no_policy_opens_another()
    {
        var (_, resource) = Assert.Single(Template.OfType("AWS::SQS::QueuePolicy"));
        var policy = resource["Properties"];

        Assert.Equal(["FeedbackQueue"], SamTemplate.Texts(policy?["Queues"]));
        Assert.Equal(
            """
            {"Sid":"OnlyOurTopic","Effect":"Allow","Principal":{"Service":"sns.amazonaws.com"},"Action":"sqs:SendMessage","Resource":{"Fn::GetAtt":["FeedbackQueue","Arn"]},"Condition":{"ArnEquals":{"aws:SourceArn":{"Ref":"FeedbackTopic"}}}}
            """.Trim(),
            Plain(Assert.Single(Assert.IsType<JsonArray>(policy?["PolicyDocument"]?["Statement"]))));
    }

    [Fact]
    public void The_envelope_is_kept_since_it_names_the_topic()
    {
        var subscription = Template.Properties("FeedbackSubscription");

        Assert.Equal("FeedbackTopic", SamTemplate.Text(subscription["TopicArn"]));
        Assert.Equal("sqs", SamTemplate.Text(subscription["Protocol"]));
        Assert.Equal("FeedbackQueue.Arn", SamTemplate.Text(subscription["Endpoint"]));
        Assert.Equal("false", SamTemplate.Text(subscription["RawMessageDelivery"]));
    }

    /// <summary>The policy of the key aws/sns cannot be changed, and lets neither SES nor CloudWatch in.</summary>
    [Fact]
    public void No_topic_has_a_key_that_its_publisher_may_not_use() =>
        Assert.All(Template.OfType("AWS::SNS::Topic"), topic => Assert.Null(topic.Value["Properties"]?["KmsMasterKeyId"]));

    [Fact]
    public void The_configuration_set_sends_counts_and_suppresses()
    {
        var set = Template.Properties("ConfigurationSet");

        Assert.Equal("true", SamTemplate.Text(set["ReputationOptions"]?["ReputationMetricsEnabled"]));
        Assert.Equal("true", SamTemplate.Text(set["SendingOptions"]?["SendingEnabled"]));
        Assert.Equal(["BOUNCE", "COMPLAINT"], SamTemplate.Texts(set["SuppressionOptions"]?["SuppressedReasons"]));
        Assert.Null(set["TrackingOptions"]);
    }

    private static string? Plain(JsonNode? node) => node?.ToJsonString();
}
