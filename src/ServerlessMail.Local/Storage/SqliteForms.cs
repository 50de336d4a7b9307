using System.Text.Json;
using Microsoft.Data.Sqlite;
using ServerlessMail.Core;
using ServerlessMail.Core.Forms;

namespace ServerlessMail.Local.Storage;

/// <summary>The forms, each as JSON with its version beside it.</summary>
internal sealed class SqliteForms(SqliteDatabase database) : IFormStore
{
    public Task<Form?> FindAsync(FormName name, CancellationToken ct) => database.ReadAsync(connection => Find(connection, name), ct);

    public Task<IReadOnlyList<Form>> ListAsync(CancellationToken ct) => database.ReadAsync<IReadOnlyList<Form>>(
        connection => connection.Query("SELECT definition FROM form ORDER BY name", Row), ct);

    public Task<bool> TryApplyAsync(IReadOnlyList<Form> forms, CancellationToken ct) => database.WriteAsync(
        connection =>
        {
            if (forms.Any(form => (Find(connection, form.Name)?.Version ?? 0) != form.Version))
                return false;
            foreach (var form in forms)
                Put(connection, form with { Version = form.Version + 1 });
            return true;
        },
        ct);

    internal static Form? Find(SqliteConnection connection, FormName name) =>
        connection.Query("SELECT definition FROM form WHERE name = $name", Row, ("$name", name.Value)).SingleOrDefault();

    private static void Put(SqliteConnection connection, Form form) => connection.Execute(
        "INSERT OR REPLACE INTO form (name, version, definition) VALUES ($name, $version, $definition)",
        ("$name", form.Name.Value),
        ("$version", form.Version),
        ("$definition", JsonSerializer.Serialize(form, CoreJson.Default.Form)));

    private static Form Row(SqliteDataReader row) =>
        JsonSerializer.Deserialize(row.GetString(0), CoreJson.Default.Form) ?? throw new JsonException("A form's definition is null.");
}
