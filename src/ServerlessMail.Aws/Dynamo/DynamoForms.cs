using System.Text.Json;
using Amazon.DynamoDBv2.Model;
using ServerlessMail.Core;
using ServerlessMail.Core.Forms;

namespace ServerlessMail.Aws.Dynamo;

/// <summary>The forms: one partition, sorted by name, each as JSON with its version beside it.</summary>
internal sealed class DynamoForms(TableReads reads, TableWrites writes, TimeProvider time) : IFormStore
{
    /// <summary>How long taking back may last when the caller no longer waits.</summary>
    private static readonly TimeSpan TakeBackWithin = TimeSpan.FromSeconds(10);

    public async Task<Form?> FindAsync(FormName name, CancellationToken ct) => await reads.FindAsync(ItemKey.Form(name), ct) is { } item ? Read(item) : null;

    public async Task<IReadOnlyList<Form>> ListAsync(CancellationToken ct) =>
        [.. (await reads.PartitionAsync(ItemKey.Forms, fromSk: null, ct)).Select(Read)];

    public async Task<bool> TryApplyAsync(IReadOnlyList<Form> forms, CancellationToken ct)
    {
        var before = await reads.FindAllAsync(forms.Select(form => ItemKey.Form(form.Name)), ct);
        if (forms.Any(form => (before.GetValueOrDefault(ItemKey.Form(form.Name))?.NumberOf(Columns.FormVersion) ?? 0) != form.Version))
            return false;

        // One write after the other, all under one mark: a transaction costs twice as much, and no form depends on another's text.
        var mark = TableWrites.NewMark();
        var written = 0;
        try
        {
            while (written < forms.Count && await TryPutAsync(forms[written], mark, ct))
                written++;
        }
        finally
        {
            if (written < forms.Count)
                await TakeBackAsync(forms.Take(written + 1), before, mark);
        }

        return written == forms.Count;
    }

    internal static Form Read(Dictionary<string, AttributeValue> item) =>
        JsonSerializer.Deserialize(item.TextOf(Columns.FormJson), CoreJson.Default.Form) ?? throw Value.Malformed(item, Columns.FormJson);

    private async Task<bool> TryPutAsync(Form form, byte[] mark, CancellationToken ct)
    {
        var key = ItemKey.Form(form.Name);
        var item = key.Attributes();
        item[Columns.FormVersion] = Value.Of(form.Version + 1);
        item[Columns.FormJson] = Value.Of(JsonSerializer.Serialize(form with { Version = form.Version + 1 }, CoreJson.Default.Form));
        item[Columns.Mark] = Value.Of(mark);
        var outcome = form.Version == 0
            ? await writes.PutAsync(item, "attribute_not_exists(pk)", values: null, ct)
            : await writes.PutAsync(item, "formVersion = :version", new() { [":version"] = Value.Of(form.Version) }, ct);
        return outcome switch
        {
            WriteOutcome.Written => true,
            WriteOutcome.Refused => false,
            WriteOutcome.Unclear => (await reads.FindAsync(key, ct))?.Bears(mark) ?? false,
        };
    }

    /// <summary>Puts back what stood there before, also for the form whose write may or may not have happened; leaves alone what others wrote since.</summary>
    private async Task TakeBackAsync(IEnumerable<Form> forms, Dictionary<ItemKey, Dictionary<string, AttributeValue>> before, byte[] mark)
    {
        using var within = new CancellationTokenSource(TakeBackWithin, time);
        var values = new Dictionary<string, AttributeValue>(StringComparer.Ordinal) { [":mark"] = Value.Of(mark) };
        foreach (var form in forms)
        {
            var key = ItemKey.Form(form.Name);
            if (before.GetValueOrDefault(key) is { } item)
                await writes.PutAsync(item, "mark = :mark", values, within.Token);
            else
                await writes.DeleteAsync(key, "mark = :mark", values, within.Token);
        }
    }
}
