using Amazon.DynamoDBv2.Model;
using ServerlessMail.Core.Control;
using ServerlessMail.Core.Messages;
using ServerlessMail.Testing.Emulators;

namespace ServerlessMail.Aws.Tests.Dynamo;

/// <summary>The control item, edited by hand into nonsense behind the back of a process that has seen it.</summary>
public sealed class ControlEditsTests(Dynalite dynalite) : IAsyncLifetime
{
    private static readonly Dictionary<string, AttributeValue> Values = new(StringComparer.Ordinal)
    {
        ["text"] = new() { S = "nonsense" },
        ["nothing"] = new() { NULL = true },
        ["negative"] = new() { N = "-5" },
        ["huge"] = new() { N = "9000000000000000000" },
        ["tiny"] = new() { N = "0.0000000000000000000001" },
        ["a short list"] = new() { L = [new() { N = "1" }] },
        ["a list that cannot be added up"] = new() { L = [new() { N = "9000000000000000000" }, new() { N = "9000000000000000000" }, .. Enumerable.Repeat(new AttributeValue { N = "0" }, 23)] },
    };

    private readonly DynamoData _data = new(dynalite);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private IControlStore Control => _data.Get<IControlStore>();

    public static TheoryData<string, string> Edits()
    {
        var edits = new TheoryData<string, string>();
        foreach (var column in (string[])["paceAll", "paceNormal", "paceBulk", "dayHour", "dayClosedUntil", "usedAll", "usedNormal", "usedBulk", "maxRate"])
        {
            foreach (var value in (string[])["text", "nothing", "negative", "huge"])
            {
                // A pace of long ago is what an idle service has: the next grant sets it right.
                if (value != "negative" || !column.StartsWith("pace", StringComparison.Ordinal))
                    edits.Add(column, value);
            }
        }

        foreach (var column in (string[])["hoursAll", "hoursNormal", "hoursBulk"])
        {
            foreach (var value in (string[])["text", "a short list", "a list that cannot be added up"])
                edits.Add(column, value);
        }

        edits.Add("maxRate", "tiny");
        return edits;
    }

    public async ValueTask InitializeAsync()
    {
        await _data.CreateAsync();
        await Control.EnsureAsync(Ct);
        await Control.SetLimitsAsync(null, 14, 50_000, 0.5, Ct);
    }

    public ValueTask DisposeAsync() => _data.DisposeAsync();

    [Theory]
    [MemberData(nameof(Edits))]
    public async Task Nothing_is_granted_the_attribute_is_named_and_a_resume_mends_it(string column, string value)
    {
        Assert.IsType<GrantOutcome.Granted>(await GrantAsync(0));

        await _data.SetControlAsync(column, Values[value]);

        var fault = Assert.IsType<GrantOutcome.Unusable>(await GrantAsync(1)).Fault;
        Assert.Contains($" {column} ", fault, StringComparison.Ordinal);
        var state = await Control.ReadAsync(Ct);
        Assert.Equal(fault, state.FaultAt(_data.Time.GetUtcNow()));
        Assert.Equal(0, state.RoomFor(Lane.Bulk, TimeSpan.FromMinutes(2), _data.Time.GetUtcNow()));
        await Control.ResumeAsync(SendScope.All, "anna", _data.Time.GetUtcNow(), Ct);
        Assert.IsType<GrantOutcome.Granted>(await GrantAsync(4));
    }

    private Task<GrantOutcome> GrantAsync(int seconds) =>
        Control.TakeGrantAsync(GrantRequest.OfOne(Lane.Bulk, 1), _data.Time.GetUtcNow() + TimeSpan.FromSeconds(seconds), Ct);
}
