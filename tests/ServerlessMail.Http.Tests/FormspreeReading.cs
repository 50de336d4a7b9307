using System.Text.Json;

namespace ServerlessMail.Http.Tests;

/// <summary>
/// Reads an answer as Formspree's client does, which looks at the body alone: a failure by <c>errors</c> that all have a message (none at all
/// counts too) or by a text <c>error</c>, else a success by a text <c>next</c>; anything else it calls an unexpected format.
/// </summary>
internal static class FormspreeReading
{
    public static Reading Of(string body)
    {
        try
        {
            using var answer = JsonDocument.Parse(body);
            return answer.RootElement is { ValueKind: JsonValueKind.Object } root ? Of(root) : Reading.Unexpected;
        }
        catch (JsonException)
        {
            return Reading.Unexpected;
        }
    }

    private static Reading Of(JsonElement root)
    {
        if (root.TryGetProperty("errors", out var errors) && errors.ValueKind == JsonValueKind.Array
            && errors.EnumerateArray().All(error => error.ValueKind == JsonValueKind.Object && IsText(error, "message")))
            return Reading.Failure;
        return IsText(root, "error") ? Reading.Failure : IsText(root, "next") ? Reading.Success : Reading.Unexpected;
    }

    private static bool IsText(JsonElement element, string member) =>
        element.TryGetProperty(member, out var value) && value.ValueKind == JsonValueKind.String;
}

internal enum Reading
{
    Success,
    Failure,
    Unexpected,
}
