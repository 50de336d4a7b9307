using Microsoft.Data.Sqlite;

namespace ServerlessMail.Local.Storage;

/// <summary>
/// One SQLite file, <c>smail.db</c>, that several processes may have open: WAL, <c>synchronous=FULL</c> (a commit is on the disk), writes
/// under BEGIN IMMEDIATE. Inside a process writers queue up here instead of spinning on the file's lock. Thread-safe.
/// </summary>
public sealed class SqliteDatabase : IDisposable
{
    private const string FileName = "smail.db";

    private readonly string _connectionString;
    private readonly SemaphoreSlim _writer = new(1, 1);

    private SqliteDatabase(string path) => _connectionString = new SqliteConnectionStringBuilder
    {
        DataSource = path,
        Mode = SqliteOpenMode.ReadWriteCreate,
        Pooling = true,
        DefaultTimeout = 10,
    }.ToString();

    /// <summary>Opens the database of a data directory, creating both where they are missing and bringing the schema up to date.</summary>
    public static SqliteDatabase Open(string directory)
    {
        // What visitors wrote is for nobody else on the machine.
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(directory);
        else
            Directory.CreateDirectory(directory, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        var database = new SqliteDatabase(Path.Combine(directory, FileName));
        using var connection = database.Connect();
        SqliteSchema.Apply(connection);
        return database;
    }

    /// <summary>Runs a read on a connection of its own.</summary>
    public Task<T> ReadAsync<T>(Func<SqliteConnection, T> read, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        using var connection = Connect();
        return Task.FromResult(read(connection));
    }

    /// <summary>Runs a read and write as one transaction, which sees and is seen as if it were alone; it is on the disk once this returns.</summary>
    public async Task<T> WriteAsync<T>(Func<SqliteConnection, T> write, CancellationToken ct)
    {
        await _writer.WaitAsync(ct);
        try
        {
            using var connection = Connect();
            using var transaction = connection.BeginTransaction(deferred: false);
            var result = write(connection);
            await transaction.CommitAsync(CancellationToken.None);
            return result;
        }
        finally
        {
            _writer.Release();
        }
    }

    public void Dispose()
    {
        using (var connection = new SqliteConnection(_connectionString))
            SqliteConnection.ClearPool(connection);
        _writer.Dispose();
    }

    private SqliteConnection Connect()
    {
        var connection = new SqliteConnection(_connectionString);
        connection.Open();
        connection.Execute("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA busy_timeout=10000; PRAGMA foreign_keys=ON");
        return connection;
    }
}
