using System.Text.Json;

namespace ServerlessMail.Cli.Tests.EndToEnd;

/// <summary>A mail of the inbox by the tags that it bears.</summary>
internal sealed record InboxTags(string Message, int Attempt, string Subject)
{
    public static async Task<IReadOnlyList<InboxTags>> ReadAsync(string url)
    {
        using var client = new HttpClient();
        var all = new List<InboxTags>();
        for (var before = ""; ;)
        {
            using var inbox = JsonDocument.Parse(await client.GetStringAsync($"{url}/inbox/api/messages?limit=200{before}"));
            var page = inbox.RootElement.GetProperty("messages").EnumerateArray().ToArray();
            if (page.Length == 0)
                return all;
            all.AddRange(page.Select(Of));
            before = $"&before={page[^1].GetProperty("id")}";
        }
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
