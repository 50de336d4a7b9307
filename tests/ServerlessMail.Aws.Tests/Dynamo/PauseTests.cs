using System.Diagnostics;
using Amazon.DynamoDBv2.Model;
using ServerlessMail.Aws.Dynamo;
using ServerlessMail.Core.Control;
using ServerlessMail.Core.Forms;
using ServerlessMail.Core.Messages;
using ServerlessMail.Testing.Emulators;

namespace ServerlessMail.Aws.Tests.Dynamo;

/// <summary>The switch that stops everything, thrown by somebody who has nothing of ours.</summary>
public sealed class PauseTests(Dynalite dynalite) : IAsyncLifetime
{
    private readonly DynamoData _data = new(dynalite);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private IControlStore Control => _data.Get<IControlStore>();

    public ValueTask InitializeAsync() => _data.CreateAsync();

    public ValueTask DisposeAsync() => _data.DisposeAsync();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Paused_set_to_true_stops_everything_and_only_a_resume_opens_it(bool existed)
    {
        if (existed)
            await Control.EnsureAsync(Ct);

        await _data.SetPausedAsync(new AttributeValue { BOOL = true });

        await AssertStoppedAsync();
    }

    [Fact]
    public async Task The_line_of_the_aws_cli_stops_everything_on_an_empty_table()
    {
        await PauseByCliAsync();

        await AssertStoppedAsync();
    }

    [Theory]
    [InlineData("S", "true")]
    [InlineData("S", "false")]
    [InlineData("N", "0")]
    [InlineData("NULL", "")]
    public async Task What_is_no_bool_opens_nothing(string type, string value)
    {
        await Control.EnsureAsync(Ct);

        await _data.SetPausedAsync(type switch
        {
            "S" => new AttributeValue { S = value },
            "N" => new AttributeValue { N = value },
            _ => new AttributeValue { NULL = true },
        });

        Assert.IsType<GrantOutcome.Unusable>(await GrantAsync());
        Assert.Contains("paused", (await Control.ReadAsync(Ct)).Fault, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_item_without_paused_opens_nothing()
    {
        await _data.SetControlAsync("granted", new AttributeValue { N = "0" });

        Assert.IsType<GrantOutcome.Unusable>(await GrantAsync());
        Assert.Contains("paused", (await Control.ReadAsync(Ct)).Fault, StringComparison.Ordinal);
    }

    public static TheoryData<string> NeededAttributes => [.. ControlItem.Fresh().Keys];

    [Theory]
    [MemberData(nameof(NeededAttributes))]
    public async Task An_attribute_that_is_nonsense_opens_nothing_and_is_named_until_a_resume_mends_it(string attribute)
    {
        await Control.EnsureAsync(Ct);
        Assert.IsType<GrantOutcome.Granted>(await GrantAsync());
        await _data.SetControlAsync(attribute, new AttributeValue { S = "many" });

        Assert.IsType<GrantOutcome.Unusable>(await GrantAsync());
        var fault = (await Control.ReadAsync(Ct)).Fault;
        Assert.Contains(attribute.StartsWith("hours", StringComparison.Ordinal) ? "hours" : attribute, fault, StringComparison.Ordinal);

        await Control.ResumeAsync(SendScope.All, "anna", _data.Time.GetUtcNow(), Ct);
        Assert.IsType<GrantOutcome.Granted>(await GrantAsync());
    }

    [Fact]
    public async Task A_sum_that_does_not_fit_its_hours_opens_nothing()
    {
        await Control.EnsureAsync(Ct);
        await GrantAsync();
        await _data.SetControlAsync(Columns.UsedAll, new AttributeValue { N = "0" });

        Assert.IsType<GrantOutcome.Unusable>(await new DynamoControl(_data.Get<TableReads>(), _data.Get<TableWrites>()).TakeGrantAsync(GrantRequest.OfOne(Lane.Urgent, 1), _data.Time.GetUtcNow(), Ct));
    }

    private Task<GrantOutcome> GrantAsync()
    {
        _data.Time.Advance(TimeSpan.FromSeconds(2));
        return Control.TakeGrantAsync(GrantRequest.OfOne(Lane.Urgent, 1), _data.Time.GetUtcNow(), Ct);
    }

    private async Task AssertStoppedAsync()
    {
        Assert.Equal(new GrantOutcome.Stopped([SendScope.All]), await GrantAsync());
        var state = await Control.ReadAsync(Ct);
        Assert.Null(state.Fault);
        Assert.True(state.Paused);
        Assert.True((await _data.Get<IIntakeStore>().ReadAsync(FormName.Parse("contact"), Ct)).Control.Paused);

        await Control.EnsureAsync(Ct);
        Assert.Equal(new GrantOutcome.Stopped([SendScope.All]), await GrantAsync());

        await Control.ResumeAsync(SendScope.All, "anna", _data.Time.GetUtcNow(), Ct);
        Assert.IsType<GrantOutcome.Granted>(await GrantAsync());
    }

    private async Task PauseByCliAsync()
    {
        var start = new ProcessStartInfo("aws")
        {
            ArgumentList =
            {
                "dynamodb", "update-item", "--endpoint-url", _data.Endpoint.AbsoluteUri, "--table-name", _data.Table,
                "--key", """{"pk":{"S":"CONTROL"},"sk":{"S":"CONTROL"}}""",
                "--update-expression", "SET paused = :yes",
                "--expression-attribute-values", """{":yes":{"BOOL":true}}""",
            },
            Environment =
            {
                ["AWS_ACCESS_KEY_ID"] = "test",
                ["AWS_SECRET_ACCESS_KEY"] = "test",
                ["AWS_REGION"] = "eu-central-1",
                ["AWS_DEFAULT_REGION"] = "eu-central-1",
                ["AWS_PAGER"] = "",
                ["AWS_CONFIG_FILE"] = "/dev/null",
            },
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        using var process = new Process { StartInfo = start };
        try
        {
            process.Start();
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Skip("The AWS CLI is not installed.");
        }

        var errors = await process.StandardError.ReadToEndAsync(Ct);
        await process.WaitForExitAsync(Ct);
        Assert.True(process.ExitCode == 0, errors);
    }
}
