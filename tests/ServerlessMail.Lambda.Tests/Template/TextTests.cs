using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ServerlessMail.Testing.Emulators;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace ServerlessMail.Lambda.Tests.Template;

/// <summary>What a person reads who deploys: parameters, outputs, settings, the guide.</summary>
public sealed partial class TextTests
{
    private static readonly SamTemplate Template = SamTemplate.Read();
    private static readonly string Guide = File.ReadAllText(Path.Combine(TestsDirectory.Repository, "docs", "deploying.md"));

    [Fact]
    public void Every_parameter_says_what_it_is_for_stands_in_a_group_and_in_the_guide()
    {
        var grouped = Assert.IsType<JsonArray>(Template.Section("Metadata")["AWS::CloudFormation::Interface"]?["ParameterGroups"])
            .SelectMany(group => SamTemplate.Texts(group?["Parameters"]));

        Assert.Equal(Template.Parameters.Select(pair => pair.Key).Order(StringComparer.Ordinal), grouped.Order(StringComparer.Ordinal));
        Assert.All(Template.Parameters, pair =>
        {
            Assert.InRange(SamTemplate.Text(pair.Value?["Description"]).Length, 30, 4000);
            Assert.Contains($"| `{pair.Key}` |", Guide, StringComparison.Ordinal);
            // A pattern without words for it would be shown to whoever breaks it.
            Assert.Equal(pair.Value?["AllowedPattern"] is null, pair.Value?["ConstraintDescription"] is null);
        });
    }

    /// <summary>https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/template-formats.html: aliases and merges are not supported.</summary>
    [Fact]
    public void The_template_has_no_YAML_that_CloudFormation_does_not_know()
    {
        using var text = File.OpenText(SamTemplate.Path);
        var yaml = new Parser(text);
        while (yaml.MoveNext())
            Assert.IsNotType<AnchorAlias>(yaml.Current);
    }

    [Fact]
    public void Every_default_is_among_what_is_allowed() => Assert.All(Template.Parameters, pair =>
    {
        if (pair.Value?["Default"] is not { } usual)
            return;
        if (pair.Value["AllowedValues"] is { } allowed)
            Assert.Contains(SamTemplate.Text(usual), SamTemplate.Texts(allowed));
        if (pair.Value["AllowedPattern"] is { } pattern)
            Assert.Matches(SamTemplate.Text(pattern), SamTemplate.Text(usual));
    });

    [Fact]
    public void Every_output_says_what_it_is_for_and_one_of_them_what_to_do_next()
    {
        Assert.All(Template.Outputs, pair => Assert.InRange(SamTemplate.Text(pair.Value?["Description"]).Length, 20, 1024));
        Assert.Contains("smail senders add", SamTemplate.Text(Template.Outputs["NextStep"]?["Value"]), StringComparison.Ordinal);
        Assert.Contains("smail pause", SamTemplate.Text(Template.Outputs["Pause"]?["Value"]), StringComparison.Ordinal);
        Assert.EndsWith("/f/", SamTemplate.Text(Template.Outputs["FormEndpoint"]?["Value"]), StringComparison.Ordinal);
        Assert.All(
            ["SMAIL_TABLE=${Table}", "SMAIL_QUEUE_URGENT=${UrgentQueue}", "SMAIL_QUEUE_NORMAL=${NormalQueue}", "SMAIL_QUEUE_BULK=${BulkQueue}", "SMAIL_QUEUE_FEEDBACK=${FeedbackQueue}"],
            variable => Assert.Contains(variable, SamTemplate.Text(Template.Outputs["Shell"]?["Value"]), StringComparison.Ordinal));
    }

    [Fact]
    public void The_settings_name_only_parameters_that_there_are_and_values_that_they_take()
    {
        var overrides = ParameterOverrides().Matches(File.ReadAllText(Path.Combine(TestsDirectory.Repository, "samconfig.toml")))
            .SelectMany(match => match.Groups["pairs"].Value.Split(' '))
            .Select(pair => pair.Split('=', 2))
            .ToList();

        Assert.NotEmpty(overrides);
        Assert.All(overrides, pair =>
        {
            var parameter = Template.Parameters[pair[0]];
            Assert.NotNull(parameter);
            if (parameter["AllowedValues"] is { } allowed)
                Assert.Contains(pair[1], SamTemplate.Texts(allowed));
        });
    }

    /// <summary>Both need no more than CAPABILITY_IAM, ask before they change anything, and build what is there.</summary>
    [Fact]
    public void The_settings_know_dev_and_prod()
    {
        var settings = File.ReadAllText(Path.Combine(TestsDirectory.Repository, "samconfig.toml"));

        Assert.All(["default", "prod"], of => Assert.All(
            ["global", "build", "deploy"],
            command => Assert.Contains($"[{of}.{command}.parameters]", settings, StringComparison.Ordinal)));
        Assert.Equal(2, settings.Split("capabilities = \"CAPABILITY_IAM\"").Length - 1);
        Assert.Equal(2, settings.Split("confirm_changeset = true").Length - 1);
        // sam would look for changes in the function's own project alone.
        Assert.DoesNotContain("cached = true", settings, StringComparison.Ordinal);
        Assert.All(Template.OfType("AWS::IAM::Role"), role => Assert.Null(role.Value["Properties"]?["RoleName"]));
    }

    [GeneratedRegex("^parameter_overrides = \"(?<pairs>[^\"]*)\"$", RegexOptions.Multiline | RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex ParameterOverrides();
}
