namespace ServerlessMail.Lambda.Tests.Template;

/// <summary>What each function may do: every action, resource and condition. Whether that suffices, <see cref="PermissionUseTests"/> tell.</summary>
public sealed class PermissionTests
{
    private const string Lanes = "UrgentQueue.Arn NormalQueue.Arn BulkQueue.Arn";

    private static readonly SamTemplate Template = SamTemplate.Read();

    public static TheoryData<string> Functions => [.. SamTemplate.Functions.Keys];

    [Fact]
    public void The_api_function_may_judge_and_accept_and_may_not_send() => AssertStatements(
        "api",
        "Judge: dynamodb:BatchGetItem dynamodb:GetItem on Table.Arn if ForAllValues:StringEquals dynamodb:LeadingKeys FORM SENDER CONTROL ACCOUNT SECRET",
        "Limit: dynamodb:GetItem dynamodb:UpdateItem on Table.Arn if ForAllValues:StringLike dynamodb:LeadingKeys LIMIT#*",
        "RecordRefusal: dynamodb:UpdateItem on Table.Arn if ForAllValues:StringLike dynamodb:LeadingKeys REFUSED#*",
        "Accept: dynamodb:PutItem dynamodb:GetItem dynamodb:DeleteItem on Table.Arn if ForAllValues:StringLike dynamodb:LeadingKeys MSG#*",
        "Repeat: dynamodb:Query dynamodb:UpdateItem on Table.Arn if ForAllValues:StringLike dynamodb:LeadingKeys MSG#*",
        "Keys: dynamodb:GetItem dynamodb:PutItem on Table.Arn if ForAllValues:StringEquals dynamodb:LeadingKeys SECRET",
        "Attach: s3:PutObject s3:PutObjectTagging on ${AttachmentBucket.Arn}/*",
        $"Queue: sqs:SendMessage on {Lanes}",
        "Log: logs:CreateLogStream logs:PutLogEvents on ApiLogGroup.Arn",
        "Trace: xray:PutTraceSegments xray:PutTelemetryRecords on *");

    [Fact]
    public void The_sender_function_alone_may_send_and_only_from_the_addresses_it_was_given() => AssertStatements(
        "sender",
        "Send: ses:SendEmail on arn:${AWS::Partition}:ses:${AWS::Region}:${AWS::AccountId}:identity/* "
        + "arn:${AWS::Partition}:ses:${AWS::Region}:${AWS::AccountId}:configuration-set/${ConfigurationSet} if StringLike ses:FromAddress SenderAddresses",
        $"Receive: sqs:ReceiveMessage sqs:DeleteMessage sqs:GetQueueAttributes on {Lanes}",
        $"QueueAgain: sqs:SendMessage on {Lanes}",
        "Messages: dynamodb:Query dynamodb:GetItem dynamodb:UpdateItem on Table.Arn if ForAllValues:StringLike dynamodb:LeadingKeys MSG#*",
        "Attachments: s3:GetObject s3:ListBucket on ${AttachmentBucket.Arn}/* AttachmentBucket.Arn",
        "Control: dynamodb:GetItem dynamodb:UpdateItem on Table.Arn if ForAllValues:StringEquals dynamodb:LeadingKeys CONTROL",
        "Allowlist: dynamodb:BatchGetItem on Table.Arn if ForAllValues:StringEquals dynamodb:LeadingKeys SENDER",
        "Keys: dynamodb:GetItem dynamodb:PutItem on Table.Arn if ForAllValues:StringEquals dynamodb:LeadingKeys SECRET",
        "Log: logs:CreateLogStream logs:PutLogEvents on SenderLogGroup.Arn",
        "Trace: xray:PutTraceSegments xray:PutTelemetryRecords on *");

    [Fact]
    public void The_feedback_function_may_write_trails_and_how_far_it_is() => AssertStatements(
        "feedback",
        "Receive: sqs:ReceiveMessage sqs:DeleteMessage sqs:GetQueueAttributes on FeedbackQueue.Arn",
        "Messages: dynamodb:Query dynamodb:GetItem dynamodb:UpdateItem on Table.Arn if ForAllValues:StringLike dynamodb:LeadingKeys MSG#*",
        "Progress: dynamodb:UpdateItem on Table.Arn if ForAllValues:StringEquals dynamodb:LeadingKeys FEEDBACK",
        "Keys: dynamodb:GetItem dynamodb:PutItem on Table.Arn if ForAllValues:StringEquals dynamodb:LeadingKeys SECRET",
        "Log: logs:CreateLogStream logs:PutLogEvents on FeedbackLogGroup.Arn",
        "Trace: xray:PutTraceSegments xray:PutTelemetryRecords on *");

    [Fact]
    public void The_sweeper_function_may_bring_on_what_stands_still_and_ask_SES_how_it_is() => AssertStatements(
        "sweeper",
        "Lease: dynamodb:GetItem dynamodb:PutItem on Table.Arn if ForAllValues:StringEquals dynamodb:LeadingKeys LEASE",
        "Account: dynamodb:GetItem dynamodb:PutItem on Table.Arn if ForAllValues:StringEquals dynamodb:LeadingKeys ACCOUNT",
        "Control: dynamodb:GetItem dynamodb:UpdateItem on Table.Arn if ForAllValues:StringEquals dynamodb:LeadingKeys CONTROL",
        "Allowlist: dynamodb:Query dynamodb:UpdateItem on Table.Arn if ForAllValues:StringEquals dynamodb:LeadingKeys SENDER",
        "Messages: dynamodb:Query dynamodb:GetItem dynamodb:BatchGetItem dynamodb:UpdateItem on Table.Arn if ForAllValues:StringLike dynamodb:LeadingKeys MSG#*",
        "Indexes: dynamodb:Query on ${Table.Arn}/index/work ${Table.Arn}/index/time",
        "Feedback: dynamodb:GetItem on Table.Arn if ForAllValues:StringEquals dynamodb:LeadingKeys FEEDBACK",
        "SealDays: dynamodb:GetItem dynamodb:Query dynamodb:PutItem on Table.Arn if ForAllValues:StringLike dynamodb:LeadingKeys OPS OPS#*",
        "Keys: dynamodb:GetItem dynamodb:PutItem on Table.Arn if ForAllValues:StringEquals dynamodb:LeadingKeys SECRET",
        $"Queue: sqs:SendMessage on {Lanes}",
        $"CountQueues: sqs:GetQueueAttributes on {Lanes} FeedbackQueue.Arn FeedbackDeadLetters.Arn",
        "FindDeadLetters: sqs:GetQueueUrl on FeedbackDeadLetters.Arn",
        "AskSes: ses:GetAccount ses:ListEmailIdentities on *",
        "Log: logs:CreateLogStream logs:PutLogEvents on SweeperLogGroup.Arn",
        "Trace: xray:PutTraceSegments xray:PutTelemetryRecords on *");

    [Theory]
    [MemberData(nameof(Functions))]
    public void A_function_has_a_role_of_its_own_without_policies_that_AWS_wrote(string function)
    {
        var name = SamTemplate.Functions[function];
        var role = Template.Properties(RoleOf(function));

        Assert.Equal($"{RoleOf(function)}.Arn", SamTemplate.Text(Template.Properties(name)["Role"]));
        Assert.False(role.ContainsKey("ManagedPolicyArns"));
        Assert.False(Template.Properties(name).ContainsKey("Policies"));
        Assert.Equal(
            """[{"Effect":"Allow","Principal":{"Service":"lambda.amazonaws.com"},"Action":"sts:AssumeRole"}]""",
            role["AssumeRolePolicyDocument"]?["Statement"]?.ToJsonString());
    }

    [Theory]
    [MemberData(nameof(Functions))]
    public void No_function_may_do_everything_of_a_service_or_read_the_whole_table(string function) => Assert.All(
        Policy.Of(Template, RoleOf(function)).Statements,
        statement =>
        {
            Assert.DoesNotContain(statement.Actions, action => action.Contains('*') || action is "dynamodb:Scan" || action.StartsWith("dynamodb:PartiQL", StringComparison.Ordinal));
            // Of the table only certain partitions; the indexes tell ids alone.
            Assert.True(!statement.Resources.Contains("Table.Arn") || statement.Key == "dynamodb:LeadingKeys", statement.ToString());
            Assert.True(!statement.Resources.Contains("*") || statement.Sid is "Trace" or "AskSes", statement.ToString());
        });

    [Fact]
    public void Addresses_that_mail_may_come_from_must_be_named()
    {
        var addresses = Template.Parameters["SenderAddresses"];

        Assert.Equal("CommaDelimitedList", SamTemplate.Text(addresses?["Type"]));
        Assert.Null(addresses?["Default"]);
        var pattern = SamTemplate.Text(addresses?["AllowedPattern"]);
        Assert.All(["forms@example.com", "*@example.com", "*@mail.example.co.uk"], address => Assert.Matches(pattern, address));
        Assert.All(["*", "example.com", "*@*", "*@com", "forms@Example.com", "a@b@example.com", ""], address => Assert.DoesNotMatch(pattern, address));
    }

    private static string RoleOf(string function) => SamTemplate.Functions[function].Replace("Function", "Role", StringComparison.Ordinal);

    private static void AssertStatements(string function, params string[] expected) =>
        Assert.Equal(expected, Policy.Of(Template, RoleOf(function)).Statements.Select(statement => statement.ToString()));
}
