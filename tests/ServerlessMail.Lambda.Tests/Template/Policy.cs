using System.IO.Enumeration;
using System.Text.Json.Nodes;

namespace ServerlessMail.Lambda.Tests.Template;

/// <summary>The inline policy of a role, as far as this template needs IAM: statements that allow, each with one condition at most.</summary>
internal sealed record Policy(IReadOnlyList<Policy.Statement> Statements)
{
    public static Policy Of(SamTemplate template, string role)
    {
        var policy = Assert.Single(Assert.IsType<JsonArray>(template.Properties(role)["Policies"]));
        var statements = Assert.IsType<JsonArray>(policy?["PolicyDocument"]?["Statement"]);
        return new Policy([.. statements.Select(node => Read(Assert.IsType<JsonObject>(node)))]);
    }

    /// <summary>The statements that let a request through: those with its action, its resource and all of its keys.</summary>
    public IReadOnlyList<Statement> Allowing(string action, string resource, IReadOnlyCollection<string> keys) =>
    [
        .. Statements.Where(statement =>
            statement.Actions.Contains(action)
            && statement.Resources.Contains(resource)
            && (statement.Key.Length == 0 || keys.All(key => statement.Values.Any(value => Matches(statement.Operator, value, key))))),
    ];

    private static bool Matches(string how, string value, string key) => how switch
    {
        "ForAllValues:StringEquals" => value == key,
        "ForAllValues:StringLike" => FileSystemName.MatchesSimpleExpression(value, key, ignoreCase: false),
        _ => throw new NotSupportedException(how),
    };

    private static Statement Read(JsonObject statement)
    {
        Assert.Equal("Allow", SamTemplate.Text(statement["Effect"]));
        Assert.Subset(new HashSet<string>(["Sid", "Effect", "Action", "Resource", "Condition"]), statement.Select(pair => pair.Key).ToHashSet());
        var (how, on) = statement["Condition"] is JsonObject condition ? Assert.Single(condition) : new("", null);
        var (key, values) = on is JsonObject of ? Assert.Single(of) : new("", null);
        return new Statement(
            SamTemplate.Text(statement["Sid"]),
            SamTemplate.Texts(statement["Action"]),
            SamTemplate.Texts(statement["Resource"]),
            how,
            key,
            values is null ? [] : SamTemplate.Texts(values));
    }

    internal sealed record Statement(
        string Sid, IReadOnlyList<string> Actions, IReadOnlyList<string> Resources, string Operator, string Key, IReadOnlyList<string> Values)
    {
        public override string ToString() =>
            $"{Sid}: {string.Join(' ', Actions)} on {string.Join(' ', Resources)}{(Key.Length == 0 ? "" : $" if {Operator} {Key} {string.Join(' ', Values)}")}";
    }
}
