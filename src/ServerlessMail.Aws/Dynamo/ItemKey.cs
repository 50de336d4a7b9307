using System.Globalization;
using Amazon.DynamoDBv2.Model;
using ServerlessMail.Core.Forms;
using ServerlessMail.Core.Messages;
using ServerlessMail.Core.Refusals;

namespace ServerlessMail.Aws.Dynamo;

/// <summary>The primary key of an item.</summary>
internal sealed record ItemKey(string Pk, string Sk)
{
    public const string Senders = "SENDER";
    public const string Forms = "FORM";

    private const string HourFormat = "yyyy-MM-dd'T'HH'Z'";
    private const string HeadSk = "MSG";
    private const string BodySk = "BODY";

    public static readonly ItemKey Control = new("CONTROL", "CONTROL");
    public static readonly ItemKey Account = new("ACCOUNT", "ACCOUNT");

    /// <summary>How far feedback is recorded.</summary>
    public static readonly ItemKey Feedback = new("FEEDBACK", "FEEDBACK");

    /// <summary>The operators' act that was appended last.</summary>
    public static readonly ItemKey LastAct = new("OPS", "LAST");

    /// <summary>The partition of the operators' acts of a month.</summary>
    public static string ActsOf(DateOnly month) => string.Create(CultureInfo.InvariantCulture, $"OPS#{month:yyyy-MM}");

    public static ItemKey Act(DateOnly month, long seq) => new(ActsOf(month), seq.ToString("D12", CultureInfo.InvariantCulture));

    /// <summary>The partition of a message: its head, and the body of a large draft.</summary>
    public static string Message(MessageId id) => $"MSG#{id}";

    public static ItemKey Head(MessageId id) => new(Message(id), HeadSk);

    public static ItemKey Body(MessageId id) => new(Message(id), BodySk);

    public static ItemKey Sender(string identity) => new(Senders, identity);

    public static ItemKey Form(FormName name) => new(Forms, name.Value);

    public static ItemKey Secret(string purpose) => new("SECRET", $"{purpose}#1");

    public static ItemKey Lease(string name) => new("LEASE", name);

    public static ItemKey Limit(string key, string window) => new($"LIMIT#{key}", window);

    /// <summary>What one client posted to a form: counters and the memory of a minute, in one item.</summary>
    public static ItemKey Client(string key) => new($"LIMIT#{key}", "CLIENT");

    public static string RefusalsOf(string scope) => $"REFUSED#{scope}";

    public static ItemKey Refusal(string scope, DateTimeOffset at, string reason) => new(RefusalsOf(scope), $"{Hour(at)}#{reason}");

    /// <summary>The hour that refusals of a moment are counted in, as their sort keys begin.</summary>
    public static string Hour(DateTimeOffset at) => RefusalCount.HourOf(at).UtcDateTime.ToString(HourFormat, CultureInfo.InvariantCulture);

    /// <summary>Takes back what <see cref="Hour"/> wrote.</summary>
    public static DateTimeOffset HourOf(string text) =>
        DateTimeOffset.ParseExact(text, HourFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);

    /// <summary>The id in the partition key of a message.</summary>
    public static MessageId IdOf(string pk) => MessageId.Parse(pk["MSG#".Length..]);

    public static ItemKey Of(Dictionary<string, AttributeValue> item) => new(item[Columns.Pk].S, item[Columns.Sk].S);

    /// <summary>The key as DynamoDB wants it, and as an item begins.</summary>
    public Dictionary<string, AttributeValue> Attributes() => new(StringComparer.Ordinal)
    {
        [Columns.Pk] = Value.Of(Pk),
        [Columns.Sk] = Value.Of(Sk),
    };
}
