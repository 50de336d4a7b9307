using System.Globalization;
using System.Text.Json.Nodes;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace ServerlessMail.Lambda.Tests.Template;

/// <summary>
/// Reads CloudFormation's YAML into the JSON that it stands for: <c>!Ref X</c> is <c>{"Ref":"X"}</c>, <c>!GetAtt X.Arn</c> is
/// <c>{"Fn::GetAtt":["X","Arn"]}</c>, every other tag a function of its name.
/// </summary>
internal static class CloudFormationYaml
{
    public static JsonObject Read(TextReader text)
    {
        var yaml = new YamlStream();
        yaml.Load(text);
        return (JsonObject)Node(yaml.Documents.Single().RootNode)!; // a mapping is never null
    }

    private static JsonNode? Node(YamlNode node)
    {
        JsonNode? plain = node switch
        {
            YamlMappingNode map => new JsonObject(map.Children.Select(pair => KeyValuePair.Create(((YamlScalarNode)pair.Key).Value ?? "", Node(pair.Value)))),
            YamlSequenceNode list => new JsonArray([.. list.Children.Select(Node)]),
            YamlScalarNode scalar => Scalar(scalar),
            _ => throw new InvalidOperationException($"CloudFormation knows no aliases ({node.Start})."),
        };
        return node.Tag.IsEmpty || node.Tag.Value[0] != '!' || node.Tag.Value.Length == 1 ? plain : Function(node.Tag.Value[1..], plain);
    }

    private static JsonObject Function(string tag, JsonNode? argument) => tag switch
    {
        "Ref" or "Condition" => new JsonObject { [tag] = argument },
        "GetAtt" when argument is JsonValue text => new JsonObject { ["Fn::GetAtt"] = new JsonArray([.. text.GetValue<string>().Split('.', 2).Select(part => (JsonNode)part)]) },
        _ => new JsonObject { [$"Fn::{tag}"] = argument },
    };

    private static JsonValue? Scalar(YamlScalarNode scalar)
    {
        var text = scalar.Value ?? "";
        if (scalar.Style != ScalarStyle.Plain || !scalar.Tag.IsEmpty)
            return JsonValue.Create(text);
        if (text is "true" or "false")
            return JsonValue.Create(text == "true");
        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole))
            return JsonValue.Create(whole);
        return double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? JsonValue.Create(number) : JsonValue.Create(text);
    }
}
