using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using ServerlessMail.Local.Storage;

namespace ServerlessMail.Local.Tests.Storage;

/// <summary>An empty database for one test, with a clock that the test moves; gone at its end.</summary>
internal sealed class SqliteData : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("smail-test-").FullName;
    private readonly ServiceProvider _services;

    public SqliteData() => _services = Open(_directory, Time);

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 11, 24, 4, 0, 0, TimeSpan.Zero));

    public SqliteDatabase Database => Get<SqliteDatabase>();

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    /// <summary>The same data as another process has it; the test disposes of it.</summary>
    public ServiceProvider Another() => Open(_directory, Time);

    public void Dispose()
    {
        _services.Dispose();
        Directory.Delete(_directory, recursive: true);
    }

    private static ServiceProvider Open(string directory, TimeProvider time) =>
        new ServiceCollection().AddSingleton(time).AddSqliteStores(directory).BuildServiceProvider();
}
