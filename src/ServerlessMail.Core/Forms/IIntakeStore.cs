namespace ServerlessMail.Core.Forms;

/// <summary>Reads everything that one submission is judged by, in as few requests as the store can. Thread-safe.</summary>
public interface IIntakeStore
{
    Task<Intake> ReadAsync(FormName name, CancellationToken ct);
}
