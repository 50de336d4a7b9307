using System.Text.Json;

namespace ServerlessMail.Aws.Ses.Lean;

/// <summary>ListEmailIdentities' answer.</summary>
/// <remarks>https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_ListEmailIdentities.html</remarks>
internal static class IdentityListJson
{
    public static ListEmailIdentitiesResponse Read(JsonElement json) => new()
    {
        EmailIdentities = json.TryGetProperty("EmailIdentities", out var identities) && identities.ValueKind == JsonValueKind.Array
            ? [.. identities.EnumerateArray().Where(known => known.Text("IdentityName") is not null).Select(One)]
            : null,
        NextToken = json.Text("NextToken"),
    };

    private static IdentityInfo One(JsonElement known) => new()
    {
        IdentityName = known.Text("IdentityName") ?? "",
        SendingEnabled = known.Flag("SendingEnabled"),
        VerificationStatus = known.Text("VerificationStatus"),
    };
}
