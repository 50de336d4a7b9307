using ServerlessMail.Core.Forms;

namespace ServerlessMail.Testing.MemoryStores;

/// <summary>What a submission is judged by, from the other stores in memory.</summary>
public sealed class MemoryIntake(MemoryForms forms, MemorySenders senders, MemoryControl control, MemoryAccounts accounts) : IIntakeStore
{
    public FaultDoor Door { get; } = new();

    public Task<Intake> ReadAsync(FormName name, CancellationToken ct) => Door.PassAsync(nameof(ReadAsync), () =>
    {
        var form = forms.Find(name);
        return new Intake(form, control.Read(), form is null ? null : senders.Find(form.From.Address), accounts.Read());
    }, ct);
}
