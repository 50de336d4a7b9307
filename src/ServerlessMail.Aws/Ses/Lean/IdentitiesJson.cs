using System.Globalization;
using System.Text.Json;

namespace ServerlessMail.Aws.Ses.Lean;

/// <summary>ListEmailIdentities' question and answer.</summary>
/// <remarks>https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_ListEmailIdentities.html</remarks>
internal static class IdentitiesJson
{
    public static List<(string Name, string Value)> Query(ListEmailIdentitiesRequest request)
    {
        var query = new List<(string, string)>();
        if (request.PageSize is { } size)
            query.Add((nameof(request.PageSize), size.ToString(CultureInfo.InvariantCulture)));
        if (request.NextToken is { } token)
            query.Add((nameof(request.NextToken), token));
        return query;
    }

    public static ListEmailIdentitiesResponse Read(JsonElement json) => new()
    {
        NextToken = json.Text("NextToken"),
        EmailIdentities = json.TryGetProperty("EmailIdentities", out var identities) && identities.ValueKind == JsonValueKind.Array
            ? [.. identities.EnumerateArray().Select(identity => new IdentityInfo { IdentityName = identity.Text("IdentityName"), SendingEnabled = identity.Flag("SendingEnabled") })]
            : null,
    };
}
