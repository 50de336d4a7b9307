using System.Collections.Concurrent;
using ServerlessMail.Core.Audit;
using ServerlessMail.Core.Forms;
using ServerlessMail.Core.Mail;

namespace ServerlessMail.Aws.Dynamo;

/// <summary>
/// What a submission is judged by, in one BatchGetItem, consistent throughout. Whose allowlist entries belong to it only the form can tell, so
/// the sender that a form had last time is remembered and guessed again; a wrong guess, or none, costs a second read and is never believed.
/// The keys that every submission needs come along until they are known, so that a cold start reads no more often than a warm one.
/// </summary>
internal sealed class DynamoIntake(TableReads reads, DynamoSecrets secrets) : IIntakeStore
{
    private static readonly string[] Keys = [FormGate.Purpose, TrailKey.Purpose];

    // One entry for each form that exists; names that nobody defined never come in.
    private readonly ConcurrentDictionary<FormName, EmailAddress> _guesses = new();

    public async Task<Intake> ReadAsync(FormName name, CancellationToken ct)
    {
        var guess = _guesses.GetValueOrDefault(name);
        var items = await reads.FindAllAsync([ItemKey.Form(name), ItemKey.Control, ItemKey.Account, .. guess is null ? [] : DynamoSenders.KeysOf(guess), .. secrets.UnknownOf(Keys)], ct);
        secrets.Learn(Keys, items);
        var control = DynamoControl.StateOf(items.GetValueOrDefault(ItemKey.Control));
        if (items.GetValueOrDefault(ItemKey.Form(name)) is not { } item)
            return new Intake(null, control, null, null);

        var account = DynamoAccounts.StateOf(items.GetValueOrDefault(ItemKey.Account));
        var form = DynamoForms.Read(item);
        var from = form.From.Address;
        if (from != guess)
        {
            _guesses[name] = from;
            items = await reads.FindAllAsync(DynamoSenders.KeysOf(from), ct);
        }

        return new Intake(form, control, DynamoSenders.Covering(from, items), account);
    }
}
