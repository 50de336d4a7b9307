namespace ServerlessMail.Core.Forms;

/// <summary>Where forms are defined. Thread-safe.</summary>
public interface IFormStore
{
    Task<Form?> FindAsync(FormName name, CancellationToken ct);

    /// <summary>All forms, by name.</summary>
    Task<IReadOnlyList<Form>> ListAsync(CancellationToken ct);

    /// <summary>
    /// Writes each form as one version more than <see cref="Form.Version"/> says (0: it must not exist yet). If one of them was changed by
    /// somebody else meanwhile, or a write fails, what was written before is taken back.
    /// </summary>
    /// <returns>False if a version did not match: nothing has changed.</returns>
    Task<bool> TryApplyAsync(IReadOnlyList<Form> forms, CancellationToken ct);
}
