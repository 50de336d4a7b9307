using System.Text.Json;

namespace ServerlessMail.Cli.Tests.EndToEnd;

/// <summary>A mail of the inbox by the tags that it bears.</summary>
internal sealed record InboxTags(string Message, int Attempt, string Subject)
{
    public static async Task<IReadOnlyList<InboxTags>> ReadAsync(string url)
    {
        using var client = new HttpClient();
        using var inbox = JsonDocument.Parse(await client.GetStringAsync($"{url}/inbox/api/messages?limit=200"));
        return [.. inbox.RootElement.GetProperty("messages").EnumerateArray().Select(Of)];
    }

    private static InboxTags Of(JsonElement mail)
    {
        var tags = mail.GetProperty("tags");
        return new InboxTags(
            tags.GetProperty("message").GetString() ?? "",
            int.Parse(tags.GetProperty("attempt").GetString() ?? "", System.Globalization.CultureInfo.InvariantCulture),
            mail.GetProperty("subject").GetString() ?? "");
    }
}
