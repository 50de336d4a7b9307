using System.Reflection;
using System.Text.RegularExpressions;
using ServerlessMail.Aws.Dynamo;
using ServerlessMail.Core.Forms;
using ServerlessMail.Core.Mail;
using ServerlessMail.Core.Messages;
using ServerlessMail.Core.Refusals;
using ServerlessMail.Core.Secrets;
using ServerlessMail.Core.Senders;
using ServerlessMail.Testing.Contracts;
using ServerlessMail.Testing.Emulators;
using ServerlessMail.Testing.Samples;

namespace ServerlessMail.Aws.Tests.Dynamo;

/// <summary>What the stores ask of the table, beyond what their contracts see.</summary>
public sealed partial class TableUseTests(Dynalite dynalite) : IAsyncLifetime
{
    private static readonly FormName Contact = FormName.Parse("contact");

    private readonly DynamoData _data = new(dynalite);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => _data.CreateAsync();

    public ValueTask DisposeAsync() => _data.DisposeAsync();

    [Fact]
    public async Task No_attribute_has_a_reserved_name()
    {
        // The emulator's list is DynamoDB's: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/ReservedWords.html
        var source = Path.Combine(TestsDirectory.Path, "node_modules", "dynalite", "validations", "index.js");
        Assert.SkipUnless(File.Exists(source), "The emulators are not installed: run 'npm ci' in tests/.");
        var reserved = ReservedWord().Matches(await File.ReadAllTextAsync(source, Ct))
            .Select(match => match.Groups["word"].Value)
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        Assert.Superset(new HashSet<string>(["STATUS", "TTL", "ZONE"], StringComparer.OrdinalIgnoreCase), reserved);

        var columns = typeof(Columns).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => (string)field.GetRawConstantValue()!); // constants all

        Assert.DoesNotContain(columns, reserved.Contains);
    }

    [Fact]
    public async Task A_submission_is_judged_by_two_reads_the_first_time_and_by_one_from_then_on()
    {
        await DefineAsync();

        await ReadAsync();
        Assert.Equal(["BatchGetItem", "BatchGetItem"], _data.Wire.Operations);
        _data.Wire.Forget();

        Assert.Equal("forms@example.com", (await ReadAsync()).Sender?.Identity);
        Assert.Equal(["BatchGetItem"], _data.Wire.Operations);
    }

    [Fact]
    public async Task A_form_that_changed_its_sender_is_judged_by_the_new_one()
    {
        await DefineAsync();
        await ReadAsync();

        await _data.Get<IFormStore>().TryApplyAsync([SampleMail.Form() with { Version = 1, From = Mailbox.Parse("new@example.org") }], Ct);

        Assert.Null((await ReadAsync()).Sender);
        Assert.Null((await ReadAsync()).Sender);
    }

    [Fact]
    public async Task A_sender_that_was_taken_off_the_allowlist_is_gone_at_once()
    {
        await DefineAsync();
        await ReadAsync();

        await _data.Get<ISenderStore>().RemoveAsync("forms@example.com", Ct);

        Assert.Null((await ReadAsync()).Sender);
    }

    [Fact]
    public async Task A_flood_of_refusals_costs_one_write_each_once_the_samples_are_full()
    {
        var refusals = _data.Get<IRefusalStore>();
        for (var i = 0; i <= RefusalCount.MaxSamples; i++)
            await refusals.RecordAsync("contact", "invalid", _data.Time.GetUtcNow(), $"s{i}", Ct);
        _data.Wire.Forget();

        for (var i = 0; i < 3; i++)
            await refusals.RecordAsync("contact", "invalid", _data.Time.GetUtcNow(), $"t{i}", Ct);

        Assert.Equal(3, _data.Wire.Requests.Count);
        Assert.Equal(RefusalCount.MaxSamples + 4, Assert.Single(await refusals.ReadAsync("contact", _data.Time.GetUtcNow(), Ct)).Count);
    }

    [Fact]
    public async Task A_secret_is_read_once_in_a_process()
    {
        var secrets = _data.Get<ISecretStore>();
        await secrets.GetOrCreateAsync("trail", Ct);
        _data.Wire.Forget();

        await secrets.GetOrCreateAsync("trail", Ct);

        Assert.Empty(_data.Wire.Requests);
    }

    [Fact]
    public async Task Keys_that_a_batch_left_unread_are_asked_for_again()
    {
        await DefineAsync();
        var reads = new TableReads(_data.Client, _data.Table, TimeProvider.System);
        _data.Wire.Once(WireFault.BatchLeftUnread, "BatchGetItem");

        var found = await reads.FindAllAsync([ItemKey.Form(Contact), ItemKey.Control], Ct);

        Same.Form(SampleMail.Form() with { Version = 1 }, DynamoForms.Read(Assert.Single(found).Value));
    }

    [Fact]
    public async Task A_listing_of_more_than_one_batch_is_whole()
    {
        var messages = _data.Get<DynamoMessages>();
        var added = new List<MessageId>();
        for (var i = 0; i < 130; i++)
        {
            var message = SampleMail.Message(_data.Time.GetUtcNow());
            await messages.TryAddAsync(message, SampleMail.Draft(), _data.Time.GetUtcNow().AddDays(1), Ct);
            added.Add(message.Id);
        }

        var listed = await messages.ListAsync(DateOnly.FromDateTime(_data.Time.GetUtcNow().UtcDateTime), null, 120, Ct);

        Assert.Equal(added.OrderDescending().Take(120), listed.Select(message => message.Id));
    }

    private async Task DefineAsync()
    {
        await _data.Get<IFormStore>().TryApplyAsync([SampleMail.Form()], Ct);
        await _data.Get<ISenderStore>().PutAsync(SampleMail.Sender(), Ct);
        _data.Wire.Forget();
    }

    private Task<Intake> ReadAsync() => _data.Get<IIntakeStore>().ReadAsync(Contact, Ct);

    [GeneratedRegex("^  (?<word>[A-Z]+): true,$", RegexOptions.Multiline | RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex ReservedWord();
}
