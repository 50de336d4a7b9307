using ServerlessMail.Local.Storage;

namespace ServerlessMail.Local.Tests.Storage;

public sealed class SqliteSchemaTests
{
    [Fact]
    public async Task A_database_that_is_newer_than_the_program_is_left_alone()
    {
        var directory = Directory.CreateTempSubdirectory("smail-test-").FullName;
        try
        {
            using (var database = SqliteDatabase.Open(directory))
                await database.ReadAsync(connection => connection.Execute("PRAGMA user_version = 9999"), TestContext.Current.CancellationToken);

            var fault = Assert.Throws<InvalidDataException>(() => SqliteDatabase.Open(directory));
            Assert.Contains("use a newer program", fault.Message, StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    [Fact]
    public async Task Sixteen_processes_may_open_a_fresh_directory_at_once()
    {
        var directory = Directory.CreateTempSubdirectory("smail-test-").FullName;
        try
        {
            await Testing.Contracts.Race.RunAsync(async _ =>
            {
                await Task.Yield();
                using var database = SqliteDatabase.Open(directory);
                return await database.ReadAsync(connection => connection.Scalar<long>("SELECT count(*) FROM message"), TestContext.Current.CancellationToken);
            });
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }
}
