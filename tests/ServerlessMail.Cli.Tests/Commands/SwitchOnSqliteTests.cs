using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using ServerlessMail.Cli.Targets;
using ServerlessMail.Cli.Tests.EndToEnd;
using ServerlessMail.Core.Control;
using ServerlessMail.Core.Messages;
using ServerlessMail.Core.Sweeping;
using ServerlessMail.Local.Storage;
using ServerlessMail.Testing.Samples;

namespace ServerlessMail.Cli.Tests.Commands;

/// <summary>The switch on real local data, as <c>smail serve</c> has them, with the sweeper beside it.</summary>
public sealed class SwitchOnSqliteTests : IDisposable
{
    private readonly DataDirectory _data = new();
    private readonly SmailRun _run = new() { OnMemory = false };

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => _data.Dispose();

    [Fact]
    public async Task A_form_is_stopped_let_go_and_drained()
    {
        await using var services = await OpenAsync();
        var messages = services.GetRequiredService<IMessageStore>();
        Assert.Equal(ExitCode.Ok, await _run.RunAsync($"pause --scope form:contact --reason x --data {_data.Path}"));
        var control = await services.GetRequiredService<IControlStore>().ReadAsync(Ct);
        for (var i = 0; i < 5; i++)
        {
            var message = SampleMail.Message(_run.Now) with { Recipients = 1 };
            var stop = control.StopOf(SendScope.Covering(Lane.Normal, SampleMail.Draft().From.Address, message.Source));
            Assert.True(await messages.TryAddAsync(message.StopBy(stop!.Value, _run.Now), SampleMail.Draft(), _run.Now.AddDays(90), Ct)); // It was just stopped.
        }

        await _run.RunAsync($"status --data {_data.Path}");
        Assert.Contains("\nStopped   form:contact, 5 held\n", _run.Output, StringComparison.Ordinal);
        var sweep = services.GetRequiredService<Sweep>();
        Assert.Equal(ExitCode.Ok, await _run.RunWhileAsync($"resume --scope form:contact --wait --data {_data.Path}", () => sweep.RunAsync(2, Ct)));

        Assert.EndsWith("Nothing of form:contact is held any more: all of it is on its way.\n", _run.Output, StringComparison.Ordinal);
        await _run.RunAsync($"status --data {_data.Path}");
        Assert.Contains("\nDraining  form:contact, 0 still held\n", _run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_control_item_that_cannot_be_stopped_in_part_stops_everything_and_says_so()
    {
        await using var services = await OpenAsync();
        await BreakAsync();

        Assert.Equal(ExitCode.Failed, await _run.RunAsync($"pause --scope form:contact --reason x --data {_data.Path}"));

        Assert.StartsWith("smail: form:contact is not stopped by itself, but nothing leaves at all: The attribute rate of the control item is", _run.Errors, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Ok, await _run.RunAsync($"pause --reason x --data {_data.Path}"));
        Assert.Equal(ExitCode.Ok, await _run.RunAsync($"resume --data {_data.Path}"));
        Assert.Equal(ExitCode.Ok, await _run.RunAsync($"pause --scope form:contact --reason x --data {_data.Path}"));
    }

    private async Task BreakAsync()
    {
        await using var connection = new SqliteConnection($"Data Source={Path.Combine(_data.Path, "smail.db")};Pooling=False");
        await connection.OpenAsync(Ct);
        await using var command = connection.CreateCommand();
        command.CommandText = "UPDATE control SET rate = -1";
        await command.ExecuteNonQueryAsync(Ct);
    }

    private async Task<ServiceProvider> OpenAsync()
    {
        SqliteDatabase.Open(_data.Path).Dispose();
        var services = Assert.IsType<TargetChoice.Open>(Target.Local(_data.Path, _run.Time)).Services;
        await services.GetRequiredService<IControlStore>().EnsureAsync(Ct);
        return services;
    }
}
