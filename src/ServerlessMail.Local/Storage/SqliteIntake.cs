using ServerlessMail.Core.Forms;

namespace ServerlessMail.Local.Storage;

/// <summary>What a submission is judged by, read on one connection.</summary>
internal sealed class SqliteIntake(SqliteDatabase database) : IIntakeStore
{
    public Task<Intake> ReadAsync(FormName name, CancellationToken ct) => database.ReadAsync(
        connection =>
        {
            var form = SqliteForms.Find(connection, name);
            return new Intake(form, ControlRow.Read(connection), form is null ? null : SqliteSenders.Find(connection, form.From.Address), SqliteAccounts.Find(connection));
        },
        ct);
}
