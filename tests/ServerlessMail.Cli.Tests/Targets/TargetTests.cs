using Microsoft.Extensions.DependencyInjection;
using ServerlessMail.Cli.Targets;
using ServerlessMail.Cli.Tests.EndToEnd;
using ServerlessMail.Core.Control;
using ServerlessMail.Core.Messages;
using ServerlessMail.Core.Senders;
using ServerlessMail.Local.Storage;

namespace ServerlessMail.Cli.Tests.Targets;

public class TargetTests
{
    [Fact]
    public void A_directory_without_data_is_told_and_not_made()
    {
        using var data = new DataDirectory();
        var missing = Path.Combine(data.Path, "none");

        Assert.IsType<TargetChoice.Missing>(Target.Local(missing, TimeProvider.System));

        Assert.False(Directory.Exists(missing));
    }

    [Fact]
    public async Task Local_data_have_every_port_that_commands_use()
    {
        using var data = new DataDirectory();
        SqliteDatabase.Open(data.Path).Dispose();

        await using var open = Assert.IsType<TargetChoice.Open>(Target.Local(data.Path, TimeProvider.System)).Services;

        AssertPorts(open);
    }

    [Fact]
    public async Task The_service_on_aws_has_them_too()
    {
        var variables = new Dictionary<string, string>(StringComparer.Ordinal) { ["SMAIL_TABLE"] = "smail", ["SMAIL_QUEUE_NORMAL"] = "https://sqs.example/1" };
        Environment.SetEnvironmentVariable("AWS_REGION", "eu-central-1");

        await using var open = Assert.IsType<TargetChoice.Open>(Target.Aws(variables.GetValueOrDefault, TimeProvider.System)).Services;

        AssertPorts(open);
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData("", null)]
    [InlineData("smail", "not a url")]
    public void What_the_environment_lacks_is_named(string? table, string? queue)
    {
        var variables = new Dictionary<string, string?>(StringComparer.Ordinal) { ["SMAIL_TABLE"] = table, ["SMAIL_QUEUE_BULK"] = queue };

        var missing = Assert.IsType<TargetChoice.Missing>(Target.Aws(variables.GetValueOrDefault, TimeProvider.System));

        Assert.Contains(queue is null ? "SMAIL_TABLE" : "SMAIL_QUEUE_BULK", missing.What, StringComparison.Ordinal);
    }

    private static void AssertPorts(IServiceProvider services)
    {
        Assert.NotNull(services.GetRequiredService<IControlStore>());
        Assert.NotNull(services.GetRequiredService<IMessageStore>());
        Assert.NotNull(services.GetRequiredService<ISenderIdentities>());
        Assert.NotNull(services.GetRequiredService<DecideHeld>());
    }
}
