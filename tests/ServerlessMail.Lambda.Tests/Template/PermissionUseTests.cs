using System.Globalization;
using Amazon.SQS;
using Amazon.SQS.Model;
using ServerlessMail.Aws;
using ServerlessMail.Aws.Dynamo;
using ServerlessMail.Core.Audit;
using ServerlessMail.Core.Control;
using ServerlessMail.Core.Feedback;
using ServerlessMail.Core.Forms;
using ServerlessMail.Core.HumanChecks.Altcha;
using ServerlessMail.Core.Mail;
using ServerlessMail.Core.Messages;
using ServerlessMail.Core.Senders;
using ServerlessMail.Core.Sending;
using ServerlessMail.Core.Sweeping;
using ServerlessMail.Lambda.Settings;
using ServerlessMail.Lambda.Sweeper;
using ServerlessMail.Testing.Emulators;
using ServerlessMail.Testing.Samples;

namespace ServerlessMail.Lambda.Tests.Template;

/// <summary>
/// The program at work with the template's permissions, over emulators that ask the functions' policies as IAM would: nothing that it does is refused, and nothing
/// that it may do is left unused.
/// </summary>
public sealed class PermissionUseTests(Dynalite dynalite, LocalSqs sqs)
{
    /// <summary>Used by Lambda itself, by SES's client, or only by a process whose writes were overtaken by another's.</summary>
    private static readonly HashSet<string> SeenElsewhere =
    [
        "Receive sqs:ReceiveMessage", "Receive sqs:DeleteMessage", "Receive sqs:GetQueueAttributes", "Log logs:CreateLogStream", "Log logs:PutLogEvents",
        "Trace xray:PutTraceSegments", "Trace xray:PutTelemetryRecords", "Send ses:SendEmail", "AskSes ses:GetAccount", "AskSes ses:ListEmailIdentities",
        "Accept dynamodb:DeleteItem", "Lease dynamodb:GetItem", "Keys dynamodb:PutItem",
        // S3AttachmentsTests tell which calls are made.
        "Attach s3:PutObject", "Attach s3:PutObjectTagging", "Attachments s3:GetObject", "Attachments s3:ListBucket",
    ];

    /// <summary>The topic of <see cref="SampleFeedback"/>.</summary>
    private const string SampleTopic = "arn:aws:sns:eu-central-1:1:feedback";

    private static readonly SamTemplate Template = SamTemplate.Read();

    private static int _tables;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Each_function_may_do_its_work_also_when_answers_are_lost(bool losesAnswers)
    {
        var options = await CreateAsync();
        var wires = SamTemplate.Functions.ToDictionary(
            function => function.Key,
            function => new PolicedWire(Policy.Of(Template, function.Value.Replace("Function", "Role", StringComparison.Ordinal))) { LosesAnswers = losesAnswers });
        var ses = new PlayedSes();
        await using var operatorsOwn = Function(null, "sweeper", options, TimeProvider.System, ses);
        await using var api = Function(wires["api"], "api", options, TimeProvider.System, ses);
        await using var sender = Function(wires["sender"], "sender", options, TimeProvider.System, ses);
        await using var feedback = Function(wires["feedback"], "feedback", options, TimeProvider.System, ses);
        // Late tomorrow everything is due, and today's trails are to be sealed.
        var now = TimeProvider.System.GetUtcNow();
        await using var sweeper = Function(wires["sweeper"], "sweeper", options, new Later(now.UtcDateTime.Date.AddHours(47) - now.UtcDateTime), ses);

        await OpenAsync(operatorsOwn);
        var accepted = await SubmitAsync(api);
        await SendAsync(operatorsOwn, sender, ses);
        await RecordAsync(feedback, accepted);
        await SweepAsync(sweeper);

        Assert.All(wires, wire => Assert.Empty(wire.Value.Denied));
        if (!losesAnswers)
            return;
        Assert.All(wires, wire => Assert.Equal(
            [],
            Policy.Of(Template, SamTemplate.Functions[wire.Key].Replace("Function", "Role", StringComparison.Ordinal)).Statements
                .SelectMany(statement => statement.Actions.Select(action => $"{statement.Sid} {action}"))
                .Except(wire.Value.Used.Keys)
                .Except(SeenElsewhere)));
    }

    [Fact]
    public async Task A_function_that_was_taken_over_cannot_open_what_is_paused_nor_put_itself_on_the_allowlist()
    {
        var options = await CreateAsync();
        var wire = new PolicedWire(Policy.Of(Template, "ApiRole"));
        await using var api = Function(wire, "api", options, TimeProvider.System, new PlayedSes());

        await Assert.ThrowsAnyAsync<Amazon.Runtime.AmazonServiceException>(() => api.Get<IControlStore>().ResumeAsync(SendScope.All, "visitor", TimeProvider.System.GetUtcNow(), Ct));
        await Assert.ThrowsAnyAsync<Amazon.Runtime.AmazonServiceException>(() => api.Get<ISenderStore>().PutAsync(SampleMail.Sender("evil.example"), Ct));
        await Assert.ThrowsAnyAsync<Amazon.Runtime.AmazonServiceException>(() => api.Get<IFormStore>().TryApplyAsync([SampleMail.Form("evil")], Ct));
        await Assert.ThrowsAnyAsync<Amazon.Runtime.AmazonServiceException>(() => api.Get<IMessageStore>().ListAsync(new DateOnly(2026, 11, 24), null, 10, Ct));
        Assert.Equal(
            ["dynamodb:DeleteItem FORM", "dynamodb:PutItem FORM", "dynamodb:PutItem SENDER", "dynamodb:Query DAY", "dynamodb:UpdateItem CONTROL"],
            wire.Denied.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
    }

    private static async Task OpenAsync(PolicedFunction operatorsOwn)
    {
        await operatorsOwn.Get<IControlStore>().ResumeAsync(SendScope.All, "tester", TimeProvider.System.GetUtcNow(), Ct);
        await operatorsOwn.Get<ISenderStore>().PutAsync(SampleMail.Sender(), Ct);
        await operatorsOwn.Get<ISenderStore>().PutAsync(SampleMail.Sender("elsewhere.example"), Ct);
        await operatorsOwn.Get<IFormStore>().TryApplyAsync([SampleMail.Form(), SampleMail.Form("guarded") with { Captcha = Captcha.Altcha }], Ct);
    }

    /// <summary>Returns a message that was accepted.</summary>
    private static async Task<MessageId> SubmitAsync(PolicedFunction api)
    {
        await api.Get<IFormStore>().FindAsync(FormName.Parse("contact"), Ct);
        var submit = api.Get<SubmitForm>();
        Assert.IsType<SubmitOutcome.Refused>(await submit.RefuseUnknownAsync("203.0.113.7", Ct));
        Assert.IsType<SubmitOutcome.Refused>(await submit.SubmitAsync(Submission("contact", ""), Ct));
        // Short ones lie in their head, long ones in a body beside it.
        for (var i = 0; i < 5; i++)
            Assert.IsType<SubmitOutcome.Accepted>(await submit.SubmitAsync(Submission("contact", new string('x', 1 + (i * 800))), Ct));
        var first = Assert.IsType<SubmitOutcome.Accepted>(await submit.SubmitAsync(Submission("contact", "Hello"), Ct)).Id;
        Assert.Equal(first, Assert.IsType<SubmitOutcome.Accepted>(await submit.SubmitAsync(Submission("contact", "Hello"), Ct)).Id);
        // A proof is used up by a write of its own.
        var proof = new SubmittedField("altcha", AltchaWork.Solve(await api.Get<IssueAltcha>().IssueAsync(FormName.Parse("guarded"), Ct)));
        var guarded = Submission("guarded", "Hello");
        Assert.IsType<SubmitOutcome.Accepted>(await submit.SubmitAsync(guarded with { Fields = [.. guarded.Fields, proof] }, Ct));
        return first;
    }

    private static async Task SendAsync(PolicedFunction operatorsOwn, PolicedFunction sender, PlayedSes ses)
    {
        var queue = operatorsOwn.Get<IMessageQueue>();
        SendOutcome[] answers =
        [
            new SendOutcome.Sent("ses-1"), new SendOutcome.Throttled("slow"), new SendOutcome.Uncertain("lost"), new SendOutcome.QuotaSpent("spent"),
            new SendOutcome.AccountStopped("ses-paused"),
        ];
        foreach (var answer in answers)
        {
            ses.Answer = answer;
            await sender.Get<SendBatch>().RunAsync(Lane.Normal, await queue.ReceiveAsync(Lane.Normal, 1, TimeSpan.FromMinutes(5), Ct), Ct);
        }

        await operatorsOwn.Get<IControlStore>().ResumeAsync(SendScope.All, "tester", TimeProvider.System.GetUtcNow(), Ct);
    }

    private static async Task RecordAsync(PolicedFunction feedback, MessageId message)
    {
        var now = TimeProvider.System.GetUtcNow();
        FeedbackRecord[] records =
        [
            new("1", SampleFeedback.Record(FeedbackKind.Send, message, now.AddSeconds(-1)), now),
            new("2", SampleFeedback.Record(FeedbackKind.Delivery, message, now.AddSeconds(-1)), now),
        ];
        Assert.Empty(await feedback.Get<RecordFeedbackBatch>().RunAsync(records, Ct));
    }

    private static async Task SweepAsync(PolicedFunction sweeper)
    {
        // Its sender is taken off SES, so that the allowlist changes.
        sweeper.Account.State = sweeper.Account.State with { Verified = ["example.com"], Sandbox = true };
        var round = sweeper.Get<SweeperRound>();
        Assert.NotNull(await round.RunAsync(TimeSpan.FromSeconds(1), Ct));
        Assert.Equal(1, await sweeper.Get<SealDay>().RunDueAsync(1, Ct));
        Assert.Equal(0, await sweeper.Get<SealDay>().RunDueAsync(1, Ct));
        await sweeper.Get<ServiceFigures>().TellAsync(Ct);
    }

    private static Submission Submission(string form, string message) => new()
    {
        Form = FormName.Parse(form),
        Fields = message.Length == 0 ? [] : [new("message", message)],
        Origin = "https://www.example.com",
        SelfOrigin = "https://forms.example.com",
        ClientAddress = "203.0.113.7",
    };

    private PolicedFunction Function(PolicedWire? wire, string function, AwsOptions options, TimeProvider time, PlayedSes ses)
    {
        var settings = FunctionSettings.Read(Deployment.VariablesOf(Template, function).GetValueOrDefault) with { Aws = options };
        if (function == "feedback")
            settings = settings with { FeedbackTopic = SampleTopic };
        return new PolicedFunction(wire, settings, dynalite.Endpoint, sqs.Endpoint, time, ses);
    }

    private async Task<AwsOptions> CreateAsync()
    {
        var table = string.Create(CultureInfo.InvariantCulture, $"policed-{Interlocked.Increment(ref _tables)}");
        await using var setUp = Function(null, "api", new AwsOptions(table, AwsOptions.NoQueue, AwsOptions.NoQueue, AwsOptions.NoQueue), TimeProvider.System, new PlayedSes());
        await DynamoTable.CreateAsync(setUp.Get<DynamoClients>().Reads, table, TimeProvider.System, Ct);
        var queues = new List<Uri>();
        foreach (var name in (string[])["urgent", "normal", "bulk", "feedback"])
            queues.Add(await QueueAsync(setUp.Get<IAmazonSQS>(), $"{name}-{table}"));
        return new AwsOptions(table, queues[0], queues[1], queues[2], queues[3]);
    }

    private static async Task<Uri> QueueAsync(IAmazonSQS client, string name)
    {
        var dead = (await client.CreateQueueAsync($"{name}-dead", Ct)).QueueUrl;
        var arn = (await client.GetQueueAttributesAsync(dead, ["QueueArn"], Ct)).QueueARN;
        var queue = (await client.CreateQueueAsync(name, Ct)).QueueUrl;
        await client.SetQueueAttributesAsync(
            new SetQueueAttributesRequest { QueueUrl = queue, Attributes = new() { ["RedrivePolicy"] = $$"""{"deadLetterTargetArn":"{{arn}}","maxReceiveCount":10}""" } }, Ct);
        return new Uri(queue);
    }

    /// <summary>SES as the test wants it to answer.</summary>
    private sealed class PlayedSes : IMailTransport
    {
        public SendOutcome Answer { get; set; } = new SendOutcome.Sent("ses");

        public Task<SendOutcome> SendAsync(MailContent mail, SendTags tags, CancellationToken ct) => Task.FromResult(Answer);
    }

    /// <summary>A clock that is ahead.</summary>
    private sealed class Later(TimeSpan by) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + by;
    }
}
