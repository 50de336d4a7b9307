using System.Text.Json.Nodes;
using ServerlessMail.Testing.Emulators;

namespace ServerlessMail.Lambda.Tests.Template;

/// <summary>The repository's <c>template.yaml</c>.</summary>
internal sealed class SamTemplate
{
    public static readonly string Path = System.IO.Path.Combine(TestsDirectory.Repository, "template.yaml");

    /// <summary>The functions, by what <c>SMAIL_FUNCTION</c> calls them.</summary>
    public static readonly IReadOnlyDictionary<string, string> Functions = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["api"] = "ApiFunction",
        ["sender"] = "SenderFunction",
        ["feedback"] = "FeedbackFunction",
        ["sweeper"] = "SweeperFunction",
    };

    private SamTemplate(JsonObject root) => Root = root;

    public JsonObject Root { get; }

    public JsonObject Parameters => Section("Parameters");

    public JsonObject Outputs => Section("Outputs");

    public JsonObject Resources => Section("Resources");

    public static SamTemplate Read()
    {
        using var text = File.OpenText(Path);
        return new SamTemplate(CloudFormationYaml.Read(text));
    }

    public JsonObject Section(string name) => Object(Root, name);

    /// <summary>The resources of a type, by their logical ids.</summary>
    public IReadOnlyList<KeyValuePair<string, JsonObject>> OfType(string type) =>
    [
        .. Resources
            .Where(pair => Text(pair.Value?["Type"]) == type)
            .Select(pair => KeyValuePair.Create(pair.Key, (JsonObject)pair.Value!)), // it has a type
    ];

    public JsonObject Resource(string name) => Object(Resources, name);

    public JsonObject Properties(string resource) => Object(Resource(resource), "Properties");

    /// <summary>A setting of a function: its own, else that of all.</summary>
    public JsonNode? FunctionSetting(string function, string name) =>
        Properties(SamTemplate.Functions[function])[name] ?? Section("Globals")["Function"]?[name];

    /// <summary>The variables of a function: those of all, and its own.</summary>
    public IReadOnlyDictionary<string, string> Variables(string function)
    {
        var all = Object(Section("Globals"), "Function", "Environment", "Variables");
        var own = Object(Properties(Functions[function]), "Environment", "Variables");
        return all.Concat(own).ToDictionary(pair => pair.Key, pair => Text(pair.Value), StringComparer.Ordinal);
    }

    /// <summary>A node as a line: <c>Table.Arn</c> for an attribute, <c>Table</c> for a reference, else a function's argument, or the text itself.</summary>
    public static string Text(JsonNode? node) => node switch
    {
        null => "",
        JsonObject { Count: 1 } call when call.First() is { Key: "Fn::GetAtt", Value: JsonArray parts } => string.Join('.', parts.Select(Text)),
        JsonObject { Count: 1 } call when call.First() is { Key: "Ref" or "Fn::Sub", Value: var of } => Text(of),
        JsonValue value => value.ToString(),
        _ => node.ToJsonString(),
    };

    /// <summary>One or more nodes, as lines.</summary>
    public static IReadOnlyList<string> Texts(JsonNode? node) => node is JsonArray list ? [.. list.Select(Text)] : [Text(node)];

    public static int Number(JsonNode? node) => (int)(node?.GetValue<long>() ?? throw new InvalidOperationException("A number is missing."));

    private static JsonObject Object(JsonObject within, params string[] path) => path.Aggregate(
        within,
        (at, name) => at[name] as JsonObject ?? throw new InvalidOperationException($"{at.GetPath()} has no {name}."));
}
