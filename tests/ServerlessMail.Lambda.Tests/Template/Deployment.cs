namespace ServerlessMail.Lambda.Tests.Template;

/// <summary>The template's values as CloudFormation would put them in.</summary>
internal static class Deployment
{
    private static readonly Dictionary<string, string> Values = new(StringComparer.Ordinal)
    {
        ["AWS::StackName"] = "serverless-mail",
        ["Table"] = "serverless-mail-Table-1ABC",
        ["UrgentQueue"] = QueueUrl("urgent"),
        ["NormalQueue"] = QueueUrl("normal"),
        ["BulkQueue"] = QueueUrl("bulk"),
        ["FeedbackQueue"] = QueueUrl("feedback"),
        ["ConfigurationSet"] = "ConfigurationSet-1ABC",
        ["FeedbackTopic"] = "arn:aws:sns:eu-west-1:123456789012:serverless-mail-FeedbackTopic-1ABC",
        ["""{"Fn::If":["HasPublicUrl",{"Ref":"PublicUrl"},{"Ref":"AWS::NoValue"}]}"""] = "https://forms.example.com",
        ["""{"Fn::If":["HasTurnstile",{"Ref":"TurnstileSecret"},{"Ref":"AWS::NoValue"}]}"""] = "0x4AAAAAAA-secret",
    };

    /// <summary>The environment of a function; what is absent on AWS is absent.</summary>
    public static Dictionary<string, string> VariablesOf(SamTemplate template, string function) => template.Variables(function)
        .Where(pair => pair.Value != "AWS::NoValue")
        .ToDictionary(pair => pair.Key, pair => Values.GetValueOrDefault(pair.Value, pair.Value), StringComparer.Ordinal);

    private static string QueueUrl(string name) => $"https://sqs.eu-west-1.amazonaws.com/123456789012/serverless-mail-{name}";
}
