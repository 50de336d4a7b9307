using System.Globalization;
using Microsoft.Data.Sqlite;

namespace ServerlessMail.Local.Storage;

/// <summary>Brings a database up to date by the numbered files in <c>Schema/</c>; a file that has run is never changed, only followed by another.</summary>
internal static class SqliteSchema
{
    public static void Apply(SqliteConnection connection)
    {
        var steps = Steps();
        if (Version(connection) == steps.Count)
            return;
        using var transaction = connection.BeginTransaction(deferred: false);
        var version = Version(connection);
        if (version > steps.Count)
            throw new InvalidDataException($"The database has schema {version}, this program knows only up to {steps.Count}: use a newer program.");
        foreach (var step in steps.Skip(version))
            connection.Execute(step);
        connection.Execute(string.Create(CultureInfo.InvariantCulture, $"PRAGMA user_version = {steps.Count}"));
        transaction.Commit();
    }

    private static int Version(SqliteConnection connection) => (int)connection.Scalar<long>("PRAGMA user_version");

    private static List<string> Steps()
    {
        var assembly = typeof(SqliteSchema).Assembly;
        return [.. assembly.GetManifestResourceNames().Where(name => name.EndsWith(".sql", StringComparison.Ordinal)).Order(StringComparer.Ordinal).Select(Read)];

        string Read(string name)
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!); // it was just listed
            return reader.ReadToEnd();
        }
    }
}
