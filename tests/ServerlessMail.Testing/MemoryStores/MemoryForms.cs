using ServerlessMail.Core.Forms;

namespace ServerlessMail.Testing.MemoryStores;

/// <summary>Forms in memory.</summary>
public sealed class MemoryForms : IFormStore
{
    private readonly Lock _gate = new();
    private readonly Dictionary<FormName, Form> _forms = [];

    public FaultDoor Door { get; } = new();

    public Task<Form?> FindAsync(FormName name, CancellationToken ct) => Door.PassAsync(nameof(FindAsync), () => Find(name), ct);

    public Task<IReadOnlyList<Form>> ListAsync(CancellationToken ct) => Door.PassAsync(nameof(ListAsync), IReadOnlyList<Form> () =>
    {
        lock (_gate)
            return [.. _forms.Values.OrderBy(form => form.Name.Value, StringComparer.Ordinal)];
    }, ct);

    public Task<bool> TryApplyAsync(IReadOnlyList<Form> forms, CancellationToken ct) => Door.PassAsync(nameof(TryApplyAsync), () =>
    {
        lock (_gate)
        {
            if (forms.Any(form => (_forms.GetValueOrDefault(form.Name)?.Version ?? 0) != form.Version))
                return false;
            foreach (var form in forms)
                _forms[form.Name] = form with { Version = form.Version + 1 };
            return true;
        }
    }, ct);

    internal Form? Find(FormName name)
    {
        lock (_gate)
            return _forms.GetValueOrDefault(name);
    }
}
